"""HS codes as people write them."""

import pytest

from pilotzones.hscode import HSCodeTypeError, InvalidHSCodeError, dotted, parse, parse_prefix


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
