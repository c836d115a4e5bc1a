"""Records of the manifest: the data's version and its tables."""

from __future__ import annotations

import datetime

import attrs

from pilotzones.records.record import Record


@attrs.frozen(repr=False)
class ShippedTable(Record):
    """A shipped table, as the manifest describes it: ``records`` rows, ``sha256`` hex."""

    file: str
    records: int
    sha256: str


@attrs.frozen(repr=False)
class DataFolder(Record):
    """A folder of tables that a dataset is made of.

    ``name`` is its path, or ``bundled``, ``assumed`` or ``drawn``; ``version`` that of the
    bundled data, or the first 8 hexadecimal digits of the SHA-256 over its tables;
    ``announcements`` the ids of those that it makes known, or of which it knows lines.
    """

    name: str
    version: str
    announcements: tuple[str, ...]

    def __str__(self) -> str:
        known = f" ({', '.join(self.announcements)})" if self.announcements else ""
        return f"{self.name}: {self.version}{known}"


@attrs.frozen(repr=False)
class VerifiedDays(Record):
    """The last day (China calendar) on which the data about each subject was checked."""

    zones: datetime.date = attrs.field(repr=str)
    list: datetime.date = attrs.field(repr=str)
    rules: datetime.date = attrs.field(repr=str)
    divisions: datetime.date = attrs.field(repr=str)


@attrs.frozen(repr=False)
class Manifest(Record):
    """The data's version, the last day on which each subject was checked, and its tables."""

    data_version: str
    verified_through: VerifiedDays
    tables: tuple[ShippedTable, ...]
