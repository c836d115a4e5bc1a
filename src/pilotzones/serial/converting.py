"""How records become plain data and the other way round: a value of another type is not converted."""

# ruff: noqa: ANN401 - what is read may be anything
from __future__ import annotations

import contextlib
import datetime
import decimal
import functools
import math
import re
import types
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Union, get_args, get_origin

import attrs
from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.errors import IterableValidationNote
from cattrs.gen import make_dict_structure_fn

from pilotzones.arguments import quoted
from pilotzones.hscode import HSCode
from pilotzones.records.list_answers import Verdict
from pilotzones.serial.at_hand import HANDLING, OwnMeanings, VerdictFaults, sources_at_hand
from pilotzones.serial.kinds import RECORDS, serial_error
from pilotzones.serial.read_verdicts import read_verdict
from pilotzones.serial.written_verdicts import OPTIONAL, PARTS, WrittenVerdict, write_documents, write_verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_ABSENT = object()  # in place of the value of a missing key
TAG = "type"
"""The key that names the kind where there may be records of several."""


class WrongValue(ValueError):  # noqa: N818 - it never leaves the folder
    """A value that is not what it should be."""

    def __init__(self, value: object, expected: str, at: str = "") -> None:
        super().__init__(f"{at}: " + ("missing" if value is _ABSENT else f"{quoted(value)} is not {expected}"))


def _faults_in(error: BaseException, path: str) -> Iterator[str]:
    """Name every fault in an error of cattrs with its path, such as ``item.conditions[0].unit``."""
    if isinstance(error, (ClassValidationError, IterableValidationError)):
        noted, others = error.group_exceptions()
        for inner, note in noted:
            step = f"[{note.index}]" if isinstance(note, IterableValidationNote) else f".{note.name}"
            yield from _faults_in(inner, path + step)
        for inner in others:
            yield from _faults_in(inner, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(map(quoted, error.extra_fields)):
            yield f"{path}: {key} is not a field of {name_of(error.cl)}".lstrip(".: ")
    elif isinstance(error, VerdictFaults):
        yield from (f"{path}{fault}".lstrip(".: ") for fault in error.faults)
    else:
        yield f"{path}{error}".lstrip(".: ")


@contextlib.contextmanager
def naming_faults(kind: type) -> Iterator[None]:
    """Raise one error that names every fault of what is read or written inside a block.

    Raises:
        SerialError: if anything is wrong.
    """
    try:
        yield
    except (ClassValidationError, WrongValue, VerdictFaults) as error:
        raise serial_error(kind, _faults_in(error, "")) from error


def name_of(kind: type) -> str:
    """Give the name by which a kind of records is known to readers of its plain form."""
    return kind.__name__.removeprefix("Written")


def _finite(number: float) -> float:
    if math.isfinite(number):
        return float(number)
    raise ValueError(number)


# Each reader of JSON keeps integers of so many digits exact, and each database and spreadsheet has them.
_LARGEST = 10**15 - 1


def _exact_everywhere(number: int) -> int:
    if abs(number) <= _LARGEST:
        return number
    raise ValueError


class _Leaf(NamedTuple):
    """A value without parts: the types of plain data it is made of, how, and its schema."""

    expected: str
    plain: tuple[type, ...]
    make: Callable[[Any], object]
    schema: dict[str, Any]


_INTEGER = {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST}
_DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_DECIMAL = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?$"}
_CODE = {"type": "string", "pattern": "^[0-9]{8}$"}
LEAVES: dict[object, _Leaf] = {
    str: _Leaf("a text free of surrogates", (str,), lambda text: text.encode().decode(), {"type": "string"}),
    bool: _Leaf("true or false", (bool,), bool, {"type": "boolean"}),
    int: _Leaf("an integer of 15 digits at most", (int,), _exact_everywhere, _INTEGER),
    float: _Leaf("a finite number", (float, int), _finite, {"type": "number"}),
    datetime.date: _Leaf("a day such as '2016-05-15'", (str,), datetime.date.fromisoformat, _DAY),
    decimal.Decimal: _Leaf("a decimal number in quotes, such as '2.5'", (str,), decimal.Decimal, _DECIMAL),
    HSCode: _Leaf("the 8 digits of a tariff line", (str,), HSCode, _CODE),
}


@functools.cache
def converter() -> Converter:
    """Give the converter for all records."""
    made = Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
    for leaf in LEAVES:
        made.register_structure_hook(leaf, _read_leaf)
    for leaf in (datetime.date, decimal.Decimal):
        made.register_unstructure_hook(leaf, str)
    for belongs, read in ((is_words, _read_words), (is_tuple, _read_tuple), (is_several, _read_several)):
        made.register_structure_hook_func(belongs, read)
    made.register_structure_hook_func((*RECORDS, *PARTS).__contains__, _read_record)
    made.register_unstructure_hook_func(is_several, _write_several)
    made.register_structure_hook_func(lambda kind: kind is Verdict, lambda value, _: read_verdict(read_form(value)))
    made.register_unstructure_hook_func(lambda kind: kind is Verdict, _write_verdict)
    return made


def read_form(value: object) -> WrittenVerdict:
    """Read the written form of a verdict, without asking what its ids stand for."""
    if type(value) is dict and "why" in value and "reason" not in value:
        fault = (
            ": this verdict was written by a release that kept sentences ('why') in place of facts ('reason'), and "
            "cannot be read: ask again with its hs_code, date and shipment"
        )
        raise VerdictFaults((fault,))
    if type(value) is dict and OPTIONAL not in value:
        value = {**value, OPTIONAL: None}
    written: WrittenVerdict = converter().structure(value, WrittenVerdict)
    return written


def _write_verdict(verdict: Verdict) -> dict[str, object]:
    handled = HANDLING.get()
    (handled.own or OwnMeanings()).add(verdict)
    documents = write_documents(verdict, sources_at_hand(verdict)) if handled.documents else None
    plain: dict[str, object] = converter().unstructure(write_verdict(verdict, documents))
    if documents is None:
        del plain[OPTIONAL]
    return plain


def is_words(hint: object) -> bool:
    """Tell whether a type is one of a few words."""
    return get_origin(hint) is Literal


def is_tuple(hint: object) -> bool:
    """Tell whether a type is a tuple."""
    return get_origin(hint) is tuple


def is_several(hint: object) -> bool:
    """Tell whether a type is a union of records."""
    return get_origin(hint) in (Union, types.UnionType) and set(get_args(hint)) <= {*RECORDS, *PARTS}


def _read_leaf(value: Any, hint: object) -> object:
    leaf = LEAVES[hint]
    # Newer Pythons take other writings of a day, and Decimal those of numbers that are none.
    if type(value) in leaf.plain and ("pattern" not in leaf.schema or re.fullmatch(leaf.schema["pattern"], value)):
        with contextlib.suppress(ValueError, ArithmeticError):
            return leaf.make(value)
    raise WrongValue(value, leaf.expected)


def _read_words(value: object, hint: object) -> str:
    return _one_of(get_args(hint), value)


def _one_of(words: Collection[object], value: object, at: str = "") -> str:
    if type(value) is str and value in words:
        return value
    raise WrongValue(value, f"one of {', '.join(map(repr, words))}", at)


def _read_tuple(value: object, hint: object) -> tuple[object, ...]:
    member, *others = get_args(hint)  # one kind and an ellipsis, or a pair of the same kind
    if type(value) is list and (others == [...] or len(value) == 1 + len(others)):
        return tuple(converter().structure(value, list[member]))  # type: ignore[valid-type] # known at run time
    raise WrongValue(value, "a list" if others == [...] else f"a list of {1 + len(others)}")


def _read_record(value: Any, kind: type) -> object:
    fields, read = _reader_of(kind)
    if type(value) is dict and {type(key) for key in value} <= {str}:
        # Without a value cattrs would take the field's default.
        return read({**dict.fromkeys(fields, _ABSENT), **value}, kind)
    raise WrongValue(value, f"an object with the fields of {name_of(kind)}")


@functools.cache
def _reader_of(kind: type) -> tuple[tuple[str, ...], Callable[[Any, type], object]]:
    return tuple(attrs.fields_dict(kind)), make_dict_structure_fn(kind, converter())


def _read_several(value: Any, union: object) -> object:
    kinds = {name_of(kind): kind for kind in get_args(union)}
    if type(value) is not dict:
        raise WrongValue(value, f"an object with the fields of {' or '.join(kinds)}")
    tag = _one_of(kinds, value.get(TAG, _ABSENT), f".{TAG}")
    return converter().structure({key: value[key] for key in value if key != TAG}, kinds[tag])


def _write_several(record: object) -> dict[str, object]:
    return {TAG: name_of(type(record)), **converter().unstructure(record)}
