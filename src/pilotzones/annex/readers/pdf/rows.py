"""Lines of an unruled table -> rows: each line of a column belongs to the code that it stands level with, or around."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPREAD = 1.12
"""Times the least distance of two lines from which on they are of different rows."""


class Word(NamedTuple):
    """Characters that stand together, and their place."""

    text: str
    x0: float
    x1: float
    y: float
    height: float

    @property
    def x(self) -> float:
        """Its middle, from the left."""
        return (self.x0 + self.x1) / 2


def rows_around(columns: Sequence[Sequence[Word]], anchors: Sequence[float]) -> list[list[str]]:
    """Make a row around each code; what belongs to none, at the page's top, is a row without one."""
    rows = [["" for _ in columns] for _ in range(len(anchors) + 1)]
    blocks = [(place, block) for place, column in enumerate(columns) for block in _blocks(by_line(column))]
    votes = Counter(vote for _, block in blocks for vote in _votes(block, anchors))
    for place, block in blocks:
        for at, words in _rows_of(block, anchors, centred=votes["centred"] > votes["level"]):
            text = "\n".join(word.text for word in words)
            rows[at][place] = f"{rows[at][place]}\n{text}" if rows[at][place] else text
    return [row for row in rows if any(row)]


def _near(block: Sequence[Sequence[Word]], anchors: Sequence[float]) -> list[int]:
    """List the codes, counted from 1, that stand beside a block of lines."""
    first, last = block[0][0], block[-1][0]
    return [at for at, y in enumerate(anchors, 1) if first.y - first.height < y < last.y + last.height]


def _votes(block: Sequence[Sequence[Word]], anchors: Sequence[float]) -> Iterator[str]:
    """Tell what a block says of whether rows begin level with their codes, or are centred on them."""
    near = _near(block, anchors)
    tolerance = block[0][0].height / 2
    for at in near:
        if not any(abs(line[0].y - anchors[at - 1]) <= tolerance for line in block):
            yield "centred"  # the code stands between two lines
        elif len(near) == 1 and len(block) > 1:
            yield "level" if abs(block[0][0].y - anchors[at - 1]) <= tolerance else "centred"


def _rows_of(
    block: Sequence[Sequence[Word]], anchors: Sequence[float], *, centred: bool
) -> Iterator[tuple[int, list[Word]]]:
    """Sort a block's lines by the codes they belong to, counted from 1; 0 is the row of the page before."""
    near = _near(block, anchors)
    if len(near) > 1:
        yield from _shared(block, anchors, near, centred=centred)
        return
    middle = (block[0][0].y + block[-1][0].y) / 2
    if not near and middle < anchors[0]:
        at = 0
    else:
        at = near[0] if near else min(range(len(anchors)), key=lambda place: abs(anchors[place] - middle)) + 1
    yield at, [word for line in block for word in line]


def _shared(
    block: Sequence[Sequence[Word]], anchors: Sequence[float], near: Sequence[int], *, centred: bool
) -> Iterator[tuple[int, list[Word]]]:
    """Split lines that stand evenly below each other between several codes."""
    ys = [line[0].y for line in block]
    codes = [anchors[number - 1] for number in near]
    tolerance = block[0][0].height / 2
    stops = (_centred(ys, codes, tolerance) if centred else []) or [
        *(sum(y < code - tolerance for y in ys) for code in codes[1:]),
        len(ys),
    ]
    for number, start, stop in zip(near, [0, *stops], stops, strict=False):
        yield number, [word for line in block[start:stop] for word in line]


def _centred(ys: Sequence[float], codes: Sequence[float], tolerance: float) -> list[int]:
    """Tell where each row's lines end if as many stand above its code as below it; empty if they do not."""
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


def by_line(column: Sequence[Word]) -> list[list[Word]]:
    """Put the words of one line together."""
    lines: list[list[Word]] = []
    for word in column:
        if lines and abs(word.y - lines[-1][0].y) < word.height / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [[_together(line)] for line in lines]


def _together(words: Sequence[Word]) -> Word:
    """Make one word of a line's, with a space between."""
    return words[0]._replace(text=" ".join(word.text for word in words), x1=words[-1].x1)


def _blocks(lines: Sequence[Sequence[Word]]) -> Iterator[list[Sequence[Word]]]:
    """Split a column's lines where more room is left than between the lines of a cell."""
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
