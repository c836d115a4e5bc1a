"""What is known of one announcement, laid over row by row: the lines of its annex, statements, known ranges of codes.

The rules for a folder that lies over others:

- its row replaces the row about the same code; any other row is added. A line stays beside a statement,
  since it shows more, such as what was listed before; where they differ the later of them answers;
- inside a range that it knows (the annex, or the list after it) earlier rows of that kind are gone, since
  the folder knows better: a folder with a whole annex replaces every line of that annex;
- a line of a whole annex stands beside a statement about the same code: the replay compares the two.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.code_ranges import EVERY_CODE, CodeRanges
from pilotzones.hscode import HSCode
from pilotzones.records.actions import ACTIONS, STATEMENTS
from pilotzones.tables.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from pilotzones.tables.faults import Faults
    from pilotzones.tables.reading import TableRow

# The text of these cells is their value, and there are thousands of rows.
CHANGE, HS_CODE = map(list(FORMATS["list_changes"].columns).index, ("change", "hs_code"))


class Conflict(NamedTuple):
    """Two things that are known of a code and differ: ``answered_by`` holds, ``against`` does not.

    Both name a row or a range: its file and line, and what it says.
    """

    announcement: str
    code: HSCode
    answered_by: str
    against: str


class KnownRangeRow:
    """A row of ``list_coverage``: a range of codes, both ends included, for which an annex or a list is known."""

    __slots__ = ("code_from", "code_to", "covers", "row")

    def __init__(self, row: TableRow) -> None:
        self.row = row
        self.code_from: HSCode = row["code_from"]
        self.code_to: HSCode = row["code_to"]
        self.covers: str = row["covers"]

    @property
    def where(self) -> str:
        """The file and line of the row."""
        return self.row.where


class Known:
    """What is known of one announcement, as the folders so far say it.

    ``overruled`` has the codes of lines about which a later folder states the opposite, ``list_rows``
    the statements that came with a known range of the list, ``replaced`` each code of which a
    folder says something else than the folders before it: what holds, and what it replaces.
    """

    def __init__(self) -> None:
        self.lines: dict[HSCode, TableRow] = {}
        self.statements: dict[HSCode, TableRow] = {}
        self.of_annex: tuple[KnownRangeRow, ...] = ()
        self.of_list: tuple[KnownRangeRow, ...] = ()
        self.overruled: set[HSCode] = set()
        self.list_rows: dict[HSCode, TableRow] = {}
        self.replaced: dict[HSCode, tuple[str, str]] = {}

    def lay_over(self, rows: Iterable[TableRow], ranges: Sequence[KnownRangeRow], faults: Faults) -> None:
        """Lay what one folder has over what the folders before it have.

        ``faults`` takes what contradicts itself: two rows about one code, ranges that overlap,
        a line where a folder before this one knows that there is none.
        """
        above = Known()
        _sort_by_kind(rows, above, faults)
        _check_overlaps(ranges, faults)
        above.of_annex = tuple(known for known in ranges if known.covers == "annex")
        above.of_list = tuple(known for known in ranges if known.covers == "list")
        above.list_rows = dict(above.statements) if above.of_list else {}
        annex, of_list = codes_of(above.of_annex), codes_of(above.of_list)
        self._check_added(above.lines, annex, faults)
        self.replaced.update((code, (answer, other)) for code, answer, other in self._compare(above))
        _forget(self.lines, annex)
        _forget(self.statements, of_list)
        _forget(self.list_rows, of_list)
        if annex != EVERY_CODE:
            _forget(self.statements, _differing(self.statements, above.lines))
        self.overruled = (self.overruled - above.lines.keys()) | _differing(self.lines, above.statements)
        self.lines.update(above.lines)
        self.statements.update(above.statements)
        self.list_rows.update(above.list_rows)
        self.of_annex = (*_outside(self.of_annex, annex), *above.of_annex)
        self.of_list = (*_outside(self.of_list, of_list), *above.of_list)

    def _check_added(self, lines: Mapping[HSCode, TableRow], new: CodeRanges, faults: Faults) -> None:
        """Note each line about a code of which an earlier folder knows that the annex has no line."""
        for code, row in lines.items():
            known = None if code in self.lines or code in new else range_of(code, self.of_annex)
            if known:
                problem = (
                    f"{known.where} knows every line from {known.code_from} to {known.code_to}, and has none about "
                    f"{code}. Correct one of the two."
                )
                faults.add(row.where, problem, "hs_code")

    def _compare(self, above: Known) -> Iterator[tuple[HSCode, str, str]]:
        """Find the codes of which a folder says something else than the rows and lists before it."""
        known_now = codes_of(above.of_annex)
        for code, row in self.lines.items():
            yield from _replacements(code, row, above.lines.get(code), range_of(code, above.of_annex))
        for code, row in self.statements.items():
            other = above.statements.get(code) or (None if known_now == EVERY_CODE else above.lines.get(code))
            yield from _replacements(code, row, other, range_of(code, above.of_list))
        for code, row in above.statements.items():
            known = range_of(code, self.of_list)
            if known and _is_listed(row) and not (code in self.statements or range_of(code, above.of_list)):
                yield code, name_row(row), f"{known.where} (all of it, without this code)"


def _replacements(
    code: HSCode, row: TableRow, other: TableRow | None, known: KnownRangeRow | None
) -> Iterator[tuple[HSCode, str, str]]:
    """Say what replaces a row and differs from it: another row, or the range without one in which it lies."""
    if other and _is_listed(other) != _is_listed(row):
        yield code, name_row(other), name_row(row)
    elif known and not other and (_is_listed(row) or row.cells[CHANGE] not in STATEMENTS):
        yield code, f"{known.where} (all of it, without this code)", name_row(row)


def codes_of(ranges: Iterable[KnownRangeRow]) -> CodeRanges:
    """Gather the codes of known ranges."""
    return CodeRanges((known.code_from, known.code_to) for known in ranges)


def range_of(code: HSCode, ranges: Iterable[KnownRangeRow]) -> KnownRangeRow | None:
    """Find the known range in which a code lies; None if it lies in none."""
    return next((known for known in ranges if known.code_from <= code <= known.code_to), None)


def _is_listed(row: TableRow) -> bool:
    """Tell whether a row puts its code on the list."""
    return ACTIONS[row["change"]].after


def name_row(row: TableRow) -> str:
    """Name a row by its file and line, and what it says."""
    return f"{row.where} ({row['change']})"


def _sort_by_kind(rows: Iterable[TableRow], known: Known, faults: Faults) -> None:
    """Sort the rows of one folder into lines of the annex and statements, each by code."""
    for row in rows:
        code = HSCode(row.cells[HS_CODE])
        earlier = (known.statements if row.cells[CHANGE] in STATEMENTS else known.lines).setdefault(code, row)
        if earlier is not row:
            faults.add(row.where, f"{code} appears already in {earlier.where}.", "hs_code")
            faults.unreadable.add("list_changes")


def _check_overlaps(ranges: Sequence[KnownRangeRow], faults: Faults) -> None:
    in_order = sorted(ranges, key=lambda known: (known.covers, known.code_from))
    for earlier, later in itertools.pairwise(in_order):
        if later.covers == earlier.covers and later.code_from <= earlier.code_to:
            faults.add(later.where, f"the range overlaps that of {earlier.where}.")


def _outside(ranges: Iterable[KnownRangeRow], codes: CodeRanges) -> Iterator[KnownRangeRow]:
    """Take the ranges that do not lie wholly inside some codes."""
    return (known for known in ranges if codes_of([known]).without(codes))


def _differing(below: Mapping[HSCode, TableRow], above: Mapping[HSCode, TableRow]) -> set[HSCode]:
    """Gather the codes that two sets of rows name, and put on the list or leave off differently."""
    return {code for code in below.keys() & above.keys() if _is_listed(below[code]) != _is_listed(above[code])}


def _forget(rows: dict[HSCode, TableRow], codes: CodeRanges | Collection[str]) -> None:
    """Take out the rows about some codes."""
    for code in [code for code in rows if code in codes]:
        del rows[code]
