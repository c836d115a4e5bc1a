"""The days of a column, or one day for all rows: between which turning days each of them lies."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

import narwhals as nw

from pilotzones.arguments import plain_text
from pilotzones.dates import CHINA_TIME, EARLIEST, LATEST, DateLike, as_date
from pilotzones.frames.day_texts import DAYS
from pilotzones.frames.expressions import first_true
from pilotzones.iso_texts import is_iso_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pilotzones.frames.callers_frame import CallersFrame
    from pilotzones.frames.engines.engine import Content, Frame

ColumnOrDay = DateLike
"""The name of a column of days, or one day for all rows."""

_DAY = "day"
_ONE_DAY = datetime.timedelta(days=1)


class Stretches(NamedTuple):
    """Where each row's day lies among some turning days.

    ``number`` counts the turning days up to the row's day, itself included. It has no meaning
    where a row has no day (``is_missing``) or an invalid one (not ``is_valid``); nor has what
    ``is_after`` tells: whether the row's day is after another one.
    ``one_day`` is the day for all rows, if that is what was asked about.
    """

    frame: Frame
    number: nw.Expr
    is_missing: nw.Expr
    is_valid: nw.Expr
    is_after: Callable[[datetime.date], nw.Expr]
    one_day: datetime.date | None = None


def find_stretches(callers: CallersFrame, date: ColumnOrDay, turning_days: Sequence[datetime.date]) -> Stretches:
    """Find where the days of a column, or a day for all rows, lie among turning days.

    Raises:
        FrameColumnError: if the column is missing or does not hold days.
        InvalidDateError: for a day out of range.
    """
    text = plain_text(date)
    if type(text) is not str or (text not in callers.names and is_iso_text(text)):
        day = as_date(date)
        passed = sum(turning_day <= day for turning_day in turning_days)
        return Stretches(
            frame=callers.frame,
            number=nw.lit(passed),
            is_missing=nw.lit(value=False),
            is_valid=nw.lit(value=True),
            is_after=lambda other: nw.lit(day > other),
            one_day=day,
        )
    wanted = "days: make it one of dates first, or give one day for all rows."
    column, content = callers.find_column(text, _MOMENTS, wanted)
    frame, moment, of_day = _MOMENTS[content](callers, column)
    latest_first = reversed(list(enumerate(turning_days, 1)))
    number = first_true(*((moment >= of_day(day), number) for number, day in latest_first), otherwise=nw.lit(0))
    in_range = (moment >= of_day(EARLIEST)) & (moment < of_day(LATEST + _ONE_DAY))
    return Stretches(
        frame=frame,
        number=number,
        is_missing=nw.col(column).is_null(),
        is_valid=in_range,
        is_after=lambda other: moment >= of_day(other + _ONE_DAY),
    )


Moments = tuple["Frame", nw.Expr, "Callable[[datetime.date], nw.Expr]"]
"""A frame, its column of moments, and how to write the beginning of a day so that it can be compared with them."""


def _days(callers: CallersFrame, column: str) -> Moments:
    return callers.frame, nw.col(column), nw.lit


def _times(callers: CallersFrame, column: str) -> Moments:
    """Take midnights as days, since pandas has no other column of days; any other time has no known day in China."""
    midnight, of_day = callers.engine.midnights(column)
    return callers.frame, midnight, lambda day: nw.lit(of_day(day))


def _instants(callers: CallersFrame, column: str) -> Moments:
    instant, written = callers.engine.instants(callers.frame, column)
    return callers.frame, instant, lambda day: written(_beginning_in_china(day))


def _beginning_in_china(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), CHINA_TIME).astimezone(datetime.timezone.utc)


def _texts(callers: CallersFrame, column: str) -> Moments:
    """Read texts, and other objects of Python, as single days are read."""
    frame = callers.engine.read(callers.frame, column, DAYS, _DAY)
    return frame, nw.col(_DAY), lambda day: nw.lit(day.toordinal())


def _nulls(callers: CallersFrame, _: str) -> Moments:
    frame = callers.frame.with_columns(nw.lit(None, nw.Date).alias(_DAY))
    return frame, nw.col(_DAY), nw.lit


_MOMENTS: dict[Content, Callable[[CallersFrame, str], Moments]] = {
    "day": _days,
    "time": _times,
    "instant": _instants,
    "text": _texts,
    "object": _texts,
    "null": _nulls,
}
