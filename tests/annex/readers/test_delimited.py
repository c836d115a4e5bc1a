"""CSV and TSV files, other delimiters, and the text that is refused because it has none."""

from __future__ import annotations

import csv
import io

import pytest
from lists import some
from office_files import HEADER, grids, table, texts

from pilotzones import annex
from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.grids.roles import Titles
from pilotzones.annex.readers.decoding import decode
from pilotzones.annex.readers.delimited import read_delimited
from pilotzones.annex.readers.document import Prose
from pilotzones.annex.readers.files import open_document
from pilotzones.annex.readers.saved_file import take_file


def text(tmp_path, content, encoding="utf-8"):
    """Write a text."""
    path = tmp_path / "a.txt"
    path.write_bytes(content.encode(encoding))
    return path


def read(tmp_path, content):
    """Read the rows of a text: number, code, name, remark."""
    document = extract_rows(open_document(text(tmp_path, content)))
    return [(row.seq, row.hs_code, row.name, row.remark) for row in document.rows]


def delimited(rows, delimiter):
    """Write rows as a spreadsheet program does."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        *[(encoding, mark) for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be") for mark in ("", "\ufeff")],
        ("utf-32-le", "\ufeff"),
    ],
)
@pytest.mark.parametrize(("delimiter", "kind"), [(",", "CSV"), (";", "CSV"), ("\t", "TSV"), ("|", "text table")])
def test_delimited_files_of_every_encoding(tmp_path, encoding, mark, delimiter, kind):
    """Each delimiter in each encoding, with a mark and without."""
    rows = table(some(20))
    path = text(tmp_path, mark + delimited(rows, delimiter), encoding)
    document = open_document(path)
    assert document.kind == kind
    assert grids(document) == [rows]


def test_cells_with_delimiters_quotes_and_line_breaks(tmp_path):
    """Quoted cells are whole, and each row has the number of its first line."""
    rows = [HEADER, ("1", "04029100", '浓缩,"乳"', "a\nb"), ("2", "04029900", "其他", "")]
    [grid] = open_document(text(tmp_path, delimited(rows, ","))).blocks
    assert [texts(row) for row in grid.rows] == rows
    assert [row.number for row in grid.rows] == [1, 2, 4]


def test_a_quote_that_is_never_closed_is_a_character(tmp_path):
    """An inch sign at a cell's beginning does not swallow the rest."""
    content = '税则号列,货品名称\n84713010,"笔记本电脑\n84713090,其他\n'
    assert grids(open_document(text(tmp_path, content))) == [
        [("税则号列", "货品名称"), ("84713010", '"笔记本电脑'), ("84713090", "其他")]
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_in_any_system(tmp_path, end):
    """Also as in old files of a Macintosh."""
    rows = table(some(3))
    assert grids(open_document(text(tmp_path, end.join(map(",".join, rows))))) == [rows]


def test_the_longest_field_of_the_caller_stays_as_it_is(tmp_path, monkeypatch):
    """It holds for the whole program; a smaller one does not stop the reading, and a larger one is not lowered."""
    rows = table(some(3))
    for limit in (9, 10_000_000):
        monkeypatch.setattr(csv, "field_size_limit", csv.field_size_limit)
        before = csv.field_size_limit(limit)
        try:
            assert grids(open_document(text(tmp_path, delimited(rows, ",")))) == [rows]
            assert csv.field_size_limit() == limit
        finally:
            csv.field_size_limit(before)


def test_titles_and_notes_are_text(tmp_path):
    """What stands above the header and below the rows is of another width, or a note."""
    content = (
        'sep=,\n附件1,,\n清单（2019年版）\n序号,税则号列,货品名称\n一、增加,,\n1,="04029100",乳\n2,4029900\n3,04031000,酸乳,多\n'
        "注：1. a, b,\n2. c\n\n"
    )
    title, header, section, grid, note = open_document(text(tmp_path, content)).blocks
    assert (title.lines, section.lines) == (("附件1", "清单（2019年版）"), ("一、增加",))
    assert note == Prose(1, ("注：1. a, b,", "2. c"))
    assert [texts(row)[:3] for row in (*header.rows, *grid.rows)] == [
        ("序号", "税则号列", "货品名称"), ("1", "04029100", "乳"), ("2", "4029900", ""), ("3", "04031000", "酸乳"),
    ]  # fmt: skip


def test_markdown_and_drawn_tables(tmp_path):
    """Rules between rows are none."""
    content = (
        "# 清单\n\n| 序号 | 编码 | 名称 |\n|---|:-:|---|\n| 1 | 04029100 | 乳 |\n+--+--+\n│ 2 │ 04029900 │ 其他 │\n"
    )
    title, grid = open_document(text(tmp_path, content)).blocks
    assert title.lines == ("# 清单",)
    assert [texts(row) for row in grid.rows] == [
        ("序号", "编码", "名称"),
        ("1", "04029100", "乳"),
        ("2", "04029900", "其他"),
    ]


@pytest.mark.parametrize("head", ["", "税则号列\n", '附件1\n清单\n"HS code"\n'])
def test_a_single_column_of_codes_is_a_table(tmp_path, head):
    """A spreadsheet saves one column without any delimiter."""
    content = head + '04029100\n\n0402.99.00\n="04031000"\n'
    document = open_document(text(tmp_path, content))
    assert document.kind == "CSV"
    title = [(head.split("\n")[-2].strip('"'),)] if head else []
    assert [row for grid in grids(document) for row in grid] == [*title, ("04029100",), ("0402.99.00",), ("04031000",)]
    assert read(tmp_path, content) == [
        (None, "04029100", "", ""), (None, "04029900", "", ""), (None, "04031000", "", ""),
    ]  # fmt: skip


def laid_out(lines):
    """Lay rows out in columns of text, as pdftotext does with -layout: long names go on below, remarks stand apart."""
    yield "序号  税则号列      货品名称                  备注"
    for line in lines:
        name = [line.name[at : at + 10] for at in range(0, len(line.name), 10)]
        yield f"{line.seq:<6}{line.hs_code:<14}{name[0]:<20}{line.remark}".rstrip()
        yield from (" " * 20 + rest for rest in name[1:])


def cell_by_cell(lines):
    """Write each cell on a line of its own, as pdftotext does without -layout."""
    for row in table(lines):
        yield from filter(None, row)


def copied(lines):
    """Write rows with single spaces between the cells, as they are copied from the ministry's page."""
    yield from (" ".join(filter(None, row)) for row in table(lines))


def copied_with_tabs(lines):
    """Write tabs between the cells, and a line break inside a name without one."""
    yield "\t".join(HEADER)
    for line in lines:
        yield f"{line.seq}\t{line.hs_code}\t{line.name[:2]}"
        yield f"{line.name[2:]}\t{line.remark}" if line.remark else line.name[2:]


@pytest.mark.parametrize("write", [laid_out, cell_by_cell, copied, copied_with_tabs])
def test_text_without_columns_is_refused(tmp_path, write):
    """One sentence says how to make a table of it; nothing is guessed."""
    path = text(tmp_path, "跨境电子商务零售进口商品清单\n" + "\n".join(write(some(60))) + "\n\n注：1. 某\n")
    with pytest.raises(AnnexFileError) as caught:
        open_document(path)
    assert str(caught.value) == (
        "'a.txt' is text, but not a table of tariff codes: each row must be on one line, with a tab, comma, semicolon or "
        "bar between its cells. Paste it into a spreadsheet, one cell a column, save it as XLSX or CSV, and read that file. "
        "If its columns have titles in another language, name them with --columns (in Python: columns)."
    )
    assert (caught.value.file, caught.value.page) == ("a.txt", None)


@pytest.mark.parametrize(
    "content",
    [
        "财政部\n\n公告\n",
        "财政部公告\n2022.02.21\n",
        "序号,商品\n1,乳\n",
        "1 04029100 浓缩乳\n2 04029900 其他,04029900\n3 04031000 酸乳\n",
        '税则号列\n"04029100\n',
        "04029100\n浓缩乳\n",
    ],
)
def test_text_without_a_column_of_codes_is_refused(tmp_path, content):
    """A letter, a table without codes, a delimiter that separates few of the codes, an open quote."""
    assert read_delimited(take_file(text(tmp_path, content))) is None
    with pytest.raises(AnnexFileError, match="is text, but not a table of tariff codes"):
        open_document(text(tmp_path, content))


def test_a_table_without_measure_is_refused(tmp_path):
    """Many short rows and one long one would fill the memory."""
    content = "1,04029100\n" * 10_001 + "," * 500
    with pytest.raises(AnnexFileError, match="5,000,000 cells") as caught:
        open_document(text(tmp_path, content))
    assert (caught.value.file, caught.value.page) == ("a.txt", 1)


def test_one_title_alone_is_no_header(tmp_path):
    """Headings of four digits are codes below the title of the codes, if it is not alone in a line of two cells."""
    assert read(tmp_path, "编码,货品名称\n0402,乳\n0403,酸乳\n") == [
        (None, "0402", "乳", ""),
        (None, "0403", "酸乳", ""),
    ]
    assert read_delimited(take_file(text(tmp_path, "编码,x\n0402,乳\n0403,酸乳\n"))) is None


def test_a_code_that_lost_its_zero_is_a_row(tmp_path):
    """Also without titles, and in a line with fewer cells."""
    found = grids(open_document(text(tmp_path, "1,04029100,乳\n2,4029900\n3,04031000,酸乳\n")))
    assert found == [[("1", "04029100", "乳"), ("2", "4029900", ""), ("3", "04031000", "酸乳")]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x00\x01\x02\x03" * 100, "neither a kind"),
        (b"\xff\x81 " * 50, "neither a kind"),
        ("04029100 浓缩但未加糖的非固状乳及奶油".encode() * 9 + b"\xff", "damaged characters"),
        (b"\xff\xfea", "neither a kind"),
    ],
)
def test_what_is_no_text_is_refused(content, message):
    """Bytes of no encoding; and a few bad ones are never read as another encoding."""
    with pytest.raises(AnnexFileError, match=message):
        decode(content, "a.txt")


@pytest.mark.parametrize(
    ("rows", "read", "cells"),
    [
        (["税则号列,货品名称,备注", "04029100,鲜的,冷的,仅限网购保税商品"], [], 4),
        (
            ["税则号列,货品名称,备注", "04029100,鲜的,冷的,仅限", "04031000,酸乳,", "04039000,a"],
            [("04031000", ""), ("04039000", "")],
            4,
        ),
        (
            ["04029100,鲜的,仅限", "04029900,鲜的,冷的,仅限", "04031000,酸乳,x"],
            [("04029100", ""), ("04031000", "")],  # without titles, two columns may have the remarks
            4,
        ),
    ],
)
def test_a_row_with_more_cells_than_the_table_is_reported(tmp_path, rows, read, cells):
    """A comma in its name would move the remark into another column."""
    found = extract_rows(open_document(text(tmp_path, "\n".join(rows))))
    assert [(row.hs_code, row.remark) for row in found.rows] == read
    [left] = found.unread
    assert left.reason == f"it has {cells} cells and the table has 3"
    assert (
        left.advice
        == "put quotation marks around a cell that has the sign between cells in it, and read the file again"
    )


def test_columns_without_a_title_and_wider_lists_are_no_fault(tmp_path):
    """All rows have one cell more than the header; delimiters alone are no cells; a later header has more titles."""
    rows = [
        "税则号列,货品名称,,",
        "04029100,乳,x,",
        "04031000,酸乳,y",
        "清单二",
        "税则号列,货品名称,单位,备注",
        "04039000,其他,千克,仅限",
    ]
    found = extract_rows(open_document(text(tmp_path, "\n".join(rows))))
    assert [(row.hs_code, row.remark, row.other) for row in found.rows] == [
        ("04029100", "", (("", "x"),)),
        ("04031000", "", (("", "y"),)),
        ("04039000", "仅限", (("单位", "千克"),)),
    ]
    assert found.unread == ()


def test_a_row_that_is_cut_off_is_reported(tmp_path):
    """It has a number, and something in the place of the code; the notes above and below have not."""
    rows = [
        "1,以下",
        "序号,税则号列,货品名称,备注",
        "1,01012100,马,",
        "2,待定",
        "3",
        "4,04029100,乳,",
        "注：1. 甲",
        "2. 乙,丙",
    ]
    found = extract_rows(open_document(text(tmp_path, "\n".join(rows))))
    assert [row.seq for row in found.rows] == [1, 4]
    assert [(left.row, left.cell) for left in found.unread] == [(4, "待定")]


@pytest.mark.parametrize(
    ("encoding", "name", "remark"),
    [
        ("big5", "濃縮的乳", "每人每年2千克以內"),
        ("shift_jis", "濃縮乳", "生鮮のもの及び冷蔵したもの"),
        ("euc_jp", "濃縮乳", "生鮮のもの及び冷蔵したもの"),
        ("euc_kr", "우유", "번식용의 것"),
    ],
)
def test_other_encodings_are_not_read_as_other_characters(tmp_path, encoding, name, remark):
    """Their bytes are also characters of GB18030, but not those that were written."""
    content = f"HS Code,Name,Remarks\n04029100,{name},{remark}\n"
    with pytest.raises(AnnexFileError, match=r"'a.txt' is text in an encoding that is not certain: .* Save it as XLSX"):
        open_document(text(tmp_path, content, encoding))


def test_english_text_and_gb_18030_are_read(tmp_path):
    """Without Chinese characters nothing is doubtful; with a word of a list neither."""
    for name in ("Milk", "其他乳"):
        found = extract_rows(open_document(text(tmp_path, f"HS Code,Name\n04029100,{name}\n", "gb18030")))
        assert [row.name for row in found.rows] == [name]


def test_text_without_a_title_that_was_named(tmp_path):
    """The error shows what was named."""
    with pytest.raises(AnnexFileError, match=r"The titles that you named are 'Ware', 'Ref'\."):
        open_document(text(tmp_path, "Code no,Name\n0402.91,x\n"), Titles({"name": "Ware", "code": "Ref"}))


def test_columns_aligned_by_blanks_around_quotes(tmp_path):
    """A name keeps its commas, its quotes and its lines; without pairs of quotes the lines are split at commas."""
    file = tmp_path / "a.csv"
    rows = (
        "ID ,HS Code  ,Description                      ,Rate\n"
        '1  ,04022100 ,"Milk, ""dry"" , in             \n'
        'powder"                                        ,5.0\n'
        "2  ,04029100 ,Other                            ,\n"
        '3  ,04029900 , "Cream"                         ,'
    )
    file.write_text(rows, "utf-8")
    [grid] = open_document(file).blocks
    assert [(row.number, *texts(row)) for row in grid.rows] == [
        (1, "ID", "HS Code", "Description", "Rate"),
        (2, "1", "04022100", 'Milk, "dry" , in             \npowder', "5.0"),
        (4, "2", "04029100", "Other", ""),
        (5, "3", "04029900", "Cream", ""),
    ]
    found = annex.extract(file)
    assert [(row.row, row.hs_code, row.name, dict(row.other).get("Rate")) for row in found.rows] == [
        (2, "04022100", 'Milk, "dry" , in powder', "5.0"),
        (4, "04029100", "Other", None),
        (5, "04029900", "Cream", None),
    ]
    assert found.left_out == ()
    file.write_text(rows.replace('powder"  ', "powder   "), "utf-8")
    assert [row.hs_code for row in annex.extract(file).rows][-2:] == ["04029100", "04029900"]
