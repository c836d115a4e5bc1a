"""Worlds: whole datasets that might have been, to test code against lists that do not exist yet."""

from __future__ import annotations

import datetime
import functools
import random
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from pilotzones.code_ranges import FIRST_CODE, LAST_CODE
from pilotzones.dataset import Dataset
from pilotzones.hscode import LINE
from pilotzones.strategies import approvals, histories
from pilotzones.strategies.drawn_tables import DrawnFolder, as_csv, sources
from pilotzones.strategies.histories import FIRST_DAY, REMARKS, Announced, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from pilotzones.strategies.approvals import Reply
    from pilotzones.tables.formats import TableName

_STATED_IN_2022 = 1476
_CODES = range(1_010_000, 98_000_000)
_VERIFIED_AFTER = datetime.timedelta(days=90)


def datasets(*, complete: bool | None = None, most_announcements: int = 4) -> SearchStrategy[Dataset]:
    """Draw whole lawful histories of zones and lists as datasets; they print as those histories.

    Announcements that replace, supplement and amend, with remarks, of which the annexes are known
    whole, in part or not at all; replies that approve real places and end zones of earlier ones.
    The names of places, and what else is not law, are the bundled ones; the source of all that is
    drawn says so. Shrinks to one announcement with one line, wholly known, and one zone.

    Args:
        complete: True if every annex is wholly known, so that no code is unknown; False if none
            is; None for any mixture.
        most_announcements: the most announcements of a history.

    Returns:
        A strategy for ``Dataset``. ``dataset.as_default()`` puts one under the module's questions.

    Raises:
        InvalidArgument: for a number below 1.

    >>> datasets(most_announcements=0)
    Traceback (most recent call last):
        ...
    hypothesis.errors.InvalidArgument: most_announcements is 0, and a history has one announcement at least.
    """
    if most_announcements < 1:
        msg = f"most_announcements is {most_announcements}, and a history has one announcement at least."
        raise InvalidArgument(msg)
    return _datasets(complete, most_announcements)


@st.composite
def _datasets(draw: DrawFn, complete: bool | None, most: int) -> Dataset:  # noqa: FBT001 - as it was named above
    # Not by builds(), which would print how the dataset was made and not what it is.
    history = draw(histories.histories(complete=complete, most=most))
    return dataset_of(history, draw(approvals.replies()))


def complete_positive_list(*, min_size: int = 1, max_size: int = _STATED_IN_2022) -> SearchStrategy[Dataset]:
    """Draw a list of any size of which every line is known, as a dataset with one announcement.

    The number of lines is drawn as such; which they are follows from a drawn seed, since to draw a
    thousand lines one by one would take Hypothesis a second. Shrinks to the fewest lines.

    Args:
        min_size: the fewest lines, at least 1.
        max_size: the most lines; as many as the list of 2022 has by default.

    Returns:
        A strategy for ``Dataset``. One of a thousand lines takes about two milliseconds.

    Raises:
        InvalidArgument: if ``max_size`` is below ``min_size``, that below 1, or beyond a million lines.
    """
    most = len(_CODES) // 100
    if not 1 <= min_size <= max_size <= most:
        msg = f"A list has {min_size} to {max_size} lines here: give 1 <= min_size <= max_size <= {most:,}."
        raise InvalidArgument(msg)
    return _lists(st.integers(min_size, max_size))


def dataset_of(history: Sequence[Announced], replies: Sequence[Reply]) -> Dataset:
    """Make the dataset of a history of announcements and replies."""
    last = max(history[-1].day, replies[-1].established) + _VERIFIED_AFTER
    tables = functools.partial(_tables_of, history, replies)
    return Dataset([DrawnFolder(tables, (*history, *replies), last)])


def _tables_of(history: Sequence[Announced], replies: Sequence[Reply]) -> dict[TableName, bytes]:
    """Write a history as tables; the tariff has the lines that its annexes name."""
    codes = sorted({code for announced in history for code in announced.lines})
    tariff = ({"hs_code": code, "tariffs": "hs2017;hs2022", "name_zh": f"货品{code}"} for code in codes)
    return {
        **{name: as_csv(name, rows) for name, rows in histories.tables_of(history).items()},
        **approvals.tables_of(replies),
        "tariff_lines": as_csv("tariff_lines", tariff),
        "sources": sources(),
    }


@st.composite
def _lists(draw: DrawFn, sizes: SearchStrategy[int]) -> Dataset:
    """Make a list of so many lines, each with one of the usual remarks or none."""
    size = draw(sizes)
    chance = random.Random(draw(_SEEDS))  # noqa: S311 - what is drawn must come again
    lines = {
        f"{code:0{LINE}}": Line("list", chance.choice(REMARKS), ("list", "yes"))
        for code in sorted(chance.sample(_CODES, size))
    }
    everything = ((str(FIRST_CODE), str(LAST_CODE)),)
    whole = Announced(
        f"{FIRST_DAY.year}-1", "replaces", "", FIRST_DAY, lines, frozenset(lines), everything, states=True
    )
    return dataset_of([whole], [approvals.FIRST_REPLY])


_SEEDS = st.integers(0, 2**32 - 1)
