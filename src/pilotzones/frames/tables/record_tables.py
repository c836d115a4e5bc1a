"""The dataset's records as tables: zones and batches, the editions of the list, its items and their intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pilotzones.dataset import Dataset
from pilotzones.frames.code_answers import edition_answers
from pilotzones.frames.tables.table import Column, Reference, Table
from pilotzones.tables.formats import FORMATS, TableFormat, TableName

if TYPE_CHECKING:
    from pilotzones.frames.tables.table import CellType

_TYPES: dict[str, CellType] = {"integer": "integer", "number": "number", "date": "date"}


def _of_format(name: TableName, columns: str) -> tuple[Column, ...]:
    """Describe columns as the bundled table of the same records does."""
    return columns_of(FORMATS[name], columns.split())


def columns_of(form: TableFormat, names: Iterable[str]) -> tuple[Column, ...]:
    """Describe some columns of a table's format."""
    found = ((name, form.columns[name]) for name in names)
    return tuple(Column(name, _TYPES.get(column.cell.type, "text"), column.about) for name, column in found)


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
_OF_EDITION = Reference("edition", "editions", "id")
_OF_ANNOUNCEMENT = Reference("announcement", "announcements", "id")
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
    references = (
        Reference("province", "provinces", "iso"),
        Reference("batch", "batches", "number"),
        Reference("revoked_by", "batches", "document_no"),
    )
    return Table("zones", FORMATS["zones"].about, (*own, *others, *last), ("id",), rows, references)


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
    references = (Reference("id", "announcements", "id"),)
    return Table("editions", "An edition of the positive list.", columns, ("id",), rows, references)


def announcement_table(data: Dataset) -> Table:
    """List the announcements that made and changed the positive list."""
    form = FORMATS["announcements"]
    columns = _of_format("announcements", " ".join(form.columns))
    rows = [_cells(announcement, columns) for announcement in data.announcements()]
    references = (Reference("amends", "announcements", "id"),)
    return Table("announcements", form.about, columns, form.key, rows, references)


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
    about = "A line known to be listed under an edition."
    return Table("items", about, columns, ("edition", "hs_code"), rows, (_OF_EDITION, _OF_ANNOUNCEMENT))


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
    return Table("intervals", about, columns, ("hs_code", "effective_from"), rows, (_OF_EDITION, _OF_ANNOUNCEMENT))


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
    return Table("known_ranges", about, columns, ("edition", "code_from"), rows, (_OF_EDITION,))


def _cells(record: object, columns: Sequence[Column]) -> tuple[Any, ...]:
    """Take a record's fields as cells: a blank is null, and several values are joined by semicolons."""
    return tuple(as_cell(getattr(record, column.name)) for column in columns)


def as_cell(value: Any) -> Any:  # noqa: ANN401 - a field of a record, or a cell of a file
    """Write a value as a cell: nothing is null, and several values are joined by semicolons."""
    if isinstance(value, tuple):
        value = ";".join(str(getattr(part, "id", part)) for part in value)
    return None if value == "" else value
