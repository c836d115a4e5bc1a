"""Tables in memory: a folder that a dataset reads like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.once import once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pilotzones.tables.folders import Folder
    from pilotzones.tables.formats import TableName


class FileInMemory:
    """A table as a file."""

    def __init__(self, name: str, content: bytes | None) -> None:
        """Hold the content of a file; None if there is no such file."""
        self.name = name
        self._content = content

    def __truediv__(self, name: str, /) -> Folder:
        raise NotADirectoryError(self.name)

    def is_file(self) -> bool:
        """Tell whether it is a file."""
        return self._content is not None

    def iterdir(self) -> Iterator[Folder]:
        """Raise an error: a file has no files in it."""
        raise NotADirectoryError(self.name)

    def read_bytes(self) -> bytes:
        """Give the table's text in UTF-8."""
        if self._content is None:
            raise FileNotFoundError(self.name)
        return self._content


class FolderInMemory:
    """A folder of tables, which are written when the first of them is read."""

    def __init__(self, name: str, tables: Callable[[], Mapping[TableName, bytes]]) -> None:
        """Write nothing yet.

        Args:
            name: is shown where a table is at fault.
            tables: gives CSV text in UTF-8, by the tables' names.
        """
        self.name = name
        self._tables = tables

    @once
    def _files(self) -> dict[str, bytes]:
        return {f"{name}.csv": content for name, content in self._tables().items()}

    def __truediv__(self, name: str, /) -> Folder:
        return FileInMemory(name, self._files.get(name))

    def is_file(self) -> bool:
        """Return False: it is a folder."""
        return False

    def iterdir(self) -> Iterator[Folder]:
        """Go through the tables."""
        return (self / name for name in self._files)

    def read_bytes(self) -> bytes:
        """Raise an error: a folder has no content of its own."""
        raise IsADirectoryError(self.name)
