"""The report on a column of places: counts, spellings, reasons and near misses."""

import datetime

import duckdb
import pandas as pd
import polars as pl
import pytest

from pilotzones.frames import match
from pilotzones.frames.errors import FrameColumnError, FrameTypeError
from pilotzones.frames.matching import MatchReport

PLACES = ["莱芜市", "莱芜市", "杭州", "Suzhou", "Suzhou", "Suzhou", "Shenzen", "香港", "浙江省", None, "  "]
FRAME = pl.DataFrame({"city": PLACES})
DAY = "2026-01-01"
CONNECTION = duckdb.connect()


def kinds():
    """Put the places into frames of every kind."""
    yield FRAME
    yield FRAME.lazy()
    yield FRAME.to_arrow()
    yield pd.DataFrame({"city": pd.Series(PLACES, dtype=object)})
    yield pd.DataFrame({"city": pd.Series(PLACES, dtype="str" if pd.__version__ >= "3" else "string")})
    yield CONNECTION.from_arrow(FRAME.to_arrow())


@pytest.mark.long
@pytest.mark.parametrize("frame", list(kinds()), ids=lambda frame: type(frame).__module__.partition(".")[0])
def test_every_row_is_counted_once(frame):
    """Three of 11 rows match, three may be Suzhou or Suzhou, four are no city of the mainland, one is null."""
    report = match(frame, place="city", date=DAY)
    assert isinstance(report, MatchReport)
    assert (report.rows, report.matched, report.ambiguous, report.unknown) == (11, 3, 3, 4)
    assert report.count("no place") == 1
    assert [(spelling.text, spelling.rows) for spelling in report.spellings[:2]] == [("Suzhou", 3), ("莱芜市", 2)]
    assert sum(spelling.rows for spelling in report.spellings) == 11


def test_a_query_is_run_and_a_missing_value_of_pandas_is_no_place():
    """Polars' lazy frame; NA, which is neither equal to itself nor not."""
    said = match(FRAME.lazy(), place="city", date=DAY).spellings
    assert said == match(FRAME, place="city", date=DAY).spellings
    missing = pd.DataFrame({"city": pd.Series(["杭州", pd.NA], dtype="string")})
    found = match(missing, place="city", date=DAY).spellings
    assert sorted((spelling.text or "", spelling.status) for spelling in found) == [("", "no place"), ("杭州", "known")]


def test_what_is_not_matched_has_its_reason_and_near_misses():
    """Suzhou's two cities are named, Shenzen is shown Shenzhen, Hong Kong is outside, Zhejiang is a province."""
    report = match(FRAME, place="city", date=DAY)
    said = {spelling.text: spelling for spelling in report.spellings}
    assert "苏州市 (320500, Jiangsu)" in said["Suzhou"].reason
    assert "宿州市 (341300, Anhui)" in said["Suzhou"].reason
    assert (said["Suzhou"].status, said["Suzhou"].near_misses) == ("ambiguous place", None)
    assert said["Shenzen"].near_misses.startswith("Shenzhen 深圳市 (440300, Guangdong)")
    assert said["香港"].status == "outside the mainland"
    assert said["浙江省"].reason == "This is a province, not a city."
    assert [spelling.text for spelling in report.of("no place")] == [None]
    assert said["  "].status == "unknown place"


def test_what_is_matched_has_its_place():
    """Laiwu became two districts of Jinan: known, and no single code; Hangzhou has its own."""
    said = {spelling.text: spelling for spelling in match(FRAME, place="city", date=DAY).of("known")}
    assert (said["杭州"].adcode, said["杭州"].place_name) == ("330100", "杭州市")
    assert (said["莱芜市"].adcode, said["莱芜市"].place_name) == (None, None)


def test_the_report_prints_counts_and_what_is_not_matched():
    """A person reads the counts first, then each spelling that needs work, the commonest first."""
    lines = str(match(FRAME, place="city", date=DAY)).splitlines()
    assert lines[0] == "11 rows: 3 matched, 3 ambiguous, 4 unknown, 1 without a place or a valid day."
    assert lines[1].split()[:4] == ["3", "ambiguous", "place", "Suzhou"]
    assert any("(null)" in line for line in lines)
    assert not any("杭州" in line for line in lines)


def test_a_long_report_says_how_many_spellings_it_leaves_out():
    """Twenty spellings are printed; all are in the report."""
    report = match(pl.DataFrame({"place": [f"nowhere {number}" for number in range(25)]}), date=DAY)
    lines = str(report).splitlines()
    assert len(report.spellings) == 25
    assert len(lines) == 22
    assert lines[-1] == "and 5 more spellings that are not matched."


def test_a_column_of_provinces_decides():
    """Each spelling is reported with the province beside it."""
    frame = pl.DataFrame(
        {"city": ["Suzhou", "Suzhou", "Suzhou", "Suzhou"], "in": ["Jiangsu", "安徽", None, "Atlantis"]}
    )
    said = {spelling.province: spelling for spelling in match(frame, "city", DAY, province="in").spellings}
    assert said["Jiangsu"].adcode == "320500"
    assert said["安徽"].adcode == "341300"
    assert said[None].status == "ambiguous place"
    assert said["Atlantis"].status == "unknown place"
    assert said["Atlantis"].reason == "No province has the name in the column of provinces."


def test_days_count():
    """Jiangyin is in a zone or not; a former name has the place of its day."""
    days = [datetime.date(2010, 12, 31), datetime.date(2020, 12, 31), None]
    report = match(pl.DataFrame({"place": ["襄樊市"] * 2 + ["襄阳市"], "date": [*days]}))
    assert {(spelling.text, spelling.status) for spelling in report.spellings} == {
        ("襄樊市", "known"),
        ("襄阳市", "no date"),
    }
    assert str(report).splitlines()[0] == "3 rows: 2 matched, 0 ambiguous, 0 unknown, 1 without a place or a valid day."


def test_integers_are_codes():
    """A column of numbers is read as codes, and reported as text."""
    report = match(pl.DataFrame({"place": [330100, 999999]}), date=DAY)
    assert [(spelling.text, spelling.status) for spelling in report.spellings] == [
        ("330100", "known"),
        ("999999", "unknown place"),
    ]


def test_what_is_no_frame_or_column_is_refused():
    """The errors are those of tag_zones."""
    with pytest.raises(FrameTypeError):
        match([1, 2], date=DAY)
    with pytest.raises(FrameColumnError, match="'place'"):
        match(FRAME, date=DAY)
    with pytest.raises(FrameColumnError, match="a province is its name"):
        match(FRAME.with_columns(p=1.5), place="city", date=DAY, province="p")


def test_an_empty_frame_has_an_empty_report():
    """Nothing is asked, nothing is wrong."""
    report = match(FRAME.clear(), place="city", date=DAY)
    assert (report.rows, report.spellings) == (0, ())
    assert str(report) == "0 rows: 0 matched, 0 ambiguous, 0 unknown, 0 without a place or a valid day."
