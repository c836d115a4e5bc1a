"""HS code text -> the 8 digits of a Chinese tariff line (税则号列), or a clear error."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Literal, NewType

from pilotzones.arguments import is_a
from pilotzones.errors import PilotZonesError

if TYPE_CHECKING:
    from types import ModuleType

HSCode = NewType("HSCode", str)
"""Eight ASCII digits: a line of the Chinese tariff in its year."""

HSPrefix = NewType("HSPrefix", str)
"""Two, four, six or eight ASCII digits: a chapter, heading, subheading or line."""

HEADING, SUBHEADING, LINE = 4, 6, 8
_STATISTICAL = 10  # two digits of customs' own behind the tariff line
_CIQ = 13  # and three of inspection and quarantine behind those
LENGTHS = (LINE, _STATISTICAL, _CIQ)
ABOVE_A_LINE: dict[int, Literal["chapter", "heading", "subheading"]] = {
    2: "chapter",
    HEADING: "heading",
    SUBHEADING: "subheading",
}
LONGEST = 40

_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}
FOLDED = {**_FULL_WIDTH, 0xFF0E: ".", 0x3000: " ", 0x00A0: " ", 0x202F: " "}


HSCodeReason = Literal[
    "blank",
    "not text",
    "not digits",
    "too long",
    "read as a number",
    "lost zero",
    "chapter",
    "heading",
    "subheading",
    "wrong length",
    "given twice",
]
"""Why a code is not valid, in a word:

- ``"blank"``: an empty text, or one of white space;
- ``"not text"``: a value that is not a ``str``;
- ``"not digits"``: a text with other characters than digits, dots and spaces;
- ``"too long"``: a text of more than 40 characters;
- ``"read as a number"``: the text of a decimal number, such as ``4029100.0``;
- ``"lost zero"``: 7, 9 or 12 digits without a zero before them, which a spreadsheet may have dropped;
- ``"chapter"``, ``"heading"``, ``"subheading"``: 2, 4 or 6 digits, where a tariff line is asked for;
- ``"wrong length"``: another number of digits;
- ``"given twice"``: a code that is in a collection already.
"""


class InvalidHSCodeError(PilotZonesError, ValueError):
    """A text that is not an 8-digit tariff line.

    ``text`` is what was passed, quoted in one line if it is not text. ``reason`` is a word of
    ``HSCodeReason``. ``suggestion`` is the code that was probably meant, as digits: with the zero that a
    spreadsheet dropped, or without the decimals that it added; None if there is none.
    """

    def __init__(self, message: str, *, text: str, reason: HSCodeReason, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.text = str.__str__(text)
        self.reason: HSCodeReason = reason
        self.suggestion = suggestion


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
        meant = _of_number(folded.partition(".")[0]) if folded.endswith("0") else None
        raise _refusals().read_as_a_number(text, meant)
    if len(digits) in LENGTHS:
        return HSCode(digits[:LINE])
    raise _refusals().wrong_length(text, digits)


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
    if len(digits) in (*ABOVE_A_LINE, LINE):
        return HSPrefix(digits)
    raise _refusals().not_a_prefix(text, digits)


def dotted(code: str) -> str:
    """Write a tariff line the way the tariff prints it.

    >>> dotted("04029100")
    '0402.91.00'
    """
    return f"{code[:4]}.{code[4:6]}.{code[6:]}"


def _digits(text: str) -> tuple[str, str]:
    """Fold the writing of a code, and then away, or say which character does not belong."""
    if not is_a(text, str):
        number = _as_integer(text)
        meant = None if number is None else _of_number(str(number))
        raise _refusals().not_text(text, meant)
    text = str.__str__(text)
    folded = text.strip()[: LONGEST + 1].translate(FOLDED)
    if not folded:
        raise _refusals().blank(text)
    digits = folded.replace(".", "").replace(" ", "")
    if len(folded) > LONGEST or not (digits.isascii() and digits.isdecimal()):
        raise _refusals().not_digits(text, folded)
    return folded, digits


def _was_a_number(folded: str) -> bool:
    """Tell whether a text is that of a decimal, as 4029100.0: no code has one digit behind its only dot."""
    behind = folded.partition(".")[2]
    return len(behind) == 1 and behind.isdecimal()


def _of_number(digits: str) -> str | None:
    """Give the code that was read as a number; None if it has no such length, or other characters than digits."""
    if not (digits.isascii() and digits.isdecimal()):
        return None
    if has_lost_zero(digits):
        return f"0{digits}"
    return digits if len(digits) in LENGTHS else None


def has_lost_zero(digits: str) -> bool:
    """Tell whether digits are those of a line, or of a declaration's code, without the zero before them.

    >>> has_lost_zero("4029100"), has_lost_zero("04029100")
    (True, False)
    """
    return len(digits) + 1 in LENGTHS and not digits.startswith("0")


def _as_integer(value: object) -> int | None:
    """Take a whole number that a code may have been read as; None for anything else."""
    if type(value) is float and value.is_integer():
        number = int(value)
    elif is_a(value, bool) or not hasattr(type(value), "__index__"):
        return None
    else:  # numpy's integers too
        try:
            number = operator.index(value)  # type: ignore[arg-type] # it has __index__
        except Exception:  # noqa: BLE001 - foreign code; an array has __index__ and refuses
            return None
    return number if 0 < number < 10**_CIQ else None


def _refusals() -> ModuleType:
    """Load the errors, where there is one: most codes are valid."""
    from pilotzones import code_refusals  # noqa: PLC0415 - as above

    return code_refusals
