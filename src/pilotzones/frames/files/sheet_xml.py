"""Cells added behind the rows of a sheet in its XML: nothing else of the sheet is read or changed.

Office Open XML (ISO/IEC 29500-1, 18.3.1): a sheet's ``row`` elements hold its cells in the order of the columns.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape

from pilotzones.arguments import quoted
from pilotzones.frames.files.errors import TableFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.frames.files.row_answers import RowAnswer

_CHUNK = 1 << 20
_ROW = re.compile(rb"<((?:[\w.-]+:)?)row\b([^>]*?)(?:/>|>(.*?)</\1row\s*>)", re.DOTALL)
_END = re.compile(rb"</(?:[\w.-]+:)?row\s*>")
_NUMBER = re.compile(rb"""\br=["']([0-9]+)["']""")
_SPANS = re.compile(rb"""\sspans=["'][^"']*["']""")
_STYLE = re.compile(rb"""<(?:[\w.-]+:)?c\b[^>]*?\bs=["']([0-9]+)["']""")
_DIMENSION = re.compile(rb"""(<(?:[\w.-]+:)?dimension\b[^>]*?\bref=["'])([A-Z]+[0-9]+)(?::[A-Z]+[0-9]+)?""")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LETTERS = 26


class Marks:
    """The answers by the numbers of rows, and the columns that they go to: those behind the widest row."""

    def __init__(self, header: int, added: Sequence[str]) -> None:
        """Take the number of the row with the titles, and the titles that are added."""
        self.header, self.added = header, added
        self.first_column = 0
        self.rows: dict[int, RowAnswer] = {}

    def widen(self, width: int) -> None:
        """Take note of how wide a row is."""
        self.first_column = max(self.first_column, width)

    def put(self, number: int, answer: RowAnswer) -> None:
        """Put an answer behind a row."""
        self.rows[number] = answer

    @property
    def last_row(self) -> int:
        """The last row that has a mark."""
        return max(self.rows, default=self.header)


def mark_rows(source: IO[bytes], out: IO[bytes], marks: Marks, file: str) -> None:
    """Copy the XML of a sheet, with marks behind its rows.

    Raises:
        TableFileError: if a row that was read is not found in it.
    """
    letters = [column_letters(marks.first_column + 1 + index) for index in range(len(marks.added))]
    marked = _Marked(marks, letters)
    rest = b""
    is_head = True
    while chunk := source.read(_CHUNK):
        rest += chunk
        ends = [found.end() for found in _END.finditer(rest)]
        if not ends:
            continue
        ready, rest = rest[: ends[-1]], rest[ends[-1] :]
        if is_head:
            last = f"{letters[-1]}{marks.last_row}".encode()
            ready = _DIMENSION.sub(rb"\g<1>\g<2>:" + last, ready, count=1)
            is_head = False
        out.write(_ROW.sub(marked.mark, ready))
    out.write(_ROW.sub(marked.mark, rest))
    if marked.count != len(marks.rows) + 1:
        msg = f"The sheet of {quoted(file)} is written in a way that cannot be marked up. Save it again in Excel."
        raise TableFileError(msg, file=file)


class _Marked:
    """Marks the rows of a sheet, one after the other."""

    def __init__(self, marks: Marks, letters: Sequence[str]) -> None:
        self._marks, self._letters = marks, letters
        self._row = self.count = 0
        self._written: dict[RowAnswer, tuple[bytes, ...]] = {}

    def mark(self, found: re.Match[bytes]) -> bytes:
        """Give a row with the cells that are added to it."""
        number = _NUMBER.search(found[2])
        self._row = int(number[1]) if number else self._row + 1
        answer = self._marks.rows.get(self._row)
        if found[3] is None or not (answer or self._row == self._marks.header):
            return found[0]
        self.count += 1
        prefix = found[1]
        if answer:
            texts, style = self._texts_of(answer), b""
        else:
            texts, style = _texts(self._marks.added), _style_of(found[3])
        cells = b"".join(
            b'<%bc r="%b%d"%b t="inlineStr"><%bis><%bt xml:space="preserve">%b</%bt></%bis></%bc>'
            % (prefix, letters.encode(), self._row, style, prefix, prefix, text, prefix, prefix, prefix)
            for letters, text in zip(self._letters, texts, strict=True)
            if text
        )
        attributes = _SPANS.sub(b"", found[2])
        return b"<%brow%b>%b%b</%brow>" % (prefix, attributes, found[3], cells, prefix)

    def _texts_of(self, answer: RowAnswer) -> tuple[bytes, ...]:
        if answer not in self._written:
            self._written[answer] = _texts(answer.cells)
        return self._written[answer]


def _texts(cells: Sequence[str | None]) -> tuple[bytes, ...]:
    """Write texts for XML; what it cannot hold is left out."""
    return tuple(escape(_NO_XML.sub("", cell or "")).encode() for cell in cells)


def _style_of(cells: bytes) -> bytes:
    """Give the style of the last cell that has one: titles look like those beside them."""
    styles = _STYLE.findall(cells)
    return b' s="%b"' % styles[-1] if styles else b""


def column_letters(number: int) -> str:
    """Write the letters of a column.

    >>> column_letters(1), column_letters(28), column_letters(703)
    ('A', 'AB', 'AAA')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
