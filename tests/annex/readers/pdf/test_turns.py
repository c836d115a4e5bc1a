"""How a page is turned so that its text is level: held against rotations by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotzones.annex.readers.pdf.turns import Box, Turn, find_angle, find_difference

WIDTH, HEIGHT = 600.0, 800.0


def turn(angle):
    """Make the turn of a page of one size."""
    return Turn.by_angle(angle, WIDTH, HEIGHT)


@pytest.mark.parametrize(
    ("angle", "quarters", "skew"),
    [
        (0, 0, 0.0),
        (0.04, 0, 0.0),
        (0.06, 0, 0.06),
        (1, 0, 1.0),
        (-4, 0, -4.0),
        (44, 0, 44.0),
        (46, 1, -44.0),
        (90, 1, 0.0),
        (91, 1, 1.0),
        (178, 2, -2.0),
        (-180, 2, 0.0),
        (-90, 3, 0.0),
        (-88, 3, 2.0),
        (270, 3, 0.0),
    ],
)
def test_an_angle_is_quarters_and_a_few_degrees(angle, quarters, skew):
    """Up to a twentieth of a degree text is level; the angle comes back, by whole turns."""
    made = turn(angle)
    assert (made.quarters, made.width, made.height) == (quarters, WIDTH, HEIGHT)
    assert made.skew == pytest.approx(skew)
    assert (made.angle - angle + 0.05) % 360 < 0.1 + 1e-9


@given(st.floats(-180, 180), st.floats(0, WIDTH), st.floats(0, HEIGHT), st.floats(1, 300))
def test_text_of_any_angle_becomes_level(angle, x, y, length):
    """Along the text is right, across it is down, and the middle of the page stays its middle."""
    made = turn(angle)
    direction = math.radians(made.angle)
    along = (x + length * math.cos(direction), y - length * math.sin(direction))
    below = (x + length * math.sin(direction), y + length * math.cos(direction))
    middle = (WIDTH / 2, HEIGHT / 2)
    start, right, down, centre = made.turn_points([(x, y), along, below, middle])
    assert right == pytest.approx((start[0] + length, start[1]), abs=1e-6)
    assert down == pytest.approx((start[0], start[1] + length), abs=1e-6)
    assert centre == pytest.approx(middle[::-1] if made.quarters % 2 else middle)


@pytest.mark.parametrize(
    ("quarters", "box"),
    [
        (0, Box(x0=10, x1=30, top=50, bottom=100)),
        (1, Box(x0=700, x1=750, top=10, bottom=30)),
        (2, Box(x0=570, x1=590, top=700, bottom=750)),
        (3, Box(x0=50, x1=100, top=570, bottom=590)),
    ],
)
def test_a_box_on_a_page_that_is_turned_by_quarters(quarters, box):
    """Of a page of 600 by 800 points, as paper is turned by hand; characters and shapes alike."""
    given_as = {"x0": 10, "x1": 30, "top": 50, "bottom": 100}
    made = turn(90 * quarters)
    assert made.make_upright(10, 30, 50, 100) == box
    assert made.make_box(given_as) == box
    assert made.make_character_box(given_as) == box


def test_a_shape_on_a_page_that_is_askew():
    """It is the box around its corners when they are turned, and not around those of the page."""
    made = turn(30)
    points = [(300, 400), (300 + 100 * math.cos(math.pi / 6), 400 - 100 * math.sin(math.pi / 6))]
    shape = {"pts": points, "x0": 0, "x1": 0, "top": 0, "bottom": 0}
    assert tuple(made.make_box(shape)) == pytest.approx((300, 400, 400, 400))
    points.append((300, 420))
    assert tuple(made.make_box(shape)) == pytest.approx((290, 400, 400, 400 + 20 * math.cos(math.pi / 6)))


@pytest.mark.parametrize("angle", [5, -5, 40, 85, 95, 178, -92, 130])
@pytest.mark.parametrize("height", [9.0, 0.0])
def test_a_character_that_is_askew_has_its_own_size(angle, height):
    """The library gives the upright box around it; its own is as wide as it moves on, and never without a height."""
    width, radians = 6.0, math.radians(angle)
    across = width * abs(math.cos(radians)) + height * abs(math.sin(radians))
    high = width * abs(math.sin(radians)) + height * abs(math.cos(radians))
    character = {
        "matrix": (2 * math.cos(radians), 2 * math.sin(radians), 0.0, 0.0, 1.0, 1.0),
        "adv": -3.0,
        "x0": 300 - across / 2,
        "x1": 300 + across / 2,
        "top": 400 - high / 2,
        "bottom": 400 + high / 2,
    }
    made = turn(angle)
    box = made.make_character_box(character)
    x, y = (400, 300) if made.quarters % 2 else (300, 400)
    tall = max(height, 0.1)
    assert tuple(box) == pytest.approx((x - 3, x + 3, y - tall / 2, y + tall / 2))


@pytest.mark.parametrize(
    ("angle", "other", "difference"),
    [(0, 0, 0), (30, 10, 20), (10, 30, -20), (350, 10, -20), (-170, 170, 20), (180, 0, -180), (179, -179, -2)],
)
def test_the_difference_of_two_angles(angle, other, difference):
    """The shorter way round."""
    assert find_difference(angle, other) == pytest.approx(difference)


@pytest.mark.parametrize(
    ("direction", "angle"), [((1, 0), 0), ((0, 2), 90), ((-1, 0), 180), ((0, -3), -90), ((1, 1), 45), ((-2, -2), -135)]
)
def test_the_angle_of_a_direction(direction, angle):
    """Counter-clockwise from level."""
    assert find_angle(direction) == pytest.approx(angle)
