"""Install checked annexes as a folder of tables, which is written completely or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import tempfile
from typing import TYPE_CHECKING, Any

import attrs
import cattrs

from pilotzones.annex.as_tables import write_tables
from pilotzones.annex.errors import AnnexCheckError, AnnexInstallError, refuse_without_extra
from pilotzones.annex.merging import WRITTEN, merge
from pilotzones.annex.records import Installed, removal_command
from pilotzones.arguments import quoted
from pilotzones.dataset import Dataset
from pilotzones.tables.faults import DataIntegrityError
from pilotzones.tables.formats import FORMAT_VERSION
from pilotzones.tables.user_folder import PACKAGE, set_aside, user_folder
from pilotzones.tables.writing import as_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pilotzones.annex.records import Difference, Download, Reading
    from pilotzones.records.knowledge import Coverage

    Output = str | os.PathLike[str] | None

_INDEX = "annexes.json"


def install(
    reading: Reading,
    output: Output = None,
    *,
    accept: Iterable[str] = (),
    page: str = "",
    download: Download | None = None,
) -> Installed:
    """Write a checked annex as tables, so that every answer for its edition is definite.

    Args:
        reading: the result of ``read``.
        output: a folder to ship with a project, which may contain annexes already; by default
            the user's data folder, where the default dataset finds it.
        accept: the names of differences to accept, or of rules to accept all their differences.
        page: the web address of the file; by default the announcement's own pages.
        download: how the file was downloaded, kept with it; None if the user names the file.

    Returns:
        What was installed. Nothing else in the folder changes, and if anything fails the
        folder stays as it was.

    Raises:
        AnnexCheckError: if there are differences that are not, or cannot be, accepted.
        AnnexInstallError: if the folder cannot be written; or if it has annexes that the dataset of
            the reading does not have, one of which the reading contradicts or is worse than.
    """
    accepted = _accept(reading, tuple(accept))
    folder = _find_folder(output)
    found = _read_installed(folder)
    complete = not any(difference.accepted == "incomplete" for difference in accepted)
    new = Installed(
        announcement=reading.announcement.id,
        file=reading.file,
        sha256=reading.sha256,
        lines=len(reading.lines),
        is_complete=complete,
        accepted=tuple(difference.name for difference in accepted),
        covers=reading.covers,
        remarks_unknown=sum(line.lacks_remark for line in reading.lines),
        download=download,
    )
    for old in found:
        if old.name == new.name:
            _check_better(old, new)
    kept = tuple(old for old in found if old.name != new.name)
    tables = write_tables(reading, complete=complete, page=page, download=download)
    staged = _replace(folder, merge(folder, new, tables), (*kept, new))
    disagreements = tuple(str(one) for one in staged.disagreements if one.announcement == new.announcement)
    return attrs.evolve(new, disagreements=disagreements)


def installed(output: Output = None) -> tuple[Installed, ...]:
    """List the annexes that were installed, by announcement.

    Raises:
        AnnexInstallError: if the index of the folder is damaged.
    """
    return _read_installed(_find_folder(output))


def remove(announcement: str | None = None, output: Output = None, *, list_after: str | None = None) -> Installed:
    """Remove an installed annex, or a consolidated list.

    Args:
        announcement: the id of the announcement whose annex it is.
        output: as for ``install``.
        list_after: instead, the id of the announcement after which it is the whole list.

    Returns:
        What was removed.

    Raises:
        AnnexInstallError: if it is not installed, or if another installed annex needs it.
    """
    folder = _find_folder(output)
    if (announcement is None) == (list_after is None):
        raise AnnexInstallError("Name one of the two: the announcement of an annex, or list_after.")
    name = f"list after {list_after}" if announcement is None else announcement
    found = {old.name: old for old in _read_installed(folder)}
    if name not in found:
        has = ", ".join(found) or "nothing"
        raise AnnexInstallError(f"{quoted(name)} is not installed in {folder}, which has {has}.")
    left = tuple(old for old in found.values() if old.name != name)
    if left:
        _replace(folder, merge(folder, found[name], {}), left)
    else:
        with _as_install_error(folder):
            trash = pathlib.Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
            folder.rename(trash / folder.name)
            shutil.rmtree(trash)
    return found[name]


def verify(output: Output = None) -> tuple[Installed, ...]:
    """Hash the installed tables again, and check that they load.

    Returns:
        The annexes, all unchanged since they were installed.

    Raises:
        AnnexInstallError: names every table that has changed.
        DataIntegrityError: names every fault of unchanged tables.
    """
    folder = _find_folder(output)
    found = _read_installed(folder)
    if not found:
        return ()
    index = _read_index(folder)
    changed = [name for name, sha256 in index["tables"].items() if _hash_file(folder / f"{name}.csv") != sha256]
    if changed:
        files = ", ".join(f"{name}.csv" for name in changed)
        raise AnnexInstallError(
            f"In {folder} these tables have changed: {files}. Remove the annexes and install them again."
        )
    Dataset.load(folder)
    return found


def _accept(reading: Reading, accept: Sequence[str]) -> tuple[Difference, ...]:
    """Find the differences that the user accepts, or raise if any other remains."""
    known = {name for difference in reading.differences for name in (difference.rule, difference.name)}
    unknown = [name for name in accept if name not in known]
    if unknown:
        has = ", ".join(sorted({difference.name for difference in reading.differences})) or "none"
        raise AnnexCheckError(
            f"{quoted(unknown[0])} is not a difference of this annex, which has: {has[:400]}.", differences=()
        )
    accepted = [
        difference
        for difference in reading.differences
        if difference.accepted != "never" and {difference.rule, difference.name} & set(accept)
    ]
    left = tuple(difference for difference in reading.differences if difference not in accepted)
    if left:
        shown = "\n".join(f"- {difference}" for difference in left[:20])
        more = f"\n- and {len(left) - 20:,} more" if len(left) > 20 else ""  # noqa: PLR2004 - as many as are shown
        msg = f"{reading.file} fails the checks for {reading.subject}; nothing was installed:\n"
        raise AnnexCheckError(f"{msg}{shown}{more}", differences=left)
    return tuple(accepted)


def _check_better(old: Installed, new: Installed) -> None:
    """Refuse to replace a better reading by a worse one."""
    worse = []
    if old.is_complete and not new.is_complete:
        worse.append("it is complete, and the new one is not")
    if len(new.accepted) > len(old.accepted):
        worse.append("fewer differences were accepted")
    if new.remarks_unknown > old.remarks_unknown:
        worse.append(
            f"it lacks the remarks (备注) of {old.remarks_unknown:,} lines, and the new one of {new.remarks_unknown:,}"
        )
    if new.lines < old.lines and not new.is_complete:
        worse.append(f"it has {old.lines:,} lines, and the new one {new.lines:,}")
    if worse:
        msg = (
            f"A better reading of {old.name} is installed already, from {old.file}: {'; '.join(worse)}. If you want "
            f"the new one, first run: {removal_command(old)}"
        )
        raise AnnexInstallError(msg)


def find_output(output: Output) -> pathlib.Path:
    """Find the folder that annexes are installed into: the user's data folder, unless another one is named.

    Raises:
        ImportError: names the extra if its library is missing.
    """
    folder = user_folder() if output is None else pathlib.Path(output)
    if folder is None:
        raise refuse_without_extra("Installing annexes")
    return folder


def _find_folder(output: Output) -> pathlib.Path:
    """Find the folder to work in, and restore it if an installation was interrupted."""
    folder = find_output(output) if output is None else find_output(output).resolve()
    if not folder.exists() and set_aside(folder).is_dir():
        set_aside(folder).rename(folder)
    return folder


def _read_installed(folder: pathlib.Path) -> tuple[Installed, ...]:
    """Read the index of a folder; without a folder, or in an empty one, there are no annexes."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return ()
    if not (folder / _INDEX).is_file():
        msg = (
            f"{folder} was not written by 'pilotzones annex install'. Name a new or empty folder, or one that it wrote."
        )
        raise AnnexInstallError(msg)
    try:
        return tuple(cattrs.structure(entry, Installed) for entry in _read_index(folder)["annexes"])
    except Exception as error:
        msg = f"{folder / _INDEX} is damaged ({type(error).__name__}). Delete the folder and install its annexes again."
        raise AnnexInstallError(msg) from error


def _read_index(folder: pathlib.Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads((folder / _INDEX).read_bytes())


def _replace(
    folder: pathlib.Path, rows: Mapping[str, Sequence[Mapping[str, str]]], annexes: Sequence[Installed]
) -> Coverage:
    """Write tables and index beside a folder, check that they load, and replace the folder.

    Returns:
        What the bundled tables and the folder know together.
    """
    before = _read_bytes(folder / _INDEX)
    with _as_install_error(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        workspace = pathlib.Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        staged = workspace / folder.name
        with _as_install_error(folder):
            _write(staged, rows, annexes)
        try:
            covered = Dataset.load(staged).coverage()
        except DataIntegrityError as fault:
            msg = f"The annex contradicts known data; {folder} is unchanged.\n{fault}"
            raise AnnexInstallError(msg) from fault
        if _read_bytes(folder / _INDEX) != before:
            raise AnnexInstallError(f"Another program has just changed {folder}. Try again.")
        with _as_install_error(folder):
            _swap(staged, folder)
    finally:
        shutil.rmtree(workspace, ignore_errors=True)
    return covered


def _write(folder: pathlib.Path, rows: Mapping[str, Sequence[Mapping[str, str]]], annexes: Sequence[Installed]) -> None:
    """Write tables and index into a new folder."""
    folder.mkdir()
    hashes = {}
    for name in WRITTEN:
        _save(folder / f"{name}.csv", as_csv(name, rows[name]))
        hashes[name] = _hash_file(folder / f"{name}.csv")
    index = {"tables": hashes, "annexes": [attrs.asdict(annex, filter=_is_kept) for annex in annexes]}
    _save(folder / _INDEX, json.dumps(index, ensure_ascii=False, indent=1).encode())
    _save(folder / PACKAGE, json.dumps({"format_version": FORMAT_VERSION}).encode())


def _is_kept(field: attrs.Attribute[object], _: object) -> bool:
    """Leave out what is known only at the moment of installing."""
    return field.name != "disagreements"


def _save(file: pathlib.Path, content: bytes) -> None:
    """Write a file through to the disk, so that a full disk is noticed before the old folder is replaced."""
    with file.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _swap(new: pathlib.Path, folder: pathlib.Path) -> None:
    """Replace a folder by a new one, or leave it as it was."""
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
        msg = f"{folder} could not be written ({error.strerror or error}); it is unchanged."
        raise AnnexInstallError(msg) from error


def _hash_file(file: pathlib.Path) -> str:
    return hashlib.sha256(_read_bytes(file)).hexdigest()


def _read_bytes(file: pathlib.Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""
