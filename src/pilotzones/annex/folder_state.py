"""What a folder of installed annexes has, and whether it is as it was installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import cattrs

from pilotzones.annex.errors import AnnexInstallError
from pilotzones.annex.records import Installed
from pilotzones.paths import reason_of, shown_path
from pilotzones.tables.faults import Faults
from pilotzones.tables.in_memory import FolderInMemory
from pilotzones.tables.installed_tables import INDEX, InstalledFolder, has_only_leftovers, list_names, read_installation
from pilotzones.tables.user_folder import check_version

if TYPE_CHECKING:
    import pathlib

    from pilotzones.tables.folders import Folder
    from pilotzones.tables.installed_tables import Installation


@attrs.frozen
class FolderState:
    """What is installed in a folder: ``tables`` are its tables, without rows if they are damaged."""

    installation: Installation | None
    annexes: tuple[Installed, ...]
    tables: Folder

    @property
    def sound(self) -> tuple[Installed, ...]:
        """The annexes whose tables are as they were installed: all, or none."""
        return () if self.is_damaged else self.annexes

    @property
    def is_damaged(self) -> bool:
        """Whether anything is not as it was installed."""
        return bool(self.installation and self.installation.problems)

    def name_damaged(self, one: Installed) -> tuple[str, ...]:
        """Name the other annexes whose tables are damaged."""
        return tuple(old.name for old in self.annexes if old not in self.sound and old.name != one.name)


def read_state(folder: pathlib.Path) -> FolderState:
    """Read what is installed in a folder; nothing if there is no folder, or it is empty.

    Raises:
        AnnexInstallError: if the folder has other files, or cannot be read.
        DataIntegrityError: if a later release wrote it.
    """
    nothing = FolderInMemory(folder.name, dict)
    try:
        installation = read_installation(folder)
        if not installation and (folder.is_file() or not has_only_leftovers(list_names(folder))):
            msg = (
                f"{shown_path(folder)} was not written by 'pilotzones annex install'. Name a new or empty folder, or "
                "one that it wrote."
            )
            raise AnnexInstallError(msg)
    except OSError as error:
        shown = shown_path(error.filename or folder)
        msg = f"{shown} cannot be read ({reason_of(error)}). Nothing was changed; give yourself permission to read it."
        raise AnnexInstallError(msg) from error
    if not installation:
        return FolderState(None, (), nothing)
    tables = InstalledFolder(folder, installation)
    faults = Faults()
    check_version(tables, faults)
    faults.raise_all()
    try:
        annexes = tuple(cattrs.structure(entry, Installed) for entry in installation.index["annexes"])
    except Exception:  # noqa: BLE001 - whatever a changed index makes cattrs raise
        problems = installation.problems or (f"{INDEX} is damaged",)
        return FolderState(installation._replace(problems=problems), (), nothing)
    return FolderState(installation, annexes, nothing if installation.problems else tables)


def describe_damage(folder: pathlib.Path, found: FolderState) -> str:
    """Say what is damaged, what that means, and what to do."""
    problems = "; ".join(found.installation.problems) if found.installation else ""
    again = ", ".join(f"{old.name} (from {old.file})" for old in found.annexes) or "your annexes"
    return (
        f"In {shown_path(folder)} not everything is as it was installed: {problems}. Nothing of it is used for "
        f"answers. Install again: {again}. The first installation puts the damaged tables aside in the same folder."
    )
