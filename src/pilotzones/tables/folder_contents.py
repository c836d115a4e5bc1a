"""What a folder of tables is called, and which announcements it makes known."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pilotzones.tables.faults import Faults
from pilotzones.tables.folders import bundled_folder
from pilotzones.tables.reading import read_table

if TYPE_CHECKING:
    from pilotzones.tables.folders import Folder
    from pilotzones.tables.formats import TableName

_TELL: dict[TableName, str] = {
    "announcements": "id",
    "list_changes": "announcement",
    "list_coverage": "announcement",
}
"""The tables that make announcements known, and the column that names these."""


def name_of(folder: Folder) -> str:
    """Give the path of a folder on disk; the bundled one and those in memory have a word."""
    if folder == bundled_folder():
        return "bundled"
    return str(folder) if isinstance(folder, os.PathLike) else folder.name


def announcements_in(folder: Folder) -> tuple[str, ...]:
    """List the ids of the announcements that a folder makes known, in order, or of which it knows lines."""
    ignored = Faults()  # what is wrong with a table is found where it is used
    found = {row[column] for table, column in _TELL.items() for row in read_table([folder], table, ignored)}
    return tuple(sorted(found, key=_by_year_and_number))


def _by_year_and_number(id_: str) -> tuple[tuple[int, str], ...]:
    """Sort 2019-96 before 2019-157: a longer number is a larger one."""
    return tuple((len(part), part) for part in id_.split("-"))
