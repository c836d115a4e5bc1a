"""Excel workbooks: XLS, XLSX and XLSM; every sheet is a page."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.annex.errors import refuse_without_extra
from pilotzones.annex.readers.archives import open_package, refuse_damaged, refuse_encrypted, unpack
from pilotzones.annex.readers.document import CELLS, COLUMNS, ROWS, Cell, Document, Grid, GridRow, refuse_large_table
from pilotzones.annex.readers.lost_values import find_lost_values
from pilotzones.annex.readers.raised_text import find_raised_texts

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator, Mapping

_BLANK = Cell(text="")
_LETTERS = 26
_OVERLAP = 4096
# A cell that holds something; a cell that is only formatted does not count.
_USED = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>\s*<[^/]""")


class _Parts(NamedTuple):
    """Of an XLSX file, what the library does not give.

    Attributes:
        lost: the cells without a value, by sheet and place.
        raised: the texts with raised or lowered digits: how the library gives each, and how it is printed.
    """

    lost: Mapping[str, Mapping[str, Cell]]
    raised: Mapping[str, str]


def read_sheets(path: pathlib.Path, *, with_hidden: bool = False) -> Document:
    """Read a workbook's sheets; of a formula, the value that was saved with it.

    Args:
        path: the workbook.
        with_hidden: whether hidden sheets are read too.

    Returns:
        The document: a grid for each sheet, its rows numbered as the program numbers them.

    Raises:
        AnnexFileError: for a file that is damaged or encrypted, or uses more cells than any list.
        ImportError: names the extra if the library is missing.
    """
    try:
        import python_calamine as calamine  # noqa: PLC0415 - only those who read annexes have it
    except ImportError:
        raise refuse_without_extra("Reading spreadsheets") from None
    with path.open("rb") as file:
        kind = "XLSX" if file.read(2) == b"PK" else "XLS"
    parts = _read_parts(path) if kind == "XLSX" else _Parts(lost={}, raised={})
    try:
        workbook = calamine.load_workbook(io.BytesIO(path.read_bytes()))
    except BaseException as error:  # noqa: BLE001 - a damaged file makes the library panic
        raise _explain(path.name, error) from None
    sheets = [
        (page, sheet)
        for page, sheet in enumerate(workbook.sheets_metadata, 1)
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    shown = [
        (page, sheet.name)
        for page, sheet in sheets
        if with_hidden or sheet.visible == calamine.SheetVisibleEnum.Visible
    ]
    return Document(
        kind=kind,
        pages=len(workbook.sheets_metadata),
        blocks=_make_grids(path.name, workbook, shown, parts),
        has_whole_rows=True,
        hidden=tuple(sheet.name for page, sheet in sheets if (page, sheet.name) not in shown),
    )


def _make_grids(
    file: str,
    workbook: Any,  # noqa: ANN401 - calamine's
    sheets: list[tuple[int, str]],
    parts: _Parts,
) -> Iterator[Grid]:
    for page, name in sheets:
        try:
            sheet = workbook.get_sheet_by_name(name)
        except BaseException as error:  # noqa: BLE001 - as above
            raise _explain(file, error) from None
        if sheet.height > ROWS or sheet.width > COLUMNS or sheet.height * sheet.width > CELLS:
            raise refuse_large_table(file, page)
        rows = tuple(_read_rows(sheet, parts.lost.get(name, {}), parts.raised))
        if rows:
            yield Grid(page=page, rows=rows, sheet=name)


def _explain(file: str, error: BaseException) -> BaseException:
    """Turn an error of the library into one about the file; its panics are not of the class ``Exception``."""
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return (refuse_encrypted if "assword" in str(error) else refuse_damaged)(file)
    return error


def _read_rows(
    sheet: Any,  # noqa: ANN401 - calamine's
    lost: Mapping[str, Cell],
    raised: Mapping[str, str],
) -> Iterator[GridRow]:
    """Read a sheet's rows without the blank ones; a column is the same one on every sheet."""
    top, left = sheet.start or (0, 0)
    values = dict(enumerate(sheet.to_python(), top)) if sheet.start else {}
    merged = _find_merged(sheet) if sheet.start else {}
    missing = _sort_by_row(lost)
    anchors: dict[int, Cell] = {}
    for at in sorted(values.keys() | missing.keys()):
        cells = [
            *[_BLANK] * left,
            *(_make_cell(raised.get(value, value) if raised else value) for value in values.get(at, ())),
        ]
        for column, cell in missing.get(at, {}).items():
            cells += [_BLANK] * (column + 1 - len(cells))
            cells[column] = cell
        for column in range(left, len(cells)) if at in merged else ():
            area = merged[at].get(column)
            if area is not None:
                cells[column] = anchors.setdefault(area, cells[column])
        if any(cell.text for cell in cells):
            yield GridRow(number=at + 1, cells=tuple(cells))


def _sort_by_row(lost: Mapping[str, Cell]) -> dict[int, dict[int, Cell]]:
    """Sort the cells without a value by row and column, from 0."""
    rows: dict[int, dict[int, Cell]] = {}
    for place, cell in lost.items():
        letters = place.rstrip("0123456789")
        rows.setdefault(int(place[len(letters) :]) - 1, {})[_count_column(letters.encode()) - 1] = cell
    return rows


def _find_merged(sheet: Any) -> dict[int, dict[int, int]]:  # noqa: ANN401 - calamine's
    """Find the merged area that covers a cell, by row and column."""
    (top, left), (bottom, right) = sheet.start, sheet.end
    merged: dict[int, dict[int, int]] = {}
    covered = 0
    areas: list[tuple[tuple[int, int], tuple[int, int]]] = sheet.merged_cell_ranges or []
    for area, ((first, start), (last, stop)) in enumerate(areas):
        rows = range(max(first, top), min(last, bottom) + 1)
        columns = range(max(start, left), min(stop, right) + 1)
        covered += len(rows) * len(columns)
        if covered > CELLS:  # areas that overlap, which no program writes
            break
        for row in rows:
            merged.setdefault(row, {}).update(dict.fromkeys(columns, area))
    return merged


def _make_cell(value: object) -> Cell:
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        return Cell(text=text) if text else _BLANK
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return Cell(text=str(value))
    return Cell.from_number(value)


def _read_parts(path: pathlib.Path) -> _Parts:
    """Refuse cells far out before they are read: the blank cells up to them would fill the memory.

    Returns:
        What the library does not give.
    """
    with open_package(path) as package:
        for info in package.archive.infolist():
            name = info.filename.lower()
            if name.endswith(".xml") and not name.endswith("sharedstrings.xml"):
                rows, columns = _find_extent(unpack(package, info))
                if rows > ROWS or columns > COLUMNS or rows * columns > CELLS:
                    raise refuse_large_table(path.name, None)
        return _Parts(lost=find_lost_values(package), raised=find_raised_texts(package))


def _find_extent(parts: Iterator[bytes]) -> tuple[int, int]:
    """Find the last row and the last column with a value in a part of an XLSX file."""
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
    return row, max((_count_column(letter) for letter in letters), default=0)


def _count_column(letters: bytes) -> int:
    """Turn the letters of a column into its number.

    >>> _count_column(b"A"), _count_column(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number
