"""From drafts to rows: codes with their zeros, ranges, and what cannot be told from a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import attrs

from pilotzones.annex.grids.lost_zeros import restore_codes
from pilotzones.annex.records import LeftOut, RangeRow, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pilotzones.annex.grids.drafts import Draft

_RANGE = "it is a range, and the file does not say which lines it means"
_EXPAND = "write each line in a row of its own; a range is read as the lines of the tariff of that year if it is known"
_NUMBER = "it is stored as a number, and its zeros cannot be told"
_FORMAT = "format the column as text, enter the code again, and read the file again"


class FinishedRows(NamedTuple):
    """The rows and ranges of a file, the drafts of neither, and how many codes got zeros back."""

    rows: tuple[Row, ...]
    ranges: tuple[RangeRow, ...]
    unproven: tuple[Draft, ...]
    padded: int

    def list_left_out(self, found: Iterable[LeftOut | Draft]) -> Iterator[LeftOut]:
        """List what was left out in the order of the file; of drafts, those that did not become rows."""
        for one in found:
            if isinstance(one, LeftOut):
                yield one
            elif one.cell.ends:
                yield one.leave_out(_RANGE, _EXPAND, is_row=True)
            elif one in self.unproven:
                yield one.leave_out(_NUMBER, _FORMAT, is_row=True)


def finish_rows(drafts: Sequence[Draft]) -> FinishedRows:
    """Make the rows of all drafts: one for each of their codes."""
    rows: list[Row] = []
    ranges: list[RangeRow] = []
    unproven: list[Draft] = []
    padded = 0
    for draft, codes in zip(drafts, restore_codes(drafts), strict=True):
        cell = draft.cell
        if cell.ends:
            first, last = cell.ends
            row = attrs.evolve(draft.make_row(""), code_range=draft.printed_code)
            ranges.append(RangeRow(first=first, last=last, row=row, index=len(rows)))
            continue
        if not codes:
            unproven.append(draft)
        rows += map(draft.make_row, codes)
        padded += sum(code not in cell.codes for code in codes)
    return FinishedRows(rows=tuple(rows), ranges=tuple(ranges), unproven=tuple(unproven), padded=padded)
