"""The tuple that a question about a day gives: its members, and whether the data was checked on that day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, get_args

from pilotzones.arguments import as_members

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Member = TypeVar("Member")


class DayTuple(tuple[Member, ...]):  # noqa: SLOT001 - a tuple's subclass cannot have slots
    """A tuple like any other, which also knows the day that was asked about.

    ``date`` is that day (China calendar), None if all days were asked about;
    ``verified_through`` the last day on which the data behind the answer was checked. What
    is taken out of it, such as a slice, is a plain tuple, and so is what is made of members
    alone, as ``dataclasses.asdict`` does.
    """

    date: datetime.date | None
    verified_through: datetime.date

    def __new__(
        cls,
        members: Iterable[Member] = (),
        date: datetime.date | None = None,
        verified_through: datetime.date | None = None,
    ) -> DayTuple[Member]:
        """Hold the members of an answer.

        Raises:
            ArgumentTypeError: if ``members`` is not a collection.
        """
        held = as_members("members", members, "a collection of records")
        if verified_through is None:
            return held  # type: ignore[return-value] # a plain tuple: see above
        made = super().__new__(cls, held)
        vars(made).update(date=date, verified_through=verified_through)
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        """Describe it to pydantic as a tuple of its members."""
        (member,) = get_args(source) or (Any,)
        return handler.generate_schema(tuple[member, ...])  # type: ignore[valid-type] # known at run time

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
