"""Draw instants around midnight in China, where the day in China is easily taken for another."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pilotzones.arguments import check_flag
from pilotzones.dataset import Dataset
from pilotzones.dates import CHINA_TIME, DateLike, as_date
from pilotzones.strategies.drawing import refusing
from pilotzones.strategies.drawn_dates import boundary_dates
from pilotzones.substitution import asked

_HOURS = (8, 0, 9, 1, -5, -8, 5.5, 13, -11, 14, -12)
"""Offsets from UTC: China first, then those that orders come with, to the ends of the map."""

_SECONDS = (0, -1, 1, 60, -60, 3600, -3600, 8 * 3600, -8 * 3600, 12 * 3600, 86_399)
"""How far an instant is from midnight in China."""


def instants(
    date: DateLike | None = None, *, text: bool | None = None, dataset: Dataset | None = None
) -> SearchStrategy[datetime.datetime | str]:
    """Draw instants around midnight in China: aware datetimes, and ISO texts with an offset.

    Many have another day in their own time zone than in China, where the law counts days. Shrinks to midnight
    in China, as a datetime in China's own time.

    Args:
        date: the day (China calendar) at whose beginning they are; None for the days on which the law
            changes and those beside them.
        text: True for texts alone, such as ``"2022-02-28T16:00:00Z"``; False for datetimes alone.
        dataset: what to draw the days from; None for the default one.

    Returns:
        A strategy for instants from 8 hours before the day to its last second.

    Raises:
        StrategyError: if date is not valid, or text is not True, False or None.

    >>> from hypothesis import find
    >>> find(instants("2022-03-01"), lambda instant: True).isoformat()
    '2022-03-01T00:00:00+08:00'
    """
    with refusing():
        asked(dataset)
        days = boundary_dates(dataset=dataset) if date is None else st.just(as_date(date))
        if text is not None:
            check_flag("text", text)
    return _instants(days, (False, True) if text is None else (text,))


@st.composite
def _instants(draw: DrawFn, days: SearchStrategy[datetime.date], as_text: tuple[bool, ...]) -> datetime.datetime | str:
    midnight = datetime.datetime.combine(draw(days), datetime.time(), CHINA_TIME)
    instant = midnight + datetime.timedelta(seconds=draw(st.sampled_from(_SECONDS)))
    offset = datetime.timedelta(hours=draw(st.sampled_from(_HOURS)))
    local = instant.astimezone(datetime.timezone(offset))
    if not draw(st.sampled_from(as_text)):
        return local
    written = local.isoformat()
    return written.replace("+00:00", draw(st.sampled_from(("Z", "+00:00")))) if not offset else written
