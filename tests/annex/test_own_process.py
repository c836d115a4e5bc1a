"""The process that reads a file: what it says, where it imports from, what is hashed."""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import attrs
import cattrs
import pytest
from lists import some
from open_files import free_numbers

from pilotzones import InvalidPathError, annex
from pilotzones.annex import own_process
from pilotzones.annex.errors import AnnexError, AnnexFileError
from pilotzones.annex.reading_child import READY, Request
from pilotzones.annex.records import Extract, Row
from pilotzones.arguments import ArgumentTypeError


def test_rows_come_back_as_they_were_read(annex_file):
    """Through the process and without it."""
    file = annex_file(some(20))
    there = own_process.extract_apart(file, None)
    read = [(row.seq, row.hs_code, row.name, row.remark) for row in there.extract.rows]
    assert read == [line[:4] for line in some(20)]
    assert annex.rows(str(file)) == there.extract.rows
    assert there.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_working_folder_that_was_deleted_is_not_needed(annex_file, tmp_path, monkeypatch):
    """As under a service whose folder was replaced: the file has a path of its own."""
    file = annex_file(some(20))
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    for variable in ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG"):
        monkeypatch.delenv(variable, raising=False)  # what measures a process needs a folder
    monkeypatch.setattr(sys, "path", ["relative", *sys.path])
    assert [row.hs_code for row in annex.rows(file)] == [line[1] for line in some(20)]


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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are those of Unix")
def test_a_pipe_has_its_own_name(tmp_path, monkeypatch):
    """One of this process alone, as a shell makes it, would not be there for another one; and "." is a folder."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(AnnexFileError, match=r"^'pipe' is not a file\. Name the attachment"):
        annex.rows(tmp_path / "pipe")
    reading, writing = os.pipe()
    with pytest.raises(AnnexFileError, match=rf"^'{reading}' is not a file\. Name the attachment"):
        annex.rows(f"/dev/fd/{reading}")
    os.close(reading)
    os.close(writing)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AnnexFileError, match=r"^'\.' is a folder\. Name the file in it\."):
        annex.rows(".")


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


EXTRACT = Extract(
    kind="PDF",
    pages=2,
    tables=1,
    title=(),
    rows=(Row(1, "04029100", "乳", "", 1, 2, other=(("税率", "5"),)),),
    notes=(),
    left_out=(),
)


@pytest.fixture
def messages(monkeypatch):
    """Give the messages of a reader, without one, and note what it would be asked."""

    def give(*said):
        asked = []

        def run(request):
            asked.append(request)
            yield from said

        monkeypatch.setattr(own_process, "_run_reader", run)
        return asked

    return give


def test_the_last_message_is_what_was_read(messages):
    """Those before it are pages, for whoever asks for progress."""
    pages = [{"page": 1, "pages": 2}, {"page": 2, "pages": 2}]
    asked = messages({}, *pages, {"extract": cattrs.unstructure(EXTRACT), "sha256": "1" * 64})
    told = []
    found = own_process.extract_apart(pathlib.Path("a.pdf"), lambda *page: told.append(page))
    assert found == (EXTRACT, "1" * 64)
    assert told == [(1, 2), (2, 2)]
    assert (
        own_process.extract_apart(pathlib.Path("a.pdf"), None, {"code": "x"}, with_hidden=True, time_limit=7) == found
    )
    assert asked == [
        Request(pathlib.Path("a.pdf"), None, with_hidden=False, seconds=300),
        Request(pathlib.Path("a.pdf"), {"code": "x"}, with_hidden=True, seconds=7),
    ]


def test_what_went_wrong_is_the_error_of_this_process(messages):
    """With the file and the page that are meant."""
    messages({}, {"missing": "pip install it"})
    with pytest.raises(ImportError, match=r"^pip install it$"):
        own_process.extract_apart(pathlib.Path("in/a.pdf"), None)
    messages({}, {"problem": "it is cut off", "of_page": 3})
    with pytest.raises(AnnexFileError, match=r"^it is cut off$") as caught:
        own_process.extract_apart(pathlib.Path("in/a.pdf"), None)
    assert (caught.value.file, caught.value.page) == ("a.pdf", 3)
    for last, why in (
        ({"limit": "page"}, "within 30 seconds a page"),
        ({"limit": "file"}, "within 600 seconds, the limit for the whole file"),
        ({"ended": 1}, "because the process that read it ended too early (status 1)"),
        ({"ended": None}, "because the process that read it ended too early, "),
    ):
        messages({}, {"page": 1, "pages": 2}, last)
        with pytest.raises(AnnexFileError) as caught:
            own_process.extract_apart(pathlib.Path("in/a.pdf"), None, time_limit=600)
        assert str(caught.value).startswith(f"'a.pdf' could not be read {why}")
        assert caught.value.file == "a.pdf"


@pytest.mark.parametrize("way", ["a Python", "a fork", "neither"])
def test_a_frozen_program_reads_in_this_process_only_if_it_must(messages, monkeypatch, way):
    """Where it can start a Python or fork, the reader is limited."""
    messages({"extract": cattrs.unstructure(EXTRACT), "sha256": "apart"})
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(own_process, "read_here", lambda *_: (attrs.evolve(EXTRACT, rows=()), "here"))
    monkeypatch.setattr(own_process, "find_interpreters", lambda: ["python3"] if way == "a Python" else [])
    if way == "a fork":
        monkeypatch.setattr(os, "fork", lambda: 1, raising=False)
    else:
        monkeypatch.delattr(os, "fork", raising=False)
    found = own_process.extract_apart(pathlib.Path("a.pdf"), None)
    assert found.sha256 == ("here" if way == "neither" else "apart")


def test_without_a_python_and_without_a_fork_it_is_said_what_to_set(monkeypatch):
    """And which Python it must be."""
    monkeypatch.setattr(own_process, "find_interpreters", list)
    monkeypatch.delattr(os, "fork", raising=False)
    monkeypatch.setattr(sys, "executable", "/bin/server")
    version = ".".join(map(str, sys.version_info[:3]))
    with pytest.raises(AnnexError) as caught:
        next(own_process._run_reader(Request(pathlib.Path("in/a.pdf"), None, with_hidden=False, seconds=7)))
    assert str(caught.value) == (
        "There is no Python to read 'a.pdf' with: this program is '/bin/server', which is not Python "
        f"{version} with pilotzones. Call multiprocessing.set_executable with the path of the python.exe for which "
        "pilotzones is installed, and read the file again."
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the processes are forked")
@pytest.mark.parametrize("way", ["started", "forked"])
def test_a_reader_says_that_it_is_there_then_its_pages_and_what_it_read(annex_file, way):
    """Started or forked, it says the same."""
    request = Request(annex_file(some(3)), None, with_hidden=False, seconds=60)
    free = free_numbers()
    run = own_process._run_fork(request) if way == "forked" else own_process._run_program(sys.executable, request)
    first, *pages, last = list(run)
    assert first == {}
    assert {(page["page"], page["pages"]) for page in pages} == {(1, 1)}
    found = cattrs.structure(last["extract"], Extract)
    assert [row.hs_code for row in found.rows] == [line.hs_code for line in some(3)]
    assert last["sha256"] == hashlib.sha256(request.path.read_bytes()).hexdigest()
    assert free_numbers() == free


@pytest.fixture
def program(tmp_path):
    """Write a program of a shell."""

    def write(*lines):
        path = tmp_path / "python3"
        path.write_text("\n".join(["#!/bin/sh", *lines, ""]), "utf-8")
        path.chmod(0o755)
        return str(path)

    return write


REQUEST = Request(pathlib.Path("a.pdf"), None, with_hidden=False, seconds=20)
READ = f"echo '{json.dumps(READY)}'; read asked"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
def test_what_another_program_says_is_no_message(program):
    """Not even where it is no text; one that says that it is a reader is asked, in one line."""
    for line in ("echo I am not a Python", "printf '\\377\\n'", "exit 3"):
        assert list(own_process._run_program(program(line), REQUEST)) == []
    said = program(READ, """printf '{"asked": %s}\\n' "$asked\"""")
    assert list(own_process._run_program(said, REQUEST)) == [{}, {"asked": REQUEST.pack()}, {"ended": 0}]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
def test_a_reader_that_says_nothing_at_all_reaches_the_limit(program):
    """Of the whole file, here of a second."""
    silent = REQUEST._replace(seconds=1)
    assert list(own_process._run_program(program("exec sleep 60"), silent)) == [{"limit": "file"}]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
def test_a_reader_that_says_nothing_more_is_ended(program):
    """When nobody listens any more, and it does not end by itself."""
    run = own_process._run_program(program(READ, "exec sleep 60"), REQUEST)
    assert next(run) == {}
    begun = time.monotonic()
    run.close()
    assert time.monotonic() - begun < 30


def test_a_reader_imports_from_where_this_process_does_but_not_from_the_working_folder(monkeypatch, tmp_path):
    """Unless it is where the package is."""
    package = str(pathlib.Path(own_process.__file__).parents[2])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), "more", "/usr/lib/x.zip/inside", package])
    assert own_process._list_import_paths() == [str(tmp_path / "more"), "/usr/lib/x.zip/inside", package]
    monkeypatch.chdir(package)
    assert own_process._list_import_paths() == [
        str(tmp_path),
        os.path.join(package, "more"),  # noqa: PTH118 - as the paths of imports are
        "/usr/lib/x.zip/inside",
        package,
    ]
