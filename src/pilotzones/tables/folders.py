"""Folders of tables, on disk or in the package; the only module that opens the package's resources."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator


class Folder(Protocol):
    """A folder or file, on disk or in a package: what ``pathlib.Path`` and package resources have in common."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        ...

    def __truediv__(self, name: str, /) -> Folder: ...

    def is_file(self) -> bool:
        """Tell whether it is a file."""
        ...

    def iterdir(self) -> Iterator[Folder]:
        """Go through the files of a folder."""
        ...

    def read_bytes(self) -> bytes:
        """Read a file."""
        ...


def bundled_folder() -> Folder:
    """Find the folder of tables inside the package, also if the package is a zip file."""
    # On disk importlib_resources finds this same folder, but importing it takes a third as long as attrs.
    beside = pathlib.Path(__file__).parent.parent / "data"
    if beside.is_dir():
        return beside
    import importlib_resources  # noqa: PLC0415

    return importlib_resources.files("pilotzones") / "data"
