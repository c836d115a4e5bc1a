"""Dataset: the zones, the positive list, and how much of them is known."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING

from pilotzones import tables
from pilotzones.errors import ArgumentTypeError, DataIntegrityError
from pilotzones.list_questions import ListQuestions
from pilotzones.quoting import quoted
from pilotzones.resources import bundled_folder
from pilotzones.zone_questions import ZoneQuestions

if TYPE_CHECKING:
    import os
    from collections.abc import Callable

    from pilotzones.records.knowledge import Coverage


class Dataset(ZoneQuestions, ListQuestions):
    """The facts and every question that can be asked of them.

    Made by ``bundled``, ``load`` or ``default``; tables are read when a question first
    needs them, once. Instances do not change, so threads may share them. In the examples
    below ``data`` is ``Dataset.bundled()``.
    """

    @classmethod
    def bundled(cls) -> Dataset:
        """Take the tables that ship with the package, and nothing else."""
        return cls([bundled_folder()])

    @classmethod
    def load(cls, *folders: str | os.PathLike[str]) -> Dataset:
        """Lay folders of your own tables over the bundled ones, and check them all at once.

        Args:
            folders: paths of folders with tables in the bundled tables' format
                (``list_changes.csv``, ``zones.csv`` ...). Rows of a later folder take the
                place of all rows with the same first column, so a folder's lines of an
                announcement replace the bundled lines of that announcement, and end the
                settled ranges that rest on those.

        Returns:
            The dataset; the default one stays as it is.

        Raises:
            ArgumentTypeError: for what is no path.
            DataIntegrityError: if a folder holds no table, or a table is damaged, at odds
                with another, or contradicts itself; names file and line.
        """
        dataset = cls([bundled_folder(), *(_overlay(folder) for folder in folders)])
        dataset.check()
        return dataset

    @classmethod
    def default(cls) -> Dataset:
        """Take the dataset that the module's own functions ask: the bundled one."""
        return _DEFAULT

    def coverage(self) -> Coverage:
        """Tell how much of the positive list is known; prints as a table.

        Returns:
            Per announcement, in order: lines known, lines stated, settled code ranges.

        >>> [(annex.known, annex.stated) for annex in Dataset.bundled().coverage().annexes]
        [(69, 1142), (19, 151), (0, 1321), (0, 1413), (8, 431)]
        """
        from pilotzones.knowledge import coverage_of  # noqa: PLC0415

        return coverage_of(self._list.annexes, self.data_version(), self._manifest)

    def __reduce__(self) -> tuple[Callable[..., Dataset], tuple[object, ...]]:
        """Pickle the folders and not what was read from them, so that a question can go to another process."""
        if self is _DEFAULT:
            return Dataset.default, ()
        return type(self), (self._folders,)

    def check(self) -> None:
        """Read every table that answers come from, and hold them against each other.

        Raises:
            DataIntegrityError: for the first fault; names file and line.
        """
        self.sources()
        self.announcements()
        self._zones.gazetteer.check()
        for record in (*self.batches(), *self.zones(), *self._list.sourced()):
            self.sources(of=record)


def _overlay(folder: str | os.PathLike[str]) -> pathlib.Path:
    """Find a folder that holds at least one table."""
    try:
        path = pathlib.Path(folder)
    except TypeError:
        msg = f"{quoted(folder)} is no path: pass a str or pathlib.Path of a folder."
        raise ArgumentTypeError(msg) from None
    if "\0" in str(path) or not path.is_dir():
        msg = f"{quoted(str(path))} is no folder."
        raise DataIntegrityError(msg, table=str(path))
    if not any((path / f"{name}.csv").is_file() for name in tables.COLUMNS):
        names = ", ".join(f"{name}.csv" for name in tables.COLUMNS)
        msg = f"{quoted(str(path))} holds none of the tables {names}."
        raise DataIntegrityError(msg, table=str(path))
    return path


_DEFAULT = Dataset.bundled()
