"""What can be the name or code of a place at all, and codes of other lengths than 6 digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.arguments import is_a, quoted
from pilotzones.geography.names import normalise

if TYPE_CHECKING:
    from pilotzones.geography.errors import InvalidPlaceError, PlaceReason

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
        raise _invalid(name, "not text")
    name = str.__str__(name)
    if len(name) > _LONGEST_NAME:
        raise _invalid(name, "too long", most=_LONGEST_NAME)
    for character in name.strip():
        if not (character.isprintable() or character in _INVISIBLE or (character.isspace() and character > _CONTROLS)):
            raise _invalid(name, "control character", character=quoted(character))
    key = normalise(name)
    if not key:
        raise _invalid(name, "blank")
    whole, point, decimals = key.partition(".")
    if point and key.isascii() and whole.isdecimal() and (not decimals or decimals.isdecimal()):
        raise _invalid(name, "read as a number", digits=quoted(whole))
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
        raise _invalid(name, "township or village", code=code)
    return code


def _invalid(name: str, reason: PlaceReason, **facts: object) -> InvalidPlaceError:
    from pilotzones.geography import refusals  # noqa: PLC0415 - only an error needs it

    return refusals.invalid(name, reason, **facts)
