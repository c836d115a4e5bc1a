"""Word files (DOCX): paragraphs and tables in the order of the text."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from pilotzones.annex.grids.vocabulary import LOWERED, RAISED, strike
from pilotzones.annex.readers.archives import refuse_damaged
from pilotzones.annex.readers.document import COLUMNS, Cell, Document, Grid, GridRow, Prose, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.readers.archives import Package
    from pilotzones.annex.readers.document import Block

_MAIN = re.compile(
    r"""<(?:\w+:)?Override\b(?=[^>]*ContentType=["'][^"']*document[^"']*main\+xml)[^>]*PartName=["']/([^"']+)"""
)
# Elements around paragraphs or runs: content controls, insertions, links, fields.
_WRAPPERS = frozenset(
    "sdt sdtContent customXml smartTag ins moveTo hyperlink fldSimple AlternateContent Choice".split()
)
_SHIFTED = {"superscript": RAISED, "subscript": LOWERED}
_OTHER_FILE = "it contains another file, which is not read; open it in Word, save it, and read the new file"
_BLANK = Cell(text="")
_OFF = frozenset(("0", "false", "off", "none"))


def read_word(package: Package) -> Document:
    """Read a Word file's text with all tracked changes accepted and without hidden text.

    Args:
        package: the file's parts.

    Returns:
        The document: one page, because Word files do not store pages; rows are numbered through all tables.

    Raises:
        AnnexFileError: for a file that is damaged.
        ImportError: names the extra if the library is missing.
    """
    main = _MAIN.search(package.read("[Content_Types].xml").decode("utf-8", "replace"))
    root = package.parse(main[1] if main else "word/document.xml", "DOCX")
    body = next(root.iterchildren("{*}body"), None)
    if body is None:
        raise refuse_damaged(package.file)
    return Document(kind="DOCX", pages=1, blocks=_read_blocks(body, count(1)), has_whole_rows=True)


def _read_blocks(container: Any, numbers: Iterator[int]) -> Iterator[Block]:  # noqa: ANN401 - lxml's
    """Read paragraphs and tables in order; a text box follows the paragraph that contains it."""
    for element in container.iterchildren("{*}*"):
        name = _read_name(element)
        if name == "p":
            lines = tuple(line for line in map(str.strip, "".join(_read_pieces(element)).split("\n")) if line)
            if lines:
                yield Prose(page=1, lines=lines)
            for box in _find_boxes(element):
                yield from _read_blocks(box, numbers)
        elif name == "tbl":
            yield from _read_table(element, numbers)
        elif name in _WRAPPERS:
            yield from _read_blocks(element, numbers)
        elif name == "altChunk":
            yield Unread(page=1, why=_OTHER_FILE)


def _read_table(table: Any, numbers: Iterator[int]) -> Iterator[Block]:  # noqa: ANN401 - lxml's
    """Read a table, and then the tables inside its cells."""
    rows: list[GridRow] = []
    inner: list[Any] = []
    above: list[Cell] = []
    for row in _find_parts(table, "tr"):
        properties = next(row.iterchildren("{*}trPr"), None)
        if properties is not None and (_is_on(properties, "del") or _is_on(properties, "hidden")):
            continue
        cells = [_BLANK] * min(_read_count(properties, "gridBefore", 0), COLUMNS)
        for cell in _find_parts(row, "tc"):
            _add_cell(cell, cells, above)
            inner += [nested for nested in cell.iterdescendants("{*}tbl") if _find_cell(nested) is cell]
        rows.append(GridRow(number=next(numbers), cells=tuple(cells)))
        above = cells
    if rows:
        yield Grid(page=1, rows=tuple(rows))
    for nested in inner:
        yield from _read_table(nested, numbers)


def _add_cell(cell: Any, cells: list[Cell], above: list[Cell]) -> None:  # noqa: ANN401 - lxml's
    """Add a cell to its row in each column that it covers; one that continues the cell above is that cell."""
    properties = next(cell.iterchildren("{*}tcPr"), None)
    across = min(_read_count(properties, "gridSpan", 1), COLUMNS - len(cells))
    merge = None if properties is None else next(properties.iterchildren("{*}vMerge"), None)
    continues = merge is not None and _read_value(merge) != "restart" and len(cells) < len(above)
    if continues:
        own = above[len(cells)]
    else:
        paragraphs = ("".join(_read_pieces(paragraph)) for paragraph in _find_parts(cell, "p"))
        text = "\n".join(paragraphs).strip()
        own = Cell(text=text) if text else _BLANK
    cells.extend([own] * across)


def _find_parts(container: Any, wanted: str) -> Iterator[Any]:  # noqa: ANN401 - lxml's
    """Find the rows of a table, the cells of a row or the paragraphs of a cell, in content controls too."""
    for element in container.iterchildren("{*}*"):
        name = _read_name(element)
        if name == wanted:
            yield element
        elif name in _WRAPPERS:
            yield from _find_parts(element, wanted)


def _read_pieces(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml's
    """Read the text of a paragraph's runs without deleted or hidden text and text boxes."""
    for child in element.iterchildren("{*}*"):
        name = _read_name(child)
        if name == "r":
            properties = next(child.iterchildren("{*}rPr"), None)
            if properties is None or not _is_on(properties, "vanish"):
                pieces = (piece.translate(_find_shift(properties)) for piece in _read_pieces(child))
                yield from map(strike, pieces) if _is_struck(properties) else pieces
        elif name == "t":
            yield child.text or ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "tab":
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name in _WRAPPERS:
            yield from _read_pieces(child)


def _find_shift(properties: Any) -> dict[int, int]:  # noqa: ANN401 - lxml's
    """Find the digits that a run has instead of the ordinary ones because it is raised or lowered."""
    shift = None if properties is None else next(properties.iterchildren("{*}vertAlign"), None)
    return {} if shift is None else _SHIFTED.get(_read_value(shift), {})


def _is_struck(properties: Any) -> bool:  # noqa: ANN401 - lxml's
    return properties is not None and any(_is_on(properties, name) for name in ("strike", "dstrike"))


def _find_boxes(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml's
    """Find the text boxes of a paragraph, each once: a copy for older programs follows each of them."""
    for box in paragraph.iterdescendants("{*}txbxContent"):
        outer = [_read_name(above) for above in box.iterancestors("{*}Fallback", "{*}txbxContent")]
        if "Fallback" not in outer and outer.count("txbxContent") == 0:
            yield box


def _find_cell(nested: Any) -> Any:  # noqa: ANN401 - lxml's
    """Find the cell that contains a table."""
    return next(nested.iterancestors("{*}tc"))


def _read_name(element: Any) -> str:  # noqa: ANN401 - lxml's
    return str(element.tag).rpartition("}")[2]


def _is_on(properties: Any, name: str) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether a property is given and is not off."""
    found = next(properties.iterchildren(f"{{*}}{name}"), None)
    return found is not None and _read_value(found) not in _OFF


def _read_count(properties: Any, name: str, default: int) -> int:  # noqa: ANN401 - lxml's
    found = None if properties is None else next(properties.iterchildren(f"{{*}}{name}"), None)
    text = "" if found is None else _read_value(found)
    return int(text) if text.isdecimal() else default


def _read_value(element: Any) -> str:  # noqa: ANN401 - lxml's
    """Read a property's value by its local name: strict and transitional files have different namespaces."""
    return next((str(value) for name, value in element.items() if name.rpartition("}")[2] == "val"), "")
