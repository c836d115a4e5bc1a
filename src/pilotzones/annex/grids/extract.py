"""Grids and loose lines -> the rows of a list, its title and notes, and what was left out and why."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pilotzones.annex.grids.columns import columns_by_content, distinct, fits, headers_of
from pilotzones.annex.grids.drafts import Draft, numbered
from pilotzones.annex.grids.vocabulary import codes_in, is_heading, is_note, is_numbered_heading, is_page_number, joined
from pilotzones.annex.readers.document import Grid, GridRow, Prose
from pilotzones.annex.records import Extract, LeftOut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.annex.grids.columns import Columns
    from pilotzones.annex.readers.document import Document, Progress

_TOTAL = re.compile(r"(合|总|小)\s*计|(sub)?total\b", re.IGNORECASE)
_TITLE_LINES = 40


def extract(document: Document, progress: Progress | None = None) -> Extract:
    """Read the rows of a document, whatever it announces.

    Args:
        document: what its reader yields.
        progress: is told after each block the page it stands on, and how many there are, if it is given.

    Returns:
        The rows in order, unchecked, with all that was read as something else.
    """
    reading = _Reading()
    for block in document.blocks:
        if isinstance(block, Grid):
            reading.grid(block)
        elif isinstance(block, Prose):
            for line in block.lines:
                reading.line(block.page, None, joined(line))
        else:
            reading.left_out.append(LeftOut(block.page, None, "", block.why))
        if progress:
            progress(block.page, document.pages)
    reading.give_up()
    rows, padded = numbered(reading.drafts)
    return Extract(
        kind=document.kind,
        pages=document.pages,
        tables=reading.tables,
        title=tuple(reading.title),
        rows=rows,
        notes=tuple(reading.notes),
        left_out=tuple(reading.left_out),
        padded=padded,
    )


class _Reading:
    """What was read so far, and what the next row or line goes on with."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.title: list[str] = []
        self.notes: list[str] = []
        self.left_out: list[LeftOut] = []
        self.tables = 0
        self._blocks: tuple[Columns, ...] = ()
        self._section = ""
        self._table: tuple[object, str] | None = None
        self._in_notes = False
        self._begun: Draft | None = None  # the last row of a page whose code stands on the next one

    def line(self, page: int, row: int | None, text: str) -> None:
        """Take a line outside the rows: a title, a heading, a note, or what is left out."""
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
            self.left_out.append(LeftOut(page, row, text, "text outside the rows"))

    def grid(self, grid: Grid) -> None:
        """Take a table, or what stands of it on a page."""
        headers = headers_of(grid)
        starts = [*(header.start for header in headers), len(grid.rows)]
        self._before_header(grid._replace(rows=grid.rows[: starts[0]]))
        for header, stop in zip(headers, starts[1:], strict=True):
            self._blocks = header.blocks
            self._body(grid._replace(rows=grid.rows[header.stop : stop]))

    def _before_header(self, grid: Grid) -> None:
        """Take the rows that no header stands above: they go on with the table before, or have no header at all."""
        if not grid.rows:
            return
        if self._blocks and fits(self._blocks, grid):
            self._body(grid)
            return
        columns = columns_by_content(grid)
        if columns:
            self._blocks = columns
            self._body(grid)
            return
        for row in grid.rows:
            self.line(grid.page, row.number, " ".join(joined(cell.text) for cell in distinct(row.cells)))

    def _body(self, grid: Grid) -> None:
        """Take rows under the columns that hold for them, block by block."""
        if len(self._blocks) == 1:
            self._rows(grid, self._blocks[0], alone=True)
            return
        before = len(self.drafts)
        for place, columns in enumerate(self._blocks):
            self._rows(grid, columns, alone=place == 0)
        taken = self.drafts[before:]
        across = sorted(taken, key=lambda draft: draft.row)
        if self._blocks[0].group or (not _ascend(taken) and _ascend(across)):
            self.drafts[before:] = across

    def _rows(self, grid: Grid, columns: Columns, *, alone: bool) -> None:
        for place, row in enumerate(grid.rows):
            if not distinct(row.cells):
                continue
            draft = Draft.of(grid.page, row, columns, self._section)
            if codes_in(draft.code):
                self._in_notes = False
                self._take(draft, is_first=place == 0)
            elif alone and _stands_alone(row, columns):
                self._words(grid.page, row)
            elif not draft.is_blank:
                self._without_code(grid, place, draft)

    def give_up(self) -> None:
        """Leave out a row that began at the end of a page, and whose code did not follow."""
        if self._begun:
            self.left_out.append(LeftOut(self._begun.page, self._begun.row, self._begun.text, "no code"))
        self._begun = None

    def _take(self, draft: Draft, *, is_first: bool) -> None:
        """Take a row with a code; it may be a part of the row before it."""
        last = self.drafts[-1] if self.drafts else None
        begun = self._begun
        if begun and is_first and not (begun.seq and draft.seq):
            draft = begun.with_rest(draft)
            self._begun = None
        self.give_up()
        if last and (draft.shares_code_with(last) or (is_first and last.lacks_digits and not draft.seq)):
            last.add(draft)
            return
        table = (self._blocks, draft.section)
        if table != self._table or (last and draft.number == 1 != last.number and not draft.columns.group):
            self.tables += 1
        self._table = table
        self.drafts.append(draft)

    def _words(self, page: int, row: GridRow) -> None:
        """Take a row that is one text: a heading, a title or a note inside the grid."""
        text = joined(distinct(row.cells)[0].text)
        if is_heading(text) and not is_note(text):
            self._in_notes = False
        self.line(page, row.number, text)

    def _without_code(self, grid: Grid, place: int, draft: Draft) -> None:
        """Take a row without a code: a part of the row above or below it, a note, or what is left out."""
        row, text = grid.rows[place], draft.text
        last = self.drafts[-1] if self.drafts else None
        is_first, is_last = place == 0, place == len(grid.rows) - 1
        if _TOTAL.match(text):
            self.left_out.append(LeftOut(grid.page, row.number, text, "a sum"))
        elif self._in_notes or is_note(text):
            self._in_notes = True
            self.notes.append(text)
        elif last and not draft.seq and not draft.code and ((is_first and last.page < grid.page) or not grid.ruled):
            last.add(draft)
        elif is_last and not draft.code:
            self.give_up()
            self._begun = draft
        else:
            reason = "its code has no digits" if draft.code else "no code"
            self.left_out.append(LeftOut(grid.page, row.number, text, reason))


def _stands_alone(row: GridRow, columns: Columns) -> bool:
    """Tell whether a row is one text over several columns, or one where no name or remark stands."""
    cells = distinct(row.cells)
    if len(cells) > 1:
        return False
    places = [place for place, cell in enumerate(row.cells) if cell is cells[0]]
    text = cells[0].text
    covered = {role for role in ("seq", "code", "name", "remark") if set(getattr(columns, role)) & set(places)}
    return len(covered) > 1 or not covered & {"name", "remark"} or ("name" in covered and is_numbered_heading(text))


def _ascend(drafts: Sequence[Draft]) -> bool:
    """Tell whether the rows' numbers, or their codes where they have none, ascend."""
    numbers = [draft.number for draft in drafts]
    if None in numbers:
        return all(a.code <= b.code for a, b in pairwise(drafts))
    return all(a.number < b.number for a, b in pairwise(drafts))  # type: ignore[operator]
