"""The divisions that are units of the panel: those of today's map, or of the map of each year."""

from __future__ import annotations

import datetime
import itertools
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pilotzones.dataset import Dataset

FIRST_YEAR = 2000
"""The first year of which the map is known."""

UnitLevel = Literal["prefecture", "county"]


class Unit(NamedTuple):
    """A unit of the panel, in the years from ``begins`` until ``ends``, exclusive.

    ``territory`` has the GB/T 2260 codes of its parts, ``key`` is its key in the history of divisions.
    """

    adcode: str
    begins: int
    ends: int
    territory: tuple[str, ...]
    name_zh: str
    name_en: str | None
    province: str
    level: str
    key: str

    def is_on_map(self, year: int) -> bool:
        """Tell whether it is a unit in a year."""
        return self.begins <= year < self.ends


def todays_units(dataset: Dataset, level: UnitLevel) -> list[Unit]:
    """Make units of the municipalities and divisions of a level, by today's table.

    At the county level a division without counties stands for itself, so that the units have no gap.
    """
    gazetteer = dataset.register.gazetteer
    codes = (*_municipalities(dataset), *gazetteer.divisions())
    outer = {above for code in codes for above in _above(code)}
    kept = [code for code in codes if (code.endswith("00") if level == "prefecture" else code not in outer)]
    return [_unit(dataset, code, datetime.MINYEAR, datetime.MAXYEAR) for code in kept]


def units_by_year(dataset: Dataset, level: UnitLevel) -> list[Unit]:
    """Make units of the municipalities and divisions of a level, each in the years when it is on the map.

    At the county level a prefecture stands for itself in the years when it has no counties. What only the
    statistics of 2023 treat as a county is no unit: it lies in counties of the map, which would count it twice.
    """
    gazetteer = dataset.register.gazetteer
    keys = [*gazetteer.divisions(), *(key for key in gazetteer.former_full_names if not key[:6].endswith("0000"))]
    divisions = {key: gazetteer.history.get(key) for key in keys}
    spans = {
        key: (division.in_use_from, division.in_use_until or datetime.MAXYEAR)
        for key, division in divisions.items()
        if division
    }
    spans |= dict.fromkeys(_municipalities(dataset), (datetime.MINYEAR, datetime.MAXYEAR))
    if level == "prefecture":
        return [_unit(dataset, key, *years) for key, years in spans.items() if key[:6].endswith("00")]
    counties = {key: years for key, years in spans.items() if not key[:6].endswith("00")}
    outer: dict[str, list[tuple[int, int]]] = {}
    for key, years in counties.items():
        for above in _above(key):
            outer.setdefault(above, []).append(years)
    units = [_unit(dataset, key, *years) for key, years in counties.items()]
    for key, (begin, end) in spans.items():
        if key not in counties:
            units += [_unit(dataset, key, *gap) for gap in _without(begin, end, outer.get(key[:6], ()))]
    return units


def _municipalities(dataset: Dataset) -> list[str]:
    return [province.adcode for province in dataset.provinces() if province.kind == "municipality"]


def _above(code: str) -> tuple[str, ...]:
    """List the codes of the prefecture and province around a division."""
    return tuple(above for above in (f"{code[:4]}00", f"{code[:2]}0000") if above != code)


def _without(begin: int, end: int, taken: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Go through the spans of years that remain of one without some others."""
    edges = sorted({begin, end, *(year for span in taken for year in span if begin < year < end)})
    for first, last in itertools.pairwise(edges):
        if not any(inner <= first < outer for inner, outer in taken):
            yield first, last


def _unit(dataset: Dataset, key: str, begin: int, end: int) -> Unit:
    gazetteer = dataset.register.gazetteer
    code = key[:6]
    level = "municipality" if code.endswith("0000") else gazetteer.level(key)
    return Unit(
        adcode=code,
        begins=begin,
        ends=end,
        territory=(code,),
        name_zh=gazetteer.spellings(key)[0],
        name_en=gazetteer.records.english(key),
        province=gazetteer.provinces_by_code[code[:2]].iso,
        level=level,
        key=key,
    )
