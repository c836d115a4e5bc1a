"""Listen to a process that reads a file: its lines, and what it may take until it says the next one."""

from __future__ import annotations

import contextlib
import json
import queue
import threading
import time
from typing import IO, TYPE_CHECKING, Any

from pilotzones.annex.limits import Clock, TimeoutReachedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 5.0
"""The most seconds until a process that was ended has closed its end of the pipe."""


class Listener:
    """The messages of a reader, one by one.

    A thread waits for them, so that this one can always be interrupted, on every system. It is
    a daemon: if the program ends, nothing waits for it.
    """

    def __init__(self, stream: IO[str], seconds: float) -> None:
        """Begin to listen.

        Args:
            stream: what the reader says.
            seconds: the most that it may take for the whole file.
        """
        self._stream = stream
        self._clock = Clock(seconds)
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._collect, name="pilotzones-listener", daemon=True)
        self._thread.start()

    def take_messages(self) -> Iterator[dict[str, Any]]:
        """Yield the messages until the reader ends, perhaps within a line; the last may say that it took too long."""
        while True:
            try:
                line = self._take_line()
            except TimeoutReachedError as limit:
                yield {"limit": str(limit)}
                return
            if not line.endswith("\n"):
                return
            try:
                message = json.loads(line)
            except ValueError:  # of another program
                return
            yield message if isinstance(message, dict) else {}

    def close(self) -> None:
        """Close the stream of a reader that has ended; not if another process holds on to it."""
        self._thread.join(_PATIENCE)
        if not self._thread.is_alive():
            self._stream.close()

    def _collect(self) -> None:
        with contextlib.suppress(OSError):
            for line in self._stream:
                self._lines.put(line)
        self._lines.put("")

    def _take_line(self) -> str:
        while True:
            begun = time.monotonic()
            try:
                line = self._lines.get(timeout=self._clock.left)
            except queue.Empty:
                self._clock.add(time.monotonic() - begun, is_silent=True)
            else:
                self._clock.add(time.monotonic() - begun, is_silent=False)
                return line
