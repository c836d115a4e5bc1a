"""A file that is written as a whole or not at all."""

from __future__ import annotations

import contextlib
import pathlib
import secrets
from typing import TYPE_CHECKING, BinaryIO

from pilotzones.arguments import quoted
from pilotzones.frames.files.errors import TableFileError
from pilotzones.messages import Message, Way
from pilotzones.paths import shown_path

if TYPE_CHECKING:
    from collections.abc import Iterator


def check_out(file: pathlib.Path, out: pathlib.Path, *, overwrite: bool) -> None:
    """Check that a copy does not take the place of a file, unless that is asked for, nor of a folder.

    Raises:
        TableFileError: if it would.
    """
    if out.is_dir():
        raise TableFileError(
            Message("{out} is a folder. Name a file in it.", out=f"'{shown_path(out)}'"), file=out.name
        )
    if not overwrite and out.exists():
        there = Message(
            "{out} is the file that is read. Name another one, or allow that with {way}."
            if out.samefile(file)
            else "{out} is there already. Name another file, or allow that it is replaced with {way}.",
            out=f"'{shown_path(out)}'",
            way=Way("overwrite=True", "--overwrite"),
        )
        raise TableFileError(there, file=out.name)
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
    with _naming(out):  # whatever the system says of the place, before a library says it
        new.touch(exist_ok=False)
        new.unlink()
    try:
        yield new
        with _naming(out):
            new.replace(out)
    finally:
        new.unlink(missing_ok=True)


@contextlib.contextmanager
def _naming(out: pathlib.Path) -> Iterator[None]:
    """Name the file that the user named in an error about the new one beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(out)) from error


def open_new(new: pathlib.Path | None, opened: contextlib.ExitStack) -> BinaryIO | None:
    """Open a file for writing, where one is to be written."""
    return None if new is None else opened.enter_context(new.open("xb"))
