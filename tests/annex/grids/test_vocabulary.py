"""The words and spellings of official tables."""

import re
import unicodedata

import pytest

from pilotzones.annex.grids.vocabulary import (
    CJK,
    LOWERED,
    RAISED,
    is_heading,
    is_line_code,
    is_note,
    is_page_number,
    join_lines,
    read_codes,
    read_number,
    strike,
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
        ("'04029100", ("04029100",)),
        ("·04029100–", ("04029100",)),
        (",029,100", ()),
        ("04061000[注]", ("04061000",)),
        ("04061000【注12】", ("04061000",)),
        ("04061000〔3〕", ("04061000",)),
        ("04029100 -", ("04029100",)),
        ("ex : 04029100", ("04029100",)),
        ("0402[1]9100", ()),
        ("04029100\n00123", ("04029100", "00123")),
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
    assert not any(map(is_note, ("①04029100", "*12", "* 12", "注销", "注册商品")))


@pytest.mark.parametrize(
    "text", ["12", "— 12 —", "- 3 -", "第 3 页", "第3页 共9页", "共9页", "共 12 页", "Page 3", "Page 3 of 9", "3/9"]
)
def test_page_numbers(text):
    """Alone on a line."""
    assert is_page_number(text)
    assert not is_page_number(f"{text} 酸乳")
    assert not is_page_number("/9")


@pytest.mark.parametrize(
    "text",
    [
        "一、增加的商品",
        "一．增加的商品",
        "一.增加的商品",
        "（二）删除",
        "附件1",
        "附表",
        "表二",
        "第一章 活动物",
        "第2类",
        "第 四 部 肉",
        "清单二",
        "对美加征关税商品清单一",
        "商品目录（2019年版）",
        "税目表",
        "税率表",
        "清单调整表",
        "Chapter 1",
    ],
)
def test_headings(text):
    """Of sections, chapters and lists."""
    assert is_heading(text)
    assert not any(map(is_heading, ("浓缩的乳", "肃清", "商品清", "第二", "章鱼", "目的", "2类", "三部分")))


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
    assert join_lines("fresh\r\nor chilled\rfish") == "fresh or chilled fish"
    assert join_lines("鲜\r\n牛\r乳") == "鲜牛乳"
    assert join_lines(["fresh", "fish"]) == "fresh fish"
    assert join_lines("fresh or\nchilled,\n(whole)") == "fresh or chilled, (whole)"
    assert join_lines("a\u200bb  c\n\n d ") == "ab c d"


def test_cells_show_what_they_are():
    """For whoever looks into a grid."""
    assert repr([Cell("1", is_number=True), Cell("乳")]) == "[Cell('1', is_number=True), Cell('乳')]"


def test_a_tariff_line_has_eight_or_ten_digits():
    """Headings and subheadings have fewer; the longer codes of the customs are not looked for without a title."""
    digits = "0402910010999"
    assert [length for length in range(1, 14) if is_line_code(digits[:length])] == [8, 10]
    assert is_line_code("04029100、0402990010")
    assert not is_line_code("04029100、0402")


def test_raised_and_lowered_digits_are_those_of_unicode():
    """Each by the name that the standard gives it."""
    for table, name in ((RAISED, "SUPERSCRIPT"), (LOWERED, "SUBSCRIPT")):
        for digit in "0123456789":
            assert unicodedata.name(digit.translate(table)) == unicodedata.name(digit).replace("DIGIT", name)


@pytest.mark.parametrize("character", [*map(chr, range(0x200B, 0x2010)), "\u2060", "\ufeff", "\u00ad"])
def test_characters_that_nobody_sees_are_dropped(character):
    """From names and from codes."""
    assert join_lines(f"鲜{character}乳") == "鲜乳"
    assert read_codes(f"0402{character}9100") == ("04029100",)


def test_chinese_characters_are_those_of_all_blocks():
    """Radicals, punctuation, ideographs of the basic and the later blocks, full-width forms; no others."""
    assert [one for one in "⺀、。《〇〔々〿一鿿豈𠀀𪜀！Ａ￥" if not re.fullmatch(f"[{CJK}]", one)] == []
    assert re.search(f"[{CJK}]", "Aé1Я-()…가") is None


def test_headings_are_counted_with_every_numeral():
    """In characters or digits."""
    numerals = [*"一二三四五六七八九十", "十二", "二十一", "1", "97"]
    assert [one for one in numerals if not is_heading(f"第{one}章 乳")] == []
    assert [one for one in numerals[:-2] if not is_heading(f"（{one}）乳")] == []


@pytest.mark.parametrize("dash", [*".-'`·", *map(chr, range(0x2010, 0x2016)), "\u2212"])
def test_dots_and_dashes_are_no_part_of_a_code(dash):
    """Inside of it, or before and behind it."""
    assert read_codes(f"0402{dash}91{dash}00") == read_codes(f"{dash}04029100{dash}") == ("04029100",)


def test_each_character_of_struck_text_is_struck():
    """But for the space between them."""
    assert strike("09 乳") == "0\u03369\u0336 乳\u0336"
    assert read_codes(strike("04029100")) == ()
