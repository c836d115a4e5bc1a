"""What a dataset is told of the positive list, read as text; and datasets made of such rows, right or wrong."""

from __future__ import annotations

import csv
import datetime
import io
from typing import TYPE_CHECKING

from rules import HIGHEST, LISTED_AFTER, LOWEST, Announced

from pilotzones import Dataset
from pilotzones.strategies.drawn_tables import DrawnFolder, sources
from pilotzones.tables.writing import as_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Row = Mapping[str, object]

EVERYTHING = (LOWEST, HIGHEST)
PROOF = {"evidence": "confirmed", "sources": "S001;S002"}
VERIFIED_THROUGH = datetime.date(2026, 11, 23)
EMPTIED = ("list_changes", "list_coverage", "list_inferences", "tariff_lines")


def rows_of(dataset: Dataset, table: str) -> list[dict[str, str]]:
    """Read a table of a dataset by the standard library."""
    text = (dataset.folders[0] / f"{table}.csv").read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def told(dataset: Dataset) -> list[Announced]:
    """Read the announcements with what is known of their annexes."""
    changes, ranges = rows_of(dataset, "list_changes"), rows_of(dataset, "list_coverage")
    return [
        Announced(
            row["id"],
            row["kind"],
            datetime.date.fromisoformat(row["effective_from"]),
            {line["hs_code"]: line for line in changes if line["announcement"] == row["id"]},
            [(each["code_from"], each["code_to"]) for each in ranges if each["announcement"] == row["id"]],
        )
        for row in rows_of(dataset, "announcements")
    ]


def dataset_of(tables: Mapping[str, Iterable[Row]]) -> Dataset:
    """Lay tables over the bundled ones, of which those that would say more of the list are emptied."""
    laid = {**dict.fromkeys(EMPTIED, ()), **{name: list(rows) for name, rows in tables.items()}}
    story = [row for name in ("announcements", "list_changes", "list_coverage") for row in laid.get(name, ())]
    written = {**{name: as_csv(name, rows) for name, rows in laid.items()}, "sources": sources()}
    return Dataset([DrawnFolder(lambda: written, story, VERIFIED_THROUGH)])


def change(announcement: str, action: str, code: str) -> Row:
    """Write one line of an annex as a row."""
    known = {"name_zh": "货", "remark_known": "no"}
    return {"announcement": announcement, "change": action, "hs_code": code, **known, **PROOF}


def settled(announcement: str, low: str = LOWEST, high: str = HIGHEST) -> Row:
    """Write one range for which an annex is known whole as a row."""
    return {"announcement": announcement, "code_from": low, "code_to": high, "basis": "Drawn."}


def codes_of(history: Iterable[Announced]) -> list[str]:
    """List the codes that any known line names."""
    return sorted({code for announced in history for code in announced.lines})


def probes(history: Iterable[Announced]) -> list[str]:
    """List codes to ask about: those of lines and ranges, their neighbours, the first and the last there can be."""
    ends = {end for announced in history for pair in announced.ranges for end in pair}
    named = {*codes_of(history), *ends} - {LOWEST, HIGHEST}
    return sorted({LOWEST, HIGHEST, *named, *(f"{int(code) + step:08}" for code in named for step in (-1, 1))})


def carried_out(history: Sequence[Announced]) -> Iterator[set[str]]:
    """Carry out annexes that are known whole: the codes on the list after each announcement."""
    listed: set[str] = set()
    for announced in history:
        before = set() if announced.kind == "replaces" else listed
        after = {code: LISTED_AFTER[line["change"]] for code, line in announced.lines.items()}
        listed = {code for code in {*before, *after} if after.get(code, True)}
        yield listed
