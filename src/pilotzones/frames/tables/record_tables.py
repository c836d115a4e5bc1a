"""The dataset's records as tables: zones and batches, the editions of the list, its items and their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotzones.frames.answers import answers_of, bonded_only
from pilotzones.frames.tables.table import Column, Into, Table, made
from pilotzones.substitution import asked
from pilotzones.tables.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pilotzones.dataset import Dataset
    from pilotzones.frames.tables.table import CellType
    from pilotzones.hscode import HSCode
    from pilotzones.records.list_answers import Edition, Item
    from pilotzones.tables.formats import TableName

_TYPES: dict[str, CellType] = {"integer": "integer", "number": "number", "date": "date"}


def _of_format(name: TableName, columns: str) -> tuple[Column, ...]:
    """Describe columns as the bundled table of the same records does."""
    form = FORMATS[name].columns
    return tuple(
        Column(column, _TYPES.get(form[column].cell.type, "text"), form[column].about) for column in columns.split()
    )


_FROM = Column("effective_from", "date", "The first day, China calendar.")
_TO = Column("effective_to", "date", "The first day that it is no longer so; null while it lasts.")
_EDITION = Column("edition", "text", "The edition of the list, by its id.")
_HS_CODE = Column("hs_code", "text", "The 8-digit tariff line (税则号列).")
_REMARK = (
    Column(
        "remark",
        "text",
        "The remark (备注); empty where there is none, null where there is no line or it is not known.",
    ),
    Column(
        "remark_known", "text", "yes, no, or paraphrase if the wording is not the annex's; null where there is no line."
    ),
    Column("bonded_only", "boolean", "Whether the remark allows bonded shipment only; null where that is not known."),
)
_ANNOUNCEMENT = Column("announcement", "text", "The announcement whose annex has the line, by its id.")
_STATUS = Column("status", "text", "listed, not listed or unknown.")


def batch_table(data: Dataset) -> Table:
    """List the replies that approved pilot zones."""
    names = "number document_no title_zh approved_on published_on zone_count ever_approved in_force_after"
    columns = _of_format("batches", f"{names} unsourced_fields evidence sources")
    established = Column("established_on", "date", "The day its zones exist from.")
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
        Column("established_on", "date", "The first day it is in force."),
        Column("revoked_on", "date", "The first day it is not; null while it is in force."),
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
        Column("id", "text", "That of the announcement that opened it."),
        Column("title_zh", "text", "Its Chinese title."),
        Column("title_en", "text", "A short English title."),
        _FROM,
        _TO,
        Column("announcements", "text", "The announcements that made it, joined by semicolons."),
        Column("lines_stated", "integer", "How many lines are stated to be in force; null if nobody states it."),
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
            *_remark(item),
            item.announcement or None,
            *_cells(item, columns[-3:]),
        )
        for edition in data.editions()
        for item in data.items(edition.effective_from)
    ]
    return Table("items", "A line known to be listed under an edition.", columns, ("edition", "hs_code"), rows)


def interval_table(data: Dataset) -> Table:
    """Tell of every code that an annex names or a tariff has what each edition says of it."""
    columns = (_HS_CODE, _FROM, _TO, _STATUS, _EDITION, _ANNOUNCEMENT, *_REMARK)
    named = set(data.positive_list.named_codes())
    codes = sorted(named.union(data.tariff.every_code()))
    unnamed = [_unnamed(data, place, codes) for place in range(1, len(data.editions()) + 1)]
    rows = [
        (code, edition.effective_from, edition.effective_to, *told)
        for code in codes
        for edition, silent in zip(data.editions(), unnamed, strict=True)
        for told in [_told(data, code, edition) if code in named else (silent[code], edition.id, *_NO_LINE)]
    ]
    about = "What an edition says of a code that an annex names or a tariff has; for any other code see settled."
    return Table("intervals", about, columns, ("hs_code", "effective_from"), rows)


def settled_table(data: Dataset) -> Table:
    """List the ranges in which every code without an interval is not listed."""
    columns = (
        Column("code_from", "text", "The first code of the range."),
        Column("code_to", "text", "The last code of the range, inside it."),
        _FROM,
        _TO,
        _EDITION,
    )
    editions = data.editions()
    rows = [
        (f"{first:08d}", f"{last:08d}", edition.effective_from, edition.effective_to, edition.id)
        for place, first, last in answers_of(data).silent
        for edition in [editions[place - 1]]
    ]
    about = "A range of codes of which those without an interval are not listed; outside they are unknown."
    return Table("settled", about, columns, ("edition", "code_from"), rows)


_NO_LINE = (None, None, None, None)


def _unnamed(data: Dataset, place: int, codes: Iterable[HSCode]) -> dict[HSCode, str]:
    """Tell what an edition says of codes that no annex names."""
    ranges = [silent for silent in answers_of(data).silent if silent.place == place]
    return {
        code: "not listed" if any(silent.first <= int(code) <= silent.last for silent in ranges) else "unknown"
        for code in codes
    }


def _told(data: Dataset, code: HSCode, edition: Edition) -> tuple[Any, ...]:
    verdict = data.eligibility(code, edition.effective_from)
    item = verdict.item
    return verdict.status, edition.id, (item.announcement or None) if item else None, *_remark(item)


def _remark(item: Item | None) -> tuple[str | None, str | None, bool | None]:
    return (item.remark, item.remark_known, bonded_only(item)) if item else (None, None, None)


def _cells(record: object, columns: Sequence[Column]) -> tuple[Any, ...]:
    """Take a record's fields as cells: what is blank in the tables is null, and several values are joined."""
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
    "settled": settled_table,
}
"""Every table that is exported, by its name."""


def zones(into: Into = "pandas", *, dataset: Dataset | None = None) -> Any:  # noqa: ANN401 - a frame of the kind asked for
    """Give every pilot zone ever approved as a frame, in the order of the batches.

    Args:
        into: the kind of frame: ``"pandas"``, ``"polars"``, ``"pyarrow"``, ``"duckdb"``,
            ``"pyspark"``, or a DuckDB connection or Spark session.
        dataset: whose zones; None for the default one's.

    Returns:
        A row a zone: names, GB/T 2260 code, coordinates (WGS 84 degrees), batch, the days from
        which (inclusive) and until which (exclusive) it is in force, evidence and sources.

    Raises:
        ArgumentTypeError: for no kind of frame.
        ImportError: if the library is not installed; names the extra.

    Source:
        The replies of the State Council; see ``batches()``.

    >>> import polars
    >>> zones("polars").filter(polars.col("batch") == 1)["id"].to_list()
    ['hangzhou']
    """
    return made(zone_table(asked(dataset)), into)


def batches(into: Into = "pandas", *, dataset: Dataset | None = None) -> Any:  # noqa: ANN401 - as above
    """Give the replies that approved the batches of pilot zones as a frame, in order.

    Args:
        into: the kind of frame, as for ``zones``.
        dataset: whose batches; None for the default one's.

    Returns:
        A row a batch: the reply's number and title, its days, running totals of zones,
        evidence and sources.

    Raises:
        ArgumentTypeError, ImportError: as for ``zones``.

    Source:
        The replies of the State Council.

    >>> batches("polars")["zone_count"].to_list()
    [1, 12, 22, 24, 46, 27, 33, 16]
    """
    return made(batch_table(asked(dataset)), into)


def items(into: Into = "pandas", *, dataset: Dataset | None = None) -> Any:  # noqa: ANN401 - as above
    """Give the lines known to be listed, under every edition, as a frame.

    Args:
        into: the kind of frame, as for ``zones``.
        dataset: whose lists; None for the default one's.

    Returns:
        A row a line and edition, by edition and code: name, remark (备注), whether it is
        known and allows bonded shipment only, the announcement whose annex has the line,
        evidence and sources. Lines that are listed but not known are missing: see ``coverage()``.

    Raises:
        ArgumentTypeError, ImportError: as for ``zones``.

    Source:
        The Ministry of Finance's announcements; see ``announcements()``.

    >>> import polars
    >>> items("polars").filter(polars.col("edition") == "2022-7")["hs_code"].to_list()[-3:]
    ['95061100', '95061200', '95061900']
    """
    return made(item_table(asked(dataset)), into)


def intervals(into: Into = "pandas", *, dataset: Dataset | None = None) -> Any:  # noqa: ANN401 - as above
    """Give what each edition of the list says of each code, with its days, as a frame to join columns of codes to.

    Args:
        into: the kind of frame, as for ``zones``.
        dataset: whose lists; None for the default one's.

    Returns:
        A row a code and edition, by code and day, for every code that an annex names or a
        tariff of the data has: ``hs_code``, ``effective_from``, ``effective_to`` (exclusive; null
        while it lasts), ``status`` (listed, not listed, unknown), ``edition``, ``announcement``,
        ``remark``, ``remark_known``, ``bonded_only``. Any other code is not listed if it lies in
        a range of ``settled`` on that day, and unknown if not.

    Raises:
        ArgumentTypeError, ImportError: as for ``zones``.

    Source:
        The Ministry of Finance's announcements; see ``announcements()``.

    >>> import polars
    >>> intervals("polars").filter(polars.col("hs_code") == "93070090")["status"].to_list()
    ['unknown', 'unknown', 'unknown', 'listed', 'not listed']
    """
    return made(interval_table(asked(dataset)), into)


def settled(into: Into = "pandas", *, dataset: Dataset | None = None) -> Any:  # noqa: ANN401 - as above
    """Give the ranges of codes, by edition, in which a code that has no interval is not listed, as a frame.

    Args:
        into: the kind of frame, as for ``zones``.
        dataset: whose lists; None for the default one's.

    Returns:
        A row a range and edition: ``code_from`` and ``code_to`` (both inside), ``effective_from``,
        ``effective_to`` (exclusive; null while it lasts), ``edition``. Outside a code without an
        interval is unknown.

    Raises:
        ArgumentTypeError, ImportError: as for ``zones``.

    Source:
        The Ministry of Finance's announcements; see ``coverage()``.

    >>> settled("polars")["edition"].unique(maintain_order=True).to_list()
    ['2016-40', '2016-47']
    """
    return made(settled_table(asked(dataset)), into)
