"""A file is read in a process of its own, so that a hostile one is bounded in time and memory."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import cattrs

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.records import Extract
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.readers.document import Progress

SILENCE = 60
"""Seconds that reading may take from one page to the next."""
MEMORY = 1 << 30
"""Bytes of address space that reading may take."""

_START = (
    "import os, sys; sys.path[:] = sys.argv.pop(1).split(os.pathsep); "
    "from pilotzones.annex.own_process import main; main()"
)


def extract_apart(path: pathlib.Path, progress: Progress | None) -> Extract:
    """Read a file's rows in a process of its own.

    Args:
        path: the file.
        progress: is told after each block the page it stands on, and how many there are, if it is given.

    Returns:
        What was read.

    Raises:
        AnnexFileError: for a file that cannot be read, or not within the limits.
        ImportError: names the extra, where a library is missing.
    """
    if getattr(sys, "frozen", False) or not sys.executable:  # no interpreter to start
        return _extracted(path, progress)
    last: dict[str, Any] = {}
    for message in _messages(path):
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
        "Is it the ministry's own attachment? Save it anew, or as XLSX, and read that."
    )
    raise AnnexFileError(msg, file=path.name, page=None)


def _messages(path: pathlib.Path) -> Iterator[dict[str, Any]]:
    """Start the reader and pass on what it says; end it when it is silent for too long, or no longer listened to."""
    command = [sys.executable, "-X", "utf8", "-c", _START, os.pathsep.join(_imports()), str(path)]
    with subprocess.Popen(  # noqa: S603 - this interpreter, and a file's name as an argument
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as process:
        try:
            while True:
                alarm = threading.Timer(SILENCE, process.kill)
                alarm.start()
                line = process.stdout.readline() if process.stdout else ""
                alarm.cancel()
                if not line.endswith("\n"):  # ended, or was ended within a line
                    return
                yield json.loads(line)
        finally:
            process.kill()


def _imports() -> list[str]:
    """List where the process may import from: not the working folder, which may be one of downloads."""
    package = str(pathlib.Path(__file__).parents[2])
    entries = [os.path.abspath(entry) for entry in sys.path if entry]  # noqa: PTH100 - a zip file's inside stays
    return [entry for entry in entries if entry != str(pathlib.Path.cwd()) or entry == package]


def main() -> None:
    """Read the file that the arguments name, and write what was read as lines of JSON."""
    _bound_memory()
    path = pathlib.Path(sys.argv[1])
    try:
        _say(extract=cattrs.unstructure(_extracted(path, lambda page, pages: _say(page=page, pages=pages))))
    except AnnexFileError as error:
        _say(problem=str(error), of_page=error.page)
    except ImportError as error:
        _say(missing=str(error))
    except MemoryError:
        return
    except Exception as error:  # noqa: BLE001 - whatever a damaged file makes a library raise
        problem = f"{quoted(path.name)} could not be read ({type(error).__name__}: {quoted(str(error))})."
        _say(problem=f"{problem} If it opens elsewhere, save it anew, or as XLSX, and read that.", of_page=None)


def _extracted(path: pathlib.Path, progress: Progress | None) -> Extract:
    """Read a file's rows in this process."""
    # Only here: the process that waits for them needs none of the readers.
    from pilotzones.annex.grids.extract import extract  # noqa: PLC0415
    from pilotzones.annex.readers.files import open_document  # noqa: PLC0415

    return extract(open_document(path), progress)


def _bound_memory() -> None:
    """Bound the process's address space, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _say(**message: object) -> None:
    print(json.dumps(message), flush=True)  # noqa: T201 - the other process reads it
