"""Draw whole datasets, to test code against lists that do not exist yet."""

from __future__ import annotations

import datetime
import functools
import random
from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pilotzones.arguments import as_number, check_flag
from pilotzones.code_ranges import EVERY_CODE
from pilotzones.dataset import Dataset
from pilotzones.hscode import LINE, HSCode
from pilotzones.records.actions import WHOLE_LIST
from pilotzones.strategies.drawing import refusing
from pilotzones.strategies.drawn_tables import DrawnFolder, sources
from pilotzones.strategies.list_histories import (
    FIRST_DAY,
    REMARKS,
    DrawnAnnouncement,
    DrawnLine,
    list_histories,
    tables_of_list,
)
from pilotzones.strategies.zone_histories import FIRST_REPLY, DrawnReply, tables_of_zones, zone_histories
from pilotzones.tables.formats import TableName
from pilotzones.tables.writing import as_csv

_STATED_IN_2022 = 1476
_MOST_ANNOUNCEMENTS = 1000
_CODES = range(1_010_000, 98_000_000)
_VERIFIED_AFTER = datetime.timedelta(days=90)


def datasets(*, complete: bool | None = None, most_announcements: int = 4) -> SearchStrategy[Dataset]:
    """Draw whole lawful histories of zones and lists as datasets; they print as those histories.

    Announcements replace, supplement and amend the list, with remarks; their annexes are known
    wholly, in part or not at all. Then true statements from outside them say of codes that they are
    ``listed`` or ``not_listed`` after an announcement, and the list after it may be known, wholly or in
    part. Replies approve real zones and end earlier ones. The names of
    places, and what else is not law, are those of the bundled tables. What is drawn names a source
    that says so. Shrinks to one announcement with one line, wholly known, and one zone.

    Args:
        complete: True if every annex is wholly known, so that no code is unknown; False if none
            is, nor any list; None for any mixture, lists that are known from outside the annexes among it.
        most_announcements: the largest number of announcements in a history.

    Returns:
        A strategy for ``Dataset``. Within ``with dataset.as_default():`` it answers the module's
        questions.

    Raises:
        StrategyError: if ``most_announcements`` is not a number from 1 to 1,000, or ``complete`` not one of the three.

    >>> datasets(most_announcements=0)
    Traceback (most recent call last):
        ...
    pilotzones.strategies.errors.StrategyError: most_announcements must be a whole number from 1 to 1000, not 0.
    """
    with refusing():
        most = as_number("most_announcements", most_announcements, 1, _MOST_ANNOUNCEMENTS)
        if complete is not None:
            check_flag("complete", complete)
    return _datasets(complete, most)


@st.composite
def _datasets(draw: DrawFn, complete: bool | None, most: int) -> Dataset:  # noqa: FBT001 - datasets() takes it by name
    # builds() would print how the dataset was made, instead of the history in it.
    history = draw(list_histories(complete=complete, most=most))
    return _dataset_of(history, draw(zone_histories()))


def complete_positive_list(*, min_size: int = 1, max_size: int = _STATED_IN_2022) -> SearchStrategy[Dataset]:
    """Draw a list of any size of which every line is known, as a dataset with one announcement.

    The number of lines is drawn, and a seed from which they are picked at random: to draw a thousand
    lines one by one would take Hypothesis a second. Shrinks to the fewest lines.

    Args:
        min_size: the fewest lines, 1 or more.
        max_size: the most lines; by default as many as the list of 2022 has.

    Returns:
        A strategy for ``Dataset``. One of a thousand lines takes about two milliseconds.

    Raises:
        StrategyError: if ``min_size`` is below 1, ``max_size`` below that or above 969,900.
    """
    most = len(_CODES) // 100
    with refusing():
        fewest = as_number("min_size", min_size, 1, most)
        largest = as_number("max_size", max_size, fewest, most)
    return _complete_lists(st.integers(fewest, largest))


def _dataset_of(history: Sequence[DrawnAnnouncement], replies: Sequence[DrawnReply]) -> Dataset:
    """Make the dataset of a history of announcements and replies."""
    last = max(history[-1].day, replies[-1].established) + _VERIFIED_AFTER
    tables = functools.partial(_tables_of, history, replies)
    return Dataset([DrawnFolder(tables, (*history, *replies), last)])


def _tables_of(history: Sequence[DrawnAnnouncement], replies: Sequence[DrawnReply]) -> dict[TableName, bytes]:
    """Write a history as tables; the tariff has the lines that the annexes name."""
    codes = sorted({code for announcement in history for code in announcement.lines})
    tariff = ({"hs_code": code, "tariffs": "hs2017;hs2022", "name_zh": f"货品{code}"} for code in codes)
    return {
        **tables_of_list(history),
        **tables_of_zones(replies),
        "tariff_lines": as_csv("tariff_lines", tariff),
        "sources": sources(),
    }


@st.composite
def _complete_lists(draw: DrawFn, sizes: SearchStrategy[int]) -> Dataset:
    """Draw a list of some size, with a remark or none on each line."""
    size = draw(sizes)
    chance = random.Random(draw(_SEEDS))  # noqa: S311 - the same draw must give the same list
    lines = {
        HSCode(f"{code:0{LINE}}"): DrawnLine(
            action=WHOLE_LIST, remark=chance.choice(REMARKS), known_as=WHOLE_LIST, is_remark_known=True
        )
        for code in sorted(chance.sample(_CODES, size))
    }
    announcement = DrawnAnnouncement(
        id=f"{FIRST_DAY.year}-1",
        kind="replaces",
        amends="",
        day=FIRST_DAY,
        lines=lines,
        listed_after=frozenset(lines),
        known_ranges=EVERY_CODE,
        states_counts=True,
    )
    return _dataset_of([announcement], [FIRST_REPLY])


_SEEDS = st.integers(0, 2**32 - 1)
