"""The module-level questions: those of the default dataset, and nothing more.

Each has the signature and the documentation of the ``Dataset`` method of its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.dataset import Dataset

if TYPE_CHECKING:
    import datetime

    from pilotzones.dates import DateLike
    from pilotzones.facts import Sourced
    from pilotzones.list_questions import IfUnknown
    from pilotzones.records.announcements import Announcement
    from pilotzones.records.answers import Edition, Item, Verdict
    from pilotzones.records.knowledge import Coverage, Source
    from pilotzones.records.manifest import Table
    from pilotzones.records.zones import Batch, Province, Zone

__all__ = [
    "announcements",
    "batch_of",
    "batches",
    "coverage",
    "covering_zone",
    "data_version",
    "edition_on",
    "editions",
    "eligibility",
    "is_eligible",
    "is_zone",
    "items",
    "provinces",
    "sources",
    "verified_through",
    "verify",
    "zone",
    "zones",
    "zones_in",
]


def announcements() -> tuple[Announcement, ...]:  # noqa: D103
    return Dataset.default().announcements()


def batch_of(city: str, *, province: str | None = None) -> Batch:  # noqa: D103
    return Dataset.default().batch_of(city, province=province)


def batches() -> tuple[Batch, ...]:  # noqa: D103
    return Dataset.default().batches()


def coverage() -> Coverage:  # noqa: D103
    return Dataset.default().coverage()


def covering_zone(  # noqa: D103
    place: str, date: DateLike, *, province: str | None = None, strict: bool = False
) -> Zone | None:
    return Dataset.default().covering_zone(place, date, province=province, strict=strict)


def data_version() -> str:  # noqa: D103
    return Dataset.default().data_version()


def edition_on(date: DateLike, *, strict: bool = False) -> Edition:  # noqa: D103
    return Dataset.default().edition_on(date, strict=strict)


def editions() -> tuple[Edition, ...]:  # noqa: D103
    return Dataset.default().editions()


def eligibility(hs_code: str, date: DateLike, *, strict: bool = False) -> Verdict:  # noqa: D103
    return Dataset.default().eligibility(hs_code, date, strict=strict)


def is_eligible(  # noqa: D103
    hs_code: str, date: DateLike, *, if_unknown: IfUnknown = "raise", strict: bool = False
) -> bool:
    return Dataset.default().is_eligible(hs_code, date, if_unknown=if_unknown, strict=strict)


def is_zone(  # noqa: D103
    place: str, date: DateLike, *, province: str | None = None, strict: bool = False
) -> bool:
    return Dataset.default().is_zone(place, date, province=province, strict=strict)


def items(date: DateLike, *, under: str | None = None, strict: bool = False) -> tuple[Item, ...]:  # noqa: D103
    return Dataset.default().items(date, under=under, strict=strict)


def provinces() -> tuple[Province, ...]:  # noqa: D103
    return Dataset.default().provinces()


def sources(of: Sourced | None = None) -> tuple[Source, ...]:  # noqa: D103
    return Dataset.default().sources(of)


def verified_through() -> datetime.date:  # noqa: D103
    return Dataset.default().verified_through()


def verify() -> tuple[Table, ...]:  # noqa: D103
    return Dataset.default().verify()


def zone(name: str, *, province: str | None = None) -> Zone:  # noqa: D103
    return Dataset.default().zone(name, province=province)


def zones(  # noqa: D103
    *,
    date: DateLike | None = None,
    batch: int | None = None,
    province: str | None = None,
    strict: bool = False,
) -> tuple[Zone, ...]:
    return Dataset.default().zones(date=date, batch=batch, province=province, strict=strict)


def zones_in(province: str, date: DateLike | None = None, *, strict: bool = False) -> tuple[Zone, ...]:  # noqa: D103
    return Dataset.default().zones_in(province, date, strict=strict)


for _name in __all__:
    globals()[_name].__doc__ = getattr(Dataset, _name).__doc__
