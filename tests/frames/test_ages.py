"""How old an answer may be, in whole columns: as single questions say it, on the days around the last verified one."""

import datetime

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from pilotzones import ArgumentTypeError, BeyondVerifiedDataError, Dataset, logs
from pilotzones.frames import panel, screen, tag_zones

DATA = Dataset.bundled()
DAY = datetime.timedelta(days=1)
LAST = {"list": datetime.date(2026, 11, 25), "divisions": datetime.date(2024, 12, 31)}
CONNECTION = duckdb.connect()
KINDS = {
    "pandas": lambda table: table.to_pandas(),
    "pandas objects": lambda table: pd.DataFrame(table.to_pylist(), dtype=object),
    "polars": pl.DataFrame,
    "polars lazy": lambda table: pl.DataFrame(table).lazy(),
    "pyarrow": lambda table: table,
    "duckdb": CONNECTION.from_arrow,
}
ADD = {
    "list": lambda frame, date, **how: screen(frame, "asked", date, dataset=DATA, **how),
    "divisions": lambda frame, date, **how: tag_zones(frame, "asked", date, dataset=DATA, **how),
}
STATUS = {"list": ("status", "listed"), "divisions": ("place_status", "known")}
ASKED = {"list": "95061100", "divisions": "杭州市"}


def cells(frame, *columns):
    """Take some columns as rows of plain values, in the order of the column "row"."""
    if isinstance(frame, pd.DataFrame):
        frame = frame.astype(object).where(frame.notna(), None)
        return [tuple(row) for row in frame.sort_values("row")[list(columns)].to_numpy().tolist()]
    made = nw.from_native(frame).select("row", *columns)
    made = made.collect() if isinstance(made, nw.LazyFrame) else made
    return [row[1:] for row in sorted(made.rows())]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("subject", LAST)
def test_every_row_says_whether_its_day_is_beyond(subject, kind):
    """And has no answer if it is more than max_age days beyond; without a day there is nothing to say."""
    last, (status, known) = LAST[subject], STATUS[subject]
    days = [last - DAY, last, last + DAY, last + 30 * DAY, last + 31 * DAY, None]
    asked = [ASKED[subject]] * len(days)
    made = KINDS[kind](pa.table({"row": range(len(days)), "asked": asked, "date": pa.array(days, pa.date32())}))
    beyond = [False, False, True, True, True, None]
    answered_by_age = {30: 4} if kind == "duckdb" else {None: 5, 100_000: 5, 31: 5, 30: 4, 1: 3, 0: 2}
    for max_age, answered in answered_by_age.items():
        found = cells(ADD[subject](made, "date", max_age=max_age), status, "beyond_verified")
        statuses = [known] * answered + ["beyond max_age"] * (5 - answered) + ["no date"]
        assert found == list(zip(statuses, beyond, strict=True))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("subject", LAST)
def test_one_day_for_all_rows_is_beyond_or_not(subject, kind):
    """Like a column of it, also for a row of which nothing is asked."""
    last, (status, known) = LAST[subject], STATUS[subject]
    made = KINDS[kind](pa.table({"row": [0, 1], "asked": [ASKED[subject], None]}))
    nothing = "no code" if subject == "list" else "no place"
    wanted = [(last + DAY, 0, "beyond max_age"), (last, 0, known), (last + DAY, 1, known)]
    for day, max_age, want in wanted[:1] if kind == "duckdb" else wanted:
        found = cells(ADD[subject](made, day, max_age=max_age), status, "beyond_verified")
        assert found == [(want, day > last), (nothing, day > last)]


@pytest.mark.parametrize("subject", LAST)
def test_max_age_is_a_number_of_days(subject):
    """Before anything is joined."""
    with pytest.raises(ArgumentTypeError, match="max_age must be a whole number from 0 to 100,000, not -1"):
        ADD[subject](pl.DataFrame({"asked": [ASKED[subject]]}), "2020-01-01", max_age=-1)


@pytest.mark.parametrize(
    ("ask", "days"),
    [
        (lambda day: ADD["list"](pl.DataFrame({"asked": ["95061100"]}), day), 180),
        (lambda day: ADD["divisions"](pl.DataFrame({"asked": ["杭州"]}), day), 180),  # the map's own age is no reason
        (lambda day: panel(day, day, "month", max_age=None, dataset=DATA), 150),
    ],
)
def test_one_day_long_after_the_verified_one_is_a_warning(ask, days, monkeypatch, caplog):
    """Of a column nothing is known before it is read; the new column tells of its days."""
    monkeypatch.setattr(logs, "_TOLD", {})
    ask(LAST["list"] + days * DAY)
    assert caplog.records == []
    ask(LAST["list"] + (days + 31) * DAY)
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_panel_ends_with_the_last_verified_day():
    """A period that ends later is refused unless that is asked for: a zone may be approved before its end."""
    assert len(panel(2025, "2026-10-31", "month", dataset=DATA)) == 337 * 22
    with pytest.raises(BeyondVerifiedDataError, match=r"2026-11-30 is 5 days after 2026-11-25.*max_age=5") as caught:
        panel(2025, "2026-11-01", "month", dataset=DATA)
    error = caught.value
    assert (error.date, error.subject, error.max_age) == (datetime.date(2026, 11, 30), "zones", 0)
    assert len(panel("2026-11-01", "2026-11-01", "month", max_age=5, dataset=DATA)) == 337
    assert len(panel(2030, 2030, max_age=None, dataset=DATA)) == 337
    with pytest.raises(ArgumentTypeError, match="max_age must be"):
        panel(2020, 2020, max_age=True, dataset=DATA)
