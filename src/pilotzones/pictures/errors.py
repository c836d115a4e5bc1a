"""Errors about pictures: no font for their words, or no file."""

from __future__ import annotations

from pilotzones.errors import PilotZonesError


class MissingFontError(PilotZonesError, LookupError):
    """No font on this machine has every character of a picture.

    ``characters`` are those that no font has together with the others.
    """

    def __init__(self, message: str, *, characters: str) -> None:
        super().__init__(message)
        self.characters = characters


class PictureFileError(PilotZonesError, OSError):
    """A file that a picture cannot be saved as; what was there before has not changed."""
