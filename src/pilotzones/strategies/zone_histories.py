"""Draw histories of pilot zones: replies of the State Council that approve zones and end earlier ones."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

from pilotzones.strategies.drawn_tables import SOURCE, bundled
from pilotzones.tables.writing import as_csv

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

    from pilotzones.tables.formats import TableName

_FIRST_DAY = datetime.date(2015, 3, 7)
_MOST_ZONES = 4
_LONGEST_GAP = 1500
_WAYS = 2 * 2 * 2 * _LONGEST_GAP


class DrawnReply(NamedTuple):
    """A reply of the State Council: the ids of the zones that it approves, and of the earlier ones that it ends."""

    number: int
    signed: datetime.date | None
    published: datetime.date
    approves: tuple[str, ...]
    ends: tuple[str, ...]

    @property
    def document_no(self) -> str:
        """The number of the document."""
        return f"国函〔{self.published.year}〕{self.number}号"

    @property
    def established(self) -> datetime.date:
        """The day from which on its zones exist."""
        return self.signed or self.published

    def __str__(self) -> str:
        ends = f", ends {', '.join(self.ends)}" if self.ends else ""
        return f"  {self.established} batch {self.number}: {', '.join(self.approves)}{ends}"


FIRST_REPLY = DrawnReply(
    number=1, signed=_FIRST_DAY, published=datetime.date(2015, 3, 12), approves=("hangzhou",), ends=()
)


def tables_of_zones(replies: Sequence[DrawnReply]) -> dict[TableName, bytes]:
    """Write replies as the tables of batches and zones, and as those whose rows may name only zones that exist."""
    ended_by = {zone: reply.document_no for reply in replies for zone in reply.ends}
    batches: list[dict[str, Any]] = []
    zones: list[dict[str, Any]] = []
    ever_approved = 0
    for reply in replies:
        ever_approved += len(reply.approves)
        ended = sum(len(other.ends) for other in replies if other.number <= reply.number)
        batches.append(
            {
                "number": reply.number,
                "document_no": reply.document_no,
                "title_zh": "国务院关于同意设立跨境电子商务综合试验区的批复",
                "approved_on": reply.signed.isoformat() if reply.signed else "",
                "published_on": reply.published.isoformat(),
                "zone_count": len(reply.approves),
                "ever_approved": ever_approved,
                "in_force_after": ever_approved - ended,
                "evidence": "unsourced",
                "sources": SOURCE,
            }
        )
        drawn = {"batch": reply.number, "evidence": "unsourced", "sources": SOURCE, "note": ""}
        zones += ({**_zones()[zone], **drawn, "revoked_by": ended_by.get(zone, "")} for zone in reply.approves)
    others = _tables_naming(frozenset(zone["id"] for zone in zones) & _special())
    return {"batches": as_csv("batches", batches), "zones": as_csv("zones", zones), **others}


@functools.cache
def zone_histories() -> SearchStrategy[tuple[DrawnReply, ...]]:
    """Draw replies in order: each approves new zones, and some end the zones of earlier ones."""
    # Code most often forgets the zones that are not a division: they are one in ten.
    special = sorted(_special())
    ids = (*_zones(), *special * (len(_zones()) // 9 // len(special)))
    zone = st.tuples(st.sampled_from(ids), st.integers(0, _WAYS - 1))
    return st.lists(zone, min_size=1, max_size=_MOST_ZONES, unique_by=_id_of).map(_as_replies)


def _id_of(drawn: tuple[str, int]) -> str:
    return drawn[0]


def _as_replies(drawn: list[tuple[str, int]]) -> tuple[DrawnReply, ...]:
    """Make replies that approve zones; the number beside the id of each says how."""
    replies: list[DrawnReply] = []
    in_force: tuple[str, ...] = ()
    day = _FIRST_DAY
    for zone, drawn_way in drawn:
        way, by_new_reply = divmod(drawn_way, 2)
        if by_new_reply or not replies:
            way, ends_others = divmod(way, 2)
            gap, is_unsigned = divmod(way, 2)
            published = day + datetime.timedelta(days=gap % 60)
            reply = DrawnReply(
                number=len(replies) + 1,
                signed=None if is_unsigned else day,
                published=published,
                approves=(),
                ends=in_force if ends_others else (),
            )
            replies.append(reply)
            in_force = () if ends_others else in_force
            day = published + datetime.timedelta(days=1 + gap)
        replies[-1] = replies[-1]._replace(approves=(*replies[-1].approves, zone))
        in_force = (*in_force, zone)
    return tuple(replies)


@functools.cache
def _zones() -> dict[str, dict[str, str]]:
    """Read the bundled zones, by their ids."""
    return {row["id"]: row for row in bundled("zones")}


@functools.cache
def _special() -> frozenset[str]:
    """Gather the ids of the zones that are not a division but parts of some."""
    return frozenset(row["zone"] for row in bundled("territories"))


@functools.cache
def _tables_naming(special: frozenset[str]) -> dict[TableName, bytes]:
    """Write the tables that name such zones, without the rows of those that were not drawn."""
    left_out = _special() - special
    return {
        "territories": as_csv("territories", (row for row in bundled("territories") if row["zone"] not in left_out)),
        "place_names": as_csv("place_names", (row for row in bundled("place_names") if row["place"] not in left_out)),
    }
