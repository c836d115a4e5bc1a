"""PDF files: written by real writers, read back the same."""

import shutil

import pypdf
import pytest
from lists import Line, lists, some
from pdf_files import FONT, GRID, HEADER, SIZE, cell, converted, drawn, printed, save, sideways, table
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.document import Grid, Prose
from pilotzones.annex.readers.files import open_document

TITLE = "跨境电子商务零售进口商品清单（2019年版）"
NOTE = "注：1.税则号列为2020年税则号列。"


def plain(rows):
    """Take what an annex prints, without white space."""
    return [(row.seq, row.hs_code, *("".join(text.split()) for text in (row.name, row.remark))) for row in rows]


def written(lines):
    """Take what was written, without white space."""
    return [(line.seq, line.hs_code, *("".join(text.split()) for text in (line.name, line.remark))) for line in lines]


def read(path):
    """Read a file's rows."""
    return extract_rows(open_document(path))


def test_a_ruled_table_over_many_pages(tmp_path):
    """The header is repeated, a title stands above and a note below; pages are numbered."""
    lines = some(200)
    found = read(save(tmp_path / "a.pdf", TITLE, table(printed(lines)), NOTE, numbered=True))
    assert plain(found.rows) == written(lines)
    assert (found.kind, found.tables, found.notes) == ("PDF", 1, (NOTE,))
    assert TITLE in found.title
    assert found.left_out == ()
    assert found.pages > 5


@pytest.mark.long
def test_the_whole_list_of_2019_on_141_pages(tmp_path):
    """1,413 rows, ten or eleven a page, the header on each."""
    lines = lists()["2019-96"]
    found = read(save(tmp_path / "a.pdf", TITLE, table(printed(lines), padding=19), NOTE, numbered=True))
    assert plain(found.rows) == written(lines)
    assert found.pages > 130


@pytest.mark.parametrize("styles", [(GRID,), ()])
def test_an_empty_remark_column(tmp_path, styles):
    """It is a column all the same, and every remark is empty."""
    lines = [line._replace(remark="") for line in some(40)]
    found = read(save(tmp_path / "a.pdf", table(printed(lines), styles)))
    assert plain(found.rows) == written(lines)


def test_the_header_stands_on_the_first_page_only(tmp_path):
    """Its columns hold for the others."""
    lines = some(80)
    found = read(save(tmp_path / "a.pdf", table(printed(lines), repeat=0)))
    assert plain(found.rows) == written(lines)


def test_no_header_at_all(tmp_path):
    """What they hold decides which columns they are."""
    lines = some(60)
    found = read(save(tmp_path / "a.pdf", table(printed(lines)[1:], repeat=0)))
    assert plain(found.rows) == written(lines)


def test_cells_broken_over_pages(tmp_path):
    """The rest of a cell stands at the top of the next page."""
    long = "其他编号未列名的含天然乳的产品，" * 12
    lines = [Line(seq, f"0402{seq:04}", long + str(seq), "除外") for seq in range(1, 8)]
    made = table(printed(lines), middle=False)
    from reportlab.platypus import Table

    parts = Table(made._cellvalues, colWidths=(40, 70, 200, 180), splitInRow=1)
    parts.setStyle([GRID, ("FONT", (0, 0), (-1, -1), "STSong-Light", SIZE), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    found = read(save(tmp_path / "a.pdf", parts))
    assert found.pages > 1
    assert plain(found.rows) == written(lines)


@pytest.mark.long
@pytest.mark.parametrize("middle", [True, False])
@pytest.mark.parametrize("padding", [6, 2, 1, 0.5])
def test_no_rules(tmp_path, middle, padding):
    """Columns by the room between them; names of several lines around or below their codes."""
    lines = some(90)
    found = read(
        save(tmp_path / "a.pdf", TITLE, table(printed(lines), (), middle=middle, padding=padding), NOTE, numbered=True)
    )
    assert plain(found.rows) == written(lines)
    assert found.notes == (NOTE,)


def test_no_rules_and_the_header_on_the_first_page_only(tmp_path):
    """Nor is there a header at all in the second file."""
    lines = some(90)
    found = read(save(tmp_path / "a.pdf", table(printed(lines), (), repeat=0)))
    assert plain(found.rows) == written(lines)
    found = read(save(tmp_path / "b.pdf", table(printed(lines)[1:], (), repeat=0)))
    assert plain(found.rows) == written(lines)


def test_lines_set_as_close_as_rows(tmp_path):
    """Without room between rows, a name belongs to the code beside its first line."""
    lines = [Line(1, "04029100", "甲" * 18, ""), Line(2, "04029900", "乙" * 50, "除外"), Line(3, "04031000", "丙", "")]
    texts, y = [], 100.0
    for line in lines:
        texts += [(50, y, str(line.seq)), (90, y, line.hs_code), (400, y, line.remark)]
        for start in range(0, len(line.name), 20):
            texts.append((170, y, line.name[start : start + 20]))
            y += 13
    assert plain(read(drawn(tmp_path / "a.pdf", [texts])).rows) == written(lines)


def test_lines_set_as_close_as_rows_around_their_codes(tmp_path):
    """Where cells are centred, as many lines of a name stand above its code as below it."""
    names = [["甲" * 20, "乙"], ["丙"], ["丁" * 20, "戊" * 20, "己"], ["庚"]]
    lines = [Line(seq, f"0402{seq}100", "".join(name), "除外") for seq, name in enumerate(names, 1)]
    texts, y = [], 100.0
    for line, name in zip(lines, names, strict=True):
        middle = y + 13 * (len(name) - 1) / 2
        texts += [(50, middle, str(line.seq)), (90, middle, line.hs_code), (400, middle, line.remark)]
        texts += [(170, y + 13 * place, part) for place, part in enumerate(name)]
        y += 13 * len(name)
    assert plain(read(drawn(tmp_path / "a.pdf", [texts])).rows) == written(lines)


def test_the_rest_of_a_name_at_the_top_of_a_page_without_rules(tmp_path):
    """It belongs to the last row of the page before."""
    first, second = [], []
    for place, name in enumerate(["甲", "乙" * 10, "丙"]):
        first += [(50, 100 + 30 * place, str(place + 1)), (90, 100 + 30 * place, f"0402{place + 1}100")]
        first.append((170, 100 + 30 * place, name))
    second.append((170, 60, "丙除外"))
    for place, name in enumerate(["丁", "戊", "己"], 4):
        second += [(50, 30 * place, str(place)), (90, 30 * place, f"0402{place}100"), (170, 30 * place, name)]
    found = read(drawn(tmp_path / "a.pdf", [first, second]))
    assert [row.name.replace(" ", "") for row in found.rows] == ["甲", "乙" * 10, "丙丙除外", "丁", "戊", "己"]


def test_names_that_begin_beside_their_codes_where_others_are_centred(tmp_path):
    """Lines that cannot be centred on their codes belong to the code their first line stands beside."""
    texts = []
    for seq, y in enumerate([106.5, 156.5, 200, 239], 1):
        texts += [(50, y, str(seq)), (90, y, f"0402{seq}100")]
    texts += [(170, 100, "甲"), (170, 113, "乙"), (170, 150, "丙"), (170, 163, "丁")]
    texts += [(170, 200 + 13 * place, name) for place, name in enumerate("戊己庚辛壬")]
    found = read(drawn(tmp_path / "a.pdf", [texts]))
    assert [row.name.replace("\n", "") for row in found.rows] == ["甲乙", "丙丁", "戊己庚", "辛壬"]


def test_room_within_a_cell_is_no_column(tmp_path):
    """Words far apart are one name, where other names of the column stand there."""
    texts = []
    for place, name in enumerate(["甲" * 16, "", "丙" * 16]):
        y = 100.0 + 30 * place
        texts += [(50, y, str(place + 1)), (90, y, f"0402{place + 1}100"), (170, y, name)]
    texts += [(170, 130, "乙"), (230, 130, "乙")]
    found = read(drawn(tmp_path / "a.pdf", [texts]))
    assert [row.name.replace(" ", "") for row in found.rows] == ["甲" * 16, "乙乙", "丙" * 16]


def test_what_stands_in_the_code_column_and_is_no_code(tmp_path):
    """Two lines of words are not put together as a broken code is."""
    texts = []
    for place, code in enumerate(["04029100", "04029900"]):
        texts += [(50, 100 + 60 * place, str(place + 1)), (90, 100 + 60 * place, code), (170, 100 + 60 * place, "乳")]
    texts += [(90, 260, "（未"), (90, 273, "列名）"), (170, 260, "其他")]
    found = read(drawn(tmp_path / "a.pdf", [texts]))
    assert [row.hs_code for row in found.rows] == ["04029100", "04029900"]
    assert [str(one) for one in found.left_out] == [
        "page 1, row 3: （未 (text outside the rows)",
        "page 1: 列名） (text outside the rows)",
    ]


def test_drawings_are_no_rules(tmp_path):
    """A seal over the table, a dot beside it."""
    from reportlab.pdfgen.canvas import Canvas

    lines = some(8)
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    made = table(printed(lines))
    height = made.wrap(500, 800)[1]
    made.drawOn(canvas, 40, 800 - height)
    canvas.circle(300, 700, 60)
    canvas.rect(20, 700, 2, 2, stroke=0, fill=1)
    canvas.save()
    assert plain(read(tmp_path / "a.pdf").rows) == written(lines)


def test_horizontal_rules_only(tmp_path):
    """Rows are what stands between two of them."""
    lines = some(60)
    across = [("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black)]
    found = read(save(tmp_path / "a.pdf", TITLE, table(printed(lines), across), NOTE))
    assert plain(found.rows) == written(lines)


def test_three_rules_around_header_and_table(tmp_path):
    """As in printed books: they part no rows."""
    lines = some(25)
    three = [("LINEABOVE", (0, 0), (-1, 0), 1, colors.black), ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)]
    three.append(("LINEBELOW", (0, -1), (-1, -1), 1, colors.black))
    found = read(save(tmp_path / "a.pdf", TITLE, table(printed(lines), three, padding=4), NOTE))
    assert plain(found.rows) == written(lines)


def test_rules_between_columns_only(tmp_path):
    """And around it all: the codes separate the rows."""
    lines = some(60)
    down = [("LINEBEFORE", (0, 0), (-1, -1), 0.5, colors.black), ("BOX", (0, 0), (-1, -1), 0.5, colors.black)]
    down.append(("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black))
    found = read(save(tmp_path / "a.pdf", TITLE, table(printed(lines), down, padding=4), NOTE))
    assert plain(found.rows) == written(lines)
    lines = some(12)
    fifths = [("LINEBELOW", (0, row), (-1, row), 0.5, colors.black) for row in (0, 5, 10)]
    found = read(save(tmp_path / "b.pdf", TITLE, table(printed(lines), [*down, *fifths], padding=4)))
    assert plain(found.rows) == written(lines)


def test_outer_rules_may_be_missing(tmp_path):
    """As in tables that are open at the sides."""
    lines = some(60)
    inner = [("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black)]
    assert plain(read(save(tmp_path / "a.pdf", table(printed(lines), inner))).rows) == written(lines)


@pytest.mark.parametrize("weight", [0.1, 1.5, 2.5])
def test_rules_of_any_weight(tmp_path, weight):
    """Thin and thick."""
    lines = some(40)
    found = read(save(tmp_path / "a.pdf", table(printed(lines), [("GRID", (0, 0), (-1, -1), weight, colors.grey)])))
    assert plain(found.rows) == written(lines)


def test_double_rules(tmp_path):
    """The room within them is no column."""
    lines = some(40)
    double = [("GRID", (0, 0), (-1, -1), 0.5, colors.black, "butt", None, None, 2, 3)]
    assert plain(read(save(tmp_path / "a.pdf", table(printed(lines), double))).rows) == written(lines)


def test_every_cell_a_box_of_its_own(tmp_path):
    """As some office programs print them, outlined or only filled."""
    lines = some(40)
    boxes = [("BOX", (column, row), (column, row), 0.5, colors.black) for row in range(41) for column in range(4)]
    assert plain(read(save(tmp_path / "a.pdf", table(printed(lines), boxes))).rows) == written(lines)
    colour = (colors.whitesmoke, colors.lightgrey)
    filled = [
        ("BACKGROUND", (column, row), (column, row), colour[(row + column) % 2])
        for row in range(41)
        for column in range(4)
    ]
    assert plain(read(save(tmp_path / "b.pdf", table(printed(lines), filled))).rows) == written(lines)


def test_rules_drawn_as_thin_filled_boxes(tmp_path):
    """As spreadsheets are printed."""
    from reportlab.pdfgen.canvas import Canvas

    lines = some(20)
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    made = table(printed(lines), ())
    width, height = made.wrap(500, 800)
    made.drawOn(canvas, 40, 820 - height)
    ys = [820 - height + y for y in made._rowpositions] if hasattr(made, "_rowpositions") else []
    for y in ys:
        canvas.rect(40, y - 0.3, width, 0.6, stroke=0, fill=1)
    x = 40.0
    for column in (0, 40, 70, 200, 180):
        x += column
        canvas.rect(x - 0.3, 820 - height, 0.6, height, stroke=0, fill=1)
    canvas.save()
    assert len(ys) == 22
    assert plain(read(tmp_path / "a.pdf").rows) == written(lines)


def test_merged_cells(tmp_path):
    """A title and a note over all columns, a remark over three rows."""
    lines = [line._replace(remark="") for line in some(6)]
    rows = [(cell(TITLE), "", "", ""), *printed(lines), (cell(NOTE), "", "", "")]
    rows[3] = (*rows[3][:3], "仅限网购保税商品")
    spans = [GRID, ("SPAN", (0, 0), (3, 0)), ("SPAN", (3, 3), (3, 5)), ("SPAN", (0, 8), (3, 8))]
    found = read(save(tmp_path / "a.pdf", table(rows, spans)))
    remarks = ["", "仅限网购保税商品", "仅限网购保税商品", "仅限网购保税商品", "", ""]
    assert plain(found.rows) == written(
        [line._replace(remark=remark) for line, remark in zip(lines, remarks, strict=True)]
    )
    assert (found.title, found.notes) == ((TITLE,), (NOTE,))


def test_codes_broken_spaced_dotted_and_full_width(tmp_path):
    """Each is the same code."""
    lines = [Line(seq, "04029100", "乳", "") for seq in range(1, 7)]
    forms = ["0402.91.00", "0402 9100", "０４０２９１００", "0402\n9100", "04029100①", "ex04029100"]
    widths = (40, 100, 200, 100)
    rows = [HEADER, *((str(seq), form, "乳", "") for seq, form in enumerate(forms, 1))]
    assert plain(read(save(tmp_path / "a.pdf", table(rows, widths=widths))).rows) == written(lines)
    assert plain(read(save(tmp_path / "b.pdf", table(rows, (), widths=widths))).rows) == written(lines)


@pytest.mark.parametrize(
    "header", [("编号", "税号", "商品名称", "说明"), ("No.", "HS编码", "货品名称（简称）", "备注")]
)
def test_several_tables_on_a_page(tmp_path, header):
    """Each under its heading, each numbered from 1."""
    lines = some(5)
    found = read(
        save(tmp_path / "a.pdf", "清单一", table(printed(lines, header)), "清单二", table(printed(lines, header)))
    )
    assert plain(found.rows) == written(lines) * 2
    assert found.tables == 2
    assert {row.section for row in found.rows} == {"清单一", "清单二"}


def test_words_around_an_unruled_table(tmp_path):
    """Neither a letter above nor a line below or between is a part of a row, or of a column."""
    lines = some(12)
    letter = "根据有关规定，现将商品清单公布如下，自二〇二〇年一月一日起施行，请遵照执行，并按照有关要求做好各项工作。"
    path = save(
        tmp_path / "a.pdf",
        letter,
        table(printed(lines[:6])[1:], ()),
        "活动物和动物产品以及其他货物",
        table(printed(lines[6:])[1:], ()),
        "承办单位：关税司　电话：无",
    )
    found = read(path)
    assert plain(found.rows) == written(lines)
    assert found.title == (letter[: len(found.title[0])], letter[len(found.title[0]) :])
    assert [one.text for one in found.left_out] == ["活动物和动物产品以及其他货物", "承办单位：关税司电话：无"]


def test_a_header_alone_at_the_bottom_of_a_page(tmp_path):
    """Its rows follow on the next one."""
    texts = [(50, 780, "序号"), (90, 780, "税则号列"), (200, 780, "货品名称"), (50, 40, "清单一")]
    rows = [
        (50, 60, "1"),
        (90, 60, "04029100"),
        (200, 60, "乳"),
        (50, 90, "2"),
        (90, 90, "04029900"),
        (200, 90, "糖乳"),
    ]
    found = read(drawn(tmp_path / "a.pdf", [texts, rows]))
    assert [(row.seq, row.hs_code, row.name) for row in found.rows] == [(1, "04029100", "乳"), (2, "04029900", "糖乳")]


def test_a_header_twice_before_the_rows(tmp_path):
    """The first one has no rows of its own, on the first page and on a later one."""
    lines = some(12)
    first, second = printed(lines[:6]), printed(lines[6:])
    found = read(save(tmp_path / "a.pdf", table([HEADER, *first, HEADER, *second], (), repeat=0)))
    assert plain(found.rows) == written(lines)
    assert not found.left_out


def test_names_left_of_their_codes(tmp_path):
    """An unruled table may have its columns in any order."""
    lines = [line._replace(remark="") for line in some(30)]
    rows = [("货品名称", "税则号列", "序号"), *((cell(line.name), line.hs_code, str(line.seq)) for line in lines)]
    rows = [(row[0], row[1], row[2]) for row in rows]
    assert plain(read(save(tmp_path / "a.pdf", table(rows, (), widths=(200, 100, 60)))).rows) == written(lines)


@pytest.mark.parametrize("styles", [(GRID,), ()])
def test_two_blocks_side_by_side(tmp_path, styles):
    """Down the left one and then the right one."""
    lines = [line._replace(remark="") for line in some(20)]
    rows = [HEADER[:3] * 2]
    rows += [
        (*printed([left])[1][:2], cell(left.name), *printed([right])[1][:2], cell(right.name))
        for left, right in zip(lines[:10], lines[10:], strict=True)
    ]
    rows = [tuple(cell(text) if isinstance(text, str) else text for text in row) for row in rows]
    found = read(save(tmp_path / "a.pdf", table(rows, styles, widths=(40, 75, 130) * 2)))
    assert plain(found.rows) == written(lines)


@pytest.mark.parametrize("rotate", [90, 180, 270])
@pytest.mark.parametrize("styles", [(GRID,), ()])
def test_pages_that_are_turned(tmp_path, rotate, styles):
    """Some say so, and are shown upright."""
    lines = some(60)
    flat = save(tmp_path / "flat.pdf", TITLE, table(printed(lines), styles), page=landscape(A4))
    writer = pypdf.PdfWriter()
    for page in pypdf.PdfReader(flat).pages:
        page.rotate(rotate)
        writer.add_page(page)
    writer.write(tmp_path / "a.pdf")
    assert plain(read(tmp_path / "a.pdf").rows) == written(lines)


def test_text_that_runs_up_the_page(tmp_path):
    """Others do not say so."""
    lines = some(8)
    assert plain(read(sideways(tmp_path / "a.pdf", lines)).rows) == written(lines)


def test_pages_that_are_upside_down_or_run_down(tmp_path):
    """In either other direction."""
    lines = some(8)
    upwards = sideways(tmp_path / "up.pdf", lines)
    for turns in (90, 180):
        writer = pypdf.PdfWriter()
        for page in pypdf.PdfReader(upwards).pages:
            writer.add_page(page).rotate(turns).transfer_rotation_to_content()
        writer.write(tmp_path / "a.pdf")
        assert plain(read(tmp_path / "a.pdf").rows) == written(lines)


def test_bold_letters_printed_twice_and_a_watermark(tmp_path):
    """Each letter counts once, and what runs aslant not at all."""
    from reportlab.pdfgen.canvas import Canvas

    lines = some(5)
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    for dx in (0, 0.2):
        made = table(printed(lines))
        height = made.wrap(500, 800)[1]
        made.drawOn(canvas, 40 + dx, 800 - height)
    canvas.translate(300, 700)
    canvas.rotate(60)
    canvas.setFont("STSong-Light", 40)
    canvas.drawString(-100, 0, "内部资料")
    canvas.save()
    assert plain(read(tmp_path / "a.pdf").rows) == written(lines)


def test_blocks_of_a_page(tmp_path):
    """What stands above, within and below a table comes in order, rows numbered through the page."""
    lines = some(3)
    path = save(tmp_path / "a.pdf", "甲", table(printed(lines)), "乙", table(printed(lines)), "丙")
    blocks = list(open_document(path).blocks)
    assert [type(block) for block in blocks] == [Prose, Grid, Prose, Grid, Prose]
    assert [block.lines for block in blocks[::2]] == [("甲",), ("乙",), ("丙",)]
    assert [row.number for block in blocks[1::2] for row in block.rows] == [*range(1, 9)]


def test_a_page_without_tables_is_text(tmp_path):
    """Such as a covering letter, before the annex."""
    lines = some(3)
    from reportlab.platypus import PageBreak

    path = save(
        tmp_path / "a.pdf",
        "现将有关事项公告如下：",
        "一、自2020年1月1日起实施。",
        PageBreak(),
        TITLE,
        table(printed(lines)),
    )
    found = read(path)
    assert plain(found.rows) == written(lines)
    assert found.title == ("现将有关事项公告如下：", "一、自2020年1月1日起实施。", TITLE)


def test_an_exclusion_list_with_other_columns(tmp_path):
    """EX, notes with circled numbers, rates: two rows of header."""
    header = [
        ("序号", "EX①", "税则号列②", "商品名称（简称）", "税率（%）", ""),
        ("", "", "", "", "最惠国", "暂定"),
    ]
    rows = [(str(line.seq), "ex" if line.seq % 2 else "", line.hs_code, line.name, "10", "5") for line in some(40)]
    spans = [GRID, ("SPAN", (4, 0), (5, 0)), *(("SPAN", (place, 0), (place, 1)) for place in range(4))]
    laid = table([*header, *rows], spans, widths=(40, 40, 70, 200, 50, 50), repeat=2)
    found = read(
        save(
            tmp_path / "a.pdf",
            "进口商品暂定税率表",
            laid,
            "①ex表示实施暂定税率的商品应在该税号范围内。",
            "②为税则税号。",
        )
    )
    assert plain(found.rows) == written([line._replace(remark="") for line in some(40)])
    assert dict(found.rows[0].other)["EX①"] == "ex"
    assert len(found.notes) == 2


def test_a_bilingual_schedule(tmp_path):
    """Headings of chapters between the rows; the name is the Chinese one, the English one is kept beside it."""
    header = ("税则号列\nTariff Line", "货品名称", "Description of Goods", "基准税率\nBase Rate")
    rows = [("", cell("第一章 活动物 Chapter 1 Live animals"), "", "")]
    rows += [(line.hs_code, line.name, "Live horses, asses, mules and hinnies for breeding", "10") for line in some(30)]
    made = [
        header,
        *(
            tuple(cell(text) if isinstance(text, str) and place else text for place, text in enumerate(row))
            for row in rows
        ),
    ]
    found = read(save(tmp_path / "a.pdf", table(made, [GRID], widths=(80, 150, 180, 60))))
    assert [(row.hs_code, row.name) for row in found.rows] == [(line.hs_code, line.name) for line in some(30)]
    assert found.rows[0].other[0] == ("Description of Goods", "Live horses, asses, mules and hinnies for breeding")


@pytest.fixture(scope="module")
def soffice():
    """LibreOffice; a machine that checks everything must have it."""
    import os

    if not shutil.which("soffice"):
        assert not os.environ.get("CI"), "install LibreOffice"
        pytest.skip("LibreOffice is not installed")


@pytest.mark.usefixtures("soffice")
def test_libreoffice_prints_a_spreadsheet_and_a_document(tmp_path):
    """With fonts in the file, lines of its own and a page number."""
    import docx
    import openpyxl
    from openpyxl.styles import Border, Side
    from openpyxl.worksheet.properties import PageSetupProperties

    short = [line for line in some(400) if len(line.name) < 30]
    lines = [line._replace(seq=seq) for seq, line in enumerate(short[:120], 1)]
    book = openpyxl.Workbook()
    side = Side("thin")
    for row in printed(lines):
        book.active.append(row)
    for row in book.active.iter_rows():
        for one in row:
            one.border = Border(side, side, side, side)
    for column, width in zip("ABCD", (6, 12, 70, 90), strict=True):
        book.active.column_dimensions[column].width = width
    book.active.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.active.page_setup.fitToHeight = 0
    book.save(tmp_path / "list.xlsx")
    found = read(converted(tmp_path / "sheet.pdf", tmp_path / "list.xlsx"))
    assert plain(found.rows) == written(lines)

    document = docx.Document()
    document.add_paragraph(TITLE)
    made = document.add_table(0, 4, style="Table Grid")
    for row in printed(lines):
        for one, text in zip(made.add_row().cells, row, strict=True):
            one.text = text
    document.save(tmp_path / "list.docx")
    found = read(converted(tmp_path / "document.pdf", tmp_path / "list.docx"))
    assert plain(found.rows) == written(lines)
    assert found.title[0] == TITLE


@pytest.mark.parametrize("styles", [(GRID,), ()])
def test_raised_and_lowered_digits_are_not_those_of_a_code(tmp_path, styles):
    """A footnote's digits behind a code, and in a name; small digits on the line itself are the code's own."""
    style = ParagraphStyle("cell", fontName=FONT, fontSize=SIZE, leading=SIZE * 1.3)
    marked = [
        ("1", "040299<super>12</super>", "每m<super>2</super>的H<sub rise=2 size=6.5>2</sub>O2", "乳"),
        ("2", "0402<font size=7>9900</font>", "<super>1</super>乳", "千克"),
        ("3", "04031000<super>[1]</super>", "乳", "乳"),
    ]
    rows = [HEADER, *(tuple(Paragraph(text, style) for text in row) for row in marked)]
    found = read(save(tmp_path / "a.pdf", table(rows, styles)))
    assert [(row.seq, row.hs_code, row.name) for row in found.rows] == [
        (1, "040299", "每m²的H₂O2"),
        (2, "04029900", "1乳"),
        (3, "04031000", "乳"),
    ]


def test_codes_broken_at_a_dot_in_a_table_without_ruling_lines(tmp_path):
    """Above and below the rest of their row, also in the last row of a page, whose end looks like a page's number."""
    rows = [
        HEADER,
        ("1", "04029100", "乳", ""),
        ("2", "0402.91\n.00", "乳", ""),
        ("3", "0403.10.00", "酸乳", ""),
        ("4", "0403-\n9000", "其他", ""),
    ]
    found = read(save(tmp_path / "a.pdf", table(rows, ())))
    assert [(row.seq, row.hs_code, row.name) for row in found.rows] == [
        (1, "04029100", "乳"),
        (2, "04029100", "乳"),
        (3, "04031000", "酸乳"),
        (4, "04039000", "其他"),
    ]
    assert found.left_out == ()
