"""Rows that are in force from a day to another, laid over each other row by row: a new law is a new row.

A row of a later folder replaces the row of the same name and first day; any other row is added, and ends the row
without an end of an earlier folder that is in force when it begins. So a folder with next year's rate is one row.
"""

from __future__ import annotations

import datetime
import itertools
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.tables.reading import read_layers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pilotzones.tables.faults import Faults
    from pilotzones.tables.folders import Folder
    from pilotzones.tables.formats import RuleTableName
    from pilotzones.tables.reading import TableRow

NAMES: Mapping[RuleTableName, str] = {
    "tax_parameters": "parameter",
    "supervision_codes": "code",
    "zone_benefits": "benefit",
}
"""The column with the name of what is in force, by table, in the order in which rules are listed."""

_DAY = datetime.timedelta(days=1)


class SpanRow(NamedTuple):
    """A row with its first day, None if that is not known, and its last one, None while it is in force."""

    row: TableRow
    first: datetime.date | None
    last: datetime.date | None

    @property
    def begins(self) -> datetime.date:
        """The first day, to sort by."""
        return self.first or datetime.date.min


def read_spans(folders: Sequence[Folder], table: RuleTableName, faults: Faults) -> dict[str, list[SpanRow]]:
    """Read the rows of a table by name, in the order of the first row of each name; those of a name by day.

    Args:
        folders: the first must hold the table, the later ones may.
        table: its name.
        faults: takes what is wrong with it, and both rows where two of a name overlap.
    """
    found: dict[str, dict[datetime.date | None, TableRow]] = {}
    for layer in read_layers(folders, table, faults):
        for row in layer:
            of_name = found.setdefault(row[NAMES[table]], {})
            other = of_name.get(row["effective_from"])
            if other and other.file.layer == row.file.layer:
                faults.add(row.where, f"{row[NAMES[table]]} is in force from the same day in {other.where}.")
            of_name[row["effective_from"]] = row
    return {name: _in_order(name, of_name.values(), faults) for name, of_name in found.items()}


def _in_order(name: str, rows: Iterable[TableRow], faults: Faults) -> list[SpanRow]:
    """Sort the rows of a name, end those that a later folder ends, and note what overlaps."""
    spans = [SpanRow(row, row["effective_from"], row["effective_to"]) for row in rows]
    spans.sort(key=lambda span: span.begins)
    for index, (earlier, later) in enumerate(itertools.pairwise(spans)):
        if earlier.last is None and earlier.row.file.layer < later.row.file.layer:
            spans[index] = earlier._replace(last=later.begins - _DAY)
        elif earlier.last is None or earlier.last >= later.begins:
            problem = (
                f"{name} is in force from {later.first}, and in {earlier.row.where}, it is in force until "
                f"{earlier.last or 'further notice'}. Write into effective_to there the day before."
            )
            faults.add(later.row.where, problem, "effective_from")
    for span in spans:
        if span.last and span.last < span.begins:
            faults.add(span.row.where, f"{name} ends on {span.last}, before {span.first}.", "effective_to")
    return spans
