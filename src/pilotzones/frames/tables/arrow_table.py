"""A table as one of PyArrow, which Parquet is written from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotzones.frames.libraries import import_library

if TYPE_CHECKING:
    from pilotzones.frames.tables.table import Table


def arrow_table(table: Table) -> Any:  # noqa: ANN401 - PyArrow is not typed
    """Make a table of PyArrow, with the types of the columns and a sentence on each.

    Raises:
        ImportError: if PyArrow is not installed; names the extra.
    """
    pa = import_library("pyarrow")
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "date": pa.date32(),
        "boolean": pa.bool_(),
    }
    fields = [
        pa.field(column.name, types[column.type], metadata={"description": column.description})
        for column in table.columns
    ]
    arrays = [pa.array(table.values(index), field.type) for index, field in enumerate(fields)]
    schema = pa.schema(fields, metadata={"description": table.description})
    return pa.Table.from_arrays(arrays, schema=schema)
