"""Errors about the positive list and its editions."""

from __future__ import annotations

import datetime

from pilotzones import records
from pilotzones.arguments import Fact, as_fact
from pilotzones.errors import PilotZonesError


class NoListInForceError(PilotZonesError, LookupError):
    """A day before the first positive list came into force, on ``first_day``."""

    def __init__(self, message: str, *, date: datetime.date, first_day: datetime.date) -> None:
        super().__init__(message)
        self.date = date
        self.first_day = first_day


class UnknownEditionError(PilotZonesError, LookupError):
    """An id or day that no edition of the positive list has: ``edition``, quoted if it is neither text nor day.

    ``editions`` are the ids that there are.
    """

    def __init__(self, message: str, *, edition: object, editions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.edition: Fact = as_fact(edition)
        self.editions = editions


class EditionOrderError(PilotZonesError, ValueError):
    """Two editions to compare in the wrong order, the newer one first; the ids are as they were passed."""

    def __init__(self, message: str, *, older: str, newer: str) -> None:
        super().__init__(message)
        self.older = older
        self.newer = newer


class UnknownEligibilityError(PilotZonesError, LookupError):
    """A code of which the data cannot tell whether it was on the list.

    ``verdict`` is what ``eligibility`` returns for the same question; its ``missing``
    holds the announcements whose annexes would decide the answer.
    """

    def __init__(self, message: str, *, verdict: records.Verdict) -> None:
        super().__init__(message)
        self.verdict = verdict
