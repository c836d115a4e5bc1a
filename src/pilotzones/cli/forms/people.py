"""Answers for people: the answer in the first line, then a table, then notes; reasons and sources on request."""

from __future__ import annotations

import decimal
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.cli.labels import Labels
    from pilotzones.cli.results import Result, ShownColumn

_GAP = "  "


def write_lines(answer: Result, say: Labels, *, verbose: bool) -> Iterator[str]:
    """Write an answer as lines.

    Args:
        answer: the answer.
        say: the words of the language.
        verbose: whether its details are shown.

    Yields:
        The lines, without their ends.
    """
    yield answer.first
    table = lay_out(answer, say)
    if table.rows:
        yield ""
        yield from _align(table)
    yield from answer.notes
    if verbose:
        yield from answer.details


class TextTable(NamedTuple):
    """A table of texts: the titles, the rows below them, and which columns are of numbers."""

    titles: Sequence[str]
    rows: Sequence[Sequence[str]]
    are_numbers: Sequence[bool]


def lay_out(answer: Result, say: Labels) -> TextTable:
    """Write the cells of a table that people see; a column without anything in it is left out."""
    filled = []
    for column in answer.columns:
        cells = [column.cell(row) for row in answer.rows] if column.shown else []
        if any(cell not in {None, "", ()} for cell in cells):
            filled.append((column, cells))
    return TextTable(
        titles=[say(f"column {column.name}") for column, _ in filled],
        rows=list(zip(*([_write(cell, column, say) for cell in cells] for column, cells in filled), strict=True)),
        are_numbers=[
            all(type(cell) in {int, float, decimal.Decimal, type(None)} for cell in cells) for _, cells in filled
        ],
    )


def width_of(text: str) -> int:
    """Give the number of cells that a text takes on a terminal: two for each wide character, none for marks above."""
    return sum(
        0 if unicodedata.combining(mark) else 2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text
    )


def _align(table: TextTable) -> Iterator[str]:
    widths = [max(map(width_of, column)) for column in zip(table.titles, *table.rows, strict=True)]
    for row in (table.titles, *table.rows):
        cells = [
            f"{' ' * (width - width_of(cell))}{cell}" if right else f"{cell}{' ' * (width - width_of(cell))}"
            for cell, width, right in zip(row, widths, table.are_numbers, strict=True)
        ]
        yield _GAP.join(cells).rstrip()


def _write(value: object, column: ShownColumn, say: Labels) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if column.words:
        return say(f"{column.words} {value}")
    return f"{value:,}" if isinstance(value, (int, decimal.Decimal)) else str(value)
