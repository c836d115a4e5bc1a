"""The colours: told apart with any colour vision, by light alone, and never the only sign."""

import itertools
import math
from typing import get_args

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties
from pictured import DATA

from pilotzones.pictures.palette import KNOWN, PARTLY, SIGNS, colours, ink_on, number_sign
from pilotzones.records.zones import ZoneLevel

# Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency" (2009):
# the matrices for severity 1.0, on linear RGB.
VISION = {
    "any": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
CLEARLY = 7
"""A difference in CIELAB that anybody sees; about 2.3 is just noticeable."""


def linear(colour):
    """Give the light of a colour in sRGB (IEC 61966-2-1)."""
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour, vision):
    """Give a colour as somebody sees it, in CIELAB (D65)."""
    seen = np.clip(VISION[vision] @ linear(colour), 0, 1)
    x, y, z = TO_XYZ @ seen / np.array([0.95047, 1, 1.08883])
    root = [value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116 for value in (x, y, z)]
    return 116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])


def contrast(one, other):
    """Give the contrast of two colours by WCAG 2.2."""
    dark, light = sorted(float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722])) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("vision", VISION)
def test_the_colours_of_all_batches_are_told_apart(vision):
    """Eight today, and ten."""
    for count in (len(DATA.batches()), 10):
        seen = [lab(colour, vision) for colour in colours(count)]
        assert min(math.dist(one, other) for one, other in itertools.combinations(seen, 2)) > CLEARLY


@pytest.mark.parametrize("vision", VISION)
def test_the_fills_of_cells_are_told_apart(vision):
    """Known, known in part, and white."""
    seen = [lab(colour, vision) for colour in (KNOWN, PARTLY, "white")]
    assert min(math.dist(one, other) for one, other in itertools.combinations(seen, 2)) > CLEARLY


def test_each_colour_is_lighter_than_the_one_before():
    """So the order of batches is seen in print too."""
    lights = [lab(colour, "any")[0] for colour in colours(8)]
    assert lights == sorted(lights)
    assert min(after - before for before, after in itertools.pairwise(lights)) > CLEARLY
    assert colours(1) == colours(8)[:1]
    assert colours(2) == [colours(8)[0], colours(8)[-1]]


def test_numbers_can_be_read_on_every_colour():
    """The ink is the one with the higher contrast, which is at least 4.5 (WCAG 2.2, AA)."""
    for colour in (*colours(8), *colours(10), KNOWN, PARTLY):
        assert contrast(colour, ink_on(colour)) >= 4.5
        assert contrast(colour, ink_on(colour)) == max(contrast(colour, ink) for ink in ("black", "white"))


def test_shapes_tell_levels_apart():
    """Cities and municipalities have one, counties and other areas one each."""
    assert SIGNS.keys() == set(get_args(ZoneLevel))
    assert SIGNS["municipality"] == SIGNS["prefecture"]
    assert len(set(SIGNS.values())) == 3


def test_a_number_stands_in_the_middle_of_its_mark():
    """Its centre is the origin."""
    for number in (1, 8, 12):
        box = number_sign(number, FontProperties()).get_extents()
        assert (box.x0 + box.x1, box.y0 + box.y1) == pytest.approx((0, 0), abs=1e-9)
        assert box.height > 0
