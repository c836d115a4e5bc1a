"""Which zone every place is, and in whose territory it lies, at any time, for columns to be joined to."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, Literal

from pilotzones.frames.caching import cache_per_dataset
from pilotzones.frames.layout import lay_out
from pilotzones.frames.tables.table import Column, Table
from pilotzones.frames.texts import MALFORMED, places_reader
from pilotzones.places.errors import InvalidPlaceError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilotzones.dataset import Dataset
    from pilotzones.frames.layout import Layout
    from pilotzones.places.gazetteer import Place
    from pilotzones.places.register import ZoneRegister
    from pilotzones.records.zones import Zone

PlaceStatus = Literal["known", "no place", "unknown place", "no date", "invalid date", "ambiguous place"]
_WITHOUT_TAGS: tuple[PlaceStatus, ...] = ("no place", "unknown place", "no date", "invalid date")

COLUMNS = (
    Column("place_status", "text", "known, or why there is no answer about the place."),
    Column("zone", "text", "The zone that was ever made of exactly this place, by its id."),
    Column("batch", "integer", "The batch that approved that zone."),
    Column("in_force", "boolean", "Whether that zone was in force on the day."),
    Column("covering_zone", "text", "The zone in whose territory the place lay on the day, by its id."),
)
Tag = tuple[PlaceStatus, "str | None", "int | None", "bool | None", "str | None"]


@cache_per_dataset
def answers_about_places(dataset: Dataset) -> Layout:
    """Lay out a dataset's answers about places; those that a name may mean have one number together."""
    register = dataset.register
    days = {zone.established_on for zone in register.zones}
    days.update(zone.revoked_on for zone in register.zones if zone.revoked_on)
    turning_days = tuple(sorted(days))
    keys = {str(key): tuple(sorted(places)) for key, places in register.gazetteer.every_key().items()}
    groups = {places: register.highest(register.gazetteer.places(places)) for places in dict.fromkeys(keys.values())}
    places_of = {key: places for key, places in groups.items() if places}  # without provinces
    number_of = {key: number for number, key in enumerate(places_of)}
    names = tuple((name, number_of[key]) for name, key in keys.items() if key in number_of)
    find = functools.lru_cache(1 << 16)(functools.partial(_number, register, number_of))
    return lay_out(
        turning_days=turning_days,
        reader=places_reader(find, Table("names", "The places that a name may mean.", _NAMES, ("name",), names)),
        columns=COLUMNS,
        first_answers=[(status, None, None, None, None) for status in _WITHOUT_TAGS],
        answers=[
            (number_of[key], stretch, _tag(register, places, day))
            for key, places in places_of.items()
            for stretch, day in enumerate((datetime.date.min, *turning_days))
        ],
    )


def _number(register: ZoneRegister, number_of: Mapping[tuple[str, ...], int], name: str) -> int:
    """Number the places that a name may mean."""
    try:
        found = register.gazetteer.find(name)
    except InvalidPlaceError:
        return MALFORMED
    return number_of.get(tuple(sorted(place.key for place in found)), MALFORMED)


def _tag(register: ZoneRegister, places: Sequence[Place], day: datetime.date) -> Tag:
    """Answer what is true of all the places that a name may mean."""
    zones = [_own(register.zones_at(place), day) for place in places]
    in_force = {zone is not None and zone.in_force(day) for zone in zones}
    covering = {zone.id if zone else None for zone in (register.covering(place, day) for place in places)}
    if len(in_force) > 1 or len(covering) > 1:
        return ("ambiguous place", None, None, None, None)
    own = zones[0] if len(places) == 1 else None
    return ("known", own.id if own else None, own.batch.number if own else None, in_force.pop(), covering.pop())


def _own(zones: Sequence[Zone], day: datetime.date) -> Zone | None:
    """Choose, of all zones made of a place, the one in force, or else the last before the day, or the first."""
    begun = [zone for zone in zones if zone.established_on <= day]
    in_force = [zone for zone in begun if zone.in_force(day)]
    return next(iter([*in_force, *reversed(begun), *zones]), None)


_NAMES = (
    Column("name", "text", "A name, without what does not matter in it."),
    Column("number", "integer", "The number of the places that it may mean."),
)
