"""Draw cases to test eligibility rules with, and the editions, announcements and lines that they come from."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pilotzones.dataset import Dataset
from pilotzones.dates import DateLike, as_date
from pilotzones.hscode import HSCode, parse_prefix
from pilotzones.records.announcements import Announcement
from pilotzones.records.list_answers import (
    Edition,
    Item,
    Status,
    Verdict,
)
from pilotzones.strategies.codes import codes_of, statuses
from pilotzones.strategies.drawing import drawn_from, one_of_these, refusing
from pilotzones.strategies.drawn_dates import dates_of
from pilotzones.strategies.errors import StrategyError


class EligibilityCase(NamedTuple):
    """A question, and what the dataset answers: ``"listed"``, ``"not listed"`` or ``"unknown"``."""

    hs_code: HSCode
    date: datetime.date
    status: Status


def eligibility_cases(
    *, status: Status | None = None, dataset: Dataset | None = None
) -> SearchStrategy[EligibilityCase]:
    """Draw questions with their expected answers: every edition and status, often an edition's first or last day.

    Shrinks to the first day of the first edition and the lowest code of the first status.

    Args:
        status: the only status to expect; None for all three.
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for ``EligibilityCase``, a triple of HS code, day (China calendar) and status.

    Raises:
        StrategyError: if status is not valid, or if no code has it under any edition.
    """
    asked = statuses(status)

    def strategy_of(data: Dataset) -> SearchStrategy[EligibilityCase]:
        kinds = [
            st.builds(EligibilityCase, codes, dates_of(data, edition), st.just(each))
            for index, edition in enumerate(data.editions())
            for each in asked
            if (codes := codes_of(data, index, each, "")) is not None
        ]
        if not kinds:
            msg = f"No code is {status} under any edition of the dataset: choose another status."
            raise StrategyError(msg)
        return st.one_of(kinds)

    return drawn_from(dataset, strategy_of)


def verdicts(*, status: Status | None = None, dataset: Dataset | None = None) -> SearchStrategy[Verdict]:
    """Draw whole answers of ``eligibility``; shrinks as ``eligibility_cases`` does.

    Args:
        status: the only status; None for all three.
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for ``Verdict``.

    Raises:
        StrategyError: as ``eligibility_cases`` does.
    """
    return drawn_from(
        dataset,
        lambda data: eligibility_cases(status=status, dataset=data).map(
            lambda case: data.eligibility(case.hs_code, case.date)
        ),
    )


def editions(*, dataset: Dataset | None = None) -> SearchStrategy[Edition]:
    """Draw states of the positive list; shrinks to the first.

    Args:
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for ``Edition``.
    """
    return drawn_from(dataset, lambda data: st.sampled_from(data.editions()))


def announcements(*, dataset: Dataset | None = None) -> SearchStrategy[Announcement]:
    """Draw the Ministry of Finance's announcements on the positive list; shrinks to the first.

    Args:
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for ``Announcement``.
    """
    return drawn_from(dataset, lambda data: st.sampled_from(data.announcements()))


def items(
    *, date: DateLike | None = None, under: str | None = None, dataset: Dataset | None = None
) -> SearchStrategy[Item]:
    """Draw listed lines with their names and remarks; shrinks to the lowest code.

    Args:
        date: the day (China calendar); None for any edition.
        under: only lines under this chapter, heading or subheading (2, 4 or 6 digits).
        dataset: what to draw from; None for the default one.

    Returns:
        A strategy for ``Item``.

    Raises:
        StrategyError: if no line is known to be listed then, if no list is in force then, or if
            date or under is not valid.
    """
    with refusing():
        prefix = None if under is None else parse_prefix(under)
        day = None if date is None else as_date(date)
    asked = f"{f' under {prefix}' if prefix else ''}{f' on {day}' if day else ''}"

    def strategy_of(data: Dataset) -> SearchStrategy[Item]:
        days = [edition.effective_from for edition in data.editions()] if day is None else [day]
        listed = [item for each in days for item in data.items(each, under=prefix)]
        return one_of_these(listed, otherwise=f"No line{asked} is known to be listed.")

    return drawn_from(dataset, strategy_of)
