"""The crosswalk of divisions: every code and name since 2000, with what it is today."""

from __future__ import annotations

import datetime
from typing import Any

from pilotzones.dataset import Dataset
from pilotzones.frames.tables.table import Column, Table
from pilotzones.records.places import Place

COLUMNS = (
    Column("adcode", "text", "GB/T 2260 code, 6 digits."),
    Column("name_zh", "text", "Full Chinese name under that code."),
    Column("name_en", "text", "English name of a zone or province, else pinyin without tone marks."),
    Column("level", "text", "province, prefecture or county."),
    Column(
        "prefecture", "text", "The prefecture or municipality around it, or itself; null directly below a province."
    ),
    Column("province", "text", "The code of its province."),
    Column("in_use_from", "integer", "The first year on whose 31 December it was on the map; null if not known."),
    Column("in_use_until", "integer", "The first year on whose 31 December it was not; null while it is."),
    Column("adcode_today", "text", "The one code of its area today; null if that is several."),
    Column("name_today", "text", "The name of that code."),
    Column("prefecture_today", "text", "The prefecture or municipality of its whole area today; null if several."),
    Column("successors_today", "text", "All codes of its area today, joined by semicolons."),
)


def crosswalk_table(data: Dataset) -> Table:
    """List every code and name of a division since 2000, by code and then by time."""
    gazetteer = data.register.gazetteer
    keys = [*gazetteer.full_names, *gazetteer.former_full_names]
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for place, today in sorted(((gazetteer.records.place(key), _today(data, key)) for key in keys), key=_by_code):
        if place.level != "special":
            before = found.get((place.adcode, place.name_zh))
            begin = before[6] if before else place.in_use_from
            found[place.adcode, place.name_zh] = (*_own(place), begin, place.in_use_until, *_now(today))
    return Table(
        "crosswalk",
        "A division under a code and name of some years since 2000, and what it is today.",
        COLUMNS,
        ("adcode", "name_zh"),
        tuple(found.values()),
    )


def _today(data: Dataset, key: str) -> tuple[Place, ...]:
    gazetteer = data.register.gazetteer
    return gazetteer.places(gazetteer.history.standing(key, datetime.date.max, late=True))


def _by_code(found: tuple[Place, tuple[Place, ...]]) -> tuple[str, int]:
    place, _ = found
    return place.adcode, place.in_use_until or datetime.MAXYEAR


def _own(place: Place) -> tuple[str | None, ...]:
    around = place.prefecture.adcode if place.prefecture else None
    return place.adcode, place.name_zh, place.name_en, place.level, around, place.province.adcode


def _now(today: tuple[Place, ...]) -> tuple[str | None, ...]:
    one = today[0] if len(today) == 1 else None
    around = {place.prefecture.adcode if place.prefecture else None for place in today}
    return (
        one.adcode if one else None,
        one.name_zh if one else None,
        around.pop() if len(around) == 1 else None,
        ";".join(sorted(place.adcode for place in today)),
    )
