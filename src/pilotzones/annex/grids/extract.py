"""Turn grids and lines of text into the rows of a list, its title and notes, and what was left out and why."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pilotzones.annex.grids.columns import find_headers, fits, list_distinct, recognise_columns
from pilotzones.annex.grids.drafts import Draft, finish_rows
from pilotzones.annex.grids.roles import CODE, NAME, REMARK, SEQ
from pilotzones.annex.grids.vocabulary import (
    is_heading,
    is_note,
    is_numbered_heading,
    is_page_number,
    join_lines,
    read_codes,
)
from pilotzones.annex.readers.document import Grid, GridRow, Prose
from pilotzones.annex.records import Extract, LeftOut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.annex.grids.columns import ColumnBlock
    from pilotzones.annex.readers.document import Document, Progress

_TOTAL = re.compile(r"(合|总|小)\s*计|(sub)?total\b", re.IGNORECASE)
_TITLE_LINES = 40


def extract_rows(document: Document, progress: Progress | None = None) -> Extract:
    """Read the rows of a document, whatever it announces.

    Args:
        document: what its reader gives.
        progress: is called after each block with its page and the number of pages; None if nobody asks.

    Returns:
        The rows in order, unchecked, and everything that was read as something else.
    """
    collected = _Collector()
    for block in document.blocks:
        if isinstance(block, Grid):
            collected.add_grid(block)
        elif isinstance(block, Prose):
            for line in block.lines:
                collected.add_line(block.page, None, join_lines(line))
        else:
            collected.left_out.append(LeftOut(page=block.page, row=None, text="", reason=block.why))
        if progress:
            progress(block.page, document.pages)
    collected.give_up_begun()
    rows, padded = finish_rows(collected.drafts)
    return Extract(
        kind=document.kind,
        pages=document.pages,
        tables=collected.tables,
        title=tuple(collected.title),
        rows=rows,
        notes=tuple(collected.notes),
        left_out=tuple(collected.left_out),
        padded=padded,
    )


class _Collector:
    """What was read so far, and what the next row or line continues."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.title: list[str] = []
        self.notes: list[str] = []
        self.left_out: list[LeftOut] = []
        self.tables = 0
        self._columns: tuple[ColumnBlock, ...] = ()
        self._section = ""
        self._table: tuple[object, str] | None = None
        self._in_notes = False
        self._begun: Draft | None = None  # the last row of a page, if its code is on the next one

    def add_line(self, page: int, row: int | None, text: str) -> None:
        """Add a line outside the rows: a title, a heading, a note, or a line to leave out."""
        if not text or is_page_number(text) or (self.drafts and text in self.title):  # a running head
            return
        if is_note(text):
            self._in_notes = True
        elif is_heading(text) and (row is None or not self._in_notes):
            self._in_notes = False
            self._section = text
        if self._in_notes:
            self.notes.append(text)
        elif not self.drafts and len(self.title) < _TITLE_LINES:
            self.title.append(text)
        elif text != self._section:
            self.left_out.append(LeftOut(page=page, row=row, text=text, reason="text outside the rows"))

    def add_grid(self, grid: Grid) -> None:
        """Add a table, or the part of it on one page."""
        headers = find_headers(grid)
        starts = [*(header.start for header in headers), len(grid.rows)]
        self._add_before_header(grid._replace(rows=grid.rows[: starts[0]]))
        for header, stop in zip(headers, starts[1:], strict=True):
            self._columns = header.blocks
            self._add_body(grid._replace(rows=grid.rows[header.stop : stop]))

    def _add_before_header(self, grid: Grid) -> None:
        """Add rows without a header above them: they continue the table before, or have no header at all."""
        if not grid.rows:
            return
        if self._columns and fits(self._columns, grid):
            self._add_body(grid)
            return
        columns = recognise_columns(grid)
        if columns:
            self._columns = columns
            self._add_body(grid)
            return
        for row in grid.rows:
            self.add_line(grid.page, row.number, " ".join(join_lines(cell.text) for cell in list_distinct(row.cells)))

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
            draft = Draft.from_row(grid.page, row, columns, self._section)
            if read_codes(draft.code):
                self._in_notes = False
                self._add_row(draft, is_first=position == 0)
            elif takes_words and _stands_alone(row, columns):
                self._add_words(grid.page, row)
            elif draft.text:
                self._add_without_code(grid, position, draft)

    def give_up_begun(self) -> None:
        """Leave out a row that began at the end of a page, if its code did not follow."""
        if self._begun:
            self._leave_out(self._begun, "no code")
        self._begun = None

    def _add_row(self, draft: Draft, *, is_first: bool) -> None:
        """Add a row with a code; it may be a part of the row before it."""
        last = self.drafts[-1] if self.drafts else None
        begun = self._begun
        if begun and is_first and not (begun.seq and draft.seq):
            begun.add(draft)
            draft = begun
            self._begun = None
        self.give_up_begun()
        if last and (draft.shares_code_with(last) or (is_first and last.lacks_digits and not draft.seq)):
            last.add(draft)
            return
        table = (self._columns, draft.section)
        if table != self._table or (last and draft.number == 1 != last.number and not draft.columns.group):
            self.tables += 1
        self._table = table
        self.drafts.append(draft)

    def _add_words(self, page: int, row: GridRow) -> None:
        """Add a row that is one text: a heading, a title or a note inside the grid."""
        text = join_lines(list_distinct(row.cells)[0].text)
        if is_heading(text) and not is_note(text):
            self._in_notes = False
        self.add_line(page, row.number, text)

    def _add_without_code(self, grid: Grid, position: int, draft: Draft) -> None:
        """Add a row without a code: a part of the row above or below it, a note, or a row to leave out."""
        text = draft.text
        last = self.drafts[-1] if self.drafts else None
        is_first, is_last = position == 0, position == len(grid.rows) - 1
        if _TOTAL.match(text):
            self._leave_out(draft, "a sum")
        elif self._in_notes or is_note(text):
            self._in_notes = True
            self.notes.append(text)
        elif last and not draft.seq and not draft.code and ((is_first and last.page < grid.page) or not grid.ruled):
            last.add(draft)
        elif is_last and not draft.code:
            self.give_up_begun()
            self._begun = draft
        else:
            self._leave_out(draft, "its code has no digits" if draft.code else "no code")

    def _leave_out(self, draft: Draft, reason: str) -> None:
        self.left_out.append(LeftOut(page=draft.page, row=draft.row, text=draft.text, reason=reason))


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
