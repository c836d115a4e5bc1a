"""A caller's frame that its own library cannot evaluate: one error, whatever the library raises."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import narwhals as nw

from pilotzones.arguments import printable
from pilotzones.errors import PilotZonesError
from pilotzones.frames.errors import FrameError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.frames.engines.engine import Frame

_LONGEST = 200


@contextlib.contextmanager
def evaluating(frame: Frame) -> Iterator[None]:
    """Say of whatever a library raises that it cannot evaluate a frame; what it raises is kept as the cause.

    Of a frame in memory nothing is evaluated: only a text in it can be unreadable.

    Raises:
        FrameError: has the kind of the library's error, and the first line of it.
    """
    kind = Exception if isinstance(frame, nw.LazyFrame) else UnicodeDecodeError
    try:
        yield
    except (PilotZonesError, ImportError, MemoryError):
        raise
    except kind as error:
        msg = (
            f"The frame cannot be evaluated by its own library ({type(error).__name__}: {_first_line(error)}). Nothing "
            "was changed. Check the files, tables and columns that it is made of, and ask again."
        )
        raise FrameError(msg) from error


def _first_line(error: Exception) -> str:
    """Give the first line of an error, control characters escaped, and not too long."""
    line = next(iter(str(error).strip().splitlines()), "").rstrip(". ")
    shown = printable(line)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}..."
