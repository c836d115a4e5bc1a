"""Manners: what ``robots.txt`` allows, how long to wait, and when to ask again."""

from __future__ import annotations

import datetime
import email.utils
import urllib.robotparser
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilotzones.annex.fetching.settings import Web

_AGENT = "pilotzones"
_Result = TypeVar("_Result")


class Again(Exception):  # noqa: N818 - not an error yet: the next attempt may succeed
    """What failed may succeed later; the message says what happened.

    ``wait`` are the seconds that the server asks to wait, ``status`` is the HTTP status of its answer, 0 if there was
    none. ``is_connection`` tells that there was no connection to the host at all.
    """

    def __init__(self, message: str, *, wait: float = 0.0, status: int = 0, is_connection: bool = False) -> None:
        super().__init__(message)
        self.wait = wait
        self.status = status
        self.is_connection = is_connection


class Robots:
    """What a host's ``robots.txt`` allows this program, and how long it wants it to pause.

    Source:
        RFC 9309.
    """

    def __init__(self, text: str, web: Web) -> None:
        """Read the text of the file; an empty one allows everything."""
        self._rules = urllib.robotparser.RobotFileParser()
        self._rules.parse(text.removeprefix("\ufeff").splitlines())
        self.pause = max(web.pause, min(float(self._rules.crawl_delay(_AGENT) or 0), web.longest_wait))
        """The seconds between two questions."""

    def allow(self, address: str) -> bool:
        """Decide whether an address may be asked for."""
        return self._rules.can_fetch(_AGENT, address)


def read_wait(header: str) -> float:
    """Read how many seconds a server asks to wait (``Retry-After``): a number or a day and time; 0 if it does not say.

    >>> read_wait("120"), read_wait("soon"), read_wait("Fri, 01 Jan 2016 00:00:00 GMT")
    (120.0, 0.0, 0.0)
    """
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    if until.tzinfo is None:  # "-0000" instead of "GMT"
        until = until.replace(tzinfo=datetime.timezone.utc)
    return max(0.0, (until - datetime.datetime.now(datetime.timezone.utc)).total_seconds())


def retry(ask: Callable[[], _Result], attempts: int, web: Web) -> _Result:
    """Ask until it succeeds, waiting twice as long each time, or as long as the server asks.

    Without any connection it asks twice at most: whoever is offline should not wait long.

    Raises:
        Again: if the last attempt fails too.
    """
    import tenacity  # noqa: PLC0415 - an extra; it says nothing on its own, unlike libraries around it

    backoff = tenacity.wait_exponential(multiplier=web.first_wait, max=web.longest_wait)

    def read_error(state: tenacity.RetryCallState) -> Again:
        return cast("Again", cast("tenacity.Future", state.outcome).exception())

    def wait(state: tenacity.RetryCallState) -> float:
        return max(backoff(state), read_error(state).wait)

    def stop(state: tenacity.RetryCallState) -> bool:
        return state.attempt_number >= (min(attempts, 2) if read_error(state).is_connection else attempts)

    asking = tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(Again),
        stop=stop,
        wait=wait,
        reraise=True,
    )
    return asking(ask)
