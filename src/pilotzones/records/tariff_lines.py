"""Records of the Chinese customs tariff (税则)."""

from __future__ import annotations

import datetime

import attrs

from pilotzones.hscode import HSCode
from pilotzones.records.evidence import Evidence
from pilotzones.records.record import Record


@attrs.frozen(repr=False)
class Tariff(Record):
    """An edition of the tariff of which the lines are known, as they were at one time.

    In force from ``effective_from`` until ``effective_to``, exclusive; None while it is
    the last. ``as_of`` is when the lines were read: they are split and joined every year.
    """

    id: str
    title: str
    effective_from: datetime.date
    effective_to: datetime.date | None
    as_of: str
    evidence: Evidence
    sources: tuple[str, ...]
    note: str = attrs.field(repr=False)

    def in_force(self, day: datetime.date) -> bool:
        """Tell whether it was the tariff of a day."""
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)

    def __str__(self) -> str:
        return f"{self.title} (lines of {self.as_of})"


@attrs.frozen(repr=False)
class TariffLine(Record):
    """An 8-digit line (税则号列) of the tariff, with the ids of the tariffs that have it.

    ``name_zh`` is its official Chinese name, empty where not known.
    """

    hs_code: HSCode
    tariffs: tuple[str, ...]
    name_zh: str

    def __str__(self) -> str:
        return f"{self.hs_code} {self.name_zh}".rstrip()


@attrs.frozen(repr=False)
class OffTariff(Record):
    """That a code is not a line of the tariff of a day, and what is near it.

    ``tariff`` is that of the day, ``elsewhere`` those that have the code. ``near`` are the first
    lines of the day's tariff under its heading, in the order of their codes; there are ``near_count``.
    """

    tariff: Tariff
    elsewhere: tuple[Tariff, ...]
    near: tuple[TariffLine, ...]
    near_count: int
