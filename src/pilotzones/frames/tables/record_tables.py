"""The dataset's records as tables: zones and batches, the editions of the list, its items and their intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pilotzones.dataset import Dataset
from pilotzones.frames.answers import edition_answers
from pilotzones.frames.engines import check_into, make_frame
from pilotzones.frames.engines.engine import Into
from pilotzones.frames.tables.table import CellType, Column, Table
from pilotzones.substitution import asked
from pilotzones.tables.formats import FORMATS, TableName

_TYPES: dict[str, CellType] = {"integer": "integer", "number": "number", "date": "date"}


def _of_format(name: TableName, columns: str) -> tuple[Column, ...]:
    """Describe columns as the bundled table of the same records does."""
    form = FORMATS[name].columns
    return tuple(
        Column(column, _TYPES.get(form[column].cell.type, "text"), form[column].about) for column in columns.split()
    )


_FROM = Column("effective_from", "date", "The first day in force, China calendar.")
_TO = Column("effective_to", "date", "The first day no longer in force; null while it is in force.")
_EDITION = Column("edition", "text", "The edition of the list, by its id.")
_HS_CODE = Column("hs_code", "text", "The 8-digit tariff line (税则号列).")
_REMARK = (
    Column(
        "remark",
        "text",
        "The remark (备注); empty if the line has none, null if there is no line or the remark is not known.",
    ),
    Column(
        "remark_known", "text", "yes, no, or paraphrase if the wording is not the annex's; null if there is no line."
    ),
    Column("bonded_only", "boolean", "Whether the remark allows bonded shipment only; null if that is not known."),
)
_ANNOUNCEMENT = Column("announcement", "text", "The announcement whose annex has the line, by its id.")
_STATUS = Column("status", "text", "listed, not listed or unknown.")


def batch_table(data: Dataset) -> Table:
    """List the replies that approved pilot zones."""
    names = "number document_no title_zh approved_on published_on zone_count ever_approved in_force_after"
    columns = _of_format("batches", f"{names} unsourced_fields evidence sources")
    established = Column("established_on", "date", "The first day of its zones.")
    rows = [(*_cells(batch, columns), batch.established_on) for batch in data.batches()]
    return Table("batches", FORMATS["batches"].about, (*columns, established), ("number",), rows)


def zone_table(data: Dataset) -> Table:
    """List every zone ever approved, in the order of the batches."""
    own = _of_format("zones", "id name_zh name_en adcode level longitude latitude coordinates_from geonames_id")
    last = _of_format("zones", "revoked_by evidence sources note")
    others = (
        Column("official_name", "text", "Its title in the replies."),
        Column("province", "text", "The ISO 3166-2 code of its province."),
        Column("batch", "integer", "The batch that approved it."),
        Column("established_on", "date", "The first day in force."),
        Column("revoked_on", "date", "The first day no longer in force; null while it is in force."),
    )
    rows = [
        (
            *_cells(zone, own),
            zone.official_name,
            zone.province.iso,
            zone.batch.number,
            zone.established_on,
            zone.revoked_on,
            *_cells(zone, last),
        )
        for zone in data.zones()
    ]
    return Table("zones", FORMATS["zones"].about, (*own, *others, *last), ("id",), rows)


def edition_table(data: Dataset) -> Table:
    """List the editions of the positive list."""
    columns = (
        Column("id", "text", "The id of the announcement that began it."),
        Column("title_zh", "text", "Its Chinese title."),
        Column("title_en", "text", "A short English title."),
        _FROM,
        _TO,
        Column("announcements", "text", "The announcements that made it, joined by semicolons."),
        Column("lines_stated", "integer", "How many lines are in force as stated; null if no document states it."),
        Column("lines_known", "integer", "How many lines are known to be in force."),
    )
    rows = [_cells(edition, columns) for edition in data.editions()]
    return Table("editions", "An edition of the positive list.", columns, ("id",), rows)


def announcement_table(data: Dataset) -> Table:
    """List the announcements that made and changed the positive list."""
    form = FORMATS["announcements"]
    columns = _of_format("announcements", " ".join(form.columns))
    rows = [_cells(announcement, columns) for announcement in data.announcements()]
    return Table("announcements", form.about, columns, form.key, rows)


def item_table(data: Dataset) -> Table:
    """List the lines known to be listed, under every edition."""
    columns = (
        _EDITION,
        _HS_CODE,
        Column("name_zh", "text", "The name of the goods (货品名称); null where it is not known."),
        *_REMARK,
        _ANNOUNCEMENT,
        *_of_format("list_changes", "evidence sources note"),
    )
    rows = [
        (
            edition.id,
            str(item.hs_code),
            item.name_zh or None,
            item.remark,
            item.remark_known,
            item.is_bonded_only,
            item.announcement or None,
            *_cells(item, columns[-3:]),
        )
        for edition in data.editions()
        for item in data.items(edition.effective_from)
    ]
    return Table("items", "A line known to be listed under an edition.", columns, ("edition", "hs_code"), rows)


def interval_table(data: Dataset) -> Table:
    """List what each edition says of every code that an annex names or a tariff has."""
    columns = (_HS_CODE, _FROM, _TO, _STATUS, _EDITION, _ANNOUNCEMENT, *_REMARK)
    rows = []
    for code in sorted({*data.positive_list.named_codes(), *data.tariff.every_code()}):
        for answers in edition_answers(data, None, None):
            status, *line = answers.answer(code)
            edition = answers.edition
            rows.append((code, edition.effective_from, edition.effective_to, status, edition.id, *line))
    about = "What an edition says of a code that an annex names or a tariff has; for other codes see known_ranges."
    return Table("intervals", about, columns, ("hs_code", "effective_from"), rows)


def known_range_table(data: Dataset) -> Table:
    """List the ranges of codes in which every code without an interval is not listed."""
    columns = (
        Column("code_from", "text", "The first code of the range."),
        Column("code_to", "text", "The last code of the range."),
        _FROM,
        _TO,
        _EDITION,
    )
    rows = [
        (first, last, answers.edition.effective_from, answers.edition.effective_to, answers.edition.id)
        for answers in edition_answers(data, None, None)
        for first, last in answers.known
    ]
    about = "A range of codes: those in it without an interval are not listed; codes outside all ranges are unknown."
    return Table("known_ranges", about, columns, ("edition", "code_from"), rows)


def _cells(record: object, columns: Sequence[Column]) -> tuple[Any, ...]:
    """Take a record's fields as cells: a blank is null, and several values are joined by semicolons."""
    return tuple(_cell(getattr(record, column.name)) for column in columns)


def _cell(value: Any) -> Any:  # noqa: ANN401 - a field of a record
    if isinstance(value, tuple):
        value = ";".join(str(getattr(part, "id", part)) for part in value)
    return None if value == "" else value


TABLES: dict[str, Callable[[Dataset], Table]] = {
    "batches": batch_table,
    "zones": zone_table,
    "announcements": announcement_table,
    "editions": edition_table,
    "items": item_table,
    "intervals": interval_table,
    "known_ranges": known_range_table,
}
"""Every table that is exported, by its name."""


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
    check_into(into)
    return make_frame(zone_table(asked(dataset)), into)


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
    check_into(into)
    return make_frame(batch_table(asked(dataset)), into)


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
    check_into(into)
    return make_frame(item_table(asked(dataset)), into)


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
    check_into(into)
    return make_frame(interval_table(asked(dataset)), into)


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
    check_into(into)
    return make_frame(known_range_table(asked(dataset)), into)
