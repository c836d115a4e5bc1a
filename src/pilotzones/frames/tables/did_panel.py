"""The panel for difference-in-differences: every prefecture by period, and whether a pilot zone treats it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from numbers import Integral
from typing import Any, Literal, NamedTuple, get_args

from pilotzones.arguments import as_fact, check_word, is_a, quoted
from pilotzones.dataset import Dataset
from pilotzones.dates import EARLIEST, LATEST, DateLike, DateTypeError, InvalidDateError, as_date, is_datetime64
from pilotzones.frames.engines import check_into, make_frame
from pilotzones.frames.engines.engine import Into
from pilotzones.frames.tables.panel_maps import FIRST_YEAR, UnitLevel
from pilotzones.frames.tables.panel_units import Boundaries, Choices, Counting, Ending, History, histories
from pilotzones.frames.tables.table import Column, Table
from pilotzones.messages import Message, Way
from pilotzones.staleness import check_max_age
from pilotzones.substitution import asked

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


def panel(  # noqa: PLR0913 - each choice is a keyword
    first: DateLike | int,
    last: DateLike | int,
    every: Every = "year",
    level: UnitLevel = "prefecture",
    *,
    county_zones: Counting = "prefecture",
    special_zones: Counting = "prefecture",
    revoked: Ending = "end",
    boundaries: Boundaries = "today",
    max_age: int | None = 0,
    into: Into = "pandas",
    dataset: Dataset | None = None,
) -> Any:  # noqa: ANN401 - a frame of the kind asked for
    """Make the panel of treatment by pilot zones: every unit in every period.

    Units are the prefecture-level divisions and the municipalities. GB/T 2260 codes say which
    divisions contain which. A zone begins on the day its reply was signed (see ``Zone``).

    Three choices decide which units are treated. For zones that are not prefectures the words
    are ``"prefecture"``: the zone treats the unit that it lies in, and those that lie in it;
    ``"ignore"``: as if the zone did not exist; ``"unit"``: the zone is a unit of its own and
    leaves the prefecture around it untreated; ``"drop"``: the units that it would treat leave the
    sample, except those that another zone covers as a whole on all days of this zone.

    Args:
        first: a day of the first period (China calendar), or a year, for its first period.
        last: a day of the last period, or a year, for its last period.
        every: the length of a period: ``"year"``, ``"quarter"`` or ``"month"``.
        level: ``"prefecture"``; or ``"county"`` for the county-level divisions, and the
            prefectures without counties. No zone is then smaller than a unit.
        county_zones: how zones count that are a county (Yiwu in Jinhua, Hunchun in Yanbian):
            one of the four words. A county outside all prefectures and municipalities treats none.
        special_zones: how zones count that are several divisions or a whole province (Xiong'an in
            Baoding; Hainan): one of the four words. A zone of whole units (Hainan) treats
            these also under ``"unit"``: it does not need a unit of its own.
        revoked: ``"end"``: treatment ends on the day of revocation, unless another zone treats
            the unit; ``"stay"``: treatment never ends; ``"drop"``: the units that a revoked zone
            treats leave the sample, also where another zone follows on the same day.
        boundaries: the map that the units are taken from. ``"today"``: the table of 2023, in all
            periods, so that the panel is balanced; a county whose area moved to another prefecture
            is treated by the zone in which its area lay on the day, and a move whose day is not
            known counts from the last day on which it can have happened. ``"period"``: the map of
            31 December of the period's year, as yearbooks have it (2000 to 2024, and the last map
            after that): 莱芜 is a unit until 2017, and its area is in Jinan from 2018. It does not have
            what only the statistics of 2023 treat as a county, such as development zones.
        max_age: refuse a period whose last day is more than so many days after
            ``verified_through("zones")``: a zone may have been approved since. None for any.
        into: the kind of frame: ``"pandas"``, ``"polars"``, ``"pyarrow"``, ``"duckdb"``,
            ``"pyspark"``, or a DuckDB connection or Spark session.
        dataset: the dataset to ask; None for the default one.

    Returns:
        A frame of the kind asked for with the columns of ``COLUMNS``, one row per unit and period,
        by ``adcode`` and then ``period``. ``treated`` and ``share`` follow the period;
        ``zone``, ``batch``, ``first_treated``, ``never_treated`` and ``cohort`` are the unit's.

    Raises:
        ArgumentTypeError: if a word is not valid, or two units would have the same code.
        InvalidDateError: if ``first`` or ``last`` is not a day or a year, or ``first`` lies after
            ``last``, or before 2000 with ``boundaries="period"``.
        BeyondVerifiedDataError: if the last period ends more than ``max_age`` days after the last
            verified day.
        ImportError: if the library of the frame is not installed; names the extra.

    Source:
        The replies of the State Council; see ``batches()``. GB/T 2260.

    >>> from pilotzones.frames import panel
    >>> frame = panel(2015, 2019, dataset=data)
    >>> frame.groupby("period")["treated"].sum().to_dict()
    {2015: 1, 2016: 13, 2017: 13, 2018: 35, 2019: 59}
    """
    choices = Choices(
        level=level,
        county_zones=county_zones,
        special_zones=special_zones,
        revoked=revoked,
        boundaries=boundaries,
    )
    check_into(into)
    frame = make_frame(panel_table(asked(dataset), first, last, every, choices, max_age), into)
    return frame.astype(_PLAIN_TYPES) if into == "pandas" else frame


# Packages for estimation refuse pandas' nullable types as period and cohort.
_PLAIN_TYPES = {"period": "int64", "cohort": "int64", "unit_id": "int64", "treated": "bool", "never_treated": "bool"}


def panel_table(  # noqa: PLR0913, PLR0917 - the arguments of ``panel``
    dataset: Dataset,
    first: DateLike | int,
    last: DateLike | int,
    every: Every,
    choices: Choices,
    max_age: int | None = None,
) -> Table:
    """Make the panel as a table, which needs no other library; the arguments are those of ``panel``."""
    choices.checked()
    check_word("every", every, get_args(Every))
    check_max_age(max_age)
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
            first=Way(f"first={quoted(first)}", quoted(first)),
            last=Way(f"last={quoted(last)}", quoted(last)),
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
    if EARLIEST.year <= int(given) <= LATEST.year:
        return of_a_year.replace(year=int(given))
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
