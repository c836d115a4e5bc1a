"""Folders of tables, on disk or in the package; the only module that opens the package's resources."""

from __future__ import annotations

import os
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


class PathOnDisk:
    """A folder or file on disk, read with ``os`` alone: importing pathlib takes a tenth as long as importing attrs."""

    __slots__ = ("_path",)

    def __init__(self, path: str) -> None:
        self._path = path

    @property
    def name(self) -> str:
        """The last part of its path."""
        return os.path.basename(self._path)  # noqa: PTH119 - see above

    def __truediv__(self, name: str, /) -> PathOnDisk:
        return PathOnDisk(f"{self._path}{os.sep}{name}")

    def is_file(self) -> bool:
        """Tell whether it is a file."""
        return os.path.isfile(self._path)  # noqa: PTH113 - see above

    def iterdir(self) -> Iterator[PathOnDisk]:
        """Go through the files of a folder."""
        return (self / name for name in os.listdir(self._path))  # noqa: PTH208 - see above

    def read_bytes(self) -> bytes:
        """Read a file."""
        with open(self._path, "rb") as file:  # noqa: PTH123 - see above
            return file.read()

    def __fspath__(self) -> str:
        return self._path

    __str__ = __fspath__

    def __repr__(self) -> str:
        return f"PathOnDisk({self._path!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PathOnDisk) and self._path == other._path

    def __hash__(self) -> int:
        return hash(self._path)


def bundled_folder() -> Folder:
    """Find the folder of tables inside the package, also if the package is a zip file."""
    # On disk importlib_resources finds this same folder, but importing it takes a third as long as attrs.
    path = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")  # noqa: PTH118, PTH120 - as above
    if os.path.isdir(path):  # noqa: PTH112 - as above
        return PathOnDisk(path)
    import importlib_resources  # noqa: PLC0415

    return importlib_resources.files("pilotzones") / "data"
