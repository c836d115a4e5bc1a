"""Lines of a table without ruling lines become rows: all words are 10 points high, and the lines of a cell 13 apart."""

import pytest

from pilotzones.annex.readers.pdf.rows import Word, join_by_line, make_rows, make_rows_between, separate_rows


def column(words):
    """Make the words of a column by their height on the page."""
    return [Word(text=text, x0=0, x1=50, y=y, height=10) for y, text in words.items()]


def rows(anchors, *columns):
    """Sort columns of words into rows around codes; of one column the texts alone."""
    found = make_rows([column(words) for words in columns], anchors)
    return [row[0] for row in found] if len(columns) == 1 else found


BETWEEN = {500: "u", 513: "v"}
"""A cell of two lines with its code between them, at 506.5."""
BELOW = {600: "x", 613: "y"}
"""A cell of two lines with its code beside the first one, at 600."""


def test_cells_of_several_lines_belong_to_the_code_beside_them():
    """Level with it or around it; a row without a code comes first."""
    level = {100: "a", 113: "b", 126: "c", 200: "d", 213: "e"}
    assert rows([100, 200], level) == ["a\nb\nc", "d\ne"]
    around = {40: "z", 100: "a", 113: "b", 126: "c", 200: "d", 213: "e"}
    assert rows([113, 206.5], around) == ["z", "a\nb\nc", "d\ne"]
    assert rows([], {100: "a", 200: "b"}) == ["a\nb"]


def test_a_row_has_a_text_for_each_column():
    """Blank where a column has none."""
    assert rows([100, 200], {100: "1", 200: "2"}, {100: "a"}, {200: "b"}) == [["1", "a", ""], ["2", "", "b"]]


def test_lines_apart_from_the_others_are_cells_of_their_own():
    """A gap of 21 points between lines that are 13 apart: each cell belongs to the code in its middle."""
    assert rows([113, 160], {100: "a", 113: "b", 126: "c", 147: "d", 160: "e", 173: "f"}) == ["a\nb\nc", "d\ne\nf"]


def test_lines_beside_no_code_belong_to_the_nearest():
    """Below the last line of its cell, or at one height from the code above; before all codes to none."""
    assert rows([100, 300], {100: "a", 113: "b", 150: "c", 270: "d"}) == ["a\nb\nc", "d"]
    assert rows([100, 119], {110: "a"}, {100: "1", 119: "2"}) == [["", "1"], ["a", "2"]]
    assert rows([100, 300], {40: "a", 53: "b"}) == ["a\nb"]
    assert rows([100, 300], {40: "a"}, {100: "1"}) == [["a", ""], ["", "1"]]


def test_lines_without_a_gap_are_shared_out_as_other_cells_suggest():
    """As many above a code as below it, if more cells are centred than begin beside their codes; or from it on."""
    even = {100: "a", 113: "b", 126: "c", 139: "d"}  # each of the codes at 100 and 126 is beside a line
    level, centred = ["a\nb", "c\nd"], ["a", "b\nc\nd"]
    assert rows([100, 126], even) == level
    assert rows([100, 126, 506.5], even | BETWEEN) == [*centred, "u\nv"]
    assert rows([105, 131, 506.5], even | BETWEEN) == [*centred, "u\nv"]  # half a line away is beside a line
    assert rows([100, 126, 600], even | BELOW) == [*level, "x\ny"]
    assert rows([100, 126, 506.5, 600], even | BETWEEN | BELOW) == [*level, "u\nv", "x\ny"]
    beside = {700: "p", 713: "q", 726: "r"}
    assert rows([100, 126, 713], even | beside) == [*centred, "p\nq\nr"]
    assert rows([100, 126, 600, 713], even | BELOW | beside) == [*level, "x\ny", "p\nq\nr"]


def test_a_cell_begins_beside_its_code_within_half_its_height():
    """Four points lower is level with it, and so is five; single lines suggest nothing."""
    even = {100: "a", 113: "b", 126: "c", 139: "d"}
    assert rows([100, 126, 506.5, 596], even | BETWEEN | BELOW)[:2] == ["a\nb", "c\nd"]
    assert rows([100, 126, 506.5, 595], even | BETWEEN | BELOW)[:2] == ["a\nb", "c\nd"]
    assert rows([100, 126, 506.5, 594], even | BETWEEN | BELOW)[:2] == ["a", "b\nc\nd"]
    found = rows([100, 126, 506.5], even | BETWEEN, {100: "s"}, {126: "t"})
    assert [row[0] for row in found] == ["a", "b\nc\nd", "u\nv"]


@pytest.mark.parametrize(
    ("codes", "cells"),
    [
        ([100, 132.5], ["a\nb\nc", "d\ne"]),
        ([93.5, 126], ["a\nb", "c\nd\ne"]),
        ([95, 126], ["a\nb\nc", "d\ne"]),
        ([113], ["a\nb\nc\nd\ne"]),
        ([118, 134], ["a\nb\nc\nd", "e"]),
    ],
)
def test_centred_cells_without_a_gap(codes, cells):
    """Lines from 87 to 139: as many above a code as below it; if that does not fit, each code begins a cell."""
    even = {87: "a", 100: "b", 113: "c", 126: "d", 139: "e"}
    assert rows([*codes, 506.5], even | BETWEEN)[: len(codes)] == cells


def test_ruling_lines_separate_rows_if_most_codes_are_alone_between_them():
    """A header's line or two do not; nor is one code a table."""
    rules = [90, 110, 130, 150]
    assert separate_rows(rules, [100, 120, 140])
    assert separate_rows(rules, [100, 120, 140, 160, 165])
    assert not separate_rows(rules, [100, 120, 140, 145])
    assert not separate_rows(rules, [95, 100, 120, 140, 145])
    assert not separate_rows([90], [100, 120, 140])
    assert not separate_rows(rules, [100])
    assert not separate_rows([], [])


def test_rows_between_ruling_lines():
    """Each has the lines of its cells; those without a word are left out."""
    columns = [column({95: "1", 120: "2"}), column({95: "a", 105: "b", 85: "t", 145: "z"}), column({})]
    assert make_rows_between(columns, [90, 110, 130, 140]) == [
        ["", "t", ""],
        ["1", "a\nb", ""],
        ["2", "", ""],
        ["", "z", ""],
    ]


def test_the_words_of_a_line_are_joined():
    """With spaces, from the first one to the last; lines are half a height apart at least."""
    words = [
        Word("ex", 10, 20, 100, 10),
        Word("0402", 25, 45, 104.9, 10),
        Word("其他", 50, 70, 110, 10),
    ]
    assert join_by_line(words) == [[Word("ex 0402", 10, 45, 100, 10)], [Word("其他", 50, 70, 110, 10)]]
    assert join_by_line([]) == []
    assert words[0].x == 15
