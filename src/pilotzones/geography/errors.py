"""Errors about places, provinces and batches."""

from __future__ import annotations

from typing import Literal

from pilotzones import records
from pilotzones.arguments import Fact, as_fact
from pilotzones.errors import PilotZonesError

PlaceReason = Literal["blank", "not text", "too long", "control character", "read as a number", "township or village"]
"""Why a text cannot be the name or code of a place, in a word:

- ``"blank"``: an empty text, or one of white space and signs alone;
- ``"not text"``: a value that is not a ``str``;
- ``"too long"``: a text of more than 100 characters;
- ``"control character"``: a text with a character that is not seen, such as a NUL or a tab;
- ``"read as a number"``: the text of a number with decimals, such as ``330100.0``;
- ``"township or village"``: a code of 9 or 12 digits below a county.
"""


class InvalidPlaceError(PilotZonesError, ValueError):
    """A text that cannot be the name or code of a place: blank, too long, a number with decimals.

    ``name`` is what was passed, quoted in one line if it is not text; ``reason`` is a word of ``PlaceReason``.
    """

    def __init__(self, message: str, *, name: str, reason: PlaceReason) -> None:
        super().__init__(message)
        self.name = str.__str__(name)
        self.reason: PlaceReason = reason


class PlaceTypeError(InvalidPlaceError, TypeError):
    """A place that is not a ``str``."""


class UnknownPlaceError(PilotZonesError, LookupError):
    """A name that the data does not have, or not for a place of the kind, province or day asked for.

    ``near_misses`` holds the records of the places that may be meant, if there are any.
    """

    def __init__(self, message: str, *, name: str, near_misses: tuple[records.Place, ...] = ()) -> None:
        super().__init__(message)
        self.name = str.__str__(name)
        self.near_misses = near_misses


class OutsideMainlandError(UnknownPlaceError):
    """Hong Kong, Macao or Taiwan, which are outside the mainland's 31 provinces and have no pilot zones."""


class AmbiguousPlaceError(PilotZonesError, LookupError):
    """A name of several places for which the answers differ: ``candidates`` holds their records."""

    def __init__(self, message: str, *, name: str, candidates: tuple[records.Place, ...]) -> None:
        super().__init__(message)
        self.name = str.__str__(name)
        self.candidates = candidates


class UnknownDayOfChangeError(AmbiguousPlaceError):
    """A day in a year when the place changed, on a day that is not known; ``candidates`` are before and after."""


class UnknownBatchError(PilotZonesError, LookupError):
    """A batch number that no reply of the State Council has: ``number``, quoted if it is not a number or text."""

    def __init__(self, message: str, *, number: object) -> None:
        super().__init__(message)
        self.number: Fact = as_fact(number)
