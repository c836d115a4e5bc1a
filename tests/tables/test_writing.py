"""Rows are written as a table of the public format."""

import csv
import io

import pytest

from pilotzones.tables.formats import FORMATS
from pilotzones.tables.writing import as_csv


@pytest.mark.parametrize("name", FORMATS)
def test_a_table_is_written_with_the_columns_of_its_format(name):
    """In their order, whatever the order in a row; missing cells are blank."""
    columns = list(FORMATS[name].columns)
    row = {column: f'"{column}",\n货' for column in reversed(columns[:3])}
    written = list(csv.reader(io.StringIO(as_csv(name, [row]).decode(), newline=""), strict=True))
    assert written == [columns, [*(row[column] for column in columns[:3]), *[""] * (len(columns) - 3)]]


def test_lines_end_in_a_line_feed():
    """On every machine; a table without rows is its header."""
    rows = [{"id": "S1", "source": "财政部"}, {"id": "S2", "source": 7}]
    assert as_csv("sources", rows) == "id,source\nS1,财政部\nS2,7\n".encode()
    assert as_csv("sources", ()) == b"id,source\n"


def test_a_column_that_the_table_does_not_have_is_an_error():
    """A cell is never left out in silence."""
    with pytest.raises(ValueError, match="The table sources does not have the columns page, url"):
        as_csv("sources", [{"id": "S1", "url": "", "page": ""}])
