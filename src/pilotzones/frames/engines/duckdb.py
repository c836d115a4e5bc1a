"""DuckDB's relations: nothing runs before the caller asks for rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

from pilotzones.frames.engines.engine import Engine, translation
from pilotzones.frames.libraries import import_library
from pilotzones.frames.tables.duckdb_query import kept_selections, quote_name, quote_text, write_query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilotzones.frames.engines.engine import Content, Frame, Native
    from pilotzones.frames.tables.table import Table


class DuckDB(Engine):
    """Relations of DuckDB, and its connections."""

    ignores_case = True

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
        cells, typed = kept_selections(table)
        ours = self._a_row.project(cells).project(typed)
        ours = ours if table.rows else ours.filter("false")
        return frame.join(nw.from_native(ours), how="left", left_on=on, right_on=table.names[0])

    def make(self, table: Table) -> Native:
        return import_library("duckdb").sql(write_query(table))

    def is_home(self, home: object) -> bool:
        return type(home).__module__.partition(".")[0] in {"duckdb", "_duckdb"} and hasattr(home, "sql")

    def make_in(self, home: Any, table: Table) -> Native:  # noqa: ANN401 - a connection, or the engine's name
        return home.sql(write_query(table)) if self.is_home(home) else self.make(table)
