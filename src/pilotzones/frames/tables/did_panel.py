"""The panel for difference-in-differences: every prefecture by period, and whether a pilot zone treats it."""

from __future__ import annotations

from typing import Any

from pilotzones.dataset import Dataset
from pilotzones.dates import DateLike
from pilotzones.frames.engines import ENGINES, engine_for
from pilotzones.frames.engines.engine import Into
from pilotzones.frames.tables.panel_maps import UnitLevel
from pilotzones.frames.tables.panel_rows import Every, panel_table
from pilotzones.frames.tables.panel_units import Boundaries, Choices, Counting, Ending
from pilotzones.substitution import asked


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
    engine = engine_for(into)
    frame = engine.make_in(into, panel_table(asked(dataset), first, last, every, choices, max_age))
    return frame.astype(_PLAIN_TYPES) if engine is ENGINES["pandas"] else frame


# Packages for estimation refuse pandas' nullable types as period and cohort.
_PLAIN_TYPES = {"period": "int64", "cohort": "int64", "unit_id": "int64", "treated": "bool", "never_treated": "bool"}
