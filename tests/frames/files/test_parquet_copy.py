"""Parquet files: the columns stay as they are, and the answers are more columns of text."""

import datetime
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
