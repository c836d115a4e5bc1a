"""pandas: a frame keeps its index."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import narwhals as nw

from pilotzones.frames.engines.engine import Engine
from pilotzones.frames.libraries import import_library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pilotzones.frames.engines.engine import Content, Frame, Native
    from pilotzones.frames.tables.table import Table
    from pilotzones.frames.texts import Reader

_TYPES = {"integer": "Int64", "number": "float64", "date": "datetime64[s]", "boolean": "boolean"}
_FIRST_WITH_STR = 3
_OF_ONE_KIND = {"string", "empty", "date", "datetime", "integer"}
"""Columns of objects, as pandas names their kind, of which equal values mean the same."""


class Pandas(Engine):
    """Frames of pandas."""

    def rename(self, native: Native, names: Sequence[str]) -> Native:
        return native.set_axis(list(names), axis="columns")

    def content_of(self, frame: Frame, column: str) -> Content:
        import pandas as pd

        values = nw.to_native(frame)[column]
        kind = values.dtype
        if isinstance(kind, pd.CategoricalDtype):
            if kind.categories.empty:  # of any type: without a value pandas chooses that of numbers
                return "null"
            return "text" if pd.api.types.infer_dtype(kind.categories) == "string" else "other"
        if isinstance(kind, pd.DatetimeTZDtype):  # narwhals does not read a time zone with an underscore
            return "instant"
        if str(kind).startswith("timestamp["):
            return "instant" if kind.pyarrow_dtype.tz else "time"
        if str(kind) in {"object", "null[pyarrow]"}:
            of_objects: dict[str, Content] = {"string": "text", "empty": "null"}
            return of_objects.get(pd.api.types.infer_dtype(values), "object")
        return super().content_of(frame, column)

    def read(self, frame: Frame, column: str, reader: Reader, into: str) -> Frame:
        import pandas as pd

        native = nw.to_native(frame)
        values = native[column]
        if values.dtype == object and pd.api.types.infer_dtype(values) not in _OF_ONE_KIND:
            # Values of several kinds may be equal and mean different things: 330100 and 330100.0, a day and a month.
            indexes, distinct = [-1 if missing else index for index, missing in enumerate(values.isna())], values
        else:
            indexes, distinct = pd.factorize(values)
        numbers = pd.array([*map(reader.number, distinct), None], dtype="Int64")
        return nw.from_native(native.assign(**{into: numbers.take(indexes)}))

    def midnights(self, column: str) -> tuple[nw.Expr, Callable[[datetime.date], datetime.date]]:
        moment = nw.col(column)  # pandas does not have a type for days
        midnight = nw.when(moment == moment.dt.truncate("1d")).then(moment)
        return midnight, lambda day: datetime.datetime.combine(day, datetime.time())

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        native = nw.to_native(frame)
        ours = self.make(table.renamed({table.names[0]: on}))
        return nw.from_native(native.merge(ours, how="left", on=on).set_axis(native.index))

    def make(self, table: Table) -> Native:
        pd = import_library("pandas")
        text = "str" if int(pd.__version__.partition(".")[0]) >= _FIRST_WITH_STR else "object"
        return pd.DataFrame(
            {
                column.name: pd.Series(table.values(index), dtype=_TYPES.get(column.type, text))
                for index, column in enumerate(table.columns)
            }
        )
