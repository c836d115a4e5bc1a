"""The marked-up copy of a Parquet file: its columns as they are, and the answers as more columns of text."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from pilotzones.arguments import quoted
from pilotzones.frames.errors import FrameColumnError
from pilotzones.frames.files.errors import TableFileError
from pilotzones.frames.files.file_columns import find_columns
from pilotzones.frames.libraries import import_library
from pilotzones.messages import Message

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable

    from pilotzones.frames.files.file_columns import Columns, Named
    from pilotzones.frames.files.row_answers import RowAnswer, RowAnswers
    from pilotzones.frames.files.tally import Tally

_ROWS = 1 << 16
"""The rows that are in memory at a time."""


def screen_parquet(  # noqa: PLR0913, PLR0917 - what is read, asked, counted and written
    file: pathlib.Path,
    new: pathlib.Path | None,
    named: Named,
    added: tuple[str, ...],
    answers: RowAnswers,
    tally: Tally,
    progress: Callable[[int, int], object],
) -> None:
    """Answer every row of a Parquet file, and write the copy if there is to be one.

    Raises:
        TableFileError: if it is not a Parquet file.
        FrameColumnError: if a column is missing or is there twice, or has cells of another type.
        ImportError: if PyArrow is not installed; names the extra.
        OSError: if it cannot be read or written.
    """
    arrow, parquet = import_library("pyarrow"), import_library("pyarrow.parquet", extra="pyarrow")
    with contextlib.ExitStack() as opened:
        try:
            source = opened.enter_context(parquet.ParquetFile(file))
        except arrow.ArrowInvalid as error:
            msg = Message("{file} is not a Parquet file that can be read.", file=quoted(file.name))
            raise TableFileError(msg, file=file.name) from error
        schema = source.schema_arrow
        columns = find_columns(schema.names, named, added, file.name)
        _check(columns, schema, arrow, file.name)
        marked = schema
        for name in added:
            marked = marked.append(arrow.field(name, arrow.string()))
        out = opened.enter_context(parquet.ParquetWriter(new, marked)) if new else None
        rows = source.metadata.num_rows
        for batch in source.iter_batches(_ROWS):
            found = _answer(batch, columns, answers, tally)
            if out:
                texts = [
                    arrow.array([answer.cells[index] for answer in found], arrow.string())
                    for index in range(len(added))
                ]
                out.write_batch(arrow.RecordBatch.from_arrays([*batch.columns, *texts], schema=marked))
            progress(tally.rows, rows)


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


def _answer(batch: Any, columns: Columns, answers: RowAnswers, tally: Tally) -> list[RowAnswer]:  # noqa: ANN401
    """Answer the rows of a batch."""
    count = batch.num_rows
    codes = batch.column(columns.code).to_pylist()
    days = [columns.day] * count if columns.date is None else batch.column(columns.date).to_pylist()
    values = [None] * count if columns.value is None else batch.column(columns.value).to_pylist()
    found = []
    for code, day, value in zip(codes, days, values, strict=True):
        answer = answers.of(code, day)
        tally.add(answer, tally.rows + 1, code, day, value)
        found.append(answer)
    return found
