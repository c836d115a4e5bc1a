"""A value that is made once."""

import pytest

from pilotzones.once import once


class Counter:
    """Something that counts how often its value is made."""

    made = 0

    @once
    def value(self):
        """The value."""
        self.made += 1
        if self.made == 1:
            message = "too early"
            raise ValueError(message)
        return self.made


def test_what_fails_is_made_anew_and_what_succeeds_is_kept():
    """The first attempt raises; the second makes the value for good."""
    counter = Counter()
    with pytest.raises(ValueError, match="too early"):
        _ = counter.value
    assert (counter.value, counter.value, counter.made) == (2, 2, 2)


def test_the_class_shows_the_property_itself():
    """With its documentation."""
    assert isinstance(Counter.value, once)
    assert Counter.value.__doc__ == "The value."
