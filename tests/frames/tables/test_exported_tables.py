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


# The key, the columns and what they refer to: whoever reads the tables in SQL or in a statistics package relies on them.
# A column is a text where no other type is named.
PROMISED = {
    "batches": (
        "number",
        (
            "number:integer document_no title_zh approved_on:date published_on:date zone_count:integer ever_approved:integer "
            "in_force_after:integer unsourced_fields evidence sources established_on:date"
        ),
        "",
    ),
    "zones": (
        "id",
        (
            "id name_zh name_en adcode level longitude:number latitude:number coordinates_from geonames_id official_name "
            "province batch:integer established_on:date revoked_on:date revoked_by evidence sources note"
        ),
        "province>provinces.iso batch>batches.number revoked_by>batches.document_no",
    ),
    "announcements": (
        "id",
        (
            "id kind amends document_no title_zh title_en issued_on:date published_on:date effective_from:date "
            "stated_count:integer list_total_after:integer added:integer deleted:integer converted_in:integer "
            "converted_out:integer remarks_changed:integer tariff_year:integer official_pages evidence sources note"
        ),
        "amends>announcements.id",
    ),
    "editions": (
        "id",
        "id title_zh title_en effective_from:date effective_to:date announcements lines_stated:integer lines_known:integer",
        "id>announcements.id",
    ),
    "items": (
        "edition hs_code",
        "edition hs_code name_zh remark remark_known bonded_only:boolean announcement evidence sources note",
        "edition>editions.id announcement>announcements.id",
    ),
    "intervals": (
        "hs_code effective_from",
        "hs_code effective_from:date effective_to:date status edition announcement remark remark_known bonded_only:boolean",
        "edition>editions.id announcement>announcements.id",
    ),
    "known_ranges": (
        "edition code_from",
        "code_from code_to effective_from:date effective_to:date edition",
        "edition>editions.id",
    ),
    "crosswalk": (
        "adcode name_zh",
        (
            "adcode name_zh name_en level prefecture province in_use_from:integer in_use_until:integer adcode_today "
            "name_today prefecture_today successors_today"
        ),
        "",
    ),
    "list_changes": (
        "announcement hs_code change",
        "announcement seq:integer change hs_code name_zh remark_zh remark_known evidence sources note",
        "announcement>announcements.id",
    ),
    "list_coverage": (
        "announcement covers code_from",
        "announcement code_from code_to basis covers",
        "announcement>announcements.id",
    ),
}


@pytest.mark.parametrize("name", PROMISED)
def test_columns_types_and_keys_are_those_that_users_rely_on(name):
    """A script that reads an export finds the same names again, and joins by the same keys."""
    table = TABLES[name](DATA)
    key, columns, references = PROMISED[name]
    assert (table.name, " ".join(table.key)) == (name, key)
    assert [(column.name, column.type) for column in table.columns] == [
        (column, kind or "text") for column, _, kind in (each.partition(":") for each in columns.split())
    ]
    assert " ".join(f"{own}>{other}.{column}" for own, other, column in table.references) == references


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


def test_a_damaged_table_without_days_is_one_clear_error_too(dataset, tables):
    """The examples of the tax on an order."""
    file = tables / "tax_examples.csv"
    header, first, *rest = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([header, f"{first.rstrip()},one cell more\n", *rest]), "utf-8")
    with pytest.raises(pilotzones.DataIntegrityError, match=r"tax_examples\.csv, line 2"):
        TABLES["tax_examples"](dataset)


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
