"""The tuple that a question about a day gives: its members, and whether the data was checked on that day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import NoReturn, TypeVar

from pilotzones.arguments import as_members

Member = TypeVar("Member")


class DayTuple(tuple[Member, ...]):  # noqa: SLOT001 - a tuple's subclass cannot have slots
    """A tuple like any other, which also knows the day that was asked about.

    ``date`` is that day (China calendar), None if all days were asked about;
    ``verified_through`` the last day on which the data behind the answer was checked. What
    is taken out of it, such as a slice, is a plain tuple.
    """

    date: datetime.date | None
    verified_through: datetime.date

    def __new__(
        cls, members: Iterable[Member], date: datetime.date | None, verified_through: datetime.date
    ) -> DayTuple[Member]:
        """Hold the members of an answer.

        Raises:
            ArgumentTypeError: if ``members`` is not a collection.
        """
        made = super().__new__(cls, as_members("members", members, "a collection of records"))
        vars(made).update(date=date, verified_through=verified_through)
        return made

    @property
    def is_beyond_verified(self) -> bool:
        """Whether the day is after the last verified one; then the answer is right if nothing was announced since."""
        return self.date is not None and self.date > self.verified_through

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse, as a frozen record does."""
        msg = f"A DayTuple does not change: {name} cannot be set."
        raise AttributeError(msg)

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse, as a frozen record does."""
        msg = f"A DayTuple does not change: {name} cannot be deleted."
        raise AttributeError(msg)

    def __reduce__(self) -> tuple[Callable[..., DayTuple[Member]], tuple[object, ...]]:
        """Pickle the members and the day."""
        return DayTuple, (tuple(self), self.date, self.verified_through)
