"""PySpark: our tables are broadcast, and nothing runs in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

from pilotzones.arguments import ArgumentTypeError
from pilotzones.frames.engines.engine import Engine, translation
from pilotzones.frames.libraries import import_library

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilotzones.frames.engines.engine import Content, Frame, Native
    from pilotzones.frames.tables.table import Table

_TYPES = {"text": "STRING", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}


class PySpark(Engine):
    """Frames of Spark and of Spark Connect, and their sessions."""

    ignores_case = True

    def rename(self, native: Native, names: Sequence[str]) -> Native:
        return native.toDF(*names)

    def content_of(self, frame: Frame, column: str) -> Content:
        kind = nw.to_native(frame).schema[column].dataType
        return "null" if kind.typeName() == "void" else super().content_of(frame, column)

    def translate(self, frame: Frame, column: str, characters: Mapping[str, str], into: str) -> Frame:
        from pyspark.sql import functions

        text = functions.translate(column, *translation(characters))
        return nw.from_native(nw.to_native(frame).withColumn(into, text))

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        ours = _make(nw.to_native(frame).sparkSession, table).hint("broadcast")
        return frame.join(nw.from_native(ours), how="left", left_on=on, right_on=table.names[0])

    def make(self, table: Table) -> Native:
        session = import_library("pyspark.sql").SparkSession.getActiveSession()
        if session is None:
            msg = "There is no active Spark session: start one, or pass it instead of 'pyspark'."
            raise ArgumentTypeError(msg)
        return _make(session, table)

    def is_home(self, home: object) -> bool:
        return type(home).__module__.startswith("pyspark.sql") and hasattr(home, "createDataFrame")

    def make_in(self, home: Any, table: Table) -> Native:  # noqa: ANN401 - a session, or the engine's name
        return _make(home, table) if self.is_home(home) else self.make(table)


def _make(session: Any, table: Table) -> Native:  # noqa: ANN401 - a session of Spark or of Spark Connect
    schema = ", ".join(f"`{column.name}` {_TYPES[column.type]}" for column in table.columns)
    return session.createDataFrame(list(table.rows), schema)
