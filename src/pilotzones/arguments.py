"""The gate for what callers pass in: types, words, switches, numbers and collections, by their type alone.

Whatever an argument is, the answer is a PilotZonesError that names it. Nothing is compared, hashed or taken for true
before its type is known: an array compares to an array, ``pandas.NA`` is neither true nor false, and a foreign object
may raise at any of these.
"""

from __future__ import annotations

import datetime
from itertools import islice
from typing import TYPE_CHECKING, TypeVar, Union

from pilotzones.errors import PilotZonesError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TypeGuard

Kind = TypeVar("Kind")
Value = TypeVar("Value")
Word = TypeVar("Word", bound=str)

_LONGEST = 60
_LONG = 10_000
_MOST = 100_000
"""The most members of a collection: ten times the lines of a tariff; an iterator without an end stops here."""

Fact = Union[str, float, datetime.date, None]
"""What was passed, as an error keeps it: a text, number or day itself, and anything else quoted in one line."""

_KEPT = (str, int, float, bool, datetime.date, type(None))

_ANOTHER = (str, bytes, bytearray, memoryview)
"""What can be gone through, and is one value all the same."""


class ArgumentTypeError(PilotZonesError, TypeError):
    """An argument of the wrong type, or not one of the words it may be, such as ``if_unknown=None``."""


def quoted(value: object) -> str:
    """Quote any value in one short line, control characters escaped.

    >>> quoted("Hangzhou")
    "'Hangzhou'"
    """
    value = plain_text(value)
    # A long text is cut before it is quoted: its repr could be of any size.
    if is_a(value, (str, bytes)) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]!r}... ({len(value):,} long)"
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - a foreign __repr__ may raise anything (int of 5,000 digits)
        text = f"<{type(value).__name__}>"
    if not text.isprintable():  # the repr of an array has several lines
        text = ascii(" ".join(text.split()))[1:-1]
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def printable(text: str) -> str:
    r"""Escape what cannot be shown: control characters, and bytes of no text.

    >>> printable("own\x1b[2J/zones.csv, line 1"), printable("自己的/zones.csv")
    ('own\\x1b[2J/zones.csv, line 1', '自己的/zones.csv')
    """
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def as_fact(value: object) -> Fact:
    """Give what was passed as a fact of an error, which is pickled with it: a foreign object may not be.

    >>> as_fact(9), as_fact([9])
    (9, '[9]')
    """
    # NaN would not be equal to itself afterwards.
    is_kept = type(value) in _KEPT and value == value  # noqa: PLR0124
    return value if is_kept else quoted(value)  # type: ignore[return-value]  # of one of these types


def is_a(value: object, kinds: type[Kind] | tuple[type[Kind], ...]) -> TypeGuard[Kind]:
    """Tell whether a value is of a type, as the type says: an object may pretend to have another class, or raise.

    >>> is_a(True, int), is_a(None, (str, int))
    (True, False)
    """
    return issubclass(type(value), kinds)


def check_type(name: str, value: object, kinds: type | tuple[type, ...], what: str) -> None:
    """Check the type of an argument.

    Args:
        name: of the argument.
        value: what was passed.
        kinds: the types that it may have.
        what: these in words, for the error: "a Dataset".

    Raises:
        ArgumentTypeError: if it has another type.

    >>> check_type("columns", {}, dict, "a dict")
    """
    if not is_a(value, kinds):
        raise refusal(name, value, what)


def refusal(name: str, value: object, what: str) -> ArgumentTypeError:
    """Make the error for an argument that is not what it must be."""
    return ArgumentTypeError(f"{name} must be {what}, not {quoted(value)}.")


def check_flag(name: str, value: object) -> None:
    """Check that a switch is True or False, and nothing that only counts as one of them.

    Raises:
        ArgumentTypeError: if it is anything else.
    """
    if value is not True and value is not False:
        raise refusal(name, value, "True or False")


def plain_text(value: Kind) -> Kind:
    """Give the text itself in place of one of a subclass, whose methods may do anything; any other value as it is.

    >>> plain_text("bonded"), plain_text(5)
    ('bonded', 5)
    """
    return str.__str__(value) if is_a(value, str) else value  # type: ignore[return-value] # equal to it


def plain_number(value: Kind) -> Kind:
    """Give the number itself in place of one of a subclass, whose methods may do anything; any other value as it is.

    >>> plain_number(2019), plain_number(0.5), plain_number(True)
    (2019, 0.5, True)
    """
    if is_a(value, int) and not is_a(value, bool):
        return int.__index__(value)  # type: ignore[return-value] # equal to it
    return float.__float__(value) if is_a(value, float) else value  # type: ignore[return-value] # equal to it


def as_word(name: str, value: object, allowed: tuple[Word, ...]) -> Word:
    """Take an argument that is one of a few words.

    Raises:
        ArgumentTypeError: if it is not; names the words.

    >>> as_word("shipment", "bonded", ("bonded", "direct"))
    'bonded'
    """
    if is_a(value, str):
        text = str.__str__(value)
        if text in allowed:
            return allowed[allowed.index(text)]
    raise refusal(name, value, " or ".join(map(repr, allowed)))


def as_text(name: str, value: object) -> str:
    """Take an argument that is a text which a file in UTF-8 can hold; it may be empty.

    Raises:
        ArgumentTypeError: if it is not a ``str``, or has half of a character (a lone surrogate).

    >>> as_text("sheet", "清单")
    '清单'
    """
    if is_a(value, str):
        text = str.__str__(value)
        if can_be_written(text):
            return text
    raise refusal(name, value, "text (a str of whole characters)")


def can_be_written(text: str) -> bool:
    """Tell whether a text has no half of a character."""
    return text.encode("utf-8", "ignore").decode() == text


def as_number(name: str, value: object, least: int, most: int) -> int:
    """Take an argument that is a whole number between two bounds, both included.

    Raises:
        ArgumentTypeError: if it is not an ``int``, or out of bounds.

    >>> as_number("year", 2019, 2015, 2099)
    2019
    """
    if is_a(value, int) and not is_a(value, bool):
        number = plain_number(value)
        if least <= number <= most:
            return number
    # Years are written without a comma.
    first, last = (f"{bound:,}" if bound >= _LONG else str(bound) for bound in (least, most))
    raise refusal(name, value, f"a whole number from {first} to {last}")


def check_callable(name: str, value: object) -> None:
    """Check that an argument can be called.

    Raises:
        ArgumentTypeError: if it cannot.
    """
    if not callable(value):
        raise refusal(name, value, "a function")


def as_members(name: str, value: Iterable[Kind], what: str) -> tuple[Kind, ...]:
    """Take the members of a collection, whatever kind it is: a list, a set, a generator, a column.

    Args:
        name: of the argument.
        value: what was passed.
        what: what it must be, in words: "a collection of codes, such as ['33049900']".

    Returns:
        The members, at most 100,000.

    Raises:
        ArgumentTypeError: if it is one text, cannot be gone through, or does not end.

    >>> as_members("accept", ["rows"], "a collection of names")
    ('rows',)
    """
    if is_a(value, _ANOTHER) or not hasattr(type(value), "__iter__"):
        raise refusal(name, value, what)
    try:
        members = tuple(islice(value, _MOST + 1))
    except Exception as error:
        # The object is the caller's, and so is what it raises: it is kept as the cause.
        msg = f"{name} cannot be read: going through it raised {type(error).__name__}. Pass {what}."
        raise ArgumentTypeError(msg) from error
    if len(members) > _MOST:
        msg = f"{name} has more than {_MOST:,} members, or does not end. Pass {what}."
        raise ArgumentTypeError(msg)
    return members


def as_pairs(name: str, value: Mapping[Kind, Value], what: str) -> tuple[tuple[Kind, Value], ...]:
    """Take the keys and values of a mapping, as ``as_members`` does those of a collection.

    >>> as_pairs("listed", {"04090000": None}, "a dict")
    (('04090000', None),)
    """
    return as_members(name, _go_through(value), what)


def _go_through(mapping: Mapping[Kind, Value]) -> Iterator[tuple[Kind, Value]]:
    for key in mapping:
        yield key, mapping[key]
