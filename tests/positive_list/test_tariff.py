"""The tariff's lines beside an answer: they explain it, and never change it."""

import datetime

import pytest
from tables import in_memory

from pilotzones import DataIntegrityError, Dataset

DATA = Dataset.bundled()


def note(code, date):
    """Take what is said of the tariff, if anything."""
    return [text for text in DATA.eligibility(code, date).notes if " line of " in text or " lines of " in text]


def test_a_code_of_another_year_s_tariff_has_a_note():
    """Yogurt was 0403.10.00 until HS 2022 split it; the lines under the heading are offered with their names."""
    (said,) = note("04031000", "2022-03-01")
    assert said.startswith("0403.10.00 is a line of the HS 2017 tariff, but not of HS 2022 (lines of about 2024).")
    assert "Its lines under heading 0403: " in said
    assert "0403.20.90 其他酸乳" in said
    assert note("04031000", "2021-12-31") == []
    (early,) = note("04032090", "2021-12-31")
    assert early.startswith("0403.20.90 is a line of the HS 2022 tariff, but not of HS 2017 (lines of April 2018).")
    assert "0403.10.00, 0403.90.00" in early


def test_a_code_of_no_tariff_has_a_note():
    """Also where there is nothing under its heading."""
    assert note("04039999", "2022-03-01")[0].startswith("0403.99.99 is not a line of HS 2022")
    assert note("77010000", "2022-03-01")[0].endswith("It has no line under heading 7701.")


def test_a_long_heading_is_not_offered_whole():
    """Eight lines, and the number of the others."""
    assert " and 43 more" in note("03030000", "2022-03-01")[0]


def test_of_a_year_whose_tariff_is_not_known_nothing_is_said():
    """The lists of 2016 follow HS 2012."""
    assert note("04032090", "2016-12-31") == []


def test_the_tariff_never_changes_an_answer():
    """0100.00.00 has never been a line; that it is not listed comes from the known ranges."""
    assert DATA.eligibility("01000000", "2017-06-01").status == "not listed"
    assert DATA.eligibility("04031000", "2022-03-01").status == "unknown"


def test_official_names_are_shown():
    """Two lines that the page names only in English, and one that no annex names."""
    assert DATA.eligibility("95045080", "2022-03-01").item.name_zh == "视频游戏控制器及设备的零件及附件"
    assert str(DATA.eligibility("33049900", "2022-03-01").tariff_line).startswith("33049900 ")
    assert DATA.eligibility("33049900", "2022-03-01").tariff_line.tariffs == ("hs2017", "hs2022")
    assert DATA.eligibility("77010000", "2022-03-01").tariff_line is None
    # The annex's own name comes before the tariff's.
    assert DATA.eligibility("04090000", "2016-05-01").item.name_zh == "天然蜂蜜"


def test_damaged_tariff_tables_are_named(folder):
    """A line of an unknown tariff, and an inference from one."""
    wrong = folder(tariff_lines=[{"hs_code": "01012100", "tariffs": "hs2017;hs2027"}])
    with pytest.raises(
        DataIntegrityError,
        match=r"own/tariff_lines\.csv, line 2, column tariffs: tariffs.csv does not have every id in 'hs2017;hs2027'",
    ):
        Dataset.load(wrong)
    rule = {"rule": "takes_out_only_abolished_lines", "basis": "made up", "evidence": "derived"}
    wrong = folder("rule", list_inferences=[{"announcement": "2022-7", "tariff": "hs2027", **rule}])
    with pytest.raises(
        DataIntegrityError, match=r"list_inferences\.csv: 2022-7 names 'hs2027', and tariffs\.csv has no such id"
    ):
        Dataset.load(wrong)


def test_a_tariff_of_one_s_own_is_taken(folder):
    """The next edition of the tariff is two tables."""
    tariff = {"id": "hs2028", "title": "HS 2028", "effective_from": "2028-01-01", "as_of": "2028", "evidence": "single"}
    data = Dataset.load(
        folder(tariffs=[tariff], tariff_lines=[{"hs_code": "04032090", "tariffs": "hs2022", "name_zh": "x"}])
    )
    assert data.eligibility("04032090", "2027-12-31").tariff_line.name_zh == "x"


def test_the_lines_of_a_heading_are_those_that_begin_with_its_digits():
    """In the order of their codes, of one tariff alone; without a prefix they are all lines."""
    tariff = DATA.tariff
    older, newer = tariff.tariffs
    assert [line.hs_code for line in tariff.under("0409", newer)] == ["04090000"]
    assert [line.hs_code for line in tariff.under("04031000", newer)] == []
    assert [line.hs_code for line in tariff.under("04031000", older)] == ["04031000"]
    for known in (older, newer):
        under = [line.hs_code for line in tariff.under(None, known)]
        assert under == sorted(tariff.codes(known.id))
        assert [code for code in under if code.startswith("98")] == [line.hs_code for line in tariff.under("98", known)]


@pytest.mark.parametrize(
    ("day", "tariff"),
    [
        ("2016-12-31", None),
        ("2017-01-01", "hs2017"),
        ("2021-12-31", "hs2017"),
        ("2022-01-01", "hs2022"),
        ("2027-01-01", "hs2022"),
    ],
)
def test_a_tariff_is_in_force_from_its_first_day_until_the_next_one_s(day, tariff):
    """The editions of the Harmonized System came into force on 1 January 2017 and 2022."""
    found = DATA.tariff.on(datetime.date.fromisoformat(day))
    assert (found.id if found else None) == tariff


def test_eight_lines_of_a_heading_are_offered():
    """All of them if there are eight, and the number of the others if there are more."""
    for count, ending in ((8, "0101.10.70."), (9, "0101.10.70 and 1 more.")):
        lines = [{"hs_code": f"010110{number}0", "tariffs": "hs2022"} for number in range(count)]
        data = in_memory(tariff_lines=lines)
        [said] = [text for text in data.eligibility("01011099", "2022-03-01").notes if "heading 0101" in text]
        assert said.startswith("0101.10.99 is not a line of HS 2022")
        assert said.endswith(ending)
