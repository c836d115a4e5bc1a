"""Web pages (HTML), also those that a spreadsheet program saved under another suffix."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from pilotzones.annex.errors import refuse_without_extra
from pilotzones.annex.grids.vocabulary import CJK, LOWERED, RAISED, is_line_code, strike
from pilotzones.annex.readers.decoding import decode
from pilotzones.annex.readers.document import (
    CELLS,
    COLUMNS,
    Cell,
    Document,
    Grid,
    GridRow,
    Prose,
    pad_rows,
    refuse_large_table,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pilotzones.annex.readers.document import Block
    from pilotzones.annex.readers.saved_file import SavedFile

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,20})|encoding=["']([\w-]{1,20})""", re.IGNORECASE
)
_HIDDEN = frozenset("script style noscript template head title select textarea iframe object svg".split())
_LINE_BREAKING = frozenset(
    "address article aside blockquote br caption center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
# Programs break the lines of the source within Chinese text, where no space is meant.
_SOURCE_BREAK = re.compile(rf"(?<=[{CJK}])[ \t]*[\r\n]\s*(?=[{CJK}])")
_PRINTED: dict[str, Callable[[str], str]] = {
    "sup": lambda text: text.translate(RAISED),
    "sub": lambda text: text.translate(LOWERED),
    "s": strike,
    "strike": strike,
    "del": strike,
}
"""How the text in some elements is printed."""
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\x00"
# A browser shows what follows these as well; the parser drops it.
_CLOSING = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_END = "pilotzones-end"
"""An element after the whole page. A parser that stops early, for whatever reason, does not say so, but lacks it."""
_HIDDEN_TABLE = (
    "has a table with codes inside an element that is not shown (<{}>), which may not be closed. Open it in a browser "
    "or in Excel, save the table as XLSX, and read the new file."
)
_LOST_END = (
    "cannot be read to its end: it is cut off within a tag, a comment or a script, or its elements are nested "
    "more than 2,000 deep. Download it again, or open it in a browser or in Excel, save the table as XLSX, and read "
    "the new file."
)
_BLANK = Cell(text="")


def read_web(file: SavedFile) -> Document:
    """Read a web page's tables and the text around them; fetch and run nothing.

    Args:
        file: the saved page.

    Returns:
        The document: one page; rows are numbered through all tables.

    Raises:
        AnnexFileError: for a page in an unknown encoding, with more cells than any list, whose end the parser does not
            reach, or with codes in what is not shown.
        ImportError: names the extra if the library is missing.
    """
    root = parse_web(file)
    for table in root.iter("table"):
        hiding = next(table.iterancestors(*_HIDDEN), None)
        if hiding is not None and any(is_line_code(_read_text(cell)) for cell in table.iter("td", "th")):
            raise file.refuse(_HIDDEN_TABLE.format(_read_name(hiding)))
    return Document(kind="HTML", pages=1, blocks=_read_blocks(file.name, root), has_whole_rows=True)


def read_title(file: SavedFile) -> str:
    """Read a web page's title on one line; empty if it has none."""
    found = parse_web(file).find(".//title")
    return "" if found is None else " ".join((found.text or "").split())


def parse_web(file: SavedFile, charset: str = "") -> Any:  # noqa: ANN401 - lxml's
    """Parse a web page into lxml's elements.

    Args:
        file: the saved page.
        charset: the encoding that its server states; the page's own statement counts more.

    Raises:
        AnnexFileError: for a page in an unknown encoding, or whose end the parser does not reach.
        ImportError: names the extra if the library is missing.
    """
    try:
        from lxml import etree  # noqa: PLC0415 - only those who read annexes have it
    except ImportError:
        raise refuse_without_extra("Reading HTML files") from None
    declared = _CHARSET.search(file.data[:4096])
    text = decode(file.data, file.name, declared=(declared[1] or declared[2]).decode() if declared else charset)
    text = _CLOSING.sub("", text)
    end = _END
    while end in text:
        end += "x"
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    # Some versions refuse an empty page; with these elements before it, no page is empty.
    root: Any = etree.fromstring(f"<html><body>{text}<{end}>".encode(), parser)
    last = next(root.iter(end), None)
    if last is None:
        raise file.refuse(_LOST_END)
    last.getparent().remove(last)
    return root


def _read_blocks(file: str, root: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml's
    """Read the page in order: tables of data become grids, everything else text, also tables for layout."""
    from lxml import etree  # noqa: PLC0415 - installed, since the page is parsed

    layout = _find_layout_tables(root)
    numbers = count(1)
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = _read_name(element)
        is_grid = name == "table" and element not in layout
        if name in _HIDDEN or is_grid:
            if event == "start":
                walk.skip_subtree()
            else:
                pieces.append(element.tail or "")
            if event == "start" and is_grid:
                yield from _make_prose(pieces)
                pieces = []
                for table in (element, *element.iterdescendants("table")):
                    yield from _make_grid(file, table, numbers)
            continue
        pieces.append(_BREAK if name in _LINE_BREAKING else "")
        pieces.append((element.text if event == "start" else element.tail) or "")
    yield from _make_prose(pieces)


def _find_layout_tables(root: Any) -> set[Any]:  # noqa: ANN401 - lxml's
    """Find the tables that only arrange others on the page: they contain tables, and have no code themselves."""
    outer = {above for table in root.iter("table") for above in table.iterancestors("table")}
    return {
        table
        for table in outer
        if not any(is_line_code(_read_text(cell)) for row in _list_rows(table) for cell in _list_cells(row))
    }


def _make_grid(file: str, table: Any, numbers: Iterator[int]) -> Iterator[Grid]:  # noqa: ANN401 - lxml's
    rows: list[GridRow] = []
    hanging: dict[int, tuple[Cell, int]] = {}  # by column: a cell of a row above, and how many more rows it covers
    size = 0
    for row in _list_rows(table):
        cells = _read_cells(row, hanging)
        size += len(cells)
        if size > CELLS:
            raise refuse_large_table(file, 1)
        rows.append(GridRow(number=next(numbers), cells=tuple(cells)))
    if rows:
        yield Grid(page=1, rows=pad_rows(rows))


def _read_cells(row: Any, hanging: dict[int, tuple[Cell, int]]) -> list[Cell]:  # noqa: ANN401 - lxml's
    """Read a row's cells into their columns, between the cells that reach down from the rows above."""
    cells: list[Cell] = []
    for element in _list_cells(row):
        _add_hanging(cells, hanging)
        text = _read_text(element)
        own = Cell(text=text) if text else _BLANK
        down = _read_span(element, "rowspan") - 1
        for _ in range(min(_read_span(element, "colspan"), COLUMNS - len(cells))):
            if down:
                hanging[len(cells)] = (own, down)
            cells.append(own)
    _add_hanging(cells, hanging)
    return cells


def _add_hanging(cells: list[Cell], hanging: dict[int, tuple[Cell, int]]) -> None:
    while len(cells) in hanging:
        cell, left = hanging.pop(len(cells))
        if left > 1:
            hanging[len(cells)] = (cell, left - 1)
        cells.append(cell)


def _read_span(element: Any, name: str) -> int:  # noqa: ANN401 - lxml's
    text = (element.get(name) or "").strip()
    return max(1, min(int(text), 65_534)) if re.fullmatch("[0-9]{1,9}", text) else 1


def _list_rows(table: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml's
    return (row for row in table.iterdescendants("tr") if next(row.iterancestors("table")) is table)


def _list_cells(row: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml's
    return (cell for cell in row.iterdescendants("td", "th") if next(cell.iterancestors("tr")) is row)


def _read_text(cell: Any) -> str:  # noqa: ANN401 - lxml's
    """Read a cell's own text, line by line; a table inside it becomes a grid of its own."""
    from lxml import etree  # noqa: PLC0415 - as above

    pieces: list[str] = []
    printed: list[Callable[[str], str]] = []
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        name = _read_name(element)
        if element is not cell and name in _LINE_BREAKING:
            pieces.append(_BREAK)
        if event == "start" and name in _PRINTED:
            printed.append(_PRINTED[name])
        elif event == "end" and name in _PRINTED:
            printed.pop()
        text = ""
        if event == "start" and (name == "table" or name in _HIDDEN):
            walk.skip_subtree()
        elif event == "start":
            text = element.text or ""
        elif element is not cell:
            text = element.tail or ""
        for change in printed:
            text = change(text)
        pieces.append(text)
    return "\n".join(_split_lines(pieces))


def _make_prose(pieces: list[str]) -> Iterator[Prose]:
    lines = tuple(_split_lines(pieces))
    if lines:
        yield Prose(page=1, lines=lines)


def _split_lines(pieces: list[str]) -> Iterator[str]:
    """Split text into lines as a browser shows them: white space is one space, and a line break in Chinese nothing."""
    for part in "".join(pieces).split(_BREAK):
        line = _SPACES.sub(" ", _SOURCE_BREAK.sub("", part)).replace("\xa0", " ").strip()
        if line:
            yield line


def _read_name(element: Any) -> str:  # noqa: ANN401 - lxml's
    return str(element.tag).lower()
