"""How old an answer may be: the subjects of the data, and how long after their last verified day one is accepted."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal, Union

from pilotzones.arguments import as_number
from pilotzones.dates import today_in_china
from pilotzones.errors import PilotZonesError
from pilotzones.logs import warn_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


OLD = 180
"""A question about a day that is more days than this after the last verified one is worth a warning."""


def as_max_age(max_age: int | None) -> int | None:
    """Take an argument that is a number of days, or None.

    Raises:
        ArgumentTypeError: if it is not.
    """
    return None if max_age is None else as_number("max_age", max_age, 0, OLDEST)


# A plain class: a NamedTuple takes ten times as long to make, which every first answer would wait for.
class VerifiedDay:
    """The last day on which the data about a subject was checked; a day after ``old_after`` is worth a warning."""

    __slots__ = ("day", "old_after", "subject")

    def __init__(self, subject: Subject, day: datetime.date, old_after: datetime.date) -> None:
        self.subject: Subject = subject
        self.day = day
        self.old_after = old_after

    def check(self, day: datetime.date, max_age: int | None) -> None:
        """Check that a day is at most ``max_age`` days after it; None accepts any.

        Raises:
            BeyondVerifiedDataError: if it is more; says which number would accept it.
        """
        if max_age is not None and (day - self.day).days > max_age:
            from pilotzones.messages import Counted, Message, OwnWord, Way  # noqa: PLC0415 - few days are refused

            age = (day - self.day).days
            msg = Message(
                "{day} is {age:, day} after {verified_through}, the last day on which the data about {subject} was "
                "checked, and {option} accepts {accepted:, day}. Install a newer release; or pass {way}, for the "
                "answer as it was known then.",
                day=day,
                age=Counted(age),
                verified_through=self.day,
                subject=OwnWord(IN_WORDS[self.subject]),
                option=Way("max_age", "--max-age"),
                accepted=Counted(max_age),
                way=Way(f"max_age={age} or max_age=None", f"--max-age {age}"),
            )
            raise BeyondVerifiedDataError(
                msg, date=day, verified_through=self.day, subject=self.subject, max_age=max_age
            )

    def warn(self, day: datetime.date) -> None:
        """Warn, once a process, if a question is about a day long after it."""
        if day > self.old_after:
            from pilotzones.messages import Counted  # noqa: PLC0415 - few days are old

            warn_once(
                "age",
                lambda: (
                    f"Old data answered a question: {day} is {Counted((day - self.day).days):, day} after {self.day}, "
                    f"the last day on which the data about {IN_WORDS[self.subject]} was checked. The answer is right "
                    "if nothing was announced since. Install a newer release of pilotzones; max_age refuses such "
                    "questions. This is said once a process."
                ),
            )

    def warn_of_today(self) -> None:
        """Warn, once a process, if a question without a day is asked long after it."""
        self.warn(today_in_china())


NOTE_ON_AGE = (
    "{day} is after {verified_through}, the last day on which the data about {subjects} was checked: the answer is "
    "right if nothing of that changed since."
)
"""What is said of an answer about a day after the last verified one; a name in braces is a fact."""


def note_on_age(day: datetime.date, verified_through: datetime.date, subjects: Iterable[Subject]) -> str:
    """Say of an answer that it is about a day after the last verified one of some subjects."""
    words = " and ".join(IN_WORDS[subject] for subject in subjects)
    return NOTE_ON_AGE.format(day=day, verified_through=verified_through, subjects=words)


Basis = Union[Subject, Literal["territory", "imports"]]
"""What an answer rests on: a subject; ``territory`` is zones and divisions, ``imports`` these and rules: the earliest
day counts."""


def verified_days(days: Mapping[Subject, datetime.date]) -> dict[Basis, VerifiedDay]:
    """Tell of each basis of answers when it was checked last."""
    found: dict[Basis, VerifiedDay] = {
        subject: VerifiedDay(subject, day, day + datetime.timedelta(days=OLD)) for subject, day in days.items()
    }
    earlier = min(found["zones"], found["divisions"], key=lambda verified: verified.day)
    # The map is made of yearly tables, which come late and change few answers: its age alone is no warning.
    found["territory"] = VerifiedDay(earlier.subject, earlier.day, found["zones"].old_after)
    earliest = min(found["rules"], earlier, key=lambda verified: verified.day)
    old_after = min(found["rules"].old_after, found["zones"].old_after)
    found["imports"] = VerifiedDay(earliest.subject, earliest.day, old_after)
    return found
