"""Errors about frames, and about tables that are written."""

from __future__ import annotations

from pilotzones.arguments import Fact, as_fact
from pilotzones.errors import PilotZonesError


class FrameError(PilotZonesError, ValueError):
    """A frame that cannot be screened or tagged."""


class FrameTypeError(FrameError, TypeError):
    """A value that is not a frame of pandas, Polars, PyArrow, DuckDB or PySpark."""


class FrameColumnError(FrameError, LookupError):
    """A column that is missing, of the wrong type, there twice, or named like one that would be added.

    ``column`` is its name, quoted if it is not text.
    """

    def __init__(self, message: str, *, column: object) -> None:
        super().__init__(message)
        self.column: Fact = as_fact(column)


class ExportError(PilotZonesError, OSError):
    """A folder that could not be written; what was there before has not changed."""
