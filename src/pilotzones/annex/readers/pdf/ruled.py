"""The rules drawn on a PDF page -> lattices, whose cells are merged where no rule stands between them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.annex.readers.document import Cell, Grid, GridRow
from pilotzones.annex.readers.pdf.glyphs import lines_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pilotzones.annex.readers.pdf.glyphs import Box, Glyph, Turn

_SAME = 2.5
"""Points within which two rules are one."""
_THIN = 3.0
"""Points up to which a filled box is a rule."""
_REACH = 4.0
"""Points by which rules that meet may miss each other."""
_SLIVER = 6.0
"""Points up to which an empty row or column is the room within a double rule."""
_COVERED = 0.6
"""The share of a cell's side that a rule must cover."""


class Rule(NamedTuple):
    """A rule: where it lies across, and where it begins and ends."""

    at: float
    start: float
    stop: float


class Rules(NamedTuple):
    """Horizontal and vertical rules that belong together."""

    across: list[Rule]
    down: list[Rule]


def rules_of(page: Any, turn: Turn) -> Rules:  # noqa: ANN401 - pdfplumber's page
    """Collect a page's rules: lines, thin boxes, and the sides of outlined ones.

    The sides of boxes that are only filled count where nothing else is ruled: they are
    cells with a colour, or a mark behind some words.
    """
    drawn, filled = Rules([], []), Rules([], [])
    for line in page.lines:
        _add(drawn, turn.upright(line["x0"], line["x1"], line["top"], line["bottom"]))
    for shape in (*page.rects, *page.curves):
        box = turn.upright(shape["x0"], shape["x1"], shape["top"], shape["bottom"])
        if min(box.x1 - box.x0, box.bottom - box.top) <= _THIN:
            _add(drawn, box)
        elif shape["object_type"] == "rect":
            for side in _sides(box):
                _add(drawn if shape["stroke"] else filled, side)
    if not (drawn.across and drawn.down) and filled.across:
        drawn = Rules([*drawn.across, *filled.across], [*drawn.down, *filled.down])
    return Rules(_joined(drawn.across), _joined(drawn.down))


def tables_of(rules: Rules) -> list[Rules]:
    """Sort rules that meet into tables; those that meet none are left out."""
    tables: list[Rules] = []
    across, down = list(rules.across), list(rules.down)
    while down:
        table = Rules([], [down.pop()])
        for one in table.down:  # which grows meanwhile
            for new in [rule for rule in across if _cross(rule, one)]:
                across.remove(new)
                table.across.append(new)
                met = [rule for rule in down if _cross(new, rule)]
                table.down.extend(met)
                down = [rule for rule in down if rule not in met]
        tables.append(table)
    return [table for table in tables if table.across]


class Lattice:
    """The elementary cells between a table's rules, and which of them are one."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self.xs = _axis(rules.down, rules.across)
        self.ys = _axis(rules.across, rules.down)
        self.width, self.height = len(self.xs) - 1, len(self.ys) - 1
        self._owner = list(range(self.width * self.height))
        for place in range(len(self._owner)):
            self._merge(*divmod(place, self.width))

    @property
    def area(self) -> float:
        """Its size, in square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    @property
    def is_table(self) -> bool:
        """Whether it is more than a frame around something."""
        return len({self._root(place) for place in range(len(self._owner))}) > 1

    def holds(self, glyph: Glyph) -> bool:
        """Tell whether a character stands in it."""
        return self.xs[0] - 1 <= glyph.x <= self.xs[-1] + 1 and self.ys[0] - 1 <= glyph.y <= self.ys[-1] + 1

    def grid(self, glyphs: Iterable[Glyph], page: int, number: int) -> Grid:
        """Fill the cells with the characters that stand in them; rows are numbered from a number on."""
        held: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            column = min(max(bisect_right(self.xs, glyph.x) - 1, 0), self.width - 1)
            row = min(max(bisect_right(self.ys, glyph.y) - 1, 0), self.height - 1)
            held.setdefault(self._root(row * self.width + column), []).append(glyph)
        cells: dict[int, Cell] = {}
        for root in {self._root(place) for place in range(len(self._owner))}:
            lines = (text_of(line) for line in lines_of(held.get(root, ())))
            cells[root] = Cell("\n".join(filter(None, lines)))
        rows = [
            [cells[self._root(row * self.width + column)] for column in range(self.width)] for row in range(self.height)
        ]
        columns = _without_slivers(self.xs, list(zip(*rows, strict=True)))
        kept = [rows[place] for place in _without_slivers(self.ys, rows)]
        numbered = (GridRow(at, tuple(row[column] for column in columns)) for at, row in enumerate(kept, number))
        return Grid(page, tuple(numbered))

    def _root(self, place: int) -> int:
        while self._owner[place] != place:
            place = self._owner[place]
        return place

    def _merge(self, row: int, column: int) -> None:
        """Join a cell with those to the right and below, where no rule stands between."""
        here = row * self.width + column
        ys, xs = self.ys[row : row + 2], self.xs[column : column + 2]
        if column + 1 < self.width and not _covers(self._rules.down, xs[1], ys):
            self._join(here, here + 1)
        if row + 1 < self.height and not _covers(self._rules.across, ys[1], xs):
            self._join(here, here + self.width)

    def _join(self, one: int, other: int) -> None:
        one, other = self._root(one), self._root(other)
        self._owner[max(one, other)] = min(one, other)


def _without_slivers(axis: Sequence[float], lines: Sequence[Sequence[Cell]]) -> list[int]:
    """List the rows or columns but for the room within double rules: narrow, and with no text of its own."""

    def is_sliver(place: int) -> bool:
        beside = [lines[near] for near in (place - 1, place + 1) if 0 <= near < len(lines)]
        own = (cell for at, cell in enumerate(lines[place]) if all(line[at] is not cell for line in beside))
        return axis[place + 1] - axis[place] <= _SLIVER and not any(cell.text for cell in own)

    return [place for place in range(len(lines)) if not is_sliver(place)]


def _sides(box: Box) -> list[Box]:
    return [
        box._replace(bottom=box.top),
        box._replace(top=box.bottom),
        box._replace(x1=box.x0),
        box._replace(x0=box.x1),
    ]


def _add(rules: Rules, box: Box) -> None:
    """Take a thin box for the rule that it is; what is neither thin nor long is none."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    if height <= _THIN < width:
        rules.across.append(Rule((box.top + box.bottom) / 2, box.x0, box.x1))
    elif width <= _THIN < height:
        rules.down.append(Rule((box.x0 + box.x1) / 2, box.top, box.bottom))


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Put rules that lie on one line and touch together: many are drawn cell by cell."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][-1].at <= _SAME:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    joined: list[Rule] = []
    for group in groups:
        at = sum(rule.at for rule in group) / len(group)
        parts: list[Rule] = []
        for rule in sorted(group, key=lambda rule: rule.start):
            if parts and rule.start <= parts[-1].stop + _REACH:
                parts[-1] = Rule(at, parts[-1].start, max(parts[-1].stop, rule.stop))
            else:
                parts.append(Rule(at, rule.start, rule.stop))
        joined += parts
    return joined


def _cross(across: Rule, down: Rule) -> bool:
    return (
        across.start - _REACH <= down.at <= across.stop + _REACH
        and down.start - _REACH <= across.at <= down.stop + _REACH
    )


def _axis(rules: Sequence[Rule], others: Sequence[Rule]) -> list[float]:
    """List where a table's rules lie one way; the outermost may be missing, where the others reach further."""
    axis = sorted({rule.at for rule in rules})
    first, last = min(rule.start for rule in others), max(rule.stop for rule in others)
    before = [first] if first < axis[0] - 2 * _SLIVER else []
    after = [last] if last > axis[-1] + 2 * _SLIVER else []
    return [*before, *axis, *after]


def _covers(rules: Iterable[Rule], at: float, side: Sequence[float]) -> bool:
    """Tell whether rules stand along most of a cell's side."""
    start, stop = side
    along = (max(0.0, min(rule.stop, stop) - max(rule.start, start)) for rule in rules if abs(rule.at - at) <= _SAME)
    return sum(along) >= _COVERED * (stop - start)
