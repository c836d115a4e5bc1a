"""PlacesByDay: which place a name means on a day, and what is asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pilotzones.arguments import as_word
from pilotzones.dates import InvalidDateError
from pilotzones.geography.divisions import FIRST_YEAR
from pilotzones.geography.name_checks import check_name, plain_code
from pilotzones.records.levels import LEVELS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable

    from pilotzones.geography.divisions import Window
    from pilotzones.geography.errors import AmbiguousPlaceError, UnknownPlaceError
    from pilotzones.geography.name_index import Keys
    from pilotzones.geography.register import ZoneRegister
    from pilotzones.records.levels import PlaceLevel
    from pilotzones.records.places import Place
    from pilotzones.records.zones import Zone

Answer = TypeVar("Answer")


class PlacesByDay:
    """Answers about a place by the map of the day.

    Where the day of a change is not known, every question is answered twice: as if the change
    were as early as it can be, and as if it were as late. Only equal answers count.
    """

    def __init__(self, register: ZoneRegister) -> None:
        self._register = register
        self._gazetteer = register.gazetteer
        self._history = register.gazetteer.history

    def is_zone(self, name: str, day: datetime.date, province: str | None = None) -> bool:
        """Tell whether a place was itself a zone on a day."""
        zones_at = self._register.zones_at
        return self.ask(name, province, day, lambda key: any(zone.in_force(day) for zone in zones_at(key)))

    def covering_zone(self, name: str, day: datetime.date, province: str | None = None) -> Zone | None:
        """Find the zone in whose territory a place lay on a day."""
        return self.ask(name, province, day, lambda key: self._register.covering(key, day))

    def meanings(self, name: str, day: datetime.date, province: str | None = None) -> tuple[Place, ...]:
        """List the places that a name may mean on a day, for which the questions above have one answer."""
        keys = self._register.can_be_zones(self._candidates(name, province))
        both = (self.meant(keys, day, late=late) for late in (True, False))
        return self._gazetteer.places(dict.fromkeys(key for keys in both for key in keys))

    def place(self, name: str, day: datetime.date, province: str | None = None) -> Place:
        """Find the one place that a name means on a day."""
        keys = self._candidates(name, province)
        if plain_code(check_name(name)).isdecimal():  # a code is that of a division
            keys = tuple(key for key in keys if key not in self._gazetteer.territories)
        early, late = (self.meant(keys, day, late=late) for late in (False, True))
        if not self._was_in_use(keys, day):
            before = dict.fromkeys(key for key in (*late, *early) if key not in keys)
            raise self._not_in_use(name, keys, tuple(before), day)
        if not (early and late):
            raise self._not_in_use(name, keys, (), day)
        if len({*early, *late}) > 1:
            raise self._differing(name, keys, day, (early, late), is_late=len(early) == 1)
        return self._gazetteer.records.place(early[0])

    def places(self, day: datetime.date, province: str | None, level: PlaceLevel | None) -> tuple[Place, ...]:
        """List the places of the map of a day, in the order of their codes."""
        if level is not None:
            known: PlaceLevel = as_word("level", level, LEVELS)
            level = known
        if day.year < FIRST_YEAR:
            msg = f"The map is known from {FIRST_YEAR} on; {day} is earlier."
            raise InvalidDateError(msg, value=day, reason="out of range")
        gazetteer = self._gazetteer
        prefix = gazetteer.province(province).adcode[:2] if province is not None else ""
        keys = (key for names in (gazetteer.full_names, gazetteer.former_full_names) for key in names)
        kept = (key for key in keys if gazetteer.territory(key)[0].startswith(prefix))
        in_use = (key for key in kept if self._history.is_in_use(key, day, late=False))
        places = gazetteer.places(key for key in in_use if level in (None, gazetteer.level(key)))
        return tuple(sorted(places, key=lambda place: (place.adcode, LEVELS.index(place.level))))

    def ask(self, name: str, province: str | None, day: datetime.date, answer: Callable[[str], Answer]) -> Answer:
        """Ask about all places that a name may mean on a day, which must have one answer, the same object."""
        found = self._candidates(name, province)
        keys = self._register.can_be_zones(found)
        if not keys:
            from pilotzones.geography import refusals  # noqa: PLC0415 - only an error needs it

            raise refusals.no_zone(name, self._gazetteer.places(found))
        early, late = (self.meant(keys, day, late=late) for late in (False, True))
        if not (early and late):
            raise self._not_in_use(name, keys, (), day)
        first, *others = map(answer, early)
        is_late = all(other is first for other in others)
        if not (is_late and (early == late or all(other is first for other in map(answer, late)))):
            raise self._differing(name, keys, day, (early, late), is_late=is_late)
        return first

    def meant(self, keys: Iterable[str], day: datetime.date, *, late: bool) -> Keys:
        """Choose what a name means on a day, from all places that have or had it.

        Args:
            keys: the places, from the highest level down.
            day: the day.
            late: take every change whose day is not known for as late as it can be, not as early.

        Returns:
            The places that have the name on the day, without those that another one around
            them stands for; if there are none, what stands for those that had it before, or
            else for those that have it afterwards. Empty if that is not known.
        """
        keys = tuple(keys)
        in_use = tuple(key for key in keys if self._history.is_in_use(key, day, late=late))
        if len(in_use) == 1:
            return in_use
        if in_use:
            return self._zones_first(self._without_inner(in_use, day))
        ended = [key for key in keys if self._history.has_ended(key, day, late=late)]
        found = (standing for key in ended or keys for standing in self._history.standing(key, day, late=late))
        return self._without_inner(tuple(dict.fromkeys(found)), day)

    def _without_inner(self, keys: Keys, day: datetime.date) -> Keys:
        """Leave out what lies inside a prefecture of the name and in the same zone, as 南昌县 in 南昌市.

        So is a county whose code the record of a special zone around it gives: 130629 is Xiong'an.
        """
        outer = {key[:4]: key for key in keys if self._gazetteer.level(key) == "prefecture"}
        special = {
            code for key in keys if key in self._gazetteer.territories for code in self._gazetteer.territory(key)
        }
        keys = tuple(key for key in keys if key not in special)
        covering = self._register.covering
        return tuple(
            key for key in keys if outer.get(key[:4], key) == key or covering(key, day) != covering(outer[key[:4]], day)
        )

    def _zones_first(self, keys: Keys) -> Keys:
        """Of several counties, choose those that are or were zones: Yiwu is 义乌, not 伊吾 in Xinjiang."""
        if self._gazetteer.level(keys[0]) != "county":
            return keys
        return tuple(key for key in keys if self._register.zones_at(key)) or keys

    def _candidates(self, name: str, province: str | None) -> Keys:
        return self._register.titled(name, province) or self._gazetteer.candidates(name, province)

    def _was_in_use(self, keys: Keys, day: datetime.date) -> bool:
        """Tell whether any of some places was in use by a day, or may have been."""
        return any(
            self._history.is_in_use(key, day, late=False) or self._history.has_ended(key, day, late=False)
            for key in keys
        )

    def _differing(
        self, name: str, keys: Keys, day: datetime.date, meant: tuple[Keys, Keys], *, is_late: bool
    ) -> AmbiguousPlaceError:
        """Make the error for places with different answers: those before and after a change, or those of one map.

        Args:
            name: as it was asked.
            keys: the places that have or had the name.
            day: the day.
            meant: what the name means if every change is as early as it can be, and as late.
            is_late: whether only the late map has places with different answers.
        """
        from pilotzones.geography import refusals  # noqa: PLC0415 - as above

        early, late = meant
        if set(early).isdisjoint(late):
            return self._unknown_day(name, day, early, late)
        of_one_map = late if is_late else early
        places = self._gazetteer.places(of_one_map)
        former = [key for key in keys if key not in of_one_map and self._history.has_ended(key, day, late=is_late)]
        if former and not set(keys) & set(of_one_map):
            return refusals.split_up(name, self._gazetteer.places(former), places)
        return refusals.ambiguous(name, places)

    def _not_in_use(self, name: str, keys: Keys, standing: Keys, day: datetime.date) -> UnknownPlaceError:
        from pilotzones.geography import refusals  # noqa: PLC0415 - as above

        places = self._gazetteer.places
        return refusals.not_in_use(name, day, places(keys), places(standing))

    def _unknown_day(self, name: str, day: datetime.date, early: Keys, late: Keys) -> AmbiguousPlaceError:
        from pilotzones.geography import refusals  # noqa: PLC0415 - as above

        before, after = self._gazetteer.places(late), self._gazetteer.places(early)
        return refusals.unknown_day(name, day, self._window((*late, *early), day), before, after)

    def _window(self, keys: Keys, day: datetime.date) -> Window:
        """Find the window of the change that may have happened by a day."""
        divisions = filter(None, map(self._history.get, keys))
        windows = [window for division in divisions for window in (division.begins, division.ends) if window]
        return next(window for window in windows if window.first <= day < window.last)
