"""Read, check and install the ministry's annexes (附件) in the formats in which they are published.

Every format but CSV and TSV needs the extra "annex" (``pip install 'pilotzones[annex]'``).
"""

from __future__ import annotations

from pilotzones.annex.announced import NewAnnouncement
from pilotzones.annex.errors import AnnexCheckError, AnnexError, AnnexFileError, AnnexInstallError
from pilotzones.annex.reading import extract, read, rows
from pilotzones.annex.records import AnnexLine, Difference, Extract, Installed, LeftOut, RangeRow, Reading, Row
from pilotzones.annex.store import install, installed, remove, verify

__all__ = [
    "AnnexCheckError",
    "AnnexError",
    "AnnexFileError",
    "AnnexInstallError",
    "AnnexLine",
    "Difference",
    "Extract",
    "Installed",
    "LeftOut",
    "NewAnnouncement",
    "RangeRow",
    "Reading",
    "Row",
    "extract",
    "install",
    "installed",
    "read",
    "remove",
    "rows",
    "verify",
]
