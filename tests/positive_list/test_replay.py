"""The replay where a settled range ends, begins or is joined."""

import pytest

from pilotzones import Dataset

LINES = "announcement,seq,change,hs_code,name_zh,remark_zh,remark_known,evidence,sources,note\n"
RANGES = "announcement,code_from,code_to,basis\n"


@pytest.fixture
def settled(overlay):
    """Settle ranges of codes in the 2018 edition and in the one of 2019 with its adjustment."""

    def load(*ranges, lines=""):
        rows = "".join(f"{announcement},{code_from},{code_to},\n" for announcement, code_from, code_to in ranges)
        return Dataset.load(overlay(list_coverage=RANGES + rows, list_changes=LINES + lines))

    return load


def statuses(data, codes, date):
    """Ask for several codes at once."""
    return [data.eligibility(code, date).status for code in codes]


def test_both_ends_of_a_range_lie_inside(settled):
    """The codes just outside stay unknown."""
    data = settled(("2018-157", "10000000", "20000000"))
    codes = ["09999999", "10000000", "20000000", "20000001"]
    assert statuses(data, codes, "2019-06-01") == ["unknown", "not listed", "not listed", "unknown"]


def test_ranges_that_touch_are_one(settled):
    """Order in the file does not matter."""
    data = settled(("2018-157", "20000001", "30000000"), ("2018-157", "10000000", "20000000"))
    assert statuses(data, ["20000000", "20000001", "30000001"], "2019-06-01") == ["not listed", "not listed", "unknown"]


def test_an_adjustment_leaves_unlisted_what_both_it_and_the_edition_before_settle(settled):
    """Only where the ranges overlap."""
    data = settled(("2019-96", "10000000", "20000000"), ("2022-7", "15000000", "25000000"))
    codes = ["14999999", "15000000", "20000000", "20000001"]
    assert statuses(data, codes, "2021-06-01") == ["not listed", "not listed", "not listed", "unknown"]
    assert statuses(data, codes, "2022-06-01") == ["unknown", "not listed", "not listed", "unknown"]


def test_a_line_kept_by_an_adjustment_s_silence_is_derived(settled):
    """The 2019 line is confirmed; that the adjustment left it alone is a conclusion."""
    line = "2019-96,,list,15000000,,,yes,confirmed,,\n"
    data = settled(("2022-7", "10000000", "20000000"), lines=line)
    assert data.eligibility("15000000", "2021-06-01").evidence == "confirmed"
    kept = data.eligibility("15000000", "2022-06-01")
    assert (kept.status, kept.evidence) == ("listed", "derived")
    assert kept.why.endswith("; 财政部等8部门公告2022年第7号 (2022 adjustment) did not change that.")


def test_an_adjustment_that_is_not_settled_leaves_a_line_unknown(settled):
    """It may have deleted it."""
    data = settled(lines="2019-96,,list,15000000,,,yes,confirmed,,\n")
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
def test_what_an_adjustment_does_tells_of_the_day_before(settled, change, before, after):
    """Each kind of change, forwards and backwards; nothing is told of the edition before that."""
    lines = "" if change == "delete" else f"2022-7,,{change},15000000,,,yes,single,,\n"
    code = "93070090" if change == "delete" else "15000000"
    data = settled(lines=lines) if lines else Dataset.bundled()
    assert statuses(data, [code], "2022-02-28") == [before]
    assert statuses(data, [code], "2022-03-01") == [after]
    assert statuses(data, [code], "2019-12-31") == ["unknown"]
