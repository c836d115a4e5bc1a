"""Every table that is exported: those of records, and as they stand the shipped tables that have none."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from pilotzones.frames.tables.crosswalk import crosswalk_table
from pilotzones.frames.tables.record_tables import (
    announcement_table,
    as_cell,
    batch_table,
    columns_of,
    edition_table,
    interval_table,
    item_table,
    known_range_table,
    zone_table,
)
from pilotzones.frames.tables.table import Reference, Table
from pilotzones.tables.faults import Faults
from pilotzones.tables.formats import FORMATS
from pilotzones.tables.reading import read_sound_table
from pilotzones.tables.rule_formats import RULE_FORMATS
from pilotzones.tables.span_rows import NAMES, read_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pilotzones.dataset import Dataset
    from pilotzones.tables.formats import RuleTableName, TableFormat, TableName
    from pilotzones.tables.reading import TableRow


def change_table(data: Dataset) -> Table:
    """List the lines of all annexes, and what is stated of codes from outside them, as folders lie over each other.

    A remark is empty if the line has none, and null if it is not known.
    """
    form = FORMATS["list_changes"]
    remark = [*form.columns].index("remark_zh")
    rows = []
    for annex in data.positive_list.annexes:
        for row in (*annex.lines.values(), *annex.statements.values()):
            cells = _cells(row, form)
            if row["remark_known"] != "no":
                cells[remark] = row["remark_zh"]
            rows.append(tuple(cells))
    return _table("list_changes", form, rows)


def coverage_table(data: Dataset) -> Table:
    """List the known ranges of annexes and lists, as folders lie over each other."""
    form = FORMATS["list_coverage"]
    rows = [
        tuple(as_cell(getattr(known, name)) for name in form.columns)
        for annex in data.positive_list.annexes
        for known in (*annex.known_ranges, *annex.list_ranges)
    ]
    return _table("list_coverage", form, rows)


def _standing(name: TableName | RuleTableName, form: TableFormat, data: Dataset) -> Table:
    """Read a table as it stands, with the rows of later folders in the place of those below.

    Raises:
        DataIntegrityError: if it is damaged.
    """
    rows = read_sound_table(data.folders, name)
    return _table(name, form, (tuple(_cells(row, form)) for row in rows))


def _spans(name: RuleTableName, data: Dataset) -> Table:
    """Read a table of what is in force from a day to another; a row that a later folder ends has its last day.

    Raises:
        DataIntegrityError: if it is damaged.
    """
    form, faults, rows = RULE_FORMATS[name], Faults(), []
    end = [*form.columns].index("effective_to")
    for spans in read_spans(data.folders, name, faults).values():
        for span in spans:
            cells = _cells(span.row, form)
            cells[end] = as_cell(span.last)
            rows.append(tuple(cells))
    faults.raise_all()
    return _table(name, form, rows)


def _cells(row: TableRow, form: TableFormat) -> list[Any]:
    return [as_cell(row[name]) for name in form.columns]


def _table(name: str, form: TableFormat, rows: Iterable[tuple[Any, ...]]) -> Table:
    """Describe rows as a format does."""
    references = tuple(Reference(column, *about.refers_to) for column, about in form.columns.items() if about.refers_to)
    return Table(name, form.about, columns_of(form, form.columns), form.key, tuple(rows), references)


_RECORDS: dict[str, Callable[[Dataset], Table]] = {
    "batches": batch_table,
    "zones": zone_table,
    "announcements": announcement_table,
    "editions": edition_table,
    "items": item_table,
    "intervals": interval_table,
    "known_ranges": known_range_table,
    "crosswalk": crosswalk_table,
    "list_changes": change_table,
    "list_coverage": coverage_table,
}

TABLES: dict[str, Callable[[Dataset], Table]] = {
    **_RECORDS,
    **{name: functools.partial(_standing, name, form) for name, form in FORMATS.items() if name not in _RECORDS},
    **{name: functools.partial(_standing, name, form) for name, form in RULE_FORMATS.items()},
    **{name: functools.partial(_spans, name) for name in NAMES},
}
"""Every table that is exported, by its name."""
