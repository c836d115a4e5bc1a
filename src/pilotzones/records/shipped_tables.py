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
