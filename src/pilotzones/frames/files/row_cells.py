"""What a cell of a file says: a code, a day, an amount; whatever program wrote the file."""

from __future__ import annotations

import datetime
import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.arguments import is_a
from pilotzones.dates import InvalidDateError, as_date
from pilotzones.hscode import LINE, HSCode, InvalidHSCodeError, parse

if TYPE_CHECKING:
    from pilotzones.records.screened_files import FileStatus

_YEAR_FIRST = re.compile(
    r"\s*([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)"
    r"(?:[ T]+0{1,2}:00(?::00(?:\.0+)?)?)?\s*"
)
"""A day as spreadsheets write it with the year first, 2019/1/31 or 2019年1月31日, perhaps at midnight."""

_AMOUNT = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]*)?|[+-]?\.[0-9]+")
BLANK = Decimal(0)
"""The amount of a blank cell: this very object, and no other zero."""
_A_DAY = 8
_MOST_DIGITS = 40


class Refused(NamedTuple):
    """A cell that is not a code, or not a day: the status of its row, and the reason in a word."""

    status: FileStatus
    reason: str


class CodeRead(NamedTuple):
    """A tariff line; ``restored`` if its leading zero was put back."""

    code: HSCode
    restored: bool = False


def read_code(cell: object, *, lost_zeros: bool) -> CodeRead | Refused:
    """Read the tariff line in a cell: text as ``eligibility`` reads it, or a whole number with all its digits.

    A number of 8, 10 or 13 digits has lost nothing; one of 7, 9 or 12 digits may have lost its zero.
    """
    text = _text_of_number(cell)
    if text is None or (is_a(text, str) and not text.strip()):
        return Refused("no code", "no code")
    try:
        return CodeRead(parse(text))  # type: ignore[arg-type] # parse refuses what is not text
    except InvalidHSCodeError as error:
        if lost_zeros and error.reason == "lost zero" and error.suggestion:
            return CodeRead(HSCode(error.suggestion[:LINE]), restored=True)
        return Refused("invalid code", error.reason)


def _text_of_number(cell: object) -> object:
    """Write a whole number as its digits; None for what stands for nothing."""
    if is_a(cell, float):
        if math.isnan(cell):
            return None
        return str(int(cell)) if cell.is_integer() else cell
    if is_a(cell, Decimal):
        return str(int(cell)) if cell.is_finite() and cell == cell.to_integral_value() else str(cell)
    return str(cell) if is_a(cell, int) and not is_a(cell, bool) else cell


def read_day(cell: object) -> datetime.date | Refused:  # noqa: PLR0911 - one for each way of writing a day
    """Read the day in a cell: as ``eligibility`` reads it, or with the year first, as spreadsheets write it."""
    if is_a(cell, (int, float, Decimal)) and not is_a(cell, bool):
        cell = _text_of_number(cell)
        if is_a(cell, str) and len(cell) != _A_DAY:  # the number of a day in Excel says nothing without its format
            return Refused("invalid date", "not a date")
    try:
        return as_date(cell)  # type: ignore[arg-type] # as_date refuses the rest
    except InvalidDateError as error:
        if error.reason == "no date":
            return Refused("no date", "no date")
        found = _YEAR_FIRST.fullmatch(cell) if is_a(cell, str) else None
        if not found:
            return Refused("invalid date", error.reason)
    parts = [int(part) for part in found.group(1, 3, 4, 5, 6) if part is not None]
    try:
        return as_date(datetime.date(*parts))
    except InvalidDateError as error:
        return Refused("invalid date", error.reason)
    except ValueError:
        return Refused("invalid date", "no such day")


def read_amount(cell: object) -> Decimal | None:  # noqa: PLR0911 - one for each type
    """Read an amount: a number, or its text with a dot before decimals and perhaps commas between thousands.

    Returns:
        The amount, ``BLANK`` for a blank cell; None for anything else.
    """
    if cell is None:
        return BLANK
    if is_a(cell, str):
        text = cell.strip()
        if not text:
            return BLANK
        return Decimal(text.replace(",", "")) if len(text) <= _MOST_DIGITS and _AMOUNT.fullmatch(text) else None
    if is_a(cell, float):
        if math.isnan(cell):
            return BLANK
        return Decimal(repr(cell)) if math.isfinite(cell) else None
    if is_a(cell, Decimal):
        return cell if cell.is_finite() else None
    return Decimal(cell) if is_a(cell, int) and not is_a(cell, bool) else None
