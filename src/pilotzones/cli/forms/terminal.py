"""Answers on a terminal, laid out by rich: long texts are wrapped to its width, titles stand out.

It is imported only where rich is installed; the environment variable NO_COLOR leaves plain text.
"""

from __future__ import annotations

import io
import os
import shutil
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console, detect_legacy_windows
from rich.table import Table
from rich.text import Text

from pilotzones.cli.forms.people import lay_out, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.cli.labels import Labels
    from pilotzones.cli.results import Result

_SHORT = 24
"""A column of texts of at most this width, such as codes and days, is not wrapped."""


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
        table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
        for title, is_number, cells in zip(
            layout.titles, layout.are_numbers, zip(*layout.rows, strict=True), strict=True
        ):
            is_short = max(map(width_of, cells)) <= _SHORT
            table.add_column(Text(title), justify="right" if is_number else "left", overflow="fold", no_wrap=is_short)
        for row in layout.rows:
            table.add_row(*map(Text, row))
        console.print("")
        console.print(table)
    for line in (*answer.notes, *(answer.details if verbose else ())):
        console.print(Text(line))
    yield from (line.rstrip() for line in written.getvalue().splitlines())
