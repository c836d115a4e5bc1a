"""The fields of any record as plain data, also of records that this package does not read back."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from attrs import AttrsInstance


def plain_fields(record: AttrsInstance) -> dict[str, object]:
    """Write the fields of a record as plain data: a record in it as a dict, a date as ISO text; tuples stay."""
    return attrs.asdict(record, value_serializer=_write)


def _write(_: object, __: object, value: Any) -> object:  # noqa: ANN401 - a field has any value
    return value.isoformat() if isinstance(value, datetime.date) else value
