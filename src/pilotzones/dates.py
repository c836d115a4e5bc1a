"""What a date argument may be: a calendar day in China, or ISO text of one."""

from __future__ import annotations

import datetime
from typing import Union

from pilotzones.arguments import is_a, quoted
from pilotzones.errors import PilotZonesError

# A union in quotes would not do: the alias is also read at run time (Python 3.10).
DateLike = Union[datetime.date, str]

_IN_CHINA = datetime.timedelta(hours=8)
CHINA_TIME = datetime.timezone(_IN_CHINA, "China Standard Time")

# Days outside are the placeholders of spreadsheets and databases (1900-01-01,
# 9999-12-31), not days anybody means.
EARLIEST = datetime.date(1949, 10, 1)
LATEST = datetime.date(2099, 12, 31)

FIRST_TARIFF, LAST_TARIFF = 1992, LATEST.year
"""The years that a tariff can be of: China's has followed the Harmonized System since 1 January 1992."""

_ISO_LENGTH = len("2016-04-08")


class InvalidDateError(PilotZonesError, ValueError):
    """A text or datetime that is not a calendar day in China."""


class DateTypeError(InvalidDateError, TypeError):
    """A date that is neither ``datetime.date`` nor ``str``."""


def as_date(value: DateLike) -> datetime.date:
    """Read a date argument as a calendar day in China.

    Args:
        value: a ``datetime.date``, ISO text (``"2016-04-08"``), or an aware
            ``datetime.datetime``, which is taken in China time (UTC+8).

    Returns:
        The day, between 1949-10-01 and 2099-12-31.

    Raises:
        InvalidDateError: for text that is not an ISO date, a naive datetime, or a day
            out of range; its subclass DateTypeError for any other type.

    >>> as_date("2016-04-08")
    datetime.date(2016, 4, 8)
    """
    if type(value) is datetime.date and EARLIEST <= value <= LATEST:
        return value
    if type(value) is str:
        day = _from_iso(value)
    elif is_a(value, datetime.date):
        day = _day_of(value)
    elif is_a(value, str):
        day = _from_iso(str.__str__(value))
    else:
        msg = f"{quoted(value)} is not a date: pass a datetime.date or text like '2016-04-08'."
        raise DateTypeError(msg)
    if not EARLIEST <= day <= LATEST:
        raise InvalidDateError(_out_of_range(day.isoformat()))
    return day


def _day_of(value: datetime.date) -> datetime.date:
    """Take the day of a date, or that on which an aware datetime falls in China."""
    try:
        day = datetime.date(value.year, value.month, value.day)
        if not is_a(value, datetime.datetime):
            return day
        offset = value.utcoffset()
        time = datetime.time(value.hour, value.minute, value.second, value.microsecond)
        shift = None if offset is None else _IN_CHINA - offset
    except Exception as error:
        # A time zone or a subclass, such as pandas.NaT, is foreign code: what it raises is kept as the cause.
        msg = f"{quoted(value)} is not a date: reading it raised {type(error).__name__}. Pass a datetime.date."
        raise InvalidDateError(msg) from error
    if shift is None:
        msg = (
            f"{quoted(value)} has a time of day but no time zone, so its day in China is not known: pass its .date(), "
            "or a datetime with a tzinfo."
        )
        raise InvalidDateError(msg)
    try:
        return (datetime.datetime.combine(day, time) + shift).date()
    except OverflowError:
        raise InvalidDateError(_out_of_range(day.isoformat())) from None


def _from_iso(text: str) -> datetime.date:
    """Read ISO text, the same way on every Python (3.11 and later accept more)."""
    stripped = text.strip()
    if len(stripped) == _ISO_LENGTH and stripped.isascii() and stripped[4] == stripped[7] == "-":
        try:
            return datetime.date.fromisoformat(stripped)
        except ValueError:
            pass
    msg = f"{quoted(text)} is not a date: write it like '2016-04-08' (year-month-day)."
    raise InvalidDateError(msg)


def _out_of_range(day: str) -> str:
    return f"{day} is out of range: dates run from {EARLIEST} to {LATEST}; leave out placeholders."
