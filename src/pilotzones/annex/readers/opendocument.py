"""ODS spreadsheets: read from their XML, because other libraries lose repeated and merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotzones.annex.readers.archives import refuse_encrypted
from pilotzones.annex.readers.document import (
    CELLS,
    COLUMNS,
    ROWS,
    Cell,
    Document,
    Grid,
    GridRow,
    pad_rows,
    refuse_large_table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.readers.archives import Package

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BLANK = Cell(text="")


def read_ods(package: Package, *, with_hidden: bool) -> Document:
    """Read the sheets of an ODS file.

    Args:
        package: the workbook's parts.
        with_hidden: whether hidden sheets are read too.

    Returns:
        The document: a grid for each sheet, its rows numbered as the program numbers them.

    Raises:
        AnnexFileError: for a file that is damaged or encrypted, or uses more cells than any list.
        ImportError: names the extra if the library is missing.
    """
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise refuse_encrypted(package.file)
    root = package.parse("content.xml", "ODS")
    tables = list(enumerate(root.iter(f"{_TABLE}table"), 1))
    styles = set() if with_hidden else _find_hiding_styles(root)
    hidden = [table for _, table in tables if table.get(f"{_TABLE}style-name") in styles]
    return Document(
        kind="ODS",
        pages=len(tables),
        blocks=_make_grids(package.file, [(page, table) for page, table in tables if table not in hidden]),
        has_whole_rows=True,
        hidden=tuple(map(_read_name, hidden)),
    )


def _find_hiding_styles(root: Any) -> set[str]:  # noqa: ANN401 - lxml's
    """Find the styles that hide the tables that have them."""
    return {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iterchildren(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }


def _make_grids(file: str, tables: list[tuple[int, Any]]) -> Iterator[Grid]:
    for page, table in tables:
        rows = tuple(_read_rows(file, page, table))
        if rows:
            yield Grid(page=page, rows=pad_rows(rows), sheet=_read_name(table))


def _read_name(table: Any) -> str:  # noqa: ANN401 - lxml's
    return str(table.get(f"{_TABLE}name") or "")


def _read_rows(file: str, page: int, table: Any) -> Iterator[GridRow]:  # noqa: ANN401 - lxml's
    """Read a table's rows without the blank ones, however often they are repeated."""
    number = 1
    used = 0
    merged: dict[int, tuple[Cell, int]] = {}  # by column: the cell, and the last row that it covers
    for element in table.iter(f"{_TABLE}table-row"):
        times = _read_count(element, "number-rows-repeated")
        cells = _read_cells(element, number, merged)
        while cells and not cells[-1].text:
            cells.pop()
        if cells:
            used += times * len(cells)
            if number + times - 1 > ROWS or len(cells) > COLUMNS or used > CELLS:
                raise refuse_large_table(file, page)
            for at in range(number, number + times):
                yield GridRow(number=at, cells=tuple(cells))
        number += times


def _read_cells(row: Any, number: int, merged: dict[int, tuple[Cell, int]]) -> list[Cell]:  # noqa: ANN401 - lxml's
    """Read a row's cells; a repeated one stops one column beyond the limit, which is then refused."""
    cells: list[Cell] = []
    for element in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        own = _read_cell(element)
        across, down = _read_count(element, "number-columns-spanned"), _read_count(element, "number-rows-spanned")
        is_merged = bool(own.text) and (across > 1 or down > 1)
        for column in range(len(cells), min(len(cells) + across, COLUMNS) if is_merged else 0):
            merged[column] = (own, number + down - 1)
        for _ in range(min(_read_count(element, "number-columns-repeated"), COLUMNS + 1 - len(cells))):
            cell, last = merged.get(len(cells), (own, 0))
            cells.append(own if own.text or number > last else cell)
    return cells


def _read_cell(element: Any) -> Cell:  # noqa: ANN401 - lxml's
    if element.get(f"{_OFFICE}value-type") == "float" and element.get(f"{_OFFICE}value"):
        return Cell.from_number(float(element.get(f"{_OFFICE}value")))
    text = "\n".join("".join(_read_text(paragraph)) for paragraph in element.iterchildren(f"{_TEXT}p")).strip()
    return Cell(text=text) if text else _BLANK


def _read_text(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml's
    """Read the text of a paragraph with its spaces and line breaks, without comments."""
    yield element.text or ""
    for child in element.iterchildren("{*}*"):
        if child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            yield " "
        elif child.tag != f"{_OFFICE}annotation":
            yield from _read_text(child)
        yield child.tail or ""


def _read_count(element: Any, name: str) -> int:  # noqa: ANN401 - lxml's
    """Read how often something is repeated, or how far it spans; 1 by default."""
    text = element.get(f"{_TABLE}{name}", "")
    return max(1, int(text)) if text.isdecimal() else 1
