"""The gate for what callers pass in."""

import enum
import itertools
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
from hostile_values import EndlessMapping, OddDict, OddNumber, OddText

from pilotzones import arguments
from pilotzones.arguments import ArgumentTypeError, quoted

WORDS = ("bonded", "direct")


class Raises:
    """An object that raises at whatever is done with it."""

    def _refuse(self, *_):
        raise RuntimeError

    __eq__ = __bool__ = __hash__ = __str__ = __repr__ = __iter__ = __len__ = __fspath__ = __call__ = _refuse


class Pretends:
    """An object that says it is another, and raises when asked for its class."""

    @property
    def __class__(self):
        raise RuntimeError


class Word(str, enum.Enum):
    """Words as an enumeration, whose text is another one."""

    BONDED = "bonded"


HOSTILE = {
    "raises": Raises(),
    "pretends": Pretends(),
    "array": np.array(["bonded", "direct"]),
    "scalar": np.float64(1),
    "NA": pd.NA,
    "NaT": pd.NaT,
    "list": [],
    "dict": {},
    "object": object(),
    "class": str,
    "table": pd.DataFrame({"a": [1, 2]}),
    "None": None,
    "bytes": b"bonded",
    "number": 5,
}
"""By name: pytest could not even show some of them."""


def hostile(*others, without=()):
    """Hand a test each of these values, and others."""
    values = [HOSTILE[name] for name in HOSTILE if name not in without] + list(others)
    return pytest.mark.parametrize("value", [lambda value=value: value for value in values])


@hostile("", "Bonded")
def test_a_word_is_one_of_a_few(value):
    """Nothing is compared before it is known to be text."""
    with pytest.raises(ArgumentTypeError, match=r"^shipment must be 'bonded' or 'direct', not "):
        arguments.as_word("shipment", value(), WORDS)


@pytest.mark.parametrize(
    "value", ["bonded", np.str_("bonded"), Word.BONDED, OddText("bonded")], ids=lambda value: type(value).__name__
)
def test_a_word_may_be_any_kind_of_text(value):
    """NumPy's, that of an enumeration, and one that raises at everything: the word itself is given."""
    assert arguments.as_word("shipment", value, WORDS) is WORDS[0]


@hostile(0, 1, "True", np.True_)
def test_a_switch_is_true_or_false(value):
    """What counts as true is not taken."""
    with pytest.raises(ArgumentTypeError, match=r"^hidden_sheets must be True or False, not "):
        arguments.check_flag("hidden_sheets", value())
    assert (
        arguments.check_flag("hidden_sheets", value=True) is arguments.check_flag("hidden_sheets", value=False) is None
    )


@hostile("x\ud800")
def test_a_text_has_whole_characters(value):
    """What cannot be written in UTF-8 is not taken."""
    with pytest.raises(ArgumentTypeError, match=r"^page must be text"):
        arguments.as_text("page", value())
    assert (arguments.as_text("page", ""), arguments.as_text("page", "附件𠮷")) == ("", "附件𠮷")
    assert type(arguments.as_text("page", OddText("附件"))) is str


@hostile("2", 1.0, True, 0, 10, -(10**400), 10**400, without={"number"})
def test_a_number_is_between_its_bounds(value):
    """Both bounds are included; True is not a number."""
    with pytest.raises(ArgumentTypeError, match=r"^count must be a whole number from 1 to 9, not "):
        arguments.as_number("count", value(), 1, 9)
    assert (arguments.as_number("count", 1, 1, 9), arguments.as_number("count", 9, 1, 9)) == (1, 9)
    assert type(arguments.as_number("count", OddNumber(9), 1, 9)) is int


def test_pairs_are_those_of_any_mapping():
    """At most as many as members, and whatever goes wrong while they are taken is told."""
    assert arguments.as_pairs("listed", {"04090000": None, "04090001": ""}, "a dict") == (
        ("04090000", None),
        ("04090001", ""),
    )
    with pytest.raises(
        ArgumentTypeError, match=r"^listed has more than 100,000 members, or does not end\. Pass a dict\.$"
    ):
        arguments.as_pairs("listed", EndlessMapping(), "a dict")
    with pytest.raises(ArgumentTypeError, match=r"^listed cannot be read: going through it raised RuntimeError\."):
        arguments.as_pairs("listed", OddDict({"04090000": None}), "a dict")


@hostile("f", without={"raises", "class"})
def test_a_function_can_be_called(value):
    """Anything with a call is one."""
    with pytest.raises(ArgumentTypeError, match=r"^progress must be a function, not "):
        arguments.check_callable("progress", value())
    assert arguments.check_callable("progress", print) is None


@hostile(bytearray)
def test_a_type_is_that_of_the_object_itself(value):
    """What an object says of its class is not asked."""
    with pytest.raises(ArgumentTypeError, match=r"^data must be a table, not "):
        arguments.check_type("data", value(), bytearray, "a table")
    assert arguments.check_type("columns", {}, (Mapping, list), "a mapping") is None


@hostile("33049900", bytearray(8), without={"raises", "array", "list", "dict", "table"})
def test_a_collection_is_gone_through(value):
    """One text is not a collection of its characters."""
    with pytest.raises(ArgumentTypeError, match=r"^codes must be a list, not "):
        arguments.as_members("codes", value(), "a list")


@pytest.mark.parametrize("value", [["a", "b"], ("a", "b"), {"a": 1, "b": 2}, iter("ab"), np.array(["a", "b"])])
def test_the_members_of_any_collection(value):
    """A list, a mapping's keys, an iterator, a column."""
    assert arguments.as_members("codes", value, "a list") == ("a", "b")


def test_a_collection_that_raises_or_does_not_end():
    """What the caller's object raises is the cause of our error; without an end, 100,000 members are enough."""
    with pytest.raises(ArgumentTypeError, match=r"^codes cannot be read: .* RuntimeError. Pass a list.$") as caught:
        arguments.as_members("codes", Raises(), "a list")
    assert type(caught.value.__cause__) is RuntimeError
    with pytest.raises(ArgumentTypeError, match=r"^codes has more than 100,000 members, or does not end"):
        arguments.as_members("codes", itertools.count(), "a list")
    assert len(arguments.as_members("codes", range(100_000), "a list")) == 100_000


@hostile(np.zeros((5, 5)), "\ud800\n", 10**5000)
def test_anything_is_quoted_in_one_line(value):
    """Without a character that a terminal or UTF-8 could not show."""
    text = quoted(value())
    assert text.isprintable()
    assert 0 < len(text) < 100
    assert text.encode("utf-8")


def test_a_text_is_quoted_whole_up_to_sixty_characters():
    """Of a longer one the first sixty come, and how long it is."""
    assert quoted("x" * 58) == f"'{'x' * 58}'"
    assert quoted("x" * 60) == f"'{'x' * 59}..."  # with its quotes it has 62
    assert quoted("x" * 61) == f"'{'x' * 60}'... (61 long)"
    assert quoted(b"x" * 1234) == f"b'{'x' * 60}'... (1,234 long)"


def test_what_has_several_lines_is_quoted_in_one():
    """From its first letter to its last one."""
    assert quoted(np.eye(2)) == "array([[1., 0.], [0., 1.]])"
    assert quoted("a\nb") == "'a\\nb'"


def test_a_bound_of_ten_thousand_has_a_comma():
    """A year has none, and is never as large."""
    for bound, written in ((2099, "2099"), (9999, "9999"), (10_000, "10,000")):
        with pytest.raises(ArgumentTypeError, match=f"^count must be a whole number from 1 to {written}, not 0"):
            arguments.as_number("count", 0, 1, bound)
