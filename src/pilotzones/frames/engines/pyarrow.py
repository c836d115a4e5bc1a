"""PyArrow's tables; Acero's join would lose the order of the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

from pilotzones.frames.engines.engine import Engine
from pilotzones.frames.evaluation import evaluating
from pilotzones.frames.tables.arrow_table import arrow_table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Sequence

    from pilotzones.frames.engines.engine import Content, Frame, Native
    from pilotzones.frames.tables.table import Table
    from pilotzones.frames.texts import Reader


class PyArrow(Engine):
    """Tables of PyArrow."""

    def rename(self, native: Native, names: Sequence[str]) -> Native:
        return native.rename_columns(list(names))

    def content_of(self, frame: Frame, column: str) -> Content:
        import pyarrow as pa

        kind = nw.to_native(frame).schema.field(column).type
        if pa.types.is_dictionary(kind):
            is_text = pa.types.is_string(kind.value_type) or pa.types.is_large_string(kind.value_type)
            return "text" if is_text else "other"
        if pa.types.is_null(kind):
            return "null"
        return "day" if pa.types.is_date64(kind) else super().content_of(frame, column)

    def read(self, frame: Frame, column: str, reader: Reader, into: str) -> Frame:
        import pyarrow as pa

        native = nw.to_native(frame)
        texts = native[column].cast(pa.string())
        distinct = texts.unique().drop_null()
        with evaluating(frame):
            values = distinct.to_pylist()
        numbers = pa.array(map(reader.number, values), pa.int64())
        return nw.from_native(native.append_column(into, numbers.take(_indexes(texts, distinct))))

    def instants(self, frame: Frame, column: str) -> tuple[nw.Expr, Callable[[datetime.datetime], nw.Expr]]:
        kind = frame.collect_schema()[column]
        return nw.col(column), lambda instant: nw.lit(instant, kind)

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        native = nw.to_native(frame)
        ours = self.make(table)
        key, *names = table.names
        indexes = _indexes(native[on], ours[key])
        for name in names:
            native = native.append_column(name, ours[name].take(indexes))
        return nw.from_native(native)

    def make(self, table: Table) -> Native:
        return arrow_table(table)


def _indexes(values: Any, among: Any) -> Any:  # noqa: ANN401 - PyArrow is not typed
    """Find the index of each value among others; null if it is not there."""
    import pyarrow.compute as pc

    return pc.call_function("index_in", [values], pc.SetLookupOptions(among))
