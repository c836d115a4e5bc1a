"""Every strategy says what it draws, what it shrinks to, and what it refuses."""

import inspect

import pytest

from pilotzones import strategies

FUNCTIONS = [name for name in strategies.__all__ if inspect.isfunction(getattr(strategies, name))]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_it_says_what_it_draws_and_shrinks_to(name):
    """In its docstring, and its annotations say of what type."""
    function = getattr(strategies, name)
    docstring = inspect.getdoc(function)
    assert "hrinks " in docstring
    assert "A strategy for " in docstring
    assert str(function.__annotations__["return"]).startswith("SearchStrategy[")
    arguments = inspect.signature(function).parameters
    assert all(f"{argument}: " in docstring for argument in arguments)


def test_the_names_are_sorted_and_all_there():
    """As in the package itself; 27 strategies, four kinds of values and an error."""
    assert sorted(strategies.__all__) == strategies.__all__
    assert set(strategies.__all__) - set(FUNCTIONS) == {
        "AssumedList",
        "EligibilityCase",
        "OrderLine",
        "Remark",
        "StrategyError",
    }
    assert len(FUNCTIONS) == 27
