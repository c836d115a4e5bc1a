"""Verdicts: an answer of the positive list with its reasons, for a shipment and by an evidence asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

from pilotzones.arguments import check_word
from pilotzones.positive_list import remarks, wording
from pilotzones.records.conditions import BondedOnly, Shipment, UnreadCondition
from pilotzones.records.evidence import STRONGEST_FIRST, weakest
from pilotzones.records.list_answers import Item, Status, Verdict

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from pilotzones.hscode import HSCode, HSPrefix
    from pilotzones.positive_list.editions import PositiveList
    from pilotzones.positive_list.event_log import Annex
    from pilotzones.positive_list.replay import Finding
    from pilotzones.positive_list.tariff import TariffLines
    from pilotzones.records.announcements import Announcement, Inference
    from pilotzones.records.evidence import Evidence


STATUS_OF: Mapping[bool | None, Status] = {True: "listed", False: "not listed", None: "unknown"}


class Question(NamedTuple):
    """What is asked: a code on a day, for a shipment, and by what evidence at the least."""

    code: HSCode
    day: datetime.date
    shipment: Shipment | None = None
    evidence: Evidence | None = None

    def checked(self) -> Question:
        """Refuse a shipment or an evidence that there is not."""
        if self.shipment is not None:
            check_word("shipment", self.shipment, get_args(Shipment))
        if self.evidence is not None:
            check_word("evidence", self.evidence, STRONGEST_FIRST)
        return self


class Reason(NamedTuple):
    """An answer's status with what it rests on."""

    status: Status
    why: str
    evidence: Evidence | None
    sources: tuple[str, ...]
    told_by: tuple[Announcement, ...] = ()
    missing: tuple[Announcement, ...] = ()


def verdict(
    positive_list: PositiveList, tariff: TariffLines, asked: Question, verified_through: datetime.date
) -> Verdict:
    """Answer for one tariff line on one day, with the reasons.

    Raises:
        NoListInForceError: before the first list.
    """
    place = positive_list.place(asked.day)
    edition = positive_list.editions[place]
    found = positive_list.find(place, asked.code)
    missing = _missing(positive_list.annexes_of(place), asked.code)
    item = item_of(positive_list, tariff, place, asked.code) if found and found.listed else None
    reason = _reason(positive_list, found, missing, asked.code)
    if item and asked.shipment == "direct":
        reason = _for_direct_shipment(reason, item, missing)
    if asked.evidence:
        reason = _by_evidence(reason, asked.evidence, missing)
    return Verdict(
        hs_code=asked.code,
        date=asked.day,
        shipment=asked.shipment,
        status=reason.status,
        edition=edition,
        item=item,
        why=reason.why,
        evidence=reason.evidence,
        sources=reason.sources,
        missing=reason.missing,
        tariff_line=tariff.line(asked.code),
        notes=tuple(
            note
            for note in (
                *wording.what_to_do(reason.missing, asked.code),
                wording.on_remark(item),
                tariff.note(asked.code, asked.day),
                wording.on_age(asked.day, verified_through),
            )
            if note
        ),
    )


def item_of(positive_list: PositiveList, tariff: TariffLines, place: int, code: HSCode) -> Item:
    """Make the item of a line under an edition; its remark is not known where an announcement may have changed it."""
    found = positive_list.find(place, code)
    change = found.change if found else None
    line = tariff.line(code)
    name = (change and change.name_zh) or (line and line.name_zh) or positive_list.name_of(code)
    if found is None or change is None:
        evidence = _evidence(found, code) if found else None
        return Item(code, name, None, "no", (), "", evidence, (), "")
    is_later = found.looks_back or any(_rests_on_inference(annex, code) for annex in found.left_by)
    known = "no" if is_later or not found.listed else change.remark_known
    remark = None if known == "no" else change.remark.strip()
    return Item(
        hs_code=code,
        name_zh=name,
        remark=remark,
        remark_known=known,
        conditions=remarks.read(remark or ""),
        announcement=change.announcement,
        evidence=_evidence(found, code),
        sources=change.sources,
        note=change.note,
    )


def items_of(
    positive_list: PositiveList,
    tariff: TariffLines,
    day: datetime.date,
    prefix: HSPrefix | None,
    status: Status,
) -> tuple[Item, ...]:
    """List the lines of a status on a day, under a prefix, in the order of the codes."""
    check_word("status", status, get_args(Status))
    place = positive_list.place(day)
    state = positive_list.states[place]
    codes = {code for code in positive_list.named() if code.startswith(prefix or "")}
    in_force = tariff.on(day)
    if status != "listed" and in_force:
        codes.update(line.hs_code for line in tariff.under(prefix, in_force))
    return tuple(
        item_of(positive_list, tariff, place, code) for code in sorted(codes) if STATUS_OF[state.listed(code)] == status
    )


def _reason(
    positive_list: PositiveList, found: Finding | None, missing: tuple[Announcement, ...], code: HSCode
) -> Reason:
    """Answer by the list alone."""
    if found is None:
        known = {annex.announcement: len(annex.lines) for annex in positive_list.annexes}
        return Reason("unknown", wording.why_unknown(missing, known), None, _sources(missing), (), missing)
    status = STATUS_OF[found.listed]
    told_by = found.told_by.announcement
    if found.change is None:
        made_by = (told_by, *(annex.announcement for annex in found.left_by))
        return Reason(status, wording.why_absent(made_by), _evidence(found, code), _sources(made_by), made_by)
    kept_by = [annex for annex in found.left_by if _rests_on_inference(annex, code)]
    inferences = [inference for annex in kept_by for inference in annex.inferences]
    sources = _unique((*found.change.sources, *told_by.sources, *_sources(inferences)))
    return Reason(
        status, wording.why_found(found, found.change, inferences), _evidence(found, code), sources, (told_by,)
    )


def _for_direct_shipment(reason: Reason, item: Item, missing: tuple[Announcement, ...]) -> Reason:
    """Apply the condition that a line is for bonded shipment only (仅限网购保税商品)."""
    if item.remark is None:
        why = f"{reason.why} Its remark (备注) is not known, and may allow bonded shipment (网购保税) only."
        return reason._replace(status="unknown", why=why, missing=missing or reason.told_by)
    if any(isinstance(condition, BondedOnly) for condition in item.conditions):
        why = f"{reason.why} Its remark allows bonded shipment (网购保税) only: {item.remark}"
        return reason._replace(status="not listed", why=why)
    unread = [condition.text for condition in item.conditions if isinstance(condition, UnreadCondition)]
    if unread:
        why = f"{reason.why} Whether its remark allows direct shipment could not be read: {unread[0]}"
        return reason._replace(status="unknown", why=why)
    return reason


def _by_evidence(reason: Reason, least: Evidence, missing: tuple[Announcement, ...]) -> Reason:
    """Refuse what rests on weaker evidence than the caller accepts."""
    if reason.evidence is None or STRONGEST_FIRST.index(reason.evidence) <= STRONGEST_FIRST.index(least):
        return reason
    why = f"{reason.why} That is {wording.EVIDENCE[reason.evidence]}, and evidence={least!r} accepts nothing weaker."
    return reason._replace(status="unknown", why=why, missing=missing)


def _evidence(found: Finding, code: HSCode) -> Evidence:
    """Rate a finding by its weakest link."""
    by_rule: list[Evidence] = ["derived"]
    links: list[Evidence] = [found.change.evidence if found.change else found.told_by.silence]
    links += by_rule if found.looks_back else []
    for annex in found.left_by:
        if _rests_on_inference(annex, code):
            links += by_rule + [inference.evidence for inference in annex.inferences]
        elif found.needs_silence_of(annex):
            links.append(annex.silence)
    return weakest(*links)


def _rests_on_inference(annex: Annex, code: HSCode) -> bool:
    return annex.announcement.kind == "amends" and not annex.settles(code)


def _missing(annexes: Iterable[Annex], code: HSCode) -> tuple[Announcement, ...]:
    """Find the announcements whose annexes do not settle a code, from its last known line on."""
    missing: list[Announcement] = []
    for annex in annexes:
        if code in annex.lines:
            missing = []
        elif not annex.settles(code):
            missing.append(annex.announcement)
    return tuple(missing)


def _sources(records: Iterable[Announcement | Inference]) -> tuple[str, ...]:
    return _unique(source for record in records for source in record.sources)


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
