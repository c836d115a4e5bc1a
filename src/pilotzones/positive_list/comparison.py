"""Comparison: what changed from one edition of the positive list to a later one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.hscode import LINE, HSCode
from pilotzones.positive_list.event_log import FIRST_CODE, LAST_CODE
from pilotzones.positive_list.verdicts import STATUS_OF, item_of
from pilotzones.records.comparisons import Difference, Remarked, Untold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pilotzones.positive_list.editions import PositiveList
    from pilotzones.positive_list.replay import State
    from pilotzones.positive_list.tariff import TariffLines
    from pilotzones.records.announcements import Action
    from pilotzones.records.list_answers import Item

_LASTING: tuple[Action, ...] = ("add", "delete", "convert_in", "convert_out")


def compare(positive_list: PositiveList, tariff: TariffLines, older: int, newer: int) -> Difference:
    """Compare two editions by their places, the older one first."""
    states = positive_list.states[older], positive_list.states[newer]
    between = [annex.actions for annex in positive_list.annexes[older + 1 : newer + 1]]
    added: list[Item] = []
    removed: list[Item] = []
    converted_in: list[Item] = []
    converted_out: list[Item] = []
    remarked: list[Remarked] = []
    untold: list[Untold] = []
    for code in positive_list.named():
        was, now = (state.listed(code) for state in states)
        done = [action for actions in between if (action := actions.get(code))]
        last = next((action for action in reversed(done) if action in _LASTING), None)
        old, new = (item_of(positive_list, tariff, place, code) for place in (older, newer))
        if was is None or now is None:
            untold.append(Untold(code, new.name_zh, STATUS_OF[was], STATUS_OF[now]))
        elif now and not was:
            (converted_in if last == "convert_in" else added).append(new)
        elif was and not now:
            (converted_out if last == "convert_out" else removed).append(old)
        elif was and older != newer:
            if "remark" in done or _differ(old, new):
                remarked.append(Remarked(old, new))
            elif not _same(old, new):
                untold.append(Untold(code, new.name_zh, "listed", "listed"))
    return Difference(
        older=positive_list.editions[older],
        newer=positive_list.editions[newer],
        added=tuple(added),
        removed=tuple(removed),
        remarked=tuple(remarked),
        converted_in=tuple(converted_in),
        converted_out=tuple(converted_out),
        untold=tuple(untold),
        unsettled=_unsettled(states) if older != newer else (),
    )


def _differ(old: Item, new: Item) -> bool:
    """Tell whether two remarks are known, word for word, and differ."""
    return old.remark_known == new.remark_known == "yes" and old.remark != new.remark


def _same(old: Item, new: Item) -> bool:
    """Tell whether two remarks are known to be the same."""
    return old.remark is not None and old.remark == new.remark


def _unsettled(states: Iterable[State]) -> tuple[tuple[HSCode, HSCode], ...]:
    """Join the ranges that one of the states or the other does not settle."""
    gaps = sorted(gap for state in states for gap in _gaps(state.settled))
    joined: list[tuple[HSCode, HSCode]] = []
    for first, last in gaps:
        if joined and int(first) <= int(joined[-1][1]) + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def _gaps(settled: Sequence[tuple[HSCode, HSCode]]) -> list[tuple[HSCode, HSCode]]:
    """List what lies between ranges, before the first and after the last."""
    ends = [int(FIRST_CODE) - 1, *(int(last) for _, last in settled)]
    starts = [*(int(first) for first, _ in settled), int(LAST_CODE) + 1]
    return [
        (HSCode(f"{end + 1:0{LINE}}"), HSCode(f"{start - 1:0{LINE}}"))
        for end, start in zip(ends, starts, strict=True)
        if end + 1 < start
    ]
