"""The list after an announcement: which codes are on it, and what decides each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilotzones.code_ranges import EVERY_CODE, CodeRanges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.hscode import HSCode
    from pilotzones.positive_list.event_log import Annex
    from pilotzones.records.announcements import Change


class Decision(NamedTuple):
    """What puts codes on the list or leaves them off; shared by all codes of which it says the same.

    ``annex_index`` is that of the annex among all; a later annex than the list's own where
    it is inferred ``backwards``. It is ``stated`` if a statement decides, or a known range of
    the list, instead of a line of the annex; ``confirmed`` if the annexes alone say the same;
    ``kept`` if an inference carried it.
    """

    listed: bool
    annex_index: int
    backwards: bool = False
    stated: bool = False
    confirmed: bool = False
    kept: bool = False

    @property
    def rests_on_annexes(self) -> bool:
        """Whether lines and known ranges of annexes alone give it."""
        return not self.kept and (self.confirmed or not self.stated)


class Finding(NamedTuple):
    """What is known of a code in one state of the list, and from what.

    ``change`` is the line or statement that decides; None where known ranges show that there is
    no such line. ``decided_by`` is the announcement of that line, a later one where it is
    inferred ``backwards``; it is ``stated`` if the answer is not from its annex. The answer is
    ``carried_through`` the announcements between.
    """

    listed: bool
    change: Change | None
    decided_by: Annex
    backwards: bool
    stated: bool
    carried_through: Sequence[Annex]

    def needs_absence_from(self, annex: Annex) -> bool:
        """Tell whether an announcement between might have changed the answer: a supplement only adds."""
        return annex.kind == "amends" or self.listed == self.backwards


class State(NamedTuple):
    """The list after one announcement, made by those of ``annexes``, oldest first.

    ``decided`` holds the codes that a line or statement decides. Any other code is not listed
    inside ``known``, and unknown outside. ``of_annexes`` is the part of ``known`` that the
    annexes show; ``of_lists`` the rest, each part with the index of the announcement after
    which the list is known.
    """

    annexes: tuple[Annex, ...]
    decided: dict[HSCode, Decision]
    known: CodeRanges
    of_annexes: CodeRanges
    of_lists: tuple[tuple[int, CodeRanges], ...]

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

    def parts(self) -> Iterator[CodeRanges]:
        """Split ``known`` into parts inside which every code that nothing decides has the same reasons."""
        yield self.of_annexes
        yield from (part for _, part in self.of_lists)

    @property
    def lines_known(self) -> int:
        """How many codes are known to be listed."""
        return sum(decision.listed for decision in self.decided.values())

    @property
    def is_complete(self) -> bool:
        """Whether no code is unknown."""
        return self.known == EVERY_CODE


def find(annexes: Sequence[Annex], states: Sequence[State], index: int, code: HSCode) -> Finding | None:
    """Give what is known of a code after an announcement, with all that decides it; None if nothing does."""
    state = states[index]
    decision = state.decided.get(code)
    if decision is None:
        return _find_absent(annexes, state, index, code)
    between = (
        slice(index + 1, decision.annex_index) if decision.backwards else slice(decision.annex_index + 1, index + 1)
    )
    decided_by = annexes[decision.annex_index]
    return Finding(
        listed=decision.listed,
        change=decided_by.change(code, stated=decision.stated),
        decided_by=decided_by,
        backwards=decision.backwards,
        stated=decision.stated,
        carried_through=annexes[between],
    )


def _find_absent(annexes: Sequence[Annex], state: State, index: int, code: HSCode) -> Finding | None:
    """Give why a code that nothing decides is not on the list: known ranges; None outside of them."""
    first = index + 1 - len(state.annexes)
    stated = code not in state.of_annexes
    if stated:
        found = next((at for at, part in state.of_lists if code in part), None)
        if found is None:
            return None
        first = found
    decided_by, *others = annexes[first : index + 1]
    return Finding(
        listed=False, change=None, decided_by=decided_by, backwards=False, stated=stated, carried_through=others
    )
