"""ZoneRegister: pilot zones and batches by date, province and place."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, TypeVar

import attrs

from pilotzones.arguments import quoted
from pilotzones.once import once
from pilotzones.places.errors import AmbiguousPlaceError, UnknownBatchError, UnknownPlaceError
from pilotzones.places.gazetteer import Gazetteer, Place, check_name
from pilotzones.places.names import NameKey, normalise
from pilotzones.records.zones import Batch, Zone, title_of
from pilotzones.tables.faults import Faults, attempt, one_of_all
from pilotzones.tables.formats import FORMATS
from pilotzones.tables.reading import TableRow, read_table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pilotzones.tables.folders import Folder

Answer = TypeVar("Answer")


class ZoneRegister:
    """The replies of the State Council replayed: who is a pilot zone, and when."""

    def __init__(self, folders: Sequence[Folder]) -> None:
        self._folders = folders
        self.gazetteer = Gazetteer(folders, lambda: self.zones)

    @once
    def batches(self) -> tuple[Batch, ...]:
        """The batches in order."""
        faults = Faults()
        rows = read_table(self._folders, "batches", faults)
        faults.raise_all()
        return tuple(Batch(**{field: row[field] for field in _BATCH}) for row in rows)

    @once
    def zones(self) -> tuple[Zone, ...]:
        """Every zone ever approved, by batch, in the replies' own order."""
        batches = {batch.number: batch for batch in self.batches}
        replies = {batch.document_no: batch for batch in self.batches}
        faults = Faults()
        rows = read_table(self._folders, "zones", faults)
        made = [self._zone(row, batches, replies, faults) for row in rows]
        zones = tuple(sorted(filter(None, made), key=lambda zone: zone.batch.number))
        if not faults.found:
            _check(self.batches, zones, faults)
        faults.raise_all()
        return zones

    def check(self) -> None:
        """Read every table of zones and names.

        Raises:
            DataIntegrityError: names every fault.
        """
        _, faults = attempt([lambda: self.batches, lambda: self.zones, self.gazetteer.check])
        if faults:
            raise one_of_all(faults)

    def in_force(self, day: datetime.date) -> Iterable[Zone]:
        """Go through the zones in force on a day."""
        return (zone for zone in self.zones if zone.in_force(day))

    def batch(self, number: int) -> Batch:
        """Find a batch by its number."""
        if type(number) is int:
            for batch in self.batches:
                if batch.number == number:
                    return batch
        msg = f"No batch has the number {quoted(number)}: batches are numbered 1 to {len(self.batches)}."
        raise UnknownBatchError(msg, number=number)

    def zone(self, name: str, province: str | None = None) -> Zone:
        """Find the one zone, in force or revoked, that has a name."""
        titled = self._by_title.get(normalise(check_name(name)))
        if titled and (province is None or titled.province is self.gazetteer.province(province)):
            return titled
        candidates = self.gazetteer.candidates(name, province)
        zones = [zone for place in candidates for zone in self.zones_at(place)]
        if not zones:
            raise UnknownPlaceError(_why_no_zone(name, candidates), name=name)
        if len(zones) > 1:
            raise _ambiguous(name, [f"{zone.name_zh} ({zone.id}, {zone.province.name_en})" for zone in zones])
        return zones[0]

    def is_zone(self, place: str, day: datetime.date, province: str | None = None) -> bool:
        """Tell whether a place was itself a zone on a day."""
        return self._ask(place, province, lambda asked: any(zone.in_force(day) for zone in self.zones_at(asked)))

    def covering_zone(self, place: str, day: datetime.date, province: str | None = None) -> Zone | None:
        """Find the zone in whose territory a place lay on a day."""
        return self._ask(place, province, lambda asked: self.covering(asked, day))

    def _ask(self, name: str, province: str | None, answer: Callable[[Place], Answer]) -> Answer:
        """Ask about the highest places with a name, which must all have the same answer."""
        candidates = self.gazetteer.candidates(name, province)
        highest = self.highest(candidates)
        if not highest:
            raise UnknownPlaceError(_why_no_zone(name, candidates), name=name)
        answers = [answer(place) for place in highest]
        if any(other != answers[0] for other in answers):
            raise _ambiguous(name, map(str, highest))
        return answers[0]

    def highest(self, candidates: Sequence[Place]) -> list[Place]:
        """Choose the places that a question is about from those with one name; none if all are provinces."""
        places = [place for place in candidates if self._can_be_zone(place)]
        highest = [place for place in places if place.level == places[0].level]
        if places and places[0].level == "county":  # Yiwu is the zone 义乌, not 伊吾 in Xinjiang
            highest = [place for place in highest if self.zones_at(place)] or highest
        return highest

    def _can_be_zone(self, place: Place) -> bool:
        """Leave out provinces, except municipalities and provinces that are a zone as a whole."""
        return place.level != "province" or place.province.kind == "municipality" or bool(self.zones_at(place))

    def covering(self, place: Place, day: datetime.date) -> Zone | None:
        """Find the zone in which all codes of a place lie, the smallest one where a zone lies inside another."""
        covering = [self._covering_code(code, day) for code in place.territory]
        return covering[0] if all(zone == covering[0] for zone in covering) else None

    def _covering_code(self, code: str, day: datetime.date) -> Zone | None:
        for division in (code, f"{code[:4]}00", f"{code[:2]}0000"):
            for zone in self._by_code.get(division, ()):
                if zone.in_force(day):
                    return zone
        return None

    def zones_at(self, place: Place) -> list[Zone]:
        """List the zones that were ever made of exactly this place."""
        zones = self._by_code.get(place.territory[0], ())
        return [zone for zone in zones if zone.territory == place.territory]

    @once
    def _by_code(self) -> dict[str, list[Zone]]:
        by_code: dict[str, list[Zone]] = {}
        for zone in self.zones:
            for code in zone.territory:
                by_code.setdefault(code, []).append(zone)
        return by_code

    @once
    def _by_title(self) -> dict[NameKey, Zone]:
        """The zones by what names them alone: id and official title, also with the full name in it."""
        return {
            normalise(title): zone
            for zone in self.zones
            for title in (zone.id, zone.official_name, title_of(zone.name_zh))
        }

    def _zone(
        self, row: TableRow, batches: Mapping[int, Batch], replies: Mapping[str, Batch], faults: Faults
    ) -> Zone | None:
        """Build a zone from its row and the days of the replies; None if it refers to something missing."""
        adcode, revoked_by = row["adcode"], row["revoked_by"]
        found = len(faults.found)
        province = self.gazetteer.provinces_by_code.get(adcode[:2])
        if province is None or province.iso != row["province"]:
            faults.add(row.where, f"{quoted(row['province'])} is not the province of code {adcode}.", "province")
        batch = batches.get(row["batch"])
        if batch is None:
            faults.add(row.where, "batches.csv has no such batch.", "batch")
        if revoked_by and revoked_by not in replies:
            faults.add(row.where, f"batches.csv has no document_no {quoted(revoked_by)}.", "revoked_by")
        if province is None or batch is None or len(faults.found) > found:
            return None
        return Zone(
            **{field: row[field] for field in _ZONE},
            province=province,
            batch=batch,
            territory=self.gazetteer.territories.get(row["id"], (adcode,)),
            established_on=batch.established_on,
            revoked_on=replies[revoked_by].established_on if revoked_by else None,
        )


_BATCH = tuple(field.name for field in attrs.fields(Batch))
_ZONE = tuple(column for column in FORMATS["zones"].columns if column not in {"province", "batch"})


def _check(batches: Sequence[Batch], zones: Sequence[Zone], faults: Faults) -> None:
    """Note what is wrong with the ids of zones, and with the order and totals of batches."""
    ids = set()
    for zone in zones:
        if zone.id in ids:
            faults.add("zones.csv", f"the id {quoted(zone.id)} appears twice.")
        ids.add(zone.id)
    for number, batch in enumerate(batches, 1):
        if batch.number != number:
            faults.add("batches.csv", f"batch {batch.number} appears where batch {number} belongs.")
    for earlier, later in itertools.pairwise(batches):
        if later.established_on <= earlier.established_on:
            faults.add("batches.csv", f"batch {later.number} is not later than the batch before it.")
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
                faults.add("batches.csv", problem)


def _ambiguous(name: str, places: Iterable[str]) -> AmbiguousPlaceError:
    candidates = tuple(places)
    msg = (
        f"{quoted(name)} is the name of {len(candidates)} places with different answers: {', '.join(candidates)}. "
        "Pass the province (province='...'), the Chinese name or the code."
    )
    return AmbiguousPlaceError(msg, name=name, candidates=candidates)


def _why_no_zone(name: str, candidates: Sequence[Place]) -> str:
    """Say why places of this name are not zones, and what to ask instead."""
    place = candidates[0]
    if place.level == "province":
        return f"{place.name_zh} is a province, not a city: zones_in({quoted(name)}) lists its pilot zones."
    places = ", ".join(map(str, candidates))
    return (
        f"{places} has never been a pilot zone itself: "
        f"covering_zone({quoted(name)}, date) finds the zone in whose territory it lies."
    )
