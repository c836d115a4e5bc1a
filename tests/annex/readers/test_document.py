"""What a reader makes of a file: cells, rows of one width, texts that were left out."""

import pytest

from pilotzones.annex.readers.document import (
    Cell,
    Document,
    Fault,
    Grid,
    GridRow,
    Stray,
    list_strays,
    pad_rows,
    refuse_large_table,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4029100.0, "4029100"), (4029100, "4029100"), (0.065, "0.065"), (1e22, "1" + "0" * 22), (1e-7, "0.0000001"),
        (-1.5, "-1.5"), (float("inf"), "inf"), (float("-inf"), "-inf"),
        (float("nan"), "nan"), (0.0, "0"),
    ],
)  # fmt: skip
def test_a_stored_number_is_written_as_a_person_would(value, text):
    """Without an exponent and without ".0"; what is no number is a word."""
    cell = Cell.from_number(value)
    assert cell.text == text
    assert "e" not in cell.text
    assert (cell.is_number, cell.fault) == (True, None)


def test_a_cell_is_a_text_unless_it_says_more():
    """It shows whether it is a number."""
    cell = Cell("乳")
    assert (cell.text, cell.is_number, cell.fault, repr(cell)) == ("乳", False, None, "Cell('乳')")
    assert repr(Cell("1", is_number=True)) == "Cell('1', is_number=True)"
    assert Cell("", fault=Fault("it is lost", "look")).fault == ("it is lost", "look")


def test_what_a_document_and_a_table_are_unless_they_say_so():
    """A table has rows of its own and no sheet; a document has a name and a hash only once it is opened."""
    grid = Grid(1, ())
    assert (grid.ruled, grid.sheet) == (True, "")
    document = Document("PDF", 1, iter(()))
    assert (document.has_whole_rows, document.hidden, document.file, document.strays, document.sha256) == (
        False, (), "", (), "",
    )  # fmt: skip


def test_rows_get_the_width_of_the_longest():
    """Blank cells are added on the right; the others stay as they are."""
    first, second = Cell("a"), Cell("b")
    rows = pad_rows([GridRow(3, (first,)), GridRow(5, (first, second)), GridRow(6, ())])
    assert [(row.number, *(cell.text for cell in row.cells)) for row in rows] == [
        (3, "a", ""),
        (5, "a", "b"),
        (6, "", ""),
    ]
    assert rows[0].cells[0] is rows[1].cells[0] is first


def test_a_text_at_another_angle_is_told_once():
    """With its characters on all pages; another text or another angle is another entry."""
    strays = [
        Stray(2, "机密", 2, 45),
        Stray(3, "机密", 2, 45),
        Stray(3, "机密", 2, 90),
        Stray(4, "草" * 1200, 1200, 45),
    ]
    assert [(left.page, left.row, left.text, left.reason) for left in list_strays(strays)] == [
        (2, None, "机密", "4 characters at an angle of 45 degrees to the table, on 2 pages"),
        (3, None, "机密", "2 characters at an angle of 90 degrees to the table"),
        (4, None, "草" * 1200, "1,200 characters at an angle of 45 degrees to the table"),
    ]
    assert list_strays([]) == ()


@pytest.mark.parametrize("page", [3, None])
def test_a_table_that_is_too_large_is_refused(page):
    """The limits are named, and what to do."""
    error = refuse_large_table("a.xlsx", page)
    assert (error.file, error.page) == ("a.xlsx", page)
    assert str(error) == (
        "'a.xlsx' has a table that uses more than 200,000 rows, 500 columns or 5,000,000 cells. Delete everything far away "
        "from the list, save the file, and read it again."
    )
