"""What is left out of real files: no code is made of two rows, and no row disappears without a word."""

import pytest
from office_files import xlsx
from pdf_files import GRID, save, table
from reportlab.platypus import PageBreak

from pilotzones import annex
from pilotzones.annex.errors import AnnexCheckError, AnnexFileError

CORRECT = "correct it in the file, or take it out, and read the file again"
NEW = annex.NewAnnouncement("2027-3", "2027-01-01")


@pytest.fixture
def text(tmp_path):
    """Write rows as CSV text."""

    def write(*rows, name="a.csv"):
        file = tmp_path / name
        file.write_text("\n".join(rows) + "\n", "utf-8")
        return file

    return write


def codes(found):
    """Take the codes and names of rows."""
    return [(row.hs_code, row.name) for row in found]


def test_a_row_that_is_left_out_says_why(text):
    """Digits in circles are marks of notes, so that nothing of the cell is left."""
    found = annex.extract(text("税则号列,货品名称", "04029100,乳", "⓪④⓪⑨⓪⓪⓪⓪,蜂蜜"))
    assert [left.problem for left in found.left_out] == ["'⓪④⓪⑨⓪⓪⓪⓪' is not read as a code: it has no digits of a code"]


def test_rows_of_a_text_file_are_never_joined(text):
    """Ten digits, six, and ten again: none of them completes another."""
    file = text("税则号列,货品名称", "6112.11.0060,", "6112.12,x", ",", "6112.12.0035,")
    assert codes(annex.rows(file)) == [("6112110060", ""), ("611212", "x"), ("6112120035", "")]


@pytest.mark.parametrize(
    "between", [[], [","], ["税则号列,货品名称"], ["第二章 肉,"], ["", "清单二", "税则号列,货品名称"]]
)
def test_a_heading_before_a_break_stays_alone(text, between):
    """Whatever the break is: nothing, a blank line, the header again, a chapter's title, the next list."""
    file = text("税则号列,货品名称", "01012100,马", "9620,独脚架：", *between, "96190090,---其他", "0102,牛")
    expected = [("01012100", "马"), ("9620", "独脚架："), ("96190090", "---其他"), ("0102", "牛")]
    assert codes(annex.rows(file)) == expected


def test_a_row_on_another_sheet_is_another_row(tmp_path):
    """Also if it has neither number nor code."""
    header = ("税则号列", "货品名称", "备注")
    file = xlsx(
        tmp_path / "a.xlsx", [header, ("0101", "马", "")], [header, ("2100", "改良种用", "")], [("", "其他", "除外")]
    )
    found = annex.extract(file)
    assert [(row.hs_code, row.name, row.where) for row in found.rows] == [
        ("0101", "马", "sheet Sheet, row 2"),
        ("2100", "改良种用", "sheet Sheet1, row 2"),
    ]
    assert [str(one) for one in found.left_out] == ["sheet Sheet2, row 1: 其他 除外 (no code)"]


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("styles", [(GRID,), ()])
def test_pages_that_end_and_begin_with_a_heading(tmp_path, styles, numbered):
    """Each heading is a row, with a number or without."""
    pages = [["01012100", "0102"], ["0103", "01031000", "010391"], ["01039110", "0104"], ["0105"]]
    header = ("序号", "税则号列", "货品名称", "备注")
    parts, expected, seq = [], [], 0
    for page in pages:
        rows = [header]
        for code in page:
            seq += 1
            rows.append((str(seq) if numbered else "", code, f"货{seq}", ""))
            expected.append((code, f"货{seq}"))
        rows = rows if numbered else [row[1:] for row in rows]
        widths = (40, 70, 200, 180) if numbered else (70, 200, 180)
        parts += [table(rows, styles, widths=widths), PageBreak()]
    assert codes(annex.rows(save(tmp_path / "a.pdf", *parts))) == expected


@pytest.mark.long
@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("O4029900", f"it has characters that are not digits; {CORRECT}"),
        ("0403l000", f"it has characters that are not digits; {CORRECT}"),
        ("04052000（部分）", f"it has characters that are not digits; {CORRECT}"),
        (
            "1.01211E+12",
            (
                "the spreadsheet has cut its digits off; format the column as text, enter the code again, and read the "
                "file again"
            ),
        ),
        ("0402-05", "it may be one code or a range of codes; write each code in a row of its own"),
    ],
)
def test_a_row_whose_code_is_not_one_stops_the_installation(text, tmp_path, code, why):
    """The difference has page, row, the cell as printed, and what to do; the rows around it are read."""
    file = text("税则号列,货品名称", "01012100,马", f"{code},乳", "04031000,酸乳")
    assert codes(annex.rows(file)) == [("01012100", "马"), ("04031000", "酸乳")]
    [left] = annex.extract(file).left_out
    assert (left.page, left.row, left.cell, left.text, left.is_row) == (1, 3, code, f"{code} 乳", True)
    assert f"{left.reason}; {left.advice}" == why
    reading = annex.read(file, new=NEW)
    assert [str(difference) for difference in reading.differences] == [
        (
            f"unread:{code.replace('（', '(').replace('）', ')')}: page 1, row 3: '{code}' is not read as a code: {why}; "
            "accepting it leaves the annex incomplete"
        )
    ]
    with pytest.raises(AnnexCheckError, match=r"a\.csv fails the checks"):
        annex.install(reading, tmp_path / "annexes")
    assert not annex.install(reading, tmp_path / "annexes", accept=["unread"]).is_complete


def test_a_row_with_a_number_and_no_code_stops_it_too(text):
    """Its line would be missing."""
    reading = annex.read(text("序号,税则号列,货品名称", "1,01012100,马", "2,,乳"), new=NEW)
    assert [str(difference) for difference in reading.differences] == [
        (
            "unread:row-3: page 1, row 3: '2 乳': no code; add its code in the file, or take the row out, and read the file "
            "again; accepting it leaves the annex incomplete"
        )
    ]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (",HS04029100,乳,", "HS04029100"),
        (",HS 0402.91.00,Products of milk,", "HS 0402.91.00"),
        (",402,乳,", "402"),
        (",第1章至第24章,乳,", "第1章至第24章"),
        ("2,第四章,乳,", "第四章"),
        (",,04029100,乳", ""),
    ],
)
def test_rows_that_look_like_headers_and_headings(text, row, cell):
    """A code behind its name, one without its zero, a range of chapters, a number, a code in another column."""
    file = text("序号,税则号列,货品名称,备注", "1,01012100,马,", row)
    [left] = annex.extract(file).unread
    assert (left.row, left.cell) == (3, cell)


def test_columns_with_one_title_are_all_kept(text):
    """Also those without a title."""
    file = text("税则号列,货品名称,税率,税率,,", "01012100,马,5,8,匹,头")
    [row] = annex.rows(file)
    assert row.other == (("税率", "5"), ("税率", "8"), ("", "匹"), ("", "头"))


def test_what_stands_between_the_rows_of_good_files_is_no_difference(text):
    """Chapters, sums, notes, dashes, the header again, the numbers of the columns, page numbers, notes with numbers."""
    file = text(
        "跨境电子商务零售进口商品清单（2019年版）,,,",
        "序号,税则号列,货品名称,备注",
        "(1),(2),(3),(4)",
        ",第一章,活动物,",
        ",01,活动物,",
        "1,01012100,马,",
        ",—,其他：,",
        ",第二章 肉,,",
        ",2019年版,,",
        "序号,税则号列,货品名称,备注",
        "2,02032190,猪肉,",
        ",合计,2项,",
        "12,,,",
        "注：1.以2020年税则为准,,,",
        ",2.04029100以外的商品除外,,",
    )
    reading = annex.read(file, new=NEW)
    assert codes(reading.rows) == [("01012100", "马"), ("02032190", "猪肉")]
    assert reading.differences == ()
    assert reading.extract.unread == ()


def test_a_file_of_nothing_but_unreadable_rows(text):
    """Its rows cannot be given, and the error shows the first of them; extract gives all of them."""
    file = text("序号,税则号列,货品名称", "1,O4029100,乳", "2,O4029900,乳")
    assert [left.cell for left in annex.extract(file).unread] == ["O4029100", "O4029900"]
    with pytest.raises(AnnexFileError, match=r"'a\.csv' has no row with a tariff code .*O4029100"):
        annex.rows(file)


def test_a_file_without_a_table_is_an_error_for_extract_too(text):
    """There is nothing to give."""
    with pytest.raises(AnnexFileError, match="has no row with a tariff code"):
        annex.extract(text("<p>公告</p>", name="a.html"))


def test_hidden_sheets_are_named_where_nothing_else_is_found(tmp_path):
    """The list may be on one of them."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "见附表"
    hidden = book.create_sheet("旧清单")
    for row in (("税则号列", "货品名称"), ("01012100", "马")):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(AnnexFileError, match="Its hidden sheets were not read: 旧清单"):
        annex.rows(tmp_path / "a.xlsx")
    assert codes(annex.rows(tmp_path / "a.xlsx", hidden_sheets=True)) == [("01012100", "马")]
    book.active["A1"], book.active["A2"] = "税则号列", "02032190"
    book.save(tmp_path / "a.xlsx")
    reading = annex.read(tmp_path / "a.xlsx", new=NEW)
    assert reading.extract.hidden == ("旧清单",)
    assert "Hidden sheets were not read: 旧清单. If they belong to it, use --hidden-sheets." in reading.hints
    both = annex.read(tmp_path / "a.xlsx", new=NEW, hidden_sheets=True)
    assert codes(both.rows) == [("02032190", ""), ("01012100", "马")]


def test_a_cell_of_several_lines_is_shown_as_printed(text):
    """Its lines are not one code in the message."""
    file = text("税则号列,货品名称", "01012100,马", '"0402\n0403",乳', '"04029100\n至\n04029900",乳')
    assert [(left.cell, left.text) for left in annex.extract(file).unread] == [
        ("0402 0403", "0402 0403 乳"),
        ("04029100 至 04029900", "04029100 至 04029900 乳"),
    ]


def test_titles_repeated_in_a_table_are_not_rows(tmp_path):
    """Also those that are not known, and with the name of the next part in the place of the code's."""
    rows = [
        ("Classification", "Description"),
        ("04090000", "Honey"),
        ("Classification", "Description"),
        ("0410", "Other"),
    ]
    parts = [("Aluminum", "Description"), ("7601", "Unwrought"), ("见备注", "Zinc"), ("Zinc 7901", "Description")]
    found = annex.extract(xlsx(tmp_path / "a.xlsx", [*rows, *parts]))
    assert codes(found.rows) == [("04090000", "Honey"), ("0410", "Other"), ("7601", "Unwrought")]
    assert [(left.row, left.is_row, left.reason) for left in found.left_out] == [
        (3, False, "a part of the header"),
        (5, False, "a part of the header"),
        (7, True, "it has characters that are not digits"),
        (8, True, "it has characters that are not digits"),
    ]


def test_titles_above_the_header_of_a_further_sheet(tmp_path):
    """They are not rows of the sheet before; a row with a digit may be one."""
    first = [("HS 2012", "HS 2007"), ("010121", "010110")]
    second = [("From", "To"), ("HS 2012", "HS 2007"), ("010129", "010190")]
    cut = [("O10130", "010110"), ("HS 2012", "HS 2007"), ("010190", "010190")]
    found = annex.extract(xlsx(tmp_path / "a.xlsx", first, second, cut))
    assert [row.hs_code for row in found.rows] == ["010121", "010110", "010129", "010190", "010110", "010190", "010190"]
    assert [(left.where, left.text, left.is_row) for left in found.left_out] == [
        ("sheet Sheet1, row 1", "From To", False),
        ("sheet Sheet2, row 1", "O10130", True),
    ]
