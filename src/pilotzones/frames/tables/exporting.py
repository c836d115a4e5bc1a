"""``export``: all tables in a folder, in a format that other tools read, with types and descriptions."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import secrets
import shutil
import sqlite3
from collections.abc import Iterator

from pilotzones.arguments import as_word
from pilotzones.dataset import Dataset
from pilotzones.frames.errors import ExportError
from pilotzones.frames.tables.exported_tables import TABLES
from pilotzones.frames.tables.package_description import describe
from pilotzones.frames.tables.record_tables import zone_table
from pilotzones.frames.tables.writers import EXPORT_FORMATS, WRITERS, ExportFormat
from pilotzones.frames.tables.zone_features import GEOJSON, write_features
from pilotzones.messages import Message, OwnWord
from pilotzones.paths import as_path, reason_of, shown_path
from pilotzones.staleness import SUBJECTS
from pilotzones.substitution import asked


def export(
    folder: str | os.PathLike[str],
    format: ExportFormat = "parquet",  # noqa: A002 - as the command line has it
    *,
    dataset: Dataset | None = None,
) -> tuple[pathlib.Path, ...]:
    """Write every table into a new folder, with a Frictionless ``datapackage.json`` that describes them.

    Beside them is ``zones.geojson``, in every format: all zones as points, for maps.

    Args:
        folder: the path of a folder that does not exist yet, or is empty.
        format: ``"parquet"`` (extra "pyarrow") or ``"csv"``, one file per table; ``"sqlite"`` or
            ``"duckdb"`` (extra of that name), one database; ``"excel"`` (extra "excel"), one workbook
            with a sheet per table, codes as text and days as days. CSV and SQLite need no library.
            Types, keys and comments are kept where the format has them. CSV and Excel have no null:
            a blank cell is null, except a remark whose ``remark_known`` is yes or paraphrase, which
            is empty.
        dataset: the dataset to ask; None for the default one.

    Returns:
        The files written, in the order of their names.

    Raises:
        ArgumentTypeError, InvalidPathError: if folder is not a path, or the format is not one of these words.
        ExportError: if the folder has files in it or cannot be written, or a table does not fit into
            a workbook; nothing is left half written.
        ImportError: if the format's library is not installed; names the extra.

    Source:
        The documents that ``sources()`` names.
    """
    target = as_path("folder", folder)
    known: ExportFormat = as_word("format", format, EXPORT_FORMATS)
    write = WRITERS[known]
    data = asked(dataset)
    tables = [make(data) for make in TABLES.values()]
    with _all_or_nothing(target) as temporary:
        files = write(tables, temporary)
        (temporary / GEOJSON).write_bytes(write_features(zone_table(data)).encode())
        verified = [(subject, data.verified_through(subject).isoformat()) for subject in SUBJECTS]
        package = describe(files, data.data_version(), verified)
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
        msg = Message(
            "{folder} cannot be written ({why}). Nothing was left there.",
            folder=shown_path(folder),
            why=OwnWord(reason_of(error)),
        )
        raise ExportError(msg) from error


def _check_empty(folder: pathlib.Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        msg = Message("{folder} is not an empty folder: give a new or empty folder.", folder=shown_path(folder))
        raise ExportError(msg)
