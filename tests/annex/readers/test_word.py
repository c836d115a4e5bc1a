"""Word files."""

from __future__ import annotations

import zipfile

import docx
import pytest
from lists import lists, some
from office_files import cell, grids, paragraph, rewritten, table, texts, word, word_table, zipped

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.document import Grid, Prose
from pilotzones.annex.readers.files import open_document

ACROSS, ENDLESS = '<w:gridSpan w:val="3"/>', '<w:gridSpan w:val="1000000000"/>'
BEGINS, GOES_ON = '<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>'


def test_a_whole_list_comes_out_as_it_was_written(tmp_path):
    """Title, 1,413 rows and note, in order."""
    rows = table(lists()["2019-96"])
    path = word(tmp_path / "a.docx", paragraph("清单") + word_table(rows) + paragraph("注：1. 某") + paragraph(" "))
    title, grid, note = open_document(path).blocks
    assert title == Prose(1, ("清单",))
    assert [texts(row) for row in grid.rows] == rows
    assert note == Prose(1, ("注：1. 某",))


def test_rows_are_numbered_through_all_tables(tmp_path):
    """Several tables are several grids, and the numbers go on."""
    body = word_table(table(some(2))) + paragraph("二、") + word_table(table(some(1)))
    blocks = [block for block in open_document(word(tmp_path / "a.docx", body)).blocks if isinstance(block, Grid)]
    assert [[row.number for row in grid.rows] for grid in blocks] == [[1, 2, 3], [4, 5]]


def test_a_merged_cell_stands_in_all_its_places(tmp_path):
    """Across columns, down rows, and behind columns that a row leaves out."""
    body = (
        "<w:tbl>"
        f"<w:tr>{cell('标题', ACROSS)}</w:tr>"
        f"<w:tr>{cell('a')}{cell('b')}{cell('同', BEGINS)}</w:tr>"
        f"<w:tr>{cell('c')}{cell('d')}{cell('', '<w:vMerge/>')}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr>{cell('', GOES_ON)}</w:tr>"
        "</w:tbl>"
    )
    [grid] = [block for block in open_document(word(tmp_path / "a.docx", body)).blocks if isinstance(block, Grid)]
    assert [texts(row) for row in grid.rows] == [("标题",) * 3, ("a", "b", "同"), ("c", "d", "同"), ("", "", "同")]
    assert grid.rows[1].cells[2] is grid.rows[2].cells[2] is grid.rows[3].cells[2]
    assert grid.rows[0].cells[0] is grid.rows[0].cells[2]


GONE, HIDDEN = "<w:trPr><w:del/></w:trPr>", "<w:trPr><w:hidden/></w:trPr>"


def merged_column(path, *lines):
    """Read a table of one column, given by properties of rows and cells and by texts."""
    rows = "".join(f"<w:tr>{of_row}{cell(text, of_cell)}</w:tr>" for of_row, of_cell, text in lines)
    [grid] = open_document(word(path / "a.docx", f"<w:tbl>{rows}</w:tbl>")).blocks
    return [row.cells[0] for row in grid.rows]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("", "", "a"), ("", GOES_ON, "b"), ("", GOES_ON, "")], ["a", "b", "b"]),
        ([("", BEGINS, "a"), ("", "", "b"), ("", GOES_ON, "c")], ["a", "b", "c"]),
        ([("", BEGINS, "a"), ("", BEGINS, "b"), ("", GOES_ON, "b")], ["a", "b", "b"]),
        ([("", BEGINS, "a"), (GONE, GOES_ON, ""), ("", GOES_ON, "")], ["a", "a"]),
        ([("", BEGINS, "a"), (GONE, BEGINS, "b"), ("", GOES_ON, "c")], ["a", "c"]),
        ([("", BEGINS, "a"), (HIDDEN, BEGINS, "b"), ("", GOES_ON, "c")], ["a", "c"]),
        ([("", BEGINS, "a"), (GONE, "", "b"), ("", GOES_ON, "c")], ["a", "c"]),
    ],
)
def test_a_cell_continues_only_a_merged_one(tmp_path, lines, expected):
    """Otherwise its own text is read, also under a row that is not."""
    found = merged_column(tmp_path, *lines)
    assert [(one.text, one.fault) for one in found] == [(text, None) for text in expected]


def test_a_cell_that_continues_another_has_a_text_of_its_own(tmp_path):
    """Word does not show it, so that its row is named; so is one with something that is not read."""
    symbol = "</w:t></w:r><w:r><w:sym/></w:r><w:r><w:t>"
    lines = [("", BEGINS, "a"), ("", GOES_ON, "b"), ("", GOES_ON, "{}"), ("", GOES_ON, "")]
    rows = "".join(f"<w:tr>{cell(text, of_cell)}</w:tr>" for _, of_cell, text in lines).replace("{}", symbol)
    [grid] = open_document(word(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>")).blocks
    first, second, third, last = (row.cells[0] for row in grid.rows)
    assert first is last
    assert (second.text, second.fault.reason) == (
        "a\nb",
        "its cell is merged with the one above it, and has another text of its own, which is not shown",
    )
    assert "<sym>" in third.fault.reason


@pytest.mark.parametrize("text", ["04029100", "0402.91.00", "04029100</w:t></w:r><w:r><w:t>乳", "0402</w:t><w:t>9100"])
def test_a_hidden_row_with_a_code_is_refused(tmp_path, text):
    """Its code would be lost; a deleted row is none, also if it is hidden too, and neither is a row without a code."""
    inner = cell("{}").replace("{}", text) + cell("乳")
    body = "<w:tbl>" + f"<w:tr>{{}}{inner}</w:tr><w:tr>{cell('有')}</w:tr></w:tbl>"
    document = open_document(word(tmp_path / "a.docx", body.replace("{}", HIDDEN)))
    with pytest.raises(AnnexFileError, match=r"has table rows with codes that are hidden[.] Open it in Word, show or"):
        list(document.blocks)
    for properties in (GONE, "<w:trPr><w:hidden/><w:del/></w:trPr>"):
        assert grids(open_document(word(tmp_path / "b.docx", body.replace("{}", properties)))) == [[("有",)]]


def test_a_hidden_text_in_a_cell(tmp_path):
    """Its row is named, with the text; hidden marks and blanks are nothing."""
    rows = table(some(3))
    vanish = "<w:rPr><w:vanish/></w:rPr>"
    marks = f"<w:p><w:pPr>{vanish}</w:pPr><w:r>{vanish}<w:t> 、</w:t><w:tab/></w:r><w:r><w:t>"
    body = word_table(rows).replace(f"<w:p><w:r><w:t>{rows[2][1]}", f"{marks}{rows[2][1]}")
    found = extract_rows(open_document(word(tmp_path / "a.docx", body)))
    assert [row.hs_code for row in found.rows] == [row[1] for row in rows[1:]]
    assert found.left_out == ()
    for text in rows[2][:3]:
        hidden = body.replace(f"<w:r><w:t>{text}<", f"<w:r>{vanish}<w:t>{text}<")
        found = extract_rows(open_document(word(tmp_path / "b.docx", hidden)))
        assert [row.hs_code for row in found.rows] == [rows[1][1], rows[3][1]]
        [left] = found.unread
        assert left.text == " ".join(rows[2]).strip()
        assert "its cell has the element <vanish>, which is not read" in left.problem


def test_tables_inside_cells_follow_the_table_they_stand_in(tmp_path):
    """An outer cell has its own text alone; the inner table is a grid of its own."""
    inner = word_table([("04029100", "乳")])
    body = f"<w:tbl><w:tr>{cell('外', '', inner + paragraph('又'))}</w:tr></w:tbl>"
    assert grids(open_document(word(tmp_path / "a.docx", body))) == [[("外\n又",)], [("04029100", "乳")]]


def test_changes_are_accepted_and_hidden_text_is_none(tmp_path):
    """Deleted runs and rows, hidden runs and rows are left out; inserted ones are text."""
    runs = (
        "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r>"
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t>e</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    gone = "".join(f"<w:tr><w:trPr><w:{name}/></w:trPr>{cell('没')}</w:tr>" for name in ("del", "hidden"))
    body = f"{runs}<w:tbl>{gone}</w:tbl><w:tbl>{gone}<w:sdt><w:sdtContent><w:tr>{cell('有')}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    prose, grid = open_document(word(tmp_path / "a.docx", body)).blocks
    assert prose.lines == ("新显a b-c", "de")
    assert [texts(row) for row in grid.rows] == [("有",)]


@pytest.mark.parametrize(
    ("value", "is_hidden"),
    [("", True), ("1", True), ("true", True), ("on", True), ("0", False), ("false", False), ("off", False)],
)
def test_a_property_is_on_unless_it_says_that_it_is_off(tmp_path, value, is_hidden):
    """As ST_OnOff of ISO/IEC 29500 has it, strict or transitional."""
    given = f' w:val="{value}"' if value else ""
    body = f"<w:p><w:r><w:rPr><w:vanish{given}/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>显</w:t></w:r></w:p>"
    [prose] = open_document(word(tmp_path / "a.docx", body)).blocks
    assert prose.lines == ("显" if is_hidden else "藏显",)


def test_a_cell_without_properties(tmp_path):
    """It is not merged, and covers one column."""
    bare = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("04029100", "乳"))
    assert grids(open_document(word(tmp_path / "a.docx", f"<w:tbl><w:tr>{bare}</w:tr></w:tbl>"))) == [
        [("04029100", "乳")]
    ]


def test_a_document_that_does_not_say_which_part_is_its_text(tmp_path):
    """It is where Word has it; the list of its parts may have characters that cannot be read."""
    path = word(tmp_path / "a.docx", word_table([("04029100", "乳")]))
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts["[Content_Types].xml"] = b"<Types><!-- wordprocessingml \xff --></Types>"
    assert grids(open_document(zipped(path, parts))) == [[("04029100", "乳")]]


def test_text_boxes_and_content_controls_are_read(tmp_path):
    """A table in a text box comes once, though it is said again for older programs."""
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{word_table([('04029100',)])}</w:txbxContent>"
    drawing = f"<mc:AlternateContent {mc}><mc:Choice Requires='w'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    body = f"<w:p><w:r>{drawing}<w:t>前</w:t></w:r></w:p><w:sdt><w:sdtContent>{paragraph('后')}</w:sdtContent></w:sdt>"
    first, grid, last = open_document(word(tmp_path / "a.docx", body)).blocks
    assert (first.lines, last.lines) == (("前",), ("后",))
    assert texts(grid.rows[0]) == ("04029100",)


def test_spans_without_measure_are_bounded(tmp_path):
    """A cell over a billion columns takes no billion places."""
    body = f"<w:tbl><w:tr>{cell('a', ENDLESS)}</w:tr></w:tbl>"
    [[row]] = grids(open_document(word(tmp_path / "a.docx", body)))
    assert row == ("a",) * 500


@pytest.mark.parametrize("start", [cell("a", ENDLESS), "<w:trPr><w:gridBefore w:val='500'/></w:trPr>"])
def test_a_text_beyond_the_last_column_is_refused(tmp_path, start):
    """It would be lost; blank cells there are nothing."""
    blank = open_document(word(tmp_path / "a.docx", f"<w:tbl><w:tr>{start}{cell(' ')}</w:tr></w:tbl>"))
    assert [len(row) for row in grids(blank)[0]] == [500]
    document = open_document(word(tmp_path / "b.docx", f"<w:tbl><w:tr>{start}{cell('b')}</w:tr></w:tbl>"))
    with pytest.raises(AnnexFileError, match="more than 200,000 rows, 500 columns"):
        list(document.blocks)


def test_damaged_files_are_refused(tmp_path):
    """XML that does not end, and a document without a body."""
    path = rewritten(word(tmp_path / "a.docx", ""), "word/document.xml", "</w:body>", "")
    with pytest.raises(AnnexFileError, match="damaged"):
        open_document(path)
    with pytest.raises(AnnexFileError, match="damaged"):
        open_document(
            zipped(tmp_path / "b.docx", {"[Content_Types].xml": b"wordprocessingml", "word/document.xml": b"<a/>"})
        )


def test_raised_and_lowered_digits_are_not_those_of_a_code(tmp_path):
    """A footnote's digits behind a code, and a name with both."""
    document = docx.Document()
    made = document.add_table(2, 2)
    for at, text in enumerate(("税则号列", "货品名称")):
        made.cell(0, at).text = text
    for at, parts in enumerate(((("040299", ""), ("12", "superscript")), (("H", ""), ("2", "subscript"), ("O2", "")))):
        for text, shift in parts:
            run = made.cell(1, at).paragraphs[0].add_run(text)
            run.font.superscript = True if shift == "superscript" else None
            run.font.subscript = True if shift == "subscript" else run.font.subscript
    document.save(str(tmp_path / "a.docx"))
    [row] = extract_rows(open_document(tmp_path / "a.docx")).rows
    assert (row.hs_code, row.name) == ("040299", "H₂O2")


def test_struck_text_is_not_read_as_a_code(tmp_path):
    """Its row is reported, with what is struck."""
    document = docx.Document()
    made = document.add_table(3, 2)
    for at, text in enumerate(("税则号列", "货品名称", "0403", "酸乳", "04061000", "鲜乳酪")):
        made.cell(*divmod(at, 2)).text = text
    made.cell(1, 0).paragraphs[0].add_run("1000").font.strike = True
    document.save(str(tmp_path / "a.docx"))
    found = extract_rows(open_document(tmp_path / "a.docx"))
    assert [row.hs_code for row in found.rows] == ["04061000"]
    assert [left.cell.replace("\u0336", "~") for left in found.unread] == ["04031~0~0~0~"]


def test_a_file_inside_a_document_is_not_read_and_that_is_said(tmp_path):
    """As Word merges it only when it opens the document."""
    path = word(tmp_path / "a.docx", word_table(table(some(3))) + "<w:altChunk/>")
    found = extract_rows(open_document(path))
    assert len(found.rows) == 3
    assert [str(left) for left in found.left_out] == [
        "page 1: it contains another file, which is not read; open it in Word, save it, and read the new file"
    ]
