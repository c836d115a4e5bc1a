"""A file as it was read: once, so that what is hashed is what is read, whatever is written to the file meanwhile."""

from __future__ import annotations

import hashlib
import os
import pathlib
from typing import NamedTuple

from pilotzones.annex.errors import AnnexFileError
from pilotzones.arguments import quoted
from pilotzones.paths import reason_of, shown_name

LARGEST = 64 << 20
"""The most bytes that a file may have; the ministry's largest attachments have a tenth of that."""


class SavedFile(NamedTuple):
    """A file's name and its bytes. No reader opens the file itself."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The end of its name, with its dot, in small letters."""
        return pathlib.PurePath(self.name).suffix.lower()

    @property
    def sha256(self) -> str:
        """The hash of its bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    def refuse(self, why: str) -> AnnexFileError:
        """Make the error that says what is wrong with it, and what to do."""
        shown = shown_name(self.name)
        return AnnexFileError(f"{quoted(shown)} {why}", file=shown)


def take_file(path: pathlib.Path) -> SavedFile:
    """Read a file's bytes, once.

    Raises:
        AnnexFileError: for a file that is missing, too large, or cannot be read, or that is written to meanwhile.
    """
    nothing = SavedFile(path.name or str(path), b"")
    try:
        if path.is_dir():
            raise nothing.refuse("is a folder. Name the file in it.")
        if not path.exists():
            raise nothing.refuse("does not exist. Check its name.")
        if not path.is_file():
            raise nothing.refuse("is not a file. Name the attachment that was downloaded.")
        return SavedFile(path.name, _read_bytes(path, nothing))
    except (OSError, ValueError) as error:
        if isinstance(error, AnnexFileError):
            raise
        raise nothing.refuse(f"cannot be read ({reason_of(error)}). Make it readable, or copy it elsewhere.") from None


def _read_bytes(path: pathlib.Path, nothing: SavedFile) -> bytes:
    """Read a file that nobody writes to: its size and its time are the same before and after."""
    with path.open("rb") as file:
        before = os.fstat(file.fileno())
        if before.st_size > LARGEST:
            has = f"has {before.st_size >> 20:,} MiB, and an annex has at most {LARGEST >> 20}"
            raise nothing.refuse(f"{has}. Name the annex itself.")
        data = file.read(LARGEST + 1)
        after = os.fstat(file.fileno())
    if (len(data), after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise nothing.refuse("was written to while it was read. Wait until it is whole, and read it again.")
    return data
