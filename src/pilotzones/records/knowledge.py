"""Records of what the data knows: its sources and its coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    import datetime

    from pilotzones.records.announcements import Announcement, Settled


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

    ``known`` lines are in the data of ``stated`` lines (None if nobody states it);
    ``settled`` holds the code ranges for which every answer is definite.
    """

    announcement: Announcement
    known: int
    stated: int | None
    settled: tuple[Settled, ...]

    @property
    def share(self) -> float | None:
        """The known share of the stated lines, from 0 to 1."""
        return self.known / self.stated if self.stated else None


@attrs.frozen
class Coverage:
    """What is known of the positive list, up to which day; prints as a table."""

    data_version: str
    verified_through: datetime.date
    annexes: tuple[AnnexCoverage, ...]

    def __str__(self) -> str:
        heading = f"Data {self.data_version}, verified through {self.verified_through}"
        columns = ("announcement", "in force from", "known", "stated", "settled codes", "title")
        rows = [columns, *(_cells(annex) for annex in self.annexes)]
        widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in rows), strict=True)]
        lines = [heading, ""]
        for row in rows:
            cells = [
                cell.rjust(width) if 2 <= place <= 3 else cell.ljust(width)  # noqa: PLR2004
                for place, (cell, width) in enumerate(zip(row[:-1], widths, strict=True))
            ]
            lines.append("  ".join([*cells, row[-1]]).rstrip())
        lines += ["", "A code outside the settled ranges is known only if its own line is."]
        return "\n".join(lines)


def _cells(annex: AnnexCoverage) -> tuple[str, ...]:
    announcement = annex.announcement
    return (
        announcement.id,
        announcement.effective_from.isoformat(),
        f"{annex.known:,}",
        "?" if annex.stated is None else f"{annex.stated:,}",
        ", ".join(f"{settled.code_from}-{settled.code_to}" for settled in annex.settled) or "none",
        announcement.title_en,
    )
