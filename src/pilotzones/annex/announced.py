"""Find the announcement of an annex: by the user's word, by the file's title or row count, or as a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, get_args

import attrs

from pilotzones.annex.errors import AnnexError
from pilotzones.annex.grids.vocabulary import squeeze
from pilotzones.annex.records import AnnexLine, Extract
from pilotzones.arguments import as_number, as_text, as_word, is_a, plain_text, quoted
from pilotzones.dataset import Dataset
from pilotzones.dates import FIRST_TARIFF, LAST_TARIFF, DateLike, as_date
from pilotzones.messages import Message, Way
from pilotzones.records.actions import ADJUSTING, Action
from pilotzones.records.announcements import Announcement, AnnouncementKind
from pilotzones.records.stated_counts import net_change

_MOST_LINES = 1_000_000
"""More than all codes of 6 digits: no list states as many lines."""

_ID = re.compile(r"(20\d\d)-([1-9]\d{0,3})")
_NUMBER = re.compile(r"(20\d\d)年第(\d+)号")


@attrs.frozen
class NewAnnouncement:
    """An announcement that the data does not have yet, to be read from its annex.

    Attributes:
        id: year and number, such as "2027-3".
        effective_from: the first day on which it is in force: a date, or text "YYYY-MM-DD".
        kind: what it does: "replaces" the whole list, "supplements" or "amends" the one before it.
        amends: the id of the announcement it supplements or amends; by default that of the last whole list.
        document_no: its official number; by default made from the id.
        title_zh: its title; by default the file's own.
        stated_count: the number of lines that it states for its annex; by default the number of lines read.
        tariff_year: the year of the tariff its lines follow, from 1992 (when China took up the Harmonized System)
            to 2099; by default that of effective_from.

    Raises:
        ArgumentTypeError: for a value of another type, a kind that does not exist, or a number out of range.
        InvalidDateError: if effective_from is not a date.
    """

    id: str
    effective_from: DateLike
    kind: AnnouncementKind = "replaces"
    amends: str = ""
    document_no: str = ""
    title_zh: str = ""
    stated_count: int | None = None
    tariff_year: int | None = None

    def __attrs_post_init__(self) -> None:
        for name in ("id", "amends", "document_no", "title_zh"):
            object.__setattr__(self, name, as_text(name, getattr(self, name)))
        object.__setattr__(self, "kind", as_word("kind", self.kind, get_args(AnnouncementKind)))
        as_date(self.effective_from)
        for name, least, most in (("stated_count", 0, _MOST_LINES), ("tariff_year", FIRST_TARIFF, LAST_TARIFF)):
            if getattr(self, name) is not None:
                object.__setattr__(self, name, as_number(name, getattr(self, name), least, most))


def find_announcement(announcement: str | Announcement, data: Dataset) -> Announcement:
    """Find the announcement that a user names by its id or number.

    Raises:
        AnnexError: names the known announcements.
    """
    known = {known.id: known for known in data.announcements()}
    text = announcement.id if is_a(announcement, Announcement) else plain_text(announcement)
    if is_a(text, str):
        number = _NUMBER.search(squeeze(text))
        key = f"{number[1]}-{number[2]}" if number else text.strip()
        if key in known:
            return known[key]
    msg = Message(
        "{text} is not an announcement of the data, which has {known}. If it is a newer one, describe it with {way}.",
        text=quoted(text),
        known=", ".join(known),
        way=Way("new=NewAnnouncement(...)", "--new"),
    )
    raise AnnexError(msg)


def recognise_announcement(extract: Extract, data: Dataset) -> tuple[Announcement, str]:
    """Find the announcement of an annex by the file's own title and row count.

    Returns:
        The announcement, and what decided it.

    Raises:
        AnnexError: if neither decides it.
    """
    known = data.announcements()
    title = squeeze("".join([*extract.title, *{row.section: "" for row in extract.rows}]))
    numbers = {f"{year}-{number}" for year, number in _NUMBER.findall(title)}
    by_number = [announcement for announcement in known if announcement.id in numbers]
    if len(by_number) == 1:
        return by_number[0], "the number in the file's title"
    titles = {
        len(name): announcement for announcement in known for name in _split_titles(announcement) if name in title
    }
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
        f"The announcement of this annex is not clear from its title or its {len(extract.rows):,} rows. Name it "
        f"with --announcement: {', '.join(announcement.id for announcement in known)}. If the file is no annex but the "
        "whole list in force after one of them, name that one with --list-after."
    )
    raise AnnexError(msg)


def make_announcement(new: NewAnnouncement, data: Dataset) -> Announcement:
    """Make a new announcement from its description; its counts follow when its lines are read.

    Raises:
        AnnexError: if the id is not valid or known already, or if amends is not valid.
    """
    known = {known.id: known for known in data.announcements()}
    found = _ID.fullmatch(new.id)
    if not found:
        raise AnnexError(f"{quoted(new.id)} is not the id of an announcement: write year and number, like '2027-3'.")
    if new.id in known:
        raise AnnexError(f"{new.id} is known already: read it with --announcement {new.id} instead of --new.")
    effective_from = as_date(new.effective_from)
    before = [announcement for announcement in known.values() if announcement.effective_from < effective_from]
    amends = new.amends or ("" if new.kind == "replaces" or not before else _find_last_list(before))
    if new.kind != "replaces" and amends not in known:
        raise AnnexError(
            f"{quoted(amends)} is not an announcement that can be amended: the data has {', '.join(known)}."
        )
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


def fill_in_counts(announcement: Announcement, lines: Sequence[AnnexLine], data: Dataset) -> Announcement:
    """Count the lines of a new announcement, and fill in the counts that its description does not state."""
    before = find_total_before(announcement, data)
    actions: list[Action] = [line.change for line in lines]
    if announcement.kind == "amends":
        counts: dict[str, Any] = {field: actions.count(action) for action, field in ADJUSTING.items()}
        total = None if before is None else before + net_change(actions)
        return attrs.evolve(announcement, list_total_after=total, **counts)
    stated = len(lines) if announcement.stated_count is None else announcement.stated_count
    if announcement.kind == "replaces":
        return attrs.evolve(announcement, stated_count=stated, list_total_after=stated)
    total = None if before is None else before + stated
    return attrs.evolve(announcement, stated_count=stated, added=stated, list_total_after=total)


def find_total_before(announcement: Announcement, data: Dataset) -> int | None:
    """Find the stated number of lines in force just before an announcement; None without a list or a number."""
    before = [known for known in data.announcements() if known.effective_from < announcement.effective_from]
    return max(before, key=lambda known: known.effective_from).list_total_after if before else None


def _find_last_list(before: Sequence[Announcement]) -> str:
    """Find the id of the last announcement that made a whole list."""
    whole = [announcement for announcement in before if announcement.kind == "replaces"]
    return max(whole, key=lambda announcement: announcement.effective_from).id


def _split_titles(announcement: Announcement) -> list[str]:
    return [squeeze(title) for title in announcement.title_zh.split("/")]
