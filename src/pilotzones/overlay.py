"""A user's own folder of tables, looked at before it is laid over the bundled ones."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING

from pilotzones import tables
from pilotzones.errors import ArgumentTypeError, DataIntegrityError
from pilotzones.faults import Faults
from pilotzones.formats import FORMATS
from pilotzones.quoting import quoted

if TYPE_CHECKING:
    import os

    from pilotzones.formats import TableName


def folder_of(path: str | os.PathLike[str]) -> pathlib.Path:
    """Check that a path is a folder whose tables can be read safely.

    Raises:
        ArgumentTypeError: for what is no path.
        DataIntegrityError: names everything that stands against it: no folder, no table, a
            file of no table's name, one that lies elsewhere or is too large.
    """
    try:
        folder = pathlib.Path(path)
    except TypeError:
        msg = f"{quoted(path)} is no path: pass a str or pathlib.Path of a folder."
        raise ArgumentTypeError(msg) from None
    if not str(path) or "\0" in str(folder) or not folder.is_dir():
        msg = f"{quoted(str(path))} is no folder."
        raise DataIntegrityError(msg, table=str(path))
    faults = Faults()
    found = sorted(file for file in folder.iterdir() if file.suffix.lower() in {".csv", ".zip"})
    for file in found:
        problem = _problem(file, folder)
        if problem:
            faults.add(f"{folder.name}/{file.name}", problem)
    if not names_in(folder):
        faults.add(str(folder), f"it holds none of the tables {', '.join(f'{name}.csv' for name in FORMATS)}.")
    faults.settle()
    return folder


def names_in(folder: pathlib.Path) -> set[TableName]:
    """Tell which tables a folder holds."""
    return {name for name in FORMATS if tables.file_of(folder, name).is_file()}


def check_rows(folder: pathlib.Path) -> None:
    """Check that the tables of a folder, which are sound, hold any row at all.

    Raises:
        DataIntegrityError: if they would change nothing.
    """
    files = [tables.file_of(folder, name) for name in names_in(folder)]
    if not any(len(tables.content(file).strip().splitlines()) > 1 for file in files):
        faults = Faults()
        faults.add(str(folder), "its tables have a header and no row, so they would change nothing.")
        faults.settle()


def _problem(file: pathlib.Path, folder: pathlib.Path) -> str | None:
    """Say why a file must not be read."""
    if file.stem not in FORMATS:
        # difflib is needed for a fault alone.
        from difflib import get_close_matches  # noqa: PLC0415

        near = get_close_matches(file.stem, FORMATS, n=1)
        meant = f"Is {near[0]}.csv meant? " if near else ""
        return f"it is no table. {meant}The tables are {', '.join(FORMATS)}; move other files elsewhere."
    if file.suffix == ".zip" and file.with_suffix(".csv").exists():
        return f"{file.stem}.csv stands beside it. Remove one of the two."
    if not file.is_file():
        return "it is no file."
    if folder.resolve() not in file.resolve().parents:
        return f"it is a symbolic link out of the folder, to {quoted(str(file.resolve()))}. Put the file itself there."
    if file.stat().st_size > tables.LARGEST:
        return f"it has {file.stat().st_size >> 20:,} MiB, and a table has at most {tables.LARGEST >> 20}."
    return None
