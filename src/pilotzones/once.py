"""A value that is made once, even when many threads ask for it at the same time."""

from __future__ import annotations

from _thread import RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")

# One lock for all values, so that two threads can never wait for each other; values are made rarely.
# From _thread, as in functools: importing threading takes a tenth of the time of a first answer.
_LOCK = RLock()


class once(Generic[Value]):  # noqa: N801 - a decorator, as functools.cached_property is
    """A property that is made by the first thread that asks for it, while others wait.

    If that raises an error, the thread gets the error, and the next one tries again.
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
