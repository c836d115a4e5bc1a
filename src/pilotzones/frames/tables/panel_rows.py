"""The rows of the panel for difference-in-differences: every unit in every period, and whether a zone treats it."""

from __future__ import annotations

import datetime
from numbers import Integral
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from pilotzones.arguments import as_fact, as_word, is_a, plain_number, quoted
from pilotzones.dates import EARLIEST, LATEST, DateLike, DateTypeError, InvalidDateError, as_date, is_datetime64
from pilotzones.frames.tables.panel_maps import FIRST_YEAR
from pilotzones.frames.tables.panel_units import Choices, History, histories
from pilotzones.frames.tables.table import Column, Table
from pilotzones.messages import Message, Way
from pilotzones.staleness import as_max_age

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.dataset import Dataset

Every = Literal["year", "quarter", "month"]

_A_YEAR: dict[Every, int] = {"year": 1, "quarter": 4, "month": 12}
_LABELS: dict[Every, str] = {"year": "{0}", "quarter": "{0}Q{1}", "month": "{0}-{1:02}"}
_MONTHS = 12

COLUMNS = (
    Column("adcode", "text", "GB/T 2260 code of the unit, 6 digits; for Xiong'an that of its first county."),
    Column("name_zh", "text", "Full Chinese name of the unit, by the map that the units are taken from."),
    Column("name_en", "text", "English name of the zone or municipality, else pinyin without tones; null if unknown."),
    Column("province", "text", "ISO 3166-2 code of the province."),
    Column("level", "text", "municipality, prefecture, county, or special: a zone that is not one division."),
    Column("period", "integer", "The period: year, year * 4 + quarter - 1, or year * 12 + month - 1."),
    Column("period_start", "date", "First day of the period, China calendar."),
    Column("period_label", "text", "The period as people write it: 2019, 2019Q4 or 2019-12."),
    Column("treated", "boolean", "Whether a zone treats the unit on at least one day of the period."),
    Column("share", "number", "The share of the period's days on which a zone treats the unit; 0 to 1."),
    Column("zone", "text", "Id of the zone that treats the unit first, the same in every period; null if none does."),
    Column("batch", "integer", "Batch that approved that zone; null if no zone ever treats the unit."),
    Column("first_treated", "integer", "First treated period, also if outside the panel; null if never treated."),
    Column("event_time", "integer", "period - first_treated, in periods; null if never treated."),
    Column("never_treated", "boolean", "Whether no zone of the data ever treats the unit, also after the last period."),
    Column("cohort", "integer", "first_treated, or 0 if never treated."),
    Column("unit_id", "integer", "The adcode as a number, for packages that want one."),
)


def panel_table(  # noqa: PLR0913, PLR0917 - the arguments of ``panel``
    dataset: Dataset,
    first: DateLike | int,
    last: DateLike | int,
    every: Every,
    choices: Choices,
    max_age: int | None = None,
) -> Table:
    """Make the panel as a table, which needs no other library; the arguments are those of ``panel``."""
    choices, every = choices.checked(), as_word("every", every, get_args(Every))
    max_age = as_max_age(max_age)
    periods = _periods(first, last, every)
    verified, last_day = dataset.verified["zones"], periods[-1].end - datetime.timedelta(days=1)
    verified.check(last_day, max_age)
    verified.warn(last_day)
    if choices.boundaries == "period" and periods[0].begin.year < FIRST_YEAR:
        msg = Message(
            "The map is known from {year} on: begin there, or pass {way}.",
            year=FIRST_YEAR,
            way=Way("boundaries='today'", "--boundaries today"),
        )
        raise InvalidDateError(msg, value=as_fact(first), reason="out of range")
    rows = tuple(row for history in histories(dataset, choices) for row in _rows(history, periods, every))
    description = f"Treatment of {choices.level}-level units by pilot zones, by {every}."
    return Table("panel", description, COLUMNS, ("adcode", "period"), rows)


class _Period(NamedTuple):
    """Days from ``begin`` until ``end``, exclusive, with the number that ``period`` holds."""

    number: int
    begin: datetime.date
    end: datetime.date
    label: str


def _periods(first: DateLike | int, last: DateLike | int, every: Every) -> tuple[_Period, ...]:
    """List the periods from the one that contains a day to the one that contains another."""
    begin, end = _day(first, datetime.date(1, 1, 1)), _day(last, datetime.date(1, 12, 31))
    if begin > end:
        msg = Message(
            "{first} lies after {last}: swap them.",
            first=Way(f"first={quoted(first)}", f"--start {quoted(first)}"),
            last=Way(f"last={quoted(last)}", f"--end {quoted(last)}"),
        )
        raise InvalidDateError(msg, value=as_fact(first), reason="wrong order")
    return tuple(_period(number, every) for number in range(_number(begin, every), _number(end, every) + 1))


def _day(given: DateLike | int, of_a_year: datetime.date) -> datetime.date:
    """Read a day, or a year as one day of it."""
    if is_a(given, datetime.date) or is_a(given, str) or is_datetime64(given):
        return as_date(given)
    # Integral takes in numpy's numbers as well, which a column of years holds.
    if is_a(given, bool) or not is_a(given, Integral):
        msg = (
            f"{quoted(given)} is not a day or a year: pass a year like 2019, a datetime.date or text like '2016-04-08'."
        )
        value = as_fact(given)
        raise DateTypeError(msg, value=value, reason="no date" if value is None else "not a date")
    year = int(plain_number(given))
    if EARLIEST.year <= year <= LATEST.year:
        return of_a_year.replace(year=year)
    msg = f"The year {quoted(given)} is out of range: years run from {EARLIEST.year} to {LATEST.year}."
    raise InvalidDateError(msg, value=as_fact(given), reason="out of range")


def _number(day: datetime.date, every: Every) -> int:
    """Number the period that contains a day, so that adjoining periods differ by one."""
    return day.year * _A_YEAR[every] + (day.month - 1) * _A_YEAR[every] // _MONTHS


def _period(number: int, every: Every) -> _Period:
    year, part = divmod(number, _A_YEAR[every])
    return _Period(
        number=number,
        begin=_begin(number, every),
        end=_begin(number + 1, every),
        label=_LABELS[every].format(year, part + 1),
    )


def _begin(number: int, every: Every) -> datetime.date:
    year, part = divmod(number, _A_YEAR[every])
    return datetime.date(year, part * _MONTHS // _A_YEAR[every] + 1, 1)


def _rows(history: History, periods: Sequence[_Period], every: Every) -> Iterator[tuple[Any, ...]]:
    """Write a unit's rows, in the order of ``COLUMNS``."""
    unit, zone, spans = history
    batch = zone.batch.number if zone else None
    first = _number(spans[0].begin, every) if spans else None
    for period in (period for period in periods if unit.is_on_map(period.begin.year)):
        days = _days_treated(history, period)
        yield (
            *(unit.adcode, unit.name_zh, unit.name_en, unit.province, unit.level),
            *(period.number, period.begin, period.label),
            *(days > 0, days / (period.end - period.begin).days),
            *(zone.id if zone else None, batch),
            *(first, None if first is None else period.number - first, first is None),
            *(first or 0, int(unit.adcode)),
        )


def _days_treated(history: History, period: _Period) -> int:
    """Count the days of a period that lie in a unit's spans."""
    overlaps = ((min(span.end, period.end) - max(span.begin, period.begin)).days for span in history.spans)
    return sum(days for days in overlaps if days > 0)
