"""Styles of web pages (CSS): which elements they hide, raise, lower or strike through.

Limitations: of the rules in a page's style elements, those count whose selectors are elements, classes and ids alone.
Other rules, rules under a condition and rules in other files do not.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.annex.grids.vocabulary import LOWERED, RAISED, strike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Change = Callable[[str], str]

HIDDEN = frozenset("script style noscript template head title select textarea iframe object svg rt rp".split())
"""The elements that a browser does not show as text of the page, or only beside it (pronunciation)."""
_UNREAD = frozenset("select textarea iframe object svg rt rp".split())
"""Those of them whose text may be seen all the same."""
_SILENT_INPUTS = frozenset("hidden checkbox radio button submit reset image file color range".split())
LINE_BREAKING = frozenset(
    "address article aside blockquote br caption center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
"""The elements before and after which a line ends; none of them is raised or lowered within its line."""
# Comments, and what may look like one: strings, addresses and escaped characters. CSS Syntax Level 3, 4.
_OPAQUE = re.compile(
    r"""(?P<text>"[^"\\\n\r\f]*(?:\\.[^"\\\n\r\f]*)*"?|'[^'\\\n\r\f]*(?:\\.[^'\\\n\r\f]*)*'?"""
    r"""|(?<![\w-])url\(\s*[^"')\s][^)\\]*(?:\\.[^)\\]*)*\)?|\\.)|/\*.*?(?:\*/|\Z)|<!--|-->""",
    re.DOTALL | re.IGNORECASE,
)
_BRACE = re.compile(r"([{}])")
_SCREENS = frozenset(("", "all", "screen", "only screen"))
_SELECTOR = re.compile(r"(\*|[A-Za-z][A-Za-z0-9]*)?((?:[.#][\w-]+)*)")
_PART = re.compile(r"[.#][\w-]+")
_LENGTH = re.compile(r"([+-]?)(?=[0.]*[1-9])(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[a-z]+|%)?")
"""A length or a percentage that is not zero."""
_PROPERTIES = frozenset(
    "display visibility vertical-align text-decoration position top bottom direction unicode-bidi".split()
)
_BIDI = {"bdo": "bidi-override"}
_OVERRIDES = frozenset(("bidi-override", "isolate-override"))
_VISIBLE = {"visible": True, "hidden": False, "collapse": False}
_ROWS = frozenset(("tr", "tbody", "thead", "tfoot"))
_INLINE = (1, 0, 0, 0)


class Shift(NamedTuple):
    """How a style raises or lowers text within its line: what is then done to its digits, and where it is put."""

    change: Change
    where: str


class Look(NamedTuple):
    """How an element is shown.

    Attributes:
        is_gone: whether nothing of it is shown.
        is_visible: whether its own text is shown, or its place is blank; None if it is as the element around it.
        changes: what is done to its text in print, in order.
        shift: how its style raises or lowers it; None if it does not.
        is_unread: whether it is shown in a way that is not read.
    """

    is_gone: bool
    is_visible: bool | None
    changes: tuple[Change, ...]
    shift: Shift | None = None
    is_unread: bool = False

    @property
    def is_hidden(self) -> bool:
        """Whether it hides its text, in one way or the other."""
        return self.is_gone or self.is_visible is False


PLAIN = Look(is_gone=False, is_visible=None, changes=())
"""The look of most elements."""


class _Declaration(NamedTuple):
    """What a rule says about a property; of two declarations, the greater one counts."""

    is_important: bool
    weight: tuple[int, ...]  # whether it is the element's own; ids, classes and element names of its selector
    position: tuple[int, int]  # of the rule on the page, and in the rule
    name: str
    value: str


class _StyleRule(NamedTuple):
    wanted: frozenset[str]  # such as "td", ".xl65", "#list"
    declarations: tuple[_Declaration, ...]


class Styles:
    """The styles of a page."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401 - lxml's
        """Read the page's own style elements."""
        self._rules: dict[str, list[_StyleRule]] = {}  # by a part of the selector that an element must have
        self._looks: dict[tuple[Any, ...], Look] = {}
        self._in_quirks = root.getroottree().docinfo.public_id is not None  # parse_web gives other pages a short one
        positions = count()
        for element in root.iter("style"):
            if _is_for_screens(element.get("media") or ""):
                for rule in _read_rules(self._fold("".join(element.itertext())), positions):
                    self._rules.setdefault(min(rule.wanted), []).append(rule)

    def _fold(self, text: str) -> str:
        """Lower the names of classes and ids where a browser compares them without regard to case."""
        return text.lower() if self._in_quirks else text

    def find_look(self, element: Any) -> Look:  # noqa: ANN401 - lxml's
        """Find how an element is shown, apart from the elements around it."""
        key = (element.tag, *element.items())
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._make_look(read_name(element), dict(element.items()))
        return look

    def _make_look(self, name: str, attributes: dict[str, str]) -> Look:
        classes, own_id = self._fold(attributes.get("class", "")).split(), self._fold(attributes.get("id", ""))
        parts = {name, "*", f"#{own_id}", *map(".{}".format, classes)}
        found = [
            declaration
            for part in parts
            for rule in self._rules.get(part, ())
            if rule.wanted <= parts
            for declaration in rule.declarations
        ]
        found += _read_declarations(attributes.get("style", ""), _INLINE, 0)
        values = {declaration.name: declaration.value for declaration in sorted(found)}
        if "hidden" in attributes:
            values.setdefault("display", "none")
        visibility = values.get("visibility", "")
        is_off = values.get("display") == "none"
        look = Look(
            is_gone=name in HIDDEN or is_off or (name in _ROWS and visibility == "collapse"),
            is_visible=_VISIBLE.get(visibility),
            changes=tuple(_list_changes(name, values)),
            shift=None if name in LINE_BREAKING else _find_shift(values),
            is_unread=not is_off
            and (
                name in _UNREAD
                or (name == "input" and _shows_value(attributes))
                or _is_reversed(name, attributes, values)
            ),
        )
        return PLAIN if look == PLAIN else look


def _shows_value(attributes: dict[str, str]) -> bool:
    """Decide whether a field of a form shows what is entered in it."""
    return attributes.get("type", "").lower() not in _SILENT_INPUTS and bool(attributes.get("value", "").strip())


def _is_reversed(name: str, attributes: dict[str, str], values: dict[str, str]) -> bool:
    """Decide whether an element may print its text from right to left; its digits would be those of another code."""
    direction = values.get("direction") or attributes.get("dir", "").lower()
    return direction != "ltr" and values.get("unicode-bidi", _BIDI.get(name)) in _OVERRIDES


def raise_digits(text: str) -> str:
    """Write the digits of raised text."""
    return text.translate(RAISED)


def lower_digits(text: str) -> str:
    """Write the digits of lowered text."""
    return text.translate(LOWERED)


_PRINTED: dict[str, Change] = {"sup": raise_digits, "sub": lower_digits, "s": strike, "strike": strike, "del": strike}
"""How the text in some elements is printed, whatever the styles of the page say."""
_ALIGNED: dict[str, Change] = {
    "super": raise_digits,
    "text-top": raise_digits,
    "top": raise_digits,
    "sub": lower_digits,
}


def _list_changes(name: str, values: dict[str, str]) -> Iterator[Change]:
    """List what the name and the styles of an element do to its text."""
    if name in _PRINTED:
        yield _PRINTED[name]
    if "line-through" in values.get("text-decoration", "").split() and _PRINTED.get(name) is not strike:
        yield strike


def _find_shift(values: dict[str, str]) -> Shift | None:
    """Find whether the styles raise or lower an element within its line."""
    align = values.get("vertical-align", "")
    rise, where = _read_sign(align), align
    if not rise and values.get("position") == "relative":
        top, bottom = values.get("top", ""), values.get("bottom", "")
        rise, where = -_read_sign(top) or _read_sign(bottom), f"{align} {top} {bottom}"
    change = raise_digits if rise > 0 else lower_digits if rise < 0 else _ALIGNED.get(align)
    return Shift(change, where) if change else None


def _read_sign(value: str) -> int:
    found = _LENGTH.fullmatch(value)
    return 0 if found is None else -1 if found[1] == "-" else 1


def _read_rules(sheet: str, positions: Iterator[int]) -> Iterator[_StyleRule]:
    """Read the rules of a style sheet that hold for every screen and whose selectors are simple."""
    selectors, depth = "", 0
    text = _remove_opaque(sheet)
    pieces = _BRACE.split(text + "}")  # the end of the sheet ends its last rule
    for text, brace in zip(pieces[::2], pieces[1::2], strict=False):
        if brace == "}":
            if depth == 1 and not selectors.startswith("@"):
                yield from _make_rules(selectors, text, next(positions))
            depth = max(0, depth - 1)
            continue
        if depth == 0:
            selectors = text.rpartition(";")[2].strip()
            if selectors[:6].lower() == "@media" and _is_for_screens(selectors[6:]):
                continue  # its rules are read as if nothing were around them
        depth += 1


def _remove_opaque(text: str) -> str:
    """Remove comments, and empty strings and addresses; a mark of a comment in one of these begins none."""
    return _OPAQUE.sub(lambda found: "''" if found["text"] else " ", text)


def _is_for_screens(media: str) -> bool:
    return any(kind.strip().lower() in _SCREENS for kind in media.split(","))


def _make_rules(selectors: str, declarations: str, position: int) -> Iterator[_StyleRule]:
    """Make a rule of each simple selector, if it says anything of what is read."""
    for selector in selectors.split(","):
        found = _SELECTOR.fullmatch(selector.strip())
        if not found or not found[0]:
            continue
        name, parts = (found[1] or "").lower(), _PART.findall(found[2])
        ids = sum(part.startswith("#") for part in parts)
        is_named = name not in ("", "*")
        read = tuple(_read_declarations(declarations, (0, ids, len(parts) - ids, int(is_named)), position))
        if read:
            yield _StyleRule(frozenset([*parts, name] if name else parts), read)


def _read_declarations(text: str, weight: tuple[int, ...], position: int) -> Iterator[_Declaration]:
    """Read the declarations of what is read; one that counts more comes later."""
    for at, declaration in enumerate(_remove_opaque(text.lower()).split(";")):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        name = name.removesuffix("-line")
        if name in _PROPERTIES:
            value, _, word = (part.strip() for part in value.partition("!"))
            yield _Declaration(word == "important", weight, (position, at), name, value)


def read_name(element: Any) -> str:  # noqa: ANN401 - lxml's
    """Read an element's name."""
    return str(element.tag).lower()
