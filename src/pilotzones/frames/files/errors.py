"""Errors about files of goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pilotzones.frames.errors import FrameError


class TableFileError(FrameError):
    """A file that cannot be read as a table, or a copy of it that cannot be written; ``file`` is its name."""

    def __init__(self, message: str, *, file: str) -> None:
        super().__init__(message)
        self.file = file


class TableFileAccessError(TableFileError, OSError):
    """A file that the system does not let be read, or a copy that it does not let be written.

    ``errno``, ``strerror`` and ``filename`` are those of the system's own error, which is the cause.
    """

    if TYPE_CHECKING:
        errno: int | None
        strerror: str | None
        filename: str
    else:
        # In place of the fields of OSError, which are not pickled, and of which it would make the message.
        errno = strerror = filename = None

    def __init__(self, message: str, *, file: str, errno: int | None, strerror: str | None, filename: str) -> None:
        super().__init__(message, file=file)
        self.errno, self.strerror, self.filename = errno, strerror, filename

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the facts with the message, as of every error."""
        return _restore, (self.args, vars(self))


def _restore(args: tuple[Any, ...], facts: dict[str, Any]) -> TableFileAccessError:
    # Of the classes above, ValueError comes first, which cannot make an OSError.
    error = OSError.__new__(TableFileAccessError)
    error.args = args
    vars(error).update(facts)
    return error
