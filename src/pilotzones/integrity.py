"""Integrity: tables counted and hashed, and held against the manifest."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

from pilotzones.errors import DataIntegrityError
from pilotzones.manifest import FILE, read_manifest
from pilotzones.records.manifest import Table
from pilotzones.tables import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.resources import Folder


def verify(folder: Folder) -> tuple[Table, ...]:
    """Recompute every table's records and hash and compare them with the manifest.

    Returns:
        The tables, all of which agree.

    Raises:
        DataIntegrityError: names every table that differs, is missing or is not in the manifest.
    """
    manifest = read_manifest(folder)
    found = {file.name for file in folder.iterdir() if file.name.endswith(".csv")}
    stated = {table.file: table for table in manifest.tables}
    faults = [f"{file} is not in {FILE}" for file in sorted(found - set(stated))]
    for name, table in stated.items():
        if name not in found:
            faults.append(f"{name} is missing")
            continue
        actual = describe(folder / name)
        if actual.sha256 != table.sha256:
            faults.append(f"{name} differs ({actual.records} records, {FILE} says {table.records})")
        elif actual.records != table.records:
            faults.append(f"{FILE} gives {name} {table.records} records; it has {actual.records}")
    if faults:
        msg = f"The data is not what was shipped: {'; '.join(faults)}. Install the package again."
        raise DataIntegrityError(msg, table=faults[0].split()[0])
    return manifest.tables


def describe(file: Folder) -> Table:
    """Count a table's records and hash its bytes."""
    content = file.read_bytes()
    text = io.StringIO(content.decode("utf-8-sig", errors="replace"), newline="")
    records = max(sum(1 for _ in csv.reader(text)) - 1, 0)
    return Table(file=file.name, records=records, sha256=hashlib.sha256(content).hexdigest())


def digest(folders: Sequence[Folder]) -> str:
    """Hash the tables of folders, by name and content, as SHA-256 in hex."""
    total = hashlib.sha256()
    for folder in folders:
        for name in COLUMNS:
            file = folder / f"{name}.csv"
            if file.is_file():
                total.update(f"{file.name} {describe(file).sha256}\n".encode())
    return total.hexdigest()
