"""What a date argument may be: a calendar day in China, an instant, or ISO text of either."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal, Union

from pilotzones.arguments import Fact, as_fact, is_a, quoted
from pilotzones.errors import PilotZonesError

if TYPE_CHECKING:
    from typing import Protocol, TypeGuard

    class Datetime64(Protocol):
        """What ``numpy.datetime64`` can do, so that a type checker takes one whether numpy is there or not."""

        @property
        def dtype(self) -> object:
            """Its unit."""

        def __rsub__(self, other: datetime.date, /) -> object:
            """Give the time from it to a day."""

    DateLike = Union[datetime.date, str, Datetime64]
else:
    # What reads annotations at run time can do nothing with a protocol. A union in quotes would not do (Python 3.10).
    DateLike = Union[datetime.date, str]

DateReason = Literal[
    "no date",
    "not a date",
    "not ISO",
    "no such day",
    "no time zone",
    "longer than a day",
    "unreadable",
    "out of range",
    "wrong order",
]
"""Why a date is not valid, in a word:

- ``"no date"``: nothing was passed: None, NaT, NA, NaN, or a blank text;
- ``"not a date"``: a value of another type, such as a number;
- ``"not ISO"``: a text that is not written as ISO 8601 has it;
- ``"no such day"``: a day that the calendar does not have, or a time that the clock does not have;
- ``"no time zone"``: a time of day without a time zone, whose day in China is not known;
- ``"longer than a day"``: a ``numpy.datetime64`` of a year, month or week;
- ``"unreadable"``: an object that raised an error when it was read, which is the error's cause;
- ``"out of range"``: a day for which there is no answer, such as 1900-01-01 or 9999-12-31;
- ``"wrong order"``: a first day after the last one.
"""

_IN_CHINA = datetime.timedelta(hours=8)
CHINA_TIME = datetime.timezone(_IN_CHINA, "China Standard Time")

# Days outside are the placeholders of spreadsheets and databases (1900-01-01,
# 9999-12-31), not days anybody means.
EARLIEST = datetime.date(1949, 10, 1)
LATEST = datetime.date(2099, 12, 31)

FIRST_TARIFF, LAST_TARIFF = 1992, LATEST.year
"""The years that a tariff can be of: China's has followed the Harmonized System since 1 January 1992."""

_ISO_LENGTH = len("2016-04-08")
_NOTHING = frozenset({"NoneType", "NaTType", "NAType", "MaskedConstant"})
"""The types of what stands for no value: Python's, pandas' two and numpy's."""


class InvalidDateError(PilotZonesError, ValueError):
    """A value that is not a calendar day in China.

    ``value`` is what was passed: a text, number or day itself, anything else quoted in one line. ``reason``
    is a word of ``DateReason``.
    """

    def __init__(self, message: str, *, value: Fact, reason: DateReason) -> None:
        super().__init__(message)
        self.value = value
        self.reason: DateReason = reason


class DateTypeError(InvalidDateError, TypeError):
    """A value of a type that no date has."""


def as_date(value: DateLike) -> datetime.date:
    """Read a date argument as a calendar day in China.

    Args:
        value: a ``datetime.date``; ISO text of a day (``"2016-04-08"`` or ``"20160408"``); or an
            instant, whose day in China (UTC+8) counts: an aware ``datetime.datetime`` or ISO text
            with an offset (``"2016-04-08T10:00:00Z"``). Without an offset a datetime, ISO text
            or ``numpy.datetime64`` is a day only at midnight.

    Returns:
        The day, between 1949-10-01 and 2099-12-31.

    Raises:
        InvalidDateError: for text that is not an ISO date, a time of day without a time zone,
            or a day out of range; its subclass DateTypeError for any other type. Both have
            the ``reason`` as a word.

    >>> as_date("2016-04-08"), as_date("2016-04-07T16:00:00Z")
    (datetime.date(2016, 4, 8), datetime.date(2016, 4, 8))
    """
    if type(value) is datetime.date and EARLIEST <= value <= LATEST:
        return value
    if type(value) is str:
        day = _from_text(value)
    elif is_a(value, datetime.date):
        day = _day_of(value)
    elif is_a(value, str):
        day = _from_text(str.__str__(value))
    elif is_datetime64(value):
        day = _from_datetime64(value)
    else:
        raise _wrong_type(value)
    if not EARLIEST <= day <= LATEST:
        raise out_of_range(value, day.isoformat())
    return day


def as_span(since: DateLike | None, until: DateLike | None) -> tuple[datetime.date, datetime.date]:
    """Read the first and the last day of a span, both in it; None is the earliest or the latest day.

    Raises:
        InvalidDateError: if one is not valid, or the first day is after the last one.

    >>> as_span("2019-01-01", None)[1].isoformat()
    '2099-12-31'
    """
    first = EARLIEST if since is None else as_date(since)
    last = LATEST if until is None else as_date(until)
    if first > last:
        from pilotzones.messages import Message  # noqa: PLC0415 - few spans are wrong

        msg = Message("{since} is after {until}: give the first day before the last one.", since=first, until=last)
        raise InvalidDateError(msg, value=as_fact(since), reason="wrong order")
    return first, last


def is_datetime64(value: object) -> TypeGuard[Datetime64]:
    """Tell whether a value is a ``numpy.datetime64``, as its type says; numpy is not imported."""
    return any(kind.__name__ == "datetime64" and kind.__module__ == "numpy" for kind in type(value).__mro__)


def no_time_zone(value: object) -> InvalidDateError:
    """Make the error for a time of day without a time zone."""
    from pilotzones.messages import Message, Way  # noqa: PLC0415 - most days are valid

    msg = Message(
        "{value} has a time of day but no time zone, so its day in China is not known: pass the day alone{day}, or a "
        "time zone ({zone}).",
        value=quoted(value),
        day=Way(" (a datetime's .date())", ""),
        zone=Way("a tzinfo, or an offset such as '+08:00'", "an offset such as '+08:00'"),
    )
    return InvalidDateError(msg, value=as_fact(value), reason="no time zone")


def out_of_range(value: object, day: str) -> InvalidDateError:
    """Make the error for a day out of range."""
    from pilotzones.messages import Message  # noqa: PLC0415 - as above

    msg = Message(
        "{day} is out of range: dates run from {earliest} to {latest}; leave out placeholders.",
        day=day,
        earliest=EARLIEST,
        latest=LATEST,
    )
    return InvalidDateError(msg, value=as_fact(value), reason="out of range")


def _from_text(text: str) -> datetime.date:
    """Read ISO text, the same way on every Python (3.11 and later accept more)."""
    stripped = text.strip()
    if len(stripped) == _ISO_LENGTH and stripped.isascii() and stripped[4] == stripped[7] == "-":
        try:
            return datetime.date.fromisoformat(stripped)
        except ValueError:
            pass
    from pilotzones.iso_texts import read_iso_text  # noqa: PLC0415 - most texts are days

    return read_iso_text(text)


def _day_of(value: datetime.date) -> datetime.date:
    """Take the day of a date or midnight, or that on which an aware datetime falls in China."""
    if type(value).__name__ in _NOTHING:
        raise InvalidDateError(_no_date(value), value=as_fact(value), reason="no date")
    try:
        day = datetime.date(value.year, value.month, value.day)
        if not is_a(value, datetime.datetime):
            return day
        offset = value.utcoffset()
        time = datetime.time(value.hour, value.minute, value.second, value.microsecond)
        # A timestamp of pandas has nanoseconds, too.
        is_midnight = time == datetime.time() and not getattr(value, "nanosecond", 0)
        shift = None if offset is None else _IN_CHINA - offset
    except Exception as error:
        # A time zone or a subclass is foreign code: what it raises is kept as the cause.
        msg = f"{quoted(value)} is not a date: reading it raised {type(error).__name__}. Pass a datetime.date."
        raise InvalidDateError(msg, value=as_fact(value), reason="unreadable") from error
    if shift is None:
        if is_midnight:
            return day
        raise no_time_zone(value)
    try:
        return (datetime.datetime.combine(day, time) + shift).date()
    except OverflowError:
        raise out_of_range(value, day.isoformat()) from None


def _from_datetime64(value: Datetime64) -> datetime.date:
    """Read a numpy.datetime64 by its own text, which is ISO text without an offset."""
    from pilotzones.iso_texts import read_datetime64  # noqa: PLC0415 - as above

    text = str(value)
    if text == "NaT":
        raise InvalidDateError(_no_date(value), value=as_fact(value), reason="no date")
    return read_datetime64(text, str(value.dtype))


def _wrong_type(value: object) -> DateTypeError:
    """Make the error for a value of another type, or for none."""
    # NaN alone is not equal to itself; a subclass may compare in any way.
    if type(value).__name__ in _NOTHING or (is_a(value, float) and float.__ne__(value, value)):
        return DateTypeError(_no_date(value), value=as_fact(value), reason="no date")
    msg = f"{quoted(value)} is not a date: pass a datetime.date or text like '2016-04-08'."
    return DateTypeError(msg, value=as_fact(value), reason="not a date")


def _no_date(value: object) -> str:
    return f"{quoted(value)} is not a date: there is no date here. Pass a datetime.date or text like '2016-04-08'."


def today_in_china() -> datetime.date:
    """Give the day that it is in China now."""
    return datetime.datetime.now(CHINA_TIME).date()
