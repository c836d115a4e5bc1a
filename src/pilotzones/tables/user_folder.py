"""A user's own folder of tables: where installed annexes are kept, and what is checked before a folder is used."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING

from pilotzones.arguments import ArgumentTypeError, quoted
from pilotzones.tables.faults import DataIntegrityError, Faults
from pilotzones.tables.formats import FORMATS
from pilotzones.tables.reading import LARGEST, content_of, file_of

if TYPE_CHECKING:
    import os

    from pilotzones.tables.formats import TableName


def user_folder() -> pathlib.Path | None:
    """Give the folder that ``pilotzones annex install`` writes into; None without the extra "annex"."""
    try:
        import platformdirs  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    return platformdirs.user_data_path("pilotzones", appauthor=False) / "annexes"


def set_aside(folder: pathlib.Path) -> pathlib.Path:
    """Give the path of the old folder while a new one takes its name."""
    return folder.with_name(f".{folder.name}.old")


def installed_folder() -> pathlib.Path | None:
    """Find the folder of the user's installed annexes; None if there is none."""
    folder = user_folder()
    if folder is None or folder.is_dir():
        return folder
    # An installation that ends between its two renamings leaves the old folder there.
    old = set_aside(folder)
    return old if old.is_dir() else None


def check_folder(path: str | os.PathLike[str]) -> pathlib.Path:
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
    if not tables_in(folder):
        faults.add(str(folder), f"it holds none of the tables {', '.join(f'{name}.csv' for name in FORMATS)}.")
    faults.settle()
    return folder


def tables_in(folder: pathlib.Path) -> set[TableName]:
    """Tell which tables a folder holds."""
    return {name for name in FORMATS if file_of(folder, name).is_file()}


def check_rows(folder: pathlib.Path) -> None:
    """Check that the tables of a folder, which are sound, hold any row at all.

    Raises:
        DataIntegrityError: if they would change nothing.
    """
    files = [file_of(folder, name) for name in tables_in(folder)]
    if not any(len(content_of(file).strip().splitlines()) > 1 for file in files):
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
    if file.stat().st_size > LARGEST:
        return f"it has {file.stat().st_size >> 20:,} MiB, and a table has at most {LARGEST >> 20}."
    return None
