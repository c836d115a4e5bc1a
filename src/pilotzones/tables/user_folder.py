"""A user's own folder of tables: where installed annexes are kept, and what is checked before a folder is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.paths import InvalidPathError, as_path
from pilotzones.tables.faults import DataIntegrityError, Faults
from pilotzones.tables.formats import FORMAT_VERSION, FORMATS
from pilotzones.tables.reading import LARGEST, content_of, file_of

if TYPE_CHECKING:
    import os
    import pathlib

    from pilotzones.tables.formats import TableName


PACKAGE = "datapackage.json"
"""The file in which a folder states the version of its format."""


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
        ArgumentTypeError: if ``path`` is not a path.
        DataIntegrityError: names every fault: not a folder, no table in it, a file that is not
            named like a table, one that lies elsewhere or is too large.
    """
    try:
        folder = as_path("folder", path)
    except InvalidPathError as error:
        raise DataIntegrityError(str(error), table=quoted(path)) from None
    if not folder.is_dir():
        msg = f"{quoted(str(path))} is not a folder."
        raise DataIntegrityError(msg, table=str(path))
    faults = Faults()
    check_version(folder, faults)
    found = sorted(file for file in folder.iterdir() if file.suffix.lower() in {".csv", ".zip"})
    for file in found:
        problem = _problem(file, folder)
        if problem:
            faults.add(f"{folder.name}/{file.name}", problem)
    if not tables_in(folder):
        faults.add(str(folder), f"it has none of the tables {', '.join(f'{name}.csv' for name in FORMATS)}.")
    faults.raise_all()
    return folder


def tables_in(folder: pathlib.Path) -> set[TableName]:
    """List the tables in a folder."""
    return {name for name in FORMATS if file_of(folder, name).is_file()}


def check_rows(folder: pathlib.Path) -> None:
    """Check that the tables of a folder have at least one row.

    Raises:
        DataIntegrityError: if they have none and would change nothing.
    """
    files = [file_of(folder, name) for name in tables_in(folder)]
    if not any(len(content_of(file).strip().splitlines()) > 1 for file in files):
        faults = Faults()
        faults.add(str(folder), "its tables have a header but no rows, so they would change nothing.")
        faults.raise_all()


def check_version(folder: pathlib.Path, faults: Faults) -> None:
    """Note a fault if the ``datapackage.json`` of a folder states a later version of the tables' format."""
    file = folder / PACKAGE
    if not file.is_file():
        return
    import json  # noqa: PLC0415 - few folders have one

    shown = f"{folder.name}/{file.name}"
    try:
        package = json.loads(file.read_bytes())
        version = package.get("format_version", FORMAT_VERSION)
        later = version > FORMAT_VERSION
    except (OSError, ValueError, AttributeError, TypeError, RecursionError) as error:
        faults.add(shown, f"it is not a data package ({type(error).__name__}: {error}). Repair or remove it.")
        return
    if later:
        problem = (
            f"the tables have format {version}, and this release of pilotzones reads formats up to {FORMAT_VERSION}. "
            "Install a newer release."
        )
        faults.add(shown, problem)


def _problem(file: pathlib.Path, folder: pathlib.Path) -> str | None:
    """Say why a file cannot be used; None if it can."""
    if file.stem not in FORMATS:
        # difflib is needed for a fault alone.
        from difflib import get_close_matches  # noqa: PLC0415

        near = get_close_matches(file.stem, FORMATS, n=1)
        meant = f"Did you mean {near[0]}.csv? " if near else ""
        return f"it is not a table. {meant}The tables are {', '.join(FORMATS)}; move other files elsewhere."
    if file.suffix == ".zip" and file.with_suffix(".csv").exists():
        return f"{file.stem}.csv is in the same folder. Remove one of the two."
    if not file.is_file():
        return "it is not a file."
    if folder.resolve() not in file.resolve().parents:
        elsewhere = quoted(str(file.resolve()))
        return f"it is a symbolic link to a file outside the folder, {elsewhere}. Put the file itself into the folder."
    if file.stat().st_size > LARGEST:
        return f"it has {file.stat().st_size >> 20:,} MiB, and a table has at most {LARGEST >> 20}."
    return None
