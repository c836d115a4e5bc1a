"""The rules by which announcements make the positive list, read code by code: slow, literal, independent of the replay."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

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
    "delete": False,
    "convert_out": False,
}
LISTED_BEFORE = {
    "list": False,
    "add": False,
    "convert_in": False,
    "remark": True,
    "delete": True,
    "convert_out": True,
}
STATEMENTS = {"listed": True, "not_listed": False}


class ContradictionError(Exception):
    """Two things that are known of a code cannot both be right."""


class Answer(NamedTuple):
    """Whether a code is listed, and whether annexes alone show it, or annexes that are wholly known.

    ``differs`` if something else that is known of the code says otherwise, and is outranked.
    """

    listed: bool
    by_annexes: bool
    differs: bool = False


@dataclasses.dataclass
class Announced:
    """An announcement and what is known of it.

    Of its annex the lines by code as their cells, and the known ranges; of the list after it what is stated of codes
    from outside the annex, and the ranges in which that list is known.
    """

    id: str
    kind: str
    day: datetime.date
    lines: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
    ranges: Sequence[tuple[str, str]] = ()
    statements: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
    list_ranges: Sequence[tuple[str, str]] = ()

    def action(self, code: str) -> str | None:
        """Tell what a known line does to a code; None if no such line is known."""
        return self.lines[code]["change"] if code in self.lines else None

    def knows(self, code: str) -> bool:
        """Tell whether a code lies in a known range: then the annex says no more of it than its known line."""
        return any(first <= code <= last for first, last in self.ranges)

    def is_whole(self) -> bool:
        """Tell whether the annex is known for every code."""
        edge = 0
        for first, last in sorted(self.ranges):
            if int(first) > edge:
                return False
            edge = max(edge, int(last) + 1)
        return edge > int(HIGHEST)

    def stated(self, code: str) -> bool | None:
        """Tell what is stated of a code from outside the annex: in a known list a code that is not stated is absent."""
        if code in self.statements:
            return STATEMENTS[self.statements[code]["change"]]
        return False if self.lists(code) else None

    def lists(self, code: str) -> bool:
        """Tell whether a code lies where the whole list after the announcement is known."""
        return any(first <= code <= last for first, last in self.list_ranges)

    def codes(self) -> set[str]:
        """Gather the codes of lines and statements."""
        return {*self.lines, *self.statements}


def reading(history: Sequence[Announced], code: str, at: int) -> bool | None:
    """Read all rules: is a code listed after announcement number ``at``? None for unknown.

    Raises:
        ContradictionError: if two things that are known of the code cannot both be right.
    """
    answer = answer_of(history, code, at)
    return answer.listed if answer else None


def answer_of(history: Sequence[Announced], code: str, at: int) -> Answer | None:
    """Read all rules, and tell what the answer rests on.

    Raises:
        ContradictionError: if two things that are known of the code cannot both be right.
    """
    forward, backward = _forward(history, code, at), _backward(history, code, at + 1)
    if backward is None or (forward and forward.listed == backward.listed):
        return forward
    if forward is None:
        return backward
    if backward.by_annexes and not forward.by_annexes:
        return backward._replace(differs=True)
    raise ContradictionError(code)


def status(history: Sequence[Announced], code: str, at: int) -> str:
    """Give the reading in the words of the library."""
    return STATUS[reading(history, code, at)]


def disagreeing(history: Sequence[Announced], code: str) -> bool:
    """Tell whether two things are known of a code that differ, of which one outranks the other.

    Raises:
        ContradictionError: if they cannot both be right.
    """
    answers = [
        answer for at in range(len(history)) for answer in (_forward(history, code, at), answer_of(history, code, at))
    ]
    return any(answer is not None and answer.differs for answer in answers)


def edition_on(history: Sequence[Announced], day: datetime.date) -> int | None:
    """Count to the announcement that opened the edition in force on a day; None before the first."""
    begun = [at for at, announced in enumerate(history) if announced.day <= day]
    return begun[-1] if begun else None


def _forward(history: Sequence[Announced], code: str, at: int) -> Answer | None:
    """Read the announcements up to number ``at``: its annex, then what is stated of the list after it."""
    announced = history[at]
    found, stated = _by_annex(history, code, at), announced.stated(code)
    if stated is None:
        return found
    if found is None:
        return Answer(stated, by_annexes=False)
    if found.listed == stated:
        return found
    if found.by_annexes and (announced.is_whole() or announced.lists(code)):
        return found._replace(differs=True)
    if code in announced.lines or (announced.kind == "supplements" and found.listed):
        raise ContradictionError(code)
    return Answer(stated, by_annexes=False, differs=True)


def _by_annex(history: Sequence[Announced], code: str, at: int) -> Answer | None:
    """Read an annex: its line about the code, or else the list before it as far as the annex leaves it alone."""
    announced = history[at]
    action = announced.action(code)
    if action is not None:
        return Answer(LISTED_AFTER[action], by_annexes=True)
    if announced.kind == "replaces":
        return Answer(listed=False, by_annexes=True) if announced.knows(code) else None
    before = _forward(history, code, at - 1)
    if before is None or not (announced.knows(code) or (announced.kind == "supplements" and before.listed)):
        return None
    return before._replace(differs=False)


def _backward(history: Sequence[Announced], code: str, at: int) -> Answer | None:
    """Read what announcement number ``at`` and those after it show of the list just before it; no statement does."""
    if at == len(history) or history[at].kind == "replaces":
        return None
    announced = history[at]
    action = announced.action(code)
    if action is not None:
        return Answer(LISTED_BEFORE[action], by_annexes=announced.is_whole())
    after = _backward(history, code, at + 1)
    only_adds = announced.kind == "supplements"
    return after if announced.knows(code) or (only_adds and after and not after.listed) else None
