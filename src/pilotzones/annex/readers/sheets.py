"""Excel workbooks: XLS, XLSX and XLSM; every sheet is a page."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.annex.errors import AnnexFileError, refuse_without_extra
from pilotzones.annex.readers.archives import refuse_damaged, refuse_encrypted
from pilotzones.annex.readers.document import (
    CELLS,
    COLUMNS,
    ROWS,
    Cell,
    Document,
    Fault,
    Grid,
    GridRow,
    refuse_large_table,
)
from pilotzones.annex.readers.lost_values import find_lost_values
from pilotzones.annex.readers.raised_text import find_raised_texts
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pilotzones.annex.readers.archives import Package
    from pilotzones.annex.readers.saved_file import SavedFile

_BLANK = Cell(text="")
_IN_TWO_PRINTS = Fault(
    "the digits of its cell are raised or lowered here or in another cell with the same characters",
    "write a note of the text in brackets, save the file, and read it again",
)
_LETTERS = 26
_WIDTH = 100_000
"""More than the columns of three letters."""
# A cell that holds something; a cell that is only formatted does not count.
_USED = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>]*(?<!/)>\s*<[^/]""")

# What the library reads only the first half of, or only the first or the last of.
_DIVIDED = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>[^<]*<[!?]")
_SHEET = re.compile(rb"<(?:\w+:)?sheetData[\s>]")
_ROW = re.compile(rb"""<(?:\w+:)?row\s(?:[^<>]*?\s)?r=["'](\d+)["']""")
_ENCODING = re.compile(rb"""\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""")


class _Parts(NamedTuple):
    """Of an XLSX file, what the library does not give.

    Attributes:
        lost: the cells without a value, by sheet and place.
        raised: the texts with raised or lowered digits: how the library gives each, and how it is printed; None if
            the file has it in two ways.
    """

    lost: Mapping[str, Mapping[str, Cell]]
    raised: Mapping[str, str | None]


def read_sheets(file: SavedFile, package: Package | None, *, with_hidden: bool) -> Document:
    """Read a workbook's sheets; of a formula, the value that was saved with it.

    Args:
        file: the workbook.
        package: its parts; None for an XLS file, which has none.
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
    parts = _read_parts(package) if package else _Parts(lost={}, raised={})
    try:
        # Not the file itself: the library checks no checksum, and would read a part that nobody has checked.
        workbook = calamine.load_workbook(io.BytesIO(package.repack() if package else file.data))
    except BaseException as error:  # noqa: BLE001 - a damaged file makes the library panic
        raise _explain(file.name, error) from None
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
        kind="XLSX" if package else "XLS",
        pages=len(workbook.sheets_metadata),
        blocks=_make_grids(file.name, workbook, shown, parts),
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
    raised: Mapping[str, str | None],
) -> Iterator[GridRow]:
    """Read a sheet's rows without the blank ones; a column is the same one on every sheet."""
    top, left = sheet.start or (0, 0)
    values = dict(enumerate(sheet.to_python(), top))
    merged = _find_merged(sheet) if sheet.start else {}
    missing = _sort_by_row(lost)
    anchors: dict[int, Cell] = {}
    for at in sorted(values.keys() | missing.keys()):
        cells = [
            *[_BLANK] * left,
            *(_print_cell(value, raised) for value in values.get(at, ())),
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


def _print_cell(value: object, raised: Mapping[str, str | None]) -> Cell:
    """Make a cell with the digits as they are printed."""
    if not isinstance(value, str) or value not in raised:
        return _make_cell(value)
    printed = raised[value]
    return Cell(value.strip(), fault=_IN_TWO_PRINTS) if printed is None else _make_cell(printed)


def _make_cell(value: object) -> Cell:
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        return Cell(text=text) if text else _BLANK
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return Cell(text=str(value))
    return Cell.from_number(value)


def _read_parts(package: Package) -> _Parts:
    """Refuse what the library does not read whole, and cells far out: the blank cells up to them fill the memory.

    Returns:
        What the library does not give.
    """
    for name, content in package.parts.items():
        if name.lower().endswith("sharedstrings.xml"):
            continue
        rows, columns, has_cell_twice = _find_extent(content)
        if rows > ROWS or columns > COLUMNS or rows * columns > CELLS:
            raise refuse_large_table(package.file, None)
        sheets = len(_SHEET.findall(content))
        if sheets > 1 or (sheets and has_cell_twice) or _has_row_twice(content) or _DIVIDED.search(content):
            raise refuse_damaged(package.file)
    if any(_is_foreign(content) for content in package.parts.values()):
        msg = f"{quoted(package.file)} has parts that are not in UTF-8. Save it again with Excel, WPS or LibreOffice."
        raise AnnexFileError(msg, file=package.file)
    return _Parts(lost=find_lost_values(package), raised=find_raised_texts(package))


def _find_extent(content: bytes) -> tuple[int, int, bool]:
    """Find the last row and column with a value in a part of an XLSX file, and whether a cell with one is there twice.

    The cells of a sheet are in order, and then none is twice; only those of another one are remembered.
    """
    columns: dict[bytes, int] = {}
    last_row = last = 0
    is_ordered = True
    for found in _USED.finditer(content):
        letters, row = found[1], int(found[2])
        if letters not in columns:
            columns[letters] = _count_column(letters.upper())
        place = row * _WIDTH + columns[letters]
        is_ordered = is_ordered and place > last
        last, last_row = place, max(last_row, row)
    is_twice = not is_ordered and _has_cell_twice(content, columns)
    return last_row, max(columns.values(), default=0), is_twice


def _has_cell_twice(content: bytes, columns: Mapping[bytes, int]) -> bool:
    """Decide whether two cells with a value have the same row and column, of which the library would give one."""
    places = [int(found[2]) * _WIDTH + columns[found[1]] for found in _USED.finditer(content)]
    return len(set(places)) < len(places)


def _has_row_twice(content: bytes) -> bool:
    """Decide whether two rows have the same number, of which the library would give only the later one."""
    numbers = _ROW.findall(content)
    return len(set(numbers)) < len(numbers)


def _is_foreign(content: bytes) -> bool:
    """Decide whether a part is in an encoding that the library does not read."""
    declared = _ENCODING.match(content)
    return b"\0" in content or (declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii"))


def _count_column(letters: bytes) -> int:
    """Turn the letters of a column into its number.

    >>> _count_column(b"A"), _count_column(b"XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number
