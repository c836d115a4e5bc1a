"""Answers laid out for columns to be joined to: each has a number, found by what is asked about and by the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals as nw

from pilotzones.frames.days import find_stretches
from pilotzones.frames.expressions import first_true
from pilotzones.frames.tables.table import Column, Table
from pilotzones.frames.texts import MALFORMED

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Sequence

    from pilotzones.frames.callers_frame import CallersFrame
    from pilotzones.frames.days import ColumnOrDay
    from pilotzones.frames.texts import Reader

_SUBJECT, _STRETCH, _SUBJECT_KEY, _NUMBER = "subject", "stretch", "subject_key", "number"
_KEY = Column("key", "integer", "The number of what is asked about, times the number of stretches, plus the stretch.")
_ANSWER = Column("answer", "integer", "The number of an answer.")


class Layout(NamedTuple):
    """All answers about tariff lines, or about places.

    ``reader`` numbers what is asked about. A day lies in the stretch of time whose number is
    that of the ``turning_days`` up to it. ``numbers`` has the number of an answer by its key,
    which is made of both. ``otherwise`` makes the answer's number of both where ``numbers``
    does not have the key. ``answers`` has the answers by number. The first four say
    that nothing is asked, that it cannot be read, that there is no day,
    and that the day is invalid.
    """

    turning_days: Sequence[datetime.date]
    reader: Reader
    numbers: Table
    answers: Table
    otherwise: Callable[[nw.Expr, nw.Expr], nw.Expr] | None

    def join_to(self, callers: CallersFrame, column: str, date: ColumnOrDay, prefix: str) -> Any:  # noqa: ANN401 - the caller's kind
        """Add the answers to every row of a caller's frame.

        Args:
            callers: the frame.
            column: what its column of texts is called while we work.
            date: the column of days, or a day for all rows.
            prefix: what the names of the new columns begin with.

        Raises:
            FrameColumnError: if the frame already has such columns, or its days cannot be read.
            InvalidDateError: for a day out of range.
        """
        names = self.answers.names[1:]
        callers.check_new(f"{prefix}{name}" for name in names)
        days = find_stretches(callers, date, self.turning_days)
        read = callers.engine.read(days.frame, column, self.reader, _SUBJECT)
        placed = read.with_columns(nw.when(days.is_valid).then(days.number).alias(_STRETCH))
        subject, stretch, found = nw.col(_SUBJECT), nw.col(_STRETCH), nw.col(_ANSWER.name)
        keyed = placed.with_columns((subject * _count_stretches(self.turning_days) + stretch).alias(_SUBJECT_KEY))
        joined = callers.engine.join(keyed, self.numbers, _SUBJECT_KEY)
        without_answer = (nw.col(column).is_null(), subject == MALFORMED, days.is_missing, stretch.is_null())
        number = first_true(
            *((reason, number) for number, reason in enumerate(without_answer)),
            *([(~found.is_null(), found)] if self.otherwise else []),
            otherwise=self.otherwise(subject, stretch) if self.otherwise else found,
        )
        answered = callers.engine.join(joined.with_columns(number.alias(_NUMBER)), self.answers, _NUMBER)
        return callers.with_columns(answered, names, prefix)


def lay_out(  # noqa: PLR0913 - the parts of a layout
    *,
    turning_days: Sequence[datetime.date],
    reader: Reader,
    columns: tuple[Column, ...],
    first_answers: Iterable[tuple[Any, ...]],
    answers: Iterable[tuple[int, int, tuple[Any, ...]]],
    otherwise: Callable[[nw.Expr, nw.Expr], nw.Expr] | None = None,
) -> Layout:
    """Number all answers, and lay them out.

    Args:
        turning_days: the days on which answers change.
        reader: numbers what is asked about.
        columns: those of an answer.
        first_answers: the answers that are numbered first, in this order.
        answers: the number of what is asked about, the stretch of time, and the answer.
        otherwise: numbers the answers that are not among them.
    """
    numbers = {answer: number for number, answer in enumerate(first_answers)}
    stretches = _count_stretches(turning_days)
    by_key = tuple(
        (subject * stretches + stretch, numbers.setdefault(answer, len(numbers)))
        for subject, stretch, answer in answers
    )
    return Layout(
        turning_days=turning_days,
        reader=reader,
        numbers=Table("numbers", "The number of each answer.", (_KEY, _ANSWER), (_KEY.name,), by_key),
        answers=Table(
            "answers",
            "Every answer that is given.",
            (_ANSWER, *columns),
            (_ANSWER.name,),
            tuple((number, *answer) for answer, number in numbers.items()),
        ),
        otherwise=otherwise,
    )


def _count_stretches(turning_days: Sequence[datetime.date]) -> int:
    """Count the stretches of time: the one before the first turning day, too."""
    return len(turning_days) + 1
