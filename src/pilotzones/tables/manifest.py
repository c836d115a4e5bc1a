"""``manifest.json``: the version of the shipped data, its last verified day, and the hash of every table."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING

from pilotzones.dates import as_date
from pilotzones.staleness import SUBJECTS
from pilotzones.tables.faults import DataIntegrityError
from pilotzones.tables.formats import FORMATS, RULE_TABLES
from pilotzones.tables.reading import content_of, file_of

if TYPE_CHECKING:
    import datetime

    from pilotzones.records.shipped_tables import Manifest, ShippedTable
    from pilotzones.staleness import Subject
    from pilotzones.tables.folders import Folder

MANIFEST = "manifest.json"


def read_manifest(folder: Folder) -> Manifest:
    """Read ``manifest.json``.

    Raises:
        DataIntegrityError: if it is missing or damaged.
    """
    # Only here, as csv and hashlib where tables are counted and hashed: a first answer about a zone needs none of them.
    import json  # noqa: PLC0415

    from pilotzones.records.shipped_tables import Manifest, ShippedTable, VerifiedDays  # noqa: PLC0415

    try:
        plain = json.loads((folder / MANIFEST).read_bytes())
        return Manifest(
            data_version=str(plain["data_version"]),
            verified_through=VerifiedDays(**_verified_days(plain["verified_through"])),
            tables=tuple(
                ShippedTable(file=str(table["file"]), records=int(table["records"]), sha256=str(table["sha256"]))
                for table in plain["tables"]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{MANIFEST} is missing or damaged ({type(error).__name__}: {error}). Install the package again."
        raise DataIntegrityError(msg, table=MANIFEST) from None


def read_verified_days(folder: Folder) -> dict[Subject, datetime.date]:
    """Read from ``manifest.json`` the last verified day of each subject.

    Raises:
        DataIntegrityError: if it is missing or damaged.
    """
    with contextlib.suppress(OSError, ValueError):
        written = (folder / MANIFEST).read_bytes().decode().partition(_TABLES)[0]
        quoted = written.split('"')
        version, days = quoted[3:4], quoted[9::4]
        if [len(version), len(days)] == [1, len(SUBJECTS)] and written == _AS_WRITTEN.format(*version, *days):
            return _verified_days(dict(zip(SUBJECTS, days, strict=True)))
    read = read_manifest(folder).verified_through
    return {subject: getattr(read, subject) for subject in SUBJECTS}


# What tools/make_manifest.py writes is read without json, which a first answer would load for these days alone.
_TABLES = '  "tables": [\n'
_DAYS = ",\n".join(f'    "{subject}": "{{}}"' for subject in SUBJECTS)
_AS_WRITTEN = f'{{{{\n  "data_version": "{{}}",\n  "verified_through": {{{{\n{_DAYS}\n  }}}},\n'


def _verified_days(plain: dict[Subject, str] | str) -> dict[Subject, datetime.date]:
    """Read a day for each subject, or the one for all that manifests had at first."""
    each = dict.fromkeys(SUBJECTS, plain) if isinstance(plain, str) else plain
    return {subject: as_date(each[subject]) for subject in SUBJECTS}


def verify_tables(folder: Folder) -> tuple[ShippedTable, ...]:
    """Count and hash every table again and compare it with the manifest.

    Returns:
        The tables, all of which agree.

    Raises:
        DataIntegrityError: names every table that differs, is missing or is not in the manifest.
    """
    manifest = read_manifest(folder)
    found = {file.name for file in folder.iterdir() if file.name.endswith((".csv", ".zip"))}
    stated = {table.file: table for table in manifest.tables}
    faults = [f"{file} is not in {MANIFEST}" for file in sorted(found - set(stated))]
    for name, table in stated.items():
        if name not in found:
            faults.append(f"{name} is missing")
            continue
        actual = describe_table(folder / name)
        if actual.sha256 != table.sha256:
            faults.append(f"{name} differs ({actual.records} records, {MANIFEST} says {table.records})")
        elif actual.records != table.records:
            faults.append(f"{MANIFEST} says that {name} has {table.records} records; it has {actual.records}")
    if faults:
        msg = f"The data differs from what was shipped: {'; '.join(faults)}. Install the package again."
        raise DataIntegrityError(msg, table=faults[0].split()[0])
    return manifest.tables


def describe_table(file: Folder) -> ShippedTable:
    """Count a table's records and hash its bytes."""
    import csv  # noqa: PLC0415 - see above

    from pilotzones.records.shipped_tables import ShippedTable  # noqa: PLC0415 - as above

    try:
        text = io.StringIO(content_of(file).decode("utf-8-sig", errors="replace"), newline="")
        records = max(sum(1 for _ in csv.reader(text)) - 1, 0)
    except (ValueError, csv.Error):
        records = 0
    return ShippedTable(file=file.name, records=records, sha256=_sha256(file.read_bytes()))


def hash_folder(folder: Folder) -> str:
    """Hash the tables of a folder, by name and content, as SHA-256 in hex."""
    files = {name: file_of(folder, name) for name in (*FORMATS, *RULE_TABLES)}
    lines = [f"{name} {_sha256(content_of(file))}\n" for name, file in files.items() if file.is_file()]
    return _sha256("".join(lines).encode())


def _sha256(content: bytes) -> str:
    import hashlib  # noqa: PLC0415 - see above

    return hashlib.sha256(content).hexdigest()
