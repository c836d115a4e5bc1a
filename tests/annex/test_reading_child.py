"""What the process that reads a file does and says, one step after the other, in this process."""

import io
import json
import math
import os
import pathlib
import signal
import sys
import types

import cattrs
import pytest
from lists import some

from pilotzones.annex import reading_child
from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.limits import MEMORY
from pilotzones.annex.reading_child import READY, Request
from pilotzones.annex.records import Extract


class EndedError(Exception):
    """Stands for the end of the process."""


@pytest.fixture
def ended(monkeypatch):
    """Note with what the process ends, instead of ending it."""
    statuses = []

    def end(status):
        statuses.append(status)
        raise EndedError

    monkeypatch.setattr(os, "_exit", end)
    return statuses


@pytest.fixture
def limited(monkeypatch):
    """Note which limits are set, on a system that has limits of its own."""
    system = types.SimpleNamespace(
        RLIM_INFINITY=-1, RLIMIT_AS="memory", RLIMIT_CORE="core", RLIMIT_CPU="seconds", given={}, limits=[]
    )
    system.getrlimit = lambda kind: system.given.get(kind, (-1, -1))
    system.setrlimit = lambda kind, pair: system.limits.append((kind, pair))
    monkeypatch.setitem(sys.modules, "resource", system)
    return system


def test_a_request_comes_back_as_it_was_sent(tmp_path):
    """Through JSON, with a name that is not UTF-8."""
    path = pathlib.Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv"))
    for columns in (None, {"code": "税号"}):
        request = Request(path, columns, with_hidden=True, seconds=2.5)
        assert Request.unpack(json.loads(json.dumps(request.pack()))) == request


def test_what_is_said_is_one_line_of_json(capsys):
    """In any language."""
    reading_child._say(page=1, text="乳\n")
    said = capsys.readouterr().out
    assert said.endswith("\n")
    assert said.count("\n") == 1
    assert json.loads(said) == {"page": 1, "text": "乳\n"}


@pytest.fixture
def answer(monkeypatch):
    """Send a request in pieces, and take what is said and done."""

    def ask(request, *, cut=False):
        sent = (json.dumps(request.pack()) + "\n").encode()
        pieces = [sent[:10], b"" if cut else sent[10:]]
        said, limits, threads = [], [], []

        def read(stream, size):
            assert (stream, size >= 1024) == (0, True)
            return pieces.pop(0)

        class Thread:
            def __init__(self, target, *, daemon):
                threads.append((target, daemon))

            def start(self):
                threads.append("started")

        monkeypatch.setattr(os, "read", read)
        monkeypatch.setattr(reading_child.threading, "Thread", Thread)
        monkeypatch.setattr(reading_child, "_say", lambda **message: said.append(message))
        monkeypatch.setattr(reading_child, "_limit_seconds", limits.append)
        reading_child._answer()
        assert said.pop(0) == READY
        if not cut:
            assert threads == [(reading_child._wait_for_parent, True), "started"]
            assert limits == [request.seconds]
        return said

    return ask


def test_a_reader_says_that_it_is_one_then_its_pages_and_what_it_read(answer, annex_file):
    """With the hash of the file."""
    file = annex_file(some(3))
    request = Request(file, None, with_hidden=False, seconds=7)
    extract, sha256 = reading_child.read_here(request, None)
    *pages, result = answer(request)
    assert [tuple(page.items()) for page in pages] == [(("page", 1), ("pages", 1))] * len(pages)
    assert len(pages) > 0
    assert result == {"extract": cattrs.unstructure(extract), "sha256": sha256}
    assert cattrs.structure(result["extract"], Extract) == extract
    assert [row.hs_code for row in extract.rows] == [line.hs_code for line in some(3)]


def test_a_reader_that_nobody_asks_ends(answer):
    """The other end of the pipe was closed."""
    assert answer(Request(pathlib.Path("a.csv"), None, with_hidden=False, seconds=7), cut=True) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (AnnexFileError("'a.csv' is empty.", file="a.csv", page=3), {"problem": "'a.csv' is empty.", "of_page": 3}),
        (ImportError("install it"), {"missing": "install it"}),
        (MemoryError(), {"limit": "memory"}),
        (
            ZeroDivisionError("division by zero"),
            {
                "problem": (
                    "'a.csv' could not be read (ZeroDivisionError: 'division by zero'). "
                    "If another program opens it, save it again, or as XLSX, and read the new file."
                ),
                "of_page": None,
            },
        ),
    ],
)
def test_whatever_goes_wrong_is_said(answer, monkeypatch, error, said):
    """In a message that the waiting process knows."""

    def fail(*_):
        raise error

    monkeypatch.setattr(reading_child, "read_here", fail)
    assert answer(Request(pathlib.Path("in/a.csv"), None, with_hidden=False, seconds=7)) == [said]


def test_a_started_process_dies_with_its_parent_and_is_limited_before_it_reads(ended, monkeypatch):
    """Ctrl-C is for the parent to decide on; it ends well whatever happens."""
    done = []
    monkeypatch.setattr(signal, "signal", lambda *given: done.append(given))
    monkeypatch.setattr(reading_child, "_die_with_parent", lambda: done.append("dies with its parent"))
    monkeypatch.setattr(reading_child, "_limit_memory", lambda used: done.append(("memory", used)))
    monkeypatch.setattr(reading_child, "_answer", lambda: done.append("answers"))
    with pytest.raises(EndedError):
        reading_child.main()
    assert done == [(signal.SIGINT, signal.SIG_IGN), "dies with its parent", ("memory", 0), "answers"]
    assert ended == [0]


def test_a_process_whose_parent_has_ended_ends(ended, monkeypatch):
    """As soon as nothing more can come through the pipe."""
    reads = []
    monkeypatch.setattr(os, "read", lambda *given: reads.append(given))
    with pytest.raises(EndedError):
        reading_child._wait_for_parent()
    assert reads == [(0, 1)]
    assert ended != [0]


def test_memory_is_limited_beyond_what_is_used(limited):
    """By as much as a reader may take, and nothing is left of a process that the system ends."""
    reading_child._limit_memory(1000)
    assert limited.limits == [("memory", (MEMORY + 1000, MEMORY + 1000)), ("core", (0, 0))]


def test_a_lower_limit_of_the_system_stays(limited):
    """As it could not be raised."""
    limited.given["memory"] = (500, -1)
    reading_child._limit_memory(0)
    limited.given["memory"] = (500, 700)
    reading_child._limit_memory(0)
    memory = [pair for kind, pair in limited.limits if kind == "memory"]
    assert memory == [(500, MEMORY), (500, 700)]


@pytest.mark.parametrize("seconds", [300, 2.5])
def test_the_processors_time_is_limited_a_little_beyond_the_file(limited, seconds):
    """So that the parent, which can say why, is first; the system's last word comes two seconds after its first."""
    reading_child._limit_seconds(seconds)
    assert limited.limits == [("seconds", (math.ceil(seconds) + 2, math.ceil(seconds) + 4))]


def test_without_limits_of_the_system_nothing_is_limited(monkeypatch):
    """As on Windows."""
    monkeypatch.setitem(sys.modules, "resource", None)
    reading_child._limit_memory(0)
    reading_child._limit_seconds(300)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_the_memory_of_a_process_is_what_the_system_says():
    """Its address space, of which more may come between two looks."""

    def measure():
        status = pathlib.Path("/proc/self/status").read_text("ascii")
        return int(status.partition("VmSize:")[2].split()[0]) << 10

    before = measure()
    assert before <= reading_child._measure_memory() <= measure() + (64 << 20)


def test_where_the_system_does_not_say_it_no_memory_is_counted(monkeypatch):
    """As on a Mac."""
    monkeypatch.setattr(pathlib.Path, "exists", lambda _: False)
    assert reading_child._measure_memory() == 0


def test_the_system_is_asked_to_end_the_process_with_its_parent(monkeypatch):
    """By prctl(2), PR_SET_PDEATHSIG, with the signal that nothing can hold back."""
    ctypes = pytest.importorskip("ctypes")
    asked = []
    library = types.SimpleNamespace(prctl=lambda *given: asked.append(given))
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library if name is None else None)
    reading_child._die_with_parent()
    assert asked == [(1, signal.SIGKILL, 0, 0, 0)]


def test_the_handlers_of_the_program_around_are_forgotten(monkeypatch):
    """Its own handlers alone; those of the system stay, and Ctrl-C is for the parent."""
    handlers = {signal.SIGINT: lambda *_: None, signal.SIGTERM: lambda *_: None, signal.SIGABRT: signal.SIG_IGN}
    done = []
    monkeypatch.setattr(signal, "valid_signals", lambda: set(handlers))
    monkeypatch.setattr(signal, "getsignal", handlers.get)
    monkeypatch.setattr(signal, "signal", lambda number, handler: done.append((number, handler)))
    reading_child._forget_signals()
    assert sorted(done[:-1]) == sorted([(signal.SIGINT, signal.SIG_DFL), (signal.SIGTERM, signal.SIG_DFL)])
    assert done[-1] == (signal.SIGINT, signal.SIG_IGN)


def test_a_forked_process_keeps_nothing_of_the_program_but_its_pipes(ended, monkeypatch):
    """They become its input and output; its errors go nowhere, and it is limited beyond what it has already."""
    fcntl = pytest.importorskip("fcntl")
    done, closed, output = [], [], io.StringIO()

    def copy(pipe, command, least):
        done.append(("copies", pipe, command == fcntl.F_DUPFD, least))
        return pipe + 100

    monkeypatch.setattr(reading_child, "_die_with_parent", lambda: done.append("dies with its parent"))
    monkeypatch.setattr(reading_child, "_forget_signals", lambda: done.append("forgets"))
    monkeypatch.setattr(reading_child, "_measure_memory", lambda: 1000)
    monkeypatch.setattr(reading_child, "_limit_memory", lambda used: done.append(("memory", used)))
    monkeypatch.setattr(reading_child, "_answer", lambda: done.append(("answers", sys.stdout is output)))
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    monkeypatch.setattr(fcntl, "fcntl", copy)
    monkeypatch.setattr(os, "open", lambda *_: 50)
    monkeypatch.setattr(os, "dup2", lambda source, stream: done.append((source, stream)))
    monkeypatch.setattr(os, "close", closed.append)
    monkeypatch.setattr(os, "fdopen", lambda *given, **_: done.append(given[:2]) or output)
    with pytest.raises(EndedError):
        reading_child.serve(7, 8)
    monkeypatch.undo()
    assert done == [
        "dies with its parent",
        "forgets",
        ("copies", 7, True, 3),
        ("copies", 8, True, 3),
        (50, 2),
        (107, 0),
        (108, 1),
        (1, "w"),
        ("memory", 1000),
        ("answers", True),
    ]
    assert len(closed) > 0
    assert min(closed) > 2
    assert ended == [0]
