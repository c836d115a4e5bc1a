"""Records of what was fetched, what was tried, and what the ministry's list has."""

from __future__ import annotations

import datetime

import attrs

from pilotzones.annex.records import Installed
from pilotzones.messages import Counted


@attrs.frozen
class Attempt:
    """An address that was asked, and what happened, in a clause."""

    address: str
    outcome: str

    def __str__(self) -> str:
        return f"{self.address}: {self.outcome}"


@attrs.frozen
class Fetched:
    """An annex that is installed after a fetch.

    Attributes:
        installed: what is installed, with where it came from.
        was_installed: whether it was installed already, so that nothing was downloaded.
        found_by: how its page was found, such as "known page" or "archived copy"; empty if nothing was downloaded.
        tried: the addresses that gave no annex before, in order.
    """

    installed: Installed
    was_installed: bool = False
    found_by: str = ""
    tried: tuple[Attempt, ...] = ()

    def __str__(self) -> str:
        return f"{self.installed}, installed already" if self.was_installed else f"{self.installed}, {self.found_by}"


@attrs.frozen
class ListedAnnouncement:
    """An entry of the ministry's list of announcements.

    Attributes:
        title: its title.
        day: the day (China calendar) that the list gives; None if it gives none.
        page: its address.
    """

    title: str
    day: datetime.date | None
    page: str


@attrs.frozen
class NewerAnnouncement:
    """An announcement on the positive list that the data does not have.

    Attributes:
        title: its title in the ministry's list.
        day: the day (China calendar) that the list gives.
        page: its address.
        id: year and number, such as "2027-3", read from its page; empty if the page does not say it.
        effective_from: the first day it is in force, "YYYY-MM-DD", read from its page; empty likewise.
    """

    title: str
    day: datetime.date
    page: str
    id: str = ""
    effective_from: str = ""

    @property
    def command(self) -> str:
        """The command that adds it, with the attachment saved from its page as FILE."""
        named = f"--new {self.id or 'ID'} --effective-from {self.effective_from or 'YYYY-MM-DD'}"
        return f"pilotzones annex install FILE {named} --page {self.page}"

    def __str__(self) -> str:
        return f"{self.day} {self.title} {self.page}\n  {self.command}"


@attrs.frozen
class Latest:
    """What the ministry's list has on the positive list after the newest announcement of the data.

    Attributes:
        since: the day on which the newest announcement of the data was published.
        looked_at: how many entries of the list were looked at.
        back_to: the earliest day among them.
        page: the address of the list.
        found: the newer announcements, the newest first.
    """

    since: datetime.date
    looked_at: int
    back_to: datetime.date
    page: str
    found: tuple[NewerAnnouncement, ...]

    @property
    def is_complete(self) -> bool:
        """Whether the list was read back to ``since``."""
        return self.back_to <= self.since

    def __str__(self) -> str:
        extent = "" if self.is_complete else f", which goes back to {self.back_to} only"
        looked = f"looked at {Counted(self.looked_at):, announcement} of {self.page}{extent}"
        if not self.found:
            return f"None since {self.since}, {looked}."
        return "\n".join([f"{len(self.found)} since {self.since}, {looked}:", *map(str, self.found)])
