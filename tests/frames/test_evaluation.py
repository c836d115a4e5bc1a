"""Frames that their own library cannot evaluate: one error of ours, and what the library raised is its cause."""

import struct

import duckdb
import polars as pl
import pyarrow as pa
import pytest

from pilotzones.frames import FrameError, match, screen, tag_zones
from pilotzones.frames.evaluation import evaluating

DAY = "2022-03-01"
CALLS = {
    "screen": lambda frame: screen(frame, "c", DAY),
    "screen by a column of days": lambda frame: screen(frame, "c", "c"),
    "tag_zones": lambda frame: tag_zones(frame, "c", DAY),
    "tag_zones in provinces": lambda frame: tag_zones(frame, "c", DAY, province="c"),
    "match": lambda frame: match(frame, "c", DAY),
}


def of_a_missing_file(folder):
    """A file with a control character in its name."""
    return pl.scan_csv(folder / "missing\x1b.csv")


def of_a_damaged_file(folder):
    """A file that is no Parquet file."""
    (folder / "damaged.parquet").write_bytes(b"nothing, and a bit more of it")
    return pl.scan_parquet(folder / "damaged.parquet")


def of_a_missing_column(_):
    """An expression that names a column which is not there."""
    return pl.LazyFrame({"c": ["x"]}).with_columns(d=pl.col("nope"))


def of_a_dropped_table(_):
    """A relation whose table is gone, in the connection that is always open."""
    relation = duckdb.execute("CREATE OR REPLACE TABLE dropped AS SELECT '04090000' AS c").table("dropped")
    duckdb.execute("DROP TABLE dropped")
    return relation


def of_a_closed_connection(_):
    """A relation that can never be asked again."""
    with duckdb.connect() as connection:
        return connection.sql("SELECT '04090000' AS c")


def of_text_that_is_not_utf_8(_):
    """A column that PyArrow did not check."""
    offsets = pa.py_buffer(struct.pack("=2i", 0, 2))
    return pa.table({"c": pa.Array.from_buffers(pa.string(), 1, [None, offsets, pa.py_buffer(b"\xff\xfe")])})


BROKEN = {
    of_a_missing_file: ("FileNotFoundError: No such file or directory", r"missing\x1b.csv"),
    of_a_damaged_file: ("ComputeError: ", "parquet"),
    of_a_missing_column: ("ColumnNotFoundError: ", "nope"),
    of_a_dropped_table: ("CatalogException: Catalog Error: Table with name dropped does not exist", ""),
    of_a_closed_connection: ("ConnectionException: Connection Error", ""),
    of_text_that_is_not_utf_8: ("UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff", ""),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("broken", BROKEN, ids=lambda make: make.__name__)
def test_a_frame_that_cannot_be_evaluated_is_refused_in_a_sentence(broken, call, tmp_path):
    """With the first line of what its library says, in which no control character is left."""
    frame = broken(tmp_path)
    with pytest.raises(FrameError) as raised:
        CALLS[call](frame)
    said, kind = str(raised.value), type(raised.value.__cause__).__name__
    begin, part = BROKEN[broken]
    assert said.startswith(f"The frame cannot be evaluated by its own library ({begin}")
    assert begin.startswith(kind)
    assert part in said
    assert said.endswith(
        "). Nothing was changed. Check the files, tables and columns that it is made of, and ask again."
    )
    assert said.isprintable()
    assert type(raised.value) is FrameError


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (pl.LazyFrame({"c": ["x"]}).with_columns(c=pl.col("c").cast(pl.Int64).cast(pl.String)), "conversion from"),
        (pl.LazyFrame({"c": ["x"]}).map_batches(lambda _: 1 // 0, schema={"c": pl.String}), "ZeroDivisionError"),
        (duckdb.sql("SELECT error('no\nmore') AS c").project("c::VARCHAR AS c"), "Invalid Input Error: no)"),
    ],
    ids=["a value", "a function", "a relation"],
)
def test_what_fails_when_it_is_run_is_refused_by_match_alone(frame, said):
    """The others run nothing; no second line of the library is told."""
    assert screen(frame, "c", DAY) is not None
    assert tag_zones(frame, "c", DAY) is not None
    with pytest.raises(FrameError, match="cannot be evaluated by its own library") as raised:
        match(frame, "c", DAY)
    assert said in str(raised.value)
    assert "more" not in str(raised.value).partition("Nothing was changed")[0]


@pytest.mark.parametrize(("length", "shown"), [(200, "x" * 200), (201, f"{'x' * 200}...")])
def test_what_a_library_says_is_cut(length, shown):
    """One line of 200 characters is enough; an error may say nothing."""
    import narwhals as nw

    lazy = nw.from_native(pl.LazyFrame())
    with pytest.raises(FrameError, match=rf"[(]ValueError: {shown}[)]"), evaluating(lazy):
        raise ValueError("x" * length)
    with pytest.raises(FrameError, match=r"[(]ValueError: [)]"), evaluating(lazy):
        raise ValueError


def test_what_is_not_about_the_frame_stays_what_it_is():
    """An error of ours, a missing library, too little memory; and all of a frame in memory."""
    import narwhals as nw

    lazy, eager = nw.from_native(pl.LazyFrame()), nw.from_native(pl.DataFrame())
    for frame, error in (
        (lazy, FrameError("ours")),
        (lazy, ImportError("it is missing")),
        (lazy, MemoryError()),
        (eager, ValueError("a fault")),
    ):
        with pytest.raises(type(error)) as raised, evaluating(frame):
            raise error
        assert raised.value is error
