"""Which place every name means, which zone it is and in which it lies, at any time, for columns to be joined to."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, Literal, NamedTuple

import narwhals as nw

from pilotzones.frames.caching import cache_per_dataset
from pilotzones.frames.layout import lay_out_changes
from pilotzones.frames.tables.table import Column, Table
from pilotzones.frames.texts import MALFORMED, Reader, places_reader, written_name
from pilotzones.geography.errors import InvalidPlaceError, UnknownPlaceError
from pilotzones.geography.names import normalise
from pilotzones.geography.written import OUTSIDE_NAMES, is_outside, listed
from pilotzones.records.zones import title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pilotzones.dataset import Dataset
    from pilotzones.frames.engines.engine import Engine, Frame
    from pilotzones.frames.layout import Layout
    from pilotzones.geography.name_index import Keys
    from pilotzones.geography.names import NameKey
    from pilotzones.geography.register import ZoneRegister
    from pilotzones.records.zones import Zone

PlaceStatus = Literal[
    "known",
    "no place",
    "unknown place",
    "outside the mainland",
    "no date",
    "invalid date",
    "beyond max_age",
    "ambiguous place",
]

COLUMNS = (
    Column("place_status", "text", "known, or why there is no answer about the place."),
    Column("zone", "text", "The zone that was ever made of exactly this place, by its id."),
    Column("batch", "integer", "The batch that approved that zone."),
    Column("in_force", "boolean", "Whether that zone was in force on the day."),
    Column("covering_zone", "text", "The zone in whose territory the place lay on the day, by its id."),
    Column("adcode", "text", "The GB/T 2260 code of the place on the day; null if the name means several places."),
    Column("place_name", "text", "Its full Chinese name on the day."),
    Column("prefecture", "text", "The code of the prefecture or municipality that it lies in or is."),
    Column("province", "text", "The code of its province."),
    Column("reason", "text", "Why there is no answer, and which places the name may mean."),
)


class Tag(NamedTuple):
    """What is answered about a place on a day, in the order of ``COLUMNS``."""

    status: PlaceStatus
    zone: str | None = None
    batch: int | None = None
    in_force: bool | None = None
    covering_zone: str | None = None
    adcode: str | None = None
    place_name: str | None = None
    prefecture: str | None = None
    province: str | None = None
    reason: str | None = None


_WITHOUT_TAGS = (
    Tag(status="no place"),
    Tag(status="unknown place", reason="No place has or had this name."),
    Tag(status="no date"),
    Tag(status="invalid date"),
    Tag(status="beyond max_age", reason="The day is more than max_age days after the last verified one."),
)

PROVINCE, OUTSIDE, ELSEWHERE, NO_PROVINCE = -2, -3, -4, -5
"""The numbers of what cannot be asked about, in the order of these answers."""
_REFUSED = (
    Tag(status="unknown place", reason="This is a province, not a city."),
    Tag(status="outside the mainland", reason="Hong Kong, Macao and Taiwan have no pilot zones."),
    Tag(status="unknown place", reason="No place of this name lies in that province."),
    Tag(status="unknown place", reason="No province has the name in the column of provinces."),
)


NEAR_MISSES = Column("near_misses", "text", "Places with names like a name that no place has, joined by semicolons.")
_MOST_NEAR_MISSES = 2000
"""For so many distinct names of a column near misses are looked for, which takes a second or two."""


class PlaceAnswers(NamedTuple):
    """The answers about places, and how a column of provinces narrows which place a name means.

    ``provinces`` reads a province as the first two digits of its code. ``narrowed`` has the
    number of the places of a name in a province, by 100 times the number of the name's places
    plus those digits. ``find`` numbers the places of a name, ``near_misses`` describes places with
    names like a name.
    """

    layout: Layout
    provinces: Reader
    narrowed: Table
    find: Callable[[str], int]
    near_misses: Callable[[str], str | None]

    def add_near_misses(self, frame: Frame, engine: Engine, column: str) -> Frame:
        """Add the near misses of a column's names that no place has; null where no Python runs now."""
        if isinstance(frame, nw.LazyFrame):
            return frame.with_columns(nw.lit(None, nw.String).alias(NEAR_MISSES.name))
        numbers: dict[str, int] = {}

        def number(value: object) -> int:
            name = written_name(value)
            if name is None:
                return MALFORMED
            if len(numbers) == _MOST_NEAR_MISSES or self.find(name) != MALFORMED:
                return numbers.get(name, MALFORMED)
            return numbers.setdefault(name, len(numbers))

        read = engine.read(frame, column, Reader(number, lambda frame, *_: frame), _NEAR)
        rows = tuple((number, self.near_misses(name)) for name, number in numbers.items())
        return engine.join(read, Table(_NEAR, "Near misses.", (_NEAR_NUMBER, NEAR_MISSES), (_NEAR,), rows), _NEAR)


@cache_per_dataset
def answers_about_places(dataset: Dataset) -> PlaceAnswers:
    """Lay out a dataset's answers about places; those that a name may mean have one number together."""
    register = dataset.register
    gazetteer = register.gazetteer
    named = gazetteer.every_name
    titled = {normalise(title): register.titled(title) for zone in register.zones for title in _titles(zone)}
    subjects: dict[Keys, int] = {}
    for keys in filter(register.can_be_zones, (*named.values(), *titled.values())):
        subjects.setdefault(_in_order(keys), len(subjects))
    narrow = gazetteer.written_forms.narrowed
    for inside in filter(register.can_be_zones, (inside for keys in tuple(subjects) for inside in narrow(keys))):
        subjects.setdefault(_in_order(inside), len(subjects))
    narrowed = tuple(
        (number * _PROVINCES + int(prefix), subjects.setdefault(inside, len(subjects)))
        for keys, number in tuple(subjects.items())
        for prefix, inside in _by_province(register, keys).items()
        if register.can_be_zones(inside)
    )
    find = functools.lru_cache(1 << 16)(functools.partial(_number, register, subjects))
    return PlaceAnswers(
        layout=lay_out_changes(
            reader=places_reader(
                find,
                functools.partial(_names, register, subjects, titled),
                functools.partial(_forms, register, functools.partial(_number, register, subjects)),
            ),
            columns=COLUMNS,
            first_answers=(*_WITHOUT_TAGS, *_REFUSED),
            changes=[(number, _changes(register, keys)) for keys, number in subjects.items()],
            verified=dataset.verified["territory"],
        ),
        provinces=places_reader(
            functools.lru_cache(1 << 10)(functools.partial(_province, register)),
            functools.partial(_province_names, register),
        ),
        find=find,
        near_misses=functools.partial(_near_misses, register),
        narrowed=Table("narrowed", "The places of a name in a province.", _NARROWED, ("key",), narrowed),
    )


_PROVINCES = 100


def _titles(zone: Zone) -> tuple[str, ...]:
    return zone.official_name, title_of(zone.name_zh)


def _in_order(keys: Iterable[str]) -> Keys:
    return tuple(sorted(keys))


def _by_province(register: ZoneRegister, keys: Keys) -> dict[str, Keys]:
    """Give the places of each province among those of a name."""
    found: dict[str, Keys] = {}
    for key in keys:
        prefix = register.gazetteer.territory(key)[0][:2]
        found[prefix] = (*found.get(prefix, ()), key)
    return found


def _number(register: ZoneRegister, subjects: Mapping[Keys, int], name: str) -> int:
    """Number the places that a name may mean."""
    try:
        keys = register.titled(name) or register.gazetteer.keys_ever(name)
    except InvalidPlaceError:
        return MALFORMED
    if not keys:
        return OUTSIDE if is_outside(name) else MALFORMED
    return _subject(register, subjects, keys)


def _subject(register: ZoneRegister, subjects: Mapping[Keys, int], keys: Keys) -> int:
    return subjects.get(_in_order(keys), MALFORMED) if register.can_be_zones(keys) else PROVINCE


def _near_misses(register: ZoneRegister, name: str) -> str | None:
    """Describe the places with names like a name that no place has; None if there are none."""
    try:
        places = register.gazetteer.near_misses(name)
    except InvalidPlaceError:
        return None
    return listed(places, "; ") or None


def _province(register: ZoneRegister, name: str) -> int:
    """Give the first two digits of a province's code."""
    try:
        return int(register.gazetteer.province(name).adcode[:2])
    except (InvalidPlaceError, UnknownPlaceError):
        return MALFORMED


def _province_names(register: ZoneRegister) -> Table:
    """List the names and codes of provinces for SQL."""
    rows = tuple((str(name), int(code[:2])) for name, code in register.gazetteer.written_forms.every_province().items())
    return Table("provinces", "The names of provinces.", _NAMES, ("name",), rows)


def _names(register: ZoneRegister, subjects: Mapping[Keys, int], titled: Mapping[NameKey, Keys]) -> Table:
    """List every name for SQL."""
    named = {**register.gazetteer.every_name, **titled}
    names = {str(name): _subject(register, subjects, keys) for name, keys in named.items()}
    names.update(dict.fromkeys(OUTSIDE_NAMES, OUTSIDE))
    return Table("names", "The places that a name may mean.", _NAMES, ("name",), tuple(names.items()))


def _forms(register: ZoneRegister, number: Callable[[str], int]) -> Table:
    """List the forms of names that have what contains the place in them, for SQL."""
    names = register.gazetteer.every_name
    forms = {normalise(form): form for form in register.gazetteer.written_forms.every_form()}
    numbers = {str(key): number(form) for key, form in forms.items() if key not in names}
    known = tuple((name, number) for name, number in numbers.items() if number != MALFORMED)
    return Table("forms", "The places that a name may mean with what contains it.", _NAMES, ("name",), known)


def _changes(register: ZoneRegister, keys: Keys) -> list[tuple[datetime.date, Tag]]:
    """List the answers about the places of a name, each with the day it begins; the first holds on all days before."""
    days = sorted({datetime.date.min}.union(*map(register.changing_days, keys)))
    ranked = register.gazetteer.from_the_top(keys)
    found: list[tuple[datetime.date, Tag]] = []
    for day in days:
        tag = _tag(register, ranked, day)
        if not found or found[-1][1] != tag:
            found.append((day, tag))
    return found


def _tag(register: ZoneRegister, keys: Keys, day: datetime.date) -> Tag:
    """Answer what is true of all the places that a name may mean."""
    asked = register.can_be_zones(keys)
    early, late = (register.by_day.meant(asked, day, late=late) for late in (False, True))
    if not (early and late):
        return Tag(status="unknown place", reason=f"{_shown(register, asked)}: not on the map on that day.")
    each = [_own(register, key, day) for key in dict.fromkeys((*early, *late))]
    if len({(in_force, covering) for _, in_force, covering in each}) > 1:
        word = "It may mean" if early == late else "On a day of that year that is not known, this changed"
        reason = f"{word}: {_shown(register, dict.fromkeys((*late, *early)))}."
        return Tag(status="ambiguous place", reason=reason)
    own, in_force, covering = each[0]
    zone = own if len(early) == 1 else None
    return Tag(
        status="known",
        zone=zone.id if zone else None,
        batch=zone.batch.number if zone else None,
        in_force=in_force,
        covering_zone=covering,
        **_place_cells(register, early),
    )


def _place_cells(register: ZoneRegister, keys: Keys) -> dict[str, str | None]:
    """Write the code and name of a place, and what contains it; of several places what they have in common."""
    places = register.gazetteer.places(keys)
    prefectures = {place.prefecture.adcode if place.prefecture else None for place in places}
    provinces = {place.province.adcode for place in places}
    return {
        "adcode": places[0].adcode if len(places) == 1 else None,
        "place_name": places[0].name_zh if len(places) == 1 else None,
        "prefecture": prefectures.pop() if len(prefectures) == 1 else None,
        "province": provinces.pop() if len(provinces) == 1 else None,
    }


def _shown(register: ZoneRegister, keys: Iterable[str]) -> str:
    return ", ".join(map(str, register.gazetteer.places(keys)))


def _own(register: ZoneRegister, key: str, day: datetime.date) -> tuple[Zone | None, bool, str | None]:
    """Give the zone made of a place, whether one is in force, and the id of the zone that covers the place.

    Of several zones made of it, that is the one in force, or else the last before the day, or the first.
    """
    zones = register.zones_at(key)
    begun = [zone for zone in zones if zone.established_on <= day]
    in_force = [zone for zone in begun if zone.in_force(day)]
    covering = register.covering(key, day)
    own = next(iter([*in_force, *reversed(begun), *zones]), None)
    return own, bool(in_force), covering.id if covering else None


_NAMES = (
    Column("name", "text", "A name, without what does not matter in it."),
    Column("number", "integer", "The number of the places that it may mean."),
)
_NEAR = "near_number"
_NEAR_NUMBER = Column(_NEAR, "integer", "The number of a name that no place has.")
_NARROWED = (
    Column("key", "integer", "The number of the places of a name, times 100, plus the digits of a province."),
    Column("narrowed", "integer", "The number of those in the province."),
)
