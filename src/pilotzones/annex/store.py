"""Install checked annexes as a folder of tables, which is written completely or not at all."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec

import attrs

from pilotzones.annex.as_tables import write_tables
from pilotzones.annex.errors import AnnexCheckError, AnnexInstallError, refuse_without_extra
from pilotzones.annex.folder_changes import changing, remove_tables, replace_tables
from pilotzones.annex.folder_state import FolderState, describe_damage, read_state
from pilotzones.annex.merging import merge
from pilotzones.annex.records import Difference, Download, Installed, Reading, removal_command
from pilotzones.arguments import as_members, as_text, check_type, quoted
from pilotzones.dataset import Dataset
from pilotzones.paths import as_path, shown_path
from pilotzones.records.knowledge import Coverage
from pilotzones.tables.faults import DataIntegrityError
from pilotzones.tables.formats import FORMAT_VERSION, TableName
from pilotzones.tables.in_memory import FolderInMemory
from pilotzones.tables.installed_tables import INDEX, PACKAGE, WRITTEN, hash_content
from pilotzones.tables.user_folder import user_folder
from pilotzones.tables.writing import as_csv

Output = str | os.PathLike[str] | None


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
        ArgumentTypeError, InvalidPathError: if an argument is not what it must be.
    """
    check_type("reading", reading, Reading, "the result of annex.read")
    check_type("download", download, (Download, type(None)), "a Download or None")
    page = as_text("page", page)
    names = as_members("accept", accept, "a collection of names of differences, such as ['count']")
    folder = find_output(output)
    accepted = _accept(reading, names)
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
    tables = write_tables(reading, complete=complete, page=page, download=download)
    read_state(folder)  # it raises for a folder of somebody else, before anything is written there
    with changing(folder):
        found = read_state(folder)
        for old in found.sound:
            if old.name == new.name:
                _check_better(old, new)
        kept = tuple(old for old in found.sound if old.name != new.name)
        covered = _replace(folder, found, merge(found.tables, new, tables), (*kept, new))
    disagreements = tuple(str(one) for one in covered.disagreements if one.announcement == new.announcement)
    return attrs.evolve(new, disagreements=disagreements, damaged=found.name_damaged(new))


def installed(output: Output = None) -> tuple[Installed, ...]:
    """List the annexes that were installed, by announcement.

    Returns:
        The annexes that the index of the folder has; whether their tables are unchanged says ``verify``.

    Raises:
        AnnexInstallError: if the folder is not one of installed annexes, or cannot be read.
        ArgumentTypeError, InvalidPathError: if output is not a path that can be used.
    """
    return read_state(find_output(output)).annexes


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
        ArgumentTypeError, InvalidPathError: if an argument is not what it must be.
    """
    if (announcement is None) == (list_after is None):
        raise AnnexInstallError("Name one of the two: the announcement of an annex, or list_after.")
    if announcement is None:
        name = f"list after {as_text('list_after', list_after)}"
    else:
        name = as_text("announcement", announcement)
    folder = find_output(output)
    _find_installed(name, folder, read_state(folder))  # it raises before a folder is made for the lock
    with changing(folder):
        found = read_state(folder)
        old = _find_installed(name, folder, found)
        left = tuple(other for other in found.sound if other.name != name)
        if left:
            _replace(folder, found, merge(found.tables, old, {}), left)
        else:
            remove_tables(folder, found.installation)
    return attrs.evolve(old, damaged=found.name_damaged(old))


def verify(output: Output = None) -> tuple[Installed, ...]:
    """Hash the installed tables again, and check that they load.

    Returns:
        The annexes, all unchanged since they were installed.

    Raises:
        AnnexInstallError: names every table that has changed.
        DataIntegrityError: names every fault of unchanged tables.
    """
    folder = find_output(output)
    found = read_state(folder)
    if found.is_damaged:
        raise AnnexInstallError(describe_damage(folder, found))
    if found.annexes:
        Dataset.load(folder)
    return found.annexes


def find_sound(output: Output, name: str) -> Installed | None:
    """Find an installed annex by its name, if its tables are as they were installed."""
    return next((one for one in read_state(find_output(output)).sound if one.name == name), None)


def _accept(reading: Reading, accept: Sequence[object]) -> tuple[Difference, ...]:
    """Find the differences that the user accepts, or raise if any other remains."""
    known = {name for difference in reading.differences for name in (difference.rule, difference.name)}
    names = {as_text("each name in accept", name): None for name in accept}
    unknown = [name for name in names if name not in known]
    if unknown:
        has = ", ".join(sorted({difference.name for difference in reading.differences})) or "none"
        raise AnnexCheckError(
            f"{quoted(unknown[0])} is not a difference of this annex, which has: {has[:400]}.", differences=()
        )
    accepted = [
        difference
        for difference in reading.differences
        if difference.accepted != "never" and {difference.rule, difference.name} & names.keys()
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
        AnnexInstallError: if the user has no data folder.
        ArgumentTypeError, InvalidPathError: if the other one is not a path that can be used.
        ImportError: names the extra if its library is missing.
    """
    folder = user_folder() if output is None else as_path("output", output)
    if folder is not None:
        return folder
    if find_spec("platformdirs") is None:
        raise refuse_without_extra("Installing annexes")
    msg = (
        "You have no home folder to keep annexes in: the environment variable HOME does not name one. Set it, or name "
        "a folder with --output (in Python: output)."
    )
    raise AnnexInstallError(msg)


def _find_installed(name: str, folder: pathlib.Path, found: FolderState) -> Installed:
    for one in found.annexes:
        if one.name == name:
            return one
    if found.is_damaged:
        raise AnnexInstallError(describe_damage(folder, found))
    has = ", ".join(one.name for one in found.annexes) or "nothing"
    raise AnnexInstallError(f"{quoted(name)} is not installed in {shown_path(folder)}, which has {has}.")


def _replace(
    folder: pathlib.Path,
    found: FolderState,
    rows: Mapping[TableName, Sequence[Mapping[str, str]]],
    annexes: Sequence[Installed],
) -> Coverage:
    """Check that new tables load, and put them in the place of those in a folder.

    Returns:
        What the bundled tables and the new ones know together.
    """
    tables: dict[TableName, bytes] = {name: as_csv(name, rows[name]) for name in WRITTEN}
    data = Dataset.bundled().under(FolderInMemory(folder.name, lambda: tables))
    try:
        data.check(tables)
    except DataIntegrityError as fault:
        msg = f"The annex contradicts known data; {shown_path(folder)} is unchanged.\n{fault}"
        raise AnnexInstallError(msg) from fault
    covered = data.coverage()  # before anything is written: what fails afterwards would not be told truly
    index = {
        "tables": {name: hash_content(content) for name, content in tables.items()},
        "annexes": [attrs.asdict(annex, filter=_is_kept) for annex in annexes],
    }
    files = {f"{name}.csv": content for name, content in tables.items()}
    files[INDEX] = json.dumps(index, ensure_ascii=False, indent=1).encode()
    files[PACKAGE] = json.dumps({"format_version": FORMAT_VERSION}).encode()
    replace_tables(folder, files, found.installation)
    return covered


def _is_kept(field: attrs.Attribute[object], _: object) -> bool:
    """Leave out what is known only at the moment of a change."""
    return field.name not in {"disagreements", "damaged"}
