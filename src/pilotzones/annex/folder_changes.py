"""Change a folder of installed annexes: one program at a time, and all at once or not at all.

New tables are written into a folder of their own, down to the disk. Then the pointer to them is replaced,
which the file system does in one step: before it everything is as it was, and after it everything is new.
Whatever a program leaves that was stopped meanwhile is deleted by the next one that changes the folder.
"""

from __future__ import annotations

import contextlib
import errno
import os
import pathlib
import shutil
import tempfile
import time
from typing import TYPE_CHECKING

from pilotzones.annex.errors import AnnexInstallError, refuse_without_extra
from pilotzones.paths import reason_of, shown_path
from pilotzones.tables.installed_tables import (
    DAMAGED,
    INDEX,
    LOCK,
    POINTER,
    STAGED,
    TABLES,
    is_name_of_tables,
    list_beside,
    list_names,
    list_outranked,
    name_tables,
    read_bounded,
    read_installation,
    write_pointer,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from filelock import BaseFileLock

    from pilotzones.tables.installed_tables import Installation

PATIENCE = 60
"""The most seconds to wait for another program that changes the folder; a change takes about one."""
_PAUSE = 0.05
_TO_NOTHING = write_pointer(None, b"")


@contextlib.contextmanager
def changing(folder: pathlib.Path) -> Iterator[None]:
    """Keep other programs from changing a folder; the folder is made, and removed again if nothing is in it.

    Raises:
        AnnexInstallError: if it cannot be written, or another program does not finish.
        ImportError: names the extra if its library is missing.
    """
    if folder.is_symlink() and not folder.exists():
        raise AnnexInstallError(f"{shown_path(folder)} is a link that leads nowhere. Nothing was done; remove it.")
    with _as_install_error(folder):
        lock = _acquire(folder)
    with contextlib.ExitStack() as at_end:
        at_end.callback(_release, lock)  # also if the user interrupts the other
        at_end.callback(_tidy, folder)
        yield


def replace_tables(folder: pathlib.Path, files: Mapping[str, bytes], found: Installation | None) -> None:
    """Replace what is installed in a folder, which ``changing`` holds.

    Args:
        folder: the folder.
        files: the new tables, their index and the package file, by their names.
        found: what is installed there; if it is damaged, it is put aside.

    Raises:
        AnnexInstallError: if they cannot be written; then everything is as it was.
    """
    name = name_tables(files[INDEX])
    pointer = write_pointer(name, files[INDEX])
    if found and not found.problems and found.folder.name == name:
        return
    with _as_install_error(folder):
        if found is None and not (folder / POINTER).is_file():
            # Tables without any pointer are those of one that was lost.
            _stage_pointer(folder, _TO_NOTHING).replace(folder / POINTER)
        if found and found.problems:
            _put_aside(folder, found)
        _delete(folder / name)  # damaged, or left by an interrupted change
        _write_folder(folder / STAGED, files)
        is_named = (folder / POINTER).is_file() and (folder / POINTER).read_bytes() == pointer
        (folder / STAGED).rename(folder / name)
    if not is_named:  # it may name damaged tables, in whose place the new ones are now
        _point(folder, pointer)


def remove_tables(folder: pathlib.Path, found: Installation | None) -> None:
    """Remove everything that is installed in a folder, which ``changing`` holds; damaged tables are put aside.

    Raises:
        AnnexInstallError: if the folder cannot be written; then everything is as it was.
    """
    if found and found.problems:
        with _as_install_error(folder):
            _put_aside(folder, found)
    _point(folder, _TO_NOTHING)


def _acquire(folder: pathlib.Path) -> BaseFileLock:
    """Make a folder, and hold the lock in it."""
    try:
        import filelock  # noqa: PLC0415 - an extra
    except ImportError:
        raise refuse_without_extra("Installing annexes") from None
    end = time.monotonic() + PATIENCE
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / LOCK)
        try:
            lock.acquire(timeout=max(end - time.monotonic(), 0), poll_interval=_PAUSE)
        except FileNotFoundError:
            if time.monotonic() > end:
                raise
            continue  # the last program removed the empty folder
        except filelock.Timeout:
            shown = shown_path(folder)
            msg = f"Another program has been changing {shown} for {PATIENCE} seconds. Nothing was done; try again."
            raise AnnexInstallError(msg) from None
        except OSError as error:
            if _can_be_locked(folder / LOCK):
                raise
            msg = f"{shown_path(folder / LOCK)} is not a file that can be locked. Nothing was done; remove it."
            raise AnnexInstallError(msg) from error
        return lock


def _can_be_locked(file: pathlib.Path) -> bool:
    """Tell whether a path is a file or nothing; through a link somebody else's file would be locked."""
    return not file.is_symlink() and (file.is_file() or not file.exists())


def _tidy(folder: pathlib.Path) -> None:
    """Delete what is left over, and the folder if nothing is in it."""
    with contextlib.suppress(OSError):  # then the next program does it
        _collect(folder)
        if list_names(folder) == {LOCK}:
            (folder / LOCK).unlink()  # who waits for it sees that it is gone, and makes a new one
            folder.rmdir()


def _release(lock: BaseFileLock) -> None:
    """Let other programs change the folder."""
    with contextlib.suppress(OSError):  # what was done is done; the system lets go of it with this process
        lock.release()


def _point(folder: pathlib.Path, pointer: bytes) -> None:
    """Replace the pointer."""
    with _as_install_error(folder):
        new = _stage_pointer(folder, pointer)
        _sync(folder)
        _sync(folder.parent)
        new.replace(folder / POINTER)
    try:
        _sync(folder)
    except OSError as error:
        msg = (
            f"{shown_path(folder)} was written, but the system does not confirm that it is on the disk "
            f"({reason_of(error)}). Run 'pilotzones annex verify'."
        )
        raise AnnexInstallError(msg) from error


def _stage_pointer(folder: pathlib.Path, pointer: bytes) -> pathlib.Path:
    """Write a pointer beside the one that is in use."""
    new = folder / f"{STAGED}{POINTER}"
    _delete(new)
    _save(new, pointer)
    return new


def _collect(folder: pathlib.Path) -> None:
    """Delete what interrupted changes left in a folder, and the layout of earlier releases once it is taken over."""
    _delete(folder / f"{STAGED}{POINTER}")
    _delete(folder / STAGED)
    found = read_installation(folder)
    if found and found.problems:
        return  # the next installation puts them aside
    for name in sorted(filter(is_name_of_tables, list_names(folder))):
        if not found or name != found.folder.name:
            _delete(folder / name)
    if (folder / POINTER).is_file():
        _collect_older_layout(folder)
    if not found:
        _delete(folder / POINTER)  # it names nothing; last, since it outranks the layout of earlier releases


def _collect_older_layout(folder: pathlib.Path) -> None:
    """Delete index and tables of the layout of earlier releases, and what their changes left beside the folder."""
    outranked, (old, staged) = list_outranked(list_names(folder)), list_beside(folder)
    was_there = bool(outranked) or bool(old and old.is_dir())
    for beside in (*staged, old) if old else ():
        if was_there or list_names(beside):  # else an empty folder, which may be somebody else's
            shutil.rmtree(beside, ignore_errors=True)
    for name in outranked:
        (folder / name).unlink(missing_ok=True)


def _put_aside(folder: pathlib.Path, found: Installation) -> None:
    """Keep a copy of damaged tables under another name, where nothing reads them; none of what is too large for one."""
    damaged = {
        tables.name: {file.name: content for file in tables.iterdir() if (content := read_bounded(file)[0]) is not None}
        for tables in folder.glob(f"{TABLES}*")
        if is_name_of_tables(tables.name) and tables.is_dir()
    }
    if found.files and found.folder.parent != folder:  # the layout of earlier releases
        damaged[name_tables(found.files.get(INDEX, b""))] = dict(found.files)
    for name, files in damaged.items():
        _write_folder(folder / name.replace(TABLES, DAMAGED), files)
    pointer = folder / POINTER
    if pointer.is_dir() and not pointer.is_symlink():  # a file cannot take its place
        pointer.rename(pathlib.Path(tempfile.mkdtemp(prefix=DAMAGED, dir=folder), POINTER))


def _write_folder(folder: pathlib.Path, files: Mapping[str, bytes]) -> None:
    """Write a folder anew, down to the disk: an interrupted change may have left a part of it."""
    _delete(folder)
    folder.mkdir()
    for name, content in files.items():
        _save(folder / name, content)
    _sync(folder)


def _save(file: pathlib.Path, content: bytes) -> None:
    """Write a file down to the disk, so that a full disk is noticed before anything is replaced."""
    with file.open("xb") as opened:  # through no link
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _sync_folder(folder: pathlib.Path) -> None:
    """Write the names in a folder down to the disk, where the file system can."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(opened)


_sync = _sync_folder if hasattr(os, "O_DIRECTORY") else lambda _: None
"""Windows writes them down by itself."""


def _delete(path: pathlib.Path) -> None:
    """Delete whatever is at a path: a file, a folder, a link but not what it leads to; or nothing."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def _as_install_error(folder: pathlib.Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        msg = f"{shown_path(folder)} could not be written ({reason_of(error)}); it is unchanged."
        raise AnnexInstallError(msg) from error
