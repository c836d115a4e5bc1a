"""What differs from one kind of frame to another: types, reading texts, joining a table of ours.

In memory, texts are read by the same functions that answer one question, once for each distinct text. Where the work is
done by SQL (DuckDB, Spark) they are read by expressions that say the same.
"""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, Any, Literal, Protocol

import narwhals as nw

from pilotzones.frames.tables.table import duckdb_parts, in_spark, made, sql_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pilotzones.frames.tables.table import Table
    from pilotzones.frames.texts import Reader

Frame = Any  # nw.DataFrame or nw.LazyFrame: what is done here is done to both alike
Native = Any  # a frame of the caller's library

Held = Literal["text", "integer", "day", "time", "instant", "object", "null", "other"]
"""What a column holds: ``time`` is a datetime without a time zone, ``instant`` one with one, ``null`` no value."""


class Engine(Protocol):
    """A kind of frame."""

    folds_case: bool
    """Whether columns whose names differ in case alone are one column to it."""

    def renamed(self, native: Native, names: Sequence[str]) -> Native:
        """Name the columns anew, in their order."""
        ...

    def held(self, frame: Frame, column: str) -> Held:
        """Tell what a column holds."""
        kind = frame.collect_schema()[column]
        if isinstance(kind, nw.Datetime):
            return "instant" if kind.time_zone else "time"
        if kind.is_integer():
            return "integer"
        if isinstance(kind, (nw.String, nw.Categorical, nw.Enum)):
            return "text"
        return "day" if isinstance(kind, nw.Date) else "other"

    def read(self, frame: Frame, column: str, reader: Reader, into: str) -> Frame:
        """Add what a reader makes of the texts of a column: a number each, null for null."""
        return reader.in_sql(frame, self, column, into)

    def instants(self, frame: Frame, column: str) -> tuple[nw.Expr, Callable[[datetime.datetime], nw.Expr]]:
        """Give a column of instants, and how an instant in UTC is written to be compared with it."""
        del frame
        return nw.col(column), nw.lit

    def midnights(self, column: str) -> tuple[nw.Expr, Callable[[datetime.date], datetime.date]]:
        """Give the midnights of a column of datetimes as days, null for the rest, and what to compare them with."""
        day = nw.col(column).dt.date()
        return nw.when(day == nw.col(column)).then(day), lambda day: day

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        """Add the columns of a table by its key, which is its first column; keeps every row, and their order."""
        ...


class Pandas(Engine):
    """pandas: the index is kept."""

    folds_case = False

    def renamed(self, native: Native, names: Sequence[str]) -> Native:
        return native.set_axis(list(names), axis="columns")

    def held(self, frame: Frame, column: str) -> Held:
        import pandas as pd  # noqa: PLC0415 - it is the caller's

        values = nw.to_native(frame)[column]
        kind = values.dtype
        if isinstance(kind, pd.CategoricalDtype):
            return "text" if pd.api.types.infer_dtype(kind.categories) in {"string", "empty"} else "other"
        if isinstance(kind, pd.DatetimeTZDtype):  # narwhals knows no time zone with an underscore
            return "instant"
        if str(kind).startswith("timestamp["):
            return "instant" if kind.pyarrow_dtype.tz else "time"
        if str(kind) in {"object", "null[pyarrow]"}:
            return {"string": "text", "empty": "null"}.get(pd.api.types.infer_dtype(values), "object")  # type: ignore[return-value]
        return super().held(frame, column)

    def read(self, frame: Frame, column: str, reader: Reader, into: str) -> Frame:
        import pandas as pd  # noqa: PLC0415 - it is the caller's

        native = nw.to_native(frame)
        values = native[column]
        try:
            places, distinct = pd.factorize(values)
        except TypeError:  # a list or a dictionary among the objects
            places, distinct = [-1 if missing else place for place, missing in enumerate(values.isna())], values
        numbers = pd.array([*map(reader.number, distinct), None], dtype="Int64")
        return nw.from_native(native.assign(**{into: numbers.take(places)}))

    def midnights(self, column: str) -> tuple[nw.Expr, Callable[[datetime.date], datetime.date]]:
        moment = nw.col(column)  # pandas has no type of days
        midnight = nw.when(moment == moment.dt.truncate("1d")).then(moment)
        return midnight, lambda day: datetime.datetime.combine(day, datetime.time())

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        native = nw.to_native(frame)
        ours = made(table.renamed({table.names[0]: on}), "pandas")
        return nw.from_native(native.merge(ours, how="left", on=on).set_axis(native.index))


class Polars(Engine):
    """Polars, eager and lazy: a lazy frame stays lazy, and streams."""

    folds_case = False

    def renamed(self, native: Native, names: Sequence[str]) -> Native:
        return native.rename(dict(zip(native.collect_schema().names(), names, strict=True)))

    def held(self, frame: Frame, column: str) -> Held:
        import polars as pl  # noqa: PLC0415 - it is the caller's

        return "null" if nw.to_native(frame).collect_schema()[column] == pl.Null else super().held(frame, column)

    def read(self, frame: Frame, column: str, reader: Reader, into: str) -> Frame:
        import polars as pl  # noqa: PLC0415 - it is the caller's

        def numbers(texts: pl.Series) -> pl.Series:
            odd = (texts.filter(~texts.str.contains(reader.plain)) if reader.plain else texts.drop_nulls()).unique()
            read = [str(reader.number(text)) for text in odd]
            return (texts.replace(odd, pl.Series(read, dtype=pl.String)) if len(odd) else texts).cast(pl.Int64)

        made_of = pl.col(column).cast(pl.String).map_batches(numbers, pl.Int64, is_elementwise=True)
        return nw.from_native(nw.to_native(frame).with_columns(made_of.alias(into)))

    def instants(self, frame: Frame, column: str) -> tuple[nw.Expr, Callable[[datetime.datetime], nw.Expr]]:
        del frame
        return nw.col(column).dt.convert_time_zone("UTC"), nw.lit

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        native = nw.to_native(frame)
        ours = made(table, "polars")
        return nw.from_native(
            native.join(
                ours.lazy() if isinstance(frame, nw.LazyFrame) else ours,
                left_on=on,
                right_on=table.names[0],
                how="left",
                maintain_order="left",
            )
        )


class Arrow(Engine):
    """PyArrow tables; Acero's join would lose the order of the rows."""

    folds_case = False

    def renamed(self, native: Native, names: Sequence[str]) -> Native:
        return native.rename_columns(list(names))

    def held(self, frame: Frame, column: str) -> Held:
        import pyarrow as pa  # noqa: PLC0415 - it is the caller's

        kind = nw.to_native(frame).schema.field(column).type
        if pa.types.is_dictionary(kind):
            texts = pa.types.is_string(kind.value_type) or pa.types.is_large_string(kind.value_type)
            return "text" if texts else "other"
        if pa.types.is_null(kind):
            return "null"
        return "day" if pa.types.is_date64(kind) else super().held(frame, column)

    def read(self, frame: Frame, column: str, reader: Reader, into: str) -> Frame:
        import pyarrow as pa  # noqa: PLC0415 - it is the caller's

        native = nw.to_native(frame)
        texts = native[column].cast(pa.string())
        distinct = texts.unique().drop_null()
        numbers = pa.array(map(reader.number, distinct.to_pylist()), pa.int64())
        return nw.from_native(native.append_column(into, numbers.take(_places(texts, distinct))))

    def instants(self, frame: Frame, column: str) -> tuple[nw.Expr, Callable[[datetime.datetime], nw.Expr]]:
        kind = frame.collect_schema()[column]
        return nw.col(column), lambda instant: nw.lit(instant, kind)

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        native = nw.to_native(frame)
        ours = made(table, "pyarrow")
        key, *names = table.names
        found = _places(native[on], ours[key])
        for name in names:
            native = native.append_column(name, ours[name].take(found))
        return nw.from_native(native)


def _places(values: Any, among: Any) -> Any:  # noqa: ANN401 - PyArrow has no types
    """Find the place of each value among others; null if it is not there."""
    import pyarrow.compute as pc  # noqa: PLC0415 - the values are its own

    return pc.call_function("index_in", [values], pc.SetLookupOptions(among))


_parts = functools.lru_cache(8)(duckdb_parts)  # of the same tables at every call


class DuckDB(Engine):
    """DuckDB relations: nothing runs before the caller asks for rows."""

    folds_case = True

    def renamed(self, native: Native, names: Sequence[str]) -> Native:
        pairs = zip(native.columns, names, strict=True)
        return native.project(", ".join(f"{sql_name(old)} AS {sql_name(new)}" for old, new in pairs))

    def held(self, frame: Frame, column: str) -> Held:
        native = nw.to_native(frame)
        is_null = str(native.types[native.columns.index(column)]) == '"NULL"'
        return "null" if is_null else super().held(frame, column)

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        # Two connections' relations cannot be joined: ours is made of a row of the caller's own.
        cells, typed = _parts(table)
        ours = nw.to_native(frame).limit(0).aggregate("count(*) AS n").project(cells).project(typed)
        ours = ours if table.rows else ours.filter("false")
        return frame.join(nw.from_native(ours), how="left", left_on=on, right_on=table.names[0])


class Spark(Engine):
    """PySpark frames: our tables are broadcast, and nothing runs in Python."""

    folds_case = True

    def renamed(self, native: Native, names: Sequence[str]) -> Native:
        return native.toDF(*names)

    def held(self, frame: Frame, column: str) -> Held:
        kind = nw.to_native(frame).schema[column].dataType
        return "null" if kind.typeName() == "void" else super().held(frame, column)

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        ours = in_spark(table, nw.to_native(frame).sparkSession).hint("broadcast")
        return frame.join(nw.from_native(ours), how="left", left_on=on, right_on=table.names[0])


ENGINES: dict[nw.Implementation, Engine] = {
    nw.Implementation.PANDAS: Pandas(),
    nw.Implementation.POLARS: Polars(),
    nw.Implementation.PYARROW: Arrow(),
    nw.Implementation.DUCKDB: DuckDB(),
    nw.Implementation.PYSPARK: Spark(),
    nw.Implementation.PYSPARK_CONNECT: Spark(),
}
