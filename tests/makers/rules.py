"""The rules by which announcements make the positive list, read code by code: slow, literal, independent of the replay."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

LOWEST, HIGHEST = "00000000", "99999999"
STATUS = {True: "listed", False: "not listed", None: "unknown"}
LISTED_AFTER = {
    "list": True,
    "add": True,
    "convert_in": True,
    "remark": True,
    "listed": True,
    "not_listed": False,
    "delete": False,
    "convert_out": False,
}
LISTED_BEFORE = {
    "list": False,
    "add": False,
    "convert_in": False,
    "remark": True,
    "listed": None,
    "not_listed": None,
    "delete": True,
    "convert_out": True,
}


@dataclasses.dataclass
class Announced:
    """An announcement and what is known: lines of its annex by code as their cells, and its known ranges.

    ``stated`` has what is stated of a code in the list after it from outside the annex, ``list_ranges`` where that
    list is wholly known. What is stated agrees with the annexes.
    """

    id: str
    kind: str
    day: datetime.date
    lines: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
    ranges: Sequence[tuple[str, str]] = ()
    stated: Mapping[str, str] = dataclasses.field(default_factory=dict)
    list_ranges: Sequence[tuple[str, str]] = ()

    def action(self, code: str) -> str | None:
        """Tell what a known line does to a code; None if no such line is known."""
        return self.lines[code]["change"] if code in self.lines else None

    def statement(self, code: str) -> bool | None:
        """Tell whether the list after it has a code as stated outside the annex; None if nothing is stated."""
        if code in self.stated:
            return LISTED_AFTER[self.stated[code]]
        return False if any(first <= code <= last for first, last in self.list_ranges) else None

    def knows(self, code: str) -> bool:
        """Tell whether a code lies in a known range: then the annex says no more of it than its known line."""
        return any(first <= code <= last for first, last in self.ranges)


def reading(history: Sequence[Announced], code: str, at: int) -> bool | None:
    """Read all rules: is a code listed after announcement number ``at``? None for unknown."""
    answer = _forward(history, code, at)
    return _backward(history, code, at + 1) if answer is None else answer


def status(history: Sequence[Announced], code: str, at: int) -> str:
    """Give the reading in the words of the library."""
    return STATUS[reading(history, code, at)]


def edition_on(history: Sequence[Announced], day: datetime.date) -> int | None:
    """Count to the announcement that opened the edition in force on a day; None before the first."""
    begun = [at for at, announced in enumerate(history) if announced.day <= day]
    return begun[-1] if begun else None


def _forward(history: Sequence[Announced], code: str, at: int) -> bool | None:
    announced = history[at]
    action = announced.action(code)
    if action is not None:
        return LISTED_AFTER[action]
    stated = announced.statement(code)
    if stated is not None:
        return stated
    if announced.kind == "replaces":
        return False if announced.knows(code) else None
    before = reading(history, code, at - 1)
    if announced.kind == "supplements" and before:
        return True
    return before if announced.knows(code) else None


def _backward(history: Sequence[Announced], code: str, at: int) -> bool | None:
    """Read what announcement number ``at`` and those after it say of the list just before it."""
    if at == len(history) or history[at].kind == "replaces":
        return None
    announced = history[at]
    action = announced.action(code)
    if action is not None:
        return LISTED_BEFORE[action]
    after = _backward(history, code, at + 1)
    only_adds = announced.kind == "supplements"
    return after if announced.knows(code) or (only_adds and after is False) else None
