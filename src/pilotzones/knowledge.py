"""What the data knows of itself: the coverage of each annex, and the pages behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones import tables
from pilotzones.faults import Faults
from pilotzones.quoting import quoted
from pilotzones.records.knowledge import AnnexCoverage, Coverage, EditionCoverage, Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pilotzones.annexes import Annex
    from pilotzones.positive_list import PositiveList
    from pilotzones.records.announcements import Announcement
    from pilotzones.records.shipped_tables import Manifest
    from pilotzones.resources import Folder


def coverage_of(
    positive_list: PositiveList, data_version: str, manifest: Manifest, folders: Sequence[Folder]
) -> Coverage:
    """Count what is known of each annex, and of the list after each announcement."""
    return Coverage(
        data_version=data_version,
        verified_through=manifest.verified_through,
        folders=tuple(map(str, folders)),
        annexes=tuple(
            AnnexCoverage(annex.announcement, len(annex.lines), annex.announcement.lines_stated, annex.settled)
            for annex in positive_list.annexes
        ),
        editions=tuple(
            EditionCoverage(edition, state.settled, _incomplete(positive_list.annexes_of(place)))
            for place, (edition, state) in enumerate(zip(positive_list.editions, positive_list.states, strict=True))
        ),
    )


def _incomplete(annexes: Iterable[Annex]) -> tuple[Announcement, ...]:
    return tuple(annex.announcement for annex in annexes if not annex.is_complete)


def read_sources(folders: Sequence[Folder]) -> dict[str, Source]:
    """Read every page the data rests on, by id, in order.

    Raises:
        DataIntegrityError: for a damaged table.
    """
    faults = Faults()
    rows = tables.read(folders, "sources", faults)
    faults.settle()
    return {row["id"]: Source(row["id"], row["source"]) for row in rows}


def check_sources(rows: Iterable[tables.Row], known: Collection[str]) -> None:
    """Check that every source that a record names is there.

    Raises:
        DataIntegrityError: names every record whose source is not.
    """
    faults = Faults()
    by_text: dict[str, list[tables.Row]] = {}
    for row in rows:
        by_text.setdefault(row.text("sources"), []).append(row)
    for group in by_text.values():
        missing = ", ".join(quoted(source) for source in group[0]["sources"] if source not in known)
        if missing:
            for row in group:
                faults.add(row.where, f"sources.csv has no {missing}, which the record names.", "sources")
    faults.settle()
