"""Errors about places, provinces and batches."""

from __future__ import annotations

from pilotzones import records
from pilotzones.errors import PilotZonesError


class InvalidPlaceError(PilotZonesError, ValueError):
    """A text that cannot be the name or code of a place: blank, too long, a number with decimals."""


class PlaceTypeError(InvalidPlaceError, TypeError):
    """A place that is not a ``str``."""


class UnknownPlaceError(PilotZonesError, LookupError):
    """A name that the data does not have, or not for a place of the kind, province or day asked for.

    ``near_misses`` holds the places that may be meant, if there are any.
    """

    def __init__(self, message: str, *, name: str, near_misses: tuple[records.Place, ...] = ()) -> None:
        super().__init__(message)
        self.name = name
        self.near_misses = near_misses


class OutsideMainlandError(UnknownPlaceError):
    """Hong Kong, Macao or Taiwan, which are outside the mainland's 31 provinces and have no pilot zones."""


class AmbiguousPlaceError(PilotZonesError, LookupError):
    """A name of several places for which the answers differ: ``candidates``."""

    def __init__(self, message: str, *, name: str, candidates: tuple[records.Place, ...]) -> None:
        super().__init__(message)
        self.name = name
        self.candidates = candidates


class UnknownDayOfChangeError(AmbiguousPlaceError):
    """A day in a year when the place changed, on a day that is not known; ``candidates`` are before and after."""


class UnknownBatchError(PilotZonesError, LookupError):
    """A batch number that no reply of the State Council has."""

    def __init__(self, message: str, *, number: object) -> None:
        super().__init__(message)
        self.number = number
