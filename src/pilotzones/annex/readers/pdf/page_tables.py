"""Sort a PDF page's characters into its ruled tables and the text around them, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.annex.grids.vocabulary import is_line_code, read_codes
from pilotzones.annex.readers.document import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.readers.document import Block
    from pilotzones.annex.readers.pdf.glyphs import Glyph
    from pilotzones.annex.readers.pdf.ruled import Lattice, RulingLines
    from pilotzones.annex.readers.pdf.unruled import UnruledColumns


def read_tables(  # noqa: PLR0913 - a page and what is known of it
    page: int,
    *,
    glyphs: list[Glyph],
    rules: RulingLines,
    lattices: list[Lattice],
    columns: UnruledColumns,
    width: float,
) -> Iterator[Block]:
    """Read the tables of a page and the text around them, in reading order.

    Args:
        page: the page's number.
        glyphs: the characters to read, level.
        rules: the ruling lines.
        lattices: the tables that they make.
        columns: what is known of tables without ruling lines.
        width: the page's width, in points.
    """
    tables, loose = _sort_glyphs(glyphs, lattices)
    separate = sorted(rule.at for rule in rules.across if rule.stop - rule.start > width / 3) if not rules.down else []
    number = 1
    for lattice, held in [*tables, (None, None)]:
        bottom = lattice.ys[0] if lattice else float("inf")
        between = [glyph for glyph in loose if glyph.y < bottom]
        loose = [glyph for glyph in loose if glyph.y >= bottom]
        for block in columns.read_blocks(between, page, number, separate):
            number += len(block.rows) if isinstance(block, Grid) else 0
            yield block
        if lattice and held:
            grid = lattice.make_grid(held, page, number)
            # If lines separate only columns, or groups of rows, the codes separate the rows.
            parts = list(columns.read_blocks(held, page, number)) if _has_heaped_rows(grid) else [grid]
            number += sum(len(part.rows) for part in parts if isinstance(part, Grid))
            yield from parts


def _sort_glyphs(glyphs: list[Glyph], lattices: list[Lattice]) -> tuple[list[tuple[Lattice, list[Glyph]]], list[Glyph]]:
    """Sort a page's characters into its tables, in reading order, and those outside all tables."""
    lattices.sort(key=lambda lattice: lattice.area)
    held: list[list[Glyph]] = [[] for _ in lattices]
    loose: list[Glyph] = []
    for glyph in glyphs:
        # The smallest table around a character is its own: another may be a frame.
        own = next((at for at, lattice in enumerate(lattices) if lattice.holds(glyph)), None)
        (loose if own is None else held[own]).append(glyph)
    tables = [(lattice, own) for lattice, own in zip(lattices, held, strict=True) if own]
    tables.sort(key=lambda table: (round(table[0].ys[0] / 10), table[0].xs[0]))
    return tables, loose


def _has_heaped_rows(grid: Grid) -> bool:
    """Decide whether most codes of a grid share a cell with other codes."""
    cells = {id(cell): cell.text for row in grid.rows for cell in row.cells}
    heaps = [len(codes) for text in cells.values() if is_line_code(text) and (codes := read_codes(text))]
    return 2 * sum(count for count in heaps if count > 1) > sum(heaps)
