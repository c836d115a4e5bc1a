"""Fetch, read, check and install the ministry's annexes (附件) in the formats in which they are published.

Every format but CSV and TSV needs the extra "annex" (``pip install 'pilotzones[annex]'``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.annex.announced import NewAnnouncement
from pilotzones.annex.errors import AnnexCheckError, AnnexError, AnnexFileError, AnnexInstallError
from pilotzones.annex.fetching.errors import AnnexFetchError
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

if TYPE_CHECKING:
    from pilotzones.annex.fetching.asking import fetch
    from pilotzones.annex.fetching.newest import latest

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

_MODULE_OF = {"fetch": ".fetching.asking", "latest": ".fetching.newest"}
"""What is loaded when it is first used: the process that reads a file has no use for it."""


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first used."""
    from pilotzones.lazy_names import load_name  # noqa: PLC0415 - only for these two

    return load_name(__name__, _MODULE_OF, name)


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return __all__
