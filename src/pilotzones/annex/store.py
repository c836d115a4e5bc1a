"""Checked annexes as a folder of tables, written as a whole or not at all."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import os
import pathlib
import shutil
import tempfile
from typing import TYPE_CHECKING, Any

import attrs
import cattrs

from pilotzones.annex.as_tables import tables_of
from pilotzones.annex.errors import AnnexCheckError, AnnexInstallError
from pilotzones.annex.records import Installed
from pilotzones.arguments import quoted
from pilotzones.dataset import Dataset
from pilotzones.tables.faults import DataIntegrityError
from pilotzones.tables.formats import FORMATS
from pilotzones.tables.reading import content_of
from pilotzones.tables.user_folder import set_aside, user_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pilotzones.annex.as_tables import Tables
    from pilotzones.annex.records import Difference, Reading

    Output = str | os.PathLike[str] | None

_INDEX = "annexes.json"
_WRITTEN = ("announcements", "list_changes", "list_coverage", "sources")
_BY_ID = ("announcements", "sources")


def install(reading: Reading, output: Output = None, *, accept: Iterable[str] = (), page: str = "") -> Installed:
    """Write a checked annex as tables, so that every answer for its edition is definite.

    Args:
        reading: what ``read`` gave.
        output: a folder to ship with a project, which may hold annexes already; by default
            the one in the user's data folder, which the default dataset finds.
        accept: names of differences, or of rules for all of theirs, that may stay.
        page: the address the file came from; by default the announcement's own.

    Returns:
        What was installed. Nothing else in the folder changes, and if anything fails it
        stays as it was.

    Raises:
        AnnexCheckError: for differences that are not accepted, or that cannot be.
        AnnexInstallError: if a better reading is installed already, if it contradicts what is
            known, or if the folder cannot be written.
    """
    accepted = _accepted(reading, tuple(accept))
    folder = _folder(output)
    found = _found(folder)
    complete = not any(difference.accepted == "incomplete" for difference in accepted)
    names = tuple(difference.name for difference in accepted)
    new = Installed(reading.announcement.id, reading.file, reading.sha256, len(reading.lines), complete, names)
    for old in found:
        if old.announcement == new.announcement:
            _check_better(old, new)
    kept = tuple(old for old in found if old.announcement != new.announcement)
    _replace(folder, _merged(folder, new.announcement, tables_of(reading, complete=complete, page=page)), (*kept, new))
    return new


def installed(output: Output = None) -> tuple[Installed, ...]:
    """List the annexes that were installed, by announcement.

    Raises:
        AnnexInstallError: if the folder's own index is damaged.
    """
    return _found(_folder(output))


def remove(announcement: str, output: Output = None) -> Installed:
    """Take an installed annex away.

    Returns:
        What it was.

    Raises:
        AnnexInstallError: if it is not installed, or others rest on it.
    """
    folder = _folder(output)
    found = {old.announcement: old for old in _found(folder)}
    if announcement not in found:
        has = ", ".join(found) or "nothing"
        raise AnnexInstallError(f"{quoted(announcement)} is not installed in {folder}, which has {has}.")
    left = tuple(old for old in found.values() if old.announcement != announcement)
    if left:
        _replace(folder, _merged(folder, announcement, {}), left)
    else:
        with _as_install_error(folder):
            trash = pathlib.Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
            folder.rename(trash / folder.name)
            shutil.rmtree(trash)
    return found[announcement]


def verify(output: Output = None) -> tuple[Installed, ...]:
    """Recompute the hashes of the installed tables, and check that they load.

    Returns:
        The annexes, all of which are as they were installed.

    Raises:
        AnnexInstallError: names every table that is not.
        DataIntegrityError: names every fault of tables that are.
    """
    folder = _folder(output)
    found = _found(folder)
    if not found:
        return ()
    index = _index(folder)
    changed = [name for name, sha256 in index["tables"].items() if _sha256(folder / f"{name}.csv") != sha256]
    if changed:
        files = ", ".join(f"{name}.csv" for name in changed)
        raise AnnexInstallError(f"In {folder} not as installed: {files}. Remove the annexes and install them again.")
    Dataset.load(folder)
    return found


def _accepted(reading: Reading, accept: Sequence[str]) -> tuple[Difference, ...]:
    """Sort out which differences may stay, or raise."""
    named = {name for difference in reading.differences for name in (difference.rule, difference.name)}
    idle = [name for name in accept if name not in named]
    if idle:
        has = ", ".join(sorted({difference.name for difference in reading.differences})) or "none"
        raise AnnexCheckError(
            f"{quoted(idle[0])} names no difference of this annex; it has: {has[:400]}.", differences=()
        )
    stays = [
        difference
        for difference in reading.differences
        if difference.accepted != "never" and {difference.rule, difference.name} & set(accept)
    ]
    left = tuple(difference for difference in reading.differences if difference not in stays)
    if left:
        shown = "\n".join(f"- {difference}" for difference in left[:20])
        more = f"\n- and {len(left) - 20:,} more" if len(left) > 20 else ""  # noqa: PLR2004 - as many as are shown
        msg = f"{reading.file} does not hold as the annex of {reading.announcement.id}; nothing was installed:\n"
        raise AnnexCheckError(f"{msg}{shown}{more}", differences=left)
    return tuple(stays)


def _check_better(old: Installed, new: Installed) -> None:
    """Refuse to put a worse reading in the place of a better one."""
    worse = []
    if old.is_complete and not new.is_complete:
        worse.append("it is complete, and the new one is not")
    if len(new.accepted) > len(old.accepted):
        worse.append("fewer differences were accepted")
    if new.lines < old.lines and not new.is_complete:
        worse.append(f"it has {old.lines:,} lines, and the new one {new.lines:,}")
    if worse:
        msg = (
            f"A better reading of {old.announcement} is installed already, from {old.file}: {'; '.join(worse)}. "
            f"If the new one is right all the same, first run: pilotzones annex remove {old.announcement}"
        )
        raise AnnexInstallError(msg)


def _folder(output: Output) -> pathlib.Path:
    """Find the folder to work in, as it was before an installation that was cut off."""
    if output is None:
        folder = user_folder()
        if folder is None:
            raise ImportError("Installing annexes needs the extra 'annex': pip install 'pilotzones[annex]'.")
    else:
        folder = pathlib.Path(output).resolve()
    if not folder.exists() and set_aside(folder).is_dir():
        set_aside(folder).rename(folder)
    return folder


def _found(folder: pathlib.Path) -> tuple[Installed, ...]:
    """Read the index of a folder; an empty folder or none has no annex."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return ()
    if not (folder / _INDEX).is_file():
        msg = f"{folder} was not written by 'pilotzones annex install'. Name a folder that is new, empty or its own."
        raise AnnexInstallError(msg)
    try:
        return tuple(cattrs.structure(entry, Installed) for entry in _index(folder)["annexes"])
    except Exception as error:
        msg = f"{folder / _INDEX} is damaged ({type(error).__name__}). Delete the folder and install its annexes again."
        raise AnnexInstallError(msg) from error


def _index(folder: pathlib.Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads((folder / _INDEX).read_bytes())


def _merged(folder: pathlib.Path, announcement: str, new: Tables) -> dict[str, list[Mapping[str, str]]]:
    """Take a folder's tables without an announcement's rows, and add new ones."""
    merged: dict[str, list[Mapping[str, str]]] = {}
    for name in _WRITTEN:
        file = folder / f"{name}.csv"
        old = csv.DictReader(io.StringIO(file.read_text("utf-8"), newline="")) if file.is_file() else ()
        column = "id" if name in _BY_ID else "announcement"
        gone = {announcement, f"annex-{announcement}"}
        merged[name] = [*(row for row in old if row[column] not in gone), *new.get(name, ())]
    return merged


def _replace(
    folder: pathlib.Path, rows: Mapping[str, Sequence[Mapping[str, str]]], annexes: Sequence[Installed]
) -> None:
    """Write tables and index beside a folder, check that they load, and put them in its place."""
    before = _content(folder / _INDEX)
    with _as_install_error(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        place = pathlib.Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        staged = place / folder.name
        with _as_install_error(folder):
            _write(staged, rows, annexes)
        try:
            Dataset.load(staged)
        except DataIntegrityError as fault:
            msg = f"It does not fit what is known; {folder} is as it was.\n{fault}"
            raise AnnexInstallError(msg) from fault
        if _content(folder / _INDEX) != before:
            raise AnnexInstallError(f"{folder} was changed meanwhile by something else. Try again.")
        with _as_install_error(folder):
            _swap(staged, folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _write(folder: pathlib.Path, rows: Mapping[str, Sequence[Mapping[str, str]]], annexes: Sequence[Installed]) -> None:
    folder.mkdir()
    hashes = {}
    for name in _WRITTEN:
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(FORMATS[name].columns), restval="", lineterminator="\n")  # type: ignore[index]
        writer.writeheader()
        writer.writerows(rows[name])
        _save(folder / f"{name}.csv", text.getvalue().encode())
        hashes[name] = _sha256(folder / f"{name}.csv")
    index = {"tables": hashes, "annexes": [attrs.asdict(annex) for annex in annexes]}
    _save(folder / _INDEX, json.dumps(index, ensure_ascii=False, indent=1).encode())


def _save(file: pathlib.Path, content: bytes) -> None:
    """Write a file down to the disk: a full one must be noticed before anything is put in its place."""
    with file.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _swap(new: pathlib.Path, folder: pathlib.Path) -> None:
    """Put a folder in the place of another, or leave that as it was."""
    old = set_aside(folder)
    shutil.rmtree(old, ignore_errors=True)
    try:
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    except BaseException:
        if old.is_dir() and not folder.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


@contextlib.contextmanager
def _as_install_error(folder: pathlib.Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        msg = f"{folder} could not be written ({error.strerror or error}); it is as it was."
        raise AnnexInstallError(msg) from error


def _sha256(file: pathlib.Path) -> str:
    return hashlib.sha256(_content(file)).hexdigest()


def _content(file: pathlib.Path) -> bytes:
    return content_of(file) if file.is_file() else b""
