"""The errors for what is not an HS code; loaded where there is one, because most codes are valid."""

from __future__ import annotations

from pilotzones.arguments import quoted
from pilotzones.hscode import ABOVE_A_LINE, LONGEST, HSCodeTypeError, InvalidHSCodeError, has_lost_zero
from pilotzones.messages import Message, OwnWord, Way


def not_text(value: object, meant: str | None) -> HSCodeTypeError:
    """Make the error for a value that is not a ``str``."""
    msg = Message(
        "{text} is not text: pass the HS code as a str like '04029100', because a number loses the leading zero of "
        "chapters 01 to 09.",
        text=quoted(value),
    )
    return HSCodeTypeError(msg, text=quoted(value), reason="not text", suggestion=meant)


def blank(text: str) -> InvalidHSCodeError:
    """Make the error for a text without any character that is seen."""
    msg = Message("The HS code is blank: pass the 8 digits of a tariff line, like '04029100'.")
    return InvalidHSCodeError(msg, text=text, reason="blank")


def not_digits(text: str, folded: str) -> InvalidHSCodeError:
    """Make the error for a text with other characters than digits, or with too many."""
    msg = Message(
        "{text} is not an HS code: write the digits 0 to 9, with dots or spaces between them, like '0402.91.00'.",
        text=quoted(text),
    )
    return InvalidHSCodeError(msg, text=text, reason="too long" if len(folded) > LONGEST else "not digits")


def read_as_a_number(text: str, meant: str | None) -> InvalidHSCodeError:
    """Make the error for the text of a decimal number."""
    msg = Message(
        "{text} was read as a number, which loses the leading zero of chapters 01 to 09: read the codes as text, like "
        "'04029100'.",
        text=quoted(text),
    )
    return InvalidHSCodeError(msg, text=text, reason="read as a number", suggestion=meant)


def not_a_prefix(text: str, digits: str) -> InvalidHSCodeError:
    """Make the error for digits that are neither a chapter, heading nor subheading, nor a line."""
    msg = Message(
        "{text} has {count} digits: give 2, 4, 6 or 8 of them, like '0402'.", text=quoted(text), count=len(digits)
    )
    return InvalidHSCodeError(msg, text=text, reason="wrong length")


def wrong_length(text: str, digits: str) -> InvalidHSCodeError:
    """Make the error for a code of the wrong length, which says what it probably is."""
    count = len(digits)
    if count in ABOVE_A_LINE:
        msg = Message(
            "{text} is a {level}, and the positive list names 8-digit tariff lines: {way} gives those known to be "
            "listed under it.",
            text=quoted(text),
            level=OwnWord(ABOVE_A_LINE[count]),
            way=Way(f"items(date, under={digits!r})", f"'pilotzones items --under {digits}'"),
        )
        return InvalidHSCodeError(msg, text=text, reason=ABOVE_A_LINE[count])
    if not has_lost_zero(digits):
        msg = Message(
            "{text} has {count} digits: an HS code has 8 digits here (10 or 13 in a declaration).",
            text=quoted(text),
            count=count,
        )
        return InvalidHSCodeError(msg, text=text, reason="wrong length")
    msg = Message(
        "{text} has {count} digits: an HS code has 8 digits here (10 or 13 in a declaration). If a spreadsheet dropped "
        "the leading zero, write '0{digits}'.",
        text=quoted(text),
        count=count,
        digits=digits,
    )
    return InvalidHSCodeError(msg, text=text, reason="lost zero", suggestion=f"0{digits}")
