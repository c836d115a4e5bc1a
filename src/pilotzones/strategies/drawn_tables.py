"""Drawn tables in memory, laid over the bundled ones: a folder that a Dataset reads like any other."""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import json
from typing import TYPE_CHECKING

from pilotzones.tables.folders import bundled_folder
from pilotzones.tables.in_memory import FileInMemory, FolderInMemory
from pilotzones.tables.writing import as_csv

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping, Sequence

    from pilotzones.tables.folders import Folder
    from pilotzones.tables.formats import TableName

SOURCE = "DRAWN"
"""The source of every drawn record: no page prints it."""


class DrawnFolder(FolderInMemory):
    """The bundled tables, of which some are replaced by drawn ones; prints as the history that was drawn."""

    def __init__(
        self,
        tables: Callable[[], Mapping[TableName, bytes]],
        history: Sequence[object],
        verified_through: datetime.date,
    ) -> None:
        """Hold the drawn tables, which are written when the first of them is read.

        Args:
            tables: gives CSV text in UTF-8, by name.
            history: what happened, to be printed where a test fails.
            verified_through: the last day that the history covers.
        """
        super().__init__("drawn", tables)
        self._history = history
        self._verified_through = verified_through

    def __repr__(self) -> str:
        return "\n".join(map(str, self._history))

    def __truediv__(self, name: str, /) -> Folder:
        if name == "manifest.json":
            return FileInMemory(name, self._manifest())
        if name in self._files:
            return super().__truediv__(name)
        # A bundled table that is zipped must not hide the drawn one.
        hidden = f"{name.removesuffix('.zip')}.csv" in self._files
        return bundled_folder() / (f"{name}.none" if hidden else name)

    def _manifest(self) -> bytes:
        """Describe the drawn tables as the bundled manifest does the bundled ones."""
        tables = [
            {"file": name, "records": content.count(b"\n") - 1, "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in self._files.items()
        ]
        plain = {"data_version": self.name, "verified_through": self._verified_through.isoformat(), "tables": tables}
        return json.dumps(plain).encode()


@functools.cache
def bundled(name: TableName) -> tuple[dict[str, str], ...]:
    """Read a bundled table as text."""
    text = (bundled_folder() / f"{name}.csv").read_bytes().decode()
    return tuple(csv.DictReader(io.StringIO(text)))


@functools.cache
def sources() -> bytes:
    """Write the bundled sources, and the one of everything that is drawn."""
    drawn = {"id": SOURCE, "source": "Drawn by pilotzones.strategies: no page prints it."}
    return as_csv("sources", (*bundled("sources"), drawn))
