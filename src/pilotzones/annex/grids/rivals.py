"""Several columns with codes, of which the file does not say which one counts: they are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.contents import find_coded_columns
from pilotzones.annex.grids.vocabulary import is_line_code, join_lines
from pilotzones.annex.records import write_where
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    from pilotzones.annex.grids.columns import Header
    from pilotzones.annex.readers.document import Grid

_FEWEST = 2


def refuse_rivals(file: str, grid: Grid, header: Header) -> AnnexFileError:
    """Make the error for a header with the titles of several columns with codes."""
    first, rivals = header.rivals[0], " and ".join(map(repr, header.rivals))
    advice = f"Say which one counts, with --columns code={first} (in Python: columns)."
    if len(set(header.rivals)) < len(header.rivals):
        advice = "Give each a title of its own, and read the file again."
    where = write_where(grid.page, grid.rows[header.start].number, grid.sheet)
    msg = f"{quoted(file)}, {where}: {rivals} both hold codes. {advice}"
    return AnnexFileError(msg, file=file, page=grid.page)


def check_untitled(file: str, grid: Grid) -> None:
    """Check that a table without a header has one column with codes.

    Raises:
        AnnexFileError: names the first two of several, by the codes that they begin with.
    """
    coded = find_coded_columns(grid)
    if len(coded) < _FEWEST:
        return
    first, second = (f"column {at + 1} ({_find_example(grid, at)!r} ...)" for at in coded[:_FEWEST])
    where = write_where(grid.page, grid.rows[0].number, grid.sheet)
    msg = (
        f"{quoted(file)}, {where}: {first} and {second} both hold codes, and their titles are not above them. Write a "
        "row of titles above the table, or delete the column that does not count, and read the file again."
    )
    raise AnnexFileError(msg, file=file, page=grid.page)


def _find_example(grid: Grid, column: int) -> str:
    texts = (row.cells[column].text for row in grid.rows if column < len(row.cells))
    return join_lines(next(text for text in texts if is_line_code(text)))
