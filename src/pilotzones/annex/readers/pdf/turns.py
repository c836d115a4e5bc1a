"""Turn a PDF page so that its text is level and reads from left to right."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

LEVEL = 0.05
"""Degrees up to which text counts as level; over the width of a page they are half a point."""

_QUARTER = 90
_FULL = 360
_LEAST = 0.1
"""The least height of a character, in points."""


class Box(NamedTuple):
    """A rectangle on the upright page, in points from the top left."""

    x0: float
    x1: float
    top: float
    bottom: float


class Turn(NamedTuple):
    """How a page's text is turned, counter-clockwise: by quarters, and beyond them by a few degrees.

    Attributes:
        quarters: the quarter turns, from 0 to 3.
        skew: the degrees beyond them, from -45 to 45; 0 for level text.
        width: the page's width, in points.
        height: the page's height, in points.
    """

    quarters: int
    skew: float
    width: float
    height: float

    @classmethod
    def by_angle(cls, angle: float, width: float, height: float) -> Turn:
        """Make the turn of a page of this size, whose text runs at an angle in degrees."""
        quarters = round(angle / _QUARTER)
        skew = angle - quarters * _QUARTER
        return cls(quarters=quarters % 4, skew=skew if abs(skew) > LEVEL else 0.0, width=width, height=height)

    @property
    def angle(self) -> float:
        """The angle of the text, in degrees from level."""
        return self.quarters * _QUARTER + self.skew

    def make_box(self, shape: dict[str, Any]) -> Box:
        """Turn a line, a box or a curve so that the text reads from left to right."""
        if self.skew:
            return _surround(self.turn_points(shape["pts"]))
        return self.make_upright(shape["x0"], shape["x1"], shape["top"], shape["bottom"])

    def make_character_box(self, character: dict[str, Any]) -> Box:
        """Turn the rectangle of a character; of one that is askew, the library gives the upright box around it."""
        if not self.skew:
            return self.make_upright(character["x0"], character["x1"], character["top"], character["bottom"])
        a, b = character["matrix"][:2]
        length = math.hypot(a, b) or 1.0
        width = abs(character["adv"]) * length
        cosine, sine = abs(a) / length, abs(b) / length
        if cosine > sine:
            height = (character["bottom"] - character["top"] - width * sine) / cosine
        else:
            height = (character["x1"] - character["x0"] - width * cosine) / sine
        middle = ((character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2)
        ((x, y),) = self.turn_points([middle])
        high = max(height, _LEAST) / 2
        return Box(x0=x - width / 2, x1=x + width / 2, top=y - high, bottom=y + high)

    def make_upright(self, x0: float, x1: float, top: float, bottom: float) -> Box:
        """Turn a rectangle by the quarters alone."""
        if self.quarters == 1:
            return Box(x0=self.height - bottom, x1=self.height - top, top=x0, bottom=x1)
        if self.quarters == 2:  # noqa: PLR2004 - upside down
            return Box(x0=self.width - x1, x1=self.width - x0, top=self.height - bottom, bottom=self.height - top)
        if self.quarters == 3:  # noqa: PLR2004 - the text runs downwards
            return Box(x0=top, x1=bottom, top=self.width - x1, bottom=self.width - x0)
        return Box(x0=x0, x1=x1, top=top, bottom=bottom)

    def turn_points(self, points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        """Turn points around the middle of the page by the skew, and then by the quarters."""
        cosine, sine = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
        middle_x, middle_y = self.width / 2, self.height / 2
        turned = []
        for x, y in points:
            right, down = x - middle_x, y - middle_y
            new_x = middle_x + right * cosine - down * sine
            new_y = middle_y + right * sine + down * cosine
            box = self.make_upright(new_x, new_x, new_y, new_y)
            turned.append((box.x0, box.top))
        return turned


def find_difference(angle: float, other: float) -> float:
    """Find by how many degrees an angle is beyond another one, from -180 to 180."""
    return (angle - other + _FULL / 2) % _FULL - _FULL / 2


def find_angle(direction: tuple[float, float]) -> float:
    """Find the angle of text from the first two numbers of its matrix, in degrees from -180 to 180."""
    return math.degrees(math.atan2(direction[1], direction[0]))


def _surround(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(x0=min(xs), x1=max(xs), top=min(ys), bottom=max(ys))
