"""What a reader makes of a file: grids of cells and lines of text, page by page, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, Union

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.records import LeftOut
from pilotzones.arguments import quoted

ROWS, COLUMNS, CELLS = 200_000, 500, 5_000_000
"""The most that a sheet or table may use; a tariff has fewer than 15,000 lines."""


class Fault(NamedTuple):
    """Why the text of a cell is not what its row has, and what to do about it, each in a clause."""

    reason: str
    advice: str


def name_unread(element: str, advice: str) -> Fault:
    """Make the fault of a cell with an element that is not read."""
    return Fault(f"its cell has the element <{element}>, which is not read", advice)


class Cell:
    """A cell's text; a merged cell is the same object in every row and column that it covers."""

    __slots__ = ("fault", "is_number", "text")

    def __init__(self, text: str, *, is_number: bool = False, fault: Fault | None = None) -> None:
        """Make a cell.

        Args:
            text: as printed, with a line feed between its lines and no white space around it.
            is_number: whether the file stores a number, without leading zeros.
            fault: why the file does not say for certain what the cell has; None if it does.
        """
        self.text = text
        self.is_number = is_number
        self.fault = fault

    @classmethod
    def from_number(cls, value: float) -> Cell:
        """Make the cell of a stored number, written as a person would: no exponent, no ".0".

        >>> Cell.from_number(4029100.0), Cell.from_number(0.065)
        (Cell('4029100', is_number=True), Cell('0.065', is_number=True))
        """
        if value in (float("inf"), float("-inf")) or value != value:  # noqa: PLR0124 - NaN alone differs from itself
            text = str(value)
        else:
            text = str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")
        return cls(text=text, is_number=True)

    def __repr__(self) -> str:
        return f"Cell({self.text!r}, is_number=True)" if self.is_number else f"Cell({self.text!r})"


class GridRow(NamedTuple):
    """A row of a table; its number counts from 1, as the user sees it: of a sheet or file, or of the page's tables."""

    number: int
    cells: tuple[Cell, ...]


class Grid(NamedTuple):
    """A table, or the part of it on one page.

    ``ruled`` says that the document itself separates its rows (drawn lines, a sheet's rows),
    so that a row without a code is not the rest of the row above it. ``sheet`` is the name
    of the sheet, if it has one.
    """

    page: int
    rows: tuple[GridRow, ...]
    ruled: bool = True
    sheet: str = ""


class Prose(NamedTuple):
    """Lines of text outside any table: titles, section headings, notes, page numbers."""

    page: int
    lines: tuple[str, ...]


class Unread(NamedTuple):
    """A page or sheet that cannot be read, and why, in a clause."""

    page: int
    why: str


class Stray(NamedTuple):
    """Text at another angle than a page's table, such as a watermark, which was left out.

    Attributes:
        page: the page.
        text: the text, or its beginning.
        characters: how many it has.
        angle: its angle to the table, in degrees, counter-clockwise.
    """

    page: int
    text: str
    characters: int
    angle: int


Block = Union[Grid, Prose, Unread]
Progress = Callable[[int, int], object]
"""A function that is called with the page that was read and the number of pages."""


class Document(NamedTuple):
    """A file and what its reader makes of it.

    Attributes:
        kind: what it is, such as "PDF".
        pages: the number of its pages (sheets, parts).
        blocks: its tables and texts, read one by one.
        has_whole_rows: whether the file itself says what a row is, as a sheet does; in a PDF the end of
            a page may cut one.
        hidden: the names of its hidden sheets, which are not read.
        file: the file's name, for messages.
        strays: texts at another angle than the table; it grows while the blocks are read.
        sha256: the hash of the bytes that it is read from, hexadecimal.
    """

    kind: str
    pages: int
    blocks: Iterator[Block]
    has_whole_rows: bool = False
    hidden: tuple[str, ...] = ()
    file: str = ""
    strays: Sequence[Stray] = ()
    sha256: str = ""


def list_strays(strays: Sequence[Stray]) -> tuple[LeftOut, ...]:
    """List the texts that were left out because of their angle; one that is on many pages is one entry."""
    pages: dict[tuple[str, int], list[Stray]] = {}
    for stray in strays:
        pages.setdefault((stray.text, stray.angle), []).append(stray)
    return tuple(
        LeftOut(
            page=same[0].page,
            row=None,
            text=text,
            reason=f"{sum(stray.characters for stray in same):,} characters at an angle of {angle} degrees to the table"
            + (f", on {len(same):,} pages" if len(same) > 1 else ""),
        )
        for (text, angle), same in pages.items()
    )


def pad_rows(rows: Sequence[GridRow]) -> tuple[GridRow, ...]:
    """Give all rows as many cells as the longest row has."""
    width = max(len(row.cells) for row in rows)
    blank = Cell(text="")
    return tuple(row._replace(cells=(*row.cells, *[blank] * (width - len(row.cells)))) for row in rows)


def refuse_large_table(file: str, page: int | None) -> AnnexFileError:
    """Make the error for a sheet or table that is larger than any list."""
    msg = (
        f"{quoted(file)} has a table that uses more than {ROWS:,} rows, {COLUMNS} columns or {CELLS:,} cells. "
        "Delete everything far away from the list, save the file, and read it again."
    )
    return AnnexFileError(msg, file=file, page=page)
