"""Answers laid out for columns to be joined to: each has a number, found by what is asked about and by the day."""

from __future__ import annotations

import datetime
import functools
import operator
from typing import TYPE_CHECKING, Any, NamedTuple

import narwhals as nw

from pilotzones.dates import LATEST
from pilotzones.frames.days import find_stretches
from pilotzones.frames.expressions import first_true
from pilotzones.frames.tables.table import Column, Table
from pilotzones.frames.texts import MALFORMED
from pilotzones.staleness import as_max_age

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from pilotzones.frames.callers_frame import CallersFrame
    from pilotzones.frames.days import ColumnOrDay, Stretches
    from pilotzones.frames.engines.engine import Engine, Frame
    from pilotzones.frames.texts import Reader
    from pilotzones.staleness import VerifiedDay

_SUBJECT, _STRETCH, _SUBJECT_KEY, _NUMBER = "subject", "stretch", "subject_key", "number"
_KEY = Column("key", "integer", "The number of what is asked about, times the number of stretches, plus the stretch.")
_SUBJECT_COLUMN = Column(_SUBJECT, "integer", "The number of what is asked about.")
_ANSWER = Column("answer", "integer", "The number of an answer.")
_TOO_LATE = 4
_UNREADABLE = 3
"""What the number of an answer to an unreadable subject is counted from: -2 has the answer 5, -3 the answer 6."""
_BEYOND = Column("beyond_verified", "boolean", "Whether the day is after the last one on which the data was checked.")
_AGES = (False, True, None)
"""What is said of that: of a verified day, of a later one, and where no day is valid."""
_NEVER = 1 << 20
"""The number of a stretch that no day lies in."""


class Layout(NamedTuple):
    """All answers about tariff lines, or about places.

    ``reader`` numbers what is asked about. A day lies in the stretch of time whose number is
    that of the ``turning_days`` up to it. ``changes``, if given, has by what is asked about the
    stretches with which its answer changes; how many of them have begun then takes the stretch's
    place. ``numbers`` has the number of an answer by its key, which is made of both. ``otherwise``
    makes the answer's number of both where ``numbers`` does not have the key. ``answers`` has
    every answer with each of ``_AGES``, by their number: that of the answer times three, plus the
    index of the age. The first five answers say that nothing is asked, that it cannot be read, that
    the day is missing, that it is invalid, and that it is too long after the last verified one;
    the next are those of other subjects that cannot be read, whose numbers are -2, -3 and so on.
    """

    turning_days: Sequence[datetime.date]
    reader: Reader
    changes: Table | None
    numbers: Table
    answers: Table
    otherwise: Callable[[nw.Expr, nw.Expr], nw.Expr] | None
    verified: VerifiedDay

    def join_to(  # noqa: PLR0913 - what is joined, and how
        self,
        callers: CallersFrame,
        column: str,
        date: ColumnOrDay,
        prefix: str,
        *,
        max_age: int | None,
        narrow: Callable[[Frame, str], Frame] | None = None,
        also: Sequence[str] = (),
    ) -> Any:  # noqa: ANN401 - the caller's kind
        """Add the answers to every row of a caller's frame.

        Args:
            callers: the frame.
            column: what its column of texts is called while we work.
            date: the column of days, or a day for all rows.
            prefix: what the names of the new columns begin with.
            max_age: the days after the last verified one that a row's day may be; None for any.
            narrow: changes the column, whose name it is given, of the numbers of what is asked about.
            also: columns that ``narrow`` adds and that are added to the caller's frame as well.

        Raises:
            FrameColumnError: if the frame already has such columns, or its days cannot be read.
            InvalidDateError: for a day out of range.
            ArgumentTypeError: if ``max_age`` is not a number of days.
        """
        max_age = as_max_age(max_age)
        names = (*self.answers.names[1:], *also)
        callers.check_new(f"{prefix}{name}" for name in names)
        days = find_stretches(callers, date, self.turning_days)
        if days.one_day:
            self.verified.warn(days.one_day)
        read = callers.engine.read(days.frame, column, self.reader, _SUBJECT)
        read = narrow(read, _SUBJECT) if narrow else read
        placed = read.with_columns(nw.when(days.is_valid).then(days.number).alias(_STRETCH))
        subject, stretch, found = nw.col(_SUBJECT), nw.col(_STRETCH), nw.col(_ANSWER.name)
        keyed = self._keyed(callers.engine, placed)
        joined = callers.engine.join(keyed, self.numbers, _SUBJECT_KEY)
        number = first_true(
            (nw.col(column).is_null(), 0),
            (subject == MALFORMED, 1),
            (subject < MALFORMED, _UNREADABLE - subject),
            (days.is_missing, 2),
            (stretch.is_null(), 3),
            *self._too_late(days, max_age),
            *([(~found.is_null(), found)] if self.otherwise else []),
            otherwise=self.otherwise(subject, stretch) if self.otherwise else found,
        )
        age = first_true((stretch.is_null(), 2), (days.is_after(self.verified.day), 1), otherwise=nw.lit(0))
        aged = joined.with_columns((number * len(_AGES) + age).alias(_NUMBER))
        return callers.with_columns(callers.engine.join(aged, self.answers, _NUMBER), names, prefix)

    def _too_late(self, days: Stretches, max_age: int | None) -> list[tuple[nw.Expr, int]]:
        """Give the case of the days that are too long after the last verified one, if there can be any."""
        if max_age is None or (LATEST - self.verified.day).days <= max_age:
            return []
        return [(days.is_after(self.verified.day + datetime.timedelta(days=max_age)), _TOO_LATE)]

    def _keyed(self, engine: Engine, placed: Frame) -> Frame:
        """Add the keys made of what is asked about and the stretch, or the count of its changes."""
        subject, stretch = nw.col(_SUBJECT), nw.col(_STRETCH)
        if self.changes is None:
            return placed.with_columns((subject * _count_stretches(self.turning_days) + stretch).alias(_SUBJECT_KEY))
        joined = engine.join(placed, self.changes, _SUBJECT)
        columns = self.changes.names[1:]
        begun = [nw.when(nw.col(name) <= stretch).then(nw.lit(1)).otherwise(nw.lit(0)) for name in columns]
        count = functools.reduce(operator.add, begun, nw.lit(0))
        key = nw.when(~stretch.is_null()).then(subject * (len(columns) + 1) + count)
        return joined.with_columns(key.alias(_SUBJECT_KEY))


def lay_out(  # noqa: PLR0913 - the parts of a layout
    *,
    turning_days: Sequence[datetime.date],
    reader: Reader,
    columns: tuple[Column, ...],
    first_answers: Iterable[tuple[Any, ...]],
    answers: Iterable[tuple[int, int, tuple[Any, ...]]],
    verified: VerifiedDay,
    otherwise: Callable[[nw.Expr, nw.Expr], nw.Expr] | None = None,
) -> Layout:
    """Number all answers, and lay them out.

    Args:
        turning_days: the days on which answers change.
        reader: numbers what is asked about.
        columns: those of an answer.
        first_answers: the answers that are numbered first, in this order.
        answers: the number of what is asked about, the stretch of time, and the answer.
        verified: the last day on which the data was checked.
        otherwise: numbers the answers that are not among them.
    """
    stretches = _count_stretches(turning_days)
    numbers = _numbered(first_answers)
    by_key = tuple(
        (subject * stretches + stretch, numbers.setdefault(answer, len(numbers)))
        for subject, stretch, answer in answers
    )
    return Layout(
        turning_days=turning_days,
        reader=reader,
        changes=None,
        numbers=_key_table(by_key),
        answers=_answer_table(columns, numbers),
        otherwise=otherwise,
        verified=verified,
    )


def lay_out_changes(
    *,
    reader: Reader,
    columns: tuple[Column, ...],
    first_answers: Iterable[tuple[Any, ...]],
    changes: Collection[tuple[int, Sequence[tuple[datetime.date, tuple[Any, ...]]]]],
    verified: VerifiedDay,
) -> Layout:
    """Number all answers, and lay them out, where the answers change on many days, but few of them on each.

    Args:
        reader: numbers what is asked about.
        columns: those of an answer.
        first_answers: the answers that are numbered first, in this order.
        changes: the number of what is asked about, and its answers, each with the first day of it.
        verified: the last day on which the data was checked.
    """
    turning_days = sorted({day for _, found in changes for day, _ in found[1:]})
    stretch_of = {day: stretch for stretch, day in enumerate(turning_days, 1)}
    most = max(len(found) for _, found in changes)
    numbers = _numbered(first_answers)
    by_key = tuple(
        (subject * most + index, numbers.setdefault(answer, len(numbers)))
        for subject, found in changes
        for index, (_, answer) in enumerate(found)
    )
    begins = tuple(
        (subject, *(stretch_of[day] for day, _ in found[1:]), *([_NEVER] * (most - len(found))))
        for subject, found in changes
    )
    change_columns = [
        Column(f"change_{index}", "integer", "A stretch with which it changes.") for index in range(1, most)
    ]
    return Layout(
        turning_days=turning_days,
        reader=reader,
        changes=Table("changes", "When answers change.", (_SUBJECT_COLUMN, *change_columns), (_SUBJECT,), begins),
        numbers=_key_table(by_key),
        answers=_answer_table(columns, numbers),
        otherwise=None,
        verified=verified,
    )


def _numbered(answers: Iterable[tuple[Any, ...]]) -> dict[tuple[Any, ...], int]:
    return {answer: number for number, answer in enumerate(answers)}


def _key_table(rows: tuple[tuple[int, int], ...]) -> Table:
    return Table("numbers", "The number of each answer.", (_KEY, _ANSWER), (_KEY.name,), rows)


def _answer_table(columns: tuple[Column, ...], numbers: Mapping[tuple[Any, ...], int]) -> Table:
    rows = tuple(
        (number * len(_AGES) + index, *answer, age)
        for answer, number in numbers.items()
        for index, age in enumerate(_AGES)
    )
    return Table("answers", "Every answer that is given.", (_ANSWER, *columns, _BEYOND), (_ANSWER.name,), rows)


def _count_stretches(turning_days: Sequence[datetime.date]) -> int:
    """Count the stretches of time: the one before the first turning day, too."""
    return len(turning_days) + 1
