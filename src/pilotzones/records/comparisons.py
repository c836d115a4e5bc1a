"""Records of comparisons: two editions side by side, and all documents in order of time."""

from __future__ import annotations

import datetime

import attrs

from pilotzones.code_ranges import CodeRange
from pilotzones.hscode import HSCode
from pilotzones.records.announcements import Announcement
from pilotzones.records.list_answers import Edition, Item, Status
from pilotzones.records.record import Record
from pilotzones.records.zones import Batch


@attrs.frozen(repr=False)
class RemarkChange(Record):
    """A line on both editions whose remark (备注) changed; a remark that is not known is None."""

    older: Item
    newer: Item

    def __str__(self) -> str:
        old, new = ("unknown" if item.remark is None else item.remark or "none" for item in (self.older, self.newer))
        return f"{self.newer.hs_code} {self.newer.name_zh}: {old} -> {new}"


@attrs.frozen(repr=False)
class Undecided(Record):
    """A code of which the data cannot tell whether it changed.

    Either its status is unknown in one edition, or it is listed in both and its remark
    is not known in one.
    """

    hs_code: HSCode
    name_zh: str
    older: Status
    newer: Status

    def __str__(self) -> str:
        return f"{self.hs_code} {self.name_zh}: {self.older} -> {self.newer}"


@attrs.frozen(repr=False)
class Comparison(Record):
    """What changed from one edition to a later one, as far as it is known.

    ``added`` and ``removed`` hold the lines as they are in the edition that has them;
    lines moved by tariff conversion are in ``converted_in`` and ``converted_out``
    instead. ``undecided`` holds the codes in known lines of which the data cannot tell
    whether they changed; ``unknown_ranges`` the ranges of codes (both ends included) where
    any other code may have changed. All are in the order of the codes. It prints the changes
    that are known, and the number of the codes that are undecided.
    """

    older: Edition = attrs.field(repr=lambda edition: repr(edition.id))
    newer: Edition = attrs.field(repr=lambda edition: repr(edition.id))
    added: tuple[Item, ...]
    removed: tuple[Item, ...]
    remark_changes: tuple[RemarkChange, ...]
    converted_in: tuple[Item, ...]
    converted_out: tuple[Item, ...]
    undecided: tuple[Undecided, ...]
    unknown_ranges: tuple[CodeRange, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every change is known."""
        return not (self.undecided or self.unknown_ranges)

    def __str__(self) -> str:
        groups = {
            "added": self.added,
            "removed": self.removed,
            "remark changed": self.remark_changes,
            "converted in": self.converted_in,
            "converted out": self.converted_out,
        }
        lines = [f"From {self.older.title_en} ({self.older.id}) to {self.newer.title_en} ({self.newer.id})"]
        if any(groups.values()):
            for title, records in groups.items():
                if records:
                    lines += [f"{title}: {len(records):,}", *(f"  {record}" for record in records)]
        else:
            lines.append("no change is known")
        lines.append(f"undecided: {len(self.undecided):,}")
        ranges = ", ".join(f"{first}-{last}" for first, last in self.unknown_ranges) or "none"
        return "\n".join([*lines, f"ranges of codes where changes are not known: {ranges}"])


@attrs.frozen(repr=False)
class Event(Record):
    """A document of the pilot zones or of the positive list, on the first day of its effect."""

    date: datetime.date = attrs.field(repr=str)
    document: Batch | Announcement = attrs.field(repr=lambda document: repr(document.document_no))

    @property
    def document_no(self) -> str:
        """The number of the document."""
        return self.document.document_no

    @property
    def title_zh(self) -> str:
        """Its Chinese title."""
        return self.document.title_zh

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the pages it was read from."""
        return self.document.sources

    def __str__(self) -> str:
        return f"{self.date}  {self.document}"
