"""``export``: all tables in a folder, in a format that other tools read, with types and descriptions."""

from __future__ import annotations

import contextlib
import csv
import datetime
import json
import os
import pathlib
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, get_args

from pilotzones.arguments import check_word
from pilotzones.dataset import Dataset
from pilotzones.frames.engines import make_frame
from pilotzones.frames.engines.duckdb import quote_text, write_query
from pilotzones.frames.engines.engine import import_library
from pilotzones.frames.errors import ExportError
from pilotzones.frames.tables.record_tables import TABLES
from pilotzones.frames.tables.table import Table
from pilotzones.paths import as_path
from pilotzones.substitution import asked

Files = list[tuple[str, Table]]

ExportFormat = Literal["parquet", "csv", "sqlite", "duckdb"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)


def export(
    folder: str | os.PathLike[str],
    format: ExportFormat = "parquet",  # noqa: A002 - as the command line has it
    *,
    dataset: Dataset | None = None,
) -> tuple[pathlib.Path, ...]:
    """Write every table into a new folder, with a Frictionless ``datapackage.json`` that describes them.

    Args:
        folder: the path of a folder that does not exist yet, or is empty.
        format: ``"parquet"`` (extra "pyarrow") or ``"csv"``, one file per table; ``"sqlite"`` or
            ``"duckdb"`` (extra of that name), one database. Types, keys and comments are kept where
            the format has them. CSV has no null: a blank cell is null, except a remark whose
            ``remark_known`` is yes or paraphrase, which is empty.
        dataset: the dataset to ask; None for the default one.

    Returns:
        The files written, in the order of their names.

    Raises:
        ArgumentTypeError, InvalidPathError: if folder is not a path, or the format is not one of these words.
        ExportError: if the folder has files in it or cannot be written; nothing is left half written.
        ImportError: if the format's library is not installed; names the extra.

    Source:
        The documents that ``sources()`` names.
    """
    target = as_path("folder", folder)
    check_word("format", format, EXPORT_FORMATS)
    data = asked(dataset)
    tables = [make(data) for make in TABLES.values()]
    with _all_or_nothing(target) as temporary:
        package = _package(_WRITERS[format](tables, temporary), data.data_version())
        (temporary / "datapackage.json").write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return tuple(sorted(target.iterdir()))


@contextlib.contextmanager
def _all_or_nothing(folder: pathlib.Path) -> Iterator[pathlib.Path]:
    """Give a temporary folder to write into; its files move to the folder once all are written.

    An existing empty folder is filled and not replaced: it may be mounted or linked, or the working folder.

    Raises:
        ExportError: if that fails; then everything is as it was, also in the folders above.
    """
    try:
        with contextlib.ExitStack() as undoing:
            _check_empty(folder)
            exists = folder.is_dir()
            for missing in reversed([above for above in folder.parents if not above.exists()]):
                missing.mkdir()
                undoing.callback(missing.rmdir)
            temporary = (folder if exists else folder.parent) / f".pilotzones.{secrets.token_hex(4)}"
            undoing.callback(shutil.rmtree, temporary, ignore_errors=True)
            temporary.mkdir()
            yield temporary
            if exists:
                for file in tuple(temporary.iterdir()):
                    undoing.callback(file.rename(folder / file.name).unlink)
                temporary.rmdir()
            else:
                temporary.rename(folder)
            undoing.pop_all()
    except ExportError:
        raise
    except (OSError, sqlite3.Error) as error:
        msg = f"{folder} cannot be written ({error}). Nothing was left there."
        raise ExportError(msg) from error


def _check_empty(folder: pathlib.Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        msg = f"{folder} is not an empty folder: give a new or empty folder."
        raise ExportError(msg)


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
            parquet.write_table(make_frame(table, "pyarrow"), file)
    return [(f"{table.name}.parquet", table) for table in tables]


def _write_sqlite(tables: Sequence[Table], folder: pathlib.Path) -> Files:
    name = "pilotzones.sqlite"
    with contextlib.closing(sqlite3.connect(folder / name)) as database:
        for table in tables:
            database.execute(_sqlite_definition(table))
            cells = ", ".join("?" * len(table.columns))
            rows = ([str(cell) if isinstance(cell, datetime.date) else cell for cell in row] for row in table.rows)
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({cells})', rows)  # noqa: S608 - names of ours
        database.commit()
    return [(name, table) for table in tables]


def _sqlite_definition(table: Table) -> str:
    """Define a table; SQLite keeps the comments in its schema."""
    types = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "DATE", "boolean": "BOOLEAN"}
    lines = [f'  "{column.name}" {types[column.type]}, -- {column.description}' for column in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    body = "\n".join([*lines, f"  PRIMARY KEY ({key})"])
    return f'CREATE TABLE "{table.name}" ( -- {table.description}\n{body}\n) WITHOUT ROWID'


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


def _package(files: Files, version: str) -> dict[str, Any]:
    """Describe the tables as a Frictionless package."""
    return {
        "name": "pilotzones-export",
        "title": "Chinese cross-border e-commerce pilot zones and the retail-import positive list",
        "version": version,
        "licenses": [{"name": "MIT"}],
        "resources": [_resource(file, table) for file, table in files],
    }


def _resource(file: str, table: Table) -> dict[str, Any]:
    types = {"text": "string"}
    fields = [
        {"name": column.name, "type": types.get(column.type, column.type), "description": column.description}
        for column in table.columns
    ]
    return {
        "name": table.name,
        "path": file,
        "format": file.rpartition(".")[2],
        "description": table.description,
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]},
    }


_WRITERS: dict[str, Callable[[Sequence[Table], pathlib.Path], Files]] = {
    "parquet": _write_parquet,
    "csv": _write_csv,
    "sqlite": _write_sqlite,
    "duckdb": _write_duckdb,
}
