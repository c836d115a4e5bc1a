"""CSV and TSV files, and text with semicolons or bars between the cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.annex.grids.code_cells import is_like_code, read_code_cell
from pilotzones.annex.grids.roles import CODE, KNOWN, SEQ
from pilotzones.annex.grids.vocabulary import is_heading, is_line_code, is_note, is_page_number, read_codes, read_number
from pilotzones.annex.readers.decoding import decode
from pilotzones.annex.readers.document import CELLS, Cell, Document, Fault, Grid, GridRow, Prose, refuse_large_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pilotzones.annex.grids.roles import Titles
    from pilotzones.annex.readers.document import Block
    from pilotzones.annex.readers.saved_file import SavedFile

_KINDS = {"\t": "TSV", ",": "CSV", ";": "CSV", "|": "text table"}
_SAMPLE = 400
"""Lines that are looked at to find the delimiter; a title and notes of some dozen lines may come first."""

_BARS = str.maketrans("│┃｜║", "||||")
_DRAWN_RULE = re.compile(r"[\s|+:=\-_─━┄═┌┬┐├┼┤└┴┘╞╪╡┏┳┓┣╋┫┗┻┛]*")
# A line that begins with a code, or with a number (序号) and a code.
_BEGINS_WITH_CODE = re.compile(
    r"\s*([(（]?\d{1,6}[)）.、]?\s+)?([(（]?ex[)）]?\s*)?\d{4}[. ]?\d{2}[. ]?\d{2}([. ]?\d{2})?(?![\d.,]*\d)",
    re.IGNORECASE,
)
# What spreadsheet programs write so that a code stays text.
_PROTECTED = re.compile(r'="(.*)"')
_QUOTE = "put quotation marks around a cell that has the sign between cells in it, and read the file again"
_LOST_ZERO = 7
_LONGEST_FIELD = 100_000


class _TextRecord(NamedTuple):
    number: int
    cells: list[str]
    text: str

    @property
    def width(self) -> int:
        """The number of its cells up to the last one that is not blank."""
        return max((at for at, cell in enumerate(self.cells, 1) if cell), default=0)


def read_delimited(file: SavedFile, titles: Titles = KNOWN) -> Document | None:
    """Read a text file whose cells are separated by commas, semicolons, tabs or bars.

    Args:
        file: the file, in UTF-8, UTF-16 or GB18030.
        titles: what the titles of columns mean.

    Returns:
        The document: one page, its rows numbered by their lines. None if the text is not such
        a table of tariff codes.

    Raises:
        AnnexFileError: for a file that is not text, or has more cells than any list.
    """
    text = decode(file.data, file.name).replace("\r\n", "\n").replace("\r", "\n")
    delimiter, records = _find_delimiter(text, titles)
    if not records:
        return None
    if len(records) * max(len(record.cells) for record in records) > CELLS:
        raise refuse_large_table(file.name, 1)
    return Document(kind=_KINDS[delimiter], pages=1, blocks=_make_blocks(records, titles), has_whole_rows=True)


def _find_delimiter(text: str, titles: Titles) -> tuple[str, Sequence[_TextRecord]]:
    """Choose the delimiter that separates most codes; without records if the text is not a table."""
    best: tuple[int, str, Sequence[_TextRecord]] = (0, "", ())
    for delimiter in _KINDS:
        for quotes in (True, False):
            records = _split(text, delimiter, quotes=quotes)
            column = _find_code_column(records, titles)
            score = sum(len(record.cells) > 1 and _is_coded(record, column) for record in records[:_SAMPLE])
            if score > best[0]:
                best = (score, delimiter, records)
    score, delimiter, records = best
    if not score:
        single = _split(text, ",", quotes=True)
        return ",", single if _is_one_column(single, titles) else ()
    # In a list copied from a page most codes begin a line, and few lines happen to have a delimiter.
    begun = sum(_BEGINS_WITH_CODE.match(line) is not None for line in text.split("\n", _SAMPLE)[:_SAMPLE])
    column = _find_code_column(records, titles)
    if begun >= 2 * score or (delimiter == "\t" and _has_wrapped_lines(records, column)):
        return delimiter, ()
    return delimiter, records


def _find_code_column(records: Sequence[_TextRecord], titles: Titles) -> int | None:
    """Find the column that the first header calls that of the codes; None without a header."""
    header = next(_find_headers(records[:_SAMPLE], titles, is_single=_is_single(records)), None)
    return [titles.find_role(cell) for cell in header.cells].index(CODE) if header else None


def _is_single(records: Iterable[_TextRecord]) -> bool:
    """Decide whether records are a single column."""
    return all(len(record.cells) < 2 for record in records)  # noqa: PLR2004 - cells between delimiters


def _find_headers(records: Iterable[_TextRecord], titles: Titles, *, is_single: bool) -> Iterator[_TextRecord]:
    """Find the headers, each of which has several titles, unless the file is a single column."""
    for record in records:
        roles = [titles.find_role(cell) for cell in record.cells]
        named = any(map(titles.names_code, record.cells))
        is_header = len(roles) - roles.count(None) > 1 or named or is_single
        if CODE in roles and is_header and not any(map(is_line_code, record.cells)):
            yield record


def _split(text: str, delimiter: str, *, quotes: bool) -> Sequence[_TextRecord]:
    """Split a text into records, each with the line it begins on; none if quotes do not pair."""
    lines = text.split("\n")
    if delimiter == "|":
        barred = (line.translate(_BARS).strip() for line in lines)
        split = ([cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")] for line in barred)
        return [
            _TextRecord(number=number, cells=cells, text=line.strip())
            for number, (line, cells) in enumerate(zip(lines, split, strict=True), 1)
            if not _DRAWN_RULE.fullmatch(line)
        ]
    if quotes:
        return _split_quoted(lines, delimiter)
    return [
        _TextRecord(number=number, cells=[cell.strip() for cell in line.split(delimiter)], text=line.strip())
        for number, line in enumerate(lines, 1)
    ]


def _split_quoted(lines: Sequence[str], delimiter: str) -> Sequence[_TextRecord]:
    """Split lines into records whose quoted cells may have delimiters and line breaks; none if quotes do not pair."""
    callers_limit = csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    records: list[_TextRecord] = []
    above = 0
    try:
        for cells in reader:
            own = "\n".join(lines[above : reader.line_num]).strip()
            records.append(_TextRecord(number=above + 1, cells=[_strip_protection(cell) for cell in cells], text=own))
            above = reader.line_num
    except csv.Error:
        return _split_aligned("\n".join([*lines, ""]), delimiter)
    finally:
        csv.field_size_limit(callers_limit)
    return records


def _split_aligned(text: str, delimiter: str) -> Sequence[_TextRecord]:
    """Split lines whose columns are aligned by blanks around the quotes; none if their quotes do not pair."""
    cell = re.compile(rf""" *"((?:[^"]|"")*)" *({delimiter}|\n)|(?! *")([^{delimiter}\n]*)({delimiter}|\n)""")
    records: list[_TextRecord] = []
    cells: list[str] = []
    number, start, at = 1, 0, 0
    while at < len(text):
        found = cell.match(text, at)
        if not found:
            return ()
        at = found.end()
        cells.append(_strip_protection(found[1].replace('""', '"') if found[3] is None else found[3]))
        if (found[2] or found[4]) != delimiter:
            records.append(_TextRecord(number=number, cells=cells, text=text[start:at].strip()))
            number += text.count("\n", start, at)
            cells, start = [], at
    return records


def _strip_protection(cell: str) -> str:
    found = _PROTECTED.fullmatch(cell.strip())
    return (found[1] if found else cell).strip()


def _is_coded(record: _TextRecord, column: int | None) -> bool:
    """Decide whether a record has a tariff line, or anything like a code in the column of the codes."""
    own = record.cells[column] if column is not None and column < len(record.cells) else ""
    return any(map(is_line_code, record.cells)) or bool(own and (_is_code(own) or is_like_code(own)))


def _is_code(text: str) -> bool:
    cell = read_code_cell(text)
    return bool(cell.codes or cell.ends)


def _holds_code(record: _TextRecord, column: int | None) -> bool:
    """Decide whether a record is a row: one of its cells is a code, also one that lost its zero."""
    return _is_coded(record, column) or any(len("".join(read_codes(cell))) >= _LOST_ZERO for cell in record.cells)


def _is_one_column(records: Sequence[_TextRecord], titles: Titles) -> bool:
    """Decide whether records are a single column of codes; titles may come before its header."""
    filled = [record for record in records if record.text]
    headers = [position for position, record in enumerate(filled) if titles.find_role(record.text) == CODE]
    codes = filled[headers[0] + 1 :] if headers else filled
    return bool(codes) and all(_holds_code(record, 0 if headers else None) for record in codes)


def _has_wrapped_lines(records: Sequence[_TextRecord], column: int | None) -> bool:
    """Decide whether cells go on over lines without a tab, as they do when they are copied from a page."""
    rows = [position for position, record in enumerate(records) if _holds_code(record, column)]
    between = [record for record in records[rows[0] : rows[-1]] if len(record.cells) == 1 and record.text]
    return any(not (is_note(found.text) or is_heading(found.text) or is_page_number(found.text)) for found in between)


def _make_blocks(records: Sequence[_TextRecord], titles: Titles) -> Iterator[Block]:
    """Put rows together into grids; records of another width that are not rows are lines of text."""
    column = _find_code_column(records, titles)
    held = [_holds_code(record, column) for record in records]
    coded = [record for record, has_code in zip(records, held, strict=True) if has_code]
    rest = (record for record, has_code in zip(records, held, strict=True) if not has_code)
    headers = list(_find_headers(rest, titles, is_single=_is_single(records)))
    widths = Counter(len(record.cells) for record in coded)
    width = max(widths, key=lambda width: widths[width])
    most = _find_most(coded, headers, width)
    numbered = next((header.number for header in headers if titles.find_role(header.cells[0]) == SEQ), None)
    kinds = [_is_row(record, width, column, titles) or _is_cut_row(record, column, numbered) for record in records]
    widest = max(len(record.cells) for record, is_row in zip(records, kinds, strict=True) if is_row)
    for is_table, group in groupby(zip(kinds, records, strict=True), key=itemgetter(0)):
        run = [record for _, record in group]
        if is_table:
            yield Grid(page=1, rows=tuple(_make_row(record, widest, most) for record in run))
            continue
        texts = (
            record.cells[0] if sum(map(bool, record.cells)) == 1 else record.text for record in run if any(record.cells)
        )
        lines = tuple(line for text in texts for line in text.split("\n") if line and not line.startswith("sep="))
        if lines:
            yield Prose(page=1, lines=lines)


def _find_most(coded: Sequence[_TextRecord], headers: Sequence[_TextRecord], width: int) -> int:
    """Find how many cells a row may have: those of a header, unless all rows have one more, without a title."""
    least = min(record.width for record in coded) if len(coded) > 1 else 0
    return max([least, *(len(header.cells) for header in headers)]) if headers else width


def _is_cut_row(record: _TextRecord, column: int | None, numbered: int | None) -> bool:
    """Decide whether a record below a header with numbers (序号) has one, and something where the code is."""
    own = record.cells[column] if column is not None and column < len(record.cells) else ""
    is_below = numbered is not None and record.number > numbered
    return is_below and bool(own) and read_number(record.cells[0]) is not None


def _is_row(record: _TextRecord, width: int, column: int | None, titles: Titles) -> bool:
    """Decide whether a record is a row of the table or its header."""
    filled = [cell for cell in record.cells if cell]
    if _holds_code(record, column):
        return True
    if len(filled) < 2:  # noqa: PLR2004 - one text in the first cell is a heading
        if width == len(filled) and titles.find_role(filled[0]) == CODE:
            return True
        return len(filled) == 1 and len(record.cells) == width > 1 and not is_note(filled[0]) and not record.cells[0]
    if is_note(filled[0]):
        return False
    roles = [titles.find_role(cell) for cell in filled]
    return len(record.cells) == width or (CODE in roles and roles.count(None) * 2 <= len(roles))


def _make_row(record: _TextRecord, width: int, most: int) -> GridRow:
    """Make a row of a record; with more cells than its table has, it may have a delimiter inside a cell."""
    fault = None
    if record.width > most:
        fault = Fault(f"it has {record.width} cells and the table has {most}", _QUOTE)
    cells = [Cell(text=cell, fault=fault) for cell in record.cells]
    return GridRow(number=record.number, cells=(*cells, *[Cell(text="")] * (width - len(cells))))
