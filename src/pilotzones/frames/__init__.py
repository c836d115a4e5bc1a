"""Answers for whole columns, in the frames of the library that you use: pandas, Polars, PyArrow, DuckDB or PySpark.

Needs the extra "frames" (``pip install 'pilotzones[frames]'``) and the library of the frame; ``export`` needs neither.
A library is imported only if its frame is passed in or asked for, and each name here when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.lazy_names import load_name

if TYPE_CHECKING:
    from pilotzones.frames.errors import ExportError, FrameColumnError, FrameError, FrameTypeError
    from pilotzones.frames.files.errors import TableFileAccessError, TableFileError
    from pilotzones.frames.files.screened_copy import screen_file
    from pilotzones.frames.matching import MatchReport, Spelling, match
    from pilotzones.frames.screening import screen
    from pilotzones.frames.tables.did_panel import panel
    from pilotzones.frames.tables.exporting import export
    from pilotzones.frames.tables.record_frames import batches, divisions, intervals, items, known_ranges, zones
    from pilotzones.frames.tagging import tag_zones
    from pilotzones.records.screened_files import AnnexesNeeded, FileStatus, RejectedRow, ScreenedFile, StatusCount

__all__ = [
    "AnnexesNeeded",
    "ExportError",
    "FileStatus",
    "FrameColumnError",
    "FrameError",
    "FrameTypeError",
    "MatchReport",
    "RejectedRow",
    "ScreenedFile",
    "Spelling",
    "StatusCount",
    "TableFileAccessError",
    "TableFileError",
    "batches",
    "divisions",
    "export",
    "intervals",
    "items",
    "known_ranges",
    "match",
    "panel",
    "screen",
    "screen_file",
    "tag_zones",
    "zones",
]

_RECORDS = "pilotzones.records.screened_files"
_MODULE_OF = {
    "AnnexesNeeded": _RECORDS,
    "ExportError": ".errors",
    "FileStatus": _RECORDS,
    "FrameColumnError": ".errors",
    "FrameError": ".errors",
    "FrameTypeError": ".errors",
    "MatchReport": ".matching",
    "RejectedRow": _RECORDS,
    "ScreenedFile": _RECORDS,
    "Spelling": ".matching",
    "StatusCount": _RECORDS,
    "TableFileAccessError": ".files.errors",
    "TableFileError": ".files.errors",
    "batches": ".tables.record_frames",
    "divisions": ".tables.record_frames",
    "export": ".tables.exporting",
    "intervals": ".tables.record_frames",
    "items": ".tables.record_frames",
    "known_ranges": ".tables.record_frames",
    "match": ".matching",
    "panel": ".tables.did_panel",
    "screen": ".screening",
    "screen_file": ".files.screened_copy",
    "tag_zones": ".tagging",
    "zones": ".tables.record_frames",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first used.

    Raises:
        ImportError: if it needs narwhals, and that is not installed; names the extra.
    """
    try:
        return load_name(__name__, _MODULE_OF, name)
    except ModuleNotFoundError as missing:
        if missing.name != "narwhals":
            raise
        msg = f"pilotzones.frames.{name} needs narwhals: pip install 'pilotzones[frames]'."
        raise ImportError(msg) from missing


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return __all__
