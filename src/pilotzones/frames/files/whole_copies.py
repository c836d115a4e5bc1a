"""A file that is written as a whole or not at all."""

from __future__ import annotations

import contextlib
import pathlib
import secrets
from typing import TYPE_CHECKING, BinaryIO

from pilotzones.arguments import quoted
from pilotzones.frames.files.errors import TableFileError
from pilotzones.messages import Message, Way

if TYPE_CHECKING:
    from collections.abc import Iterator


def check_out(file: pathlib.Path, out: pathlib.Path, *, overwrite: bool) -> None:
    """Check that a copy does not take the place of the file, unless that is asked for, nor of a folder.

    Raises:
        TableFileError: if it would.
    """
    if out.is_dir():
        raise TableFileError(f"{quoted(str(out))} is a folder. Name a file in it.", file=out.name)
    if not overwrite and out.exists() and out.samefile(file):
        same = Message(
            "{out} is the file that is read. Name another one, or allow that with {way}.",
            out=quoted(str(out)),
            way=Way("overwrite=True", "--overwrite"),
        )
        raise TableFileError(same, file=out.name)
    ending, own = out.suffix.lower(), file.suffix.lower()
    if KINDS.get(ending) != KINDS.get(own):
        msg = Message(
            "{out} is a copy of {file}, and needs an ending of the same kind: {ending}.",
            out=quoted(out.name),
            file=quoted(file.name),
            ending=own,
        )
        raise TableFileError(msg, file=out.name)


KINDS = {
    **dict.fromkeys((".csv", ".tsv", ".txt", ".tab"), "csv"),
    **dict.fromkeys((".xlsx", ".xlsm"), "excel"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
}
"""The kinds of files, by their endings."""


@contextlib.contextmanager
def write_copy(out: pathlib.Path | None) -> Iterator[pathlib.Path | None]:
    """Give the path of a new file that becomes the copy at the end of a block, unless the block fails.

    Raises:
        OSError: if it cannot be written.
    """
    if out is None:
        yield None
        return
    new = out.with_name(f".pilotzones.{secrets.token_hex(4)}")
    try:
        yield new
        new.replace(out)
    finally:
        new.unlink(missing_ok=True)


def open_new(new: pathlib.Path | None, opened: contextlib.ExitStack) -> BinaryIO | None:
    """Open a file for writing, where one is to be written."""
    return None if new is None else opened.enter_context(new.open("xb"))
