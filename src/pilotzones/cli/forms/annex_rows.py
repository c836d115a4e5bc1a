"""The rows of a file as data for other programs: CSV or JSON, always UTF-8, with every column."""

from __future__ import annotations

import codecs
import csv
import io
import json
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.annex import Extract, Reading, Row

_FIRST = ("seq", "hs_code", "name", "remark", "page", "row")
"""The columns that come first; the others of a row follow in its own order."""


def write_csv(rows: Sequence[Row], *, with_mark: bool) -> bytes:
    """Write rows as CSV.

    Args:
        rows: the rows in order.
        with_mark: whether a byte-order mark comes first, by which Excel sees that it is UTF-8.

    Returns:
        Its bytes, in UTF-8: a header and a line for each row. ``other`` is a JSON list of titles and texts.
    """
    from pilotzones.annex import Row  # noqa: PLC0415 - only who reads a file has the extra

    names = [field.name for field in attrs.fields(Row)]
    names = [*_FIRST, *(name for name in names if name not in _FIRST)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_write_value(getattr(row, name)) for name in names] for row in rows)
    return (codecs.BOM_UTF8 if with_mark else b"") + out.getvalue().encode()


def write_json(read: Extract | Reading) -> bytes:
    """Write everything that was read as one JSON object, in UTF-8: rows, notes, what was left out, and so on."""
    from pilotzones.serial.plain_records import plain_fields  # noqa: PLC0415 - as above

    return json.dumps(plain_fields(read), ensure_ascii=False, indent=1).encode() + b"\n"


def _write_value(value: object) -> object:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return value
