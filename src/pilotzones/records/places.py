"""Records of places: a division as it stands in a span of years, and the prefecture around it."""

from __future__ import annotations

import attrs

from pilotzones.records.evidence import Evidence
from pilotzones.records.levels import PlaceLevel
from pilotzones.records.record import Record
from pilotzones.records.zones import Province


@attrs.frozen(repr=False)
class Prefecture(Record):
    """A prefecture-level division, or a municipality, as what a place lies in.

    ``adcode`` is its GB/T 2260 code (6 digits); ``name_en`` is None where it is not known.
    """

    adcode: str
    name_zh: str
    name_en: str | None

    def __str__(self) -> str:
        return self.name_zh


@attrs.frozen(repr=False)
class Place(Record):
    """A place as it stands from one year to another: a province, prefecture or county, or a special zone.

    ``adcode`` is its GB/T 2260 code (6 digits), the key of statistical tables; ``territory``
    the codes it consists of, which is that code alone except for a special zone.
    ``name_en`` is the English name of a zone or province, else pinyin without tone marks;
    None if not known. ``prefecture`` is the prefecture or municipality that the place lies in
    or is; None directly below a province. ``in_use_from`` is the first year on whose 31
    December the place was on the map (1981 also if older; None if not known),
    ``in_use_until`` the first year on whose 31 December it was not, None while it is in use.
    ``successors`` are the codes that took its area over. ``sources`` holds ids.
    """

    adcode: str
    name_zh: str
    name_en: str | None
    level: PlaceLevel
    prefecture: Prefecture | None = attrs.field(repr=lambda prefecture: prefecture and prefecture.adcode)
    province: Province = attrs.field(repr=lambda province: province.iso)
    territory: tuple[str, ...] = attrs.field(repr=False)
    in_use_from: int | None
    in_use_until: int | None
    successors: tuple[str, ...]
    evidence: Evidence
    sources: tuple[str, ...]

    def __str__(self) -> str:
        until = f", until {self.in_use_until}" if self.in_use_until else ""
        return f"{self.name_zh} ({self.adcode}, {self.province.name_en}{until})"
