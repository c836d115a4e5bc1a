"""Where the copy of a file may be written, and of which kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.frames.files.errors import TableFileError
from pilotzones.messages import Message, Way
from pilotzones.paths import shown_path

if TYPE_CHECKING:
    import pathlib


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
