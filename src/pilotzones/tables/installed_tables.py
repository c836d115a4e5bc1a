"""The tables of installed annexes: found by a pointer, hashed, and used only as they were installed.

A folder of installed annexes has one small file, ``current.json``, which names the folder with the tables
beside it and gives the hash of their index, ``annexes.json``; the index has the hash of each table. So the
tables change all at once, when the pointer is replaced. In the layout of releases before it the folder has
index and tables itself.
"""

from __future__ import annotations

import errno
import re
import stat
from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.once import once
from pilotzones.tables.in_memory import FolderInMemory
from pilotzones.tables.reading import LARGEST

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Collection, Iterator, Mapping

    from pilotzones.tables.formats import TableName

WRITTEN: tuple[TableName, ...] = ("announcements", "list_changes", "list_coverage", "sources")
"""The tables that installed annexes have."""
POINTER = "current.json"
"""The file that names the folder of the tables which are in use."""
INDEX = "annexes.json"
"""The file that lists the installed annexes, and the hash of each table."""
PACKAGE = "datapackage.json"
"""The file in which a folder states the version of its format."""
LOCK = ".lock"
"""The file that the program which changes the folder holds."""
STAGED = ".new"
"""The folder in which new tables are written, and the start of the name of a new pointer."""
TABLES = "tables-"
"""The start of the name of a folder with tables; the first digits of the hash of their index follow."""
_NAME = re.compile(rf"{TABLES}[0-9a-f]+")
DAMAGED = "damaged-"
"""The start of the name of a folder into which damaged tables were put aside."""


class InstalledFolder(FolderInMemory):
    """A user's folder of installed tables, read once: what was hashed is what every question reads."""

    def __init__(self, path: pathlib.Path, installation: Installation) -> None:
        """Take the files of an installation that has no problem."""
        super().__init__(installation.shown, dict)
        self._path = path
        self._content = installation.files

    @once
    def _files(self) -> dict[str, bytes]:
        return dict(self._content)

    def __fspath__(self) -> str:
        return str(self._path)

    def __str__(self) -> str:
        return str(self._path)


class Installation(NamedTuple):
    """What a folder of installed annexes has.

    ``folder`` has the tables; ``files`` are its files by their names; ``index`` is what annexes.json
    holds, None if it is unreadable; ``problems`` say what is not as it was installed.
    """

    folder: pathlib.Path
    shown: str
    files: Mapping[str, bytes]
    index: Any
    problems: tuple[str, ...]


def read_installation(folder: pathlib.Path) -> Installation | None:
    """Read what is installed in a folder, and compare it with the hashes of its pointer and index.

    Returns:
        All of it, with what is wrong; None if nothing is installed.

    Raises:
        OSError: if the folder or a file cannot be read.
    """
    pointer = _read(folder / POINTER)
    if pointer is None:
        older = _read_older_layout(folder)
        if older or not folder.is_dir() or not any(map(is_name_of_tables, list_names(folder))):
            return older
        pointer = _read(folder / POINTER)  # another program may have written both meanwhile
        if pointer is None:  # tables are never written before a pointer
            return Installation(folder, f"{folder.name}/{POINTER}", {}, None, (f"{POINTER} is missing",))
    found = _read_tables(folder, pointer)
    while found and found.problems:
        # Another program may have replaced the tables meanwhile.
        now = _read(folder / POINTER)
        if now == pointer:
            break
        if now is None:
            return None
        pointer, found = now, _read_tables(folder, now)
    return found


def list_names(folder: pathlib.Path) -> set[str]:
    """List the names in a folder; none if there is no folder.

    Raises:
        OSError: if it is not a folder, or cannot be read.
    """
    try:
        return {entry.name for entry in folder.iterdir()}
    except FileNotFoundError:
        return set()
    except NotADirectoryError:
        if folder.exists():
            raise
        return set()  # its parent is a file


def has_only_leftovers(names: Collection[str]) -> bool:
    """Tell whether a folder in which nothing is installed has only names of what the next change deletes."""
    leftovers = {LOCK, POINTER, STAGED, STAGED + POINTER, *list_outranked(names)}
    return all(name in leftovers or name.startswith((TABLES, DAMAGED)) for name in names)


def list_outranked(names: Collection[str]) -> tuple[str, ...]:
    """List the files of the layout of earlier releases in a folder whose pointer outranks them.

    The index comes last: while it is there, the others are not somebody else's.
    """
    if POINTER not in names or INDEX not in names:
        return ()
    return (*(f"{name}.csv" for name in WRITTEN), PACKAGE, INDEX)


def write_pointer(tables: str | None, index: bytes) -> bytes:
    """Write the pointer to a folder of tables, by its name and the content of its index; None for no tables."""
    import json  # noqa: PLC0415 - as in _parse

    return json.dumps({"tables": tables, "sha256": hash_content(index)}).encode() + b"\n"


def name_tables(index: bytes) -> str:
    """Name a folder of tables by the content of its index."""
    return f"{TABLES}{hash_content(index)[:16]}"


def is_name_of_tables(name: str) -> bool:
    """Tell whether a name is that of a folder with tables, as ``name_tables`` makes it."""
    return bool(_NAME.fullmatch(name))


def hash_content(content: bytes) -> str:
    """Hash bytes, as SHA-256 in hex."""
    import hashlib  # noqa: PLC0415 - most datasets have no installed tables

    return hashlib.sha256(content).hexdigest()


def _read_tables(folder: pathlib.Path, pointer: bytes) -> Installation | None:
    """Read the tables that a pointer names; None if it names none."""
    plain = _parse(pointer)
    name, sha256 = (plain.get("tables", ""), plain.get("sha256")) if isinstance(plain, dict) else ("", None)
    if name is None:
        return None
    if not isinstance(name, str) or not is_name_of_tables(name):
        return Installation(folder, f"{folder.name}/{POINTER}", {}, None, (f"{POINTER} is damaged",))
    return _check(folder / name, f"{folder.name}/{name}", str(sha256))


def _read_older_layout(folder: pathlib.Path) -> Installation | None:
    """Read the layout of earlier releases: index and tables in the folder itself."""
    if (folder / INDEX).is_file():
        return _check(folder, folder.name, None)
    # An installation that ended between its two renamings left the old folder under this name and the new one in
    # a folder beside; without the latter, the old folder was to be deleted.
    old, staged = list_beside(folder)
    if not old or not (old / INDEX).is_file() or not has_only_leftovers(list_names(folder)):
        return None
    if not any(list_names(beside) for beside in staged):
        return None
    return _check(old, old.name, None)


def list_beside(folder: pathlib.Path) -> tuple[pathlib.Path | None, tuple[pathlib.Path, ...]]:
    """List what interrupted installations of earlier releases left beside a folder.

    Returns:
        The name that the old folder was given, and the folders with the new one or with nothing; None and none
        for a root folder, or where there is no folder to look in.
    """
    whole = folder.absolute()  # "." has no name
    if not whole.name or not whole.parent.is_dir():
        return None, ()
    start = f".{whole.name}-"
    near = (whole.with_name(name) for name in sorted(list_names(whole.parent)) if name.startswith(start))
    staged = tuple(beside for beside in near if beside.is_dir() and list_names(beside) <= {whole.name})
    return whole.with_name(f".{whole.name}.old"), staged


def _check(folder: pathlib.Path, shown: str, sha256: str | None) -> Installation:
    """Read index and tables of a folder, and hash them; the index has no hash in the layout of earlier releases."""
    files: dict[str, bytes] = {}
    problems: dict[str, str] = {}
    for name in (INDEX, PACKAGE, *list_tables(folder)):
        content, problem = read_bounded(folder / name)
        if content is not None:
            files[name] = content
        if problem:
            problems[name] = problem
    index = _parse(files.get(INDEX, b""))
    hashes = index.get("tables") if isinstance(index, dict) else None
    if not isinstance(hashes, dict) or sha256 not in {None, hash_content(files[INDEX])}:
        index, problems = None, {INDEX: "is damaged or missing", **problems}
    else:
        tables = {f"{name}.csv": stated for name, stated in hashes.items()}
        problems = {**dict(_compare(files, tables, is_new=sha256 is not None)), **problems}
    return Installation(folder, shown, files, index, tuple(f"{name} {problem}" for name, problem in problems.items()))


def _compare(files: Mapping[str, bytes], stated: Mapping[str, object], *, is_new: bool) -> Iterator[tuple[str, str]]:
    """Compare tables with their hashes: the name of each that differs, and what is wrong with it."""
    for name, sha256 in stated.items():
        if name not in files:
            yield name, "is missing"
        elif hash_content(files[name]) != sha256:
            yield name, "has changed"
    if is_new:  # in the older layout users could add tables of their own
        yield from ((name, "was not installed") for name in files if name not in {INDEX, PACKAGE, *stated})


def list_tables(folder: pathlib.Path) -> list[str]:
    """List the files in a folder that are tables, or have the name of one."""
    return sorted(name for name in list_names(folder) if name.lower().endswith((".csv", ".zip")))


def read_bounded(file: pathlib.Path) -> tuple[bytes | None, str]:
    """Read a file of a size that a table may have; None if there is none, and what is wrong."""
    try:
        state = file.stat()
        if not stat.S_ISREG(state.st_mode):  # a named pipe would be waited for, a device read without end
            return None, "is not a file"
        if state.st_size > LARGEST:
            return None, f"has more than {LARGEST >> 20} MiB"
        return file.read_bytes(), ""
    except (FileNotFoundError, NotADirectoryError):
        return None, "leads nowhere" if file.is_symlink() else ""
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        return None, "leads nowhere"


def _read(file: pathlib.Path) -> bytes | None:
    """Read the pointer; None if it is missing, and an empty text if it is something else than a small file."""
    content, problem = read_bounded(file)
    return b"" if problem else content


def _parse(content: bytes) -> Any:  # noqa: ANN401 - JSON
    """Read JSON; None if it is not."""
    import json  # noqa: PLC0415 - most datasets have no installed tables

    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
