"""Records as fields of pydantic models and answers of FastAPI: in their serial form, with every fault at its place.

pydantic asks for a schema where a record is the type of a field; nothing else imports it, and the package does not
need it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pilotzones import serial

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema, InitErrorDetails

_AT = re.compile(r"((?:\w+|\[\d+\])(?:\.\w+|\[\d+\])*): (.*)", re.DOTALL)
"""The place of a fault, such as ``item.conditions[0].unit``, and what is wrong there."""


def core_schema_of(kind: type) -> CoreSchema:
    """Describe how pydantic reads and writes a record.

    Args:
        kind: the class of the record.

    Returns:
        A schema that takes the record itself, or plain data as ``serial.to_plain`` writes it, and
        writes plain data.
    """
    from pydantic_core import core_schema  # noqa: PLC0415 - pydantic is loaded: it asks

    def read(value: object) -> object:
        return value if type(value) is kind else _read(value, kind)

    return core_schema.no_info_plain_validator_function(
        read, serialization=core_schema.plain_serializer_function_ser_schema(serial.to_plain)
    )


def json_schema_of(kind: type) -> JsonSchemaValue:
    """Describe the plain data of a record as a JSON Schema, with the records inside it in their places.

    Args:
        kind: the class of the record.
    """
    schema: dict[str, Any] = serial.json_schema(kind)
    inside = schema.pop("$defs")
    del schema["$schema"]
    written: JsonSchemaValue = _in_place(schema, inside)
    return written


def _in_place(schema: Any, inside: dict[str, Any]) -> Any:  # noqa: ANN401 - any part of a schema
    """Put the descriptions of records where they are named: pydantic gives the names of a document itself."""
    if isinstance(schema, list):
        return [_in_place(member, inside) for member in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _in_place(inside[schema["$ref"].rpartition("/")[2]], inside)
    return {key: _in_place(value, inside) for key, value in schema.items()}


def _read(value: object, kind: type) -> object:
    """Read a record from plain data.

    Raises:
        ValidationError: that of pydantic, with one error for each fault.
    """
    from pydantic_core import ValidationError  # noqa: PLC0415 - as above

    try:
        return serial.from_plain(value, kind)
    except serial.SerialError as error:
        faults = [_error_at(fault, value) for fault in error.faults]
        raise ValidationError.from_exception_data(kind.__name__, faults) from error


def _error_at(fault: str, value: object) -> InitErrorDetails:
    from pydantic_core import InitErrorDetails, PydanticCustomError  # noqa: PLC0415 - as above

    at = _AT.fullmatch(fault)
    path, problem = at.groups() if at else ("", fault)
    steps: list[str | int] = [
        int(step[1:-1]) if step.startswith("[") else step for step in re.findall(r"\[\d+\]|\w+", path)
    ]
    for step in steps:
        value = _inside(value, step)
    error = PydanticCustomError("pilotzones_record", "{problem}", {"problem": problem})
    return InitErrorDetails(type=error, loc=tuple(steps), input=value)


def _inside(value: Any, step: str | int) -> object:  # noqa: ANN401 - what was read may be anything
    """Take what stands at a step of a path; None where nothing does."""
    try:
        return value[step]
    except (LookupError, TypeError):
        return None
