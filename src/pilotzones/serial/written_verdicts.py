"""The form of a verdict in plain data: documents, editions and tariffs stand by their ids, and once at most.

Everything else is as in the record. ``documents``, written on request, has what the ids stand for.
"""

from __future__ import annotations

import datetime

import attrs

from pilotzones.hscode import HSCode
from pilotzones.records.actions import Action
from pilotzones.records.announcements import Announcement, Inference
from pilotzones.records.conditions import Shipment
from pilotzones.records.disagreements import Disagreement
from pilotzones.records.evidence import Evidence
from pilotzones.records.grounds import Reason
from pilotzones.records.knowledge import Source
from pilotzones.records.list_answers import Edition, Item, Status, Verdict
from pilotzones.records.tariff_lines import Tariff, TariffLine


@attrs.frozen
class WrittenGrounds:
    """What decides, with the announcements by their ids, and the rules by those of their announcements."""

    reason: Reason
    announcements: tuple[str, ...]
    action: Action | None
    seq: int | None
    name_zh: str
    basis: str | None
    inferences: tuple[str, ...]
    lines_known: tuple[int, ...]


@attrs.frozen
class WrittenOffTariff:
    """That a code is not a line of the tariff of a day, with tariffs by their ids and lines by their codes."""

    tariff: str
    elsewhere: tuple[str, ...]
    near: tuple[HSCode, ...]
    near_count: int


@attrs.frozen
class WrittenEdition:
    """An edition, with its announcements by their ids."""

    id: str
    title_zh: str
    title_en: str
    effective_from: datetime.date
    effective_to: datetime.date | None
    announcements: tuple[str, ...]
    lines_stated: int | None
    lines_known: int


@attrs.frozen
class VerdictDocuments:
    """What the ids in a verdict stand for, each once."""

    edition: WrittenEdition
    announcements: tuple[Announcement, ...]
    inferences: tuple[Inference, ...]
    tariffs: tuple[Tariff, ...]
    tariff_lines: tuple[TariffLine, ...]
    sources: tuple[Source, ...]


@attrs.frozen
class WrittenVerdict:
    """A verdict as it is written."""

    hs_code: HSCode
    date: datetime.date
    shipment: Shipment | None
    minimum_evidence: Evidence | None
    status: Status
    reason: Reason
    edition: str
    item: Item | None
    grounds: WrittenGrounds
    evidence: Evidence | None
    sources: tuple[str, ...]
    missing: tuple[str, ...]
    tariff_line: TariffLine | None
    off_tariff: WrittenOffTariff | None
    disagreements: tuple[Disagreement, ...]
    data_version: str
    verified_through: datetime.date
    is_beyond_verified: bool
    documents: VerdictDocuments | None


FORMS: dict[type, type] = {Verdict: WrittenVerdict}
"""The records that are written in another form than that of their fields."""

PARTS: tuple[type, ...] = (WrittenGrounds, WrittenOffTariff, WrittenEdition, VerdictDocuments, WrittenVerdict)


def write_verdict(verdict: Verdict, documents: VerdictDocuments | None = None) -> WrittenVerdict:
    """Put ids in the place of announcements, editions and tariffs."""
    grounds, off = verdict.grounds, verdict.off_tariff
    same = {
        field.name: getattr(verdict, field.name)
        for field in attrs.fields(Verdict)
        if field.name not in {"edition", "grounds", "missing", "off_tariff"}
    }
    return WrittenVerdict(
        **same,
        edition=verdict.edition.id,
        grounds=WrittenGrounds(
            reason=grounds.reason,
            announcements=_ids(grounds.announcements),
            action=grounds.action,
            seq=grounds.seq,
            name_zh=grounds.name_zh,
            basis=grounds.basis,
            inferences=tuple(dict.fromkeys(inference.announcement for inference in grounds.inferences)),
            lines_known=grounds.lines_known,
        ),
        missing=_ids(verdict.missing),
        off_tariff=off
        and WrittenOffTariff(
            tariff=off.tariff.id,
            elsewhere=_ids(off.elsewhere),
            near=tuple(line.hs_code for line in off.near),
            near_count=off.near_count,
        ),
        is_beyond_verified=verdict.is_beyond_verified,
        documents=documents,
    )


def write_documents(verdict: Verdict, sources: tuple[Source, ...]) -> VerdictDocuments:
    """Gather what the ids in a verdict stand for."""
    edition, off = verdict.edition, verdict.off_tariff
    announced = (*edition.announcements, *verdict.grounds.announcements, *verdict.missing)
    fields = {field.name: getattr(edition, field.name) for field in attrs.fields(Edition)}
    return VerdictDocuments(
        edition=WrittenEdition(**{**fields, "announcements": _ids(edition.announcements)}),
        announcements=tuple(dict.fromkeys(announced)),
        inferences=tuple(dict.fromkeys(verdict.grounds.inferences)),
        tariffs=(off.tariff, *off.elsewhere) if off else (),
        tariff_lines=off.near if off else (),
        sources=sources,
    )


def _ids(records: tuple[Announcement, ...] | tuple[Tariff, ...]) -> tuple[str, ...]:
    return tuple(record.id for record in records)
