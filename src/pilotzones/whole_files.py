"""Files that are written as a whole or not at all."""

from __future__ import annotations

import contextlib
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator


def write_whole(file: pathlib.Path, content: bytes) -> None:
    """Write a file as a whole: if that fails, the file is what it was before.

    Raises:
        OSError: if it cannot be written; names the file.
    """
    if file.exists() and not file.is_file():  # a device or a pipe, or a folder
        file.write_bytes(content)
        return
    with replacing(file) as new, _naming(file):
        new.write_bytes(content)


@contextlib.contextmanager
def replacing(file: pathlib.Path) -> Iterator[pathlib.Path]:
    """Give the path of a new file that takes the place of a file at the end of a block, unless the block fails.

    Raises:
        OSError: if there can be no file there; names the file, and not the new one beside it.
    """
    new = file.with_name(f".pilotzones.{secrets.token_hex(4)}")
    with _naming(file):  # whatever the system says of the folder, before a library says it
        new.touch(exist_ok=False)
        new.unlink()
    try:
        yield new
        with _naming(file):
            new.replace(file)
    finally:
        new.unlink(missing_ok=True)


@contextlib.contextmanager
def _naming(file: pathlib.Path) -> Iterator[None]:
    """Name the file that the user named in an error about the new one beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error
