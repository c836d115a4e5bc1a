"""``announcement_pages.csv``: the pages on which announcements and their annexes stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilotzones.arguments import quoted
from pilotzones.tables.faults import Faults
from pilotzones.tables.reading import read_table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pilotzones.records.evidence import Evidence
    from pilotzones.tables.folders import Folder


class AnnouncementPage(NamedTuple):
    """A page on which an announcement or its annex stands, and who publishes it; a row of the table."""

    announcement: str
    page: str
    publisher: str
    evidence: Evidence
    sources: tuple[str, ...]
    note: str


def read_announcement_pages(folders: Sequence[Folder], known: Collection[str]) -> tuple[AnnouncementPage, ...]:
    """Read the known pages of all announcements, in the order of the tables.

    Args:
        folders: those of the dataset; a later folder's pages of an announcement replace the earlier ones.
        known: the ids of the announcements.

    Returns:
        The pages, each once for an announcement.

    Raises:
        DataIntegrityError: for a damaged table, a page of an unknown announcement, or one that is there twice.
    """
    faults = Faults()
    pages: dict[tuple[str, str], AnnouncementPage] = {}
    for row in read_table(folders, "announcement_pages", faults):
        key = (row["announcement"], row["page"])
        if row["announcement"] not in known:
            faults.add(row.where, f"{quoted(row['announcement'])} is not in announcements.csv.", "announcement")
        elif key in pages:
            faults.add(row.where, f"{row['page']} appears already as a page of {row['announcement']}.", "page")
        pages[key] = AnnouncementPage(
            announcement=row["announcement"],
            page=row["page"],
            publisher=row["publisher"],
            evidence=row["evidence"],
            sources=row["sources"],
            note=row["note"],
        )
    faults.raise_all()
    return tuple(pages.values())
