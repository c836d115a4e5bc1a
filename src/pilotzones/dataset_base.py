"""DatasetBase: the folders of tables behind a dataset, their version and what was verified."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from pilotzones import records
from pilotzones.arguments import ArgumentTypeError, as_text, as_word, check_flag, is_a, quoted
from pilotzones.dates import DateLike, as_date
from pilotzones.errors import PilotZonesError
from pilotzones.once import once
from pilotzones.staleness import LAW, SUBJECTS, Subject, as_max_age, verified_days
from pilotzones.tables.faults import DataIntegrityError
from pilotzones.tables.folders import Folder

# Modules that only some questions need are imported where those are asked: that keeps
# json, hashlib and the other half of the package out of a first answer.
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilotzones.records.shipped_tables import Manifest
    from pilotzones.staleness import Basis, VerifiedDay


class DataVersionError(PilotZonesError, LookupError):
    """The data at hand is not of the version that a program requires."""

    def __init__(self, message: str, *, required: str, at_hand: str) -> None:
        super().__init__(message)
        self.required = required
        self.at_hand = at_hand


class Sourced(Protocol):
    """A record that has sources."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the pages it was read from."""
        ...


class DatasetBase:
    """Folders of tables, each laid over those before it.

    The inner face, for the folders of this package beside the core: ``folders``, ``register``
    (zones and batches), ``positive_list``, ``tariff``, ``rulebook``, ``imports``, ``verified``, ``edition_index`` and
    ``under``. It is read only, and may change in any release; users ask the questions.
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

    def require_data(self, version: str, *, any_folders: bool = False) -> None:
        """Make sure that the data at hand is of a version, as at the start of a program.

        Args:
            version: as ``data_version`` gives it, with the digits of the folders laid over.
            any_folders: also accept any folders laid over the data of that version:
                ``"2026.2"`` then accepts ``"2026.2+1f0c32d8"``.

        Raises:
            DataVersionError: if the data at hand is another; it has both versions.
            ArgumentTypeError: if ``version`` is not text, or ``any_folders`` not True or False.

        >>> Dataset.bundled().require_data("2026.2")
        >>> Dataset.bundled().require_data("2026.2", any_folders=True)
        """
        version = as_text("version", version)
        check_flag("any_folders", any_folders)
        at_hand = self.data_version()
        laid_over = f"{version}." if "+" in version else f"{version}+"
        if at_hand == version or (any_folders and at_hand.startswith(laid_over)):
            return
        msg = (
            f"The data at hand is {at_hand}; {quoted(version)} is required. Install the release of pilotzones that has "
            "it, and lay the same folders over it; pass any_folders=True to accept any folders. made_of() of the "
            "dataset shows what its data is made of."
        )
        raise DataVersionError(msg, required=version, at_hand=at_hand)

    def made_of(self) -> tuple[records.DataFolder, ...]:
        r"""List the folders that the data is made of, each laid over those before it.

        Returns:
            The bundled tables, then each folder laid over them, with the digits that
            ``data_version`` has for it, and the ids of the announcements it makes known.

        >>> print(*Dataset.bundled().made_of(), sep="\n")
        bundled: 2026.2 (2016-40, 2016-47, 2018-157, 2019-96, 2022-7)
        """
        from pilotzones.records.shipped_tables import DataFolder  # noqa: PLC0415
        from pilotzones.tables.folder_contents import announcements_in, name_of  # noqa: PLC0415

        versions = (self._manifest.data_version, *self._digests)
        return tuple(
            DataFolder(name=name_of(folder), version=version, announcements=announcements_in(folder))
            for folder, version in zip(self.folders, versions, strict=True)
        )

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
            return min(self.verified[each].day for each in LAW)
        known: Subject = as_word("subject", subject, SUBJECTS)
        return self.verified[known].day

    def _unverified(self, day: datetime.date, subjects: Iterable[Subject]) -> tuple[Subject, ...]:
        """List those of some subjects that were last checked before a day."""
        return tuple(subject for subject in subjects if day > self.verified[subject].day)

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

    def _day(self, date: DateLike, max_age: int | None, basis: Basis) -> datetime.date:
        """Read a date argument; refuse one more than ``max_age`` days after the last verified day of the basis."""
        max_age = as_max_age(max_age)
        day, verified = as_date(date), self.verified[basis]
        if day > verified.day:
            verified.check(day, max_age)
            verified.warn(day)
        return day

    @once
    def _digests(self) -> tuple[str, ...]:
        """The first digits of the hash of each folder laid over the first one."""
        if len(self.folders) == 1:
            return ()
        from pilotzones.tables.manifest import hash_folder  # noqa: PLC0415

        return tuple(hash_folder(folder)[:8] for folder in self.folders[1:])

    @once
    def verified(self) -> dict[Basis, VerifiedDay]:
        """Inner face: the last verified day of everything that answers rest on."""
        from pilotzones.tables.manifest import read_verified_days  # noqa: PLC0415

        return verified_days(read_verified_days(self.folders[0]))

    @once
    def _manifest(self) -> Manifest:
        from pilotzones.tables.manifest import read_manifest  # noqa: PLC0415

        return read_manifest(self.folders[0])

    @once
    def _page_texts(self) -> dict[str, str]:
        from pilotzones.tables.source_pages import read_sources  # noqa: PLC0415

        return read_sources(self.folders)

    @once
    def _pages(self) -> dict[str, records.Source]:
        return {id_: records.Source(id=id_, source=text) for id_, text in self._page_texts.items()}
