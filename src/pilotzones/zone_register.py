"""ZoneRegister: pilot zones and batches by date, province and place."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, TypeVar, get_args

from pilotzones import tables
from pilotzones.errors import AmbiguousPlaceError, UnknownBatchError, UnknownPlaceError
from pilotzones.names import NameKey, normalise
from pilotzones.places import ADCODE, Gazetteer, Place, check_name
from pilotzones.quoting import quoted
from pilotzones.records.zones import Batch, Zone, ZoneLevel, title_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pilotzones.errors import DataIntegrityError
    from pilotzones.resources import Folder

ZONE_LEVELS: tuple[ZoneLevel, ...] = get_args(ZoneLevel)
Answer = TypeVar("Answer")


class ZoneRegister:
    """The replies of the State Council replayed: who is a pilot zone, and when."""

    def __init__(self, folders: Sequence[Folder]) -> None:
        self._folders = folders
        self.gazetteer = Gazetteer(folders, lambda: self.zones)

    @functools.cached_property
    def batches(self) -> tuple[Batch, ...]:
        """The batches in order."""
        return tuple(_batch(row) for row in tables.read(self._folders, "batches"))

    @functools.cached_property
    def zones(self) -> tuple[Zone, ...]:
        """Every zone ever approved, by batch, in the replies' own order."""
        batches = {str(batch.number): batch for batch in self.batches}
        replies = {batch.document_no: batch for batch in self.batches}
        rows = tables.read(self._folders, "zones")
        zones = tuple(sorted((self._zone(row, batches, replies) for row in rows), key=lambda zone: zone.batch.number))
        for fault in _faults(self.batches, zones):
            raise fault
        return zones

    def in_force(self, day: datetime.date) -> Iterable[Zone]:
        """Go through the zones in force on a day."""
        return (zone for zone in self.zones if zone.in_force(day))

    def batch(self, number: int) -> Batch:
        """Find a batch by its number."""
        if type(number) is int:
            for batch in self.batches:
                if batch.number == number:
                    return batch
        msg = f"There is no batch {quoted(number)}: batches are numbered 1 to {len(self.batches)}."
        raise UnknownBatchError(msg, number=number)

    def zone(self, name: str, province: str | None = None) -> Zone:
        """Find the one zone, in force or revoked, that bears a name."""
        titled = self._by_title.get(normalise(check_name(name)))
        if titled and (province is None or titled.province is self.gazetteer.province(province)):
            return titled
        candidates = self.gazetteer.candidates(name, province)
        zones = [zone for place in candidates for zone in self._zones_at(place)]
        if not zones:
            raise UnknownPlaceError(_why_no_zone(name, candidates), name=name)
        if len(zones) > 1:
            raise _ambiguous(name, [f"{zone.name_zh} ({zone.id}, {zone.province.name_en})" for zone in zones])
        return zones[0]

    def is_zone(self, place: str, day: datetime.date, province: str | None = None) -> bool:
        """Tell whether a place was itself a zone on a day."""
        return self._ask(place, province, lambda asked: any(zone.in_force(day) for zone in self._zones_at(asked)))

    def covering_zone(self, place: str, day: datetime.date, province: str | None = None) -> Zone | None:
        """Find the zone in whose territory a place lay on a day."""
        return self._ask(place, province, lambda asked: self._covering(asked, day))

    def _ask(self, name: str, province: str | None, answer: Callable[[Place], Answer]) -> Answer:
        """Ask about the highest places of a name, of which all must give one answer."""
        candidates = self.gazetteer.candidates(name, province)
        places = [place for place in candidates if self._can_be_zone(place)]
        if not places:
            raise UnknownPlaceError(_why_no_zone(name, candidates), name=name)
        highest = [place for place in places if place.level == places[0].level]
        if places[0].level == "county":  # Yiwu is the zone 义乌, not 伊吾 in Xinjiang
            highest = [place for place in highest if self._zones_at(place)] or highest
        answers = [answer(place) for place in highest]
        if any(other != answers[0] for other in answers):
            raise _ambiguous(name, map(str, highest))
        return answers[0]

    def _can_be_zone(self, place: Place) -> bool:
        """Leave out provinces, but for municipalities and those that are a zone as a whole."""
        return place.level != "province" or place.province.kind == "municipality" or bool(self._zones_at(place))

    def _covering(self, place: Place, day: datetime.date) -> Zone | None:
        """Take the zone that all the place's codes lie in, the smallest where zones lie in one another."""
        covering = [self._covering_code(code, day) for code in place.territory]
        return covering[0] if all(zone == covering[0] for zone in covering) else None

    def _covering_code(self, code: str, day: datetime.date) -> Zone | None:
        for division in (code, f"{code[:4]}00", f"{code[:2]}0000"):
            for zone in self._by_code.get(division, ()):
                if zone.in_force(day):
                    return zone
        return None

    def _zones_at(self, place: Place) -> list[Zone]:
        """List the zones that were ever made of exactly this place."""
        zones = self._by_code.get(place.territory[0], ())
        return [zone for zone in zones if zone.territory == place.territory]

    @functools.cached_property
    def _by_code(self) -> dict[str, list[Zone]]:
        by_code: dict[str, list[Zone]] = {}
        for zone in self.zones:
            for code in zone.territory:
                by_code.setdefault(code, []).append(zone)
        return by_code

    @functools.cached_property
    def _by_title(self) -> dict[NameKey, Zone]:
        """The zones by what names them alone: id and official title, also with the full name in it."""
        return {
            normalise(title): zone
            for zone in self.zones
            for title in (zone.id, zone.official_name, title_of(zone.name_zh))
        }

    def _zone(self, row: tables.Row, batches: Mapping[str, Batch], replies: Mapping[str, Batch]) -> Zone:
        """Build a zone from its row; the days come from the replies."""
        adcode = row.digits("adcode", ADCODE)
        province = self.gazetteer.provinces_by_code.get(adcode[:2])
        if province is None or province.iso != row.text("province"):
            row.wrong("province", f"{quoted(row.text('province'))} is not the province of code {adcode}.")
        batch = batches.get(row.text("batch")) or row.wrong("batch", "no such batch in batches.csv.")
        revoked_by = row.text("revoked_by")
        if revoked_by and revoked_by not in replies:
            row.wrong("revoked_by", f"{quoted(revoked_by)} is no document_no of batches.csv.")
        zone_id = row.required("id")
        return Zone(
            id=zone_id,
            name_zh=row.required("name_zh"),
            name_en=row.required("name_en"),
            province=province,
            batch=batch,
            adcode=adcode,
            territory=self.gazetteer.territories.get(zone_id, (adcode,)),
            level=row.choice("level", ZONE_LEVELS),
            longitude=row.degrees("longitude", 180),
            latitude=row.degrees("latitude", 90),
            coordinates_from=row.text("coordinates_from"),
            geonames_id=row.text("geonames_id"),
            established_on=batch.established_on,
            revoked_on=replies[revoked_by].established_on if revoked_by else None,
            revoked_by=revoked_by,
            evidence=row.evidence(),
            sources=row.ids("sources"),
            note=row.text("note"),
        )


def _batch(row: tables.Row) -> Batch:
    return Batch(
        number=row.required_count("number"),
        document_no=row.required("document_no"),
        title_zh=row.required("title_zh"),
        approved_on=row.day("approved_on"),
        published_on=row.required_day("published_on"),
        zone_count=row.required_count("zone_count"),
        ever_approved=row.required_count("ever_approved"),
        in_force_after=row.required_count("in_force_after"),
        unsourced_fields=row.text("unsourced_fields"),
        evidence=row.evidence(),
        sources=row.ids("sources"),
    )


def _faults(batches: Sequence[Batch], zones: Sequence[Zone]) -> Iterator[DataIntegrityError]:
    """Go through what is wrong with the zones' ids, the batches' order and their totals."""
    ids = set()
    for zone in zones:
        if zone.id in ids:
            yield tables.fault("zones.csv", f"the id {quoted(zone.id)} stands twice.")
        ids.add(zone.id)
    for number, batch in enumerate(batches, 1):
        if batch.number != number:
            yield tables.fault("batches.csv", f"batch {batch.number} stands where batch {number} belongs.")
    for earlier, later in itertools.pairwise(batches):
        if later.established_on <= earlier.established_on:
            yield tables.fault("batches.csv", f"batch {later.number} is not later than the batch before it.")
    for batch in batches:
        day = batch.established_on
        counts = {
            "zone_count": (batch.zone_count, sum(zone.batch is batch for zone in zones)),
            "ever_approved": (batch.ever_approved, sum(zone.established_on <= day for zone in zones)),
            "in_force_after": (batch.in_force_after, sum(zone.in_force(day) for zone in zones)),
        }
        for column, (stated, counted) in counts.items():
            if stated != counted:
                problem = f"batch {batch.number} states {column} {stated}, and zones.csv gives {counted}."
                yield tables.fault("batches.csv", problem)


def _ambiguous(name: str, places: Iterable[str]) -> AmbiguousPlaceError:
    candidates = tuple(places)
    msg = (
        f"{quoted(name)} names {len(candidates)} places with different answers: {', '.join(candidates)}. "
        "Name the province (province='...'), or give the Chinese name or the code."
    )
    return AmbiguousPlaceError(msg, name=name, candidates=candidates)


def _why_no_zone(name: str, candidates: Sequence[Place]) -> str:
    """Say why places of this name are no zones, and what to ask instead."""
    place = candidates[0]
    if place.level == "province":
        return f"{place.name_zh} is a province, not a city: zones_in({quoted(name)}) lists its pilot zones."
    places = ", ".join(map(str, candidates))
    return (
        f"{places} has never been a pilot zone of its own: "
        f"covering_zone({quoted(name)}, date) tells in whose territory it lies."
    )
