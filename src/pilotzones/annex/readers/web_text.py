"""The text of a web page as a browser shows it: which elements are shown, how they are printed, where lines end."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pilotzones.annex.grids.vocabulary import CJK, strike
from pilotzones.annex.readers.web_styles import PLAIN, read_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pilotzones.annex.readers.web_styles import Change, Look, Shift, Styles

BREAK = "\x00"
"""The end of a line, in pieces of text."""
# Programs break the lines of the source within Chinese text, where no space is meant.
_SOURCE_BREAK = re.compile(rf"(?<=[{CJK}])[ \t]*[\r\n]\s*(?=[{CJK}])")
_SPACES = re.compile(r"[ \t\r\n\f]+")
CELL_NAMES = frozenset(("td", "th"))
_PRONUNCIATION = frozenset(("rt", "rp"))
_RUBY = frozenset(("ruby", "rb", "rtc"))
# Text that is put there twice is moved once.
_AT_AN_EDGE = frozenset(("top", "text-top"))


class TextState(NamedTuple):
    """How text is shown because of the elements around it.

    Attributes:
        is_visible: whether it is shown, or its place is blank.
        changes: what is done to it in print, in order.
        shifts: how styles raise or lower it within its cell, from the outermost to its own.
    """

    is_visible: bool = True
    changes: tuple[Change, ...] = ()
    shifts: tuple[Shift, ...] = ()

    def enter(self, name: str, look: Look) -> TextState:
        """Find how the text in an element is shown: a raised one around a cell does not raise what is in the cell."""
        if look is PLAIN and not (name in CELL_NAMES and (self.changes or self.shifts)):
            return self
        kept = tuple(change for change in self.changes if change is strike) if name in CELL_NAMES else self.changes
        added = tuple(change for change in look.changes if change not in kept)
        shifts = () if name in CELL_NAMES else self.shifts
        if look.shift and (look.shift.where not in _AT_AN_EDGE or look.shift not in shifts):
            shifts = (*shifts, look.shift)
        return TextState(self.is_visible if look.is_visible is None else look.is_visible, kept + added, shifts)


class WebPiece(NamedTuple):
    """A step through the page, and the text up to the next step.

    Attributes:
        step: an element starts or ends; a table that is read elsewhere stands here; an element that is not read, but
            may be seen, stands here; what comes after such a table or after an element that is not shown.
        name: the element's name.
        element: the element.
        text: the text that follows in the source, within the element that starts, or else after it.
        state: how that text is shown; for a table that is read elsewhere, how it stands on the page.
    """

    step: Literal["start", "end", "elsewhere", "unread", "after"]
    name: str
    element: Any
    text: str
    state: TextState

    @property
    def printed(self) -> str:
        """The text as it is printed."""
        text = self.text
        for change in self.state.changes:
            text = change(text)
        return text


def walk_shown(
    top: Any,  # noqa: ANN401 - lxml's
    around: TextState,
    styles: Styles,
    skips: Callable[[Any], bool],
) -> Iterator[WebPiece]:
    """Walk through what is shown of an element, in the order of the source.

    Args:
        top: the element, which is shown.
        around: how the elements around it show it.
        styles: the page's.
        skips: which tables inside it are read elsewhere.
    """
    from lxml import etree  # noqa: PLC0415 - installed, since the page is parsed

    open_elements = [("", around)]  # the names of the elements that are open, and how each shows its text
    passed = None
    walk = etree.iterwalk(top, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            name = open_elements.pop()[0]
            state = open_elements[-1][1]
            text = "" if element is top else _show(element.tail, state)
            yield WebPiece("after" if element is passed else "end", name, element, text, state)
            continue
        name, state = read_name(element), open_elements[-1][1]
        look = styles.find_look(element)
        shown = state.enter(name, look)
        is_elsewhere = name == "table" and element is not top and skips(element)
        if look.is_gone or is_elsewhere:
            passed = element
            walk.skip_subtree()
        else:
            state = shown
            yield WebPiece("start", name, element, _show(element.text, state), state)
        open_elements.append((name, state))
        if look.is_unread and shown.is_visible and (not look.is_gone or _holds_text(element)):
            yield WebPiece("unread", name, element, "", state)
        if is_elsewhere and not look.is_gone:
            yield WebPiece("elsewhere", name, element, "", state)


def _holds_text(element: Any) -> bool:  # noqa: ANN401 - lxml's
    """Decide whether an element that is left out has a text of its own; pronunciation beside its text has none."""
    is_beside = read_name(element) in _PRONUNCIATION and read_name(element.getparent()) in _RUBY
    if is_beside and element.find(".//rb") is None:
        return False
    return any(text.strip() for text in element.itertext())


def shift_pieces(pieces: Iterable[tuple[str, tuple[Shift, ...]]]) -> Iterator[str]:
    """Raise or lower digits by their shifts, without those of the whole text: then they are ordinary ones."""
    read = tuple(pieces)
    common = _count_common([*{shifts for text, shifts in read if text.strip() not in ("", BREAK)}])
    for text, shifts in read:
        yield shifts[common].change(text) if len(shifts) > common else text  # no later shift finds a digit


def _count_common(paths: list[tuple[Shift, ...]]) -> int:
    """Count how many shifts all texts have in common, from the outermost."""
    levels = zip(*paths, strict=False)
    return sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, levels))


def _show(text: str | None, state: TextState) -> str:
    return (text or "") if state.is_visible else ""


def split_lines(pieces: Iterable[str]) -> Iterator[str]:
    """Split text into lines as a browser shows them: white space is one space, and a line break in Chinese nothing."""
    for part in "".join(pieces).split(BREAK):
        joined = _SOURCE_BREAK.sub("", part) if "\n" in part or "\r" in part else part
        line = _SPACES.sub(" ", joined).replace("\xa0", " ").strip()
        if line:
            yield line
