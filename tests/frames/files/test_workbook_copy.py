"""Workbooks: the sheet and all that is in it stay, and the answers stand behind each row."""

import datetime
import io
import os
import pathlib
import re
import tempfile
import warnings
import zipfile

import openpyxl
import pytest
from goods_files import BUNDLED, goods_rows, told
from hypothesis import given, settings
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table

from pilotzones.frames import FrameColumnError, TableFileError, screen_file

ASKED = {"hs_code": "HS Code", "date": "declared", "dataset": BUNDLED}
ADDED = ("list_status", "list_reason", "list_remark", "list_edition", "list_missing_annexes")


def rows_of(file, sheet, **how):
    """Read a sheet as openpyxl does."""
    book = openpyxl.load_workbook(file, **how)
    rows = [list(row) for row in book[sheet].iter_rows(values_only=True)]
    book.close()
    return rows


def rich_book(file):
    """Write a workbook with notes, a formula, a chart, a table, dates, numbers and a hidden sheet."""
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "notes"
    notes["A1"] = "HS Code is on the next sheet"
    hidden = book.create_sheet("old")
    hidden.append(["HS Code", "declared", "usd"])
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("货物")
    sheet.append(["list of goods"])
    sheet.append([])
    sheet.append(["HS Code", "declared", "usd", "twice"])
    sheet.append(["0409.00.00", datetime.datetime.fromisoformat("2018-12-31"), 12.5, "=C4*2"])
    sheet.append([4090000, datetime.date(2018, 12, 31), 30, "=C5*2"])
    sheet.append([4090000, datetime.date(2018, 12, 31), 30, None])
    sheet["A6"].number_format = "0000\\.00\\.00"
    sheet.append([])
    sheet.append([95061100, 20220301, "1,000.00", "<&>"])
    sheet.append(["22042100", "2022/3/1"])
    for cell in sheet[3]:
        cell.font = Font(bold=True)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=9), titles_from_data=True)
    sheet.add_chart(chart, "M2")
    sheet.merge_cells("A1:C1")
    sheet.add_table(Table(displayName="goods", ref="A3:D6"))
    book.save(file)


def test_the_workbook_stays_and_the_answers_stand_behind(tmp_path):
    """Every part of it but the sheet has the same bytes; numbers that lost their zero are reported."""
    file, out = tmp_path / "goods.xlsx", tmp_path / "out.xlsx"
    rich_book(file)
    done = screen_file(file, out, value="usd", **ASKED)
    before, after = rows_of(file, "货物"), rows_of(out, "货物")
    assert [row[:4] for row in after] == before
    statuses = [None, None, "list_status", "listed", "invalid code", "listed", None, "listed", "unknown"]
    assert [row[4] for row in after] == statuses
    assert after[2][4:] == list(ADDED)
    assert after[8][7:] == ["2022-7", "2019-96 2022-7"]
    assert [(row.line, row.text) for row in done.rejected] == [(5, "4090000")]
    assert (done.rows, done.lost_zeros, str(done.value), done.unsettled_rows) == (5, 1, "1072.50", 0)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out) as new:
        assert old.namelist() == new.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["xl/worksheets/sheet3.xml"]
    book = openpyxl.load_workbook(out)
    sheet = book["货物"]
    assert sheet.dimensions == "A1:I9"
    assert sheet["E3"].font.bold
    assert len(sheet._charts) == 1


def test_lost_zeros_are_put_back(tmp_path):
    """Also where the number is shown without them."""
    file, out = tmp_path / "goods.xlsx", tmp_path / "out.xlsx"
    rich_book(file)
    done = screen_file(file, out, lost_zeros=True, **ASKED)
    assert (done.lost_zeros, done.count("listed")) == (1, 4)
    assert [row[9] for row in rows_of(out, "货物")][4:6] == ["04090000", None]


@settings(max_examples=20)
@given(rows=goods_rows(6))
def test_every_cell_is_as_it_was(rows):
    """Against openpyxl; the status of a row is that of one question."""
    rows = [
        [cell if not isinstance(cell, str) else re.sub("[^ -~牛奶]", "", cell) or None for cell in row] for row in rows
    ]
    rows = [["x", *row] for row in rows]
    book = openpyxl.Workbook()
    for row in [["n", "name", "HS Code", "declared", "note"], *rows]:
        book.active.append(row)
    with tempfile.TemporaryDirectory() as folder:
        file, out = pathlib.Path(folder, "goods.xlsx"), pathlib.Path(folder, "out.xlsx")
        book.save(file)
        done = screen_file(file, out, **ASKED)
        before, after = rows_of(file, "Sheet"), rows_of(out, "Sheet")
    assert [row[:5] for row in after] == before
    assert [row[5] for row in after[1:]] == [told(row[2], row[3])[0] for row in rows]
    assert done.rows == len(rows)


def in_sheet(file, change, part="xl/worksheets/sheet1.xml"):
    """Write a workbook again, with another text of its only sheet, or of another part."""
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(file, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)


def plain_book(file):
    """Write a workbook with two rows of goods."""
    book = openpyxl.Workbook()
    for row in [["HS Code", "declared"], ["04090000", "2018-12-31"], ["22042100", "2022-03-01"]]:
        book.active.append(row)
    book.save(file)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace(b'<row r="1">', b'<row r="1" spans="1:2">'),
        lambda xml: re.sub(rb'<row r="[0-9]">', b"<row>", re.sub(rb' r="[A-Z][0-9]"', b"", xml)),
        lambda xml: re.sub(rb"<dimension[^>]*>", b"", xml),
        lambda xml: re.sub(rb"<dimension[^>]*>", b'<dimension ref="A1"/>', xml),
        lambda xml: re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", xml).replace(b"xmlns=", b"xmlns:x="),
        lambda xml: xml.replace(b"</sheetData>", b'<row r="9" hidden="1" /></sheetData>'),
    ],
    ids=["spans", "no numbers", "no dimension", "one cell", "prefix", "empty row"],
)
def test_sheets_may_be_written_in_other_ways(tmp_path, change):
    """As other programs than Excel and openpyxl write them."""
    file, out = tmp_path / "goods.xlsx", tmp_path / "out.xlsx"
    plain_book(file)
    in_sheet(file, change)
    screen_file(file, out, **ASKED)
    assert [row[2] for row in rows_of(out, "Sheet")][:3] == ["list_status", "listed", "unknown"]
    assert [row[4] for row in rows_of(out, "Sheet", read_only=True)][:3] == ["list_remark", None, None]


def test_a_sheet_in_which_a_row_is_not_found_is_refused(tmp_path):
    """Rather than a copy in which an answer is lost."""
    file, out = tmp_path / "goods.xlsx", tmp_path / "out.xlsx"
    plain_book(file)
    in_sheet(file, lambda xml: xml.replace(b'<row r="2">', b"<row r='4.0'>").replace(b'r="3"', b'r="5"'))
    with pytest.raises(TableFileError, match="cannot be marked up"):
        screen_file(file, out, **ASKED)
    assert list(tmp_path.iterdir()) == [file]


def test_a_large_sheet_is_marked_piece_by_piece(tmp_path):
    """More than a mebibyte of XML; the row that lies across two pieces has its answer too."""
    file, out = tmp_path / "goods.xlsx", tmp_path / "out.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["HS Code", "declared", "note"])
    for number in range(1100):
        sheet.append(["04090000", "2018-12-31", f"{number} {'x' * 1000}"])
    book.save(file)
    told_rows = []
    done = screen_file(file, out, progress=lambda rows, _: told_rows.append(rows), **ASKED)
    assert done.count("listed") == 1100
    assert told_rows == [1000, 1100]
    assert {row[3] for row in rows_of(out, "Sheet", read_only=True)[1:]} == {"listed"}


def test_a_sheet_may_be_named(tmp_path):
    """A hidden one too; one that is not there is refused with the names of all."""
    file = tmp_path / "goods.xlsx"
    rich_book(file)
    assert screen_file(file, sheet="old", **ASKED).rows == 0
    with pytest.raises(TableFileError, match=r"has no sheet '货'[.] Its sheets: 'notes', 'old', '货物'"):
        screen_file(file, sheet="货", **ASKED)
    with pytest.raises(FrameColumnError, match=r"Its columns: 'HS Code is on the next sheet'|Near misses"):
        screen_file(file, sheet="notes", **ASKED)


@pytest.mark.parametrize("has_blank_row", [False, True])
def test_an_empty_sheet_has_no_column(tmp_path, has_blank_row):
    """It says so, also where cells without a text are formatted."""
    book = openpyxl.Workbook()
    if has_blank_row:
        book.active["A1"].font = Font(bold=True)
    book.save(tmp_path / "goods.xlsx")
    with pytest.raises(FrameColumnError, match=r"Its columns: none"):
        screen_file(tmp_path / "goods.xlsx", **ASKED)


def test_columns_are_told_from_the_first_row_with_a_text(tmp_path):
    """Where no row has a name that is asked for; cells without a text may be formatted."""
    book = openpyxl.Workbook()
    book.active["A1"].font = Font(bold=True)
    book.active["A2"], book.active["B2"], book.active["A3"] = "x", "y", "z"
    book.save(tmp_path / "goods.xlsx")
    with pytest.raises(FrameColumnError, match=r"Its columns: 'x', 'y'[.]"):
        screen_file(tmp_path / "goods.xlsx", **ASKED)


@pytest.mark.parametrize("content", [b"no zip", b"PK\x03\x04no zip either", b""])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    """A file with a password is one of them."""
    file = tmp_path / "goods.xlsx"
    file.write_bytes(content)
    with pytest.raises(TableFileError, match="is not a workbook that can be read"):
        screen_file(file, **ASKED)


def test_a_damaged_sheet_is_refused(tmp_path):
    """Whatever openpyxl says of it."""
    file = tmp_path / "goods.xlsx"
    plain_book(file)
    in_sheet(file, lambda xml: xml.replace(b"</sheetData>", b"</oops>"))
    with pytest.raises(TableFileError, match="is not a workbook that can be read"):
        screen_file(file, **ASKED)


@pytest.mark.skipif(not pathlib.Path("/proc/self/fd").exists(), reason="only some systems tell which files are open")
@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_that_is_refused_is_not_held_open(part, tmp_path):
    """Also while somebody keeps the error, with all that led to it."""
    file = tmp_path / "goods.xlsx"
    plain_book(file)
    in_sheet(file, lambda xml: xml[: len(xml) // 2], part)
    with pytest.raises(TableFileError) as refused:
        screen_file(file, **ASKED)
    opened = {os.path.realpath(one) for one in pathlib.Path("/proc/self/fd").iterdir()}
    assert (refused.value.file, os.fspath(file) in opened) == (file.name, False)


@pytest.mark.parametrize("part", ["app", "styles", "sheet1"])
def test_a_part_that_is_damaged_is_refused(part, tmp_path):
    """Also one that nothing was asked of; nothing is written."""
    file, out = tmp_path / "goods.xlsx", tmp_path / "out.xlsx"
    plain_book(file)
    with zipfile.ZipFile(file) as parts:
        info = next(info for info in parts.infolist() if part in info.filename)
    content = bytearray(file.read_bytes())
    content[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(TableFileError, match="is not a workbook that can be read"):
        screen_file(file, out, **ASKED)
    assert list(tmp_path.iterdir()) == [file]


def test_what_openpyxl_warns_of_is_nobodys_concern(tmp_path):
    """A name for a sheet that is gone: openpyxl leaves it out, and the copy keeps it."""
    file = tmp_path / "goods.xlsx"
    plain_book(file)
    name = b'<definedNames><definedName name="old" localSheetId="9">A1</definedName></definedNames>'
    in_sheet(file, lambda xml: re.sub(rb"<definedNames ?/>|(?=<calcPr)", name, xml, count=1), "xl/workbook.xml")
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        filters = [*warnings.filters]
        assert screen_file(file, **ASKED).rows
        assert warnings.filters == filters  # what the program's own code warns of is still seen
    assert warned == []


@pytest.mark.parametrize(("last", "has_room"), [("XEY2", True), ("XEZ2", False)])
def test_a_sheet_that_is_full_has_no_room(tmp_path, last, has_room):
    """Excel takes 16,384 columns, up to XFD: five more fit behind XEY."""
    file, out = tmp_path / "goods.xlsx", tmp_path / "out.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["HS Code", "declared"])
    book.active[last] = 1
    book.save(file)
    assert screen_file(file, **ASKED).rows == 1
    if has_room:
        assert screen_file(file, out, **ASKED).rows == 1
    else:
        with pytest.raises(TableFileError, match=r"^'goods[.]xlsx' has no room for more columns in the sheet 'Sheet'"):
            screen_file(file, out, **ASKED)


def test_of_two_sheets_with_the_columns_the_first_is_screened(tmp_path):
    """The second may be named."""
    file = tmp_path / "goods.xlsx"
    book = openpyxl.Workbook()
    for sheet, codes in ((book.active, ["04090000"]), (book.create_sheet("second"), ["milk", "milk"])):
        for row in [["HS Code", "declared"], *([code, "2018-12-31"] for code in codes)]:
            sheet.append(row)
    book.save(file)
    assert screen_file(file, **ASKED).count("listed") == 1
    assert screen_file(file, sheet="second", **ASKED).count("invalid code") == 2


def test_the_result_of_a_formula_is_what_counts(tmp_path):
    """As Excel shows it and keeps it beside the formula."""
    file = tmp_path / "goods.xlsx"
    plain_book(file)
    formula = b'<c r="A2" t="str"><f>"0409"&amp;"0000"</f><v>04090000</v></c>'
    in_sheet(file, lambda xml: re.sub(rb'<c r="A2".*?</c>', formula, xml))
    assert screen_file(file, **ASKED).count("listed") == 1


def test_what_xml_cannot_hold_is_left_out():
    """A remark may have it all the same."""
    from pilotzones.frames.files.row_answers import RowAnswer
    from pilotzones.frames.files.sheet_xml import Marks, mark_rows

    marks = Marks(1, ["a", "b"])
    marks.widen(1)
    marks.put(2, RowAnswer("listed", ("x\x0b<&>", None)))
    source = io.BytesIO(b'<sheetData><row r="1"><c s="4" r="A1"/></row><row r="2"><c/></row></sheetData>')
    out = io.BytesIO()
    mark_rows(source, out, marks, "goods.xlsx")
    assert out.getvalue() == (
        b'<sheetData><row r="1"><c s="4" r="A1"/>'
        b'<c r="B1" s="4" t="inlineStr"><is><t xml:space="preserve">a</t></is></c>'
        b'<c r="C1" s="4" t="inlineStr"><is><t xml:space="preserve">b</t></is></c></row>'
        b'<row r="2"><c/><c r="B2" t="inlineStr"><is><t xml:space="preserve">x&lt;&amp;&gt;</t></is></c></row></sheetData>'
    )


def test_one_day_for_all_rows(tmp_path):
    """As a date of Python, or as text."""
    file = tmp_path / "goods.xlsx"
    plain_book(file)
    for day in (datetime.date(2018, 12, 31), "2018-12-31"):
        done = screen_file(file, hs_code="HS Code", date=day, dataset=BUNDLED)
        assert (done.count("listed"), done.count("unknown")) == (1, 1)


@pytest.mark.parametrize("first", [b'<row r="1">', b"<row>", b"<x:row>"])
def test_a_row_may_lie_across_many_pieces(first):
    """What is read is put together until a row ends: not where one begins without a number."""
    from pilotzones.frames.files.row_answers import RowAnswer
    from pilotzones.frames.files.sheet_xml import Marks, mark_rows

    class InPieces(io.BytesIO):
        def read(self, _=-1):
            return super().read(7)

    written = []
    for kind in (InPieces, io.BytesIO):
        marks, out = Marks(1, ["a"]), io.BytesIO()
        marks.put(2, RowAnswer("listed", ("yes",)))
        end = b"</x:row>" if b"x:" in first else b"</row>"
        second = first.replace(b"1", b"2")
        xml = b"<sheetData>%b<c/>%b%b<c/>%b</sheetData>" % (first, end, second, end)
        mark_rows(kind(xml), out, marks, "goods.xlsx")
        written.append(out.getvalue())
    assert written[0] == written[1]
    assert written[0].count(b"inlineStr") == 2
