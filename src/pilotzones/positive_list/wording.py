"""The words of an answer: why it is so, what is missing, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.hscode import dotted
from pilotzones.records.actions import ACTIONS
from pilotzones.records.knowledge import fetch_command

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pilotzones.hscode import HSCode
    from pilotzones.positive_list.layers import Conflict
    from pilotzones.positive_list.states import Finding
    from pilotzones.records.announcements import Announcement, Change, Inference, KnownRange
    from pilotzones.records.evidence import Evidence
    from pilotzones.records.list_answers import Item, Verdict

EVIDENCE: Mapping[Evidence, str] = {
    "confirmed": "printed on two pages or more",
    "single": "printed on a single page",
    "derived": "derived by a rule",
    "unsourced": "general knowledge, not printed on any page found",
    "assumed": "assumed by the program that asks",
}


def why_found(found: Finding, change: Change, inferences: Iterable[Inference]) -> str:
    """Say which line decides, and which announcements did not change that."""
    line = f" (line {change.seq})" if change.seq is not None else ""
    name = f" as {change.name_zh}" if change.name_zh and not found.backwards else ""
    announcement = found.decided_by.announcement
    why = f"{_named(announcement)} {ACTIONS[change.action].words}{name}{line}"
    if found.stated:
        why = f"The list after {_named(announcement)} {'has' if found.listed else 'does not have'} it{name}{line}"
        known = found.decided_by.list_range(change.hs_code)
        why = f"{why} ({known.basis if known else _origin(change)})"
    between = _joined(_named(annex.announcement) for annex in found.carried_through)
    if found.backwards:
        before = "listed" if found.listed else "not listed"
        unchanged = f"; {between} did not change that" if between else ""
        why = f"{why} from {announcement.effective_from}, so just before it was {before}{unchanged}."
    else:
        why = f"{why}; {between} did not change that." if between else f"{why}."
    return " ".join([why, *(f"This follows from a rule: {inference.basis}" for inference in inferences)])


def why_absent(made_by: Iterable[Announcement]) -> str:
    """Say that the list is known around a code, and does not have it."""
    return f"All lines of {_joined(map(_named, made_by))} near this code are known, and it is not one of them."


def why_not_on_known_list(known: KnownRange, made_by: Sequence[Announcement]) -> str:
    """Say that the list after an announcement is known, does not have a code, and what did not change that."""
    first, *others = map(_named, made_by)
    unchanged = f"; {_joined(others)} did not change that" if others else ""
    return f"The list after {first} does not have it ({known.basis}){unchanged}."


def _origin(stated: Change) -> str:
    """Say where a statement comes from."""
    return "assumed" if stated.evidence == "assumed" else "stated outside the annex"


def why_unknown(missing: Sequence[Announcement], known: Mapping[Announcement, int]) -> str:
    """Say how many lines of each missing annex the data has, and that none of them is about this code."""
    parts = (
        f"{known[announcement]:,} of {counted(announcement.lines_stated)} lines of {_named(announcement)}"
        for announcement in missing
    )
    return f"The data has {_joined(parts)}; none of those it has is about this code."


def what_to_do(missing: Sequence[Announcement], code: HSCode) -> Iterator[str]:
    """Say how to get an answer: by hand for this code, by installing the annexes for all codes."""
    if missing:
        yield f"To decide all codes, run: {fetch_command(missing)} (it needs: pip install 'pilotzones[annex]')."
        where = _joined(map(_where_to_find, missing))
        yield (
            f"By hand, open the attachment (附件) of {where} and look for {code} in the column 税则号列 (tariff line); "
            "or save it and run: pilotzones annex install FILE."
        )


def on_remark(item: Item | None) -> str | None:
    """Say that a line has a remark, or may have one."""
    if item is None or item.remark == "":
        return None
    if item.remark is None:
        return "The remark (备注) of the line is not known, and may be a condition. Read it in the annex."
    back = " (translated back, not the original wording)" if item.remark_known == "paraphrase" else ""
    return f"The line has a remark (备注){back}: {item.remark}"


def on_conflict(conflict: Conflict) -> str:
    """Say that something else is known of a code too, which does not hold."""
    return (
        f"What is known of it after {conflict.announcement} differs: {conflict.answered_by} answers, and "
        f"{conflict.against} says otherwise. Compare the two."
    )


def on_age(day: datetime.date, verified_through: datetime.date) -> str | None:
    """Say that the data was not checked on a day."""
    if day <= verified_through:
        return None
    return (
        f"{day} is after {verified_through}, the last day on which the data was checked: the answer is right if "
        "nothing was announced since."
    )


def unknown_error(unknown: Verdict) -> str:
    """Write the error for an unknown code, for a person who has never heard of annexes."""
    about = (
        " The positive list is published as tables (annexes, 附件) attached to announcements of the Ministry of "
        "Finance; the data has only a part of them."
        if unknown.missing
        else ""
    )
    asked = f"It is unknown whether {dotted(unknown.hs_code)} {_asked(unknown)} on {unknown.date}"
    lines = [
        f"{asked}: the answer is neither yes nor no.{about}",
        f"What is known: {unknown.why}",
        *unknown.notes,
        "To get an answer in any case, pass if_unknown=False or if_unknown=True.",
    ]
    return " ".join(lines)


def _asked(unknown: Verdict) -> str:
    if unknown.shipment and unknown.item:
        return f"was on the positive list for {unknown.shipment} shipment"
    return "was on the positive list"


def counted(count: int | None) -> str:
    """Write a number, or that it is not stated."""
    return "an unstated number of" if count is None else f"{count:,}"


def _where_to_find(announcement: Announcement) -> str:
    pages = " ".join(announcement.official_pages)
    return f"{announcement.document_no} 《{announcement.title_zh}》 ({pages or 'published on mof.gov.cn'})"


def _named(announcement: Announcement) -> str:
    return f"{announcement.document_no} ({announcement.title_en})"


def _joined(names: Iterable[str]) -> str:
    return " and ".join(names)
