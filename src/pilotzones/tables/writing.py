"""Rows -> a table as CSV text."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from pilotzones.tables.reading import format_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pilotzones.tables.formats import RuleTableName, TableName


def as_csv(name: TableName | RuleTableName, rows: Iterable[Mapping[str, object]]) -> bytes:
    """Write rows as a table: a header with the columns of its format, and each line ended by a line feed.

    Args:
        name: the table's name, without ``.csv``.
        rows: the cells of each row by their columns; a cell that is missing is written blank.

    Returns:
        CSV text in UTF-8.

    Raises:
        ValueError: if a row has a column that the table does not have.

    >>> print(as_csv("list_coverage", [{"announcement": "2016-40", "code_from": "00000000"}]).decode(), end="")
    announcement,code_from,code_to,basis,covers
    2016-40,00000000,,,
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    blank: dict[str, object] = dict.fromkeys(format_of(name).columns, "")
    writer.writerow(blank)
    for row in rows:
        cells = {**blank, **row}
        if len(cells) > len(blank):
            others = ", ".join(sorted(cells.keys() - blank.keys()))
            raise ValueError(f"The table {name} does not have the columns {others}.")
        writer.writerow(cells.values())
    return text.getvalue().encode()
