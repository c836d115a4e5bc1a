"""Every record to and from plain data and JSON, exactly, with its JSON Schema.

A record becomes a dict of its fields in order, a tuple a list, a date ISO text, a Decimal text. Where a field may have
records of several kinds, ``type`` names the kind. A record that would not read back as the same record is not written.
"""

# ruff: noqa: ANN401 - what is read may be anything
from __future__ import annotations

import contextlib
import datetime
import decimal
import functools
import json
import math
import re
import types
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
from cattrs import ClassValidationError, Converter, ForbiddenExtraKeysError, IterableValidationError
from cattrs.errors import IterableValidationNote
from cattrs.gen import make_dict_structure_fn

from pilotzones.arguments import check_number, is_a, quoted
from pilotzones.code_ranges import CodeRange
from pilotzones.errors import PilotZonesError
from pilotzones.hscode import HSCode
from pilotzones.records import (
    actions,
    comparisons,
    conditions,
    evidence,
    knowledge,
    levels,
    list_answers,
    places,
    shipped_tables,
    tariff_lines,
    zone_answers,
    zones,
)
from pilotzones.records import announcements as announced

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

__all__ = ["RECORDS", "SerialError", "from_json", "from_plain", "json_schema", "to_json", "to_plain"]

Record = TypeVar("Record")

RECORDS: tuple[type, ...] = (
    *(zones.Province, zones.Batch, zones.Zone),
    *(places.Prefecture, places.Place),
    *(announced.Announcement, announced.Change, announced.Inference, announced.KnownRange),
    *(list_answers.Edition, list_answers.Item, list_answers.Verdict, list_answers.Span),
    *(comparisons.RemarkChange, comparisons.Undecided, comparisons.Comparison, comparisons.Event),
    *(conditions.ExcludedGoods, conditions.NamedGoodsOnly, conditions.BondedOnly),
    *(conditions.QuantityLimit, conditions.UnreadCondition),
    *(knowledge.Source, knowledge.AnnexCoverage, knowledge.EditionCoverage),
    *(knowledge.Disagreement, knowledge.Coverage),
    *(shipped_tables.ShippedTable, shipped_tables.VerifiedDays, shipped_tables.Manifest),
    *(shipped_tables.DataFolder, zone_answers.ZoneAnswer),
    *(tariff_lines.Tariff, tariff_lines.TariffLine),
)
"""Every record of the package; add a new one here."""

# Names in the records' annotations that their modules import for type checkers only.
_NAMES: dict[str, Any] = {record.__name__: record for record in RECORDS}
_NAMES |= {"datetime": datetime, "decimal": decimal, "HSCode": HSCode, "Evidence": evidence.Evidence}
_NAMES |= {"Condition": conditions.Condition, "Shipment": conditions.Shipment}
_NAMES |= {"PlaceLevel": levels.PlaceLevel, "Action": actions.Action, "CodeRange": CodeRange}
_NAMES |= {"RemarkKnown": announced.RemarkKnown, "Covers": announced.Covers, "Status": list_answers.Status}

_WIDEST = 40  # the spaces of a level of JSON
_ABSENT = object()  # in place of the value of a missing key
_TAG = "type"


class SerialError(PilotZonesError, ValueError):
    """Plain data, JSON or a value that is not a record; ``faults`` holds every fault with its path."""

    def __init__(self, message: str, *, faults: tuple[str, ...]) -> None:
        super().__init__(message)
        self.faults = faults


def to_plain(record: object) -> dict[str, object]:
    """Write a record as plain data.

    Args:
        record: any record of the package.

    Returns:
        A dict of only dict, list, str, int, float, bool and None, keys in the order of the fields.

    Raises:
        SerialError: if it is not a record, or has a value that its field cannot have, such as NaN.

    >>> to_plain(data.history("93070090")[3].verdict.item)["hs_code"]
    '93070090'
    """
    kind = _known(type(record))
    try:
        plain: dict[str, object] = _converter().unstructure(record)
    except (AttributeError, TypeError) as error:
        raise _error(kind, [str(error)]) from error
    if from_plain(plain, kind) != record:
        raise _error(
            kind,
            [f"{quoted(record)} would read back as another record: its values do not have the types of the fields"],
        )
    return plain


def from_plain(plain: object, kind: type[Record]) -> Record:
    """Read a record from plain data; a value of another type is not converted.

    Args:
        plain: what ``to_plain`` writes.
        kind: the class of the record, such as ``Zone``.

    Returns:
        The record.

    Raises:
        SerialError: for any wrong key or value; names them all.

    >>> from_plain({"id": "S1", "source": "https://www.gov.cn/"}, knowledge.Source)
    Source(id='S1', source='https://www.gov.cn/')
    """
    _known(kind)
    try:
        return _converter().structure(plain, kind)
    except (ClassValidationError, _Wrong) as error:
        raise _error(kind, _faults(error, "")) from error


def to_json(record: object, *, indent: int | None = None) -> str:
    """Write a record as JSON.

    Args:
        record: any record of the package.
        indent: spaces for each level; None for one line.

    Returns:
        The text, for a file in UTF-8: Chinese characters are not escaped.

    Raises:
        SerialError: as ``to_plain``.
        ArgumentTypeError: if ``indent`` is not a number of spaces from 0 to 40.

    >>> to_json(data.provinces()[0])[:45]
    '{"iso": "CN-BJ", "adcode": "110000", "name_zh'
    """
    if indent is not None:
        check_number("indent", indent, 0, _WIDEST)
    try:
        return json.dumps(to_plain(record), ensure_ascii=False, allow_nan=False, indent=indent)
    except ValueError as error:  # an integer of thousands of digits
        raise error if isinstance(error, SerialError) else _error(type(record), [str(error)]) from error


def from_json(text: str, kind: type[Record]) -> Record:
    """Read a record from JSON.

    Args:
        text: what ``to_json`` writes.
        kind: the class of the record, such as ``Zone``.

    Returns:
        The record.

    Raises:
        SerialError: if ``text`` is not JSON, and as ``from_plain``; a repeated key and NaN are not JSON here.

    >>> zone = data.zone("Hangzhou")
    >>> from_json(to_json(zone), type(zone)) == zone
    True
    """
    if not is_a(text, (str, bytes, bytearray)):
        raise _error(_known(kind), [f"not JSON: {quoted(text)} is not text"])
    try:
        plain = json.loads(text, object_pairs_hook=_keys_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _error(_known(kind), [f"not JSON: {error}"]) from error
    return from_plain(plain, kind)


def json_schema(kind: type) -> dict[str, object]:
    """Describe the plain data of a kind of record as a JSON Schema.

    Args:
        kind: the class of the record, such as ``Zone``.

    Returns:
        A schema of draft 2020-12, as plain data; the records inside it are in ``$defs``.

    Raises:
        SerialError: if ``kind`` is not the class of a record.

    >>> json_schema(knowledge.Source)["properties"]
    {'id': {'type': 'string'}, 'source': {'type': 'string'}}
    """
    inside: dict[str, object] = {}
    schema = _object_schema(_known(kind), inside, {})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "$defs": inside}


def _known(kind: type[Record]) -> type[Record]:
    if is_a(kind, type) and kind in RECORDS:
        return kind
    problem = (
        f"{quoted(kind)} is not a record of pilotzones; the records are: {', '.join(r.__name__ for r in RECORDS)}."
    )
    raise SerialError(problem, faults=(problem,))


def _error(kind: type, faults: Iterable[str]) -> SerialError:
    named = tuple(faults)
    return SerialError(
        "\n- ".join((f"This is not a {kind.__name__} that can be read or written:", *named)), faults=named
    )


class _Wrong(ValueError):  # noqa: N818 - it never leaves this module
    """A value that is not what it should be."""

    def __init__(self, value: object, expected: str, at: str = "") -> None:
        super().__init__(f"{at}: " + ("missing" if value is _ABSENT else f"{quoted(value)} is not {expected}"))


def _faults(error: BaseException, path: str) -> Iterator[str]:
    """Name every fault in an error of cattrs with its path, such as ``item.conditions[0].unit``."""
    if isinstance(error, (ClassValidationError, IterableValidationError)):
        noted, others = error.group_exceptions()
        for inner, note in noted:
            step = f"[{note.index}]" if isinstance(note, IterableValidationNote) else f".{note.name}"
            yield from _faults(inner, path + step)
        for inner in others:
            yield from _faults(inner, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(map(quoted, error.extra_fields)):
            yield f"{path}: {key} is not a field of {error.cl.__name__}".lstrip(".: ")
    else:
        yield f"{path}{error}".lstrip(".: ")


def _keys_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    plain = dict(pairs)
    if len(plain) < len(pairs):
        raise ValueError(f"a key appears twice among {quoted([key for key, _ in pairs])}")
    return plain


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is not a number")


def _finite(number: float) -> float:
    if math.isfinite(number):
        return float(number)
    raise ValueError(number)


class _Leaf(NamedTuple):
    """A value without parts: the types of plain data it is made of, how, and its schema."""

    expected: str
    plain: tuple[type, ...]
    make: Callable[[Any], object]
    schema: dict[str, str]


_DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_DECIMAL = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?$"}
_CODE = {"type": "string", "pattern": "^[0-9]{8}$"}
_LEAVES: dict[object, _Leaf] = {
    str: _Leaf("a text free of surrogates", (str,), lambda text: text.encode().decode(), {"type": "string"}),
    bool: _Leaf("true or false", (bool,), bool, {"type": "boolean"}),
    int: _Leaf("an integer", (int,), int, {"type": "integer"}),
    float: _Leaf("a finite number", (float, int), _finite, {"type": "number"}),
    datetime.date: _Leaf("a day such as '2016-05-15'", (str,), datetime.date.fromisoformat, _DAY),
    decimal.Decimal: _Leaf("a decimal number in quotes, such as '2.5'", (str,), decimal.Decimal, _DECIMAL),
    HSCode: _Leaf("the 8 digits of a tariff line", (str,), HSCode, _CODE),
}


@functools.cache
def _converter() -> Converter:
    for kind in RECORDS:
        attrs.resolve_types(kind, None, _NAMES)
    converter = Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
    for leaf in _LEAVES:
        converter.register_structure_hook(leaf, _read_leaf)
    for leaf in (datetime.date, decimal.Decimal):
        converter.register_unstructure_hook(leaf, str)
    for belongs, read in ((_is_words, _read_words), (_is_tuple, _read_tuple), (_is_several, _read_several)):
        converter.register_structure_hook_func(belongs, read)
    converter.register_structure_hook_func(RECORDS.__contains__, _read_record)
    converter.register_unstructure_hook_func(_is_several, _write_several)
    return converter


def _is_words(hint: object) -> bool:
    return get_origin(hint) is Literal


def _is_tuple(hint: object) -> bool:
    return get_origin(hint) is tuple


def _is_several(hint: object) -> bool:
    """Tell whether a type is a union of records."""
    return get_origin(hint) in (Union, types.UnionType) and set(get_args(hint)) <= set(RECORDS)


def _read_leaf(value: Any, hint: object) -> object:
    leaf = _LEAVES[hint]
    # Newer Pythons take other writings of a day, and Decimal those of numbers that are none.
    if type(value) in leaf.plain and ("pattern" not in leaf.schema or re.fullmatch(leaf.schema["pattern"], value)):
        with contextlib.suppress(ValueError, ArithmeticError):
            return leaf.make(value)
    raise _Wrong(value, leaf.expected)


def _read_words(value: object, hint: object) -> str:
    return _one_of(get_args(hint), value)


def _one_of(words: Collection[object], value: object, at: str = "") -> str:
    if type(value) is str and value in words:
        return value
    raise _Wrong(value, f"one of {', '.join(map(repr, words))}", at)


def _read_tuple(value: object, hint: object) -> tuple[object, ...]:
    member, *others = get_args(hint)  # one kind and an ellipsis, or a pair of the same kind
    if type(value) is list and (others == [...] or len(value) == 1 + len(others)):
        return tuple(_converter().structure(value, list[member]))  # type: ignore[valid-type] # known at run time
    raise _Wrong(value, "a list" if others == [...] else f"a list of {1 + len(others)}")


def _read_record(value: Any, kind: type) -> object:
    fields, read = _reader_of(kind)
    if type(value) is dict and {type(key) for key in value} <= {str}:
        # Without a value cattrs would take the field's default.
        return read({**dict.fromkeys(fields, _ABSENT), **value}, kind)
    raise _Wrong(value, f"an object with the fields of {kind.__name__}")


@functools.cache
def _reader_of(kind: type) -> tuple[tuple[str, ...], Callable[[Any, type], object]]:
    return tuple(attrs.fields_dict(kind)), make_dict_structure_fn(kind, _converter())


def _read_several(value: Any, union: object) -> object:
    kinds = {kind.__name__: kind for kind in get_args(union)}
    if type(value) is not dict:
        raise _Wrong(value, f"an object with the fields of {' or '.join(kinds)}")
    tag = _one_of(kinds, value.get(_TAG, _ABSENT), f".{_TAG}")
    return _converter().structure({key: value[key] for key in value if key != _TAG}, kinds[tag])


def _write_several(record: object) -> dict[str, object]:
    return {_TAG: type(record).__name__, **_converter().unstructure(record)}


def _object_schema(kind: type, inside: dict[str, object], tag: Mapping[str, object]) -> dict[str, object]:
    hints = get_type_hints(kind, None, _NAMES)
    properties = {**tag, **{name: _schema(hint, inside) for name, hint in hints.items()}}
    described = {"title": kind.__name__, "description": (kind.__doc__ or "").partition("\n")[0], "type": "object"}
    return {**described, "properties": properties, "required": list(properties), "additionalProperties": False}


def _reference(kind: type, inside: dict[str, object], tag: Mapping[str, object]) -> dict[str, object]:
    name = f"Tagged{kind.__name__}" if tag else kind.__name__
    if name not in inside:
        inside[name] = _object_schema(kind, inside, tag)
    return {"$ref": f"#/$defs/{name}"}


def _schema(hint: Any, inside: dict[str, object]) -> dict[str, object]:
    members = get_args(hint)
    if hint in _LEAVES:
        return dict(_LEAVES[hint].schema)
    if hint in RECORDS:
        return _reference(hint, inside, {})
    if _is_words(hint):
        return {"type": "string", "enum": list(members)}
    if _is_tuple(hint):
        length = {} if members[-1] is ... else {"minItems": len(members), "maxItems": len(members)}
        return {"type": "array", "items": _schema(members[0], inside), **length}
    if _is_several(hint):
        return {"oneOf": [_reference(kind, inside, {_TAG: {"const": kind.__name__}}) for kind in members]}
    (known,) = set(members) - {type(None)}
    return {"anyOf": [_schema(known, inside), {"type": "null"}]}
