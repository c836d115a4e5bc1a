"""Columns of texts that are days: every engine reads each of them as ``as_date`` does."""

import datetime

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from day_texts import day_texts

import pilotzones
from pilotzones.dates import InvalidDateError, as_date
from pilotzones.frames import match, screen, tag_zones
from pilotzones.frames.callers_frame import accept
from pilotzones.frames.day_texts import DAYS
from pilotzones.frames.texts import MALFORMED

CODE = "95061100"  # added in 2022
TEXTS = day_texts()


def ordinal(text):
    """Number the day that a text is for a single question."""
    try:
        return as_date(text).toordinal()
    except InvalidDateError:
        return MALFORMED


def numbers(kind, texts):
    """Read a column as the screening does, and give the numbers in the order of the rows."""
    callers = accept(kind.made({"row": list(range(len(texts))), "hs_code": texts}))
    read = callers.engine.read(callers.frame, "column_1", DAYS, "day")
    found = kind.columns(read.to_native())
    by_row = dict(zip(found["column_0"], found["day"], strict=True))
    in_range = {None, *range(ordinal("1949-10-01"), ordinal("2099-12-31") + 1)}  # other days are refused later
    return [by_row[row] if by_row[row] in in_range else MALFORMED for row in range(len(texts))]


def test_every_engine_reads_a_text_as_single_questions_do(kind):
    """Thousands of texts, row by row: days, instants, midnights, and what is nearly one of them."""
    found = numbers(kind, [*TEXTS, None])
    wanted = [*map(ordinal, TEXTS), None]
    assert [row for row in zip(TEXTS, found, wanted, strict=False) if row[1] != row[2]] == []
    assert found[-1] is None
    assert sum(number != MALFORMED for number in wanted[:-1]) > len(TEXTS) / 4


def test_spark_reads_a_text_as_single_questions_do(spark):
    """In any time zone of its session: an instant in a text has its own."""
    found = numbers(spark, [*TEXTS[::2], None])
    assert [row for row in zip(TEXTS[::2], found, map(ordinal, TEXTS[::2]), strict=False) if row[1] != row[2]] == []
    assert found[-1] is None


def test_every_day_in_range_is_its_own_number():
    """By the engine whose SQL is fastest: no day of the calendar is missing or doubled."""
    days = [datetime.date.fromordinal(number) for number in range(ordinal("1949-10-01"), ordinal("2099-12-31") + 1)]
    connection = duckdb.connect()  # held as long as it is asked
    relation = connection.from_arrow(pl.DataFrame({"text": [f"{day:%Y-%m-%d}" for day in days]}).to_arrow())
    callers = accept(relation)
    read = callers.engine.read(callers.frame, "column_0", DAYS, "day").to_native().project("day").fetchall()
    connection.close()
    assert sorted(number for (number,) in read) == [day.toordinal() for day in days]


def test_a_row_is_answered_as_for_its_day_or_says_that_the_day_is_invalid(kind):
    """A cell that is not a day is never taken for a missing one, and never answered."""
    texts = ["2022-03-01", "2022-02-28", "20220301", "2022-02-28T16:00:00Z", "2022-02-30", "1 March 2022", "", None]
    statuses = ["listed", "not listed", "listed", "listed", "invalid date", "invalid date", "invalid date", "no date"]
    made = kind.made({"hs_code": [CODE] * len(texts), "declared": texts, "row": list(range(len(texts)))})
    found = kind.columns(screen(made, date="declared"))
    assert [found["status"][found["row"].index(row)] for row in range(len(texts))] == statuses
    cities = kind.made({"hs_code": ["杭州"] * len(texts), "declared": texts, "row": list(range(len(texts)))})
    tagged = kind.columns(tag_zones(cities, "hs_code", "declared"))
    place_statuses = [status if status in {"invalid date", "no date"} else "known" for status in statuses]
    assert [tagged["place_status"][tagged["row"].index(row)] for row in range(len(texts))] == place_statuses


def test_a_report_counts_rows_without_a_valid_day():
    """``match`` takes texts as well."""
    report = match(pl.DataFrame({"place": ["杭州"] * 3, "date": ["2022-03-01", "x", None]}))
    assert (report.rows, report.matched, report.count("invalid date"), report.count("no date")) == (3, 1, 1, 1)


def test_lazy_frames_stay_lazy_with_texts_as_days():
    """The source raises when it is run, and only then."""

    def refuse(_):
        raise RuntimeError("run")

    source = pl.LazyFrame({"hs_code": [CODE], "date": ["2022-03-01"]})
    lazy = screen(source.map_batches(refuse, schema={"hs_code": pl.String, "date": pl.String}))
    with pytest.raises(Exception, match="run"):
        lazy.collect()
    connection = duckdb.connect()
    rows = f"SELECT CASE WHEN i >= 0 THEN error('run') ELSE '2022-03-01' END AS date, '{CODE}' AS hs_code FROM range(3) t(i)"  # noqa: S608 - a constant
    relation = screen(connection.sql(rows))
    with pytest.raises(duckdb.Error, match="run"):
        relation.fetchall()


@pytest.mark.parametrize(
    "day", ["20220301", "2022-02-28T16:00:00Z", np.datetime64("2022-03-01"), pd.Timestamp("2022-03-01")], ids=str
)
def test_one_day_for_all_rows_is_read_as_for_single_questions(day):
    """A text that is written as a day is one, unless a column has that name."""
    frame = pl.DataFrame({"hs_code": [CODE]})
    assert screen(frame, date=day)["status"].to_list() == [pilotzones.eligibility(CODE, day).status] == ["listed"]
    named = pl.DataFrame({"hs_code": [CODE], "20220301": ["2022-02-28"]})
    assert screen(named, date="20220301")["status"].to_list() == ["not listed"]
