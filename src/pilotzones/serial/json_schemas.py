"""The plain data of records described as JSON Schemas."""

# ruff: noqa: ANN401 - an annotation may be anything
from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import attrs

from pilotzones.serial.converting import LEAVES, TAG, is_several, is_tuple, is_words, name_of
from pilotzones.serial.kinds import check_kind
from pilotzones.serial.written_verdicts import FORMS, OPTIONAL, PARTS

if TYPE_CHECKING:
    from collections.abc import Mapping


def schema_of(kind: type) -> dict[str, object]:
    """Describe the plain data of a kind of record.

    Raises:
        SerialError: if ``kind`` is not the class of a record.
    """
    return schema_of_fields(check_kind(kind))


def schema_of_fields(kind: type) -> dict[str, object]:
    """Describe the plain data of any attrs class, whose fields have the types that records have."""
    inside: dict[str, object] = {}
    schema = _object_schema(kind, inside, {})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "$defs": inside}


def _object_schema(kind: type, inside: dict[str, object], tag: Mapping[str, object]) -> dict[str, object]:
    hints = get_type_hints(FORMS.get(kind, kind))
    properties = {**tag, **{name: _schema(hint, inside) for name, hint in hints.items()}}
    described = {"title": name_of(kind), "description": (kind.__doc__ or "").partition("\n")[0], "type": "object"}
    return {
        **described,
        "properties": properties,
        "required": [name for name in properties if name != OPTIONAL],
        "additionalProperties": False,
    }


def _reference(kind: type, inside: dict[str, object], tag: Mapping[str, object]) -> dict[str, object]:
    name = f"Tagged{kind.__name__}" if tag else kind.__name__
    if name not in inside:
        inside[name] = _object_schema(kind, inside, tag)
    return {"$ref": f"#/$defs/{name}"}


def _schema(hint: Any, inside: dict[str, object]) -> dict[str, object]:
    members = get_args(hint)
    if hint in LEAVES:
        return dict(LEAVES[hint].schema)
    if attrs.has(hint) or hint in PARTS:
        return _reference(hint, inside, {})
    if is_words(hint):
        return {"type": "string", "enum": list(members)}
    if is_tuple(hint):
        length = {} if members[-1] is ... else {"minItems": len(members), "maxItems": len(members)}
        return {"type": "array", "items": _schema(members[0], inside), **length}
    if is_several(hint):
        return {"oneOf": [_reference(kind, inside, {TAG: {"const": name_of(kind)}}) for kind in members]}
    (known,) = set(members) - {type(None)}
    return {"anyOf": [_schema(known, inside), {"type": "null"}]}
