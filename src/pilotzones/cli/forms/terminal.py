"""Answers on a terminal, laid out by rich: long texts are wrapped to its width, titles stand out.

It is imported only where rich is installed; the environment variable NO_COLOR leaves plain text.
"""

from __future__ import annotations

import io
import os
import shutil
from operator import itemgetter
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console, detect_legacy_windows
from rich.table import Table
from rich.text import Text

from pilotzones.cli.forms.people import TextTable, lay_out, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.cli.labels import Labels
    from pilotzones.cli.results import Result

_SHORT = 24
"""A column of texts of at most this width, such as codes and days, is not wrapped."""
_LONGEST_NAME = 36
"""Nor is one of single words of at most this width, such as the names of rules."""
_LEAST, _GAP = 12, 3
"""The least width of a column that is wrapped, and what rich leaves between two columns."""


def write_shown(answer: Result, say: Labels, *, verbose: bool) -> Iterator[str]:
    """Write an answer as lines for a terminal.

    Args:
        answer: the answer.
        say: the words of the language.
        verbose: whether its details are shown.

    Yields:
        The lines, without their ends.
    """
    written = io.StringIO()
    # rich would write to an old console of Windows by itself; the lines are written elsewhere.
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb" or detect_legacy_windows()
    console = Console(
        file=written,
        force_terminal=not is_plain,
        color_system=None if is_plain else "standard",
        legacy_windows=False,
        width=shutil.get_terminal_size().columns,
    )
    console.print(Text(answer.first, style="bold"))
    layout = lay_out(answer, say)
    if layout.rows:
        wholes = [_is_whole(cells) for cells in zip(*layout.rows, strict=True)]
        for table in [_as_table(layout, wholes)] if _fits(layout, wholes, console.width) else _as_blocks(layout):
            console.print("")
            console.print(table)
    for line in (*answer.notes, *(answer.details if verbose else ())):
        console.print(Text(line))
    yield from (line.rstrip() for line in written.getvalue().splitlines())


def _is_whole(cells: Sequence[str]) -> bool:
    """Tell whether the texts of a column are not wrapped: short ones, and longer names of a single word."""
    are_words = all(cell.isascii() and " " not in cell for cell in cells)
    return max(map(width_of, cells)) <= (_LONGEST_NAME if are_words else _SHORT)


def _fits(layout: TextTable, wholes: Sequence[bool], width: int) -> bool:
    """Tell whether a table fits into a width with its codes and names whole, and room for the texts that are not."""
    columns = zip(layout.titles, zip(*layout.rows, strict=True), wholes, strict=True)
    needed = (max(map(width_of, (title, *cells))) if is_whole else _LEAST for title, cells, is_whole in columns)
    return sum(needed) + _GAP * (len(wholes) - 1) <= width


def _as_table(layout: TextTable, wholes: Sequence[bool]) -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for title, is_number, is_whole in zip(layout.titles, layout.are_numbers, wholes, strict=True):
        table.add_column(Text(title), justify="right" if is_number else "left", overflow="fold", no_wrap=is_whole)
    for row in layout.rows:
        table.add_row(*map(Text, row))
    return table


def _as_blocks(layout: TextTable) -> Iterator[Table]:
    """Write each row by itself, a cell a line: on a narrow terminal no code or name is broken."""
    for row in layout.rows:
        block = Table.grid(padding=(0, 2))
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for title, cell in filter(itemgetter(1), zip(layout.titles, row, strict=True)):
            block.add_row(Text(title), Text(cell))
        yield block
