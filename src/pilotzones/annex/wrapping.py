"""Which lines between two rows are the end of the first one's cells, and which the beginning of the next one's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LONGEST_CELL = 40
"""Lines; between rows further apart, all are taken for the upper one's."""

_NEAR = 0.3


def shared_out(
    anchors: Sequence[int], gaps: Sequence[int], cells: Sequence[Mapping[int, str]], pages: Sequence[int]
) -> list[int]:
    """Share the lines between rows out, so that all rows look alike.

    In rows whose cells are centred, as many lines stand above the code as below it; in those
    whose cells begin at the top, none stands above it. Whichever fits the table better holds.

    Args:
        anchors: the places of the lines with a code.
        gaps: how many lines stand right above each of them, up to the one before.
        cells: what each line holds, by column.
        pages: the page of each line.

    Returns:
        How many of the lines above each anchor belong to the row before.
    """
    ways = [_Rows(anchors, gaps, cells, pages, centred=centred).best() for centred in (False, True)]
    return min(ways, key=lambda way: way[0])[1]


class _Rows:
    def __init__(
        self,
        anchors: Sequence[int],
        gaps: Sequence[int],
        cells: Sequence[Mapping[int, str]],
        pages: Sequence[int],
        *,
        centred: bool,
    ) -> None:
        self.anchors = anchors
        self.gaps = gaps
        self.cells = cells
        self.pages = pages
        self.centred = centred

    def best(self) -> tuple[float, list[int]]:
        """Find the cheapest way to share all lines out, row by row."""
        steps: list[dict[int, int]] = []
        costs: dict[int, float] = {0: 0.0}  # by how many lines the row above has, the cost of all rows above
        for at, anchor in enumerate(self.anchors):
            is_last = at + 1 == len(self.anchors)
            between = len(self.cells) - anchor - 1 if is_last else self.gaps[at + 1]
            chosen: dict[int, int] = {}
            new: dict[int, float] = {}
            for split in range(between + 1) if between <= _LONGEST_CELL and not is_last else (between,):
                ways = {
                    before: cost + self._cost(anchor - self.gaps[at] + before, anchor, anchor + 1 + split)
                    for before, cost in costs.items()
                }
                chosen[split] = min(ways, key=lambda before: ways[before])
                new[split] = ways[chosen[split]]
            steps.append(chosen)
            costs = new
        (split, cost), *_ = costs.items()
        splits: list[int] = []
        for chosen in reversed(steps):
            split = chosen[split]
            splits.insert(0, split)
        return cost, splits

    def _cost(self, start: int, anchor: int, stop: int) -> float:
        """Tell how unlike a row these lines are."""
        if start == anchor and stop == anchor + 1:
            return 0.0
        if self.pages[start] != self.pages[stop - 1]:
            # A row broken over pages looks like none; its code stands on the first one, most often.
            return 1.0 if self.pages[start] == self.pages[anchor] else 2.0
        cost = 0.0
        for column in {column for place in range(start, stop) for column in self.cells[place]}:
            above = sum(column in self.cells[place] for place in range(start, anchor))
            below = sum(column in self.cells[place] for place in range(anchor + 1, stop))
            on = column in self.cells[anchor]
            if not self.centred:
                cost += 4 * above + (2 if below and not on else 0)
            elif abs(above - below) == 1:
                cost += _NEAR if on else 2
            else:
                cost += (above - below) ** 2
        return cost
