"""Every wrong cell of a table."""

from pilotzones.tables.cell_faults import wrong_cells
from pilotzones.tables.formats import FORMATS


def test_every_wrong_cell_is_found():
    """In the order of the rows and, in a row, of the columns, with the problem in words; rows without a fault are left out."""
    rows = [
        ["2019-96", "10000000", "20000000", "", ""],
        ["", "1000", "20000000", "", "all"],
        ["2019-96", "10000000", "20000000", "any text", "list"],
        ["2019-96", "10000000", "2", "", "annex"],
    ]
    assert list(wrong_cells(FORMATS["list_coverage"], rows)) == [
        (1, "announcement", "the cell is blank."),
        (1, "code_from", "'1000' is not a code of 8 digits."),
        (1, "covers", "'all' is not one of annex, list."),
        (3, "code_to", "'2' is not a code of 8 digits."),
    ]
    assert list(wrong_cells(FORMATS["list_coverage"], rows[:1])) == []
