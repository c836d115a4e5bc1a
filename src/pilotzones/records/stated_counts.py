"""The numbers that an announcement states, held against lines: of tables and of files read alike."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.records.actions import ACTIONS, ADJUSTING, WHOLE_LIST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pilotzones.records.actions import Action
    from pilotzones.records.announcements import Announcement, AnnouncementKind


class WrongCount(NamedTuple):
    """A number of lines that differs from the stated one."""

    action: Action
    stated: int
    found: int


def stated_counts(announcement: Announcement) -> Mapping[Action, int | None]:
    """Give the number of lines that an announcement states for each of its actions; None where it states none."""
    return counts_of_kind(announcement.kind, partial(getattr, announcement))


def counts_of_kind(kind: AnnouncementKind, count: Callable[[str], int | None]) -> Mapping[Action, int | None]:
    """Give the numbers that an announcement of a kind states; ``count`` gives the number in a field."""
    if kind == "amends":
        return {action: count(field) for action, field in ADJUSTING.items()}
    return {WHOLE_LIST: count("stated_count")}


def wrong_counts(
    stated: Mapping[Action, int | None], actions: Sequence[str], *, is_complete: bool
) -> Iterator[WrongCount]:
    """Compare the actions of some lines with the numbers that their announcement states.

    Args:
        stated: how many lines it states for each of its actions.
        actions: what it does to each line.
        is_complete: whether they are all its lines; otherwise fewer than stated are right.
    """
    for action, count in stated.items():
        found = actions.count(action)
        if count is not None and (found > count or (is_complete and found < count)):
            yield WrongCount(action=action, stated=count, found=found)


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
