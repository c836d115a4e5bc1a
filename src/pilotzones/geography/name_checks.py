"""What can be the name or code of a place at all, and codes of other lengths than 6 digits."""

from __future__ import annotations

from pilotzones.arguments import is_a, quoted
from pilotzones.geography.errors import InvalidPlaceError, PlaceTypeError
from pilotzones.geography.names import normalise

_LONGEST_NAME = 100
_CONTROLS = "\x9f"
"""The last of the control characters, some of which count as spaces."""

# What comes along unseen when text is pasted: zero-width space, byte-order mark, soft hyphen.
_INVISIBLE = "\u200b\ufeff\u00ad"

_CODE = 6
_SHORT_CODES, _LONG_CODES = (2, 4), (9, 12)
"""The lengths of codes that statistics write without the zeros at their end, or with those of a township or village."""
CODE_LENGTHS = (*_SHORT_CODES, _CODE, *_LONG_CODES)
"""The lengths of all forms of a code."""


def check_name(name: str) -> str:
    """Check that a text can be the name of a place.

    Raises:
        InvalidPlaceError: for blank text, more than 100 characters, a control character or a
            number with decimals; its subclass PlaceTypeError for anything but ``str``.
    """
    if not is_a(name, str):
        msg = f"{quoted(name)} is not text: pass the name or the GB/T 2260 code of a place as a str."
        raise PlaceTypeError(msg, name=quoted(name), reason="not text")
    if len(name) > _LONGEST_NAME:
        msg = f"{quoted(name)} is not the name of a place: names have at most {_LONGEST_NAME} characters."
        raise InvalidPlaceError(msg, name=name, reason="too long")
    for character in name.strip():
        if not (character.isprintable() or character in _INVISIBLE or (character.isspace() and character > _CONTROLS)):
            msg = f"{quoted(name)} has the control character {quoted(character)}: remove it."
            raise InvalidPlaceError(msg, name=name, reason="control character")
    key = normalise(name)
    if not key:
        msg = "The name of the place is blank: pass a city or province, like 'Hangzhou'."
        raise InvalidPlaceError(msg, name=name, reason="blank")
    whole, point, decimals = key.partition(".")
    if point and key.isascii() and whole.isdecimal() and (not decimals or decimals.isdecimal()):
        msg = (
            f"{quoted(name)} is a number with decimals, as a spreadsheet or a column with gaps makes it of a code: "
            f"pass the digits as text, {quoted(whole)}."
        )
        raise InvalidPlaceError(msg, name=name, reason="read as a number")
    return name


def plain_code(name: str) -> str:
    """Write a GB/T 2260 code of 2, 4, 9 or 12 digits with its 6 digits; any other name stays as it is.

    Raises:
        InvalidPlaceError: for the code of a township or village.
    """
    key = normalise(name)
    if not (key.isascii() and key.isdecimal()):
        return name
    if len(key) in _SHORT_CODES:
        return f"{key:0<6}"
    if len(key) not in _LONG_CODES:
        return name
    code, inside = key[:_CODE], key[_CODE:]
    if int(inside):
        msg = f"{quoted(name)} is the code of a township or village: pass the 6 digits of its county, {code}."
        raise InvalidPlaceError(msg, name=name, reason="township or village")
    return code
