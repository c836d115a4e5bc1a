"""The days of a column, or one day for all: which stretch of the calendar each lies in."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, NamedTuple, Union

import narwhals as nw

from pilotzones.dates import CHINA_TIME, EARLIEST, LATEST, InvalidDateError, as_date
from pilotzones.frames.expressions import first_true
from pilotzones.frames.texts import MALFORMED, Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pilotzones.frames.callers_frame import Handed
    from pilotzones.frames.engines import Frame, Held

ColumnOrDay = Union[str, datetime.date]
"""The name of a column of days, or one day for all rows."""

_DAY = "day"
_ONE_DAY = datetime.timedelta(days=1)


class Stretches(NamedTuple):
    """Where each row's day lies among some turning days.

    ``place`` counts the turning days up to it, itself included; it means nothing where
    there is no day (``is_missing``), or none that counts (not ``is_day``).
    """

    frame: Frame
    place: nw.Expr
    is_missing: nw.Expr
    is_day: nw.Expr


def stretches(handed: Handed, date: ColumnOrDay, turning_days: Sequence[datetime.date]) -> Stretches:
    """Place the days of a column, or a day for all rows, among turning days.

    Raises:
        FrameColumnError: if the column is missing or holds no days.
        InvalidDateError: for a day out of range.
    """
    if not isinstance(date, str) or (date not in handed.names and _IS_A_DAY.fullmatch(date)):
        day = as_date(date)
        passed = sum(turning_day <= day for turning_day in turning_days)
        return Stretches(handed.frame, nw.lit(passed), nw.lit(value=False), nw.lit(value=True))
    column, held = handed.holding(date, _MOMENTS, "days: make it one of dates first, or give one day for all rows.")
    frame, moment, of_day = _MOMENTS[held](handed, column)
    latest_first = reversed(list(enumerate(turning_days, 1)))
    place = first_true(*((moment >= of_day(day), place) for place, day in latest_first), otherwise=nw.lit(0))
    in_range = (moment >= of_day(EARLIEST)) & (moment < of_day(LATEST + _ONE_DAY))
    return Stretches(frame, place, nw.col(column).is_null(), in_range)


Moment = tuple["Frame", nw.Expr, "Callable[[datetime.date], nw.Expr]"]


def _days(handed: Handed, column: str) -> Moment:
    return handed.frame, nw.col(column), nw.lit


def _times(handed: Handed, column: str) -> Moment:
    """Take midnights as days, as a pandas column of days is one of midnights; any other time has no day in China."""
    midnight, of_day = handed.engine.midnights(column)
    return handed.frame, midnight, lambda day: nw.lit(of_day(day))


def _instants(handed: Handed, column: str) -> Moment:
    instant, written = handed.engine.instants(handed.frame, column)
    return handed.frame, instant, lambda day: written(_begun_in_china(day))


def _begun_in_china(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), CHINA_TIME).astimezone(datetime.timezone.utc)


def _objects(handed: Handed, column: str) -> Moment:
    frame = handed.engine.read(handed.frame, column, _DAYS, _DAY)
    return frame, nw.col(_DAY), lambda day: nw.lit(day.toordinal())


def _nulls(handed: Handed, _: str) -> Moment:
    frame = handed.frame.with_columns(nw.lit(None, nw.Date).alias(_DAY))
    return frame, nw.col(_DAY), nw.lit


def _ordinal(value: object) -> int:
    """Number the day of a Python object."""
    if isinstance(value, datetime.datetime) and value.tzinfo is None:
        # pandas' own datetimes have nanoseconds that value.time() leaves out.
        return value.toordinal() if value == datetime.datetime.combine(value, datetime.time()) else MALFORMED
    try:
        return as_date(value).toordinal()  # type: ignore[arg-type]
    except InvalidDateError:
        return MALFORMED


_IS_A_DAY = re.compile(r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*")
_MOMENTS: dict[Held, Callable[[Handed, str], Moment]] = {
    "day": _days,
    "time": _times,
    "instant": _instants,
    "object": _objects,
    "null": _nulls,
}
_DAYS = Reader(_ordinal, lambda frame, *_: frame)
