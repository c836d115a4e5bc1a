"""What a date argument may be."""

import datetime

import pandas as pd
import pytest
from hostile_values import OddDate, YearlessDate, Zone

from pilotzones.dates import DateTypeError, InvalidDateError, as_date

DAY = datetime.date(2016, 4, 8)
UTC = datetime.timezone.utc
NEW_YORK = datetime.timezone(datetime.timedelta(hours=-5))


@pytest.mark.parametrize("value", [DAY, "2016-04-08", " 2016-04-08\n"])
def test_a_day_is_read(value):
    """Dates and ISO text name the same day."""
    assert as_date(value) == DAY


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime.datetime(2018, 12, 31, 15, 59, tzinfo=UTC), datetime.date(2018, 12, 31)),
        (datetime.datetime(2018, 12, 31, 16, 0, tzinfo=UTC), datetime.date(2019, 1, 1)),
        (datetime.datetime(2018, 12, 31, 11, 0, tzinfo=NEW_YORK), datetime.date(2019, 1, 1)),
    ],
)
def test_an_aware_datetime_is_taken_in_china_time(moment, day):
    """China is 8 hours ahead of UTC all year."""
    assert as_date(moment) == day


# From the founding of the People's Republic to the end of the century: both days are accepted, their neighbours are not.
FIRST, LAST = datetime.date(1949, 10, 1), datetime.date(2099, 12, 31)
MIDDAY = datetime.time(12, tzinfo=UTC)


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_the_first_and_the_last_day_are_accepted(day):
    """As a date, as text and as a moment on it."""
    assert [as_date(value) for value in (day, day.isoformat(), datetime.datetime.combine(day, MIDDAY))] == [day] * 3


@pytest.mark.parametrize("day", [datetime.date(1949, 9, 30), datetime.date(2100, 1, 1)])
@pytest.mark.parametrize("write", [lambda day: day, str, lambda day: datetime.datetime.combine(day, MIDDAY)])
def test_the_days_beside_them_are_out_of_range(day, write):
    """The error says which days are accepted."""
    with pytest.raises(InvalidDateError, match=f"^{day} is out of range: dates run from 1949-10-01 to 2099-12-31;"):
        as_date(write(day))


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("", "is not a date"),
        ("2016-13-01", "is not a date"),
        ("2016-02-30", "is not a date"),
        ("20160408", "is not a date"),
        ("2016-W14-5", "is not a date"),
        ("08.04.2016", "is not a date"),
        ("２０１６-04-08", "is not a date"),
        ("2016-04-08T00:00:00+08:00", "is not a date"),
        ("1900-01-01", "out of range"),
        ("9999-12-31", "out of range"),
        (datetime.date(1900, 1, 1), "out of range"),
        (datetime.datetime(2016, 4, 8), "no time zone"),  # noqa: DTZ001 - that is the point
        (datetime.datetime.max.replace(tzinfo=UTC), "out of range"),
        ("x" * 10_000, "10,000 long"),
    ],
)
def test_what_is_no_day_is_refused(value, says):
    """The error says what was wrong with it."""
    with pytest.raises(InvalidDateError, match=says) as caught:
        as_date(value)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("value", [None, 20160408, 2016.5, b"2016-04-08", True, ("2016", "04", "08")])
def test_what_is_no_date_at_all_is_a_type_error(value):
    """Other types are refused, also those that could be read somehow."""
    with pytest.raises(DateTypeError, match=r"datetime\.date") as caught:
        as_date(value)
    assert isinstance(caught.value, TypeError)


@pytest.mark.parametrize("day", ["1949-10-01", "2099-12-31"])
def test_the_first_and_the_last_day(day):
    """Both are days; the days beside them are placeholders."""
    first_or_last = datetime.date.fromisoformat(day)
    assert as_date(day) == as_date(first_or_last) == first_or_last


@pytest.mark.parametrize("day", ["1949-09-30", "2100-01-01"])
def test_the_days_before_and_after(day):
    """As text and as dates."""
    for value in (day, datetime.date.fromisoformat(day)):
        with pytest.raises(InvalidDateError, match=f"{day} is out of range: dates run from 1949-10-01 to 2099-12-31"):
            as_date(value)


NOON = datetime.datetime(2016, 4, 8, 12)  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (pd.NaT, "NaT is not a date: reading it raised TypeError"),
        (NOON.replace(tzinfo=Zone(None)), "has a time of day but no time zone"),
        (NOON.replace(tzinfo=Zone(8)), "reading it raised TypeError"),
        (NOON.replace(tzinfo=Zone(RuntimeError())), "reading it raised RuntimeError"),
        (NOON.replace(tzinfo=Zone(datetime.timedelta(days=2))), "reading it raised ValueError"),
        (YearlessDate(2016, 4, 8), "reading it raised RuntimeError"),
    ],
    ids=["NaT", "no offset", "a number", "raising", "too long", "no year"],
)
def test_odd_dates_are_refused(value, says):
    """What a time zone or a subclass raises is the cause of our error."""
    with pytest.raises(InvalidDateError, match=says) as caught:
        as_date(value)
    assert ("raised" in says) == isinstance(caught.value.__cause__, Exception)


def test_subclasses_of_dates_are_plain_days():
    """Pandas' timestamps, and a date whose comparisons raise."""
    for value in (OddDate(2016, 4, 8), pd.Timestamp("2016-04-07 17:00", tz="UTC")):
        assert as_date(value) == DAY
        assert type(as_date(value)) is datetime.date
