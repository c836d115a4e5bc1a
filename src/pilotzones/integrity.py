"""Integrity: tables counted and hashed, and held against the manifest."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

from pilotzones.errors import DataIntegrityError
from pilotzones.formats import FORMATS
from pilotzones.manifest import FILE, read_manifest
from pilotzones.records.shipped_tables import Table
from pilotzones.tables import content, file_of

if TYPE_CHECKING:
    from pilotzones.resources import Folder


def verify(folder: Folder) -> tuple[Table, ...]:
    """Recompute every table's records and hash and compare them with the manifest.

    Returns:
        The tables, all of which agree.

    Raises:
        DataIntegrityError: names every table that differs, is missing or is not in the manifest.
    """
    manifest = read_manifest(folder)
    found = {file.name for file in folder.iterdir() if file.name.endswith((".csv", ".zip"))}
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
    try:
        text = io.StringIO(content(file).decode("utf-8-sig", errors="replace"), newline="")
        records = max(sum(1 for _ in csv.reader(text)) - 1, 0)
    except (ValueError, csv.Error):
        records = 0
    return Table(file=file.name, records=records, sha256=hashlib.sha256(file.read_bytes()).hexdigest())


def digest(folder: Folder) -> str:
    """Hash the tables of a folder, by name and content, as SHA-256 in hex."""
    total = hashlib.sha256()
    for name in FORMATS:
        file = file_of(folder, name)
        if file.is_file():
            total.update(f"{name} {hashlib.sha256(content(file)).hexdigest()}\n".encode())
    return total.hexdigest()
