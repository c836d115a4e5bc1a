"""Fetch, read, check and install the ministry's annexes (附件) in the formats in which they are published.

Every format but CSV and TSV needs the extra "annex" (``pip install 'pilotzones[annex]'``).
"""

from __future__ import annotations

from pilotzones.annex.announced import NewAnnouncement
from pilotzones.annex.errors import AnnexCheckError, AnnexError, AnnexFileError, AnnexInstallError
from pilotzones.annex.fetching.asking import fetch
from pilotzones.annex.fetching.errors import AnnexFetchError
from pilotzones.annex.fetching.newest import latest
from pilotzones.annex.fetching.records import Attempt, Fetched, Latest, NewerAnnouncement
from pilotzones.annex.reading import extract, read, rows
from pilotzones.annex.records import (
    AnnexLine,
    Difference,
    Download,
    Extract,
    Installed,
    LeftOut,
    RangeRow,
    Reading,
    Row,
)
from pilotzones.annex.store import install, installed, remove, verify

__all__ = [
    "AnnexCheckError",
    "AnnexError",
    "AnnexFetchError",
    "AnnexFileError",
    "AnnexInstallError",
    "AnnexLine",
    "Attempt",
    "Difference",
    "Download",
    "Extract",
    "Fetched",
    "Installed",
    "Latest",
    "LeftOut",
    "NewAnnouncement",
    "NewerAnnouncement",
    "RangeRow",
    "Reading",
    "Row",
    "extract",
    "fetch",
    "install",
    "installed",
    "latest",
    "read",
    "remove",
    "rows",
    "verify",
]
