"""Coverage: how much of each annex, and of the list after it, is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.code_ranges import EVERY_CODE
from pilotzones.records.disagreements import Disagreement
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
        verified_through=manifest.verified_through.list,
        folders=tuple(map(str, folders)),
        annexes=tuple(
            AnnexCoverage(
                announcement=annex.announcement,
                known=len(annex.lines),
                stated=annex.announcement.lines_stated,
                known_ranges=annex.known_ranges,
                outside=len(annex.statements),
                list_ranges=annex.list_ranges,
            )
            for annex in positive_list.annexes
        ),
        editions=tuple(
            EditionCoverage(
                edition=edition,
                known_ranges=tuple(state.known),
                missing=() if state.is_complete else _incomplete(positive_list.annexes_of(index)),
            )
            for index, (edition, state) in enumerate(zip(positive_list.editions, positive_list.states, strict=True))
        ),
        disagreements=tuple(
            Disagreement(announcement, hs_code=code, answered_by=answer, against=other)
            for announcement, code, answer, other in positive_list.conflicts
        ),
    )


def _incomplete(annexes: Iterable[Annex]) -> tuple[Announcement, ...]:
    """List the announcements whose annexes are not wholly known, from the last list that is wholly known on."""
    missing: list[Announcement] = []
    for annex in annexes:
        if annex.known_after == EVERY_CODE:
            missing = []
        elif not annex.is_complete:
            missing.append(annex.announcement)
    return tuple(missing)
