"""``sources.csv``: the pages that facts were read from, and the check that every record's source is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.tables.faults import Faults
from pilotzones.tables.reading import read_sound_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from pilotzones.tables.folders import Folder
    from pilotzones.tables.reading import TableRow


def read_sources(folders: Sequence[Folder]) -> dict[str, str]:
    """Read every page that the data rests on, by id, in order.

    Raises:
        DataIntegrityError: for a damaged table.
    """
    return {row["id"]: row["source"] for row in read_sound_table(folders, "sources")}


def check_sources(rows: Iterable[TableRow], known: Collection[str]) -> None:
    """Check that ``sources.csv`` has every source that a record names.

    Raises:
        DataIntegrityError: names every record whose source is missing.
    """
    faults = Faults()
    by_text: dict[str, list[TableRow]] = {}
    for row in rows:
        by_text.setdefault(row.text("sources"), []).append(row)
    for group in by_text.values():
        missing = ", ".join(quoted(source) for source in group[0]["sources"] if source not in known)
        if missing:
            for row in group:
                faults.add(
                    row.where, f"the record names {missing} as its source, and sources.csv does not have it.", "sources"
                )
    faults.raise_all()
