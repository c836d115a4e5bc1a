"""The errors for names that have no answer, or no single one; ``wording/refusals_english.py`` has their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pilotzones.arguments import quoted
from pilotzones.geography.errors import (
    AmbiguousPlaceError,
    InvalidPlaceError,
    OutsideMainlandError,
    PlaceTypeError,
    Told,
    ToldError,
    UnknownBatchError,
    UnknownDayOfChangeError,
    UnknownPlaceError,
)
from pilotzones.geography.written import is_outside
from pilotzones.wording.refused import Refusals

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from pilotzones.geography.divisions import Window
    from pilotzones.geography.errors import PlaceReason
    from pilotzones.records.places import Place
    from pilotzones.records.zones import Province

ToldErrorKind = TypeVar("ToldErrorKind", bound=ToldError)


def unknown(name: str, what: str, near: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for a name that no place, or no province, has or had."""
    if is_outside(name):
        told, message = _tell("outside the mainland", name=quoted(name))
        return _made_of(told, OutsideMainlandError(message, name=name))
    told, message = _tell(f"unknown {what}", "near misses" if near else "list names", name=quoted(name), near=near)
    return _made_of(told, UnknownPlaceError(message, name=name, near_misses=tuple(near)))


def not_a_province(name: str, cities: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for the name of a city where a province is wanted."""
    told, message = _tell("not a province", "ask about a city", name=quoted(name), near=cities)
    return _made_of(told, UnknownPlaceError(message, name=name, near_misses=tuple(cities)))


def ambiguous(name: str, places: Sequence[Place]) -> AmbiguousPlaceError:
    """Make the error for a name of several places."""
    told, message = _tell("ambiguous", "name the province", name=quoted(name), count=len(places), places=places)
    return _made_of(told, AmbiguousPlaceError(message, name=name, candidates=tuple(places)))


def split_up(name: str, former: Sequence[Place], parts: Sequence[Place]) -> AmbiguousPlaceError:
    """Make the error for a former place that became several with different answers."""
    told, message = _tell("split up", former=former, count=len(parts), places=parts)
    return _made_of(told, AmbiguousPlaceError(message, name=name, candidates=tuple(parts)))


def unknown_day(
    name: str, day: datetime.date, window: Window, before: Sequence[Place], after: Sequence[Place]
) -> UnknownDayOfChangeError:
    """Make the error for a day on which it is not known whether a place had changed."""
    has_ended = any(place.in_use_until for place in before)
    told, message = _tell(
        "became on an unknown day" if has_ended else "formed on an unknown day",
        "ask about another day",
        name=quoted(name),
        day=day,
        first=window.first,
        last=window.last,
        before=before,
        after=after,
    )
    return _made_of(told, UnknownDayOfChangeError(message, name=name, candidates=(*before, *after)))


def not_in_use(name: str, day: datetime.date, asked: Sequence[Place], standing: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for a place that did not exist on a day."""
    wording = "not there yet" if standing else "not there yet, and nothing known"
    told, message = _tell(wording, name=quoted(name), day=day, since=asked, places=standing)
    return _made_of(told, UnknownPlaceError(message, name=name, near_misses=tuple(standing)))


def no_zone(name: str, candidates: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for places that are not zones, which says what to ask instead."""
    place = candidates[0]
    if place.level == "province" and place.province.kind != "municipality":
        told, message = _tell("only a province", name=quoted(name), name_zh=place.name_zh)
    else:
        told, message = _tell("never a zone", "find the zone around it", name=quoted(name), places=candidates)
    return _made_of(told, UnknownPlaceError(message, name=name, near_misses=tuple(candidates)))


def elsewhere(name: str, province: Province, found: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for a name that only places of other provinces have."""
    told, message = _tell("elsewhere", "correct the province", name=quoted(name), province=province, near=found)
    return _made_of(told, UnknownPlaceError(message, name=name, near_misses=tuple(found)))


def invalid(name: str, reason: PlaceReason, **facts: object) -> InvalidPlaceError:
    """Make the error for a text, or another value, that cannot be a name."""
    told, message = _tell(reason, name=quoted(name), **facts)
    if reason == "not text":
        return _made_of(told, PlaceTypeError(message, name=quoted(name), reason=reason))
    return _made_of(told, InvalidPlaceError(message, name=name, reason=reason))


def unknown_batch(number: object, most: int) -> UnknownBatchError:
    """Make the error for a number that no batch has."""
    told, message = _tell("unknown batch", number=quoted(number), most=most)
    return _made_of(told, UnknownBatchError(message, number=number))


def _made_of(told: Told, error: ToldErrorKind) -> ToldErrorKind:
    """Keep with an error what it says."""
    error.told = told
    return error


def _tell(*wordings: str, **facts: object) -> tuple[Told, str]:
    """Keep what an error says, and say it in English to those who program."""
    kept = {name: tuple(fact) if isinstance(fact, (list, tuple)) else fact for name, fact in facts.items()}
    return Told(wordings, kept), Refusals().tell(wordings, kept)
