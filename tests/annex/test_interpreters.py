"""Which Python reads a file where this program is not Python, or does not know its own path."""

import os
import pathlib
import shutil
import struct
import subprocess
import sys
import sysconfig

import pytest
from lists import some

from pilotzones.annex.interpreters import describe_version, find_interpreters

READ = """
import json, os, sys
{before}
from pilotzones import annex
from pilotzones.annex.errors import AnnexError
try:
    print(json.dumps([[row.seq, row.hs_code, row.name, row.remark] for row in annex.rows(sys.argv[1])]))
except AnnexError as error:
    print(type(error).__name__, error)
"""
NOWHERE = (
    "sys.prefix = sys.exec_prefix = sys.base_prefix = sys.base_exec_prefix = os.devnull; sys._base_executable = None"
)


def run(before, file, program=sys.executable):
    """Read a file in a program of its own, after these lines, and take what it prints; no process may be left."""
    done = subprocess.run(
        [program, "-c", READ.format(before=before), str(file)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stderr == ""
    return done.stdout


def written(lines):
    """Take what was written, as the programs print it."""
    import json

    return json.dumps([[line.seq, line.hs_code, line.name, line.remark] for line in lines]) + "\n"


def executables(folder, *names):
    """Make programs, and list their paths."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o755)
    return [str(folder / name) for name in names]


@pytest.fixture
def started(tmp_path, monkeypatch):
    """Be a program of which ``multiprocessing`` was told nothing, and whose installation is this folder alone."""
    monkeypatch.delitem(sys.modules, "multiprocessing.spawn", raising=False)
    monkeypatch.setattr(sys, "_base_executable", None, raising=False)
    for prefix in ("prefix", "exec_prefix", "base_prefix", "base_exec_prefix"):
        monkeypatch.setattr(sys, prefix, str(tmp_path))
    return tmp_path


def test_the_programs_of_an_installation_come_best_first(started, monkeypatch):
    """What this program says that it is, and then those of its environment before those of what that was made of."""
    own, base = executables(started, "own/python3", "made of/python3")
    monkeypatch.setattr(sys, "executable", own)
    monkeypatch.setattr(sys, "_base_executable", base)
    monkeypatch.setattr(sys, "base_prefix", str(started / "base"))
    names = (f"bin/python3.{sys.version_info.minor}", "bin/python3", "bin/python", "python.exe", "Scripts/python.exe")
    inside, outside = executables(started, *names), executables(started / "base", *names)
    assert find_interpreters() == (own, base, *inside, *outside)


@pytest.mark.parametrize("name", ["pypy3.10", "PyPy.exe", "graalpy", "PYTHON.EXE", "python3.12-dbg"])
def test_other_pythons_have_names_of_their_own(started, name, monkeypatch):
    """On some systems in capital letters."""
    (path,) = executables(started, name)
    monkeypatch.setattr(sys, "executable", path)
    assert find_interpreters() == (path,)


@pytest.mark.parametrize("name", ["server", "pypeline", "ipython", "python server"])
def test_a_program_of_another_name_is_none(started, name, monkeypatch):
    """Though a part of its name is one."""
    monkeypatch.setattr(sys, "executable", executables(started, name)[0])
    assert find_interpreters() == ()


def test_a_python_says_how_wide_its_addresses_are():
    """The libraries of one of 32 bits are none for one of 64."""
    assert describe_version() == f"{sys.implementation.cache_tag} {8 * struct.calcsize('P')} bits"


@pytest.fixture
def stranger(tmp_path):
    """A program that is not Python, but is called so."""
    path = tmp_path / "python3"
    path.write_text("#!/bin/sh\necho I am not a Python\n", "ascii")
    path.chmod(0o755)
    return path


@pytest.mark.long
@pytest.mark.parametrize("executable", ["''", "None", "'/bin/false'", "'/bin/true'", "'/nowhere/python3'", "'/bin'"])
@pytest.mark.parametrize("rest", ["", NOWHERE], ids=["with its installation", "alone"])
def test_a_program_that_is_not_python(annex_file, executable, rest):
    """As under uWSGI, mod_wsgi or in an embedding program: an interpreter is found, or the process forks."""
    lines = some(20)
    assert run(f"sys.executable = {executable}\n{rest}", annex_file(lines)) == written(lines)


@pytest.mark.parametrize("rest", ["", NOWHERE], ids=["with its installation", "alone"])
def test_a_program_that_is_only_called_python(annex_file, stranger, rest):
    """It does not say that it is ready, so the next one is tried."""
    lines = some(20)
    assert run(f"sys.executable = {str(stranger)!r}\n{rest}", annex_file(lines)) == written(lines)


def test_a_file_called_python_that_cannot_be_started(annex_file, stranger):
    """Its content is no program."""
    stranger.write_bytes(b"\x7fELF, but no more")
    lines = some(20)
    assert run(f"sys.executable = {str(stranger)!r}\n{NOWHERE}", annex_file(lines)) == written(lines)


def test_another_program_is_not_started(annex_file, tmp_path):
    """It could be a server that would begin a second time."""
    server = tmp_path / "server"
    server.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n", "ascii")
    server.chmod(0o755)
    lines = some(20)
    before = f"import multiprocessing.spawn as spawn; spawn.set_executable({str(server)!r})\nsys.executable = {str(server)!r}"
    assert run(before, annex_file(lines)) == written(lines)
    assert not (tmp_path / "started").exists()


def test_what_multiprocessing_was_given_comes_first(annex_file, tmp_path):
    """It is how a program says where its Python is."""
    chosen = tmp_path / "python3"
    chosen.write_text(f'#!/bin/sh\ntouch {tmp_path}/started\nexec {sys.executable} "$@"\n', "ascii")
    chosen.chmod(0o755)
    lines = some(20)
    before = (
        f"import multiprocessing; multiprocessing.set_executable({str(chosen)!r}); sys.executable = None\n{NOWHERE}"
    )
    assert run(before, annex_file(lines)) == written(lines)
    assert (tmp_path / "started").exists()


def test_where_no_process_can_be_started_or_forked_it_says_what_to_set(annex_file):
    """The file is not blamed."""
    file = annex_file(some(20))
    said = run(f"sys.executable = '/bin/false'; del os.fork\n{NOWHERE}", file)
    assert said.startswith("AnnexError There is no Python to read 'annex.csv' with: this program is '/bin/false', ")
    assert "Call multiprocessing.set_executable" in said


@pytest.mark.parametrize("rest", ["", "del os.fork"], ids=["forked", "in this process"])
def test_a_frozen_program(annex_file, rest):
    """Its executable is never started, whatever its name is."""
    lines = some(20)
    assert run(f"sys.frozen = True\n{rest}", annex_file(lines)) == written(lines)


def test_a_forked_reader_is_limited(annex_file):
    """In time and in memory, and the program around it goes on."""
    greedy = "import pilotzones.annex.readers.files as files; files.open_document = lambda *_, **__: {}"
    limits = "import pilotzones.annex.limits as limits; limits.SILENCE = {}"
    before = f"import time; sys.frozen = True\n{greedy}\n{limits}"
    for act, silence, why in (
        ("bytearray(2 << 30)", 15, "within 1,024 MiB of memory"),
        ("time.sleep(60)", 1, "within 1 seconds a page"),
        ("os._exit(3)", 15, "because the process that read it ended too early (status 3), perhaps for want of memory"),
        (
            "os.kill(os.getpid(), 11)",
            15,
            "because the process that read it ended too early (signal 11), perhaps for want",
        ),
    ):
        said = run(before.format(act, silence), annex_file(some(20)))
        assert said.startswith(f"AnnexFileError 'annex.csv' could not be read {why}")


def test_a_forked_reader_passes_on_what_is_wrong_with_a_file(tmp_path):
    """In the same words as a started one."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing")
    there, here = (run(before, tmp_path / "a.pdf") for before in ("", "sys.frozen = True"))
    assert there == here
    assert here.startswith("AnnexFileError 'a.pdf' is cut off")


def test_a_forked_reader_leaves_no_process_and_holds_no_socket(annex_file):
    """Not even in a program that has threads, or that lets the system wait for its children."""
    before = """
import signal, socket, threading, atexit
sys.frozen = True
sys.stdout.write("")
threading.Thread(target=threading.Event().wait, daemon=True).start()
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
server = socket.create_server(("127.0.0.1", 0))
def check():
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return
    print("a child is left")
atexit.register(check)
"""
    lines = some(20)
    assert run(before, annex_file(lines)) == written(lines)


@pytest.mark.parametrize("before", ["", "sys.frozen = True"], ids=["started", "forked"])
def test_a_program_whose_memory_is_limited_already(annex_file, before):
    """A lower limit stays as it is: it could not be raised."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_AS, (800 << 20, 800 << 20))"
    lines = some(20)
    assert run(f"{limit}\n{before}", annex_file(lines)) == written(lines)


def test_a_program_without_standard_streams(annex_file):
    """The pipe of a forked reader may have the number of one of them."""
    code = (
        "import os, sys; kept = os.dup(1); [os.close(number) for number in (0, 1, 2)]; sys.frozen = True; "
        "from pilotzones import annex; rows = annex.rows(sys.argv[1]); "
        "os.write(kept, ' '.join(row.hs_code for row in rows).encode())"
    )
    lines = some(20)
    done = subprocess.run(
        [sys.executable, "-c", code, str(annex_file(lines))], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [line.hs_code for line in lines]


EMBEDDING = """
#include <Python.h>
int main(int count, char **arguments) {
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    PyConfig_SetBytesString(&config, &config.program_name, "/bin/false");
    PyConfig_SetBytesString(&config, &config.home, HOME);
    PyConfig_SetBytesArgv(&config, count - 1, arguments + 1);
    config.parse_argv = 0;
    PyStatus status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) Py_ExitStatusException(status);
    int failed = PyRun_SimpleString(arguments[1]);
    return Py_FinalizeEx() < 0 || failed;
}
"""


def test_a_real_embedding_program(annex_file, tmp_path):
    """A program in C around the shared library of Python, whose sys.executable is that program."""
    library = pathlib.Path(sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("LDLIBRARY"))
    compiler = shutil.which("gcc")
    if not compiler or not sysconfig.get_config_var("Py_ENABLE_SHARED") or not library.exists():
        pytest.skip("there is no compiler, or no shared library of Python")
    source = tmp_path / "server.c"
    source.write_text(EMBEDDING, "ascii")
    version = "{}.{}".format(*sys.version_info)
    options = [f"-I{sysconfig.get_path('include')}", f"-L{library.parent}", f"-Wl,-rpath,{library.parent}"]
    home = [f'-DHOME="{sys.base_prefix}"']
    subprocess.run(
        [compiler, str(source), *options, *home, f"-lpython{version}", "-o", str(tmp_path / "server")],
        check=True,
        capture_output=True,
    )
    lines = some(20)
    for rest in ("", NOWHERE):
        before = f"sys.path[:] = {sys.path!r}; sys.executable = {str(tmp_path / 'server')!r}\n{rest}"
        code = READ.format(before=before)
        done = subprocess.run(
            [tmp_path / "server", code, str(annex_file(lines))],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=os.environ,
        )
        assert (done.stderr, done.stdout) == ("", written(lines))
