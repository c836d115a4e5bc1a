"""Damaged files of goods: every row gets a status, or the file is refused and nothing is written."""

import datetime
import functools
import io

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fuzzing import FILES, attempt, fuzzed
from goods_files import BUNDLED, TITLES, write_text
from mutated_files import changed_one, recipes

from pilotzones.frames import screen_file

ROWS = [
    ("蜂蜜", "0409.00.00", datetime.date(2018, 12, 31), 3.5),
    ("酒", "22042100", datetime.date(2022, 3, 1), 4.0),
    ("", "01012100", None, None),
] * 6


@functools.cache
def sound_files(kind):
    """Make some sound files."""
    if kind == "csv":
        texts = [["" if cell is None else str(cell) for cell in row] for row in ROWS]
        wide = write_text(texts, delimiter=";", end="\n", encoding="utf-16")
        return write_text(texts), wide, write_text(texts, delimiter="\t", encoding="gb18030")
    made = []
    for number in range(2):
        out = io.BytesIO()
        if kind == "xlsx":
            book = openpyxl.Workbook()
            for row in (TITLES, *ROWS):
                book.active.append(row)
            if number:
                book.create_sheet("other").append(TITLES[:1])
                book.active.freeze_panes, book.active["F1"] = "A2", "=SUM(D2:D9)"
            book.save(out)
        else:
            columns = dict(zip(TITLES, zip(*ROWS, strict=True), strict=True))
            pq.write_table(pa.table(columns), out, compression=("NONE", "SNAPPY")[number])
        made.append(out.getvalue())
    return tuple(made)


def check_damaged(folder, kind, recipe):
    """Screen the file of a recipe: an error leaves no file, and what is written has as many rows."""
    file, out = folder / f"goods.{kind}", folder / f"out.{kind}"
    out.unlink(missing_ok=True)
    file.write_bytes(changed_one(kind, sound_files(kind), recipe))
    asked = {"hs_code": "HS Code", "date": "declared", "dataset": BUNDLED}
    done, error = attempt(screen_file, file, out, **asked)
    assert {one.name for one in folder.iterdir()} == {file.name} | (set() if done is None else {out.name})
    if done is not None:
        assert sum(found.rows for found in done.statuses) == done.rows
        again, error = attempt(screen_file, out, prefix="again_", **asked)
        assert error is None
        assert again.rows == done.rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder for the files of each kind, one after the other."""
    made = tmp_path_factory.mktemp("goods")
    for kind in ("csv", "xlsx", "parquet"):
        (made / kind).mkdir()
    return made


@fuzzed(FILES, recipe=recipes("csv"))
def test_csv(folder, recipe):
    """Bytes, cells, separators and quotes changed."""
    check_damaged(folder / "csv", "csv", recipe)


@fuzzed(FILES, recipe=recipes("xlsx"))
def test_xlsx(folder, recipe):
    """Bytes of the file, of its parts and of what they say changed."""
    check_damaged(folder / "xlsx", "xlsx", recipe)


@fuzzed(FILES, recipe=recipes("parquet"))
def test_parquet(folder, recipe):
    """Bytes of the file changed."""
    check_damaged(folder / "parquet", "parquet", recipe)
