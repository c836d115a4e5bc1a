"""The record of an answer about a place on a day."""

from __future__ import annotations

import datetime
from typing import NoReturn

import attrs

from pilotzones.records.places import Place
from pilotzones.records.record import Record
from pilotzones.records.zones import Zone
from pilotzones.staleness import Subject, note_on_age


@attrs.frozen(repr=False)
class ZoneAnswer(Record):
    """Whether a place was a pilot zone on a day, and in which it lay.

    ``places`` are those that the name may mean on that day, which all have this answer.
    ``is_zone`` tells whether the place was a zone itself, ``zone`` is the one in whose
    territory it lay, None if there was none. ``verified_through`` is the last day on which
    the data was checked, the earlier of that of the zones and that of the divisions;
    ``is_beyond_verified`` tells whether ``date`` is later, ``unverified`` which of the two were
    not checked since (``"zones"``, ``"divisions"``). ``sources`` holds the ids of
    the pages of the zone and its batch. It has no truth value, because it holds two answers.
    """

    places: tuple[Place, ...]
    date: datetime.date = attrs.field(repr=str)
    is_zone: bool
    zone: Zone | None
    data_version: str
    verified_through: datetime.date = attrs.field(repr=str)
    is_beyond_verified: bool
    unverified: tuple[Subject, ...]
    sources: tuple[str, ...]

    def __bool__(self) -> NoReturn:
        msg = "A ZoneAnswer is neither true nor false: ask for .is_zone or .zone."
        raise TypeError(msg)

    def __str__(self) -> str:
        named = ", ".join(place.name_zh for place in self.places)
        said = "not in a pilot zone"
        if self.zone:
            said = "a pilot zone" if self.is_zone else f"in the pilot zone {self.zone.name_en} {self.zone.name_zh}"
        lines = [f"{named} on {self.date}: {said}."]
        if self.is_beyond_verified:
            lines.append(note_on_age(self.date, self.verified_through, self.unverified))
        return "\n".join(lines)
