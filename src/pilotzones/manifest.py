"""The manifest: version of the data, last verified day, and what its tables should be."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

from pilotzones.errors import DataIntegrityError
from pilotzones.records.shipped_tables import Manifest, Table

if TYPE_CHECKING:
    from pilotzones.resources import Folder

FILE = "manifest.json"


def read_manifest(folder: Folder) -> Manifest:
    """Read ``manifest.json``.

    Raises:
        DataIntegrityError: if it is missing or not what a manifest is.
    """
    try:
        plain = json.loads((folder / FILE).read_bytes())
        return Manifest(
            data_version=str(plain["data_version"]),
            verified_through=datetime.date.fromisoformat(plain["verified_through"]),
            tables=tuple(
                Table(file=str(table["file"]), records=int(table["records"]), sha256=str(table["sha256"]))
                for table in plain["tables"]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError) as fault:
        msg = f"{FILE}: it is missing or damaged ({type(fault).__name__}: {fault}). Install the package again."
        raise DataIntegrityError(msg, table=FILE) from None
