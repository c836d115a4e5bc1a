"""Errors about fetching an annex."""

from __future__ import annotations

from pilotzones.annex.errors import AnnexError
from pilotzones.annex.fetching.records import Attempt


class AnnexFetchError(AnnexError):
    """An annex, or the ministry's list, that could not be fetched; what was installed before has not changed.

    ``announcement`` is the id of the announcement, empty if no single one is meant; ``tried`` are the
    addresses that were asked, in order, each with what happened.
    """

    def __init__(self, message: str, *, announcement: str = "", tried: tuple[Attempt, ...] = ()) -> None:
        super().__init__(message)
        self.announcement = announcement
        self.tried = tried


class DownloadError(AnnexError):
    """An address that gave nothing usable: the message is what happened, in a clause.

    ``status`` is the HTTP status of the answer; 0 if it is not the reason. ``is_refusal`` tells that the
    server does not want to be asked by a program.
    """

    def __init__(self, message: str, *, address: str, status: int = 0, is_refusal: bool = False) -> None:
        super().__init__(message)
        self.address = address
        self.status = status
        self.is_refusal = is_refusal
