"""The text of a Word file's paragraphs and cells: what is read, what has no text, and what is not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotzones.annex.grids.vocabulary import LOWERED, RAISED, strike
from pilotzones.annex.readers import word_styles
from pilotzones.annex.readers.pieces import Piece, join_pieces
from pilotzones.annex.readers.word_styles import read_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pilotzones.annex.readers.document import Cell
    from pilotzones.annex.readers.word_styles import Look, Looks

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
_SHIFTED = {word_styles.RAISED: RAISED, word_styles.LOWERED: LOWERED}


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


def read_cell(cell: Any, looks: Looks, around: Look) -> Cell:  # noqa: ANN401 - lxml's
    """Read a cell's own text, a line for each paragraph; it has a fault if something in it is not understood."""
    paragraphs = _list_paragraphs(cell, looks, around)
    return join_pieces(shift_pieces(piece for paragraph in paragraphs for piece in (*paragraph, Piece("\n"))), "Word")


def shift_pieces(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Raise or lower digits by their position, if not the whole text is moved alike: then they are ordinary ones."""
    read = tuple(pieces)
    if len({piece.position for piece in read if piece.text.strip()}) < 2:  # noqa: PLR2004 - one is that of all
        return read
    return tuple(piece._replace(text=piece.text.translate(_SHIFTED.get(piece.position, {}))) for piece in read)


def _list_paragraphs(cell: Any, looks: Looks, around: Look) -> Iterator[tuple[Piece, ...]]:  # noqa: ANN401 - lxml's
    """List the pieces of each paragraph of a cell; the tables in it are read by themselves."""
    for name, element in list_children(cell):
        if name == "p":
            yield tuple(read_pieces(element, looks, around))
        elif name != "tbl" and holds_text(element):
            yield (_make_unread(name, element),)


def read_pieces(paragraph: Any, looks: Looks, around: Look | None) -> Iterator[Piece]:  # noqa: ANN401 - lxml's
    """Read the text of a paragraph's runs without deleted or hidden text."""
    own = looks.of_paragraph(paragraph, around)
    for name, element in list_children(paragraph):
        if name == "r":
            yield from _read_run(element, looks, own)
        elif (_shows_text if name in DRAWINGS else holds_text)(element):
            yield _make_unread(name, element)


def _read_run(run: Any, looks: Looks, around: Look) -> Iterator[Piece]:  # noqa: ANN401 - lxml's
    look = looks.of_run(run, around)
    if look.vanish:
        return
    shift = _SHIFTED.get(look.shift or "", {})
    position = look.position if look.position in _SHIFTED else ""
    for piece in _read_characters(run, looks, around):
        text = piece.text.translate(shift)
        yield Piece(strike(text) if look.is_struck else text, piece.unread, piece.position or position or "")


def _read_characters(run: Any, looks: Looks, around: Look) -> Iterator[Piece]:  # noqa: ANN401 - lxml's
    """Read a run; an element that is not known may be a character, even if it is empty."""
    for name, element in list_children(run):
        if name == "t" and not len(element):
            yield Piece(element.text or "")
        elif name in _MARKS:
            yield Piece(_MARKS[name])
        elif name == "r":
            yield from _read_run(element, looks, around)
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


def read_name(element: Any) -> str:  # noqa: ANN401 - lxml's
    """Read an element's local name."""
    return str(element.tag).rpartition("}")[2]
