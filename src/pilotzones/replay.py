"""Announcements replayed into the list after each of them: listed, not listed or unknown.

The rules, for a code and the announcements in order:

- ``replaces``: listed if the annex lists the code; not listed if the code lies in a
  settled range; else unknown.
- ``supplements``: listed if it or the list before has the code; not listed if the
  list before has not and the code lies in a settled range; else unknown.
- ``amends``: listed after ``add``, ``convert_in``, ``remark`` and ``listed``; not listed
  after ``delete`` and ``convert_out``; else as before if the code lies in a settled
  range; else unknown.
- backwards: what is added, converted in or supplemented was not listed just before;
  what is deleted, converted out or re-remarked was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilotzones.annexes import FIRST_CODE, LAST_CODE
from pilotzones.tables import fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilotzones.annexes import Annex
    from pilotzones.hscode import HSCode
    from pilotzones.records.announcements import Action, Announcement, Change

LISTED_AFTER: Mapping[Action, bool] = {
    "list": True,
    "add": True,
    "convert_in": True,
    "remark": True,
    "listed": True,
    "delete": False,
    "convert_out": False,
}
LISTED_BEFORE: Mapping[Action, bool] = {
    "list": False,  # of a supplement alone: 1,142 + 151 = 1,293, no line stands on both
    "add": False,
    "convert_in": False,
    "remark": True,
    "delete": True,
    "convert_out": True,
}


class Finding(NamedTuple):
    """What is known of a code in one state of the list, and by what.

    ``change`` is the line that tells; None where a settled range tells that there is
    no such line. ``told_by`` is the announcement whose annex tells; a later one where
    ``looks_back``, an earlier one where the annexes since left it as it was.
    """

    listed: bool
    change: Change | None
    told_by: Announcement
    looks_back: bool = False

    def __str__(self) -> str:
        if self.change is None:
            return f"the settled ranges of {self.told_by.id}, which do not list it"
        return f"{self.change.where} ({self.change.action})"


class State(NamedTuple):
    """The list after one announcement.

    ``findings`` holds every code that any line names, None where it is unknown.
    Any other code is not listed inside ``settled`` (ranges, both ends inside, in
    order) and unknown outside.
    """

    announcements: tuple[Announcement, ...]
    findings: dict[HSCode, Finding | None]
    settled: tuple[tuple[HSCode, HSCode], ...]

    @property
    def lines_known(self) -> int:
        """How many codes are known to be listed."""
        return sum(finding is not None and finding.listed for finding in self.findings.values())

    @property
    def is_complete(self) -> bool:
        """Whether no code is unknown."""
        return self.settled == ((FIRST_CODE, LAST_CODE),) and None not in self.findings.values()


def replay(annexes: Sequence[Annex]) -> tuple[State, ...]:
    """Replay announcements, oldest first.

    Returns:
        The state of the list after each of them, in order.

    Raises:
        DataIntegrityError: if two lines contradict each other (both are named), or the
            number of listed codes is not what the announcement states.
    """
    codes = sorted({code for annex in annexes for code in annex.changes})
    states: list[State] = []
    for place, annex in enumerate(annexes):
        before = states[-1] if states and annex.announcement.kind != "replaces" else None
        after = annexes[place + 1] if place + 1 < len(annexes) else None
        findings = {code: _finding(code, annex, before, after) for code in codes}
        made_by = (*(before.announcements if before else ()), annex.announcement)
        state = State(made_by, findings, _settled(annex, before))
        _check_total(state)
        states.append(state)
    return tuple(states)


def _finding(code: HSCode, annex: Annex, before: State | None, after: Annex | None) -> Finding | None:
    """Apply the rules to one code, forwards and backwards, and hold the two against each other."""
    forward = _forward(code, annex, before)
    backward = _backward(code, after)
    if forward and backward and forward.listed != backward.listed:
        msg = (
            f"{code} after {annex.announcement.id}: {forward} contradicts {backward}. "
            "One of the two is wrong; compare them with the annexes."
        )
        raise fault("list_changes.csv", msg)
    return forward or backward


def _forward(code: HSCode, annex: Annex, before: State | None) -> Finding | None:
    """Tell from an annex and the list before it."""
    change = annex.changes.get(code)
    if change is not None:
        return Finding(LISTED_AFTER[change.action], change, annex.announcement)
    if before is None:
        return Finding(listed=False, change=None, told_by=annex.announcement) if annex.settles(code) else None
    earlier = before.findings[code]
    only_adds = annex.announcement.kind == "supplements"
    if earlier is None or not (annex.settles(code) or (only_adds and earlier.listed)):
        return None
    return earlier


def _backward(code: HSCode, after: Annex | None) -> Finding | None:
    """Tell from what the next announcement does to a code."""
    change = after.changes.get(code) if after else None
    if after is None or change is None or after.announcement.kind == "replaces" or change.action == "listed":
        return None
    return Finding(LISTED_BEFORE[change.action], change, after.announcement, looks_back=True)


def _settled(annex: Annex, before: State | None) -> tuple[tuple[HSCode, HSCode], ...]:
    """Find where a code that no line names is not listed: settled here and, unless replaced, before."""
    here = [(settled.code_from, settled.code_to) for settled in annex.settled]
    if before is not None:
        shared = ((max(a, c), min(b, d)) for a, b in here for c, d in before.settled)
        here = [(code_from, code_to) for code_from, code_to in shared if code_from <= code_to]
    joined: list[tuple[HSCode, HSCode]] = []
    for code_from, code_to in here:
        if joined and int(joined[-1][1]) + 1 == int(code_from):
            joined[-1] = (joined[-1][0], code_to)
        else:
            joined.append((code_from, code_to))
    return tuple(joined)


def _check_total(state: State) -> None:
    """Hold the number of listed codes against the stated one."""
    announcement = state.announcements[-1]
    stated = announcement.list_total_after
    known = state.lines_known
    if stated is not None and (known > stated or (state.is_complete and known < stated)):
        msg = f"{announcement.id} states {stated:,} lines in force after it; its annexes give {known:,}."
        raise fault("list_changes.csv", msg)
