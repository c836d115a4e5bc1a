"""The tuple that a question about a day gives: its members, and whether the data was checked on that day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NoReturn, TypeVar, get_args

from pilotzones.arguments import as_members
from pilotzones.dates import DateLike, as_date

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Member = TypeVar("Member")


# Generic first, so that DayTuple[Zone] is an alias of typing, of which cattrs knows that it is a sequence.
class DayTuple(Generic[Member], tuple[Member, ...]):  # noqa: PYI059, SLOT001 - a tuple's subclass cannot have slots
    """A tuple like any other, which also knows the day that was asked about.

    ``date`` is that day (China calendar), None if all days were asked about;
    ``verified_through`` the last day on which the data behind the answer was checked. What
    is taken out of it, such as a slice, is a plain tuple, and so is what is made of members
    alone, as ``dataclasses.asdict`` does. cattrs and pydantic write its members, without the
    day, and read them back as ``tuple[Zone, ...]``.
    """

    date: datetime.date | None
    verified_through: datetime.date

    # By these cattrs knows a tuple of any members; it takes apart no other class that is derived from tuple.
    __origin__: ClassVar[type] = tuple
    __args__: ClassVar[tuple[object, ...]] = (Member, ...)  # type: ignore[misc] # read at run time

    def __new__(
        cls,
        members: Iterable[Member] = (),
        date: DateLike | None = None,
        verified_through: DateLike | None = None,
    ) -> DayTuple[Member]:
        """Hold the members of an answer.

        Raises:
            ArgumentTypeError: if ``members`` is not a collection.
            InvalidDateError: if a day is not valid.
        """
        held = as_members("members", members, "a collection of records")
        if verified_through is None:
            return held  # type: ignore[return-value] # a plain tuple: see above
        made = super().__new__(cls, held)
        day = None if date is None else as_date(date)
        vars(made).update(date=day, verified_through=as_date(verified_through))
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

    def __repr__(self) -> str:
        """Print as the call that builds it again, its members as those that give them."""
        day = None if self.date is None else str(self.date)
        return f"pilotzones.DayTuple({super().__repr__()}, {day!r}, {str(self.verified_through)!r})"

    def __reduce__(self) -> tuple[Callable[..., DayTuple[Member]], tuple[object, ...]]:
        """Pickle the members and the day."""
        return DayTuple, (tuple(self), self.date, self.verified_through)
