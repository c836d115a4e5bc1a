"""Every wrong cell of a table, found by the detailed validation of cattrs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
from cattrs import ClassValidationError, Converter, IterableValidationError
from cattrs.gen import make_dict_structure_fn, override

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pilotzones.tables.formats import TableFormat


def wrong_cells(table: TableFormat, rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, str, str]]:
    """Go through the wrong cells of some rows.

    Args:
        table: the table's format.
        rows: the cells of each row, as many as there are columns.

    Returns:
        For each wrong cell, in order: the index of the row, the column, and what is wrong.
    """
    converter = Converter()
    record: Any = attrs.make_class("Record", list(table.columns))
    hooks: dict[str, Any] = {
        name: override(struct_hook=_hook(column.cell.read)) for name, column in table.columns.items()
    }
    converter.register_structure_hook(record, make_dict_structure_fn(record, converter, **hooks))
    try:
        converter.structure([dict(zip(table.columns, cells, strict=True)) for cells in rows], list[record])
    except IterableValidationError as invalid:
        yield from _named(invalid)


def _hook(read: Callable[[str], object] | None) -> Callable[[Any, Any], Any]:
    return lambda text, _: read(text) if read else text


def _named(invalid: IterableValidationError) -> Iterator[tuple[int, str, str]]:
    for row, note in invalid.group_exceptions()[0]:
        assert isinstance(row, ClassValidationError)  # noqa: S101 - every row is a dictionary with all columns
        for problem, column in row.group_exceptions()[0]:
            yield int(note.index), column.name, str(problem)
