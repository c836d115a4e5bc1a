"""The counts and sums of a file: by status, and by the annexes that would settle what is unknown."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING, get_args

from pilotzones.arguments import quoted
from pilotzones.frames.files.row_cells import BLANK, read_amount
from pilotzones.records.screened_files import (
    REJECTED,
    AnnexesNeeded,
    FileStatus,
    RejectedRow,
    ScreenedFile,
    StatusCount,
)

if TYPE_CHECKING:
    from pilotzones.dataset import Dataset
    from pilotzones.frames.files.row_answers import RowAnswer

_SHOWN = 10
"""How many rows that could not be read are named."""
_EXACT = Context(prec=100)
"""Sums are exact: every amount has at most 40 digits, or is a number of the computer."""

_Key = tuple[FileStatus, tuple[str, ...]]


class Tally:
    """Counts the rows of a file, one after the other."""

    def __init__(self, *, has_values: bool) -> None:
        """Begin with nothing."""
        self.rows = self.lost_zeros = self.unread_values = 0
        self._has_values, self._has_a_number = has_values, False
        self._counts: dict[_Key, int] = {}
        self._values: dict[_Key, Decimal] = {}
        self._keys: dict[RowAnswer, _Key] = {}
        self._rejected: list[RejectedRow] = []

    def add(self, answer: RowAnswer, line: int, code: object, day: object, value: object) -> None:
        """Count a row: its answer, the line of the file it begins on, and its cells."""
        self.rows += 1
        key = (answer.status, answer.missing)
        self._counts[key] = self._counts.get(key, 0) + 1
        if answer.lost_zero:
            self.lost_zeros += 1
        if self._has_values:
            amount = read_amount(value)
            if amount is None:
                self.unread_values += 1
            else:
                self._values[key] = _EXACT.add(self._values.get(key, Decimal(0)), amount)
                self._has_a_number |= amount is not BLANK
        if answer.status in REJECTED and len(self._rejected) < _SHOWN:
            text = _shown_cell(day if answer.is_about_day else code)
            self._rejected.append(RejectedRow(line, answer.status, text, answer.cells[1] or ""))

    @property
    def has_only_words(self) -> bool:
        """Whether there are values, and none of them is a number."""
        return self.unread_values > 0 and not self._has_a_number

    def report(self, file: str, out: str | None, dataset: Dataset, *, zeros_put_back: bool) -> ScreenedFile:
        """Give the counts as a record."""
        statuses = tuple(
            StatusCount(status, rows, self._sum(*keys))
            for status in get_args(FileStatus)
            if (keys := [key for key in self._counts if key[0] == status])
            and (rows := sum(self._counts[key] for key in keys))
        )
        unsettled = self._counts.get(("unknown", ()), 0)
        return ScreenedFile(
            file=file,
            out=out,
            rows=self.rows,
            value=self._sum(*self._counts),
            statuses=statuses,
            annexes=self._annexes(),
            unsettled_rows=unsettled,
            rejected=tuple(self._rejected),
            lost_zeros=self.lost_zeros,
            zeros_put_back=zeros_put_back,
            unread_values=self.unread_values,
            data_version=dataset.data_version(),
            verified_through=dataset.verified_through("list"),
        )

    def _sum(self, *keys: _Key) -> Decimal | None:
        if not self._has_values:
            return None
        total = Decimal(0)
        for key in keys:
            total = _EXACT.add(total, self._values.get(key, Decimal(0)))
        return total

    def _annexes(self) -> tuple[AnnexesNeeded, ...]:
        """List the annexes that are needed together, those that settle most first."""
        needed = {key[1]: key for key in self._counts if key[0] == "unknown" and key[1]}
        found = []
        for missing, key in needed.items():
            enough = [needed[other] for other in needed if set(other) <= set(missing)]
            found.append(
                AnnexesNeeded(
                    announcements=missing,
                    rows=self._counts[key],
                    value=self._sum(key),
                    settled_rows=sum(self._counts[each] for each in enough),
                    settled_value=self._sum(*enough),
                )
            )
        return tuple(sorted(found, key=_most_first))


def _most_first(annexes: AnnexesNeeded) -> tuple[object, ...]:
    """Order by value, then rows; then those come first that are fewer."""
    value = annexes.settled_value or Decimal(0)
    return (-value, -annexes.settled_rows, len(annexes.announcements), annexes.announcements)


def _shown_cell(cell: object) -> str:
    """Show a cell that could not be read, in one line; nothing for a blank one."""
    if cell is None:
        return ""
    return quoted(cell)[1:-1] if isinstance(cell, str) else quoted(cell)
