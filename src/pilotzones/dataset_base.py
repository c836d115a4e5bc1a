"""DatasetBase: the folders of tables behind a dataset, their version and what was verified."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from pilotzones import records
from pilotzones.arguments import ArgumentTypeError, check_word, is_a, quoted
from pilotzones.dates import DateLike, as_date
from pilotzones.once import once
from pilotzones.staleness import LAW, SUBJECTS, Subject, check_age, check_max_age
from pilotzones.tables.faults import DataIntegrityError
from pilotzones.tables.folders import Folder

# Modules that only some questions need are imported where those are asked: that keeps
# json, hashlib and the other half of the package out of a first answer.
if TYPE_CHECKING:
    from pilotzones.records.shipped_tables import Manifest


class Sourced(Protocol):
    """A record that has sources."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the pages it was read from."""
        ...


class DatasetBase:
    """Folders of tables, each laid over those before it.

    The inner face, for the folders of this package beside the core: ``folders``, ``register``
    (zones and batches), ``positive_list``, ``tariff``, ``edition_index`` and ``under``. It is
    read only, and may change in any release; users ask the questions.
    """

    def __init__(self, folders: Sequence[Folder]) -> None:
        """Ask ``Dataset.bundled()`` or ``Dataset.load()`` instead.

        Args:
            folders: the first holds every table, the later ones any of them.
        """
        self.folders = tuple(folders)

    def data_version(self) -> str:
        """Give the version of the data.

        Returns:
            The bundled version (``"2026.2"``); for each folder laid over it, in order, the
            first 8 hexadecimal digits of a SHA-256 over its tables (``"2026.2+1f0c32d8"``,
            ``"2026.2+1f0c32d8.9ab7e011"``), so that machines with different data show it.

        >>> Dataset.bundled().data_version()
        '2026.2'
        """
        version = self._manifest.data_version
        return "+".join([version, ".".join(self._digests)]) if self._digests else version

    def verified_through(self, subject: Subject | None = None) -> datetime.date:
        """Give the last day (China calendar) on which the data was checked.

        Args:
            subject: ``"zones"``, ``"list"`` (the positive list), ``"rules"`` (limits, tax and
                customs modes) or ``"divisions"`` (the map); None for the earliest of the
                first three, which are the law.

        Returns:
            The day. Answers that look for a place on the map rest on both ``"zones"`` and
            ``"divisions"``: for them the earlier of the two counts.

        Raises:
            ArgumentTypeError: if ``subject`` is not one of these words.

        >>> data = Dataset.bundled()
        >>> data.verified_through().isoformat(), data.verified_through("divisions").isoformat()
        ('2026-11-25', '2024-12-31')
        """
        if subject is None:
            return min(self._verified[each] for each in LAW)
        check_word("subject", subject, SUBJECTS)
        return self._verified[subject]

    def sources(self, of: Sourced | None = None) -> tuple[records.Source, ...]:
        """List the pages the data was read from.

        Args:
            of: a record (zone, batch, announcement, verdict ...) for its own pages only.

        Returns:
            The sources: in the order of their ids, or in that of the record.

        Raises:
            ArgumentTypeError: if ``of`` is not a record with sources.
            DataIntegrityError: if ``sources.csv`` lacks a source of the record.

        >>> data = Dataset.bundled()
        >>> [source.id for source in data.sources(of=data.zone("Hangzhou"))]
        ['S001', 'S002', 'S003']
        """
        if of is None:
            return tuple(self._pages.values())
        named = of.sources if hasattr(type(of), "sources") else None
        if not is_a(named, tuple) or not all(is_a(source, str) for source in named):
            msg = f"{quoted(of)} has no sources: pass a zone, batch, announcement, item or verdict."
            raise ArgumentTypeError(msg)
        missing = [source for source in named if source not in self._pages]
        if missing:
            msg = f"A record names {quoted(missing[0])} as its source, and sources.csv does not have it."
            raise DataIntegrityError(msg, table="sources.csv")
        return tuple(self._pages[source] for source in named)

    def verify(self) -> tuple[records.ShippedTable, ...]:
        """Hash the bundled tables again and compare them with the manifest.

        Returns:
            The tables, with records and SHA-256, all of which agree.

        Raises:
            DataIntegrityError: names every table that differs, is missing or is not in the manifest.

        >>> len(Dataset.bundled().verify()) > 10
        True
        """
        from pilotzones.tables.manifest import verify_tables  # noqa: PLC0415

        return verify_tables(self.folders[0])

    def _day(self, date: DateLike, max_age: int | None, *subjects: Subject) -> datetime.date:
        """Read a date argument; refuse one more than ``max_age`` days after the last verified day of any subject."""
        check_max_age(max_age)
        day = as_date(date)
        if max_age is not None:
            subject = min(subjects, key=self._verified.__getitem__)
            check_age(day, self._verified[subject], subject, max_age)
        return day

    @once
    def _digests(self) -> tuple[str, ...]:
        """The first digits of the hash of each folder laid over the first one."""
        if len(self.folders) == 1:
            return ()
        from pilotzones.tables.manifest import hash_folder  # noqa: PLC0415

        return tuple(hash_folder(folder)[:8] for folder in self.folders[1:])

    @once
    def _verified(self) -> dict[Subject, datetime.date]:
        """The last verified day of each subject."""
        from pilotzones.tables.manifest import read_verified_days  # noqa: PLC0415

        return read_verified_days(self.folders[0])

    @once
    def _manifest(self) -> Manifest:
        from pilotzones.tables.manifest import read_manifest  # noqa: PLC0415

        return read_manifest(self.folders[0])

    @once
    def _pages(self) -> dict[str, records.Source]:
        from pilotzones.tables.source_pages import read_sources  # noqa: PLC0415

        return read_sources(self.folders)
