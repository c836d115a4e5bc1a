"""What every record does besides holding its fields: it prints as the call that gives it, and pydantic can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class Record:
    """The base of all records.

    What it needs is above the records in the layers, and is imported only when a record is shown or pydantic asks.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        from pilotzones.calls import shown  # noqa: PLC0415 - see above

        return shown(self)

    @property
    def _repr_pretty_(self) -> Callable[[Any, bool], None]:
        """What prints it for Hypothesis, which would otherwise list the fields of an attrs class.

        A property, because Hypothesis asks the class for it too, and would call what it finds there.
        """

        def print_to(printer: Any, cycle: bool) -> None:  # noqa: ANN401, FBT001 - as Hypothesis calls it
            printer.text("..." if cycle else repr(self))

        return print_to

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        """Describe to pydantic how the record is read and written: in its serial form."""
        from pilotzones.pydantic_schemas import core_schema_of  # noqa: PLC0415 - see above

        return core_schema_of(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the serial form to pydantic as a JSON Schema."""
        from pilotzones.pydantic_schemas import json_schema_of  # noqa: PLC0415 - see above

        return json_schema_of(cls)
