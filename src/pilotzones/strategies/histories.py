"""Histories of a positive list that might have been: announcements of all kinds, and what is known of their annexes."""

from __future__ import annotations

import collections
import datetime
import functools
import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

from pilotzones.code_ranges import FIRST_CODE, LAST_CODE
from pilotzones.hscode import LINE
from pilotzones.strategies.drawn_tables import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from pilotzones.records.actions import Action
    from pilotzones.records.announcements import Kind
    from pilotzones.tables.formats import TableName

FIRST_DAY = datetime.date(2016, 4, 8)
REMARKS = (
    "",
    "仅限网购保税商品",
    "每人每年2千克以内",
    "列入《进出口野生动植物种商品目录》的商品除外",
    "列入《进出口野生动植物种商品目录》的商品除外；仅限网购保税商品",
    "仅限家用打印机墨水",
)
_ENTERS, _LEAVES = {"list", "add", "convert_in"}, {"delete", "convert_out"}


class Line(NamedTuple):
    """What an annex says of a code, and what of it the dataset knows: an action, and whether the remark is known."""

    action: Action
    remark: str
    told: tuple[Action | None, str]

    @property
    def known(self) -> Action | None:
        """The action as list_changes.csv has it; None if it has no such line."""
        return self.told[0]

    @property
    def remark_known(self) -> str:
        """Whether list_changes.csv knows the remark: ``yes`` or ``no``."""
        return self.told[1]

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
        ranges = ", ".join(f"{first} to {last}" for first, last in self.settled)
        settled = "all" if self.settled == _ALL else ranges or "none"
        lines = "".join(f"\n    {code} {line}" for code, line in self.lines.items())
        return f"  {self.day} {self.id} {f'{self.kind} {self.amends}'.rstrip()}, codes settled: {settled}{lines}"

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
    """Draw announcements on a few codes that follow the law of their kinds; the first replaces what there was not."""
    universe = [f"{code:0{LINE}}" for code in sorted(draw(_SOME_CODES))]
    day = FIRST_DAY + datetime.timedelta(days=draw(_DAYS))
    history: list[Announced] = []
    for number in range(1, draw(st.integers(1, most)) + 1):
        listed = history[-1].after if history else frozenset()
        kind = draw(st.sampled_from(_kinds(universe, listed))) if history else "replaces"
        settled = _ALL if complete else _settled(draw, universe, mixed=complete is None)
        lines = _annex(draw, kind, universe, listed, settled)
        id_ = f"{day.year}-{number}"
        amends = "" if kind == "replaces" else draw(st.sampled_from(_in_force(history)))
        after = _after(kind, listed, lines)
        history.append(Announced(id_, kind, amends, day, lines, after, settled, states=draw(_STATES)))
        day += datetime.timedelta(days=draw(_LATER))
    return tuple(history)


Ranges = tuple[tuple[str, str], ...]

_SOME_CODES = st.lists(st.integers(1_010_000, 97_999_999), min_size=1, max_size=6, unique=True)
_DAYS = st.integers(0, 5000)
_LATER = st.sampled_from((1, 30, 400, 1500))
_STATES = st.booleans()
_ALL: Ranges = ((str(FIRST_CODE), str(LAST_CODE)),)


def _kinds(universe: Sequence[str], listed: frozenset[str]) -> tuple[Kind, ...]:
    """Tell which announcements may come next: a supplement needs a code that is not on the list."""
    return ("amends", "replaces") if listed.issuperset(universe) else ("amends", "supplements", "replaces")


def _after(kind: Kind, listed: frozenset[str], lines: Mapping[str, Line]) -> frozenset[str]:
    """Tell what is on the list after an announcement."""
    before = frozenset() if kind == "replaces" else listed
    entering = {code for code, line in lines.items() if line.action in _ENTERS}
    return (before | entering) - {code for code, line in lines.items() if line.action in _LEAVES}


def _annex(
    draw: DrawFn, kind: Kind, universe: Sequence[str], listed: frozenset[str], settled: Ranges
) -> dict[str, Line]:
    """Draw what an announcement says of each code; it says something of one code at least."""
    lines: dict[str, Line] = {}
    possible = {code: actions for code in universe if (actions := _actions(kind, listed=code in listed))}
    last_chance = max(possible)
    for code, actions in possible.items():
        known = any(first <= code <= last for first, last in settled)
        line = draw(_lines(actions, known=known, must=code == last_chance and not lines))
        if line:
            lines[code] = line
    return lines


def _actions(kind: Kind, *, listed: bool) -> tuple[Action, ...]:
    """Tell what an announcement can do to a code."""
    if kind == "amends":
        return ("delete", "convert_out", "remark") if listed else ("add", "convert_in")
    return () if kind == "supplements" and listed else ("list",)


@functools.cache
def _lines(actions: tuple[Action, ...], *, known: bool, must: bool) -> SearchStrategy[Line | None]:
    """Draw a line, or as often none unless there must be one; all of it is known where the annex is."""
    lines = st.one_of([_lines_of(action, known=known) for action in actions])
    return lines if must else st.one_of(st.none(), lines)


def _lines_of(action: Action, *, known: bool) -> SearchStrategy[Line]:
    """Draw lines that do one thing, with what of them is known: perhaps nothing, or that the code is listed then."""
    tellings: tuple[Action | None, ...] = (action,)
    if not known:
        tellings = (action, None, "listed") if action in {"add", "convert_in", "remark"} else (action, None)
    remarks = ("",) if action in _LEAVES else REMARKS
    told = tuple(itertools.product(tellings, ("yes", "no")))
    return st.builds(Line, st.just(action), st.sampled_from(remarks), st.sampled_from(told))


def _settled(draw: DrawFn, universe: Sequence[str], *, mixed: bool) -> Ranges:
    """Draw the ranges for which an annex is known: none, up to some code, between two, or sometimes all."""
    ends = [str(FIRST_CODE), *universe]
    first, last = draw(_ENDS)
    if mixed and (first - last) % _WAYS < _WHOLE:
        return _ALL
    first, last = sorted((first % len(ends), last % len(ends)))
    return () if first == last else ((ends[first], ends[last]),)


_WAYS, _WHOLE = 7, 3  # three of seven annexes are known whole, the simplest among them
_ENDS = st.tuples(st.integers(0, _WAYS - 1), st.integers(0, _WAYS - 1))


def _in_force(history: Sequence[Announced]) -> list[str]:
    """List the announcements that make the list in force."""
    last_whole = max(at for at, announced in enumerate(history) if announced.kind == "replaces")
    return [announced.id for announced in history[last_whole:]]
