"""The marked-up copy of a Parquet file: its columns as they are, and the answers as more columns of text."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from pilotzones.arguments import quoted
from pilotzones.errors import PilotZonesError
from pilotzones.frames.errors import FrameColumnError
from pilotzones.frames.files.errors import TableFileError
from pilotzones.frames.libraries import import_library
from pilotzones.messages import Message
from pilotzones.paths import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.frames.files.file_columns import Columns
    from pilotzones.frames.files.file_screening import FileScreening
    from pilotzones.frames.files.open_files import OpenFile
    from pilotzones.frames.files.row_answers import RowAnswer

_ROWS = 1 << 16
"""The rows that are in memory at a time."""


def screen_parquet(job: FileScreening) -> None:
    """Answer every row of a Parquet file, and write the copy if there is to be one.

    Raises:
        TableFileError: if it is not a Parquet file.
        FrameColumnError: if a column is missing or is there twice, or has cells of another type.
        ImportError: if PyArrow is not installed; names the extra.
        TableFileAccessError: if the system does not let it be read, or the copy be written.
    """
    file, added = job.file, job.added
    arrow, parquet = import_library("pyarrow"), import_library("pyarrow.parquet")
    with contextlib.ExitStack() as opened:
        with _refusing_damage(file):
            source = opened.enter_context(parquet.ParquetFile(file.stream))
            schema = source.schema_arrow
        columns = job.find_columns(schema.names)
        _check(columns, schema, arrow, file.name)
        marked = schema
        for name in added:
            marked = marked.append(arrow.field(name, arrow.string()))
        out = opened.enter_context(parquet.ParquetWriter(job.new, marked)) if job.new else None
        rows, batches = source.metadata.num_rows, source.iter_batches(_ROWS)
        while (batch := _read_next(batches, file)) is not None:
            found = _answer(job, batch, columns, arrow)
            if out:
                texts = [
                    arrow.array([answer.cells[index] for answer in found], arrow.string())
                    for index in range(len(added))
                ]
                out.write_batch(arrow.RecordBatch.from_arrays([*batch.columns, *texts], schema=marked))
            job.progress(job.tally.rows, rows)


def _read_next(batches: Any, file: OpenFile) -> Any:  # noqa: ANN401 - PyArrow is not typed
    """Read the next rows; None at the end."""
    with _refusing_damage(file):
        return next(batches, None)


@contextlib.contextmanager
def _refusing_damage(file: OpenFile) -> Iterator[None]:
    """Say of whatever PyArrow raises that the file cannot be read; what it raises is kept as the cause."""
    try:
        yield
    except (PilotZonesError, MemoryError):
        raise
    except Exception as error:
        msg = Message("{file} is not a Parquet file that can be read.", file=quoted(file.name))
        raise TableFileError(msg, file=file.name) from error


def _check(columns: Columns, schema: Any, arrow: Any, file: str) -> None:  # noqa: ANN401 - PyArrow is not typed
    """Check that the columns hold single values.

    Raises:
        FrameColumnError: if one holds lists or the like.
    """
    for index in (columns.code, columns.date, columns.value):
        if index is not None and arrow.types.is_nested(schema.types[index]):
            msg = Message(
                "The column {word} of {file} holds several values in a cell.",
                word=quoted(schema.names[index]),
                file=shown_name(file),
            )
            raise FrameColumnError(msg, column=schema.names[index])


def _answer(job: FileScreening, batch: Any, columns: Columns, arrow: Any) -> list[RowAnswer]:  # noqa: ANN401 - as above
    """Answer the rows of a batch."""
    count, before = batch.num_rows, job.tally.rows

    def cells(index: int | None, otherwise: object = None) -> list[object]:
        return [otherwise] * count if index is None else _list_cells(batch.column(index), arrow)

    with _refusing_damage(job.file):
        codes, days, values = cells(columns.code), cells(columns.date, columns.day), cells(columns.value)
    rows = zip(codes, days, values, strict=True)
    return [job.answer(line, *row) for line, row in enumerate(rows, before + 1)]


def _list_cells(column: Any, arrow: Any) -> list[object]:  # noqa: ANN401 - as above
    """List the cells of a column; a day or an instant that Python does not have as text, of which its row is told."""
    try:
        return column.to_pylist()  # type: ignore[no-any-return] # a list, whatever is in it
    except (OverflowError, ValueError):
        return [_take_cell(cell, arrow) for cell in column]


def _take_cell(cell: Any, arrow: Any) -> object:  # noqa: ANN401 - as above
    try:
        return cell.as_py()
    except (OverflowError, ValueError):
        return cell.cast(arrow.string()).as_py()
