"""At which angle a page's text runs: characters made by hand, in points and degrees."""

import math

import pytest

from pilotzones.annex.readers.pdf.angles import Direction, PageText, find_text, find_unread
from pilotzones.annex.readers.pdf.glyphs import Glyph, read_glyphs
from pilotzones.annex.readers.pdf.turns import Turn

WIDTH, HEIGHT, SIZE = 600.0, 800.0, 10.0
CODES = "04029100 04029900"
TITLE = "现将有关事项公告如下请遵照"
"""Twelve characters and one more."""


def text(words, angle=0.0, x=100.0, y=400.0, size=SIZE):
    """Make the characters of a line that begins in the middle of its first character."""
    radians = math.radians(angle)
    cosine, sine = math.cos(radians), math.sin(radians)
    reach = size * (abs(cosine) + abs(sine)) / 2
    made = []
    for at, character in enumerate(words):
        middle_x, middle_y = x + at * size * cosine, y - at * size * sine
        made.append(
            {
                "text": character,
                "matrix": (cosine, sine, -sine, cosine, middle_x, HEIGHT - middle_y),
                "adv": size,
                "size": size,
                "x0": middle_x - reach,
                "x1": middle_x + reach,
                "top": middle_y - reach,
                "bottom": middle_y + reach,
            }
        )
    return made


def find(*lines, is_scan=False):
    """Find the text among the characters of lines."""
    return find_text([one for line in lines for one in line], WIDTH, HEIGHT, is_scan=is_scan)


def say(characters):
    """Join characters as they come."""
    return "".join(one["text"] for one in characters)


def direction(*words, angle=0.0):
    """Make a direction of some words."""
    return Direction(angle=angle, characters=[], words=words, size=sum(map(len, words)))


def test_the_beginning_of_a_text_is_its_example():
    """60 characters of it."""
    assert direction("乳" * 30, "a" * 29).example == "乳" * 30 + " " + "a" * 29
    assert direction("乳" * 30, "a" * 30).example == "乳" * 30 + " " + "a" * 29 + "..."


def test_different_words_and_codes_are_counted():
    """What is printed twice counts once; a word is a code if it is that of a tariff line."""
    found = find(text(f"{CODES} ex 04029100"), text("乳 乳", 45, y=600))
    main, other = found.characters, found.others[0]
    assert say(main) == f"{CODES} ex 04029100"
    assert (other.words, other.size, other.length, other.codes, other.angle) == (("乳",), 2, 1, 0, pytest.approx(45))
    assert (direction(*CODES.split(), "ex").codes, direction(*CODES.split(), "ex").length) == (2, 18)


@pytest.mark.parametrize("angle", [0.0, 90.0, -90.0, 180.0, 3.0, 87.0])
def test_the_text_with_most_codes_is_that_of_the_page(angle):
    """However long the other one is, and whatever the angles are; the other one is left out."""
    stamp = text("内部资料请勿外传" * 4, angle + 45, y=700)
    for lines in ((text(CODES, angle), stamp), (stamp, text(CODES, angle))):
        found = find(*lines)
        assert (say(found.characters), found.why) == (CODES, "")
        assert [say(other.characters) for other in found.others] == ["内部资料请勿外传" * 4]
        assert (found.turn.angle - angle) % 360 == pytest.approx(0, abs=1e-9)


def test_level_text_has_no_other_angle():
    """Nothing is grouped, and nothing left out."""
    found = find(text(CODES), text(TITLE, y=500))
    assert (say(found.characters), found.others, found.why) == (CODES + TITLE, (), "")
    assert (found.turn.angle, found.turn.width, found.turn.height) == (0, WIDTH, HEIGHT)


def test_spaces_are_no_text():
    """At an angle of their own they are nothing at all."""
    found = find(text(CODES), text("   ", 45))
    assert (say(found.characters), found.others) == (CODES, ())


@pytest.mark.parametrize(
    ("is_scan", "angle", "is_one"), [(False, 0.25, True), (False, 0.45, False), (True, 1.9, True), (True, 2.5, False)]
)
def test_lines_of_nearly_one_angle_are_one_text(is_scan, angle, is_one):
    """Within 0.3 degrees if a program drew them, within 2 if they were recognised on a scan."""
    found = find(text(CODES), text(TITLE, angle, y=500), is_scan=is_scan)
    assert (found.why == "") is is_one
    assert len(found.others) == (0 if is_one else 1)


def test_the_other_directions_come_with_the_fullest_first():
    """What is near counts with it, on a scan within 2 degrees: a line at 42 degrees does not, and comes last."""
    stamp, near, far = text("内部资料请勿外传", 70, y=600), text("仅供参考", 40, y=700), text("样张样张样", 42.2, y=500)
    for others in ((far, near, stamp), (near, stamp, far)):
        found = find(text(CODES), *others, is_scan=True)
        assert [say(other.characters) for other in found.others] == ["内部资料请勿外传", "样张样张样", "仅供参考"]


def test_the_middle_of_several_angles_is_where_most_lines_are():
    """Of lines at 0, 0.2 and 0.4 degrees the middle one is near both; the text's angle is between them."""
    found = find(text(CODES), text(TITLE, 0.2, y=500), text(TITLE, 0.4, y=600))
    assert (found.others, found.why) == ((), "")
    mean = (0.2 + 0.4) * len(TITLE) / (len(CODES) + 2 * len(TITLE))
    assert found.turn.angle == pytest.approx(mean)


def test_text_of_many_directions():
    """24 of them are told apart, and the rest is one more, as on a page with a drawing full of letters."""
    letters = [text("章", angle, x=9 * angle, y=100) for angle in range(11, 80, 2)]
    found = find(text(CODES), *letters)
    assert say(found.characters) == CODES
    assert len(found.others) == 24
    assert sum(other.size for other in found.others) == len(letters)


@pytest.mark.parametrize(
    ("words", "angle", "is_doubtful"),
    [
        ("内部", 9.9, True),
        ("内部", 10.1, False),
        ("内部", -170, False),
        ("内部 04029100", 45, False),
        ("04029100", 90, True),
        (CODES, 45, True),
        (TITLE, 90, False),  # the page's text has codes, and it has none
    ],
)
def test_text_that_may_be_a_part_of_the_list(words, angle, is_doubtful):
    """Near the angle of the list, or with codes; one code at a slant is a watermark."""
    found = find(text("04031000 04032000 04039000"), text(words, angle, y=600))
    assert (found.why != "") is is_doubtful
    if is_doubtful:
        assert found.why.startswith(f"text at {angle:g} degrees ('{words}') and at 0 degrees ('04031000 ")
        assert ", and which of it is the list is not certain. Use the attachment as it was published" in found.why


@pytest.mark.parametrize(("length", "is_doubtful"), [(5, False), (6, False), (7, True)])
def test_text_as_long_as_half_of_the_page_without_codes(length, is_doubtful):
    """Of a page with twelve characters more than six that are turned by a quarter may be its text; a slant is not."""
    page, other = TITLE[:12], "一二三四五六七"[:length]
    assert (find(text(page), text(other, 90, y=700)).why != "") is is_doubtful
    assert find(text(page), text(other, 45, y=700)).why == ""


def test_an_angle_that_is_nearly_zero_has_no_sign():
    """It is "0 degrees", and not "-0"."""
    why = find(text(CODES, -0.02), text(TITLE, 5.04, y=600)).why
    assert why.startswith(f"text at 5 degrees ('{TITLE}') and at 0 degrees ('{CODES}')")


def test_a_list_that_is_far_from_level():
    """It is refused; a slanted text without codes is a watermark on an empty page."""
    why = find(text(CODES, 30)).why
    assert why.startswith("a list at 30 degrees, which is too far from level. Use the attachment")
    found = find(text(TITLE, 30))
    assert (found.characters, found.why, len(found.others), found.turn.angle) == ((), "", 1, 0)


def unread(*others, boxes=()):
    """Find the text that was not read beside or in a table of 100 by 20 points, whose corner is at (100, 400)."""
    turn = Turn(quarters=0, skew=0.0, width=WIDTH, height=HEIGHT)
    glyphs = [Glyph("a", 100, 110, 400, 410), Glyph("b", 190, 200, 410, 420)]
    made = tuple(Direction(angle, text(words, angle, x, y), (words,), len(words)) for words, angle, x, y in others)
    return find_unread(PageText(turn, (), made), glyphs, boxes)


@pytest.mark.parametrize(
    ("x", "y", "is_in"),
    [
        (150, 410, True), (100, 400, True), (200, 420, True), (99, 410, False), (201, 410, False), (150, 399, False),
        (150, 421, False), (150, 420, True), (200, 410, True),
    ],
)  # fmt: skip
def test_text_that_is_turned_by_quarters_where_the_table_is(x, y, is_in):
    """It may be that of a cell: from the first to the last character of the table, and its highest to its lowest."""
    expected = "1 characters in the table, '限', run at an angle of 90 degrees to it and were not read"
    assert unread(("限", 90, x, y)) == (expected if is_in else "")


def test_slanted_text_over_the_table_is_a_watermark_unless_it_is_along_a_curve():
    """Four directions beside that of the table are a curve, such as a seal; a quarter may be two degrees off."""
    seal = [("章", angle, 150, 410) for angle in (45, 60, 75, 120)]
    assert unread(*seal[:3]) == ""
    assert unread(*seal) == "1 characters in the table, '章', run at an angle of 45 degrees to it and were not read"
    assert unread(("限", 88, 150, 410)) != ""
    assert unread(("限", 87.9, 150, 410)) == ""


def drift(tilt, lines=12):
    """Find the angle of a scan's level words whose lines rise by so many degrees."""
    slope = math.tan(math.radians(tilt))
    words = [
        text("乳品", x=x, y=100 + 20 * row - x * slope)
        for row in range(lines)
        for x in (50.0, 120.0, 210.0, 330.0, 420.0, 500.0)
    ]
    return find(*words, is_scan=True).turn.angle


@pytest.mark.parametrize("tilt", [2.0, -2.0, 4.0])
def test_level_words_on_lines_that_rise(tilt):
    """Of a scan the lines show its angle; lines that are nearly level are level."""
    assert (drift(tilt) + 180) % 360 - 180 == pytest.approx(tilt, abs=0.3)
    assert drift(0) == 0


def test_read_glyphs_are_those_of_the_direction():
    """A page that is turned upside down begins at its lower right corner."""
    found = find(text("乳品", 180, x=500, y=700))
    boxes = read_glyphs(found.characters, found.turn)
    assert [(one.text, round(one.x), round(one.y)) for one in boxes] == [("乳", 100, 100), ("品", 110, 100)]
