"""What a date argument may be."""

import datetime
import subprocess
import sys
import typing
import zoneinfo

import numpy as np
import pandas as pd
import pytest
from examples import examples
from hostile_values import OddDate, YearlessDate, Zone
from hypothesis import example, given
from hypothesis import strategies as st

from pilotzones.dates import DateLike, DateReason, DateTypeError, InvalidDateError, as_date, as_span
from pilotzones.iso_texts import is_iso_text

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
        ("2016-W14-5", "is not a date"),
        ("08.04.2016", "is not a date"),
        ("２０１６-04-08", "is not a date"),
        ("1900-01-01", "out of range"),
        ("9999-12-31", "out of range"),
        (datetime.date(1900, 1, 1), "out of range"),
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
        (NOON.replace(tzinfo=Zone(None)), "has a time of day but no time zone"),
        (NOON.replace(tzinfo=Zone(8)), "reading it raised TypeError"),
        (NOON.replace(tzinfo=Zone(RuntimeError())), "reading it raised RuntimeError"),
        (NOON.replace(tzinfo=Zone(datetime.timedelta(days=2))), "reading it raised ValueError"),
        (YearlessDate(2016, 4, 8), "reading it raised RuntimeError"),
    ],
    ids=["no offset", "a number", "raising", "too long", "no year"],
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


# Instants and midnights.


CHINA = zoneinfo.ZoneInfo("Asia/Shanghai")
# From 1992 on, because China kept summer time before; here its time is always eight hours ahead of UTC.
INSTANTS = st.datetimes(
    datetime.datetime(1992, 1, 1),  # noqa: DTZ001 - the time zone is drawn
    datetime.datetime(2099, 12, 30),  # noqa: DTZ001
    timezones=st.timezones(),
)
OFFSETS = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(
    lambda minutes: datetime.timezone(datetime.timedelta(minutes=minutes))
)


def in_china(moment):
    """Give the day of an instant in China, by the rules of the time zone database."""
    return moment.astimezone(CHINA).date()


@examples(200)
@given(
    moment=INSTANTS,
    zone=OFFSETS,
    separator=st.sampled_from("Tt "),
    unit=st.sampled_from(["hours", "minutes", "seconds", "milliseconds", "microseconds"]),
    short=st.booleans(),
)
def test_an_instant_in_text_is_its_day_in_china(moment, zone, separator, unit, short):
    """As Python writes it, in any time zone, and with the offset shortened."""
    moment = moment.astimezone(zone)
    text = moment.isoformat(separator, unit)
    if unit == "hours":
        moment = moment.replace(minute=0)
    text = text.removesuffix(":00") if short and text[-6] in "+-" else text
    assert as_date(text) == as_date(f" {text} ") == in_china(moment)
    assert is_iso_text(text)


@examples(100)
@given(moment=INSTANTS, digits=st.integers(0, 12))
def test_an_instant_in_utc_is_its_day_in_china(moment, digits):
    """With Z, with a fraction of any length, and in the basic form, which programs put into names of files."""
    moment = moment.astimezone(UTC)
    wanted = in_china(moment)
    fraction = f"{moment.microsecond:06}".ljust(digits, "0")[:digits]
    behind = f".{fraction}" if fraction else ""
    for form in ("%Y-%m-%dT%H:%M:%S", "%Y%m%dT%H%M%S", "%Y%m%d %H:%M:%S"):
        assert as_date(f"{moment.strftime(form)}{behind}Z") == wanted
    assert as_date(f"{moment:%Y-%m-%d %H:%M:%S} +0000") == as_date(f"{moment:%Y-%m-%dt%H:%Mz}") == wanted


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-03-01T10:00:00Z", "2022-03-01"),
        ("2022-03-01T23:30:00+09:00", "2022-03-01"),
        ("2022-02-28T15:59:59.999999999Z", "2022-02-28"),
        ("2022-02-28T16:00Z", "2022-03-01"),
        ("2022-02-28T16Z", "2022-03-01"),
        ("2022-03-01T00:59:59,5+09:00", "2022-02-28"),
        ("2022-02-28 11:00:00-0500", "2022-03-01"),
        ("2022-02-28 11:00:00-05", "2022-03-01"),
        ("2022-02-28T16:00:00-00:00", "2022-03-01"),
        ("1949-09-30T16:00:00Z", "1949-10-01"),
        ("2100-01-01T05:00:00+14:00", "2099-12-31"),
        ("2022-03-01T00:00:00", "2022-03-01"),
        ("2022-03-01 00:00", "2022-03-01"),
        ("20220301T00", "2022-03-01"),
        ("2022-03-01T00:00:00.000", "2022-03-01"),
    ],
)
def test_an_instant_or_a_midnight_is_its_day(text, day):
    """By hand: the hour in UTC plus eight."""
    assert as_date(text) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2022-03-01T10:00:00", "no time zone"),
        ("2022-03-01T00:00:01", "no time zone"),
        ("2022-03-01T00:00:00.000000001", "no time zone"),
        ("2022-03-01 00:01", "no time zone"),
        ("2022-02-29", "no such day"),
        ("2100-02-29", "no such day"),
        ("20220230", "no such day"),
        ("0000-01-01T00:00Z", "no such day"),
        ("2022-02-30T10:00:00Z", "no such day"),
        ("2022-02-28T24:00:00+08:00", "no such day"),
        ("2022-02-28T24:00:00", "no such day"),
        ("2016-12-31T23:59:60Z", "no such day"),
        ("2022-03-01T10:60Z", "no such day"),
        ("2022-03-01T10:00+24:00", "no such day"),
        ("2022-03-01T10:00+08:60", "no such day"),
        ("1949-09-30T15:59:59Z", "out of range"),
        ("2099-12-31T16:00:00Z", "out of range"),
        ("0001-01-01T00:00+23:59", "out of range"),
        ("9999-12-31T23:59Z", "out of range"),
        ("18991230", "out of range"),
        ("2022-W09-2", "not ISO"),
        ("2022-060", "not ISO"),
        ("2022060", "not ISO"),
        ("2022-03", "not ISO"),
        ("202203", "not ISO"),
        ("2022-0301", "not ISO"),
        ("2022-03-01T", "not ISO"),
        ("2022-03-01Z", "not ISO"),
        ("2022-03-01+08:00", "not ISO"),
        ("2022-03-01 ", None),
        ("2022-03-01T10:0000Z", "not ISO"),
        ("2022-03-01T10:00:00  Z", "not ISO"),
        ("2022-03-01T10:00:00 UTC", "not ISO"),
        ("2022-03-01T10:00:00+08:05:43", "not ISO"),
        ("2022-03-01T10:00:00.Z", "not ISO"),
        ("٢٠٢٢-03-01T10:00Z", "not ISO"),
        (f"2022-03-01T10:00:00.{'0' * 90}Z", "not ISO"),
        ("1 March 2022", "not ISO"),
        ("", "no date"),
        (" \n", "no date"),
    ],
)
def test_other_texts_are_refused_with_the_reason(text, reason):
    """24:00 and the second 60, too, because programs disagree on the day that they belong to."""
    if reason is None:
        assert as_date(text) == datetime.date(2022, 3, 1)
        return
    with pytest.raises(InvalidDateError) as caught:
        as_date(text)
    assert (caught.value.value, caught.value.reason) == (text, reason)
    assert caught.value.reason in typing.get_args(DateReason)
    assert not isinstance(caught.value, DateTypeError)


@examples(200)
@given(moment=st.datetimes(datetime.datetime(1949, 10, 1), datetime.datetime(2099, 12, 31)), midnight=st.booleans())  # noqa: DTZ001
@example(moment=datetime.datetime(2022, 3, 1, microsecond=1), midnight=False)  # noqa: DTZ001
def test_a_naive_moment_is_a_day_only_at_midnight(moment, midnight):
    """As a datetime, a timestamp of pandas, ISO text and numpy's datetime64 alike."""
    moment = datetime.datetime.combine(moment, datetime.time()) if midnight else moment
    for value in (moment, pd.Timestamp(moment), moment.isoformat(), str(moment), np.datetime64(moment)):
        if moment.time() == datetime.time():
            assert as_date(value) == moment.date()
        else:
            with pytest.raises(InvalidDateError, match="has a time of day but no time zone") as caught:
                as_date(value)
            assert caught.value.reason == "no time zone"


def test_a_nanosecond_after_midnight_is_not_midnight():
    """Although Python's own datetime does not show it."""
    for value in (pd.Timestamp("2022-03-01 00:00:00.000000001"), np.datetime64("2022-03-01T00:00:00.000000001")):
        with pytest.raises(InvalidDateError, match="no time zone"):
            as_date(value)


def test_eight_digits_can_be_read_in_one_order_alone():
    """Every day that has an answer, written in any other order of year, month and day, has a year out of range."""
    day = datetime.date(1949, 10, 1)
    while day.year < 2100:
        digits = f"{day:%Y%m%d}"
        assert as_date(digits) == day
        assert int(digits[4:]) < 1949  # the year of day-month-year and of month-day-year
        day += datetime.timedelta(days=1)


UNITS = ("D", "h", "m", "s", "ms", "us", "ns")


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("day", ["1950-01-01", "2016-04-08", "2099-12-31"])
def test_numpy_s_days_and_midnights_are_days(unit, day):
    """In every unit that can hold them, and in several at a time."""
    value = np.datetime64(day, unit)
    assert as_date(value) == value.astype("datetime64[D]").item() == datetime.date.fromisoformat(day)
    if unit != "D":
        assert as_date(np.datetime64(day, f"12{unit}" if unit == "h" else f"5{unit}")) == as_date(day)
        with pytest.raises(InvalidDateError, match="no time zone"):
            as_date(value + np.timedelta64(1, unit))


@pytest.mark.parametrize("unit", ["ps", "fs", "as"])
def test_numpy_s_smallest_units_hold_a_midnight(unit):
    """That of 1 January 1970, and little beside it."""
    assert as_date(np.datetime64(0, unit)) == datetime.date(1970, 1, 1)
    with pytest.raises(InvalidDateError, match="no time zone"):
        as_date(np.datetime64(1, unit))


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (np.datetime64("2022"), "longer than a day"),
        (np.datetime64("2022-03"), "longer than a day"),
        (np.datetime64("2022-03-01", "W"), "longer than a day"),
        (np.datetime64("2022-03-01", "2D"), "longer than a day"),
        (np.datetime64(9000, "48h"), "longer than a day"),
        (np.datetime64(9000, "1441m"), "longer than a day"),
        (np.datetime64(9000, "86401s"), "longer than a day"),
        (np.datetime64("2022-03-01", "3M"), "longer than a day"),
        (np.datetime64("NaT", "D"), "no date"),
        (np.datetime64("NaT", "ns"), "no date"),
        (np.datetime64("1900-01-01"), "out of range"),
        (np.datetime64("-0044-03-15"), "out of range"),
        (np.datetime64("12022-03-01"), "out of range"),
        (np.timedelta64(5, "D"), "not a date"),
        (np.int64(20220301), "not a date"),
    ],
    ids=str,
)
def test_other_values_of_numpy_are_refused(value, reason):
    """A year or month is not a day; NaT is none."""
    with pytest.raises(InvalidDateError) as caught:
        as_date(value)
    assert caught.value.reason == reason
    assert isinstance(caught.value, DateTypeError) == (reason == "not a date")


@pytest.mark.parametrize(
    "value",
    [None, pd.NaT, pd.NA, float("nan"), np.float64("nan"), np.datetime64("NaT", "D"), np.ma.masked, "", " "],
    ids=repr,
)
def test_nothing_is_told_from_what_is_not_a_date(value):
    """Whatever stands for it, the sentence says that there is no date."""
    with pytest.raises(InvalidDateError, match="there is no date here") as caught:
        as_date(value)
    assert caught.value.reason == "no date"


@pytest.mark.parametrize(
    ("value", "fact", "reason"),
    [
        (20220301, 20220301, "not a date"),
        (datetime.date(1900, 1, 1), datetime.date(1900, 1, 1), "out of range"),
        (NOON, repr(NOON), "no time zone"),
        ([2022], "[2022]", "not a date"),
        (float("nan"), "nan", "no date"),
        (YearlessDate(2016, 4, 8), "YearlessDate(2016, 4, 8)", "unreadable"),
        (datetime.datetime.max.replace(tzinfo=UTC), None, "out of range"),
    ],
    ids=str,
)
def test_an_error_keeps_what_was_passed(value, fact, reason):
    """Itself if it is plain, and quoted if it may not be pickled."""
    with pytest.raises(InvalidDateError) as caught:
        as_date(value)
    assert caught.value.reason == reason
    assert fact is None or caught.value.value == fact


def test_numpy_and_re_are_not_imported_for_plain_days():
    """And numpy not for any other; the alias of the type is valid at run time."""
    code = (
        "import sys; before = set(sys.modules); from pilotzones.dates import as_date; as_date('2022-03-01'); "
        "assert 'pilotzones.iso_texts' not in sys.modules; as_date('2022-03-01T10:00Z'); "
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert {datetime.date, str} == set(typing.get_args(DateLike))


def test_every_reason_is_given_by_something():
    """But the one that has two days is the panel's."""
    values = [
        "",
        5,
        "x",
        "2022-02-30",
        "2022-03-01T10:00",
        np.datetime64("2022"),
        YearlessDate(2016, 4, 8),
        "1900-01-01",
    ]
    reasons = []
    for value in values:
        with pytest.raises(InvalidDateError) as caught:
            as_date(value)
        reasons.append(caught.value.reason)
    assert [*reasons, "wrong order"] == list(typing.get_args(DateReason))


@pytest.mark.parametrize(
    ("since", "until"), [("2022-03-02", "2022-03-01"), (datetime.date(2022, 3, 2), datetime.date(2022, 3, 1))]
)
def test_the_first_day_of_a_span_is_not_after_the_last_one(since, until):
    """The error names both, and keeps the first one."""
    with pytest.raises(InvalidDateError, match=r"^2022-03-02 is after 2022-03-01: give the first day before") as caught:
        as_span(since, until)
    assert (caught.value.value, caught.value.reason) == (since, "wrong order")
    assert as_span(until, until) == (datetime.date(2022, 3, 1), datetime.date(2022, 3, 1))
    assert as_span(None, until) == (datetime.date(1949, 10, 1), datetime.date(2022, 3, 1))
    assert as_span(since, None) == (datetime.date(2022, 3, 2), datetime.date(2099, 12, 31))
