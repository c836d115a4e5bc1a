"""The announcements' own tables, read and checked: announcements, known lines, settled ranges."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import attrs

from pilotzones.arguments import quoted
from pilotzones.hscode import HSCode
from pilotzones.once import once
from pilotzones.records.announcements import Announcement, Change, Inference, Settled
from pilotzones.records.evidence import weakest
from pilotzones.tables.formats import FORMATS
from pilotzones.tables.reading import TableRow, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pilotzones.records.announcements import Action
    from pilotzones.records.evidence import Evidence
    from pilotzones.tables.faults import Faults
    from pilotzones.tables.folders import Folder

# Of these columns a cell's text is its value, and there are thousands of rows.
_CHANGE, _HS_CODE = map(list(FORMATS["list_changes"].columns).index, ("change", "hs_code"))

FIRST_CODE, LAST_CODE = HSCode("00000000"), HSCode("99999999")


class Annex:
    """An announcement with what is known of its annex: lines by code, settled ranges in order.

    A line is made a record only when it is asked for: there are thousands.
    """

    def __init__(
        self,
        announcement: Announcement,
        lines: Mapping[HSCode, TableRow],
        settled: tuple[Settled, ...],
        inferences: tuple[Inference, ...],
    ) -> None:
        self.announcement = announcement
        self.lines = lines
        self.settled = settled
        self.inferences = inferences
        self.actions: dict[HSCode, str] = {code: row.cells[_CHANGE] for code, row in lines.items()}

    def change(self, code: HSCode) -> Change | None:
        """Take the known line about a code."""
        row = self.lines.get(code)
        return _change(row) if row else None

    def settles(self, code: HSCode) -> bool:
        """Tell whether everything the annex says about a code is known."""
        return any(settled.code_from <= code <= settled.code_to for settled in self.settled)

    @once
    def is_complete(self) -> bool:
        """Whether the settled ranges leave no code out."""
        upto = -1
        for settled in self.settled:
            if int(settled.code_from) > upto + 1:
                return False
            upto = int(settled.code_to)
        return upto == int(LAST_CODE)

    @property
    def names_all_it_deletes(self) -> bool:
        """Whether as many deletions are known as the announcement states."""
        return self.announcement.deleted == list(self.actions.values()).count("delete")

    @once
    def silence(self) -> Evidence:
        """The evidence for what the annex does not name: a rule's word, unless all of it was read."""
        read = {row["evidence"] for row in self.lines.values()}
        return weakest(self.announcement.evidence, *read, *(() if self.is_complete else ("derived",)))


def read_annexes(folders: Sequence[Folder], faults: Faults) -> tuple[Annex, ...]:
    """Read the announcements in the order they came into force, each with its annex.

    ``faults`` takes what is wrong: a damaged table, two lines of one annex about one code,
    an announcement that amends nothing, counts beyond the stated ones.
    """
    announcements = _announcements(folders, faults)
    lines = _lines(folders, announcements, faults)
    settled = _ranges(folders, announcements, lines, faults)
    inferences: dict[str, list[Inference]] = {key: [] for key in announcements}
    for row in _placed(read_table(folders, "list_inferences", faults), announcements, faults):
        inferences[row.cells[0]].append(_inference(row))
    annexes = tuple(
        Annex(announcement, lines[key], settled[key], tuple(inferences[key]))
        for key, announcement in sorted(announcements.items(), key=lambda item: item[1].effective_from)
    )
    _check(annexes, faults)
    return annexes


def _announcements(folders: Sequence[Folder], faults: Faults) -> dict[str, Announcement]:
    """Read the announcements by their ids."""
    rows: dict[str, TableRow] = {}
    for row in read_table(folders, "announcements", faults):
        earlier = rows.setdefault(row["id"], row)
        if earlier is not row:
            faults.add(row.where, f"{quoted(row['id'])} stands already in {earlier.where}.", "id")
            faults.spoilt.add("announcements")
    if not rows and "announcements" not in faults.spoilt:
        faults.add("announcements.csv", "it holds no announcement.")
        faults.spoilt.add("announcements")
    return {key: _announcement(row, faults) for key, row in rows.items()}


def _lines(
    folders: Sequence[Folder], announcements: Mapping[str, object], faults: Faults
) -> dict[str, dict[HSCode, TableRow]]:
    """Sort the lines of all annexes by announcement and code."""
    lines: dict[str, dict[HSCode, TableRow]] = {key: {} for key in announcements}
    for row in _placed(read_table(folders, "list_changes", faults), announcements, faults):
        code = HSCode(row.cells[_HS_CODE])
        earlier = lines[row.cells[0]].setdefault(code, row)
        if earlier is not row:
            faults.add(row.where, f"{code} stands already in {earlier.where}.", "hs_code")
            faults.spoilt.add("list_changes")
    return lines


def _ranges(
    folders: Sequence[Folder],
    announcements: Mapping[str, object],
    lines: Mapping[str, Mapping[HSCode, TableRow]],
    faults: Faults,
) -> dict[str, tuple[Settled, ...]]:
    """Sort the settled ranges by announcement and code."""
    settled: dict[str, list[Settled]] = {key: [] for key in announcements}
    for row in _placed(read_table(folders, "list_coverage", faults), announcements, faults):
        extent = Settled(row.cells[0], row["code_from"], row["code_to"], row["basis"], row.where)
        if extent.code_from > extent.code_to:
            faults.add(row.where, f"{extent.code_to} comes before {extent.code_from}.", "code_to")
        # A range rests on the lines it was stated with: where others took their place, it says nothing.
        elif row.file.layer >= max((line.file.layer for line in lines[extent.announcement].values()), default=0):
            settled[extent.announcement].append(extent)
    return {key: tuple(sorted(ranges, key=lambda extent: extent.code_from)) for key, ranges in settled.items()}


def _placed(rows: Sequence[TableRow], announcements: Mapping[str, object], faults: Faults) -> Iterator[TableRow]:
    """Go through the rows whose announcement there is."""
    for row in rows:
        if row.cells[0] in announcements:
            yield row
        elif "announcements" not in faults.spoilt:
            faults.add(row.where, f"{quoted(row.cells[0])} is no id of announcements.csv.", "announcement")
            faults.spoilt.add("list_changes")


def _announcement(row: TableRow, faults: Faults) -> Announcement:
    announcement = Announcement(**{field: row[field] for field in _ANNOUNCEMENT})
    days = [announcement.issued_on, announcement.published_on, announcement.effective_from]
    known = [day for day in days if day]
    if known != sorted(known):
        faults.add(row.where, "the days of issue, publication and effect are out of order.", "effective_from")
    return announcement


_ANNOUNCEMENT = tuple(field.name for field in attrs.fields(Announcement))


def _change(row: TableRow) -> Change:
    return Change(
        announcement=row["announcement"],
        seq=row["seq"],
        action=row["change"],
        hs_code=HSCode(row["hs_code"]),
        name_zh=row["name_zh"],
        remark=row["remark_zh"],
        remark_known=row["remark_known"],
        evidence=row["evidence"],
        sources=row["sources"],
        note=row["note"],
        where=row.where,
    )


def _inference(row: TableRow) -> Inference:
    return Inference(*(row[field.name] for field in attrs.fields(Inference)))


def _check(annexes: Sequence[Annex], faults: Faults) -> None:
    """Hold the announcements' order against each other, and each annex against what it states."""
    if "announcements" in faults.spoilt:
        return
    base: list[str] = []
    amends = {annex.announcement.id: annex.announcement.amends for annex in annexes}
    for annex in annexes:
        announcement = annex.announcement
        for problem in _faults_of_kind(announcement, base, amends):
            faults.add("announcements.csv", problem)
        base = [*([] if announcement.kind == "replaces" else base), announcement.id]
        _check_lines(annex, faults)
        if not faults.spoilt & {"list_changes", "list_coverage"}:
            for problem in _faults_of_counts(annex):
                faults.add("announcements.csv", problem)
            _check_numbers(annex, faults)
    for earlier, later in itertools.pairwise(annex.announcement for annex in annexes):
        if earlier.effective_from == later.effective_from:
            faults.add("announcements.csv", f"{earlier.id} and {later.id} come into force on one day.")


def _faults_of_kind(announcement: Announcement, base: Sequence[str], amends: Mapping[str, str]) -> Iterator[str]:
    """Check that an announcement amends one that is in force, or none if it replaces all."""
    if announcement.kind == "replaces":
        if announcement.amends:
            yield f"{announcement.id} replaces the whole list, so it cannot amend {quoted(announcement.amends)}."
    elif announcement.amends not in base:
        amended = quoted(announcement.amends)
        chain = [announcement.id]
        while chain[-1] in amends and chain[-1] not in chain[:-1]:
            chain.append(amends[chain[-1]])
        circle = f" ({' amends '.join(chain)}: a circle)" if chain[-1] in chain[:-1] else ""
        yield (
            f"{announcement.id} {announcement.kind} {amended}, which is no announcement of the list before it{circle}."
        )


def _check_lines(annex: Annex, faults: Faults) -> None:
    """Check that the changes fit the announcement's kind and that settled ranges keep apart."""
    kind = annex.announcement.kind
    for row in annex.lines.values():
        if (row["change"] == "list") == (kind == "amends"):
            faults.add(row.where, f"{row['change']!r} is no change that an announcement that {kind} makes.", "change")
    for earlier, later in itertools.pairwise(annex.settled):
        if later.code_from <= earlier.code_to:
            faults.add(later.where, f"the range overlaps that of {earlier.where}.")


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
    actions = list(annex.actions.values())
    for action, count in stated.items():
        known = actions.count(action)
        if count is not None and (known > count or (annex.is_complete and known < count)):
            yield f"{announcement.id} states {count:,} lines to {action}; list_changes.csv has {known:,}."


def _check_numbers(annex: Annex, faults: Faults) -> None:
    """Check the annex's own numbers (序号): no line is lost within a settled start of the list."""
    if annex.announcement.kind == "amends" or not annex.settled or annex.settled[0].code_from != FIRST_CODE:
        return
    upto = annex.settled[0].code_to
    for number, code in enumerate(sorted(code for code in annex.lines if code <= upto), 1):
        row = annex.lines[code]
        if row["seq"] not in (None, number):
            problem = f"number {row['seq']} is line {number} of the annex in code order; a line is lost."
            faults.add(row.where, problem, "seq")
            return
