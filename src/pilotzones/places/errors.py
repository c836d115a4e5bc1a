"""Errors about places, provinces and batches."""

from __future__ import annotations

from pilotzones.errors import PilotZonesError


class InvalidPlaceError(PilotZonesError, ValueError):
    """A text that cannot be the name of a place: blank, too long, with control characters."""


class PlaceTypeError(InvalidPlaceError, TypeError):
    """A place that is not a ``str``."""


class UnknownPlaceError(PilotZonesError, LookupError):
    """A name that the data does not have, or not for a place of the kind asked for.

    ``near_misses`` holds similar names, if there are any.
    """

    def __init__(self, message: str, *, name: str, near_misses: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.name = name
        self.near_misses = near_misses


class AmbiguousPlaceError(PilotZonesError, LookupError):
    """A name of several places for which the answers differ: ``candidates``."""

    def __init__(self, message: str, *, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.name = name
        self.candidates = candidates


class UnknownBatchError(PilotZonesError, LookupError):
    """A batch number that no reply of the State Council has."""

    def __init__(self, message: str, *, number: object) -> None:
        super().__init__(message)
        self.number = number
