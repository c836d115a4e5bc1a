"""The record of a whole file that was screened: how many rows have which answer, and what would settle more."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal, NoReturn, get_args

import attrs

from pilotzones.arguments import as_word
from pilotzones.records.record import Record

FileStatus = Literal[
    "listed",
    "not listed",
    "unknown",
    "no code",
    "invalid code",
    "no date",
    "invalid date",
    "beyond max_age",
    "no list in force",
    "broken row",
]
"""What is said of a row: the answer of ``eligibility``, or why there is none.

A ``"broken row"`` has more cells than the header has names: nobody knows which of them is the code.
"""

DEFINITE: tuple[FileStatus, ...] = ("listed", "not listed")
REJECTED: tuple[FileStatus, ...] = ("no code", "invalid code", "no date", "invalid date", "broken row")
"""The statuses of rows in which something must be corrected."""


@attrs.frozen(repr=False)
class StatusCount(Record):
    """How many rows of a file have a status. ``value`` is the sum of their values, None where none was asked for."""

    status: FileStatus
    rows: int
    value: Decimal | None


@attrs.frozen(repr=False)
class AnnexesNeeded(Record):
    """Annexes that are needed together to settle rows of a file.

    ``announcements`` are the ids of their announcements: more than one where none of them alone
    would settle all these rows. ``rows`` and ``value`` are those for which exactly these are needed;
    ``settled_rows`` and ``settled_value`` have the rows for which a part of them is enough as well: what
    somebody gains who gets them all.
    """

    announcements: tuple[str, ...]
    rows: int
    value: Decimal | None
    settled_rows: int
    settled_value: Decimal | None


@attrs.frozen(repr=False)
class RejectedRow(Record):
    """A row whose code or day could not be read: the line of the file that it begins on, and why.

    ``text`` is the cell that is wrong, empty where it is blank.
    """

    line: int
    status: FileStatus
    text: str
    reason: str


@attrs.frozen(repr=False)
class ScreenedFile(Record):
    """What became of a file that was screened.

    ``file`` and ``out`` are the names of the file and of its marked-up copy, None where none was
    written. ``statuses`` counts the rows by status, in the order of ``FileStatus``, without those that no row
    has. ``annexes`` are what would settle unknown rows, the most first; ``unsettled_rows`` is the number of
    unknown rows that no annex would settle. ``rejected`` are the first rows that could not be read.
    ``lost_zeros`` counts the codes that lost their leading zero, put back or not. ``value`` is the sum of all
    values, None where no column of values was named; ``unread_values`` counts the cells in it that are no
    number, and are not in any sum. ``data_version`` and ``verified_through`` are those of the data that answered.
    """

    file: str
    out: str | None
    rows: int
    value: Decimal | None
    statuses: tuple[StatusCount, ...]
    annexes: tuple[AnnexesNeeded, ...]
    unsettled_rows: int
    rejected: tuple[RejectedRow, ...]
    lost_zeros: int
    zeros_put_back: bool
    unread_values: int
    data_version: str
    verified_through: datetime.date = attrs.field(repr=str)

    def count(self, *statuses: FileStatus) -> int:
        """Count the rows of some statuses.

        Raises:
            ArgumentTypeError: for what is not a status.
        """
        asked = {as_word("status", status, get_args(FileStatus)) for status in statuses}
        return sum(found.rows for found in self.statuses if found.status in asked)

    @property
    def rejected_rows(self) -> int:
        """How many rows could not be read."""
        return self.count(*REJECTED)

    @property
    def is_definite(self) -> bool:
        """Whether every row is listed or not listed."""
        return self.count(*DEFINITE) == self.rows

    def __bool__(self) -> NoReturn:
        msg = "A ScreenedFile is neither true nor false: ask for .is_definite."
        raise TypeError(msg)

    def __str__(self) -> str:
        counts = ", ".join(f"{found.rows:,} {found.status}" for found in self.statuses)
        return f"{self.file}: {self.rows:,} row{'' if self.rows == 1 else 's'}: {counts or 'none'}."
