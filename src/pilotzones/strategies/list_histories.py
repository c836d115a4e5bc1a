"""Draw histories of the positive list: announcements of every kind, and what a dataset knows of their annexes."""

from __future__ import annotations

import collections
import datetime
import functools
import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

from pilotzones.code_ranges import EVERY_CODE, FIRST_CODE, NO_CODE, CodeRanges
from pilotzones.hscode import LINE, HSCode
from pilotzones.records.actions import ACTIONS, ADJUSTING, WHOLE_LIST
from pilotzones.strategies.drawn_tables import SOURCE
from pilotzones.tables.writing import as_csv

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


class DrawnLine(NamedTuple):
    """What an annex says of a code, and what of it the dataset knows.

    ``known_as`` is the action of its row in list_changes.csv, None if it has no row there.
    """

    action: Action
    remark: str
    known_as: Action | None
    is_remark_known: bool

    def __str__(self) -> str:
        remark = f" {self.remark!r}" if self.remark else ""
        if self.known_as is None:
            return f"({self.action}{remark}: not known)"
        known_as = "" if self.known_as == self.action else f", known as {self.known_as}"
        return f"{self.action}{known_as}{remark}{'' if self.is_remark_known else ' (remark not known)'}"


class DrawnAnnouncement(NamedTuple):
    """An announcement with its true and whole annex, the list after it, and the codes for which the annex is known."""

    id: str
    kind: Kind
    amends: str
    day: datetime.date
    lines: Mapping[HSCode, DrawnLine]
    listed_after: frozenset[HSCode]
    known_ranges: CodeRanges
    states_counts: bool

    def __str__(self) -> str:
        ranges = ", ".join(f"{first} to {last}" for first, last in self.known_ranges)
        known = "all" if self.known_ranges == EVERY_CODE else ranges or "none"
        lines = "".join(f"\n    {code} {line}" for code, line in self.lines.items())
        return f"  {self.day} {self.id} {f'{self.kind} {self.amends}'.rstrip()}, known codes: {known}{lines}"

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
        if self.states_counts:
            counts = collections.Counter(line.action for line in self.lines.values())
            actions = ADJUSTING if self.kind == "amends" else (WHOLE_LIST,)
            row |= {field: counts[action] for action in actions if (field := ACTIONS[action].field)}
            row["list_total_after"] = len(self.listed_after)
        return row

    def known_lines(self) -> Iterator[dict[str, Any]]:
        """Write what is known of its annex as rows of list_changes.csv."""
        for code, line in self.lines.items():
            if line.known_as is not None:
                yield {
                    "announcement": self.id,
                    "change": line.known_as,
                    "hs_code": code,
                    "name_zh": f"货品{code}",
                    "remark_zh": line.remark if line.is_remark_known else "",
                    "remark_known": "yes" if line.is_remark_known else "no",
                    "evidence": "single",
                    "sources": SOURCE,
                }


def tables_of_list(history: Sequence[DrawnAnnouncement]) -> dict[TableName, bytes]:
    """Write a history as tables; no rule about a tariff is among them."""
    coverage = [
        {"announcement": announcement.id, "code_from": first, "code_to": last, "basis": "Drawn."}
        for announcement in history
        for first, last in announcement.known_ranges
    ]
    return {
        "announcements": as_csv("announcements", (announcement.record() for announcement in history)),
        "list_changes": as_csv("list_changes", (line for each in history for line in each.known_lines())),
        "list_coverage": as_csv("list_coverage", coverage),
        "list_inferences": as_csv("list_inferences", ()),
    }


@st.composite
def list_histories(draw: DrawFn, *, complete: bool | None, most: int) -> tuple[DrawnAnnouncement, ...]:
    """Draw announcements about a few codes that follow the law of their kinds; the first replaces the list.

    Args:
        draw: given by Hypothesis.
        complete: True if every annex is wholly known, False if none is, None for any mixture.
        most: the most announcements.
    """
    codes = [HSCode(f"{code:0{LINE}}") for code in sorted(draw(_SOME_CODES))]
    day = FIRST_DAY + datetime.timedelta(days=draw(_DAYS))
    history: list[DrawnAnnouncement] = []
    for number in range(1, draw(st.integers(1, most)) + 1):
        listed = history[-1].listed_after if history else frozenset()
        kind = draw(st.sampled_from(_next_kinds(codes, listed))) if history else "replaces"
        known_ranges = EVERY_CODE if complete else _known_ranges(draw, codes, mixed=complete is None)
        lines = _annex(draw, kind, codes, listed, known_ranges)
        history.append(
            DrawnAnnouncement(
                id=f"{day.year}-{number}",
                kind=kind,
                amends="" if kind == "replaces" else draw(st.sampled_from(_in_force(history))),
                day=day,
                lines=lines,
                listed_after=_listed_after(kind, listed, lines),
                known_ranges=known_ranges,
                states_counts=draw(_STATES_COUNTS),
            )
        )
        day += datetime.timedelta(days=draw(_DAYS_BETWEEN))
    return tuple(history)


_SOME_CODES = st.lists(st.integers(1_010_000, 97_999_999), min_size=1, max_size=6, unique=True)
_DAYS = st.integers(0, 5000)
_DAYS_BETWEEN = st.sampled_from((1, 30, 400, 1500))
_STATES_COUNTS = st.booleans()


def _next_kinds(codes: Sequence[HSCode], listed: frozenset[HSCode]) -> tuple[Kind, ...]:
    """List which announcements may come next: a supplement needs a code that is not on the list."""
    return ("amends", "replaces") if listed.issuperset(codes) else ("amends", "supplements", "replaces")


def _listed_after(kind: Kind, listed: frozenset[HSCode], lines: Mapping[HSCode, DrawnLine]) -> frozenset[HSCode]:
    """Gather what is on the list after an announcement."""
    before = frozenset() if kind == "replaces" else listed - lines.keys()
    return before | {code for code, line in lines.items() if ACTIONS[line.action].after}


def _annex(
    draw: DrawFn, kind: Kind, codes: Sequence[HSCode], listed: frozenset[HSCode], known_ranges: CodeRanges
) -> dict[HSCode, DrawnLine]:
    """Draw what an announcement says of each code; it says something of at least one."""
    lines: dict[HSCode, DrawnLine] = {}
    possible = {code: actions for code in codes if (actions := _possible_actions(kind, listed=code in listed))}
    last_chance = max(possible)
    for code, actions in possible.items():
        is_needed = code == last_chance and not lines
        line = draw(_lines(actions, is_known=code in known_ranges, is_needed=is_needed))
        if line:
            lines[code] = line
    return lines


def _possible_actions(kind: Kind, *, listed: bool) -> tuple[Action, ...]:
    """List what an announcement can do to a code, by whether the list before it has the code."""
    if kind == "amends":
        return tuple(action for action in ADJUSTING if ACTIONS[action].before is listed)
    return () if kind == "supplements" and listed else (WHOLE_LIST,)


@functools.cache
def _lines(actions: tuple[Action, ...], *, is_known: bool, is_needed: bool) -> SearchStrategy[DrawnLine | None]:
    """Draw a line, or as often none unless one is needed."""
    lines = st.one_of([_lines_of(action, is_known=is_known) for action in actions])
    return lines if is_needed else st.one_of(st.none(), lines)


def _lines_of(action: Action, *, is_known: bool) -> SearchStrategy[DrawnLine]:
    """Draw lines that do one thing; where the annex is not known, a row may be missing or say only "listed"."""
    stays = ACTIONS[action].after
    known_as: tuple[Action | None, ...] = (action,)
    if not is_known:
        known_as = (action, None, "listed") if stays and action in ADJUSTING else (action, None)
    # In one choice: the fewer a line takes, the sooner a history is drawn.
    known = st.sampled_from(tuple(itertools.product(known_as, (True, False))))
    remarks = st.sampled_from(REMARKS if stays else ("",))
    return st.builds(
        lambda remark, known: DrawnLine(action=action, remark=remark, known_as=known[0], is_remark_known=known[1]),
        remarks,
        known,
    )


def _known_ranges(draw: DrawFn, codes: Sequence[HSCode], *, mixed: bool) -> CodeRanges:
    """Draw the codes for which an annex is known: none, up to some code, between two, or all if ``mixed``."""
    ends = [FIRST_CODE, *codes]
    first, last = draw(_TWO_ENDS)
    if mixed and (first - last) % _WAYS < _WAYS_TO_KNOW_ALL:
        return EVERY_CODE
    first, last = sorted((first % len(ends), last % len(ends)))
    return NO_CODE if first == last else CodeRanges([(ends[first], ends[last])])


# Three of seven annexes are wholly known, the simplest among them.
_WAYS, _WAYS_TO_KNOW_ALL = 7, 3
_TWO_ENDS = st.tuples(st.integers(0, _WAYS - 1), st.integers(0, _WAYS - 1))


def _in_force(history: Sequence[DrawnAnnouncement]) -> list[str]:
    """List the ids of the announcements that make the list in force."""
    latest = max(index for index, announcement in enumerate(history) if announcement.kind == "replaces")
    return [announcement.id for announcement in history[latest:]]
