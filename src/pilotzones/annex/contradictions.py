"""What an annex contradicts in a dataset: its tables are laid over those of the dataset, as installing it would do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilotzones.annex.as_tables import write_tables
from pilotzones.annex.records import Difference, removal_command
from pilotzones.hscode import LINE
from pilotzones.records.actions import ACTIONS, STATEMENTS
from pilotzones.tables.faults import DataIntegrityError
from pilotzones.tables.in_memory import FolderInMemory
from pilotzones.tables.writing import as_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.records import Reading
    from pilotzones.dataset import Dataset

_CODE = re.compile(rf"(?<!\d)\d{{{LINE}}}(?!\d)")


def find_contradictions(reading: Reading, data: Dataset) -> Iterator[Difference]:
    """Find what would keep a reading from being installed over a dataset, beyond its own differences.

    Args:
        reading: the annex, and the differences found so far. With one that cannot be accepted it is not
            installed in any case, and nothing more is looked for.
        data: the dataset over which it would be installed.

    Returns:
        A difference for each fault that its tables would have there; "incomplete" if there is none where the
        annex is known in part. And one if remarks (备注) that were read before would be lost.
    """
    effects = {difference.accepted for difference in reading.differences}
    if "never" in effects:
        return
    lost = _count_lost_remarks(reading, data)
    if lost:
        problem = (
            f"the remarks (备注) of {lost:,} lines are known from an annex that is installed, and were not read here; "
            f"to replace it nevertheless, first run: {removal_command(reading)}"
        )
        yield Difference(rule="lost-remarks", about="", where="", problem=problem)
    complete = "incomplete" not in effects
    faults = _load(reading, data, complete=complete)
    if not faults:
        return
    in_part = _load(reading, data, complete=False) if complete else faults
    for fault in faults:
        code = _CODE.search(fault)
        yield Difference(
            rule="contradiction",
            about=code[0] if code else "",
            where="",
            problem=fault.rstrip("."),
            accepted="never" if in_part else "incomplete",
        )


def _count_lost_remarks(reading: Reading, data: Dataset) -> int:
    """Count how many more remarks a user's folder has of the same annex or list."""
    lacking = {line.row.hs_code for line in reading.lines if line.lacks_remark}
    rows = [
        row
        for row in data.positive_list.rows()
        if row["announcement"] == reading.announcement.id
        and row.file.layer
        and ACTIONS[row["change"]].after
        and (row["change"] in STATEMENTS) == (reading.covers == "list")
    ]
    known = sum(row["remark_known"] != "no" for row in rows if row["hs_code"] in lacking)
    return known if len(lacking) > sum(row["remark_known"] == "no" for row in rows) else 0


def _load(reading: Reading, data: Dataset, *, complete: bool) -> tuple[str, ...]:
    """Lay the tables of a reading over a dataset; its faults in words."""
    tables = write_tables(reading, complete=complete)
    folder = FolderInMemory("annex", lambda: {name: as_csv(name, rows) for name, rows in tables.items()})
    return _check(data.under(folder))


def _check(data: Dataset) -> tuple[str, ...]:
    """Replay the list of a dataset; the faults in words."""
    try:
        data.positive_list  # noqa: B018 - it is made when it is first asked for
    except DataIntegrityError as error:
        return tuple(str(fault) for fault in error.faults or (error,))
    return ()
