"""Results kept for each dataset, as long as the dataset exists."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilotzones.dataset import Dataset

How = ParamSpec("How")
Result = TypeVar("Result")


def cache_per_dataset(
    make: Callable[Concatenate[Dataset, How], Result],
) -> Callable[Concatenate[Dataset, How], Result]:
    """Keep what a function makes of a dataset, for each set of other arguments; that must not hold the dataset."""
    kept: WeakKeyDictionary[Dataset, dict[object, Result]] = WeakKeyDictionary()

    @functools.wraps(make)
    def cached(dataset: Dataset, /, *args: How.args, **kwargs: How.kwargs) -> Result:
        results = kept.setdefault(dataset, {})
        how = (args, tuple(kwargs.items()))
        if how not in results:
            results[how] = make(dataset, *args, **kwargs)
        return results[how]

    return cached
