"""What reading a file may take: seconds and memory, and how an error says which of them was exceeded."""

from __future__ import annotations

import math
import signal

from pilotzones.annex.errors import AnnexFileError
from pilotzones.arguments import ArgumentTypeError, is_a, plain_number, quoted

SECONDS = 300
"""The most seconds for a whole file, unless the caller gives it more; the ministry's longest takes four."""
SILENCE = 15
"""The most seconds from one page to the next; the ministry's pages take less than a tenth of one."""
MEMORY = 1 << 30
"""The most bytes of address space for reading; in a forked process, beyond those that the program had."""

_LONGEST = 7 * 24 * 60 * 60
"""The most seconds that a caller may give a file: a week."""
_TICK = 1.0
"""The most seconds that are counted at once: while the program itself stood still (Ctrl-Z), the reader did so too."""
_ANOTHER = "Is it the ministry's own attachment? Save it again, or as XLSX, and read the new file"


class TimeoutReachedError(Exception):
    """A reader that took too long; the message is the name of the limit, "page" or "file"."""


class Clock:
    """The time that a reader took so far, of what it may take."""

    def __init__(self, seconds: float) -> None:
        """Begin.

        Args:
            seconds: the most for the whole file; with more than usual, each page may take more in proportion.
        """
        self._seconds = seconds
        self._silence = find_silence(seconds)
        self._total = self._silent = 0.0

    @property
    def left(self) -> float:
        """The seconds that are left before one of the limits is reached, but not more than are counted at once."""
        return max(0.0, min(self._seconds - self._total, self._silence - self._silent, _TICK / 4))

    def add(self, seconds: float, *, is_silent: bool) -> None:
        """Add seconds of waiting, at the end of which the reader was silent, or said something.

        Raises:
            TimeoutReachedError: if a limit is reached.
        """
        counted = min(seconds, _TICK)
        self._total += counted
        self._silent = self._silent + counted if is_silent else 0.0
        if self._total >= self._seconds:
            raise TimeoutReachedError("file")
        if self._silent >= self._silence:
            raise TimeoutReachedError("page")


def check_time_limit(seconds: object) -> float:
    """Check what a caller gives as the limit on time.

    Raises:
        ArgumentTypeError: if it is not a number of seconds above 0, up to a week.
    """
    number = plain_number(seconds)
    if is_a(number, (int, float)) and not is_a(number, bool) and 0 < number <= _LONGEST:
        return float(number)
    msg = f"time_limit is {quoted(seconds)}: give the most seconds for the whole file, from above 0 to {_LONGEST:,}."
    raise ArgumentTypeError(msg)


def find_silence(seconds: float) -> float:
    """Find the most seconds from one page to the next, by the most for the whole file."""
    return SILENCE * max(1.0, seconds / SECONDS)


def explain(file: str, limit: str, seconds: float, code: int | None = None) -> AnnexFileError:
    """Make the error for a file that could not be read within the limits.

    Args:
        file: its name.
        limit: what was exceeded: "page", "file" or "memory"; something else if the reader ended by itself.
        seconds: the most for the whole file.
        code: with what the reader ended, a signal below 0; None if that is not known.
    """
    more = "If it is, give it more time with --time-limit (in Python: time_limit), in seconds"
    if limit == "file" or (code is not None and code == -getattr(signal, "SIGXCPU", math.inf)):
        why = f"within {seconds:g} seconds, the limit for the whole file. {_ANOTHER}. {more}."
    elif limit == "page":
        why = f"within {find_silence(seconds):g} seconds a page. {_ANOTHER}. {more}."
    elif limit == "memory":
        why = f"within {MEMORY >> 20:,} MiB of memory. {_ANOTHER}."
    else:
        ended = "" if code is None else f" ({f'signal {-code}' if code < 0 else f'status {code}'})"
        why = f"because the process that read it ended too early{ended}, perhaps for want of memory. {_ANOTHER}."
    return AnnexFileError(f"{quoted(file)} could not be read {why}", file=file)
