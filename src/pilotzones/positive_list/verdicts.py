"""Verdicts: an answer of the positive list with its reasons, for a shipment and with a minimum evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

from pilotzones.arguments import check_word
from pilotzones.positive_list import remarks, wording
from pilotzones.records.conditions import UnreadCondition, check_shipment
from pilotzones.records.evidence import STRONGEST_FIRST, check_evidence, weakest
from pilotzones.records.list_answers import Item, Status, Verdict

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from pilotzones.hscode import HSCode, HSPrefix
    from pilotzones.positive_list.editions import PositiveList
    from pilotzones.positive_list.event_log import Annex
    from pilotzones.positive_list.states import Finding
    from pilotzones.positive_list.tariff import TariffLines
    from pilotzones.records.announcements import Announcement, Change, Inference
    from pilotzones.records.conditions import Shipment
    from pilotzones.records.evidence import Evidence


STATUS_OF: Mapping[bool | None, Status] = {True: "listed", False: "not listed", None: "unknown"}


class Question(NamedTuple):
    """What is asked: a code on a day, for a shipment, and with a minimum evidence."""

    code: HSCode
    day: datetime.date
    shipment: Shipment | None = None
    evidence: Evidence | None = None

    def checked(self) -> Question:
        """Check that shipment and evidence are words that exist."""
        check_shipment(self.shipment)
        check_evidence(self.evidence)
        return self


class Reason(NamedTuple):
    """The status of an answer, and what it is based on."""

    status: Status
    why: str
    evidence: Evidence | None = None
    sources: tuple[str, ...] = ()
    decided_by: tuple[Announcement, ...] = ()
    missing: tuple[Announcement, ...] = ()


def verdict(
    positive_list: PositiveList, tariff: TariffLines, asked: Question, verified_through: datetime.date
) -> Verdict:
    """Answer for one tariff line on one day, with the reasons.

    Raises:
        NoListInForceError: before the first list.
    """
    index = positive_list.index_on(asked.day)
    found = positive_list.find(index, asked.code)
    missing = _missing(positive_list.annexes_of(index), asked.code)
    item = item_of(positive_list, tariff, index, asked.code) if found and found.listed else None
    reason = _reason(positive_list, found, missing, asked.code)
    if item and asked.shipment == "direct":
        reason = _for_direct_shipment(reason, item, missing)
    if asked.evidence:
        reason = _with_minimum_evidence(reason, asked.evidence, missing)
    return Verdict(
        hs_code=asked.code,
        date=asked.day,
        shipment=asked.shipment,
        status=reason.status,
        edition=positive_list.editions[index],
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
                *(wording.on_conflict(conflict) for conflict in positive_list.conflicts_about(index, asked.code)),
                tariff.note(asked.code, asked.day),
                wording.on_age(asked.day, verified_through),
            )
            if note
        ),
    )


def item_of(positive_list: PositiveList, tariff: TariffLines, index: int, code: HSCode) -> Item:
    """Make the item of a line under an edition; its remark is not known where an announcement may have changed it."""
    found = positive_list.find(index, code)
    change = found.change if found else None
    line = tariff.line(code)
    name = (change and change.name_zh) or (line and line.name_zh) or positive_list.name_of(code)
    if found is None or change is None:
        return Item(
            hs_code=code,
            name_zh=name,
            remark=None,
            remark_known="no",
            conditions=(),
            announcement="",
            evidence=_evidence(found, code) if found else None,
            sources=(),
            note="",
        )
    is_later = found.backwards or any(_rests_on_inference(annex, code) for annex in found.carried_through)
    known = "no" if is_later or not found.listed else change.remark_known
    if known == "no" and found.listed:
        outside = _remark_outside(positive_list.annexes_of(index), code)
        change, known = (outside, outside.remark_known) if outside else (change, known)
    # A translation of nothing says nothing of the annex.
    remark = None if known == "no" or (known == "paraphrase" and not change.remark.strip()) else change.remark.strip()
    return Item(
        hs_code=code,
        name_zh=name,
        remark=remark,
        remark_known=known,
        conditions=remarks.read_remark(remark or ""),
        announcement=change.announcement,
        evidence=_evidence(found, code),
        sources=change.sources,
        note=change.note,
    )


def _remark_outside(annexes: Sequence[Annex], code: HSCode) -> Change | None:
    """Find what is stated of a listed code outside the annexes, with its remark, if nothing changed that since."""
    for annex in reversed(annexes):
        stated = annex.change(code, stated=True)
        if stated and stated.action == "listed" and stated.remark_known != "no":
            return stated
        if code in annex.lines or code not in annex.known:
            break
    return None


def items_of(
    positive_list: PositiveList,
    tariff: TariffLines,
    day: datetime.date,
    prefix: HSPrefix | None,
    status: Status,
) -> tuple[Item, ...]:
    """List the lines of a status on a day, under a prefix, in the order of the codes."""
    check_word("status", status, get_args(Status))
    index = positive_list.index_on(day)
    state = positive_list.states[index]
    codes = {code for code in positive_list.named_codes() if code.startswith(prefix or "")}
    in_force = tariff.on(day)
    if status != "listed" and in_force:
        codes.update(line.hs_code for line in tariff.under(prefix, in_force))
    return tuple(
        item_of(positive_list, tariff, index, code) for code in sorted(codes) if STATUS_OF[state.listed(code)] == status
    )


def _reason(
    positive_list: PositiveList, found: Finding | None, missing: tuple[Announcement, ...], code: HSCode
) -> Reason:
    """Answer from the list alone."""
    if found is None:
        counts = {annex.announcement: len(annex.lines) for annex in positive_list.annexes}
        why = wording.why_unknown(missing, counts)
        return Reason(status="unknown", why=why, sources=_sources(missing), missing=missing)
    decided_by = found.decided_by.announcement
    if found.change is None:
        made_by = (decided_by, *(annex.announcement for annex in found.carried_through))
        known = found.decided_by.list_range(code) if found.stated else None
        return Reason(
            status=STATUS_OF[found.listed],
            why=wording.why_not_on_known_list(known, made_by) if known else wording.why_absent(made_by),
            evidence=_evidence(found, code),
            sources=_unique((*(found.decided_by.sources_of_list if known else ()), *_sources(made_by))),
            decided_by=made_by,
        )
    kept_by = [annex for annex in found.carried_through if _rests_on_inference(annex, code)]
    inferences = [inference for annex in kept_by for inference in annex.inferences]
    return Reason(
        status=STATUS_OF[found.listed],
        why=wording.why_found(found, found.change, inferences),
        evidence=_evidence(found, code),
        sources=_unique((*found.change.sources, *decided_by.sources, *_sources(inferences))),
        decided_by=(decided_by,),
    )


def _for_direct_shipment(reason: Reason, item: Item, missing: tuple[Announcement, ...]) -> Reason:
    """Apply the condition that a line is for bonded shipment only (仅限网购保税商品)."""
    if item.is_bonded_only is False:
        return reason
    if item.is_bonded_only:
        why = f"{reason.why} Its remark allows bonded shipment (网购保税) only: {item.remark}"
        return reason._replace(status="not listed", why=why)
    if item.remark is None:
        why = f"{reason.why} Its remark (备注) is not known, and may allow bonded shipment (网购保税) only."
        return reason._replace(status="unknown", why=why, missing=missing or reason.decided_by)
    unread = next(condition for condition in item.conditions if isinstance(condition, UnreadCondition))
    why = f"{reason.why} It is not clear whether its remark allows direct shipment: {unread.text}"
    return reason._replace(status="unknown", why=why)


def _with_minimum_evidence(reason: Reason, minimum: Evidence, missing: tuple[Announcement, ...]) -> Reason:
    """Turn an answer that is based on weaker evidence than the caller accepts into "unknown"."""
    if reason.evidence is None or STRONGEST_FIRST.index(reason.evidence) <= STRONGEST_FIRST.index(minimum):
        return reason
    why = f"{reason.why} That is {wording.EVIDENCE[reason.evidence]}, and evidence={minimum!r} accepts nothing weaker."
    return reason._replace(status="unknown", why=why, missing=missing)


def _evidence(found: Finding, code: HSCode) -> Evidence:
    """Rate a finding by its weakest link."""
    by_rule: list[Evidence] = ["derived"]
    by = found.decided_by
    absence = by.evidence_of_list if found.stated else by.evidence_of_absence
    links: list[Evidence] = [found.change.evidence if found.change else absence]
    links += by_rule if found.backwards else []
    for annex in found.carried_through:
        if _rests_on_inference(annex, code):
            links += by_rule + [inference.evidence for inference in annex.inferences]
        elif found.needs_absence_from(annex):
            links.append(annex.evidence_of_absence)
    return weakest(*links)


def _rests_on_inference(annex: Annex, code: HSCode) -> bool:
    return annex.announcement.kind == "amends" and code not in annex.known


def _missing(annexes: Iterable[Annex], code: HSCode) -> tuple[Announcement, ...]:
    """Find the announcements whose annexes are not known for a code, from the last that decides it on."""
    missing: list[Announcement] = []
    for annex in annexes:
        if annex.names(code) or code in annex.known_after:
            missing = []
        elif code not in annex.known:
            missing.append(annex.announcement)
    return tuple(missing)


def _sources(records: Iterable[Announcement | Inference]) -> tuple[str, ...]:
    return _unique(source for record in records for source in record.sources)


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
