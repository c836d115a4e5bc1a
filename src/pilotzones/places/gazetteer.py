"""The gazetteer: names, spellings and GB/T 2260 codes of places, matched exactly or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from pilotzones.arguments import quoted
from pilotzones.once import once
from pilotzones.places.errors import InvalidPlaceError, PlaceTypeError, UnknownPlaceError
from pilotzones.places.names import GENERIC_WORDS, NameKey, normalise, split_generic, toned
from pilotzones.records.zones import Province
from pilotzones.tables.faults import Faults
from pilotzones.tables.formats import FORMATS
from pilotzones.tables.reading import TableRow, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pilotzones.records.zones import Zone
    from pilotzones.tables.folders import Folder
    from pilotzones.tables.formats import TableName

PlaceLevel = Literal["province", "special", "prefecture", "county"]
"""From the top down; ``special`` is a zone that is not a division."""

LEVELS: tuple[PlaceLevel, ...] = get_args(PlaceLevel)

_LONGEST_NAME = 100


class Place(NamedTuple):
    """A place that can be asked about; ``territory`` is the GB/T 2260 codes that belong to it."""

    key: str
    name_zh: str
    level: PlaceLevel
    province: Province
    territory: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name_zh} ({self.territory[0]}, {self.province.name_en})"


class Gazetteer:
    """Provinces, prefectures and counties by any of their names."""

    def __init__(self, folders: Sequence[Folder], zones: Callable[[], Sequence[Zone]]) -> None:
        """Make a gazetteer of the tables in some folders.

        Args:
            folders: each laid over those before it.
            zones: gives the zones, some of which are not divisions; called when the first
                name is looked up.
        """
        self._folders = folders
        self._zones = zones

    @once
    def provinces(self) -> tuple[Province, ...]:
        """The provincial-level divisions in GB/T 2260 order."""
        rows = self._read("provinces")
        return tuple(Province(**{column: row[column] for column in FORMATS["provinces"].columns}) for row in rows)

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
        checked = check_name(name)
        found = _look_up(self._province_keys, checked, self._province_names)
        if found:
            return self.provinces_by_code[found[0][:2]]
        cities = ", ".join(str(place) for place in self.find(name))
        if cities:
            msg = f"{quoted(name)} is not a province: {cities}. Ask about a city with zone() or covering_zone()."
            raise UnknownPlaceError(msg, name=name)
        raise self._unknown(name, self._province_keys, "province")

    def candidates(self, name: str, province: str | None = None) -> tuple[Place, ...]:
        """Find every place that has a name, from the highest level down.

        Args:
            name: any accepted spelling, or a GB/T 2260 code.
            province: any name of the province to look in; None for everywhere.

        Raises:
            InvalidPlaceError: if ``name`` cannot be a name.
            UnknownPlaceError: if no place has it; the near misses are in the error.
        """
        found = self.find(name)
        if not found:
            raise self._unknown(name, self._place_keys, "place")
        if province is None:
            return found
        inside = self.province(province)
        kept = tuple(place for place in found if place.province == inside)
        if not kept:
            elsewhere = ", ".join(map(str, found))
            msg = f"{inside} has no {quoted(name)}; there is {elsewhere}. Correct province= or leave it out."
            raise UnknownPlaceError(msg, name=name, near_misses=tuple(map(str, found)))
        return kept

    def divisions(self) -> tuple[str, ...]:
        """List the codes of all prefectures and counties, in the order of the table."""
        return tuple(key for key in self._full_names if key.isdecimal() and _level(key) != "province")

    def spellings(self, key: str) -> tuple[str, ...]:
        """List the spellings of a place, by its code or zone id; the full Chinese name comes first."""
        return (self._full_names[key], *self._written.get(key, ()))

    def shared_names(self) -> tuple[str, ...]:
        """List the names, normalised, that several places have."""
        return tuple(key for key, places in self._place_keys.items() if len(places) > 1)

    def every_key(self) -> Mapping[NameKey, tuple[str, ...]]:
        """Give the places, by code or zone id, of every key, also of keys with a generic word such as City behind."""
        keys = dict(self._place_keys)
        for key, places in self._place_keys.items():
            for word, endings in GENERIC_WORDS.items():
                kept = tuple(place for place in places if self._full_names[place].endswith(endings))
                if kept:
                    keys.setdefault(NameKey(key + normalise(word)), kept)
        return keys

    def check(self) -> None:
        """Read every table of names and codes.

        Raises:
            DataIntegrityError: for a division outside its parent, or a name or zone without a
                place.
        """
        faults = Faults()
        if self._place_keys and self.territories.keys() - self._full_names.keys():
            faults.add("territories.csv", "it names a zone that zones.csv does not have.")
        for zone in self._zones():
            for code in zone.territory:
                if code not in self._full_names:
                    faults.add("zones.csv", f"the code {code} of {quoted(zone.id)} is not a division.")
        faults.raise_all()

    def find(self, name: str) -> tuple[Place, ...]:
        """Find every place that has a name, from the highest level down; empty if none has it.

        Raises:
            InvalidPlaceError: if ``name`` cannot be a name.
        """
        return self.places(_look_up(self._place_keys, check_name(name), self._full_names))

    def places(self, keys: Iterable[str]) -> tuple[Place, ...]:
        """Give places by their codes or zone ids, from the highest level down."""
        return tuple(sorted(map(self._place, keys), key=lambda place: LEVELS.index(place.level)))

    def _place(self, key: str) -> Place:
        codes = self.territories.get(key, (key,))
        level = _level(key) if key.isdecimal() else "special"
        return Place(
            key=key,
            name_zh=self._full_names[key],
            level=level,
            province=self.provinces_by_code[codes[0][:2]],
            territory=codes,
        )

    @once
    def _province_names(self) -> dict[str, str]:
        return {province.adcode: province.name_zh for province in self.provinces}

    @once
    def _province_keys(self) -> dict[NameKey, tuple[str, ...]]:
        return self._index("province_names", self._province_names, {})

    @once
    def territories(self) -> dict[str, tuple[str, ...]]:
        """The codes of each zone that is not a division, by the zone's id."""
        territories: dict[str, tuple[str, ...]] = {}
        for row in self._read("territories"):
            zone = row["zone"]
            territories[zone] = (*territories.get(zone, ()), row["adcode"])
        return territories

    @once
    def _written(self) -> dict[str, tuple[str, ...]]:
        """The spellings of places by code or zone id, as the tables have them."""
        rows = (*self._read("place_names"), *self._read("province_names"))
        lists = {row["place"]: (row["short_zh"], *row["traditional"], row["pinyin"], *row["spellings"]) for row in rows}
        return {key: tuple(filter(None, spelt)) for key, spelt in lists.items()}

    @once
    def _special_zones(self) -> tuple[Zone, ...]:
        return tuple(zone for zone in self._zones() if zone.id in self.territories)

    @once
    def _full_names(self) -> dict[str, str]:
        """The full Chinese name of every place, by its code or zone id."""
        names = dict(self._province_names)
        names.update({zone.id: zone.name_zh for zone in self._special_zones})
        faults = Faults()
        for row in read_table(self._folders, "divisions", faults):
            code, parent = row["adcode"], row["parent"]
            if parent not in (f"{code[:4]}00", f"{code[:2]}0000") or code[:2] not in self.provinces_by_code:
                faults.add(row.where, f"{quoted(parent)} is not a division that contains {code}.", "parent")
            names[code] = row["name_zh"]
        faults.raise_all()
        return names

    @once
    def _place_keys(self) -> dict[NameKey, tuple[str, ...]]:
        index = self._index("place_names", self._full_names, self._province_keys)
        for zone in self._special_zones:
            code = NameKey(zone.adcode)
            index[code] = _with(index.get(code, ()), zone.id)
        return index

    def _index(
        self, table: TableName, names: Mapping[str, str], below: Mapping[NameKey, tuple[str, ...]]
    ) -> dict[NameKey, tuple[str, ...]]:
        """Index places by every spelling of theirs, on top of an index that is there already."""
        index = dict(below)
        for place, name in names.items():
            for key in (normalise(name), NameKey(place)):
                index[key] = _with(index.get(key, ()), place)
        faults = Faults()
        for row in read_table(self._folders, table, faults):
            place = row["place"]
            if place not in names:
                faults.add(
                    row.where,
                    f"{quoted(place)} is not a place of provinces.csv, divisions.csv or territories.csv.",
                    "place",
                )
            for key in _spellings(row):
                index[key] = _with(index.get(key, ()), place)
        faults.raise_all()
        return index

    def _read(self, table: TableName) -> list[TableRow]:
        """Read a table, or raise what is wrong with it."""
        faults = Faults()
        rows = read_table(self._folders, table, faults)
        faults.raise_all()
        return rows

    def _unknown(self, name: str, keys: Mapping[NameKey, object], what: str) -> UnknownPlaceError:
        # difflib is needed for an error alone, and would double the time of a first answer.
        from difflib import get_close_matches  # noqa: PLC0415

        near = tuple(get_close_matches(normalise(name), keys, n=3, cutoff=0.75))
        hint = f" Near misses: {', '.join(near)}." if near else " provinces() and zones() list names."
        msg = f"No {what} has the name {quoted(name)}.{hint}"
        return UnknownPlaceError(msg, name=name, near_misses=near)


def check_name(name: str) -> str:
    """Check that a text can be the name of a place.

    Raises:
        InvalidPlaceError: for blank text, more than 100 characters or a control
            character; its subclass PlaceTypeError for anything but ``str``.
    """
    if not isinstance(name, str):
        msg = f"{quoted(name)} is not text: pass the name or the GB/T 2260 code of a place as a str."
        raise PlaceTypeError(msg)
    if len(name) > _LONGEST_NAME:
        msg = f"{quoted(name)} is not the name of a place: names have at most {_LONGEST_NAME} characters."
        raise InvalidPlaceError(msg)
    for character in name.strip():
        if not (character.isprintable() or character in _INVISIBLE or (character.isspace() and character > _CONTROLS)):
            msg = f"{quoted(name)} has the control character {quoted(character)}: remove it."
            raise InvalidPlaceError(msg)
    if not normalise(name):
        msg = "The name of the place is blank: pass a city or province, like 'Hangzhou'."
        raise InvalidPlaceError(msg)
    return name


_CONTROLS = "\x9f"
"""The last of the control characters, some of which count as spaces."""

# What comes along unseen when text is pasted: zero-width space, byte-order mark, soft hyphen.
_INVISIBLE = "\u200b\ufeff\u00ad"


def _look_up(keys: Mapping[NameKey, tuple[str, ...]], name: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Look a name up as it is, or else without a generic word behind it."""
    found = _by_key(keys, name)
    if found:
        return found
    base, endings = split_generic(name)
    if not endings:
        return ()
    return tuple(key for key in _by_key(keys, base) if names[key].endswith(endings))


def _by_key(keys: Mapping[NameKey, tuple[str, ...]], name: str) -> tuple[str, ...]:
    """Look a name up with its tone marks, which distinguish Shǎnxī from Shānxī, or else without."""
    with_tones = toned(name)
    if with_tones is not None and with_tones in keys:
        return keys[with_tones]
    return keys.get(normalise(name), ())


def _with(places: tuple[str, ...], place: str) -> tuple[str, ...]:
    return places if place in places else (*places, place)


def _spellings(row: TableRow) -> Iterator[NameKey]:
    """Normalise every spelling in a row; one with tone marks outside ``pinyin`` counts only with them."""
    for spelling in (row["short_zh"], *row["traditional"]):
        if spelling:
            yield normalise(spelling)
    pinyin = row["pinyin"]
    if pinyin:
        yield normalise(pinyin)
        yield toned(pinyin) or normalise(pinyin)
    for spelling in row["spellings"]:
        yield toned(spelling) or normalise(spelling)


def _level(code: str) -> PlaceLevel:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"
