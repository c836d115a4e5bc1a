"""Announcements replayed into the list after each of them: listed, not listed or unknown.

The rules, for a code and the announcements in order:

- ``replaces``: listed if the annex lists the code; not listed if the code lies in a
  settled range; else unknown.
- ``supplements``: listed if it or the list before has the code; not listed if the
  list before has not and the code lies in a settled range; else unknown.
- ``amends``: listed after ``add``, ``convert_in``, ``remark`` and ``listed``; not listed
  after ``delete`` and ``convert_out``; else as before if the code lies in a settled
  range, or if it was listed and an inference of the announcement keeps it; else unknown.
- backwards: what is added, converted in or supplemented was not listed just before;
  what is deleted, converted out or re-remarked was. Further back as far as the
  announcements between left it as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilotzones.positive_list.event_log import FIRST_CODE, LAST_CODE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pilotzones.hscode import HSCode
    from pilotzones.positive_list.event_log import Annex
    from pilotzones.records.announcements import Action, Announcement, Change
    from pilotzones.tables.faults import Faults

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


class Telling(NamedTuple):
    """What a line of an annex tells of a code; shared by all codes of which it tells the same.

    ``place`` is that of the annex among all; it is a later one where it ``looks_back``.
    """

    listed: bool
    place: int
    looks_back: bool


class Finding(NamedTuple):
    """What is known of a code in one state of the list, and by what.

    ``change`` is the line that tells; None where settled ranges tell that there is no
    such line. ``told_by`` is the announcement whose annex tells, a later one where
    ``looks_back``. ``left_by`` are the announcements between, which left it as it was.
    """

    listed: bool
    change: Change | None
    told_by: Annex
    looks_back: bool
    left_by: Sequence[Annex]

    def needs_silence_of(self, annex: Annex) -> bool:
        """Tell whether an announcement that left it so might have done otherwise: a supplement only adds."""
        return annex.announcement.kind == "amends" or self.listed == self.looks_back


class State(NamedTuple):
    """The list after one announcement.

    ``told`` holds the codes of which a line tells. Any other code is not listed inside
    ``settled`` (ranges, both ends inside, in order) and unknown outside.
    """

    announcements: tuple[Announcement, ...]
    told: dict[HSCode, Telling]
    settled: tuple[tuple[HSCode, HSCode], ...]

    def listed(self, code: HSCode) -> bool | None:
        """Tell whether a code is listed; None if it is unknown."""
        telling = self.told.get(code)
        if telling:
            return telling.listed
        return False if any(first <= code <= last for first, last in self.settled) else None

    @property
    def lines_known(self) -> int:
        """How many codes are known to be listed."""
        return sum(telling.listed for telling in self.told.values())

    @property
    def is_complete(self) -> bool:
        """Whether no code is unknown."""
        return self.settled == ((FIRST_CODE, LAST_CODE),)


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
    for place in range(len(annexes)):
        replaying.forward(place)
    for place in reversed(range(len(annexes) - 1)):
        replaying.backward(place)
    if not faults.spoilt:
        for state in replaying.states:
            _check_total(state, faults)
    return tuple(replaying.states)


def find(annexes: Sequence[Annex], states: Sequence[State], place: int, code: HSCode) -> Finding | None:
    """Give what is known of a code after an announcement with all that tells it; None if nothing is."""
    state = states[place]
    telling = state.told.get(code)
    if telling is None:
        if state.listed(code) is None:
            return None
        first, *others = annexes[place + 1 - len(state.announcements) : place + 1]
        return Finding(listed=False, change=None, told_by=first, looks_back=False, left_by=others)
    between = slice(place + 1, telling.place) if telling.looks_back else slice(telling.place + 1, place + 1)
    told_by = annexes[telling.place]
    return Finding(telling.listed, told_by.change(code), told_by, telling.looks_back, annexes[between])


class _Replay:
    """The states made so far, and what they are made of."""

    def __init__(self, annexes: Sequence[Annex], lines_of: Callable[[str], Collection[HSCode]], faults: Faults) -> None:
        self.annexes = annexes
        self.states: list[State] = []
        self._lines_of = lines_of
        self._faults = faults

    def forward(self, place: int) -> None:
        """Make the state after an announcement of its lines and of the state before."""
        annex = self.annexes[place]
        after: dict[str, Telling] = {
            action: Telling(listed, place, looks_back=False) for action, listed in LISTED_AFTER.items()
        }
        own = {code: after[action] for code, action in annex.actions.items()}
        ranges = [(settled.code_from, settled.code_to) for settled in annex.settled]
        if not self.states or annex.announcement.kind == "replaces":
            self.states.append(State((annex.announcement,), own, _joined(ranges)))
            return
        before = self.states[-1]
        shared = [(max(a, c), min(b, d)) for a, b in ranges for c, d in before.settled if max(a, c) <= min(b, d)]
        made_by = (*before.announcements, annex.announcement)
        self.states.append(State(made_by, {**self._left(place, before.told), **own}, _joined(shared)))

    def _left(self, place: int, told: dict[HSCode, Telling]) -> dict[HSCode, Telling]:
        """Take what was told before an announcement and still holds after it, unless its own lines say otherwise."""
        annex = self.annexes[place]
        if annex.is_complete:
            return told
        in_doubt = {code for code in told if code not in annex.lines and not annex.settles(code)}
        stay = {code for code in in_doubt if told[code].listed}
        if stay and annex.announcement.kind == "amends":
            stay.intersection_update(self._kept(place))
        return {code: telling for code, telling in told.items() if code not in in_doubt or code in stay}

    def backward(self, place: int) -> None:
        """Add to a state what the announcement after it tells of it, and hold the two against each other."""
        after, state = self.annexes[place + 1], self.states[place]
        if after.announcement.kind == "replaces":
            return
        was: dict[str, Telling] = {
            action: Telling(listed, place + 1, looks_back=True) for action, listed in LISTED_BEFORE.items()
        }
        tells = {code: was[action] for code, action in after.actions.items() if action in was}
        later = [item for item in self.states[place + 1].told.items() if item[1].looks_back]
        tells.update((code, telling) for code, telling in later if self._held_before(place + 1, code, telling))
        for code, telling in tells.items():
            forward = state.listed(code)
            if forward is None:
                state.told[code] = telling
            elif forward != telling.listed:
                self._contradiction(place, code, telling)

    def _held_before(self, place: int, code: HSCode, telling: Telling) -> bool:
        """Tell whether what a later annex tells back held before this announcement too, which has no line about it."""
        annex = self.annexes[place]
        if annex.settles(code):
            return True
        # What is not listed after a supplement, or after an adjustment that would have kept it, was not before.
        return not telling.listed and (annex.announcement.kind == "supplements" or code in self._kept(place))

    def _kept(self, place: int) -> Collection[HSCode]:
        """Give the codes that an adjustment cannot have taken out without naming them."""
        annex = self.annexes[place]
        if not annex.inferences or not annex.names_all_it_deletes:
            return ()
        return self._lines_of(annex.inferences[0].tariff)

    def _contradiction(self, place: int, code: HSCode, telling: Telling) -> None:
        """Note that two lines, or a line and the settled ranges, cannot both be right."""
        known = self.states[place].told.get(code)
        last = self.annexes[place].announcement.id
        forward = self._line(code, known) if known else f"the settled ranges of {last}, which do not list it"
        problem = (
            f"{code} after {last}: {forward} contradicts {self._line(code, telling)}. "
            "One of the two is wrong; compare them with the annexes."
        )
        self._faults.add("list_changes.csv", problem)

    def _line(self, code: HSCode, telling: Telling) -> str:
        row = self.annexes[telling.place].lines[code]
        return f"{row.where} ({row['change']})"


def _joined(ranges: Sequence[tuple[HSCode, HSCode]]) -> tuple[tuple[HSCode, HSCode], ...]:
    """Join ranges that touch."""
    joined: list[tuple[HSCode, HSCode]] = []
    for code_from, code_to in ranges:
        if joined and int(joined[-1][1]) + 1 == int(code_from):
            joined[-1] = (joined[-1][0], code_to)
        else:
            joined.append((code_from, code_to))
    return tuple(joined)


def _check_total(state: State, faults: Faults) -> None:
    """Hold the number of listed codes against the stated one."""
    announcement = state.announcements[-1]
    stated = announcement.list_total_after
    known = state.lines_known
    if stated is not None and (known > stated or (state.is_complete and known < stated)):
        problem = f"{announcement.id} states {stated:,} lines in force after it; its annexes give {known:,}."
        faults.add("list_changes.csv", problem)
