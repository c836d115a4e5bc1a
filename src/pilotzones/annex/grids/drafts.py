"""A row while it is being read: the texts of its columns, to which broken parts are added; then the finished row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from pilotzones.annex.grids.columns import list_distinct
from pilotzones.annex.grids.roles import CHANGE, CODE, NAME, REMARK, ROW_ROLES, SEQ
from pilotzones.annex.grids.vocabulary import join_lines, read_codes, read_number
from pilotzones.annex.records import Row
from pilotzones.dataset import Dataset
from pilotzones.hscode import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.annex.grids.columns import ColumnBlock, Positions
    from pilotzones.annex.grids.roles import Role
    from pilotzones.annex.readers.document import Cell, GridRow

_SUBHEADING = 6
_EX = re.compile(r"\(?ex\)?[\s.:]*", re.IGNORECASE)


@attrs.define(eq=False)
class Draft:
    """A row's texts and cells by column; a line feed separates broken parts of a text."""

    page: int
    row: int
    section: str
    columns: ColumnBlock
    texts: dict[Role, str]
    other: dict[str, str]
    cells: dict[Role, list[Cell]]

    @classmethod
    def from_row(cls, page: int, row: GridRow, columns: ColumnBlock, section: str) -> Draft:
        """Sort a row's cells by column."""
        cells: dict[Role, list[Cell]] = {role: _list_cells(row, columns.positions.get(role, ())) for role in ROW_ROLES}
        texts: dict[Role, str] = {role: _join_texts(found) for role, found in cells.items()}
        return cls(
            page=page,
            row=row.number,
            section=section,
            columns=columns,
            texts=texts,
            other={title: _join_texts(_list_cells(row, positions)) for title, positions in columns.other},
            cells=cells,
        )

    @property
    def seq(self) -> str:
        """The text of its number (序号)."""
        return self.texts[SEQ]

    @property
    def code(self) -> str:
        """The text of its code."""
        return self.texts[CODE]

    @property
    def number(self) -> int | None:
        """The row's number (序号)."""
        return read_number(join_lines(self.seq))

    @property
    def text(self) -> str:
        """All its texts on one line."""
        return " ".join(filter(None, map(join_lines, (*self.texts.values(), *self.other.values()))))

    @property
    def lacks_digits(self) -> bool:
        """Whether its code is shorter than any tariff line's, like one that is broken over pages."""
        return sum(map(len, read_codes(self.code))) < LINE

    def shares_code_with(self, last: Draft) -> bool:
        """Decide whether the row is a part of the one above it: the same merged cells hold number and code."""
        mine, theirs = self.cells, last.cells
        has_key = bool(mine[SEQ] or self.columns.positions.get(NAME))
        return mine[CODE] == theirs[CODE] and mine[SEQ] == theirs[SEQ] and has_key

    def add(self, part: Draft) -> None:
        """Add a part from below: the rest of broken cells, or more rows of merged ones."""
        for role, mine in self.cells.items():
            new = [cell for cell in part.cells[role] if not any(cell is old for old in mine)]
            self.texts[role] = "\n".join(filter(None, [self.texts[role], *(cell.text for cell in new)]))
            self.cells[role] = [*mine, *new]
        for title, text in part.other.items():
            if text and text != self.other.get(title):
                self.other[title] = "\n".join(filter(None, [self.other.get(title, ""), text]))

    def finish(self, *, lost_zeros: bool) -> Iterator[Row]:
        """Make its rows: one for each of its codes."""
        is_number = any(cell.is_number for cell in self.cells[CODE])
        other = tuple((join_lines(title), join_lines(text)) for title, text in self.other.items() if text.strip())
        if _EX.match(self.code):
            other = (("ex", "ex"), *other)
        for code in read_codes(self.code):
            yield Row(
                seq=self.number,
                hs_code=f"0{code}" if _is_odd(code) and (is_number or lost_zeros) else code,
                name=join_lines(self.texts[NAME]),
                remark=join_lines(self.texts[REMARK]),
                page=self.page,
                row=self.row,
                section=self.section,
                group=self.columns.group,
                change=join_lines(self.texts[CHANGE]),
                other=other,
            )


def finish_rows(drafts: Sequence[Draft]) -> tuple[tuple[Row, ...], int]:
    """Finish all rows, and add the leading zeros that a spreadsheet dropped.

    Returns:
        The rows, and how many codes got a zero.
    """
    codes = [code for draft in drafts for code in read_codes(draft.code)]
    lost_zeros = _are_zeros_lost(codes)
    rows = tuple(row for draft in drafts for row in draft.finish(lost_zeros=lost_zeros))
    return rows, sum(row.hs_code != code for row, code in zip(rows, codes, strict=True))


def _are_zeros_lost(codes: Sequence[str]) -> bool:
    """Decide whether codes stored as text lost their zeros: none begins with one, and each short one needs one."""
    short = [code for code in codes if _is_odd(code)]
    if not short or any(code.startswith("0") for code in codes):
        return False
    tariff = Dataset.bundled().tariff
    known = {code[:_SUBHEADING] for id_ in tariff.tariffs for code in tariff.codes(id_.id)}
    return all(f"0{code}"[:_SUBHEADING] in known for code in short)


def _is_odd(code: str) -> bool:
    """Decide whether a code has a digit too few for a line, or for a line with the customs' two digits."""
    return len(code) in (LINE - 1, LINE + 1)


def _list_cells(row: GridRow, positions: Positions) -> list[Cell]:
    return list_distinct(row.cells[at] for at in positions if at < len(row.cells))


def _join_texts(cells: Sequence[Cell]) -> str:
    return "\n".join(cell.text for cell in cells)
