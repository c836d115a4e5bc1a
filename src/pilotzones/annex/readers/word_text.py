"""The text of a Word file's paragraphs and cells: what is read, what has no text, and what is not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.annex.grids.vocabulary import LOWERED, RAISED, strike
from pilotzones.annex.readers import word_styles
from pilotzones.annex.readers.document import Cell, Fault
from pilotzones.annex.readers.pieces import AS_PLAIN_TEXT, OfficePiece, join_pieces, read_name
from pilotzones.annex.readers.word_styles import read_attribute, read_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pilotzones.annex.readers.word_styles import Looks, WordLook

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
HIDDEN = "vanish"
"""The property of a text that is not shown. In a cell it makes its row a difference; outside tables it is not read."""
SIGNS = frozenset("oMath oMathPara sym symEx dayShort dayLong monthShort monthLong yearShort yearLong pgNum".split())
"""What shows a text that only Word can lay out, and never rows."""
# Elements that may show something without having a text of their own.
_SHOWING = tuple(f"{{*}}{name}" for name in ("tr", "altChunk", "subDoc", "sym", "symEx", "textpath"))
# Fields that show nothing or a page number (ISO/IEC 29500-1, 17.16.5), and those whose text only Word makes.
_PLAIN_FIELDS = frozenset("PAGE NUMPAGES SECTION SECTIONPAGES XE TC TA RD SET ASK PRIVATE".split())
_MADE_FIELDS = frozenset("EQ MACROBUTTON FORMDROPDOWN FORMCHECKBOX SYMBOL QUOTE ADVANCE".split())
# What the result of a field may be, beside a text that is not blank.
_RESULTS = tuple(f"{{*}}{name}" for name in ("t", "sym", "noBreakHyphen", *sorted(DRAWINGS)))
_SHOWN_IN_DRAWINGS = tuple(
    f"{{*}}{name}" for name in "textpath altChunk sym OLEObject objectEmbed objectLink control".split()
)
_SHIFTED = {word_styles.RAISED: RAISED, word_styles.LOWERED: LOWERED}


_NO_RESULT = "whose text is not in the file"
_AS_TEXT = AS_PLAIN_TEXT.format("Word")


class _Field(NamedTuple):
    """A field: the parts of its instruction, and what came of it so far."""

    instruction: list[str]
    seen: set[str]

    @property
    def name(self) -> str:
        """The first word of its instruction."""
        return _read_field("".join(self.instruction))

    @property
    def is_unread(self) -> bool:
        """Whether it may show something else than what is read."""
        return "text before" in self.seen or _is_unread(self.name, has_result="result" in self.seen)


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


def read_cell(cell: Any, looks: Looks, around: WordLook) -> Cell:  # noqa: ANN401 - lxml's
    """Read a cell's own text, a line for each paragraph; it has a fault if something in it is not understood."""
    paragraphs = _list_paragraphs(cell, looks, around)
    pieces = shift_pieces(piece for paragraph in paragraphs for piece in (*paragraph, OfficePiece("\n")))
    read = join_pieces(pieces, "Word")
    field = next(_find_unread_fields(cell), "")
    if field and read.fault is None:
        return Cell(f"{read.text}<{field}>", fault=Fault(f"its cell has the field {field}, {_NO_RESULT}", _AS_TEXT))
    if not read.text and _has_picture(cell):
        return Cell("<picture>", fault=Fault("its cell has a picture and no text", _AS_TEXT))
    return read


def _has_picture(cell: Any) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether there is a picture in a cell and in no table inside it."""
    return any(
        next(picture.iterancestors("{*}tc")) is cell and not is_left_out(picture)
        for picture in cell.iter("{*}blip", "{*}imagedata")
    )


def _find_unread_fields(cell: Any) -> Iterator[str]:  # noqa: ANN401 - lxml's
    """Find the names of a cell's fields whose text is not in the file; also of those that do not end in the cell."""
    if next(cell.iter("{*}fldChar", "{*}fldSimple"), None) is None:  # as nearly all are
        return
    fields: list[_Field] = []
    for element in cell.iter("{*}fldChar", "{*}fldSimple", "{*}instrText", *_RESULTS):
        name = "" if is_left_out(element) else read_name(element)
        if name == "fldChar":
            yield from _follow_field(fields, read_attribute(element, "fldCharType"))
        elif name == "fldSimple":
            instruction = _read_field(read_attribute(element, "instr"))
            if _is_unread(instruction, has_result=any(map(_is_result, element.iter(*_RESULTS)))):
                yield instruction
        elif name == "instrText" and fields:
            fields[-1].instruction.append(element.text or "")
        elif name and _is_result(element):
            _note_result(fields)
    yield from (field.name for field in fields if field.is_unread)


def _follow_field(fields: list[_Field], kind: str) -> Iterator[str]:
    """Begin, separate or end the last of the open fields; one that ends is named if it is unread and shown."""
    if kind == "begin":
        fields.append(_Field([], set()))
    elif kind == "separate" and fields:
        fields[-1].seen.add("separate")
    elif kind == "end" and fields:
        ended = fields.pop()
        if ended.is_unread and (not fields or "separate" in fields[-1].seen):
            yield ended.name


def _note_result(fields: list[_Field]) -> None:
    """Note a text for the open fields around it: it is their result, or stands in the instruction of one."""
    for field in reversed(fields):
        if "result" in field.seen:
            return
        if "separate" not in field.seen:
            field.seen.add("text before")
            return
        field.seen.add("result")


def _is_result(element: Any) -> bool:  # noqa: ANN401 - lxml's
    return read_name(element) != "t" or bool((element.text or "").strip())


def _is_unread(field: str, *, has_result: bool) -> bool:
    return field in _MADE_FIELDS or not (has_result or field in _PLAIN_FIELDS)


def _read_field(instruction: str) -> str:
    """Read the name of a field, the first word of its instruction."""
    return next(iter(instruction.split()), "?").upper()


def shift_pieces(pieces: Iterable[OfficePiece]) -> tuple[OfficePiece, ...]:
    """Raise or lower digits by their position, if not the whole text is moved alike: then they are ordinary ones."""
    read = tuple(pieces)
    if len({piece.position for piece in read if piece.text.strip()}) < 2:  # noqa: PLR2004 - one is that of all
        return read
    return tuple(piece._replace(text=piece.text.translate(_SHIFTED.get(piece.position, {}))) for piece in read)


def _list_paragraphs(cell: Any, looks: Looks, around: WordLook) -> Iterator[tuple[OfficePiece, ...]]:  # noqa: ANN401 - lxml's
    """List the pieces of each paragraph of a cell; the tables in it are read by themselves."""
    for name, element in list_children(cell):
        if name == "p":
            yield tuple(read_pieces(element, looks, around))
        elif name != "tbl" and holds_text(element):
            yield (_make_unread(name, element),)


def read_pieces(paragraph: Any, looks: Looks, around: WordLook | None) -> Iterator[OfficePiece]:  # noqa: ANN401 - lxml's
    """Read the text of a paragraph's runs without deleted or hidden text."""
    own = looks.of_paragraph(paragraph, around)
    for name, element in list_children(paragraph):
        if name == "r":
            yield from _read_run(element, looks, own)
        elif (_shows_text if name in DRAWINGS else holds_text)(element):
            yield _make_unread(name, element)


def _read_run(run: Any, looks: Looks, around: WordLook) -> Iterator[OfficePiece]:  # noqa: ANN401 - lxml's
    look = looks.of_run(run, around)
    if look.vanish:
        if any(map(str.isalnum, "".join(text.text or "" for text in run.iter("{*}t")))):
            yield _make_unread(HIDDEN, run)
        return
    shift = _SHIFTED.get(look.shift or "", {})
    position = look.position if look.position in _SHIFTED else ""
    for piece in _read_characters(run, looks, around):
        text = piece.text.translate(shift)
        yield OfficePiece(strike(text) if look.is_struck else text, piece.unread, piece.position or position or "")


def _read_characters(run: Any, looks: Looks, around: WordLook) -> Iterator[OfficePiece]:  # noqa: ANN401 - lxml's
    """Read a run; an element that is not known may be a character, even if it is empty."""
    for name, element in list_children(run):
        if name == "t" and not len(element):
            yield OfficePiece(element.text or "")
        elif name in _MARKS:
            yield OfficePiece(_MARKS[name])
        elif name == "r":
            yield from _read_run(element, looks, around)
        elif name not in DRAWINGS or _shows_text(element):
            yield _make_unread(name, element)


def _shows_text(drawing: Any) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether a drawing has text outside the tables in it."""
    around = next(drawing.iterancestors("{*}tbl"), None)
    return any(
        next(text.iterancestors("{*}tbl"), None) is around
        for text in drawing.iterdescendants("{*}t", "{*}graphicData", *_SHOWN_IN_DRAWINGS)
        if _is_shown_in_drawing(text)
    )


def _is_shown_in_drawing(element: Any) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether a part of a drawing is text, or a chart or a diagram (SmartArt), whose text is elsewhere."""
    if read_name(element) == "graphicData":
        return read_attribute(element, "uri").endswith(("chart", "chartex", "diagram"))
    return _is_result(element)


def holds_text(element: Any) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether an element that is not understood may show a text, rows or another file."""
    is_showing = next(element.iter(*_SHOWING), None) is not None
    return is_showing or any(text.strip() for text in element.itertext())


def _make_unread(name: str, element: Any) -> OfficePiece:  # noqa: ANN401 - lxml's
    own = "".join((text.text or "") for text in element.iter("{*}t"))
    return OfficePiece(text=own if own.strip() else f"<{name}>", unread=name)


def _is_reversed(element: Any) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether an element prints its text from right to left; its digits would be those of another code."""
    return read_name(element) in ("dir", "bdo") and read_value(element) == "rtl"
