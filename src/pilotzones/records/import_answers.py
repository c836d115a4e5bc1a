"""The records of answers about bonded retail imports: whether a place was open to them on a day, and why."""

from __future__ import annotations

import datetime
from typing import Literal, NoReturn

import attrs

from pilotzones.records.evidence import Evidence
from pilotzones.records.languages import Language
from pilotzones.records.places import Place
from pilotzones.records.record import Record
from pilotzones.records.zones import Zone
from pilotzones.staleness import Subject

ImportStatus = Literal["open", "open once confirmed", "not open", "unknown"]

ImportReason = Literal[
    "designated",
    "inside a designated city",
    "pilot zone",
    "mode not in force",
    "not on the list",
    "before the lists",
    "unsourced",
    "only a part",
    "list known in part",
    "other grounds",
]
"""What decides whether a place was open to bonded retail imports, in a word:

- ``"designated"``: open, because a document names the place;
- ``"inside a designated city"``: open, because it lies in a city that a document names;
- ``"pilot zone"``: open once confirmed by the local customs, because it lies in a pilot zone;
- ``"mode not in force"``: not open, because customs mode 1210 was not in force;
- ``"not on the list"``: not open, because all cities of the list of that day are known;
- ``"before the lists"``: unknown: no list of cities is known for a day so early;
- ``"unsourced"``: unknown: only a record that no page prints says that it was open;
- ``"only a part"``: unknown for the whole: a part of it was designated;
- ``"list known in part"``: unknown: not all cities of the list of that day are known;
- ``"other grounds"``: unknown: the place may have what allows it, such as a comprehensive bonded zone.
"""

STATUS_OF: dict[ImportReason, ImportStatus] = {
    "designated": "open",
    "inside a designated city": "open",
    "pilot zone": "open once confirmed",
    "mode not in force": "not open",
    "not on the list": "not open",
    "before the lists": "unknown",
    "unsourced": "unknown",
    "only a part": "unknown",
    "list known in part": "unknown",
    "other grounds": "unknown",
}


@attrs.frozen(repr=False)
class ImportCity(Record):
    """A city designated for bonded retail imports from a day on.

    ``adcode`` is its GB/T 2260 code (6 digits), that of the province for the whole of Hainan.
    """

    adcode: str
    name_zh: str
    name_en: str
    designated_on: datetime.date = attrs.field(repr=str)
    document: str
    evidence: Evidence
    sources: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name_en} {self.name_zh}, designated from {self.designated_on}: {self.document}"


@attrs.frozen(repr=False)
class ImportAnswer(Record):
    """Whether bonded retail import (customs mode 1210) was open at a place on a day.

    ``places`` are those that the name may mean on that day, which all have this answer.
    ``status`` is ``"open"``, ``"open once confirmed"`` (by the local customs; whether it has is not
    in the data), ``"not open"`` or ``"unknown"``, ``reason`` what decides. ``cities`` are the
    designated cities that the answer is about: the place itself, what is around it, or a part of
    it; ``zone`` is the pilot zone that decides. ``document`` decides, and is empty where none is
    known to, ``document_zh`` is the same in Chinese; ``evidence`` is that of the answer, None where
    nothing is known. ``listed`` cities were designated by that day as stated, None before the first
    list, and ``listed_known`` of them are printed on a page. ``verified_through`` is the last day on
    which rules, zones and map were all checked; ``is_beyond_verified`` tells whether ``date`` is later,
    ``unverified`` which of them were not checked since (``"zones"``, ``"rules"``, ``"divisions"``).
    It has no truth value: ask for ``status``.
    """

    places: tuple[Place, ...]
    date: datetime.date = attrs.field(repr=str)
    status: ImportStatus
    reason: ImportReason
    cities: tuple[ImportCity, ...]
    zone: Zone | None
    document: str
    document_zh: str
    evidence: Evidence | None
    sources: tuple[str, ...]
    listed: int | None
    listed_known: int
    data_version: str
    verified_through: datetime.date = attrs.field(repr=str)
    is_beyond_verified: bool
    unverified: tuple[Subject, ...]

    @property
    def why(self) -> str:
        """What decides, in an English sentence."""
        from pilotzones.wording.rule_sentences import why_import  # noqa: PLC0415 - as in explain

        return why_import(self, "en")

    def explain(self, lang: Language = "en") -> str:
        """Say in English or Chinese what the answer is, why, and what else to know.

        Args:
            lang: ``"en"`` or ``"zh"``.

        Returns:
            One line for the answer, and one if the day is after the last verified one.

        Raises:
            ArgumentTypeError: if ``lang`` is not the word for a language.
        """
        from pilotzones.wording.rule_sentences import explain_import  # noqa: PLC0415 - most who ask read the fields

        return explain_import(self, lang)

    def __bool__(self) -> NoReturn:
        msg = "An ImportAnswer is neither true nor false: ask for .status."
        raise TypeError(msg)

    def __str__(self) -> str:
        return self.explain()
