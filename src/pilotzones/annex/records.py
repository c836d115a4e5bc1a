"""Records of an annex that was read: its rows, what was left out, and which checks failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import attrs

if TYPE_CHECKING:
    from pilotzones.records.actions import Action
    from pilotzones.records.announcements import Announcement

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
        remark: the remark (备注); empty if there is none.
        page: the page or sheet on which it begins, from 1.
        row: its row there, from 1: the row of a sheet, the line of a text file, or the row of the page's tables.
        section: the heading above it; empty if there is none.
        group: "before" or "after" if the table has two sides (调整前, 调整后); else empty.
        change: what its own column says the announcement does to it; empty if there is none.
        other: title and text of every other column that is not blank, such as a rate or a name in English.
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

    @property
    def where(self) -> str:
        """Page and row, as in a report."""
        return f"page {self.page}, row {self.row}"


@attrs.frozen
class LeftOut:
    """A text in a file that was not read as a row, and why; ``row`` is None outside tables."""

    page: int
    row: int | None
    text: str
    reason: str

    def __str__(self) -> str:
        where = f"page {self.page}" if self.row is None else f"page {self.page}, row {self.row}"
        return f"{where}: {self.text} ({self.reason})" if self.text else f"{where}: {self.reason}"


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
        padded: the number of codes that got back the leading zero that a spreadsheet had dropped.
    """

    kind: str
    pages: int
    tables: int
    title: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    padded: int = 0


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
    """A row of an annex, and what the announcement does to its code."""

    change: Action
    row: Row


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

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as the file has them."""
        return self.extract.rows

    @property
    def is_sound(self) -> bool:
        """Whether all checks pass."""
        return not self.differences

    def __str__(self) -> str:
        from pilotzones.annex.report import write_report  # noqa: PLC0415 - needed only when shown

        return write_report(self)


@attrs.frozen
class Installed:
    """An annex that was installed.

    Attributes:
        announcement: the id of the announcement.
        file: the name of the file that was read.
        sha256: the hash of that file's bytes.
        lines: how many lines it has.
        is_complete: whether its known range is all codes.
        accepted: the names of the differences that were accepted.
    """

    announcement: str
    file: str
    sha256: str
    lines: int
    is_complete: bool
    accepted: tuple[str, ...] = ()

    def __str__(self) -> str:
        extent = "complete" if self.is_complete else "in part"
        accepted = f", accepted: {', '.join(self.accepted)}" if self.accepted else ""
        origin = f"{self.file} (sha256 {self.sha256[:12]}...)"
        return f"{self.announcement}: {self.lines:,} lines, {extent}, from {origin}{accepted}"
