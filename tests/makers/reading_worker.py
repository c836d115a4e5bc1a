"""A process that reads many files as the library's own reading process reads one, under its limit of memory."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import TracebackType

SECONDS = 40
"""The most for a file; the sound ones take a tenth of a second."""
BYTES = 1 << 30
"""The most memory, as in the library's own process."""
MOST_FILES = 200
"""A process that has read so many is followed by another one, as a heap gets no smaller."""

_READ = """
import json, pathlib, resource, sys
import attrs, cattrs
from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.document import list_strays
from pilotzones.annex.readers.files import open_document

def read(path):
    document = open_document(path)
    extract = extract_rows(document)
    left_out = sorted((*extract.left_out, *list_strays(document.strays)), key=lambda left: left.page)
    return attrs.evolve(extract, left_out=tuple(left_out))

answers = open(int(sys.argv[1]), "w", encoding="utf-8")
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
for line in sys.stdin:
    try:
        answer = {"extract": cattrs.unstructure(read(pathlib.Path(json.loads(line))))}
    except AnnexFileError as error:
        answer = {"refused": str(error)}
    except MemoryError:
        answer = {"memory": True}
    except Exception as error:
        answer = {"library": f"{type(error).__name__}: {error}"}
    except BaseException as error:
        answer = {"beyond": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), file=answers, flush=True)
"""


class Worker:
    """Reads files one after the other; a new process is started where one has ended."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()
        self._count = 0
        self._folder = tempfile.TemporaryDirectory()

    def __enter__(self) -> Worker:  # noqa: PYI034 - Self is of Python 3.11
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the process and delete the file."""
        self.stop()
        self._folder.cleanup()

    def write(self, data: bytes, suffix: str) -> pathlib.Path:
        """Write a file, in the place of the one before."""
        path = pathlib.Path(self._folder.name) / f"a.{suffix}"
        path.write_bytes(data)
        return path

    def read(self, path: pathlib.Path) -> dict[str, Any]:
        """Read a file; ``gone`` says that the process ended, ``late`` that it did not end in time."""
        if self._process is None or self._count >= MOST_FILES:
            self._start()
        self._count += 1
        process = self._process
        assert process is not None
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            print(json.dumps(str(path)), file=process.stdin, flush=True)
        try:
            line = self._answers.get(timeout=SECONDS)
        except queue.Empty:
            self.stop()
            return {"late": True}
        if line:
            answer: dict[str, Any] = json.loads(line)
            return answer
        self.stop()
        return {"gone": process.returncode}

    def stop(self) -> None:
        """Stop the process."""
        if self._process is not None:
            assert self._process.stdin is not None
            self._process.kill()
            self._process.wait()
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
            self._process = None

    def _start(self) -> None:
        self.stop()
        reading, writing = os.pipe()
        command = [sys.executable, "-X", "utf8", "-c", _READ, str(writing), str(BYTES)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            pass_fds=[writing],
        )
        os.close(writing)
        self._count = 0
        self._answers = queue.Queue()
        threading.Thread(target=_listen, args=(reading, self._answers), daemon=True).start()


def _listen(reading: int, answers: queue.Queue[str]) -> None:
    """Pass on what a process says; an empty line when it has ended."""
    with os.fdopen(reading, encoding="utf-8") as lines:
        for line in lines:
            answers.put(line)
    answers.put("")
