"""CSV, TSV and plain text."""

from __future__ import annotations

import csv
import io

import pytest
from lists import lists, some
from office_files import HEADER, grids, table, texts

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract
from pilotzones.annex.readers.decoding import decoded
from pilotzones.annex.readers.delimited import read_text
from pilotzones.annex.readers.document import Prose
from pilotzones.annex.readers.files import open_document


def text(tmp_path, content, encoding="utf-8"):
    """Write a text."""
    path = tmp_path / "a.txt"
    path.write_bytes(content.encode(encoding))
    return path


def read(tmp_path, content):
    """Read the rows of a text: number, code, name, remark."""
    document = extract(read_text(text(tmp_path, content)))
    return [(row.seq, row.hs_code, row.name, row.remark) for row in document.rows]


def delimited(rows, delimiter):
    """Write rows as a spreadsheet program does."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def as_rows(lines):
    """Tell what is read of lines."""
    return [(line.seq, line.hs_code, line.name, line.remark) for line in lines]


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
    [grid] = read_text(text(tmp_path, delimited(rows, ","))).blocks
    assert [texts(row) for row in grid.rows] == rows
    assert [row.number for row in grid.rows] == [1, 2, 4]


def test_a_quote_that_is_never_closed_is_a_character(tmp_path):
    """An inch sign at a cell's beginning does not swallow the rest."""
    content = '税则号列,货品名称\n84713010,"笔记本电脑\n84713090,其他\n'
    assert grids(read_text(text(tmp_path, content))) == [
        [("税则号列", "货品名称"), ("84713010", '"笔记本电脑'), ("84713090", "其他")]
    ]


def test_titles_and_notes_are_text(tmp_path):
    """What stands above the header and below the rows is of another width, or a note."""
    content = (
        'sep=,\n附件1,,\n清单（2019年版）\n序号,税则号列,货品名称\n一、增加,,\n1,="04029100",乳\n2,4029900\n3,04031000,酸乳,多\n'
        "注：1. a, b,\n2. c\n\n"
    )
    title, header, section, grid, note = read_text(text(tmp_path, content)).blocks
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
    title, grid = read_text(text(tmp_path, content)).blocks
    assert title.lines == ("# 清单",)
    assert [texts(row) for row in grid.rows] == [
        ("序号", "编码", "名称"),
        ("1", "04029100", "乳"),
        ("2", "04029900", "其他"),
    ]


def test_a_list_of_codes_alone(tmp_path):
    """One code a line has no delimiter, and is read all the same."""
    assert read(tmp_path, "04029100\n0402.99.00\n") == [(None, "04029100", "", ""), (None, "04029900", "", "")]


def test_a_table_without_measure_is_refused(tmp_path):
    """Many short rows and one long one would fill the memory."""
    content = "1,04029100\n" * 10_001 + "," * 500
    with pytest.raises(AnnexFileError, match="5,000,000 cells"):
        read_text(text(tmp_path, content))


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
        decoded(content, "a.txt")


def test_rows_by_single_blanks(tmp_path):
    """Number, code and name between single blanks; a name's own blanks stay."""
    content = "序号 税则号列 货品名称 备注\n1 04029100 浓缩 乳 仅限网购\n2 ex 0402.99.00 其他 tea bags\n3 0403 10 00 酸乳\n注：某\n"
    assert read(tmp_path, content) == [
        (1, "04029100", "浓缩 乳", "仅限网购"), (2, "04029900", "其他 tea bags", ""), (3, "04031000", "酸乳", ""),
    ]  # fmt: skip


def test_full_width_digits_and_wide_blanks(tmp_path):
    """Full-width forms are folded to tell rows."""
    content = "１　０４０２９１００　浓缩乳　备注\n２　０４０２９９００　其他\n"
    assert read(tmp_path, content) == [(1, "04029100", "浓缩乳", "备注"), (2, "04029900", "其他", "")]


def test_wrapped_lines_at_the_margin(tmp_path):
    """A name that goes on at the margin, its remark behind it."""
    content = "序号  税则号列  货品名称  备注\n1  04029100  浓缩但未加糖的\n非固状乳及奶油   备注一\n2  04029900  其他  备注二\n"
    assert read(tmp_path, content) == [
        (1, "04029100", "浓缩但未加糖的非固状乳及奶油", "备注一"),
        (2, "04029900", "其他", "备注二"),
    ]


def test_tabs_with_lines_that_go_on(tmp_path):
    """Copied from a page, a cell's line break is a line without a tab."""
    content = "序号\t税则号列\t货品名称\n1\t04029100\t浓缩但未加糖\n的乳\n2\t04029900\t其他\n"
    assert read(tmp_path, content) == [(1, "04029100", "浓缩但未加糖的乳", ""), (2, "04029900", "其他", "")]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_each_cell_on_a_line_of_its_own(tmp_path, between):
    """As text is drawn out of a PDF without its layout."""
    lines = some(60)
    cells = [cell for row in table(lines) for cell in row if cell]
    content = "清单\n" + between.join(cells) + "\n\n注：1. 某\n"
    assert read(tmp_path, content) == as_rows(lines)


def test_cells_on_lines_of_their_own_out_of_order(tmp_path):
    """With blank lines between cells, one too many is of another row, and left out."""
    cells = [
        "序号",
        "税则号列",
        "货品名称",
        "备注",
        "1",
        "04029100",
        "乳",
        "甲",
        "乙",
        "2",
        "04029900",
        "其他",
        "3",
        "04031000",
        "酸",
    ]
    document = extract(read_text(text(tmp_path, "\n\n".join(cells))))
    assert [(row.hs_code, row.name, row.remark) for row in document.rows] == [
        ("04029100", "乳", "甲"), ("04029900", "其他", ""), ("04031000", "酸", ""),
    ]  # fmt: skip
    assert [left.text for left in document.left_out] == ["乙"]


def laid_out(lines, *, centred, width=20, gap=2):
    """Lay rows out as columns of text, long cells on several lines, as programs draw them out of a PDF."""
    out = ["序号  税则号列      货品名称" + " " * (width - 4) + " " * gap + "备注"]
    for line in lines:
        name = [line.name[at : at + width] for at in range(0, len(line.name), width)]
        remark = [line.remark[at : at + width] for at in range(0, len(line.remark), width)]
        places: dict[int, list[str]] = {}
        middle = max(len(name), len(remark)) - 1 if centred else 0
        places[middle] = [f"{line.seq:<6}{line.hs_code}", "", ""]
        for column, cell in enumerate((name, remark), 1):
            top = middle - (len(cell) - 1) if centred else 0
            for at, part in enumerate(cell):
                places.setdefault(top + 2 * at, ["", "", ""])[column] = part
        for _, (head, own, beside) in sorted(places.items()):
            out.append(f"{head:<20}{own:<{width + gap}}{beside}".rstrip())
    return out


def paged(lines, size, head):
    """Break lines into pages, each with its number and header."""
    pages = [lines[at : at + size] for at in range(0, len(lines), size)]
    return "\f".join(
        "\n".join([*([head] if at else []), *page, "", f"- {at + 1} -", ""]) for at, page in enumerate(pages)
    )


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("gap", [1, 2, 5])
def test_a_whole_list_in_columns(tmp_path, centred, gap):
    """1,413 rows on many pages, their cells broken over lines, above the code and below it."""
    lines = lists()["2019-96"]
    out = laid_out(lines, centred=centred, gap=gap)
    content = "清单\n" + paged(out, 2000, out[0])
    found = [(seq, code, name.replace(" ", ""), remark) for seq, code, name, remark in read(tmp_path, content)]
    assert found == [(line.seq, line.hs_code, line.name.replace(" ", ""), line.remark) for line in lines]


def test_columns_counted_in_widths(tmp_path):
    """Text drawn for the screen, where a Chinese character is two wide."""
    content = "序号  税则号列  货品名称    备注\n1     04029100  浓缩乳      甲\n2     04029900  其他        乙\n                  的乳      丙\n3     04031000  酸\n"
    assert read(tmp_path, content) == [
        (1, "04029100", "浓缩乳", "甲"),
        (2, "04029900", "其他的乳", "乙丙"),
        (3, "04031000", "酸", ""),
    ]


def test_page_numbers_and_repeated_titles_are_left_out(tmp_path):
    """Only the rows are left of pages that repeat title and header."""
    rows = [f"{at}   {4029000 + at:08}   货品{at}" for at in range(1, 31)]
    pages = [
        ["某某清单", "序号  税则号列  货品名称", *rows[at : at + 10], str(at // 10 + 1)] for at in range(0, 30, 10)
    ]
    document = extract(read_text(text(tmp_path, "\f".join("\n".join(page) + "\n" for page in pages))))
    assert [row.name for row in document.rows] == [f"货品{at}" for at in range(1, 31)]
    assert [row.page for row in document.rows] == [1] * 10 + [2] * 10 + [3] * 10
    assert document.title == ("某某清单",)
    assert document.left_out == ()


def test_sections_and_notes(tmp_path):
    """Several lists in a file, each under its heading; notes are none of the last row."""
    content = (
        "一、增加\n序号  税则号列  货品名称\n1   04029100   浓缩乳\n二、删除\n序号  编码  货品名称\n1   04031000   酸乳\n"
        "备注：以上\n另起一行\n\n三、其他\n序号  税则号列\n"
    )
    document = extract(read_text(text(tmp_path, content)))
    assert [(row.section, row.hs_code) for row in document.rows] == [("一、增加", "04029100"), ("二、删除", "04031000")]
    assert document.notes[:2] == ("备注：以上", "另起一行")


@pytest.mark.parametrize(
    "content",
    [
        "No. HS code Description\n1 0402.91.00 未加糖 Not containing added sugar\n2 0402.99.00 其他 Other\n",
        "序号 No.  税则号列 HS code  货品名称   Description\n1   0402.91.00   未加糖   Not containing added sugar\n2   0402.99.00   其他   Other\n",
        "序号\nNo.\n税则号列 HS\ncode\n货品名称 Description 备注 Remarks\n1 0402.91.00 未加糖\nNot containing\nadded sugar\n2 0402.99.00 其他\nOther\n",
    ],
)
def test_bilingual_lists(tmp_path, content):
    """The Chinese name is the name; the English one stands beside it."""
    document = extract(read_text(text(tmp_path, content)))
    assert [(row.seq, row.hs_code, row.name, row.remark) for row in document.rows] == [
        (1, "04029100", "未加糖", ""), (2, "04029900", "其他", ""),
    ]  # fmt: skip
    assert [value for row in document.rows for _, value in row.other] == ["Not containing added sugar", "Other"]


def test_rates_behind_the_name(tmp_path):
    """A tariff's rates are taken from the end, so that a name keeps its blanks."""
    content = "税则号列 商品名称 最惠国税率 暂定税率\n04029100 浓缩乳 10 5\n04029900 其他 浓缩 90 9.5\n04031000 酸 乳\n"
    document = extract(read_text(text(tmp_path, content)))
    assert [(row.name, tuple(value for _, value in row.other)) for row in document.rows] == [
        ("浓缩乳", ("10", "5")), ("其他 浓缩", ("90", "9.5")), ("酸 乳", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "货品名称          税则号列      备注\n浓缩乳           04029100     无\n其他乳           04029900     无\n",
        "浓缩乳  04029100  无\n其他但是很长的乳  04029900  无\n\n",
    ],
)
def test_codes_behind_the_name(tmp_path, content):
    """Columns in another order."""
    document = extract(read_text(text(tmp_path, content)))
    assert [row.hs_code for row in document.rows] == ["04029100", "04029900"]


def test_two_lists_side_by_side(tmp_path):
    """Two rows a line, each with number and code."""
    content = "序号  税则号列   序号  税则号列\n1   04029100   3   04031000\n2   04029900   4   04039000\n"
    assert [(seq, code) for seq, code, *_ in read(tmp_path, content)] == [
        (1, "04029100"), (2, "04029900"), (3, "04031000"), (4, "04039000"),
    ]  # fmt: skip


def test_text_without_a_code_is_prose(tmp_path):
    """A page of words has no grid."""
    assert list(read_text(text(tmp_path, "财政部\n\n公告\n")).blocks) == [Prose(1, ("财政部",)), Prose(1, ("公告",))]


def test_lists_one_behind_the_other_under_other_headers(tmp_path):
    """A header of other titles begins another table; text on a new page above a header is no row's."""
    content = "序号  税则号列  货品名称\n1   04029100   浓缩乳\n税则号列  商品名称\n04031000   酸乳\n\f某某部\n税则号列  商品名称\n04039000   酪\n"
    document = extract(read_text(text(tmp_path, content)))
    assert [(row.page, row.seq, row.name) for row in document.rows] == [
        (1, 1, "浓缩乳"),
        (1, None, "酸乳"),
        (2, None, "酪"),
    ]
    assert [left.text for left in document.left_out] == ["某某部"]


def test_what_stands_far_below_the_last_row_is_none_of_it(tmp_path):
    """More blank lines than between any rows part what follows."""
    document = extract(
        read_text(text(tmp_path, "1   04029100   浓缩乳\n2   04029900   其他\n\n\n\n          财政部印发\n"))
    )
    assert [row.name for row in document.rows] == ["浓缩乳", "其他"]
    assert [left.text for left in document.left_out] == ["财政部印发"]


def test_names_that_fill_their_lines_go_on(tmp_path):
    """Without columns, a full line goes on in the next one, and one that is not full ends its cell."""
    full = "一二三四五六七八九十"
    rows = [f"{at} 040291{at:02} {full}\n后半\n备注" for at in range(10, 14)]
    content = "序号 税则号列 货品名称 备注\n" + "\n".join(rows) + "\n14 04029114 短\n备注\n15 04029115 只\n"
    found = read(tmp_path, content)
    assert [name for _, _, name, _ in found] == [f"{full}后半"] * 4 + ["短", "只"]
    assert [remark for *_, remark in found] == ["备注"] * 5 + [""]


def test_remarks_behind_the_english_name(tmp_path):
    """Each language's words on lines of their own, a remark behind the second one."""
    content = "序号 税则号列 货品名称 Description 备注\n" + "".join(
        f"{at} 040291{at} 乳\nother milk\nand cream 仅限\n网购\n" for at in (10, 11, 12)
    )
    document = extract(read_text(text(tmp_path, content)))
    assert [(row.name, row.remark, row.other) for row in document.rows] == [
        ("乳", "仅限网购", (("Description", "other milk and cream"),))
    ] * 3


def test_a_header_at_a_page_s_end(tmp_path):
    """A header ends with its page."""
    content = "序号\n编码\n\f1 04029100 乳\n2 04029900 其他\n"
    assert [(seq, code) for seq, code, *_ in read(tmp_path, content)] == [(1, "04029100"), (2, "04029900")]


def test_words_between_header_and_rows(tmp_path):
    """Where no columns tell, a line above the first row is no part of it."""
    document = extract(read_text(text(tmp_path, "序号 税则号列 货品名称\n某某话\n1 04029100 乳\n2 04029900 其他\n")))
    assert [row.name for row in document.rows] == ["乳", "其他"]
    assert [left.text for left in document.left_out] == ["某某话"]


def test_remarks_without_a_header(tmp_path):
    """Words that remarks begin with part them from the name."""
    content = "1 04029100 浓缩 乳 仅限网购保税商品\n2 04029900 其他 乳\n"
    assert read(tmp_path, content) == [(1, "04029100", "浓缩 乳", "仅限网购保税商品"), (2, "04029900", "其他 乳", "")]


def test_a_name_left_of_where_other_codes_end(tmp_path):
    """A short code's name may stand where a longer code still goes on."""
    content = "04029100 乳\n100000   ex 0402.99.00\n"
    assert read(tmp_path, content) == [(None, "04029100", "乳", ""), (100000, "04029900", "", "")]
