"""The dataset that an annex is compared with: also where the user's own folders are damaged."""

from __future__ import annotations

from pilotzones.dataset import Dataset
from pilotzones.substitution import asked
from pilotzones.tables.faults import DataIntegrityError


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
    try:
        known.folders  # noqa: B018 - they are loaded when they are first asked for
    except DataIntegrityError as fault:
        first = str(fault).splitlines()[0]
        return Dataset.bundled(), (f"Only the bundled tables are used: {first}",)
    return known, ()
