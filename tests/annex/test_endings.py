"""How a reading ends that is interrupted, killed or too long: both processes end, and an error names the limit."""

import contextlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest
from lists import some

from pilotzones import annex
from pilotzones.annex import limits, listening, own_process, reading_child
from pilotzones.annex.errors import AnnexFileError

SOON = 5.0
"""The most seconds in which a process must have ended; a computer that is busy may need some."""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are listed as Linux does it")

READ = """
import os, sys
{before}
from pilotzones import annex
def tell(page, pages):
    print(page, flush=True)
try:
    annex.read(sys.argv[1], "2019-96", progress=tell, time_limit=6_000)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""
WAYS = {"started": "", "forked": "sys.frozen = True"}


@pytest.fixture
def slow(tmp_path):
    """A small PDF file that takes minutes: three hundred pages of the same thousand letters."""
    letters = b"BT /F 9 Tf 20 200 Td " + b"(a) Tj " * 1_000 + b"ET"
    pages = range(5, 305)
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>"
    )
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % at for at in pages), len(pages)),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(letters), letters),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *[page] * len(pages),
    ]
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    end = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + b"".join(b"%010d 00000 n \n" % at for at in places)
    end += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, len(content))
    path = tmp_path / "a.pdf"
    path.write_bytes(content + end)
    return path


@pytest.fixture
def reading(slow, tmp_path):
    """Begin to read that file in a program of its own; give the program once a page is read."""
    home = tmp_path / "home"
    home.mkdir()

    @contextlib.contextmanager
    def begin(before):
        code = READ.format(before=before)
        places = {"TMPDIR": str(home), "PILOTZONES_DATA": ""}
        with subprocess.Popen(
            [sys.executable, "-c", code, str(slow)], stdout=subprocess.PIPE, text=True, env={**os.environ, **places}
        ) as program:
            try:
                assert program.stdout.readline() == "1\n"
                yield program
            finally:
                program.kill()
        assert list(home.iterdir()) == []

    return begin


def children(pid):
    """List the processes that a process has begun."""
    return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def runs(pid):
    """Decide whether a process is there and has not ended."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def ends_soon(*pids):
    """Wait until processes have ended."""
    begun = time.monotonic()
    while any(map(runs, pids)) and time.monotonic() - begun < SOON:
        time.sleep(0.02)
    return not any(map(runs, pids))


@pytest.mark.long
@LINUX
@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("before", WAYS.values(), ids=WAYS)
def test_an_interruption_ends_both_at_once(reading, before):
    """Ctrl-C, which reaches both, or the program alone."""
    with reading(before) as program:
        [child] = children(program.pid)
        os.kill(child, signal.SIGINT)  # the program decides, and goes on
        assert program.stdout.readline() == "2\n"
        begun = time.monotonic()
        program.send_signal(signal.SIGINT)
        said = program.communicate(timeout=SOON)[0]
        assert said.splitlines()[-1] == "interrupted"
        assert ends_soon(child)
        assert time.monotonic() - begun < SOON
        assert program.returncode == 0


@pytest.mark.long
@LINUX
@pytest.mark.parametrize("before", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("is_stuck", [False, True], ids=["", "in a library"])
def test_a_program_that_is_killed_takes_its_reader_with_it(reading, before, is_stuck):
    """Also while a library does not let any other thread of the reader run: it is stopped here."""
    with reading(before) as program:
        [child] = children(program.pid)
        if is_stuck:
            os.kill(child, signal.SIGSTOP)
        program.kill()
        assert ends_soon(program.pid, child)


@pytest.mark.parametrize("line", ["", "{request}\n"], ids=["before it asks", "while it reads"])
def test_a_pipe_that_closes_ends_the_reader(slow, line):
    """Where the system does not end it with its parent."""
    request = json.dumps(reading_child.Request(slow, None, with_hidden=False, seconds=60).pack())
    code = own_process._START.replace("sys.path", "sys.modules['ctypes'] = None; sys.path", 1)
    paths = os.pathsep.join(own_process._list_import_paths())
    with subprocess.Popen(
        [sys.executable, "-c", code, paths], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout.readline().startswith('{"ready": ')
        reader.stdin.write(line.format(request=request))
        reader.stdin.flush()
        if line:
            assert reader.stdout.readline() == '{"page": 1, "pages": 300}\n'
        reader.stdin.close()
        assert reader.wait(SOON) == (1 if line else 0)


def test_the_whole_file_has_a_limit(slow):
    """The error says which, what to do, and how to give it more."""
    begun = time.monotonic()
    with pytest.raises(AnnexFileError) as caught:
        annex.rows(slow, time_limit=1.5)
    assert time.monotonic() - begun < 1.5 + SOON
    assert str(caught.value) == (
        "'a.pdf' could not be read within 1.5 seconds, the limit for the whole file. Is it the ministry's own "
        "attachment? Save it again, or as XLSX, and read the new file. If it is, give it more time with --time-limit "
        "(in Python: time_limit), in seconds."
    )


def test_each_page_has_a_limit(annex_file, monkeypatch):
    """Likewise; with more time for the whole file a page has more too."""
    monkeypatch.setattr(limits, "SILENCE", 0.01)
    for more, shown in (({}, r"0\.01"), ({"time_limit": 600}, r"0\.02"), ({"time_limit": 60}, r"0\.01")):
        with pytest.raises(
            AnnexFileError, match=rf"'annex\.csv' could not be read within {shown} seconds a page\. .*--time-limit"
        ):
            annex.rows(annex_file(some(20)), **more)


@pytest.mark.long
@LINUX
def test_the_processor_has_a_limit_too(slow, monkeypatch):
    """A program that stands still does not count, and its reader ends all the same, with the same error."""
    monkeypatch.setattr(limits.Clock, "add", lambda *_, **__: None)
    with pytest.raises(AnnexFileError, match="within 1 seconds, the limit for the whole file"):
        own_process.extract_apart(slow, None, time_limit=1)


@LINUX
def test_memory_has_a_limit(annex_file, monkeypatch):
    """A file that wants two gigabytes gets none of them."""
    greedy = (
        "import pilotzones.annex.readers.files as files; files.open_document = lambda *_, **__: bytearray(2 << 30); "
    )
    monkeypatch.setattr(own_process, "_START", own_process._START.replace("from", greedy + "from", 1))
    with pytest.raises(AnnexFileError, match=r"'annex\.csv' could not be read within 1,024 MiB of memory\. Is it"):
        annex.rows(annex_file(some(20)))


def test_time_in_which_the_program_stood_still_is_not_counted():
    """As with Ctrl-Z, or a computer that slept: what passes at once counts for a second at most."""
    clock = limits.Clock(10)
    for _ in range(9):
        clock.add(3_600, is_silent=False)
    assert clock.left == pytest.approx(0.25)
    with pytest.raises(limits.TimeoutReachedError, match="file"):
        clock.add(3_600, is_silent=False)
    silent = limits.Clock(1_000)
    for _ in range(int(limits.find_silence(1_000)) - 1):
        silent.add(1, is_silent=True)
    with pytest.raises(limits.TimeoutReachedError, match="page"):
        silent.add(1, is_silent=True)


def test_a_pipe_that_another_process_holds_on_to_is_no_hang(monkeypatch):
    """The reader has ended, but its output does not: it is left as it is."""
    monkeypatch.setattr(listening, "_PATIENCE", 0.1)
    heard, saying = os.pipe()
    with os.fdopen(heard, encoding="utf-8") as stream:
        listener = listening.Listener(stream, 60)
        listener.close()
        assert not stream.closed
        os.close(saying)
        assert list(listener.take_messages()) == []
        listener.close()
        assert stream.closed
