"""DuckDB's relations: nothing runs before the caller asks for rows."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import narwhals as nw

from pilotzones.frames.engines.engine import Engine, import_library, translation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilotzones.frames.engines.engine import Content, Frame, Native
    from pilotzones.frames.tables.table import Table

_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}
_SEPARATORS = (0x1F, 0x1E, *range(0xE000, 0xF900))  # of units and of records, and the private characters


class DuckDB(Engine):
    """Relations of DuckDB, and its connections."""

    ignores_case = True
    runs_sql = True

    def __init__(self, a_row: Native = None) -> None:
        """Hold a relation of one row that tables are made of, in the connection of the caller's frame."""
        self._a_row = a_row

    def at_home(self, native: Native) -> DuckDB:
        # Of the caller's own frame: made of what was joined already, each join would repeat all those before it.
        return DuckDB(native.limit(0).aggregate("count(*) AS n"))

    def rename(self, native: Native, names: Sequence[str]) -> Native:
        pairs = zip(native.columns, names, strict=True)
        return native.project(", ".join(f"{quote_name(old)} AS {quote_name(new)}" for old, new in pairs))

    def content_of(self, frame: Frame, column: str) -> Content:
        native = nw.to_native(frame)
        is_null = str(native.types[native.columns.index(column)]) == '"NULL"'
        return "null" if is_null else super().content_of(frame, column)

    def translate(self, frame: Frame, column: str, characters: Mapping[str, str], into: str) -> Frame:
        # Dozens of nested calls of replace() would cost the optimiser seconds.
        old, new = map(quote_text, translation(characters))
        text = f"translate({quote_name(column)}, {old}, {new})"
        return nw.from_native(nw.to_native(frame).project(f"*, {text} AS {quote_name(into)}"))

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        # Relations of two connections cannot be joined: ours is made of a row of the caller's own.
        cells, typed = _kept_selections(table)
        ours = self._a_row.project(cells).project(typed)
        ours = ours if table.rows else ours.filter("false")
        return frame.join(nw.from_native(ours), how="left", left_on=on, right_on=table.names[0])

    def make(self, table: Table) -> Native:
        return import_library("duckdb").sql(write_query(table))

    def is_home(self, home: object) -> bool:
        return type(home).__module__.partition(".")[0] in {"duckdb", "_duckdb"} and hasattr(home, "sql")

    def make_in(self, home: Any, table: Table) -> Native:  # noqa: ANN401 - a connection, or the engine's name
        return home.sql(write_query(table)) if self.is_home(home) else self.make(table)


def write_query(table: Table) -> str:
    """Write a table as a query that selects from nothing else."""
    cells, typed = _selections(table)
    query = f"SELECT {typed} FROM (SELECT {cells})"  # noqa: S608 - names of ours
    return query if table.rows else f"{query} WHERE false"


def quote_name(name: str) -> str:
    """Write a name in SQL."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def quote_text(text: str) -> str:
    """Write a text in SQL."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _selections(table: Table) -> tuple[str, str]:
    """Write a table as two selections: its cells as texts, and those with their types.

    DuckDB reads one long text that is split into cells a hundred times as fast as as many literals.
    """
    cells, typed = [], []
    for index, column in enumerate(table.columns):
        values = [None if value is None else str(value) for value in table.values(index)]
        between, null = _two_characters_not_in("".join(value for value in values if value is not None))
        whole = quote_text(between.join(null if value is None else value for value in values))
        name = quote_name(column.name)
        cells.append(f"unnest(string_split({whole}, chr({ord(between)}))) AS {name}")
        typed.append(f"CAST(nullif({name}, chr({ord(null)})) AS {_TYPES[column.type]}) AS {name}")
    return ", ".join(cells), ", ".join(typed)


_kept_selections = functools.lru_cache(16)(_selections)  # every call joins the same tables


def _two_characters_not_in(text: str) -> tuple[str, str]:
    free = (character for character in map(chr, _SEPARATORS) if character not in text)
    return next(free), next(free)
