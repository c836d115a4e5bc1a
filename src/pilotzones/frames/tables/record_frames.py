"""The tables of records as frames."""

from __future__ import annotations

from typing import Any

from pilotzones.dataset import Dataset
from pilotzones.frames.engines import engine_for
from pilotzones.frames.engines.engine import Into
from pilotzones.frames.tables.crosswalk import crosswalk_table
from pilotzones.frames.tables.record_tables import (
    batch_table,
    interval_table,
    item_table,
    known_range_table,
    zone_table,
)
from pilotzones.substitution import asked


def zones(into: Into = "pandas", *, dataset: Dataset | None = None) -> Any:  # noqa: ANN401 - a frame of the kind asked for
    """Make a frame of every pilot zone ever approved, in the order of the batches.

    Args:
        into: the kind of frame: ``"pandas"``, ``"polars"``, ``"pyarrow"``, ``"duckdb"``,
            ``"pyspark"``, or a DuckDB connection or Spark session.
        dataset: the dataset to ask; None for the default one.

    Returns:
        One row per zone: names, GB/T 2260 code, coordinates (WGS 84 degrees), batch, the first
        day in force, the first day no longer in force, evidence and sources.

    Raises:
        ArgumentTypeError: if ``into`` is not a kind of frame.
        ImportError: if the library is not installed; names the extra.

    Source:
        The replies of the State Council; see ``batches()``.

    >>> import polars
    >>> zones("polars").filter(polars.col("batch") == 1)["id"].to_list()
    ['hangzhou']
    """
    return engine_for(into).make_in(into, zone_table(asked(dataset)))


def batches(into: Into = "pandas", *, dataset: Dataset | None = None) -> Any:  # noqa: ANN401 - as above
    """Make a frame of the replies that approved the batches of pilot zones, in order.

    Args:
        into: the kind of frame, as for ``zones``.
        dataset: as for ``zones``.

    Returns:
        One row per batch: the reply's number and title, its days, running totals of zones,
        evidence and sources.

    Raises:
        ArgumentTypeError, ImportError: as for ``zones``.

    Source:
        The replies of the State Council.

    >>> batches("polars")["zone_count"].to_list()
    [1, 12, 22, 24, 46, 27, 33, 16]
    """
    return engine_for(into).make_in(into, batch_table(asked(dataset)))


def items(into: Into = "pandas", *, dataset: Dataset | None = None) -> Any:  # noqa: ANN401 - as above
    """Make a frame of the lines known to be listed, under every edition.

    Args:
        into: the kind of frame, as for ``zones``.
        dataset: as for ``zones``.

    Returns:
        One row per line and edition, by edition and code: name, remark (备注), whether the remark
        is known and allows bonded shipment only, the announcement whose annex has the line,
        evidence and sources. Lines that are not known are missing: see ``coverage()``.

    Raises:
        ArgumentTypeError, ImportError: as for ``zones``.

    Source:
        The Ministry of Finance's announcements; see ``announcements()``.

    >>> import polars
    >>> items("polars").filter(polars.col("edition") == "2022-7")["hs_code"].to_list()[-3:]
    ['95061100', '95061200', '95061900']
    """
    return engine_for(into).make_in(into, item_table(asked(dataset)))


def intervals(into: Into = "pandas", *, dataset: Dataset | None = None) -> Any:  # noqa: ANN401 - as above
    """Make a frame of what each edition of the list says of each code, to join columns of codes to.

    Args:
        into: the kind of frame, as for ``zones``.
        dataset: as for ``zones``.

    Returns:
        One row per code and edition, by code and day, for every code that an annex names or a
        tariff of the data has: ``hs_code``, ``effective_from``, ``effective_to`` (exclusive; null
        while the edition is in force), ``status`` (listed, not listed, unknown), ``edition``,
        ``announcement``, ``remark``, ``remark_known``, ``bonded_only``. Any other code is not
        listed if one of the edition's ``known_ranges`` has it, and unknown if not.

    Raises:
        ArgumentTypeError, ImportError: as for ``zones``.

    Source:
        The Ministry of Finance's announcements; see ``announcements()``.

    >>> import polars
    >>> intervals("polars").filter(polars.col("hs_code") == "93070090")["status"].to_list()
    ['unknown', 'unknown', 'unknown', 'listed', 'not listed']
    """
    return engine_for(into).make_in(into, interval_table(asked(dataset)))


def known_ranges(into: Into = "pandas", *, dataset: Dataset | None = None) -> Any:  # noqa: ANN401 - as above
    """Make a frame of the known ranges of each edition: codes in them that have no interval are not listed.

    Args:
        into: the kind of frame, as for ``zones``.
        dataset: as for ``zones``.

    Returns:
        One row per range and edition: ``code_from`` and ``code_to`` (both included),
        ``effective_from``, ``effective_to`` (exclusive; null while the edition is in force),
        ``edition``. A code outside the ranges that has no interval is unknown.

    Raises:
        ArgumentTypeError, ImportError: as for ``zones``.

    Source:
        The Ministry of Finance's announcements; see ``coverage()``.

    >>> known_ranges("polars")["edition"].unique(maintain_order=True).to_list()
    ['2016-40', '2016-47']
    """
    return engine_for(into).make_in(into, known_range_table(asked(dataset)))


def divisions(into: Into = "pandas", *, dataset: Dataset | None = None) -> Any:  # noqa: ANN401 - a frame of the kind asked for
    """Make the crosswalk of divisions: every code and name since 2000 with its code today, to merge tables on.

    Args:
        into: the kind of frame, as for ``zones``.
        dataset: as for ``zones``.

    Returns:
        One row per code and name, by code and then by time, with the columns of ``COLUMNS``:
        what the division was, from when until when, and what its area is on the latest map.

    Raises:
        ArgumentTypeError, ImportError: as for ``zones``.

    Source:
        As for ``place``; areas that only statistics treat as counties are of 2023.

    >>> import polars
    >>> crosswalk = divisions("polars")
    >>> crosswalk.filter(polars.col("adcode") == "371200")["successors_today"].to_list()
    ['370116;370117']
    """
    return engine_for(into).make_in(into, crosswalk_table(asked(dataset)))
