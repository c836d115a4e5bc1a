"""Records of an annex that was read: its rows, what was left out, and which checks failed."""

from __future__ import annotations

from typing import Final, Literal

import attrs

from pilotzones.records.actions import ACTIONS, Action
from pilotzones.records.announcements import (
    Announcement,
    Change,
    Covers,
    RemarkKnown,
)

BEFORE: Final = "before"
AFTER: Final = "after"
"""The two sides of a change (调整前, 调整后), as the group of a row."""


@attrs.frozen
class Row:
    """A row of an official table, as printed.

    Attributes:
        seq: its number (序号); None if it has none.
        hs_code: its code (税则号列), digits alone; unchecked, so there may be more or fewer than 8.
        name: the name of the goods (货品名称), its broken lines joined.
        remark: the remark (备注); empty if there is none, and if it is not known.
        page: the page or sheet on which it begins, from 1.
        row: its row there, from 1: the row of a sheet, the line of a text file, or the row of the page's tables.
        section: the heading above it; empty if there is none.
        group: "before" or "after" if the table has two sides (调整前, 调整后); else empty.
        change: what its own column says the announcement does to it; empty if there is none.
        other: title and text of every other column that is not blank, such as a rate or a name in English.
        sheet: the name of its sheet; empty outside spreadsheets.
        code_range: the range as printed, if its code is not printed itself but lies in that range; else empty.
        remark_known: "yes" if its table has a column of remarks, so that an empty remark means that there is none;
            "no" if no such column was found.
    """

    seq: int | None
    hs_code: str
    name: str
    remark: str
    page: int
    row: int
    section: str = ""
    group: str = ""
    change: str = ""
    other: tuple[tuple[str, str], ...] = ()
    sheet: str = ""
    code_range: str = ""
    remark_known: Literal["yes", "no"] = "no"

    @property
    def where(self) -> str:
        """Page or sheet, and row, as in a report."""
        return write_where(self.page, self.row, self.sheet)


@attrs.frozen
class LeftOut:
    """A text in a file that was not read as a row, and why.

    Attributes:
        page: its page or sheet, from 1.
        row: its row there; None outside tables.
        text: the text as printed, of all its cells.
        reason: why it is not a row, in a clause.
        cell: the text of its cell in the code column as printed; empty if there is none.
        advice: what to do about it, in a clause; empty where nothing is to be done.
        sheet: the name of its sheet; empty outside spreadsheets.
        is_row: whether it is a row of the table that was not understood, so that a line of the list may be missing.
    """

    page: int
    row: int | None
    text: str
    reason: str
    cell: str = ""
    advice: str = ""
    sheet: str = ""
    is_row: bool = False

    @property
    def where(self) -> str:
        """Page or sheet, and row if it is in a table."""
        return write_where(self.page, self.row, self.sheet)

    @property
    def problem(self) -> str:
        """The cell's text, what is wrong with it, and what to do, in a clause."""
        cell = f"{self.cell!r} is not read as a code: " if self.cell else ""
        return f"{cell}{self.reason}{'; ' if self.advice else ''}{self.advice}"

    def __str__(self) -> str:
        return f"{self.where}: {self.text} ({self.problem})" if self.text else f"{self.where}: {self.reason}"


@attrs.frozen
class RangeRow:
    """A row whose cell in the code column is a range, such as 04029100-04029900.

    Attributes:
        first: the first code of the range, digits alone; one of 4 or 6 digits means all lines under it.
        last: the last code of the range, likewise.
        row: the row as printed; its ``hs_code`` is empty, its ``code_range`` the range as printed.
        index: how many rows of the file come before it.
    """

    first: str
    last: str
    row: Row
    index: int


@attrs.frozen
class Extract:
    """Everything that was read from a file, unchecked.

    Attributes:
        kind: what the file is, such as "PDF".
        pages: its pages or sheets.
        tables: the number of tables with rows; one over several pages counts once.
        title: the lines above the first table.
        rows: the rows, in order.
        notes: the notes (注) below the tables, line by line.
        left_out: everything else, with the reason.
        padded: the number of codes that got back the zeros that a spreadsheet had dropped.
        ranges: the rows that are ranges of codes; each is in ``left_out`` too, as the file alone does not say
            which lines it means.
        hidden: the names of hidden sheets, which were not read.
    """

    kind: str
    pages: int
    tables: int
    title: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    padded: int = 0
    ranges: tuple[RangeRow, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def unread(self) -> tuple[LeftOut, ...]:
        """The rows of tables that were not understood."""
        return tuple(left for left in self.left_out if left.is_row)


@attrs.frozen
class Difference:
    """A failed check of an annex, and what follows if the user accepts it.

    Attributes:
        rule: the check, such as "count" or "known-name".
        about: the code, number or change it is about; empty if it is the annex as a whole.
        where: page and row; empty if it is the annex as a whole.
        problem: what is wrong, in a sentence.
        accepted: what accepting it means: "kept", the annex stays whole; "incomplete", it is
            installed as known in part, so that codes it does not name stay unknown; "never",
            it cannot be accepted.
    """

    rule: str
    about: str
    where: str
    problem: str
    accepted: Literal["kept", "incomplete", "never"] = "kept"

    @property
    def name(self) -> str:
        """The name that ``--accept`` takes: the rule, and what it is about."""
        return f"{self.rule}:{self.about}" if self.about else self.rule

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        end = {"kept": "", "incomplete": "; accepting it leaves the annex incomplete", "never": "; cannot be accepted"}
        return f"{self.name}: {where}{self.problem}{end[self.accepted]}"


@attrs.frozen
class AnnexLine:
    """A row of an annex, and what the announcement does to its code.

    Attributes:
        change: what the announcement does.
        row: the row as printed.
        remark_of: the known line whose remark (备注) it has, where its own was not read; else None.
    """

    change: Action
    row: Row
    remark_of: Change | None = None

    @property
    def remark(self) -> str:
        """Its remark (备注), of the file or of the known line; empty also where it is not known."""
        return self.remark_of.remark if self.remark_of else self.row.remark

    @property
    def remark_known(self) -> RemarkKnown:
        """Whether that is known, as the tables say it."""
        return self.remark_of.remark_known if self.remark_of else self.row.remark_known

    @property
    def lacks_remark(self) -> bool:
        """Whether it leaves its code on the list, and its remark (备注) is not known."""
        return self.row.remark_known == "no" and self.remark_of is None and ACTIONS[self.change].after


@attrs.frozen
class Reading:
    """An annex after reading and checking.

    Attributes:
        announcement: the announcement that it was compared with.
        chosen_by: what decided that, in words.
        file: the file's name.
        sha256: the hash of its bytes, hexadecimal.
        extract: everything that was read, unchecked.
        lines: its lines, each with what the announcement does to it.
        differences: the failed checks; empty for a sound annex.
        hints: what could not be checked, and what to look at.
        is_new: whether the data does not have the announcement yet.
        covers: "annex", or "list" if the file is not its annex but the whole list as it stands after it.
    """

    announcement: Announcement
    chosen_by: str
    file: str
    sha256: str
    extract: Extract
    lines: tuple[AnnexLine, ...]
    differences: tuple[Difference, ...]
    hints: tuple[str, ...]
    is_new: bool = False
    covers: Covers = "annex"

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as the file has them."""
        return self.extract.rows

    @property
    def subject(self) -> str:
        """What the file is read as, in words."""
        return f"{'the list after' if self.covers == 'list' else 'the annex of'} {self.announcement.id}"

    @property
    def is_sound(self) -> bool:
        """Whether all checks pass."""
        return not self.differences

    def __str__(self) -> str:
        from pilotzones.annex.report import write_report  # noqa: PLC0415 - needed only when shown

        return write_report(self)


@attrs.frozen
class Download:
    """Where a file was downloaded from.

    Attributes:
        address: its address, after all redirects.
        page: the page on which it was found.
        day: the day (China calendar), "YYYY-MM-DD".
        size: the number of its bytes.
        pages: how many web pages were joined to it; 1 if it is as it was sent.
        is_archived: whether it is an archived copy, not the official page itself.
    """

    address: str
    page: str
    day: str
    size: int
    pages: int = 1
    is_archived: bool = False

    def __str__(self) -> str:
        copy = ", an archived copy" if self.is_archived else ""
        joined = f", joined from {self.pages} pages" if self.pages > 1 else ""
        return f"{self.size:,} bytes, downloaded on {self.day}{copy}{joined}"


@attrs.frozen
class Installed:
    """An annex, or a consolidated list, that was installed.

    Attributes:
        announcement: the id of the announcement.
        file: the name of the file that was read.
        sha256: the hash of that file's bytes.
        lines: how many lines it has.
        is_complete: whether its known range is all codes.
        accepted: the names of the differences that were accepted.
        covers: "annex", or "list" for the whole list as it stands after the announcement.
        disagreements: what else is known and differs from it, code by code; only in what ``install`` returns.
        remarks_unknown: how many of the lines are on the list with a remark (备注) that is not known.
        download: where the file was downloaded from; None if the user named the file.
        damaged: the other annexes of the folder whose tables were damaged and have been put aside: they must be
            installed again; only in what ``install`` and ``remove`` return.
    """

    announcement: str
    file: str
    sha256: str
    lines: int
    is_complete: bool
    accepted: tuple[str, ...] = ()
    covers: Covers = "annex"
    disagreements: tuple[str, ...] = ()
    remarks_unknown: int = 0
    download: Download | None = None
    damaged: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The id of its announcement, or "list after" that id."""
        return f"list after {self.announcement}" if self.covers == "list" else self.announcement

    def __str__(self) -> str:
        extent = "complete" if self.is_complete else "in part"
        accepted = f", accepted: {', '.join(self.accepted)}" if self.accepted else ""
        origin = f"{self.file} (sha256 {self.sha256[:12]}...)"
        unknown = f", remarks of {self.remarks_unknown:,} lines unknown" if self.remarks_unknown else ""
        download = f", {self.download}, {self.download.address}" if self.download else ""
        return f"{self.name}: {self.lines:,} lines, {extent}{unknown}, from {origin}{accepted}{download}"


def removal_command(one: Reading | Installed) -> str:
    """Give the command that removes an annex or a consolidated list that is installed."""
    id_ = one.announcement if isinstance(one, Installed) else one.announcement.id
    return f"pilotzones annex remove {'--list-after ' if one.covers == 'list' else ''}{id_}"


def write_where(page: int, row: int | None, sheet: str) -> str:
    """Write where a row stands, as messages name it: its sheet or page, and its number."""
    where = f"sheet {sheet}" if sheet else f"page {page}"
    return where if row is None else f"{where}, row {row}"
