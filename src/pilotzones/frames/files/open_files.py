"""The file that is read, opened once, and the copy: what is answered is what is copied, whoever writes meanwhile."""

from __future__ import annotations

import contextlib
import io
import os
import pathlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from pilotzones.arguments import quoted
from pilotzones.frames.errors import FrameError
from pilotzones.frames.files.errors import TableFileAccessError, TableFileError
from pilotzones.messages import Message
from pilotzones.wording.system_refusals import describe_refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import ReadableBuffer, WriteableBuffer


class OpenFile(NamedTuple):
    """A file's name, and its bytes. No reader opens the file itself: at its path may be another one by then."""

    name: str
    stream: BinaryIO


@contextlib.contextmanager
def open_source(file: pathlib.Path) -> Iterator[OpenFile]:
    """Open a file that nobody writes to: at the end it is the same at its path, with its size and its time.

    Raises:
        TableFileError: if it was written to or replaced; then whatever else was wrong with it is the cause.
        TableFileAccessError: if the system does not let it be read.
    """
    with naming(file):
        at_path = _state_of(file.stat())
    with io.BufferedReader(_NamedFile(file, "rb", file)) as stream:
        before = at_path, _state_of(os.fstat(stream.fileno()))
        try:
            yield OpenFile(file.name, stream)
        except FrameError as error:
            if _is_changed(file, stream, before):
                raise _changed(file) from error
            raise
        if _is_changed(file, stream, before):
            raise _changed(file)


@contextlib.contextmanager
def open_copy(new: pathlib.Path | None, target: pathlib.Path | None) -> Iterator[BinaryIO | None]:
    """Open a new file for the copy that goes to a target; None if there is to be none.

    Raises:
        TableFileAccessError: if the system does not let it be written; names the target.
    """
    if new is None or target is None:
        yield None
        return
    with io.BufferedWriter(_NamedFile(new, "xb", target)) as stream:
        yield stream


@contextlib.contextmanager
def naming(file: pathlib.Path) -> Iterator[None]:
    """Say of what the system does not allow which file it is about.

    Raises:
        TableFileAccessError: in its place.
    """
    try:
        yield
    except OSError as error:
        raise refuse(file, error) from error


def refuse(file: pathlib.Path, fault: OSError) -> TableFileAccessError:
    """Make the error that says what the system does not allow, and what to do."""
    msg = describe_refusal(fault, os.fspath(file))
    return TableFileAccessError(
        msg, file=file.name, errno=fault.errno, strerror=fault.strerror, filename=os.fspath(file)
    )


class _NamedFile(io.FileIO):
    """A file that is called as the user calls it in whatever the system says of it, also of a part of it."""

    def __init__(self, file: pathlib.Path, mode: str, named: pathlib.Path) -> None:
        self._named = named
        with naming(named):
            super().__init__(file, mode)

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        with naming(self._named):
            return super().readinto(buffer)

    def write(self, data: ReadableBuffer, /) -> int:
        with naming(self._named):
            return super().write(data)


def _state_of(state: os.stat_result) -> tuple[int, ...]:
    """Take what differs where a file was written to, or another one took its place."""
    return state.st_ino, state.st_size, state.st_mtime_ns


def _is_changed(file: pathlib.Path, stream: BinaryIO, before: tuple[tuple[int, ...], tuple[int, ...]]) -> bool:
    """Tell whether an open file was written to, or is no longer at its path.

    Each state is compared with its like: not every system tells the same of a path and of an open file.
    """
    try:
        at_path = _state_of(file.stat())
    except OSError:  # it was moved away
        return True
    return before != (at_path, _state_of(os.fstat(stream.fileno())))


def _changed(file: pathlib.Path) -> TableFileError:
    msg = Message(
        "{file} was written to while it was read. Nothing was written. Wait until it is whole, and read it again.",
        file=quoted(file.name),
    )
    return TableFileError(msg, file=file.name)
