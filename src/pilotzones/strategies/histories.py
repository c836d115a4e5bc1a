"""Histories of a positive list that might have been: announcements of all kinds, and what is known of their annexes."""

from __future__ import annotations

import collections
import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

from pilotzones.annexes import FIRST_CODE, LAST_CODE
from pilotzones.hscode import LINE
from pilotzones.strategies.drawn_tables import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hypothesis.strategies import DrawFn

    from pilotzones.formats import TableName
    from pilotzones.records.announcements import Action, Kind

FIRST_DAY = datetime.date(2016, 4, 8)
REMARKS = (
    "",
    "仅限网购保税商品",
    "每人每年2千克以内",
    "列入《进出口野生动植物种商品目录》的商品除外",
    "列入《进出口野生动植物种商品目录》的商品除外；仅限网购保税商品",
    "仅限家用打印机墨水",
)
_TOUCHES: tuple[tuple[Action | None, ...], ...] = (
    (None, "add", "convert_in"),
    (None, "delete", "convert_out", "remark"),
)
_ENTERS, _LEAVES = {"list", "add", "convert_in"}, {"delete", "convert_out"}
_LATER = (1, 30, 400, 1500)


class Line(NamedTuple):
    """What an annex says of a code; ``known`` is what of it the dataset knows, in the table's words."""

    action: Action
    remark: str
    known: Action | None
    remark_known: str

    def __str__(self) -> str:
        remark = f" {self.remark!r}" if self.remark else ""
        if self.known is None:
            return f"({self.action}{remark}: not known)"
        told = self.action if self.known == self.action else f"{self.action}, known as {self.known}"
        return f"{told}{remark}{'' if self.remark_known == 'yes' else f' (remark known: {self.remark_known})'}"


class Announced(NamedTuple):
    """An announcement with its true, whole annex, the list after it, and the ranges for which the annex is known."""

    id: str
    kind: Kind
    amends: str
    day: datetime.date
    lines: Mapping[str, Line]
    after: frozenset[str]
    settled: tuple[tuple[str, str], ...]
    states: bool

    def __str__(self) -> str:
        settled = ", ".join(f"{first} to {last}" for first, last in self.settled) or "nothing"
        whole = self.settled == ((FIRST_CODE, LAST_CODE),)
        lines = "".join(f"\n    {code} {line}" for code, line in self.lines.items())
        about = f"{self.kind} {self.amends}".rstrip()
        return f"  {self.day} {self.id} {about}, known {'whole' if whole else f'whole from {settled}'}{lines}"

    def record(self) -> dict[str, Any]:
        """Write it as a row of announcements.csv, with or without its counts."""
        row: dict[str, Any] = {
            "id": self.id,
            "kind": self.kind,
            "amends": self.amends,
            "document_no": f"财政部公告{self.id.replace('-', '年第')}号",
            "title_zh": "跨境电子商务零售进口商品清单",
            "title_en": f"List {self.id}",
            "effective_from": self.day.isoformat(),
            "evidence": "unsourced",
            "sources": SOURCE,
        }
        if self.states:
            counts = collections.Counter(line.action for line in self.lines.values())
            row["list_total_after"] = len(self.after)
            if self.kind == "amends":
                row |= {column: counts[action] for action, column in _COUNTED.items()}
            else:
                row["stated_count"] = len(self.lines)
        return row

    def known_lines(self) -> Iterator[dict[str, Any]]:
        """Write what is known of its annex as rows of list_changes.csv."""
        for code, line in self.lines.items():
            if line.known is not None:
                yield {
                    "announcement": self.id,
                    "change": line.known,
                    "hs_code": code,
                    "name_zh": f"货品{code}",
                    "remark_zh": "" if line.remark_known == "no" else line.remark,
                    "remark_known": line.remark_known,
                    "evidence": "single",
                    "sources": SOURCE,
                }


_COUNTED: dict[Action, str] = {
    "add": "added",
    "delete": "deleted",
    "convert_in": "converted_in",
    "convert_out": "converted_out",
    "remark": "remarks_changed",
}


def tables_of(history: Sequence[Announced]) -> dict[TableName, list[dict[str, Any]]]:
    """Write a history as the rows of its tables; none of them is a rule about a tariff."""
    return {
        "announcements": [announced.record() for announced in history],
        "list_changes": [line for announced in history for line in announced.known_lines()],
        "list_coverage": [
            {"announcement": announced.id, "code_from": first, "code_to": last, "basis": "Drawn."}
            for announced in history
            for first, last in announced.settled
        ],
        "list_inferences": [],
    }


@st.composite
def histories(draw: DrawFn, *, complete: bool | None, most: int) -> tuple[Announced, ...]:
    """Draw announcements on a few codes that follow the law of their kinds, the first of them replacing nothing."""
    universe = [f"{code:0{LINE}}" for code in sorted(draw(_SOME_CODES))]
    day = FIRST_DAY + datetime.timedelta(days=draw(st.integers(0, 5000)))
    history: list[Announced] = []
    for number in range(1, draw(st.integers(1, most)) + 1):
        listed = history[-1].after if history else frozenset()
        kind = draw(st.sampled_from(_kinds(universe, listed))) if history else "replaces"
        truth = _annex(draw, kind, universe, listed)
        remaining = frozenset() if kind == "replaces" else listed
        after = (remaining | {code for code in truth if truth[code] in _ENTERS}) - {
            code for code in truth if truth[code] in _LEAVES
        }
        settled = _settled(draw, universe, complete=complete)
        lines = {code: _line(draw, code, action, settled, kind) for code, action in truth.items()}
        id_ = f"{day.year}-{number}"
        base = "" if kind == "replaces" else draw(st.sampled_from(_in_force(history)))
        states = draw(st.booleans())
        history.append(Announced(id_, kind, base, day, lines, after, settled, states))
        day += datetime.timedelta(days=draw(st.sampled_from(_LATER)))
    return tuple(history)


_SOME_CODES = st.lists(st.integers(1_010_000, 97_999_999), min_size=1, max_size=6, unique=True)


def _kinds(universe: Sequence[str], listed: frozenset[str]) -> tuple[Kind, ...]:
    """Tell which announcements may come next: a supplement needs a code that is not on the list."""
    return ("amends", "replaces") if listed.issuperset(universe) else ("amends", "supplements", "replaces")


def _annex(draw: DrawFn, kind: Kind, universe: Sequence[str], listed: frozenset[str]) -> dict[str, Action]:
    """Draw what an announcement says of each code; it says something of one code at least."""
    if kind == "amends":
        touched = [(code, draw(st.sampled_from(_TOUCHES[code in listed]))) for code in universe]
        annex: dict[str, Action] = {code: action for code, action in touched if action}
        return annex or {universe[0]: "remark" if universe[0] in listed else "add"}
    free = [code for code in universe if kind == "replaces" or code not in listed]
    taken = [code for code in free if draw(st.booleans())]
    return dict.fromkeys(taken or free[:1], "list")


def _settled(draw: DrawFn, universe: Sequence[str], *, complete: bool | None) -> tuple[tuple[str, str], ...]:
    """Draw the ranges for which an annex is known: all, up to some code, between two, or none."""
    everything = ((str(FIRST_CODE), str(LAST_CODE)),)
    if complete or (complete is None and draw(st.booleans())):
        return everything
    first, last = sorted((draw(st.integers(0, len(universe))), draw(st.integers(0, len(universe)))))
    if first == last:
        return ()
    return ((str(FIRST_CODE) if first == 0 else universe[first], universe[last - 1]),)


def _line(draw: DrawFn, code: str, action: Action, settled: Sequence[tuple[str, str]], kind: Kind) -> Line:
    """Draw a line's remark, and what of it is known: all where the annex is, else perhaps that it is listed."""
    remark = "" if action in _LEAVES else draw(st.sampled_from(REMARKS))
    remark_known = draw(st.sampled_from(("yes", "yes", "no")))
    if any(first <= code <= last for first, last in settled):
        return Line(action, remark, action, remark_known)
    known: list[Action | None] = [None, action]
    if kind == "amends" and action not in _LEAVES:
        known.append("listed")
    return Line(action, remark, draw(st.sampled_from(known)), remark_known)


def _in_force(history: Sequence[Announced]) -> list[str]:
    """List the announcements that make the list in force."""
    last_whole = max(at for at, announced in enumerate(history) if announced.kind == "replaces")
    return [announced.id for announced in history[last_whole:]]
