"""The codes of one status under an edition, as ranges that any of them can be taken from."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.hscode import LINE, HSCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pilotzones.positive_list.replay import State
    from pilotzones.records.list_answers import Status

LAST = 10**LINE - 1


class Codes(NamedTuple):
    """Ranges of codes, both ends inside, in order; ``upto`` counts the codes up to the end of each."""

    ranges: tuple[tuple[int, int], ...]
    upto: tuple[int, ...]

    @classmethod
    def of(cls, state: State, status: Status) -> Codes:
        """Gather the codes of one status."""
        listed = {"listed": True, "not listed": False}.get(status)
        lines = [(int(code), int(code)) for code, telling in state.told.items() if telling.listed is listed]
        between: Iterable[tuple[int, int]] = ()
        if status != "listed":
            settled = [(int(first), int(last)) for first, last in state.settled]
            within = settled if status == "not listed" else _gaps(settled)
            between = _without(within, sorted(map(int, state.told)))
        return cls.made(sorted((*lines, *between)))

    @classmethod
    def made(cls, ranges: Iterable[tuple[int, int]]) -> Codes:
        """Count ranges."""
        kept = tuple(ranges)
        return cls(kept, tuple(itertools.accumulate(last - first + 1 for first, last in kept)))

    @property
    def total(self) -> int:
        """How many codes there are."""
        return self.upto[-1] if self.upto else 0

    def under(self, prefix: str) -> Codes:
        """Keep the codes that begin with some digits."""
        lowest, highest = int(prefix.ljust(LINE, "0")), int(prefix.ljust(LINE, "9"))
        cut = ((max(first, lowest), min(last, highest)) for first, last in self.ranges)
        return self.made((first, last) for first, last in cut if first <= last)

    def nth(self, number: int) -> HSCode:
        """Take one code by its number, from 0."""
        at = bisect_right(self.upto, number)
        return HSCode(f"{self.ranges[at][1] - (self.upto[at] - 1 - number):0{LINE}}")

    def has(self, code: HSCode) -> bool:
        """Tell whether a code is among them."""
        number = int(code)
        at = bisect_left(self.ranges, (number + 1,)) - 1
        return at >= 0 and number <= self.ranges[at][1]


def _gaps(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Take what lies between ranges, before the first and after the last."""
    start = 0
    for first, last in ranges:
        if start < first:
            yield start, first - 1
        start = last + 1
    if start <= LAST:
        yield start, LAST


def _without(ranges: Iterable[tuple[int, int]], points: list[int]) -> Iterator[tuple[int, int]]:
    """Cut single codes out of ranges."""
    for first, last in ranges:
        start = first
        for point in points[bisect_left(points, first) : bisect_right(points, last)]:
            if start < point:
                yield start, point - 1
            start = point + 1
        if start <= last:
            yield start, last
