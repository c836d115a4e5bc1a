"""The process that reads a file: what it is asked, what it says, what it may take, and that it ends with its parent."""

from __future__ import annotations

import contextlib
import json
import math
import os
import pathlib
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import attrs
import cattrs

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.interpreters import describe_version
from pilotzones.annex.limits import MEMORY
from pilotzones.arguments import quoted
from pilotzones.paths import shown_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilotzones.annex.readers.document import Progress
    from pilotzones.annex.records import Extract

READY = {"ready": describe_version()}
"""What a reader says first; a program that does not say it is another one."""

_INPUT, _OUTPUT, _ERRORS = 0, 1, 2
"""The numbers of the standard streams."""
_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2)."""
_GRACE = 2
"""Seconds of the processor's time beyond the limit, so that the parent, which can say why, is first."""


class Request(NamedTuple):
    """What to read, how, and the most seconds for it."""

    path: pathlib.Path
    columns: Mapping[str, str] | None
    with_hidden: bool
    seconds: float

    def pack(self) -> list[object]:
        """Turn it into values for JSON; the path as bytes, whatever the encoding of either process is."""
        return [os.fsencode(self.path).hex(), self.columns, self.with_hidden, self.seconds]

    @classmethod
    def unpack(cls, values: list[Any]) -> Request:
        """Take it out of those values."""
        path, columns, with_hidden, seconds = values
        return cls(pathlib.Path(os.fsdecode(bytes.fromhex(path))), columns, with_hidden, seconds)


def main() -> NoReturn:
    """Read the file that the input asks for, as a started process, and print the result as lines of JSON."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # whether Ctrl-C ends the reading, the parent decides
        _die_with_parent()
        _limit_memory(0)
        _answer()
    finally:
        os._exit(0)


def serve(asking: int, saying: int) -> NoReturn:
    """Do the same as a forked process: without the files, sockets and signals of the program that it was forked from.

    Args:
        asking: the pipe with the request.
        saying: the pipe for the result.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on Windows

        _die_with_parent()
        _forget_signals()
        # Where the program has closed its own streams, their numbers may be those of the pipes.
        asking, saying = (fcntl.fcntl(pipe, fcntl.F_DUPFD, _ERRORS + 1) for pipe in (asking, saying))
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream, source in ((_ERRORS, nothing), (_INPUT, asking), (_OUTPUT, saying)):
            os.dup2(source, stream)
        for name in [int(entry.name) for entry in pathlib.Path("/dev/fd").iterdir()]:
            if name > _ERRORS:
                with contextlib.suppress(OSError):
                    os.close(name)
        sys.stdout = os.fdopen(_OUTPUT, "w", encoding="utf-8", closefd=False)  # the program's own may hold text
        _limit_memory(_measure_memory())
        _answer()
    finally:
        os._exit(0)


def read_here(request: Request, progress: Progress | None) -> tuple[Extract, str]:
    """Read a file's rows in this process, and take the hash of what was read."""
    # Only here: the waiting process does not need the readers.
    from pilotzones.annex.grids.extract import extract_rows  # noqa: PLC0415
    from pilotzones.annex.grids.roles import Titles  # noqa: PLC0415
    from pilotzones.annex.readers.document import list_strays  # noqa: PLC0415
    from pilotzones.annex.readers.files import open_document  # noqa: PLC0415

    titles = Titles(request.columns)
    document = open_document(request.path, titles, with_hidden=request.with_hidden)
    extract = extract_rows(document, progress, titles)
    left_out = sorted((*extract.left_out, *list_strays(document.strays)), key=lambda left: left.page)
    return attrs.evolve(extract, left_out=tuple(left_out)), document.sha256


def _answer() -> None:
    """Take the request, read the file, and print the result as lines of JSON."""
    _say(**READY)
    asked = b""
    while not asked.endswith(b"\n"):
        piece = os.read(_INPUT, 1 << 16)
        if not piece:  # nobody asks any more
            return
        asked += piece
    threading.Thread(target=_wait_for_parent, daemon=True).start()
    request = Request.unpack(json.loads(asked))
    _limit_seconds(request.seconds)
    try:
        extract, sha256 = read_here(request, lambda page, pages: _say(page=page, pages=pages))
        _say(extract=cattrs.unstructure(extract), sha256=sha256)
    except AnnexFileError as error:
        _say(problem=str(error), of_page=error.page)
    except ImportError as error:
        _say(missing=str(error))
    except MemoryError:
        _say(limit="memory")
    except Exception as error:  # noqa: BLE001 - whatever a damaged file makes a library raise
        problem = (
            f"{quoted(shown_name(request.path))} could not be read ({type(error).__name__}: {quoted(str(error))})."
        )
        _say(
            problem=f"{problem} If another program opens it, save it again, or as XLSX, and read the new file.",
            of_page=None,
        )


def _wait_for_parent() -> None:
    """End this process when the parent's end of the pipe closes: the parent has ended, however it did."""
    os.read(_INPUT, 1)  # nothing more is said
    os._exit(1)


def _die_with_parent() -> None:
    """Have the system end this process with its parent, even while a library does not let another thread run."""
    # Not where the system has no such call, or Python no ctypes; there the pipe that closes must do.
    with contextlib.suppress(ImportError, OSError, AttributeError, TypeError):
        import ctypes  # noqa: PLC0415 - only here

        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


def _forget_signals() -> None:
    """Give signals back to the system: the handlers of the program around would run here too."""
    with contextlib.suppress(ValueError):  # in an interpreter that is not the first one, which has no handlers
        for number in signal.valid_signals():
            if callable(signal.getsignal(number)):
                signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _limit_memory(used: int) -> None:
    """Limit the process's address space beyond what is used already, if the system can and does not do so itself."""
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415 - not on Windows

        _lower(resource.RLIMIT_AS, used + MEMORY, used + MEMORY)
        _lower(resource.RLIMIT_CORE, 0, 0)


def _limit_seconds(seconds: float) -> None:
    """Limit the processor's time; the parent limits all time, but a parent may be stopped."""
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415 - as above

        limit = math.ceil(seconds) + _GRACE
        _lower(resource.RLIMIT_CPU, limit, limit + _GRACE)


def _lower(kind: int, *limits: int) -> None:
    """Lower a soft and a hard limit of the system; a lower one stays, as it could not be raised."""
    import resource  # noqa: PLC0415 - as above

    soft, hard = (
        limit if old == resource.RLIM_INFINITY else min(old, limit)
        for old, limit in zip(resource.getrlimit(kind), limits, strict=True)
    )
    resource.setrlimit(kind, (soft, hard))


def _measure_memory() -> int:
    """Measure this process's address space in bytes; 0 where the system does not say it."""
    statistics = pathlib.Path("/proc/self/statm")
    return int(statistics.read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE") if statistics.exists() else 0


def _say(**message: object) -> None:
    print(json.dumps(message), flush=True)  # noqa: T201 - the other process reads it
