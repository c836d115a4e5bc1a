"""Turn grids and lines of text into the rows of a list, its title and notes, and what was left out and why."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.code_cells import is_blank_code, is_like_code, known_codes
from pilotzones.annex.grids.columns import find_headers, find_unknown_header
from pilotzones.annex.grids.contents import fits, list_distinct, recognise_columns, without_remarks_beyond
from pilotzones.annex.grids.drafts import Draft
from pilotzones.annex.grids.finishing import finish_rows
from pilotzones.annex.grids.rivals import check_untitled, refuse_rivals
from pilotzones.annex.grids.roles import CODE, KNOWN, NAME, REMARK, SEQ
from pilotzones.annex.grids.vocabulary import (
    DASHES,
    RANGE_WORDS,
    is_heading,
    is_note,
    is_numbered_heading,
    is_page_number,
    join_lines,
    read_codes,
    read_number,
    squeeze,
)
from pilotzones.annex.readers.document import Grid, GridRow, Prose
from pilotzones.annex.records import Extract, LeftOut
from pilotzones.arguments import quoted
from pilotzones.hscode import SUBHEADING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.annex.grids.contents import ColumnBlock
    from pilotzones.annex.grids.roles import Titles
    from pilotzones.annex.readers.document import Document, Progress

_TOTAL = re.compile(r"(合|总|小)\s*计|(sub)?total\b", re.IGNORECASE)
# "-- 其他：" is the heading of the lines below it.
_DASHED = re.compile(rf"\s*[{DASHES}]|.*[:：]$")
# A range of chapters, which is not the heading of one.
_CHAPTERS = re.compile(rf"第?\s*\w{{1,3}}\s*[类章部节]?\s*[{DASHES}{RANGE_WORDS}]+\s*第?\s*\w{{1,3}}\s*[类章部节]")
_LAST_CHAPTER = 99
_TITLE_LINES = 40
_REST = "it may be the rest of the last row of the page before, or a heading: no row numbers (序号) tell which"
_ADD_NUMBERS = "read the list from another format, such as XLSX"
_UNTITLED = "it has a code, but which column has the codes is not known"
_NAME_IT = "name the title of that column with --columns code=TITLE (in Python: columns)"
_ADD_CODE = "add its code in the file, or take the row out, and read the file again"


def extract_rows(document: Document, progress: Progress | None = None, titles: Titles = KNOWN) -> Extract:
    """Read the rows of a document, whatever it announces.

    Args:
        document: what its reader gives.
        progress: is called after each block with its page and the number of pages; None if nobody asks.
        titles: what the titles of columns mean.

    Returns:
        The rows in order, unchecked, and everything that was read as something else.

    Raises:
        AnnexFileError: if several columns hold codes and the user does not name one, or a named title is missing.
    """
    collected = _Collector(document.file, titles, cuts_rows=not document.has_whole_rows)
    for block in document.blocks:
        if isinstance(block, Grid):
            collected.add_grid(block)
        elif isinstance(block, Prose):
            for line in block.lines:
                collected.add_line(block, None, join_lines(line))
        else:
            collected.left_out.append(LeftOut(page=block.page, row=None, text="", reason=block.why))
        if progress:
            progress(block.page, document.pages)
    collected.give_up_begun()
    collected.check_titles()
    finished = finish_rows(collected.drafts)
    return Extract(
        kind=document.kind,
        pages=document.pages,
        tables=collected.tables,
        title=tuple(collected.title),
        rows=finished.rows,
        notes=tuple(collected.notes),
        left_out=tuple(finished.list_left_out(collected.left_out)),
        padded=finished.padded,
        ranges=finished.ranges,
        hidden=document.hidden,
    )


class _Collector:
    """What was read so far, and what the next row or line continues."""

    def __init__(self, file: str, titles: Titles, *, cuts_rows: bool) -> None:
        self.drafts: list[Draft] = []
        self.title: list[str] = []
        self.notes: list[str] = []
        self.left_out: list[LeftOut | Draft] = []
        self.tables = 0
        self._file = file
        self._titles = titles
        self._seen: dict[str, None] = {}  # titles of columns, each once and in order
        self._cuts_rows = cuts_rows
        self._columns: tuple[ColumnBlock, ...] = ()
        self._section = ""
        self._table: tuple[object, str] | None = None
        self._in_notes = False
        self._above: Draft | None = None  # the row above, if the end of a page may have cut it
        self._has_named_headings = False  # rows with a name alone, which are not the rest of a row
        self._begun: Draft | None = None  # the last row of a page, if its code is on the next one

    def add_line(self, block: Grid | Prose, row: int | None, text: str) -> None:
        """Add a line outside the rows: a title, a heading, a note, or a line to leave out."""
        if not text or is_page_number(text) or (self.drafts and text in self.title):  # a running head
            return
        if is_note(text):
            self._in_notes = True
        elif is_heading(text) and (row is None or not self._in_notes):
            self._in_notes = False
            self._section = text
            self._above = None
        if self._in_notes:
            self.notes.append(text)
        elif not self.drafts and len(self.title) < _TITLE_LINES:
            self.title.append(text)
        elif text != self._section:
            sheet = block.sheet if isinstance(block, Grid) else ""
            reason = "text outside the rows"
            self.left_out.append(LeftOut(page=block.page, row=row, text=text, reason=reason, sheet=sheet))

    def add_grid(self, grid: Grid) -> None:
        """Add a table, or the part of it on one page."""
        headers = find_headers(grid, self._titles)
        if not headers and not (self._columns and fits(self._columns, grid)):
            unknown = find_unknown_header(grid, self._titles)
            headers = (unknown,) if unknown else ()
        starts = [*(header.start for header in headers), len(grid.rows)]
        above = grid._replace(rows=grid.rows[: starts[0]])
        if headers and grid.sheet and not any(_has_digit(cell.text) for row in above.rows for cell in row.cells):
            self._add_lines(above)  # a sheet begins with its titles
        else:
            self._add_before_header(above)
        for header, stop in zip(headers, starts[1:], strict=True):
            if header.rivals:
                raise refuse_rivals(self._file, grid, header)
            self._seen.update(dict.fromkeys(header.titles))
            self._columns = header.blocks
            self._add_body(grid._replace(rows=grid.rows[header.stop : stop]))

    def check_titles(self) -> None:
        """Refuse the file if a title that the user named heads no column."""
        seen = {squeeze(title).casefold() for title in self._seen}
        missing = [title for folded, title in self._titles.given.items() if folded not in seen]
        if missing:
            found = ", ".join(repr(join_lines(title)) for title in self._seen if title) or "no known header"
            msg = f"{quoted(self._file)} has no column with the title {missing[0]!r}; it has {found}."
            raise AnnexFileError(msg, file=self._file)

    def _add_before_header(self, grid: Grid) -> None:
        """Add rows without a header above them: they continue the table before, or have no header at all."""
        if not grid.rows:
            return
        if self._columns and fits(self._columns, grid):
            whole = self._columns
            self._columns = without_remarks_beyond(whole, grid)
            self._add_body(grid)
            self._columns = whole
            return
        columns = recognise_columns(grid)
        if columns:
            if len(columns) == 1:
                check_untitled(self._file, grid)
            self._columns = columns
            self._add_body(grid)
            return
        self._add_lines(grid)

    def _add_lines(self, grid: Grid) -> None:
        """Add rows of a grid whose columns are not known; those with a code are reported."""
        for row in grid.rows:
            cells = list_distinct(row.cells)
            text = " ".join(join_lines(cell.text) for cell in cells)
            if len(cells) > 1 and any(_is_subheading(cell.text) for cell in cells):
                left = LeftOut(page=grid.page, row=row.number, text=text, reason=_UNTITLED, advice=_NAME_IT)
                self.left_out.append(attrs.evolve(left, sheet=grid.sheet, is_row=True))
            else:
                self.add_line(grid, row.number, text)

    def _add_body(self, grid: Grid) -> None:
        """Add the rows of a grid, one block of columns after the other."""
        if len(self._columns) == 1:
            self._add_rows(grid, self._columns[0], takes_words=True)
            return
        before = len(self.drafts)
        for position, columns in enumerate(self._columns):
            self._add_rows(grid, columns, takes_words=position == 0)
        taken = self.drafts[before:]
        across = sorted(taken, key=lambda draft: draft.row)
        if self._columns[0].group or (not _ascend(taken) and _ascend(across)):
            self.drafts[before:] = across

    def _add_rows(self, grid: Grid, columns: ColumnBlock, *, takes_words: bool) -> None:
        for position, row in enumerate(grid.rows):
            if not list_distinct(row.cells):
                continue
            draft = Draft.from_row(grid, row, columns, self._section)
            is_first = position == 0
            if draft.fault:
                self.give_up_begun()
                self.left_out.append(attrs.evolve(draft.leave_out(*draft.fault, is_row=True), cell=""))
            elif draft.has_code:
                self._in_notes = False
                self._add_row(draft, is_first=is_first)
            elif takes_words and _stands_alone(row, columns) and not is_like_code(draft.code):
                self._add_words(grid, row)
            elif draft.text:
                self._add_without_code(grid, draft, is_first=is_first, is_last=position == len(grid.rows) - 1)

    def give_up_begun(self) -> None:
        """Leave out a row that began at the end of a page, if its code did not follow."""
        if self._begun:
            self._leave_out_without_code(self._begun)
        self._begun = None

    def _add_row(self, draft: Draft, *, is_first: bool) -> None:
        """Add a row with a code; it may be a part of the row before it."""
        last = self.drafts[-1] if self.drafts else None
        begun = self._begun
        # One number on both sides of a page's end proves that it cuts one row.
        if begun and is_first and begun.page < draft.page and bool(begun.seq) != bool(draft.seq):
            begun.add(draft)
            draft = begun
            self._begun = None
        self.give_up_begun()
        if last and (draft.shares_code_with(last) or self._is_cut(last, draft, is_first=is_first)):
            last.add(draft)
            return
        table = (self._columns, draft.section)
        if table != self._table or (last and draft.number == 1 != last.number and not draft.columns.group):
            self.tables += 1
        self._table = table
        self._above = draft
        self.drafts.append(draft)
        if draft.is_numeric or draft.cell.ends:
            self.left_out.append(draft)

    def _is_cut(self, last: Draft, draft: Draft, *, is_first: bool) -> bool:
        """Decide whether the end of a page cuts the code of the row above."""
        follows = self._cuts_rows and is_first and last is self._above and last.page < draft.page
        return follows and last.goes_on_in(draft)

    def _add_words(self, grid: Grid, row: GridRow) -> None:
        """Add a row that is one text: a heading, a title or a note inside the grid."""
        text = join_lines(list_distinct(row.cells)[0].text)
        if is_heading(text) and not is_note(text):
            self._in_notes = False
        self.add_line(grid, row.number, text)

    def _add_without_code(self, grid: Grid, draft: Draft, *, is_first: bool, is_last: bool) -> None:
        """Add a row without a code: a part of the row above or below it, a note, or a row to leave out."""
        text, cell, above = draft.text, join_lines(draft.code), self._above
        if _TOTAL.match(text):
            self.left_out.append(draft.leave_out("a sum"))
        elif above and self._is_cut(above, draft, is_first=is_first):
            above.add(draft)
        elif not is_like_code(cell) and (self._in_notes or is_note(text)):
            self._in_notes = True
            self.notes.append(text)
        elif not is_blank_code(cell):
            self._add_words_in_code_column(draft, cell)
        elif self._begun and is_first and self._begun.page < grid.page and not draft.seq:
            self._begun.add(draft)
        elif above and not draft.seq and (is_first and above.page < grid.page if grid.ruled else True):
            self._add_rest(above, draft)
        elif is_last and self._cuts_rows and draft.numbers_rows:
            self.give_up_begun()
            self._begun = draft
        else:
            self._leave_out_without_code(draft)

    def _add_words_in_code_column(self, draft: Draft, cell: str) -> None:
        """Leave out a row with words in the code column; but for headings, it is a row that was not understood."""
        number = read_number(cell)
        if is_numbered_heading(cell) and draft.number is None and not _CHAPTERS.match(cell):
            self._section = draft.text
            self._above = None
        elif draft.counts_columns or self._titles.find_role(cell) == CODE or self._repeats_titles(draft, cell):
            self.left_out.append(draft.leave_out("a part of the header"))
        elif number is not None and 0 < number <= _LAST_CHAPTER and not draft.seq:
            self.left_out.append(draft.leave_out("the heading of a chapter"))
        else:
            problem = draft.cell.problem or "it has no digits of a code"
            self.left_out.append(draft.leave_out(problem, draft.cell.advice, is_row=True))

    def _repeats_titles(self, draft: Draft, cell: str) -> bool:
        """Decide whether a row without a digit in its code has titles of columns in all other cells."""
        seen = {squeeze(title) for title in self._seen}
        rest = [text for role, text in draft.texts.items() if role != CODE and text] + list(draft.other.values())
        return not _has_digit(cell) and any(rest) and all(squeeze(text) in seen for text in rest if text)

    def _add_rest(self, above: Draft, draft: Draft) -> None:
        """Add the rest of a row that the end of a page cuts, if the table proves that it is one."""
        if self._cuts_rows and ((draft.numbers_rows and not self._has_named_headings) or not draft.texts[NAME]):
            above.add(draft)
        elif self._cuts_rows and not _DASHED.match(draft.texts[NAME]):
            self.left_out.append(draft.leave_out(_REST, _ADD_NUMBERS, is_row=True))
        else:
            self._leave_out_without_code(draft)

    def _leave_out_without_code(self, draft: Draft) -> None:
        """Leave out a row without a code; one with a number is a row that was not understood."""
        is_row = (draft.number is not None or draft.is_shifted) and not draft.columns.group
        self._has_named_headings = self._has_named_headings or (not draft.seq and bool(draft.texts[NAME]))
        self.left_out.append(draft.leave_out("no code", _ADD_CODE if is_row else "", is_row=is_row))


def _has_digit(text: str) -> bool:
    return any(character.isdecimal() for character in text)


def _is_subheading(text: str) -> bool:
    """Decide whether a text is codes of six digits or more that a tariff has."""
    return any(len(code) >= SUBHEADING and code[:SUBHEADING] in known_codes() for code in read_codes(text))


def _stands_alone(row: GridRow, columns: ColumnBlock) -> bool:
    """Decide whether a row is one text over several columns, or one text outside the name and the remark."""
    cells = list_distinct(row.cells)
    if len(cells) > 1:
        return False
    filled = {position for position, cell in enumerate(row.cells) if cell is cells[0]}
    covered = {role for role in (SEQ, CODE, NAME, REMARK) if filled.intersection(columns.positions.get(role, ()))}
    is_heading_in_name = NAME in covered and is_numbered_heading(cells[0].text)
    return len(covered) > 1 or not covered & {NAME, REMARK} or is_heading_in_name


def _ascend(drafts: Sequence[Draft]) -> bool:
    """Decide whether the rows' numbers, or their codes if there are no numbers, ascend."""
    numbers = [draft.number for draft in drafts]
    if None in numbers:
        return all(a.code <= b.code for a, b in pairwise(drafts))
    return all(a.number < b.number for a, b in pairwise(drafts))  # type: ignore[operator]
