"""The text of a web page as a browser shows it: which elements are shown, how they are printed, where lines end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pilotzones.annex.grids.vocabulary import CJK, LOWERED, RAISED, strike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

HIDDEN = frozenset("script style noscript template head title select textarea iframe object svg".split())
"""The elements that a browser does not show as text of the page."""
LINE_BREAKING = frozenset(
    "address article aside blockquote br caption center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
"""The elements before and after which a line ends."""
BREAK = "\x00"
"""The end of a line, in pieces of text."""
# Programs break the lines of the source within Chinese text, where no space is meant.
_SOURCE_BREAK = re.compile(rf"(?<=[{CJK}])[ \t]*[\r\n]\s*(?=[{CJK}])")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_PRINTED: dict[str, Callable[[str], str]] = {
    "sup": lambda text: text.translate(RAISED),
    "sub": lambda text: text.translate(LOWERED),
    "s": strike,
    "strike": strike,
    "del": strike,
}
"""How the text in some elements is printed."""


class Piece(NamedTuple):
    """A step through the page, and the text up to the next step.

    Attributes:
        step: an element starts or ends; a table that is read elsewhere stands here; what comes after such a table or
            after an element that is not shown.
        name: the element's name.
        element: the element.
        text: the text that follows in the source, within the element that starts, or else after it.
        changes: what is done to that text in print, in order.
    """

    step: Literal["start", "end", "elsewhere", "after"]
    name: str
    element: Any
    text: str
    changes: tuple[Callable[[str], str], ...]

    @property
    def printed(self) -> str:
        """The text as it is printed."""
        text = self.text
        for change in self.changes:
            text = change(text)
        return text


def walk_shown(top: Any, skips: Callable[[Any], bool]) -> Iterator[Piece]:  # noqa: ANN401 - lxml's
    """Walk through what is shown of an element, in the order of the source.

    Args:
        top: the element.
        skips: which tables inside it are read elsewhere.
    """
    from lxml import etree  # noqa: PLC0415 - installed, since the page is parsed

    changes: list[tuple[Callable[[str], str], ...]] = [()]
    passed = None
    walk = etree.iterwalk(top, events=("start", "end"))
    for event, element in walk:
        name = read_name(element)
        if event == "end":
            changes.pop()
            text = "" if element is top else element.tail or ""
            yield Piece("after" if element is passed else "end", name, element, text, changes[-1])
            continue
        change = _PRINTED.get(name)
        changes.append((*changes[-1], change) if change else changes[-1])
        is_elsewhere = name == "table" and element is not top and skips(element)
        if name in HIDDEN or is_elsewhere:
            passed = element
            walk.skip_subtree()
        if is_elsewhere:
            yield Piece("elsewhere", name, element, "", ())
        elif name not in HIDDEN:
            yield Piece("start", name, element, element.text or "", changes[-1])


def split_lines(pieces: Iterable[str]) -> Iterator[str]:
    """Split text into lines as a browser shows them: white space is one space, and a line break in Chinese nothing."""
    for part in "".join(pieces).split(BREAK):
        joined = _SOURCE_BREAK.sub("", part) if "\n" in part or "\r" in part else part
        line = _SPACES.sub(" ", joined).replace("\xa0", " ").strip()
        if line:
            yield line


def read_name(element: Any) -> str:  # noqa: ANN401 - lxml's
    """Read an element's name."""
    return str(element.tag).lower()
