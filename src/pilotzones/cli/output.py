"""Where a command writes: whatever happens to its streams, the command goes on to its end."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Output:
    """Standard output and standard error.

    Attributes:
        lost: why a part of the answer could not be written, as on a full disk; None if nothing is lost. A reader that
            stops early loses nothing that it wanted.
    """

    def __init__(self, answers: TextIO, notes: TextIO) -> None:
        """Take two open streams.

        Args:
            answers: the stream for what was asked.
            notes: the stream for what went wrong.
        """
        self.lost: Exception | None = None
        self._answers, self._notes = answers, notes
        self._closed: set[TextIO] = set()
        # Names are Chinese; a terminal or pipe with another encoding must not cause a traceback.
        for stream in (answers, notes):
            if isinstance(stream, io.TextIOWrapper):
                self._attempt(stream, lambda stream=stream: stream.reconfigure(errors="backslashreplace"))  # type: ignore[misc]

    @property
    def is_terminal(self) -> bool:
        """Whether a terminal shows the answer."""
        return self._answers.isatty()

    def line(self, text: object = "") -> None:
        """Write a line of the answer."""
        line = f"{text}\n"
        self._attempt(self._answers, lambda: self._answers.write(line))

    def data(self, content: bytes) -> None:
        """Write UTF-8 data as they are, whatever the encoding of the terminal is."""
        self.flush()
        raw = getattr(self._answers, "buffer", None)
        self._attempt(self._answers, lambda: raw.write(content) if raw else self._answers.write(content.decode()))
        self.flush()

    def note(self, sentence: object) -> None:
        """Write a sentence on standard error."""
        self.error_text(f"pilotzones: {sentence}\n")

    def error_text(self, text: str) -> None:
        """Write text on standard error, after the answers so far."""
        self.flush()
        self._attempt(self._notes, lambda: self._notes.write(text))
        self._attempt(self._notes, self._notes.flush)

    def flush(self) -> None:
        """Write what is in memory."""
        self._attempt(self._answers, self._answers.flush)

    def _attempt(self, stream: TextIO, write: Callable[[], object]) -> None:
        """Write to a stream, unless that failed before."""
        if stream in self._closed:
            return
        try:
            write()
        except (OSError, ValueError) as error:  # the latter, where an encoding has not even a backslash
            self._closed.add(stream)
            if stream is self._answers and not isinstance(error, ConnectionError):
                self.lost = error
            _discard(stream)


@contextlib.contextmanager
def open_output() -> Iterator[Output]:
    """Open the streams of this process; where one is closed, nobody reads it, and what is written there is dropped.

    Python has None for a stream that was closed from the start. Its number would be that of the next file that is
    opened, so it is taken first.
    """
    with contextlib.ExitStack() as opened:

        def take(stream: TextIO | None) -> TextIO:
            if stream is not None and not getattr(stream, "closed", False):
                return stream
            return opened.enter_context(open(os.devnull, "r+", encoding="utf-8"))  # noqa: PTH123 - a device

        take(sys.stdin)
        answers, notes = take(sys.stdout), take(sys.stderr)
        # The progress bar and others write there by themselves.
        opened.enter_context(contextlib.redirect_stdout(answers))
        opened.enter_context(contextlib.redirect_stderr(notes))
        yield Output(answers, notes)


def _discard(stream: TextIO) -> None:
    """Drop what is still in a stream: at its end Python would try again, say so, and end with 120."""
    try:
        number = stream.fileno()
    except (OSError, ValueError):  # a stream in memory
        return
    kept, nothing = os.dup(number), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, number)
    stream.flush()
    os.dup2(kept, number)
    os.close(kept)
    os.close(nothing)
