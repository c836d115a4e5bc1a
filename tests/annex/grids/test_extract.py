"""Grids -> rows: every way in which official tables are laid out, from grids made by hand."""

import pytest
from lists import some

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.grids.roles import Titles
from pilotzones.annex.readers.document import Cell, Document, Fault, Prose, Unread

HEADER = ("序号", "税则号列", "货品名称", "备注")
MILK = ("1", "04029100", "浓缩但未加糖的非固状乳及奶油", "")
SWEET = ("2", "04029900", "浓缩并已加糖的非固状乳及奶油", "仅限网购保税商品")
ADD_CODE = "add its code in the file, or take the row out, and read the file again"
YOGURT = ("3", "04031000", "酸乳", "")


def plain(extract):
    """Take of each row what an annex prints."""
    return [(row.seq, row.hs_code, row.name, row.remark) for row in extract.rows]


def printed(*lines):
    """Take lines as they are printed."""
    return [(int(seq) if seq else None, code, name, remark) for seq, code, name, remark in lines]


def test_a_plain_table(extracted, grid):
    """Rows keep their order, page and row; the title is what stands above them."""
    found = extracted("附件", "跨境电子商务零售进口商品清单", grid(HEADER, MILK, SWEET))
    assert plain(found) == printed(MILK, SWEET)
    assert found.title == ("附件", "跨境电子商务零售进口商品清单")
    assert [(row.page, row.row, row.where) for row in found.rows] == [
        (1, 2, "page 1, row 2"),
        (1, 3, "page 1, row 3"),
    ]
    assert (found.tables, found.notes, found.left_out) == (1, (), ())


@pytest.mark.parametrize(
    "code", ["税号", "商品编码", "HS编码", "税则号列②", "海关商品编号", "HS Code", "tariff_line", "税 则\n号 列"]
)
@pytest.mark.parametrize(
    "name", ["商品名称", "货品名称(简称)", "品 名", "Description of goods", "货品名称 Description"]
)
def test_headers_have_many_names(extracted, grid, code, name):
    """Chinese, English, spaced, with footnote marks."""
    found = extracted(grid(("No.", code, name, "备 注"), MILK, SWEET))
    assert plain(found) == printed(MILK, SWEET)


def test_columns_in_another_order(extracted, grid):
    """The header tells which is which."""
    found = extracted(grid(("备注", "货品名称", "序号", "税号"), *((r, n, s, c) for s, c, n, r in (MILK, SWEET))))
    assert plain(found) == printed(MILK, SWEET)


def test_no_header_at_all(extracted, grid):
    """Columns are told by what they hold: codes, a count, words; rates are kept beside them."""
    rows = [(line.seq, line.hs_code, line.name, "12.5", line.remark or "无") for line in some(20)]
    found = extracted(grid(*((str(seq), *rest) for seq, *rest in rows)))
    assert plain(found) == [(seq, code, name, remark) for seq, code, name, _, remark in rows]
    assert found.rows[0].other == (("", "12.5"),)
    bare = extracted(grid(("04029100",), ("04029900",)))
    assert [row.hs_code for row in bare.rows] == ["04029100", "04029900"]
    swapped = extracted(grid(("酸乳", "04031000"), ("黄油", "04051000")))
    assert [row.name for row in swapped.rows] == ["酸乳", "黄油"]


def test_a_table_without_codes_is_text(extracted, grid):
    """A layout table's words are lines like any other."""
    found = extracted(grid(("附件", ""), ("说明如下", "")), grid(HEADER, MILK))
    assert found.title == ("附件", "说明如下")
    assert plain(found) == printed(MILK)


def test_the_header_is_repeated_or_missing_on_later_pages(extracted, grid):
    """Both go on with one table."""
    found = extracted(grid(HEADER, MILK), grid(HEADER, SWEET, page=2), grid(YOGURT, page=3))
    assert plain(found) == printed(MILK, SWEET, YOGURT)
    assert found.tables == 1


def test_a_later_page_of_another_width_has_columns_of_its_own(extracted, grid):
    """A table may lose its empty remark column on a page."""
    found = extracted(grid(HEADER, MILK), grid(SWEET[:3], YOGURT[:3], page=2))
    assert [row[:3] for row in plain(found)] == [row[:3] for row in printed(MILK, SWEET, YOGURT)]


def test_title_heading_and_note_inside_the_grid(extracted, grid):
    """A merged cell over all columns is no row."""
    title, heading, note = (Cell(text) for text in ("商品清单（2019年版）", "二、第二部分", "注：1.以2019年税则为准"))
    found = extracted(grid([title] * 4, HEADER, MILK, [heading] * 4, SWEET, [note] * 4, ("2.简称仅供参考", "", "", "")))
    assert plain(found) == printed(MILK, SWEET)
    assert found.title == ("商品清单（2019年版）",)
    assert [row.section for row in found.rows] == ["商品清单（2019年版）", "二、第二部分"]
    assert found.notes == ("注：1.以2019年税则为准", "2.简称仅供参考")


def test_notes_below_the_table_and_page_numbers_are_no_rows(extracted, grid):
    """Notes are kept; a page's number is not worth a word; a second list's heading ends the notes."""
    found = extracted(
        grid(HEADER, MILK),
        Prose(1, ("注：以税则为准。", "2.名称为简称", "— 1 —")),
        Prose(2, ("清单二",)),
        grid(HEADER, ("1", *SWEET[1:]), page=2),
        Prose(2, ("印发单位",)),
    )
    assert plain(found) == printed(MILK, ("1", *SWEET[1:]))
    assert found.notes == ("注：以税则为准。", "2.名称为简称")
    assert found.tables == 2
    assert [str(one) for one in found.left_out] == ["page 2: 印发单位 (text outside the rows)"]


def test_notes_in_the_grid_without_a_merged_cell(extracted, grid):
    """A note may stand in the name's column; what follows it without a code goes on with it."""
    found = extracted(grid(HEADER, MILK, ("", "", "注：以税则为准", "见附件"), ("", "", "续注", "x")))
    assert found.notes == ("注：以税则为准 见附件", "续注 x")


def test_merged_cells_hold_for_every_row_they_cover(extracted, grid):
    """A remark over three rows is the remark of each."""
    remark = Cell("仅限网购保税商品")
    found = extracted(grid(HEADER, *((*line[:3], remark) for line in (MILK, SWEET, YOGURT))))
    assert [row.remark for row in found.rows] == ["仅限网购保税商品"] * 3


def test_rows_of_one_merged_code_are_one(extracted, grid):
    """Where number and code are merged over two rows, the names below each other are one name."""
    seq, code = Cell("1"), Cell("04029100")
    found = extracted(grid(HEADER, (seq, code, "浓缩的", ""), (seq, code, "乳", "除外"), ("2", code, "另一", "")))
    assert plain(found) == [(1, "04029100", "浓缩的乳", "除外"), (2, "04029100", "另一", "")]


def test_a_header_merged_over_two_columns(extracted, grid):
    """Both columns are the name's."""
    name = Cell("货品名称")
    found = extracted(grid(("序号", "税号", name, name), ("1", "04029100", "浓缩的", "乳")))
    assert plain(found) == [(1, "04029100", "浓缩的乳", "")]


def test_cells_broken_over_pages(extracted, grid):
    """The rest of a row has neither number nor code, on the page below."""
    found = extracted(
        grid(HEADER, ("1", "04029100", "浓缩但未加糖的", "")),
        grid(HEADER, ("", "", "非固状乳及奶油", "除外"), SWEET, page=2),
    )
    assert plain(found) == [(1, "04029100", "浓缩但未加糖的非固状乳及奶油", "除外"), *printed(SWEET)]


def test_a_row_that_begins_on_the_page_before_its_code(extracted, grid):
    """Its code is centred in the cell, and so stands on the next page."""
    found = extracted(
        grid(HEADER, MILK, ("2", "", "浓缩并", "")),
        grid(("", "04029900", "已加糖的", "除外"), YOGURT, page=2),
    )
    assert plain(found) == [*printed(MILK), (2, "04029900", "浓缩并已加糖的", "除外"), *printed(YOGURT)]


def test_a_row_at_the_end_of_a_page_whose_code_does_not_follow(extracted, grid):
    """It is left out, and the next row keeps its own name."""
    found = extracted(grid(HEADER, MILK, ("", "", "无号甲", "")), grid(HEADER, ("2", "", "无号乙", ""), page=2))
    assert [str(one) for one in found.left_out] == [
        "page 1, row 3: 无号甲 (no code)",
        f"page 2, row 2: 2 无号乙 (no code; {ADD_CODE})",
    ]
    assert found.rows[0].name == "浓缩但未加糖的非固状乳及奶油"
    found = extracted(grid(HEADER, MILK, ("2", "", "无号甲", "")), grid(HEADER, YOGURT, page=2))
    assert plain(found) == printed(MILK, YOGURT)
    assert [str(one) for one in found.left_out] == [f"page 1, row 3: 2 无号甲 (no code; {ADD_CODE})"]


def test_the_rest_of_a_row_without_a_code_belongs_to_it(extracted, grid):
    """And not to the row above it."""
    found = extracted(
        grid(HEADER, MILK, ("2", "", "浓缩并", "")), grid(HEADER, ("", "", "已加糖的", "除外"), YOGURT, page=2)
    )
    assert plain(found) == printed(MILK, YOGURT)
    assert [str(one) for one in found.left_out] == [f"page 1, row 3: 2 浓缩并已加糖的 除外 (no code; {ADD_CODE})"]


def test_a_row_over_the_end_of_a_page_in_a_table_without_numbers(extracted, grid):
    """Nothing proves that it is one row: the rest is reported; below a dash it is a heading, without a name a rest."""
    header = HEADER[1:]
    for name, reported in (("（续）", True), ("-- 其他：", False), ("其他：", False)):
        found = extracted(grid(header, MILK[1:]), grid(header, ("", name, ""), SWEET[1:], page=2))
        assert [row.name for row in found.rows] == [MILK[2], SWEET[2]]
        assert [(left.text, left.is_row) for left in found.left_out] == [(name, reported)]
    found = extracted(grid(header, MILK[1:]), grid(header, ("", "", "除外"), SWEET[1:], page=2))
    assert [row.remark for row in found.rows] == ["除外", SWEET[3]]
    assert found.left_out == ()


def test_a_name_alone_at_the_beginning_of_a_page_where_names_alone_are_headings(extracted, grid):
    """Number or not: it may be one more heading, and is reported."""
    heading = ("", "", "乳品", "")
    found = extracted(grid(HEADER, heading, MILK, heading, SWEET), grid(HEADER, ("", "", "发酵乳", ""), YOGURT, page=2))
    assert plain(found) == printed(MILK, SWEET, YOGURT)
    assert [(left.text, left.is_row) for left in found.left_out] == [("乳品", False), ("乳品", False), ("发酵乳", True)]


@pytest.mark.parametrize("between", ["清单二", "第二章 肉"])
def test_a_code_is_not_completed_below_a_heading(extracted, grid, between):
    """Though the row above has a number and the one below has none."""
    found = extracted(
        grid(HEADER, ("1", "0402", "浓缩的", "")), Prose(2, (between,)), grid(("", "9100", "乳", ""), page=2)
    )
    assert [(row.seq, row.hs_code) for row in found.rows] == [(1, "0402"), (None, "9100")]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("", "0102", "牛", ""), ("", "0103", "猪", "")),
        (("1", "0102", "牛", ""), ("2", "0103", "猪", "")),
        (("1", "0102", "牛", ""), ("", "0103", "猪", "")),
        (("1", "04029100", "乳", ""), ("", "0403", "酸乳", "")),
    ],
)
def test_headings_at_the_end_of_a_page_are_not_joined(extracted, grid, above, below):
    """A number above and none below do not prove a break where both are headings, or the first is a whole code."""
    found = extracted(grid(HEADER, above), grid(below, page=2))
    assert [row.hs_code for row in found.rows] == [above[1], below[1]]


def test_a_code_broken_over_pages(extracted, grid):
    """Its digits are put together."""
    found = extracted(grid(HEADER, ("1", "0402.", "浓缩的", "")), grid(("", "91.00", "乳", ""), SWEET, page=2))
    assert plain(found) == [(1, "04029100", "浓缩的乳", ""), *printed(SWEET)]
    found = extracted(grid(HEADER, ("1", "0402.91", "浓缩的", "")), grid(HEADER, ("", ".00", "乳", ""), SWEET, page=2))
    assert plain(found) == [(1, "04029100", "浓缩的乳", ""), *printed(SWEET)]


def test_wrapped_lines_of_an_unruled_table(extracted, grid):
    """Without rules a row without number and code belongs to the one above it."""
    found = extracted(grid(HEADER, MILK, ("", "", "（续）", ""), SWEET, ruled=False))
    assert found.rows[0].name == "浓缩但未加糖的非固状乳及奶油（续）"


def test_what_is_left_out_has_its_reason(extracted, grid):
    """Nothing disappears: a sum, a row without a code, a code without digits, a page that is a picture."""
    found = extracted(
        grid(HEADER, MILK, ("", "合计", "1项", ""), ("2", "", "无号商品", "x"), ("3", "待定", "乳", "")),
        Unread(2, "it is a picture without text"),
    )
    assert plain(found) == printed(MILK)
    assert [(one.row, one.text, one.reason) for one in found.left_out] == [
        (3, "合计 1项", "a sum"),
        (4, "2 无号商品 x", "no code"),
        (5, "3 待定 乳", "it has characters that are not digits"),
        (None, "", "it is a picture without text"),
    ]
    assert str(found.left_out[-1]) == "page 2: it is a picture without text"
    assert str(found.left_out[0]) == "page 1, row 3: 合计 1项 (a sum)"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("0402.91.00", ["04029100"]),
        ("0402 9100", ["04029100"]),
        ("0402\n9100", ["04029100"]),
        ("０４０２．９１．００", ["04029100"]),
        ("ex 04029100", ["04029100"]),
        ("04029100①", ["04029100"]),
        ("0402-9100", ["04029100"]),
        ("04029100\n04029900", ["04029100", "04029900"]),
        ("0402.91.00、0402.99.00", ["04029100", "04029900"]),
        ("0402910090", ["0402910090"]),
        ("402910", ["402910"]),
    ],
)
def test_codes_as_they_are_written(extracted, grid, text, codes):
    """Spaces, dots, breaks, width, marks and "ex" are no part of a code; several are several rows."""
    found = extracted(grid(HEADER, ("1", text, "乳", ""), ("2", "09011100", "咖啡", "")))
    assert [row.hs_code for row in found.rows[:-1]] == codes


def test_codes_stored_as_numbers_get_their_zero_back(extracted, grid):
    """A spreadsheet's number has no leading zero; a text keeps what it has."""
    found = extracted(grid(HEADER, ("1", Cell("4029100", is_number=True), "乳", ""), ("2", "3304990", "护肤品", "")))
    assert [row.hs_code for row in found.rows] == ["04029100", "3304990"]
    assert found.padded == 1


def test_texts_that_lost_their_zeros_get_them_back(extracted, grid):
    """Only if no code of the file has one, and every short one is a tariff subheading's with it."""
    rows = [("1", "4029100", "乳", ""), ("2", "9011100", "咖啡", ""), ("3", "33049900", "护肤品", "")]
    found = extracted(grid(HEADER, *rows))
    assert [row.hs_code for row in found.rows] == ["04029100", "09011100", "33049900"]
    assert found.padded == 2
    assert extracted(grid(HEADER, *rows, ("4", "01012100", "马", ""))).padded == 0
    assert extracted(grid(HEADER, *rows, ("4", "3304990", "护肤品", ""))).padded == 0  # 0330 is no heading


def test_blocks_side_by_side_are_read_as_they_are_numbered(extracted, grid):
    """Down the left block and then the right one, or across both."""
    double = ("序号", "税号", "商品名称") * 2
    down = extracted(grid(double, (*MILK[:3], *YOGURT[:3]), (*SWEET[:3], "", "", "")))
    across = extracted(grid(double, (*MILK[:3], *SWEET[:3]), (*YOGURT[:3], "", "", "")))
    assert [row.seq for row in down.rows] == [row.seq for row in across.rows] == [1, 2, 3]
    codes = ("税号", "商品名称") * 2
    unnumbered = extracted(grid(codes, (*MILK[1:3], *SWEET[1:3]), (*YOGURT[1:3], "", "")))
    assert [row.hs_code for row in unnumbered.rows] == ["04029100", "04029900", "04031000"]


def test_before_and_after(extracted, grid):
    """A table of two sides gives rows for both, marked so; its number is that of both."""
    seq, before, after = Cell("序号"), Cell("调整前"), Cell("调整后")
    found = extracted(
        grid(
            (seq, before, before, after, after, "备注"),
            (seq, "税则号列", "货品名称", "税则号列", "货品名称", "备注"),
            ("1", "04029100", "乳", "04029200", "新乳", "除外"),
            ("2", "04029900", "乳", "", "", ""),
        )
    )
    assert [(row.seq, row.hs_code, row.name, row.group, row.remark) for row in found.rows] == [
        (1, "04029100", "乳", "before", ""),
        (1, "04029200", "新乳", "after", "除外"),
        (2, "04029900", "乳", "before", ""),
    ]


def test_codes_of_two_years_are_before_and_after(extracted, grid):
    """The tariff's year tells which is which, in either order; the one name is that of both."""
    found = extracted(grid(("2022年税则号列", "2021年税则号列", "货品名称"), ("04029200", "04029100", "乳")))
    assert [(row.hs_code, row.name, row.group) for row in found.rows] == [
        ("04029200", "乳", "after"),
        ("04029100", "乳", "before"),
    ]


def test_other_columns_are_kept(extracted, grid):
    """EX, rates, and the name in another language."""
    found = extracted(
        grid(
            ("序号", "EX①", "税则号列②", "商品名称", "Description", "2023年暂定税率（%）"),
            ("1", "ex", "04029100", "乳", "Milk", "5"),
        )
    )
    assert [(row.name, row.other) for row in found.rows] == [
        ("乳", (("EX①", "ex"), ("Description", "Milk"), ("2023年暂定税率（%）", "5")))
    ]
    inside = extracted(grid(HEADER, ("1", "ex04029100", "乳", "")))
    assert inside.rows[0].other == (("ex", "ex"),)


def test_a_header_in_two_languages_on_two_rows(extracted, grid):
    """Both rows are the header."""
    found = extracted(grid(HEADER, ("No.", "HS Code", "Description", "Remark"), MILK))
    assert plain(found) == printed(MILK)


def test_untitled_columns_are_told_by_what_they_hold(extracted, grid):
    """A number or a name without a title is found beside a titled code and remark."""
    found = extracted(grid(("", "税则号列", "", "备注"), MILK, SWEET))
    assert plain(found) == printed(MILK, SWEET)


def test_rows_before_a_later_header_belong_to_the_table_before(extracted, grid):
    """One grid may hold the end of a list, a heading, and the next one."""
    found = extracted(grid(HEADER, MILK), grid(SWEET, ("清单二", "", "", ""), HEADER, ("1", *YOGURT[1:]), page=2))
    assert [(row.seq, row.hs_code, row.section) for row in found.rows] == [
        (1, "04029100", ""),
        (2, "04029900", ""),
        (1, "04031000", "清单二"),
    ]
    assert found.tables == 2


def test_a_grid_may_be_blank(extracted, grid):
    """Blank rows and blank grids are nothing."""
    found = extracted(grid(("", "")), grid(HEADER, ("", "", "", ""), MILK), grid())
    assert plain(found) == printed(MILK)


def test_a_column_of_codes_alone(extracted, grid):
    """It has a header and nothing else."""
    found = extracted(grid(("税则号列",), ("04029100",), ("04029900",)))
    assert plain(found) == [(None, "04029100", "", ""), (None, "04029900", "", "")]


def test_the_rest_of_other_columns_is_kept_too(extracted, grid):
    """Where a cell is broken over pages."""
    header = ("税号", "商品名称", "Description", "税率")
    found = extracted(grid(header, ("04029100", "乳", "Milk and", "5")), grid(header, ("", "", "cream", "5"), page=2))
    assert found.rows[0].other == (("Description", "Milk and cream"), ("税率", "5"))


def test_columns_of_codes_and_nothing_else(extracted, grid):
    """Every one of them is a code, across or down as they ascend."""
    found = extracted(grid(("04029100", "04031000"), ("04029900", "04039000"), ("04029300", "")))
    assert [row.hs_code for row in found.rows] == ["04029100", "04029900", "04029300", "04031000", "04039000"]
    found = extracted(grid(("04029100", "04029900"), ("04031000", "04039000")))
    assert [row.hs_code for row in found.rows] == ["04029100", "04029900", "04031000", "04039000"]


def test_a_code_twice_does_not_break_the_order_of_columns(extracted, grid):
    """Two blocks without numbers are read across where that ascends, though it does not ascend at each step."""
    titles = ("税号", "商品名称") * 2
    rows = [("04029100", "乳", "04029100", "另一"), ("04029900", "糖乳", "04031000", "酸乳")]
    assert [row.name for row in extracted(grid(titles, *rows)).rows] == ["乳", "另一", "糖乳", "酸乳"]


def test_progress_is_told_after_each_block(grid):
    """Its page, and the number of all pages."""
    told = []
    blocks = [Prose(1, ("附件",)), grid(HEADER, MILK), Unread(2, "it is a picture"), grid(HEADER, SWEET, page=3)]
    found = extract_rows(Document("made", 3, iter(blocks)), lambda *pages: told.append(pages))
    assert told == [(1, 3), (1, 3), (2, 3), (3, 3)]
    assert (found.kind, found.pages, plain(found)) == ("made", 3, printed(MILK, SWEET))


def test_a_named_title_that_heads_no_column_is_refused_with_those_that_there_are(grid):
    """Once each, without blank ones; in a file without a known header it is said that there is none."""
    titles = Titles({"name": "Goods"})
    headed = [grid(("", *HEADER), ("", *MILK)), grid(("", *HEADER), ("", *SWEET), page=2)]
    for blocks, has in ((headed, "'序号', '税则号列', '货品名称', '备注'"), ([grid(MILK)], "no known header")):
        with pytest.raises(AnnexFileError) as caught:
            extract_rows(Document("made", 2, iter(blocks), file="a.pdf"), titles=titles)
        assert str(caught.value) == f"'a.pdf' has no column with the title 'Goods'; it has {has}."
        assert caught.value.file == "a.pdf"


@pytest.mark.parametrize("at", range(5))
def test_a_cell_whose_text_is_not_certain_makes_its_row_unread(extracted, grid, at):
    """Unless it is in a column that no annex has."""
    cells = [Cell(text) for text in (*MILK[:3], "除外", "5")]
    cells[at] = Cell(cells[at].text, fault=Fault("its formula has no value", "save the file again"))
    found = extracted(grid((*HEADER, "税率"), cells, (*SWEET, "5")))
    if at < 4:
        assert plain(found) == printed(SWEET)
        [left] = found.unread
        assert (left.row, left.reason, left.advice) == (2, "its formula has no value", "save the file again")
    else:
        assert [row.seq for row in found.rows] == [1, 2]
        assert found.left_out == ()


@pytest.mark.parametrize(("name", "is_row"), [("04029100", True), ("乳", False), ("00009100", False)])
def test_a_row_with_a_line_in_another_column_is_one_that_was_not_understood(extracted, grid, name, is_row):
    """A line of a tariff that is not in the column of the codes may be one of the list."""
    found = extracted(grid(HEADER, MILK, ("", "", name, "除外")))
    assert plain(found) == printed(MILK)
    assert [(left.reason, left.is_row, left.advice) for left in found.left_out] == [
        ("no code", is_row, ADD_CODE if is_row else "")
    ]


def test_a_number_in_the_column_of_codes_is_a_chapter_or_one_that_counts_the_columns(extracted, grid):
    """A single number counts nothing."""
    titles = ("税号", "名称", "单位") * 2
    row = ("04029100", "乳", "千克", "04031000", "酸乳", "千克")
    found = extracted(grid(titles, ("1", "2", "3", "1", "2", "3"), row, ("04029900", "糖乳", "千克", "1", "", "")))
    assert [row.hs_code for row in found.rows] == ["04029100", "04029900", "04031000"]
    assert [(left.row, left.text, left.reason) for left in found.left_out] == [
        (2, "1 2 3", "a part of the header"),
        (2, "1 2 3", "a part of the header"),
        (4, "1", "the heading of a chapter"),
    ]


def test_two_codes_below_each_other_are_shown_apart(extracted, grid):
    """No two codes of a cell look like one where it is left out."""
    [left] = extracted(grid(HEADER, MILK, ("2", "0402\n0403", "乳", ""))).unread
    assert (left.text, left.cell) == ("2 0402 0403 乳", "0402 0403")


def test_words_are_kept_apart_where_a_cell_is_broken(extracted, grid):
    """Over two columns under one title, and over the end of a page."""
    name = Cell("Description")
    [row] = extracted(grid(("HS code", name, name), ("04029100", "Milk", "cream"))).rows
    assert row.name == "Milk cream"
    broken = grid(HEADER, ("1", "04029100", "Milk and", "no")), grid(HEADER, ("", "", "cream", "limit"), page=2)
    [row] = extracted(*broken).rows
    assert (row.name, row.remark) == ("Milk and cream", "no limit")


def test_a_remark_is_known_where_all_parts_of_a_row_have_the_column(extracted, grid):
    """What the rest of a row on a narrower page would have had is not known."""
    assert [row.remark_known for row in extracted(grid(HEADER, MILK)).rows] == ["yes"]
    assert [row.remark_known for row in extracted(grid(HEADER[:3], MILK[:3])).rows] == ["no"]
    found = extracted(grid(HEADER, ("1", "04029100", "浓缩的", "")), grid(("", "", "乳"), SWEET[:3], page=2))
    assert [(row.name, row.remark_known) for row in found.rows] == [("浓缩的乳", "no"), (SWEET[2], "no")]
