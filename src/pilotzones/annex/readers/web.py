"""Web pages (HTML), also those that a spreadsheet program saved under another suffix."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from pilotzones.annex.errors import refuse_without_extra
from pilotzones.annex.grids.vocabulary import hold_line_code, is_line_code
from pilotzones.annex.readers.decoding import decode
from pilotzones.annex.readers.document import Document, Prose
from pilotzones.annex.readers.web_styles import LINE_BREAKING, Styles, read_name
from pilotzones.annex.readers.web_tables import ROW_END, make_grid, read_table
from pilotzones.annex.readers.web_text import BREAK, TextState, split_lines, walk_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pilotzones.annex.readers.document import Block
    from pilotzones.annex.readers.saved_file import SavedFile
    from pilotzones.annex.readers.web_text import WebPiece

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,20})|encoding=["']([\w-]{1,20})""", re.IGNORECASE
)
# A browser shows what follows these as well; the parser drops it.
_CLOSING = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
# The parser drops the end of a row that the source does not begin; in a browser the cells after it are another row.
_ROW_END = re.compile(r"</(?:tr|tbody)(?:[\s/][^<>]*)?>", re.IGNORECASE)
# A browser shows other pages in quirks mode. HTML Living Standard, 13.2.6.4.1 (the insertion mode "initial").
_STANDARD = re.compile(
    r"""\ufeff?(?:\s|<!--(?:(?!-->).)*-->|<\?[^>]*>)*<!doctype\s+html\s*(?:>|system\b|public\s*["']-//W3C//DTD """
    r"""(?:XHTML\b|HTML 4\.01?//|HTML 4\.01 (?:transitional|frameset)//[^"'>]*["']\s*["']))""",
    re.IGNORECASE | re.DOTALL,
)
_END = "pilotzones-end"
"""An element after the whole page. A parser that stops early, for whatever reason, does not say so, but lacks it."""
_HIDDEN_CELLS = (
    "has table cells with codes inside an element that is not shown (<{}>): it is hidden, or its end is missing. Open "
    "the page in a browser or in Excel, show or delete what is hidden, save the table as XLSX, and read the new file."
)
_LOST_END = (
    "cannot be read to its end: it is cut off within a tag, a comment or a script, or its elements are nested "
    "more than 2,000 deep. Download it again, or open it in a browser or in Excel, save the table as XLSX, and read "
    "the new file."
)


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
    styles = Styles(root)
    for element in _list_hidden(root, styles):
        if any(map(_has_code, element.iter("td", "th"))):
            raise file.refuse(_HIDDEN_CELLS.format(read_name(element)))
    return Document(kind="HTML", pages=1, blocks=_read_blocks(file.name, root, styles), has_whole_rows=True)


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
    text = _ROW_END.sub(rf"\g<0><{ROW_END}></{ROW_END}>", _CLOSING.sub("", text))
    end = _END
    while end in text:
        end += "x"
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    # Some versions refuse an empty page; with these elements before it, no page is empty.
    start = "<!DOCTYPE html><html><body>" if _STANDARD.match(text) else "<html><body>"
    root: Any = etree.fromstring(f"{start}{text}<{end}>".encode(), parser)
    last = next(root.iter(end), None)
    if last is None:
        raise file.refuse(_LOST_END)
    last.getparent().remove(last)
    return root


def _read_blocks(file: str, root: Any, styles: Styles) -> Iterator[Block]:  # noqa: ANN401 - lxml's
    """Read the page in order: tables of data become grids, everything else text, also tables for layout."""
    layout = _find_layout_tables(root, styles)
    numbers = count(1)
    pieces: list[str] = []
    for piece in walk_shown(root, TextState(), styles, lambda table: table not in layout):
        pieces.append(BREAK if piece.name in LINE_BREAKING and piece.step not in ("after", "unread") else "")
        if piece.step == "elsewhere":
            yield from _make_prose(split_lines(pieces))
            pieces = []
            yield from _read_data(file, piece, styles, numbers)
        pieces.append(piece.text)
    yield from _make_prose(split_lines(pieces))


def _read_data(file: str, place: WebPiece, styles: Styles, numbers: Iterator[int]) -> Iterator[Block]:
    """Read a table of data, between the text in it that is in no cell, and then the tables inside it."""
    waiting = [(place.element, place.state)]
    while waiting:
        found = read_table(*waiting.pop(0), styles)
        yield from _make_prose(found.before)
        yield from make_grid(file, found, numbers)
        yield from _make_prose(found.after)
        waiting[:0] = found.inner


def _find_layout_tables(root: Any, styles: Styles) -> set[Any]:  # noqa: ANN401 - lxml's
    """Find the tables that only arrange others on the page: they contain tables, and have no code themselves."""
    outer = {above for table in root.iter("table") for above in table.iterancestors("table")}
    return {
        table
        for table in outer
        if not any(is_line_code(cell.text) for row in read_table(table, TextState(), styles).rows for cell in row)
    }


def _list_hidden(root: Any, styles: Styles) -> Iterator[Any]:  # noqa: ANN401 - lxml's
    """List the elements that are not shown, without those inside them."""
    from lxml import etree  # noqa: PLC0415 - installed, since the page is parsed

    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if styles.find_look(element).is_hidden:
            walk.skip_subtree()
            yield element


def _has_code(cell: Any) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether a cell that is not shown has a code, as a whole or in a part of its text."""
    return hold_line_code(list(cell.itertext()))


def _make_prose(lines: Iterable[str]) -> Iterator[Prose]:
    found = tuple(lines)
    if found:
        yield Prose(page=1, lines=found)
