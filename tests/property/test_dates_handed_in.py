"""What the questions make of any date: the right answer or the right error, and nothing else."""

import datetime
import re
import string

import pytest
from examples import examples
from hypothesis import example, given
from hypothesis import strategies as st
from sound_errors import Unprintable, check, raised_by

import pilotzones
from pilotzones import strategies

DAY = datetime.date(2017, 1, 1)
CHINA = datetime.timezone(datetime.timedelta(hours=8))


def asked_on(value):
    """Ask a question of every kind about a day."""
    return [
        pilotzones.zones(date=value),
        pilotzones.is_zone("杭州市", value),
        pilotzones.covering_zone("昆山市", value),
        pilotzones.zones_in("海南省", value),
    ]


DATED = [
    lambda value: pilotzones.zones_in("海南省", value),
    lambda value: pilotzones.zones(date=value),
    lambda value: pilotzones.is_zone("杭州市", value),
    lambda value: pilotzones.covering_zone("杭州市", value),
    lambda value: pilotzones.eligibility("04090000", value),
    lambda value: pilotzones.is_eligible("04090000", value),
    pilotzones.items,
    pilotzones.edition_on,
]

OFFSETS = st.one_of(
    st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: datetime.timedelta(minutes=minutes)),
    st.sampled_from([-12, -8, 0, 1, 8, 14]).map(lambda hours: datetime.timedelta(hours=hours)),
)


@examples(60)
@given(day=st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31)) | strategies.boundary_dates())
def test_iso_text_is_its_date(day):
    """A day and its ISO text get the same answers."""
    assert asked_on(day.isoformat()) == asked_on(day)


@examples(150)
@given(
    moment=st.one_of(
        st.datetimes(datetime.datetime(2014, 1, 1), datetime.datetime(2027, 1, 1)),  # noqa: DTZ001
        st.builds(
            lambda event, seconds: (
                datetime.datetime.combine(event, datetime.time()) + datetime.timedelta(seconds=seconds)
            ),
            strategies.boundary_dates(),
            st.integers(-90_000, 90_000) | st.sampled_from([-1, 0, 1]),
        ),
    ),
    offset=OFFSETS,
)
def test_an_aware_datetime_is_its_day_in_china(moment, offset):
    """A moment with a time zone is the day it falls on in China, eight hours ahead of UTC."""
    aware = moment.replace(tzinfo=datetime.timezone(offset))
    in_china = (moment - offset + datetime.timedelta(hours=8)).date()
    assert asked_on(aware) == asked_on(in_china)
    assert asked_on(aware.astimezone(CHINA)) == asked_on(in_china)


class NoZone(datetime.tzinfo):
    """A tzinfo that knows no offset, which leaves its datetime naive."""

    def utcoffset(self, moment):  # noqa: ARG002
        """Give no offset."""
        return


NOT_DATES = [
    datetime.datetime(2017, 1, 1, 12),  # noqa: DTZ001
    datetime.datetime(2017, 1, 1, 12, 30, tzinfo=NoZone()),
    datetime.datetime.min,  # noqa: DTZ901
    datetime.datetime.max,  # noqa: DTZ901
    datetime.datetime.min.replace(tzinfo=CHINA),
    datetime.datetime.max.replace(tzinfo=datetime.timezone.utc),
    datetime.datetime.max.replace(tzinfo=datetime.timezone(-datetime.timedelta(hours=23, minutes=59))),
    datetime.datetime.min.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=23, minutes=59))),
    datetime.date.min,
    datetime.date.max,
    datetime.date(1900, 1, 1),
    datetime.date(9999, 12, 31),
    datetime.time(12),
    datetime.timedelta(1),
    "",
    " ",
    "1900-01-01",
    "9999-12-31",
    "0000-00-00",
    "2017-13-01",
    "2017-02-29",
    "2017-00-10",
    "2017-1-1",
    "2017/01/01",
    "2017-001",
    "2017-W01-1",
    "2017-01-01T00:00:01",
    "2017-01-01 00:01",
    "2017-01-01T24:00:00Z",
    "２０１７-01-01",
    "2017-01-0١",
    "+2017-01-01",
    "-2017-01-01",
    "01.01.2017",
    "today",
    "2017年1月1日",
    "2017-01-01\n2018-01-01",
    "2017-01-01\0",
    "\ud800",
    "2017-01-01" * 10_000,
    20170101,
    20170101.0,
    1483228800,
    b"2017-01-01",
    True,
    float("nan"),
    object(),
    [2017, 1, 1],
    (2017, 1, 1),
    datetime.date,
    10**5000,
    Unprintable(),
]


@pytest.mark.parametrize("value", NOT_DATES, ids=lambda value: type(value).__name__)
def test_what_is_not_a_date_is_refused_everywhere(value):
    """Naive datetimes, impossible days, placeholders and other types raise InvalidDateError in every question."""
    for question in DATED:
        raised_by(pilotzones.InvalidDateError, question, value)


def test_a_question_that_needs_a_day_refuses_none():
    """None means "no date" only where a date may be left out."""
    for question in DATED[2:]:
        raised_by(pilotzones.DateTypeError, question, None)


@examples(200)
@given(
    text=st.one_of(
        st.text(max_size=30),
        st.text(string.digits + "-", min_size=8, max_size=11),
        st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"),
        st.from_regex(r"\A(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]\Z"),
    )
)
def test_any_text_is_a_day_or_an_error(text):
    """Text is a day of the calendar in ISO form, with or without hyphens, or raises InvalidDateError and nothing else."""
    digits = text.replace("-", "")
    dashed = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    try:
        day = (
            datetime.date.fromisoformat(dashed)
            if re.fullmatch("[0-9]{8}", digits) and text in {digits, dashed}
            else None
        )
    except ValueError:
        day = None
    try:
        found = pilotzones.zones(date=text)
    except pilotzones.InvalidDateError as error:
        check(error, text)
        assert day is None or not 1949 < day.year <= 2099
    else:
        assert day is not None or text != text.strip()
        assert day is None or found == pilotzones.zones(date=day)


@examples(60)
@given(day=st.dates(datetime.date(2026, 11, 20), datetime.date(2099, 12, 31)))
@example(day=datetime.date(2026, 11, 25))
@example(day=datetime.date(2026, 11, 26))
def test_max_age_refuses_what_was_not_verified(day):
    """One day less than its age raises; its age and more are accepted, and without, what was known then answers."""
    answers = {
        "zones": datetime.date(2026, 11, 25),
        "list": datetime.date(2026, 11, 25),
        "divisions": datetime.date(2024, 12, 31),
    }
    asked = [
        ("zones", lambda **options: pilotzones.zones_in("海南省", day, **options)),
        ("zones", lambda **options: pilotzones.zones(date=day, **options)),
        ("divisions", lambda **options: pilotzones.is_zone("杭州市", day, **options)),
        ("divisions", lambda **options: pilotzones.covering_zone("杭州市", day, **options)),
        ("list", lambda **options: pilotzones.eligibility("95061100", day, **options).status),
        ("list", lambda **options: pilotzones.is_eligible("95061100", day, **options)),
        ("list", lambda **options: pilotzones.items(day, **options)),
        ("list", lambda **options: pilotzones.edition_on(day, **options)),
    ]
    for subject, question in asked:
        age = (day - answers[subject]).days
        known = question()
        assert question(max_age=100_000) == question(max_age=max(age, 0)) == known
        if age > 0:
            error = raised_by(pilotzones.BeyondVerifiedDataError, question, max_age=age - 1)
            facts = (error.date, error.verified_through, error.subject, error.max_age)
            assert facts == (day, answers[subject], subject, age - 1)
