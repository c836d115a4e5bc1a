"""What the tables of a dataset say of the positive list, read as text."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import tables
from rules import HIGHEST, LISTED_AFTER, LOWEST, Announced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pilotzones import Dataset

EVERYTHING = (LOWEST, HIGHEST)
STATED = {"listed", "not_listed"}


def known_history(dataset: Dataset) -> list[Announced]:
    """Read the announcements with what is known of their annexes."""
    rows, changes, ranges = (
        tables.read(dataset.folders[0], table) for table in ("announcements", "list_changes", "list_coverage")
    )
    return [
        Announced(
            row["id"],
            row["kind"],
            datetime.date.fromisoformat(row["effective_from"]),
            {line["hs_code"]: line for line in changes if _is_of(line, row) and line["change"] not in STATED},
            _ends(known for known in ranges if _is_of(known, row) and known["covers"] != "list"),
            {line["hs_code"]: line["change"] for line in changes if _is_of(line, row) and line["change"] in STATED},
            _ends(known for known in ranges if _is_of(known, row) and known["covers"] == "list"),
        )
        for row in rows
    ]


def _is_of(row: Mapping[str, str], announcement: Mapping[str, str]) -> bool:
    return row["announcement"] == announcement["id"]


def _ends(ranges: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    return [(known["code_from"], known["code_to"]) for known in ranges]


def codes_of(history: Iterable[Announced]) -> list[str]:
    """List the codes that any known line or statement names."""
    return sorted({code for announced in history for code in (*announced.lines, *announced.stated)})


def probes(history: Iterable[Announced]) -> list[str]:
    """List codes to ask about: those of lines and ranges, their neighbours, the first and the last possible code."""
    ends = {end for announced in history for pair in (*announced.ranges, *announced.list_ranges) for end in pair}
    named = {*codes_of(history), *ends} - {LOWEST, HIGHEST}
    return sorted({LOWEST, HIGHEST, *named, *(f"{int(code) + step:08}" for code in named for step in (-1, 1))})


def carried_out(history: Sequence[Announced]) -> Iterator[set[str]]:
    """Carry out annexes that are wholly known: give the codes on the list after each announcement."""
    listed: set[str] = set()
    for announced in history:
        before = set() if announced.kind == "replaces" else listed
        after = {code: LISTED_AFTER[line["change"]] for code, line in announced.lines.items()}
        listed = {code for code in {*before, *after} if after.get(code, True)}
        yield listed
