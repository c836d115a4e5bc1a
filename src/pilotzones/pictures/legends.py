"""Marks with numbers in them, and the legends that say what their colours, numbers and shapes stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.legend import Legend
from matplotlib.lines import Line2D

from pilotzones.pictures.canvas import INK, sized
from pilotzones.pictures.palette import ink_on, number_sign

LETTERS = 8
"""The size of letters in legends and at the axes, in points."""
_MARK, _NUMBER = 8, 3.8
"""The sizes of a mark and of the number in it, in points."""

Handle = Line2D | tuple[Line2D, ...]
Corner = Literal["upper left", "lower left"]
Legended = tuple[str, Sequence[Handle], Sequence[str]]
"""The heading of a legend, its marks and what they stand for."""


def plain_mark(sign: str, colour: str) -> Line2D:
    """Make a mark for a legend."""
    return Line2D([], [], linestyle="", marker=sign, markersize=_MARK, color=colour, markeredgecolor="white")


def numbered_mark(number: int, colour: str, font: FontProperties) -> tuple[Line2D, Line2D]:
    """Make a mark with a number in it for a legend."""
    inside = Line2D([], [], linestyle="", marker=number_sign(number, font), color=ink_on(colour))
    inside.set(markersize=_NUMBER, markeredgewidth=0)
    return plain_mark("o", colour), inside


class Spots(NamedTuple):
    """Where marks stand, the area of each in square points, and their shape."""

    xs: npt.ArrayLike
    ys: npt.ArrayLike
    size: float
    sign: str = "o"


def draw_marks(axes: Axes, spots: Spots, number: int, colour: str, font: FontProperties) -> None:
    """Draw marks with the same number in each; none is cut at the edge of the Axes."""
    xs, ys, size, sign = spots
    axes.scatter(xs, ys, size, marker=sign, color=colour, edgecolors="white", linewidths=0.7, zorder=3, clip_on=False)
    inside = number_sign(number, font)
    share = _NUMBER**2 / _MARK**2
    axes.scatter(xs, ys, size * share, marker=inside, color=ink_on(colour), linewidths=0, zorder=3, clip_on=False)


def write_legends(axes: Axes, legends: Mapping[Corner, Legended], font: FontProperties, ground: str = "none") -> None:
    """Write legends into corners, each with its heading, its marks and what they stand for; none without marks.

    The ground of a legend hides what lies behind it, unless it is "none".
    """
    written: list[Legend] = []
    for corner, (heading, handles, texts) in legends.items():
        if handles:
            legend = axes.legend(
                handles,
                texts,
                loc=corner,
                title=heading,
                alignment="left",
                facecolor=ground,
                edgecolor="none",
                prop=sized(font, LETTERS),
                title_fontproperties=sized(font, LETTERS + 0.5),
                labelcolor=INK,
            )
            written.append(legend)
    # An Axes has one legend of its own, the last.
    for legend in written[:-1]:
        axes.add_artist(legend)
