"""The panel by the map of each period's year, and by today's map for areas that moved."""

import csv
import datetime

import pytest
from divisions import DATA, SPANS, map_of

from pilotzones.dates import InvalidDateError
from pilotzones.frames import panel

MUNICIPALITIES = ("110000", "120000", "310000", "500000")
YEARS = range(2012, 2025)


def table(name):
    """Read a bundled table as it stands."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def zones():
    """List the codes of every zone with the first and last year of its treatment."""
    batches = {row["number"]: row for row in table("batches")}
    replies = {row["document_no"]: row for row in batches.values()}
    parts = {}
    for row in table("territories"):
        parts.setdefault(row["zone"], []).append(row["adcode"])
    for row in table("zones"):
        begin = day_of(batches[row["batch"]])
        end = day_of(replies[row["revoked_by"]]) if row["revoked_by"] else datetime.date.max
        yield parts.get(row["id"], [row["adcode"]]), begin, end, row["level"]


def day_of(batch):
    """Give the day a reply was signed, or published where that is not known."""
    return datetime.date.fromisoformat(batch["approved_on"] or batch["published_on"])


def upwards(code):
    """List a code and those around it."""
    return code, f"{code[:4]}00", f"{code[:2]}0000"


def by_period(level):
    """Make the panel by the map of each period, as rows by code and year."""
    frame = panel(YEARS[0], YEARS[-1], level=level, into="polars", boundaries="period")
    found = {(row["adcode"], row["period"]): row for row in frame.rows(named=True)}
    assert len(found) == len(frame)
    return found


@pytest.fixture(scope="module")
def prefectures():
    """Make the panel of prefectures."""
    return by_period("prefecture")


@pytest.fixture(scope="module")
def counties():
    """Make the panel of counties."""
    return by_period("county")


def test_prefectures_are_those_of_each_year_s_map(prefectures):
    """And the four municipalities."""
    expected = {
        (code, year): name
        for year in YEARS
        for code, name in map_of(year).items()
        if code in MUNICIPALITIES or (code.endswith("00") and not code.endswith("0000"))
    }
    assert {key: row["name_zh"] for key, row in prefectures.items()} == expected


def test_counties_are_those_of_each_year_s_map(counties):
    """Prefectures without counties are themselves; what only the statistics of 2023 treat as a county is no unit."""
    for year in YEARS:
        listed = {code for code in map_of(year) if not code.endswith("00")}
        bare = {code for code in map_of(year) if code.endswith("00") and not code.endswith("0000")} - {
            f"{code[:4]}00" for code in listed
        }
        units = {code for code, period in counties if period == year}
        assert units == listed | bare, year


def test_counties_are_treated_by_the_zone_around_them_in_that_year(counties):
    """By their code of the year, under every zone that lies on or around it; a code's first year is another test's."""
    everything = list(zones())
    begun = {(span.code, span.begin) for span in SPANS}
    for code in {code for code, _ in counties}:
        spans = [(begin, end) for parts, begin, end, _ in everything if set(parts) & set(upwards(code))]
        for year in YEARS:
            if (code, year) in counties and (code, year) not in begun:
                days, row = count_days(spans, year), counties[code, year]
                assert row["treated"] == (days > 0), (code, year)
                assert row["share"] == pytest.approx(days / (366 if year % 4 == 0 else 365))


def count_days(spans, year):
    """Count the days of a year in some spans, one by one where there are several."""
    first, after = datetime.date(year, 1, 1).toordinal(), datetime.date(year + 1, 1, 1).toordinal()
    ranges = [range(max(begin.toordinal(), first), min(end.toordinal(), after)) for begin, end in spans]
    return len(set().union(*ranges)) if len(ranges) > 1 else sum(map(len, ranges))


def test_a_county_that_moved_is_treated_where_it_lay(counties):
    """公主岭 is in Changchun from 2020 (a zone since 2018), 简阳 in Chengdu from 2016 (a zone since 2016)."""
    frame = panel(YEARS[0], YEARS[-1], level="county", into="polars")
    today = {(row["adcode"], row["period"]): row for row in frame.rows(named=True)}
    for rows in (today, counties):
        for code, first in (("220184", 2020), ("510185", 2016)):
            years = [year for year in YEARS if (code, year) in rows]
            assert [year for year in years if rows[code, year]["treated"]] == [year for year in years if year >= first]
    assert len([key for key in today if key[0] == "220184"]) == len(YEARS)
    for code, last in (("220381", 2019), ("512081", 2015)):
        assert [counties[code, year]["treated"] for year in range(YEARS[0], last + 1)] == [False] * (last - 2011)
        assert (code, last + 1) not in counties


def test_laiwu_is_a_unit_until_2017(prefectures):
    """Its area is Jinan's by the map of 31 December 2018."""
    years = [year for code, year in prefectures if code == "371200"]
    assert years == list(range(2012, 2018))


def test_before_the_first_map():
    """The map is known from 2000 on; today's map has no such limit."""
    with pytest.raises(InvalidDateError, match="known from 2000 on: begin there, or pass boundaries='today'"):
        panel(1999, 2001, boundaries="period")
    assert len(panel(1999, 1999)) == 337
    assert len(panel(2000, 2000, boundaries="period")) == len(
        [code for code in map_of(2000) if code in MUNICIPALITIES or (code[4:] == "00" and code[2:] != "0000")]
    )
