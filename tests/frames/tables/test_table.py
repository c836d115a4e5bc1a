"""A table of the package's own becomes the same frame with every engine: rows, types and nulls."""

import datetime
import subprocess
import sys

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from pilotzones.arguments import ArgumentTypeError
from pilotzones.frames.engines import engine_for
from pilotzones.frames.engines.engine import ENGINE_NAMES
from pilotzones.frames.tables.table import Column, Table


def make_frame(table, into):
    """Make a frame of a table, as the functions for frames do."""
    return engine_for(into).make_in(into, table)


COLUMNS = (
    Column("id", "text", "What tells the rows apart."),
    Column("备注", "text", "A text in Chinese."),
    Column("count", "integer", "A whole number."),
    Column("share", "number", "A number."),
    Column("day", "date", "A day."),
    Column("known", "boolean", "A truth."),
)
ROWS = [
    ("1", "仅限网购保税商品", 0, 0.0, datetime.date(2016, 4, 8), True),
    ("2", "", -1, -0.1, datetime.date(1949, 10, 1), False),
    ("3", None, None, None, None, None),
    ("4", "a 'quoted' \"text\"; -- % \\ {0}\n\ttwo lines, a comma", 2**62, 1e-300, datetime.date(2099, 12, 31), True),
    ("5", "NULL", 2**53 + 1, 1 / 3, datetime.date(2000, 2, 29), None),
    ("6", " ", 7, 1e300, datetime.date(1970, 1, 1), False),
]
TABLE = Table("made up", "Rows of every type.", COLUMNS, ("id",), ROWS)
EMPTY = TABLE._replace(rows=[])
WITHOUT_SPARK = [name for name in ENGINE_NAMES if name != "pyspark"]


def rows(frame):
    """Take the rows of a frame of any kind, null as None."""
    if isinstance(frame, pd.DataFrame):
        days = frame["day"].dt.date
        columns = [days if name == "day" else frame[name] for name in frame.columns]
        cells = ([None if pd.isna(cell) else cell for cell in column.astype(object)] for column in columns)
        return list(zip(*cells, strict=True))
    if isinstance(frame, pl.DataFrame):
        return frame.rows()
    if isinstance(frame, pa.Table):
        return [tuple(row.values()) for row in frame.to_pylist()]
    return frame.fetchall() if isinstance(frame, duckdb.DuckDBPyRelation) else [tuple(row) for row in frame.collect()]


def names_and_types(frame):
    """List the columns of a frame of any kind with their types as texts."""
    if isinstance(frame, (pd.DataFrame, pl.DataFrame)):
        types = frame.dtypes
    elif isinstance(frame, pa.Table):
        return list(zip(frame.column_names, map(str, frame.schema.types), strict=True))
    else:
        types = (
            frame.types if isinstance(frame, duckdb.DuckDBPyRelation) else [field.dataType for field in frame.schema]
        )
    return list(zip(frame.columns, map(str, types), strict=True))


TEXT_OF_PANDAS = "str" if int(pd.__version__.partition(".")[0]) >= 3 else "object"
TYPES = {
    "pandas": [TEXT_OF_PANDAS, TEXT_OF_PANDAS, "Int64", "float64", "datetime64[s]", "boolean"],
    "polars": ["String", "String", "Int64", "Float64", "Date", "Boolean"],
    "pyarrow": ["string", "string", "int64", "double", "date32[day]", "bool"],
    "duckdb": ["VARCHAR", "VARCHAR", "BIGINT", "DOUBLE", "DATE", "BOOLEAN"],
    "pyspark": ["StringType()", "StringType()", "LongType()", "DoubleType()", "DateType()", "BooleanType()"],
}


@pytest.mark.parametrize("table", [TABLE, TABLE._replace(rows=tuple(ROWS[2:3])), EMPTY], ids=["rows", "nulls", "empty"])
@pytest.mark.parametrize("kind", WITHOUT_SPARK)
def test_rows_types_and_nulls_are_the_same_in_every_kind(kind, table):
    """Also of a table without rows, and of one of nulls alone."""
    frame = make_frame(table, kind)
    assert rows(frame) == list(table.rows)
    assert names_and_types(frame) == list(zip(table.names, TYPES[kind], strict=True))


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
def test_rows_types_and_nulls_are_the_same_in_spark(spark_session):
    """In the active session, or in one that is handed in."""
    for table in (TABLE, EMPTY):
        for into in ("pyspark", spark_session):
            frame = make_frame(table, into)
            assert rows(frame) == list(table.rows)
            assert names_and_types(frame) == list(zip(table.names, TYPES["pyspark"], strict=True))


def test_a_table_may_lie_in_a_connection_of_duckdb():
    """Where its other tables are, so that they can be joined; in a cursor as well."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE mine AS SELECT '2' AS id")
        relation = make_frame(TABLE, connection)
        assert rows(relation) == ROWS
        joined = relation.set_alias("theirs").join(connection.table("mine").set_alias("mine"), "theirs.id = mine.id")
        assert len(joined.fetchall()) == 1
        assert rows(make_frame(EMPTY, connection.cursor())) == []


def test_a_text_of_any_length_is_read_whole():
    """As many rows as the positive list has codes in all editions."""
    many = TABLE._replace(
        rows=[(str(number), "备" * 50, number, number / 7, datetime.date(2020, 1, 1), True) for number in range(10_000)]
    )
    assert make_frame(many, "duckdb").fetchall() == many.rows


def test_arrow_keeps_what_the_columns_hold():
    """As metadata, of each column and of the table."""
    schema = make_frame(TABLE, "pyarrow").schema
    assert schema.metadata == {b"description": b"Rows of every type."}
    assert [field.metadata[b"description"].decode() for field in schema] == [column.description for column in COLUMNS]


def test_columns_are_renamed():
    """Those that are named, and no others."""
    assert TABLE.renamed({"day": "date"}).names == ("id", "备注", "count", "share", "date", "known")
    assert TABLE.renamed({}).names == TABLE.names
    assert TABLE.names == tuple(column.name for column in COLUMNS)


@pytest.mark.parametrize("name", ['a "b"', "a.b", "it's", "select", "a\\b", "税号"])
@pytest.mark.parametrize("kind", WITHOUT_SPARK)
def test_columns_may_be_called_anything(kind, name):
    """A prefix of the caller's stands in them."""
    frame = make_frame(Table("t", "", (Column(name, "text", ""),), (name,), [("a",)]), kind)
    assert names_and_types(frame)[0][0] == name


def test_what_is_not_a_kind_of_frame_is_refused():
    """The error lists the kinds there are."""

    class Session:
        """What only looks like one of Spark."""

    Session.__module__ = "pyspark.sql.streaming"
    for other in ("csv", "Pandas", "", None, 3, ["pandas"], pd.DataFrame, duckdb.sql("SELECT 1"), Session(), object()):
        with pytest.raises(ArgumentTypeError) as caught:
            make_frame(TABLE, other)
        assert (
            "is not a kind of frame: pass 'pandas', 'polars', 'pyarrow', 'duckdb', 'pyspark', a DuckDB connection"
            in str(caught.value)
        )


@pytest.mark.parametrize("kind", ENGINE_NAMES)
def test_a_missing_library_is_named_with_its_extra(kind, monkeypatch):
    """What to install is what the error says."""
    for name in (kind, f"{kind}.sql"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError) as caught:
        make_frame(TABLE, kind)
    assert str(caught.value) == f"This needs {kind}: pip install 'pilotzones[{kind}]'."


def test_without_a_session_spark_has_no_place_for_a_table():
    """The error says so; a program of its own, since a session may be active here."""
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    code = (
        "from pilotzones.frames.engines import engine_for\nfrom pilotzones.frames.tables.table import Table\n"
        "try:\n    engine_for('pyspark').make_in('pyspark', Table('t', '', (), (), []))\nexcept Exception as error:\n    print(type(error).__name__, error)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    sentence = "ArgumentTypeError There is no active Spark session: start one, or pass it instead of 'pyspark'."
    assert run.stdout.strip() == sentence
