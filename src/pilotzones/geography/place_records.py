"""PlaceRecords: the records of places, made of names, codes and the history of divisions."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from pilotzones.geography.divisions import SOURCE
from pilotzones.once import once
from pilotzones.records.places import Place, Prefecture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pilotzones.geography.gazetteer import Gazetteer

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))
_AFTER_LATIN = "\u0250"


class PlaceRecords:
    """Makes the record of each place once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._made: dict[str, Place] = {}

    def place(self, key: str) -> Place:
        """Give the record of a place."""
        if key not in self._made:
            self._made[key] = self._make(key)
        return self._made[key]

    def english(self, key: str) -> str | None:
        """Give the English name of a zone or province, else pinyin without tone marks; None if it is not known."""
        return self._english.get(key) or without_tones(self._gazetteer.spellings(key))

    def _make(self, key: str) -> Place:
        gazetteer = self._gazetteer
        territory = gazetteer.territory(key)
        division = gazetteer.history.get(key)
        return Place(
            adcode=territory[0],
            name_zh=gazetteer.spellings(key)[0],
            name_en=self.english(key),
            level=gazetteer.level(key),
            prefecture=self._prefecture(territory, division.in_use_until if division else None),
            province=gazetteer.provinces_by_code[territory[0][:2]],
            territory=territory,
            in_use_from=division.in_use_from if division else None,
            in_use_until=division.in_use_until if division else None,
            successors=division.successors if division else (),
            evidence="single" if division else "unsourced",
            sources=(SOURCE,) if division else (),
        )

    def _prefecture(self, territory: Sequence[str], until: int | None) -> Prefecture | None:
        """Find the prefecture or municipality that some codes lie in, by its name in the last of their years."""
        gazetteer = self._gazetteer
        codes = {f"{code[:4]}00" for code in territory}
        code = codes.pop()
        if gazetteer.provinces_by_code[code[:2]].kind == "municipality":
            code = f"{code[:2]}0000"
        elif codes or code.endswith("0000"):
            return None
        history = gazetteer.history
        divisions = filter(None, map(history.get, history.by_code.get(code, ())))
        around = [one for one in divisions if not until or one.in_use_from < until]
        if not around:
            return None
        last = max(around, key=lambda division: division.in_use_from).key
        return Prefecture(adcode=code, name_zh=gazetteer.spellings(last)[0], name_en=self.english(last))

    @once
    def _english(self) -> dict[str, str]:
        """The English names of zones and provinces."""
        gazetteer = self._gazetteer
        names = {zone.adcode: zone.name_en for zone in gazetteer.zones() if zone.id not in gazetteer.territories}
        names.update({zone.id: zone.name_en for zone in gazetteer.special_zones})
        names.update({province.adcode: province.name_en for province in gazetteer.provinces})
        return names


def without_tones(spellings: Iterable[str]) -> str | None:
    """Take the pinyin, the first spelling in Latin letters, without its tone marks; None if there is none."""
    for spelling in spellings:
        if spelling[0] < _AFTER_LATIN:
            return unicodedata.normalize("NFC", unicodedata.normalize("NFD", spelling).translate(_TONES))
    return None
