"""The numbers that an announcement states, held against lines: of tables and of files read alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilotzones.records.actions import ACTIONS, ADJUSTING, WHOLE_LIST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pilotzones.records.actions import Action
    from pilotzones.records.announcements import Announcement


class WrongCount(NamedTuple):
    """A number of lines that differs from the stated one."""

    action: Action
    stated: int
    found: int


def stated_counts(announcement: Announcement) -> Mapping[Action, int | None]:
    """Give the number of lines that an announcement states for each of its actions; None where it states none."""
    if announcement.kind == "amends":
        return {action: getattr(announcement, field) for action, field in ADJUSTING.items()}
    return {WHOLE_LIST: announcement.stated_count}


def wrong_counts(announcement: Announcement, actions: Sequence[str], *, is_complete: bool) -> Iterator[WrongCount]:
    """Compare the actions of some lines with the numbers that their announcement states.

    Args:
        announcement: the one whose annex has the lines.
        actions: what it does to each of them.
        is_complete: whether they are all its lines; otherwise fewer than stated are right.
    """
    for action, stated in stated_counts(announcement).items():
        found = actions.count(action)
        if stated is not None and (found > stated or (is_complete and found < stated)):
            yield WrongCount(action=action, stated=stated, found=found)


def wrong_numbers(numbers: Iterable[int | None]) -> Iterator[tuple[int, int]]:
    """Find the row numbers (序号) that do not follow the one before, starting from 1.

    Args:
        numbers: those of the lines in order; None for a line without one.

    Returns:
        For each number that is missing or does not follow: its index, and the number due.
    """
    due = 1
    for index, number in enumerate(numbers):
        if number != due:
            yield index, due
        due = (due if number is None else number) + 1


def net_change(actions: Iterable[Action]) -> int:
    """Count how many more lines are on the list after some actions of an adjustment than before."""
    return sum(ACTIONS[action].after - bool(ACTIONS[action].before) for action in actions if action in ADJUSTING)
