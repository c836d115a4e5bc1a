"""What an adjustment does to each line: by headings, a column, sides and counts."""

import pytest
from lists import ADJUSTMENT, HEADINGS, lists

from pilotzones import Dataset
from pilotzones.annex.changes import decide_changes
from pilotzones.annex.readers.document import Cell

HEADER = ("序号", "税则号列", "货品名称", "备注")


@pytest.fixture
def adjustment():
    """Take the announcement of 2022."""
    return next(announcement for announcement in Dataset.bundled().announcements() if announcement.id == "2022-7")


def decided(adjustment, extract):
    """Take each code with what is done to it."""
    lines, differences = decide_changes(adjustment, extract.rows)
    return [(line.change, line.row.hs_code) for line in lines], [str(difference) for difference in differences]


def sections(headings):
    """Write the made-up adjustment as headings and tables."""
    for action in ADJUSTMENT:
        yield headings[action]
        yield action, [line for line in lists()["2022-7"] if line.change == action]


def test_headings_tell(adjustment, extracted, grid):
    """Each table stands under a heading that says what is done."""
    blocks = [
        part if isinstance(part, str) else grid(HEADER, *((str(line.seq), *line[1:4]) for line in part[1]))
        for part in sections(HEADINGS)
    ]
    found = decided(adjustment, extracted(*blocks))
    assert found == ([(line.change, line.hs_code) for line in lists()["2022-7"]], [])


def test_counts_tell_where_headings_do_not(adjustment, extracted, grid):
    """The stated counts are all different: a table of 115 rows converts in."""
    headings = {action: f"表{number}" for number, action in enumerate(ADJUSTMENT, 1)}
    blocks = [
        part if isinstance(part, str) else grid(HEADER, *((str(line.seq), *line[1:4]) for line in part[1]))
        for part in sections(headings)
    ]
    found = decided(adjustment, extracted(*blocks))
    assert found == ([(line.change, line.hs_code) for line in lists()["2022-7"]], [])


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("新增", "add"),
        ("调入", "add"),
        ("删除", "delete"),
        ("调整备注", "remark"),
        ("修改备注", "remark"),
        ("转版调入", "convert_in"),
        ("税目调整后删除", "convert_out"),
        ("税则转换增加", "convert_in"),
        ("Added", "add"),
        ("Deleted", "delete"),
    ],
)
def test_a_column_tells(adjustment, extracted, grid, words, action):
    """One table may hold all changes, with a column that says which."""
    found = extracted(grid((*HEADER, "调整类型"), ("1", "04029100", "乳", "", words)))
    assert decided(adjustment, found) == ([(action, "04029100")], [])


OUT = "删除 删减 移除 取消 剔除 调出 转出 移出 减少 deleted Removed out".split()
IN = "新增 增加 增列 增补 添加 调入 转入 移入 纳入 列入 Addition in".split()
CONVERSION = "转版 转换 税则税目 税则调整 税则变化 税则修订 税则转换 税目调整 税目变化 税目变动 税目转换 税则号列调整 税则号列变化 Conversion".split()


@pytest.mark.parametrize(
    ("words", "action"), [*((word, "delete") for word in OUT), *((word, "add") for word in IN), ("Remark", "remark")]
)
def test_every_word_for_a_change_tells(adjustment, extracted, grid, words, action):
    """In a column and in a heading, where a word for a conversion makes it one."""
    row = ("1", "04029100", "乳", "")
    found = extracted(grid((*HEADER, "调整类型"), (*row, words)))
    assert decided(adjustment, found) == ([(action, "04029100")], [])
    headed = extracted(f"一、{words} 商品", grid(HEADER, row, ("2", "04029900", *row[2:])))
    assert decided(adjustment, headed)[0] == [(action, "04029100"), (action, "04029900")]


@pytest.mark.parametrize("converted", CONVERSION)
def test_every_word_for_a_conversion_tells(adjustment, extracted, grid, converted):
    """Without another word it does not say in which direction."""
    rows = [("1", "04029100", "乳", ""), ("2", "04029900", "乳", "")]
    for words, action in (("增加", "convert_in"), ("删除", "convert_out")):
        found = extracted(f"一、{converted}{words}的商品", grid(HEADER, *rows))
        assert decided(adjustment, found)[0] == [(action, "04029100"), (action, "04029900")]
    lines, differences = decided(adjustment, extracted(f"一、{converted}的商品", grid(HEADER, *rows)))
    assert (lines, len(differences)) == ([], 1)


@pytest.mark.parametrize(
    "words", ["出口商品", "进出口商品", "所列商品", "清单所列", "入境商品", "output", "main", "增删"]
)
def test_other_words_with_the_same_characters_do_not_tell(adjustment, extracted, grid, words):
    """Nothing is guessed of a part of a word."""
    found = extracted(f"一、{words}", grid(HEADER, ("1", "04029100", "乳", ""), ("2", "04029900", "乳", "")))
    lines, differences = decided(adjustment, found)
    assert (lines, len(differences)) == ([], 1)


@pytest.mark.parametrize("words", ["规则调整", "原则修订", "项目变动", "节目调整", "列调整", "版"])
def test_a_part_of_a_word_for_a_conversion_is_none(adjustment, extracted, grid, words):
    """What is added so is added."""
    found = extracted(f"一、{words}增加的商品", grid(HEADER, ("1", "04029100", "乳", ""), ("2", "04029900", "乳", "")))
    assert decided(adjustment, found)[0] == [("add", "04029100"), ("add", "04029900")]


def test_a_heading_that_deletes_remarks_deletes(adjustment, extracted, grid):
    """A remark is changed only where nothing goes out."""
    rows = [("1", "04029100", "乳", ""), ("2", "04029900", "乳", "")]
    found = extracted("一、删除的商品（备注）", grid(HEADER, *rows))
    assert decided(adjustment, found)[0] == [("delete", "04029100"), ("delete", "04029900")]


def test_a_column_under_a_heading_of_conversion(adjustment, extracted, grid):
    """Added by conversion is converted in."""
    found = extracted("一、税则转版", grid((*HEADER, "调整类型"), ("1", "04029100", "乳", "", "增加")))
    assert decided(adjustment, found) == ([("convert_in", "04029100")], [])


def test_sides_tell(adjustment, extracted, grid):
    """What stands before goes out and what stands after comes in; what stands on both has a new remark or none."""
    seq, before, after = Cell("序号"), Cell("调整前"), Cell("调整后")
    found = extracted(
        "三、税则税目调整",
        grid(
            (seq, before, before, before, after, after, after),
            (seq, "税则号列", "货品名称", "备注", "税则号列", "货品名称", "备注"),
            ("1", "04029100", "乳", "", "04029200", "乳", ""),
            ("2", "04029900", "乳", "", "04029900", "乳", "仅限网购保税商品"),
            ("3", "04031000", "酸乳", "", "04031000", "酸乳", ""),
        ),
    )
    assert decided(adjustment, found)[0] == [
        ("convert_out", "04029100"),
        ("convert_in", "04029200"),
        ("remark", "04029900"),
    ]


def test_what_is_undecided_is_a_difference(adjustment, extracted, grid):
    """Nothing is guessed where a heading says nothing, or both, or is missing."""
    found = extracted(
        "一、有关商品", grid(HEADER, ("1", "04029100", "乳", ""), ("2", "04029900", "乳", "")),
        "二、增加和删除的商品", grid(HEADER, ("1", "04031000", "酸乳", ""), ("2", "04039000", "酸乳", "")),
    )  # fmt: skip
    assert decided(adjustment, found) == (
        [],
        [
            (
                "change: page 1, row 2: '一、有关商品' does not say what the announcement does to these 2 rows; "
                "cannot be accepted"
            ),
            (
                "change: page 1, row 2: '二、增加和删除的商品' does not say what the announcement does to these 2 rows; "
                "cannot be accepted"
            ),
        ],
    )
    bare = extracted(grid(HEADER, ("1", "04029100", "乳", ""), ("2", "04029900", "乳", "")))
    assert decided(adjustment, bare)[1] == [
        "change: page 1, row 2: the file does not say what the announcement does to these 2 rows; cannot be accepted"
    ]


def test_a_whole_list_lists(extracted, grid):
    """Headings do not matter to a list."""
    announcement = Dataset.bundled().announcements()[0]
    found = extracted("一、删除的商品", grid(HEADER, ("1", "04029100", "乳", "")))
    assert decided(announcement, found) == ([("list", "04029100")], [])
