"""A row while it is being read: the texts of its columns, to which broken parts are added."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from pilotzones.annex.grids.code_cells import CodeCell, is_decimal, known_codes, read_code_cell
from pilotzones.annex.grids.contents import list_distinct
from pilotzones.annex.grids.roles import CHANGE, CODE, NAME, REMARK, ROW_ROLES, SEQ
from pilotzones.annex.grids.vocabulary import is_line_code, join_lines, read_codes, read_number
from pilotzones.annex.records import LeftOut, Row
from pilotzones.hscode import LENGTHS, LINE, SUBHEADING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.annex.grids.contents import ColumnBlock, Positions
    from pilotzones.annex.grids.roles import Role
    from pilotzones.annex.readers.document import Cell, Fault, Grid, GridRow

"""Digits of a line, and of the customs' own codes under it."""
_NUMBER = re.compile(r"\d{3,13}(\.\d+)?")
_ENTER_AGAIN = "format the column as text, enter the code again, and read the file again"
_EX = re.compile(r"\(?ex\)?[\s.:]*", re.IGNORECASE)


@attrs.define(eq=False)
class Draft:
    """A row's texts and cells by column; a line feed separates broken parts of a text."""

    page: int
    sheet: str
    row: int
    section: str
    columns: ColumnBlock
    has_remarks: bool
    texts: dict[Role, str]
    other: dict[tuple[int, str], str]
    cells: dict[Role, list[Cell]]

    @classmethod
    def from_row(cls, grid: Grid, row: GridRow, columns: ColumnBlock, section: str) -> Draft:
        """Sort a row's cells by column."""
        cells: dict[Role, list[Cell]] = {role: _list_cells(row, columns.positions.get(role, ())) for role in ROW_ROLES}
        texts: dict[Role, str] = {role: _join_texts(found) for role, found in cells.items()}
        return cls(
            page=grid.page,
            sheet=grid.sheet,
            row=row.number,
            section=section,
            columns=columns,
            has_remarks=bool(columns.positions.get(REMARK)),
            texts=texts,
            other={
                (at, title): _join_texts(_list_cells(row, positions))
                for at, (title, positions) in enumerate(columns.other)
            },
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
    def printed_code(self) -> str:
        """The text of its code on one line, with a space where a line ends, so that no two codes look like one."""
        return " ".join(self.code.split())

    @property
    def number(self) -> int | None:
        """The row's number (序号)."""
        return read_number(join_lines(self.seq))

    @property
    def cell(self) -> CodeCell:
        """What its cell in the code column says."""
        if any(cell.is_number and cell.text.startswith("-") for cell in self.cells[CODE]):
            return CodeCell(problem="it is a negative number", advice="correct it in the file, and read the file again")
        if any(cell.is_number and is_decimal(cell.text) for cell in self.cells[CODE]):
            return CodeCell(problem="it is stored as a number with decimals", advice=_ENTER_AGAIN)
        return read_code_cell(self.code)

    @property
    def fault(self) -> Fault | None:
        """Why the file does not say for certain what one of its cells has, but for those of other columns."""
        return next((cell.fault for cells in self.cells.values() for cell in cells if cell.fault), None)

    @property
    def is_numeric(self) -> bool:
        """Whether the file stores its code as a number, which has no leading zeros and no trailing ones."""
        cells = self.cells[CODE]
        return len(cells) == 1 and cells[0].is_number and bool(_NUMBER.fullmatch(cells[0].text))

    @property
    def has_code(self) -> bool:
        """Whether it has a code, a range of codes, or a number that was a code."""
        return self.is_numeric or bool(self.cell.codes or self.cell.ends)

    @property
    def is_shifted(self) -> bool:
        """Whether a line of a tariff is in one of its cells, but not in that of the code."""
        texts = (*self.texts.values(), *self.other.values())
        return any(is_line_code(text) and read_codes(text)[0][:SUBHEADING] in known_codes() for text in texts)

    @property
    def numbers_rows(self) -> bool:
        """Whether its table numbers its rows."""
        return bool(self.columns.positions.get(SEQ))

    @property
    def counts_columns(self) -> bool:
        """Whether its cells count the columns, as a row below a header does."""
        numbers = [read_number(text) for text in (*self.texts.values(), *self.other.values()) if text]
        return len(numbers) > 1 and sorted(filter(None, numbers)) == list(range(1, len(numbers) + 1))

    @property
    def text(self) -> str:
        """All its texts on one line."""
        texts = (self.printed_code if role == CODE else join_lines(text) for role, text in self.texts.items())
        return " ".join(filter(None, (*texts, *map(join_lines, self.other.values()))))

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
        self.has_remarks = self.has_remarks and part.has_remarks
        for title, text in part.other.items():
            if text and text != self.other.get(title):
                self.other[title] = "\n".join(filter(None, [self.other.get(title, ""), text]))

    def goes_on_in(self, part: Draft) -> bool:
        """Decide whether the end of a page cuts the row: it alone has a number, and both parts make one whole code."""
        if not self.seq or part.seq or not part.code or len("".join(self.cell.codes)) >= LINE:
            return False
        codes = read_code_cell(f"{self.code}\n{part.code}").codes
        return len(codes) == 1 and len(codes[0]) in LENGTHS

    def make_row(self, code: str) -> Row:
        """Make a row of one of its codes."""
        other = tuple((join_lines(title), join_lines(text)) for (_, title), text in self.other.items() if text.strip())
        return Row(
            seq=self.number,
            hs_code=code,
            name=join_lines(self.texts[NAME]),
            remark=join_lines(self.texts[REMARK]),
            page=self.page,
            row=self.row,
            section=self.section,
            group=self.columns.group,
            change=join_lines(self.texts[CHANGE]),
            other=(("ex", "ex"), *other) if _EX.match(self.code) else other,
            sheet=self.sheet,
            remark_known="yes" if self.has_remarks else "no",
        )

    def leave_out(self, reason: str, advice: str = "", *, is_row: bool = False) -> LeftOut:
        """Leave it out, and say why and what to do."""
        return LeftOut(
            page=self.page,
            row=self.row,
            text=self.text,
            reason=reason,
            cell=self.printed_code if is_row else "",
            advice=advice,
            sheet=self.sheet,
            is_row=is_row,
        )


def _list_cells(row: GridRow, positions: Positions) -> list[Cell]:
    return list_distinct(row.cells[at] for at in positions if at < len(row.cells))


def _join_texts(cells: Sequence[Cell]) -> str:
    return "\n".join(cell.text for cell in cells)
