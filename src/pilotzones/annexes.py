"""The announcements' own tables, read and checked: announcements, known lines, settled ranges."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple, get_args

from pilotzones import tables
from pilotzones.hscode import LINE, HSCode
from pilotzones.quoting import quoted
from pilotzones.records.announcements import Action, Announcement, Change, Kind, RemarkKnown, Settled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pilotzones.errors import DataIntegrityError
    from pilotzones.resources import Folder

KINDS: tuple[Kind, ...] = get_args(Kind)
ACTIONS: tuple[Action, ...] = get_args(Action)
REMARK_KNOWN: tuple[RemarkKnown, ...] = get_args(RemarkKnown)

FIRST_CODE, LAST_CODE = HSCode("00000000"), HSCode("99999999")


class Annex(NamedTuple):
    """An announcement with what is known of its annex: lines by code, settled ranges in order."""

    announcement: Announcement
    changes: dict[HSCode, Change]
    settled: tuple[Settled, ...]

    def settles(self, code: HSCode) -> bool:
        """Tell whether everything the annex says about a code is known."""
        return any(settled.code_from <= code <= settled.code_to for settled in self.settled)

    @property
    def is_complete(self) -> bool:
        """Whether the settled ranges leave no code out."""
        upto = -1
        for settled in self.settled:
            if int(settled.code_from) > upto + 1:
                return False
            upto = int(settled.code_to)
        return upto == int(LAST_CODE)


def read_annexes(folders: Sequence[Folder]) -> tuple[Annex, ...]:
    """Read the announcements in the order they came into force, each with its annex.

    Raises:
        DataIntegrityError: for a damaged table, two lines of one annex about one code,
            an announcement that amends nothing, or counts beyond the stated ones.
    """
    rows: dict[str, tables.Row] = {}
    for row in tables.read(folders, "announcements"):
        if rows.setdefault(row.required("id"), row) is not row:
            row.wrong("id", f"{quoted(row.text('id'))} stands already in {rows[row.text('id')].where}.")
    changes: dict[str, dict[HSCode, Change]] = {announcement: {} for announcement in rows}
    layers: dict[str, int] = {}
    for row in tables.read(folders, "list_changes"):
        change = _change(row, changes)
        layers[change.announcement] = row.layer
        earlier = changes[change.announcement].setdefault(change.hs_code, change)
        if earlier is not change:
            row.wrong("hs_code", f"{change.hs_code} stands already in {earlier.where}.")
    settled: dict[str, list[Settled]] = {announcement: [] for announcement in rows}
    for row in tables.read(folders, "list_coverage"):
        extent = _settled(row, settled)
        # A range rests on the lines it was stated with: where others took their place, it says nothing.
        if row.layer >= layers.get(extent.announcement, 0):
            settled[extent.announcement].append(extent)
    annexes = sorted(
        (
            Annex(_announcement(row), changes[key], tuple(sorted(settled[key], key=lambda extent: extent.code_from)))
            for key, row in rows.items()
        ),
        key=lambda annex: annex.announcement.effective_from,
    )
    for fault in _faults(annexes):
        raise fault
    return tuple(annexes)


def _announcement(row: tables.Row) -> Announcement:
    return Announcement(
        id=row.required("id"),
        kind=row.choice("kind", KINDS),
        amends=row.text("amends"),
        document_no=row.required("document_no"),
        title_zh=row.required("title_zh"),
        title_en=row.required("title_en"),
        issued_on=row.day("issued_on"),
        published_on=row.day("published_on"),
        effective_from=row.required_day("effective_from"),
        stated_count=row.count("stated_count"),
        list_total_after=row.count("list_total_after"),
        added=row.count("added"),
        deleted=row.count("deleted"),
        converted_in=row.count("converted_in"),
        converted_out=row.count("converted_out"),
        remarks_changed=row.count("remarks_changed"),
        tariff_year=row.count("tariff_year"),
        official_pages=row.ids("official_pages", None),
        evidence=row.evidence(),
        sources=row.ids("sources"),
        note=row.text("note"),
    )


def _change(row: tables.Row, announcements: Mapping[str, object]) -> Change:
    return Change(
        announcement=_known_announcement(row, announcements),
        seq=row.count("seq"),
        action=row.choice("change", ACTIONS),
        hs_code=HSCode(row.digits("hs_code", LINE)),
        name_zh=row.text("name_zh"),
        remark=row.text("remark_zh"),
        remark_known=row.choice("remark_known", REMARK_KNOWN),
        evidence=row.evidence(),
        sources=row.ids("sources"),
        note=row.text("note"),
        where=row.where,
    )


def _settled(row: tables.Row, announcements: Mapping[str, object]) -> Settled:
    code_from, code_to = (HSCode(row.digits(column, LINE)) for column in ("code_from", "code_to"))
    if code_from > code_to:
        row.wrong("code_to", f"{code_to} comes before {code_from}.")
    return Settled(_known_announcement(row, announcements), code_from, code_to, row.text("basis"), row.where)


def _known_announcement(row: tables.Row, announcements: Mapping[str, object]) -> str:
    announcement = row.required("announcement")
    if announcement not in announcements:
        row.wrong("announcement", f"{quoted(announcement)} is no id of announcements.csv.")
    return announcement


def _faults(annexes: Sequence[Annex]) -> Iterator[DataIntegrityError]:
    """Go through what is wrong with the announcements' order and with each by itself."""
    base: list[str] = []
    for annex in annexes:
        for problem in _faults_of_kind(annex.announcement, base):
            yield tables.fault("announcements.csv", problem)
        base = [*([] if annex.announcement.kind == "replaces" else base), annex.announcement.id]
        yield from _faults_of_lines(annex)
        yield from _faults_of_numbers(annex)
        for problem in _faults_of_counts(annex):
            yield tables.fault("announcements.csv", problem)
    for earlier, later in itertools.pairwise(annex.announcement for annex in annexes):
        if earlier.effective_from == later.effective_from:
            yield tables.fault("announcements.csv", f"{earlier.id} and {later.id} come into force on one day.")


def _faults_of_kind(announcement: Announcement, base: Sequence[str]) -> Iterator[str]:
    """Check that an announcement amends one that is in force, or none if it replaces all."""
    if announcement.kind == "replaces" and announcement.amends:
        yield f"{announcement.id} replaces the whole list, so it cannot amend {quoted(announcement.amends)}."
    if announcement.kind != "replaces" and announcement.amends not in base:
        amended = quoted(announcement.amends)
        yield f"{announcement.id} {announcement.kind} {amended}, which is no announcement of the list before it."


def _faults_of_lines(annex: Annex) -> Iterator[DataIntegrityError]:
    """Check that the changes fit the announcement's kind and that settled ranges keep apart."""
    kind = annex.announcement.kind
    for change in annex.changes.values():
        if (change.action == "list") == (kind == "amends"):
            yield tables.fault(change.where, f"{change.action!r} is no change that an announcement that {kind} makes.")
    for earlier, later in itertools.pairwise(annex.settled):
        if later.code_from <= earlier.code_to:
            yield tables.fault(later.where, f"the range overlaps that of {earlier.where}.")


def _faults_of_counts(annex: Annex) -> Iterator[str]:
    """Compare the known lines with the stated ones: never more, and all where the annex is complete."""
    announcement = annex.announcement
    stated: dict[Action, int | None] = {"list": announcement.stated_count}
    if announcement.kind == "amends":
        stated = {
            "add": announcement.added,
            "delete": announcement.deleted,
            "convert_in": announcement.converted_in,
            "convert_out": announcement.converted_out,
            "remark": announcement.remarks_changed,
        }
    for action, count in stated.items():
        known = sum(change.action == action for change in annex.changes.values())
        if count is not None and (known > count or (annex.is_complete and known < count)):
            yield f"{announcement.id} states {count:,} lines to {action}; list_changes.csv has {known:,}."


def _faults_of_numbers(annex: Annex) -> Iterator[DataIntegrityError]:
    """Check the annex's own numbers (序号): no line is lost within a settled start of the list."""
    if annex.announcement.kind == "amends" or not annex.settled or annex.settled[0].code_from != FIRST_CODE:
        return
    upto = annex.settled[0].code_to
    lines = sorted((code, change) for code, change in annex.changes.items() if code <= upto)
    for number, (_, change) in enumerate(lines, 1):
        if change.seq is not None and change.seq != number:
            problem = f"number {change.seq} is line {number} of the annex in code order; a line is lost."
            yield tables.fault(change.where, problem)
