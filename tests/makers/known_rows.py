"""What the tables of a dataset say of the positive list, read as text."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import tables
from rules import HIGHEST, LISTED_AFTER, LOWEST, STATEMENTS, Announced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pilotzones import Dataset

EVERYTHING = (LOWEST, HIGHEST)


def known_history(dataset: Dataset) -> list[Announced]:
    """Read the announcements with what is known of their annexes, and of the lists after them."""
    rows, changes, ranges = (
        tables.read(dataset.folders[0], table) for table in ("announcements", "list_changes", "list_coverage")
    )
    return [
        announced(
            row,
            [change for change in changes if change["announcement"] == row["id"]],
            [known for known in ranges if known["announcement"] == row["id"]],
        )
        for row in rows
    ]


def announced(
    row: Mapping[str, str], changes: Iterable[Mapping[str, str]], ranges: Iterable[Mapping[str, str]]
) -> Announced:
    """Make an announcement of its row, and of the rows of list_changes and list_coverage about it."""
    lines: dict[str, Mapping[str, str]] = {}
    statements: dict[str, Mapping[str, str]] = {}
    for change in changes:
        (statements if change["change"] in STATEMENTS else lines)[change["hs_code"]] = change
    pairs: dict[str, list[tuple[str, str]]] = {"annex": [], "list": []}
    for known in ranges:
        pairs[known.get("covers") or "annex"].append((known["code_from"], known["code_to"]))
    day = datetime.date.fromisoformat(row["effective_from"])
    return Announced(row["id"], row["kind"], day, lines, pairs["annex"], statements, pairs["list"])


def codes_of(history: Iterable[Announced]) -> list[str]:
    """List the codes that any known line or statement names."""
    return sorted({code for announced in history for code in announced.codes()})


def probes(history: Iterable[Announced]) -> list[str]:
    """List codes to ask about: those of lines and ranges, their neighbours, the first and the last possible code."""
    pairs = (pair for announced in history for pair in (*announced.ranges, *announced.list_ranges))
    ends = {end for pair in pairs for end in pair}
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
