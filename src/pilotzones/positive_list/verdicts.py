"""Verdicts: an answer of the positive list with its reasons, for a shipment and with a minimum evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

from pilotzones.arguments import as_word
from pilotzones.positive_list import remarks
from pilotzones.records.conditions import as_shipment
from pilotzones.records.disagreements import Disagreement
from pilotzones.records.evidence import as_evidence, weakest
from pilotzones.records.grounds import Grounds, Reason
from pilotzones.records.list_answers import STATUS_OF, Item, Status, Verdict, decide

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from pilotzones.hscode import HSCode, HSPrefix
    from pilotzones.positive_list.editions import PositiveList
    from pilotzones.positive_list.event_log import Annex
    from pilotzones.positive_list.states import Finding
    from pilotzones.positive_list.tariff import TariffLines
    from pilotzones.records.announcements import Announcement, Change, Inference
    from pilotzones.records.conditions import Shipment
    from pilotzones.records.evidence import Evidence


class Question(NamedTuple):
    """What is asked: a code on a day, for a shipment, and with a minimum evidence."""

    code: HSCode
    day: datetime.date
    shipment: Shipment | None = None
    evidence: Evidence | None = None

    def checked(self) -> Question:
        """Check that shipment and evidence are words that exist."""
        return self._replace(shipment=as_shipment(self.shipment), evidence=as_evidence(self.evidence))


class AnsweringData(NamedTuple):
    """Which data answers, and the last day on which what it has of the positive list was checked."""

    version: str
    verified_through: datetime.date


class Basis(NamedTuple):
    """What an answer is based on, how well that is known, and which announcements decide or would decide."""

    grounds: Grounds
    evidence: Evidence | None = None
    sources: tuple[str, ...] = ()
    decided_by: tuple[Announcement, ...] = ()


def verdict(positive_list: PositiveList, tariff: TariffLines, asked: Question, data: AnsweringData) -> Verdict:
    """Answer for one tariff line on one day, with the reasons.

    Raises:
        NoListInForceError: before the first list.
    """
    index = positive_list.index_on(asked.day)
    found = positive_list.find(index, asked.code)
    missing = _missing(positive_list.annexes_of(index), asked.code)
    item = item_of(positive_list, tariff, index, asked.code) if found and found.listed else None
    basis = _of_finding(found, asked.code) if found else _of_nothing(positive_list, missing)
    status, reason = decide(basis.grounds, item, asked.shipment, basis.evidence, asked.evidence)
    return Verdict(
        hs_code=asked.code,
        date=asked.day,
        shipment=asked.shipment,
        minimum_evidence=asked.evidence,
        status=status,
        reason=reason,
        edition=positive_list.editions[index],
        item=item,
        grounds=basis.grounds,
        evidence=basis.evidence,
        sources=basis.sources,
        missing=_would_decide(reason, basis, missing),
        tariff_line=tariff.line(asked.code),
        off_tariff=tariff.off_tariff(asked.code, asked.day),
        disagreements=tuple(
            Disagreement(announcement, hs_code=code, answered_by=answer, against=other)
            for announcement, code, answer, other in positive_list.conflicts_about(index, asked.code)
        ),
        data_version=data.version,
        verified_through=data.verified_through,
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
    status = as_word("status", status, get_args(Status))
    index = positive_list.index_on(day)
    state = positive_list.states[index]
    codes = {code for code in positive_list.named_codes() if code.startswith(prefix or "")}
    in_force = tariff.on(day)
    if status != "listed" and in_force:
        codes.update(line.hs_code for line in tariff.under(prefix, in_force))
    return tuple(
        item_of(positive_list, tariff, index, code) for code in sorted(codes) if STATUS_OF[state.listed(code)] == status
    )


def _of_nothing(positive_list: PositiveList, missing: tuple[Announcement, ...]) -> Basis:
    """Say that nothing which is known is about the code, and how much of the missing annexes is known."""
    counts = {annex.announcement: len(annex.lines) for annex in positive_list.annexes}
    grounds = Grounds(
        reason="missing annex",
        announcements=(),
        action=None,
        seq=None,
        name_zh="",
        basis=None,
        inferences=(),
        lines_known=tuple(counts[announcement] for announcement in missing),
    )
    return Basis(grounds, sources=_sources(missing))


def _of_finding(found: Finding, code: HSCode) -> Basis:
    """Tell what the list alone says, and from what."""
    first, change = found.decided_by.announcement, found.change
    made_by = (first, *(annex.announcement for annex in found.carried_through))
    known = found.decided_by.list_range(code) if found.stated else None
    kept_by = [annex for annex in found.carried_through if _rests_on_inference(annex, code)]
    inferences = tuple(inference for annex in kept_by for inference in annex.inferences)
    grounds = Grounds(
        reason=_reason(found, is_on_list=known is not None, is_kept=bool(inferences)),
        announcements=made_by,
        action=change.action if change else None,
        seq=change.seq if change else None,
        # A change shows what was before it, but not under which name.
        name_zh=change.name_zh if change and not found.backwards else "",
        basis=known.row["basis"] if known else None,
        inferences=inferences,
        lines_known=(),
    )
    if change is None:
        of_list = found.decided_by.sources_of_list if known else ()
        return Basis(grounds, _evidence(found, code), _unique((*of_list, *_sources(made_by))))
    sources = _unique((*change.sources, *first.sources, *_sources(inferences)))
    return Basis(grounds, _evidence(found, code), sources, decided_by=(first,))


def _reason(found: Finding, *, is_on_list: bool, is_kept: bool) -> Reason:
    """Give the word for what decides, as far as the list goes."""
    if found.backwards:
        return "inferred backwards"
    is_assumed = found.change is not None and found.change.evidence == "assumed"
    if found.stated and is_assumed and not is_on_list:
        return "assumed"
    if is_kept:
        return "kept by a rule"
    if found.stated:
        return "consolidated list" if is_on_list else "stated outside the annex"
    return "annex line" if found.change else "known range"


def _would_decide(reason: Reason, basis: Basis, missing: tuple[Announcement, ...]) -> tuple[Announcement, ...]:
    """Give the announcements whose annexes would decide an unknown answer."""
    if reason == "remark not known":
        return missing or basis.decided_by
    return missing if reason in {"missing annex", "evidence below minimum"} else ()


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
    return annex.kind == "amends" and code not in annex.known


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
