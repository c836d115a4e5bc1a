"""CodeRanges: a set of tariff lines, held as ranges of codes."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from pilotzones.hscode import LINE, HSCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FIRST_CODE, LAST_CODE = HSCode("0" * LINE), HSCode("9" * LINE)

CodeRange = tuple[HSCode, HSCode]
"""The first and the last code of a range, both included."""


class CodeRanges:
    """A set of codes as ranges in order, of which none overlap or touch; it does not change.

    >>> known = CodeRanges([("04010000", "04029999"), ("04030000", "04039999")])
    >>> known
    CodeRanges(04010000-04039999)
    >>> "04029100" in known, known.count, known.gaps().count
    (True, 30000, 99970000)
    """

    __slots__ = ("_firsts", "_lasts", "_upto")

    def __init__(self, ranges: Iterable[CodeRange] = ()) -> None:
        """Make a set of some ranges.

        Args:
            ranges: the first and the last code of each, both included, in any order; they may
                overlap. A range whose first code comes after its last has no code.
        """
        self._hold((int(first), int(last)) for first, last in ranges)

    def _hold(self, ranges: Iterable[tuple[int, int]]) -> CodeRanges:
        """Join what overlaps or touches. Codes are numbers inside, since a range's end is computed with."""
        firsts: list[int] = []
        lasts: list[int] = []
        for first, last in sorted(ranges):
            if first > last:
                continue
            if lasts and first <= lasts[-1] + 1:
                lasts[-1] = max(lasts[-1], last)
            else:
                firsts.append(first)
                lasts.append(last)
        self._firsts, self._lasts = tuple(firsts), tuple(lasts)
        self._upto = tuple(accumulate(last - first + 1 for first, last in self._numbers()))
        return self

    @classmethod
    def of(cls, codes: Iterable[HSCode]) -> CodeRanges:
        """Make a set of single codes."""
        return cls((code, code) for code in codes)

    @classmethod
    def under(cls, prefix: str) -> CodeRanges:
        """Make the set of all codes that begin with some digits.

        >>> CodeRanges.under("0402")
        CodeRanges(04020000-04029999)
        """
        return cls([(HSCode(prefix.ljust(LINE, "0")), HSCode(prefix.ljust(LINE, "9")))])

    def __contains__(self, code: str) -> bool:
        number = int(code)
        index = bisect_right(self._firsts, number) - 1
        return index >= 0 and number <= self._lasts[index]

    def __iter__(self) -> Iterator[CodeRange]:
        """Go through the ranges in order."""
        return ((_code(first), _code(last)) for first, last in self._numbers())

    def __bool__(self) -> bool:
        """Tell whether it has any code."""
        return bool(self._firsts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CodeRanges) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"CodeRanges({', '.join(f'{first}-{last}' for first, last in self)})"

    @property
    def count(self) -> int:
        """How many codes it has."""
        return self._upto[-1] if self._upto else 0

    def union(self, other: CodeRanges) -> CodeRanges:
        """Take the codes that either set has."""
        return _holding([*self._numbers(), *other._numbers()])

    def intersection(self, other: CodeRanges) -> CodeRanges:
        """Take the codes that both sets have."""
        return _holding((max(a, c), min(b, d)) for a, b in self._numbers() for c, d in other._meeting(a, b))

    def without(self, other: CodeRanges) -> CodeRanges:
        """Take its codes that the other set does not have."""
        left: list[tuple[int, int]] = []
        for first, last in self._numbers():
            start = first
            for taken_from, taken_to in other._meeting(first, last):
                left.append((start, taken_from - 1))
                start = taken_to + 1
            left.append((start, last))
        return _holding(left)

    def gaps(self) -> CodeRanges:
        """Take the codes that it does not have."""
        return EVERY_CODE.without(self)

    def nth(self, number: int) -> HSCode:
        """Take the code that has so many codes of the set before it.

        Raises:
            IndexError: if the set has no more codes than that.

        >>> CodeRanges([("04010000", "04010001"), ("05010000", "05010009")]).nth(2)
        '05010000'
        """
        index = bisect_right(self._upto, number)
        return _code(self._lasts[index] - (self._upto[index] - 1 - number))

    def _numbers(self) -> Iterator[tuple[int, int]]:
        return zip(self._firsts, self._lasts)  # noqa: B905 - they are of one length

    def _meeting(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Go through its ranges that share a code with another range."""
        start = max(bisect_right(self._firsts, first) - 1, 0)
        end = bisect_right(self._firsts, last)
        for index in range(start, end):
            if self._lasts[index] >= first:
                yield self._firsts[index], self._lasts[index]


def _holding(ranges: Iterable[tuple[int, int]]) -> CodeRanges:
    return CodeRanges()._hold(ranges)  # noqa: SLF001 - this module's own


def _code(number: int) -> HSCode:
    return HSCode(f"{number:0{LINE}}")


NO_CODE = CodeRanges()
EVERY_CODE = CodeRanges([(FIRST_CODE, LAST_CODE)])
