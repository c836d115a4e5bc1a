"""Answers for whole columns, in the frames of the library that you use: pandas, Polars, PyArrow, DuckDB or PySpark.

Needs the extra "frames" (``pip install 'pilotzones[frames]'``) and the library of the frame. A library is imported only
if its frame is passed in or asked for.
"""

from __future__ import annotations

try:
    import narwhals as _narwhals  # noqa: F401 - only to say which extra is missing
except ImportError as _missing:
    _msg = "pilotzones.frames needs narwhals: pip install 'pilotzones[frames]'."
    raise ImportError(_msg) from _missing

from pilotzones.frames.errors import ExportError, FrameColumnError, FrameError, FrameTypeError
from pilotzones.frames.matching import MatchReport, Spelling, match
from pilotzones.frames.screening import screen
from pilotzones.frames.tables.crosswalk import divisions
from pilotzones.frames.tables.did_panel import panel
from pilotzones.frames.tables.exporting import export
from pilotzones.frames.tables.record_tables import batches, intervals, items, known_ranges, zones
from pilotzones.frames.tagging import tag_zones

__all__ = [
    "ExportError",
    "FrameColumnError",
    "FrameError",
    "FrameTypeError",
    "MatchReport",
    "Spelling",
    "batches",
    "divisions",
    "export",
    "intervals",
    "items",
    "known_ranges",
    "match",
    "panel",
    "screen",
    "tag_zones",
    "zones",
]
