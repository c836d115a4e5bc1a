"""Faults: everything that is wrong with some tables, in one error."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pilotzones.arguments import printable
from pilotzones.errors import PilotZonesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Value = TypeVar("Value")

_SHOWN = 100


class DataIntegrityError(PilotZonesError, ValueError):
    """A table that is missing or damaged, or contradicts itself, another table or the manifest.

    ``line`` is the line of the file, the header being line 1; None where the whole table
    is meant. Where there are several faults, ``faults`` holds an error for each, and
    ``table``, ``line`` and ``column`` are those of the first.
    """

    def __init__(
        self,
        message: str,
        *,
        table: str,
        line: int | None = None,
        column: str | None = None,
        faults: tuple[DataIntegrityError, ...] = (),
    ) -> None:
        super().__init__(message)
        self.table = table
        self.line = line
        self.column = column
        self.faults = faults


class Faults:
    """A list of faults, and the tables that have an unreadable row.

    What depends on an unreadable table is not checked further, so that one fault is not
    reported as many.
    """

    def __init__(self) -> None:
        self.found: list[DataIntegrityError] = []
        self.unreadable: set[str] = set()

    def add(self, where: str, problem: str, column: str | None = None) -> None:
        """Note a fault: ``where`` is a table's file and line, as ``TableRow.where`` gives them, or the file alone."""
        table, _, line = where.partition(", line ")
        shown = f"{where}, column {column}" if column else where
        message = printable(f"{shown}: {problem}")
        fault = DataIntegrityError(message, table=table, line=int(line) if line else None, column=column)
        self.found.append(fault)

    def raise_all(self) -> None:
        """Raise one error for all faults, if there are any.

        Raises:
            DataIntegrityError: names them all.
        """
        if self.found:
            raise one_of_all(self.found)


def one_of_all(faults: Iterable[DataIntegrityError]) -> DataIntegrityError:
    """Make one error of several; a single error stays as it is."""
    parts = (part for fault in faults for part in fault.faults or (fault,))
    all_faults = tuple({str(part): part for part in parts}.values())
    first = all_faults[0]
    if len(all_faults) == 1:
        return first
    lines = [f"{len(all_faults):,} faults; none of these tables was loaded:"]
    lines += [f"- {fault}" for fault in all_faults[:_SHOWN]]
    if len(all_faults) > _SHOWN:
        lines.append(f"- and {len(all_faults) - _SHOWN:,} more, in the error's faults.")
    return DataIntegrityError(
        "\n".join(lines), table=first.table, line=first.line, column=first.column, faults=all_faults
    )


def attempt(steps: Iterable[Callable[[], Value]]) -> tuple[list[Value], list[DataIntegrityError]]:
    """Take every step, also after one that fails.

    Returns:
        The results of the steps, and the faults of those that failed.
    """
    values: list[Value] = []
    faults: list[DataIntegrityError] = []
    for step in steps:
        try:
            values.append(step())
        except DataIntegrityError as fault:  # noqa: PERF203 - one step's fault must not hide another's
            faults.append(fault)
    return values, faults
