"""Tables as one workbook: a sheet for each, codes as text, days as days, and the same bytes for the same tables."""

from __future__ import annotations

import contextlib
import datetime
import io
import operator
import re
import zipfile
from typing import TYPE_CHECKING, Any

from pilotzones.frames.errors import ExportError
from pilotzones.frames.libraries import import_library

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator, Sequence

    from pilotzones.frames.tables.table import CellType, Column, Table

_LONGEST_TEXT, _MOST_ROWS = 32_767, 1_048_576
"""What Excel takes: Microsoft, "Excel specifications and limits"."""

_FIRST_DAY = datetime.date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that was not."""

_NEVER = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold, in the place of the time of writing."""

_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_FORMATS: dict[CellType, str] = {
    "text": "@",
    "integer": "0",
    "number": "General",
    "date": "yyyy-mm-dd",
    "boolean": "General",
}
_SHOWN_ROWS, _NARROWEST, _WIDEST = 200, 8, 60


def write_workbook(tables: Sequence[Table], file: pathlib.Path) -> None:
    """Write tables as the sheets of a workbook.

    Raises:
        ExportError: if a table does not fit into a sheet, or a text into a cell.
        ImportError: if openpyxl is not installed; names the extra.
        OSError: if the file cannot be written.
    """
    openpyxl = import_library("openpyxl", extra="excel")
    for table in tables:
        _check(table)
    book = openpyxl.Workbook(write_only=True)
    plain = io.BytesIO()
    try:
        for table in tables:
            _add_sheet(book, table)
        book.save(plain)
    except Exception as error:
        _drop(book)
        # A sheet is first a temporary file, written by lxml where that is installed, which has errors of its own.
        msg = f"writing a sheet failed: {type(error).__name__}: {error}"
        raise OSError(msg) from error
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in parts.namelist():
            content = parts.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            packed.writestr(zipfile.ZipInfo(name, _NEVER), content, zipfile.ZIP_DEFLATED)


def _check(table: Table) -> None:
    """Check that Excel takes a table.

    Raises:
        ExportError: if not.
    """
    if len(table.rows) >= _MOST_ROWS:
        msg = f"{table.name} has {len(table.rows):,} rows, and a sheet of Excel takes {_MOST_ROWS - 1:,}."
        raise ExportError(f"{msg} Choose another format.")
    for row in table.rows:
        for column, cell in zip(table.names, row, strict=True):
            if isinstance(cell, str) and len(cell) > _LONGEST_TEXT:
                msg = f"{table.name} has a text of {len(cell):,} characters in the column {column}, and a cell of Excel"
                raise ExportError(f"{msg} takes {_LONGEST_TEXT:,}. Choose another format.")


def _add_sheet(book: Any, table: Table) -> None:  # noqa: ANN401 - openpyxl is not typed
    """Add a table: its header stays in sight, and its columns are about as wide as what is in them."""
    cells = import_library("openpyxl.cell")
    styles = import_library("openpyxl.styles")
    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    for letter, width in _widths(table):
        sheet.column_dimensions[letter].width = width
    header = [cells.WriteOnlyCell(sheet, name) for name in table.names]
    for cell in header:
        cell.font = styles.Font(bold=True)
    sheet.append(header)
    makers = [_Maker(sheet, column) for column in table.columns]
    for row in table.rows:
        sheet.append([make.cell(value) for make, value in zip(makers, row, strict=True)])


def _drop(book: Any) -> None:  # noqa: ANN401 - openpyxl is not typed
    """Close and remove the temporary files of a workbook that is not finished."""
    for sheet in book.worksheets:
        for end in ("close", "_writer.cleanup"):
            with contextlib.suppress(Exception):
                operator.attrgetter(end)(sheet)()


def _widths(table: Table) -> Iterator[tuple[str, int]]:
    """Give the width of each column in characters; those of Chinese are twice as wide."""
    letters = import_library("openpyxl.utils").get_column_letter
    for index, name in enumerate(table.names):
        shown = [name, *(str(row[index]) for row in table.rows[:_SHOWN_ROWS])]
        widest = max(sum(1 + (sign > "\u2e7f") for sign in text) for text in shown)
        yield letters(index + 1), min(max(widest + 2, _NARROWEST), _WIDEST)


class _Maker:
    """Makes the cells of one column; one cell is filled again and again, as openpyxl writes it at once."""

    def __init__(self, sheet: Any, column: Column) -> None:  # noqa: ANN401 - openpyxl is not typed
        kind = import_library("openpyxl.cell").WriteOnlyCell
        self._cell, self._text = kind(sheet, ""), kind(sheet, "")
        self._cell.number_format = _FORMATS[column.type]
        self._text.number_format = _FORMATS["text"]
        self._is_text = column.type == "text"

    def cell(self, value: Any) -> Any:  # noqa: ANN401 - of the column's type
        """Make a cell; nothing, and an empty text, are no cell."""
        if value is None or value == "":
            return None
        if self._is_text:
            return self._as_text(value)
        if isinstance(value, datetime.date) and value < _FIRST_DAY:
            return self._as_text(str(value))
        self._cell.value = value
        return self._cell

    def _as_text(self, text: str) -> Any:  # noqa: ANN401 - as above
        r"""Make a text: also where it begins like a formula, and with what XML cannot hold written as ``_x000B_``."""
        self._text.value = _ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
        self._text.data_type = "s"
        return self._text
