"""Tables without ruling lines, or with horizontal ones only: columns by the gaps between them, rows by their codes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.annex.grids.code_cells import is_like_code, read_code_cell
from pilotzones.annex.grids.roles import CODE, find_role
from pilotzones.annex.grids.vocabulary import (
    is_heading,
    is_line_code,
    is_note,
    is_numbered_heading,
    is_page_number,
    read_number,
    squeeze,
)
from pilotzones.annex.readers.document import Cell, Grid, GridRow, Prose
from pilotzones.annex.readers.pdf.glyphs import join_glyphs, sort_into_lines, split_words
from pilotzones.annex.readers.pdf.rows import Word, join_by_line, make_rows, make_rows_between, separate_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.annex.readers.document import Block
    from pilotzones.annex.readers.pdf.glyphs import Glyph

_RIVER = 5.0
"""Points of white space that separate two columns."""
_LEFTMOST = 150.0
"""Points from the left within which titles and notes begin, if the codes are further right."""
_ALIGNED = 2.0
"""Points by which the beginnings of a cell's lines differ."""
_SHARE = 0.3
"""How many codes, compared with the fullest column, make a column one of codes if blocks are side by side."""


class Edge(NamedTuple):
    """Where codes begin, 0 if words are left of codes; and where several words right of the codes begin."""

    codes: float
    texts: tuple[float, ...]


class WordLine(NamedTuple):
    """A line of words."""

    words: tuple[Word, ...]
    text: str
    y: float
    codes: tuple[Word, ...] = ()

    @property
    def has_code(self) -> bool:
        """Whether one of its words is a code."""
        return bool(self.codes)

    def find_codes(self, span: tuple[float, float]) -> WordLine:
        """Find its codes: those of tariff lines anywhere, and beside other words also others where the codes are."""
        codes = tuple(word for word in self.words if is_line_code(word.text))
        start, stop = span
        if not codes and len(self.words) > 1:
            codes = tuple(word for word in self.words if start < word.x1 and word.x0 < stop and _is_code(word.text))[:1]
        return self._replace(codes=codes)

    @property
    def is_header(self) -> bool:
        """Whether its words are titles of columns."""
        roles = [find_role(word.text) for word in self.words]
        return CODE in roles and len(roles) - roles.count(None) > 1 and not self.has_code

    def is_apart(self, edge: Edge) -> bool:
        """Decide whether it is outside all rows: a note, a heading, a line that begins left of wrapped lines."""
        if self.has_code or self.is_header or self.words[0].x0 > max(edge.codes, _LEFTMOST):
            return False
        lone = len(self.words) == 1
        if is_note(self.text) or not lone:
            return is_note(self.text)
        if any(abs(self.words[0].x0 - start) <= _ALIGNED for start in edge.texts):  # the rest of a name, perhaps
            return is_numbered_heading(self.text) and not self.text.startswith("附件")  # as in 附件的管子
        return is_heading(self.text) or (edge.codes > 0 and read_number(self.text) is None)


class UnruledColumns:
    """The columns of an unruled table, learnt page by page."""

    def __init__(self) -> None:
        self._known: list[tuple[float, float]] = []
        self._code = (0.0, 0.0)
        self._span = (0.0, 0.0)  # where the codes are, or their title is

    def read_blocks(
        self, glyphs: Sequence[Glyph], page: int, number: int, rules: Sequence[float] = ()
    ) -> Iterator[Block]:
        """Read everything on a page outside ruled tables.

        Args:
            glyphs: the characters.
            page: the page's number.
            number: the number of the first row.
            rules: the positions of the horizontal lines that may separate rows.
        """
        lines = [_make_line(line) for line in sort_into_lines(glyphs)]
        lines = [line for line in lines if line.words]
        self._span = _find_code_span(lines) or self._span
        lines = _find_broken_codes([line.find_codes(self._span) for line in lines], self._span)
        if not self._is_table(lines):
            yield from _make_prose(page, lines)
            return
        edge = _find_edge(lines)
        first, stop = _find_extent(lines, edge)
        yield from _make_prose(page, lines[:first])
        for part in _split_at_headings(lines[first:stop], edge):
            if not any(line.has_code or line.is_header for line in part):
                yield from _make_prose(page, part)
                continue
            codes = [word for line in part for word in line.codes]
            spans = self._find_spans([word for line in part for word in line.words], codes)
            for left, right in _find_sides(part, spans):
                grid = _make_grid(part, spans[left:right], page, number, rules)
                number += len(grid.rows)
                yield grid
        yield from _make_prose(page, lines[stop:])

    def _is_table(self, lines: Sequence[WordLine]) -> bool:
        """Decide whether there are codes below each other; one is enough after a header or a page of the table."""
        codes = [word for line in lines for word in line.codes]
        headed = any(line.is_header for line in lines)
        first = next((line for line in lines if line.is_header or line.has_code), None)
        if first is not None and first.is_header:
            self._known = []
        return len(codes) > 1 or bool(codes and (headed or self._known))

    def _find_spans(self, words: Sequence[Word], codes: Sequence[Word]) -> list[tuple[float, float]]:
        """Find the columns: words with rivers of white space between them, on this page and the pages before."""
        if codes:
            code = sorted(codes, key=lambda word: word.x)[len(codes) // 2]
            start, stop = self._code
            if code.x1 < start or stop < code.x0:  # codes elsewhere are another table
                self._known = []
            self._code = code.x0, code.x1
        spans: list[tuple[float, float]] = []
        for start, stop in sorted([*self._known, *((word.x0, word.x1) for word in words)]):
            if spans and start - spans[-1][1] < _RIVER:
                spans[-1] = (spans[-1][0], max(spans[-1][1], stop))
            else:
                spans.append((start, stop))
        self._known = spans
        return spans


def _make_line(glyphs: Sequence[Glyph]) -> WordLine:
    line = _split_line(glyphs, is_close=False)
    # The titles of a header may be set with wide spaces between their characters.
    return line if len(line.words) == 1 or line.is_header else _split_line(glyphs, is_close=True)


def _split_line(glyphs: Sequence[Glyph], *, is_close: bool) -> WordLine:
    words = tuple(
        Word(
            text=join_glyphs(word),
            x0=word[0].x0,
            x1=word[-1].x1,
            y=word[0].y,
            height=max(glyph.height for glyph in word),
        )
        for word in split_words(glyphs, is_close=is_close)
    )
    y = max(words, key=lambda word: word.height).y if words else 0.0
    return WordLine(words=words, text=join_glyphs(glyphs), y=y)


def _make_prose(page: int, lines: Sequence[WordLine]) -> Iterator[Prose]:
    return (Prose(page=page, lines=(line.text,)) for line in lines)


def _find_code_span(lines: Sequence[WordLine]) -> tuple[float, float] | None:
    """Find where the codes of tariff lines are, or their title; None if a page has neither."""
    words = [
        word
        for line in lines
        for word in line.words
        if is_line_code(word.text) or (line.is_header and find_role(word.text) == CODE)
    ]
    return (min(word.x0 for word in words), max(word.x1 for word in words)) if words else None


def _find_broken_codes(lines: list[WordLine], span: tuple[float, float]) -> list[WordLine]:
    """Find codes that are broken over two lines where the codes are, with the rest of their row between them or not."""
    start, stop = span
    lone = [
        at
        for at, line in enumerate(lines)
        if len(line.words) == 1 and not line.codes and start < line.words[0].x1 and line.words[0].x0 < stop
    ]
    broken = {
        at
        for above, below in pairwise(lone)
        if lines[below].y - lines[above].y < 2 * lines[above].words[0].height
        and len(read_code_cell(f"{lines[above].text}\n{lines[below].text}").codes) == 1
        and is_line_code(f"{lines[above].text}\n{lines[below].text}")
        for at in (above, below)
    }
    return [line._replace(codes=line.words) if at in broken else line for at, line in enumerate(lines)]


def _is_code(text: str) -> bool:
    """Decide whether a text where the codes are is a code, a range of codes, or one with a wrong character."""
    cell = read_code_cell(text)
    return bool(cell.codes or cell.ends) or is_like_code(text)


def _find_edge(lines: Sequence[WordLine]) -> Edge:
    """Find where codes begin, with the wrapped lines of rows to their right."""
    coded = [line.words for line in lines if line.has_code]
    codes = [line.words.index(line.codes[0]) for line in lines if line.has_code]
    left = [word for words, code in zip(coded, codes, strict=True) for word in words[:code]]
    worded = sum(read_number(word.text) is None and len(word.text) > len("ex①") for word in left)
    if 2 * worded > len(coded):
        return Edge(codes=0.0, texts=())
    first = [words[code] for words, code in zip(coded, codes, strict=True)]
    end = max(word.x1 for word in first)
    starts = Counter(round(word.x0) for line in lines for word in line.words if word.x0 > end)
    return Edge(
        codes=min(word.x0 for word in first), texts=tuple(start for start, count in starts.items() if count > 1)
    )


def _find_extent(lines: Sequence[WordLine], edge: Edge) -> tuple[int, int]:
    """Find the first line of the table, its header or the first row, and the line after its last one."""
    coded = [at for at, line in enumerate(lines) if line.has_code]
    headers = [at for at, line in enumerate(lines) if line.is_header and at < coded[0]]
    first = headers[0] if headers else coded[0]
    while not headers and first and lines[first - 1].words[0].x0 > max(edge.codes, _LEFTMOST):
        first -= 1
    stop = coded[-1] + 1
    while stop < len(lines) and not lines[stop].is_apart(edge) and not is_page_number(lines[stop].text):
        stop += 1
    return first, stop


def _split_at_headings(lines: Sequence[WordLine], edge: Edge) -> Iterator[list[WordLine]]:
    """Split a table at each heading and each further header inside it."""
    part: list[WordLine] = []
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


def _find_sides(lines: Sequence[WordLine], spans: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Split the columns into blocks side by side, each with its own codes."""
    words = [word for line in lines for word in line.words]
    held = Counter(_find_column(word, spans) for word in words if is_line_code(word.text))
    codes = sorted(column for column, count in held.items() if count >= _SHARE * max(held.values()))
    header = next((line for line in lines if line.is_header), None)
    heads = [squeeze(word.text) for word in header.words if find_role(word.text) == CODE] if header else []
    is_once = header is not None and (len(heads) < 2 or len(set(heads)) > 1)  # noqa: PLR2004 - a second block
    if len(codes) < 2 or is_once:  # noqa: PLR2004 - as above
        return [(0, len(spans))]
    starts = [0]
    for before, code in pairwise(codes):
        numbered = code - 1 > before and all(
            word.text.strip(".、").isdecimal() or find_role(word.text)
            for word in words
            if _find_column(word, spans) == code - 1
        )
        starts.append(code - 1 if numbered else code)
    return list(pairwise([*starts, len(spans)]))


def _find_column(word: Word, spans: Sequence[tuple[float, float]]) -> int:
    return min(max(bisect_left(spans, (word.x, float("inf"))) - 1, 0), len(spans) - 1)


def _make_grid(
    lines: Sequence[WordLine], spans: Sequence[tuple[float, float]], page: int, number: int, rules: Sequence[float]
) -> Grid:
    """Make the rows of one block: its header, and a row for each code."""
    left, right = spans[0][0] - _RIVER, spans[-1][1] + _RIVER
    rows: list[list[str]] = []
    columns: list[list[Word]] = [[] for _ in spans]
    for line in lines:
        words = [word for word in line.words if left <= word.x <= right]
        if line.is_header:
            cells = [""] * len(spans)
            for word in words:
                cells[_find_column(word, spans)] = word.text
            rows.append(cells)
        else:
            for word in words:
                columns[_find_column(word, spans)].append(word)
    held = [word for line in lines for word in line.codes]
    counts = [sum(word in held for word in column) for column in columns]
    code = counts.index(max(counts))
    beside = [word for column in columns[:code] for word in column if read_number(word.text) is not None]
    in_column = [line[0] for line in join_by_line(list(_join_broken_codes(columns[code], beside)))]
    named = [word for column in columns[code + 1 :] for word in column]
    columns[code] = [word for word in in_column if _begins_row(word, beside, named)]
    anchors = [word.y for word in columns[code]]
    ruled = separate_rows(rules, anchors)
    rows += make_rows_between(columns, rules) if ruled else make_rows(columns, anchors)
    # Words in that column that are not codes must not change the code above them.
    strays = [word.text for word in in_column if word not in columns[code]]
    rows += [[text if at == code else "" for at in range(len(spans))] for text in strays]
    numbered = (GridRow(number=at, cells=tuple(Cell(text=text) for text in row)) for at, row in enumerate(rows, number))
    return Grid(page=page, rows=tuple(numbered), ruled=ruled)


def _begins_row(word: Word, numbers: Sequence[Word], named: Sequence[Word]) -> bool:
    """Decide whether a word in the column of the codes has a row of its own: a code, or whatever is in its place."""
    if _is_code(word.text):
        return True
    is_numbered = not numbers or any(_is_level(other, word) for other in numbers)
    return is_numbered and any(_is_level(other, word) for other in named)


def _is_level(one: Word, other: Word) -> bool:
    return abs(one.y - other.y) < other.height / 2


def _join_broken_codes(column: Sequence[Word], numbers: Sequence[Word]) -> Iterator[Word]:
    """Join codes that are broken over two lines: both together are a code, and the lower line has no number."""
    words = list(column)
    while words:
        word = words.pop(0)
        below = words[0] if words else None
        if below and below.y - word.y < 2 * word.height and not any(is_line_code(part.text) for part in (word, below)):
            both = word._replace(text=f"{word.text}\n{below.text}", y=(word.y + below.y) / 2)
            is_whole = len(read_code_cell(both.text).codes) == 1 and is_line_code(both.text)
            is_one = is_whole and not any(_is_level(number, below) for number in numbers)
            word = both if is_one else word
            words = words[1:] if is_one else words
        yield word
