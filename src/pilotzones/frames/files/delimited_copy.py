"""The marked-up copy of a CSV file: every row as it is written, with the answers behind it."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
from typing import TYPE_CHECKING

from pilotzones.frames.files.delimited_rows import find_form, go_through, open_text
from pilotzones.frames.files.text_encoding import TextEncoding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilotzones.frames.files.delimited_rows import RowText
    from pilotzones.frames.files.file_columns import Columns
    from pilotzones.frames.files.file_screening import FileScreening
    from pilotzones.frames.files.row_answers import RowAnswer

_OFTEN = 20_000
_MOST_WRITTEN = 1 << 17


def screen_text(job: FileScreening, *, with_mark: bool) -> None:
    """Answer every row of a CSV file, and write the copy if there is to be one, with a mark if that is asked for.

    Raises:
        TableFileError: if it is not a table.
        FrameColumnError: if a column is missing or is there twice.
        TableFileAccessError: if the system does not let it be read, or the copy be written.
    """
    file, tally = job.file, job.tally
    form = find_form(file, job.named)
    columns = job.find_columns(form.header)
    behind = _Behind(form.delimiter, form.width)
    written_in = TextEncoding("utf-8", codecs.BOM_UTF8) if with_mark and not form.encoding.mark else form.encoding
    with contextlib.ExitStack() as opened:
        text = opened.enter_context(open_text(file, form.encoding))
        copy = opened.enter_context(io.TextIOWrapper(job.new, written_in.name, newline="")) if job.new else None
        if job.new:
            job.new.write(written_in.mark)
        for index, row in enumerate(go_through(text, form.delimiter, file.name)):
            if index < form.above or not row.cells:
                written = row.text
            elif index == form.above:
                written = behind.put(row, job.added)
            else:
                written = behind.put_answer(row, _answer(job, row, columns))
            if copy:
                copy.write(written)
            if not index % _OFTEN:
                job.progress(tally.rows, form.rows)
    job.progress(tally.rows, form.rows)


def _answer(job: FileScreening, row: RowText, columns: Columns) -> RowAnswer:
    """Answer a row, and count it; one with more cells than the titles cannot be read."""
    code, day, value = columns.take(row.cells)
    if not any(row.cells[columns.width :]):
        return job.answer(row.line, code, day, value)
    broken = job.answers.broken()
    job.tally.add(broken, row.line, code, day, value)
    return broken


class _Behind:
    """Puts cells behind rows, in columns of their own."""

    def __init__(self, delimiter: str, width: int) -> None:
        """Take the delimiter, and the most cells that a row has."""
        self._delimiter, self._width = delimiter, width
        self._written: dict[RowAnswer, str] = {}

    def put_answer(self, row: RowText, answer: RowAnswer) -> str:
        """Put the cells of an answer, which is written once, behind a row."""
        cells = self._written.get(answer)
        if cells is None:
            if len(self._written) >= _MOST_WRITTEN:
                self._written.clear()
            cells = self._written[answer] = self._write(answer.cells)
        return self._put(row, cells)

    def put(self, row: RowText, cells: Iterable[str | None]) -> str:
        """Put cells behind a row."""
        return self._put(row, self._write(cells))

    def _write(self, cells: Iterable[str | None]) -> str:
        written = io.StringIO()
        # Ends of lines are quoted only if they are in the writer's own end of a line.
        writer = csv.writer(written, delimiter=self._delimiter, lineterminator="\r\n")
        writer.writerow(["", *(cell or "" for cell in cells)])
        return written.getvalue().removesuffix("\r\n")

    def _put(self, row: RowText, cells: str) -> str:
        plain = row.text.rstrip("\r\n") if row.text.endswith(("\r", "\n")) else row.text
        end = row.text[len(plain) :]
        return f"{plain}{self._delimiter * (self._width - len(row.cells))}{cells}{end}"
