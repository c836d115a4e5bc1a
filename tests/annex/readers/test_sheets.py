"""Excel and ODS workbooks."""

from __future__ import annotations

import datetime

import openpyxl
import pytest
from lists import lists, some
from office_files import converted, grids, rewritten, table, texts, xls, xlsx, zipped
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.files import open_document, open_saved
from pilotzones.annex.readers.saved_file import take_file
from pilotzones.annex.readers.sheets import _explain

NUMBERS = [("税则号列", "税率"), (4029100, 0.065), (4029100.0, 1e22), (1234567890123, -1.5)]
WRITTEN = [
    ("税则号列", "税率"),
    ("4029100", "0.065"),
    ("4029100", "10000000000000000000000"),
    ("1234567890123", "-1.5"),
]


def test_a_whole_list_comes_out_as_it_was_written(tmp_path):
    """Every cell of the 2019 list's 1,413 rows, with the sheet's own row numbers."""
    rows = table(lists()["2019-96"])
    [grid] = open_document(xlsx(tmp_path / "a.xlsx", rows)).blocks
    assert [texts(row) for row in grid.rows] == rows
    assert [row.number for row in grid.rows] == list(range(1, len(rows) + 1))


def test_numbers_have_no_exponent_and_are_marked(tmp_path):
    """A code stored as a number is its digits, and says that it was one."""
    [grid] = open_document(xlsx(tmp_path / "a.xlsx", NUMBERS)).blocks
    assert [texts(row) for row in grid.rows] == WRITTEN
    assert [cell.is_number for cell in grid.rows[1].cells] == [True, True]
    assert not grid.rows[0].cells[0].is_number


def test_other_values_are_plain_text(tmp_path):
    """Dates and truth values are text, errors as they are shown; line breaks stay, white space around a text goes."""
    row = (datetime.date(2020, 1, 2), True, "#N/A", " a\r\nb　")
    [grid] = open_document(xlsx(tmp_path / "a.xlsx", [row])).blocks
    assert texts(grid.rows[0]) == ("2020-01-02", "True", "#N/A", "a\nb")


def test_row_numbers_are_the_sheets_own(tmp_path):
    """Blank rows at the beginning and between are left out, and counted; so is a blank column A."""
    [grid] = open_document(xlsx(tmp_path / "a.xlsx", [(), (), ("", "a"), (), ("", "b")])).blocks
    assert [(row.number, texts(row)) for row in grid.rows] == [(3, ("", "a")), (5, ("", "b"))]


def test_a_merged_cell_stands_in_all_its_places(tmp_path):
    """The same cell, and not a copy, stands wherever a merged one does."""
    rows = [("清单", "", "", ""), ("1", "04029100", "a", "同"), ("2", "04029900", "b", ""), ("3", "04031000", "c", "")]
    [grid] = open_document(xlsx(tmp_path / "a.xlsx", rows, merged=["A1:D1", "D2:D4"])).blocks
    assert len({id(cell) for cell in grid.rows[0].cells}) == 1
    assert len({id(row.cells[3]) for row in grid.rows[1:]}) == 1
    assert [texts(row) for row in grid.rows] == [("清单",) * 4, *((*row[:3], "同") for row in rows[1:])]


def workbook_of_many_sheets(path):
    """Write a workbook with a chart, a blank sheet, and one of each kind that is hidden."""
    book = openpyxl.Workbook()
    book.active.title = "清单"
    book.active["A1"] = "一"
    book.create_chartsheet("图")
    book.create_sheet("空")
    for name, state in (("藏", "hidden"), ("深藏", "veryHidden")):
        hidden = book.create_sheet(name)
        hidden["A1"] = name
        hidden.sheet_state = state
    blank = book.create_sheet("白")
    blank["A1"] = " "
    book.save(path)
    return path


def test_every_sheet_is_a_page(tmp_path):
    """Empty ones and those of charts alone have nothing; hidden ones are named and not read."""
    document = open_document(workbook_of_many_sheets(tmp_path / "a.xlsx"))
    assert document.pages == 6
    assert [(grid.page, grid.sheet, grid.rows[0].cells[0].text) for grid in document.blocks] == [(1, "清单", "一")]
    assert document.hidden == ("藏", "深藏")
    assert open_saved(take_file(tmp_path / "a.xlsx")).hidden == ("藏", "深藏")


def test_hidden_sheets_are_read_on_request(tmp_path):
    """All of them, and then none is named."""
    document = open_document(workbook_of_many_sheets(tmp_path / "a.xlsx"), with_hidden=True)
    assert [(grid.page, grid.sheet) for grid in document.blocks] == [(1, "清单"), (4, "藏"), (5, "深藏")]
    assert document.hidden == ()


def test_an_old_workbook_is_read(tmp_path):
    """XLS with text of GBK, numbers, and merged cells."""
    rows = [("附件", ""), *NUMBERS[:2]]
    document = open_document(xls(tmp_path / "a.xls", rows, merged=[(0, 0, 0, 1)]))
    [grid] = document.blocks
    assert document.kind == "XLS"
    assert [texts(row) for row in grid.rows] == [("附件", "附件"), *WRITTEN[:2]]
    assert grid.rows[0].cells[0] is grid.rows[0].cells[1]


def test_ods_by_libreoffice(tmp_path):
    """An ODS file has rows, numbers, line breaks and merged cells as the workbook that it was made of."""
    rows = [("清单", "", "", ""), (), *table(some(5)), ("6", 4029100, "a\nb  c", "同"), ("7", 4029900, "d", "")]
    made = xlsx(tmp_path / "a.xlsx", rows, merged=["A1:D1", "D9:D10"])
    document = open_document(converted(made, "ods"))
    [grid] = document.blocks
    assert document.kind == "ODS"
    assert [row.number for row in grid.rows] == [1, *range(3, 11)]
    assert [texts(row) for row in grid.rows[1:7]] == table(some(5))
    assert texts(grid.rows[7]) == ("6", "4029100", "a\nb  c", "同")
    assert grid.rows[7].cells[1].is_number
    assert grid.rows[7].cells[3] is grid.rows[8].cells[3]
    assert len({id(cell) for cell in grid.rows[0].cells}) == 1


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><table:table>{}</table:table></office:document-content>'
)


def ods(path, rows, manifest=b""):
    """Write an ODS file of these rows' XML."""
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    content = ODS.format(rows).encode() if rows else b"<a>"
    return zipped(path, {"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest})


def test_ods_rows_and_cells_may_be_repeated(tmp_path):
    """What is repeated is there as often; comments are no text; short rows are filled up."""
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2">'
        "<office:annotation><text:p>不算</text:p></office:annotation>"
        '<text:p>a<text:s text:c="2"/><text:span>b<office:annotation/></text:span><text:line-break/>c</text:p>'
        "</table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        "<table:table-row><table:table-cell><text:p>d</text:p></table:table-cell></table:table-row>"
    )
    document = open_document(ods(tmp_path / "a.ods", rows.replace("1048000", "7")))
    assert (document.kind, document.pages, document.has_whole_rows) == ("ODS", 1, True)
    [grid] = document.blocks
    assert (grid.page, grid.sheet) == (1, "")
    assert [(row.number, texts(row)) for row in grid.rows] == [
        (1, ("a b\nc",) * 2),
        (2, ("a b\nc",) * 2),
        (10, ("d", "")),
    ]


REPEATED, SPANNED = 'table:number-columns-repeated="99999999"', 'table:number-columns-spanned="99999999"'
FAR = "<table:table-cell {}><text:p>a</text:p></table:table-cell>"


@pytest.mark.parametrize(
    "rows",
    [
        f'<table:table-row table:number-rows-repeated="1048576">{FAR.format("")}</table:table-row>',
        f"<table:table-row>{FAR.format(REPEATED)}</table:table-row>",
    ],
)
def test_ods_of_too_many_cells_is_refused(tmp_path, rows):
    """A row or cell repeated a million times is refused before it takes memory."""
    with pytest.raises(AnnexFileError, match="more than 200,000 rows"):
        list(open_document(ods(tmp_path / "a.ods", rows)).blocks)


def test_an_ods_sheet_of_the_largest_size_is_read(tmp_path):
    """10,000 rows of 500 cells; one more row is refused."""
    row = '<table:table-row table:number-rows-repeated="{}">' + FAR.format('table:number-columns-repeated="500"')
    [grid] = open_document(ods(tmp_path / "a.ods", f"{row.format(10_000)}</table:table-row>")).blocks
    assert (len(grid.rows), grid.rows[-1].number, len(grid.rows[-1].cells)) == (10_000, 10_000, 500)
    with pytest.raises(AnnexFileError, match="5,000,000 cells"):
        list(open_document(ods(tmp_path / "b.ods", f"{row.format(10_001)}</table:table-row>")).blocks)


def test_ods_cells_merged_without_measure_are_bounded(tmp_path):
    """A cell over a hundred million columns takes no hundred million places."""
    blank = '<table:table-cell table:number-columns-repeated="99999999"/>'
    rows = f"<table:table-row>{FAR.format(SPANNED)}{blank}</table:table-row>"
    assert grids(open_document(ods(tmp_path / "a.ods", rows))) == [[("a",) * 500]]


def test_ods_cells_that_are_merged(tmp_path):
    """One cell in all its places, but for those that have a text of their own; paragraphs are lines."""
    area = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    covered = "<table:covered-table-cell/>"
    rows = (
        f"<table:table-row>{FAR.format(area)}{covered}<table:table-cell><text:p>b</text:p><text:p>c</text:p>"
        f"</table:table-cell></table:table-row><table:table-row>{covered}<table:covered-table-cell><text:p>z</text:p>"
        f"</table:covered-table-cell></table:table-row><table:table-row><table:table-cell/>{FAR.format('')}</table:table-row>"
    )
    [grid] = open_document(ods(tmp_path / "a.ods", rows)).blocks
    assert [texts(row) for row in grid.rows] == [("a", "a", "b\nc"), ("a", "z", ""), ("", "a", "")]
    assert grid.rows[0].cells[0] is grid.rows[0].cells[1] is grid.rows[1].cells[0]


def test_ods_that_is_damaged_encrypted_or_empty(tmp_path):
    """Each says what it is; a file of no rows has no grid."""
    with pytest.raises(AnnexFileError, match="damaged"):
        open_document(ods(tmp_path / "a.ods", ""))
    with pytest.raises(AnnexFileError, match="encrypted"):
        open_document(ods(tmp_path / "b.ods", "<table:table-row/>", b"<a><encryption-data/></a>"))
    assert list(open_document(ods(tmp_path / "c.ods", "<table:table-row/>")).blocks) == []


def test_cells_far_out_are_refused(tmp_path):
    """A single cell in the last column of the last row would take all the memory there is."""
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["XFD1048576"] = "b"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(AnnexFileError, match="more than 200,000 rows"):
        open_document(tmp_path / "a.xlsx")


@pytest.mark.parametrize(("row", "column"), [(200_000, 1), (1, 500)])
def test_a_sheet_of_the_largest_size_is_read(tmp_path, row, column):
    """200,000 rows and 500 columns may be used; one more is refused."""
    for more in (0, 1):
        book = openpyxl.Workbook()
        book.active["A1"] = "a"
        book.active.cell(row + (more if row > 1 else 0), column + (more if column > 1 else 0)).value = "b"
        book.save(tmp_path / f"{more}.xlsx")
    [grid] = open_document(tmp_path / "0.xlsx").blocks
    assert (grid.rows[-1].number, len(grid.rows[-1].cells), grid.rows[-1].cells[-1].text) == (row, column, "b")
    with pytest.raises(AnnexFileError, match="more than 200,000 rows, 500 columns or 5,000,000 cells"):
        open_document(tmp_path / "1.xlsx")


def test_a_comment_behind_a_value_is_harmless(tmp_path):
    """It does not cut the value, unlike one inside it."""
    path = xlsx(tmp_path / "a.xlsx", [(4029100,)])
    behind = rewritten(path, "xl/worksheets/sheet1.xml", "</v>", "</v><!-- a -->")
    assert grids(open_document(behind)) == [[("4029100",)]]


def test_cells_that_are_only_formatted_may_be_far_out(tmp_path):
    """Borders drawn down to the last row are no cells in use."""
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    assert grids(open_document(tmp_path / "a.xlsx")) == [[("a",)]]


def test_an_old_workbook_of_too_many_columns_is_refused(tmp_path):
    """Old workbooks have at most 65,536 rows of 256 columns, which is more than any list."""
    path = xls(tmp_path / "a.xls", [("a",)], far=(25_999, 199))
    with pytest.raises(AnnexFileError, match="5,000,000 cells"):
        list(open_document(path).blocks)


def test_merged_areas_that_overlap_without_end_are_left(tmp_path):
    """Areas that together cover more than a sheet may hold are no longer looked at."""
    rows = [[str(at)] * 400 for at in range(130)]
    path = xlsx(tmp_path / "a.xlsx", rows, merged=["A1:B1"])
    areas = "".join(f'<mergeCell ref="A{at + 2}:OJ130"/>' for at in range(120))
    path = rewritten(
        path,
        "xl/worksheets/sheet1.xml",
        '<mergeCell ref="A1:B1"/>',
        f'<mergeCell ref="A1:B1"/>{areas * 2}<mergeCell ref="C1:D1"/>',
    )
    [grid] = open_document(path).blocks
    assert grid.rows[0].cells[0] is grid.rows[0].cells[1]
    assert grid.rows[0].cells[2] is not grid.rows[0].cells[3]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_damaged_parts_are_named(tmp_path, part):
    """XML that does not end is no workbook."""
    path = rewritten(xlsx(tmp_path / "a.xlsx", [("a",)]), part, "</", "<")
    with pytest.raises(AnnexFileError, match=r"'a\.xlsx' is damaged or cut off"):
        list(open_document(path).blocks)


def test_an_interruption_is_no_fault_of_the_file():
    """Only errors and panics of the library are."""
    stop = KeyboardInterrupt()
    assert _explain("a.xlsx", stop) is stop
    assert "encrypted" in str(_explain("a.xlsx", ValueError("Password protected")))


def test_what_is_stored_as_a_number_and_is_none(tmp_path):
    """An ODS file may say NaN."""
    value = '<table:table-cell office:value-type="float" office:value="{}"/>'
    rows = f"<table:table-row>{value.format('NaN')}{value.format('4029100')}</table:table-row>"
    assert grids(open_document(ods(tmp_path / "a.ods", rows))) == [[("nan", "4029100")]]


def test_hidden_sheets_of_ods(tmp_path):
    """The style of a table says that it is hidden."""
    row = "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>'
        '<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
        f'</office:automatic-styles><table:table table:name="清单" table:style-name="ta1">{row.format("一")}</table:table>'
        f'<table:table table:name="藏" table:style-name="ta2">{row.format("二")}</table:table></office:document-content>'
    )
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    path = zipped(tmp_path / "a.ods", {"mimetype": mimetype, "content.xml": content.encode()})
    document = open_document(path)
    assert [(grid.page, grid.sheet, grid.rows[0].cells[0].text) for grid in document.blocks] == [(1, "清单", "一")]
    assert (document.pages, document.hidden) == (2, ("藏",))
    shown = open_document(path, with_hidden=True)
    assert [(grid.page, grid.sheet) for grid in shown.blocks] == [(1, "清单"), (2, "藏")]
    assert shown.hidden == ()


def test_cells_without_a_value_are_not_blank(tmp_path):
    """An error, and a formula that no program calculated, in the code, the name and the remark, and below all others."""
    rows = [
        ("税则号列", "货品名称", "备注", "单价"),
        ("01012100", "马", "#N/A", 1),
        ("04029100", "乳", "", "=1/0"),
        ("=A2", "乳", "", 2),
        ("04029900", '="其"&"他"', "", 3),
        ("04031000", "酸乳", "", "#DIV/0!"),
        ("=A3", "=B3", "=C3", "=D3"),
    ]
    found = extract_rows(open_document(xlsx(tmp_path / "a.xlsx", rows)))
    assert [(row.hs_code, row.name, row.other) for row in found.rows] == [
        ("04029100", "乳", (("单价", "=1/0"),)),
        ("04031000", "酸乳", (("单价", "#DIV/0!"),)),
    ]
    save = "open the file in Excel, WPS or LibreOffice, save it, and read it again"
    assert [str(left) for left in found.unread] == [
        (
            "sheet Sheet, row 2: 01012100 马 #N/A 1 (its cell C2 is an error (#N/A); correct it in the file, and read the "
            "file again)"
        ),
        f"sheet Sheet, row 4: =A2 乳 2 (the result of the formula in its cell A4 is not in the file; {save})",
        f'sheet Sheet, row 5: 04029900 ="其"&"他" 3 (the result of the formula in its cell B5 is not in the file; {save})',
        f"sheet Sheet, row 7: =A3 =B3 =C3 =D3 (the result of the formula in its cell A7 is not in the file; {save})",
    ]


def test_a_sheet_of_nothing_but_formulas_without_results(tmp_path):
    """Its rows are reported, and not blank."""
    path = xlsx(tmp_path / "a.xlsx", [("税则号列", "货品名称"), ("01012100", "马")], [("=Sheet!A2", "=Sheet!B2")])
    found = extract_rows(open_document(path))
    assert [row.hs_code for row in found.rows] == ["01012100"]
    assert [left.where for left in found.unread] == ["sheet Sheet1, row 1"]


def test_formulas_with_results_are_their_results(tmp_path):
    """Also one whose result is a blank text, a shared one, and cells without an address."""
    cells = (
        '<c r="A2" t="str"><f>B1</f><v>税则号列</v></c><c r="B2" t="str"><f>C1</f><v></v></c>',
        '<c r="A3" t="str"><f t="shared" si="0"/><v>01012100</v></c><c r="B3" s="1"></c>',
        '<c s="0"><f>A2</f></c>',
    )
    body = "".join(f"<row>{row}</row>" for row in cells)
    plain = xlsx(tmp_path / "a.xlsx", [("清单",)])
    path = rewritten(plain, "xl/worksheets/sheet1.xml", "</sheetData>", f"{body}</sheetData>")
    [grid] = open_document(path).blocks
    assert [texts(row) for row in grid.rows] == [("清单", ""), ("税则号列", ""), ("01012100", "")]


def test_a_merged_cell_without_a_value(tmp_path):
    """It covers all rows of its area."""
    rows = [("税则号列", "货品名称", "备注"), ("01012100", "马", "=1"), ("01012900", "马", None)]
    found = extract_rows(open_document(xlsx(tmp_path / "a.xlsx", rows, merged=["C2:C3"])))
    assert [left.row for left in found.unread] == [2, 3]


def test_raised_and_lowered_digits_are_not_those_of_a_code(tmp_path):
    """A footnote's digits behind a code, and those of a unit and a formula."""
    raised, lowered = InlineFont(vertAlign="superscript"), InlineFont(vertAlign="subscript")
    book = openpyxl.Workbook()
    book.active.append(("税则号列", "货品名称"))
    book.active["A2"] = CellRichText("040299", TextBlock(raised, "12"))
    book.active["B2"] = CellRichText(
        "每m", TextBlock(raised, "2"), TextBlock(InlineFont(b=True), "的H"), TextBlock(lowered, "2"), "O2"
    )
    book.active["A3"], book.active["B3"] = "04029900", 5
    book.save(tmp_path / "a.xlsx")
    found = extract_rows(open_document(tmp_path / "a.xlsx"))
    assert [(row.hs_code, row.name) for row in found.rows] == [("040299", "每m²的H₂O2"), ("04029900", "5")]
