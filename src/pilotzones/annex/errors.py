"""Errors about reading, checking and installing an annex."""

from __future__ import annotations

from pilotzones.annex.records import Difference
from pilotzones.errors import PilotZonesError


class AnnexError(PilotZonesError, ValueError):
    """An annex that cannot be read, checked or installed, or an announcement that cannot be found."""


class AnnexFileError(AnnexError):
    """A file that cannot be read as a table: empty, cut off, encrypted, a scan, or of another kind.

    ``page`` counts from 1; None if the whole file is meant.
    """

    def __init__(self, message: str, *, file: str, page: int | None = None) -> None:
        super().__init__(message)
        self.file = file
        self.page = page


class AnnexCheckError(AnnexError):
    """An annex that fails its checks: ``differences`` are those that were not, or cannot be, accepted."""

    def __init__(self, message: str, *, differences: tuple[Difference, ...]) -> None:
        super().__init__(message)
        self.differences = differences


class AnnexInstallError(AnnexError):
    """An annex that could not be installed, removed or verified; what was installed before has not changed."""


def refuse_without_extra(task: str) -> ImportError:
    """Make the error for a task whose library is not installed."""
    return ImportError(f"{task} needs the extra 'annex': pip install 'pilotzones[annex]'.")
