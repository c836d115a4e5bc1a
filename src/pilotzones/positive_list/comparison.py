"""Comparison: what changed from one edition of the positive list to a later one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.code_ranges import NO_CODE
from pilotzones.positive_list.verdicts import item_of
from pilotzones.records.actions import ACTIONS
from pilotzones.records.comparisons import Comparison, RemarkChange, Undecided
from pilotzones.records.list_answers import STATUS_OF

if TYPE_CHECKING:
    from pilotzones.positive_list.editions import PositiveList
    from pilotzones.positive_list.tariff import TariffLines
    from pilotzones.records.list_answers import Item

_MOVING = {action for action, meaning in ACTIONS.items() if meaning.before is (not meaning.after)}
"""Actions that put a line on the list or take it off."""


def compare(positive_list: PositiveList, tariff: TariffLines, older: int, newer: int) -> Comparison:
    """Compare two editions by their indices, the older one first."""
    states = positive_list.states[older], positive_list.states[newer]
    between = [annex.actions for annex in positive_list.annexes[older + 1 : newer + 1]]
    added: list[Item] = []
    removed: list[Item] = []
    converted_in: list[Item] = []
    converted_out: list[Item] = []
    remark_changes: list[RemarkChange] = []
    undecided: list[Undecided] = []
    for code in positive_list.named_codes() if older != newer else ():  # an edition does not differ from itself
        was, now = (state.listed(code) for state in states)
        done = [action for actions in between if (action := actions.get(code))]
        last = next((action for action in reversed(done) if action in _MOVING and action != "list"), None)
        old, new = (item_of(positive_list, tariff, index, code) for index in (older, newer))
        if was is None or now is None:
            undecided.append(Undecided(hs_code=code, name_zh=new.name_zh, older=STATUS_OF[was], newer=STATUS_OF[now]))
        elif now and not was:
            (converted_in if last == "convert_in" else added).append(new)
        elif was and not now:
            (converted_out if last == "convert_out" else removed).append(old)
        elif was:
            if "remark" in done or _differ(old, new):
                remark_changes.append(RemarkChange(older=old, newer=new))
            elif not _same(old, new):
                undecided.append(Undecided(hs_code=code, name_zh=new.name_zh, older="listed", newer="listed"))
    unknown = states[0].known.intersection(states[1].known).gaps() if older != newer else NO_CODE
    return Comparison(
        older=positive_list.editions[older],
        newer=positive_list.editions[newer],
        added=tuple(added),
        removed=tuple(removed),
        remark_changes=tuple(remark_changes),
        converted_in=tuple(converted_in),
        converted_out=tuple(converted_out),
        undecided=tuple(undecided),
        unknown_ranges=tuple(unknown),
    )


def _differ(old: Item, new: Item) -> bool:
    """Tell whether two remarks are known, word for word, and differ."""
    return old.remark_known == new.remark_known == "yes" and old.remark != new.remark


def _same(old: Item, new: Item) -> bool:
    """Tell whether two remarks are known to be the same."""
    return old.remark is not None and old.remark == new.remark
