"""Where to look, and the limits on what is downloaded."""

from __future__ import annotations

import attrs


@attrs.frozen
class Web:
    """The addresses that are asked, and the limits; times are in seconds, sizes in bytes.

    Attributes:
        announcements: the list of announcements of the Tariff Department of the Ministry of Finance.
        archive: where archived copies of pages are, before the year.
        hosts: the hosts that may be asked, each with all hosts below it.
        connecting: the longest time until there is a connection.
        silence: the longest time without a byte.
        longest: the longest time for one file.
        largest: the most bytes of a file, as it is sent and as it is after unpacking.
        largest_page: the most bytes of a page whose links are read.
        redirects: the most redirects from one address.
        attempts: how often an address is asked if the connection or the server fails.
        first_wait: the time before the second attempt; each later one waits twice as long.
        longest_wait: the longest time before another attempt, also if the server asks for more.
        pause: the time between two questions to one host.
        list_pages: the most pages of the list of announcements that are read.
        parts: the most pages over which an annex may be spread.
        attachments: the most attachments of a page that are tried.
    """

    announcements: str = "http://gss.mof.gov.cn/gzdt/zhengcefabu/"
    archive: str = "http://web.archive.org/web/"
    hosts: tuple[str, ...] = ("gov.cn", "web.archive.org")
    connecting: float = 20.0
    silence: float = 60.0
    longest: float = 1800.0
    largest: int = 50 << 20
    largest_page: int = 8 << 20
    redirects: int = 10
    attempts: int = 4
    first_wait: float = 1.0
    longest_wait: float = 30.0
    pause: float = 0.2
    list_pages: int = 120
    parts: int = 60
    attachments: int = 12
