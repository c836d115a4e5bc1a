"""Errors about files of goods."""

from __future__ import annotations

from pilotzones.frames.errors import FrameError


class TableFileError(FrameError):
    """A file that cannot be read as a table, or a copy of it that cannot be written; ``file`` is its name."""

    def __init__(self, message: str, *, file: str) -> None:
        super().__init__(message)
        self.file = file
