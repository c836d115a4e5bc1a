"""Characters of a PDF page: each once, sorted into lines and words. All are made by hand, in points."""

import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotzones.annex.readers.pdf.glyphs import (
    Glyph,
    find_overprint,
    join_glyphs,
    read_glyphs,
    sort_into_lines,
    split_words,
)
from pilotzones.annex.readers.pdf.turns import Turn

LEVEL = Turn(quarters=0, skew=0.0, width=600, height=800)


def glyph(text, x=0.0, y=0.0, size=10.0, width=None):
    """Make a character by its left side, its middle from the top, and its height; it is as wide as it is high."""
    return Glyph(text, x, x + (size if width is None else width), y - size / 2, y + size / 2)


def line(text, *gaps, size=10.0):
    """Make a line of characters, with a gap after each of the first ones."""
    x, made = 0.0, []
    for at, character in enumerate(text):
        made.append(glyph(character, x, size=size))
        x += size + (gaps[at] if at < len(gaps) else 0.0)
    return made


def read(*glyphs):
    """Read characters as the library gives them."""
    keys = ("text", "x0", "x1", "top", "bottom")
    return read_glyphs([dict(zip(keys, one, strict=True)) for one in glyphs], LEVEL)


def texts(lines):
    """Take the texts of lines or words."""
    return ["".join(one.text for one in found) for found in lines]


@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(0, 50), st.sampled_from("1乳"))
def test_a_letter_that_is_printed_twice_counts_once(dx, dy, y, text):
    """The second print of a bold letter is moved by 1.2 points at most, in any direction; the first one is kept."""
    first, second = glyph(text, 100, y), glyph(text, 100 + dx, y + dy)
    moved = abs(second.x - first.x) + abs(second.y - first.y)
    if not math.isclose(moved, 1.2):
        assert read(first, second) == ([first] if moved < 1.2 else [first, second])
    other = second._replace(text="2")
    assert read(first, other) == [first, other]


@pytest.mark.parametrize("text", ["\u2f7a", "\u2ed7", "\u2fd4", "\uf900", "\ufa2d"])
def test_a_compatible_form_is_the_ordinary_character(text):
    """As Unicode decomposes it; no more than such characters are changed."""
    expected = {"\u2ed7": "\u2ed7"}.get(text, unicodedata.normalize("NFKC", text))
    assert [one.text for one in read(glyph(text))] == [expected]
    assert [one.text for one in read(glyph("１"))] == ["１"]


@pytest.mark.parametrize(
    ("radical", "character"),
    [
        ("⺠", "民"),
        ("⻅", "见"),
        ("⻓", "长"),
        ("⻝", "食"),
        ("⻢", "马"),
        ("⻥", "鱼"),
        ("⻦", "鸟"),
        ("⻨", "麦"),
        ("⻲", "龟"),
    ],
)
def test_a_radical_is_the_character_that_it_stands_for(radical, character):
    """EquivalentUnifiedIdeograph.txt of Unicode has each of these pairs."""
    assert [one.text for one in read(glyph(radical))] == [character]


def test_large_characters_over_others_are_a_stamp():
    """Only a line of them that has text under it, and no spaces; a title of that size beside the text is none."""
    text = [glyph("乳", 20 * at, 100) for at in range(6)]
    spaces = [glyph(" ", 20 * at, 100, 60) for at in range(20)]
    stamp = [glyph("样", 0, 100, 40), glyph("本", 300, 100, 40)]
    title = [glyph("清", 300, 140, 40), glyph("单", 200, 20, 40)]
    assert find_overprint([*stamp, *spaces, *text, *title]) == stamp
    assert find_overprint([*spaces, *text, *title]) == []
    assert find_overprint([]) == []


@pytest.mark.parametrize(("size", "is_stamp"), [(17.9, False), (18.1, True)])
def test_a_stamp_is_nearly_twice_as_large_as_the_text(size, is_stamp):
    """1.8 times the usual height; what is smaller is text, also under a stamp."""
    over = glyph("样", 0, 100, size)
    assert find_overprint([over, *(glyph("乳", 5, 100), glyph("乳", 50, 100), glyph("乳", 90, 100))]) == (
        [over] if is_stamp else []
    )
    large = glyph("样", 300, 100, 40)
    under = glyph("清", 310, 100, 18)
    assert find_overprint([large, under, *(glyph("乳", 20 * at, 100) for at in range(5))]) == [large]


def test_a_small_character_beside_a_stamp_is_not_under_it():
    """On the same height, and left or right of each of its characters."""
    text = [glyph("乳", 20 * at, 100) for at in range(6)]
    assert find_overprint([*text, glyph("样", 130, 100, 40), glyph("本", 170, 100, 40)]) == []


def test_lines_are_sorted_whatever_the_order_of_the_characters():
    """From top to bottom, and from left to right; small characters do not move the middle of a line."""
    characters = [
        glyph("c", 20, 50), glyph("1", 30, 45, 5), glyph("2", 35, 53.5, 5), glyph("x", 0, 70), glyph("a", 0, 51),
        glyph("b", 10, 49), glyph("y", 10, 66),
    ]  # fmt: skip
    for order in (characters, characters[::-1], characters[3:] + characters[:3]):
        assert texts(sort_into_lines(order)) == ["abc12", "xy"]
    assert texts(sort_into_lines([glyph("z", 10, 45.5, 4), glyph("a", 0, 50), glyph("9", 20, 54, 4)])) == ["az9"]
    assert texts(sort_into_lines([glyph("a", 0, 50), glyph("b", 10, 54.9)])) == ["ab"]
    assert texts(sort_into_lines([glyph("a", 0, 50), glyph("b", 10, 55.1)])) == ["a", "b"]


@pytest.mark.parametrize(
    ("characters", "gaps", "joined"),
    [
        ("ab", [2.1], "ab"),
        ("ab", [2.3], "a b"),
        ("乳b", [30], "乳b"),
        ("a乳", [30], "a乳"),
        ("乳 品", [], "乳品"),
        ("a  b", [], "a b"),
        (" a乳 ", [], "a乳"),
    ],
)
def test_a_line_is_joined_with_spaces_between_latin_words(characters, gaps, joined):
    """A gap of 0.22 of the height separates them; beside a Chinese character no gap does."""
    assert join_glyphs(line(characters, *gaps)) == joined
    assert join_glyphs(line("ab", 11.0, size=50)) == "ab"  # exactly that share


@pytest.mark.parametrize(
    ("size", "up", "digit"),
    [(8.4, 1.3, "²"), (8.4, -1.3, "₂"), (8.4, 1.1, "2"), (8.4, -1.1, "2"), (8.6, 5, "2"), (5, 0, "2")],
)
def test_a_small_digit_off_the_line_is_raised_or_lowered(size, up, digit):
    """By 0.12 of the height of the character before it, measured on the line, and with 0.85 of that height at most."""
    base = 5 - 0.2 * 10  # a character of 10 points has its line there, below its middle
    small = Glyph("2", 10, 10 + size, base - up + 0.2 * size - size, base - up + 0.2 * size)
    letter = small._replace(text="n")
    assert join_glyphs([glyph("m"), small]) == f"m{digit}"
    assert join_glyphs([glyph("m"), letter]) == "mn"
    assert join_glyphs([glyph("m"), small, glyph("O", 10 + size, size=size)]) == f"m{digit}O"
    assert join_glyphs([glyph("m"), glyph(" ", 10, size=5), small._replace(x0=10, x1=10 + size)]) == f"m {digit}"
    second = small._replace(x0=10 + size, x1=10 + 2 * size)
    assert join_glyphs([glyph("m"), small, second]) == f"m{digit}{digit}"


@pytest.mark.parametrize(
    ("characters", "gap", "is_close", "words"),
    [
        ("ab", 7.9, False, ["ab"]),
        ("ab", 8.1, False, ["a", "b"]),
        ("乳b", 7.9, False, ["乳b"]),
        ("乳b", 4.6, True, ["乳", "b"]),
        ("a乳", 4.6, True, ["a", "乳"]),
        ("a乳", 4.4, True, ["a乳"]),
        ("ab", 7.9, True, ["ab"]),
        ("ab", 8.1, True, ["a", "b"]),
        ("a b", 0, False, ["a", "b"]),
    ],
)
def test_words_are_split_at_wide_gaps(characters, gap, is_close, words):
    """0.8 of the height; beside a Chinese character 0.45, if columns may be close. Spaces are gaps."""
    assert texts(split_words(line(characters, gap), is_close=is_close)) == words
    if not is_close:
        assert texts(split_words(line(characters, gap))) == words
