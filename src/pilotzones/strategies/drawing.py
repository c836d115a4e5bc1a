"""What the strategies share: which dataset they draw from, and how they refuse invalid arguments."""

from __future__ import annotations

import contextlib
import functools
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from pilotzones.dataset import Dataset
from pilotzones.errors import PilotZonesError
from pilotzones.strategies.errors import StrategyError
from pilotzones.substitution import asked, default
from pilotzones.tables.faults import DataIntegrityError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hypothesis.strategies import SearchStrategy

Value = TypeVar("Value")
_DATASETS_REMEMBERED = 8


def drawn_from(
    dataset: Dataset | None, strategy_of: Callable[[Dataset], SearchStrategy[Value]]
) -> SearchStrategy[Value]:
    """Make a strategy that draws from a dataset, or from the one that is the default when a value is drawn.

    Raises:
        StrategyError: at once, if nothing can be drawn from it.
    """

    @functools.lru_cache(_DATASETS_REMEMBERED)
    def remembered(chosen: Dataset) -> SearchStrategy[Value]:
        with refusing():
            return strategy_of(chosen)

    with refusing():
        asked(dataset)
    if dataset is not None and dataset is not Dataset.default():
        return remembered(dataset)
    remembered(default())
    return st.builds(default).flatmap(remembered)


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Turn the library's other errors about an argument into the one of the strategies, with the same message.

    Raises:
        StrategyError: instead of every error of the library but DataIntegrityError.
    """
    try:
        yield
    except DataIntegrityError:
        raise
    except PilotZonesError as fault:
        raise StrategyError(str(fault)) from fault


def one_of_these(values: Sequence[Value], otherwise: str) -> SearchStrategy[Value]:
    """Draw one of some values; shrinks to the first.

    Raises:
        StrategyError: with ``otherwise`` as its message, if there are none.
    """
    if not values:
        raise StrategyError(otherwise)
    return st.sampled_from(values)
