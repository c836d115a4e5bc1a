"""A value that is made once, even when many threads ask for it at the same time.

A forked child has only the thread that forked: what another thread was making in the parent is made anew there.
"""

from __future__ import annotations

import os
from _thread import RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 - a decorator, as functools.cached_property is
    """A property that is made by the first thread that asks for it, while others wait.

    If that raises an error, the thread gets the error, and the next one tries again.
    """

    # One lock for all values, so that two threads can never wait for each other; values are made rarely.
    # From _thread, as in functools: importing threading takes a tenth of the time of a first answer.
    lock = RLock()

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
        with once.lock:
            made = vars(instance)  # kept with what it is made from, also if the instance gets another __dict__
            if self._name not in made:
                made[self._name] = self._make(instance)
        value: Value = made[self._name]
        return value


def after_fork(renew: Callable[[], object]) -> None:
    """Let something be renewed in every child that is forked from now on; on Windows nothing is ever forked."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=renew)


def _renew_lock() -> None:
    """Take a fresh lock: the thread that holds the old one may not exist here."""
    once.lock = RLock()


after_fork(_renew_lock)
