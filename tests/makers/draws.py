"""What strategies draw, collected: the same every time, and with Hypothesis' health checks on."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hypothesis import Phase, find, given, settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

Value = TypeVar("Value")


def draws(strategy: SearchStrategy[Value], count: int = 200) -> list[Value]:
    """Draw so many values, or all there are."""
    found: list[Value] = []

    @settings(max_examples=count, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def collect(value: Value) -> None:
        found.append(value)

    collect()
    return found


def simplest(strategy: SearchStrategy[Value]) -> Value:
    """Shrink a strategy as far as it goes."""
    return find(strategy, lambda _: True, settings=settings(derandomize=True, database=None, deadline=None))


def some(strategy: SearchStrategy[Value], condition: Callable[[Value], bool]) -> Value:
    """Draw until a value meets a condition; one that is rare is found too, whatever the profile."""
    often = settings(derandomize=True, database=None, deadline=None, max_examples=5000, phases=[Phase.generate])
    return find(strategy, condition, settings=often)
