"""How much a table may hold, and how a stored number is written."""

from __future__ import annotations

from decimal import Decimal

from pilotzones.annex.errors import AnnexFileError
from pilotzones.arguments import quoted

ROWS, COLUMNS, CELLS = 200_000, 500, 5_000_000
"""What a sheet or table may use; no tariff has more lines than 15,000."""


def too_many(file: str, page: int | None) -> AnnexFileError:
    """Say that a sheet or table is larger than any list."""
    msg = (
        f"{quoted(file)} has a table that uses more than {ROWS:,} rows, {COLUMNS} columns or {CELLS:,} cells. "
        "Delete what stands far off the list, save it, and read that."
    )
    return AnnexFileError(msg, file=file, page=page)


def digits(value: float) -> str:
    """Write a number as a person would: no exponent, no ".0".

    >>> digits(4029100.0), digits(0.065), digits(1e22)
    ('4029100', '0.065', '10000000000000000000000')
    """
    if value in (float("inf"), float("-inf")) or value != value:  # noqa: PLR0124 - no number
        return str(value)
    return str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")
