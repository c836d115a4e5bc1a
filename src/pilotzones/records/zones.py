"""Records of places: provinces, replies and the pilot zones they approve."""

from __future__ import annotations

import datetime
from typing import Literal

import attrs

from pilotzones.dates import DateLike, as_date
from pilotzones.records.evidence import Evidence
from pilotzones.records.record import Record
from pilotzones.records.short_names import short_form

ZoneLevel = Literal["municipality", "prefecture", "county", "special"]
ProvinceKind = Literal["municipality", "province", "autonomous region"]


def title_of(region: str) -> str:
    """Write the title that the replies give a zone of this name."""
    return f"中国（{region}）跨境电子商务综合试验区"


@attrs.frozen(repr=False)
class Province(Record):
    """A provincial-level division.

    ``iso`` is its ISO 3166-2 code, ``adcode`` its GB/T 2260 code (6 digits).
    """

    iso: str
    adcode: str
    name_zh: str
    short_zh: str
    abbreviation_zh: str
    name_en: str
    kind: ProvinceKind

    def __str__(self) -> str:
        return f"{self.name_en} {self.name_zh}"


@attrs.frozen(repr=False)
class Batch(Record):
    """A reply of the State Council (国函) that approves a batch of pilot zones.

    ``zone_count`` zones by this reply; ``ever_approved`` and ``in_force_after`` are
    running totals. ``approved_on`` is the day of signature, None where it is not
    known. ``unsourced_fields`` names what no page has confirmed. ``sources`` holds
    ids; ``sources(of=record)`` gives the pages.
    """

    number: int
    document_no: str
    title_zh: str
    approved_on: datetime.date | None
    published_on: datetime.date
    zone_count: int
    ever_approved: int
    in_force_after: int
    unsourced_fields: str
    evidence: Evidence
    sources: tuple[str, ...]

    @property
    def established_on(self) -> datetime.date:
        """The day its zones exist from, that of the signature or else of the publication."""
        return self.approved_on or self.published_on

    def __str__(self) -> str:
        return (
            f"Batch {self.number}: {self.document_no}, {self.established_on}, "
            f"{self.zone_count} zone{'s' if self.zone_count > 1 else ''}"
        )


@attrs.frozen(repr=False)
class Zone(Record):
    """A cross-border e-commerce pilot zone (跨境电子商务综合试验区), in force or revoked.

    ``adcode`` is the GB/T 2260 code (6 digits), ``territory`` the codes the zone
    consists of, which is that code alone, except for a zone that is not a division of
    its own. ``longitude`` and ``latitude`` are WGS 84 degrees, from GeoNames unless
    ``coordinates_from`` says otherwise. It was in force from ``established_on`` until
    ``revoked_on``, exclusive. ``sources`` holds ids; ``sources(of=zone)`` gives the
    pages.
    """

    id: str
    name_zh: str
    name_en: str
    province: Province = attrs.field(repr=lambda province: province.iso)
    batch: Batch = attrs.field(repr=lambda batch: str(batch.number))
    adcode: str
    territory: tuple[str, ...] = attrs.field(repr=False)
    level: ZoneLevel
    longitude: float = attrs.field(repr=False)
    latitude: float = attrs.field(repr=False)
    coordinates_from: str = attrs.field(repr=False)
    geonames_id: str = attrs.field(repr=False)
    established_on: datetime.date = attrs.field(repr=str)
    revoked_on: datetime.date | None = attrs.field(repr=str)
    revoked_by: str = attrs.field(repr=False)
    evidence: Evidence
    sources: tuple[str, ...]
    note: str = attrs.field(repr=False)

    @property
    def short_zh(self) -> str:
        """The Chinese name as the zone's title carries it, such as 杭州, 德宏 or 雄安新区."""
        return short_form(self.name_zh)

    @property
    def official_name(self) -> str:
        """The title by the replies' own rule, such as 中国（杭州）跨境电子商务综合试验区."""
        return title_of(self.short_zh)

    def in_force(self, day: DateLike) -> bool:
        """Tell whether the zone existed on a day (China calendar).

        Raises:
            InvalidDateError: if ``day`` is not a date.
        """
        if type(day) is not datetime.date:
            day = as_date(day)
        return self.established_on <= day and (self.revoked_on is None or day < self.revoked_on)

    def __str__(self) -> str:
        until = f" until {self.revoked_on}, exclusive" if self.revoked_on else ""
        return (
            f"{self.name_en} {self.name_zh} ({self.province.name_en}), batch {self.batch.number}, "
            f"since {self.established_on}{until}"
        )
