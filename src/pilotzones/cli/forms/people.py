"""Answers for people: the answer in the first line, then a table, then notes; reasons and sources on request."""

from __future__ import annotations

import decimal
import unicodedata
from typing import TYPE_CHECKING

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
    shown = [column for column in answer.columns if column.shown]
    if answer.rows and shown:
        titles = [say(f"column {column.name}") for column in shown]
        table = [[_write(column.cell(row), column, say) for column in shown] for row in answer.rows]
        yield ""
        yield from _align(titles, table, [_is_number(column, answer.rows) for column in shown])
    yield from answer.notes
    if verbose:
        yield from answer.details


def width_of(text: str) -> int:
    """Give the number of cells that a text takes on a terminal: two for each wide character, none for marks above."""
    return sum(
        0 if unicodedata.combining(mark) else 2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text
    )


def _align(titles: Sequence[str], table: Sequence[Sequence[str]], to_the_right: Sequence[bool]) -> Iterator[str]:
    widths = [max(map(width_of, column)) for column in zip(titles, *table, strict=True)]
    for row in (titles, *table):
        cells = [
            f"{' ' * (width - width_of(cell))}{cell}" if right else f"{cell}{' ' * (width - width_of(cell))}"
            for cell, width, right in zip(row, widths, to_the_right, strict=True)
        ]
        yield _GAP.join(cells).rstrip()


def _is_number(column: ShownColumn, rows: Sequence[object]) -> bool:
    return all(type(column.cell(row)) in {int, float, decimal.Decimal, type(None)} for row in rows)


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
