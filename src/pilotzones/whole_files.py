"""Files that are written as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import pathlib
import secrets
import shutil
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_whole(file: pathlib.Path, content: bytes) -> None:
    """Write a file as a whole: if that fails, the file is what it was before.

    Args:
        file: its path. A device or a pipe is written to.
        content: what it has afterwards.

    Raises:
        OSError: if it cannot be written; names the file.
    """
    if _is_stream(file):
        with _naming(file), _until_nobody_reads():
            file.write_bytes(content)
        return
    with replacing(file) as new, _naming(file):
        new.write_bytes(content)


@contextlib.contextmanager
def replacing(file: pathlib.Path) -> Iterator[pathlib.Path]:
    """Give the path of a new file that takes the place of a file at the end of a block, unless the block fails.

    A link stays one: what is replaced is the file that it leads to. The new file has the permissions of the old one.
    A device or a pipe is not replaced: what the new file has is written to it.

    Raises:
        OSError: if there can be no file there; names the file, and not the new one beside it.
    """
    if _is_stream(file):
        with tempfile.TemporaryDirectory() as folder:
            new = pathlib.Path(folder, "new")
            yield new
            with _naming(file), _until_nobody_reads(), file.open("wb") as stream, new.open("rb") as content:
                shutil.copyfileobj(content, stream)
        return
    with _naming(file):  # whatever the system says of the folder, before a library says it
        target = pathlib.Path(os.path.realpath(file))
        new = target.with_name(f".pilotzones.{secrets.token_hex(4)}")
        new.touch(exist_ok=False)
        new.unlink()
    try:
        yield new
        with _naming(file):
            with contextlib.suppress(FileNotFoundError, PermissionError):  # there is none, or the disk has none
                shutil.copymode(target, new)
            new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def _is_stream(file: pathlib.Path) -> bool:
    """Tell whether a path leads to a device or a pipe, or to a folder, of which the system says why it cannot be."""
    return file.exists() and not file.is_file()


def _until_nobody_reads() -> contextlib.AbstractContextManager[None]:
    """Stop where the reader of a pipe does, as ``head``: it has what it wanted."""
    return contextlib.suppress(BrokenPipeError)


@contextlib.contextmanager
def _naming(file: pathlib.Path) -> Iterator[None]:
    """Name the file that the user named in an error about the new one beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error
