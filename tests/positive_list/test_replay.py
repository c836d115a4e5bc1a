"""The replay where a known range ends, begins or is joined."""

import pytest
from tables import known_range, line

from pilotzones import Dataset


@pytest.fixture
def load(folder):
    """Load known ranges and lines of the editions of 2018 and 2019 and of the adjustment of 2022."""

    def make(*ranges, lines=()):
        return Dataset.load(folder(list_coverage=[known_range(*each) for each in ranges], list_changes=lines))

    return make


def statuses(data, codes, date):
    """Ask for several codes at once."""
    return [data.eligibility(code, date).status for code in codes]


def test_both_ends_of_a_range_lie_inside(load):
    """The codes just outside stay unknown."""
    data = load(("2018-157", "10000000", "20000000"))
    codes = ["09999999", "10000000", "20000000", "20000001"]
    assert statuses(data, codes, "2019-06-01") == ["unknown", "not listed", "not listed", "unknown"]


def test_ranges_that_touch_are_one(load):
    """Order in the file does not matter."""
    data = load(("2018-157", "20000001", "30000000"), ("2018-157", "10000000", "20000000"))
    assert statuses(data, ["20000000", "20000001", "30000001"], "2019-06-01") == ["not listed", "not listed", "unknown"]


def test_a_code_stays_unlisted_where_both_the_edition_and_its_adjustment_are_known(load):
    """Only where the ranges overlap."""
    data = load(("2019-96", "10000000", "20000000"), ("2022-7", "15000000", "25000000"))
    codes = ["14999999", "15000000", "20000000", "20000001"]
    assert statuses(data, codes, "2021-06-01") == ["not listed", "not listed", "not listed", "unknown"]
    assert statuses(data, codes, "2022-06-01") == ["unknown", "not listed", "not listed", "unknown"]


def test_a_line_that_an_adjustment_does_not_name_is_derived(load):
    """The 2019 line is confirmed; that the adjustment left it alone is a conclusion."""
    data = load(("2022-7", "10000000", "20000000"), lines=[line("2019-96", "list", "15000000", evidence="confirmed")])
    assert data.eligibility("15000000", "2021-06-01").evidence == "confirmed"
    kept = data.eligibility("15000000", "2022-06-01")
    assert (kept.status, kept.evidence) == ("listed", "derived")
    assert kept.why.endswith("; 财政部等8部门公告2022年第7号 (2022 adjustment) did not change that.")


def test_an_adjustment_that_is_not_known_leaves_a_line_unknown(load):
    """It may have deleted it."""
    data = load(lines=[line("2019-96", "list", "15000000", evidence="confirmed")])
    assert statuses(data, ["15000000"], "2022-06-01") == ["unknown"]
    assert [announcement.id for announcement in data.eligibility("15000000", "2022-06-01").missing] == ["2022-7"]


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ("add", "not listed", "listed"),
        ("convert_in", "not listed", "listed"),
        ("remark", "listed", "listed"),
        ("listed", "unknown", "listed"),
        ("delete", "listed", "not listed"),
        ("convert_out", "listed", "not listed"),
    ],
)
def test_what_an_adjustment_does_decides_the_day_before(load, change, before, after):
    """Each kind of change, forwards and backwards; nothing follows for the edition before that."""
    lines = [] if change == "delete" else [line("2022-7", change, "15000000")]
    code = "93070090" if change == "delete" else "15000000"
    data = load(lines=lines) if lines else Dataset.bundled()
    assert statuses(data, [code], "2022-02-28") == [before]
    assert statuses(data, [code], "2022-03-01") == [after]
    assert statuses(data, [code], "2019-12-31") == ["unknown"]
