"""Dataset: the zones, the positive list, and how much of them is known."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pilotzones.errors import DataIntegrityError
from pilotzones.faults import one_of_all
from pilotzones.formats import FORMATS
from pilotzones.list_questions import ListQuestions
from pilotzones.once import once
from pilotzones.resources import bundled_folder
from pilotzones.zone_questions import ZoneQuestions

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable, Iterable, Sequence

    from pilotzones.formats import TableName
    from pilotzones.records.comparisons import Event
    from pilotzones.records.knowledge import Coverage
    from pilotzones.resources import Folder


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
            DataIntegrityError: names every fault, with file, line and column: a table that
                is damaged, at odds with another, or contradicts itself, a folder without
                tables. ``faults`` holds them one by one. Nothing is half loaded.

        Source:
            The format is that of ``docs/data-format.md`` and ``datapackage.json``.
        """
        from pilotzones.overlay import folder_of  # noqa: PLC0415 - see facts.py

        found: list[pathlib.Path] = []
        faults: list[DataIntegrityError] = []
        for folder in folders:
            try:
                found.append(folder_of(folder))
            except DataIntegrityError as fault:
                faults.append(fault)
        dataset = cls([bundled_folder(), *found])
        dataset._check_over(found, faults)
        return dataset

    @classmethod
    def default(cls) -> Dataset:
        """Take the dataset that the module's own functions ask, the same one every time.

        It is the bundled one, with the folders laid over it that the environment variable
        PILOTZONES_DATA names (as PATH does, between colons, or semicolons on Windows) when
        the first question is asked. That question raises what ``load`` would.
        """
        return _DEFAULT

    def timeline(self) -> tuple[Event, ...]:
        """List every document, of the zones and of the positive list together.

        Returns:
            The replies of the State Council and the announcements of the Ministry of
            Finance, in the order of the days they take effect.

        Source:
            The documents themselves; see ``sources(of=event)``.

        >>> for event in data.timeline()[:3]:
        ...     print(event.date, event.document_no)
        2015-03-07 国函〔2015〕44号
        2016-01-12 国函〔2016〕17号
        2016-04-08 财政部等11部门公告2016年第40号
        """
        from pilotzones.records.comparisons import Event  # noqa: PLC0415

        events = [Event(batch.established_on, batch) for batch in self.batches()]
        events += [Event(announcement.effective_from, announcement) for announcement in self.announcements()]
        return tuple(sorted(events, key=lambda event: event.date))

    def coverage(self) -> Coverage:
        """Tell how much of the positive list is known; prints as a table.

        Returns:
            Per announcement, in order: lines known, lines stated, settled code ranges.

        >>> [(annex.known, annex.stated) for annex in Dataset.bundled().coverage().annexes]
        [(69, 1142), (19, 151), (0, 1321), (0, 1413), (8, 431)]
        """
        from pilotzones.knowledge import coverage_of  # noqa: PLC0415

        return coverage_of(self._list, self.data_version(), self._manifest, self._folders[1:])

    def __reduce__(self) -> tuple[Callable[..., Dataset], tuple[object, ...]]:
        """Pickle the folders and not what was read from them, so that a question can go to another process."""
        return type(self), (self._folders,)

    def check(self) -> None:
        """Read every table that answers come from, and hold them against each other.

        Raises:
            DataIntegrityError: names every fault, with file and line.
        """
        self._check(FORMATS)

    def _check_over(self, folders: Sequence[pathlib.Path], faults: Sequence[DataIntegrityError]) -> None:
        """Check what folders laid over the bundled tables can have spoilt."""
        from pilotzones.overlay import names_in  # noqa: PLC0415

        names = {name for folder in folders for name in names_in(folder)}
        self._check([name for name in FORMATS if name in names], faults)

    def _check(self, names: Iterable[TableName], faults: Sequence[DataIntegrityError] = ()) -> None:
        """Read the rooms that some tables are for, and check the sources those name."""
        from pilotzones.knowledge import check_sources  # noqa: PLC0415

        touched = set(names)
        checks: list[tuple[set[TableName], Callable[[], object]]] = [
            ({"announcements", "list_changes", "list_coverage", "list_inferences"}, lambda: self._list),
            ({"tariffs", "tariff_lines", "list_inferences"}, lambda: self._tariff),
            (_OF_ZONES, self._zones.check),
            (set(FORMATS), lambda: check_sources(self._folders, touched, self._pages)),
        ]
        found = list(faults)
        for tables, check in checks:
            if touched & tables:
                try:
                    check()
                except DataIntegrityError as fault:
                    found.append(fault)
        if found:
            raise one_of_all(found)


class _Default(Dataset):
    """The bundled tables, and the folders that PILOTZONES_DATA names when the first question is asked."""

    def __init__(self) -> None:
        """Read nothing yet."""

    @once
    def _folders(self) -> tuple[Folder, ...]:  # type: ignore[override]
        paths = [path for path in os.environ.get(VARIABLE, "").split(os.pathsep) if path]
        if not paths:
            return (bundled_folder(),)
        try:
            loaded = Dataset.load(*paths)
        except DataIntegrityError as fault:
            msg = f"The environment variable {VARIABLE} names folders that cannot be loaded.\n{fault}"
            raise DataIntegrityError(
                msg, table=fault.table, line=fault.line, column=fault.column, faults=fault.faults or (fault,)
            ) from None
        vars(self).update(vars(loaded))  # with what was read to check it
        return loaded._folders

    def __reduce__(self) -> tuple[Callable[..., Dataset], tuple[object, ...]]:
        return Dataset.default, ()


VARIABLE = "PILOTZONES_DATA"
_OF_ZONES: set[TableName] = {
    "batches",
    "divisions",
    "place_names",
    "province_names",
    "provinces",
    "territories",
    "zones",
}
_DEFAULT = _Default()
