"""The dataset that an annex is compared with: also where the user's own folders are damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.dataset import Dataset
from pilotzones.substitution import asked
from pilotzones.tables.faults import DataIntegrityError

if TYPE_CHECKING:
    from collections.abc import Callable


def find_data(data: Dataset | None) -> tuple[Dataset, tuple[str, ...]]:
    """Take a caller's dataset, or else the default one.

    Where the folders of the default dataset cannot be loaded, the bundled tables take its place, so that
    damaged annexes can be installed again.

    Returns:
        The dataset, and what to say about it.

    Raises:
        ArgumentTypeError: if it is neither a dataset nor None.
    """
    known = asked(data)
    if data is not None:
        return known, ()
    return load_sound(lambda: known)


def load_sound(load: Callable[[], Dataset]) -> tuple[Dataset, tuple[str, ...]]:
    """Load a dataset; the bundled tables where its folders are damaged.

    Args:
        load: gives the dataset.

    Returns:
        The dataset, and what to say about it.
    """
    try:
        known = load()
        known.folders  # noqa: B018 - they are loaded when they are first asked for
    except DataIntegrityError as fault:
        first = str(fault).splitlines()[0]
        return Dataset.bundled(), (f"Only the bundled tables are used: {first}",)
    return known, ()
