"""The workbook: read back by two other readers it has the tables, and Excel takes nothing in it for a formula."""

import datetime
import io
import re
import tempfile
import time
import zipfile

import openpyxl
import pytest
import python_calamine
from draws import draws

from pilotzones import strategies
from pilotzones.frames import export
from pilotzones.frames.errors import ExportError
from pilotzones.frames.tables import exporting, workbook
from pilotzones.frames.tables.exported_tables import TABLES
from pilotzones.frames.tables.table import Column, Table
from pilotzones.frames.tables.workbook import write_workbook

LONGEST = 200  # the rows of a place table that are held against the workbook: Excel's format is slow to write


@pytest.fixture(scope="module")
def tables():
    """Make every table of a drawn dataset, the long ones of places in part."""
    data = draws(strategies.datasets(), 1)[0]
    made = {name: make(data) for name, make in TABLES.items()}
    return {name: table._replace(rows=table.rows[:LONGEST]) for name, table in made.items()}


@pytest.fixture(scope="module")
def file(tables, tmp_path_factory):
    """Export them."""
    patched = pytest.MonkeyPatch()
    patched.setattr(exporting, "TABLES", {name: lambda _, table=table: table for name, table in tables.items()})
    folder = tmp_path_factory.mktemp("home") / "tables"
    written = export(folder, "excel", dataset=draws(strategies.datasets(), 1)[0])
    patched.undo()
    assert [path.name for path in written] == ["datapackage.json", "pilotzones.xlsx", "zones.geojson"]
    return written[1]


def as_read(table):
    """Write the cells of a table as a sheet has them: no empty text, for there is no null either."""
    return [tuple(None if cell == "" else cell for cell in row) for row in table.rows]


def test_openpyxl_reads_the_tables(file, tables):
    """Codes are text, days are days, and numbers and truth values are such."""
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == list(tables)
    for name, table in tables.items():
        header, *rows = book[name].iter_rows(max_col=len(table.columns))
        assert tuple(cell.value for cell in header) == table.names
        found = [
            tuple(cell.value.date() if isinstance(cell.value, datetime.datetime) else cell.value for cell in row)
            for row in rows
        ]
        assert found == as_read(table), name
        assert all(cell.font.bold for cell in header)
        assert book[name].freeze_panes == "A2"
        assert not any(cell.data_type == "f" for row in rows for cell in row)
        shown = {"text": "@", "integer": "0", "date": "yyyy-mm-dd", "number": "General", "boolean": "General"}
        for row in rows:
            for cell, column in zip(row, table.columns, strict=True):
                assert cell.value is None or cell.number_format == shown[column.type]
        widths = [book[name].column_dimensions[cell.column_letter].width for cell in header]
        assert all(8 <= width <= 60 for width in widths)


def test_calamine_reads_the_tables(file, tables):
    """Another reader, which gives whole numbers as floats and a blank as an empty text."""
    book = python_calamine.CalamineWorkbook.from_path(str(file))
    assert book.sheet_names == list(tables)
    for name, table in tables.items():
        header, *rows = book.get_sheet_by_name(name).to_python()
        assert tuple(header) == table.names
        expected = [["" if cell is None else cell for cell in row] for row in as_read(table)]
        assert rows == expected, name


def one(*cells, kind="text", rows=None):
    """Make a table of one column."""
    column = Column("a", kind, "A column.")
    return Table("t", "A table.", (column,), ("a",), rows or [(cell,) for cell in cells])


def written(table, home):
    """Write a table, and read its sheet."""
    write_workbook([table], home / "a.xlsx")
    return openpyxl.load_workbook(home / "a.xlsx")["t"]


BEGIN_LIKE_FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a")', "\t=1", "0012", "1E5", "TRUE", "#N/A"]


def test_what_begins_like_a_formula_is_text(tmp_path):
    """Also what looks like a number, a truth value or an error: the cell says that it is text, and is shown as it."""
    sheet = written(one(*BEGIN_LIKE_FORMULAS), tmp_path)
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == BEGIN_LIKE_FORMULAS
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        assert b"<f" not in parts.read("xl/worksheets/sheet1.xml")


def test_what_xml_cannot_hold_is_written_as_excel_does(tmp_path):
    """A control character, a carriage return, and a text that looks like one of them written so."""
    text = "a\x0bb\rc_x0041_d\ne"
    write_workbook([one(text)], tmp_path / "a.xlsx")
    assert python_calamine.CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_name("t").to_python()[
        1
    ] in (
        [text],
        ["a_x000B_b_x000D_c_x005F_x0041_d\ne"],
    )


def test_a_day_before_those_that_excel_counts_right_is_text(tmp_path):
    """Excel has a 29 February 1900; the day after it is the first that all programs read alike."""
    days = [
        datetime.date(1582, 10, 15),
        datetime.date(1900, 2, 28),
        datetime.date(1900, 3, 1),
        datetime.date(2099, 12, 31),
    ]
    sheet = written(one(*days, kind="date"), tmp_path)
    early, last, first, latest = (row[0].value for row in sheet.iter_rows(min_row=2))
    assert (early, last) == ("1582-10-15", "1900-02-28")
    assert [first.date(), latest.date()] == days[2:]


def test_a_text_that_no_cell_takes_is_refused(tmp_path):
    """It would be cut off."""
    assert written(one("a" * 32_767), tmp_path)["A2"].value == "a" * 32_767
    with pytest.raises(ExportError, match=r"t has a text of 32,768 characters in the column a.*Choose another format"):
        write_workbook([one("a" * 32_768)], tmp_path / "b.xlsx")
    assert not (tmp_path / "b.xlsx").exists()


def test_more_rows_than_a_sheet_has_are_refused(tmp_path, monkeypatch):
    """Before any of them is written."""
    monkeypatch.setattr(workbook, "_MOST_ROWS", 3)
    write_workbook([one("a", "b")], tmp_path / "a.xlsx")
    with pytest.raises(ExportError, match=r"t has 3 rows, and a sheet of Excel takes 2\. Choose another format"):
        write_workbook([one("a", "b", "c")], tmp_path / "b.xlsx")


def test_the_same_tables_are_the_same_bytes(tmp_path, monkeypatch):
    """At another time too, in another time zone, and there is no time in it."""
    table = one("a", "b")
    write_workbook([table], tmp_path / "a.xlsx")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 1e8)
    write_workbook([table], tmp_path / "b.xlsx")
    monkeypatch.undo()
    time.tzset()
    content = (tmp_path / "a.xlsx").read_bytes()
    assert content == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        days = set(re.findall(rb"\d{4}-\d\d-\d\dT", b"".join(map(parts.read, parts.namelist()))))
    assert days == {b"1980-01-01T"}


def test_an_empty_table_is_its_header(tmp_path):
    """As that of the known ranges may be."""
    sheet = written(one(rows=()), tmp_path)
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["a"]]


def test_a_sheet_that_cannot_be_written_is_an_error_of_the_system(tmp_path, monkeypatch):
    """Each sheet is a temporary file first: where these cannot be written either, nothing is left of them."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    widths = iter([[("A", 8)], [("A", "wide")]])  # the second sheet fails when the first one is there
    monkeypatch.setattr(workbook, "_widths", lambda _: next(widths))
    with pytest.raises(OSError, match="writing a sheet failed: "):
        write_workbook([one("a"), one("b")], tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
