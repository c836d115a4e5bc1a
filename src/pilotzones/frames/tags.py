"""Of which zone every place is, and in whose territory it lies, at any time: laid out for columns to join."""

from __future__ import annotations

import datetime
import functools
import weakref
from typing import TYPE_CHECKING, Literal, NamedTuple

from pilotzones.frames.tables.table import Column, Table
from pilotzones.frames.texts import MALFORMED
from pilotzones.places.errors import InvalidPlaceError
from pilotzones.places.gazetteer import check_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pilotzones.dataset import Dataset
    from pilotzones.places.gazetteer import Place
    from pilotzones.places.register import ZoneRegister
    from pilotzones.records.zones import Zone

PlaceStatus = Literal["known", "no place", "unknown place", "no date", "invalid date", "ambiguous place"]
WITHOUT_TAGS: tuple[PlaceStatus, ...] = ("no place", "unknown place", "no date", "invalid date")
"""Why a row can have no tags, the first reason first; the places are the numbers of the tags."""

COLUMNS = (
    Column("place_status", "text", "known, or why nothing is said of the place."),
    Column("zone", "text", "The zone that was ever made of exactly this place, by its id."),
    Column("batch", "integer", "The batch that approved that zone."),
    Column("in_force", "boolean", "Whether it was in force on the day."),
    Column("covering_zone", "text", "The zone in whose territory the place lay on the day, by its id."),
)
Tag = tuple[PlaceStatus, "str | None", "int | None", "bool | None", "str | None"]

KEY, NAME, NUMBER, TAG = "key", "name", "number", "tag"


class Tags(NamedTuple):
    """All that can be said of places.

    ``names`` has the places that a folded name may mean, under one number; ``find`` reads such
    a number from a name as it is written. ``times`` has the number of the tags for each of them
    after each of the ``turning_days``; its key is made of both (``span``). ``tags`` has
    those of ``WITHOUT_TAGS`` first.
    """

    turning_days: tuple[datetime.date, ...]
    names: Table
    times: Table
    tags: Table
    find: Callable[[str], int]

    @property
    def span(self) -> int:
        """How many keys a number of places has: one a stretch of time, and one for the time before."""
        return len(self.turning_days) + 1


_known: weakref.WeakKeyDictionary[Dataset, Tags] = weakref.WeakKeyDictionary()


def tags_of(dataset: Dataset) -> Tags:
    """Lay out what a dataset says of places, once."""
    if dataset not in _known:
        _known[dataset] = _laid_out(dataset.register)
    return _known[dataset]


def _laid_out(register: ZoneRegister) -> Tags:
    days = {zone.established_on for zone in register.zones}
    days.update(zone.revoked_on for zone in register.zones if zone.revoked_on)
    turning_days = tuple(sorted(days))
    keys = {str(key): tuple(sorted(places)) for key, places in register.gazetteer.every_key().items()}
    groups = {places: register.highest(register.gazetteer.places(places)) for places in dict.fromkeys(keys.values())}
    places_of = {places: highest for places, highest in groups.items() if highest}  # without provinces
    number_of = {places: number for number, places in enumerate(places_of)}
    numbers: dict[Tag, int] = {(status, None, None, None, None): place for place, status in enumerate(WITHOUT_TAGS)}
    stretches = (datetime.date.min, *turning_days)
    times = [
        (number_of[key] * len(stretches) + stretch, numbers.setdefault(_tag(register, places, day), len(numbers)))
        for key, places in places_of.items()
        for stretch, day in enumerate(stretches)
    ]
    names = [(name, number_of[places]) for name, places in keys.items() if places in number_of]
    tags = [(number, *tag) for tag, number in numbers.items()]
    return Tags(
        turning_days,
        Table("names", "The places that a name may mean.", (_NAME, _NUMBER), (NAME,), tuple(names)),
        Table("times", "What is said of places in a stretch of time.", (_KEY, _TAG), (KEY,), tuple(times)),
        Table("tags", "What can be said.", (_TAG, *COLUMNS), (TAG,), tuple(tags)),
        functools.lru_cache(1 << 16)(functools.partial(_number, register, number_of)),
    )


def _number(register: ZoneRegister, number_of: Mapping[tuple[str, ...], int], name: str) -> int:
    """Number the places that a name may mean."""
    try:
        found = register.gazetteer.find(check_name(name))
    except InvalidPlaceError:
        return MALFORMED
    return number_of.get(tuple(sorted(place.key for place in found)), MALFORMED)


def _tag(register: ZoneRegister, places: Sequence[Place], day: datetime.date) -> Tag:
    """Say what holds of all the places that a name may mean."""
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


_NAME = Column(NAME, "text", "A name, folded.")
_NUMBER = Column(NUMBER, "integer", "The number of the places that it may mean.")
_KEY = Column(KEY, "integer", "The number of the places, times the number of keys it has, and the stretch of time.")
_TAG = Column(TAG, "integer", "The number of what is said.")
