"""What several tests share: tables to damage, folders of tables, Hypothesis' profiles, and what is not measured."""

import contextlib
import csv
import os
import pathlib
import shutil
import signal

import measuring
import pytest
import tables as makers
from examples import load_profile

import pilotzones

os.environ["PILOTZONES_DATA"] = ""  # nothing that the user installed counts
os.environ.pop("PYTHONUNBUFFERED", None)  # what a command writes is held back, as it is for most users
DATA = pathlib.Path(pilotzones.__file__).parent / "data"
load_profile()


@pytest.fixture(autouse=True)
def _measured_or_not(request):
    """Run a test that is marked ``long`` or ``unmeasured``, and what it starts, without coverage.

    What is covered is covered by the others. A test that forks is never marked.
    """
    marked = any(request.node.get_closest_marker(name) for name in ("long", "unmeasured"))
    with measuring.unmeasured() if marked else contextlib.nullcontext():
        yield


@pytest.fixture
def interruptible():
    """Let the processes of a test take SIGINT, which a shell has them ignore where it started the tests with "&"."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def tables(tmp_path):
    """Copy the bundled tables into a folder of the test's own."""
    return shutil.copytree(DATA, tmp_path / "tables")


@pytest.fixture
def dataset(tables):
    """Make a dataset of the copied tables; they are read when it is first asked."""
    return pilotzones.Dataset([tables])


@pytest.fixture
def folder(tmp_path):
    """Write rows, the cells of each by column, as tables in a folder of the test's own."""

    def write(name="own", **tables):
        return makers.write(tmp_path / name, **tables)

    return write


@pytest.fixture
def line():
    """Make the row of a line of an annex, printed on one page, without a remark."""
    return makers.line


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
