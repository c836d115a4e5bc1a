"""Readings of annexes made by hand: grids, what is extracted from them, and what it is held against."""

from lists import HEADINGS

from pilotzones import Dataset
from pilotzones.annex.announced import find_announcement, make_announcement
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.document import Cell, Document, Grid, GridRow, Prose
from pilotzones.annex.reading import check_against

HEADER = ("序号", "税则号列", "货品名称", "备注")


def make_grid(*rows, page=1, ruled=True):
    """Make a grid of texts and cells; the same cell in several places is a merged one."""
    return Grid(
        page,
        tuple(
            GridRow(number, tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row))
            for number, row in enumerate(rows, 1)
        ),
        ruled,
    )


def extract_blocks(*blocks):
    """Extract the rows of some blocks; a text is a line outside the tables of the first page."""
    made = [Prose(1, (block,)) if isinstance(block, str) else block for block in blocks]
    return extract_rows(Document("made", max(block.page for block in made), iter(made)))


def read_list(lines, announcement=None, title="跨境电子商务零售进口商品清单（2019年版）", new=None, file="annex.pdf"):
    """Hold lines, as if read from a file of one table, against an announcement; None is guessed."""
    data = Dataset.bundled()
    chosen = make_announcement(new, data) if new else find_announcement(announcement, data) if announcement else None
    found = extract_blocks(title, make_grid(HEADER, *((str(line[0] or ""), *line[1:4]) for line in lines)))
    return check_against(chosen, found, data, file=file, sha256="0" * 64, new=new)


def read_adjustment(lines):
    """Hold an adjustment, written as a table under a heading for each change, against the one of 2022."""
    blocks = []
    for action, heading in HEADINGS.items():
        rows = [(str(line.seq), *line[1:4]) for line in lines if line.change == action]
        blocks += [heading, make_grid(HEADER, *rows)]
    found = extract_blocks("跨境电子商务零售进口商品清单（2019年版）调整表", *blocks)
    return check_against(None, found, Dataset.bundled(), file="2022.pdf", sha256="2" * 64)
