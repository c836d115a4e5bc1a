"""How old an answer may be: the subjects of the data, and how long after their last verified day one is accepted."""

from __future__ import annotations

import datetime
from typing import Literal

from pilotzones.arguments import check_number
from pilotzones.errors import PilotZonesError

Subject = Literal["zones", "list", "rules", "divisions"]
"""Pilot zones and batches; the positive list; limits, tax and customs modes; the map of divisions."""

SUBJECTS: tuple[Subject, ...] = ("zones", "list", "rules", "divisions")
LAW: tuple[Subject, ...] = ("zones", "list", "rules")
"""The subjects that documents of the State Council and its ministries decide."""

IN_WORDS: dict[Subject, str] = {
    "zones": "pilot zones",
    "list": "the positive list",
    "rules": "limits, tax and customs modes",
    "divisions": "the map of divisions",
}

OLDEST = 100_000
"""The most days that ``max_age`` may be: more than all dates that can be asked about span."""


class BeyondVerifiedDataError(PilotZonesError, LookupError):
    """A day more than ``max_age`` days after the last one on which the data about a subject was checked."""

    def __init__(
        self, message: str, *, date: datetime.date, verified_through: datetime.date, subject: Subject, max_age: int
    ) -> None:
        super().__init__(message)
        self.date = date
        self.verified_through = verified_through
        self.subject = subject
        self.max_age = max_age


def check_max_age(max_age: int | None) -> None:
    """Check that an argument is a number of days, or None.

    Raises:
        ArgumentTypeError: if it is not.
    """
    if max_age is not None:
        check_number("max_age", max_age, 0, OLDEST)


def check_age(day: datetime.date, verified_through: datetime.date, subject: Subject, max_age: int | None) -> None:
    """Check that a day is at most ``max_age`` days after the last verified one of a subject; None accepts any.

    Raises:
        BeyondVerifiedDataError: if it is more; says which number would accept it.
    """
    age = (day - verified_through).days
    if max_age is None or age <= max_age:
        return
    days = "0 days" if max_age == 0 else f"{max_age:,} day{'s' if max_age > 1 else ''}"
    msg = (
        f"{day} is {age:,} day{'s' if age > 1 else ''} after {verified_through}, the last day on which the data about "
        f"{IN_WORDS[subject]} was checked, and max_age accepts {days}. Install a newer release; or pass "
        f"max_age={age}, or max_age=None for any, for the answer as it was known then."
    )
    raise BeyondVerifiedDataError(msg, date=day, verified_through=verified_through, subject=subject, max_age=max_age)
