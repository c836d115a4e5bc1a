"""CSV, TSV and plain text: by the delimiter that sets codes apart, or by the columns that the eye sees."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.annex.grids.vocabulary import codes_in, is_heading, is_line_code, is_note, is_page_number, role_of
from pilotzones.annex.lines import FOLDED, begin_of
from pilotzones.annex.plain import blocks_of_plain_text
from pilotzones.annex.readers.decoding import decoded
from pilotzones.annex.readers.document import Cell, Document, Grid, GridRow, Prose
from pilotzones.annex.readers.limits import CELLS, too_many

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator, Sequence

    from pilotzones.annex.readers.document import Block

_KINDS = {"\t": "TSV", ",": "CSV", ";": "CSV", "|": "text table"}
_SAMPLE = 400
"""Rows that are looked at to tell the delimiter; a title and notes stand above, of some dozen lines."""

_BARS = str.maketrans("│┃｜║", "||||")
_RULE = re.compile(r"[\s|+:=\-_─━┄═┌┬┐├┼┤└┴┘╞╪╡┏┳┓┣╋┫┗┻┛]*")
# What spreadsheet programs write so that a code stays text.
_PROTECTED = re.compile(r'="(.*)"')
_LOST_ZERO = 7
_LONGEST_FIELD = 100_000


class _Record(NamedTuple):
    number: int
    cells: list[str]
    text: str


def read_text(path: pathlib.Path) -> Document:
    """Read a file of text.

    Args:
        path: the file, in UTF-8, UTF-16 or GB18030.

    Returns:
        The document: one page, or those that form feeds part; rows are numbered by their lines.

    Raises:
        AnnexFileError: for what is no text, or has more cells than any list.
    """
    text = decoded(path.read_bytes(), path.name).replace("\r\n", "\n").replace("\r", "\n")
    best: tuple[int, str, list[_Record]] = (0, "", [])
    for delimiter in _KINDS:
        for quotes in (True, False):
            records = _records(text, delimiter, quotes=quotes)
            if records is None:
                continue
            score = sum(len(record.cells) > 1 and any(map(is_line_code, record.cells)) for record in records[:_SAMPLE])
            if score > best[0]:
                best = (score, delimiter, records)
    score, delimiter, records = best
    # Where more lines begin with a code than a delimiter sets apart, it stands in their words only.
    plain = sum(begin_of(line.translate(FOLDED)) is not None for line in text.split("\n", _SAMPLE)[:_SAMPLE])
    if plain >= 2 * score or (delimiter == "\t" and _has_wrapped_lines(records)):
        pages = text.split("\f")
        return Document("text", len(pages), blocks_of_plain_text(pages))
    if len(records) * max(len(record.cells) for record in records) > CELLS:
        raise too_many(path.name, 1)
    return Document(_KINDS[delimiter], 1, _blocks(records))


def _records(text: str, delimiter: str, *, quotes: bool) -> list[_Record] | None:
    """Split a text into records, each with the line it begins on; None where quotes do not pair."""
    lines = text.split("\n")
    if delimiter == "|":
        barred = (line.translate(_BARS).strip() for line in lines)
        split = ([cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")] for line in barred)
        return [
            _Record(number, cells, line.strip())
            for number, (line, cells) in enumerate(zip(lines, split, strict=True), 1)
            if not _RULE.fullmatch(line)
        ]
    if not quotes:
        return [
            _Record(at, [cell.strip() for cell in line.split(delimiter)], line.strip())
            for at, line in enumerate(lines, 1)
        ]
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    records: list[_Record] = []
    above = 0
    try:
        for cells in reader:
            own = "\n".join(lines[above : reader.line_num]).strip()
            records.append(_Record(above + 1, [_unprotected(cell) for cell in cells], own))
            above = reader.line_num
    except csv.Error:
        return None
    return records


def _unprotected(cell: str) -> str:
    found = _PROTECTED.fullmatch(cell.strip())
    return (found[1] if found else cell).strip()


def _holds_code(record: _Record) -> bool:
    """Tell whether a record is a row: one of its cells is a code, be it one that lost its zero."""
    return any(is_line_code(cell) or len("".join(codes_in(cell))) >= _LOST_ZERO for cell in record.cells)


def _has_wrapped_lines(records: Sequence[_Record]) -> bool:
    """Tell whether cells go on over lines without a tab, as they do when they are copied from a page."""
    rows = [place for place, record in enumerate(records) if _holds_code(record)]
    between = [record for record in records[rows[0] : rows[-1]] if len(record.cells) == 1 and record.text]
    return any(not (is_note(found.text) or is_heading(found.text) or is_page_number(found.text)) for found in between)


def _blocks(records: Sequence[_Record]) -> Iterator[Block]:
    """Put the rows together; records of another width, which are none, are text."""
    widths = Counter(len(record.cells) for record in records if _holds_code(record))
    width = max(widths, key=lambda width: widths[width])
    widest = max(len(record.cells) for record in records if _is_row(record, width))
    for is_table, group in groupby(records, key=lambda record: _is_row(record, width)):
        run = list(group)
        if is_table:
            yield Grid(1, tuple(_row(record, widest) for record in run))
            continue
        texts = (record.cells[0] if sum(map(bool, record.cells)) == 1 else record.text for record in run)
        lines = tuple(line for text in texts for line in text.split("\n") if line and not line.startswith("sep="))
        if lines:
            yield Prose(1, lines)


def _is_row(record: _Record, width: int) -> bool:
    """Tell whether a record is a row of the table or its header."""
    filled = [cell for cell in record.cells if cell]
    if _holds_code(record):
        return True
    if len(filled) < 2:  # noqa: PLR2004 - a heading that stands in the first cell
        return len(filled) == 1 and len(record.cells) == width > 1 and not is_note(filled[0]) and not record.cells[0]
    if is_note(filled[0]):
        return False
    roles = [role_of(cell) for cell in filled]
    return len(record.cells) == width or ("code" in roles and roles.count(None) * 2 <= len(roles))


def _row(record: _Record, width: int) -> GridRow:
    cells = [Cell(cell) for cell in record.cells]
    return GridRow(record.number, (*cells, *[Cell("")] * (width - len(cells))))
