"""Announcements replayed into the list after each of them: listed, not listed or unknown.

The rules, for a code and the announcements in order:

- ``replaces``: listed if the annex lists the code; not listed if the code lies in a
  known range; else unknown.
- ``supplements``: listed if it or the list before has the code; not listed if the
  list before does not have it and the code lies in a known range; else unknown.
- ``amends``: as its line about the code says (``records/actions.py``); else as before if
  the code lies in a known range, or if it was listed and an inference of the
  announcement keeps it; else unknown.
- backwards: what is added, converted in or supplemented was not listed just before;
  what is deleted, converted out or given a new remark was. Further back as far as the
  announcements between left the code as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilotzones.code_ranges import EVERY_CODE, CodeRanges
from pilotzones.records.actions import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from pilotzones.hscode import HSCode
    from pilotzones.positive_list.event_log import Annex
    from pilotzones.records.actions import Action
    from pilotzones.records.announcements import Announcement, Change
    from pilotzones.tables.faults import Faults


class Decision(NamedTuple):
    """Whether a line of an annex puts codes on the list; shared by all codes of which it says the same.

    ``annex_index`` is that of the annex among all; a later annex than the list's own where
    it is inferred ``backwards``.
    """

    listed: bool
    annex_index: int
    backwards: bool


class Finding(NamedTuple):
    """What is known of a code in one state of the list, and from what.

    ``change`` is the line that decides; None where known ranges show that there is no
    such line. ``decided_by`` is the announcement of that line, a later one where it is
    inferred ``backwards``. The answer is ``carried_through`` the announcements between.
    """

    listed: bool
    change: Change | None
    decided_by: Annex
    backwards: bool
    carried_through: Sequence[Annex]

    def needs_absence_from(self, annex: Annex) -> bool:
        """Tell whether an announcement between might have changed the answer: a supplement only adds."""
        return annex.announcement.kind == "amends" or self.listed == self.backwards


class State(NamedTuple):
    """The list after one announcement.

    ``decided`` holds the codes that a line decides. Any other code is not listed inside
    ``known``, and unknown outside.
    """

    announcements: tuple[Announcement, ...]
    decided: dict[HSCode, Decision]
    known: CodeRanges

    def listed(self, code: HSCode) -> bool | None:
        """Tell whether a code is listed; None if it is unknown."""
        decision = self.decided.get(code)
        if decision:
            return decision.listed
        return False if code in self.known else None

    def codes(self, *, listed: bool | None) -> CodeRanges:
        """Gather the codes that are listed (True), not listed (False) or unknown (None)."""
        decided = CodeRanges.of(code for code, decision in self.decided.items() if decision.listed is listed)
        if listed:
            return decided
        by_range = self.known.gaps() if listed is None else self.known
        return decided.union(by_range.without(CodeRanges.of(self.decided)))

    @property
    def lines_known(self) -> int:
        """How many codes are known to be listed."""
        return sum(decision.listed for decision in self.decided.values())

    @property
    def is_complete(self) -> bool:
        """Whether no code is unknown."""
        return self.known == EVERY_CODE


def replay(
    annexes: Sequence[Annex], lines_of: Callable[[str], Collection[HSCode]], faults: Faults
) -> tuple[State, ...]:
    """Replay announcements, oldest first.

    Args:
        annexes: the announcements in order.
        lines_of: gives the lines of a tariff, by its id.
        faults: takes what is wrong: two lines that contradict each other, or a number of
            listed codes that is not the stated one.

    Returns:
        The state of the list after each of them, in order.
    """
    replaying = _Replay(annexes, lines_of, faults)
    for index in range(len(annexes)):
        replaying.forward(index)
    for index in reversed(range(len(annexes) - 1)):
        replaying.backward(index)
    if not faults.unreadable:
        for state in replaying.states:
            _check_total(state, faults)
    return tuple(replaying.states)


def find(annexes: Sequence[Annex], states: Sequence[State], index: int, code: HSCode) -> Finding | None:
    """Give what is known of a code after an announcement, with all that decides it; None if nothing does."""
    state = states[index]
    decision = state.decided.get(code)
    if decision is None:
        if state.listed(code) is None:
            return None
        first, *others = annexes[index + 1 - len(state.announcements) : index + 1]
        return Finding(listed=False, change=None, decided_by=first, backwards=False, carried_through=others)
    between = (
        slice(index + 1, decision.annex_index) if decision.backwards else slice(decision.annex_index + 1, index + 1)
    )
    decided_by = annexes[decision.annex_index]
    return Finding(
        listed=decision.listed,
        change=decided_by.change(code),
        decided_by=decided_by,
        backwards=decision.backwards,
        carried_through=annexes[between],
    )


class _Replay:
    """The states made so far, and what they are made of."""

    def __init__(self, annexes: Sequence[Annex], lines_of: Callable[[str], Collection[HSCode]], faults: Faults) -> None:
        self.annexes = annexes
        self.states: list[State] = []
        self._lines_of = lines_of
        self._faults = faults

    def forward(self, index: int) -> None:
        """Make the state after an announcement from its lines and the state before."""
        annex = self.annexes[index]
        after: dict[Action, Decision] = {
            action: Decision(listed=meaning.after, annex_index=index, backwards=False)
            for action, meaning in ACTIONS.items()
        }
        own = {code: after[action] for code, action in annex.actions.items()}
        if not self.states or annex.announcement.kind == "replaces":
            self.states.append(State(announcements=(annex.announcement,), decided=own, known=annex.known))
            return
        before = self.states[-1]
        made_by = (*before.announcements, annex.announcement)
        decided = {**self._carried_through(index, before.decided), **own}
        known = annex.known.intersection(before.known)
        self.states.append(State(announcements=made_by, decided=decided, known=known))

    def _carried_through(self, index: int, decided: dict[HSCode, Decision]) -> dict[HSCode, Decision]:
        """Keep what was decided before an announcement and still holds after it, unless its own lines say otherwise."""
        annex = self.annexes[index]
        if annex.is_complete:
            return decided
        in_doubt = {code for code in decided if code not in annex.lines and code not in annex.known}
        stay = {code for code in in_doubt if decided[code].listed}
        if stay and annex.announcement.kind == "amends":
            stay.intersection_update(self._kept(index))
        return {code: decision for code, decision in decided.items() if code not in in_doubt or code in stay}

    def backward(self, index: int) -> None:
        """Add to a state what the announcement after it shows of it, and compare the two."""
        after, state = self.annexes[index + 1], self.states[index]
        if after.announcement.kind == "replaces":
            return
        before: dict[Action, Decision] = {
            action: Decision(listed=meaning.before, annex_index=index + 1, backwards=True)
            for action, meaning in ACTIONS.items()
            if meaning.before is not None
        }
        inferred = {code: before[action] for code, action in after.actions.items() if action in before}
        later = [item for item in self.states[index + 1].decided.items() if item[1].backwards]
        inferred.update((code, decision) for code, decision in later if self._held_before(index + 1, code, decision))
        for code, decision in inferred.items():
            forward = state.listed(code)
            if forward is None:
                state.decided[code] = decision
            elif forward != decision.listed:
                self._contradiction(index, code, decision)

    def _held_before(self, index: int, code: HSCode, decision: Decision) -> bool:
        """Tell whether what is inferred backwards held before this announcement too, which has no line about it."""
        annex = self.annexes[index]
        if code in annex.known:
            return True
        # What is not listed after a supplement, or after an adjustment that would have kept it, was not before.
        return not decision.listed and (annex.announcement.kind == "supplements" or code in self._kept(index))

    def _kept(self, index: int) -> Collection[HSCode]:
        """Give the codes that an adjustment cannot have taken off without naming them."""
        annex = self.annexes[index]
        if not annex.inferences or not annex.names_all_it_deletes:
            return ()
        return self._lines_of(annex.inferences[0].tariff)

    def _contradiction(self, index: int, code: HSCode, decision: Decision) -> None:
        """Note that two lines, or a line and the known ranges, cannot both be right."""
        known = self.states[index].decided.get(code)
        last = self.annexes[index].announcement.id
        forward = self._line(code, known) if known else f"the known range of {last}, which does not list it,"
        problem = (
            f"{code} after {last}: {forward} contradicts {self._line(code, decision)}. "
            "One of the two is wrong; compare them with the annexes."
        )
        self._faults.add("list_changes.csv", problem)

    def _line(self, code: HSCode, decision: Decision) -> str:
        row = self.annexes[decision.annex_index].lines[code]
        return f"{row.where} ({row['change']})"


def _check_total(state: State, faults: Faults) -> None:
    """Compare the number of listed codes with the stated one."""
    announcement = state.announcements[-1]
    stated = announcement.list_total_after
    known = state.lines_known
    if stated is not None and (known > stated or (state.is_complete and known < stated)):
        problem = f"{announcement.id} states {stated:,} lines in force after it; its annexes give {known:,}."
        faults.add("list_changes.csv", problem)
