"""How much a table may hold, and how a stored number is written."""

from __future__ import annotations

from decimal import Decimal

from pilotzones.annex.errors import AnnexFileError
from pilotzones.arguments import quoted

ROWS, COLUMNS, CELLS = 200_000, 500, 5_000_000
"""The most that a sheet or table may use; a tariff has fewer than 15,000 lines."""


def refuse_large_table(file: str, page: int | None) -> AnnexFileError:
    """Make the error for a sheet or table that is larger than any list."""
    msg = (
        f"{quoted(file)} has a table that uses more than {ROWS:,} rows, {COLUMNS} columns or {CELLS:,} cells. "
        "Delete everything far away from the list, save the file, and read it again."
    )
    return AnnexFileError(msg, file=file, page=page)


def write_digits(value: float) -> str:
    """Write a number as a person would: no exponent, no ".0".

    >>> write_digits(4029100.0), write_digits(0.065), write_digits(1e22)
    ('4029100', '0.065', '10000000000000000000000')
    """
    if value in (float("inf"), float("-inf")) or value != value:  # noqa: PLR0124 - NaN alone differs from itself
        return str(value)
    return str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")
