"""What pytest loads by itself where the package is installed: one fixture, which loads nothing until a test uses it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pilotzones.dataset import Dataset


@pytest.fixture
def pilotzones_default() -> Iterator[Callable[[Dataset], Dataset]]:
    """Use a dataset as the default one until the test ends: ``pilotzones_default(dataset)``."""
    with contextlib.ExitStack() as test:

        def choose(dataset: Dataset) -> Dataset:
            from pilotzones.arguments import ArgumentTypeError, quoted  # noqa: PLC0415
            from pilotzones.dataset import Dataset  # noqa: PLC0415 - only where a test uses the fixture

            if not isinstance(dataset, Dataset):
                msg = f"pilotzones_default takes a Dataset, such as Dataset.load('my-tables'), not {quoted(dataset)}."
                raise ArgumentTypeError(msg)
            return test.enter_context(dataset.as_default())

        yield choose
