"""A user's own folder of tables: where installed annexes are kept, and what is checked before a folder is used."""

from __future__ import annotations

import contextlib
import pathlib
from typing import TYPE_CHECKING

from pilotzones.arguments import plain_text, quoted
from pilotzones.paths import InvalidPathError, as_path, reason_of
from pilotzones.tables.faults import DataIntegrityError, Faults
from pilotzones.tables.formats import FORMAT_VERSION, FORMATS, RULE_TABLES
from pilotzones.tables.installed_tables import (
    PACKAGE,
    InstalledFolder,
    has_only_leftovers,
    list_names,
    list_outranked,
    list_tables,
    read_installation,
)
from pilotzones.tables.reading import LARGEST, file_of, format_of, read_own_table

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from pilotzones.tables.folders import Folder
    from pilotzones.tables.formats import RuleTableName, TableName
    from pilotzones.tables.installed_tables import Installation
    from pilotzones.tables.reading import TableRow

ALL_TABLES: tuple[TableName | RuleTableName, ...] = (*FORMATS, *RULE_TABLES)
"""The tables that a folder may have."""


def user_folder() -> pathlib.Path | None:
    """Give the folder that ``pilotzones annex install`` writes into.

    Returns:
        The folder; None without the extra "annex", or for a user without a home folder, as in a container.
    """
    with contextlib.suppress(ImportError, RuntimeError):  # later releases raise the second one without a home
        import platformdirs  # noqa: PLC0415 - an extra

        folder = platformdirs.user_data_path("pilotzones", appauthor=False) / "annexes"
        if folder.is_absolute():  # earlier releases name a folder "~" without a home
            return folder
    return None


def read_folder(folder: pathlib.Path) -> Folder | None:
    """Read installed annexes at once, so that they cannot change meanwhile, or check a folder of other tables.

    Returns:
        The folder; None if it does not exist or is empty.

    Raises:
        DataIntegrityError: names every fault, as ``check_folder`` says.
    """
    with _as_fault(folder):
        installation = read_installation(folder)
        if installation:
            return _check_installed(folder, installation)
        try:
            return None if has_only_leftovers(list_names(folder)) else _check_own(folder)
        except NotADirectoryError:
            raise _not_a_folder(folder) from None


def check_folder(path: str | os.PathLike[str]) -> Folder:
    """Check that a path is a folder whose tables can be read safely.

    Returns:
        The folder: the path itself, or the tables of installed annexes, read already.

    Raises:
        ArgumentTypeError: if ``path`` is not a path.
        DataIntegrityError: names every fault: not a folder, no table in it, a file that is not
            named like a table, one that lies elsewhere or is too large, installed tables that
            have changed since.
    """
    try:
        folder = as_path("folder", path)
    except InvalidPathError as error:
        raise DataIntegrityError(str(error), table=quoted(path)) from None
    found = read_folder(folder)
    if found is None and not folder.is_dir():
        raise _not_a_folder(plain_text(path))
    return found or _check_own(folder)


def _not_a_folder(path: object) -> DataIntegrityError:
    return DataIntegrityError(f"{quoted(str(path))} is not a folder.", table=str(path))


@contextlib.contextmanager
def _as_fault(folder: pathlib.Path) -> Iterator[None]:
    """Make a fault of what the system says of a folder."""
    try:
        yield
    except OSError as error:
        msg = f"{quoted(str(folder))} cannot be read ({reason_of(error)}). Give yourself permission, or name another."
        raise DataIntegrityError(msg, table=str(folder)) from None


def _check_installed(folder: pathlib.Path, installation: Installation) -> Folder:
    """Check that installed tables are as they were installed, and that nothing lies beside them."""
    faults = Faults()
    installed = InstalledFolder(folder, installation)
    check_version(installed, faults)
    faults.raise_all()  # a newer release has other checks
    for problem in installation.problems:
        faults.add(
            installation.shown,
            f"{problem}, not as it was installed. Nothing of the folder is used. Install its annexes again.",
        )
    beside = "it lies beside installed annexes and is not read. Move it to a folder of its own, and load both."
    names = list_names(folder)
    for file in _list_tables(folder):
        found = _problem(file, folder) if installation.folder == folder else beside
        if found and file.name not in list_outranked(names):
            faults.add(f"{folder.name}/{file.name}", found)
    faults.raise_all()
    return installed


def _check_own(folder: pathlib.Path) -> Folder:
    """Check a folder of tables that its user wrote."""
    faults = Faults()
    check_version(folder, faults)
    for file in _list_tables(folder):
        problem = _problem(file, folder)
        if problem:
            faults.add(f"{folder.name}/{file.name}", problem)
    if not tables_in(folder):
        faults.add(str(folder), f"it has none of the tables {', '.join(f'{name}.csv' for name in ALL_TABLES)}.")
    faults.raise_all()
    return folder


def _list_tables(folder: pathlib.Path) -> list[pathlib.Path]:
    return [folder / name for name in list_tables(folder)]


def tables_in(folder: Folder) -> set[TableName | RuleTableName]:
    """List the tables in a folder."""
    return {name for name in ALL_TABLES if file_of(folder, name).is_file()}


def check_rows(folder: Folder) -> None:
    """Check that the tables of a folder have at least one row, and no row twice.

    Raises:
        DataIntegrityError: if they have none and would change nothing; names every row whose key another one has.
    """
    faults = Faults()
    tables = {name: read_own_table(folder, name, faults) for name in sorted(tables_in(folder))}
    if not any(tables.values()):
        faults.add(str(folder), "its tables have a header but no rows, so they would change nothing.")
    for name, rows in tables.items():
        _note_repeated(format_of(name).key, rows, faults)
    faults.raise_all()


def _note_repeated(key: Sequence[str], rows: Sequence[TableRow], faults: Faults) -> None:
    """Note the rows that have the key of an earlier row."""
    earlier: dict[tuple[object, ...], TableRow] = {}
    for row in rows:
        first = earlier.setdefault(tuple(row[column] for column in key), row)
        if first is not row:
            named = ", ".join(f"{column} {quoted(row.text(column))}" for column in key)
            faults.add(row.where, f"the row of {named} is already in {first.where}. Remove one of the two.")


def check_version(folder: Folder, faults: Faults) -> None:
    """Note a fault if the ``datapackage.json`` of a folder states a later version of the tables' format."""
    file = folder / PACKAGE
    if not file.is_file():
        return
    import json  # noqa: PLC0415 - few folders have one

    shown = f"{folder.name}/{file.name}"
    if isinstance(file, pathlib.Path) and file.stat().st_size > LARGEST:
        faults.add(shown, f"it has more than {LARGEST >> 20} MiB, so it is not a data package. Repair or remove it.")
        return
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
    if file.stem not in ALL_TABLES:
        # difflib is needed for a fault alone.
        from difflib import get_close_matches  # noqa: PLC0415

        near = get_close_matches(file.stem, ALL_TABLES)
        meant = f"Did you mean {near[0]}.csv? " if near else ""
        return f"it is not a table. {meant}The tables are {', '.join(ALL_TABLES)}; move other files elsewhere."
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
