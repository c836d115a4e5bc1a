"""The rows of a CSV file, each with the text that it is written as, one after the other."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.arguments import quoted
from pilotzones.frames.files.errors import TableFileError
from pilotzones.frames.files.file_columns import FIRST_ROWS, count_names, find_header
from pilotzones.frames.files.text_encoding import TextEncoding, find_encoding
from pilotzones.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pilotzones.frames.files.file_columns import Named
    from pilotzones.frames.files.open_files import OpenFile

_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r"\ufeff?sep=(.)\s*", re.IGNORECASE)
"""The first line by which Excel is told the delimiter."""


class RowText(NamedTuple):
    """A row: the line it begins on, its text with the end of its line, and its cells; without cells a blank line."""

    line: int
    text: str
    cells: list[str]


class CSVForm(NamedTuple):
    """How a file is written, and what was found in it: the rows before the titles, the titles, the widest row."""

    encoding: TextEncoding
    delimiter: str
    above: int
    header: list[str]
    width: int
    rows: int


def find_form(file: OpenFile, named: Named) -> CSVForm:
    """Read a whole file once, and find how it is written.

    Raises:
        TableFileError: if it is no text, has nothing in it, has a quotation mark that is not closed, or a
            cell that is too long.
        TableFileAccessError: if the system does not let it be read.
    """
    encoding = find_encoding(file)
    with open_text(file, encoding) as stream:
        delimiter, above = _find_delimiter(list(islice(stream, 4 * FIRST_ROWS)), named)
    width = rows = 0
    header: list[str] = []
    last = RowText(1, "", [])
    with open_text(file, encoding) as stream:
        for index, row in enumerate(go_through(stream, delimiter, file.name)):
            if index == above:
                header = row.cells
            if index >= above and row.cells:
                width = max(width, len(row.cells))
                rows += 1
            last = row
    if not header:
        msg = Message("{file} has no row with the names of columns.", file=quoted(file.name))
        raise TableFileError(msg, file=file.name)
    try:
        list(csv.reader([last.text], delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "end of data" in str(error):
            raise _not_closed(file.name, last.line) from error
    return CSVForm(encoding, delimiter, above, header, width, rows - 1)


@contextlib.contextmanager
def open_text(file: OpenFile, encoding: TextEncoding) -> Iterator[io.TextIOWrapper]:
    """Read a file from after its mark, with the ends of lines as they are."""
    file.stream.seek(len(encoding.mark))
    text = io.TextIOWrapper(file.stream, encoding.name, newline="")
    try:
        yield text
    finally:
        text.detach()  # the file stays open


def go_through(lines: Iterable[str], delimiter: str, file: str) -> Iterator[RowText]:
    """Go through the rows of a text.

    Raises:
        TableFileError: if a cell is longer than any, as where its quotation mark is not closed.
    """
    taken: list[str] = []

    def take() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    reader = csv.reader(take(), delimiter=delimiter)
    begin = 1
    try:
        for cells in reader:
            yield RowText(begin, taken[0] if len(taken) == 1 else "".join(taken), cells)
            begin += len(taken)
            taken.clear()
    except csv.Error as error:  # of a text, the only thing that csv cannot read
        msg = Message(
            "{file}: the row that begins in line {line} has a cell of more than {most:,} characters. Perhaps the "
            "quotation mark that closes it is missing. Correct the row, and ask again.",
            file=quoted(file),
            line=f"{begin:,}",
            most=csv.field_size_limit(),
        )
        raise TableFileError(msg, file=file) from error


def _not_closed(file: str, line: int) -> TableFileError:
    msg = Message(
        "{file}: in line {line} a quotation mark opens a cell, and none closes it. Correct the line, and ask again.",
        file=quoted(file),
        line=f"{line:,}",
    )
    return TableFileError(msg, file=file)


def _find_delimiter(lines: list[str], named: Named) -> tuple[str, int]:
    """Find the delimiter with which a row has most of the names, and in how many rows above it; then most cells."""
    told = _SEPARATOR.fullmatch(lines[0]) if lines else None
    best = (-1, -1, ",", 0)
    for delimiter in told[1] if told else _DELIMITERS:
        try:
            rows = [row.cells for row in islice(go_through(lines, delimiter, ""), FIRST_ROWS)]
        except TableFileError:  # the first lines end inside a cell
            rows = []
        if rows:
            index = find_header(rows[1:], named) + 1 if told else find_header(rows, named)
            header = rows[index] if index < len(rows) else []
            found = (count_names(header, named), len(header), delimiter, index)
            best = max(best, found, key=lambda each: each[:2])
    return best[2], best[3]
