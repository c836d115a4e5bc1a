"""Nothing opens a socket, starts a process or writes a file unless asked to: an audit hook sees all of it.

Each part is a program of its own with a fresh interpreter, because a hook cannot be taken away again.
"""

import inspect
import os
import pkgutil
import subprocess
import sys

import pytest

import pilotzones
from pilotzones import face

HOOK = """
import os, sys

SEEN = []
WRITES = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
    "os.chown", "os.utime", "os.setxattr", "os.removexattr", "shutil.", "tempfile.", "sqlite3.connect", "mmap.__new__")
SENDS = ("socket.", "urllib.Request", "http.client.", "ftplib.", "smtplib.", "ssl.")
STARTS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.kill",
    "os.startfile", "pty.spawn", "signal.")
LOADS = ("ctypes.dlopen", "winreg.")


def is_for_reading(arguments):
    # Python gives a path with a mode or with flags.
    path, mode, flags = arguments
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    if mode is not None:
        return not set(mode) & set("wax+")
    return not flags & writing


def look(event, arguments):
    if event == "open" and (is_for_reading(arguments) or arguments[0] == os.devnull):
        return
    if event.startswith(WRITES + SENDS + STARTS + LOADS):
        SEEN.append((event, *map(repr, arguments)))


sys.dont_write_bytecode = True
"""


def watch(code, *words):
    """Run a program under the hook: what it did of which nobody asked."""
    program = f"{HOOK}\nsys.addaudithook(look)\n{code}\nprint(*SEEN, sep='\\n', end='')\n"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "COVERAGE_"))}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program, *words],
        capture_output=True,
        check=False,
        env=environment | {"PILOTZONES_DATA": ""},
        encoding="utf-8",
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout.splitlines()


ARGUMENTS = {
    "batch_of": ("杭州",),
    "composite_rate": ("0.13",),
    "covering_zone": ("320583", "2020-01-01"),
    "diff": ("2019-96", "2022-7"),
    "edition_on": ("2020-01-01",),
    "eligibility": ("04090000", "2018-12-31"),
    "history": ("95061100",),
    "import_city": ("昆山市", "2019-06-01"),
    "is_eligible": ("04090000", "2018-12-31"),
    "is_zone": ("杭州", "2020-01-01"),
    "items": ("2016-04-10",),
    "place": ("莱芜市", "2017-01-01"),
    "require_data": ("2026.2",),
    "rule": ("vat_standard",),
    "zone": ("杭州",),
    "zone_answer": ("杭州", "2020-01-01"),
    "zones_in": ("海南省",),
}
"""What is asked of the questions that need an argument."""


def test_every_question_is_asked_here():
    """A new one gets its arguments in the table above."""
    needing = {
        name
        for name in face.__all__
        if any(
            parameter.default is parameter.empty
            for parameter in inspect.signature(getattr(pilotzones, name)).parameters.values()
        )
    }
    assert needing == set(ARGUMENTS)


def test_no_question_writes_or_sends():
    """Nor any other public name, and no record that is shown."""
    code = f"""
import pilotzones
arguments = {ARGUMENTS!r}
asked = []
for name in pilotzones.__all__:
    value = getattr(pilotzones, name)
    if name in {face.__all__!r}:
        str(value(*arguments.get(name, ())))
        asked.append(name)
assert len(asked) == {len(face.__all__)}
data = pilotzones.Dataset.bundled()
data.check()
with data.assume(["04090000"]).as_default():
    assert pilotzones.is_eligible("04090000", "2023-01-01")
try:
    pilotzones.zone("Nowhere")
except pilotzones.PilotZonesError as error:
    str(error)
"""
    assert watch(code) == []


MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(pilotzones.__path__, "pilotzones.")
    if not found.name.endswith(("__main__", "hook-pilotzones"))  # PyInstaller reads the hook, and has its own library
)


def test_no_module_does_anything_when_it_is_imported():
    """Every module of the package, with all libraries that they load."""
    libraries = """
        narwhals pandas polars pyarrow duckdb hypothesis lxml.etree pdfplumber python_calamine httpx tenacity
        matplotlib.figure matplotlib.font_manager matplotlib.style
    """
    code = f"""
import importlib
for name in {libraries.split()!r} + ["tqdm", "platformdirs", "sqlite3", "tempfile", "multiprocessing"]:
    importlib.import_module(name)
SEEN.clear()  # what other libraries do is theirs
for name in {MODULES!r}:
    importlib.import_module(name)
"""
    assert len(MODULES) > 150
    assert watch(code) == []


def test_importing_alone_does_nothing():
    """Without any other library before it."""
    assert watch("import pilotzones; dir(pilotzones)") == []


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("open(sys.argv[1], 'w').close()", "open"),
        ("os.close(os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY))", "open"),
        ("import pathlib; pathlib.Path(sys.argv[1]).mkdir()", "os.mkdir"),
        ("import socket; socket.socket().close()", "socket.__new__"),
        ("import subprocess; subprocess.run([sys.executable, '-c', ''])", "subprocess.Popen"),
        ("os.fork() or os._exit(0)" if hasattr(os, "fork") else "os.startfile(sys.argv[1])", "os."),
        ("import tempfile; tempfile.TemporaryDirectory().cleanup()", "tempfile.mkdtemp"),
        (
            "import urllib.request\ntry: urllib.request.urlopen('http://127.0.0.1:9')\nexcept OSError: 0",
            "urllib.Request",
        ),
        ("import pilotzones.frames; pilotzones.frames.export(sys.argv[1], 'csv')", "os.mkdir"),
    ],
)
def test_the_hook_sees_what_is_done(code, event, tmp_path):
    """What was asked for is seen, so what is not seen was not done."""
    seen = watch(code, str(tmp_path / "new"))
    assert any(line.startswith(f"('{event}") for line in seen)
