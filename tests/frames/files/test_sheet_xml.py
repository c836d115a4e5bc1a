"""Marks behind the rows of a sheet, in its XML: nothing else of a row changes."""

import io

import pytest

from pilotzones.frames.files.errors import TableFileError
from pilotzones.frames.files.row_answers import RowAnswer
from pilotzones.frames.files.sheet_xml import Marks, column_letters, mark_rows


def marked(xml, width=1):
    """Mark a sheet whose first row has the titles, and whose second has an answer."""
    marks, out = Marks(1, ["status"]), io.BytesIO()
    marks.widen(width)
    marks.put(2, RowAnswer("listed", ("listed",)))
    mark_rows(io.BytesIO(xml), out, marks, "goods.xlsx")
    return out.getvalue()


@pytest.mark.parametrize("quote", [b"'", b'"'])
def test_only_the_spans_of_a_row_are_dropped(quote):
    """They would be wrong, and a reader does not need them; the height and what else is told of the row stays."""
    xml = b'<sheetData><row r="1"><c/></row><row spans="1:1" r="2" ht="20" hidden="1"><c/></row></sheetData>'
    found = marked(xml.replace(b'"', quote))
    assert found.replace(quote, b'"').count(b'<row r="2" ht="20" hidden="1"><c/>') == 1


@pytest.mark.parametrize("quote", [b"'", b'"'])
def test_a_row_is_known_by_its_number(quote):
    """Blank rows are left out of the XML."""
    marks, out = Marks(3, ["status"]), io.BytesIO()
    marks.widen(1)
    marks.put(5, RowAnswer("listed", ("listed",)))
    xml = b'<sheetData><row r="3"><c/></row><row r="5"><c/></row></sheetData>'.replace(b'"', quote)
    mark_rows(io.BytesIO(xml), out, marks, "goods.xlsx")
    assert [out.getvalue().count(b'<c r="%b"' % cell) for cell in (b"B3", b"B5")] == [1, 1]


@pytest.mark.parametrize("prefix", [b"", b"x:"])
def test_titles_look_like_the_last_of_those_beside_them(prefix):
    """Also where the names of elements have a prefix."""
    cells = b'<P:row r="1"><P:c r="A1" s="3"/><P:c r="B1" s="4"/></P:row><P:row r="2"><P:c/></P:row>'
    found = marked(cells.replace(b"P:", prefix), width=2)
    assert found.count(b'<P:c r="C1" s="4" t="inlineStr">'.replace(b"P:", prefix)) == 1
    assert found.count(b'<P:c r="C2" t="inlineStr">'.replace(b"P:", prefix)) == 1


@pytest.mark.parametrize(
    ("width", "before", "after"),
    [(2, b"A1:B2", b"A1:C2"), (1, b"A1", b"A1:B2"), (28, b"AA1:AB2", b"AA1:AC2"), (700, b"B1:ZX2", b"B1:ZY2")],
)
def test_a_sheet_tells_that_it_has_become_wider(width, before, after):
    """A program that reads no more than it is told would not see the new column."""
    rows = b'<sheetData><row r="1"><c/></row><row r="2"><c/></row></sheetData>'
    assert marked(b'<x:dimension ref="%b"/>' % before + rows, width).startswith(b'<x:dimension ref="%b"/>' % after)


def test_a_sheet_without_a_row_that_was_read_is_refused():
    """The error names the file."""
    with pytest.raises(TableFileError, match=r"^The sheet of 'goods[.]xlsx' is written in a way that") as raised:
        marked(b'<sheetData><row r="1"><c/></row></sheetData>')
    assert raised.value.file == "goods.xlsx"


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_have_the_letters_of_excel(number, letters):
    """XFD is the last that a sheet has (Microsoft, "Excel specifications and limits")."""
    assert column_letters(number) == letters
