"""Indexes of places by name: every spelling of a row, and how a name is looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.geography.names import NameKey, normalise, split_generic, toned, words_of_endings
from pilotzones.tables.faults import Faults
from pilotzones.tables.reading import TableRow, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pilotzones.tables.folders import Folder
    from pilotzones.tables.formats import TableName

Keys = tuple[str, ...]
"""Places: today's by their codes, special zones by their ids, former divisions by their keys in the history."""


def read_index(
    folders: Sequence[Folder], table: TableName, names: Mapping[str, str], below: Mapping[NameKey, Keys]
) -> dict[NameKey, Keys]:
    """Index places by every spelling and code of theirs.

    Args:
        folders: where the table of spellings is.
        table: its name.
        names: the full Chinese names of the places.
        below: an index on top of which the new one is made.

    Raises:
        DataIntegrityError: if the table is wrong, or has a row of another place.
    """
    faults = Faults()
    spelt: dict[str, list[TableRow]] = {}
    for row in read_table(folders, table, faults):
        spelt.setdefault(row["place"], []).append(row)
    index = dict(below)
    for place, name in names.items():
        rows = spelt.pop(place, ())  # each is let go when it is indexed
        add_place(
            index, place, (normalise(name), NameKey(place), *(key for row in rows for key in fold_spellings(row)))
        )
    for place, (row, *_) in spelt.items():
        problem = f"{quoted(place)} is not a place of provinces.csv, divisions.csv or territories.csv."
        faults.add(row.where, problem, "place")
    faults.raise_all()
    return index


def look_up(keys: Mapping[NameKey, Keys], name: str, names: Mapping[str, str]) -> Keys:
    """Look a name up as it is, or else without a generic word behind it."""
    found = _by_key(keys, name)
    if found:
        return found
    base, endings = split_generic(name)
    if not endings:
        return ()
    return tuple(key for key in _by_key(keys, base) if names[key].endswith(endings))


def _by_key(keys: Mapping[NameKey, Keys], name: str) -> Keys:
    """Look a name up with its tone marks, which distinguish Shǎnxī from Shānxī, or else without."""
    with_tones = toned(name)
    if with_tones is not None and with_tones in keys:
        return keys[with_tones]
    return keys.get(normalise(name), ())


def add_place(index: dict[NameKey, Keys], place: str, names: Iterable[NameKey]) -> None:
    """Add a place to those of some names."""
    alone = (place,)
    for name in names:
        places = index.setdefault(name, alone)
        if places is not alone and place not in places:
            index[name] = (*places, place)


def fold_spellings(row: TableRow) -> list[NameKey]:
    """Normalise every spelling in a row; one with tone marks outside ``pinyin`` counts only with them."""
    pinyin = row["pinyin"]
    plain = [normalise(spelling) for spelling in (row["short_zh"], *row["traditional"], pinyin) if spelling]
    return plain + [toned(spelling) or normalise(spelling) for spelling in (pinyin, *row["spellings"]) if spelling]


def list_spellings(row: TableRow) -> tuple[str, ...]:
    """List the spellings in a row."""
    return tuple(filter(None, (row["short_zh"], *row["traditional"], row["pinyin"], *row["spellings"])))


def with_endings(indexes: Sequence[tuple[Mapping[NameKey, Keys], Mapping[str, str]]]) -> dict[NameKey, dict[str, None]]:
    """Join indexes, and add the names with what people write behind them: City, or 县 for an autonomous county.

    Args:
        indexes: each with the full Chinese names of its places.
    """
    known = {key for index, _ in indexes for key in index}
    found: dict[NameKey, dict[str, None]] = {}
    by_ending = words_of_endings()
    for index, full in indexes:
        for key, places in index.items():
            found.setdefault(key, {}).update(dict.fromkeys(places))
            for endings, words in by_ending.items():
                kept = [place for place in places if full[place].endswith(endings)]
                for name in [NameKey(key + word) for word in words] if kept else ():
                    if name not in known:
                        found.setdefault(name, {}).update(dict.fromkeys(kept))
    return found
