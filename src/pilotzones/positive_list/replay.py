"""Announcements replayed into the list after each of them: listed, not listed or unknown.

The rules, for a code and the announcements in order:

- ``replaces``: listed if the annex lists the code; not listed if the code lies in a
  known range; else unknown.
- ``supplements``: listed if it or the list before has the code; not listed if the
  list before does not have it and the code lies in a known range; else unknown.
- ``amends``: as its line about the code says (``records/actions.py``); else as before if
  the code lies in a known range, or if it was listed and an inference of the
  announcement keeps it; else unknown.
- statements, from outside the annex: what is ``listed`` or ``not_listed`` after an
  announcement is so; in a known range of the list after it, a code that is not stated is
  not listed. Where the annexes alone answer otherwise, an annex that is wholly known
  outranks the statement; else the statement answers, unless a line about the same code, or
  a supplement to a list that has it, contradicts it. Answers that differ are a ``Conflict``.
  A statement with which the annexes agree leaves them their rank.
- backwards: what is added, converted in or supplemented was not listed just before;
  what is deleted, converted out or given a new remark was. Further back as far as the
  announcements between left the code as it was. Statements show nothing backwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilotzones.code_ranges import EVERY_CODE
from pilotzones.positive_list.layers import Conflict, name_row
from pilotzones.positive_list.states import Decision, State
from pilotzones.records.actions import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from pilotzones.code_ranges import CodeRanges
    from pilotzones.hscode import HSCode
    from pilotzones.positive_list.event_log import Annex
    from pilotzones.records.actions import Action
    from pilotzones.tables.faults import Faults
    from pilotzones.tables.reading import TableRow


class Replayed(NamedTuple):
    """The state of the list after each announcement, in order, and where statements and annexes differ."""

    states: tuple[State, ...]
    conflicts: tuple[Conflict, ...]


def replay(annexes: Sequence[Annex], lines_of: Callable[[str], Collection[HSCode]], faults: Faults) -> Replayed:
    """Replay announcements, oldest first.

    Args:
        annexes: the announcements in order.
        lines_of: gives the lines of a tariff, by its id.
        faults: takes what is wrong: two rows that contradict each other, or a number of
            listed codes that is not the stated one.

    Returns:
        The states and the conflicts.
    """
    replaying = _Replay(annexes, lines_of, faults)
    for index in range(len(annexes)):
        replaying.forward(index)
    for index in reversed(range(len(annexes) - 1)):
        replaying.backward(index)
    if not faults.unreadable:
        for annex, state in zip(annexes, replaying.states, strict=True):
            _check_totals(annex, state, faults)
    return Replayed(states=tuple(replaying.states), conflicts=tuple(sorted(replaying.conflicts)))


class _Replay:
    """The states made so far, and what they are made of."""

    def __init__(self, annexes: Sequence[Annex], lines_of: Callable[[str], Collection[HSCode]], faults: Faults) -> None:
        self.annexes = annexes
        self.states: list[State] = []
        self.conflicts = [conflict for annex in annexes for conflict in annex.conflicts]
        self._inferred: dict[HSCode, Decision] = {}
        self._lines_of = lines_of
        self._faults = faults

    def forward(self, index: int) -> None:
        """Make the state after an announcement from its lines, the state before and the statements about it."""
        annex = self.annexes[index]
        decisions = _decisions(index)
        own = {code: decisions[action] for code, action in annex.actions.items()}
        if not self.states or annex.kind == "replaces":
            state = State((annex,), decided=own, known=annex.known, of_annexes=annex.known, of_lists=())
        else:
            before = self.states[-1]
            state = State(
                annexes=(*before.annexes, annex),
                decided={**self._carried_through(index, before.decided), **own},
                known=annex.known.intersection(before.known),
                of_annexes=annex.known.intersection(before.of_annexes),
                of_lists=tuple((at, annex.known.intersection(part)) for at, part in before.of_lists),
            )
        self.states.append(state)
        if annex.statements or annex.known_after:
            self._take_statements(index)

    def _carried_through(self, index: int, decided: dict[HSCode, Decision]) -> dict[HSCode, Decision]:
        """Keep what was decided before an announcement and still holds after it, unless its own lines say otherwise."""
        annex = self.annexes[index]
        if annex.is_complete:
            return decided
        in_doubt = {code for code in decided if code not in annex.lines and code not in annex.known}
        stay = {code for code in in_doubt if decided[code].listed}
        is_amended = annex.kind == "amends"
        if stay and is_amended:
            stay.intersection_update(self._kept(index))
        carried = {code: decision for code, decision in decided.items() if code not in in_doubt}
        by_rule = {decision: decision._replace(kept=True) for decision in {decided[code] for code in stay}}
        carried.update((code, by_rule[decided[code]] if is_amended else decided[code]) for code in stay)
        return carried

    def _take_statements(self, index: int) -> None:
        """Decide codes by what is stated from outside the annex, where the annexes alone do not answer."""
        annex, state = self.annexes[index], self.states[index]
        decisions = _decisions(index, stated=True)
        stated = {code: decisions[action] for code, action in annex.stated.items()}
        absent = {code for code in state.decided if code in annex.known_after} - stated.keys()
        stated.update(dict.fromkeys(absent, decisions["not_listed"]))
        for code, decision in stated.items():
            self._take_statement(index, code, decision)
        self.states[index] = _with_list(state, index, annex.known_after)

    def _take_statement(self, index: int, code: HSCode, stated: Decision) -> None:
        """Decide a code by a statement, or leave it to the annexes, and note where the two differ."""
        annex, decided, found = self.annexes[index], self.states[index].decided, self._answer(index, code)
        if found is None:
            decided[code] = stated
            return
        # Before a known list every annex has its rank, before a single statement one that is wholly known.
        is_outranked = found.rests_on_annexes and (annex.is_complete or annex.list_range(code) is not None)
        is_own_line = code in annex.lines and code not in annex.overruled
        if found.listed == stated.listed:
            by_annex = is_outranked or is_own_line
            if not (by_annex or self._loses_remark(code, found, stated)):
                decided[code] = stated._replace(confirmed=found.rests_on_annexes)
            if found.listed and self._remarks_differ(code, found, stated):
                self._disagree(index, code, *((found, stated) if by_annex else (stated, found)))
        elif is_outranked:
            self._disagree(index, code, found, stated)
        elif is_own_line or (found.listed and annex.kind == "supplements"):
            self._contradiction(index, code, found, stated)
        else:
            decided[code] = stated
            self._disagree(index, code, stated, found)

    def backward(self, index: int) -> None:
        """Add to a state what the announcement after it shows of it, and compare the two."""
        after, state = self.annexes[index + 1], self.states[index]
        if after.kind == "replaces":
            self._inferred = {}
            return
        before: dict[Action, Decision] = {
            action: Decision(listed=meaning.before, annex_index=index + 1, backwards=True)
            for action, meaning in ACTIONS.items()
            if meaning.before is not None
        }
        inferred = {code: before[action] for code, action in after.actions.items()}
        # What is stated of a code in between must not hide what the lines after it show of the lists before it.
        for code, decision in self._inferred.items():
            if code not in inferred and self._held_before(index + 1, code, decision):
                inferred[code] = decision
        self._inferred = inferred
        for code, decision in list(inferred.items()):
            forward = self._answer(index, code)
            if forward is None:
                state.decided[code] = decision
            elif forward.listed != decision.listed:
                is_outranked = forward.stated and not forward.rests_on_annexes
                if is_outranked and self.annexes[decision.annex_index].is_complete:
                    state.decided[code] = decision
                    self._disagree(index, code, decision, forward)
                else:
                    del inferred[code]
                    self._contradiction(index, code, forward, decision)

    def _loses_remark(self, code: HSCode, found: Decision, stated: Decision) -> bool:
        """Tell whether the remark is known of what was found, and not of a statement that agrees with it."""
        if found.kept or not found.listed:
            return False
        rows = [self._row_about(code, decision) for decision in (found, stated)]
        return [row is not None and row["remark_known"] != "no" for row in rows] == [True, False]

    def _remarks_differ(self, code: HSCode, found: Decision, stated: Decision) -> bool:
        """Tell whether both remarks were read, and are not the same; that of a line kept by a rule may be old."""
        rows = [self._row_about(code, decision) for decision in (found, stated)]
        read = {row["remark_zh"].strip() for row in rows if row and row["remark_known"] == "yes"}
        return len(read) > 1 and not found.kept

    def _answer(self, index: int, code: HSCode) -> Decision | None:
        """Give what decides a code after an announcement, be it a known range; None if it is unknown."""
        state = self.states[index]
        decision = state.decided.get(code)
        if decision is None and code in state.of_annexes:
            return Decision(listed=False, annex_index=index)
        found = (Decision(listed=False, annex_index=at, stated=True) for at, part in state.of_lists if code in part)
        return decision or next(found, None)

    def _held_before(self, index: int, code: HSCode, decision: Decision) -> bool:
        """Tell whether what is inferred backwards held before this announcement too, which has no line about it."""
        annex = self.annexes[index]
        if code in annex.known:
            return True
        # What is not listed after a supplement, or after an adjustment that would have kept it, was not before.
        return not decision.listed and (annex.kind == "supplements" or code in self._kept(index))

    def _kept(self, index: int) -> Collection[HSCode]:
        """Give the codes that an adjustment cannot have taken off without naming them."""
        annex = self.annexes[index]
        if annex.kept_tariff is None or not annex.names_all_it_deletes:
            return ()
        return self._lines_of(annex.kept_tariff)

    def _disagree(self, index: int, code: HSCode, answer: Decision, other: Decision) -> None:
        """Note that two rows differ, and which of them answers."""
        last = self.annexes[index].id
        self.conflicts.append(Conflict(last, code, self._row(code, answer), self._row(code, other)))

    def _contradiction(self, index: int, code: HSCode, one: Decision, other: Decision) -> None:
        """Note that two rows, or a row and the known ranges, cannot both be right."""
        last = self.annexes[index].id
        problem = (
            f"{code} after {last}: {self._row(code, one)} contradicts {self._row(code, other)}. "
            "One of the two is wrong; compare them with the annexes."
        )
        self._faults.add("list_changes.csv", problem)

    def _row_about(self, code: HSCode, decision: Decision) -> TableRow | None:
        """Give the row that decides a code; None if a known range does."""
        annex = self.annexes[decision.annex_index]
        return (annex.statements if decision.stated else annex.lines).get(code)

    def _row(self, code: HSCode, decision: Decision) -> str:
        """Name the row that decides, or the known range that has no such row."""
        annex = self.annexes[decision.annex_index]
        row = self._row_about(code, decision)
        if row:
            return name_row(row)
        known = annex.list_range(code) if decision.stated else None
        if known:
            return f"{known.where} (the whole list, without it)"
        return f"the known range of {annex.id}, which does not list it,"


def _decisions(index: int, *, stated: bool = False) -> dict[Action, Decision]:
    """Make the decision that each action of an announcement is."""
    return {
        action: Decision(listed=meaning.after, annex_index=index, stated=stated) for action, meaning in ACTIONS.items()
    }


def _with_list(state: State, index: int, listed: CodeRanges) -> State:
    """Add the codes for which the list after an announcement is known; it comes before an earlier such list."""
    own = listed.without(state.of_annexes)
    earlier = ((at, part.without(own)) for at, part in state.of_lists)
    of_lists = tuple((at, part) for at, part in ((index, own), *earlier) if part)
    return state._replace(known=state.known.union(own), of_lists=of_lists)


def _check_totals(annex: Annex, state: State, faults: Faults) -> None:
    """Compare the number of listed codes with the stated one: of the annexes, and of a whole list after them."""
    id_, stated = annex.id, annex.row["list_total_after"]
    if stated is None:
        return
    known = sum(decision.listed and decision.rests_on_annexes for decision in state.decided.values())
    if known > stated or (state.of_annexes == EVERY_CODE and known < stated):
        problem = f"{id_} states {stated:,} lines in force after it; its annexes give {known:,}."
        faults.add("list_changes.csv", problem)
    if annex.known_after == EVERY_CODE != state.of_annexes and annex.lines_of_list != stated:
        problem = (
            f"{id_} states {stated:,} lines in force after it; the whole list after it has {annex.lines_of_list:,}."
        )
        faults.add("list_changes.csv", problem)
