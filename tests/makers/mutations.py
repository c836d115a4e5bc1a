"""What is nearly valid: texts, plain data and bytes with a little changed in them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

ODD_SIGNS = (
    "\0\x07\t\n\v\r\x1b\x7f\x85"  # control characters
    "\u00ad\u200b\u200d\u200e\u202e\u2060\ufeff\U000e0001"  # formatting, which is not seen
    "\ue000\U0010fffd\ud800\udfff\u0378\ufffe\U0010ffff"  # private, surrogates, unassigned
    "\u0301\u0308\u0903\u20e3\u3099\ufe0f"  # marks
    "0９٣३௧𝟛②⅔²Ⅳ〇一万"  # numbers
    "AzǅßİıŉﬁΣςKﷺʰˈ龘𠀀ｱ한"  # letters, also those that become several
    "_‿-–—−֊([（《「)]）》」«»‘’\"'!,.;:·、。．；：／/\\"  # punctuation
    "+<=>±$¥^`´©°☃😀"  # signs
    " \u3000\u00a0\u202f\u2009\u2028\u2029"  # separators
)
ODD_TEXTS = (
    "",
    " ",
    "nan",
    "None",
    "null",
    "NaT",
    "-0",
    "1e9",
    "0x1",
    "%s",
    "{}",
    "../..",
    "A" * 50,
    "省市县区",
    "ﷺ" * 60,
)
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}

_sign = st.sampled_from(ODD_SIGNS) | st.characters()
_place = st.integers(0, 1 << 16)
_few = st.integers(0, 3)


def _write(draw: DrawFn, text: str, how: str, other: Sequence[str]) -> str:  # noqa: PLR0911 - one way a line
    """Change a text in one way."""
    at = draw(_place) % (len(text) + 1)
    if how == "put":
        return text[:at] + draw(_sign) + text[at:]
    if how == "replace":
        return text[:at] + draw(_sign) + text[at + 1 :]
    if how == "drop":
        return text[:at] + text[at + 1 + draw(_few) :]
    if how == "double":
        return text[:at] + text[at : at + 1 + draw(_few)] * draw(st.sampled_from((2, 3, 40))) + text[at:]
    if how == "exchange":
        return text[at:] + text[:at]
    if how == "join":
        return text[:at] + draw(st.sampled_from(other)) + text[at:]
    return _FORMS[how](text)


_FORMS = {
    "full width": lambda text: text.translate(_FULL_WIDTH),
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
    "backwards": lambda text: text[::-1],
    "decomposed": lambda text: unicodedata.normalize("NFKD", text),
}
_WAYS = ("put", "replace", "drop", "double", "exchange", "join", *_FORMS)


@st.composite
def mutated(draw: DrawFn, texts: SearchStrategy[str], *, most: int = 3, other: Sequence[str] = ODD_TEXTS) -> str:
    """Draw a text with a few changes, or none.

    Args:
        draw: Hypothesis' own.
        texts: what is valid.
        most: the most changes.
        other: what is put into it.
    """
    text = draw(texts)
    for _ in range(draw(st.integers(0, most))):
        text = _write(draw, text, draw(st.sampled_from(_WAYS)), other)
    return text


class Unprintable:
    """A foreign object that can be neither shown nor measured."""

    def __repr__(self) -> str:
        """Refuse."""
        raise RuntimeError

    def __len__(self) -> int:
        """Refuse."""
        raise RuntimeError


class Undecided:
    """A foreign object that, as an array, is neither equal to anything nor different, and has no hash."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, _: object) -> Undecided:  # type: ignore[override]
        """Give no answer."""
        return self

    def __bool__(self) -> bool:
        """Refuse."""
        raise ValueError

    def __repr__(self) -> str:
        """Say what it is."""
        return "Undecided()"


_WRONG = (
    *(None, False, True, 0, -1, 4029100, 10**5000, 1.5, float("nan"), float("inf"), 1j, b"", b"04029100"),
    *(bytearray(b"04029100"), [], ["04029100"], (), ("2020-01-01",), {}, {"id": "2019-96"}, frozenset(), {1}),
    *(object(), str, str.upper, ..., Undecided()),
)
# Hypothesis cannot show a value that cannot be shown, but how it is made.
NO_TEXT = st.integers(0, len(_WRONG)).flatmap(
    lambda number: st.builds(Unprintable) if number == len(_WRONG) else st.just(_WRONG[number])
)
"""What a caller may pass in by mistake for a text."""


def nearly(texts: SearchStrategy[str], *, most: int = 3) -> SearchStrategy[object]:
    """Draw a valid text with a few changes, any text, or now and then what is no text."""
    raw = st.text(max_size=30) | st.text(ODD_SIGNS, max_size=12)
    near = mutated(texts, most=most)
    return st.integers(0, 19).flatmap(lambda chance: NO_TEXT if chance == 19 else raw if chance > 15 else near)


_NUMBERS = re.compile(rb"[0-9]+")
_ODD_NUMBERS = (b"0", b"-1", b"2", b"65536", b"1048577", b"2147483648", b"4294967295", b"1e999", b"9" * 30, b"0.5", b"")
_LONGEST = 1 << 16
"""The most bytes of a token that is written 300 times, or nearly."""
_ODD_BYTES = (
    b"\0",
    b"\xff",
    b"\xff\xff",
    b"\xff\xff\xff\x7f",
    b"\0\0\0\x80",
    b"\0" * 64,
    b"<",
    b">",
    b"(",
    b"&",
    b'"',
    b"\n",
)

Step = tuple[str, int, int]
"""A change of bytes: its way, where, and how much or which."""

WAYS = ("flip", "set", "cut", "double", "swap", "put", "zero", "end", "splice", "number", "token")


def steps(*, most: int = 4, ways: Sequence[str] = WAYS) -> SearchStrategy[tuple[Step, ...]]:
    """Draw changes of bytes, for ``change``."""
    step = st.tuples(st.sampled_from(ways), _place, st.integers(0, 1 << 10))
    return st.lists(step, min_size=1, max_size=most).map(tuple)


def change(data: bytes, made: Sequence[Step], other: bytes = b"", token: re.Pattern[bytes] | None = None) -> bytes:
    """Change bytes step by step.

    Args:
        data: the bytes.
        made: the changes.
        other: what is spliced in.
        token: what whole tokens are, where they are taken out, doubled and exchanged.
    """
    for way, at, which in made:
        if data:
            data = _change(data, way, at, which, other, token)
    return data


def _change(data: bytes, way: str, at: int, which: int, other: bytes, token: re.Pattern[bytes] | None) -> bytes:
    if way in {"number", "token"}:
        pattern = _NUMBERS if way == "number" or token is None else token
        found = list(pattern.finditer(data))
        if not found:
            return data
        match = found[at % len(found)]
        new = _ODD_NUMBERS[which % len(_ODD_NUMBERS)]
        if pattern is not _NUMBERS:
            another = found[which % len(found)][0]
            new = (b"", match[0] * 2, match[0] * min(300, 2 + _LONGEST // len(match[0])), another, match[0] + another)[
                which % 5
            ]
        return data[: match.start()] + new + data[match.end() :]
    at %= len(data)
    piece = data[at : at + which]
    if way == "splice":
        return data[:at] + other[which * len(other) >> 10 :]
    if way == "swap":
        there = (at + which) % len(data)
        first, second = sorted((at, there))
        return (
            data[:first]
            + data[second : second + 16]
            + data[first + 16 : second]
            + data[first : first + 16]
            + data[second + 16 :]
        )
    return {
        "flip": lambda: data[:at] + bytes([data[at] ^ 1 << which % 8]) + data[at + 1 :],
        "set": lambda: data[:at] + bytes([which % 256]) + data[at + 1 :],
        "cut": lambda: data[:at] + data[at + which :],
        "double": lambda: data[:at] + piece + data[at:],
        "put": lambda: data[:at] + _ODD_BYTES[which % len(_ODD_BYTES)] + data[at:],
        "zero": lambda: data[:at] + bytes(len(piece)) + data[at + which :],
        "end": lambda: data[:at],
    }[way]()
