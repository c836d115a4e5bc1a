"""What all pictures have: an Axes that no settings change, a title, and a line on the sources."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

import matplotlib as mpl
import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine

from pilotzones.arguments import check_type

INK, GREY, RULE, PALE = "#222222", "#6b6b6b", "#b5b5b0", "#f0f0ee"
"""Of words, of words beside, of lines behind, of grounds."""
_DOTS_PER_INCH = 120
_PADDING = 0.12
"""Inches between a picture and the edge of a new figure."""
_TITLE, _SMALL = 13, 7.5
"""Sizes of letters in points."""
_LOCK = threading.RLock()


@contextlib.contextmanager
def plain_settings() -> Iterator[None]:
    """Draw with matplotlib's own settings, whatever the user has chosen, and afterwards with the user's again.

    They are those of the whole process, so one thread draws at a time.
    """
    with _LOCK, matplotlib.style.context("default"), mpl.rc_context({"svg.hashsalt": "pilotzones"}):
        yield


@contextlib.contextmanager
def canvas(ax: Axes | None, width: float, height: float) -> Iterator[Axes]:
    """Give the Axes to draw into.

    Args:
        ax: that of the caller; None for one in a new figure, which pyplot does not know.
        width: of a new figure in inches.
        height: likewise.
    """
    with plain_settings():
        if ax is None:
            layout = ConstrainedLayoutEngine(w_pad=_PADDING, h_pad=_PADDING)
            ax = Figure(figsize=(width, height), dpi=_DOTS_PER_INCH, layout=layout).add_subplot()
        yield ax


def check_axes(ax: object) -> None:
    """Check that an argument is an Axes or None.

    Raises:
        ArgumentTypeError: if it is not.
    """
    if ax is not None:
        check_type("ax", ax, Axes, "an Axes of matplotlib, or None")


def write_title(ax: Axes, text: str, font: FontProperties) -> None:
    """Write a title over the picture."""
    ax.set_title(text, loc="left", color=INK, fontproperties=font, fontsize=_TITLE)


def write_source(ax: Axes, text: str, font: FontProperties, below: float) -> None:
    """Write on what a picture rests, some points below its Axes."""
    ax.annotate(
        text,
        xy=(0, 0),
        xycoords="axes fraction",
        xytext=(0, -below),
        textcoords="offset points",
        verticalalignment="top",
        color=GREY,
        fontproperties=font,
        fontsize=_SMALL,
        linespacing=1.4,
    )


def sized(font: FontProperties, points: float) -> FontProperties:
    """Give a font in another size."""
    other = font.copy()
    other.set_size(points)
    return other
