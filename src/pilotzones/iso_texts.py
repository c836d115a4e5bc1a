"""ISO 8601 text of a day or an instant, read as a day in China; ``dates.as_date`` is the gate.

What is taken, the same on every Python: a day (``2022-03-01``, ``20220301``); an instant with an offset, with ``T`` or
a space between, to the hour, minute, second or any fraction of it (``2022-03-01T23:30:00+09:00``); and a midnight
without an offset, which is its day. Eight digits have one reading alone: in any other order of year, month and day the
year would be out of range. ``24:00`` and the second 60 are not taken: programs disagree on the day they belong to.
"""

from __future__ import annotations

import datetime
import math
import re

from pilotzones.arguments import quoted
from pilotzones.dates import InvalidDateError, no_time_zone, out_of_range
from pilotzones.messages import Message

_DAY = r"(?P<year>\d{4})(?P<dash>-?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)"
_FRACTION = r"(?:[.,](?P<fraction>\d+))?"
_TIME = rf"(?P<hour>\d\d)(?:(?P<colon>:?)(?P<minute>\d\d)(?:(?P=colon)(?P<second>\d\d){_FRACTION})?)?"
_OFFSET = r"(?P<offset>[Zz]|(?P<sign>[+-])(?P<hours>\d\d)(?::?(?P<minutes>\d\d))?)"
_TEXT = re.compile(rf"{_DAY}(?:[Tt ]{_TIME}(?: ?{_OFFSET})?)?", re.ASCII)
_UNIT = re.compile(r"datetime64\[(?P<times>[0-9]*)(?P<unit>D|h|m|s|ms|us|ns|ps|fs|as)\]")
_IN_A_DAY = {"D": 1, "h": 24, "m": 24 * 60, "s": 24 * 3600}
"""How many of a unit of numpy a day has; of shorter units a step of a day and more does not occur."""

LONGEST = 100
"""The most characters of a text that is read."""

_HOUR, _A_DAY = 60, 24 * 60
_CHINA = 8 * _HOUR


def is_iso_text(text: str) -> bool:
    """Tell whether a text is written as a day or an instant, whether there is such a day or not."""
    return bool(_match(text))


def read_iso_text(text: str) -> datetime.date:
    """Read ISO text as a day in China.

    Raises:
        InvalidDateError: if it is not such a text, or has no known day.

    >>> read_iso_text("2022-03-01T23:30:00+09:00"), read_iso_text("20220301")
    (datetime.date(2022, 3, 1), datetime.date(2022, 3, 1))
    """
    match = _match(text)
    if match is None:
        if not text.strip():
            msg = Message(
                "{text} is not a date: there is no date here. Write one like '2016-04-08'.", text=quoted(text)
            )
            raise InvalidDateError(msg, value=text, reason="no date")
        msg = Message(
            "{text} is not a date: write it like '2016-04-08' (year-month-day) or '2016-04-08T10:00:00Z'.",
            text=quoted(text),
        )
        raise InvalidDateError(msg, value=text, reason="not ISO")
    part = match.groupdict()
    minute = _minute(part)
    try:
        day = datetime.date(int(part["year"]), int(part["month"]), int(part["day"]))
    except ValueError:
        msg = Message("{text} is not a date: the calendar does not have that day.", text=quoted(text))
        raise InvalidDateError(msg, value=text, reason="no such day") from None
    if minute is None:
        msg = Message(
            "{text} is not a date: the clock does not have that time or offset. Hours run from 00 to 23, minutes and "
            "seconds to 59; write midnight as 00:00 of the day that begins.",
            text=quoted(text),
        )
        raise InvalidDateError(msg, value=text, reason="no such day")
    if not part["offset"]:
        if minute or int(part["second"] or 0) or (part["fraction"] or "").strip("0"):
            raise no_time_zone(text)
        return day
    try:
        return day + datetime.timedelta(days=(minute + _CHINA) // _A_DAY)
    except OverflowError:
        raise out_of_range(text, day.isoformat()) from None


def read_datetime64(text: str, dtype: str) -> datetime.date:
    """Read the text of a numpy.datetime64, given the name of its type.

    Raises:
        InvalidDateError: if it is longer than a day, has a time of day, or a year that no date has.

    >>> read_datetime64("2022-03-01T00", "datetime64[h]")
    datetime.date(2022, 3, 1)
    """
    step = _UNIT.fullmatch(dtype)
    if not step or int(step["times"] or 1) > _IN_A_DAY.get(step["unit"], math.inf):
        msg = f"{text} ({dtype}) is longer than a day: pass a day, such as numpy.datetime64('2016-04-08', 'D')."
        raise InvalidDateError(msg, value=text, reason="longer than a day")
    if not _match(text):
        raise out_of_range(text, text)
    return read_iso_text(text)


def _match(text: str) -> re.Match[str] | None:
    stripped = text.strip()
    return _TEXT.fullmatch(stripped) if len(stripped) <= LONGEST else None


def _minute(part: dict[str, str | None]) -> int | None:
    """Count the minutes from midnight in UTC, or as written where there is no offset; None for a wrong time."""
    hour, minute, second, hours, minutes = (
        int(part[name] or 0) for name in ("hour", "minute", "second", "hours", "minutes")
    )
    if max(hour, hours) * _HOUR >= _A_DAY or max(minute, second, minutes) >= _HOUR:
        return None
    ahead = hours * _HOUR + minutes
    return hour * _HOUR + minute - (-ahead if part["sign"] == "-" else ahead)
