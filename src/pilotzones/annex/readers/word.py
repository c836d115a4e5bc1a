"""Word files (DOCX): paragraphs and tables in the order of the text."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from pilotzones.annex.readers.archives import damaged, opened
from pilotzones.annex.readers.document import Cell, Document, Grid, GridRow, Prose
from pilotzones.annex.readers.limits import COLUMNS

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from pilotzones.annex.readers.document import Block

_MAIN = re.compile(
    r"""<(?:\w+:)?Override\b(?=[^>]*ContentType=["'][^"']*document[^"']*main\+xml)[^>]*PartName=["']/([^"']+)"""
)
# What holds paragraphs or runs without being one: content controls, insertions, links, fields.
_WRAPPERS = frozenset(
    (
        "sdt",
        "sdtContent",
        "customXml",
        "smartTag",
        "ins",
        "moveTo",
        "hyperlink",
        "fldSimple",
        "AlternateContent",
        "Choice",
    )
)
_BLANK = Cell("")
_OFF = frozenset(("0", "false", "off", "none"))


def read_word(path: pathlib.Path) -> Document:
    """Read a Word file's text as it stands with all tracked changes accepted; hidden text is none.

    Args:
        path: the file.

    Returns:
        The document: one page, as Word files have none; rows are numbered through all tables.

    Raises:
        AnnexFileError: for one that is damaged.
        ImportError: names the extra, where the library is missing.
    """
    try:
        from lxml import etree  # noqa: PLC0415 - only those who read annexes have it
    except ImportError:
        raise ImportError("Reading DOCX files needs the extra 'annex': pip install 'pilotzones[annex]'.") from None
    with opened(path) as package:
        types = package.read("[Content_Types].xml", 1 << 20).decode("utf-8", "replace")
        main = _MAIN.search(types)
        content = package.read(main[1] if main else "word/document.xml")
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        raise damaged(path.name) from None
    body = next(root.iterchildren("{*}body"), None)
    if body is None:
        raise damaged(path.name)
    return Document("DOCX", 1, _blocks(body, count(1)))


def _blocks(container: Any, numbers: Iterator[int]) -> Iterator[Block]:  # noqa: ANN401 - lxml's
    """Read paragraphs and tables in order, those in text boxes behind the paragraph that holds the box."""
    for element in container.iterchildren("{*}*"):
        name = _name(element)
        if name == "p":
            lines = tuple(line for line in map(str.strip, "".join(_pieces(element)).split("\n")) if line)
            if lines:
                yield Prose(1, lines)
            for box in _boxes(element):
                yield from _blocks(box, numbers)
        elif name == "tbl":
            yield from _table(element, numbers)
        elif name in _WRAPPERS:
            yield from _blocks(element, numbers)


def _table(table: Any, numbers: Iterator[int]) -> Iterator[Block]:  # noqa: ANN401 - lxml's
    """Read a table, and behind it those inside its cells."""
    rows: list[GridRow] = []
    inner: list[Any] = []
    above: list[Cell] = []
    for row in _parts(table, "tr"):
        properties = next(row.iterchildren("{*}trPr"), None)
        if properties is not None and (_says(properties, "del") or _says(properties, "hidden")):
            continue
        cells = [_BLANK] * min(_number(properties, "gridBefore", 0), COLUMNS)
        for cell in _parts(row, "tc"):
            _add(cell, cells, above)
            inner += [nested for nested in cell.iterdescendants("{*}tbl") if _holder(nested) is cell]
        rows.append(GridRow(next(numbers), tuple(cells)))
        above = cells
    if rows:
        yield Grid(1, tuple(rows))
    for nested in inner:
        yield from _table(nested, numbers)


def _add(cell: Any, cells: list[Cell], above: list[Cell]) -> None:  # noqa: ANN401 - lxml's
    """Add a cell to its row in each place that it covers: across, and under the one that it goes on."""
    properties = next(cell.iterchildren("{*}tcPr"), None)
    across = min(_number(properties, "gridSpan", 1), COLUMNS - len(cells))
    merge = None if properties is None else next(properties.iterchildren("{*}vMerge"), None)
    goes_on = merge is not None and _value(merge) != "restart" and len(cells) < len(above)
    if goes_on:
        own = above[len(cells)]
    else:
        paragraphs = ("".join(_pieces(paragraph)) for paragraph in _parts(cell, "p"))
        text = "\n".join(paragraphs).strip()
        own = Cell(text) if text else _BLANK
    cells.extend([own] * across)


def _parts(container: Any, wanted: str) -> Iterator[Any]:  # noqa: ANN401 - lxml's
    """Find the rows of a table, the cells of a row or the paragraphs of a cell, in content controls too."""
    for element in container.iterchildren("{*}*"):
        name = _name(element)
        if name == wanted:
            yield element
        elif name in _WRAPPERS:
            yield from _parts(element, wanted)


def _pieces(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml's
    """Read the text of a paragraph's runs; what is deleted, hidden or in a text box is left out."""
    for child in element.iterchildren("{*}*"):
        name = _name(child)
        if name == "r":
            properties = next(child.iterchildren("{*}rPr"), None)
            if properties is None or not _says(properties, "vanish"):
                yield from _pieces(child)
        elif name == "t":
            yield child.text or ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "tab":
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name in _WRAPPERS:
            yield from _pieces(child)


def _boxes(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml's
    """Find the text boxes of a paragraph, each once: what follows for older programs says it again."""
    for box in paragraph.iterdescendants("{*}txbxContent"):
        outer = [_name(above) for above in box.iterancestors("{*}Fallback", "{*}txbxContent", "{*}p")]
        if "Fallback" not in outer and outer.count("txbxContent") == 0:
            yield box


def _holder(nested: Any) -> Any:  # noqa: ANN401 - lxml's
    """Find the cell that a table stands in."""
    return next(nested.iterancestors("{*}tc"))


def _name(element: Any) -> str:  # noqa: ANN401 - lxml's
    return str(element.tag).rpartition("}")[2]


def _says(properties: Any, name: str) -> bool:  # noqa: ANN401 - lxml's
    """Tell whether a property is given, and not given as off."""
    found = next(properties.iterchildren(f"{{*}}{name}"), None)
    return found is not None and _value(found) not in _OFF


def _number(properties: Any, name: str, default: int) -> int:  # noqa: ANN401 - lxml's
    found = None if properties is None else next(properties.iterchildren(f"{{*}}{name}"), None)
    text = "" if found is None else _value(found)
    return int(text) if text.isdecimal() else default


def _value(element: Any) -> str:  # noqa: ANN401 - lxml's
    """Read a property's value, by its local name: strict and transitional files have other namespaces."""
    return next((str(value) for name, value in element.items() if name.rpartition("}")[2] == "val"), "")
