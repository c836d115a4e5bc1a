"""Plain text, such as is copied from a page or drawn out of a PDF: titles, tables and notes told apart."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from pilotzones.annex.flow import table_by_order
from pilotzones.annex.layout import table_by_columns
from pilotzones.annex.lines import (
    begin_of,
    header_at,
    is_apart,
    is_by_fields,
    lines_of,
    page_numbers,
    repeated_titles,
    row_of,
)
from pilotzones.annex.readers.document import Cell, Grid, GridRow, Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pilotzones.annex.lines import Begin, Line
    from pilotzones.annex.readers.document import Block


def blocks_of_plain_text(pages: Sequence[str]) -> Iterator[Block]:
    """Read pages of text; lines are numbered through the file.

    Args:
        pages: the text of each, without carriage returns.

    Yields:
        What stands around the tables, and the rows of each table, page by page.
    """
    lines = list(lines_of(pages))
    numbers = page_numbers(lines)
    running = repeated_titles(lines)
    begins = row_of if is_by_fields(lines) else begin_of
    table = _Table(begins)
    in_notes = False
    seen: set[str] = set()
    at = 0
    while at < len(lines):
        line = lines[at]
        text = line.text.strip()
        header = header_at(lines, at) if text else 0
        if header:
            head = [line for line in lines[at : at + header] if line.text]
            if not table.goes_on_under(head):
                yield from table.blocks()
                table = _Table(begins)
            yield from table.head(head)
            in_notes = False
            at += header
            continue
        at += 1
        if not text or line.number in numbers:
            continue
        if begins(line.text):
            table.lines.append(line)
            in_notes = False
        elif text in running and text in seen and line.page > 1:
            continue
        elif (
            in_notes or not (table.is_open or _is_centred(lines, at - 1)) or (is_apart(text) and not table.holds(line))
        ):
            yield from table.blocks()
            table = _Table(begins)
            yield Prose(line.page, (text,))
            in_notes = is_apart(text) or in_notes
            seen.add(text)
        else:
            table.lines.append(line)
    yield from table.blocks()


def _is_centred(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line above all rows is the upper part of the first one: further in than its code, next to it."""
    indent = len(lines[at].text) - len(lines[at].text.lstrip())
    for line in lines[at + 1 : at + 8]:
        begin = begin_of(line.text)
        if begin or not line.text:
            return begin is not None and begin.end < indent and bool(begin.seq or begin.rest or indent)
    return False


class _Table:
    """The lines of a table while it goes on, and the headers that stand on its pages."""

    def __init__(self, begins: Callable[[str], Begin | None]) -> None:
        self.begins = begins
        self.lines: list[Line] = []
        self.headers: dict[int, list[Line]] = {}

    @property
    def is_open(self) -> bool:
        return bool(self.lines or self.headers)

    def goes_on_under(self, head: Sequence[Line]) -> bool:
        """Tell whether a header is the same once more, on another page."""
        first = next(iter(self.headers.values()), None)
        same = first is not None and _squeezed(first) == _squeezed(head)
        return not self.lines or (same and head[0].page not in self.headers)

    def head(self, head: list[Line]) -> Iterator[Block]:
        """Take a header; what stood above it on its page is no part of a row."""
        page = head[0].page
        while (
            self.lines
            and self.lines[-1].page == page
            and not any(self.begins(line.text) for line in self.lines if line.page == page)
        ):
            yield Prose(page, (self.lines.pop().text.strip(),))
        self.headers[page] = head

    def holds(self, line: Line) -> bool:
        """Tell whether a line stands in the columns behind the code, where a heading or note does not begin."""
        ends = [begin.end for above in self.lines[-20:] if (begin := self.begins(above.text))]
        return bool(ends) and len(line.text) - len(line.text.lstrip()) >= max(ends)

    def blocks(self) -> Iterator[Block]:
        """Give the rows, and what stands below them."""
        begun = [place for place, line in enumerate(self.lines) if self.begins(line.text)]
        if not begun:
            heads = [line for head in self.headers.values() for line in head]
            yield from (Prose(line.page, (line.text.strip(),)) for line in [*heads, *self.lines])
            return
        lines, rest = self._parted(begun)
        table = table_by_columns(lines, self.headers, self.begins)
        if table is None and self.begins is row_of:
            table = table_by_columns(lines, self.headers, row_of, anyhow=True)
        if table is None:
            first = next(iter(self.headers.values()), [])
            table, loose = table_by_order(lines, [line.text for line in first])
            rest = [*loose, *rest]
        titles = table.titles
        for page, rows in groupby(table.rows, key=lambda row: row[0]):
            found = [GridRow(number, tuple(map(Cell, cells))) for _, number, cells in rows]
            if any(titles):
                head = self.headers.get(page) or next(iter(self.headers.values()))
                found.insert(0, GridRow(head[0].number, tuple(map(Cell, titles))))
            yield Grid(page, tuple(found), ruled=False)
        yield from (Prose(line.page, (line.text.strip(),)) for line in rest)

    def _parted(self, begun: Sequence[int]) -> tuple[list[Line], list[Line]]:
        """Part the rows from what stands below the last one, behind more blank lines than any row has."""
        last = begun[-1]
        widest = max((b.number - a.number for a, b in pairwise(self.lines[: last + 1]) if a.page == b.page), default=2)
        for place in range(last + 1, len(self.lines)):
            above, line = self.lines[place - 1], self.lines[place]
            if line.page == above.page and line.number - above.number > max(widest, 2):
                return self.lines[:place], self.lines[place:]
        return self.lines, []


def _squeezed(lines: Sequence[Line]) -> str:
    return "".join("".join(line.text.split()) for line in lines)
