"""Read a file in a separate process, so that a hostile file is limited in time and memory."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import attrs
import cattrs

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.records import Extract
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.readers.document import Progress

SILENCE = 60
"""The most seconds from one page to the next."""
MEMORY = 1 << 30
"""The most bytes of address space for reading."""

_START = (
    "import os, sys; sys.path[:] = sys.argv.pop(1).split(os.pathsep); "
    "from pilotzones.annex.own_process import main; main()"
)


def extract_apart(path: pathlib.Path, progress: Progress | None) -> Extract:
    """Read a file's rows in a separate process.

    Args:
        path: the file.
        progress: is called after each block with its page and the number of pages; None if nobody asks.

    Returns:
        What was read.

    Raises:
        AnnexFileError: for a file that cannot be read within the limits.
        ImportError: names the extra if a library is missing.
    """
    if getattr(sys, "frozen", False) or not sys.executable:  # no interpreter to start
        return _extract(path, progress)
    last: dict[str, Any] = {}
    for message in _run_reader(path):
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


def _run_reader(path: pathlib.Path) -> Iterator[dict[str, Any]]:
    """Start the reader and yield its messages; stop it if it is silent too long, or nobody reads them any more."""
    command = [sys.executable, "-X", "utf8", "-c", _START, os.pathsep.join(_list_import_paths()), str(path)]
    with subprocess.Popen(  # noqa: S603 - this interpreter, and a file's name as an argument
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as process:
        try:
            while True:
                alarm = threading.Timer(SILENCE, process.kill)
                alarm.start()
                line = process.stdout.readline() if process.stdout else ""
                alarm.cancel()
                if not line.endswith("\n"):  # the process ended, perhaps within a line
                    return
                yield json.loads(line)
        finally:
            process.kill()


def _list_import_paths() -> list[str]:
    """List the folders to import from, without the working folder, which may be one of downloads."""
    package = str(pathlib.Path(__file__).parents[2])
    entries = [os.path.abspath(entry) for entry in sys.path if entry]  # noqa: PTH100 - a zip file's inside stays
    return [entry for entry in entries if entry != str(pathlib.Path.cwd()) or entry == package]


def main() -> None:
    """Read the file named in the arguments, and print the result as lines of JSON."""
    _limit_memory()
    path = pathlib.Path(sys.argv[1])
    try:
        _say(extract=cattrs.unstructure(_extract(path, lambda page, pages: _say(page=page, pages=pages))))
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


def _extract(path: pathlib.Path, progress: Progress | None) -> Extract:
    """Read a file's rows in this process."""
    # Only here: the waiting process does not need the readers.
    from pilotzones.annex.grids.extract import extract_rows  # noqa: PLC0415
    from pilotzones.annex.readers.document import list_strays  # noqa: PLC0415
    from pilotzones.annex.readers.files import open_document  # noqa: PLC0415

    document = open_document(path)
    extract = extract_rows(document, progress)
    left_out = sorted((*extract.left_out, *list_strays(document.strays)), key=lambda left: left.page)
    return attrs.evolve(extract, left_out=tuple(left_out))


def _limit_memory() -> None:
    """Limit the process's address space, if the system can."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _say(**message: object) -> None:
    print(json.dumps(message), flush=True)  # noqa: T201 - the other process reads it
