"""What the columns of a grid hold, whatever their titles say: codes, numbers of rows, names, remarks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.annex.grids.code_cells import is_decimal, known_codes, read_code_cell
from pilotzones.annex.grids.roles import CODE, NAME, REMARK, SEQ
from pilotzones.annex.grids.vocabulary import is_line_code, read_codes, read_number
from pilotzones.hscode import HEADING, SUBHEADING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pilotzones.annex.grids.roles import Role
    from pilotzones.annex.readers.document import Cell, Grid

Positions = tuple[int, ...]

_NUMBER = re.compile(r"\d+(\.\d+)?")
_EX = re.compile(r"\W*ex\W*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2}|[\u4e00-\u9fff]")
# A condition, as remarks state them; a unit or a name in another language is not one.
_CONDITION = re.compile("仅限|只限|除外|以[内下]|不超过|禁止|不得")
_SHORT = (7, 9)
"""Digits of a line, and of the customs' own code, that a spreadsheet stores without its zero."""
SAMPLE = 60
"""Rows that are looked at to recognise a column by what it holds."""


class ColumnBlock(NamedTuple):
    """Columns that make one row of a list together; a table may have two such blocks side by side.

    Attributes:
        width: the number of columns of the whole table.
        positions: the columns of each role, from 0; a role without a column is missing.
        other: the title and the columns of everything else.
        group: "before" or "after" where the blocks are the two sides of a change; else empty.
    """

    width: int
    positions: Mapping[Role, Positions]
    other: tuple[tuple[str, Positions], ...]
    group: str = ""


def find_coded_columns(grid: Grid) -> list[int]:
    """Find the columns in which most texts are codes of tariff lines, by what they hold."""
    held = [
        [row.cells[at] for row in grid.rows[:SAMPLE] if at < len(row.cells) and row.cells[at].text]
        for at in range(max(len(row.cells) for row in grid.rows))
    ]
    return [at for at, cells in enumerate(held) if 2 * sum(map(is_known_line, cells)) >= max(len(cells), 1)]


def recognise_columns(grid: Grid) -> tuple[ColumnBlock, ...]:
    """Recognise the columns of a grid without a header by what they hold; none if no column holds codes."""
    rows = [row.cells for row in grid.rows[:SAMPLE]]
    width = max(map(len, rows), default=0)
    held = [[row[at].text for row in rows if at < len(row) and row[at].text] for at in range(width)]
    lines = [_count_lines([row[at] for row in rows if at < len(row)]) for at in range(width)]
    if not any(lines):
        return ()
    if all(count == len(texts) for count, texts in zip(lines, held, strict=True)):  # codes and nothing else
        return tuple(ColumnBlock(width=width, positions={CODE: (at,)}, other=()) for at in range(width))
    positions: dict[Role, Positions] = {CODE: (lines.index(max(lines)),)}
    (code,) = positions[CODE]
    seq = next((at for at in range(width) if at != code and is_numbering(held[at])), None)
    texts = [at for at in range(width) if at not in (code, seq) and held[at] and not lines[at]]
    name = next((at for at in texts if at > code and is_text(held[at])), texts[0] if texts else None)
    conditions = [at for at in texts if name is not None and at > name and any(map(_CONDITION.search, held[at]))]
    remark = conditions[0] if len(conditions) == 1 else None  # of several, which one has the remarks is not known
    found: tuple[tuple[Role, int | None], ...] = ((SEQ, seq), (NAME, name), (REMARK, remark))
    positions.update((role, (at,)) for role, at in found if at is not None)
    rest = [at for at in range(width) if (at,) not in positions.values()]
    return (ColumnBlock(width=width, positions=positions, other=tuple(("", (at,)) for at in rest)),)


def fits(blocks: Sequence[ColumnBlock], grid: Grid) -> bool:
    """Decide whether a grid without a header continues the table before it, with the same columns."""
    width = blocks[0].width
    # A sheet ends with its last column that is not blank, and its first column is always column A.
    if any(len(row.cells) > width or (len(row.cells) < width and not grid.sheet) for row in grid.rows):
        return False
    # Broken cells and notes have no code, so one code in the right column is enough where no other column has more.
    own = recognise_columns(grid)
    return not own or any(own[0].positions[CODE][0] in block.positions.get(CODE, ()) for block in blocks)


def without_remarks_beyond(blocks: Sequence[ColumnBlock], grid: Grid) -> tuple[ColumnBlock, ...]:
    """Drop the column of remarks where no row of a grid without a header reaches it: it may be blank, or not there."""
    width = max(len(row.cells) for row in grid.rows)
    return tuple(
        block._replace(positions={role: at for role, at in block.positions.items() if role != REMARK or at[0] < width})
        for block in blocks
    )


def list_distinct(cells: Iterable[Cell]) -> list[Cell]:
    """List each cell that is not blank once, merged ones too, in order."""
    return list({id(cell): cell for cell in cells if cell.text.strip()}.values())


def _count_lines(cells: Sequence[Cell]) -> int:
    """Count the cells of a column that are lines; none if most are numbers without a heading, as values are."""
    lines = [cell.text for cell in cells if is_line(cell) and read_code_cell(cell.text).codes]
    headed = sum(
        not _NUMBER.fullmatch(text) or all(code[:HEADING] in known_codes() for code in read_codes(text))
        for text in lines
    )
    return len(lines) if 2 * headed >= len(lines) else 0


def is_line(cell: Cell) -> bool:
    """Decide whether a cell has codes of 8 or 10 digits, and not a number with decimals that has as many."""
    return is_line_code(cell.text) and not (cell.is_number and is_decimal(cell.text))


def is_known_line(cell: Cell) -> bool:
    """Decide whether a cell has codes of tariff lines; a number of eight digits may be a quantity."""
    text = f"0{cell.text}" if cell.is_number and len(cell.text) in _SHORT else cell.text
    return is_line_code(text) and all(code[:SUBHEADING] in known_codes() for code in read_codes(text))


def is_text(texts: Sequence[str]) -> bool:
    """Decide whether a column holds words, and not rates, units, or the "ex" of codes of which a part counts."""
    words = sum(_WORD.search(text) is not None and not _EX.fullmatch(text) for text in texts)
    return 2 * words >= max(len(texts), 1)


def is_numbering(texts: Sequence[str]) -> bool:
    """Decide whether a column counts its rows."""
    numbers = [read_number(text) for text in texts]
    counted = [number for number in numbers if number is not None]
    return 2 * len(counted) > len(texts) > 0 and counted == sorted(set(counted))
