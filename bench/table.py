"""Measurements as Markdown, and the page they go into."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay rows out as a table: the first column is text, the others are figures."""
    rule = [":--", *("--:" for _ in header[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, rule, *rows))


def goal(value: float, most: float, unit: str) -> str:
    """Say what the goal is, and whether a value meets it."""
    return f"at most {most:g} {unit}: {'met' if value <= most else 'not met'}"


def write_between(page: Path, text: str) -> None:
    """Replace what stands between the two marker comments of a page.

    Raises:
        ValueError: if the page has not each of them once, in order.
    """
    before, begin, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end) or BEGIN in after or END in after:
        msg = f"{page} must have {BEGIN} and then {END}, once each."
        raise ValueError(msg)
    page.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", "utf-8")
