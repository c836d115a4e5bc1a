"""Ask the ministry's list whether there is an announcement on the positive list that the data does not have."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.fetching.asking import make_folder
from pilotzones.annex.fetching.errors import AnnexFetchError, DownloadError
from pilotzones.annex.fetching.listing import MinistryList, date_of, is_on_the_list, read_day
from pilotzones.annex.fetching.records import Attempt, Latest, ListedAnnouncement, NewerAnnouncement
from pilotzones.annex.fetching.settings import Web
from pilotzones.annex.fetching.web_client import WebClient, open_client
from pilotzones.annex.fetching.web_pages import WebPage
from pilotzones.annex.known_data import find_data
from pilotzones.dataset import Dataset

_NUMBER = re.compile(r"(20\d\d)年第(\d{1,4})号")
_IN_FORCE = re.compile(r"自(20\d\d年\d{1,2}月\d{1,2}日)起")


def latest(*, data: Dataset | None = None) -> Latest:
    """Ask the ministry's list for announcements on the positive list that are newer than the data.

    Args:
        data: the dataset with the announcements; by default the default dataset.

    Returns:
        The newer announcements, the newest first, each with the command that adds it, and how far the list was read.

    Raises:
        AnnexFetchError: if the list cannot be read.
        ArgumentTypeError: if data is not a dataset.
        ImportError: names the extra if a library is missing.

    Source:
        https://gss.mof.gov.cn/gzdt/zhengcefabu/, the list of the Tariff Department of the Ministry of Finance.
    """
    known, _ = find_data(data)
    return ask_latest(known, Web())


def ask_latest(data: Dataset, web: Web) -> Latest:
    """Ask a list as ``latest`` does, with settings of one's own."""
    since = max(date_of(announcement) for announcement in data.announcements())
    with make_folder() as folder, open_client(folder, web, None) as client:
        try:
            entries = tuple(MinistryList(client).read_back_to(since))
            days = _list_days(entries, web.announcements)
        except DownloadError as error:
            msg = (
                f"The ministry's list of announcements could not be read: {error.address}: {error}. Open "
                f"{web.announcements} in a browser, and look for 跨境电子商务零售进口商品清单."
            )
            raise AnnexFetchError(msg, tried=(Attempt(error.address, str(error)),)) from None
        newer = [
            _describe(client, entry.title, entry.day, entry.page)
            for entry in entries
            if entry.day and entry.day > since and is_on_the_list(entry.title)
        ]
    return Latest(since=since, looked_at=len(entries), back_to=min(days), page=web.announcements, found=tuple(newer))


def _list_days(entries: Sequence[ListedAnnouncement], address: str) -> list[datetime.date]:
    """List the days of some entries, or say that there is none."""
    days = [entry.day for entry in entries if entry.day]
    if not days:
        raise DownloadError("no entry of it has a day", address=address)
    return days


def _describe(client: WebClient, title: str, day: datetime.date, page: str) -> NewerAnnouncement:
    """Read number and first day of a newer announcement from its page, if that can be opened and states them."""
    try:
        text = WebPage(client.get(page), page).text
    except (DownloadError, AnnexFileError):
        text = ""
    number, begins = _NUMBER.search(text), _IN_FORCE.search(text)
    first = read_day(begins[1]) if begins else None
    return NewerAnnouncement(
        title=title,
        day=day,
        page=page,
        id=f"{number[1]}-{number[2]}" if number else "",
        effective_from=first.isoformat() if first else "",
    )
