"""Coverage: how much of each annex, and of the list after it, is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.records.knowledge import AnnexCoverage, Coverage, EditionCoverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pilotzones.positive_list.editions import PositiveList
    from pilotzones.positive_list.event_log import Annex
    from pilotzones.records.announcements import Announcement
    from pilotzones.records.shipped_tables import Manifest
    from pilotzones.tables.folders import Folder


def coverage_of(
    positive_list: PositiveList, data_version: str, manifest: Manifest, folders: Sequence[Folder]
) -> Coverage:
    """Count what is known of each annex, and of the list after each announcement."""
    return Coverage(
        data_version=data_version,
        verified_through=manifest.verified_through,
        folders=tuple(map(str, folders)),
        annexes=tuple(
            AnnexCoverage(
                announcement=annex.announcement,
                known=len(annex.lines),
                stated=annex.announcement.lines_stated,
                known_ranges=annex.known_ranges,
            )
            for annex in positive_list.annexes
        ),
        editions=tuple(
            EditionCoverage(
                edition=edition,
                known_ranges=tuple(state.known),
                missing=_incomplete(positive_list.annexes_of(index)),
            )
            for index, (edition, state) in enumerate(zip(positive_list.editions, positive_list.states, strict=True))
        ),
    )


def _incomplete(annexes: Iterable[Annex]) -> tuple[Announcement, ...]:
    return tuple(annex.announcement for annex in annexes if not annex.is_complete)
