"""ZoneRegister: pilot zones and batches by date, province and place."""

from __future__ import annotations

import collections
import datetime
import itertools
import re
from typing import TYPE_CHECKING

import attrs

from pilotzones.arguments import quoted
from pilotzones.geography.gazetteer import Gazetteer
from pilotzones.geography.name_checks import check_name
from pilotzones.geography.names import NameKey, normalise
from pilotzones.once import once
from pilotzones.records.zones import Batch, Zone
from pilotzones.tables.faults import Faults, attempt, one_of_all
from pilotzones.tables.formats import FORMATS
from pilotzones.tables.reading import TableRow, read_sound_table, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pilotzones.geography.by_day import PlacesByDay
    from pilotzones.geography.name_index import Keys
    from pilotzones.tables.folders import Folder


class ZoneRegister:
    """The replies of the State Council replayed: who is a pilot zone, and when."""

    def __init__(self, folders: Sequence[Folder]) -> None:
        self._folders = folders
        self.gazetteer = Gazetteer(folders, lambda: self.zones)

    @once
    def batches(self) -> tuple[Batch, ...]:
        """The batches in order."""
        return tuple(Batch(**row.values_of(_BATCH)) for row in read_sound_table(self._folders, "batches"))

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
        _, faults = attempt([lambda: self.zones, self.gazetteer.check])
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
        from pilotzones.geography import refusals  # noqa: PLC0415 - only an error needs it

        raise refusals.unknown_batch(number, len(self.batches))

    def zone(self, name: str, province: str | None = None) -> Zone:
        """Find the one zone, in force or revoked, that has a name."""
        keys = self._with_id(name, province) or self.titled(name, province) or self.gazetteer.keys(name, province)
        keys = keys or self.gazetteer.candidates(name, province)
        zones = self._zones_of(keys) or self._zones_of(self._standing_today(keys))
        if len(zones) == 1:
            return zones[0]
        from pilotzones.geography import refusals  # noqa: PLC0415 - as above

        if not zones:
            raise refusals.no_zone(name, self.gazetteer.places(keys))
        made_of = [key for key in keys if self.zones_at(key)] or keys
        raise refusals.ambiguous(name, self.gazetteer.places(made_of))

    def can_be_zones(self, keys: Iterable[str]) -> Keys:
        """Leave out provinces, except municipalities and provinces that are a zone as a whole."""
        return tuple(key for key in keys if self._can_be_zone(key))

    def _can_be_zone(self, key: str) -> bool:
        if self.gazetteer.level(key) != "province" or self.zones_at(key):
            return True
        return self.gazetteer.provinces_by_code[key[:2]].kind == "municipality"

    def covering(self, key: str, day: datetime.date) -> Zone | None:
        """Find the zone in which all codes of a place lie, the smallest one where a zone lies inside another."""
        covering = [self._covering_code(code, day) for code in self.gazetteer.territory(key)]
        return covering[0] if all(zone == covering[0] for zone in covering) else None

    def changing_days(self, key: str) -> frozenset[datetime.date]:
        """Give the days on which an answer about a place may change: of its zones, and of what stands for it."""
        related = self.gazetteer.history.related(key)
        windows = [window for division in related for window in (division.begins, division.ends) if window]
        codes = {*self.gazetteer.territory(key), *(division.adcode for division in related)}
        around = {outer for code in codes for outer in (code, f"{code[:4]}00", f"{code[:2]}0000")}
        zones = [zone for code in around for zone in self._by_code.get(code, ())]
        days = {day for zone in zones for day in (zone.established_on, zone.revoked_on) if day}
        return frozenset(days.union(*windows))

    def _covering_code(self, code: str, day: datetime.date) -> Zone | None:
        for division in (code, f"{code[:4]}00", f"{code[:2]}0000"):
            for zone in self._by_code.get(division, ()):
                if zone.in_force(day):
                    return zone
        return None

    def zones_at(self, key: str) -> list[Zone]:
        """List the zones that were ever made of exactly this place."""
        territory = self.gazetteer.territory(key)
        return [zone for zone in self._by_code.get(territory[0], ()) if zone.territory == territory]

    def _zones_of(self, keys: Iterable[str]) -> list[Zone]:
        return list(dict.fromkeys(zone for key in keys for zone in self.zones_at(key)))

    def _standing_today(self, keys: Iterable[str]) -> Keys:
        history = self.gazetteer.history
        return tuple(standing for key in keys for standing in history.standing(key, datetime.date.max, late=True))

    def titled(self, name: str, province: str | None = None) -> Keys:
        """Find the place of the zone that has an official title; empty if the name is no such title."""
        title = re.fullmatch(_TITLE, normalise(check_name(name)))
        zones = self._zones_of(self.gazetteer.keys(title[1])) if title else []
        return self._inside(zones[0], province) if len(zones) == 1 else ()

    def _with_id(self, name: str, province: str | None) -> Keys:
        """Find the place of the zone that has an id; elsewhere an id is a name like others, as of Yuncheng and 云城."""
        zone = self._by_id.get(normalise(check_name(name)))
        return self._inside(zone, province) if zone else ()

    def _inside(self, zone: Zone, province: str | None) -> Keys:
        """Give the place of a zone, if it lies in a province."""
        if province is not None and zone.province is not self.gazetteer.province(province):
            return ()
        return (self.gazetteer.key_of(zone),)

    @once
    def by_day(self) -> PlacesByDay:
        """What names mean on a day."""
        from pilotzones.geography.by_day import PlacesByDay  # noqa: PLC0415 - see dataset_base.py

        return PlacesByDay(self)

    @once
    def _by_id(self) -> dict[NameKey, Zone]:
        return {normalise(zone.id): zone for zone in self.zones}

    @once
    def _by_code(self) -> dict[str, list[Zone]]:
        by_code: dict[str, list[Zone]] = {}
        for zone in self.zones:
            for code in zone.territory:
                by_code.setdefault(code, []).append(zone)
        return by_code

    def _zone(
        self, row: TableRow, batches: Mapping[int, Batch], replies: Mapping[str, Batch], faults: Faults
    ) -> Zone | None:
        """Build a zone from its row and the days of the replies; None if it refers to something missing."""
        values = row.values_of(_ZONE)
        adcode, revoked_by = values["adcode"], values["revoked_by"]
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
            **values,
            province=province,
            batch=batch,
            territory=self.gazetteer.territories.get(values["id"], (adcode,)),
            established_on=batch.established_on,
            revoked_on=replies[revoked_by].established_on if revoked_by else None,
        )


_TITLE = r"中[国國]\(?(.+?)\)?跨境[电電]子商[务務][综綜]合[试試][验驗][区區]"  # compiled when first used
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
    of_batch = collections.Counter(zone.batch.number for zone in zones)
    spans = collections.Counter((zone.established_on, zone.revoked_on) for zone in zones)
    for batch in batches:
        begun = {span: count for span, count in spans.items() if span[0] <= batch.established_on}
        ended = {span: count for span, count in begun.items() if span[1] and span[1] <= batch.established_on}
        counts = {
            "zone_count": (batch.zone_count, of_batch[batch.number]),
            "ever_approved": (batch.ever_approved, sum(begun.values())),
            "in_force_after": (batch.in_force_after, sum(begun.values()) - sum(ended.values())),
        }
        for column, (stated, counted) in counts.items():
            if stated != counted:
                problem = f"batch {batch.number} states {column} {stated}, and zones.csv gives {counted}."
                faults.add("batches.csv", problem)
