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
    from pilotzones.records.announcements import AnnouncementKind
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


class DrawnStatement(NamedTuple):
    """What is stated of a code on the list after an announcement, from outside its annex: it is true."""

    code: HSCode
    is_listed: bool
    remark: str
    is_remark_known: bool

    def __str__(self) -> str:
        remark = f" {self.remark!r}" if self.remark else ""
        unknown = "" if self.is_remark_known or not self.is_listed else " (remark not known)"
        return f"{self.code} stated outside the annex: {'listed' if self.is_listed else 'not_listed'}{remark}{unknown}"


class DrawnAnnouncement(NamedTuple):
    """An announcement with its true and whole annex, the list after it, and the codes for which the annex is known.

    ``statements`` are about the list after it, and ``list_ranges`` the codes for which that list is known.
    """

    id: str
    kind: AnnouncementKind
    amends: str
    day: datetime.date
    lines: Mapping[HSCode, DrawnLine]
    listed_after: frozenset[HSCode]
    known_ranges: CodeRanges
    states_counts: bool
    statements: tuple[DrawnStatement, ...] = ()
    list_ranges: CodeRanges = NO_CODE

    def __str__(self) -> str:
        known = f"known codes: {_shown(self.known_ranges)}"
        if self.list_ranges:
            known += f", of the list after it: {_shown(self.list_ranges)}"
        lines = [f"\n    {code} {line}" for code, line in self.lines.items()]
        lines += [f"\n    {statement}" for statement in self.statements]
        return f"  {self.day} {self.id} {f'{self.kind} {self.amends}'.rstrip()}, {known}{''.join(lines)}"

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

    def known_rows(self) -> Iterator[dict[str, Any]]:
        """Write what is known of its annex, and stated of the list after it, as rows of list_changes.csv."""
        for code, line in self.lines.items():
            if line.known_as is not None:
                yield self._row(line.known_as, code, line.remark, is_remark_known=line.is_remark_known)
        for statement in self.statements:
            change: Action = "listed" if statement.is_listed else "not_listed"
            yield self._row(change, statement.code, statement.remark, is_remark_known=statement.is_remark_known)

    def known_extents(self) -> Iterator[dict[str, Any]]:
        """Write the codes for which its annex, or the list after it, is known as rows of list_coverage.csv."""
        for covers, ranges in (("annex", self.known_ranges), ("list", self.list_ranges)):
            for first, last in ranges:
                row = {"announcement": self.id, "code_from": first, "code_to": last}
                yield {**row, "basis": "Drawn.", "covers": covers}

    def _row(self, change: Action, code: HSCode, remark: str, *, is_remark_known: bool) -> dict[str, Any]:
        return {
            "announcement": self.id,
            "change": change,
            "hs_code": code,
            "name_zh": f"货品{code}",
            "remark_zh": remark if is_remark_known else "",
            "remark_known": "yes" if is_remark_known else "no",
            "evidence": "single",
            "sources": SOURCE,
        }


def tables_of_list(history: Sequence[DrawnAnnouncement]) -> dict[TableName, bytes]:
    """Write a history as tables; no rule about a tariff is among them."""
    return {
        "announcements": as_csv("announcements", (announcement.record() for announcement in history)),
        "list_changes": as_csv("list_changes", (row for each in history for row in each.known_rows())),
        "list_coverage": as_csv("list_coverage", (row for each in history for row in each.known_extents())),
        "list_inferences": as_csv("list_inferences", ()),
        "announcement_pages": as_csv("announcement_pages", ()),
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
    remarks: dict[HSCode, str] = {}
    for number in range(1, draw(st.integers(1, most)) + 1):
        listed = history[-1].listed_after if history else frozenset()
        kind = draw(st.sampled_from(_next_kinds(codes, listed))) if history else "replaces"
        known_ranges = EVERY_CODE if complete else _known_ranges(draw, codes, mixed=complete is None)
        lines = _annex(draw, kind, codes, listed, known_ranges)
        remarks.update((code, line.remark) for code, line in lines.items())
        listed = _listed_after(kind, listed, lines)
        outside, states_counts = divmod(draw(_COUNTS_ALONE if complete else _OUTSIDE_AND_COUNTS), 2)
        known = _known_outside(outside, codes, listed, remarks, mixed=complete is None)
        history.append(
            DrawnAnnouncement(
                id=f"{day.year}-{number}",
                kind=kind,
                amends="" if kind == "replaces" else draw(st.sampled_from(_in_force(history))),
                day=day,
                lines=lines,
                listed_after=listed,
                known_ranges=known_ranges,
                states_counts=bool(states_counts),
                statements=tuple(each for each in known.statements if not _is_known_as_listed(each, lines)),
                list_ranges=known.list_ranges,
            )
        )
        day += datetime.timedelta(days=draw(_DAYS_BETWEEN))
    return tuple(history)


_SOME_CODES = st.lists(st.integers(1_010_000, 97_999_999), min_size=1, max_size=6, unique=True)
_DAYS = st.integers(0, 5000)
_DAYS_BETWEEN = st.sampled_from((1, 30, 400, 1500))


def _shown(ranges: CodeRanges) -> str:
    """Write ranges of codes for people."""
    shown = ", ".join(f"{first} to {last}" for first, last in ranges)
    return "all" if ranges == EVERY_CODE else shown or "none"


def _next_kinds(codes: Sequence[HSCode], listed: frozenset[HSCode]) -> tuple[AnnouncementKind, ...]:
    """List which announcements may come next: a supplement needs a code that is not on the list."""
    return ("amends", "replaces") if listed.issuperset(codes) else ("amends", "supplements", "replaces")


def _listed_after(
    kind: AnnouncementKind, listed: frozenset[HSCode], lines: Mapping[HSCode, DrawnLine]
) -> frozenset[HSCode]:
    """Gather what is on the list after an announcement."""
    before = frozenset() if kind == "replaces" else listed - lines.keys()
    return before | {code for code, line in lines.items() if ACTIONS[line.action].after}


def _annex(
    draw: DrawFn, kind: AnnouncementKind, codes: Sequence[HSCode], listed: frozenset[HSCode], known_ranges: CodeRanges
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


def _possible_actions(kind: AnnouncementKind, *, listed: bool) -> tuple[Action, ...]:
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


class _Outside(NamedTuple):
    """What is known of the list after an announcement from outside its annex."""

    statements: tuple[DrawnStatement, ...] = ()
    list_ranges: CodeRanges = NO_CODE


_NOTHING = _Outside()


def _known_outside(
    number: int, codes: Sequence[HSCode], listed: frozenset[HSCode], remarks: Mapping[HSCode, str], *, mixed: bool
) -> _Outside:
    """Say what a drawn number means: which codes are stated, with their remarks or not, and which part of the list."""
    # One number for all of it: the fewer draws a history takes, the sooner it is drawn.
    picked, how = divmod(number, _WHOLE_LIST + 1)
    if how < _WAYS_TO_KNOW_NOTHING:
        return _NOTHING
    ranges = NO_CODE
    if mixed and how == _WHOLE_LIST:
        ranges = EVERY_CODE
    elif mixed and how == _PART_OF_LIST:
        ranges = CodeRanges([(codes[picked % len(codes)], codes[-1])])
    statements = (
        DrawnStatement(
            code=code,
            is_listed=code in listed,
            remark=remarks[code] if code in listed else "",
            is_remark_known=code in listed and picked < _WAYS_TO_PICK // 2,
        )
        for index, code in enumerate(codes)
        if (code in listed if code in ranges else picked >> index & 1)
    )
    return _Outside(statements=tuple(statements), list_ranges=ranges)


def _is_known_as_listed(statement: DrawnStatement, lines: Mapping[HSCode, DrawnLine]) -> bool:
    """Tell whether the row of a line says the same: there is one such row about a code."""
    return statement.is_listed and statement.code in lines and lines[statement.code].known_as == "listed"


# Whole annexes leave nothing to be stated. Of seven other announcements, four have nothing from outside their annex,
# the simplest among them, and one has statements alone.
_WAYS_TO_PICK, _WAYS_TO_KNOW_NOTHING, _PART_OF_LIST, _WHOLE_LIST = 2 * 2**6, 4, 5, 6
_COUNTS_ALONE = st.integers(0, 1)
_OUTSIDE_AND_COUNTS = st.integers(0, 2 * (_WHOLE_LIST + 1) * _WAYS_TO_PICK - 1)

# Three of seven annexes are wholly known, the simplest among them.
_WAYS, _WAYS_TO_KNOW_ALL = 7, 3
_TWO_ENDS = st.sampled_from(tuple(itertools.product(range(_WAYS), repeat=2)))


def _in_force(history: Sequence[DrawnAnnouncement]) -> list[str]:
    """List the ids of the announcements that make the list in force."""
    latest = max(index for index, announcement in enumerate(history) if announcement.kind == "replaces")
    return [announcement.id for announcement in history[latest:]]
