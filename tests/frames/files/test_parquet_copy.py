"""Parquet files: the columns stay as they are, and the answers are more columns of text."""

import datetime
import os
import pathlib
import tempfile
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from goods_files import BUNDLED, goods_rows, told
from hypothesis import given

from pilotzones.frames import FrameColumnError, TableFileError, screen_file

ASKED = {"hs_code": "code", "date": "day", "dataset": BUNDLED}
ADDED = ["list_status", "list_reason", "list_remark", "list_edition", "list_missing_annexes"]


@given(rows=goods_rows())
def test_every_cell_is_as_it_was(rows):
    """Against PyArrow, with types and metadata; the status of a row is that of one question."""
    rows = [tuple(cell or None for cell in row) for row in rows]
    columns = {
        "name": pa.array([row[0] for row in rows], pa.string()),
        "code": pa.array([row[1] for row in rows], pa.string()).dictionary_encode(),
        "day": pa.array([row[2] for row in rows], pa.large_string()),
        "n": pa.array(range(len(rows)), pa.int16()),
        "many": pa.array([[1, 2]] * len(rows), pa.list_(pa.int8())),
    }
    table = pa.table(columns).replace_schema_metadata({"from": "us"})
    with tempfile.TemporaryDirectory() as folder:
        file, out = pathlib.Path(folder, "goods.parquet"), pathlib.Path(folder, "out.parquet")
        pq.write_table(table, file)
        done = screen_file(file, out, **ASKED)
        before, after = pq.read_table(file), pq.read_table(out)
    assert after.column_names == [*before.column_names, *ADDED]
    assert after.select(before.column_names).equals(before)
    assert after.schema.metadata == before.schema.metadata
    assert after["list_status"].to_pylist() == [told(row[1], row[2])[0] for row in rows]
    assert done.rows == len(rows)


@pytest.mark.parametrize(
    "days",
    [
        pa.array([datetime.date(2018, 12, 31)]),
        pa.array([datetime.datetime.fromisoformat("2018-12-31")], pa.timestamp("ms")),
        pa.array([datetime.datetime(2018, 12, 30, 16, tzinfo=datetime.timezone.utc)], pa.timestamp("us", "UTC")),
        pa.array([20181231], pa.int32()),
    ],
    ids=["days", "midnights", "instants", "numbers"],
)
@pytest.mark.parametrize("codes", [pa.array([4090000]), pa.array([4090000.0]), pa.array([Decimal(4090000)])])
def test_days_and_codes_may_have_any_type(tmp_path, days, codes):
    """Numbers lost their zero, and are answered where it is put back."""
    pq.write_table(pa.table({"code": codes, "day": days}), tmp_path / "goods.pq")
    assert screen_file(tmp_path / "goods.pq", **ASKED).lost_zeros == 1
    done = screen_file(tmp_path / "goods.pq", tmp_path / "out.parquet", lost_zeros=True, **ASKED)
    assert done.count("listed") == 1
    assert pq.read_table(tmp_path / "out.parquet")["list_restored_code"].to_pylist() == ["04090000"]


def test_a_row_that_cannot_be_read_is_named_by_its_number(tmp_path):
    """The first row is 1, also in the next piece of the file; how far the work is is told after each piece."""
    codes, seen = ["x", *["04090000"] * 99_998, "y"], []
    pq.write_table(pa.table({"code": codes, "day": ["2018-12-31"] * 100_000}), tmp_path / "goods.parquet")
    done = screen_file(tmp_path / "goods.parquet", progress=lambda rows, of: seen.append((rows, of)), **ASKED)
    assert [(row.line, row.text) for row in done.rejected] == [(1, "x"), (100_000, "y")]
    assert seen == sorted(set(seen))
    assert seen[-1] == (100_000, 100_000)


def test_values_are_summed(tmp_path):
    """Blank ones are nothing."""
    table = pa.table(
        {"code": ["04090000", "22042100", None], "usd": pa.array([Decimal("1.10"), None, Decimal("2.20")])}
    )
    pq.write_table(table, tmp_path / "goods.parquet")
    done = screen_file(tmp_path / "goods.parquet", hs_code="code", date="2022-03-01", value="usd", dataset=BUNDLED)
    assert done.value == Decimal("3.30")
    assert {count.status: count.value for count in done.statuses} == {
        "unknown": Decimal("1.10"),
        "no code": Decimal("2.20"),
    }


def test_what_is_no_parquet_file_is_refused(tmp_path):
    """In a sentence."""
    (tmp_path / "goods.parquet").write_bytes(b"PAR1, and nothing else")
    with pytest.raises(TableFileError, match="is not a Parquet file that can be read"):
        screen_file(tmp_path / "goods.parquet", **ASKED)


def test_columns_of_lists_are_refused(tmp_path):
    """A row has one code."""
    pq.write_table(pa.table({"code": [["04090000"]], "day": ["2022-03-01"]}), tmp_path / "goods.parquet")
    with pytest.raises(FrameColumnError, match=r"column 'code' of goods[.]parquet holds several values"):
        screen_file(tmp_path / "goods.parquet", **ASKED)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_an_error_has_no_control_character_of_a_files_name(tmp_path):
    """They are written as Python writes them."""
    file = tmp_path / "f\x1b.parquet"
    pq.write_table(pa.table({"code": [["04090000"]], "day": ["2022-03-01"]}), file)
    with pytest.raises(FrameColumnError, match=r"of f\\x1b[.]parquet holds several"):
        screen_file(file, **ASKED)


def test_a_damaged_file_is_refused(tmp_path):
    """Whatever PyArrow says of it, which raises errors of many kinds, also some that look like those of the system."""
    file, out = tmp_path / "goods.parquet", tmp_path / "out.parquet"
    pq.write_table(pa.table({"code": ["04090000"] * 9, "day": ["2018-12-31"] * 9}), file, compression="NONE")
    sound, outcomes = file.read_bytes(), set()
    for place in range(4, len(sound) - 8, 7):
        file.write_bytes(sound[:place] + bytes([sound[place] ^ 0xFF]) + sound[place + 1 :])
        out.unlink(missing_ok=True)
        try:
            screen_file(file, out, **ASKED)
            outcomes.add("answered")
        except (TableFileError, FrameColumnError) as error:
            outcomes.add(type(error.__cause__).__name__)
            assert not out.exists()
    assert {"answered", "OSError", "ArrowInvalid"} <= outcomes


@pytest.mark.parametrize("kind", [pa.date32(), pa.timestamp("s")])
def test_a_day_that_python_does_not_have(kind, tmp_path):
    """The year 275,760: its row is told so, and the others are answered."""
    days = pa.array([10**8 if kind == pa.date32() else 2**43, None, 0], kind)
    pq.write_table(pa.table({"code": ["04090000"] * 3, "day": days}), tmp_path / "goods.parquet")
    done = screen_file(tmp_path / "goods.parquet", **ASKED)
    assert {found.status: found.rows for found in done.statuses if found.rows} == {
        "invalid date": 1,
        "no date": 1,
        "no list in force": 1,
    }
