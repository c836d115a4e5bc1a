"""Answers as JSON: exactly what the call in Python gives, in the form of ``pilotzones.serial``; and their schemas."""

from __future__ import annotations

import decimal
import json
from typing import TYPE_CHECKING

from pilotzones import records
from pilotzones.serial import json_schema, to_plain

if TYPE_CHECKING:
    from pilotzones.cli.results import Gives
    from pilotzones.dataset import Dataset


def write_json(gives: object, data: Dataset) -> bytes:
    """Write what a call gives as JSON in UTF-8: a record as an object, a tuple as a list."""
    return json.dumps(_plain(gives, data), ensure_ascii=False, allow_nan=False, indent=1).encode() + b"\n"


def schema_of(gives: Gives) -> dict[str, object]:
    """Describe what a question writes as a JSON Schema of draft 2020-12."""
    schema = gives.schema() if gives.schema else json_schema(getattr(records, gives.kind))
    beside = {key: schema.pop(key) for key in ("$schema", "$defs")}
    if gives.many:
        schema = {"type": "array", "items": schema}
    return {"$schema": beside["$schema"], **schema, "$defs": beside["$defs"]}


def _plain(gives: object, data: Dataset) -> object:
    if isinstance(gives, tuple):
        return [_plain(one, data) for one in gives]
    if isinstance(gives, decimal.Decimal):  # as in a record, where it is text, too
        return str(gives)
    return gives if isinstance(gives, dict) else to_plain(gives, dataset=data)
