"""HS codes and dates: a text is read as the digits that it shows, or refused."""

import datetime
import re
import unicodedata

from fuzzing import INPUTS, attempt, fuzzed
from hypothesis import example
from near_arguments import OddZone, codes, days, odd_moments, prefixes

from pilotzones import InvalidDateError, InvalidHSCodeError
from pilotzones.dates import as_date
from pilotzones.hscode import dotted, parse, parse_prefix

TAKEN = {*"0123456789", *"０１２３４５６７８９"}
BETWEEN = set(". ．\u3000\xa0\u202f")


def shown(text):
    """Take the digits that a text shows; what else it has must be separators."""
    assert all(sign in TAKEN or sign in BETWEEN for sign in text.strip())
    return "".join(str(unicodedata.digit(sign)) for sign in text if sign in TAKEN)


@fuzzed(INPUTS, text=codes)
@example(text="0402.91.00")
@example(text="04029100.0")
@example(text="٠٤٠٢٩١٠٠")
def test_a_code_is_the_digits_that_it_shows(text):
    """Eight of them, of a line, a statistical or an inspection code; reading them again changes nothing."""
    code, error = attempt(parse, text)
    if error is not None:
        assert isinstance(error, InvalidHSCodeError)
        return
    digits = shown(text)
    assert len(digits) in {8, 10, 13}
    assert code == digits[:8]
    assert parse(code) == parse(dotted(code)) == code


@fuzzed(INPUTS, text=prefixes)
def test_a_prefix_is_the_digits_that_it_shows(text):
    """Two, four, six or eight of them."""
    prefix, error = attempt(parse_prefix, text)
    if error is not None:
        assert isinstance(error, InvalidHSCodeError)
        return
    assert prefix == shown(text)
    assert len(prefix) in {2, 4, 6, 8}


@fuzzed(INPUTS, value=days | odd_moments)
# A time zone may raise anything instead of an offset.
@example(value=datetime.datetime(2020, 1, 1, tzinfo=datetime.tzinfo()))
@example(value=datetime.datetime(2020, 1, 1, tzinfo=OddZone(ZeroDivisionError())))
@example(value="2016-04-0٨")
@example(value="2016-W14-5")
def test_a_date_is_the_day_that_it_shows(value):
    """A text shows year, month and day; a moment is its day in China; nothing is out of range."""
    day, error = attempt(as_date, value)
    if error is not None:
        assert isinstance(error, InvalidDateError)
        return
    assert type(day) is datetime.date
    assert datetime.date(1949, 10, 1) <= day <= datetime.date(2099, 12, 31)
    if isinstance(value, str):
        shown_day = datetime.date(*map(int, re.match(r"\s*([0-9]{4})-?([0-9]{2})-?([0-9]{2})", value).groups()))
        has_time = len(value.strip()) > len("2016-04-08")
        assert abs(day - shown_day) <= datetime.timedelta(days=2) * has_time
    elif isinstance(value, datetime.datetime):
        shift = (
            datetime.timedelta(hours=8) - value.utcoffset() if value.utcoffset() is not None else datetime.timedelta()
        )
        assert day == (value.replace(tzinfo=None) + shift).date()
        assert value.utcoffset() is not None or value.time() == datetime.time()
    else:
        assert day == value
