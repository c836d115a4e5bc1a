"""What a reader makes of a file: grids of cells and loose lines of text, page by page, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, Union


class Cell:
    """A cell's text; the same object stands in every place that a merged cell covers."""

    __slots__ = ("is_number", "text")

    def __init__(self, text: str, *, is_number: bool = False) -> None:
        """Hold a cell.

        Args:
            text: as it stands, a line feed between its lines; no white space around it.
            is_number: whether the file stores a number, which has lost its leading zeros.
        """
        self.text = text
        self.is_number = is_number

    def __repr__(self) -> str:
        return f"Cell({self.text!r}, is_number=True)" if self.is_number else f"Cell({self.text!r})"


class GridRow(NamedTuple):
    """A row of a table: its number, from 1, as the user counts (of a sheet or file, or of the page's tables)."""

    number: int
    cells: tuple[Cell, ...]


class Grid(NamedTuple):
    """A table, or what stands of it on one page.

    ``ruled`` says that its rows are what the document itself sets apart (drawn lines, a
    sheet's rows), so that a row without a code is no wrapped line of the one above it.
    """

    page: int
    rows: tuple[GridRow, ...]
    ruled: bool = True


class Prose(NamedTuple):
    """Lines of text outside any table: titles, section headings, notes, page numbers."""

    page: int
    lines: tuple[str, ...]


class Unread(NamedTuple):
    """A page or sheet of which nothing can be read, and why, in a clause."""

    page: int
    why: str


Block = Union[Grid, Prose, Unread]
Progress = Callable[[int, int], object]
"""What is told, page by page, which was read and how many there are."""


class Document(NamedTuple):
    """A file's kind, its number of pages (sheets, parts), and its blocks, read one by one."""

    kind: str
    pages: int
    blocks: Iterator[Block]
