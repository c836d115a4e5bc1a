"""Ruling lines become tables: lines, boxes and characters made by hand, in points from the top left."""

import math
from types import SimpleNamespace

import pytest

from pilotzones.annex.readers.pdf.glyphs import Glyph
from pilotzones.annex.readers.pdf.ruled import (
    Lattice,
    RulingLine,
    RulingLines,
    find_lines_askew,
    find_ruling_lines,
    group_into_tables,
)
from pilotzones.annex.readers.pdf.turns import Turn

LEVEL = Turn(quarters=0, skew=0.0, width=600, height=800)


def shape(*points, kind="line", stroke=True):
    """Make a line, a box or a curve through these points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = {"x0": min(xs), "x1": max(xs), "top": min(ys), "bottom": max(ys)}
    return {"pts": list(points), "object_type": kind, "stroke": stroke, **box}


def box(x0, top, x1, bottom, *, stroke=True, kind="rect"):
    """Make a box; as a curve it has its first corner again at its end."""
    corners = [(x0, top), (x1, top), (x1, bottom), (x0, bottom)]
    return shape(*corners, *(corners[:1] if kind == "curve" else ()), kind=kind, stroke=stroke)


def page(*shapes):
    """Put shapes on a page."""
    kinds = {"lines": "line", "rects": "rect", "curves": "curve"}
    return SimpleNamespace(
        **{name: [one for one in shapes if one["object_type"] == kind] for name, kind in kinds.items()}
    )


def find(*shapes):
    """Find the ruling lines among shapes: those across and those down."""
    found = find_ruling_lines(page(*shapes), LEVEL)
    return [tuple(rule) for rule in found.across], [tuple(rule) for rule in found.down]


def across(y, x0, x1):
    """Make a level line."""
    return shape((x0, y), (x1, y))


def down(x, y0, y1):
    """Make an upright line."""
    return shape((x, y0), (x, y1))


BOX = ([(100, 50, 250), (160, 50, 250)], [(50, 100, 160), (250, 100, 160)])
"""The four sides of a box."""


@pytest.mark.parametrize(
    "shapes",
    [
        [box(50, 100, 250, 160)],
        [box(50, 100, 250, 160, kind="curve")],
        [box(50, 100, 250, 160, stroke=False)],
        [across(100, 50, 250), across(160, 50, 250), down(50, 100, 160), down(250, 100, 160)],
        [box(50, 99, 250, 101, stroke=False), box(50, 159, 250, 161), box(49, 100, 51, 160), down(250, 100, 160)],
        [across(100, 50, 120), across(100, 124, 250), across(160, 50, 250), down(50, 100, 160), down(250, 100, 160)],
    ],
    ids=["a box", "a box as a curve", "a filled box", "lines", "thin boxes", "pieces of a line"],
)
def test_a_box_has_four_ruling_lines(shapes):
    """However it is drawn."""
    assert find(*shapes) == BOX


def test_filled_boxes_are_no_lines_beside_drawn_ones():
    """Such as a mark behind some words; where there are only lines across, they are the cells."""
    mark = box(70, 110, 120, 130, stroke=False)
    assert find(box(50, 100, 250, 160), mark) == BOX
    assert find(across(100, 50, 250), mark) == (
        [(100, 50, 250), (110, 70, 120), (130, 70, 120)],
        [(70, 110, 130), (120, 110, 130)],
    )
    assert find(across(100, 50, 250)) == ([(100, 50, 250)], [])


def test_what_is_no_ruling_line():
    """A circle, a dot, a slanted line, a slanted box."""
    circle = shape(*((300 + 60 * math.cos(at), 300 + 60 * math.sin(at)) for at in range(12)), kind="curve")
    slanted = shape((50, 100), (250, 110), (250, 160), (50, 150), (50, 100), kind="curve")
    assert find(circle, box(20, 20, 22, 22), shape((50, 100), (250, 104)), slanted) == ([], [])


def test_lines_that_are_nearly_one_are_one():
    """Within 2.5 points across, at their mean, and 4 along; others stay apart."""
    assert find(across(100, 50, 100), across(102.4, 80, 250)) == ([(101.2, 50, 250)], [])
    assert find(across(100, 50, 100), across(102.6, 80, 250)) == ([(100, 50, 100), (102.6, 80, 250)], [])
    assert find(across(100, 50, 100), across(100, 104.1, 250)) == ([(100, 50, 100), (100, 104.1, 250)], [])
    assert find(across(100, 50, 250), across(100, 80, 90)) == ([(100, 50, 250)], [])


def rules(levels, uprights):
    """Make ruling lines, each by its position, its beginning and its end."""
    return RulingLines(across=[RulingLine(*one) for one in levels], down=[RulingLine(*one) for one in uprights])


def test_lines_that_meet_are_one_table():
    """Two tables on a page are two, and a line that meets no other is none; they may miss each other by 4 points."""
    first = ([(100, 50, 246), (160, 54, 250)], [(50, 104, 160), (250, 100, 156)])
    second = ([(300, 50, 250), (360, 50, 250)], [(50, 300, 360), (250, 300, 360)])
    alone = ([(700, 50, 250)], [(590, 10, 20)])
    found = group_into_tables(rules(first[0] + second[0] + alone[0], first[1] + second[1] + alone[1]))
    assert sorted((sorted(map(tuple, one.across)), sorted(map(tuple, one.down))) for one in found) == [first, second]
    apart = ([(100, 50, 245.9)], [(250, 100, 156)])
    assert group_into_tables(rules(*apart)) == []


def lattice(levels, uprights):
    """Make a lattice of lines over the whole table, unless they say where they begin and end."""
    ends = [[one if isinstance(one, float) else one[0] for one in side] for side in (levels, uprights)]
    made = [
        [one if isinstance(one, tuple) else (one, min(other), max(other)) for one in side]
        for side, other in ((levels, ends[1]), (uprights, ends[0]))
    ]
    return Lattice(rules(*made))


def write(text, x, y, size=8):
    """Write a text around a spot."""
    start = x - size * len(text) / 2
    return [
        Glyph(one, start + at * size, start + (at + 1) * size, y - size / 2, y + size / 2)
        for at, one in enumerate(text)
    ]


def fill(made, *texts):
    """Fill a lattice with texts at spots: the texts of its rows."""
    grid = made.make_grid([one for text in texts for one in write(*text)], 3, 7)
    assert (grid.page, [row.number for row in grid.rows]) == (3, list(range(7, 7 + len(grid.rows))))
    return [[cell.text for cell in row.cells] for row in grid.rows]


def test_characters_are_sorted_into_cells():
    """Each where its middle is, several lines below each other; on an outer line it is in the table."""
    made = lattice([100.0, 120.0, 160.0], [50.0, 150.0, 250.0])
    assert (made.width, made.height, made.area, made.is_table) == (2, 2, 12_000, True)
    texts = [
        ("甲", 100, 110),
        ("乙", 200, 110),
        ("丙丁", 200, 130),
        ("戊", 200, 150),
        ("己", 50, 160.5),
        ("庚", 251, 110),
    ]
    assert fill(made, *texts) == [["甲", "乙庚"], ["己", "丙丁\n戊"]]


@pytest.mark.parametrize(
    ("x", "y", "is_held"),
    [
        (49, 99, True), (251, 161, True), (49, 161, True), (48.9, 120, False), (251.1, 120, False), (100, 98.9, False),
        (100, 161.1, False),
    ],
)  # fmt: skip
def test_a_table_holds_what_is_inside_it(x, y, is_held):
    """A point beyond its outer lines counts."""
    [character] = write("甲", x, y)
    assert lattice([100.0, 120.0, 160.0], [50.0, 250.0]).holds(character) is is_held


def test_a_frame_is_no_table():
    """Two cells are one, however they are arranged; a line within a frame that covers little separates nothing."""
    assert not lattice([100.0, 160.0], [50.0, 250.0]).is_table
    assert lattice([100.0, 130.0, 160.0], [50.0, 250.0]).is_table
    assert lattice([100.0, 160.0], [50.0, 150.0, 250.0]).is_table
    assert not lattice([100.0, (130.0, 50, 169), 160.0], [50.0, 250.0]).is_table
    assert lattice([100.0, (130.0, 50, 171), 160.0], [50.0, 250.0]).is_table


def test_cells_without_a_line_between_them_are_merged():
    """Across and down: the same cell in all its places."""
    made = lattice([100.0, (120.0, 50, 150), 140.0, (160.0, 150, 250), 180.0], [50.0, (150.0, 100, 140), 250.0])
    grid = made.make_grid([one for text in (("甲", 200, 115), ("乙", 60, 150)) for one in write(*text)], 1, 1)
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["", "甲"],
        ["", "甲"],
        ["乙", "乙"],
        ["乙", "乙"],
    ]
    assert grid.rows[0].cells[1] is grid.rows[1].cells[1]
    assert len({id(cell) for row in grid.rows[2:] for cell in row.cells}) == 1


def test_the_space_inside_double_lines_is_no_row_and_no_column():
    """Whichever side a merged cell lies on; narrow cells with a text of their own are kept."""
    double = lattice([100.0, 103.0, 140.0, 143.0, 180.0], [50.0, 150.0, 156.0, 250.0, 253.0])
    assert fill(double, ("甲", 100, 120), ("乙", 200, 160)) == [["甲", ""], ["", "乙"]]
    above = lattice([100.0, 140.0, (143.0, 50, 150), 180.0], [50.0, (150.0, 100, 180), 250.0])
    assert fill(above, ("甲", 100, 120), ("乙", 200, 160)) == [["甲", ""], ["", "乙"]]
    below = lattice([100.0, (140.0, 50, 150), 143.0, 180.0], [50.0, (150.0, 100, 180), 250.0])
    assert fill(below, ("甲", 100, 160), ("乙", 200, 120)) == [["", "乙"], ["甲", ""]]
    own = lattice([100.0, 106.0, 140.0], [50.0, 150.0, 250.0])
    assert fill(own, ("甲", 100, 103), ("乙", 200, 120)) == [["甲", ""], ["", "乙"]]
    wide = lattice([100.0, 106.1, 140.0], [50.0, 150.0, 250.0])
    assert fill(wide, ("乙", 200, 120)) == [["", ""], ["", "乙"]]


def test_outer_lines_may_be_missing():
    """The others show how far the table reaches; 12 points of them beyond the last line are not a cell."""
    inner = Lattice(rules([(120, 30, 250)], [(150, 80, 180)]))
    assert (inner.xs, inner.ys) == ([30, 150, 250], [80, 120, 180])
    short = Lattice(rules([(120, 38, 162)], [(50, 108, 132), (150, 108, 132)]))
    assert (short.xs, short.ys) == ([50, 150], [120])


def askew(*shapes, skew=0.0):
    """Find lines that are askew on a page whose text has a skew."""
    return find_lines_askew(page(*shapes), LEVEL._replace(skew=skew))


def sloping(angle, y=100.0, length=200.0):
    """Make a line that falls at an angle."""
    radians = math.radians(angle)
    return shape((50, y), (50 + length * math.cos(radians), y + length * math.sin(radians)))


@pytest.mark.parametrize(("angle", "is_askew"), [(0, False), (0.4, True), (1, True), (9.9, True), (10.1, False)])
def test_lines_that_are_askew(angle, is_askew):
    """From 0.3 to 10 degrees; what is further from level is a drawing."""
    lines = [sloping(angle, y) for y in (100, 200, 300)]
    assert askew(*lines) == (f"3 ruling lines at an angle of {angle:.1f} degrees to its text" if is_askew else "")


def test_a_few_slanted_lines_are_a_drawing():
    """Two of them, or less than a fifth of all; ends that differ by a point at most are level."""
    lines = [sloping(2, y) for y in (100, 200, 300)]
    assert askew(*lines[:2]) == ""
    assert askew(*lines, *(across(y, 50, 250) for y in range(400, 412))) != ""
    assert askew(*lines, *(across(y, 50, 250) for y in range(400, 413))) == ""
    dashes = [shape((50, y), (60, y + 0.6)) for y in (100, 200, 300)]
    assert askew(*dashes) == ""
    assert askew(*dashes, skew=1.0) == ""


def test_lines_are_askew_to_the_text_and_not_to_the_page():
    """On a page that is turned by two degrees such lines are level; level ones and boxes are not."""
    lines = [sloping(-2, y) for y in (100, 200, 300)]
    assert askew(*lines, skew=2.0) == ""
    assert askew(*(across(y, 50, 250) for y in (100, 200, 300)), skew=2.0).endswith("angle of 2.0 degrees to its text")
    assert askew(*(box(50, y, 250, y + 60) for y in (100, 200, 300)), skew=2.0) != ""
    assert askew(*(box(50, y, 250, y + 60) for y in (100, 200, 300))) == ""


def test_curves_are_lines_if_they_are_boxes():
    """A slanted box of five points is one, a curve of more points is not."""
    slanted = [
        shape((50, y), (250, y + 7), (250, y + 60), (50, y + 53), (50, y), kind="curve") for y in (100, 200, 300)
    ]
    assert askew(*slanted) == "3 ruling lines at an angle of 2.0 degrees to its text"
    assert askew(*(one | {"pts": [*one["pts"], (51, 100)]} for one in slanted)) == ""
