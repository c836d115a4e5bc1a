"""A table of the package's own, with the types of its columns, as a frame of whatever kind is wanted."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Union, get_args

from pilotzones.arguments import ArgumentTypeError, quoted

if TYPE_CHECKING:
    import types
    from collections.abc import Callable, Mapping, Sequence

    import duckdb
    from pyspark.sql import SparkSession

CellType = Literal["text", "integer", "number", "date", "boolean"]
Kind = Literal["pandas", "polars", "pyarrow", "duckdb", "pyspark"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Into = Union[Kind, "duckdb.DuckDBPyConnection", "SparkSession"]
"""What a table becomes: a kind of frame by its name, or the DuckDB connection or Spark session it is to lie in."""


class Column(NamedTuple):
    """A column: its type, and what it holds, in a sentence."""

    name: str
    type: CellType
    description: str


class Table(NamedTuple):
    """Rows under typed columns; ``key`` names the columns that tell the rows apart. None is null."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    def renamed(self, names: Mapping[str, str]) -> Table:
        """Give some columns other names."""
        columns = tuple(column._replace(name=names.get(column.name, column.name)) for column in self.columns)
        return self._replace(columns=columns)

    def values(self, place: int) -> list[Any]:
        """Take one column out of the rows."""
        return [row[place] for row in self.rows]


def made(table: Table, into: Into) -> Any:  # noqa: ANN401 - a frame of the kind asked for
    """Make a frame of a table.

    Args:
        table: the table.
        into: ``"pandas"``, ``"polars"``, ``"pyarrow"``, ``"duckdb"`` (on DuckDB's default
            connection), ``"pyspark"`` (in the active session), or a connection or session.

    Raises:
        ArgumentTypeError: for anything else.
        ImportError: if the library is not installed; names the extra.
    """
    if isinstance(into, str) and into in _MAKERS:
        return _MAKERS[into](table)
    module = type(into).__module__
    if module.partition(".")[0] in {"duckdb", "_duckdb"} and hasattr(into, "sql"):
        return into.sql(duckdb_query(table))  # type: ignore[union-attr]
    if module.startswith("pyspark.sql") and hasattr(into, "createDataFrame"):
        return in_spark(table, into)
    msg = (
        f"{quoted(into)} is no kind of frame: give {', '.join(map(repr, KINDS))}, a DuckDB connection or a "
        "Spark session."
    )
    raise ArgumentTypeError(msg)


def library(name: str, extra: str | None = None) -> types.ModuleType:
    """Import a library that an extra brings.

    Raises:
        ImportError: names the extra.
    """
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        msg = f"This needs {name.partition('.')[0]}: pip install 'pilotzones[{extra or name.partition('.')[0]}]'."
        raise ImportError(msg) from missing


_PANDAS_WITH_STR = 3


def _in_pandas(table: Table) -> Any:  # noqa: ANN401 - the library may not be there to name its types
    pandas = library("pandas")
    text = "str" if int(pandas.__version__.partition(".")[0]) >= _PANDAS_WITH_STR else "object"
    types = {"text": text, "integer": "Int64", "number": "float64", "date": "datetime64[s]", "boolean": "boolean"}
    columns = {
        column.name: pandas.Series(table.values(place), dtype=types[column.type])
        for place, column in enumerate(table.columns)
    }
    return pandas.DataFrame(columns)


def _in_polars(table: Table) -> Any:  # noqa: ANN401 - as above
    polars = library("polars")
    types = {
        "text": polars.String,
        "integer": polars.Int64,
        "number": polars.Float64,
        "date": polars.Date,
        "boolean": polars.Boolean,
    }
    schema = {column.name: types[column.type] for column in table.columns}
    return polars.DataFrame(table.rows, schema=schema, orient="row")


def _in_pyarrow(table: Table) -> Any:  # noqa: ANN401 - as above
    arrow = library("pyarrow")
    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "date": arrow.date32(),
        "boolean": arrow.bool_(),
    }
    fields = [
        arrow.field(column.name, types[column.type], metadata={"description": column.description})
        for column in table.columns
    ]
    arrays = [arrow.array(table.values(place), field.type) for place, field in enumerate(fields)]
    schema = arrow.schema(fields, metadata={"description": table.description})
    return arrow.Table.from_arrays(arrays, schema=schema)


def _in_duckdb(table: Table) -> Any:  # noqa: ANN401 - as above
    return library("duckdb").sql(duckdb_query(table))


def _in_the_active_session(table: Table) -> Any:  # noqa: ANN401 - as above
    session = library("pyspark.sql").SparkSession.getActiveSession()
    if session is None:
        msg = "No Spark session is active: start one, or give it in the place of 'pyspark'."
        raise ArgumentTypeError(msg)
    return in_spark(table, session)


def in_spark(table: Table, session: Any) -> Any:  # noqa: ANN401 - as above
    """Make a Spark frame of a table in a session."""
    types = {"text": "STRING", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}
    schema = ", ".join(f"`{column.name}` {types[column.type]}" for column in table.columns)
    return session.createDataFrame(list(table.rows), schema)


def duckdb_query(table: Table) -> str:
    """Write a table as a query of its own."""
    cells, typed = duckdb_parts(table)
    query = f"SELECT {typed} FROM (SELECT {cells})"  # noqa: S608 - names of ours
    return query if table.rows else f"{query} WHERE false"


def duckdb_parts(table: Table) -> tuple[str, str]:
    """Write a table as two selections: its cells as texts, and those with their types.

    A long text split into cells is read a hundred times as quickly as as many literals.
    """
    types = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}
    cells, typed = [], []
    for place, column in enumerate(table.columns):
        values = [None if value is None else str(value) for value in table.values(place)]
        between, null = _two_signs_beside("".join(value for value in values if value is not None))
        whole = sql_text(between.join(null if value is None else value for value in values))
        name = sql_name(column.name)
        cells.append(f"unnest(string_split({whole}, chr({ord(between)}))) AS {name}")
        typed.append(f"CAST(nullif({name}, chr({ord(null)})) AS {types[column.type]}) AS {name}")
    return ", ".join(cells), ", ".join(typed)


def _two_signs_beside(text: str) -> tuple[str, str]:
    """Find two characters that a text does not have: separators of units and records, or private ones."""
    free = (sign for sign in map(chr, (0x1F, 0x1E, *range(0xE000, 0xF900))) if sign not in text)
    return next(free), next(free)


def sql_name(name: str) -> str:
    """Write a name as SQL does."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def sql_text(text: str) -> str:
    """Write a text as SQL does."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


_MAKERS: dict[str, Callable[[Table], Any]] = {
    "pandas": _in_pandas,
    "polars": _in_polars,
    "pyarrow": _in_pyarrow,
    "duckdb": _in_duckdb,
    "pyspark": _in_the_active_session,
}
