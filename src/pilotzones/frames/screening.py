"""``screen``: whether the goods of every row may use the channel, by one join and no loop over rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import narwhals as nw

from pilotzones.frames.answers import ANSWER, COLUMNS, WITHOUT_ANSWER, answers_of
from pilotzones.frames.callers_frame import taken
from pilotzones.frames.days import stretches
from pilotzones.frames.expressions import first_true
from pilotzones.frames.texts import HS_CODES, MALFORMED
from pilotzones.substitution import asked

if TYPE_CHECKING:
    from pilotzones.dataset import Dataset
    from pilotzones.frames.answers import Answers
    from pilotzones.frames.days import ColumnOrDay, Stretches
    from pilotzones.records.conditions import Shipment
    from pilotzones.records.evidence import Evidence

_LINE, _PLACE, _KEY, _NUMBER = "line", "edition_place", "line_key", "number"
_CODES = (
    "text: an HS code is a text like '04029100', because a number loses the leading zero of chapters 01 to 09. Read "
    "the file again with that column as text."
)

FrameT = TypeVar("FrameT")


def screen(  # noqa: PLR0913 - what else is asked of the answers is named
    frame: FrameT,
    hs_code: str = "hs_code",
    date: ColumnOrDay = "date",
    *,
    shipment: Shipment | None = None,
    evidence: Evidence | None = None,
    prefix: str = "",
    dataset: Dataset | None = None,
) -> FrameT:
    """Tell of every row whether its goods were on the positive list on its day, as ``eligibility`` does.

    Args:
        frame: a frame of pandas, Polars (DataFrame or LazyFrame), PyArrow (Table), DuckDB
            (relation) or PySpark. Lazy frames, relations and Spark frames are not run.
        hs_code: the column of HS codes: text, of 8, 10 or 13 digits; dots and spaces are taken.
        date: the column of days: dates, instants with a time zone (their day in China
            counts), or datetimes without one, at midnight; or one day for all rows.
        shipment: ``"bonded"`` (网购保税) or ``"direct"``, as for ``eligibility``.
        evidence: the least evidence to accept, as for ``eligibility``.
        prefix: what the new columns' names begin with.
        dataset: what to answer from; None for the default one.

    Returns:
        The same kind of frame with all its rows, in their order where the engine keeps
        one, its columns, and five more:

        - ``status``: ``"listed"``, ``"not listed"`` or ``"unknown"``; or, where there can be
          no such answer, ``"no code"``, ``"invalid code"``, ``"no date"``, ``"invalid date"``
          or ``"no list in force"`` (before 8 April 2016).
        - ``edition``: the id of the edition in force, where there is an answer.
        - ``announcement``: the id of the announcement whose annex has the line; null where
          the list has no such line or that is not known.
        - ``remark``: the line's remark (备注), empty where it has none; null where there is no
          line or the remark is not known.
        - ``bonded_only``: whether the remark allows bonded shipment only; null where there is
          no known remark, or it has a clause that could not be read.

    Raises:
        FrameTypeError: for what is no such frame.
        FrameColumnError: for a column that is missing, of another type, there twice, or
            named as one of the new ones.
        ArgumentTypeError, InvalidDateError: for a shipment, an evidence or a day that there is not.

    Source:
        The Ministry of Finance's announcements; see ``announcements()``.

    >>> import polars
    >>> lines = polars.DataFrame({"hs_code": ["9506.11.00", "2204.21.00"]})
    >>> screen(lines, date="2022-03-01")["status"].to_list()
    ['listed', 'unknown']
    """
    handed = taken(frame)
    codes, _ = handed.holding(hs_code, ("text", "object", "null"), _CODES)
    handed.check_new(f"{prefix}{column.name}" for column in COLUMNS)
    answers = answers_of(asked(dataset), shipment, evidence)
    days = stretches(handed, date, answers.opening_days)
    read = handed.engine.read(days.frame, codes, HS_CODES, _LINE)
    placed = read.with_columns(nw.when(days.is_day).then(days.place).alias(_PLACE))
    keyed = placed.with_columns((nw.col(_LINE) * answers.span + nw.col(_PLACE)).alias(_KEY))
    joined = handed.engine.join(keyed, answers.lines, _KEY)
    numbered = joined.with_columns(_number(answers, codes, days).alias(_NUMBER))
    told = handed.engine.join(numbered, answers.answers, _NUMBER)
    result: FrameT = handed.with_new(told, [column.name for column in COLUMNS], prefix)
    return result


def _number(answers: Answers, codes: str, days: Stretches) -> nw.Expr:
    """Number every row's answer."""
    place, found = nw.col(_PLACE), nw.col(ANSWER)
    why_without = (
        nw.col(codes).is_null(),
        nw.col(_LINE) == MALFORMED,
        days.is_missing,
        place.is_null(),
        place == 0,
    )
    return first_true(
        *((reason, number) for number, reason in enumerate(why_without)),
        (~found.is_null(), found),
        (_is_silent(answers), place + len(WITHOUT_ANSWER) + answers.editions - 1),
        otherwise=place + len(WITHOUT_ANSWER) - 1,
    )


def _is_silent(answers: Answers) -> nw.Expr:
    """Tell whether a code that no annex names lies where such codes are not listed."""
    line, place = nw.col(_LINE), nw.col(_PLACE)
    places: dict[tuple[int, int], list[int]] = {}
    for silent in answers.silent:
        places.setdefault((silent.first, silent.last), []).append(silent.place)
    ranges = [
        ((line >= first) & (line <= last)) & nw.any_horizontal(*(place == one for one in under), ignore_nulls=True)
        if len(under) < answers.editions
        else (line >= first) & (line <= last)
        for (first, last), under in places.items()
    ]
    return nw.any_horizontal(*ranges, ignore_nulls=True) if ranges else nw.lit(value=False)
