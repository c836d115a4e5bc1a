"""Draw what a program may assume of the positive list."""

from __future__ import annotations

from typing import TypedDict

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from pilotzones.arguments import as_number
from pilotzones.dataset import Dataset
from pilotzones.hscode import HSCode
from pilotzones.strategies.codes import codes_of
from pilotzones.strategies.drawing import drawn_from, refusing
from pilotzones.strategies.errors import StrategyError
from pilotzones.strategies.remark_texts import remarks

_MOST_CODES = 1000


class AssumedList(TypedDict):
    """The arguments of ``Dataset.assume``: codes with their remarks, codes that are not listed, and since when."""

    listed: dict[HSCode, str | None]
    not_listed: list[HSCode]
    after: str


def assumed_lists(*, most: int = 4, dataset: Dataset | None = None) -> SearchStrategy[AssumedList]:
    """Draw lines to assume, for ``data.assume(**assumed)``: codes of which the answer is unknown without them.

    Some with a remark, some with none, some with one that is not known, some not on the list. Nothing that
    is known contradicts them. Shrinks to one listed code without a remark, the lowest, after the first announcement
    that leaves any code unknown.

    Args:
        most: the largest number of codes.
        dataset: what the lines are to be assumed of; None for the default one.

    Returns:
        A strategy for ``AssumedList``, a dict of the arguments of ``Dataset.assume``.

    Raises:
        StrategyError: if no answer of the dataset is unknown, or ``most`` is not a number from 1 to 1,000.

    >>> from hypothesis import find
    >>> find(assumed_lists(), lambda assumed: assumed["not_listed"])["listed"]
    {}
    """
    with refusing():
        most = as_number("most", most, 1, _MOST_CODES)

    def strategy_of(data: Dataset) -> SearchStrategy[AssumedList]:
        kinds = [
            _lists(edition.id, codes, most)
            for index, edition in enumerate(data.editions())
            if (codes := codes_of(data, index, "unknown", "")) is not None
        ]
        if not kinds:
            msg = "No code is unknown under any edition of the dataset, so there is nothing to assume."
            raise StrategyError(msg)
        return st.one_of(kinds)

    return drawn_from(dataset, strategy_of)


@st.composite
def _lists(draw: DrawFn, after: str, codes: SearchStrategy[HSCode], most: int) -> AssumedList:
    chosen = draw(st.lists(codes, min_size=1, max_size=most, unique=True))
    listed: dict[HSCode, str | None] = {}
    not_listed: list[HSCode] = []
    for code in chosen:
        how = draw(st.sampled_from(("no remark", "a remark", "an unknown remark", "not listed")))
        if how == "not listed":
            not_listed.append(code)
        else:
            listed[code] = None if how == "an unknown remark" else "" if how == "no remark" else draw(remarks()).text
    return AssumedList(listed=listed, not_listed=not_listed, after=after)
