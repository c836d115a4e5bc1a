"""HS codes as people write them."""

import re
import typing

import numpy as np
import pytest
from examples import examples
from hypothesis import example, given
from hypothesis import strategies as st

import pilotzones
from pilotzones import strategies
from pilotzones.hscode import (
    HSCodeReason,
    HSCodeTypeError,
    InvalidHSCodeError,
    dotted,
    has_lost_zero,
    parse,
    parse_prefix,
)


@pytest.mark.parametrize(
    "text",
    [
        "04029100",
        "0402.91.00",
        "0402 9100",
        "0402.9100.00",
        "0402910010",
        "0402910010999",
        "０４０２９１００",
        "０４０２．９１．００",
        " 0402\u00a09100\u3000",
        "0402\u202f9100",
        "0402\u30009100",
        f"0402{' ' * 32}9100",
        f" {' ' * 32}04029100",
    ],
)
def test_every_writing_of_a_code_gives_its_tariff_line(text):
    """Dots, spaces, full width and a declaration's further digits do not matter."""
    assert parse(text) == "04029100"


def test_every_full_width_digit_is_the_digit():
    """U+FF10 to U+FF19 are 0 to 9, and U+FF0E is the dot (Unicode, Halfwidth and Fullwidth Forms)."""
    assert parse("０１２３．４５．６７") == "01234567"
    assert parse_prefix("８９") == "89"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "blank"),
        (" \t", "blank"),
        ("04", r"^'04' is a chapter, .*items\(date, under='04'\)"),
        ("0402", r"^'0402' is a heading, .*items\(date, under='0402'\)"),
        ("0402.91", r"^'0402.91' is a subheading, .*items\(date, under='040291'\)"),
        ("4029100", r"8 digits here \(10 or 13 in a declaration\)\. If .* leading zero, write '04029100'\.$"),
        ("402910010", "write '0402910010'"),
        ("402910010999", "write '0402910010999'"),
        (f"0402{' ' * 33}9100", "not an HS code"),
        ("040291001", r"in a declaration\)\.$"),
        ("4029100.0", "read as a number, which loses the leading zero"),
        (" 402910010.0 ", "read as a number"),
        ("0402910０．０", "read as a number"),
        ("04029", "5 digits"),
        ("04029100101", "11 digits"),
        ("0402910O", "not an HS code"),
        ("HS04029100", "not an HS code"),
        ("0402-91-00", "not an HS code"),
        ("٠٤٠٢٩١٠٠", "not an HS code"),
        ("0402910²", "not an HS code"),
        ("0402910：", "not an HS code"),  # the sign behind the full-width digits
        ("0402910／", "not an HS code"),  # and the one before them
        (".", "not an HS code"),
        ("0" * 10_000, "10,000 long"),
        ("04029100\x00", "not an HS code"),
        (" " * 33 + "04029100 or another", "not an HS code"),  # what follows is seen behind any number of blanks
        ("\u3000" * 50 + "04029100x", "not an HS code"),
    ],
)
def test_what_is_no_tariff_line_is_refused(text, says):
    """The error says what is wrong and what to write."""
    with pytest.raises(InvalidHSCodeError, match=says) as caught:
        parse(text)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    "value", [4029100, 4029100.0, b"04029100", None, True, ["04029100"], pytest.param(10**5000, id="5001-digits")]
)
def test_what_is_no_text_is_refused_since_numbers_lose_the_leading_zero(value):
    """An int of the same digits is another code."""
    with pytest.raises(HSCodeTypeError, match="leading zero") as caught:
        parse(value)
    assert isinstance(caught.value, TypeError)


def test_blanks_around_a_code_do_not_count():
    """However many there are: the code between them is whole."""
    assert parse(" " * 500 + "0402.91.00" + "\u3000" * 500) == "04029100"
    assert parse_prefix(" " * 39 + "04029100") == "04029100"


@pytest.mark.parametrize("text", ["04", "0402", "0402.91", "04029100"])
def test_a_prefix_has_two_to_eight_digits(text):
    """Chapter, heading, subheading and line."""
    assert parse_prefix(text) == text.replace(".", "")


@pytest.mark.parametrize("text", ["0", "040", "0402910010"])
def test_another_number_of_digits_is_no_prefix(text):
    """There is nothing in the tariff between a chapter and a heading."""
    with pytest.raises(InvalidHSCodeError, match="2, 4, 6 or 8"):
        parse_prefix(text)


def test_a_line_is_written_with_dots_as_the_tariff_prints_it():
    """Four digits, two, two."""
    assert dotted("04029100") == "0402.91.00"


# What an error tells.


FACTS = [
    ("", "blank", None),
    (" \u3000", "blank", None),
    ("0402910O", "not digits", None),
    ("0402-91-00", "not digits", None),
    ("0" * 41, "too long", None),
    ("x" * 41, "too long", None),
    ("4029100.0", "read as a number", "04029100"),
    ("402910010.0", "read as a number", "0402910010"),
    ("95061100.0", "read as a number", "95061100"),
    ("04029100.0", "read as a number", "04029100"),
    ("4029100.5", "read as a number", None),
    ("402.0", "read as a number", None),
    ("402 9100.0", "read as a number", None),
    (".0", "read as a number", None),
    ("4029100", "lost zero", "04029100"),
    ("402.91.00", "lost zero", "04029100"),
    ("402910010", "lost zero", "0402910010"),
    ("402910010999", "lost zero", "0402910010999"),
    ("４０２９１００", "lost zero", "04029100"),
    ("04", "chapter", None),
    ("0402", "heading", None),
    ("0402.91", "subheading", None),
    ("0402910", "wrong length", None),
    ("040291001", "wrong length", None),
    ("04029", "wrong length", None),
    (4029100, "not text", "04029100"),
    (402910010, "not text", "0402910010"),
    (95061100, "not text", "95061100"),
    (4029100.0, "not text", "04029100"),
    (4029100.5, "not text", None),
    (float("nan"), "not text", None),
    (float("inf"), "not text", None),
    (402, "not text", None),
    (-4029100, "not text", None),
    (10**5000, "not text", None),
    (True, "not text", None),
    (None, "not text", None),
    (b"04029100", "not text", None),
]


@pytest.mark.parametrize(("value", "reason", "suggestion"), FACTS, ids=lambda value: str(type(value)))
def test_an_error_has_the_text_the_reason_and_a_suggestion(value, reason, suggestion):
    """A suggestion only where one code alone can be meant."""
    with pytest.raises(InvalidHSCodeError) as caught:
        parse(value)
    error = caught.value
    assert type(error.text) is str
    assert (error.reason, error.suggestion) == (reason, suggestion)
    assert error.text == value or reason == "not text"
    assert isinstance(error, HSCodeTypeError) == (reason == "not text")


def test_every_reason_is_given_by_something():
    """And is a word of the documented set."""
    with pytest.raises(InvalidHSCodeError) as caught:
        pilotzones.Dataset.bundled().assume(after="2022-7", not_listed=["04029100", "0402.91.00"])
    assert (caught.value.text, caught.value.reason, caught.value.suggestion) == ("0402.91.00", "given twice", None)
    assert {*(reason for _, reason, _ in FACTS), "given twice"} == set(typing.get_args(HSCodeReason))


def test_a_prefix_s_error_has_them_too():
    """A number of digits that nothing in the tariff has."""
    with pytest.raises(InvalidHSCodeError) as caught:
        parse_prefix("040")
    assert (caught.value.text, caught.value.reason, caught.value.suggestion) == ("040", "wrong length", None)


@examples(200)
@given(text=strategies.malformed_hs_codes() | st.text("0123456789.", max_size=16))
@example(text="4029100")
def test_a_suggestion_is_a_code_with_the_digits_that_were_given(text):
    """At most a zero before them, and without decimals behind them."""
    error = refusal(text)
    if error is None or error.suggestion is None:
        assert error is None or error.reason != "lost zero"
        return
    assert parse(error.suggestion) == error.suggestion[:8]
    digits = text.strip().replace(" ", "")
    digits = digits.removesuffix(".0") if error.reason == "read as a number" else digits.replace(".", "")
    assert error.suggestion in {digits, f"0{digits}"}
    assert error.suggestion[0] == "0" or error.reason == "read as a number"


def refusal(text):
    """Give the error for a text; None if it is a code."""
    try:
        parse(text)
    except InvalidHSCodeError as error:
        return error


@given(code=strategies.hs_codes(), more=st.sampled_from(["", "00", "00999"]))
def test_a_lost_zero_is_told_from_a_whole_code(code, more):
    """A code of the chapters 01 to 09 has lost it when it is one digit short and does not begin with a zero."""
    whole = f"{code}{more}"
    assert not has_lost_zero(whole)
    assert has_lost_zero(whole[1:]) == (whole[1] != "0")


@pytest.mark.parametrize(
    ("value", "suggestion"),
    [(np.int64(4029100), "04029100"), (np.uint32(33049900), "33049900"), (np.array([4029100]), None), (True, None)],
    ids=["int64", "uint32", "array", "bool"],
)
def test_numbers_of_numpy_are_whole_numbers_too(value, suggestion):
    """As a column of integers gives them."""
    with pytest.raises(InvalidHSCodeError) as caught:
        parse(value)
    assert caught.value.suggestion == suggestion


def test_the_examples_in_errors_are_codes():
    """What an error says to write can be written: of every kind of wrong code."""
    found = set()
    for value, reason, _ in FACTS:
        with pytest.raises(InvalidHSCodeError) as caught:
            parse(value)
        examples_given = re.findall(r"like '([^']*)'", str(caught.value))
        found |= {reason for _ in examples_given}
        assert {parse(example) for example in examples_given} <= {"04029100"}
    assert found == {"not text", "blank", "not digits", "too long", "read as a number"}
