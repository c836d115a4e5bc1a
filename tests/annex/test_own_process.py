"""The process that reads a file: what it says, what it may take, where it imports from."""

import os
import subprocess
import sys

import pytest
from lists import some

from pilotzones import annex
from pilotzones.annex import own_process
from pilotzones.annex.errors import AnnexFileError


def test_rows_come_back_as_they_were_read(annex_file):
    """Through the process and without it."""
    file = annex_file(some(20))
    there = own_process.extract_apart(file, None)
    assert [(row.seq, row.hs_code, row.name, row.remark) for row in there.rows] == [line[:4] for line in some(20)]
    assert annex.rows(str(file)) == there.rows


def test_where_no_process_can_be_started_the_file_is_read_in_this_one(annex_file, monkeypatch):
    """As in a program that was frozen into one file."""
    file = annex_file(some(20))
    apart = own_process.extract_apart(file, None)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    pages = []
    assert own_process.extract_apart(file, lambda page, of: pages.append((page, of))) == apart
    assert pages[-1] == (1, 1)


def test_progress_is_passed_on(annex_file):
    """Block by block."""
    pages = []
    annex.read(annex_file(some(20)), "2019-96", progress=lambda page, of: pages.append((page, of)))
    assert set(pages) == {(1, 1)}


def test_a_process_that_is_silent_for_too_long_is_ended(annex_file, monkeypatch):
    """The error says what the limits are."""
    monkeypatch.setattr(own_process, "SILENCE", 0.01)
    with pytest.raises(
        AnnexFileError, match=r"'annex\.csv' could not be read within 0\.01 seconds a page and 1,024 MiB"
    ):
        own_process.extract_apart(annex_file(some(20)), None)


@pytest.mark.skipif(sys.platform != "linux", reason="address space is bounded where the system can")
def test_a_process_that_takes_too_much_memory_gives_up(annex_file, monkeypatch):
    """A file that wants two gigabytes gets none of them."""
    greedy = (
        "import pilotzones.annex.readers.files as files; files.open_document = lambda *_, **__: bytearray(2 << 30); "
    )
    monkeypatch.setattr(
        own_process, "_START", own_process._START.replace("from pilotzones", greedy + "from pilotzones")
    )
    with pytest.raises(AnnexFileError, match=r"could not be read within 15 seconds a page and 1,024 MiB\."):
        own_process.extract_apart(annex_file(some(20)), None)


def test_a_reader_that_is_not_installed_is_named(annex_file, monkeypatch):
    """The other process's ImportError is this one's."""
    blocked = "import sys; sys.modules['pilotzones.annex.readers.files'] = None; "
    monkeypatch.setattr(
        own_process, "_START", own_process._START.replace("from pilotzones", blocked + "from pilotzones")
    )
    with pytest.raises(ImportError, match=r"pilotzones\.annex\.readers\.files"):
        own_process.extract_apart(annex_file(some(20)), None)


def test_whatever_a_library_raises_is_one_clear_error(annex_file, monkeypatch):
    """With its name, and what to do."""
    broken = "import pilotzones.annex.readers.files as files; files.open_document = lambda *_, **__: 1 / 0; "
    monkeypatch.setattr(
        own_process, "_START", own_process._START.replace("from pilotzones", broken + "from pilotzones")
    )
    with pytest.raises(
        AnnexFileError,
        match=r"could not be read \(ZeroDivisionError: 'division by zero'\)\. If another program opens it",
    ):
        own_process.extract_apart(annex_file(some(20)), None)


def test_nothing_is_imported_from_the_working_folder(annex_file, tmp_path, monkeypatch):
    """A folder of downloads may hold a file named like a library."""
    for name in ("csv", "cattrs", "pdfplumber", "lxml", "json", "resource"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported')", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert len(annex.rows(annex_file(some(20)))) == 20


def test_the_waiting_process_loads_no_reader(annex_file):
    """Nor does it import what it does not need."""
    code = (
        "import sys; from pilotzones import annex; annex.rows(sys.argv[1]); "
        "print(sorted({'pdfplumber', 'docx', 'lxml', 'python_calamine', 'pdfminer'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(annex_file(some(20)))],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    assert done.stdout == "[]\n"


def test_where_memory_cannot_be_bounded_the_file_is_read_all_the_same(annex_file, monkeypatch):
    """As on Windows, which has no such limits."""
    monkeypatch.setitem(sys.modules, "resource", None)
    own_process._limit_memory(0)
    monkeypatch.setattr(own_process, "_START", "import sys; sys.modules['resource'] = None; " + own_process._START)
    assert len(own_process.extract_apart(annex_file(some(20)), None).rows) == 20
