"""ODS spreadsheets: read from their XML, since cells repeated or merged are lost otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotzones.annex.readers.archives import damaged, encrypted, opened
from pilotzones.annex.readers.document import Cell, Document, Grid, GridRow
from pilotzones.annex.readers.limits import CELLS, COLUMNS, ROWS, digits, too_many

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BLANK = Cell("")


def read_ods(path: pathlib.Path) -> Document:
    """Read the sheets of an ODS file, hidden ones too.

    Args:
        path: the workbook.

    Returns:
        The document: a grid for each sheet, its rows numbered as the program numbers them.

    Raises:
        AnnexFileError: for one that is damaged or encrypted, or uses more cells than any list has.
        ImportError: names the extra, where the library is missing.
    """
    try:
        from lxml import etree  # noqa: PLC0415 - only those who read annexes have it
    except ImportError:
        raise ImportError("Reading ODS files needs the extra 'annex': pip install 'pilotzones[annex]'.") from None
    with opened(path) as package:
        content = package.read("content.xml")
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise encrypted(path.name)
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        raise damaged(path.name) from None
    tables = list(root.iter(f"{_TABLE}table"))
    return Document("ODS", len(tables), _grids(path.name, tables))


def _grids(file: str, tables: list[Any]) -> Iterator[Grid]:
    for page, table in enumerate(tables, 1):
        rows = tuple(_rows(file, page, table))
        if rows:
            width = max(len(row.cells) for row in rows)
            yield Grid(
                page, tuple(row._replace(cells=(*row.cells, *[_BLANK] * (width - len(row.cells)))) for row in rows)
            )


def _rows(file: str, page: int, table: Any) -> Iterator[GridRow]:  # noqa: ANN401 - lxml's
    """Read a table's rows; blank ones are left out, however often they are repeated."""
    number = 1
    used = 0
    merged: dict[int, tuple[Cell, int]] = {}  # by column: the cell, and the last row that it covers
    for element in table.iter(f"{_TABLE}table-row"):
        times = _count(element, "number-rows-repeated")
        cells = _cells(element, number, merged)
        while cells and not cells[-1].text:
            cells.pop()
        if cells:
            used += times * len(cells)
            if number + times - 1 > ROWS or len(cells) > COLUMNS or used > CELLS:
                raise too_many(file, page)
            for at in range(number, number + times):
                yield GridRow(at, tuple(cells))
        number += times


def _cells(row: Any, number: int, merged: dict[int, tuple[Cell, int]]) -> list[Cell]:  # noqa: ANN401 - lxml's
    """Read a row's cells; none is repeated further than a sheet may reach, and one more, which is refused."""
    cells: list[Cell] = []
    for element in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        own = _cell(element)
        across, down = _count(element, "number-columns-spanned"), _count(element, "number-rows-spanned")
        is_merged = bool(own.text) and (across > 1 or down > 1)
        for place in range(len(cells), min(len(cells) + across, COLUMNS) if is_merged else 0):
            merged[place] = (own, number + down - 1)
        for _ in range(min(_count(element, "number-columns-repeated"), COLUMNS + 1 - len(cells))):
            cell, last = merged.get(len(cells), (own, 0))
            cells.append(own if own.text or number > last else cell)
    return cells


def _cell(element: Any) -> Cell:  # noqa: ANN401 - lxml's
    if element.get(f"{_OFFICE}value-type") == "float" and element.get(f"{_OFFICE}value"):
        return Cell(digits(float(element.get(f"{_OFFICE}value"))), is_number=True)
    text = "\n".join("".join(_pieces(paragraph)) for paragraph in element.iterchildren(f"{_TEXT}p")).strip()
    return Cell(text) if text else _BLANK


def _pieces(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml's
    """Read the text of a paragraph, its blanks and breaks, and no comment on it."""
    yield element.text or ""
    for child in element.iterchildren("{*}*"):
        if child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            yield " "
        elif child.tag != f"{_OFFICE}annotation":
            yield from _pieces(child)
        yield child.tail or ""


def _count(element: Any, name: str) -> int:  # noqa: ANN401 - lxml's
    """Read how often something is repeated, or how far it spans: 1 where nothing is said."""
    text = element.get(f"{_TABLE}{name}", "")
    return max(1, int(text)) if text.isdecimal() else 1
