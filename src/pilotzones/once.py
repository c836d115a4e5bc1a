"""A value that is made once, also when many threads ask for it first."""

from __future__ import annotations

from _thread import RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")

# One lock for all, so that two threads can never wait for each other's; values are made seldom.
# From _thread, as functools has it: importing threading would take as long as a tenth of a first answer.
_LOCK = RLock()


class once(Generic[Value]):  # noqa: N801 - a decorator, as functools.cached_property is
    """A property that the first who asks for it makes, while others wait.

    What making it raises is raised to the one who asked, and the next one makes it anew.
    """

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> once[Value]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...
    def __get__(self, instance: object, owner: type) -> once[Value] | Value:
        if instance is None:
            return self
        with _LOCK:
            made = vars(instance)
            if self._name not in made:
                made[self._name] = self._make(instance)
        value: Value = made[self._name]
        return value
