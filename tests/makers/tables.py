"""Tables in tests: rows as dicts by column, written in the order of the format's columns.

Cells that a row leaves out are blank; ``line``, ``known_range`` and ``announcement`` fill in the rest of theirs.
Only a test about damaged text writes a table in another way.
"""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from typing import TYPE_CHECKING

from pilotzones import Dataset
from pilotzones.strategies.drawn_tables import DrawnFolder
from pilotzones.tables.writing import as_csv

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterable, Mapping

    from pilotzones.tables.folders import Folder

    Row = Mapping[str, object]

LOWEST, HIGHEST = "00000000", "99999999"
SINGLE = {"evidence": "single", "sources": "S074"}
CONFIRMED = {"evidence": "confirmed", "sources": "S001;S002"}
EMPTIED = ("list_changes", "list_coverage", "list_inferences", "tariff_lines")
VERIFIED_THROUGH = datetime.date(2026, 11, 25)


# Rows


def line(announcement: str, action: str, hs_code: str, **cells: object) -> Row:
    """Make the row of a line of an annex, printed on one page, without a remark."""
    known = {"remark_known": "yes", **SINGLE}
    return {"announcement": announcement, "change": action, "hs_code": hs_code, **known, **cells}


def known_range(announcement: str, first: str = LOWEST, last: str = HIGHEST) -> Row:
    """Make the row of a range of codes for which an annex is wholly known: of all codes, unless others are given."""
    return {"announcement": announcement, "code_from": first, "code_to": last, "basis": "made up"}


def announcement(id_: str, kind: str = "replaces", amends: str = "", **cells: object) -> Row:
    """Make the row of an announcement, in force from the first day of its year."""
    title = {"document_no": f"No. {id_}", "title_zh": "清单", "title_en": f"List {id_}"}
    return {
        "id": id_,
        "kind": kind,
        "amends": amends,
        "effective_from": f"{id_[:4]}-01-01",
        **title,
        **SINGLE,
        **cells,
    }


# Tables


def write(folder: pathlib.Path, **tables: Iterable[Row]) -> pathlib.Path:
    """Write tables into a folder, which is made if it does not exist."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        (folder / f"{table}.csv").write_bytes(as_csv(table, rows))
    return folder


def in_memory(**tables: Iterable[Row]) -> Dataset:
    """Lay tables over the bundled ones without a file; what the bundled ones say of annexes is left out."""
    rows = {**dict.fromkeys(EMPTIED, ()), **{table: list(given) for table, given in tables.items()}}
    texts = {table: as_csv(table, given) for table, given in rows.items()}
    story = [row for given in rows.values() for row in given]
    return Dataset([DrawnFolder(lambda: texts, story, VERIFIED_THROUGH)])


def read(folder: Folder, table: str) -> list[dict[str, str]]:
    """Read a table of a folder by the standard library alone, zipped or not."""
    file = folder / f"{table}.csv"
    if file.is_file():
        content = file.read_bytes()
    else:
        content = zipfile.ZipFile(io.BytesIO((folder / f"{table}.zip").read_bytes())).read(file.name)
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))
