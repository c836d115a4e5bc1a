"""Which announcement a file is the annex of: named by the user, told by its title or count, or new."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import attrs

from pilotzones.annex.errors import AnnexError
from pilotzones.arguments import quoted
from pilotzones.dates import as_date
from pilotzones.records.announcements import Announcement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilotzones.annex.records import AnnexLine, Extract
    from pilotzones.dataset import Dataset
    from pilotzones.dates import DateLike
    from pilotzones.records.actions import Action
    from pilotzones.records.announcements import Kind

_ID = re.compile(r"(20\d\d)-([1-9]\d{0,3})")
_NUMBER = re.compile(r"(20\d\d)年第(\d+)号")

COUNTS: dict[Action, str] = {
    "add": "added",
    "delete": "deleted",
    "convert_in": "converted_in",
    "convert_out": "converted_out",
    "remark": "remarks_changed",
}
"""The field of an announcement that states how many lines it changes so."""


@attrs.frozen
class NewAnnouncement:
    """An announcement that the data does not have yet, to be read from its annex.

    Attributes:
        id: year and number, such as "2027-3".
        effective_from: the first day it is in force: a date, or text "YYYY-MM-DD".
        kind: what it does: "replaces" the whole list, "supplements" or "amends" the one before it.
        amends: the announcement it supplements or amends; by default the last list's.
        document_no: the number it bears; by default made of the id.
        title_zh: its title; by default the file's own.
        stated_count: the lines of its annex, as it states; by default as many as were read.
        tariff_year: the year of the tariff its lines follow; by default that of effective_from.
    """

    id: str
    effective_from: DateLike
    kind: Kind = "replaces"
    amends: str = ""
    document_no: str = ""
    title_zh: str = ""
    stated_count: int | None = None
    tariff_year: int | None = None


def named(announcement: str | Announcement, data: Dataset) -> Announcement:
    """Find the announcement that a user names by its id or number.

    Raises:
        AnnexError: names those that there are.
    """
    known = {known.id: known for known in data.announcements()}
    text = announcement.id if isinstance(announcement, Announcement) else announcement
    if isinstance(text, str):
        number = _NUMBER.search(_folded(text))
        key = f"{number[1]}-{number[2]}" if number else text.strip()
        if key in known:
            return known[key]
    msg = (
        f"{quoted(text)} names no announcement: the data has {', '.join(known)}. "
        "If it is a newer one, describe it with --new (in Python: new=NewAnnouncement(...))."
    )
    raise AnnexError(msg)


def guessed(extract: Extract, data: Dataset) -> tuple[Announcement, str]:
    """Tell from a file's own title and count which announcement it is the annex of.

    Returns:
        The announcement, and how that was told.

    Raises:
        AnnexError: if neither tells.
    """
    known = data.announcements()
    title = _folded("".join([*extract.title, *{row.section: "" for row in extract.rows}]))
    numbers = {f"{year}-{number}" for year, number in _NUMBER.findall(title)}
    by_number = [announcement for announcement in known if announcement.id in numbers]
    if len(by_number) == 1:
        return by_number[0], "the number in the file's title"
    titles = {len(name): announcement for announcement in known for name in _titles(announcement) if name in title}
    by_title = titles[max(titles)] if titles else None
    by_count = [announcement for announcement in known if announcement.lines_stated == len(extract.rows)]
    # The first list's title is the beginning of every other one.
    if by_title and by_title is not known[0]:
        return by_title, "the file's title"
    if len(by_count) == 1:
        return by_count[0], f"its {len(extract.rows):,} rows"
    if by_title:
        return by_title, "the file's title"
    msg = (
        f"Neither title nor count ({len(extract.rows):,} rows) tells which announcement this is the annex of. Name it "
        f"(--announcement): {', '.join(announcement.id for announcement in known)}."
    )
    raise AnnexError(msg)


def described(new: NewAnnouncement, data: Dataset) -> Announcement:
    """Make a new announcement of its description; its counts are those of its lines, once they are read.

    Raises:
        AnnexError: for an id that is none or is taken, a kind there is not, or nothing that it amends.
        InvalidDateError: for a date that is none.
    """
    known = {known.id: known for known in data.announcements()}
    found = _ID.fullmatch(new.id)
    if not found:
        raise AnnexError(f"{quoted(new.id)} is no id of an announcement: write year and number, like '2027-3'.")
    if new.id in known:
        raise AnnexError(f"{new.id} is known already: read it with --announcement {new.id} instead of --new.")
    if new.kind not in ("replaces", "supplements", "amends"):
        raise AnnexError(f"{quoted(new.kind)} is no kind: an announcement replaces, supplements or amends.")
    effective_from = as_date(new.effective_from)
    before = [announcement for announcement in known.values() if announcement.effective_from < effective_from]
    amends = new.amends or ("" if new.kind == "replaces" or not before else _base(before))
    if new.kind != "replaces" and amends not in known:
        raise AnnexError(f"{quoted(amends)} names no announcement to amend: the data has {', '.join(known)}.")
    return Announcement(
        id=new.id,
        kind=new.kind,
        amends="" if new.kind == "replaces" else amends,
        document_no=new.document_no or f"公告{found[1]}年第{found[2]}号",
        title_zh=new.title_zh or "跨境电子商务零售进口商品清单",
        title_en=f"{new.id} announcement",
        issued_on=None,
        published_on=None,
        effective_from=effective_from,
        stated_count=new.stated_count,
        list_total_after=None,
        added=None,
        deleted=None,
        converted_in=None,
        converted_out=None,
        remarks_changed=None,
        tariff_year=new.tariff_year or effective_from.year,
        official_pages=(),
        evidence="single",
        sources=(),
        note="",
    )


def counted(announcement: Announcement, lines: Sequence[AnnexLine], data: Dataset) -> Announcement:
    """Give a new announcement the counts of its lines, where it states none."""
    counts: Mapping[Action, int] = {action: sum(line.change == action for line in lines) for action in COUNTS}
    if announcement.kind == "replaces":
        stated = len(lines) if announcement.stated_count is None else announcement.stated_count
        return attrs.evolve(announcement, stated_count=stated, list_total_after=stated)
    before = total_before(announcement, data)
    if announcement.kind == "supplements":
        stated = len(lines) if announcement.stated_count is None else announcement.stated_count
        total = None if before is None else before + stated
        return attrs.evolve(announcement, stated_count=stated, added=stated, list_total_after=total)
    change = counts["add"] - counts["delete"] + counts["convert_in"] - counts["convert_out"]
    total = None if before is None else before + change
    return attrs.evolve(
        announcement,
        list_total_after=total,
        added=counts["add"],
        deleted=counts["delete"],
        converted_in=counts["convert_in"],
        converted_out=counts["convert_out"],
        remarks_changed=counts["remark"],
    )


def total_before(announcement: Announcement, data: Dataset) -> int | None:
    """Take the lines in force when an announcement came, as stated; None if they are not, or there was no list."""
    before = [known for known in data.announcements() if known.effective_from < announcement.effective_from]
    return max(before, key=lambda known: known.effective_from).list_total_after if before else None


def _base(before: Sequence[Announcement]) -> str:
    """Take the last announcement that made a whole list."""
    whole = [announcement for announcement in before if announcement.kind == "replaces"]
    return max(whole, key=lambda announcement: announcement.effective_from).id


def _titles(announcement: Announcement) -> list[str]:
    return [_folded(title) for title in announcement.title_zh.split("/")]


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
