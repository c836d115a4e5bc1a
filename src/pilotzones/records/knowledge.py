"""Records of what the data knows: its sources and its coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    import datetime

    from pilotzones.code_ranges import CodeRange
    from pilotzones.records.announcements import Announcement, KnownRange
    from pilotzones.records.list_answers import Edition


@attrs.frozen
class Source:
    """A page that facts were read from."""

    id: str
    source: str

    def __str__(self) -> str:
        return f"{self.id} {self.source}"


@attrs.frozen
class AnnexCoverage:
    """How much of one announcement's annex is known.

    ``known`` of ``stated`` lines are in the data (None if no number is stated);
    ``known_ranges`` are the ranges of codes for which the annex is wholly known.
    """

    announcement: Announcement
    known: int
    stated: int | None
    known_ranges: tuple[KnownRange, ...]

    @property
    def share(self) -> float | None:
        """The known share of the stated lines, from 0 to 1."""
        return self.known / self.stated if self.stated else None


@attrs.frozen
class EditionCoverage:
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
    def consequence(self) -> str:
        """What that means for an answer, in words."""
        if self.is_complete:
            return "no code is unknown."
        ranges = " and ".join(f"{first}-{last}" for first, last in self.known_ranges)
        elsewhere = f"every code in {ranges} has an answer; any other code" if ranges else "a code"
        annexes = " and ".join(announcement.id for announcement in self.missing)
        return f"{elsewhere} is unknown, unless a known line names it, until the annex of {annexes} is loaded."


@attrs.frozen
class Coverage:
    """What is known of the positive list, up to which day; prints as a table.

    ``folders`` are those laid over the bundled tables. ``annexes`` describes the lines of
    each announcement, ``editions`` the list after each of them; all are in order.
    """

    data_version: str
    verified_through: datetime.date
    folders: tuple[str, ...]
    annexes: tuple[AnnexCoverage, ...]
    editions: tuple[EditionCoverage, ...]

    def __str__(self) -> str:
        lines = [f"Data {self.data_version}, verified through {self.verified_through}"]
        lines += [f"with {folder} laid over it" for folder in self.folders]
        columns = ("announcement", "in force from", "known", "stated", "share", "known codes", "title")
        rows = [columns, *(_cells(annex) for annex in self.annexes)]
        widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in rows), strict=True)]
        lines.append("")
        for row in rows:
            cells = [
                cell.rjust(width) if 2 <= index <= 4 else cell.ljust(width)  # noqa: PLR2004
                for index, (cell, width) in enumerate(zip(row[:-1], widths, strict=True))
            ]
            lines.append("  ".join([*cells, row[-1]]).rstrip())
        lines.append("")
        for covered in self.editions:
            edition = covered.edition
            until = f"until {edition.effective_to}, exclusive" if edition.effective_to else "onwards"
            lines.append(f"From {edition.effective_from} {until}: {covered.consequence}")
        return "\n".join(lines)


def _cells(annex: AnnexCoverage) -> tuple[str, ...]:
    announcement = annex.announcement
    return (
        announcement.id,
        announcement.effective_from.isoformat(),
        f"{annex.known:,}",
        "?" if annex.stated is None else f"{annex.stated:,}",
        "?" if annex.share is None else f"{annex.share:.1%}",
        ", ".join(f"{known.code_from}-{known.code_to}" for known in annex.known_ranges) or "none",
        announcement.title_en,
    )
