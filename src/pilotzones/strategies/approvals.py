"""Histories of pilot zones that might have been: replies that approve places and end other zones."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

from pilotzones.strategies.drawn_tables import SOURCE, as_csv, bundled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

    from pilotzones.tables.formats import TableName

_FIRST_DAY = datetime.date(2015, 3, 7)
_MOST_ZONES = 4


class Reply(NamedTuple):
    """A reply of the State Council: the zones it approves, and the earlier ones that it ends, by their ids."""

    number: int
    signed: datetime.date | None
    published: datetime.date
    approves: tuple[str, ...]
    ends: tuple[str, ...]

    @property
    def document_no(self) -> str:
        """The number it bears."""
        return f"国函〔{self.published.year}〕{self.number}号"

    @property
    def established(self) -> datetime.date:
        """The day from which its zones exist."""
        return self.signed or self.published

    def __str__(self) -> str:
        ends = f", ends {', '.join(self.ends)}" if self.ends else ""
        return f"  {self.established} batch {self.number}: {', '.join(self.approves)}{ends}"


FIRST_REPLY = Reply(1, _FIRST_DAY, datetime.date(2015, 3, 12), ("hangzhou",), ())


def tables_of(replies: Sequence[Reply]) -> dict[TableName, bytes]:
    """Write replies as the tables of batches and zones, and the tables that must name no other zone."""
    ended_by = {zone: reply.document_no for reply in replies for zone in reply.ends}
    batches: list[dict[str, Any]] = []
    zones: list[dict[str, Any]] = []
    ever = 0
    for reply in replies:
        ever += len(reply.approves)
        ended = sum(len(other.ends) for other in replies if other.number <= reply.number)
        batches.append(
            {
                "number": reply.number,
                "document_no": reply.document_no,
                "title_zh": "国务院关于同意设立跨境电子商务综合试验区的批复",
                "approved_on": reply.signed.isoformat() if reply.signed else "",
                "published_on": reply.published.isoformat(),
                "zone_count": len(reply.approves),
                "ever_approved": ever,
                "in_force_after": ever - ended,
                "evidence": "unsourced",
                "sources": SOURCE,
            }
        )
        drawn = {"batch": reply.number, "evidence": "unsourced", "sources": SOURCE, "note": ""}
        zones += ({**_places()[zone], **drawn, "revoked_by": ended_by.get(zone, "")} for zone in reply.approves)
    named = _names_beside(frozenset(zone["id"] for zone in zones) & _special())
    return {"batches": as_csv("batches", batches), "zones": as_csv("zones", zones), **named}


@functools.cache
def replies() -> SearchStrategy[tuple[Reply, ...]]:
    """Draw replies in order: each approves places that are free, and some end zones of earlier ones."""
    # A zone that is no division of its own is what code most often forgets: one of ten.
    special = sorted(_special())
    ids = (*_places(), *special * (len(_places()) // 9 // len(special)))
    zone = st.tuples(st.sampled_from(ids), st.integers(0, _WAYS - 1))
    return st.lists(zone, min_size=1, max_size=_MOST_ZONES, unique_by=_id_of).map(_replayed)


_LONGEST_GAP = 1500
_WAYS = 2 * 2 * 2 * _LONGEST_GAP


def _id_of(drawn: tuple[str, int]) -> str:
    return drawn[0]


def _replayed(drawn: list[tuple[str, int]]) -> tuple[Reply, ...]:
    """Make replies of zones by their ids; the number beside each tells how it is approved."""
    found: list[Reply] = []
    in_force: tuple[str, ...] = ()
    day = _FIRST_DAY
    for zone, drawn_way in drawn:
        way, by_another = divmod(drawn_way, 2)
        if by_another or not found:
            way, ends = divmod(way, 2)
            gap, unsigned = divmod(way, 2)
            published = day + datetime.timedelta(days=gap % 60)
            ended = in_force if ends else ()
            found.append(Reply(len(found) + 1, None if unsigned else day, published, (), ended))
            in_force = () if ends else in_force
            day = published + datetime.timedelta(days=1 + gap)
        found[-1] = found[-1]._replace(approves=(*found[-1].approves, zone))
        in_force = (*in_force, zone)
    return tuple(found)


@functools.cache
def _places() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in bundled("zones")}


@functools.cache
def _special() -> frozenset[str]:
    """Gather the zones that are no division of their own."""
    return frozenset(row["zone"] for row in bundled("territories"))


@functools.cache
def _names_beside(special: frozenset[str]) -> dict[TableName, bytes]:
    """Write the tables that name such zones, without those that were not drawn."""
    left_out = _special() - special
    return {
        "territories": as_csv("territories", (row for row in bundled("territories") if row["zone"] not in left_out)),
        "place_names": as_csv("place_names", (row for row in bundled("place_names") if row["place"] not in left_out)),
    }
