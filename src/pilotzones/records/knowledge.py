"""Records of what the data knows of the positive list: its coverage."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import attrs

from pilotzones.code_ranges import CodeRange
from pilotzones.records.announcements import Announcement, KnownRange
from pilotzones.records.disagreements import Disagreement
from pilotzones.records.list_answers import Edition, write_span
from pilotzones.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@attrs.frozen(repr=False)
class AnnexCoverage(Record):
    """How much of one announcement's annex is known.

    ``known`` of ``stated`` lines are in the data (None if no number is stated);
    ``known_ranges`` are the ranges of codes for which the annex is wholly known. ``outside``
    is the number of statements about the list after the announcement that are not from its
    annex; ``list_ranges`` are the ranges of codes for which that list is wholly known.
    """

    announcement: Announcement
    known: int
    stated: int | None
    known_ranges: tuple[KnownRange, ...]
    outside: int = 0
    list_ranges: tuple[KnownRange, ...] = ()

    @property
    def share(self) -> float | None:
        """The known share of the stated lines, from 0 to 1."""
        return self.known / self.stated if self.stated else None


@attrs.frozen(repr=False)
class EditionCoverage(Record):
    """How many of the lines in force under one edition of the list are known.

    ``known_ranges`` are the ranges of codes (both ends included) in which every answer is
    definite, ``missing`` the announcements whose annexes are not wholly known.
    """

    edition: Edition
    known_ranges: tuple[CodeRange, ...]
    missing: tuple[Announcement, ...]

    @property
    def known(self) -> int:
        """How many lines are known to be in force."""
        return self.edition.lines_known

    @property
    def stated(self) -> int | None:
        """How many lines are in force as stated; None if no number is stated."""
        return self.edition.lines_stated

    @property
    def share(self) -> float | None:
        """The known share of the stated lines, from 0 to 1."""
        return self.known / self.stated if self.stated else None

    @property
    def is_complete(self) -> bool:
        """Whether no code is unknown."""
        return not self.missing

    @property
    def command(self) -> str:
        """The command that closes the gap; empty where there is none."""
        return fetch_command(self.missing) if self.missing else ""

    @property
    def consequence(self) -> str:
        """What that means for an answer, in words."""
        if self.is_complete:
            return "no code is unknown."
        ranges = " and ".join(f"{first}-{last}" for first, last in self.known_ranges)
        elsewhere = f"every code in {ranges} has an answer; any other code" if ranges else "a code"
        return f"{elsewhere} is unknown, unless a known line names it. To decide every code, run: {self.command}"


def fetch_command(missing: Iterable[Announcement]) -> str:
    """Give the command that gets some annexes from the ministry."""
    return f"pilotzones annex fetch {' '.join(announcement.id for announcement in missing)}"


@attrs.frozen(repr=False)
class Coverage(Record):
    """What is known of the positive list, up to which day; prints as a table.

    ``folders`` are those laid over the bundled tables. ``annexes`` describes the lines of
    each announcement, ``editions`` the list after each of them; all are in order.
    ``disagreements`` are the codes of which two things are known that differ.
    """

    data_version: str
    verified_through: datetime.date
    folders: tuple[str, ...]
    annexes: tuple[AnnexCoverage, ...]
    editions: tuple[EditionCoverage, ...]
    disagreements: tuple[Disagreement, ...] = ()

    def __str__(self) -> str:
        lines = [f"Data {self.data_version}, verified through {self.verified_through}"]
        lines += [f"with {folder} laid over it" for folder in self.folders]
        columns = ("announcement", "in force from", "known", "stated", "share", "outside", "known codes", "title")
        rows = [columns, *(_cells(annex) for annex in self.annexes)]
        widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in rows), strict=True)]
        lines.append("")
        for row in rows:
            cells = [
                cell.rjust(width) if 2 <= index <= 5 else cell.ljust(width)  # noqa: PLR2004
                for index, (cell, width) in enumerate(zip(row[:-1], widths, strict=True))
            ]
            lines.append("  ".join([*cells, row[-1]]).rstrip())
        lines.append("")
        for covered in self.editions:
            lines.append(f"From {write_span(covered.edition)}: {covered.consequence}")
        missing = dict.fromkeys(announcement for covered in self.editions for announcement in covered.missing)
        if missing:
            lines += ["", "By hand: open the page, save the attachment, and run: pilotzones annex install FILE"]
            lines += [f"{announcement.id}  {_page(announcement)}" for announcement in missing]
        if self.disagreements:
            lines += ["", "What is known differs:", *map(str, self.disagreements)]
        return "\n".join(lines)


def _cells(annex: AnnexCoverage) -> tuple[str, ...]:
    announcement = annex.announcement
    return (
        announcement.id,
        announcement.effective_from.isoformat(),
        f"{annex.known:,}",
        "?" if annex.stated is None else f"{annex.stated:,}",
        "?" if annex.share is None else f"{annex.share:.1%}",
        f"{annex.outside:,}",
        ", ".join(_known_codes(annex)) or "none",
        announcement.title_en,
    )


def _known_codes(annex: AnnexCoverage) -> Iterator[str]:
    """Write the ranges of codes that are known: of the annex, and of the list after it."""
    for known in (*annex.known_ranges, *annex.list_ranges):
        after = " of the list after it" if known.covers == "list" else ""
        yield f"{known.code_from}-{known.code_to}{after}"


def _page(announcement: Announcement) -> str:
    """Give the pages to open; the document's number where none is known."""
    pages = " ".join(announcement.official_pages)
    return pages or f"{announcement.document_no} 《{announcement.title_zh}》, on gss.mof.gov.cn/gzdt/zhengcefabu"
