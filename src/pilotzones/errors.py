"""Every error the package raises: one base, each also a builtin."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from pilotzones.annex.records import Difference
    from pilotzones.records.list_answers import Verdict


class PilotZonesError(Exception):
    """The base of every error of this package.

    The message says what was wrong and what to do; the facts it is made of are
    attributes, so that a caller need not read the message.
    """

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.__dict__.update(facts)


class ArgumentTypeError(PilotZonesError, TypeError):
    """An argument of the wrong type, such as ``if_unknown=None``."""


class InvalidPlaceError(PilotZonesError, ValueError):
    """A text that can be no name of a place: blank, too long, control characters."""


class PlaceTypeError(InvalidPlaceError, TypeError):
    """A place that is no ``str``."""


class UnknownPlaceError(PilotZonesError, LookupError):
    """A name that the gazetteer does not have, or not as what was asked for."""

    name: str
    near_misses: tuple[str, ...] = ()


class AmbiguousPlaceError(PilotZonesError, LookupError):
    """A name of several places for which the answers differ."""

    name: str
    candidates: tuple[str, ...] = ()


class UnknownBatchError(PilotZonesError, LookupError):
    """A batch number that no reply of the State Council has."""

    number: object


class InvalidHSCodeError(PilotZonesError, ValueError):
    """A text that holds no 8-digit tariff line."""


class HSCodeTypeError(InvalidHSCodeError, TypeError):
    """An HS code that is no ``str``; a number loses the leading zero."""


class InvalidDateError(PilotZonesError, ValueError):
    """A text or datetime that names no calendar day in China."""


class DateTypeError(InvalidDateError, TypeError):
    """A date that is neither ``datetime.date`` nor ``str``."""


class NoListInForceError(PilotZonesError, LookupError):
    """A day before the first positive list came into force."""

    date: datetime.date
    first_day: datetime.date


class UnknownEditionError(PilotZonesError, LookupError):
    """What names no edition of the positive list."""

    edition: object


class EditionOrderError(PilotZonesError, ValueError):
    """Two editions to compare in the wrong order: the newer one first."""

    older: str
    newer: str


class UnknownEligibilityError(PilotZonesError, LookupError):
    """A code of which the data cannot tell whether it was on the list.

    ``verdict`` is what ``eligibility`` returns for the same question; its
    ``missing`` holds the announcements whose annexes would settle the answer.
    """

    verdict: Verdict


class BeyondVerifiedDataError(PilotZonesError, LookupError):
    """A day after the last one on which the data was checked, under ``strict=True``."""

    date: datetime.date
    verified_through: datetime.date


class DataIntegrityError(PilotZonesError, ValueError):
    """A table that is missing, damaged or at odds with itself or its manifest.

    ``line`` is the line of the file, the header being line 1; None where the
    fault is the table's as a whole. Where there are several faults, ``faults`` holds
    an error for each, and the place is that of the first.
    """

    table: str
    line: int | None = None
    column: str | None = None
    faults: tuple[DataIntegrityError, ...] = ()


class SerialError(PilotZonesError, ValueError):
    """What is no record's plain data, no JSON, or no record: ``faults`` names each with its path."""

    faults: tuple[str, ...] = ()


class AnnexError(PilotZonesError, ValueError):
    """What stands against reading or installing an annex."""


class AnnexFileError(AnnexError):
    """A file of which no table can be read: empty, cut off, encrypted, a scan, of another kind.

    ``page`` is where, from 1; None where it is the file as a whole.
    """

    file: str
    page: int | None = None


class AnnexCheckError(AnnexError):
    """An annex that does not hold: ``differences`` are those that were not, or cannot be, accepted."""

    differences: tuple[Difference, ...] = ()


class AnnexInstallError(AnnexError):
    """What could not be installed, removed or verified; what was installed before is as it was."""


class FrameError(PilotZonesError, ValueError):
    """A frame that cannot be screened or tagged."""


class FrameTypeError(FrameError, TypeError):
    """What is no frame of pandas, Polars, PyArrow, DuckDB or PySpark."""


class FrameColumnError(FrameError, LookupError):
    """A column that is missing, of the wrong type, there twice, or in the place of one that would be added."""

    column: object


class ExportError(PilotZonesError, OSError):
    """A folder that could not be written; what was there before is as it was."""
