"""What differs from one kind of frame to another: reading texts, and joining a table of ours.

In memory, texts are read by the same functions that answer one question, once for each distinct text. Where the work is
done by SQL (DuckDB, Spark) they are read by expressions that say the same.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Protocol

import narwhals as nw

from pilotzones.frames.table import duckdb_query, in_spark, made

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilotzones.frames.table import Table
    from pilotzones.frames.texts import Reader

Frame = Any  # nw.DataFrame or nw.LazyFrame: what is done here is done to both alike


class Engine(Protocol):
    """A kind of frame."""

    folds_case: bool
    """Whether columns whose names differ in case alone are one column to it."""

    def read(self, frame: Frame, column: str, reader: Reader, into: str) -> Frame:
        """Add what a reader makes of the texts of a column: a number each, null for null."""
        return reader.in_sql(frame, self, column, into)

    def in_utc(self, column: str) -> nw.Expr:
        """Give a column of instants such that they can be compared with others of any time zone."""
        return nw.col(column)

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

    def read(self, frame: Frame, column: str, reader: Reader, into: str) -> Frame:
        import pandas as pd  # noqa: PLC0415 - it is the caller's

        native = nw.to_native(frame)
        places, distinct = pd.factorize(native[column])
        numbers = pd.array([*map(reader.number, distinct), None], dtype="Int64")
        return nw.from_native(native.assign(**{into: numbers.take(places)}))

    def midnights(self, column: str) -> tuple[nw.Expr, Callable[[datetime.date], datetime.date]]:
        moment = nw.col(column)  # pandas has no type of days
        midnight = nw.when(moment == moment.dt.truncate("1d")).then(moment)
        return midnight, lambda day: datetime.datetime.combine(day, datetime.time())

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        native = nw.to_native(frame)
        joined = native.merge(made(table, "pandas"), how="left", left_on=on, right_on=table.names[0])
        return nw.from_native(joined.set_axis(native.index).drop(columns=table.names[0]))


class Polars(Engine):
    """Polars, eager and lazy: a lazy frame stays lazy, and streams."""

    folds_case = False

    def read(self, frame: Frame, column: str, reader: Reader, into: str) -> Frame:
        import polars as pl  # noqa: PLC0415 - it is the caller's

        def numbers(texts: pl.Series) -> pl.Series:
            odd = (texts.filter(~texts.str.contains(reader.plain)) if reader.plain else texts.drop_nulls()).unique()
            read = [str(reader.number(text)) for text in odd]
            return (texts.replace(odd, pl.Series(read, dtype=pl.String)) if len(odd) else texts).cast(pl.Int64)

        made_of = pl.col(column).cast(pl.String).map_batches(numbers, pl.Int64, is_elementwise=True)
        return nw.from_native(nw.to_native(frame).with_columns(made_of.alias(into)))

    def in_utc(self, column: str) -> nw.Expr:
        return nw.col(column).dt.convert_time_zone("UTC")

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

    def read(self, frame: Frame, column: str, reader: Reader, into: str) -> Frame:
        import pyarrow as pa  # noqa: PLC0415 - it is the caller's

        native = nw.to_native(frame)
        texts = native[column].cast(pa.string())
        distinct = texts.unique().drop_null()
        numbers = pa.array(map(reader.number, distinct.to_pylist()), pa.int64())
        return nw.from_native(native.append_column(into, numbers.take(_places(texts, distinct))))

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


class DuckDB(Engine):
    """DuckDB relations: nothing runs before the caller asks for rows."""

    folds_case = True

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        # The relation's own connection makes ours, since two connections' relations cannot be joined.
        ours = nw.to_native(frame).query("pilotzones_frame", duckdb_query(table))
        return frame.join(nw.from_native(ours), how="left", left_on=on, right_on=table.names[0])


class Spark(Engine):
    """PySpark frames: our tables are broadcast, and nothing runs in Python."""

    folds_case = True

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
