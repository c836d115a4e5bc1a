"""Read a file in a separate process, so that a hostile file is limited in time and memory."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import pathlib
import signal
import subprocess
import sys
import warnings
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import cattrs

from pilotzones.annex.errors import AnnexError, AnnexFileError
from pilotzones.annex.interpreters import find_interpreters
from pilotzones.annex.limits import SECONDS, check_time_limit, explain
from pilotzones.annex.listening import Listener
from pilotzones.annex.readers.saved_file import take_file
from pilotzones.annex.reading_child import READY, Request, read_here, serve
from pilotzones.annex.records import Extract
from pilotzones.arguments import quoted
from pilotzones.paths import shown_name

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from pilotzones.annex.readers.document import Progress

    Messages = Generator[dict[str, Any], None, None]

_START = (
    "import os, sys; sys.path[:] = sys.argv.pop(1).split(os.pathsep); "
    "from pilotzones.annex.reading_child import main; main()"
)


class ReadFile(NamedTuple):
    """What was read from a file, and the hash of the bytes that it was read from, hexadecimal."""

    extract: Extract
    sha256: str


def extract_apart(
    path: pathlib.Path,
    progress: Progress | None,
    columns: Mapping[str, str] | None = None,
    *,
    with_hidden: bool = False,
    time_limit: float = SECONDS,
) -> ReadFile:
    """Read a file's rows in a separate process, which ends when this one does, or is interrupted.

    Args:
        path: the file.
        progress: is called after each block with its page and the number of pages; None if nobody asks.
        columns: the title of the column of each role that the user names; None if none is named.
        with_hidden: whether hidden sheets are read too.
        time_limit: the most seconds for the whole file.

    Returns:
        What was read.

    Raises:
        AnnexFileError: for a file that cannot be read within the limits.
        AnnexError: if there is no Python to start, and the system cannot fork.
        ArgumentTypeError: if time_limit is not a number of seconds.
        ImportError: names the extra if a library is missing.
    """
    request = Request(path, columns, with_hidden=with_hidden, seconds=check_time_limit(time_limit))
    if getattr(sys, "frozen", False) and not (find_interpreters() or hasattr(os, "fork")):
        return ReadFile(*read_here(request, progress))  # on Windows, without limits
    if path.exists() and not (path.is_file() or path.is_dir()):
        take_file(path)  # it says why: another process may have another name for a pipe, or none
    last: dict[str, Any] = {}
    with contextlib.closing(_run_reader(request)) as messages:
        for message in messages:
            if "page" not in message:
                last = message
            elif progress:
                progress(message["page"], message["pages"])
    if "extract" in last:
        return ReadFile(cattrs.structure(last["extract"], Extract), last["sha256"])
    if "missing" in last:
        raise ImportError(last["missing"])
    if "problem" in last:
        raise AnnexFileError(last["problem"], file=shown_name(path), page=last["of_page"])
    raise explain(shown_name(path), last.get("limit", ""), request.seconds, last.get("ended"))


def _run_reader(request: Request) -> Messages:
    """Read in the first Python that can be started, or else in a forked process, and yield its messages."""
    for program in find_interpreters():
        with contextlib.closing(_run_program(program, request)) as messages:
            first = next(messages, None)
            if first is not None:
                yield first
                yield from messages
                return
    if not hasattr(os, "fork"):
        msg = (
            f"There is no Python to read {quoted(shown_name(request.path))} with: this program is "
            f"{quoted(sys.executable)}, which is not Python {sys.version.split()[0]} with pilotzones. Call "
            "multiprocessing.set_executable with the path of the python.exe for which pilotzones is installed, and "
            "read the file again."
        )
        raise AnnexError(msg)
    with contextlib.closing(_run_fork(request)) as messages:
        yield from messages


def _run_program(program: str, request: Request) -> Messages:
    """Start a program as the reader and yield its messages; nothing if it is not a Python like this one."""
    command = [program, "-X", "utf8", "-c", _START, os.pathsep.join(_list_import_paths())]
    try:
        process = subprocess.Popen(  # noqa: S603 - an interpreter
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            cwd=None if _find_working_folder() else os.sep,  # Python 3.13.0 loads nothing in one that was deleted
        )
    except OSError:  # a file that is not a program
        return

    def stop() -> int:
        process.kill()
        return process.wait()

    yield from _converse(process.stdin, process.stdout, request, stop)  # type: ignore[arg-type]


def _run_fork(request: Request) -> Messages:
    """Fork this process as the reader and yield its messages."""
    asking, asked = os.pipe()
    heard, saying = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: the child is stopped if it waits for one
        child = os.fork() or serve(asking, saying)
    os.close(asking)
    os.close(saying)

    @functools.cache  # once it has ended, its number may be that of another process
    def stop() -> int | None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):  # the program around may wait for its children itself
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return None

    yield from _converse(os.fdopen(asked, "w", encoding="utf-8"), os.fdopen(heard, encoding="utf-8"), request, stop)


def _converse(asked: IO[str], heard: IO[str], request: Request, stop: Callable[[], int | None]) -> Messages:
    """Send a reader its request, and yield its messages; the first one must say that it is a reader.

    Args:
        asked: its input. It stays open: when this process ends, however it does, it closes, and the reader ends.
        heard: its output.
        request: what to read.
        stop: ends the reader if it is still there, and gives its status if it is known.
    """
    listener = Listener(heard, request.seconds)
    try:
        messages = listener.take_messages()
        first = next(messages, {})
        if first != READY:
            if "limit" in first:
                yield first
            return
        yield {}
        with contextlib.suppress(OSError):  # it has ended already
            asked.write(json.dumps(request.pack()) + "\n")
            asked.flush()
        last: dict[str, Any] = {}
        for last in messages:
            yield last
        if last.keys().isdisjoint(("extract", "missing", "problem", "limit")):
            yield {"ended": stop()}
    finally:
        with contextlib.suppress(OSError):
            asked.close()
        stop()
        listener.close()


def _list_import_paths() -> list[str]:
    """List the folders to import from, without the working folder, which may be one of downloads, or deleted."""
    package = str(pathlib.Path(__file__).parents[2])
    here = str(_find_working_folder() or os.devnull)  # in which nothing is
    entries = [os.path.normpath(os.path.join(here, entry)) for entry in sys.path if entry]  # noqa: PTH118 - also in a zip
    return [entry for entry in entries if entry != here or entry == package]


def _find_working_folder() -> pathlib.Path | None:
    """Find the working folder; None if it was deleted."""
    with contextlib.suppress(OSError):
        return pathlib.Path.cwd()
    return None
