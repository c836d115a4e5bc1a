"""What the data knows of itself: the coverage of each annex, and the pages behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones import tables
from pilotzones.records.knowledge import AnnexCoverage, Coverage, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.annexes import Annex
    from pilotzones.records.manifest import Manifest
    from pilotzones.resources import Folder


def coverage_of(annexes: Sequence[Annex], data_version: str, manifest: Manifest) -> Coverage:
    """Count the known lines of each annex."""
    return Coverage(
        data_version=data_version,
        verified_through=manifest.verified_through,
        annexes=tuple(
            AnnexCoverage(
                announcement=annex.announcement,
                known=len(annex.changes),
                stated=annex.announcement.lines_stated,
                settled=annex.settled,
            )
            for annex in annexes
        ),
    )


def read_sources(folders: Sequence[Folder]) -> dict[str, Source]:
    """Read every page the data rests on, by id, in order."""
    rows = tables.read(folders, "sources")
    return {row.required("id"): Source(row.text("id"), row.required("source")) for row in rows}
