"""Answers as CSV: UTF-8, a title for each column, the same in all languages, and all columns."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilotzones.cli.results import Result


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
    return "" if value is None else value


def _keep_as_text(value: object) -> object:
    """Write digits as a formula that gives text; Excel would make a number of them, without its zeros."""
    return f'="{value}"' if isinstance(value, str) and value.isdigit() else value
