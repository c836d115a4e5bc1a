"""Read each character of a PDF page once, and sort them into lines and words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.annex.grids.vocabulary import CJK, LOWERED, RAISED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pilotzones.annex.readers.pdf.turns import Turn

# Some programs write the radical instead of the character; Unicode does not decompose these.
_RADICALS = str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻥⻦⻨⻩⻬⻮⻰⻳⻁⻤⻣⻧⻪⻭⻲",
    "民西见角贝车长门青韦页风飞食马鱼鸟麦黄齐齿龙龟虎鬼骨卤黾齿龟",
)
_COMPATIBLE = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")
_WIDE = re.compile(rf"[{CJK}]")
_SPACE_BETWEEN_WIDE = re.compile(rf"(?<={_WIDE.pattern}) (?={_WIDE.pattern})")

_WORD_GAP = 0.22
"""The share of a character's height that separates two Latin words."""
_GAP, _CLOSE_GAP = 0.8, 0.45
"""The share of a character's height that separates two columns, and that which does if they are close."""
_BOLD = 1.2
"""The most points by which the second print of a bold letter is moved."""
_SMALL = 0.85
"""The most that a raised or lowered digit has of the height of the character before it."""
_DESCENT = 0.2
"""The share of a character's height that is below the line that it is on."""
_SHIFT = 0.12
"""The share of the height of the character before it by which a digit is raised or lowered."""
_LARGE = 1.8
"""How many times the usual height of a page's characters those of a stamp over it have."""
_MOST_LARGE = 300
"""The most characters of a stamp; more of them are a text of their own."""
_OVERLAP = 0.5
"""The share of a character's height by which the characters of one line may be higher or lower."""


class Glyph(NamedTuple):
    """A character and its rectangle."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def x(self) -> float:
        """Its middle, from the left."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """Its middle, from the top."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top


def read_glyphs(characters: Iterable[dict[str, Any]], turn: Turn) -> list[Glyph]:
    """Read the characters of one direction, without the second prints of bold letters."""
    found: list[Glyph] = []
    printed: dict[tuple[str, int], list[Glyph]] = {}
    for character in characters:
        glyph = Glyph(_make_ordinary(character["text"]), *turn.make_character_box(character))
        row = round(glyph.y / _BOLD)
        near = (other for at in (row - 1, row, row + 1) for other in printed.get((glyph.text, at), ()))
        if not any(abs(glyph.x - other.x) + abs(glyph.y - other.y) < _BOLD for other in near):
            printed.setdefault((glyph.text, row), []).append(glyph)
            found.append(glyph)
    return found


def find_overprint(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Find the large characters of lines that are printed over others: a stamp or a watermark that is level."""
    inked = sorted((glyph for glyph in glyphs if not glyph.text.isspace()), key=lambda glyph: glyph.y)
    usual = median(glyph.height for glyph in inked) if inked else 0.0
    large = [glyph for glyph in inked if glyph.height > _LARGE * usual]
    under = [glyph for glyph in inked if glyph.height <= _LARGE * usual] if large else []
    ys = [glyph.y for glyph in under]
    lines = {
        round(glyph.y)
        for glyph in large[:_MOST_LARGE]
        for one in under[bisect_right(ys, glyph.top) : bisect_left(ys, glyph.bottom)]
        if glyph.x0 < one.x < glyph.x1
    }
    return [glyph for glyph in large if round(glyph.y) in lines]


def sort_into_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Sort characters into lines from top to bottom, each from left to right."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        # A line is where its tallest character is: small ones, which are raised or lowered, do not move it.
        tallest = max(lines[-1], key=lambda one: one.height) if lines else glyph
        if lines and glyph.y - tallest.y < _OVERLAP * max(glyph.height, tallest.height):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [sorted(line, key=lambda glyph: glyph.x0) for line in lines]


def join_glyphs(line: Sequence[Glyph]) -> str:
    """Join the characters of a line, with the document's spaces and one in each gap between Latin words."""
    parts: list[str] = []
    level: Glyph | None = None  # the last character that is neither raised nor lowered
    for position, glyph in enumerate(line):
        if position and _are_apart(line[position - 1], glyph):
            parts.append(" ")
        shifted = _shift_digit(level, glyph) if level else glyph.text
        parts.append(shifted)
        level = glyph if shifted == glyph.text and not glyph.text.isspace() else level
    return _SPACE_BETWEEN_WIDE.sub("", " ".join("".join(parts).split()))


def split_words(line: Sequence[Glyph], *, is_close: bool = False) -> list[list[Glyph]]:
    """Split a line at each gap that is wider than between words.

    Args:
        line: its characters, from left to right.
        is_close: whether columns may be so close that half the gap beside a Chinese character is one.
    """
    words: list[list[Glyph]] = []
    for glyph in line:
        if glyph.text.isspace():
            continue
        before = words[-1][-1] if words else None
        share = _CLOSE_GAP if before and is_close and (_WIDE.match(before.text) or _WIDE.match(glyph.text)) else _GAP
        if before and glyph.x0 - before.x1 < share * glyph.height:
            words[-1].append(glyph)
        else:
            words.append([glyph])
    return words


def _make_ordinary(text: str) -> str:
    """Replace compatibility forms by the ordinary characters; the width is kept."""
    return _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text.translate(_RADICALS))


def _shift_digit(level: Glyph, glyph: Glyph) -> str:
    """Write a digit that is raised or lowered as such, so that it is not one of the code or name before it."""
    if not glyph.text.isdecimal() or glyph.height > _SMALL * level.height:
        return glyph.text
    rise = (level.bottom - _DESCENT * level.height) - (glyph.bottom - _DESCENT * glyph.height)
    if abs(rise) < _SHIFT * level.height:
        return glyph.text
    return glyph.text.translate(RAISED if rise > 0 else LOWERED)


def _are_apart(before: Glyph, glyph: Glyph) -> bool:
    if _WIDE.match(before.text) or _WIDE.match(glyph.text):
        return False
    return glyph.x0 - before.x1 > _WORD_GAP * max(glyph.height, before.height)
