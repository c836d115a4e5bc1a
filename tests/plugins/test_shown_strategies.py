"""A strategy that prints as a call is otherwise the strategy that it was."""

from draws import draws
from hypothesis import strategies as st

from pilotzones.plugins.shown_strategies import shown_as


def test_it_prints_as_the_call_and_draws_as_before():
    """Alone and as a branch of a union; its class has the name and the module of the one that Hypothesis made."""
    made = st.integers(1, 3).map(str)
    kind = type(made)
    shown = shown_as(made, "shops.numbers()")
    assert repr(shown) == "shops.numbers()"
    assert repr((shown | st.none()).branches) == "[shops.numbers(), none()]"
    assert set(draws(shown, 50)) == {"1", "2", "3"}
    assert isinstance(shown, kind)
    assert (type(shown).__module__, type(shown).__name__) == (kind.__module__, kind.__name__)
