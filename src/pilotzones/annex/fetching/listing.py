"""The list of announcements of the ministry's Tariff Department: page by page, the newest first."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.fetching.addresses import follow_link, keep_printable
from pilotzones.annex.fetching.errors import DownloadError
from pilotzones.annex.fetching.records import ListedAnnouncement
from pilotzones.annex.fetching.web_pages import WebPage
from pilotzones.annex.grids.vocabulary import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.fetching.web_client import WebClient
    from pilotzones.records.announcements import Announcement

_DAY = re.compile(r"(20\d\d)\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})")
_SUBJECT = re.compile("跨境(?:电子商务|电商)零售进口商品清单")
_DAYS_AROUND = 60
"""The most days between the day of an announcement and that of its entry: one was published 24 days after it."""
_MOST_FOUND = 3


class MinistryList:
    """The list, each page of which is read once, when it is needed."""

    def __init__(self, client: WebClient) -> None:
        """Read nothing yet."""
        self._client = client
        self._pages: list[tuple[ListedAnnouncement, ...]] = []
        self._has_ended = False

    @property
    def address(self) -> str:
        """The address of its first page."""
        return self._client.web.announcements

    def read_back_to(self, day: datetime.date) -> Iterator[ListedAnnouncement]:
        """Go through the entries, the newest first, to the end of the page on which they become older than a day.

        Raises:
            DownloadError: if a page cannot be read, or is not a list.
        """
        index = 0
        while index < self._client.web.list_pages:
            if index == len(self._pages):
                self._read_next()
            if self._has_ended:
                return
            yield from self._pages[index]
            days = [entry.day for entry in self._pages[index] if entry.day]
            if days and days[-1] < day:
                return
            index += 1

    def _read_next(self) -> None:
        """Read one page more; one that is not there is the end of the list."""
        index = len(self._pages)
        address = follow_link(self.address, f"index{f'_{index}' if index else ''}.htm") or ""
        try:
            page = WebPage(self._client.get(address), address)
        except DownloadError as error:
            if index and error.status == 404:  # noqa: PLR2004 - not found
                self._has_ended = True
                return
            raise
        except AnnexFileError as error:
            raise DownloadError(f"it cannot be read: {error}", address=address) from None
        entries = tuple(_read_entries(page))
        if not entries:
            msg = "it does not have the list of announcements that it had: its layout may be another one now"
            raise DownloadError(msg, address=address)
        self._pages.append(entries)


def is_on_the_list(title: str) -> bool:
    """Decide whether an announcement is on the positive list, by its title."""
    return bool(_SUBJECT.search(squeeze(title)))


def find_entries(announcement: Announcement, entries: Iterator[ListedAnnouncement]) -> list[ListedAnnouncement]:
    """Find the entries that may be an announcement: by its number or subject, and by the day; the nearest day first."""
    published = date_of(announcement)
    year, _, number = announcement.id.partition("-")
    numbered = f"{year}年第{number}号"
    found = [
        entry
        for entry in entries
        if is_on_the_list(entry.title) or numbered in squeeze(entry.title)
        if entry.day is None or abs((entry.day - published).days) <= _DAYS_AROUND
    ]
    far = _DAYS_AROUND + 1
    return sorted(found, key=lambda entry: abs((entry.day - published).days) if entry.day else far)[:_MOST_FOUND]


def earliest_day(announcement: Announcement) -> datetime.date:
    """Give the earliest day that the entry of an announcement may have."""
    return date_of(announcement) - datetime.timedelta(days=_DAYS_AROUND)


def date_of(announcement: Announcement) -> datetime.date:
    """Give the day on which an announcement was published, or the nearest that is known."""
    return announcement.published_on or announcement.issued_on or announcement.effective_from


def read_day(text: str) -> datetime.date | None:
    """Read the first day in a text, such as 2019-12-27 or 2019年12月27日; None if there is none."""
    found = _DAY.search(text)
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _read_entries(page: WebPage) -> Iterator[ListedAnnouncement]:
    """Read the entries of a page: the items of its list that have a link and a day."""
    items: list[Any] = page.tree.xpath("//ul[contains(@class, 'liBox')]/li") or page.tree.xpath("//ul/li[a and span]")
    for item in items:
        for link in item.xpath(".//a[@href]")[:1]:
            address = follow_link(page.address, link.get("href"))
            title = link.get("title") or "".join(link.itertext())
            days = [day for span in item.iter("span") if (day := read_day("".join(span.itertext())))]
            if address is not None:
                yield ListedAnnouncement(keep_printable(title), days[-1] if days else None, address)
