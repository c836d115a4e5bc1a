"""A table of the package's own: rows under columns with types and descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    CellType = Literal["text", "integer", "number", "date", "boolean"]


class Column(NamedTuple):
    """A column: its type, and what it holds, in a sentence."""

    name: str
    type: CellType
    description: str


class Reference(NamedTuple):
    """A foreign key: each value of a column that is not null is in a column of a table."""

    column: str
    table: str
    key: str


class Table(NamedTuple):
    """Rows under typed columns; no two rows agree in all columns of ``key``. None is null."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    references: tuple[Reference, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)

    def renamed(self, names: Mapping[str, str]) -> Table:
        """Give some columns other names."""
        columns = tuple(column._replace(name=names.get(column.name, column.name)) for column in self.columns)
        return self._replace(columns=columns)

    def values(self, index: int) -> list[Any]:
        """List the values of one column."""
        return [row[index] for row in self.rows]
