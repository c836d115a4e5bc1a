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
