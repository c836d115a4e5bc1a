"""What an engine does, and the names of all engines.

In memory, texts are read by the same functions that answer one question, once for each distinct text. Where the work is
done by SQL (DuckDB, Spark) they are read by expressions that give the same results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, Union, get_args

import narwhals as nw

from pilotzones.frames.expressions import replace_characters

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping, Sequence

    import duckdb
    from pyspark.sql import SparkSession

    from pilotzones.frames.tables.table import Table
    from pilotzones.frames.texts import Reader

EngineName = Literal["pandas", "polars", "pyarrow", "duckdb", "pyspark"]
ENGINE_NAMES: tuple[EngineName, ...] = get_args(EngineName)
"""Each is the name of a library, of the extra that brings it, and of the module here that knows it."""

if TYPE_CHECKING:
    Into = Union[EngineName, duckdb.DuckDBPyConnection, SparkSession]
else:
    Into = Union[EngineName, Any]  # who reads annotations at run time may have neither library
"""What a table becomes: a frame of an engine, or one inside a DuckDB connection or Spark session."""

Frame = Any  # nw.DataFrame or nw.LazyFrame: both are used in the same way
Native = Any  # a frame of the caller's library

Content = Literal["text", "integer", "day", "time", "instant", "object", "null", "other"]
"""What a column holds: ``time`` is a datetime without a time zone, ``instant`` one with one, ``null`` no value."""


class Engine(Protocol):
    """A library of frames: reading a caller's frame, joining a table of ours to it, and making a frame of a table.

    A module here imports its library inside its methods: only when a frame of it is passed in or asked for.
    """

    ignores_case: bool = False
    """Whether two names that differ in case alone are one column to it."""

    def at_home(self, native: Native) -> Engine:
        """Give the engine for the work on a caller's frame."""
        del native
        return self

    def rename(self, native: Native, names: Sequence[str]) -> Native:
        """Give all columns new names, in their order."""
        ...

    def content_of(self, frame: Frame, column: str) -> Content:
        """Find out what a column holds."""
        kind = frame.collect_schema()[column]
        if isinstance(kind, nw.Datetime):
            return "instant" if kind.time_zone else "time"
        if kind.is_integer():
            return "integer"
        if isinstance(kind, (nw.String, nw.Categorical, nw.Enum)):
            return "text"
        return "day" if isinstance(kind, nw.Date) else "other"

    def read(self, frame: Frame, column: str, reader: Reader, into: str) -> Frame:
        """Add the numbers that a reader makes of a column's texts; null for null."""
        return reader.in_sql(frame, self, column, into)

    def translate(self, frame: Frame, column: str, characters: Mapping[str, str], into: str) -> Frame:
        """Add a column of texts with some characters replaced by others, or left out."""
        return frame.with_columns(replace_characters(nw.col(column), characters).alias(into))

    def instants(self, frame: Frame, column: str) -> tuple[nw.Expr, Callable[[datetime.datetime], nw.Expr]]:
        """Give a column of instants, and how to write an instant in UTC so that it can be compared with them."""
        del frame
        return nw.col(column), nw.lit

    def midnights(self, column: str) -> tuple[nw.Expr, Callable[[datetime.date], datetime.date]]:
        """Give the midnights of a column of datetimes as days, null for the rest, and what to compare them with."""
        day = nw.col(column).dt.date()
        return nw.when(day == nw.col(column)).then(day), lambda day: day

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        """Add the columns of a table by its key, which is its first column; keep every row, and their order."""
        ...

    def make(self, table: Table) -> Native:
        """Make a frame of a table.

        Raises:
            ImportError: if the library is not installed; names the extra.
        """
        ...

    def is_home(self, home: object) -> bool:
        """Tell whether something is a connection or session of the engine, in which a frame can be made."""
        del home
        return False

    def make_in(self, home: Any, table: Table) -> Native:  # noqa: ANN401 - a connection or session of any library
        """Make a frame of a table in a connection or session of the engine, or where its name alone is given."""
        del home
        return self.make(table)


def translation(characters: Mapping[str, str]) -> tuple[str, str]:
    """Write replacements as SQL's translate() takes them: the old characters, and the new ones of the first of them."""
    kept = {old: new for old, new in characters.items() if new}
    left_out = [old for old, new in characters.items() if not new]
    return "".join([*kept, *left_out]), "".join(kept.values())
