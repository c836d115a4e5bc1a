"""Excel workbooks: XLS, XLSX and XLSM, every sheet a page."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from pilotzones.annex.readers.archives import damaged, encrypted, opened, pieces
from pilotzones.annex.readers.document import Cell, Document, Grid, GridRow
from pilotzones.annex.readers.limits import CELLS, COLUMNS, ROWS, digits, too_many

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

_BLANK = Cell("")
_LETTERS = 26
_OVERLAP = 4096
# A cell that holds something; those that are only formatted take no place.
_USED = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>\s*<[^/]""")


def read_sheets(path: pathlib.Path) -> Document:
    """Read a workbook's sheets, hidden ones too; formulas by the value that was saved with them.

    Args:
        path: the workbook.

    Returns:
        The document: a grid for each sheet, its rows numbered as the program numbers them.

    Raises:
        AnnexFileError: for one that is damaged or encrypted, or uses more cells than any list has.
        ImportError: names the extra, where the library is missing.
    """
    try:
        import python_calamine as calamine  # noqa: PLC0415 - only those who read annexes have it
    except ImportError:
        msg = "Reading spreadsheets needs the extra 'annex': pip install 'pilotzones[annex]'."
        raise ImportError(msg) from None
    with path.open("rb") as file:
        kind = "XLSX" if file.read(2) == b"PK" else "XLS"
    if kind == "XLSX":
        _check_extent(path)
    try:
        workbook = calamine.load_workbook(io.BytesIO(path.read_bytes()))
    except BaseException as error:  # noqa: BLE001 - a damaged file makes the library panic
        raise _problem(path.name, error) from None
    sheets = [
        (page, sheet.name)
        for page, sheet in enumerate(workbook.sheets_metadata, 1)
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    return Document(kind, len(workbook.sheets_metadata), _grids(path.name, workbook, sheets))


def _grids(file: str, workbook: Any, sheets: list[tuple[int, str]]) -> Iterator[Grid]:  # noqa: ANN401 - calamine's
    for page, name in sheets:
        try:
            sheet = workbook.get_sheet_by_name(name)
        except BaseException as error:  # noqa: BLE001 - as above
            raise _problem(file, error) from None
        if sheet.start is None:
            continue
        if sheet.height > ROWS or sheet.width > COLUMNS or sheet.height * sheet.width > CELLS:
            raise too_many(file, page)
        rows = tuple(_rows(sheet))
        if rows:
            yield Grid(page, rows)


def _problem(file: str, error: BaseException) -> BaseException:
    """Tell what an error of the library says about a file; its panics are no ``Exception``."""
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return (encrypted if "assword" in str(error) else damaged)(file)
    return error


def _rows(sheet: Any) -> Iterator[GridRow]:  # noqa: ANN401 - calamine's
    """Read a sheet's rows from its first used cell on; blank ones are left out."""
    top, left = sheet.start
    merged = _merged(sheet)
    anchors: dict[int, Cell] = {}
    for at, values in enumerate(sheet.to_python(), top):
        cells = [_cell(value) for value in values]
        for place in range(len(cells)) if at in merged else ():
            area = merged[at].get(left + place)
            if area is not None:
                cells[place] = anchors.setdefault(area, cells[place])
        if any(cell.text for cell in cells):
            yield GridRow(at + 1, tuple(cells))


def _merged(sheet: Any) -> dict[int, dict[int, int]]:  # noqa: ANN401 - calamine's
    """Tell, by row and column, which merged area covers a cell."""
    (top, left), (bottom, right) = sheet.start, sheet.end
    merged: dict[int, dict[int, int]] = {}
    covered = 0
    areas: list[tuple[tuple[int, int], tuple[int, int]]] = sheet.merged_cell_ranges or []
    for area, ((first, start), (last, stop)) in enumerate(areas):
        rows = range(max(first, top), min(last, bottom) + 1)
        columns = range(max(start, left), min(stop, right) + 1)
        covered += len(rows) * len(columns)
        if covered > CELLS:  # areas that overlap, as no program writes them
            break
        for row in rows:
            merged.setdefault(row, {}).update(dict.fromkeys(columns, area))
    return merged


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        return Cell(text) if text else _BLANK
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return Cell(str(value))
    return Cell(digits(value), is_number=True)


def _check_extent(path: pathlib.Path) -> None:
    """Refuse cells far out before they are read: all between them and the first one would take memory."""
    with opened(path) as package:
        for info in package.archive.infolist():
            name = info.filename.lower()
            if name.endswith(".xml") and not name.endswith("sharedstrings.xml"):
                rows, columns = _extent(pieces(package, info))
                if rows > ROWS or columns > COLUMNS or rows * columns > CELLS:
                    raise too_many(path.name, None)


def _extent(parts: Iterator[bytes]) -> tuple[int, int]:
    """Find the last row and the last column that a part of an XLSX file gives a value for."""
    rest = b""
    row = 0
    letters: set[bytes] = set()
    for part in parts:
        seen = rest + part
        found = _USED.findall(seen)
        if found:
            letters.update(letter for letter, _ in found)
            row = max(row, *(int(number) for _, number in found))
        rest = seen[-_OVERLAP:]
    return row, max((_column(letter) for letter in letters), default=0)


def _column(letters: bytes) -> int:
    """Count a column by its letters.

    >>> _column(b"A"), _column(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number
