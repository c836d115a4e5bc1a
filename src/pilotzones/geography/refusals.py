"""The errors for names that have no answer, or no single one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.geography.errors import (
    AmbiguousPlaceError,
    OutsideMainlandError,
    UnknownDayOfChangeError,
    UnknownPlaceError,
)
from pilotzones.geography.written import is_outside, listed

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from pilotzones.geography.divisions import Window
    from pilotzones.records.places import Place


def unknown(name: str, what: str, near: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for a name that no place, or no province, has or had."""
    if is_outside(name):
        msg = (
            f"{quoted(name)} is outside the 31 provinces of the mainland: pilot zones and the retail-import list "
            "are not for Hong Kong, Macao and Taiwan."
        )
        return OutsideMainlandError(msg, name=name)
    hint = f" Near misses: {listed(near)}." if near else " provinces() and zones() list names."
    return UnknownPlaceError(f"No {what} has the name {quoted(name)}.{hint}", name=name, near_misses=tuple(near))


def not_a_province(name: str, cities: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for the name of a city where a province is wanted."""
    msg = f"{quoted(name)} is not a province: {listed(cities)}. Ask about a city with zone() or covering_zone()."
    return UnknownPlaceError(msg, name=name, near_misses=tuple(cities))


def ambiguous(name: str, places: Sequence[Place]) -> AmbiguousPlaceError:
    """Make the error for a name of several places."""
    msg = (
        f"{quoted(name)} is the name of {len(places)} places with different answers: {', '.join(map(str, places))}. "
        "Pass the province (province='...'), the full Chinese name or the code."
    )
    return AmbiguousPlaceError(msg, name=name, candidates=tuple(places))


def split_up(name: str, former: Sequence[Place], parts: Sequence[Place]) -> AmbiguousPlaceError:
    """Make the error for a former place that became several with different answers."""
    msg = (
        f"{', '.join(map(str, former))} became {len(parts)} places with different answers: "
        f"{', '.join(map(str, parts))}. Ask about one of them."
    )
    return AmbiguousPlaceError(msg, name=name, candidates=tuple(parts))


def unknown_day(
    name: str, day: datetime.date, window: Window, before: Sequence[Place], after: Sequence[Place]
) -> UnknownDayOfChangeError:
    """Make the error for a day on which it is not known whether a place had changed."""
    old, new = (", ".join(map(str, places)) for places in (before, after))
    has_ended = any(place.in_use_until for place in before)
    change = f"{old} became {new}" if has_ended else f"{new} was formed from parts of {old}"
    msg = (
        f"{quoted(name)} on {day}: {change} on a day from {window.first} to {window.last}; which day is not known, and "
        "the answers differ. Ask about a day before or after, or about one of them by its code."
    )
    return UnknownDayOfChangeError(msg, name=name, candidates=(*before, *after))


def not_in_use(name: str, day: datetime.date, asked: Sequence[Place], standing: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for a place that did not exist on a day."""
    places = ", ".join(f"{place} is on the map since {place.in_use_from}" for place in asked)
    what = f"its area was part of {', '.join(map(str, standing))}" if standing else "what was there before is not known"
    msg = f"{quoted(name)} did not exist on {day}: {places}; {what}."
    return UnknownPlaceError(msg, name=name, near_misses=tuple(standing))


def no_zone(name: str, candidates: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for places that are not zones, which says what to ask instead."""
    place = candidates[0]
    if place.level == "province" and place.province.kind != "municipality":
        msg = f"{place.name_zh} is a province, not a city: zones_in({quoted(name)}) lists its pilot zones."
    else:
        msg = (
            f"{', '.join(map(str, candidates))} has never been a pilot zone itself: "
            f"covering_zone({quoted(name)}, date) finds the zone in whose territory it lies."
        )
    return UnknownPlaceError(msg, name=name, near_misses=tuple(candidates))


def elsewhere(name: str, province: object, found: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for a name that only places of other provinces have."""
    msg = f"{province} has no {quoted(name)}; there is {listed(found)}. Correct province= or leave it out."
    return UnknownPlaceError(msg, name=name, near_misses=tuple(found))
