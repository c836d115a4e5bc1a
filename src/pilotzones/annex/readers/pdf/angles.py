"""Find at which angle a PDF page's text runs, and which of its text runs at another one."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.annex.grids.vocabulary import is_line_code
from pilotzones.annex.readers.pdf.glyphs import join_glyphs, read_glyphs, sort_into_lines, split_words
from pilotzones.annex.readers.pdf.turns import Turn, find_angle, find_difference
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilotzones.annex.readers.pdf.glyphs import Glyph
    from pilotzones.annex.readers.pdf.ruled import Lattice

_DRAWN, _RECOGNISED = 0.3, 2.0
"""Degrees by which text of one direction differs: drawn by a program, or recognised on a scan line by line."""
_ASKEW = 10.0
"""The most degrees by which a page of a table is askew; text further from level and upright is a watermark."""
_DIRECTIONS = 24
"""The most directions that are told apart; a watermark has one, and a round seal fewer than this."""
_CURVED = 4
"""How many directions beside the table's are text along a curve."""
_CLEARLY = 1.3
"""How many times better the lines of a scan fit an angle than level, if they run at that angle."""
_STEP = 0.2
"""The points by which the characters of one word are higher or lower."""
_EXAMPLE = 60
STRAIGHTEN = (
    "Use the attachment as it was published, or straighten its pages (of a scan: ocrmypdf --deskew), "
    "and read the new file"
)


class Direction(NamedTuple):
    """Characters that run at one angle.

    Attributes:
        angle: in degrees, counter-clockwise from level, from -180 to 180.
        characters: as the library gives them.
        words: its different words.
        size: the number of characters that are not blank.
    """

    angle: float
    characters: list[dict[str, Any]]
    words: tuple[str, ...]
    size: int

    @property
    def is_askew(self) -> bool:
        """Whether it is too far from level and upright to be a page's text."""
        return abs(Turn.by_angle(self.angle, 0, 0).skew) > _ASKEW

    @property
    def codes(self) -> int:
        """The number of its different codes."""
        return sum(map(is_line_code, self.words))

    @property
    def length(self) -> int:
        """The number of characters of its different words."""
        return sum(map(len, self.words))

    @property
    def example(self) -> str:
        """The beginning of its text."""
        text = " ".join(self.words)
        return text if len(text) <= _EXAMPLE else f"{text[:_EXAMPLE]}..."


class PageText(NamedTuple):
    """A page's text: that of the direction to read, and the others; ``why`` says why that is not certain."""

    turn: Turn
    characters: Sequence[dict[str, Any]]
    others: tuple[Direction, ...] = ()
    why: str = ""


def find_text(characters: Sequence[dict[str, Any]], width: float, height: float, *, is_scan: bool) -> PageText:
    """Find a page's text: most of it runs at one angle, and a watermark at another.

    Args:
        characters: all that are on the page.
        width: the page's width, in points.
        height: the page's height.
        is_scan: whether its text was recognised on a picture, so that the angles of its lines differ a little.
    """
    level = Turn(quarters=0, skew=0.0, width=width, height=height)
    if all(b == 0 and a > 0 for a, b in {character["matrix"][:2] for character in characters}):
        drift = _find_drift(characters) if is_scan else 0.0
        return PageText(turn=Turn.by_angle(drift, width, height), characters=characters)
    directions = _group(characters, level, _RECOGNISED if is_scan else _DRAWN)
    upright = [direction for direction in directions if not direction.is_askew]
    if not upright:
        why = next((_explain_askew(direction) for direction in directions if direction.codes), "")
        return PageText(turn=level, characters=(), others=tuple(directions), why=why)
    main = max(upright, key=lambda direction: (direction.codes, direction.length))
    others = tuple(direction for direction in directions if direction is not main)
    why = next((_explain_doubt(main, other) for other in others if _is_doubtful(main, other)), "")
    turn = Turn.by_angle(main.angle, width, height)
    return PageText(turn=turn, characters=main.characters, others=others, why=why)


def find_unread(text: PageText, glyphs: Sequence[Glyph], lattices: Sequence[Lattice]) -> str:
    """Find the text at another angle that may be a part of a table; empty if all of it is beside or only over it.

    A text that is turned by quarters may be that of a cell. Of a text along a curve some
    characters may be level, and so were read with the table.

    Args:
        text: the page's text.
        glyphs: the characters that were read.
        lattices: the page's ruled tables; without them the table is where its characters are.
    """
    curved = len(text.others) >= _CURVED
    for other in text.others:
        angle = find_difference(other.angle, text.turn.angle)
        is_quarter = abs(Turn.by_angle(angle, 0, 0).skew) <= _RECOGNISED
        found = read_glyphs(other.characters, text.turn) if is_quarter or curved else ()
        if any(_is_in_table(glyph, glyphs, lattices) for glyph in found):
            return (
                f"{other.size:,} characters in the table, {quoted(other.example)}, run at an angle of "
                f"{round(angle)} degrees to it and were not read"
            )
    return ""


def _is_in_table(glyph: Glyph, glyphs: Sequence[Glyph], lattices: Sequence[Lattice]) -> bool:
    if lattices:
        return any(lattice.holds(glyph) for lattice in lattices)
    return min(one.x0 for one in glyphs) <= glyph.x <= max(one.x1 for one in glyphs) and min(
        one.top for one in glyphs
    ) <= glyph.y <= max(one.bottom for one in glyphs)


def _find_drift(characters: Sequence[dict[str, Any]]) -> float:
    """Find the angle of the lines of level characters: some programs place the words of a scan that is askew so.

    At the right angle the most words begin on the same lines.
    """
    starts = [(one["x0"], (one["top"] + one["bottom"]) / 2) for one in characters[:1]]
    for before, one in pairwise(characters):
        if abs(one["top"] - before["top"]) > _STEP or not 0 <= one["x1"] - before["x1"] < 2 * one["size"]:
            starts.append((one["x0"], (one["top"] + one["bottom"]) / 2))

    def measure(angle: float) -> int:
        slope = math.tan(math.radians(angle))
        return sum(count**2 for count in Counter(round((y + x * slope) / 2) for x, y in starts).values())

    best = max((step / 10 for step in range(-50, 51)), key=measure)
    return best if measure(best) > _CLEARLY * measure(0) else 0.0


def _group(characters: Sequence[dict[str, Any]], level: Turn, tolerance: float) -> list[Direction]:
    """Group characters by their angle, beginning with the angle that most have."""
    angles = {direction: find_angle(direction) for direction in {one["matrix"][:2] for one in characters}}
    by_step: dict[int, list[dict[str, Any]]] = {}
    for character in characters:
        by_step.setdefault(round(10 * angles[character["matrix"][:2]]) % 3600, []).append(character)
    counts = {step: sum(not one["text"].isspace() for one in held) for step, held in by_step.items()}
    reach = round(10 * tolerance)
    directions: list[Direction] = []
    while by_step:
        steps = list(by_step)
        if len(directions) < _DIRECTIONS:
            centre = max(steps, key=lambda step: (_count_near(counts, step, reach), counts[step]))
            steps = [step for step in steps if abs(find_difference(step / 10, centre / 10)) <= tolerance]
        held = [character for step in steps for character in by_step.pop(step)]
        if sum(counts.pop(step) for step in steps):
            directions.append(_make_direction(held, angles, level))
    return directions


def _count_near(counts: Mapping[int, int], step: int, reach: int) -> int:
    return sum(counts.get((step + by) % 3600, 0) for by in range(-reach, reach + 1))


def _make_direction(
    characters: list[dict[str, Any]], angles: Mapping[tuple[float, float], float], level: Turn
) -> Direction:
    first, most = Counter(angles[one["matrix"][:2]] for one in characters).most_common(1)[0]
    differences = sum(find_difference(angles[one["matrix"][:2]], first) for one in characters)
    angle = find_difference(first + differences / len(characters), 0) if most < len(characters) else first
    glyphs = read_glyphs(characters, Turn.by_angle(angle, level.width, level.height))
    words = [join_glyphs(word) for line in sort_into_lines(glyphs) for word in split_words(line)]
    return Direction(
        angle=angle,
        characters=characters,
        words=tuple(dict.fromkeys(words)),
        size=sum(not glyph.text.isspace() for glyph in glyphs),
    )


def _is_doubtful(main: Direction, other: Direction) -> bool:
    """Decide whether a text at another angle may be a part of the list: near its angle, with codes, or as long."""
    if abs(find_difference(main.angle, other.angle)) <= _ASKEW or other.codes > 1:
        return True
    return not other.is_askew and (other.codes > 0 or (not main.codes and 2 * other.length > main.length))


def _explain_doubt(main: Direction, other: Direction) -> str:
    return (
        f"text at {_say_angle(other)} ({quoted(other.example)}) and at {_say_angle(main)} "
        f"({quoted(main.example)}), and which of it is the list is not certain. {STRAIGHTEN}"
    )


def _explain_askew(direction: Direction) -> str:
    return f"a list at {_say_angle(direction)}, which is too far from level. {STRAIGHTEN}"


def _say_angle(direction: Direction) -> str:
    return f"{round(direction.angle, 1) + 0.0:g} degrees"  # adding zero drops the sign of "-0"
