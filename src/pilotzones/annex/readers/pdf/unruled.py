"""Tables without rules, or with horizontal ones alone: columns by the room between them, rows by their codes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.annex.grids.vocabulary import is_heading, is_line_code, is_note, is_page_number, role_of, sequence_of
from pilotzones.annex.readers.document import Cell, Grid, GridRow, Prose
from pilotzones.annex.readers.pdf.glyphs import lines_of, text_of, words_of
from pilotzones.annex.readers.pdf.rows import Word, by_line, rows_around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.annex.readers.document import Block
    from pilotzones.annex.readers.pdf.glyphs import Glyph

_RIVER = 5.0
"""Points of white that part two columns."""
_LEFTMOST = 150.0
"""Points from the left within which titles and notes begin where codes stand elsewhere."""
_SHARE = 0.3
"""The share of a page's codes that makes a column one of codes, where blocks stand side by side."""


class Line(NamedTuple):
    """A line of words."""

    words: tuple[Word, ...]
    text: str
    y: float

    @property
    def has_code(self) -> bool:
        """Whether a word of it is a tariff line."""
        return any(is_line_code(word.text) for word in self.words)

    @property
    def is_header(self) -> bool:
        """Whether its words head columns."""
        roles = [role_of(word.text) for word in self.words]
        return "code" in roles and len(roles) - roles.count(None) > 1 and not self.has_code

    def is_apart(self, edge: float) -> bool:
        """Tell whether it is no part of a row: a note, a heading, a line that begins left of where wrapped ones do."""
        if self.has_code or self.is_header or self.words[0].x0 > max(edge, _LEFTMOST):
            return False
        lone = len(self.words) == 1
        return is_note(self.text) or (lone and (is_heading(self.text) or (edge > 0 and sequence_of(self.text) is None)))


class Columns:
    """The columns of an unruled table, learnt page by page."""

    def __init__(self) -> None:
        self._known: list[tuple[float, float]] = []
        self._code = 0.0

    def blocks(self, glyphs: Sequence[Glyph], page: int, number: int, rules: Sequence[float] = ()) -> Iterator[Block]:
        """Read what stands on a page outside ruled tables.

        Args:
            glyphs: the characters.
            page: the page's number.
            number: the number of the first row.
            rules: where horizontal rules lie, if rows stand between such.
        """
        lines = [_line(line) for line in lines_of(glyphs)]
        lines = [line for line in lines if line.words]
        if not self._is_table(lines):
            yield from (Prose(page, (line.text,)) for line in lines)
            return
        edge = _edge(lines)
        first, stop = _extent(lines, edge)
        yield from (Prose(page, (line.text,)) for line in lines[:first])
        for part in _parts(lines[first:stop], edge):
            if not any(line.has_code or line.is_header for line in part):
                yield from (Prose(page, (line.text,)) for line in part)
                continue
            spans = self._spans([word for line in part for word in line.words])
            for left, right in _sides(part, spans):
                grid = _grid(part, spans[left:right], page, number, rules)
                number += len(grid.rows)
                yield grid
        yield from (Prose(page, (line.text,)) for line in lines[stop:])

    def _is_table(self, lines: Sequence[Line]) -> bool:
        """Tell whether codes stand below each other; a single one does where a header or a page before says so."""
        codes = [word.x for line in lines for word in line.words if is_line_code(word.text)]
        headed = any(line.is_header for line in lines)
        if headed:
            self._known = []
        return len(codes) > 1 or bool(codes and (headed or self._known))

    def _spans(self, words: Sequence[Word]) -> list[tuple[float, float]]:
        """Find the columns: where words stand, with rivers of white between; those of pages before count."""
        codes = [word.x for word in words if is_line_code(word.text)]
        code = sorted(codes)[len(codes) // 2] if codes else self._code
        if abs(code - self._code) > 2 * _RIVER:
            self._known = []
        self._code = code
        spans: list[tuple[float, float]] = []
        for start, stop in sorted([*self._known, *((word.x0, word.x1) for word in words)]):
            if spans and start - spans[-1][1] < _RIVER:
                spans[-1] = (spans[-1][0], max(spans[-1][1], stop))
            else:
                spans.append((start, stop))
        self._known = spans
        return spans


def _line(glyphs: Sequence[Glyph]) -> Line:
    words = tuple(
        Word(text_of(word), word[0].x0, word[-1].x1, word[0].y, max(glyph.height for glyph in word))
        for word in words_of(glyphs)
    )
    return Line(words, text_of(glyphs), max(words, key=lambda word: word.height).y if words else 0.0)


def _edge(lines: Sequence[Line]) -> float:
    """Tell where codes begin, right of which the wrapped lines of rows stand; 0 if words stand left of codes."""
    coded = [line.words for line in lines if line.has_code]
    places = [next(at for at, word in enumerate(words) if is_line_code(word.text)) for words in coded]
    left = [word for words, place in zip(coded, places, strict=True) for word in words[:place]]
    worded = sum(sequence_of(word.text) is None and len(word.text) > len("ex①") for word in left)
    return 0.0 if 2 * worded > len(coded) else min(words[place].x0 for words, place in zip(coded, places, strict=True))


def _extent(lines: Sequence[Line], edge: float) -> tuple[int, int]:
    """Tell from which line to which the table goes: from its header, or the first row's first line, to the last one."""
    coded = [place for place, line in enumerate(lines) if line.has_code]
    headers = [place for place, line in enumerate(lines) if line.is_header and place < coded[0]]
    first = headers[0] if headers else coded[0]
    while not headers and first and lines[first - 1].words[0].x0 > max(edge, _LEFTMOST):
        first -= 1
    stop = coded[-1] + 1
    while stop < len(lines) and not lines[stop].is_apart(edge) and not is_page_number(lines[stop].text):
        stop += 1
    return first, stop


def _parts(lines: Sequence[Line], edge: float) -> Iterator[list[Line]]:
    """Split a table where a heading stands within it, or another header."""
    part: list[Line] = []
    for line in lines:
        apart = line.is_apart(edge)
        if part and (apart or line.is_header):
            yield part
            part = []
        part.append(line)
        if apart:
            yield part
            part = []
    yield part


def _sides(lines: Sequence[Line], spans: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Split the columns into blocks that stand side by side, each with its own codes."""
    words = [word for line in lines for word in line.words]
    held = Counter(_column(word, spans) for word in words if is_line_code(word.text))
    codes = sorted(column for column, count in held.items() if count >= _SHARE * max(held.values()))
    header = next((line for line in lines if line.is_header), None)
    headed = {_column(word, spans): role_of(word.text) for word in header.words} if header else {}
    if len(codes) < 2 or (headed and list(headed.values()).count("code") < 2):  # noqa: PLR2004 - a second block
        return [(0, len(spans))]
    starts = [0]
    for before, code in pairwise(codes):
        numbered = code - 1 > before and all(
            word.text.strip(".、").isdecimal() or role_of(word.text)
            for word in words
            if _column(word, spans) == code - 1
        )
        starts.append(code - 1 if numbered else code)
    return list(pairwise([*starts, len(spans)]))


def _column(word: Word, spans: Sequence[tuple[float, float]]) -> int:
    return min(max(bisect_left(spans, (word.x, float("inf"))) - 1, 0), len(spans) - 1)


def _grid(
    lines: Sequence[Line], spans: Sequence[tuple[float, float]], page: int, number: int, rules: Sequence[float]
) -> Grid:
    """Lay one block out in rows: its header, and a row for each code."""
    left, right = spans[0][0] - _RIVER, spans[-1][1] + _RIVER
    rows: list[list[str]] = []
    columns: list[list[Word]] = [[] for _ in spans]
    for line in lines:
        words = [word for word in line.words if left <= word.x <= right]
        if line.is_header:
            cells = [""] * len(spans)
            for word in words:
                cells[_column(word, spans)] = word.text
            rows.append(cells)
        else:
            for word in words:
                columns[_column(word, spans)].append(word)
    counts = [sum(is_line_code(word.text) for word in column) for column in columns]
    code = counts.index(max(counts))
    in_column = [line[0] for line in by_line(list(_mended(columns[code])))]
    columns[code] = [word for word in in_column if is_line_code(word.text)]
    anchors = [word.y for word in columns[code]]
    ruled = _part_rows(rules, anchors)
    rows += _between(columns, rules) if ruled else rows_around(columns, anchors)
    # Words in that column which are no code must not spoil the code above them.
    strays = [word.text for word in in_column if not is_line_code(word.text)]
    rows += [[text if place == code else "" for place in range(len(spans))] for text in strays]
    cells_of = (tuple(map(Cell, row)) for row in rows)
    return Grid(page, tuple(GridRow(at, cells) for at, cells in enumerate(cells_of, number)), ruled)


def _part_rows(rules: Sequence[float], anchors: Sequence[float]) -> bool:
    """Tell whether rules stand between the codes, and not only above and below a header and a table."""
    held = Counter(bisect_left(rules, anchor) for anchor in anchors)
    return 2 * list(held.values()).count(1) > len(anchors) > 1


def _mended(column: Sequence[Word]) -> Iterator[Word]:
    """Put codes together that are broken over two lines."""
    words = list(column)
    while words:
        word = words.pop(0)
        below = words[0] if words else None
        if below and below.y - word.y < 2 * word.height and not any(is_line_code(part.text) for part in (word, below)):
            both = word._replace(text=word.text + below.text, y=(word.y + below.y) / 2)
            word = both if is_line_code(both.text) else word
            words = words[1:] if word is both else words
        yield word


def _between(columns: Sequence[Sequence[Word]], rules: Sequence[float]) -> list[list[str]]:
    """Make a row of what stands between two rules."""
    rows = [["" for _ in columns] for _ in range(len(rules) + 1)]
    for place, column in enumerate(columns):
        for word in column:
            row = rows[bisect_left(rules, word.y)]
            row[place] = f"{row[place]}\n{word.text}" if row[place] else word.text
    return [row for row in rows if any(row)]
