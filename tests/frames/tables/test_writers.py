"""Tables as files: the same cells, types, keys and comments, in whatever format has them."""

import contextlib
import datetime
import sqlite3

import duckdb
import pytest
from made_up import COLUMNS

from pilotzones.frames.tables.table import Column, Reference, Table
from pilotzones.frames.tables.writers import EXPORT_FORMATS, WRITERS

BATCHES = Table("batches", "A reply.", (Column("number", "integer", "Its number."),), ("number",), ((1,), (2,)))
ZONES = Table(
    "zones",
    "A zone's row.",
    COLUMNS,
    ("id",),
    (
        ("杭州", 1, 0.5, datetime.date(2015, 3, 7), False),
        ('a "b", c', 2, None, None, True),
    ),
    (Reference("batch", "batches", "number"), Reference("id", "batches", "name")),
)


def test_csv_has_a_line_for_each_row(tmp_path):
    """In UTF-8; true and false as Frictionless and SQL write them, nothing for null."""
    assert WRITERS["csv"]([BATCHES, ZONES], tmp_path) == [("batches.csv", BATCHES), ("zones.csv", ZONES)]
    assert (tmp_path / "zones.csv").read_bytes().decode("utf-8") == (
        'id,batch,share,begins,ended\n杭州,1,0.5,2015-03-07,false\n"a ""b"", c",2,,,true\n'
    )


def test_sqlite_has_types_comments_and_the_keys_that_are_whole(tmp_path):
    """A reference to what is not the key of another table cannot be a foreign key."""
    assert WRITERS["sqlite"]([BATCHES, ZONES], tmp_path) == [
        ("pilotzones.sqlite", BATCHES),
        ("pilotzones.sqlite", ZONES),
    ]
    with contextlib.closing(sqlite3.connect(tmp_path / "pilotzones.sqlite")) as database:
        assert database.execute("SELECT * FROM zones ORDER BY batch").fetchall() == [
            ("杭州", 1, 0.5, "2015-03-07", 0),
            ('a "b", c', 2, None, None, 1),
        ]
        ((schema,),) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'zones'")
        assert [row[2:5] for row in database.execute("PRAGMA foreign_key_list(zones)")] == [
            ("batches", "batch", "number")
        ]
    assert schema.splitlines() == [
        'CREATE TABLE "zones" ( -- A zone\'s row.',
        '  "id" TEXT, -- Its id.',
        '  "batch" INTEGER, -- The batch.',
        '  "share" REAL, -- A share.',
        '  "begins" DATE, -- The first day.',
        '  "ended" BOOLEAN, -- Whether it ended.',
        '  PRIMARY KEY ("id"),',
        '  FOREIGN KEY ("batch") REFERENCES "batches" ("number")',
        ") WITHOUT ROWID",
    ]


def test_duckdb_has_types_and_comments(tmp_path):
    """And every row."""
    assert WRITERS["duckdb"]([ZONES], tmp_path) == [("pilotzones.duckdb", ZONES)]
    with duckdb.connect(tmp_path / "pilotzones.duckdb") as database:
        assert database.execute("SELECT * FROM zones ORDER BY batch").fetchall() == list(ZONES.rows)
        assert database.execute("SELECT comment FROM duckdb_tables()").fetchall() == [("A zone's row.",)]
        comments = database.execute("SELECT comment FROM duckdb_columns() WHERE table_name = 'zones'").fetchall()
    assert [comment for (comment,) in comments] == [column.description for column in ZONES.columns]


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_every_format_writes_the_files_that_it_names(form, tmp_path):
    """Each with the table that is in it."""
    written = WRITERS[form]([BATCHES], tmp_path)
    assert [table for _, table in written] == [BATCHES]
    assert {file for file, _ in written} == {path.name for path in tmp_path.iterdir()}
