"""Web pages (HTML), also those that a spreadsheet program saved under another suffix."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from pilotzones.annex.grids.vocabulary import is_line_code
from pilotzones.annex.readers.decoding import decoded
from pilotzones.annex.readers.document import Cell, Document, Grid, GridRow, Prose
from pilotzones.annex.readers.limits import CELLS, COLUMNS, too_many

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from pilotzones.annex.readers.document import Block

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,20})|encoding=["']([\w-]{1,20})""", re.IGNORECASE
)
_SILENT = frozenset("script style noscript template head title select textarea iframe object svg".split())
_LINES = frozenset(
    "address article aside blockquote br caption center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_CJK = "\u2e80-\u9fff\u3000-\u303f\uff00-\uffef"
# Programs break the source's lines within Chinese text, where no space is meant.
_SOURCE_BREAK = re.compile(rf"(?<=[{_CJK}])[ \t]*[\r\n]\s*(?=[{_CJK}])")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\x00"
_BLANK = Cell("")


def read_web(path: pathlib.Path) -> Document:
    """Read a web page's tables and the text around them; nothing is fetched or run.

    Args:
        path: the page, as it was saved.

    Returns:
        The document: one page; rows are numbered through all tables.

    Raises:
        AnnexFileError: for one whose characters are of no known encoding, or with more cells than any list has.
        ImportError: names the extra, where the library is missing.
    """
    root = _parsed(path)
    return Document("HTML", 1, _blocks(path.name, root))


def title_of(path: pathlib.Path) -> str:
    """Read a web page's title, on one line; nothing if it has none."""
    found = _parsed(path).find(".//title")
    return "" if found is None else " ".join((found.text or "").split())


def _parsed(path: pathlib.Path) -> Any:  # noqa: ANN401 - lxml's
    try:
        from lxml import etree  # noqa: PLC0415 - only those who read annexes have it
    except ImportError:
        raise ImportError("Reading HTML files needs the extra 'annex': pip install 'pilotzones[annex]'.") from None
    data = path.read_bytes()
    declared = _CHARSET.search(data[:4096])
    text = decoded(data, path.name, declared=(declared[1] or declared[2]).decode() if declared else "")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    # With an element at its beginning no page is empty, which some versions refuse.
    return etree.fromstring(b"<html><body>" + text.encode(), parser)


def _blocks(file: str, root: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml's
    """Walk the page in order: tables that hold data are grids, all else is text; those for layout are text too."""
    from lxml import etree  # noqa: PLC0415 - it is there, since the page is parsed

    layout = _layout_tables(root)
    numbers = count(1)
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = _name(element)
        is_grid = name == "table" and element not in layout
        if name in _SILENT or is_grid:
            if event == "start":
                walk.skip_subtree()
            else:
                pieces.append(element.tail or "")
            if event == "start" and is_grid:
                yield from _prose(pieces)
                pieces = []
                for table in (element, *element.iterdescendants("table")):
                    yield from _grid(file, table, numbers)
            continue
        pieces.append(_BREAK if name in _LINES else "")
        pieces.append((element.text if event == "start" else element.tail) or "")
    yield from _prose(pieces)


def _layout_tables(root: Any) -> set[Any]:  # noqa: ANN401 - lxml's
    """Find the tables that only place others on the page: they hold tables, and no code of their own."""
    outer = {above for table in root.iter("table") for above in table.iterancestors("table")}
    return {
        table for table in outer if not any(is_line_code(_text(cell)) for row in _rows(table) for cell in _cells(row))
    }


def _grid(file: str, table: Any, numbers: Iterator[int]) -> Iterator[Grid]:  # noqa: ANN401 - lxml's
    rows: list[GridRow] = []
    hanging: dict[int, tuple[Cell, int]] = {}  # by column: a cell of a row above, and how many rows it still covers
    size = 0
    for row in _rows(table):
        cells = _placed(row, hanging)
        size += len(cells)
        if size > CELLS:
            raise too_many(file, 1)
        rows.append(GridRow(next(numbers), tuple(cells)))
    if rows:
        width = max(len(row.cells) for row in rows)
        yield Grid(1, tuple(row._replace(cells=(*row.cells, *[_BLANK] * (width - len(row.cells)))) for row in rows))


def _placed(row: Any, hanging: dict[int, tuple[Cell, int]]) -> list[Cell]:  # noqa: ANN401 - lxml's
    """Put a row's cells in their columns, between those that hang down from the rows above."""
    cells: list[Cell] = []
    for element in _cells(row):
        _hang(cells, hanging)
        text = _text(element)
        own = Cell(text) if text else _BLANK
        down = _span(element, "rowspan") - 1
        for _ in range(min(_span(element, "colspan"), COLUMNS - len(cells))):
            if down:
                hanging[len(cells)] = (own, down)
            cells.append(own)
    _hang(cells, hanging)
    return cells


def _hang(cells: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> None:
    while len(cells) in hanging:
        cell, left = hanging.pop(len(cells))
        if left > 1:
            hanging[len(cells)] = (cell, left - 1)
        cells.append(cell)


def _span(element: Any, name: str) -> int:  # noqa: ANN401 - lxml's
    text = (element.get(name) or "").strip()
    return max(1, min(int(text), 65_534)) if re.fullmatch("[0-9]{1,9}", text) else 1


def _rows(table: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml's
    return (row for row in table.iterdescendants("tr") if next(row.iterancestors("table")) is table)


def _cells(row: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml's
    return (cell for cell in row.iterdescendants("td", "th") if next(cell.iterancestors("tr")) is row)


def _text(cell: Any) -> str:  # noqa: ANN401 - lxml's
    """Read a cell's own text, line by line; tables inside it are grids of their own."""
    from lxml import etree  # noqa: PLC0415 - as above

    pieces: list[str] = []
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        name = _name(element)
        if element is not cell and name in _LINES:
            pieces.append(_BREAK)
        if event == "start" and (name == "table" or name in _SILENT):
            walk.skip_subtree()
        elif event == "start":
            pieces.append(element.text or "")
        elif element is not cell:
            pieces.append(element.tail or "")
    return "\n".join(_lines(pieces))


def _prose(pieces: list[str]) -> Iterator[Prose]:
    lines = tuple(_lines(pieces))
    if lines:
        yield Prose(1, lines)


def _lines(pieces: list[str]) -> Iterator[str]:
    """Make lines as a browser shows them: white space of the source is one space, or none in Chinese text."""
    for part in "".join(pieces).split(_BREAK):
        line = _SPACES.sub(" ", _SOURCE_BREAK.sub("", part)).replace("\xa0", " ").strip()
        if line:
            yield line


def _name(element: Any) -> str:  # noqa: ANN401 - lxml's
    return str(element.tag).lower()
