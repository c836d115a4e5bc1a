"""Rows -> a table as CSV text."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from pilotzones.tables.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pilotzones.tables.formats import TableName


def as_csv(name: TableName, rows: Iterable[Mapping[str, object]]) -> bytes:
    """Write rows as a table: a header with the columns of its format, and each line ended by a line feed.

    Args:
        name: the table's name, without ``.csv``.
        rows: the cells of each row by their columns; a cell that is missing is written blank.

    Returns:
        CSV text in UTF-8.

    Raises:
        ValueError: if a row has a column that the table does not have.

    >>> print(as_csv("list_coverage", [{"announcement": "2016-40", "code_from": "00000000"}]).decode(), end="")
    announcement,code_from,code_to,basis
    2016-40,00000000,,
    """
    text = io.StringIO(newline="")
    columns = FORMATS[name].columns
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        if not row.keys() <= columns.keys():
            others = ", ".join(sorted(map(str, row.keys() - columns.keys())))
            raise ValueError(f"The table {name} does not have the columns {others}.")
        writer.writerow([row.get(column, "") for column in columns])
    return text.getvalue().encode()
