"""The form of a verdict in plain data: documents, editions and tariffs stand by their ids, and once at most.

Everything else is as in the record. ``documents``, written on request, has what the ids stand for.
"""

from __future__ import annotations

import datetime
import decimal
import itertools
from typing import TypeVar, Union

import attrs

from pilotzones.hscode import HSCode
from pilotzones.records.actions import Action
from pilotzones.records.announcements import Announcement, Inference, RemarkKnown
from pilotzones.records.conditions import (
    BondedOnly,
    Condition,
    ExcludedGoods,
    Ground,
    NamedGoodsOnly,
    QuantityLimit,
    Shipment,
    UnreadCondition,
)
from pilotzones.records.disagreements import Disagreement
from pilotzones.records.evidence import Evidence
from pilotzones.records.grounds import Grounds, Reason
from pilotzones.records.list_answers import Item, Status, Verdict
from pilotzones.records.sources import Source
from pilotzones.records.tariff_lines import OffTariff, Tariff, TariffLine

Made = TypeVar("Made", bound=attrs.AttrsInstance)


@attrs.frozen
class WrittenExcludedGoods:
    """A clause of the remark, by its length in characters, that excludes goods."""

    length: int
    goods: str
    ground: Ground


@attrs.frozen
class WrittenNamedGoodsOnly:
    """A clause of the remark, by its length in characters, that names the only goods."""

    length: int
    goods: str


@attrs.frozen
class WrittenBondedOnly:
    """A clause of the remark, by its length in characters, that allows bonded shipment only."""

    length: int


@attrs.frozen
class WrittenQuantityLimit:
    """A clause of the remark, by its length in characters, that limits a quantity."""

    length: int
    amount: decimal.Decimal
    unit: str
    together: bool
    with_lines: tuple[HSCode, ...]
    goods_with: str


@attrs.frozen
class WrittenUnreadCondition:
    """A clause of the remark, by its length in characters, that is not understood."""

    length: int


WrittenCondition = Union[
    WrittenExcludedGoods, WrittenNamedGoodsOnly, WrittenBondedOnly, WrittenQuantityLimit, WrittenUnreadCondition
]
CONDITIONS: dict[type, type] = {
    ExcludedGoods: WrittenExcludedGoods,
    NamedGoodsOnly: WrittenNamedGoodsOnly,
    BondedOnly: WrittenBondedOnly,
    QuantityLimit: WrittenQuantityLimit,
    UnreadCondition: WrittenUnreadCondition,
}


@attrs.frozen
class WrittenItem:
    """The line of the verdict's code; the clauses of its remark are parts of the remark, one after the other."""

    name_zh: str
    remark: str | None
    remark_known: RemarkKnown
    conditions: tuple[WrittenCondition, ...]
    announcement: str
    evidence: Evidence | None
    sources: tuple[str, ...]
    note: str


@attrs.frozen
class WrittenTariffLine:
    """The line of the verdict's code in any known tariff."""

    tariffs: tuple[str, ...]
    name_zh: str


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
    item: WrittenItem | None
    grounds: WrittenGrounds
    evidence: Evidence | None
    sources: tuple[str, ...]
    missing: tuple[str, ...]
    tariff_line: WrittenTariffLine | None
    off_tariff: WrittenOffTariff | None
    disagreements: tuple[Disagreement, ...]
    data_version: str
    verified_through: datetime.date
    is_beyond_verified: bool
    documents: VerdictDocuments | None


OPTIONAL = "documents"
"""The one key that may be left out: what the ids stand for is then in the data at hand."""

FORMS: dict[type, type] = {Verdict: WrittenVerdict}
"""The records that are written in another form than that of their fields."""

PARTS: tuple[type, ...] = (
    *CONDITIONS.values(),
    WrittenItem,
    WrittenTariffLine,
    WrittenGrounds,
    WrittenOffTariff,
    WrittenEdition,
    VerdictDocuments,
    WrittenVerdict,
)


def write_verdict(verdict: Verdict, documents: VerdictDocuments | None = None) -> WrittenVerdict:
    """Put ids in the place of announcements, editions and tariffs."""
    off, line = verdict.off_tariff, verdict.tariff_line
    return made_from(
        WrittenVerdict,
        verdict,
        edition=verdict.edition.id,
        item=_write_item(verdict.item) if verdict.item else None,
        tariff_line=WrittenTariffLine(tariffs=line.tariffs, name_zh=line.name_zh) if line else None,
        grounds=_write_grounds(verdict.grounds),
        missing=_ids(verdict.missing),
        off_tariff=_write_off_tariff(off) if off else None,
        is_beyond_verified=verdict.is_beyond_verified,
        documents=documents,
    )


def write_documents(verdict: Verdict, sources: tuple[Source, ...]) -> VerdictDocuments:
    """Gather what the ids in a verdict stand for."""
    edition, off = verdict.edition, verdict.off_tariff
    announced = (*edition.announcements, *verdict.grounds.announcements, *verdict.missing)
    return VerdictDocuments(
        edition=made_from(WrittenEdition, edition, announcements=_ids(edition.announcements)),
        announcements=tuple(dict.fromkeys(announced)),
        inferences=tuple(dict.fromkeys(verdict.grounds.inferences)),
        tariffs=(off.tariff, *off.elsewhere) if off else (),
        tariff_lines=off.near if off else (),
        sources=sources,
    )


def _write_grounds(grounds: Grounds) -> WrittenGrounds:
    inferences = tuple(dict.fromkeys(inference.announcement for inference in grounds.inferences))
    return made_from(WrittenGrounds, grounds, announcements=_ids(grounds.announcements), inferences=inferences)


def _write_item(item: Item) -> WrittenItem:
    return made_from(WrittenItem, item, conditions=tuple(map(_write_condition, item.conditions)))


def _write_condition(condition: Condition) -> WrittenCondition:
    written: WrittenCondition = made_from(CONDITIONS[type(condition)], condition, length=len(condition.text))
    return written


def _write_off_tariff(off: OffTariff) -> WrittenOffTariff:
    near = tuple(line.hs_code for line in off.near)
    return WrittenOffTariff(tariff=off.tariff.id, elsewhere=_ids(off.elsewhere), near=near, near_count=off.near_count)


def read_item(written: WrittenItem, code: HSCode) -> Item:
    """Make the line of a code, with the clauses of its remark."""
    ends = itertools.accumulate(condition.length for condition in written.conditions)
    conditions = tuple(
        _read_condition(condition, (written.remark or "")[end - condition.length : end])
        for condition, end in zip(written.conditions, ends, strict=True)
    )
    return made_from(Item, written, hs_code=code, conditions=conditions)


def _read_condition(written: WrittenCondition, text: str) -> Condition:
    kinds = {form: kind for kind, form in CONDITIONS.items()}
    condition: Condition = made_from(kinds[type(written)], written, text=text)
    return condition


def made_from(kind: type[Made], record: attrs.AttrsInstance, **others: object) -> Made:
    """Make a record with the fields of another one, but for those that are given."""
    return kind(**{name: getattr(record, name) for name in attrs.fields_dict(kind) if name not in others}, **others)


def _ids(records: tuple[Announcement, ...] | tuple[Tariff, ...]) -> tuple[str, ...]:
    return tuple(record.id for record in records)
