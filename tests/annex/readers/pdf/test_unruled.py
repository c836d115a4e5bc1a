"""Tables without ruling lines: pages of characters made by hand, each 10 points wide and high."""

import pytest

from pilotzones.annex.readers.document import Grid
from pilotzones.annex.readers.pdf.glyphs import Glyph
from pilotzones.annex.readers.pdf.unruled import UnruledColumns


def write(*texts, size=10):
    """Write texts from their left side, by their height on the page."""
    return [
        Glyph(one, x + at * size, x + (at + 1) * size, y - size / 2, y + size / 2)
        for x, y, text in texts
        for at, one in enumerate(text)
    ]


def read(*pages, first=1):
    """Read pages one after the other: tables as the number and the cells of their rows, and lines of text."""
    columns = UnruledColumns()
    return [
        [(row.number, *(cell.text for cell in row.cells)) for row in block.rows]
        if isinstance(block, Grid)
        else block.lines[0]
        for number, texts in enumerate(pages, 1)
        for block in columns.read_blocks(write(*texts), number, first)
    ]


HEADER = [(50, 60, "序号"), (90, 60, "税则号列"), (200, 60, "货品名称")]


def row(y, number, code, *texts):
    """Write a row: its number, its code, and texts in columns of 120 points."""
    words = [(50, y, str(number)), (90, y, code), *((200 + 120 * at, y, text) for at, text in enumerate(texts))]
    return [word for word in words if word[2]]


def test_titles_rows_and_notes_in_their_order():
    """Text above and below a table is text; a heading divides it, and the rows are numbered through the page."""
    page = [
        (50, 15, "附件"), (300, 15, "2"), (50, 30, "清单"), *HEADER, *row(90, 1, "04029100", "乳"), *row(120, 2, "04029900", "糖"), (50, 150, "二、其他"),
        *row(180, 3, "04031000", "酸"), *row(210, 4, "04039000", "鲜"), (50, 240, "注：1. 某"), (300, 400, "12"),
    ]  # fmt: skip
    assert read(page, first=5) == [
        "附件2",
        "清单",
        [(5, "序号", "税则号列", "货品名称"), (6, "1", "04029100", "乳"), (7, "2", "04029900", "糖")],
        "二、其他",
        [(8, "3", "04031000", "酸"), (9, "4", "04039000", "鲜")],
        "注：1. 某",
        "12",
    ]
    assert read([(50, 30, "清单"), (50, 60, "公告")]) == ["清单", "公告"]


def test_a_table_without_a_header_begins_with_its_first_code():
    """What stands above it, with a gap between its words, is no cell of it."""
    page = [(50, 30, "单位"), (300, 30, "个"), *row(90, 1, "04029100", "乳"), *row(120, 2, "04029900", "糖")]
    assert read(page) == ["单位个", [(1, "1", "04029100", "乳"), (2, "2", "04029900", "糖")]]


def test_one_code_is_a_table_only_below_a_header_or_behind_a_table():
    """Alone it may be a number of any kind."""
    alone = row(100, 1, "04029100", "乳")
    assert read(alone) == ["1 04029100乳"]
    assert read([*HEADER, *alone])[0][1:] == [(2, "1", "04029100", "乳")]
    assert read([*row(60, 1, "04029100", "乳"), *row(90, 2, "04029900", "糖")], row(100, 3, "04031000", "酸"))[1] == [
        (1, "3", "04031000", "酸")
    ]


def side_by_side(codes, head=HEADER[1:]):
    """Write two blocks beside each other, each with its header if there is one."""
    page = [*head, *((x + 250, y, text) for x, y, text in head)]
    for at, (left, right) in enumerate(codes):
        page += [
            (90, 90 + 30 * at, left),
            (200, 90 + 30 * at, "甲"),
            (340, 90 + 30 * at, right),
            (450, 90 + 30 * at, right and "乙"),
        ]
    return [word for word in page if word[2]]


def test_blocks_side_by_side():
    """The left one comes first, whatever rows the right one has; the rows are numbered through both."""
    codes = [("04029100", "04031000"), ("04029900", "04039000"), ("04041000", ""), ("04049000", "")]
    left, right = [[pair[side] for pair in codes] for side in (0, 1)]
    found = read(side_by_side(codes))
    head = ("税则号列", "货品名称")
    assert found[0] == [(1, *head), *((at, code, "甲") for at, code in enumerate(left, 2))]
    assert found[1] == [(6, *head), *((at, code, "乙") for at, code in enumerate(right[:2], 7))]
    assert read(side_by_side(codes[:2], head=[])) == [
        [(1, "04029100", "甲"), (2, "04029900", "甲")],
        [(3, "04031000", "乙"), (4, "04039000", "乙")],
    ]


@pytest.mark.parametrize(("count", "is_block"), [(2, False), (3, True)])
def test_a_few_codes_in_another_column_are_no_block(count, is_block):
    """Fewer than three tenths of those in the fullest column may be in a name."""
    codes = [(f"040291{at:02}", f"040310{at:02}" if at < count else "") for at in range(10)]
    found = read(side_by_side(codes, head=[]))
    assert len(found) == (2 if is_block else 1)


def test_numbers_beside_the_codes_of_a_second_block_are_its_own():
    """Also with a dot behind them; a word there is the last column of the first block."""
    page = []
    for at in range(3):
        y = 90 + 30 * at
        page += [(50, y, f"{at + 1}."), (90, y, f"0402910{at}"), (200, y, "甲")]
        page += [(250, y, f"{at + 4}、"), (300, y, f"0403100{at}"), (420, y, "乙")]
    assert [[cells[1:] for cells in grid] for grid in read(page)] == [
        [(f"{at + 1}.", f"0402910{at}", "甲") for at in range(3)],
        [(f"{at + 4}、", f"0403100{at}", "乙") for at in range(3)],
    ]
    worded = [(x, y, "千克") if text.endswith("、") else (x, y, text) for x, y, text in page]
    assert [cells[1:] for cells in read(worded)[0]] == [(f"{at + 1}.", f"0402910{at}", "甲", "千克") for at in range(3)]


def test_columns_hold_on_the_next_page():
    """A column that is blank there is one all the same; words that are broader there widen it."""
    first = [*HEADER, (330, 60, "备注"), *row(90, 1, "04029100", "乳", "除外"), *row(120, 2, "04029900", "糖")]
    second = [*row(60, 3, "04031000", "酸"), *row(90, 4, "04039000", "鲜")]
    assert read(first, second)[1] == [(1, "3", "04031000", "酸", ""), (2, "4", "04039000", "鲜", "")]


def test_a_table_with_a_header_or_other_places_has_its_own_columns():
    """What was learnt before holds for it no longer."""
    first = [*HEADER, *row(90, 1, "04029100", "乳" * 30), *row(120, 2, "04029900", "糖")]
    second = [
        (50, 30, "清单二"), *HEADER, (330, 60, "备注"), *row(90, 1, "04031000", "酸", "除外"), *row(120, 2, "04039000", "鲜"),
    ]  # fmt: skip
    assert read(first, second)[-1][1:] == [(2, "1", "04031000", "酸", "除外"), (3, "2", "04039000", "鲜", "")]
    moved = [(x + 300, y, text) for x, y, text in [*row(60, 3, "04031000"), *row(90, 4, "04039000")]]
    assert read(first, moved)[-1] == [(1, "3", "04031000"), (2, "4", "04039000")]


@pytest.mark.parametrize(("above", "below"), [("0402.99", ".00"), ("0402", "9900"), ("0402-", "9900")])
def test_codes_that_are_broken_over_two_lines(above, below):
    """Both lines are one code, also beside a rate; not if the lower one has a number of its own."""
    around = [*row(90, 1, "04029100", "乳", "5"), *row(160, 3, "04031000", "酸", "8")]
    broken = [(90, 120, above), (90, 130, below), (200, 125, "糖"), (320, 128, "10")]
    assert read([*around, *broken, (50, 125, "2")]) == [
        [(1, "1", "04029100", "乳", "5"), (2, "2", f"{above}\n{below}", "糖", "10"), (3, "3", "04031000", "酸", "8")]
    ]
    apart = read([*around, *broken, (50, 128, "2")])
    assert f"{above}\n{below}" not in [cells[2] for cells in apart[0]]


def test_words_where_the_codes_are():
    """Without a number they begin no row: they are left in one of their own, and do not change a code."""
    page = [*row(90, 1, "04029100", "乳"), (90, 105, "（未"), (200, 105, "列名"), *row(120, 2, "04029900", "糖")]
    assert read(page) == [[(1, "1", "04029100", "乳\n列名"), (2, "2", "04029900", "糖"), (3, "", "（未", "")]]
    numbered = [*row(90, 1, "04029100", "乳"), *row(105, 2, "待定", "糖"), *row(120, 3, "04029900", "酸")]
    assert read(numbered) == [[(1, "1", "04029100", "乳"), (2, "2", "待定", "糖"), (3, "3", "04029900", "酸")]]


def test_wrapped_lines_at_the_end_of_a_page_are_the_rest_of_a_name():
    """Where names begin, and also if they look like a heading; left of them a line is apart from the rows."""
    rows = [*row(60, 1, "04029100", "乳"), *row(90, 2, "04029900", "糖")]
    rest = [(200, 103, "的混合物")]
    assert read([*rows, *rest])[0][1] == (2, "2", "04029900", "糖\n的混合物")
    left = [(x - 60, y, text) for x, y, text in [*rows, *rest] if x != 50]
    assert read(left)[0] == [(1, "04029100", "乳"), (2, "04029900", "糖\n的混合物")]
    for last in ("承办单位关税司", "二、其他", "注：1. 某"):
        assert read([*rows, *rest, (50, 140, last)])[1] == last
