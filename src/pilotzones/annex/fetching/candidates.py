"""Where to look for an announcement, in order: known pages, the ministry's list, archived copies of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilotzones.annex.fetching.addresses import read_host
from pilotzones.annex.fetching.errors import DownloadError
from pilotzones.annex.fetching.listing import date_of, earliest_day, find_entries
from pilotzones.tables.page_addresses import read_announcement_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pilotzones.annex.fetching.listing import MinistryList
    from pilotzones.annex.fetching.settings import Web
    from pilotzones.dataset import Dataset
    from pilotzones.records.announcements import Announcement


class Candidate(NamedTuple):
    """A page on which an annex may be.

    ``page`` is its address, ``prefix`` what stands before it and before the addresses on it for an archived copy,
    ``found_by`` how it was found. ``hosts`` may be asked besides those of the settings.
    """

    page: str
    found_by: str
    hosts: tuple[str, ...] = ()
    prefix: str = ""


def list_known_pages(announcement: Announcement, data: Dataset) -> tuple[str, ...]:
    """List the known pages of an announcement; for one that a user's older folder adds, the pages that it names."""
    pages = read_announcement_pages(data.folders, {known.id for known in data.announcements()})
    found = tuple(known.page for known in pages if known.announcement == announcement.id)
    return found or announcement.official_pages


def list_candidates(
    announcement: Announcement,
    known: Sequence[str],
    listed: MinistryList,
    web: Web,
    note: Callable[[str, str], object],
) -> Iterator[Candidate]:
    """List the pages to look at, one by one: the next is found only when the one before has no annex.

    Args:
        announcement: whose annex is wanted.
        known: its known pages.
        listed: the ministry's list.
        web: where archived copies are.
        note: takes the address of a list that cannot be searched, and what happened.
    """
    pages = dict.fromkeys(known)
    for page in known:
        yield Candidate(page, "known page", hosts=(read_host(page),))
    for page in _search(announcement, listed, note):
        if page not in pages:
            pages[page] = None
            yield Candidate(page, "ministry's list")
    for page in pages:
        yield Candidate(page, "archived copy", prefix=f"{web.archive}{date_of(announcement).year}id_/")


def _search(announcement: Announcement, listed: MinistryList, note: Callable[[str, str], object]) -> Sequence[str]:
    """Search the ministry's list."""
    try:
        found = find_entries(announcement, listed.read_back_to(earliest_day(announcement)))
    except DownloadError as error:
        note(error.address, str(error))
        return ()
    if not found:
        note(listed.address, f"its list has no announcement on the positive list around {date_of(announcement)}")
    return [entry.page for entry in found]
