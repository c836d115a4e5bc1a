"""The panel's units, and the pilot zones that treat each of them under the choices made."""

from __future__ import annotations

import collections
import datetime
import functools
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from pilotzones.arguments import ArgumentTypeError, check_word
from pilotzones.frames.tables.panel_maps import Unit, UnitLevel, todays_units, units_by_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pilotzones.dataset import Dataset
    from pilotzones.records.zones import Zone

Counting = Literal["prefecture", "ignore", "unit", "drop"]
Ending = Literal["end", "stay", "drop"]
Boundaries = Literal["today", "period"]

_FOR_GOOD = datetime.date.max


class Choices(NamedTuple):
    """The divisions that are units, and how zones count that are not prefectures, or were revoked."""

    level: UnitLevel = "prefecture"
    county_zones: Counting = "prefecture"
    special_zones: Counting = "prefecture"
    revoked: Ending = "end"
    boundaries: Boundaries = "today"

    def checked(self) -> Choices:
        """Check that all choices are words that exist.

        Raises:
            ArgumentTypeError: names the words.
        """
        check_word("level", self.level, get_args(UnitLevel))
        check_word("county_zones", self.county_zones, get_args(Counting))
        check_word("special_zones", self.special_zones, get_args(Counting))
        check_word("revoked", self.revoked, get_args(Ending))
        check_word("boundaries", self.boundaries, get_args(Boundaries))
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


class Stay(NamedTuple):
    """Days from ``begin`` until ``end``, exclusive, on which a unit's area had these GB/T 2260 codes."""

    begin: datetime.date
    end: datetime.date
    territory: tuple[str, ...]


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
    divisions = todays_units(dataset, choices.level)
    if choices.boundaries == "period":
        divisions = units_by_year(dataset, choices.level)
    units = [*divisions, *_of_zones([zone for zone in zones if choices.of(zone) == "unit"], divisions)]
    _check_codes(units)
    near: dict[str, list[Zone]] = collections.defaultdict(list)
    for zone in zones:
        for province in {code[:2] for code in zone.territory}:
            near[province].append(zone)
    found = (_history(unit, _stays(dataset, unit), near[unit.adcode[:2]], choices) for unit in sorted(units))
    return tuple(history for history in found if history)


def _stays(dataset: Dataset, unit: Unit) -> tuple[Stay, ...]:
    """Find out under which codes the area of a unit lay, and when.

    A move on a day that is not known counts from the last day on which it can have happened.
    """
    always = Stay(begin=datetime.date.min, end=_FOR_GOOD, territory=unit.territory)
    history = dataset.register.gazetteer.history
    related = history.related(unit.key) if len(unit.territory) == 1 else ()
    if len({division.adcode[:4] for division in related}) <= 1:
        return (always,)
    ends = {window.last for division in related for window in (division.begins, division.ends) if window}
    days = sorted({datetime.date.min, *ends})
    standing = functools.partial(history.standing, unit.key, late=True)
    return tuple(
        Stay(begin=day, end=end, territory=tuple(key[:6] for key in standing(day)))
        for day, end in zip(days, [*days[1:], _FOR_GOOD], strict=True)
    )


def _history(unit: Unit, stays: Sequence[Stay], zones: Sequence[Zone], choices: Choices) -> History | None:
    """Find out when a unit is treated; None if it leaves the sample."""
    touching = [
        Treatment(zone=zone, span=span, is_whole=_contains(zone, stay.territory) and choices.of(zone) != "drop")
        for zone in zones
        for stay in stays
        if _touches(zone, stay.territory) and (span := _common(choices.span(zone), stay))
    ]
    treating = [found for found in touching if found.is_whole or choices.of(found.zone) == "prefecture"]
    if choices.revoked == "drop" and any(found.zone.revoked_on for found in treating):
        return None
    # A part differs from the rest only on days when no zone covers the whole.
    covered = _merged(found.span for found in touching if found.is_whole)
    for found in touching:
        if choices.of(found.zone) == "drop" and not _lies_in(found.span, covered):
            return None
    first = min(treating, key=lambda found: (found.span.begin, not found.is_whole), default=None)
    return History(unit=unit, zone=first.zone if first else None, spans=_merged(found.span for found in treating))


class Treatment(NamedTuple):
    """A zone that touches a unit, on which days, and whether it contains the whole of it."""

    zone: Zone
    span: TreatedSpan
    is_whole: bool


def _common(span: TreatedSpan, stay: Stay) -> TreatedSpan | None:
    """Give the days that a zone and a stay have in common, if there are any."""
    begin, end = max(span.begin, stay.begin), min(span.end, stay.end)
    return TreatedSpan(begin=begin, end=end) if begin < end else None


def _of_zones(zones: Iterable[Zone], divisions: Sequence[Unit]) -> Iterator[Unit]:
    """Make units of the parts of zones that are not whole divisions; one unit for zones of the same place."""
    whole = {above for unit in divisions for above in _upwards(unit.adcode)}
    made = set()
    for zone in zones:
        rest = tuple(code for code in zone.territory if code not in whole)
        if rest and rest not in made:
            made.add(rest)
            yield Unit(
                key=rest[0],
                adcode=rest[0],
                begins=datetime.MINYEAR,
                ends=datetime.MAXYEAR,
                territory=rest,
                name_zh=zone.name_zh,
                name_en=zone.name_en,
                province=zone.province.iso,
                level=zone.level,
            )


def _check_codes(units: Iterable[Unit]) -> None:
    """Refuse two units of one code: an estimator would take them for one."""
    seen: dict[str, Unit] = {}
    for unit in sorted(units, key=lambda unit: (unit.adcode, unit.begins)):
        other, seen[unit.adcode] = seen.get(unit.adcode), unit
        if other and unit.begins < other.ends:
            msg = (
                f"{other.name_zh} and {unit.name_zh} would both be the unit {unit.adcode}: pass another word than "
                "'unit' for county_zones or special_zones."
            )
            raise ArgumentTypeError(msg)


def _upwards(code: str) -> tuple[str, str, str]:
    """List a division's code and those of the prefecture and province around it."""
    return code, f"{code[:4]}00", f"{code[:2]}0000"


def _contains(zone: Zone, territory: Iterable[str]) -> bool:
    """Tell whether the whole of some codes lies in a zone."""
    return all(any(code in zone.territory for code in _upwards(part)) for part in territory)


def _touches(zone: Zone, territory: Iterable[str]) -> bool:
    """Tell whether some codes and a zone have any area in common."""
    return any(ours in _upwards(theirs) or theirs in _upwards(ours) for ours in territory for theirs in zone.territory)


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
