"""The crosswalk of divisions, against an independent reading of the history."""

import csv

import duckdb
import polars as pl
import pytest
from divisions import DATA, FOR_EVER, SPANS, standing

from pilotzones.frames import divisions

FIRST, LAST = 2000, 2024
MUNICIPALITIES = {"11", "12", "31", "50"}


@pytest.fixture(scope="module")
def rows():
    """Take the crosswalk by code and name."""
    frame = divisions("polars")
    found = {(row["adcode"], row["name_zh"]): row for row in frame.rows(named=True)}
    assert len(found) == len(frame)
    return found


def test_every_code_and_name_of_every_year_is_there(rows):
    """With the first year of the name, and the year it ended; what came and went before 2000 is left out."""
    for span in SPANS:
        row = rows[span.code, span.name]
        assert row["in_use_from"] <= span.begin, span
        assert (row["in_use_until"] or FOR_EVER) >= span.end, span
        assert row["province"] == f"{span.code[:2]}0000"


def test_no_row_is_invented(rows):
    """Every other row is of the table of 2023, which has what statistics alone treats as a county."""
    known = {(span.code, span.name) for span in SPANS}
    with (DATA / "divisions.csv").open(encoding="utf-8", newline="") as file:
        todays = {(row["adcode"], row["name_zh"]) for row in csv.DictReader(file)}
    others = set(rows) - known
    assert others <= todays
    assert all(rows[key]["in_use_from"] is None for key in others)


def test_today_is_what_succeeded(rows):
    """Codes of today are themselves; former ones what their successors became, all of them in one cell."""
    for span in SPANS:
        expected = sorted({found.code for found in standing(span, LAST)})
        row = rows[span.code, span.name]
        if row["in_use_until"] is None or not expected:
            continue
        assert row["successors_today"].split(";") == expected, span
        assert row["adcode_today"] == (expected[0] if len(expected) == 1 else None)


@pytest.mark.parametrize(
    ("code", "name", "today", "prefecture"),
    [
        ("371200", "莱芜市", "370116;370117", "370100"),
        ("420600", "襄樊市", "420600", "420600"),
        ("530800", "思茅市", "530800", "530800"),
        ("512081", "简阳市", "510185", "510100"),
        ("220381", "公主岭市", "220184", "220100"),
        ("370282", "即墨市", "370215", "370200"),
        ("522400", "毕节地区", "520500", "520500"),
        ("622102", "酒泉市", "620902", "620900"),
    ],
)
def test_known_changes(rows, code, name, today, prefecture):
    """The places that the yearbooks of the time name."""
    row = rows[code, name]
    assert (row["successors_today"], row["prefecture_today"]) == (today, prefecture)


def test_the_prefecture_of_the_time_is_that_of_the_code(rows):
    """GB/T 2260 puts it in the third and fourth digit: 90 is directly below a province, as 00 once was in Hainan."""
    for code, name in rows:
        expected = None if code[2:4] in {"00", "90"} else f"{code[:4]}00"
        if code[:2] in MUNICIPALITIES:
            expected = f"{code[:2]}0000"
        assert (name, rows[code, name]["prefecture"]) == (name, expected)


def test_a_merge_by_code_or_by_name_finds_today_s_code():
    """An outcome table of 2010 joined by its codes."""
    outcomes = pl.DataFrame({"adcode": ["420600", "371200"], "name_zh": ["襄樊市", "莱芜市"], "exports": [1, 2]})
    joined = outcomes.join(divisions("polars"), on=["adcode", "name_zh"], how="left")
    assert joined["adcode_today"].to_list() == ["420600", None]
    assert joined["prefecture_today"].to_list() == ["420600", "370100"]


def test_any_kind_of_frame():
    """As the other tables."""
    count = len(divisions("polars"))
    assert divisions(duckdb.connect()).aggregate("count(*)").fetchall() == [(count,)]
    assert len(divisions()) == count
