"""The tariff's lines beside an answer: they explain it, and never change it."""

import pytest

from pilotzones import DataIntegrityError, Dataset

DATA = Dataset.bundled()


def note(code, date):
    """Take what is said of the tariff, if anything."""
    return [text for text in DATA.eligibility(code, date).notes if " line of " in text or " lines of " in text]


def test_a_code_of_another_year_s_tariff_has_a_note():
    """Yogurt was 0403.10.00 until HS 2022 split it; the lines under the heading are offered with their names."""
    (said,) = note("04031000", "2022-03-01")
    assert said.startswith("0403.10.00 is a line of the HS 2017 tariff, but not of HS 2022 (lines of about 2024).")
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
