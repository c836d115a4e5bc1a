"""The panel for difference-in-differences: every prefecture by period, and whether a pilot zone treats it."""

from __future__ import annotations

import datetime
from numbers import Integral
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from pilotzones.arguments import check_word, quoted
from pilotzones.dates import EARLIEST, LATEST, DateTypeError, InvalidDateError, as_date
from pilotzones.frames.tables.panel_units import Choices, Counting, Ending, History, UnitLevel, histories
from pilotzones.frames.tables.table import Column, Into, Table, made
from pilotzones.substitution import asked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.dataset import Dataset
    from pilotzones.dates import DateLike

Every = Literal["year", "quarter", "month"]

_A_YEAR: dict[Every, int] = {"year": 1, "quarter": 4, "month": 12}
_LABELS: dict[Every, str] = {"year": "{0}", "quarter": "{0}Q{1}", "month": "{0}-{1:02}"}
_MONTHS = 12

COLUMNS = (
    Column("adcode", "text", "GB/T 2260 code of the unit, 6 digits; for Xiong'an that of its first county."),
    Column("name_zh", "text", "Full Chinese name of the unit."),
    Column("name_en", "text", "English name of the zone or municipality, else pinyin without tones; null if unknown."),
    Column("province", "text", "ISO 3166-2 code of the province."),
    Column("level", "text", "municipality, prefecture, county or special, which is a zone that is no division."),
    Column("period", "integer", "The period: year, year * 4 + quarter - 1, or year * 12 + month - 1."),
    Column("period_start", "date", "First day of the period, China calendar."),
    Column("period_label", "text", "The period as people write it: 2019, 2019Q4 or 2019-12."),
    Column("treated", "boolean", "Whether a zone treats the unit on at least one day of the period."),
    Column("share", "number", "Days of the period on which a zone treats the unit, by the days of the period; 0 to 1."),
    Column("zone", "text", "Id of the zone that treats the unit first, in every period; null if none ever does."),
    Column("batch", "integer", "Batch that approved that zone; null if no zone ever treats the unit."),
    Column("first_treated", "integer", "First period treated, also outside the panel; null if never treated."),
    Column("event_time", "integer", "period - first_treated, in periods; null if never treated."),
    Column("never_treated", "boolean", "Whether no zone of the data treats the unit, also after the last period."),
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
    into: Into = "pandas",
    dataset: Dataset | None = None,
) -> Any:  # noqa: ANN401 - a frame of the kind asked for
    """Make the panel of treatment by pilot zones: every unit in every period.

    Units are the prefecture-level divisions and the municipalities; divisions and zones contain
    what GB/T 2260 codes say. A zone begins on the day its reply was signed (see ``Zone``). The
    names of places are those of one edition of GB/T 2260, also in earlier years.

    Three choices decide which units are treated. The words for zones that are no prefecture are
    ``"prefecture"``: the zone treats the unit that it lies in, and those that lie in it;
    ``"ignore"``: as if there were no such zone; ``"unit"``: the zone is a unit of its own and
    leaves the prefecture around it untreated; ``"drop"``: the units that it would treat leave the
    sample, but for those of which another zone covers the whole on each of its days.

    Args:
        first: a day of the first period (China calendar), or a year, for its first period.
        last: a day of the last period, or a year, for its last period.
        every: the length of a period: ``"year"``, ``"quarter"`` or ``"month"``.
        level: ``"prefecture"``; or ``"county"`` for the county-level divisions, and the
            prefectures that have none. No zone is then smaller than a unit.
        county_zones: how zones count that are a county (Yiwu in Jinhua, Hunchun in Yanbian):
            one of the four words. A county in no prefecture or municipality treats none.
        special_zones: how zones count that are no division or a whole province (Xiong'an in
            Baoding; Hainan): one of the four words. A zone of whole units (Hainan) treats
            these also under ``"unit"``: it needs no unit of its own.
        revoked: ``"end"``: treatment ends on the day of revocation, unless another zone treats
            the unit; ``"stay"``: it lasts for good; ``"drop"``: the units that a revoked zone
            treats leave the sample, also where another zone follows on the same day.
        into: the kind of frame: ``"pandas"``, ``"polars"``, ``"pyarrow"``, ``"duckdb"``,
            ``"pyspark"``, or a DuckDB connection or Spark session.
        dataset: whose zones and divisions; None for the default one.

    Returns:
        A frame of the kind asked for with the columns of ``COLUMNS``, a row per unit and period,
        by ``adcode`` and then ``period``. ``treated`` and ``share`` follow the period;
        ``zone``, ``batch``, ``first_treated``, ``never_treated`` and ``cohort`` are the unit's.

    Raises:
        ArgumentTypeError: for a word that there is not, or if two units would share a code.
        InvalidDateError: for what is no day or year, or if ``first`` lies after ``last``.
        ImportError: if the library of the frame is not installed; names the extra.

    Source:
        The replies of the State Council; see ``batches()``. GB/T 2260.

    >>> from pilotzones.frames import panel
    >>> frame = panel(2015, 2019, dataset=data)
    >>> frame.groupby("period")["treated"].sum().to_dict()
    {2015: 1, 2016: 13, 2017: 13, 2018: 35, 2019: 59}
    """
    table = panel_table(
        first,
        last,
        every,
        level,
        county_zones=county_zones,
        special_zones=special_zones,
        revoked=revoked,
        dataset=dataset,
    )
    frame = made(table, into)
    return frame.astype(_PLAIN_TYPES) if into == "pandas" else frame


# Packages for estimation refuse pandas' nullable types as period and cohort.
_PLAIN_TYPES = {"period": "int64", "cohort": "int64", "unit_id": "int64", "treated": "bool", "never_treated": "bool"}


def panel_table(  # noqa: PLR0913 - as panel has
    first: DateLike | int,
    last: DateLike | int,
    every: Every = "year",
    level: UnitLevel = "prefecture",
    *,
    county_zones: Counting = "prefecture",
    special_zones: Counting = "prefecture",
    revoked: Ending = "end",
    dataset: Dataset | None = None,
) -> Table:
    """Make the panel as a table, which needs no other library.

    Args:
        first: as ``panel`` takes it, and so the others.
        last: a day of the last period, or a year.
        every: the length of a period.
        level: of the units.
        county_zones: how zones count that are a county.
        special_zones: how zones count that are no division or a whole province.
        revoked: how zones count that were revoked.
        dataset: whose zones and divisions; None for the default one.

    Returns:
        The table, by ``adcode`` and then ``period``.

    Raises:
        ArgumentTypeError, InvalidDateError: as ``panel`` does.

    Source:
        As ``panel``.

    >>> from pilotzones.frames.tables.did_panel import panel_table
    >>> table = panel_table("2019-12-31", "2020-01-01", "quarter", dataset=data)
    >>> len(table.rows), table.rows[0][:8]
    (674, ('110000', '北京市', 'Beijing', 'CN-BJ', 'municipality', 8079, datetime.date(2019, 10, 1), '2019Q4'))
    """
    check_word("every", every, get_args(Every))
    check_word("level", level, get_args(UnitLevel))
    choices = Choices(county_zones, special_zones, revoked).checked()
    periods = _periods(first, last, every)
    found = histories(asked(dataset), level, choices)
    rows = tuple(row for history in found for row in _rows(history, periods, every))
    description = f"Treatment of {level}-level units by pilot zones, by {every}."
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
        msg = f"first={quoted(first)} lies after last={quoted(last)}: swap them."
        raise InvalidDateError(msg)
    return tuple(_period(number, every) for number in range(_number(begin, every), _number(end, every) + 1))


def _day(given: DateLike | int, of_a_year: datetime.date) -> datetime.date:
    """Read a day, or a year as one day of it."""
    if isinstance(given, (datetime.date, str)):
        return as_date(given)
    # Integral takes in numpy's numbers as well, which a column of years holds.
    if isinstance(given, bool) or not isinstance(given, Integral):
        msg = f"{quoted(given)} is no day or year: give a year like 2019, a datetime.date or text like '2016-04-08'."
        raise DateTypeError(msg)
    if EARLIEST.year <= int(given) <= LATEST.year:
        return of_a_year.replace(year=int(given))
    msg = f"The year {quoted(given)} is out of range: years run from {EARLIEST.year} to {LATEST.year}."
    raise InvalidDateError(msg)


def _number(day: datetime.date, every: Every) -> int:
    """Number the period that contains a day, so that adjoining periods differ by one."""
    return day.year * _A_YEAR[every] + (day.month - 1) * _A_YEAR[every] // _MONTHS


def _period(number: int, every: Every) -> _Period:
    year, place = divmod(number, _A_YEAR[every])
    return _Period(number, _begin(number, every), _begin(number + 1, every), _LABELS[every].format(year, place + 1))


def _begin(number: int, every: Every) -> datetime.date:
    year, place = divmod(number, _A_YEAR[every])
    return datetime.date(year, place * _MONTHS // _A_YEAR[every] + 1, 1)


def _rows(history: History, periods: Sequence[_Period], every: Every) -> Iterator[tuple[Any, ...]]:
    """Write a unit's rows, in the order of ``COLUMNS``."""
    unit, zone, spans = history
    batch = zone.batch.number if zone else None
    first = _number(spans[0].begin, every) if spans else None
    for period in periods:
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
