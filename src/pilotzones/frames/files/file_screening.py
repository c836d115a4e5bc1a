"""What a file is screened with, whatever its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilotzones.frames.files.file_columns import find_columns
from pilotzones.paths import shown_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import BinaryIO

    from pilotzones.frames.files.file_columns import Columns, Named
    from pilotzones.frames.files.open_files import OpenFile
    from pilotzones.frames.files.row_answers import RowAnswer, RowAnswers
    from pilotzones.frames.files.tally import Tally


class FileScreening(NamedTuple):
    """A file, what is asked about its rows, and where the counts and the copy go.

    ``new`` is where the copy is written, None for the counts alone; ``added`` are the names of its new columns.
    """

    file: OpenFile
    new: BinaryIO | None
    named: Named
    added: tuple[str, ...]
    answers: RowAnswers
    tally: Tally
    progress: Callable[[int, int], object]

    def find_columns(self, header: Sequence[object]) -> Columns:
        """Find the columns that are asked for in the titles.

        Raises:
            FrameColumnError: if one is missing or appears twice, or one that is added is there already.
            InvalidDateError: if the day for all rows is out of range.
        """
        return find_columns(header, self.named, self.added, shown_name(self.file.name))

    def answer(self, line: int, code: object, day: object, value: object) -> RowAnswer:
        """Answer a row, and count it."""
        answer = self.answers.of(code, day)
        self.tally.add(answer, line, code, day, value)
        return answer
