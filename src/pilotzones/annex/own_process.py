"""Read a file in a separate process, so that a hostile file is limited in time and memory."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import warnings
from typing import IO, TYPE_CHECKING, Any, NoReturn

import attrs
import cattrs

from pilotzones.annex.errors import AnnexError, AnnexFileError
from pilotzones.annex.interpreters import describe_version, find_interpreters
from pilotzones.annex.records import Extract
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pilotzones.annex.readers.document import Progress

SILENCE = 15
"""The most seconds from one page to the next; the ministry's pages take less than a tenth of one."""
MEMORY = 1 << 30
"""The most bytes of address space for reading; in a forked process, beyond those that the program had."""

_START = (
    "import os, sys; sys.path[:] = sys.argv.pop(1).split(os.pathsep); "
    "from pilotzones.annex.own_process import main; main()"
)
_STREAMS = 2
"""The number of the last standard stream."""
_READY = {"ready": describe_version()}
"""What a started Python says first; a program that does not say it is another one."""


def extract_apart(
    path: pathlib.Path,
    progress: Progress | None,
    columns: Mapping[str, str] | None = None,
    *,
    with_hidden: bool = False,
) -> Extract:
    """Read a file's rows in a separate process.

    Args:
        path: the file.
        progress: is called after each block with its page and the number of pages; None if nobody asks.
        columns: the title of the column of each role that the user names; None if none is named.
        with_hidden: whether hidden sheets are read too.

    Returns:
        What was read.

    Raises:
        AnnexFileError: for a file that cannot be read within the limits.
        AnnexError: if there is no Python to start, and the system cannot fork.
        ImportError: names the extra if a library is missing.
    """
    if getattr(sys, "frozen", False) and not (find_interpreters() or hasattr(os, "fork")):
        return _extract(path, progress, columns, with_hidden=with_hidden)  # on Windows, without limits
    last: dict[str, Any] = {}
    for message in _run_reader(path, json.dumps([columns, with_hidden])):
        if "page" not in message:
            last = message
        elif progress:
            progress(message["page"], message["pages"])
    if "extract" in last:
        return cattrs.structure(last["extract"], Extract)
    if "missing" in last:
        raise ImportError(last["missing"])
    if "problem" in last:
        raise AnnexFileError(last["problem"], file=path.name, page=last["of_page"])
    msg = (
        f"{quoted(path.name)} could not be read within {SILENCE} seconds a page and {MEMORY >> 20:,} MiB. "
        "Is it the ministry's own attachment? Save it again, or as XLSX, and read the new file."
    )
    raise AnnexFileError(msg, file=path.name)


def _run_reader(path: pathlib.Path, wanted: str) -> Iterator[dict[str, Any]]:
    """Read in the first Python that can be started, or else in a forked process, and yield its messages."""
    for program in find_interpreters():
        messages = _run_program(program, path, wanted)
        first = next(messages, None)
        if first is not None:
            yield first
            yield from messages
            return
    if not hasattr(os, "fork"):
        msg = (
            f"There is no Python to read {quoted(path.name)} with: this program is {quoted(sys.executable)}, which is "
            f"not Python {sys.version.split()[0]} with pilotzones. Call multiprocessing.set_executable with the path "
            "of the python.exe for which pilotzones is installed, and read the file again."
        )
        raise AnnexError(msg)
    yield from _run_fork(path, wanted)


def _run_program(program: str, path: pathlib.Path, wanted: str) -> Iterator[dict[str, Any]]:
    """Start a program as the reader and yield its messages; nothing if it is not a Python like this one."""
    command = [program, "-X", "utf8", "-c", _START, os.pathsep.join(_list_import_paths()), str(path), wanted]
    try:
        process = subprocess.Popen(  # noqa: S603 - an interpreter, and a file's name as an argument
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
        )
    except OSError:  # a file that is not a program
        return
    with process:
        try:
            yield from _listen(process.stdout, process.kill)  # type: ignore[arg-type]
        finally:
            process.kill()


def _run_fork(path: pathlib.Path, wanted: str) -> Iterator[dict[str, Any]]:
    """Fork this process as the reader and yield its messages."""
    receiving, sending = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: the child is stopped if it waits for one
        child = os.fork() or _serve(path, wanted, sending)
    os.close(sending)

    def stop() -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)

    with os.fdopen(receiving, encoding="utf-8") as stream:
        try:
            yield from _listen(stream, stop)
        finally:
            stop()
            with contextlib.suppress(ChildProcessError):  # the program around may wait for its children itself
                os.waitpid(child, 0)


def _listen(stream: IO[str], stop: Callable[[], None]) -> Iterator[dict[str, Any]]:
    """Yield the messages of a reader; stop it if it is silent too long. The first one says that it is a reader."""
    late = threading.Event()

    def give_up() -> None:
        late.set()
        stop()

    is_ready = False
    while True:
        alarm = threading.Timer(SILENCE, give_up)
        alarm.start()
        line = stream.readline()
        alarm.cancel()
        if not line.endswith("\n"):  # the process ended, perhaps within a line
            if late.is_set():
                yield {"late": True}
            return
        if not is_ready and line != json.dumps(_READY) + "\n":
            return
        is_ready = True
        yield json.loads(line)


def _list_import_paths() -> list[str]:
    """List the folders to import from, without the working folder, which may be one of downloads."""
    package = str(pathlib.Path(__file__).parents[2])
    entries = [os.path.abspath(entry) for entry in sys.path if entry]  # noqa: PTH100 - a zip file's inside stays
    return [entry for entry in entries if entry != str(pathlib.Path.cwd()) or entry == package]


def main() -> None:
    """Read the file named in the arguments, and print the result as lines of JSON."""
    _limit_memory(0)
    _read_and_say(pathlib.Path(sys.argv[1]), sys.argv[2])


def _serve(path: pathlib.Path, wanted: str, sending: int) -> NoReturn:
    """Read a file as a forked process: without the files and sockets of the program that it was forked from."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows

        # Where the program has closed its own streams, their numbers may be those of the pipe.
        sending = fcntl.fcntl(sending, fcntl.F_DUPFD, _STREAMS + 1)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream, source in ((0, nothing), (2, nothing), (1, sending)):
            os.dup2(source, stream)
        for name in [int(entry.name) for entry in pathlib.Path("/dev/fd").iterdir()]:
            if name > _STREAMS:
                with contextlib.suppress(OSError):
                    os.close(name)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)  # the program's own may hold text of its own
        _limit_memory(_measure_memory())
        _read_and_say(path, wanted)
    finally:
        os._exit(0)


def _read_and_say(path: pathlib.Path, wanted: str) -> None:
    """Read a file, and print the result as lines of JSON."""
    _say(**_READY)
    columns, with_hidden = json.loads(wanted)
    try:
        found = _extract(path, lambda page, pages: _say(page=page, pages=pages), columns, with_hidden=with_hidden)
        _say(extract=cattrs.unstructure(found))
    except AnnexFileError as error:
        _say(problem=str(error), of_page=error.page)
    except ImportError as error:
        _say(missing=str(error))
    except MemoryError:
        return
    except Exception as error:  # noqa: BLE001 - whatever a damaged file makes a library raise
        problem = f"{quoted(path.name)} could not be read ({type(error).__name__}: {quoted(str(error))})."
        _say(
            problem=f"{problem} If another program opens it, save it again, or as XLSX, and read the new file.",
            of_page=None,
        )


def _extract(
    path: pathlib.Path,
    progress: Progress | None,
    columns: Mapping[str, str] | None = None,
    *,
    with_hidden: bool = False,
) -> Extract:
    """Read a file's rows in this process."""
    # Only here: the waiting process does not need the readers.
    from pilotzones.annex.grids.extract import extract_rows  # noqa: PLC0415
    from pilotzones.annex.grids.roles import Titles  # noqa: PLC0415
    from pilotzones.annex.readers.document import list_strays  # noqa: PLC0415
    from pilotzones.annex.readers.files import open_document  # noqa: PLC0415

    titles = Titles(columns)
    document = open_document(path, titles, with_hidden=with_hidden)
    extract = extract_rows(document, progress, titles)
    left_out = sorted((*extract.left_out, *list_strays(document.strays)), key=lambda left: left.page)
    return attrs.evolve(extract, left_out=tuple(left_out))


def _limit_memory(used: int) -> None:
    """Limit the process's address space beyond what is used already, if the system can and does not do so itself."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or used + MEMORY < hard:
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))


def _measure_memory() -> int:
    """Measure this process's address space in bytes; 0 where the system does not say it."""
    statistics = pathlib.Path("/proc/self/statm")
    return int(statistics.read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE") if statistics.exists() else 0


def _say(**message: object) -> None:
    print(json.dumps(message), flush=True)  # noqa: T201 - the other process reads it
