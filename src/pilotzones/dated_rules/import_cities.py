"""ImportCities: where bonded retail imports (customs mode 1210) were open on a day.

A city is designated by a document, with all that lies in it by its code; a designation does not end. Since 2021-03-18
every city that has one of some grounds, such as a pilot zone, may do it as well, once the local customs has confirmed.
That a city is not designated says something only where every city designated by that day is known.

Source: the documents in ``import_cities.csv``, ``import_lists.csv`` and ``import_grounds.csv``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilotzones.arguments import quoted
from pilotzones.records.evidence import weakest
from pilotzones.records.import_answers import STATUS_OF, ImportCity
from pilotzones.tables.faults import Faults
from pilotzones.tables.reading import read_table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Container, Iterable, Iterator, Sequence

    from pilotzones.dated_rules.rulebook import Rulebook
    from pilotzones.records.evidence import Evidence
    from pilotzones.records.import_answers import ImportReason, ImportStatus
    from pilotzones.records.rules import Rule
    from pilotzones.records.zones import Province, Zone
    from pilotzones.tables.folders import Folder
    from pilotzones.tables.reading import TableRow

MODE = "mode_1210"
"""The rule of the customs mode."""

PILOT_ZONE = "pilot_zone"
"""The ground of which the data knows where it is."""


class Territory(NamedTuple):
    """Where a place lay on a day: its codes, and the pilot zone in force that it was or lay in."""

    codes: tuple[str, ...]
    zone: Zone | None


class ImportDecision(NamedTuple):
    """What decides about a place; equal for places that have the same answer."""

    reason: ImportReason
    cities: tuple[ImportCity, ...] = ()
    zone: Zone | None = None
    document: str = ""
    document_zh: str = ""
    evidence: Evidence | None = None
    sources: tuple[str, ...] = ()
    listed: int | None = None
    listed_known: int = 0

    @property
    def status(self) -> ImportStatus:
        """The answer that its reason gives."""
        return STATUS_OF[self.reason]


class ImportCities:
    """The cities that documents designate, how many there are, and what else allows it."""

    def __init__(self, folders: Sequence[Folder], rulebook: Rulebook) -> None:
        """Read every city.

        Raises:
            DataIntegrityError: names every fault, also where more cities are designated by a day than are stated.
        """
        faults = Faults()
        self._mode = rulebook.by_name.get(MODE, ())
        self._rows = read_table(folders, "import_cities", faults)
        self.cities = tuple(map(_city, self._rows))
        self._made: dict[ImportDecision, ImportDecision] = {}
        self._lists = sorted(read_table(folders, "import_lists", faults), key=lambda row: row["effective_from"])
        self._grounds = sorted(read_table(folders, "import_grounds", faults), key=lambda row: row["effective_from"])
        if not self._mode:
            faults.add("supervision_codes.csv", f"it does not have the code {MODE.removeprefix('mode_')}.")
        if not faults.found:
            for row in self._lists:
                designated = sum(city.designated_on <= row["effective_from"] for city in self.cities)
                if designated > row["listed"]:
                    problem = f"it states {row['listed']} cities, and import_cities.csv has {designated} by that day."
                    faults.add(row.where, problem, "listed")
        faults.raise_all()
        self._in_chinese = {row["document"]: row["document_zh"] for row in self._lists if _has_chinese(row)}

    def check(self, provinces: Iterable[Province], codes: Container[str]) -> None:
        """Check the codes of cities against the map.

        Raises:
            DataIntegrityError: names every row whose code no division had, or whose province is another one.
        """
        faults = Faults()
        names = {province.adcode[:2]: province.name_zh for province in provinces}
        for row in self._rows:
            code, province = row["adcode"], row["province_zh"]
            if code not in codes:
                faults.add(row.where, f"divisions_history.csv does not have the code {code}.", "adcode")
            elif names.get(code[:2]) != province:
                faults.add(row.where, f"{quoted(province)} is not the province of code {code}.", "province_zh")
        faults.raise_all()

    def decide(self, place: Territory, day: datetime.date) -> ImportDecision:
        """Decide about a place on a day, by what is best known; equal decisions are one and the same object."""
        decision = next(self._decisions(place, day))
        row = self._list_on(day)
        known = sum(_is_printed(city.evidence) for city in self._designated(day))
        decision = decision._replace(
            document_zh=self._in_chinese.get(decision.document, decision.document),
            listed=row["listed"] if row else None,
            listed_known=known,
        )
        return self._made.setdefault(decision, decision)

    def _decisions(self, place: Territory, day: datetime.date) -> Iterator[ImportDecision]:
        """Go through what may be said, first what is best known."""
        if not any(rule.in_force(day) for rule in self._mode):
            yield _by_mode(self._mode[0])
        # The smallest first: Haikou, then the whole of Hainan.
        around = [city for code in _outwards(place.codes) for city in self._designated(day) if city.adcode == code]
        yield from (_by_city(city, place.codes) for city in around if _is_printed(city.evidence))
        grounds = [row for row in self._grounds if row["effective_from"] <= day]
        zones = [_by_zone(place, place.zone, row) for row in grounds if _is_of_zones(row) and place.zone]
        yield from sorted(zones, key=lambda decision: decision.reason == "unsourced")
        yield from (_by_cities("unsourced", [city]) for city in around)
        parts = [city for city in self._designated(day) if _contains(place.codes, city.adcode)]
        printed = [city for city in parts if _is_printed(city.evidence)]
        if parts:
            yield _by_cities("only a part", printed) if printed else _by_cities("unsourced", parts)
        yield from (_by_row("other grounds", row) for row in grounds if not _is_of_zones(row))
        yield self._by_list(day)

    def _by_list(self, day: datetime.date) -> ImportDecision:
        """Decide about a place that no city on the list of a day has anything to do with."""
        row = self._list_on(day)
        if row is None:
            return ImportDecision("before the lists")
        if sum(_is_printed(city.evidence) for city in self._designated(day)) < row["listed"]:
            return _by_row("list known in part", row)
        return _by_row("not on the list", row)._replace(evidence=weakest(row["evidence"], "derived"))

    def _designated(self, day: datetime.date) -> list[ImportCity]:
        return [city for city in self.cities if city.designated_on <= day]

    def _list_on(self, day: datetime.date) -> TableRow | None:
        return next((row for row in reversed(self._lists) if row["effective_from"] <= day), None)


def _city(row: TableRow) -> ImportCity:
    columns = ("adcode", "name_zh", "name_en", "designated_on", "document", "evidence", "sources")
    return ImportCity(**{column: row[column] for column in columns})


def _is_printed(evidence: Evidence) -> bool:
    """Tell whether something is known by a page, or follows from what is."""
    return evidence not in {"unsourced", "assumed"}


def _has_chinese(row: TableRow) -> bool:
    """Tell whether a row names its document in Chinese too; a table of an older format has no such column."""
    return "document_zh" in row.file.indices and bool(row["document_zh"])


def _is_of_zones(row: TableRow) -> bool:
    return bool(row["ground"] == PILOT_ZONE)


def _outwards(codes: Sequence[str]) -> Iterable[str]:
    """List the codes of what a place is or lies in, from the smallest on; one of several codes is what has them all."""
    around = [(code, f"{code[:4]}00", f"{code[:2]}0000") for code in codes]
    return dict.fromkeys(code for code in around[0] if all(code in others for others in around))


def _contains(codes: Sequence[str], inner: str) -> bool:
    """Tell whether a code lies in one of some others."""
    return any(inner not in codes and code in {f"{inner[:4]}00", f"{inner[:2]}0000"} for code in codes)


def _by_mode(first: Rule) -> ImportDecision:
    return ImportDecision("mode not in force", document=first.document, evidence=first.evidence, sources=first.sources)


def _by_city(city: ImportCity, codes: Sequence[str]) -> ImportDecision:
    """Say that a city is designated; that a place inside it is too follows from that."""
    if (city.adcode,) == tuple(codes):
        return _by_cities("designated", [city])
    inside = _by_cities("inside a designated city", [city])
    return inside._replace(evidence=weakest(city.evidence, "derived"))


def _by_cities(reason: ImportReason, cities: Sequence[ImportCity]) -> ImportDecision:
    evidence: tuple[Evidence, ...] = tuple(city.evidence for city in cities)
    return ImportDecision(
        reason,
        cities=tuple(cities),
        document=cities[0].document,
        evidence=weakest(*evidence),
        sources=tuple(dict.fromkeys(source for city in cities for source in city.sources)),
    )


def _by_zone(place: Territory, zone: Zone, row: TableRow) -> ImportDecision:
    """Say that a pilot zone allows it; that a place inside it has what it has follows from that."""
    evidence = weakest(zone.evidence, row["evidence"])
    if place.codes != zone.territory:
        evidence = weakest(evidence, "derived")
    return ImportDecision(
        "pilot zone" if _is_printed(evidence) else "unsourced",
        zone=zone,
        document=row["document"],
        evidence=evidence,
        sources=tuple(dict.fromkeys((*row["sources"], *zone.sources))),
    )


def _by_row(reason: ImportReason, row: TableRow) -> ImportDecision:
    return ImportDecision(reason, document=row["document"], sources=row["sources"])
