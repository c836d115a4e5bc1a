"""The words and spellings of official tables."""

import pytest

from pilotzones.annex.grids.vocabulary import (
    is_heading,
    is_line_code,
    is_note,
    is_page_number,
    join_lines,
    read_codes,
    read_number,
)
from pilotzones.annex.readers.document import Cell


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("4,029,100", ("4029100",)),
        ("04029100 04029900", ("04029100", "04029900")),
        ("0402910004029900", ("04029100", "04029900")),
        ("04029100①", ("04029100",)),
        ("Ex 0402.9100", ("04029100",)),
        ("12", ()),
        ("税号", ()),
        ("0402-05", ("040205",)),
    ],
)
def test_codes(text, codes):
    """Digits alone, however they are set."""
    assert read_codes(text) == codes
    assert is_line_code(text) == (bool(codes) and all(len(code) == 8 for code in codes))


@pytest.mark.parametrize(
    "text", ["注：以税则为准", "备注：1.", "注1.", "①ex表示", "Note: see", "※ 说明", "（注）见附件"]
)
def test_notes(text):
    """They open with a word or a mark."""
    assert is_note(text)


@pytest.mark.parametrize("text", ["12", "— 12 —", "- 3 -", "第 3 页", "第3页 共9页", "Page 3 of 9", "3/9"])
def test_page_numbers(text):
    """Alone on a line."""
    assert is_page_number(text)
    assert not is_page_number(f"{text} 酸乳")


@pytest.mark.parametrize(
    "text",
    ["一、增加的商品", "（二）删除", "附件1", "附表", "第一章 活动物", "清单二", "对美加征关税商品清单一", "Chapter 1"],
)
def test_headings(text):
    """Of sections, chapters and lists."""
    assert is_heading(text)
    assert not is_heading("浓缩的乳")


@pytest.mark.parametrize("text", ["Annex I-A: Steel", "annex ii", "Chapter Notes", "SCHEDULE", "Section 4"])
def test_a_line_of_running_text_is_not_a_heading(text):
    """Though it begins with the word of one."""
    assert is_heading(text)
    assert not is_heading("Annex are provided for informational purposes only")
    assert not is_heading("Schedule of the United States (HTSUS) that are listed")


def test_numbers_of_rows():
    """In any width, with a dot or in brackets."""
    assert [read_number(text) for text in ("1", "１２", "3.", "(4)", "5、", "6.0", "七", "1.5", "")] == [
        1, 12, 3, 4, 5, 6, None, None, None,
    ]  # fmt: skip


def test_broken_lines_are_joined():
    """A space between Latin words, none between Chinese characters; invisible characters go."""
    assert join_lines(["重量≤\n185克", "的\r\n鹅"]) == "重量≤185克的鹅"
    assert join_lines("fresh or\nchilled,\n(whole)") == "fresh or chilled, (whole)"
    assert join_lines("a\u200bb  c\n\n d ") == "ab c d"


def test_cells_show_what_they_are():
    """For whoever looks into a grid."""
    assert repr([Cell("1", is_number=True), Cell("乳")]) == "[Cell('1', is_number=True), Cell('乳')]"
