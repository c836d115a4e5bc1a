"""HS code text -> the 8 digits of a Chinese tariff line (税则号列), or a clear error."""

from __future__ import annotations

from typing import NewType

from pilotzones.arguments import is_a, quoted
from pilotzones.errors import PilotZonesError

HSCode = NewType("HSCode", str)
"""Eight ASCII digits: a line of the Chinese tariff in its year."""

HSPrefix = NewType("HSPrefix", str)
"""Two, four, six or eight ASCII digits: a chapter, heading, subheading or line."""

HEADING, SUBHEADING, LINE = 4, 6, 8
_STATISTICAL = 10  # two digits of customs' own behind the tariff line
_CIQ = 13  # and three of inspection and quarantine behind those
LENGTHS = (LINE, _STATISTICAL, _CIQ)
_ABOVE_A_LINE = {2: "chapter", HEADING: "heading", SUBHEADING: "subheading"}
LONGEST = 40

_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}
FOLDED = {**_FULL_WIDTH, 0xFF0E: ".", 0x3000: " ", 0x00A0: " ", 0x202F: " "}


class InvalidHSCodeError(PilotZonesError, ValueError):
    """A text that is not an 8-digit tariff line."""


class HSCodeTypeError(InvalidHSCodeError, TypeError):
    """An HS code that is not a ``str``: a number loses the leading zero."""


def parse(text: str) -> HSCode:
    """Read the 8-digit tariff line out of an HS code as people write it.

    Args:
        text: 8 digits, or a declaration's 10 or 13, of which the first 8 count;
            dots, spaces and full-width digits are taken.

    Returns:
        The 8 digits.

    Raises:
        InvalidHSCodeError: for any other text; its subclass HSCodeTypeError for
            anything but ``str``, since a number loses the leading zero.

    >>> parse("0402.91.00")
    '04029100'
    """
    if type(text) is str and len(text) == LINE and text.isascii() and text.isdecimal():
        return HSCode(text)
    folded, digits = _digits(text)
    if _was_a_number(folded):
        msg = (
            f"{quoted(text)} was read as a number, which loses the leading zero of chapters 01 to 09: read the codes "
            "as text, like '04029100'."
        )
        raise InvalidHSCodeError(msg)
    if len(digits) in LENGTHS:
        return HSCode(digits[:LINE])
    raise InvalidHSCodeError(_wrong_length(text, digits))


def parse_prefix(text: str) -> HSPrefix:
    """Read a chapter, heading, subheading or tariff line: 2, 4, 6 or 8 digits.

    Args:
        text: the digits; dots, spaces and full-width digits are taken.

    Returns:
        The digits alone.

    Raises:
        InvalidHSCodeError: for any other number of digits, or other characters.

    >>> parse_prefix("04.02")
    '0402'
    """
    _, digits = _digits(text)
    if len(digits) in (*_ABOVE_A_LINE, LINE):
        return HSPrefix(digits)
    msg = f"{quoted(text)} has {len(digits)} digits: give 2, 4, 6 or 8 of them, like '0402'."
    raise InvalidHSCodeError(msg)


def dotted(code: str) -> str:
    """Write a tariff line the way the tariff prints it.

    >>> dotted("04029100")
    '0402.91.00'
    """
    return f"{code[:4]}.{code[4:6]}.{code[6:]}"


def _digits(text: str) -> tuple[str, str]:
    """Fold the writing of a code, and then away, or say which character does not belong."""
    if not is_a(text, str):
        msg = (
            f"{quoted(text)} is not text: pass the HS code as a str like '04029100', because a number "
            "loses the leading zero of chapters 01 to 09."
        )
        raise HSCodeTypeError(msg)
    folded = text.strip()[: LONGEST + 1].translate(FOLDED)
    if not folded:
        msg = "The HS code is blank: pass the 8 digits of a tariff line, like '04029100'."
        raise InvalidHSCodeError(msg)
    digits = folded.replace(".", "").replace(" ", "")
    if len(folded) > LONGEST or not (digits.isascii() and digits.isdecimal()):
        msg = (
            f"{quoted(text)} is not an HS code: write the digits 0 to 9, with dots or spaces between "
            "them, like '0402.91.00'."
        )
        raise InvalidHSCodeError(msg)
    return folded, digits


def _was_a_number(folded: str) -> bool:
    """Tell whether a text is that of a decimal, as 4029100.0: no code has one digit behind its only dot."""
    _, dot, behind = folded.partition(".")
    return bool(dot) and len(behind) == 1


def _wrong_length(text: str, digits: str) -> str:
    """Say what a code of the wrong length probably is."""
    count = len(digits)
    if count in _ABOVE_A_LINE:
        return (
            f"{quoted(text)} is a {_ABOVE_A_LINE[count]}, and the positive list names 8-digit tariff "
            f"lines: items(date, under={digits!r}) gives those known to be listed under it."
        )
    advice = "an HS code has 8 digits here (10 or 13 in a declaration)."
    if count + 1 in LENGTHS and not digits.startswith("0"):
        advice += f" If a spreadsheet dropped the leading zero, write '0{digits}'."
    return f"{quoted(text)} has {count} digits: {advice}"
