"""Answers as CSV: UTF-8, a title for each column, the same in all languages, and all columns."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilotzones.cli.results import Result


_CHANGED_BY_EXCEL = re.compile("[0-9]+(?:-[0-9]+)?")
"""Texts that Excel takes for a number or a day: codes, and the ids of editions."""


def write_csv(answer: Result, *, for_excel: bool) -> bytes:
    """Write the rows of an answer as CSV.

    Args:
        answer: the answer.
        for_excel: begin with a byte-order mark, by which Excel sees UTF-8, and write digits as texts, so
            that Excel keeps a zero at their beginning.

    Returns:
        Its bytes: dates in ISO form, true and false, several values joined by semicolons, nothing for None.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n" if for_excel else "\n")
    writer.writerow([column.name for column in answer.columns])
    for row in answer.rows:
        cells = [_write(column.cell(row)) for column in answer.columns]
        writer.writerow(map(_keep_as_text, cells) if for_excel else cells)
    return (codecs.BOM_UTF8 if for_excel else b"") + out.getvalue().encode()


def _write(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ";".join(map(str, value))
    return value


def _keep_as_text(value: object) -> object:
    """Write what Excel would change as a formula that gives the text: 04029100 to 4029100, and 2022-7 to July 2022."""
    return f'="{value}"' if isinstance(value, str) and _CHANGED_BY_EXCEL.fullmatch(value) else value
