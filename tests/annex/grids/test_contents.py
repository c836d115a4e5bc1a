"""What the columns of a grid hold, whatever their titles say."""

import pytest

from pilotzones.annex.grids.contents import is_known_line, is_numbering, is_text
from pilotzones.annex.readers.document import Cell

HEADER = ("序号", "税则号列", "货品名称", "备注")
MILK = ("1", "04029100", "乳", "")
SWEET = ("2", "04029900", "糖乳", "仅限网购保税商品")


@pytest.mark.parametrize("texts", [["马"], ["Milk"], ["乳", "12.5"], ["ex", "乳"], ["大米", "", "茶"]])
def test_a_column_of_words(texts):
    """One Chinese character is a word; half of the texts must have one."""
    assert is_text(texts)


@pytest.mark.parametrize("texts", [[], ["12.5"], ["A"], ["ex", "Ex", "ex.", "(ex)"], ["乳", "1", "2"], ["%"]])
def test_a_column_without_words(texts):
    """Rates, units of one letter, and the "ex" of codes of which a part counts."""
    assert not is_text(texts)


def test_a_column_that_counts_its_rows():
    """Most of its texts are numbers, and they ascend; there may be gaps."""
    columns = (["1", "2", "3"], ["1", "", "4"], ["7"], ["2", "1"], ["1", "1"], ["1", "乳"], [])
    assert [is_numbering(column) for column in columns] == [True, True, True, False, False, False, False]


@pytest.mark.parametrize(
    ("cell", "known"),
    [
        (Cell("04029100"), True),
        (Cell("4029100"), False),  # a text keeps its zero
        (Cell("4029100", is_number=True), True),
        (Cell("402910010", is_number=True), True),
        (Cell("84713010", is_number=True), True),
        (Cell("55906157", is_number=True), False),  # 5590 is not a heading
        (Cell("040291"), False),
    ],
)
def test_a_line_is_known_by_its_subheading(cell, known):
    """Of a number, with the zero that a spreadsheet drops."""
    assert is_known_line(cell) is known


@pytest.mark.parametrize("condition", ["仅限", "只限", "除外", "以内", "以下", "不超过", "禁止", "不得"])
def test_a_column_of_conditions_is_that_of_the_remarks(extracted, grid, condition):
    """In a table without titles; of two such columns it is not known which one it is."""
    [row] = extracted(grid(("04029100", "乳", "千克", f"每人{condition}2千克"))).rows
    assert (row.name, row.remark, row.other) == ("乳", f"每人{condition}2千克", (("", "千克"),))
    [row] = extracted(grid(("04029100", "乳", "仅限保税", f"每人{condition}2千克"))).rows
    assert (row.name, row.remark) == ("乳", "")
    assert row.other == (("", "仅限保税"), ("", f"每人{condition}2千克"))


def test_a_column_of_codes_is_known_by_the_first_sixty_rows(extracted, grid):
    """What has a code only behind them is reported, and not read."""
    words = [("甲", "乙")] * 59
    code = ("04029100", "乳")
    assert [row.hs_code for row in extracted(grid(*words, code)).rows] == ["04029100"]
    found = extracted(grid(*words, ("甲", "乙"), code))
    assert (found.rows, [left.where for left in found.unread]) == ((), ["page 1, row 61"])


def test_a_narrower_table_on_a_later_page_has_columns_of_its_own(extracted, grid):
    """Its fourth column is not that of the page before."""
    header = (*HEADER[:3], "计量单位", HEADER[3])
    found = extracted(grid(header, (*MILK[:3], "千克", "")), grid(SWEET, page=2))
    assert [(row.name, row.remark, row.other) for row in found.rows] == [
        ("乳", "", (("计量单位", "千克"),)),
        ("糖乳", "仅限网购保税商品", ()),
    ]


def test_a_narrower_sheet_goes_on_with_the_columns_before(extracted, grid):
    """A sheet ends with its last column that is not blank: if that is before the remarks, they are not known."""
    header = (*HEADER[:3], "计量单位", HEADER[3])
    first = grid(header, (*MILK[:3], "千克", "除外"))._replace(sheet="一")
    found = extracted(first, grid((*SWEET[:3], "克"), page=2)._replace(sheet="二"))
    assert [(row.seq, row.hs_code, row.name, row.remark, row.remark_known, row.other) for row in found.rows] == [
        (1, "04029100", "乳", "除外", "yes", (("计量单位", "千克"),)),
        (2, "04029900", "糖乳", "", "no", (("计量单位", "克"),)),
    ]
