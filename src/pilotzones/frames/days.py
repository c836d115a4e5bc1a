"""The days of a column, or one day for all: which stretch of the calendar each lies in."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple, Union

import narwhals as nw

from pilotzones.dates import CHINA_TIME, EARLIEST, LATEST, as_date
from pilotzones.errors import FrameColumnError, InvalidDateError
from pilotzones.frames.expressions import first_true
from pilotzones.frames.handed import TEMPORARY
from pilotzones.frames.texts import MALFORMED, Reader
from pilotzones.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pilotzones.frames.engines import Frame
    from pilotzones.frames.handed import Handed

ColumnOrDay = Union[str, datetime.date]
"""The name of a column of days, or one day for all rows."""

_DAY = f"{TEMPORARY}day"
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
    if date not in handed.types:
        day = _constant(date, handed)
        passed = sum(turning_day <= day for turning_day in turning_days)
        return Stretches(handed.frame, nw.lit(passed), nw.lit(value=False), nw.lit(value=True))
    column = str(date)
    frame, moment, of_day = _MOMENTS[_held(handed, column)](handed, column)
    latest_first = reversed(list(enumerate(turning_days, 1)))
    place = first_true(*((moment >= of_day(day), place) for place, day in latest_first), otherwise=nw.lit(0))
    in_range = (moment >= of_day(EARLIEST)) & (moment < of_day(LATEST + _ONE_DAY))
    return Stretches(frame, place, nw.col(column).is_null(), in_range)


def _constant(date: ColumnOrDay, handed: Handed) -> datetime.date:
    """Read one day for all rows, unless a text is rather the name of a column that there is not."""
    try:
        return as_date(date)
    except InvalidDateError:
        if isinstance(date, str):
            handed.type_of(date)  # raises
        raise


def _held(handed: Handed, column: str) -> str:
    """Tell how a column holds days.

    Raises:
        FrameColumnError: if it does not.
    """
    held = handed.type_of(column)
    if held == nw.Date:
        return "days"
    if isinstance(held, nw.Datetime):
        return "instants" if held.time_zone else "times"
    if held == nw.Object:
        return "objects"
    advice = "make it one of dates first." if held == nw.String else "give one of dates, or one day for all rows."
    msg = f"The column {quoted(column)} holds {held}, not days: {advice}"
    raise FrameColumnError(msg, column=column)


Moment = tuple["Frame", nw.Expr, "Callable[[datetime.date], nw.Expr]"]


def _days(handed: Handed, column: str) -> Moment:
    return handed.frame, nw.col(column), nw.lit


def _times(handed: Handed, column: str) -> Moment:
    """Take midnights as days, as a pandas column of days is one of midnights; any other time has no day in China."""
    midnight, of_day = handed.engine.midnights(column)
    return handed.frame, midnight, lambda day: nw.lit(of_day(day))


def _instants(handed: Handed, column: str) -> Moment:
    return handed.frame, handed.engine.in_utc(column), lambda day: nw.lit(datetime.datetime.combine(day, _IN_CHINA))


def _objects(handed: Handed, column: str) -> Moment:
    frame = handed.engine.read(handed.frame, column, _DAYS, _DAY)
    return frame, nw.col(_DAY), lambda day: nw.lit(day.toordinal())


def _ordinal(value: object) -> int:
    """Number the day of a Python object."""
    if isinstance(value, datetime.datetime) and value.tzinfo is None and value.time() == _MIDNIGHT:
        return value.toordinal()
    try:
        return as_date(value).toordinal()  # type: ignore[arg-type]
    except InvalidDateError:
        return MALFORMED


_MIDNIGHT = datetime.time()
_IN_CHINA = datetime.time(tzinfo=CHINA_TIME)
_MOMENTS = {"days": _days, "times": _times, "instants": _instants, "objects": _objects}
_DAYS = Reader(_ordinal, lambda frame, *_: frame)
