"""The marked-up copy of a workbook: the answers behind each row of a sheet, and everything else as it is."""

from __future__ import annotations

import contextlib
import re
import warnings
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from pilotzones.arguments import quoted
from pilotzones.errors import PilotZonesError
from pilotzones.frames.files.errors import TableFileError
from pilotzones.frames.files.file_columns import FIRST_ROWS, count_names, find_header
from pilotzones.frames.files.sheet_xml import Marks, mark_rows
from pilotzones.frames.libraries import import_library
from pilotzones.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from pilotzones.frames.files.file_columns import Named
    from pilotzones.frames.files.file_screening import FileScreening
    from pilotzones.frames.files.open_files import OpenFile

_OFTEN = 1_000
_MOST_COLUMNS = 16_384
"""What a sheet takes: Microsoft, "Excel specifications and limits"."""
_BETWEEN = re.compile(r'\\[-. ]|"[-. ]"')
_ZEROS = re.compile("0+")


def screen_workbook(job: FileScreening, sheet: str | None) -> None:
    """Answer every row of a sheet, and write the copy if there is to be one.

    Raises:
        TableFileError: if it is not a workbook, or has no such sheet.
        FrameColumnError: if a column is missing or is there twice.
        ImportError: if openpyxl is not installed; names the extra.
        TableFileAccessError: if the system does not let it be read, or the copy be written.
    """
    file = job.file
    openpyxl = import_library("openpyxl", extra="excel")
    with contextlib.ExitStack() as opened:
        opened.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")  # what openpyxl cannot show is kept as it is
        book = opened.enter_context(_open(openpyxl, file))
        with _refusing_damage(file):
            found = _find_sheet(book, sheet, job.named, file.name)
        marks = _answer_rows(job, found)
        if job.new is None:
            return
        if marks.first_column + len(job.added) > _MOST_COLUMNS:
            msg = Message(
                "{file} has no room for more columns in the sheet {word}.",
                file=quoted(file.name),
                word=quoted(found.sheet.title),
            )
            raise TableFileError(msg, file=file.name)
        with _refusing_damage(file):
            _write(file, job.new, found.part, marks)


class _SheetFound(NamedTuple):
    """A sheet, the part of the workbook that it is in, the titles, and the number of their row."""

    sheet: Any
    part: str
    header: tuple[object, ...]
    number: int


@contextlib.contextmanager
def _open(openpyxl: Any, file: OpenFile) -> Iterator[Any]:  # noqa: ANN401 - openpyxl is not typed
    """Open a workbook, with the results of formulas in their place."""
    with _refusing_damage(file):
        book = openpyxl.load_workbook(file.stream, read_only=True, data_only=True, keep_links=False)
    yield book


@contextlib.contextmanager
def _refusing_damage(file: OpenFile) -> Iterator[None]:
    """Say of whatever a library raises that the file is not a workbook; what it raises is kept as the cause."""
    try:
        yield
    except (PilotZonesError, MemoryError):
        raise
    except Exception as error:
        msg = Message(
            "{file} is not a workbook that can be read. Open it in Excel, without a password, and save it as .xlsx.",
            file=quoted(file.name),
        )
        raise TableFileError(msg, file=file.name) from error


def _find_sheet(book: Any, name: str | None, named: Named, file: str) -> _SheetFound:  # noqa: ANN401 - as above
    """Find the sheet: that of a name, or the visible one that has the most of the columns, the first of these."""
    sheets = [sheet for sheet in book.worksheets if name in {None, sheet.title}]
    if not sheets:
        titles = ", ".join(quoted(sheet.title) for sheet in book.worksheets)
        msg = Message(
            "{file} has no sheet {word}. Its sheets: {choices}.", file=quoted(file), word=quoted(name), choices=titles
        )
        raise TableFileError(msg, file=file)
    visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"] or sheets
    tops = []
    for sheet in visible:
        sheet.reset_dimensions()  # some programs write wrong ones
        rows = list(islice(sheet.iter_rows(values_only=True), FIRST_ROWS))
        index = find_header(rows, named)
        header = tuple(rows[index]) if rows else ()
        part = sheet._worksheet_path  # noqa: SLF001 - openpyxl alone knows it
        tops.append((count_names(header, named), _SheetFound(sheet, part, header, index + 1)))
    return max(tops, key=lambda top: top[0])[1]


def _answer_rows(job: FileScreening, found: _SheetFound) -> Marks:
    """Answer the rows below the titles; blank rows have no answer."""
    columns, tally = job.find_columns(found.header), job.tally
    marks = Marks(found.number, job.added)
    with _refusing_damage(job.file):
        for number, row in enumerate(found.sheet.iter_rows(), 1):
            marks.widen(len(row))
            if number <= found.number or all(cell.value is None for cell in row):
                continue
            _, day, value = columns.take([cell.value for cell in row])
            code = _code_of(row[columns.code]) if columns.code < len(row) else None
            marks.put(number, job.answer(number, code, day, value))
            if not tally.rows % _OFTEN:
                job.progress(tally.rows, tally.rows)
    job.progress(tally.rows, tally.rows)
    return marks


def _code_of(cell: Any) -> object:  # noqa: ANN401 - as above
    """Take a code as it is shown: a number that is shown with zeros before it has them."""
    value = cell.value
    if isinstance(value, int) and not isinstance(value, bool):
        zeros = _BETWEEN.sub("", cell.number_format)
        if _ZEROS.fullmatch(zeros):
            return f"{value:0{len(zeros)}}"
    return value


def _write(file: OpenFile, new: BinaryIO, part: str, marks: Marks) -> None:
    """Copy a workbook part by part, with the marks in one of them."""
    with zipfile.ZipFile(file.stream) as parts, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in parts.infolist():
            about = zipfile.ZipInfo(info.filename, info.date_time)
            about.compress_type, about.external_attr = info.compress_type, info.external_attr
            with parts.open(info) as source, copy.open(about, "w", force_zip64=True) as out:
                if info.filename == part:
                    mark_rows(source, out, marks, file.name)
                else:
                    while chunk := source.read(1 << 20):
                        out.write(chunk)
