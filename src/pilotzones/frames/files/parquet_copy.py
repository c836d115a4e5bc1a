"""The marked-up copy of a Parquet file: its columns as they are, and the answers as more columns of text."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from pilotzones.arguments import quoted
from pilotzones.frames.errors import FrameColumnError
from pilotzones.frames.files.errors import TableFileError
from pilotzones.frames.libraries import import_library
from pilotzones.messages import Message

if TYPE_CHECKING:
    from pilotzones.frames.files.file_columns import Columns
    from pilotzones.frames.files.file_screening import FileScreening
    from pilotzones.frames.files.row_answers import RowAnswer

_ROWS = 1 << 16
"""The rows that are in memory at a time."""


def screen_parquet(job: FileScreening) -> None:
    """Answer every row of a Parquet file, and write the copy if there is to be one.

    Raises:
        TableFileError: if it is not a Parquet file.
        FrameColumnError: if a column is missing or is there twice, or has cells of another type.
        ImportError: if PyArrow is not installed; names the extra.
        OSError: if it cannot be read or written.
    """
    file, added = job.file, job.added
    arrow, parquet = import_library("pyarrow"), import_library("pyarrow.parquet", extra="pyarrow")
    with contextlib.ExitStack() as opened:
        try:
            source = opened.enter_context(parquet.ParquetFile(file))
        except arrow.ArrowInvalid as error:
            msg = Message("{file} is not a Parquet file that can be read.", file=quoted(file.name))
            raise TableFileError(msg, file=file.name) from error
        schema = source.schema_arrow
        columns = job.find_columns(schema.names)
        _check(columns, schema, arrow, file.name)
        marked = schema
        for name in added:
            marked = marked.append(arrow.field(name, arrow.string()))
        out = opened.enter_context(parquet.ParquetWriter(job.new, marked)) if job.new else None
        rows = source.metadata.num_rows
        for batch in source.iter_batches(_ROWS):
            found = _answer(job, batch, columns)
            if out:
                texts = [
                    arrow.array([answer.cells[index] for answer in found], arrow.string())
                    for index in range(len(added))
                ]
                out.write_batch(arrow.RecordBatch.from_arrays([*batch.columns, *texts], schema=marked))
            job.progress(job.tally.rows, rows)


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
                file=file,
            )
            raise FrameColumnError(msg, column=schema.names[index])


def _answer(job: FileScreening, batch: Any, columns: Columns) -> list[RowAnswer]:  # noqa: ANN401 - as above
    """Answer the rows of a batch."""
    count, before = batch.num_rows, job.tally.rows
    codes = batch.column(columns.code).to_pylist()
    days = [columns.day] * count if columns.date is None else batch.column(columns.date).to_pylist()
    values = [None] * count if columns.value is None else batch.column(columns.value).to_pylist()
    rows = zip(codes, days, values, strict=True)
    return [job.answer(line, *row) for line, row in enumerate(rows, before + 1)]
