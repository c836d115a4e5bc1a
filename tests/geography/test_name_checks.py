"""What can be the name or code of a place at all."""

import pytest

from pilotzones.geography.errors import InvalidPlaceError
from pilotzones.geography.name_checks import CODE_LENGTHS, check_name, plain_code


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u00ad", "\u00a0", "\u3000", "\u2028", "\u2003", " "], ids=ascii)
def test_what_comes_along_unseen_does_no_harm(sign):
    """Spaces of all kinds, also of no width, and the soft hyphen: text pasted from pages and files has them."""
    for name in (f"{sign}杭州", f"Hang{sign}zhou", f"330100{sign}"):
        assert check_name(name) == name


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0)])
def test_a_control_character_is_refused(code):
    """Also those that Python counts as spaces, such as a tab; the message shows which it is."""
    with pytest.raises(InvalidPlaceError) as caught:
        check_name(f"Hang{chr(code)}zhou")
    assert caught.value.reason == "control character"
    assert str(caught.value).endswith(f"has the control character {chr(code)!a}: remove it.")


def test_a_name_has_at_most_a_hundred_characters():
    """The longest of a place has fifteen."""
    assert check_name("x" * 100) == "x" * 100
    with pytest.raises(InvalidPlaceError, match="names have at most 100 characters") as caught:
        check_name("x" * 101)
    assert caught.value.reason == "too long"


@pytest.mark.parametrize("name", ["1.2.3", "3301.x", ".5", "1..", "x.0", "330100.0.", "33０１００.5a"])
def test_what_only_looks_like_a_number_may_be_a_name(name):
    """It is then looked up like any other, and unknown."""
    assert check_name(name) == name


@pytest.mark.parametrize(
    ("code", "plain"),
    [
        ("33", "330000"),
        ("3301", "330100"),
        ("330106", "330106"),
        ("330106000", "330106"),
        ("330106000000", "330106"),
        ("３３０１", "330100"),
        (" 33-01 ", "330100"),
        *((digits, digits) for digits in ("3", "330", "33010", "3301060", "33010600", "3301060000", "3301060000000")),
        ("Hangzhou", "Hangzhou"),
        ("٣٣", "٣٣"),
    ],
)
def test_a_code_is_written_with_six_digits(code, plain):
    """Statistics leave the zeros at its end out, or write those of a township or village; no other length is a code."""
    assert plain_code(code) == plain
    assert CODE_LENGTHS == (2, 4, 6, 9, 12)


@pytest.mark.parametrize("code", ["330106001", "330106000001"])
def test_the_code_of_a_township_is_refused_with_that_of_its_county(code):
    """Nobody decided about a township."""
    with pytest.raises(InvalidPlaceError, match=r"pass the 6 digits of its county, 330106\.") as caught:
        plain_code(code)
    assert caught.value.reason == "township or village"
