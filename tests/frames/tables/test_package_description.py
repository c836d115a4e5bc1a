"""The description of exported tables, by the words of Frictionless Data Package 1.0 and of its Table Schema."""

import pytest
from made_up import COLUMNS

from pilotzones.frames.tables.package_description import describe
from pilotzones.frames.tables.table import Column, Reference, Table

MADE_UP = Table(
    "made_up",
    "A zone.",
    COLUMNS,
    ("id",),
    (),
    (Reference("batch", "batches", "number"), Reference("id", "made_up", "id")),
)
EDITIONS = Table("editions", "An edition.", (Column("id", "text", "Its id."),), ("id",), ())


def test_a_package_is_described_in_the_words_of_the_standard():
    """Fields with types, keys, and a blank for null; a reference to the table itself names none."""
    found = describe([("made_up.csv", MADE_UP), ("editions.csv", EDITIONS)], "2026.1", [("zones", "2026-11-25")])
    assert list(found) == ["name", "title", "version", "verified_through", "licenses", "sources", "resources"]
    assert (found["name"], found["version"]) == ("pilotzones-export", "2026.1")
    assert found["verified_through"] == {"zones": "2026-11-25"}
    made_up, editions = found["resources"]
    assert [licence["name"] for licence in found["licenses"]] == ["MIT", "CC-BY-4.0", "CC0-1.0"]
    assert all(source["title"] for source in found["sources"])
    assert made_up == {
        "name": "made_up",
        "path": "made_up.csv",
        "format": "csv",
        "description": "A zone.",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": "id", "type": "string", "description": "Its id."},
                {"name": "batch", "type": "integer", "description": "The batch."},
                {"name": "share", "type": "number", "description": "A share."},
                {"name": "begins", "type": "date", "description": "The first day."},
                {"name": "ended", "type": "boolean", "description": "Whether it ended."},
            ],
            "primaryKey": ["id"],
            "missingValues": [""],
            "foreignKeys": [
                {"fields": ["batch"], "reference": {"resource": "batches", "fields": ["number"]}},
                {"fields": ["id"], "reference": {"resource": "", "fields": ["id"]}},
            ],
        },
    }
    assert "foreignKeys" not in editions["schema"]


@pytest.mark.parametrize(
    ("file", "dialect"),
    [
        ("pilotzones.xlsx", {"excel": {"sheet": "editions"}}),
        ("pilotzones.sqlite", {"sql": {"table": "editions"}}),
        ("pilotzones.duckdb", {"sql": {"table": "editions"}}),
        ("editions.parquet", None),
        ("editions.csv", None),
    ],
)
def test_a_file_of_several_tables_tells_where_each_is(file, dialect):
    """A workbook has sheets, a database tables."""
    (resource,) = describe([(file, EDITIONS)], "2026.1", [])["resources"]
    assert resource.get("dialect") == dialect
    assert (resource["path"], resource["format"]) == (file, file.partition(".")[2])
