"""The errors for names that have no answer, or no single one; their Chinese is in ``wording/chinese_messages.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.geography.errors import (
    AmbiguousPlaceError,
    InvalidPlaceError,
    OutsideMainlandError,
    PlaceTypeError,
    UnknownBatchError,
    UnknownDayOfChangeError,
    UnknownPlaceError,
)
from pilotzones.geography.written import is_outside
from pilotzones.messages import Message, Names, Way, written_day

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from pilotzones.geography.divisions import Window
    from pilotzones.geography.errors import PlaceReason
    from pilotzones.records.places import Place
    from pilotzones.records.zones import Province


def unknown(name: str, what: str, near: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for a name that no place, or no province, has or had."""
    if is_outside(name):
        message = Message(
            "{name} is outside the 31 provinces of the mainland: pilot zones and the retail-import list are not for "
            "Hong Kong, Macao and Taiwan.",
            name=quoted(name),
        )
        return OutsideMainlandError(message, name=name)
    message = Message(
        "No province has the name {name}." if what == "province" else "No place has the name {name}.",
        "Near misses: {near}."
        if near
        else Way("provinces() and zones() list names.", "'pilotzones zones' lists names."),
        name=quoted(name),
        near=_with_english_names(near),
    )
    return UnknownPlaceError(message, name=name, near_misses=tuple(near))


def not_a_province(name: str, cities: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for the name of a city where a province is wanted."""
    message = Message(
        "{name} is not a province: {near}.",
        Way(
            "Ask about a city with zone() or covering_zone().",
            "Ask about a city with 'pilotzones batch CITY', 'pilotzones zone CITY' or 'pilotzones whose PLACE'.",
        ),
        name=quoted(name),
        near=_with_english_names(cities),
    )
    return UnknownPlaceError(message, name=name, near_misses=tuple(cities))


def ambiguous(name: str, places: Sequence[Place]) -> AmbiguousPlaceError:
    """Make the error for a name of several places."""
    message = Message(
        "{name} is the name of {count} places with different answers: {places}.",
        "Pass the province ({way}), the full Chinese name or the code.",
        name=quoted(name),
        count=len(places),
        places=_listed(places),
        way=Way("province='...'", "--province NAME"),
    )
    return AmbiguousPlaceError(message, name=name, candidates=tuple(places))


def split_up(name: str, former: Sequence[Place], parts: Sequence[Place]) -> AmbiguousPlaceError:
    """Make the error for a former place that became several with different answers."""
    message = Message(
        "{former} became {count} places with different answers: {places}. Ask about one of them.",
        former=_listed(former),
        count=len(parts),
        places=_listed(parts),
    )
    return AmbiguousPlaceError(message, name=name, candidates=tuple(parts))


def unknown_day(
    name: str, day: datetime.date, window: Window, before: Sequence[Place], after: Sequence[Place]
) -> UnknownDayOfChangeError:
    """Make the error for a day on which it is not known whether a place had changed."""
    has_ended = any(place.in_use_until for place in before)
    message = Message(
        "{name} on {day}: {before} became {after} on a day from {first} to {last}; which day is not known, and the "
        "answers differ."
        if has_ended
        else "{name} on {day}: {after} was formed from parts of {before} on a day from {first} to {last}; which day is "
        "not known, and the answers differ.",
        "Ask about a day before or after, or about one of them by its code.",
        name=quoted(name),
        day=written_day(day),
        first=written_day(window.first),
        last=written_day(window.last),
        before=_listed(before),
        after=_listed(after),
    )
    return UnknownDayOfChangeError(message, name=name, candidates=(*before, *after))


def not_in_use(name: str, day: datetime.date, asked: Sequence[Place], standing: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for a place that did not exist on a day."""
    message = Message(
        "{name} did not exist on {day}: {since}; its area was part of {places}."
        if standing
        else "{name} did not exist on {day}: {since}; what was there before is not known.",
        name=quoted(name),
        day=written_day(day),
        since=tuple(
            Message("{place} is on the map since {year}", place=_written(place), year=place.in_use_from)
            for place in asked
        ),
        places=_listed(standing),
    )
    return UnknownPlaceError(message, name=name, near_misses=tuple(standing))


def no_zone(name: str, candidates: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for places that are not zones, which says what to ask instead."""
    place = candidates[0]
    if place.level == "province" and place.province.kind != "municipality":
        message = Message(
            Way(
                "{name_zh} is a province, not a city: zones_in({name}) lists its pilot zones.",
                "{name_zh} is a province, not a city: 'pilotzones zones PROVINCE' lists its pilot zones.",
            ),
            name=quoted(name),
            name_zh=place.name_zh,
        )
    else:
        message = Message(
            "{places} has never been a pilot zone itself:",
            Way(
                "covering_zone({name}, date) finds the zone in whose territory it lies.",
                "'pilotzones whose PLACE' finds the zone in whose territory it lies.",
            ),
            name=quoted(name),
            places=_listed(candidates),
        )
    return UnknownPlaceError(message, name=name, near_misses=tuple(candidates))


def elsewhere(name: str, province: Province, found: Sequence[Place]) -> UnknownPlaceError:
    """Make the error for a name that only places of other provinces have."""
    message = Message(
        "{province} has no {name}; there is {near}.",
        "Correct {way} or leave it out.",
        name=quoted(name),
        province=Names(str(province), province.name_zh),
        near=_with_english_names(found),
        way=Way("province=", "--province"),
    )
    return UnknownPlaceError(message, name=name, near_misses=tuple(found))


def invalid(name: str, reason: PlaceReason, **facts: object) -> InvalidPlaceError:
    """Make the error for a text, or another value, that cannot be a name."""
    message = Message(INVALID[reason], name=quoted(name), **facts)
    if reason == "not text":
        return PlaceTypeError(message, name=quoted(name), reason=reason)
    return InvalidPlaceError(message, name=name, reason=reason)


INVALID: dict[PlaceReason, str] = {
    "not text": "{name} is not text: pass the name or the GB/T 2260 code of a place as a str.",
    "too long": "{name} is not the name of a place: names have at most {most} characters.",
    "control character": "{name} has the control character {character}: remove it.",
    "blank": "The name of the place is blank: pass a city or province, like 'Hangzhou'.",
    "read as a number": (
        "{name} is a number with decimals, as a spreadsheet or a column with gaps makes it of a code: pass the digits "
        "as text, {digits}."
    ),
    "township or village": "{name} is the code of a township or village: pass the 6 digits of its county, {code}.",
}


def unknown_batch(number: object, most: int) -> UnknownBatchError:
    """Make the error for a number that no batch has."""
    message = Message(
        "No batch has the number {number}: batches are numbered 1 to {most}.", number=quoted(number), most=most
    )
    return UnknownBatchError(message, number=number)


def _listed(places: Iterable[Place]) -> tuple[Message, ...]:
    return tuple(map(_written, places))


def _with_english_names(places: Iterable[Place]) -> tuple[Message, ...]:
    return tuple(
        Message("{name_en} {place}", name_en=place.name_en, place=_written(place)) if place.name_en else _written(place)
        for place in places
    )


def _written(place: Place) -> Message:
    return Message(
        "{name_zh} ({adcode}, {province}, until {until})" if place.in_use_until else "{name_zh} ({adcode}, {province})",
        name_zh=place.name_zh,
        adcode=place.adcode,
        province=Names(place.province.name_en, place.province.name_zh),
        until=place.in_use_until,
    )
