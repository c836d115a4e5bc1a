"""Word files (DOCX): paragraphs and tables in the order of the text."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.vocabulary import hold_line_code
from pilotzones.annex.readers.archives import refuse_damaged
from pilotzones.annex.readers.document import (
    COLUMNS,
    Cell,
    Document,
    Fault,
    Grid,
    GridRow,
    Prose,
    Unread,
    refuse_large_table,
)
from pilotzones.annex.readers.pieces import AS_PLAIN_TEXT, read_name
from pilotzones.annex.readers.word_styles import is_on, read_looks, read_value
from pilotzones.annex.readers.word_text import (
    DRAWINGS,
    HIDDEN,
    SIGNS,
    holds_text,
    is_left_out,
    list_children,
    read_cell,
    read_pieces,
    shift_pieces,
)
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.readers.archives import Package
    from pilotzones.annex.readers.document import Block
    from pilotzones.annex.readers.word_styles import Looks, WordLook

_MAIN = re.compile(
    r"""<(?:\w+:)?Override\b(?=[^>]*ContentType=["'][^"']*document[^"']*main\+xml)[^>]*PartName=["']/([^"']+)"""
)
_OTHER_FILES = ("altChunk", "subDoc")
_OTHER_FILE = "it contains another file, which is not read; open it in Word, save it, and read the new file"
_HIDDEN_CODES = (
    "has table rows with codes that are hidden. Open it in Word, show or delete what is hidden, save the file, and "
    "read it again."
)
_OTHER_TEXT = (
    "its cell is merged with the one above it, and has another text of its own, which is not shown",
    "split the cells in Word, write in each what it should have, save the file, and read it again",
)
_BLANK = Cell(text="")
_NOT_READ = f"it has the element <{{}}>, which is not read; {AS_PLAIN_TEXT.format('Word')}"


def read_word(package: Package) -> Document:
    """Read a Word file's text with all tracked changes accepted and without hidden text.

    Args:
        package: the file's parts.

    Returns:
        The document: one page, because Word files do not store pages; rows are numbered through all tables.

    Raises:
        AnnexFileError: for a file that is damaged, or with codes in hidden rows.
        ImportError: names the extra if the library is missing.
    """
    main = _MAIN.search(package.read("[Content_Types].xml").decode("utf-8", "replace"))
    name = main[1] if main else "word/document.xml"
    root = package.parse(name, "DOCX")
    body = next(root.iterchildren("{*}body"), None)
    if body is None:
        raise refuse_damaged(package.file)
    reader = _WordReader(package.file, read_looks(package, name))
    return Document(kind="DOCX", pages=1, blocks=reader.read_blocks(body), has_whole_rows=True)


class _WordReader:
    """Reads the blocks of a file, and numbers their rows."""

    def __init__(self, file: str, looks: Looks) -> None:
        self._file = file
        self._looks = looks
        self._numbers = count(1)

    def read_blocks(self, container: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml's
        """Read paragraphs and tables in order; a text box follows the paragraph that contains it."""
        for name, element in list_children(container):
            if name == "p":
                yield from _read_prose(element, self._looks)
                for box in _find_boxes(element):
                    yield from self.read_blocks(box)
            elif name == "tbl":
                yield from self._read_table(element)
            elif holds_text(element):
                yield _make_unread(name)

    def _read_table(self, table: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml's
        """Read a table, and then the tables and other files inside its cells."""
        rows: list[GridRow] = []
        inner: list[Any] = []
        above: dict[int, Cell] = {}
        look = self._looks.of_table(table)
        for row in self._list_parts(table, "tr"):
            properties = next(row.iterchildren("{*}trPr"), None)
            is_gone = properties is not None and is_on(properties, "del")
            if not is_gone and properties is not None and is_on(properties, "hidden"):
                is_gone = True
                self._refuse_codes(row)
            cells = [_BLANK] * min(_read_count(properties, "gridBefore", 0), COLUMNS)
            merged: dict[int, Cell] = {}
            for cell in self._list_parts(row, "tc"):
                self._add_cell(cell, look, cells, above, merged)
                inner += () if is_gone else _find_inner(cell)
            if is_gone:
                above = {column: found for column, found in merged.items() if above.get(column) is found}
            else:
                rows.append(GridRow(number=next(self._numbers), cells=tuple(cells)))
                above = merged
        if rows:
            yield Grid(page=1, rows=tuple(rows))
        for element in inner:
            if read_name(element) == "tbl":
                yield from self._read_table(element)
            else:
                yield _make_unread(read_name(element))

    def _add_cell(
        self,
        cell: Any,  # noqa: ANN401 - lxml's
        look: WordLook,
        cells: list[Cell],
        above: dict[int, Cell],
        merged: dict[int, Cell],
    ) -> None:
        """Add a cell to its row in each column that it covers; one that continues the cell above is that cell.

        Args:
            cell: the cell.
            look: how the text of its table is printed.
            cells: those of its row before it.
            above: the merged cells of the row above, by column.
            merged: those of its own row, to which it is added.
        """
        properties = next(cell.iterchildren("{*}tcPr"), None)
        column = len(cells)
        across = min(max(_read_count(properties, "gridSpan", 1), 1), COLUMNS - column)
        merge = None if properties is None else next(properties.iterchildren("{*}vMerge"), None)
        read = read_cell(cell, self._looks, look)
        if not across and read.text:
            raise refuse_large_table(self._file, 1)
        if merge is not None:
            begins = read_value(merge) == "restart" or column not in above
            merged[column] = read if begins else above[column]
            read = read if begins else _continue_cell(above[column], read)
        cells.extend([read] * across)

    def _refuse_codes(self, row: Any) -> None:  # noqa: ANN401 - lxml's
        """Refuse the file if a row that is not shown has a code, as the whole text of a cell or in a part of it."""
        for cell in row.iterdescendants("{*}tc"):
            texts = [text.text or "" for text in cell.iter("{*}t")]
            if hold_line_code(texts):
                raise AnnexFileError(f"{quoted(self._file)} {_HIDDEN_CODES}", file=self._file)

    def _list_parts(self, container: Any, wanted: str) -> Iterator[Any]:  # noqa: ANN401 - lxml's
        """List the rows of a table or the cells of a row; beside what is not understood, columns may be others."""
        for name, element in list_children(container):
            if name == wanted:
                yield element
            elif holds_text(element):
                msg = (
                    f"{quoted(self._file)} has a table with rows or cells in the element <{name}>, which is not read. "
                    "Open it in Word, save it as a new DOCX file, and read that file."
                )
                raise AnnexFileError(msg, file=self._file)


def _continue_cell(above: Cell, own: Cell) -> Cell:
    """Take the merged cell above; not if a cell that continues it has something else of its own."""
    if own.fault is None and own.text not in ("", above.text):
        return Cell(f"{above.text}\n{own.text}".strip(), fault=Fault(*_OTHER_TEXT))
    return above if own.fault is None else own


def _read_prose(paragraph: Any, looks: Looks) -> Iterator[Block]:  # noqa: ANN401 - lxml's
    """Read a paragraph outside tables; what is in it and may have rows is named."""
    read = read_pieces(paragraph, looks, None)
    pieces = shift_pieces(piece for piece in read if piece.unread not in (*DRAWINGS, HIDDEN))
    lines = tuple(line for line in map(str.strip, "".join(piece.text for piece in pieces).split("\n")) if line)
    if lines:
        yield Prose(page=1, lines=lines)
    for piece in pieces:
        if piece.unread and piece.unread not in SIGNS:
            yield _make_unread(piece.unread)


def _make_unread(name: str) -> Unread:
    return Unread(page=1, why=_OTHER_FILE if name in _OTHER_FILES else _NOT_READ.format(name))


def _find_inner(cell: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml's
    """Find the tables and the other files in a cell and in no table inside it."""
    for found in cell.iterdescendants("{*}tbl", *(f"{{*}}{name}" for name in _OTHER_FILES)):
        if next(found.iterancestors("{*}tc")) is cell and not is_left_out(found):
            yield found


def _find_boxes(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml's
    """Find the text boxes of a paragraph, but for those in a paragraph inside it."""
    for box in paragraph.iterdescendants("{*}txbxContent"):
        if next(box.iterancestors("{*}p")) is paragraph and not is_left_out(box):
            yield box


def _read_count(properties: Any, name: str, default: int) -> int:  # noqa: ANN401 - lxml's
    found = None if properties is None else next(properties.iterchildren(f"{{*}}{name}"), None)
    text = "" if found is None else read_value(found)
    return int(text) if text.isdecimal() else default
