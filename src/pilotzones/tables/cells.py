"""Kinds of cells: how the text of each is read, and what Frictionless calls it."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

from pilotzones.arguments import quoted
from pilotzones.dates import FIRST_TARIFF, LAST_TARIFF

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


# A plain class, as others that every first answer makes: NamedTuple compiles each annotation by itself, and five
# of them take a twentieth of the time of importing attrs.
class CellFormat:
    """A kind of cell.

    ``read`` turns the text into the value, or raises ValueError with the problem in words;
    None where any text is its own value. ``type`` and ``constraints`` are the same in the
    terms of a Frictionless Table Schema.
    """

    __slots__ = ("constraints", "read", "type")

    def __init__(
        self,
        read: Callable[[str], Any] | None,
        type: str = "string",  # noqa: A002 - as Frictionless calls it
        constraints: Mapping[str, object] | None = None,
    ) -> None:
        self.read = read
        self.type = type
        self.constraints = constraints or {}


_LARGEST_COUNT = 999_999_999
# Compiled when first used: a first answer reads neither kind of cell.
_PART = r"[0-9]{6}(\[[0-9]{4}\])?"
_NUMBER = r"-?[0-9]{1,15}(\.[0-9]{1,15})?"
_ADDRESS = r"https?://[^\s/]+(/\S*)?"


def digits(count: int) -> CellFormat:
    """Make the kind of cell that has a code of so many digits."""

    def read(text: str) -> str:
        if len(text) != count or not (text.isascii() and text.isdecimal()):
            message = f"{quoted(text)} is not a code of {count} digits."
            raise ValueError(message)
        return text

    return CellFormat(read, constraints={"required": True, "pattern": f"[0-9]{{{count}}}"})


def one_of(*words: str, blank: str | None = None) -> CellFormat:
    """Make the kind of cell that has one of a few words; it may be blank where that means one of them."""

    def read(text: str) -> str:
        if blank and not text:
            return blank
        if text not in words:
            message = f"{quoted(text)} is not one of {', '.join(words)}."
            raise ValueError(message)
        return text

    required = {} if blank else {"required": True}
    return CellFormat(read, constraints={**required, "enum": list(words)})


def degrees(limit: int) -> CellFormat:
    """Make the kind of cell that has a coordinate in degrees, within a limit on both sides of 0."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            message = f"{quoted(text)} is not a number of degrees."
            raise ValueError(message) from None
        if not -limit <= value <= limit:
            message = f"{value} is not between -{limit} and {limit} degrees."
            raise ValueError(message)
        return value

    return CellFormat(read, "number", {"required": True, "minimum": -limit, "maximum": limit})


def _number(text: str) -> float:
    if not re.fullmatch(_NUMBER, text):
        message = f"{quoted(text)} is not a number, such as 0.17."
        raise ValueError(message)
    return float(text)


def _number_or_none(text: str) -> float | None:
    return _number(text) if text else None


def _required(text: str) -> str:
    if not text:
        message = "the cell is blank."
        raise ValueError(message)
    return text


def _count(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(_LARGEST_COUNT))):
        message = f"{quoted(text)} is not a count, such as 1413."
        raise ValueError(message)
    return int(text)


def _years(first: int, last: int, *, required: bool = False) -> CellFormat:
    """Make the kind of cell that has a year from one to another; or may be blank."""

    def read(text: str) -> int | None:
        year = _count(_required(text) if required else text)
        if year is not None and not first <= year <= last:
            message = f"{quoted(text)} is not a year from {first} to {last}."
            raise ValueError(message)
        return year

    constraints = {"minimum": first, "maximum": last}
    return CellFormat(read, "integer", {"required": True, **constraints} if required else constraints)


def _parts(text: str) -> tuple[str, ...]:
    codes = _ids(text)
    for code in codes:
        if not re.fullmatch(_PART, code):
            message = f"{quoted(code)} is not a code of 6 digits, or one with a year in brackets, such as 370116[2018]."
            raise ValueError(message)
    return codes


def _address(text: str) -> str:
    if not re.fullmatch(_ADDRESS, text):
        message = f"{quoted(text)} is not the address of a page, such as https://www.gov.cn/a.htm."
        raise ValueError(message)
    return text


def _day(text: str) -> datetime.date | None:
    if not text:
        return None
    try:
        day = datetime.date.fromisoformat(text)
        if day.isoformat() == text:  # from Python 3.11 on 20160408 and 2016-W14-5 are read too
            return day
    except ValueError:
        pass
    message = f"{quoted(text)} is not a date like 2016-04-08."
    raise ValueError(message)


def _ids(text: str) -> tuple[str, ...]:
    ids = tuple(text.split(";")) if text else ()
    if "" in ids:
        message = f"{quoted(text)} has an empty part: write one semicolon between two ids, and none at the ends."
        raise ValueError(message)
    return ids


TEXT = CellFormat(None)
REQUIRED = CellFormat(_required, constraints={"required": True})
COUNT = CellFormat(_count, "integer", {"minimum": 0, "maximum": _LARGEST_COUNT})
REQUIRED_COUNT = CellFormat(lambda text: _count(_required(text)), "integer", {"required": True, **COUNT.constraints})
YEAR, REQUIRED_YEAR = _years(1900, 2999), _years(1900, 2999, required=True)
TARIFF_YEAR = _years(FIRST_TARIFF, LAST_TARIFF)
NUMBER = CellFormat(_number, "number", {"required": True})
NUMBER_OR_BLANK = CellFormat(_number_or_none, "number")
DAY = CellFormat(_day, "date")
REQUIRED_DAY = CellFormat(lambda text: _day(_required(text)), "date", {"required": True})
IDS = CellFormat(_ids, constraints={"pattern": "[^;]+(;[^;]+)*"})
"""Joined by semicolons."""
PARTS = CellFormat(_parts, constraints={"pattern": f"{_PART}(;{_PART})*"})
"""Codes of divisions that took an area over, joined by semicolons; with the year in brackets if it was another one."""
ADDRESS = CellFormat(_address, constraints={"required": True, "pattern": _ADDRESS})
WORDS = CellFormat(lambda text: tuple(text.split()))
"""Joined by white space."""
