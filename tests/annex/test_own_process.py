"""The process that reads a file: what it says, where it imports from, what is hashed."""

import hashlib
import os
import shutil
import subprocess
import sys

import pytest
from lists import some

from pilotzones import InvalidPathError, annex
from pilotzones.annex import own_process
from pilotzones.annex.errors import AnnexFileError
from pilotzones.arguments import ArgumentTypeError


def test_rows_come_back_as_they_were_read(annex_file):
    """Through the process and without it."""
    file = annex_file(some(20))
    there = own_process.extract_apart(file, None)
    read = [(row.seq, row.hs_code, row.name, row.remark) for row in there.extract.rows]
    assert read == [line[:4] for line in some(20)]
    assert annex.rows(str(file)) == there.extract.rows
    assert there.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


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


def test_where_nothing_can_be_limited_the_file_is_read_all_the_same(annex_file, monkeypatch):
    """As on Windows, which has no such limits, and in a Python without ctypes."""
    missing = "import sys; sys.modules['resource'] = sys.modules['ctypes'] = None; "
    monkeypatch.setattr(own_process, "_START", missing + own_process._START)
    assert len(own_process.extract_apart(annex_file(some(20)), None).extract.rows) == 20


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("\ud800", "half of a character"),
        ("a\0b", "the character NUL"),
        ("a" * 300, "file name too long"),
        ("a/" * 100_000, "file name too long"),
    ],
    ids=["no character", "NUL", "a long name", "a long path"],
)
def test_paths_that_no_file_has(tmp_path, name, problem):
    """No process is started for them."""
    with pytest.raises(InvalidPathError, match=problem):
        annex.rows(f"{tmp_path}/{name}")


def test_a_file_that_is_not_there(tmp_path):
    """Also one whose name is not UTF-8: it reaches the process as it is."""
    with pytest.raises(AnnexFileError, match=r"'.+xff' does not exist") as fault:
        annex.rows(f"{tmp_path}/\udcff")
    assert fault.value.file == r"\xff"


def test_a_file_whose_name_is_not_utf_8(annex_file, tmp_path):
    """A name of bytes is found all the same."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv")
    annex_file(some(20)).rename(path)
    assert len(annex.rows(path)) == 20


@pytest.mark.parametrize("limit", [0, -1, float("nan"), float("inf"), True, "60", None, 10**400])
def test_a_time_limit_that_is_none(annex_file, limit):
    """It is refused before a process is started."""
    with pytest.raises(ArgumentTypeError, match=r"time_limit is .*: give the most seconds for the whole file"):
        annex.rows(annex_file(some(1)), time_limit=limit)


REWRITE = """
import os, sys, time
file, contents = sys.argv[1], [open(name, "rb").read() for name in sys.argv[2:]]
print("begun", flush=True)
while True:
    for content in contents:
        {how}
"""
HOW = {
    "replaced": "open(file + '.new', 'wb').write(content); os.replace(file + '.new', file)",
    "rewritten": "open(file, 'wb').write(content)",
}


@pytest.mark.long
@pytest.mark.parametrize("how", HOW)
def test_the_hash_is_that_of_what_was_read(annex_file, tmp_path, how):
    """While another process writes two annexes to the file in turn: never the rows of one and the hash of the other."""
    sources = {}
    for name, lines in (("one", some(400)), ("two", some(800)[400:])):
        file = annex_file(lines).rename(tmp_path / name)
        sources[hashlib.sha256(file.read_bytes()).hexdigest()] = [line.hs_code for line in lines]
    target = tmp_path / "a.csv"
    shutil.copy(tmp_path / "one", target)
    command = [
        sys.executable,
        "-c",
        REWRITE.format(how=HOW[how]),
        str(target),
        str(tmp_path / "one"),
        str(tmp_path / "two"),
    ]
    said = []
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        writer.stdout.readline()
        try:
            for _ in range(4):
                try:
                    extract, sha256 = own_process.extract_apart(target, None)
                except AnnexFileError as error:
                    said.append(str(error))
                    continue
                said.append(sha256)
                codes = [row.hs_code for row in extract.rows]
                assert (sources.get(sha256) == codes) == (codes in sources.values())
        finally:
            writer.kill()
    assert len(said) == 4
    assert how == "rewritten" or set(said) <= sources.keys()
