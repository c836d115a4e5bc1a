"""Turn the ruling lines of a PDF page into lattices; cells without a line between them are merged."""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.annex.readers.document import Cell, Grid, GridRow
from pilotzones.annex.readers.pdf.glyphs import join_glyphs, sort_into_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pilotzones.annex.readers.pdf.glyphs import Glyph
    from pilotzones.annex.readers.pdf.turns import Box, Turn

_SAME = 2.5
"""Points within which two ruling lines are one."""
_THIN = 3.0
"""The most points that a filled box may be wide and still be a ruling line."""
_REACH = 4.0
"""The most points by which ruling lines that meet may miss each other."""
_SLIVER = 6.0
"""The most points that the space inside a double ruling line has."""
_COVERED = 0.6
"""The share of a cell's side that ruling lines must cover."""
_SLIGHT = 1.0
"""The most points by which the ends of a level line may be higher or lower."""
_ASKEW, _SLANTED = 0.3, 10.0
"""The degrees between which a line is one of a table that is askew; a line beyond them is a drawing."""
_FEW, _SHARE = 3, 0.2
"""How many lines that are askew, and which share of all, show that the table is."""
_CORNERS = 5
"""The points of a box, the first one again at its end."""


class RulingLine(NamedTuple):
    """A straight line of a table: its position across, and where it begins and ends."""

    at: float
    start: float
    stop: float


class RulingLines(NamedTuple):
    """Horizontal and vertical ruling lines that belong together."""

    across: list[RulingLine]
    down: list[RulingLine]


def find_ruling_lines(page: Any, turn: Turn) -> RulingLines:  # noqa: ANN401 - pdfplumber's page
    """Find a page's ruling lines: lines, thin boxes, and the sides of outlined boxes.

    The sides of boxes that are only filled count if the page has no others: such boxes are
    coloured cells, or a mark behind some words.
    """
    drawn, filled = RulingLines(across=[], down=[]), RulingLines(across=[], down=[])
    for line in page.lines:
        _add(drawn, turn.make_box(line))
    for shape in (*page.rects, *page.curves):
        box = turn.make_box(shape)
        if min(box.x1 - box.x0, box.bottom - box.top) <= _THIN:
            _add(drawn, box)
        elif _is_box(shape, turn):
            for side in _list_sides(box):
                _add(drawn if shape["stroke"] else filled, side)
    if not (drawn.across and drawn.down) and filled.across:
        drawn = RulingLines(across=[*drawn.across, *filled.across], down=[*drawn.down, *filled.down])
    return RulingLines(across=_join(drawn.across), down=_join(drawn.down))


def find_lines_askew(page: Any, turn: Turn) -> str:  # noqa: ANN401 - pdfplumber's page
    """Find ruling lines at an angle of their own, near that of the text; empty if there are none, or only a few."""
    shapes = [*page.lines, *page.rects, *(curve for curve in page.curves if len(curve["pts"]) <= _CORNERS)]
    angles = [_measure_askew(shape, turn) for shape in shapes if turn.skew or _is_slanted(shape)]
    askew = [angle for angle in angles if _ASKEW <= angle <= _SLANTED]
    if len(askew) < _FEW or len(askew) < _SHARE * len(shapes):
        return ""
    return f"{len(askew):,} ruling lines at an angle of {max(askew):.1f} degrees to its text"


def group_into_tables(rules: RulingLines) -> list[RulingLines]:
    """Group ruling lines that meet into tables; a line that meets no other is left out."""
    tables: list[RulingLines] = []
    across, down = list(rules.across), list(rules.down)
    while down:
        table = RulingLines(across=[], down=[down.pop()])
        for one in table.down:  # the list grows inside the loop
            for new in [rule for rule in across if _cross(rule, one)]:
                across.remove(new)
                table.across.append(new)
                met = [rule for rule in down if _cross(new, rule)]
                table.down.extend(met)
                down = [rule for rule in down if rule not in met]
        tables.append(table)
    return [table for table in tables if table.across]


class Lattice:
    """The smallest cells between a table's ruling lines, and which of them are merged."""

    def __init__(self, rules: RulingLines) -> None:
        self._rules = rules
        self.xs = _find_axis(rules.down, rules.across)
        self.ys = _find_axis(rules.across, rules.down)
        self.width, self.height = len(self.xs) - 1, len(self.ys) - 1
        self._owner = list(range(self.width * self.height))
        for index in range(len(self._owner)):
            self._merge(*divmod(index, self.width))

    @property
    def area(self) -> float:
        """Its size, in square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    @property
    def is_table(self) -> bool:
        """Whether it is more than a frame around something."""
        return len({self._find_root(index) for index in range(len(self._owner))}) > 1

    def holds(self, glyph: Glyph) -> bool:
        """Decide whether a character is inside it."""
        return self.xs[0] - 1 <= glyph.x <= self.xs[-1] + 1 and self.ys[0] - 1 <= glyph.y <= self.ys[-1] + 1

    def make_grid(self, glyphs: Iterable[Glyph], page: int, number: int) -> Grid:
        """Fill the cells with the characters inside them; the first row gets this number."""
        held: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            column = min(max(bisect_right(self.xs, glyph.x) - 1, 0), self.width - 1)
            row = min(max(bisect_right(self.ys, glyph.y) - 1, 0), self.height - 1)
            held.setdefault(self._find_root(row * self.width + column), []).append(glyph)
        cells: dict[int, Cell] = {}
        for root in {self._find_root(index) for index in range(len(self._owner))}:
            lines = (join_glyphs(line) for line in sort_into_lines(held.get(root, ())))
            cells[root] = Cell(text="\n".join(filter(None, lines)))
        rows = [
            [cells[self._find_root(row * self.width + column)] for column in range(self.width)]
            for row in range(self.height)
        ]
        columns = _drop_slivers(self.xs, list(zip(*rows, strict=True)))
        kept = [rows[at] for at in _drop_slivers(self.ys, rows)]
        numbered = (
            GridRow(number=at, cells=tuple(row[column] for column in columns)) for at, row in enumerate(kept, number)
        )
        return Grid(page=page, rows=tuple(numbered))

    def _find_root(self, index: int) -> int:
        while self._owner[index] != index:
            index = self._owner[index]
        return index

    def _merge(self, row: int, column: int) -> None:
        """Join a cell with the next one to the right and below if no ruling line separates them."""
        here = row * self.width + column
        ys, xs = self.ys[row : row + 2], self.xs[column : column + 2]
        if column + 1 < self.width and not _covers(self._rules.down, xs[1], ys):
            self._join(here, here + 1)
        if row + 1 < self.height and not _covers(self._rules.across, ys[1], xs):
            self._join(here, here + self.width)

    def _join(self, one: int, other: int) -> None:
        one, other = self._find_root(one), self._find_root(other)
        self._owner[max(one, other)] = min(one, other)


def _drop_slivers(axis: Sequence[float], lines: Sequence[Sequence[Cell]]) -> list[int]:
    """List the rows or columns without the space inside double ruling lines: narrow, and without its own text."""

    def is_sliver(index: int) -> bool:
        beside = [lines[near] for near in (index - 1, index + 1) if 0 <= near < len(lines)]
        own = (cell for at, cell in enumerate(lines[index]) if all(line[at] is not cell for line in beside))
        return axis[index + 1] - axis[index] <= _SLIVER and not any(cell.text for cell in own)

    return [index for index in range(len(lines)) if not is_sliver(index)]


def _is_slanted(shape: dict[str, Any]) -> bool:
    """Decide whether a shape is neither level nor upright, nor a rectangle that is."""
    return bool(
        shape["object_type"] != "rect" and min(shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]) > _SLIGHT
    )


def _measure_askew(shape: dict[str, Any], turn: Turn) -> float:
    """Measure by how many degrees the sides of a shape are off level or upright; 0 if it is by less than a point."""
    worst = 0.0
    for (x0, y0), (x1, y1) in pairwise(turn.turn_points(shape["pts"])):
        short, long = sorted((abs(x1 - x0), abs(y1 - y0)))
        if short > _SLIGHT:
            worst = max(worst, math.degrees(math.atan2(short, long)))
    return worst


def _is_box(shape: dict[str, Any], turn: Turn) -> bool:
    """Decide whether a shape is a box: the library knows only those that are level to the last digit."""
    if shape["object_type"] == "rect":
        return True
    return len(shape["pts"]) in (_CORNERS - 1, _CORNERS) and _measure_askew(shape, turn) < _ASKEW


def _list_sides(box: Box) -> list[Box]:
    return [
        box._replace(bottom=box.top),
        box._replace(top=box.bottom),
        box._replace(x1=box.x0),
        box._replace(x0=box.x1),
    ]


def _add(rules: RulingLines, box: Box) -> None:
    """Add a thin box as a ruling line; other boxes are not ruling lines."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    if height <= _THIN < width:
        rules.across.append(RulingLine(at=(box.top + box.bottom) / 2, start=box.x0, stop=box.x1))
    elif width <= _THIN < height:
        rules.down.append(RulingLine(at=(box.x0 + box.x1) / 2, start=box.top, stop=box.bottom))


def _join(rules: Iterable[RulingLine]) -> list[RulingLine]:
    """Join lines that touch and have the same direction and position: many are drawn cell by cell."""
    groups: list[list[RulingLine]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][-1].at <= _SAME:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    joined: list[RulingLine] = []
    for group in groups:
        at = sum(rule.at for rule in group) / len(group)
        parts: list[RulingLine] = []
        for rule in sorted(group, key=lambda rule: rule.start):
            if parts and rule.start <= parts[-1].stop + _REACH:
                parts[-1] = parts[-1]._replace(stop=max(parts[-1].stop, rule.stop))
            else:
                parts.append(rule._replace(at=at))
        joined += parts
    return joined


def _cross(across: RulingLine, down: RulingLine) -> bool:
    return (
        across.start - _REACH <= down.at <= across.stop + _REACH
        and down.start - _REACH <= across.at <= down.stop + _REACH
    )


def _find_axis(rules: Sequence[RulingLine], others: Sequence[RulingLine]) -> list[float]:
    """List the positions of a table's lines in one direction; an outer line may be missing on the page."""
    axis = sorted({rule.at for rule in rules})
    first, last = min(rule.start for rule in others), max(rule.stop for rule in others)
    before = [first] if first < axis[0] - 2 * _SLIVER else []
    after = [last] if last > axis[-1] + 2 * _SLIVER else []
    return [*before, *axis, *after]


def _covers(rules: Iterable[RulingLine], at: float, side: Sequence[float]) -> bool:
    """Decide whether ruling lines cover most of a cell's side."""
    start, stop = side
    along = (max(0.0, min(rule.stop, stop) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= _SAME)
    return sum(along) >= _COVERED * (stop - start)
