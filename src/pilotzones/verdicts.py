"""Verdicts: an answer of the positive list with its reasons, in words and with sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.errors import UnknownEligibilityError
from pilotzones.hscode import HSCode, dotted
from pilotzones.records.answers import Item, Verdict
from pilotzones.records.evidence import Evidence, weakest

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping

    from pilotzones.hscode import HSPrefix
    from pilotzones.positive_list import PositiveList
    from pilotzones.records.announcements import Action, Announcement, Change
    from pilotzones.records.answers import Status
    from pilotzones.replay import Finding

_DOES: Mapping[Action, str] = {
    "list": "lists it",
    "add": "adds it",
    "delete": "deletes it",
    "convert_in": "brings it in by tariff conversion",
    "convert_out": "takes it out by tariff conversion",
    "remark": "changes its remark",
    "listed": "leaves it in the list",
}


def verdict(positive_list: PositiveList, code: HSCode, day: datetime.date, verified_through: datetime.date) -> Verdict:
    """Answer for one tariff line on one day, with the reasons.

    Raises:
        NoListInForceError: before the first list.
    """
    place = positive_list.place(day)
    edition = positive_list.editions[place]
    made_by = edition.announcements
    listed = positive_list.quick.listed(code, day)
    finding = positive_list.state(place).findings.get(code)
    missing = _missing(positive_list, code, place) if listed is None else ()
    item: Item | None = None
    evidence: Evidence | None = None
    if finding and finding.change:
        change, item = finding.change, _item(finding)
        why, evidence = _why_found(finding, change, made_by), _evidence(finding, change, made_by)
        sources = _unique((*change.sources, *finding.told_by.sources))
    elif listed is None:
        why, sources = _why_unknown(missing, positive_list), _sources(missing)
    else:
        why, evidence, sources = _why_absent(made_by), "derived", _sources(made_by)
    return Verdict(
        hs_code=code,
        date=day,
        status=_STATUS[listed],
        edition=edition,
        item=item,
        why=why,
        evidence=evidence,
        sources=sources,
        missing=missing,
        notes=tuple(_notes(item, missing, day, verified_through)),
    )


_STATUS: Mapping[bool | None, Status] = {True: "listed", False: "not listed", None: "unknown"}


def items_under(positive_list: PositiveList, day: datetime.date, prefix: HSPrefix | None) -> tuple[Item, ...]:
    """List what is known to be listed on a day under a prefix, in the order of the codes."""
    findings = positive_list.state(positive_list.place(day)).findings
    found = (_item(finding) for code, finding in findings.items() if finding and code.startswith(prefix or ""))
    return tuple(item for item in found if item)


def _item(finding: Finding) -> Item | None:
    """Make the item that a line shows; looking back, its remark at the time is not known."""
    change = finding.change
    if change is None or not finding.listed:
        return None
    known = "no" if finding.looks_back else change.remark_known
    return Item(
        hs_code=change.hs_code,
        name_zh=change.name_zh,
        remark=None if known == "no" else change.remark,
        remark_known=known,
        announcement=finding.told_by.id,
        evidence=weakest(change.evidence, "derived") if finding.looks_back else change.evidence,
        sources=change.sources,
        note=change.note,
    )


def unknown_eligibility(unknown: Verdict) -> UnknownEligibilityError:
    """Make the error for an unknown code: what is missing, where it stands, how to load it."""
    msg = (
        f"It is unknown whether {dotted(unknown.hs_code)} was on the positive list on {unknown.date}; that is neither "
        f"yes nor no. {unknown.why} {' '.join(unknown.notes)} To go on without it, pass if_unknown=False or "
        "if_unknown=True."
    )
    return UnknownEligibilityError(msg, verdict=unknown)


def _missing(positive_list: PositiveList, code: HSCode, place: int) -> tuple[Announcement, ...]:
    """Find the announcements in force whose annexes do not settle a code, from its last known line on."""
    made_by = positive_list.editions[place].announcements
    missing: list[Announcement] = []
    for annex in (annex for annex in positive_list.annexes if annex.announcement in made_by):
        if code in annex.changes:
            missing = []
        elif not annex.settles(code):
            missing.append(annex.announcement)
    return tuple(missing)


def _evidence(finding: Finding, change: Change, made_by: tuple[Announcement, ...]) -> Evidence:
    """Rate a finding: what is told backwards, or kept by an adjustment's silence, is known by a rule only."""
    by_rule = finding.looks_back or any(announcement.kind == "amends" for announcement in _since(finding, made_by))
    return weakest(change.evidence, "derived") if by_rule else change.evidence


def _since(finding: Finding, made_by: tuple[Announcement, ...]) -> tuple[Announcement, ...]:
    """List the announcements that left a finding as it was."""
    return tuple(later for later in made_by if later.effective_from > finding.told_by.effective_from)


def _why_found(finding: Finding, change: Change, made_by: tuple[Announcement, ...]) -> str:
    line = f" (line {change.seq})" if change.seq is not None else ""
    name = f" as {change.name_zh}" if change.name_zh and not finding.looks_back else ""
    told = f"{_named(finding.told_by)} {_DOES[change.action]}{name}{line}"
    if finding.looks_back:
        before = "listed" if finding.listed else "not listed"
        return f"{told} from {finding.told_by.effective_from}, so just before it was {before}."
    since = _since(finding, made_by)
    return f"{told}, and {_joined(map(_named, since))} left it so." if since else f"{told}."


def _why_absent(made_by: tuple[Announcement, ...]) -> str:
    announcements = _joined(map(_named, made_by))
    return f"What {announcements} lists around this code is known, and the code is not there."


def _why_unknown(missing: tuple[Announcement, ...], positive_list: PositiveList) -> str:
    """Say of which annexes the data has how much, and that this code is not in it."""
    known = {annex.announcement: len(annex.changes) for annex in positive_list.annexes}
    parts = [
        f"{_named(announcement)} is known for {known[announcement]:,} of {_counted(announcement.lines_stated)} lines"
        for announcement in missing
    ]
    return f"{_joined(parts)}, and what it says of this code is not among them."


def _where_it_stands(announcement: Announcement) -> str:
    pages = " ".join(announcement.official_pages)
    return f"{announcement.document_no} 《{announcement.title_zh}》 ({pages or 'published on mof.gov.cn'})"


def _named(announcement: Announcement) -> str:
    return f"{announcement.document_no} ({announcement.title_en})"


def _joined(names: Iterable[str]) -> str:
    return " and ".join(names)


def _sources(announcements: Iterable[Announcement]) -> tuple[str, ...]:
    return _unique(source for announcement in announcements for source in announcement.sources)


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _notes(
    item: Item | None, missing: tuple[Announcement, ...], day: datetime.date, verified_through: datetime.date
) -> Iterator[str]:
    """Say what else must be known to act on an answer."""
    if missing:
        yield (
            f"To settle it, get the attachment of {_joined(map(_where_it_stands, missing))}, write its lines into "
            "list_changes.csv and list_coverage.csv in a folder, and ask Dataset.load(folder): see the page "
            "'Load a missing annex' of the documentation."
        )
    if item and item.remark is None:
        yield "The line's remark (备注) is not known: it may carry a condition. Read it in the annex."
    elif item and item.remark:
        wording = " (wording translated back)" if item.remark_known == "paraphrase" else ""
        yield f"The line has a remark (备注){wording} that narrows it: {item.remark}"
    if day > verified_through:
        yield (
            f"{day} is after {verified_through}, the last day the data was checked on: the answer holds if "
            "nothing was announced since."
        )


def _counted(count: int | None) -> str:
    return "an unstated number of" if count is None else f"{count:,}"
