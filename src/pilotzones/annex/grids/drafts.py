"""A row while it is being read: its cells by column, to which broken parts are added; then the finished row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from pilotzones.annex.grids.columns import distinct
from pilotzones.annex.grids.vocabulary import codes_in, joined, sequence_of
from pilotzones.annex.records import Row
from pilotzones.positive_list.tariff import TariffLines
from pilotzones.tables.folders import bundled_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pilotzones.annex.grids.columns import Columns, Places
    from pilotzones.annex.readers.document import Cell, GridRow

_LINE = 8
_SUBHEADING = 6
_EX = re.compile(r"\(?ex\)?[\s.:]*", re.IGNORECASE)


@attrs.define(eq=False)
class Draft:
    """A row's texts by column, its broken parts with line feeds between them."""

    page: int
    row: int
    section: str
    columns: Columns
    seq: str
    code: str
    name: str
    remark: str
    change: str
    other: dict[str, str]
    cells: dict[str, list[Cell]]

    @classmethod
    def of(cls, page: int, row: GridRow, columns: Columns, section: str) -> Draft:
        """Take a row's cells by column."""
        cells = {role: _cells(row, getattr(columns, role)) for role in ("seq", "code", "name", "remark", "change")}
        texts = {role: "\n".join(cell.text for cell in found) for role, found in cells.items()}
        other = {title: "\n".join(cell.text for cell in _cells(row, places)) for title, places in columns.other}
        return cls(page, row.number, section, columns, **texts, other=other, cells=cells)

    @property
    def number(self) -> int | None:
        """The row's number (序号)."""
        return sequence_of(joined(self.seq))

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in any of its columns."""
        return not self.text

    @property
    def text(self) -> str:
        """All of it, for people."""
        parts = (self.seq, self.code, self.name, self.remark, self.change, *self.other.values())
        return " ".join(filter(None, map(joined, parts)))

    @property
    def lacks_digits(self) -> bool:
        """Whether its code is shorter than any tariff line's, as one broken over pages is."""
        return sum(map(len, codes_in(self.code))) < _LINE

    def shares_code_with(self, last: Draft) -> bool:
        """Tell whether the row is a part of the one above it: the same merged cells hold number and code."""
        mine, theirs = self.cells, last.cells
        return (
            mine["code"] == theirs["code"] and mine["seq"] == theirs["seq"] and bool(mine["seq"] or self.columns.name)
        )

    def add(self, part: Draft) -> None:
        """Add a part that stands below: the rest of broken cells, or more rows of merged ones."""
        for field in ("seq", "code", "name", "remark", "change"):
            mine = self.cells[field]
            new = [cell for cell in part.cells[field] if not any(cell is old for old in mine)]
            setattr(self, field, "\n".join(filter(None, [getattr(self, field), *(cell.text for cell in new)])))
            self.cells[field] = [*mine, *new]
        for title, text in part.other.items():
            if text and text != self.other.get(title):
                self.other[title] = "\n".join(filter(None, [self.other.get(title, ""), text]))

    def with_rest(self, rest: Draft) -> Draft:
        """Join a row that began on the page before with its rest, which has the code."""
        self.add(rest)
        return self

    def finished(self, padding: bool) -> Iterable[Row]:  # noqa: FBT001 - private to the module
        """Make the rows of it: one for each of its codes."""
        is_number = any(cell.is_number for cell in self.cells["code"])
        other = tuple((joined(title), joined(text)) for title, text in self.other.items() if text.strip())
        if _EX.match(self.code):
            other = (("ex", "ex"), *other)
        for code in codes_in(self.code):
            yield Row(
                seq=self.number,
                hs_code=f"0{code}" if _is_odd(code) and (is_number or padding) else code,
                name=joined(self.name),
                remark=joined(self.remark),
                page=self.page,
                row=self.row,
                section=self.section,
                group=self.columns.group,
                change=joined(self.change),
                other=other,
            )


def numbered(drafts: Sequence[Draft]) -> tuple[tuple[Row, ...], int]:
    """Finish all rows, and give back the leading zeros that a spreadsheet dropped.

    Returns:
        The rows, and how many codes got a zero.
    """
    padding = _zeros_are_lost([code for draft in drafts for code in codes_in(draft.code)])
    rows = tuple(row for draft in drafts for row in draft.finished(padding))
    plain = tuple(code for draft in drafts for code in codes_in(draft.code))
    return rows, sum(row.hs_code != code for row, code in zip(rows, plain, strict=True))


def _zeros_are_lost(codes: Sequence[str]) -> bool:
    """Tell whether codes stored as text lost their zeros: no code has one, and all that are short would be lines."""
    short = [code for code in codes if _is_odd(code)]
    if not short or any(code.startswith("0") for code in codes):
        return False
    tariff = TariffLines([bundled_folder()])
    known = {code[:_SUBHEADING] for id_ in tariff.tariffs for code in tariff.codes(id_.id)}
    return all(f"0{code}"[:_SUBHEADING] in known for code in short)


def _is_odd(code: str) -> bool:
    """Tell whether a code has a digit too few for a line, or for a line with the customs' two digits."""
    return len(code) in (_LINE - 1, _LINE + 1)


def _cells(row: GridRow, places: Places) -> list[Cell]:
    return distinct(row.cells[place] for place in places if place < len(row.cells))
