"""How every command ends: with the status of its answer, or with 2 and one sentence; never with a traceback."""

import contextlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys

import pytest
from lists import lists
from ministry_site import listing, serve

from pilotzones.cli import main
from pilotzones.cli.ending import INTERRUPTED, NO, NO_ANSWER, UNKNOWN, YES
from pilotzones.cli.explaining import explain

DOCUMENTED = {YES, NO, NO_ANSWER, UNKNOWN, INTERRUPTED}
LOST = "pilotzones: standard output: the answer could not be written (No space left on device)."
FULL = pathlib.Path("/dev/full")
on_linux = pytest.mark.skipif(not FULL.exists(), reason="only some systems have a device that is always full")

NEW = ("--new", "2027-3", "--effective-from", "2027-01-01", "--kind", "supplements")
ANSWERED = {
    (): ((), YES),
    ("zones",): ((), YES),
    ("zone",): (("Hangzhou",), YES),
    ("batch",): (("Hangzhou",), YES),
    ("batches",): ((), YES),
    ("whose",): (("拉萨", "--date", "2017-01-01"), NO),
    ("place",): (("Kunshan",), YES),
    ("rules",): ((), YES),
    ("rule",): (("annual_limit",), YES),
    ("rate",): ((), YES),
    ("import-city",): (("Baoding", "--date", "2019-06-01"), NO),
    ("sources",): ((), YES),
    ("completion",): (("bash",), YES),
    ("schema",): (("zones",), YES),
    ("eligible",): (("01012100", "2018-12-31"), NO),
    ("history",): (("93070090",), YES),
    ("items",): (("--under", "95"), YES),
    ("diff",): (("2019-96", "2022-7"), YES),
    ("changes",): (("--year", "2022"), YES),
    ("timeline",): ((), YES),
    ("editions",): ((), YES),
    ("announcements",): ((), YES),
    ("coverage",): ((), YES),
    ("verify",): ((), YES),
    ("screen",): (("GOODS", "--code", "hs_code", "--date", "2022-03-01", "--output", "NEW.csv"), UNKNOWN),
    ("panel",): (("--start", "2015", "--end", "2016", "--output", "NEW.csv"), YES),
    ("plot",): (("growth", "--output", "NEW.svg"), YES),
    ("export",): (("NEW", "--format", "csv"), YES),
    ("annex", "read"): (("FILE", "--announcement", "2019-96"), NO),
    ("annex", "rows"): (("FILE",), YES),
    ("annex", "install"): (("FILE", *NEW, "--output", "NEW"), YES),
    ("annex", "fetch"): (("2016-47", "--page", "http://example.org/none.htm", "--output", "NEW"), NO),
    ("annex", "latest"): ((), YES),
    ("annex", "list"): (("--output", "INSTALLED"), YES),
    ("annex", "remove"): (("2027-3", "--output", "INSTALLED"), YES),
    ("annex", "verify"): (("--output", "INSTALLED"), YES),
}
"""What each command is asked here, and the status of its answer; in capitals what the test makes."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Install a short annex."""
    folder = tmp_path_factory.mktemp("installed")
    (folder / "annex.csv").write_text("序号,税则号列,货品名称\n1,04029100,乳\n2,04029900,其他\n", "utf-8")
    assert main(["annex", "install", str(folder / "annex.csv"), *NEW, "--output", str(folder / "annexes")]) == YES
    return folder


@pytest.fixture
def asked(installed, tmp_path):
    """Make what the words of a command name."""

    def make(command):
        words, status = ANSWERED[command]
        goods = tmp_path / "goods.csv"
        goods.write_text("hs_code\n04090000\n22042100\n", "utf-8")
        made = {f"NEW{ending}": tmp_path / f"new{ending}" for ending in (".csv", ".svg")}
        made |= {
            "GOODS": goods,
            "FILE": installed / "annex.csv",
            "NEW": tmp_path / "new",
            "INSTALLED": tmp_path / "installed",
        }
        if "INSTALLED" in words:
            shutil.copytree(installed / "annexes", made["INSTALLED"])
        return [*command, *(str(made.get(word, word)) for word in words)], status

    return make


@pytest.fixture(scope="module")
def site():
    """A server that is also the proxy, and has the ministry's list alone."""
    with serve() as running:
        entries = [
            ("z.htm", "关于调整跨境电子商务零售进口商品清单的公告", "2022-02-21"),
            ("y.htm", "公告", "2021-12-15"),
        ]
        running.put("http://gss.mof.gov.cn/gzdt/zhengcefabu/index.htm", listing(entries))
        yield running


def run(words, site=None, encoding="", **streams):
    """Run a command as a process of its own: its status, and what it wrote on standard error."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONIOENCODING": encoding, "PILOTZONES_DEBUG": ""}
    if site:
        environment |= dict.fromkeys(("http_proxy", "https_proxy"), site.home)
    done = subprocess.run(
        [sys.executable, "-m", "pilotzones", *words],
        stdin=subprocess.DEVNULL,
        check=False,
        env=environment,
        timeout=120,
        **streams,
    )
    return done.returncode, (done.stderr or b"").decode("utf-8", "replace")


def test_every_command_is_asked_here(commands):
    """A new command gets a line in the table above."""
    assert set(ANSWERED) == set(commands)


@contextlib.contextmanager
def closed_pipe():
    """Make a pipe whose reader has ended."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        yield writing
    finally:
        os.close(writing)


@pytest.mark.long
@pytest.mark.parametrize("command", ANSWERED, ids=" ".join)
def test_a_reader_that_has_ended_changes_no_status(command, asked, site):
    """``pilotzones eligible CODE DAY | head -0`` says no where the answer is no; what is to be done is done."""
    words, status = asked(command)
    with closed_pipe() as pipe:
        assert run(words, site, stdout=pipe)[0] == status
    made = pathlib.Path(words[words.index("--output") + 1]) if "--output" in words else None
    assert made is None or made.exists() is (command[-1] not in {"fetch", "remove"})


@pytest.mark.parametrize("encoding", ["idna", "undefined"])
def test_an_encoding_that_cannot_have_the_answer_is_no_answer(encoding):
    """Not even with backslashes: with a traceback Python would end with 1, which says no."""
    status, _ = run(["eligible", "04090000", "2022-03-01"], encoding=encoding)
    assert status == NO_ANSWER


@on_linux
def test_a_file_that_cannot_be_read_is_named():
    """Though the system's refusal does not name it: the memory of a process begins with nothing."""
    status, said = run(["eligible", "--file", "/proc/self/mem", "2022-03-01"])
    assert (status, said) == (NO_ANSWER, "pilotzones: '/proc/self/mem' cannot be read: Input/output error.\n")


@on_linux
def test_a_short_answer_that_is_lost_is_no_answer():
    """It is written at the very end, and not before."""
    with FULL.open("wb") as full:
        status, said = run(["zones", "Hainan"], stdout=full)
    assert (status, said.count("No space left on device")) == (NO_ANSWER, 1)


@pytest.mark.long
@on_linux
@pytest.mark.parametrize("command", ANSWERED, ids=" ".join)
def test_an_answer_that_is_lost_is_no_answer(command, asked, site):
    """Where the disk of standard output is full, also with the last bytes; one sentence says so."""
    words, _ = asked(command)
    with FULL.open("wb") as full:
        status, said = run(words, site, stdout=full)
    assert status == NO_ANSWER
    assert said.count("No space left on device") == 1
    assert said.splitlines()[-1].startswith(LOST) or command == ("annex", "rows")
    assert "Traceback" not in said
    assert "Exception ignored" not in said


def test_a_reader_that_stops_in_the_middle(annex_file):
    """With more output than a pipe holds: the reader takes a little, as ``head`` does."""
    command = [sys.executable, "-m", "pilotzones", "annex", "rows", str(annex_file(lists()["2019-96"]))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.read(10) == b"seq,hs_cod"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="the shell is that of Unix")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-", "<&- 2>&-"])
@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("eligible 01012100 2018-12-31", NO),
        ("eligible 33049900 2018-12-31", UNKNOWN),
        ("eligible 0101 2018-12-31", NO_ANSWER),
        ("zones --help", YES),
        ("annex rows {file}", YES),
    ],
)
def test_streams_that_are_closed_from_the_start(words, status, closed, annex_file):
    """Nobody reads them; the status is that of the answer, and no other file takes their numbers."""
    file = annex_file(lists()["2019-96"][:5])
    shell = f'exec "$0" -m pilotzones {words.format(file=file)} {closed}'
    done = subprocess.run(["/bin/sh", "-c", shell, sys.executable], capture_output=True, check=False, timeout=60)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    if ">&- 2>&-" not in closed and closed != ">&-":
        assert (done.stdout == b"") is (status == NO_ANSWER)


@on_linux
@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["eligible", "01012100", "2018-12-31"], NO),
        (["eligible", "0101", "2018-12-31"], NO_ANSWER),
        (["zones", "--frob"], NO_ANSWER),
        (["--help"], YES),
    ],
)
def test_a_full_disk_for_standard_error(words, status):
    """The sentence is lost, the status is not."""
    with FULL.open("wb") as full:
        assert run(words, stderr=full)[0] == status


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["annex", "read", "--help"]])
def test_help_and_version_end_like_any_answer(words):
    """With 0, also if the reader has ended; with 2 if they are lost."""
    assert run(words) == (YES, "")
    with closed_pipe() as pipe:
        assert run(words, stdout=pipe) == (YES, "")
    if FULL.exists():
        with FULL.open("wb") as full:
            status, said = run(words, stdout=full)
        assert status == NO_ANSWER
        assert said.startswith(LOST)


@pytest.mark.parametrize(
    "words",
    [["frob"], ["zones", "--frob"], ["eligible"], ["annex"], ["annex", "remove"], ["annex", "rows", "a", "b"]],
)
def test_wrong_words_are_one_sentence(words, capsys):
    """It says where the right ones are listed; nothing is raised."""
    assert main(words) == NO_ANSWER
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("pilotzones: ")
    assert err.endswith(".\n")
    assert err.count("\n") == 1


# Hostile paths and texts


@pytest.fixture
def hostile(tmp_path):
    """Paths that no file can have, for the superuser too: there is nothing of which permissions are asked."""
    (tmp_path / "file").write_text("content")
    loop = tmp_path / "loop"
    if sys.platform != "win32":
        loop.symlink_to(loop)
    return {
        "below a file": str(tmp_path / "file" / "below"),
        "a link to itself": str(loop / "below"),
        "a name of 300 letters": str(tmp_path / ("n" * 300)),
        "5,000 letters": "/".join(["folder"] * 700),
        "5,000 letters in one": "n" * 5_000,
        "no UTF-8": str(tmp_path / "file" / os.fsdecode(b"\xff\xfe")),
        "control characters": str(tmp_path / "file" / "\x1b[2J\u202e"),
    }


HOSTILE = ["below a file", "a link to itself", "a name of 300 letters", "5,000 letters", "5,000 letters in one"]
HOSTILE += ["no UTF-8", "control characters"]
PATHS = [
    ["--data", "X", "zones"],
    ["zones", "--save", "X"],
    ["export", "X"],
    ["screen", "X", "--code", "hs_code", "--date", "2022-03-01"],
    ["screen", "GOODS", "--code", "税则号列", "--date", "2022-03-01", "--output", "X"],
    ["panel", "--start", "2015", "--end", "2016", "--output", "X"],
    ["annex", "read", "X"],
    ["annex", "rows", "X"],
    ["annex", "rows", "FILE", "--output", "X"],
    ["annex", "install", "FILE", "NEW", "--output", "X"],
    ["annex", "list", "--output", "X"],
    ["annex", "verify", "--output", "X"],
    ["annex", "remove", "2019-96", "--output", "X"],
    ["annex", "fetch", "2016-47", "--output", "X"],
]


@pytest.mark.long
@pytest.mark.parametrize("path", HOSTILE)
@pytest.mark.parametrize("words", PATHS, ids=" ".join)
def test_a_path_that_cannot_be(words, path, hostile, installed, capsys, monkeypatch, tmp_path, site):
    """One sentence, whatever the system says of it; never a status that is an answer."""
    monkeypatch.chdir(tmp_path)
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, site.home)
    made = {"X": [hostile[path]], "FILE": [str(installed / "annex.csv")], "NEW": NEW}
    made["GOODS"] = made["FILE"]
    status = main([one for word in words for one in made.get(word, [word])])
    out, err = capsys.readouterr()
    if status == YES:  # a folder that is not there has no annexes
        assert words[1] in {"list", "verify"}
        assert err == ""
        assert "No annex is installed" in out or "installed: 0" in out
        return
    assert status == (NO if words[1] == "fetch" and "could not be fetched" in err else NO_ANSWER)
    assert err.startswith("pilotzones: ")
    assert err.count("pilotzones: ") == 1
    assert "Traceback" not in err
    assert "fault of pilotzones" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there")
@pytest.mark.parametrize("words", [[b"zones", b"\xff"], [b"eligible", b"0101\xff", b"2018-12-31"], [b"\xff"]])
def test_bytes_that_are_no_text(words):
    """As a process: Python hands them on as lone surrogates."""
    status, said = run(words)
    assert status == NO_ANSWER
    assert said.startswith("pilotzones: ")
    assert said.count("\n") == 1


# Faults of our own, and of the machine


@pytest.mark.parametrize("fault", [ZeroDivisionError, RecursionError, AssertionError, UnicodeError])
def test_a_fault_of_our_own_is_one_sentence(fault, monkeypatch, capsys):
    """It asks to report it; the traceback is shown on request."""

    def fail(_):
        message = "made\nup"
        raise fault(message)

    monkeypatch.setattr("pilotzones.cli.asked.find_data", fail)
    assert main(["coverage"]) == NO_ANSWER
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith(
        f"pilotzones: This is a fault of pilotzones itself ({fault.__name__}: 'made\\nup'), and no answer."
    )
    assert "Please report it" in err
    monkeypatch.setenv("PILOTZONES_DEBUG", "1")
    assert main(["coverage"]) == NO_ANSWER
    traced = capsys.readouterr().err
    assert traced.startswith(f"{err}Traceback (most recent call last):\n  File ")
    assert "Traceback" in traced
    assert traced.rstrip().endswith(f"{fault.__name__}: made\nup")
    monkeypatch.setenv("PILOTZONES_DEBUG", "0")
    assert main(["coverage"]) == NO_ANSWER
    assert capsys.readouterr().err == err


def test_what_goes_wrong_is_told_in_the_language_of_the_process_s_words(monkeypatch, capsys):
    """Where none are handed over."""
    monkeypatch.setattr(sys, "argv", ["pilotzones", "zones", "--date", "2022-13-01", "--lang", "zh"])
    assert main() == NO_ANSWER
    assert "日历" in capsys.readouterr().err


def test_what_the_machine_lacks_is_said():
    """Memory; a file, with its name if it has one."""
    assert explain(MemoryError()).startswith("There is not enough memory for this; no file is half written.")
    assert explain(PermissionError(13, "Permission denied", "folder")).startswith("'folder': Permission denied.")
    assert explain(PermissionError(13, "Permission denied", b"\xff")).startswith("'\\xff': Permission denied.")
    assert explain(OSError("too many")).startswith("too many. No file is half written;")
    assert explain(OSError("too\nmany\x1b[2J")).startswith("too many\\x1b[2J. No file is half written;")


@pytest.mark.parametrize("of", [os.mkfifo, pathlib.Path.mkdir, lambda path: path.symlink_to(os.devnull)])
def test_what_a_pipe_or_a_device_has_is_not_taken_back(of, tmp_path):
    """Unlike a file, of which nothing is there before it is whole."""
    of(tmp_path / "out.csv")
    told = explain(BrokenPipeError(32, "Broken pipe", str(tmp_path / "out.csv")))
    part = "" if (tmp_path / "out.csv").is_dir() else ", but a pipe or a device may have a part"
    assert f"out.csv': Broken pipe. No file is half written{part}; name another file" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["zones"], "pilotzones: The command was interrupted; no file is half written.\n"),
        (["zones", "--lang", "zh"], "pilotzones: 命令已中断；没有任何文件只写了一半。\n"),
    ],
)
def test_an_interruption_is_one_sentence(words, said, monkeypatch, capsys):
    """In the language of the answer, and without an answer."""

    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("pilotzones.cli.asked.find_data", interrupt)
    assert main(words) == INTERRUPTED
    assert capsys.readouterr() == ("", said)


def test_who_asks_twice_to_stop_waits_for_the_sentence(monkeypatch, capsys):
    """The second time comes while the first one is told; afterwards the process ends."""

    def interrupt(*_):
        signal.raise_signal(signal.SIGINT)
        return "zh"

    monkeypatch.setattr("pilotzones.cli.asked.find_data", interrupt)
    monkeypatch.setattr("pilotzones.cli.explaining.find_language", interrupt)
    monkeypatch.setattr(sys, "argv", ["pilotzones", "zones"])
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert main() == INTERRUPTED
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr() == ("", "pilotzones: 命令已中断；没有任何文件只写了一半。\n")


@pytest.mark.skipif(sys.platform == "win32", reason="the signal is that of Unix")
@pytest.mark.usefixtures("interruptible")
def test_an_interruption_ends_with_130(tmp_path):
    """At once, while a server does not answer; nothing is written."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        home = f"http://127.0.0.1:{silent.getsockname()[1]}"
        process = subprocess.Popen(
            [sys.executable, "-m", "pilotzones", "annex", "fetch", "2016-47", "--output", str(tmp_path / "new")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "http_proxy": home, "https_proxy": home},
        )
        connection, _ = silent.accept()
        with connection, process:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
    assert process.returncode == INTERRUPTED
    assert (out, err.decode()) == (b"", "pilotzones: The command was interrupted; no file is half written.\n")
    assert list(tmp_path.iterdir()) == []
