"""``growth``: the line is the number of zones in force on every day, and every reply is marked."""

import datetime
import itertools
import re

import pytest
from matplotlib.dates import num2date
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from pictured import DATA, LANGUAGES, dots, texts

from pilotzones import pictures
from pilotzones.pictures.growth_steps import _lay_out, _steps, _write_document

LAST = datetime.date(2026, 11, 25)


def line(ax):
    """Give the corners of the step line, as days and counts."""
    (steps,) = [found for found in ax.get_lines() if found.get_drawstyle() == "steps-post"]
    return [(num2date(x).date(), int(y)) for x, y in zip(*steps.get_data(orig=False), strict=True)]


def test_the_line_is_the_number_of_zones_in_force(drawn):
    """On the day of each corner, and on the day before it that of the corner before."""
    corners = line(drawn("growth", "en"))
    assert (corners[0], corners[-1]) == ((datetime.date(2015, 1, 1), 0), (LAST, 178))
    for (_, before), (day, count) in itertools.pairwise(corners):
        assert count == len(DATA.zones(date=day))
        assert before == len(DATA.zones(date=day - datetime.timedelta(1)))


def test_every_reply_is_marked_on_the_line(drawn):
    """On its day, at the running totals that the replies have."""
    marks = [(num2date(x).date(), int(y)) for ((x, y),) in dots(drawn("growth", "en"))]
    assert marks == [(batch.established_on, batch.in_force_after) for batch in DATA.batches()]


def test_the_legend_has_batch_document_day_and_change(drawn):
    """The titles of the replies have the numbers: 1, 12, 22, 24, 46, 27, 33 and 16 zones."""
    legend = drawn("growth", "en").get_legend()
    assert [text.get_text() for text in legend.get_texts()] == [
        "Guohan [2015] No. 44, 2015-03-07: +1, in force 1",
        "Guohan [2016] No. 17, 2016-01-12: +12, in force 13",
        "Guohan [2018] No. 93, 2018-07-24: +22, in force 35",
        "Guohan [2019] No. 137, 2019-12-15: +24, in force 59",
        "Guohan [2020] No. 47, 2020-04-27: +46, in force 105",
        "Guohan [2022] No. 8, 2022-01-22: +27, in force 132",
        "Guohan [2022] No. 126, 2022-11-14: +33, in force 165",
        "Guohan [2025] No. 40, published 2025-04-25: +16 -3, in force 178",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_the_same_facts(drawn, lang):
    """Every number of each reply: document, day, zones made and ended, zones in force."""
    lines = [text.get_text() for text in drawn("growth", lang).get_legend().get_texts()]
    for written, batch in zip(lines, DATA.batches(), strict=True):
        year, serial = re.findall(r"\d+", batch.document_no)
        facts = [year, serial, *str(batch.established_on).split("-"), str(batch.zone_count)]
        ended = [zone for zone in DATA.zones() if zone.revoked_by == batch.document_no]
        facts += [str(len(ended))] if ended else []
        assert re.findall(r"\d+", written) == [*facts, str(batch.in_force_after)]
    assert drawn("growth", lang).get_ylabel() == {"en": "zones in force", "zh": "有效的综合试验区（个）"}[lang]
    assert any(str(LAST) in text and DATA.data_version() in text for text in texts(drawn("growth", lang)))


def test_a_document_of_another_form_is_named_as_it_stands():
    """Its number is not of the form 国函〔year〕number号."""
    assert _write_document("国办函〔2027〕1号", "en") == "国办函〔2027〕1号"
    assert _write_document("国函〔2027〕1号", "en") == "Guohan [2027] No. 1"


def test_without_zones_the_line_lies_at_nothing():
    """Up to the last verified day, from the first of January before it."""
    assert _steps([], LAST) == [(datetime.date(2026, 1, 1), 0), (LAST, 0)]


def test_it_draws_into_the_axes_that_it_is_given():
    """And gives that Axes back."""
    ax = Figure().add_subplot()
    assert pictures.growth(ax=ax, dataset=DATA) is ax
    assert len(line(ax)) > 8


def test_days_can_be_drawn_over_it():
    """Its axis from left to right is one of days."""
    ax = pictures.growth(dataset=DATA)
    ax.axvline(datetime.date(2020, 1, 1))
    assert num2date(ax.get_lines()[-1].get_xdata(orig=False)[0]).date() == datetime.date(2020, 1, 1)


@pytest.mark.parametrize(
    ("most", "every"), [(1, 1), (10, 1), (11, 2), (20, 2), (21, 5), (50, 5), (51, 10), (178, 20), (201, 50), (501, 100)]
)
def test_heights_are_round_numbers(most, every):
    """In steps of one, two or five, or tens of these: ten steps at most, of which the last reaches the line."""
    ax = Figure().add_subplot()
    _lay_out(ax, [(datetime.date(2015, 1, 1), 0), (LAST, most)], "zones in force", FontProperties())
    heights = [int(label.get_text()) for label in ax.get_yticklabels()]
    assert heights == list(ax.get_yticks())
    assert {after - before for before, after in itertools.pairwise(heights)} == {every}
    assert len(heights) <= 11
    assert heights[-2] < most <= heights[-1] < ax.get_ylim()[1]
    assert [num2date(day).date() for day in ax.get_xlim()] == [datetime.date(2015, 1, 1), datetime.date(2027, 1, 1)]
    assert [label.get_text() for label in ax.get_xticklabels()] == [str(year) for year in range(2015, 2028)]
