"""The panel's units, and the pilot zones that treat each of them under the choices made."""

from __future__ import annotations

import collections
import datetime
import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from pilotzones.arguments import ArgumentTypeError, check_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pilotzones.dataset import Dataset
    from pilotzones.records.zones import Zone

UnitLevel = Literal["prefecture", "county"]
Counting = Literal["prefecture", "ignore", "unit", "drop"]
Ending = Literal["end", "stay", "drop"]

_FOR_GOOD = datetime.date.max
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))
_AFTER_LATIN = "\u0250"


class Choices(NamedTuple):
    """The divisions that are units, and how zones count that are not prefectures, or were revoked."""

    level: UnitLevel = "prefecture"
    county_zones: Counting = "prefecture"
    special_zones: Counting = "prefecture"
    revoked: Ending = "end"

    def checked(self) -> Choices:
        """Check that all choices are words that exist.

        Raises:
            ArgumentTypeError: names the words.
        """
        check_word("level", self.level, get_args(UnitLevel))
        check_word("county_zones", self.county_zones, get_args(Counting))
        check_word("special_zones", self.special_zones, get_args(Counting))
        check_word("revoked", self.revoked, get_args(Ending))
        return self

    def of(self, zone: Zone) -> Counting:
        """Tell how a zone counts; for prefectures and municipalities there is no choice."""
        if zone.level == "county":
            return self.county_zones
        return self.special_zones if zone.level == "special" else "prefecture"

    def span(self, zone: Zone) -> TreatedSpan:
        """Give the days on which a zone treats its units."""
        ends = zone.revoked_on if self.revoked != "stay" else None
        return TreatedSpan(begin=zone.established_on, end=ends or _FOR_GOOD)


class TreatedSpan(NamedTuple):
    """Days from ``begin`` until ``end``, exclusive."""

    begin: datetime.date
    end: datetime.date


class Unit(NamedTuple):
    """A unit of the panel; ``territory`` has the GB/T 2260 codes of its parts."""

    adcode: str
    territory: tuple[str, ...]
    name_zh: str
    name_en: str | None
    province: str
    level: str


class History(NamedTuple):
    """A unit, the zone that treats it first, and the days it is treated: disjoint spans in order."""

    unit: Unit
    zone: Zone | None
    spans: tuple[TreatedSpan, ...]


def histories(dataset: Dataset, choices: Choices) -> tuple[History, ...]:
    """Find out when every unit that stays in the sample is treated.

    Args:
        dataset: the zones and divisions.
        choices: the units, and how zones count.

    Returns:
        The histories in the order of the units' codes.

    Raises:
        ArgumentTypeError: if a choice is not valid, or two zones would be units of one code.

    Source:
        The replies of the State Council; GB/T 2260 for which division contains which.
    """
    zones = [
        zone
        for zone in dataset.zones()
        if choices.of(zone) != "ignore" and zone.in_force(zone.established_on)  # its own reply may have ended it
    ]
    divisions = _divisions(dataset, choices.level)
    units = [*divisions, *_of_zones([zone for zone in zones if choices.of(zone) == "unit"], divisions)]
    _check_codes(units)
    near: dict[str, list[Zone]] = collections.defaultdict(list)
    for zone in zones:
        for province in {code[:2] for code in zone.territory}:
            near[province].append(zone)
    found = (_history(unit, near[unit.adcode[:2]], choices) for unit in sorted(units))
    return tuple(history for history in found if history)


def _history(unit: Unit, zones: Sequence[Zone], choices: Choices) -> History | None:
    """Find out when a unit is treated; None if it leaves the sample."""
    touching = [zone for zone in zones if _touches(zone, unit)]
    whole = [zone for zone in touching if _contains(zone, unit) and choices.of(zone) != "drop"]
    treating = [zone for zone in touching if zone in whole or choices.of(zone) == "prefecture"]
    if choices.revoked == "drop" and any(zone.revoked_on for zone in treating):
        return None
    # A part differs from the rest only on days when no zone covers the whole.
    covered = _merged(choices.span(zone) for zone in whole)
    for zone in touching:
        if choices.of(zone) == "drop" and not _lies_in(choices.span(zone), covered):
            return None
    first = min(treating, key=lambda zone: (zone.established_on, zone not in whole), default=None)
    return History(unit=unit, zone=first, spans=_merged(choices.span(zone) for zone in treating))


def _divisions(dataset: Dataset, level: UnitLevel) -> list[Unit]:
    """Make units of the municipalities and divisions of a level.

    At the county level a division without counties stands for itself, so that the units have no gap.
    """
    gazetteer = dataset.register.gazetteer
    english = {zone.adcode: zone.name_en for zone in dataset.zones() if len(zone.territory) == 1}
    english.update({province.adcode: province.name_en for province in dataset.provinces()})
    municipalities = [province.adcode for province in dataset.provinces() if province.kind == "municipality"]
    codes = (*municipalities, *gazetteer.divisions())
    if level == "prefecture":
        kept = [code for code in codes if code.endswith("00")]
    else:
        outer = {above for code in codes for above in _upwards(code) if above != code}
        kept = [code for code in codes if code not in outer]
    return [
        Unit(
            adcode=code,
            territory=(code,),
            name_zh=gazetteer.spellings(code)[0],
            name_en=english.get(code) or _without_tones(gazetteer.spellings(code)),
            province=gazetteer.provinces_by_code[code[:2]].iso,
            level=_level(code),
        )
        for code in kept
    ]


def _of_zones(zones: Iterable[Zone], divisions: Sequence[Unit]) -> Iterator[Unit]:
    """Make units of the parts of zones that are not whole divisions; one unit for zones of the same place."""
    whole = {above for unit in divisions for above in _upwards(unit.adcode)}
    made = set()
    for zone in zones:
        rest = tuple(code for code in zone.territory if code not in whole)
        if rest and rest not in made:
            made.add(rest)
            yield Unit(
                adcode=rest[0],
                territory=rest,
                name_zh=zone.name_zh,
                name_en=zone.name_en,
                province=zone.province.iso,
                level=zone.level,
            )


def _check_codes(units: Iterable[Unit]) -> None:
    """Refuse two units of one code: an estimator would take them for one."""
    seen: dict[str, Unit] = {}
    for unit in units:
        other = seen.setdefault(unit.adcode, unit)
        if other is not unit:
            msg = (
                f"{other.name_zh} and {unit.name_zh} would both be the unit {unit.adcode}: pass another word than "
                "'unit' for county_zones or special_zones."
            )
            raise ArgumentTypeError(msg)


def _upwards(code: str) -> tuple[str, str, str]:
    """List a division's code and those of the prefecture and province around it."""
    return code, f"{code[:4]}00", f"{code[:2]}0000"


def _contains(zone: Zone, unit: Unit) -> bool:
    """Tell whether the whole of a unit lies in a zone."""
    return all(any(code in zone.territory for code in _upwards(part)) for part in unit.territory)


def _touches(zone: Zone, unit: Unit) -> bool:
    """Tell whether a unit and a zone have any territory in common."""
    return any(
        ours in _upwards(theirs) or theirs in _upwards(ours) for ours in unit.territory for theirs in zone.territory
    )


def _merged(spans: Iterable[TreatedSpan]) -> tuple[TreatedSpan, ...]:
    """Join spans that overlap or adjoin."""
    merged: list[TreatedSpan] = []
    for span in sorted(spans):
        if merged and span.begin <= merged[-1].end:
            merged[-1] = TreatedSpan(begin=merged[-1].begin, end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _lies_in(span: TreatedSpan, merged: Iterable[TreatedSpan]) -> bool:
    return any(outer.begin <= span.begin and span.end <= outer.end for outer in merged)


def _level(code: str) -> str:
    if code.endswith("0000"):
        return "municipality"
    return "prefecture" if code.endswith("00") else "county"


def _without_tones(spellings: Iterable[str]) -> str | None:
    """Take the pinyin, the first spelling in Latin letters, without its tone marks; None if there is none."""
    for spelling in spellings:
        if spelling[0] < _AFTER_LATIN:
            return unicodedata.normalize("NFC", unicodedata.normalize("NFD", spelling).translate(_TONES))
    return None
