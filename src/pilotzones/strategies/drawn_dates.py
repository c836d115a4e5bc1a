"""Draw dates: while a list is in force, around each change of the law, and before the first list."""

from __future__ import annotations

import datetime
from typing import Literal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pilotzones.arguments import as_word
from pilotzones.dataset import Dataset
from pilotzones.dates import EARLIEST, DateLike
from pilotzones.records.list_answers import Edition
from pilotzones.strategies.drawing import drawn_from, one_of_these, refusing

_DAY = datetime.timedelta(days=1)


def dates_in_force(
    edition: Edition | DateLike | None = None, *, dataset: Dataset | None = None
) -> SearchStrategy[datetime.date]:
    """Draw days on which a positive list is in force, often its first or last; shrinks to its first.

    Args:
        edition: the edition, its id such as ``"2019-96"``, or a day on which it is in force; None
            for any edition.
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for days (China calendar), up to the last verified one.

    Raises:
        StrategyError: if ``edition`` does not name one.

    >>> from pilotzones.strategies import dates_in_force
    >>> from hypothesis import find
    >>> find(dates_in_force("2019-96"), lambda day: True)
    datetime.date(2020, 1, 1)
    """

    def strategy_of(data: Dataset) -> SearchStrategy[datetime.date]:
        if edition is not None:
            return dates_of(data, data.editions()[data.edition_index(edition)])
        return st.sampled_from(data.editions()).flatmap(lambda chosen: dates_of(data, chosen))

    return drawn_from(dataset, strategy_of)


def boundary_dates(
    of: Literal["list", "zones"] | None = None, *, dataset: Dataset | None = None
) -> SearchStrategy[datetime.date]:
    """Draw the day before, of and after each change of the law; shrinks to the first change's own day.

    Args:
        of: only the days of announcements (``"list"``) or of the State Council's replies
            (``"zones"``); None for both.
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for days (China calendar). Before the first announcement no list is in force, and
        questions about it raise NoListInForceError.

    Raises:
        StrategyError: for any other ``of``.
    """
    with refusing():
        wanted = None if of is None else as_word("of", of, ("list", "zones"))

    def strategy_of(data: Dataset) -> SearchStrategy[datetime.date]:
        days: list[datetime.date] = []
        if wanted != "zones":
            days += (announcement.effective_from for announcement in data.announcements())
        if wanted != "list":
            days += (batch.established_on for batch in data.batches())
        changes = one_of_these(sorted(days), otherwise="The dataset has no announcement or reply.")
        return st.tuples(changes, st.sampled_from((0, -1, 1))).map(lambda drawn: drawn[0] + drawn[1] * _DAY)

    return drawn_from(dataset, strategy_of)


def dates_before_any_list(*, dataset: Dataset | None = None) -> SearchStrategy[datetime.date]:
    """Draw days before the first positive list; shrinks to the last of them.

    Args:
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for days from 1 October 1949 on (China calendar), for which ``eligibility`` raises
        NoListInForceError.
    """

    def strategy_of(data: Dataset) -> SearchStrategy[datetime.date]:
        last = data.editions()[0].effective_from - _DAY
        return st.integers(0, (last - EARLIEST).days).map(lambda days: last - days * _DAY)

    return drawn_from(dataset, strategy_of)


def dates_of(data: Dataset, edition: Edition) -> SearchStrategy[datetime.date]:
    """Draw the days of an edition, up to the last verified one; shrinks to the first."""
    first = edition.effective_from
    last = edition.effective_to - _DAY if edition.effective_to else max(data.verified_through("list"), first)
    days = (last - first).days
    # The larger half of the numbers is for the first and the last day, in one choice.
    return st.integers(0, 2 * days + 2).map(
        lambda number: first + (number if number <= days else number % 2 * days) * _DAY
    )
