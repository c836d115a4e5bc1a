"""ODS spreadsheets: read from their XML, because other libraries lose repeated and merged cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.readers.archives import refuse_encrypted
from pilotzones.annex.readers.document import (
    CELLS,
    COLUMNS,
    ROWS,
    Document,
    Grid,
    GridRow,
    pad_rows,
    refuse_large_table,
)
from pilotzones.annex.readers.opendocument_text import TextStyles, holds_text, read_cell
from pilotzones.annex.readers.pieces import read_name
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.readers.archives import Package
    from pilotzones.annex.readers.document import Cell

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_NAMED_STYLES = "styles.xml"


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
        blocks=_make_grids(
            package.file, _read_styles(package, root), [(page, table) for page, table in tables if table not in hidden]
        ),
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


def _read_styles(package: Package, root: Any) -> TextStyles:  # noqa: ANN401 - lxml's
    """Read the styles of texts: those with a name, and then those of the content itself."""
    named = package.parse(_NAMED_STYLES, "ODS") if package.read(_NAMED_STYLES) else None
    own = root.iter(f"{_STYLE}style")
    if named is None:
        return TextStyles(own)
    return TextStyles((*named.iterfind(f"{_OFFICE}styles/{_STYLE}style"), *own))


def _make_grids(file: str, styles: TextStyles, tables: list[tuple[int, Any]]) -> Iterator[Grid]:
    for page, table in tables:
        rows = tuple(_read_rows(file, page, table, styles))
        if rows:
            yield Grid(page=page, rows=pad_rows(rows), sheet=_read_name(table))


def _read_name(table: Any) -> str:  # noqa: ANN401 - lxml's
    return str(table.get(f"{_TABLE}name") or "")


def _read_rows(
    file: str,
    page: int,
    table: Any,  # noqa: ANN401 - lxml's
    styles: TextStyles,
) -> Iterator[GridRow]:
    """Read a table's rows without the blank ones, however often they are repeated."""
    number = 1
    used = 0
    merged: dict[int, tuple[Cell, int]] = {}  # by column: the cell, and the last row that it covers
    for element in table.iter(f"{_TABLE}table-row"):
        times = _read_count(element, "number-rows-repeated")
        _refuse_other_parts(file, page, element)
        cells = _read_cells(element, number, merged, styles)
        while cells and not cells[-1].text:
            cells.pop()
        if cells:
            used += times * len(cells)
            if number + times - 1 > ROWS or len(cells) > COLUMNS or used > CELLS:
                raise refuse_large_table(file, page)
            for at in range(number, number + times):
                yield GridRow(number=at, cells=tuple(cells))
        number += times


def _refuse_other_parts(file: str, page: int, row: Any) -> None:  # noqa: ANN401 - lxml's
    """Refuse a row with a text outside its cells: it may be that of a cell, and the columns others."""
    for element in row.iterchildren("{*}*"):
        if element.tag not in _CELLS and holds_text(element):
            msg = (
                f"{quoted(file)} has a row with cells in the element <{read_name(element)}>, which is not read. "
                "Open it in LibreOffice or Excel, save it as a new file, and read that file."
            )
            raise AnnexFileError(msg, file=file, page=page)


def _read_cells(
    row: Any,  # noqa: ANN401 - lxml's
    number: int,
    merged: dict[int, tuple[Cell, int]],
    styles: TextStyles,
) -> list[Cell]:
    """Read a row's cells; a repeated one stops one column beyond the limit, which is then refused."""
    cells: list[Cell] = []
    for element in row.iterchildren(*_CELLS):
        own = read_cell(element, styles)
        across, down = _read_count(element, "number-columns-spanned"), _read_count(element, "number-rows-spanned")
        is_merged = bool(own.text) and (across > 1 or down > 1)
        for column in range(len(cells), min(len(cells) + across, COLUMNS) if is_merged else 0):
            merged[column] = (own, number + down - 1)
        for _ in range(min(_read_count(element, "number-columns-repeated"), COLUMNS + 1 - len(cells))):
            cell, last = merged.get(len(cells), (own, 0))
            cells.append(own if own.text or number > last else cell)
    return cells


def _read_count(element: Any, name: str) -> int:  # noqa: ANN401 - lxml's
    """Read how often something is repeated, or how far it spans; 1 by default."""
    text = element.get(f"{_TABLE}{name}", "")
    return max(1, int(text)) if text.isdecimal() else 1
