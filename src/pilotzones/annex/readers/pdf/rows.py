"""Sort the lines of an unruled table into rows: each line belongs to the code beside it, or nearest to it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPREAD = 1.12
"""How many times the smallest distance of two lines separates two rows."""


class Word(NamedTuple):
    """Characters without a gap between them, and their position on the page."""

    text: str
    x0: float
    x1: float
    y: float
    height: float

    @property
    def x(self) -> float:
        """Its middle, from the left."""
        return (self.x0 + self.x1) / 2


def make_rows(columns: Sequence[Sequence[Word]], anchors: Sequence[float]) -> list[list[str]]:
    """Make a row around each code; words above the first code may be a row without a code."""
    rows = [["" for _ in columns] for _ in range(len(anchors) + 1)]
    blocks = [(at, block) for at, column in enumerate(columns) for block in _split_blocks(join_by_line(column))]
    votes = Counter(vote for _, block in blocks for vote in _vote(block, anchors))
    for column, block in blocks:
        for row, words in _sort_lines(block, anchors, centred=votes["centred"] > votes["level"]):
            text = "\n".join(word.text for word in words)
            rows[row][column] = f"{rows[row][column]}\n{text}" if rows[row][column] else text
    return [row for row in rows if any(row)]


def separate_rows(rules: Sequence[float], anchors: Sequence[float]) -> bool:
    """Decide whether lines separate the codes, and not only a header from a table."""
    held = Counter(bisect_left(rules, anchor) for anchor in anchors)
    return 2 * list(held.values()).count(1) > len(anchors) > 1


def make_rows_between(columns: Sequence[Sequence[Word]], rules: Sequence[float]) -> list[list[str]]:
    """Make a row of the words between two horizontal lines."""
    rows = [["" for _ in columns] for _ in range(len(rules) + 1)]
    for at, column in enumerate(columns):
        for word in column:
            row = rows[bisect_left(rules, word.y)]
            row[at] = f"{row[at]}\n{word.text}" if row[at] else word.text
    return [row for row in rows if any(row)]


def _find_near(block: Sequence[Sequence[Word]], anchors: Sequence[float]) -> list[int]:
    """Find the codes beside a block of lines, counted from 1."""
    first, last = block[0][0], block[-1][0]
    return [at for at, y in enumerate(anchors, 1) if first.y - first.height < y < last.y + last.height]


def _vote(block: Sequence[Sequence[Word]], anchors: Sequence[float]) -> Iterator[str]:
    """Decide what a block suggests: rows begin level with their codes, or are centred on them."""
    near = _find_near(block, anchors)
    tolerance = block[0][0].height / 2
    for at in near:
        if not any(abs(line[0].y - anchors[at - 1]) <= tolerance for line in block):
            yield "centred"  # the code is between two lines
        elif len(near) == 1 and len(block) > 1:
            yield "level" if abs(block[0][0].y - anchors[at - 1]) <= tolerance else "centred"


def _sort_lines(
    block: Sequence[Sequence[Word]], anchors: Sequence[float], *, centred: bool
) -> Iterator[tuple[int, list[Word]]]:
    """Sort a block's lines by their codes, counted from 1; 0 is the last row of the page before."""
    near = _find_near(block, anchors)
    if len(near) > 1:
        yield from _share_lines(block, anchors, near, centred=centred)
        return
    middle = (block[0][0].y + block[-1][0].y) / 2
    if not near and (not anchors or middle < anchors[0]):
        at = 0
    else:
        at = near[0] if near else min(range(len(anchors)), key=lambda code: abs(anchors[code] - middle)) + 1
    yield at, [word for line in block for word in line]


def _share_lines(
    block: Sequence[Sequence[Word]], anchors: Sequence[float], near: Sequence[int], *, centred: bool
) -> Iterator[tuple[int, list[Word]]]:
    """Share evenly spaced lines out between several codes."""
    ys = [line[0].y for line in block]
    codes = [anchors[number - 1] for number in near]
    tolerance = block[0][0].height / 2
    stops = (_find_centred_stops(ys, codes, tolerance) if centred else []) or [
        *(sum(y < code - tolerance for y in ys) for code in codes[1:]),
        len(ys),
    ]
    for number, start, stop in zip(near, [0, *stops], stops, strict=False):
        yield number, [word for line in block[start:stop] for word in line]


def _find_centred_stops(ys: Sequence[float], codes: Sequence[float], tolerance: float) -> list[int]:
    """Find where each row ends if it has as many lines above its code as below; empty if that does not fit."""
    stops = [0]
    for code in codes:
        rest = ys[stops[-1] :]
        above = sum(y < code - tolerance for y in rest)
        level = any(abs(y - code) <= tolerance for y in rest)
        mine = rest[: 2 * above + level]
        if not mine or abs(sum(mine) / len(mine) - code) > tolerance:
            return []
        stops.append(stops[-1] + len(mine))
    return stops[1:] if stops[-1] == len(ys) else []


def join_by_line(column: Sequence[Word]) -> list[list[Word]]:
    """Join the words of each line."""
    lines: list[list[Word]] = []
    for word in column:
        if lines and abs(word.y - lines[-1][0].y) < word.height / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [[_join(line)] for line in lines]


def _join(words: Sequence[Word]) -> Word:
    """Join the words of a line with spaces."""
    return words[0]._replace(text=" ".join(word.text for word in words), x1=words[-1].x1)


def _split_blocks(lines: Sequence[Sequence[Word]]) -> Iterator[list[Sequence[Word]]]:
    """Split a column's lines at gaps wider than between the lines of one cell."""
    if not lines:
        return
    distances = [below[0].y - above[0].y for above, below in pairwise(lines)]
    least = min(distances, default=0.0)
    block = [lines[0]]
    for distance, line in zip(distances, lines[1:], strict=True):
        if distance > _SPREAD * max(least, line[0].height):
            yield block
            block = []
        block.append(line)
    yield block
