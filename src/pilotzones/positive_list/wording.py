"""The words of an answer: why it is so, what is missing, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.hscode import dotted

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pilotzones.hscode import HSCode
    from pilotzones.positive_list.replay import Finding
    from pilotzones.records.announcements import Action, Announcement, Change, Inference
    from pilotzones.records.evidence import Evidence
    from pilotzones.records.list_answers import Item, Verdict

EVIDENCE: Mapping[Evidence, str] = {
    "confirmed": "printed on two pages or more",
    "single": "printed on a single page",
    "derived": "derived by a rule",
    "unsourced": "general knowledge, with no page that prints it",
}
_DOES: Mapping[Action, str] = {
    "list": "lists it",
    "add": "adds it",
    "delete": "deletes it",
    "convert_in": "brings it in by tariff conversion",
    "convert_out": "takes it out by tariff conversion",
    "remark": "changes its remark",
    "listed": "leaves it in the list",
}


def why_found(found: Finding, change: Change, inferences: Iterable[Inference]) -> str:
    """Say which line tells, and what left it so."""
    line = f" (line {change.seq})" if change.seq is not None else ""
    name = f" as {change.name_zh}" if change.name_zh and not found.looks_back else ""
    told_by = found.told_by.announcement
    told = f"{_named(told_by)} {_DOES[change.action]}{name}{line}"
    left_by = _joined(_named(annex.announcement) for annex in found.left_by)
    if found.looks_back:
        before = "listed" if found.listed else "not listed"
        left = f", and {left_by} had left it so" if left_by else ""
        told = f"{told} from {told_by.effective_from}, so just before it was {before}{left}."
    else:
        told = f"{told}, and {left_by} left it so." if left_by else f"{told}."
    return " ".join([told, *(f"That follows from a rule: {inference.basis}" for inference in inferences)])


def why_absent(made_by: Iterable[Announcement]) -> str:
    """Say that everything around a code is known, and the code is not there."""
    return f"What {_joined(map(_named, made_by))} lists around this code is known, and the code is not there."


def why_unknown(missing: Sequence[Announcement], known: Mapping[Announcement, int]) -> str:
    """Say of which annexes the data has how much, and that this code is not in it."""
    parts = [
        f"{_named(announcement)} is known for {known[announcement]:,} of {counted(announcement.lines_stated)} lines"
        for announcement in missing
    ]
    return f"{_joined(parts)}, and what it says of this code is not among them."


def what_to_do(missing: Sequence[Announcement], code: HSCode) -> Iterator[str]:
    """Say how to settle an answer: by hand for this one, by loading the annexes for all."""
    if missing:
        where = _joined(map(_where_it_stands, missing))
        yield (
            f"To settle this one by hand, open the attachment (附件) of {where} and look for {code} in the column "
            "税则号列 (tariff line)."
        )
        yield (
            "To settle all like it, download the attachment and run 'pilotzones annex install FILE' (the extra "
            "'annex' reads PDF, XLS, XLSX, DOCX, HTML and CSV): the page 'Read an official annex' of the documentation "
            "shows how."
        )


def on_remark(item: Item | None) -> str | None:
    """Say that a line has a remark, or may have one."""
    if item is None or item.remark == "":
        return None
    if item.remark is None:
        return "The line's remark (备注) is not known: it may carry a condition. Read it in the annex."
    back = " (wording translated back)" if item.remark_known == "paraphrase" else ""
    return f"The line has a remark (备注){back} that narrows it: {item.remark}"


def on_age(day: datetime.date, verified_through: datetime.date) -> str | None:
    """Say that the data was not checked on a day."""
    if day <= verified_through:
        return None
    return (
        f"{day} is after {verified_through}, the last day the data was checked on: the answer holds if "
        "nothing was announced since."
    )


def unknown_error(unknown: Verdict) -> str:
    """Write the error for an unknown code, for a person who has never heard of annexes."""
    about = (
        " The positive list is published as tables (annexes, 附件) attached to announcements of the Ministry of "
        "Finance, and nobody publishes those as data."
        if unknown.missing
        else ""
    )
    asked = f"It is unknown whether {dotted(unknown.hs_code)} {_asked(unknown)} on {unknown.date}"
    lines = [
        f"{asked}; that is neither yes nor no.{about}",
        f"What is known: {unknown.why}",
        *unknown.notes,
        "To go on without it, pass if_unknown=False or if_unknown=True: what to answer instead.",
    ]
    return " ".join(lines)


def _asked(unknown: Verdict) -> str:
    if unknown.shipment and unknown.item:
        return f"was on the positive list for {unknown.shipment} shipment"
    return "was on the positive list"


def counted(count: int | None) -> str:
    """Write a number of things, or that nobody states it."""
    return "an unstated number of" if count is None else f"{count:,}"


def _where_it_stands(announcement: Announcement) -> str:
    pages = " ".join(announcement.official_pages)
    return f"{announcement.document_no} 《{announcement.title_zh}》 ({pages or 'published on mof.gov.cn'})"


def _named(announcement: Announcement) -> str:
    return f"{announcement.document_no} ({announcement.title_en})"


def _joined(names: Iterable[str]) -> str:
    return " and ".join(names)
