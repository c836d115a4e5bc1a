"""Colours and signs that people with any colour vision can tell apart, and that do not depend on colour alone."""

from __future__ import annotations

import matplotlib as mpl
from matplotlib.colors import to_hex, to_rgb
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

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
    ['#440154', '#dfe318']
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
    parts = (_linear(part) for part in to_rgb(colour))
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
    # The contrast with white is 1.05 / (luminance + 0.05), and that with black (luminance + 0.05) / 0.05.
    return "white" if (luminance + 0.05) ** 2 < 1.05 * 0.05 else "black"


def _linear(part: float) -> float:
    """Give the light of a part of a colour in sRGB; those that are nearly black are no colours of ours."""
    return float(((part + 0.055) / 1.055) ** 2.4)


def number_sign(number: int, font: FontProperties) -> Path:
    """Make the shape of a number, its centre at the origin, to stand in a mark."""
    shape = TextPath((0, 0), str(number), size=10, prop=font)
    box = shape.get_extents()
    return shape.transformed(Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2))
