"""The gazetteer: names, spellings and GB/T 2260 codes of places, matched exactly or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.geography.name_checks import check_name, plain_code
from pilotzones.geography.name_index import (
    Keys,
    add_place,
    fold_spellings,
    list_spellings,
    look_up,
    read_index,
    with_endings,
)
from pilotzones.geography.names import AUTONOMOUS, NameKey, normalise, split_autonomous, split_generic, toned
from pilotzones.once import once
from pilotzones.records.levels import LEVELS, level_of
from pilotzones.records.zones import Province
from pilotzones.tables.faults import Faults
from pilotzones.tables.folders import bundled_folder
from pilotzones.tables.formats import FORMATS
from pilotzones.tables.reading import TableRow, read_sound_table, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pilotzones.geography.divisions import DivisionHistory
    from pilotzones.geography.errors import UnknownPlaceError
    from pilotzones.geography.near_misses import NearMisses
    from pilotzones.geography.place_records import PlaceRecords
    from pilotzones.geography.written import WrittenForms
    from pilotzones.records.levels import PlaceLevel
    from pilotzones.records.places import Place
    from pilotzones.records.zones import Zone
    from pilotzones.tables.folders import Folder
    from pilotzones.tables.formats import TableName


class Gazetteer:
    """Provinces, prefectures and counties of today and since 2000, by any of their names."""

    def __init__(self, folders: Sequence[Folder], zones: Callable[[], Sequence[Zone]]) -> None:
        """Make a gazetteer of the tables in some folders.

        Args:
            folders: each laid over those before it.
            zones: gives the zones, some of which are not divisions; called when the first
                name is looked up.
        """
        self._folders = folders
        self.zones = zones

    @once
    def history(self) -> DivisionHistory:
        """The divisions since 2000."""
        from pilotzones.geography.divisions import DivisionHistory  # noqa: PLC0415 - see dataset_base.py

        return DivisionHistory(self._folders)

    @once
    def provinces(self) -> tuple[Province, ...]:
        """The provincial-level divisions in GB/T 2260 order."""
        rows = self._read("provinces")
        return tuple(Province(**row.values_of(FORMATS["provinces"].columns)) for row in rows)

    @once
    def provinces_by_code(self) -> dict[str, Province]:
        """The provinces by the first two digits of every code in them."""
        return {province.adcode[:2]: province for province in self.provinces}

    def province(self, name: str) -> Province:
        """Find one province by any of its names or codes.

        Raises:
            InvalidPlaceError: if ``name`` cannot be a name.
            UnknownPlaceError: if no province has it; says so where a city has it.
        """
        name = check_name(name)
        if name in self._bundled_names:
            return self._bundled_names[name]
        found = look_up(self.province_keys, plain_code(name), self._province_names)
        if found:
            return self.provinces_by_code[found[0][:2]]
        from pilotzones.geography import refusals  # noqa: PLC0415 - only an error needs it
        from pilotzones.geography.near_misses import NearMisses  # noqa: PLC0415 - as above

        cities = self.places(self.keys(name))
        if cities:
            raise refusals.not_a_province(name, cities)
        near = NearMisses(self.province_keys).of(normalise(name))
        raise refusals.unknown(name, "province", self.places(self.province_keys[key][0] for key in near))

    def keys(self, name: str, province: str | None = None) -> Keys:
        """Find every place that has a name, without a look at the history if one of today has it.

        Args:
            name: any accepted spelling, or a GB/T 2260 code.
            province: any name of the province to look in; None for everywhere.

        Raises:
            InvalidPlaceError: if ``name`` cannot be a name.
        """
        checked = plain_code(check_name(name))
        found = self.from_the_top(look_up(self.place_keys, checked, self.full_names))
        return self._inside(found, province) or self._inside(self.keys_ever(name), province)

    def keys_ever(self, name: str) -> Keys:
        """Find every place that has or had a name, in any of the forms that people write; empty if none.

        Raises:
            InvalidPlaceError: if ``name`` cannot be a name.
        """
        checked = plain_code(check_name(name))
        return self.keys_of(checked) or self.written_forms.keys(checked)

    def keys_of(self, name: str) -> Keys:
        """Find every place that has or had a name as it is, from the highest level down; empty if none has it."""
        found = self._by_any_key(name) or self._ending(*split_generic(name))
        return self.from_the_top(found or self.autonomous(name))

    def autonomous(self, name: str) -> list[str]:
        """Find the autonomous counties that people call by a short name, such as 玉龙县 for 玉龙纳西族自治县."""
        return self._ending(*split_autonomous(normalise(name))) if not AUTONOMOUS.keys().isdisjoint(name) else []

    def _ending(self, base: str, endings: tuple[str, ...] | str) -> list[str]:
        """Look up a name without what was behind it, among the places whose full Chinese names end as that says."""
        return [key for key in (self._by_any_key(base) if endings else ()) if self.spellings(key)[0].endswith(endings)]

    def _by_any_key(self, name: str) -> list[str]:
        """Look a name up among the places of today and the former ones, with its tone marks or else without."""
        for key in (toned(name), normalise(name)):
            if key and (key in self.place_keys or key in self.former_keys):
                return list(dict.fromkeys((*self.place_keys.get(key, ()), *self.former_keys.get(key, ()))))
        return []

    def from_the_top(self, keys: Iterable[str]) -> Keys:
        """Sort places from the highest level down."""
        found = tuple(keys)
        return tuple(sorted(found, key=self._rank)) if len(found) > 1 else found

    def candidates(self, name: str, province: str | None = None) -> Keys:
        """Find every place that has or had a name, from the highest level down.

        Args:
            name: any accepted form.
            province: any name of the province to look in; None for everywhere.

        Raises:
            InvalidPlaceError: if ``name`` cannot be a name.
            UnknownPlaceError: if no place has it; the near misses are in the error.
        """
        found = self.keys_ever(name)
        if not found:
            raise self.unknown(name)
        kept = self._inside(found, province)
        if not kept:
            from pilotzones.geography import refusals  # noqa: PLC0415 - as above

            raise refusals.elsewhere(name, self.province(province or ""), self.places(found))
        return kept

    def unknown(self, name: str) -> UnknownPlaceError:
        """Make the error for a name that no place has or had."""
        from pilotzones.geography import refusals  # noqa: PLC0415 - as above

        return refusals.unknown(name, "place", self.near_misses(name))

    def near_misses(self, name: str) -> tuple[Place, ...]:
        """List at most three places of today with names like a name that no place has, or around a code.

        Returns:
            The places, the most similar first.

        Raises:
            InvalidPlaceError: if ``name`` cannot be a name.
        """
        key = normalise(check_name(name))
        if key.isdecimal():
            return self.places(code for code in (f"{key[:4]}00", f"{key[:2]}0000") if code in self.full_names)
        near = self._near_misses.of(key)
        return self.places(dict.fromkeys(self.from_the_top(self.place_keys[key])[0] for key in near))

    @once
    def _near_misses(self) -> NearMisses:
        from pilotzones.geography.near_misses import NearMisses  # noqa: PLC0415 - as above

        return NearMisses(self.place_keys)

    def divisions(self) -> Keys:
        """List the codes of all prefectures and counties of today's table, in its order."""
        return tuple(key for key in self.full_names if key.isdecimal() and level_of(key) != "province")

    def spellings(self, key: str) -> tuple[str, ...]:
        """List the spellings of a place; the full Chinese name comes first."""
        is_todays = key in self.full_names
        name = (self.full_names if is_todays else self.former_full_names)[key]
        row = self._spelt.get(key) if is_todays else self._formerly_spelt.get(key)
        if row is None and self.full_names.get(key[:6]) == name:
            row = self._spelt.get(key[:6])
        return (name, *list_spellings(row)) if row else (name,)

    def shared_names(self) -> tuple[str, ...]:
        """List the names, normalised, that several places of today have."""
        return tuple(key for key, places in self.place_keys.items() if len(places) > 1)

    @once
    def every_name(self) -> dict[NameKey, Keys]:
        """The places of every name, also of names with a generic word such as City behind."""
        indexes = ((self.place_keys, self.full_names), (self.former_keys, self.former_full_names))
        return {key: self.from_the_top(places) for key, places in with_endings(indexes).items()}

    def check(self) -> None:
        """Read every table of names and codes.

        Raises:
            DataIntegrityError: for a division outside its parent, or a name or zone without a
                place.
        """
        self.history.check()
        faults = Faults()
        _ = self.former_keys, self.place_keys  # each raises what is wrong with its tables
        names, codes = self.full_names, self.history.by_code
        for row in self._read("territories"):
            if row["zone"] not in names:
                faults.add(row.where, f"{quoted(row['zone'])} names a zone that zones.csv does not have.", "zone")
            if row["adcode"] not in names:
                faults.add(row.where, f"{quoted(row['adcode'])} is not a place of divisions.csv.", "adcode")
        for row in self._read("former_names"):
            if row["place"] not in codes:
                faults.add(row.where, f"{quoted(row['place'])} is not a place of divisions_history.csv.", "place")
        for zone in self.zones():
            if zone.id not in names and zone.adcode not in names:
                faults.add("zones.csv", f"the code {zone.adcode} of {quoted(zone.id)} is not a division.")
        faults.raise_all()

    def places(self, keys: Iterable[str]) -> tuple[Place, ...]:
        """Give the records of places, in their order."""
        return tuple(map(self.records.place, keys))

    @once
    def records(self) -> PlaceRecords:
        """The records of places, made when first asked for."""
        from pilotzones.geography.place_records import PlaceRecords  # noqa: PLC0415 - as above

        return PlaceRecords(self)

    def territory(self, key: str) -> tuple[str, ...]:
        """List the codes that a place consists of."""
        return self.territories.get(key) or (key[:6],)

    def level(self, key: str) -> PlaceLevel:
        """Tell the level of a place."""
        return "special" if key in self.territories else level_of(key[:6])

    @once
    def territories(self) -> dict[str, tuple[str, ...]]:
        """The codes of each zone that is not a division, by the zone's id."""
        territories: dict[str, tuple[str, ...]] = {}
        for row in self._read("territories"):
            zone = row["zone"]
            territories[zone] = (*territories.get(zone, ()), row["adcode"])
        return territories

    def _rank(self, key: str) -> int:
        return LEVELS.index(self.level(key))

    def _inside(self, found: Keys, province: str | None) -> Keys:
        """Keep the places that lie in a province."""
        if province is None:
            return found
        prefix = self.province(province).adcode[:2]
        return tuple(key for key in found if self.territory(key)[0].startswith(prefix))

    @once
    def _province_names(self) -> dict[str, str]:
        return {province.adcode: province.name_zh for province in self.provinces}

    @once
    def _bundled_names(self) -> dict[str, Province]:
        """The provinces by the names in their records, if the bundled tables alone are asked.

        There they are spellings of no other province, so that most questions need no table of spellings.
        """
        if list(self._folders) != [bundled_folder()]:
            return {}
        return {name: one for one in self.provinces for name in (one.name_en, one.name_zh, one.short_zh)}

    @once
    def province_keys(self) -> dict[NameKey, Keys]:
        """The provinces by every spelling and code."""
        return read_index(self._folders, "province_names", self._province_names, {})

    @once
    def _spelt(self) -> dict[str, TableRow]:
        """The spellings of the places of today."""
        return {row["place"]: row for row in (*self._read("place_names"), *self._read("province_names"))}

    @once
    def _formerly_spelt(self) -> dict[str, TableRow]:
        """The spellings of divisions that today's tables do not have."""
        return self._read_former_names()

    def _read_former_names(self) -> dict[str, TableRow]:
        rows = {(row["place"], row["name_zh"]): row for row in self._read("former_names")}
        named = {key: (key[:6], name) for key, name in self.former_full_names.items()}
        return {key: rows[name] for key, name in named.items() if name in rows}

    def key_of(self, zone: Zone) -> str:
        """Give the key of the place that a zone is made of."""
        return zone.id if zone.id in self.territories else zone.adcode

    @once
    def special_zones(self) -> tuple[Zone, ...]:
        """The zones that are not divisions."""
        return tuple(zone for zone in self.zones() if zone.id in self.territories)

    @once
    def full_names(self) -> dict[str, str]:
        """The full Chinese name of every place of today, by its code or zone id."""
        names = dict(self._province_names)
        names.update({zone.id: zone.name_zh for zone in self.special_zones})
        faults = Faults()
        for row in read_table(self._folders, "divisions", faults):
            code, parent = row["adcode"], row["parent"]
            if parent not in (f"{code[:4]}00", f"{code[:2]}0000") or code[:2] not in self.provinces_by_code:
                faults.add(row.where, f"{quoted(parent)} is not a division that contains {code}.", "parent")
            names[code] = row["name_zh"]
        faults.raise_all()
        return names

    @once
    def former_full_names(self) -> dict[str, str]:
        """The full Chinese name of every division of the history that today's table does not have."""
        names = self.history.named_otherwise(self.full_names)
        return {key: name for key, name in names.items() if key[:2] in self.provinces_by_code}

    @once
    def place_keys(self) -> dict[NameKey, Keys]:
        """The places of today by every spelling and code."""
        index = read_index(self._folders, "place_names", self.full_names, self.province_keys)
        for zone in self.special_zones:
            add_place(index, zone.id, (NameKey(zone.adcode),))
        for zone in self.zones():
            index.setdefault(normalise(zone.id), (self.key_of(zone),))
        return index

    @once
    def former_keys(self) -> dict[NameKey, Keys]:
        """The divisions that today's table does not have, by every spelling and code."""
        index: dict[NameKey, Keys] = {}
        spelt = self._read_former_names()  # not kept: most questions need no spelling again
        for key, name in self.former_full_names.items():
            row = spelt.pop(key, None)
            add_place(index, key, (normalise(name), NameKey(key[:6]), *(fold_spellings(row) if row else ())))
        return index

    @once
    def written_forms(self) -> WrittenForms:
        """The forms of names that have more in them than the name alone."""
        from pilotzones.geography.written import WrittenForms  # noqa: PLC0415 - only unusual names need it

        return WrittenForms(self)

    def _read(self, table: TableName) -> list[TableRow]:
        return read_sound_table(self._folders, table)
