"""What stands below an answer for people: how old the data is, and the pages that print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.staleness import OLD

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from pilotzones.cli.asked import Asked
    from pilotzones.dataset_base import Sourced
    from pilotzones.staleness import Subject


def note_age(
    asked: Asked, day: datetime.date | None, verified: datetime.date, subjects: Iterable[Subject]
) -> tuple[str, ...]:
    """Say that a day is after the last one on which the data about some subjects was checked; nothing if it is not."""
    if day is None or day <= verified:
        return ()
    note = asked.sentences.on_age(day, verified, subjects)
    if (day - verified).days > OLD:
        asked.old = note
    return (note,)


def list_sources(asked: Asked, records: Iterable[Sourced]) -> tuple[str, ...]:
    """List the pages of some records, each once, under a title; nothing if there is none."""
    pages = {source.id: source for record in records for source in asked.data.sources(of=record)}
    lines = (asked.say("source", id=page.id, source=page.source) for page in pages.values())
    return (asked.say("sources"), *lines) if pages else ()
