"""The replay where a known range ends, begins or is joined."""

import pytest
from tables import known_range, line

from pilotzones import Dataset


@pytest.fixture
def known(folder):
    """Make ranges of codes known in the editions of 2018 and 2019 and the adjustment of 2022."""

    def load(*ranges, lines=()):
        return Dataset.load(folder(list_coverage=[known_range(*each) for each in ranges], list_changes=lines))

    return load


def statuses(data, codes, date):
    """Ask for several codes at once."""
    return [data.eligibility(code, date).status for code in codes]


def test_both_ends_of_a_range_lie_inside(known):
    """The codes just outside stay unknown."""
    data = known(("2018-157", "10000000", "20000000"))
    codes = ["09999999", "10000000", "20000000", "20000001"]
    assert statuses(data, codes, "2019-06-01") == ["unknown", "not listed", "not listed", "unknown"]


def test_ranges_that_touch_are_one(known):
    """Order in the file does not matter."""
    data = known(("2018-157", "20000001", "30000000"), ("2018-157", "10000000", "20000000"))
    assert statuses(data, ["20000000", "20000001", "30000001"], "2019-06-01") == ["not listed", "not listed", "unknown"]


def test_a_code_is_not_listed_after_an_adjustment_where_both_annexes_are_known(known):
    """Only where the ranges overlap."""
    data = known(("2019-96", "10000000", "20000000"), ("2022-7", "15000000", "25000000"))
    codes = ["14999999", "15000000", "20000000", "20000001"]
    assert statuses(data, codes, "2021-06-01") == ["not listed", "not listed", "not listed", "unknown"]
    assert statuses(data, codes, "2022-06-01") == ["unknown", "not listed", "not listed", "unknown"]


def test_a_line_that_an_adjustment_does_not_name_is_derived(known):
    """The 2019 line is confirmed; that the adjustment left it alone is a conclusion."""
    listed = line("2019-96", "list", "15000000", evidence="confirmed")
    data = known(("2022-7", "10000000", "20000000"), lines=[listed])
    assert data.eligibility("15000000", "2021-06-01").evidence == "confirmed"
    kept = data.eligibility("15000000", "2022-06-01")
    assert (kept.status, kept.evidence) == ("listed", "derived")
    assert kept.why.endswith("; 财政部等8部门公告2022年第7号 (2022 adjustment) did not change that.")


def test_a_line_is_unknown_after_an_adjustment_that_is_not_known(known):
    """It may have deleted it."""
    data = known(lines=[line("2019-96", "list", "15000000", evidence="confirmed")])
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
def test_a_change_of_an_adjustment_decides_the_day_before(known, change, before, after):
    """Each kind of change, forwards and backwards; nothing follows for the edition before that."""
    lines = [] if change == "delete" else [line("2022-7", change, "15000000")]
    code = "93070090" if change == "delete" else "15000000"
    data = known(lines=lines) if lines else Dataset.bundled()
    assert statuses(data, [code], "2022-02-28") == [before]
    assert statuses(data, [code], "2022-03-01") == [after]
    assert statuses(data, [code], "2019-12-31") == ["unknown"]


def test_a_known_range_of_an_annex_ranks_before_a_list_that_names_the_code(folder):
    """The range of the annex says that the code is not on the list of 2018, and the list in the same folder names it."""
    of_the_list = {**known_range("2018-157", "90000000", "90009999"), "covers": "list"}
    tables = {
        "list_coverage": [known_range("2018-157", "90000000", "90010000"), of_the_list],
        "list_changes": [line("2018-157", "listed", "90000001")],
    }
    data = Dataset.load(folder(**tables))
    assert statuses(data, ["90000001", "90000002"], "2019-06-01") == ["not listed", "not listed"]
    assert "90000001" in {each.hs_code for each in data.coverage().disagreements}
    without = Dataset.load(
        folder("other", **{**tables, "list_coverage": [known_range("2018-157", "90000000", "90010000")]})
    )
    assert statuses(without, ["90000001"], "2019-06-01") == ["listed"]  # a single statement outranks a part of an annex
