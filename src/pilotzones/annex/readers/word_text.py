"""The text of a Word file's paragraphs and cells: what is read, what has no text, and what is not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotzones.annex.grids.vocabulary import LOWERED, RAISED, strike
from pilotzones.annex.readers.pieces import Piece, join_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.readers.document import Cell

# Elements around rows, cells, paragraphs or runs: content controls, insertions, links, fields, directions, characters
# with their pronunciation (ruby, whose other part is left out). ISO/IEC 29500-1, 17.3, 17.5, 17.13 and 17.16.
_WRAPPERS = frozenset("sdt sdtContent customXml smartTag ins moveTo hyperlink fldSimple dir bdo ruby rubyBase".split())
# What shows no text: properties, deleted text, pronunciation, instructions of fields, and marks of notes and comments.
_SILENT = frozenset(
    "pPr rPr tblPr tblPrEx tblGrid trPr tcPr sectPr sdtPr sdtEndPr smartTagPr customXmlPr rubyPr rt "
    "del moveFrom delText instrText delInstrText fldData fldChar softHyphen lastRenderedPageBreak proofErr "
    "annotationRef footnoteRef endnoteRef footnoteReference endnoteReference commentReference separator "
    "continuationSeparator bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd permStart permEnd".split()
)
_MARKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
DRAWINGS = frozenset("drawing pict object contentPart".split())
"""Pictures and text boxes. The text boxes outside tables are read by themselves."""
SIGNS = frozenset("oMath oMathPara sym symEx dayShort dayLong monthShort monthLong yearShort yearLong pgNum".split())
"""What shows a text that only Word can lay out, and never rows."""
# Elements that may show something without having a text of their own.
_SHOWING = tuple(f"{{*}}{name}" for name in ("tr", "altChunk", "subDoc", "sym", "symEx", "textpath"))
_SHIFTED = {"superscript": RAISED, "subscript": LOWERED}
_OFF = frozenset(("0", "false", "off", "none"))


def list_children(container: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - lxml's
    """List the names and elements in a container, also those inside wrappers, without what shows no text."""
    for element in container.iterchildren("{*}*"):
        name = read_name(element)
        if name == "AlternateContent":
            yield from (child for chosen in _choose(element) for child in list_children(chosen))
        elif name in _WRAPPERS and not _is_reversed(element):
            yield from list_children(element)
        elif name not in _SILENT:
            yield name, element


def is_left_out(element: Any) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether an element is deleted, or is another form of something that is read."""
    return any(
        read_name(above) in _SILENT or above not in _choose(above.getparent())
        for above in element.iterancestors("{*}Choice", "{*}Fallback", "{*}del", "{*}moveFrom")
    )


def _choose(alternatives: Any) -> list[Any]:  # noqa: ANN401 - lxml's
    """Choose the first of several forms of the same content that has a text; the later ones are for older programs."""
    forms = list(alternatives.iterchildren("{*}Choice", "{*}Fallback"))
    return [form for form in forms if holds_text(form)][:1]


def read_cell(cell: Any) -> Cell:  # noqa: ANN401 - lxml's
    """Read a cell's own text, a line for each paragraph; it has a fault if something in it is not understood."""
    return join_pieces((piece for paragraph in _list_paragraphs(cell) for piece in (*paragraph, Piece("\n"))), "Word")


def _list_paragraphs(cell: Any) -> Iterator[tuple[Piece, ...]]:  # noqa: ANN401 - lxml's
    """List the pieces of each paragraph of a cell; the tables in it are read by themselves."""
    for name, element in list_children(cell):
        if name == "p":
            yield tuple(read_pieces(element))
        elif name != "tbl" and holds_text(element):
            yield (_make_unread(name, element),)


def read_pieces(paragraph: Any) -> Iterator[Piece]:  # noqa: ANN401 - lxml's
    """Read the text of a paragraph's runs without deleted or hidden text."""
    for name, element in list_children(paragraph):
        if name == "r":
            yield from _read_run(element)
        elif (_shows_text if name in DRAWINGS else holds_text)(element):
            yield _make_unread(name, element)


def _read_run(run: Any) -> Iterator[Piece]:  # noqa: ANN401 - lxml's
    properties = next(run.iterchildren("{*}rPr"), None)
    if properties is not None and is_on(properties, "vanish"):
        return
    shift, is_struck = _find_shift(properties), _is_struck(properties)
    for piece in _read_characters(run):
        text = piece.text.translate(shift)
        yield piece._replace(text=strike(text) if is_struck else text)


def _read_characters(run: Any) -> Iterator[Piece]:  # noqa: ANN401 - lxml's
    """Read a run; an element that is not known may be a character, even if it is empty."""
    for name, element in list_children(run):
        if name == "t" and not len(element):
            yield Piece(element.text or "")
        elif name in _MARKS:
            yield Piece(_MARKS[name])
        elif name == "r":
            yield from _read_run(element)
        elif name not in DRAWINGS or _shows_text(element):
            yield _make_unread(name, element)


def _shows_text(drawing: Any) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether a drawing has text outside the tables in it."""
    around = next(drawing.iterancestors("{*}tbl"), None)
    return any(
        next(text.iterancestors("{*}tbl"), None) is around
        for text in drawing.iterdescendants("{*}t", "{*}textpath", "{*}altChunk", "{*}sym")
        if read_name(text) != "t" or (text.text or "").strip()
    )


def holds_text(element: Any) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether an element that is not understood may show a text, rows or another file."""
    is_showing = next(element.iter(*_SHOWING), None) is not None
    return is_showing or any(text.strip() for text in element.itertext())


def _make_unread(name: str, element: Any) -> Piece:  # noqa: ANN401 - lxml's
    own = "".join((text.text or "") for text in element.iter("{*}t"))
    return Piece(text=own if own.strip() else f"<{name}>", unread=name)


def _is_reversed(element: Any) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether an element prints its text from right to left; its digits would be those of another code."""
    return read_name(element) in ("dir", "bdo") and read_value(element) == "rtl"


def _find_shift(properties: Any) -> dict[int, int]:  # noqa: ANN401 - lxml's
    """Find the digits that a run has instead of the ordinary ones because it is raised or lowered."""
    shift = None if properties is None else next(properties.iterchildren("{*}vertAlign"), None)
    return {} if shift is None else _SHIFTED.get(read_value(shift), {})


def _is_struck(properties: Any) -> bool:  # noqa: ANN401 - lxml's
    return properties is not None and any(is_on(properties, name) for name in ("strike", "dstrike"))


def read_name(element: Any) -> str:  # noqa: ANN401 - lxml's
    """Read an element's local name."""
    return str(element.tag).rpartition("}")[2]


def is_on(properties: Any, name: str) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether a property is given and is not off."""
    found = next(properties.iterchildren(f"{{*}}{name}"), None)
    return found is not None and read_value(found) not in _OFF


def read_value(element: Any) -> str:  # noqa: ANN401 - lxml's
    """Read a property's value by its local name: strict and transitional files have different namespaces."""
    return next((str(value) for name, value in element.items() if name.rpartition("}")[2] == "val"), "")
