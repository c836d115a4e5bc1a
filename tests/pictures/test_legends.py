"""The marks of a picture and those of its legends are the same, and none is cut."""

import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from pictured import DATA

from pilotzones.pictures.legends import numbered_mark, write_legends


def marks(ax):
    """Give the groups of marks, each with the group of its numbers."""
    groups = [group for group in ax.findobj(PathCollection) if len(group.get_offsets())]
    return list(zip(groups[::2], groups[1::2], strict=True))


def colour(group):
    """Give the one colour of a group."""
    (face,) = group.get_facecolors()
    return to_hex(face)


@pytest.mark.parametrize("kind", ["zone_map", "growth"])
def test_a_batch_has_its_colour_and_number_in_the_legend_too(drawn, kind):
    """A round mark, and in it the number, another one for each, in the same ink, of the same share and without an edge."""
    ax = drawn(kind, "en")
    legend = next(legend for legend in ax.findobj(Legend) if legend.get_title().get_text().startswith("Batch"))
    lines = legend.findobj(Line2D)
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    assert [mark.get_marker() for mark, _ in pairs] == ["o"] * len(DATA.batches())
    assert {(to_hex(mark.get_color()), to_hex(number.get_color())) for mark, number in pairs} == {
        (colour(dots), colour(numbers)) for dots, numbers in marks(ax)
    }
    dots, numbers = marks(ax)[0]
    share = (numbers.get_sizes()[0] / dots.get_sizes()[0]) ** 0.5
    shares = [number.get_markersize() / mark.get_markersize() for mark, number in pairs]
    assert shares == pytest.approx([share] * len(pairs))
    assert len({number.get_marker().vertices.tobytes() for _, number in pairs}) == len(pairs)
    assert {number.get_markeredgewidth() for _, number in pairs} == {0} == {*numbers.get_linewidths()}


@pytest.mark.parametrize("kind", ["zone_map", "growth"])
def test_no_mark_and_no_number_is_cut_at_the_edge(drawn, kind):
    """Of a reply on the last day, or a zone at the border, half would be missing."""
    assert {group.get_clip_on() for pair in marks(drawn(kind, "en")) for group in pair} == {False}


def test_each_legend_is_drawn_once():
    """One without marks not at all."""
    ax = Figure().add_subplot()
    mark = numbered_mark(1, "#440154", FontProperties())
    write_legends(
        ax,
        {"upper left": ("one", [mark], ["first"]), "lower left": ("two", [mark], ["second"])},
        FontProperties(),
    )
    assert sorted(legend.get_title().get_text() for legend in ax.findobj(Legend)) == ["one", "two"]
    assert {legend.get_alignment() for legend in ax.findobj(Legend)} == {"left"}
    empty = Figure().add_subplot()
    write_legends(empty, {"upper left": ("none", [], [])}, FontProperties())
    assert empty.findobj(Legend) == []
