"""Colours and signs that people with any colour vision can tell apart, and that do not depend on colour alone."""

from __future__ import annotations

import matplotlib as mpl
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from pilotzones.records.zones import ZoneLevel

_LIGHTEST = 0.95
"""How far viridis is used: its end is too light for a white ground."""
KNOWN, PARTLY = "#0072b2", "#cfe5f3"
"""Of cells that are known, and of those that are in part: a blue of Okabe and Ito, and a light one of it."""
SIGNS: dict[ZoneLevel, str] = {"municipality": "o", "prefecture": "o", "county": "s", "special": "D"}
"""The shape of a zone's mark, by its level."""


def colours(count: int) -> list[str]:
    """Give colours in an order that can be seen: each is lighter than the one before, and so in shades of grey too.

    >>> colours(2)
    ['#440154', '#efe51c']
    """
    viridis = mpl.colormaps["viridis"]
    return [to_hex(viridis(_LIGHTEST * at / max(count - 1, 1))) for at in range(count)]


def ink_on(colour: str) -> str:
    """Choose black or white for a number on a colour, whichever is easier to read.

    Source:
        Relative luminance: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance.

    >>> ink_on("#440154"), ink_on("#fde725")
    ('white', 'black')
    """
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in mpl.colors.to_rgb(colour)
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    # The contrast with white is 1.05 / (luminance + 0.05), and that with black (luminance + 0.05) / 0.05.
    return "white" if 1.05 * 0.05 > (luminance + 0.05) ** 2 else "black"


def number_sign(number: int, font: FontProperties) -> Path:
    """Make the shape of a number, its centre at the origin, to stand in a mark."""
    shape = TextPath((0, 0), str(number), size=10, prop=font)
    low, high = shape.get_extents().min, shape.get_extents().max
    return Path(shape.vertices - (low + high) / 2, shape.codes)
