"""Tables of web pages: which rows and cells a browser makes of them, and what text in them is in no cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.annex.readers.document import (
    CELLS,
    COLUMNS,
    Cell,
    Grid,
    GridRow,
    name_unread,
    pad_rows,
    refuse_large_table,
)
from pilotzones.annex.readers.web_styles import LINE_BREAKING
from pilotzones.annex.readers.web_text import BREAK, CELL_NAMES, TextState, shift_pieces, split_lines, walk_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.readers.web_styles import Shift, Styles
    from pilotzones.annex.readers.web_text import WebPiece

ROW_END = "pilotzones-row-end"
"""An element that stands where the source ends a row, whether or not it began one."""
_ROW_ENDING = frozenset(("tr", "tbody", "thead", "tfoot", ROW_END))
_SPAN = re.compile(r"\s*[0-9]{1,9}\s*")
_BLANK = Cell(text="")
_REWRITE = (
    "open the page in a browser or in Excel, write it as plain text in a table, save it as XLSX, and read that file"
)


class WebCell(NamedTuple):
    """A cell as it stands in the source.

    Attributes:
        text: its text, line by line.
        across: how many columns it covers.
        down: how many rows it covers.
        unread: the name of an element in it that is not read; empty if there is none.
    """

    text: str
    across: int
    down: int
    unread: str


class WebTable(NamedTuple):
    """A table, without the tables inside it.

    Attributes:
        rows: its rows.
        before: the lines of its caption, and of text that is in no cell before the first row.
        after: the lines of the other text that is in no cell.
        inner: the tables inside it, in order, and how each stands on the page.
    """

    rows: tuple[tuple[WebCell, ...], ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    inner: tuple[tuple[Any, TextState], ...]


def read_table(table: Any, around: TextState, styles: Styles) -> WebTable:  # noqa: ANN401 - lxml's
    """Read a table's rows as a browser does: cells without a row are one, and a cell or row ends the one before.

    Args:
        table: the table, which is shown.
        around: how the elements around it show it.
        styles: the page's.

    Source: HTML Living Standard, 13.2.6.4.9 to 13.2.6.4.15 (the insertion modes "in table" to "in cell").
    """
    reader = _TableReader()
    for piece in walk_shown(table, around, styles, lambda _: True):
        reader.add(piece)
    return WebTable(
        rows=tuple(tuple(map(_OpenCell.close, row)) for row in reader.rows),
        before=tuple(split_lines(reader.before)),
        after=tuple(split_lines(reader.after)),
        inner=tuple(reader.inner),
    )


def make_grid(file: str, table: WebTable, numbers: Iterator[int]) -> Iterator[Grid]:
    """Make a table's grid, each cell in all its columns and rows; none for a table without rows."""
    rows: list[GridRow] = []
    hanging: dict[int, tuple[Cell, int]] = {}  # by column: a cell of a row above, and how many more rows it covers
    size = 0
    for row in table.rows:
        cells = _place_cells(file, row, hanging)
        size += len(cells)
        if size > CELLS:
            raise refuse_large_table(file, 1)
        rows.append(GridRow(number=next(numbers), cells=tuple(cells)))
    if rows:
        yield Grid(page=1, rows=pad_rows(rows))


class _OpenCell:
    """A cell whose text is being read."""

    def __init__(self, element: Any) -> None:  # noqa: ANN401 - lxml's
        self.pieces: list[tuple[str, tuple[Shift, ...]]] = []
        self.unread = ""
        self._element = element

    def close(self) -> WebCell:
        text = "\n".join(split_lines(shift_pieces(self.pieces)))
        across, down = (_read_span(self._element, name) for name in ("colspan", "rowspan"))
        return WebCell(text, across, down, self.unread)


class _TableReader:
    """What was read of a table, and the row and the cell that are open."""

    def __init__(self) -> None:
        self.rows: list[list[_OpenCell]] = []
        self.before: list[str] = []
        self.after: list[str] = []
        self.inner: list[tuple[Any, TextState]] = []
        self._row: list[_OpenCell] | None = None
        self._cell: _OpenCell | None = None
        self._in_caption = False

    def add(self, piece: WebPiece) -> None:
        """Add the next piece of the source."""
        if piece.step == "unread":
            self._mark_unread(piece.name)
            return
        if piece.name in LINE_BREAKING and piece.step != "after":
            self._add_text(BREAK, ())
        if piece.name in CELL_NAMES:
            self._in_caption = False
            self._cell = self._open_cell(piece.element) if piece.step == "start" else None
        elif piece.name in _ROW_ENDING:
            self._in_caption, self._cell, self._row = False, None, None
            if piece.name == "tr" and piece.step == "start":
                self._open_row()
        elif piece.name == "caption":
            self._in_caption = piece.step == "start"
        elif piece.step == "elsewhere":
            self.inner.append((piece.element, piece.state))
        if piece.text:
            self._add_text(piece.printed if self._cell else piece.text, piece.state.shifts)

    def _mark_unread(self, name: str) -> None:
        if self._cell:
            self._cell.unread = name

    def _add_text(self, text: str, shifts: tuple[Shift, ...]) -> None:
        if self._cell:
            self._cell.pieces.append((text, shifts))
        else:
            (self.after if self.rows and not self._in_caption else self.before).append(text)

    def _open_row(self) -> list[_OpenCell]:
        self._row = []
        self.rows.append(self._row)
        return self._row

    def _open_cell(self, element: Any) -> _OpenCell:  # noqa: ANN401 - lxml's
        """Open a cell in the open row, or in one that the source lacks."""
        cell = _OpenCell(element)
        row = self._open_row() if self._row is None else self._row
        row.append(cell)
        return cell


def _make_cell(found: WebCell) -> Cell:
    if found.unread:
        return Cell(found.text or f"<{found.unread}>", fault=name_unread(found.unread, _REWRITE))
    return Cell(found.text) if found.text else _BLANK


def _place_cells(file: str, row: tuple[WebCell, ...], hanging: dict[int, tuple[Cell, int]]) -> list[Cell]:
    """Place a row's cells in their columns, between the cells that reach down from the rows above."""
    cells: list[Cell] = []
    for found in row:
        _add_hanging(cells, hanging)
        own = _make_cell(found)
        if own.text and len(cells) == COLUMNS:
            raise refuse_large_table(file, 1)
        for _ in range(min(found.across, COLUMNS - len(cells))):
            if found.down > 1:
                hanging[len(cells)] = (own, found.down - 1)
            cells.append(own)
    _add_hanging(cells, hanging)
    return cells


def _add_hanging(cells: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> None:
    while len(cells) in hanging:
        cell, left = hanging.pop(len(cells))
        if left > 1:
            hanging[len(cells)] = (cell, left - 1)
        cells.append(cell)


def _read_span(element: Any, name: str) -> int:  # noqa: ANN401 - lxml's
    text = element.get(name)
    return max(1, min(int(text), 65_534)) if text and _SPAN.fullmatch(text) else 1
