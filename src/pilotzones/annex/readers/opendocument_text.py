"""The text of an ODS file's cells: what is read, what shows no text, and what is not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.annex.grids.vocabulary import LOWERED, RAISED
from pilotzones.annex.readers.document import Cell, Fault
from pilotzones.annex.readers.pieces import OfficePiece, join_pieces, read_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_DRAWING = tuple(f"{{{_NAMESPACE.format(name)}}}" for name in ("drawing", "dr3d"))
_OFFICE, _STYLE, _TABLE, _TEXT = (f"{{{_NAMESPACE.format(name)}}}" for name in ("office", "style", "table", "text"))
# Elements around paragraphs, and those with what a line shows (OpenDocument 1.3, 5 and 6).
_CONTAINERS = frozenset(f"{_TEXT}{name}" for name in ("list", "list-header", "list-item", "section"))
_PARAGRAPHS = frozenset((f"{_TEXT}p", f"{_TEXT}h"))
_BLOCKS = _PARAGRAPHS | _CONTAINERS
_MARKS = {f"{_TEXT}line-break": "\n", f"{_TEXT}s": " ", f"{_TEXT}tab": " "}
# Comments, footnotes, whose number is raised, pronunciation, and programs.
_SILENT = frozenset(
    (f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text", f"{_TEXT}script", f"{_OFFICE}event-listeners")
)
# A value that the file has, but not as it is shown.
_VALUES = tuple(f"{_OFFICE}{name}" for name in ("string-value", "value", "date-value", "time-value", "boolean-value"))
_PROGRAM = "LibreOffice or Excel"
_NO_RESULT = Fault(
    "the result of the formula in its cell is not in the file",
    "open the file in LibreOffice or Excel, save it, and read it again",
)

Shift = dict[int, int]
"""The digits that a text has instead of the ordinary ones; none if it is neither raised nor lowered."""


class _TextStyle(NamedTuple):
    position: str
    parent: str


class TextStyles:
    """The styles of a file's texts, of which only the position of the text counts."""

    def __init__(self, styles: Iterable[Any]) -> None:
        """Take styles.

        Args:
            styles: their elements; of two with the same name, the later one counts.
        """
        self._styles: Mapping[tuple[str, str], _TextStyle] = {
            (style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", "")): _TextStyle(
                next(
                    (own.get(f"{_STYLE}text-position", "") for own in style.iterchildren(f"{_STYLE}text-properties")),
                    "",
                ),
                style.get(f"{_STYLE}parent-style-name", ""),
            )
            for style in styles
        }

    def find_shift(self, element: Any, family: str) -> Shift | None:  # noqa: ANN401 - lxml's
        """Find the digits of an element's text by its style and those that it comes from; None if none says it."""
        name = element.get(f"{_TEXT}style-name", "")
        seen: set[str] = set()
        while name not in seen and (family, name) in self._styles:
            seen.add(name)
            style = self._styles[family, name]
            if style.position:
                return _read_position(style.position)
            name = style.parent
        return None


def _read_position(position: str) -> Shift:
    """Read how far a text is raised, such as "super 58%", "-33% 58%" or "0% 100%"."""
    height = position.strip().partition(" ")[0]
    if height == "super":
        return RAISED
    if height == "sub" or height.startswith("-"):
        return LOWERED
    return RAISED if height.strip("0.%") else {}


def read_cell(element: Any, styles: TextStyles) -> Cell:  # noqa: ANN401 - lxml's
    """Read a cell: its number, its text as it is shown, or the value that it has without a text."""
    cell = join_pieces(_read_paragraphs(element, styles), _PROGRAM)
    number = _read_number(element)
    if number is not None and not cell.fault:
        return Cell.from_number(number)
    if cell.text:
        return cell
    value = next(filter(None, (element.get(name, "").strip() for name in _VALUES)), "")
    formula = element.get(f"{_TABLE}formula", "")
    if formula and not value and not element.get(f"{_OFFICE}value-type") and not len(element):
        return Cell(formula, fault=_NO_RESULT)
    return Cell(value) if value else cell


def _read_number(element: Any) -> float | None:  # noqa: ANN401 - lxml's
    try:
        return float(element.get(f"{_OFFICE}value")) if element.get(f"{_OFFICE}value-type") == "float" else None
    except (TypeError, ValueError):
        return None


def _read_paragraphs(container: Any, styles: TextStyles) -> Iterator[OfficePiece]:  # noqa: ANN401 - lxml's
    """Read the paragraphs of a cell, of a list or of a section, a line each."""
    for element in container.iterchildren("{*}*"):
        if element.tag in _PARAGRAPHS:
            yield from _read_line(element, styles, styles.find_shift(element, "paragraph") or {})
            yield OfficePiece("\n")
        elif element.tag in _CONTAINERS:
            yield from _read_paragraphs(element, styles)
        elif element.tag not in _SILENT and holds_text(element):
            yield _make_unread(element)


def _read_line(element: Any, styles: TextStyles, shift: Shift) -> Iterator[OfficePiece]:  # noqa: ANN401 - lxml's
    """Read the text of a paragraph with its spaces, line breaks and fields, without comments and footnotes."""
    yield OfficePiece((element.text or "").translate(shift))
    for child in element.iterchildren("{*}*"):
        if child.tag in _MARKS:
            yield OfficePiece(_MARKS[child.tag])
        elif child.tag in _SILENT:
            pass
        elif child.tag.startswith(_TEXT) and child.tag not in _BLOCKS:
            own = styles.find_shift(child, "text")
            yield from _read_line(child, styles, shift if own is None else own)
        elif holds_text(child):
            yield _make_unread(child)
        yield OfficePiece((child.tail or "").translate(shift))


def holds_text(element: Any) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether an element that is not understood may show a text; a drawing also has data and descriptions."""
    parts = element.iter(f"{_TEXT}*") if element.tag.startswith(_DRAWING) else (element,)
    return any(text.strip() for part in parts for text in part.itertext())


def _make_unread(element: Any) -> OfficePiece:  # noqa: ANN401 - lxml's
    text = "".join(element.itertext()).strip()
    return OfficePiece(text=text, unread=read_name(element))
