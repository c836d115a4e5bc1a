"""What several tests share: copies of the bundled tables that can be spoilt."""

import csv
import os
import pathlib
import shutil

import pytest

import pilotzones
from pilotzones.tables.formats import FORMATS

os.environ["PILOTZONES_DATA"] = ""  # nothing that the user installed counts
DATA = pathlib.Path(pilotzones.__file__).parent / "data"


@pytest.fixture
def tables(tmp_path):
    """Copy the bundled tables into a folder of the test's own."""
    folder = tmp_path / "tables"
    shutil.copytree(DATA, folder)
    return folder


@pytest.fixture
def dataset(tables):
    """Take the copied tables for a dataset; they are read only when it is asked."""
    return pilotzones.Dataset([tables])


@pytest.fixture
def overlay(tmp_path):
    """Write tables into a folder to be laid over the bundled ones."""

    def write(**contents):
        folder = tmp_path / "overlay"
        folder.mkdir(exist_ok=True)
        for name, text in contents.items():
            (folder / f"{name}.csv").write_text(text, "utf-8")
        return folder

    return write


@pytest.fixture
def folder(tmp_path):
    """Write records, the cells of each by column, as tables in a folder of the test's own."""

    def write(name="own", **records):
        place = tmp_path / name
        place.mkdir(exist_ok=True)
        for table, rows in records.items():
            with (place / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(FORMATS[table].columns), restval="")
                writer.writeheader()
                writer.writerows(rows)
        return place

    return write


@pytest.fixture
def line():
    """Make a line of an annex that one page prints, with a blank remark."""

    def make(announcement, change, hs_code, **cells):
        known = {"remark_known": "yes", "evidence": "single", "sources": "S074"}
        return {"announcement": announcement, "change": change, "hs_code": hs_code, **known, **cells}

    return make


@pytest.fixture
def whole():
    """Settle every code of an annex."""
    return lambda announcement: {"announcement": announcement, "code_from": "00000000", "code_to": "99999999"}


@pytest.fixture
def annex_file(tmp_path):
    """Write lines as a CSV file with the header of an annex, under a title."""

    def write(lines, name="annex.csv", title="跨境电子商务零售进口商品清单（2019年版）"):
        file = tmp_path / name
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened)
            if title:
                writer.writerow([title])
            writer.writerow(["序号", "税则号列", "货品名称", "备注"])
            writer.writerows(line[:4] for line in lines)
        return file

    return write
