"""The tables that are exported as they stand: against the shipped files, read by the standard library."""

import csv
import io
import pathlib

import pytest

import pilotzones
from pilotzones import Dataset
from pilotzones.frames.tables.exported_tables import TABLES
from pilotzones.tables.formats import FORMATS
from pilotzones.tables.reading import content_of, file_of
from pilotzones.tables.rule_formats import RULE_FORMATS

DATA = Dataset.bundled()
FOLDER = pathlib.Path(pilotzones.__file__).parent / "data"
SHIPPED = sorted({*FORMATS, *RULE_FORMATS})


def lines_of(name):
    """Read a shipped table, wherever it is packed."""
    text = content_of(file_of(FOLDER, name)).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_every_shipped_table_goes_out():
    """Under its own name."""
    assert set(SHIPPED) <= TABLES.keys()
    assert {file.stem for file in FOLDER.glob("*.csv")} <= set(SHIPPED)


@pytest.mark.parametrize("name", [name for name in SHIPPED if name not in {"batches", "zones", "announcements"}])
def test_a_table_has_the_cells_of_the_file(name):
    """In its order, a blank as null; numbers are compared as such. Those of records have their own tests."""
    table, lines = TABLES[name](DATA), lines_of(name)
    kinds = {column.name: column.type for column in table.columns}
    assert list(table.names) == list(lines[0])
    expected = [
        tuple(
            (float(cell) if kinds[column] == "number" else cell)
            if cell or (column == "remark_zh" and line["remark_known"] != "no")
            else None
            for column, cell in line.items()
        )
        for line in lines
    ]
    found = [
        tuple(cell if cell is None or isinstance(cell, float) else str(cell) for cell in row) for row in table.rows
    ]
    assert found == expected
    assert {type(cell).__name__ for row in table.rows for cell in row} <= {
        "str",
        "int",
        "float",
        "date",
        "NoneType",
        "HSCode",
    }


def test_what_a_folder_changes_goes_out(folder, line):
    """A row of the user's own stands beside those that are shipped, and its range too."""
    own = folder(
        list_changes=[line("2018-157", "list", "02032190", name_zh="made up")],
        list_coverage=[
            {"announcement": "2018-157", "code_from": "02032100", "code_to": "02032199", "basis": "made up"}
        ],
        sources=[{"id": "OWN", "source": "made up"}],
    )
    data = Dataset.load(own)
    changes = {row[3] for row in TABLES["list_changes"](data).rows if row[0] == "2018-157"}
    assert changes == {"02032190"}
    assert ("2018-157", "02032100", "02032199", "made up", "annex") in TABLES["list_coverage"](data).rows
    assert ("OWN", "made up") in TABLES["sources"](data).rows


def test_a_damaged_table_is_one_clear_error(dataset, tables):
    """Also one that no answer comes from: each wrong cell is named."""
    file = tables / "tax_parameters.csv"
    file.write_text(file.read_text("utf-8").replace(",0.17,", ",17%,"), "utf-8")
    with pytest.raises(
        pilotzones.DataIntegrityError, match=r"tax_parameters\.csv, line 8, column value: '17%' is not a number"
    ):
        TABLES["tax_parameters"](dataset)


def test_a_row_that_a_later_folder_ends_goes_out_with_its_last_day(folder):
    """So the two rates do not overlap in the export either."""
    row = {
        "parameter": "vat_standard",
        "value": "0.12",
        "unit": "ratio",
        "document": "made up",
        "evidence": "unsourced",
    }
    own = folder(tax_parameters=[{**row, "effective_from": "2027-01-01"}])
    table = TABLES["tax_parameters"](Dataset.load(own))
    spans = [dict(zip(table.names, row, strict=True)) for row in table.rows if row[0] == "vat_standard"]
    last = [(str(row["effective_from"]), row["effective_to"] and str(row["effective_to"])) for row in spans[-2:]]
    assert last == [("2019-04-01", "2026-12-31"), ("2027-01-01", None)]


def test_the_crosswalk_goes_out():
    """With a row for each code and name since 2000: what Laiwu, a prefecture until 2018, is today."""
    table = TABLES["crosswalk"](DATA)
    (laiwu,) = (row for row in table.rows if row[0] == "371200")
    assert laiwu[-1] == "370116;370117"
