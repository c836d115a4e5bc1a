"""Strategies that print as the call that makes them, as those of Hypothesis do."""

from __future__ import annotations

from typing import TypeVar

from hypothesis.strategies import SearchStrategy

Value = TypeVar("Value")


def shown_as(strategy: SearchStrategy[Value], call: str) -> SearchStrategy[Value]:
    """Let a strategy print as a call, in failing examples and in the tests that ``hypothesis write`` writes.

    Args:
        strategy: one that nobody else has.
        call: the code that makes it.
    """
    kind = type(strategy)
    # In a union Hypothesis takes a strategy apart into its branches, which would print as what they are made of.
    shown = {"__repr__": lambda _: call, "branches": property(lambda same: [same]), "__module__": kind.__module__}
    strategy.__class__ = type(kind.__name__, (kind,), shown)
    return strategy
