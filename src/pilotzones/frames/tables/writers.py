"""Tables as files: CSV and SQLite by the standard library, Parquet, DuckDB and Excel by a library each."""

from __future__ import annotations

import contextlib
import csv
import datetime
import sqlite3
from typing import TYPE_CHECKING, Literal, get_args

from pilotzones.frames.libraries import import_library
from pilotzones.frames.tables.arrow_table import arrow_table
from pilotzones.frames.tables.duckdb_query import quote_text, write_query

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable, Iterator, Sequence

    from pilotzones.frames.tables.table import Table

    Files = list[tuple[str, Table]]

ExportFormat = Literal["parquet", "csv", "sqlite", "duckdb", "excel"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)


def _write_csv(tables: Sequence[Table], folder: pathlib.Path) -> Files:
    for table in tables:
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.names)
            writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return [(f"{table.name}.csv", table) for table in tables]


def _csv_cell(cell: object) -> object:
    """Write true and false as Frictionless and SQL do."""
    return str(cell).lower() if isinstance(cell, bool) else cell


def _write_parquet(tables: Sequence[Table], folder: pathlib.Path) -> Files:
    parquet = import_library("pyarrow.parquet")
    for table in tables:
        # An open file: a path such as s3:/x would be taken for an address.
        with (folder / f"{table.name}.parquet").open("wb") as file:
            parquet.write_table(arrow_table(table), file)
    return [(f"{table.name}.parquet", table) for table in tables]


def _write_sqlite(tables: Sequence[Table], folder: pathlib.Path) -> Files:
    name = "pilotzones.sqlite"
    keys = {table.name: table.key for table in tables}
    with contextlib.closing(sqlite3.connect(folder / name)) as database:
        for table in tables:
            database.execute(_sqlite_definition(table, keys))
            cells = ", ".join("?" * len(table.columns))
            rows = ([str(cell) if isinstance(cell, datetime.date) else cell for cell in row] for row in table.rows)
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({cells})', rows)  # noqa: S608 - names of ours
        database.commit()
    return [(name, table) for table in tables]


def _sqlite_definition(table: Table, keys: dict[str, tuple[str, ...]]) -> str:
    """Define a table; SQLite keeps the comments in its schema."""
    types = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "DATE", "boolean": "BOOLEAN"}
    lines = [f'  "{column.name}" {types[column.type]}, -- {column.description}' for column in table.columns]
    last = ",\n".join(_sqlite_keys(table, keys))
    body = "\n".join([*lines, last])
    return f'CREATE TABLE "{table.name}" ( -- {table.description}\n{body}\n) WITHOUT ROWID'


def _sqlite_keys(table: Table, keys: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Write the keys of a table; a foreign key must be to the whole key of another."""
    key = ", ".join(f'"{name}"' for name in table.key)
    yield f"  PRIMARY KEY ({key})"
    for column, other, name in table.references:
        if keys[other] == (name,):
            yield f'  FOREIGN KEY ("{column}") REFERENCES "{other}" ("{name}")'


def _write_duckdb(tables: Sequence[Table], folder: pathlib.Path) -> Files:
    duckdb = import_library("duckdb")
    name = "pilotzones.duckdb"
    try:
        # An absolute path: md:x would be taken for an address.
        with duckdb.connect(folder.absolute() / name) as database:
            for table in tables:
                database.execute(f'CREATE TABLE "{table.name}" AS {write_query(table)}')
                database.execute(f'COMMENT ON TABLE "{table.name}" IS {quote_text(table.description)}')
                for column in table.columns:
                    about = quote_text(column.description)
                    database.execute(f'COMMENT ON COLUMN "{table.name}"."{column.name}" IS {about}')
            database.execute("CHECKPOINT")  # closing the database does not report a full disk
    except duckdb.Error as error:
        raise OSError(error) from error
    return [(name, table) for table in tables]


def _write_excel(tables: Sequence[Table], folder: pathlib.Path) -> Files:
    from pilotzones.frames.tables.workbook import write_workbook  # noqa: PLC0415 - it needs openpyxl

    name = "pilotzones.xlsx"
    write_workbook(tables, folder / name)
    return [(name, table) for table in tables]


WRITERS: dict[ExportFormat, Callable[[Sequence[Table], pathlib.Path], Files]] = {
    "parquet": _write_parquet,
    "csv": _write_csv,
    "sqlite": _write_sqlite,
    "duckdb": _write_duckdb,
    "excel": _write_excel,
}
