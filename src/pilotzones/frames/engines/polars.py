"""Polars, eager and lazy: a lazy frame stays lazy, and streams."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from pilotzones.frames.engines.engine import Engine
from pilotzones.frames.libraries import import_library

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Sequence

    import polars as pl

    from pilotzones.frames.engines.engine import Content, Frame, Native
    from pilotzones.frames.tables.table import Table
    from pilotzones.frames.texts import Reader


class Polars(Engine):
    """Frames and lazy frames of Polars."""

    def rename(self, native: Native, names: Sequence[str]) -> Native:
        return native.rename(dict(zip(native.collect_schema().names(), names, strict=True)))

    def content_of(self, frame: Frame, column: str) -> Content:
        import polars as pl

        is_null = nw.to_native(frame).collect_schema()[column] == pl.Null
        return "null" if is_null else super().content_of(frame, column)

    def read(self, frame: Frame, column: str, reader: Reader, into: str) -> Frame:
        import polars as pl

        def numbers(texts: pl.Series) -> pl.Series:
            odd = (texts.filter(~texts.str.contains(reader.plain)) if reader.plain else texts.drop_nulls()).unique()
            read = [str(reader.number(text)) for text in odd]
            return (texts.replace(odd, pl.Series(read, dtype=pl.String)) if len(odd) else texts).cast(pl.Int64)

        texts = pl.col(column).cast(pl.String)
        read = texts.map_batches(numbers, pl.Int64, is_elementwise=True)
        return nw.from_native(nw.to_native(frame).with_columns(read.alias(into)))

    def instants(self, frame: Frame, column: str) -> tuple[nw.Expr, Callable[[datetime.datetime], nw.Expr]]:
        del frame
        return nw.col(column).dt.convert_time_zone("UTC"), nw.lit

    def join(self, frame: Frame, table: Table, on: str) -> Frame:
        ours = self.make(table)
        return nw.from_native(
            nw.to_native(frame).join(
                ours.lazy() if isinstance(frame, nw.LazyFrame) else ours,
                left_on=on,
                right_on=table.names[0],
                how="left",
                maintain_order="left",
            )
        )

    def make(self, table: Table) -> Native:
        pl = import_library("polars")
        types = {
            "text": pl.String,
            "integer": pl.Int64,
            "number": pl.Float64,
            "date": pl.Date,
            "boolean": pl.Boolean,
        }
        schema = {column.name: types[column.type] for column in table.columns}
        return pl.DataFrame(table.rows, schema=schema, orient="row")
