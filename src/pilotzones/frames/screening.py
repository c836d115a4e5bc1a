"""``screen``: whether the goods of every row were on the positive list, by joins and without a loop over rows."""

from __future__ import annotations

from typing import TypeVar

from pilotzones.arguments import as_text, check_flag
from pilotzones.dataset import Dataset
from pilotzones.frames.answers import RESTORED_CODE, answers_about_codes, restore_codes
from pilotzones.frames.callers_frame import accept
from pilotzones.frames.days import ColumnOrDay
from pilotzones.frames.engines.engine import Content
from pilotzones.frames.texts import HS_CODES_WITHOUT_ZEROS
from pilotzones.records.conditions import Shipment, as_shipment
from pilotzones.records.evidence import Evidence, as_evidence
from pilotzones.substitution import asked

_CODES = (
    "text: an HS code is a text like '04029100', because a number loses the leading zero of chapters 01 to 09. Read "
    "the file again with that column as text."
)
_OR_WHOLE_NUMBERS = "text or whole numbers: read the file again with that column as text."
_TEXTS: tuple[Content, ...] = ("text", "object", "null")
_TEXTS_OR_NUMBERS: tuple[Content, ...] = (*_TEXTS, "integer")

FrameT = TypeVar("FrameT")


def screen(  # noqa: PLR0913 - what else is asked of the answers is named
    frame: FrameT,
    hs_code: str = "hs_code",
    date: ColumnOrDay = "date",
    *,
    shipment: Shipment | None = None,
    evidence: Evidence | None = None,
    lost_zeros: bool = False,
    max_age: int | None = None,
    prefix: str = "",
    dataset: Dataset | None = None,
) -> FrameT:
    """Add to every row whether its goods were on the positive list on its day, as ``eligibility`` answers.

    Args:
        frame: a frame of pandas, Polars (DataFrame or LazyFrame), PyArrow (Table), DuckDB
            (relation) or PySpark. Lazy frames, relations and Spark frames are not run.
        hs_code: the column of HS codes: text of 8, 10 or 13 digits, which may have dots and spaces.
        date: the column of days: dates, instants with a time zone (their day in China
            counts), or datetimes without one, at midnight; or ISO text of any of these; or
            one day for all rows.
        shipment: ``"bonded"`` (网购保税) or ``"direct"``, as for ``eligibility``.
        evidence: the minimum evidence, as for ``eligibility``.
        lost_zeros: put back the leading zero that a spreadsheet dropped: a code of 7, 9 or 12
            digits, also as a whole number, is answered as the one with a zero before it, and
            the column ``restored_code`` tells so. By default it is an ``"invalid code"``.
        max_age: the days after the last verified one that a row's day may be; a later row has no
            answer. None for any.
        prefix: what the names of the new columns begin with.
        dataset: the dataset to ask; None for the default one.

    Returns:
        The same kind of frame with all its rows, in their order if the engine keeps an
        order, its columns, and six more:

        - ``status``: ``"listed"``, ``"not listed"`` or ``"unknown"``; or why there is no
          answer: ``"no code"``, ``"invalid code"``, ``"no date"``, ``"invalid date"``,
          ``"beyond max_age"`` or ``"no list in force"`` (before 8 April 2016).
        - ``edition``: the id of the edition in force, where there is an answer.
        - ``announcement``: the id of the announcement whose annex has the line; null where
          there is no line, or the announcement is not known.
        - ``remark``: the line's remark (备注), empty where it has none; null where there is no
          line, or the remark is not known.
        - ``bonded_only``: whether the remark allows bonded shipment only; null where the
          remark is not known, or has a clause that could not be read.
        - ``beyond_verified``: whether the day is after the last one on which the list was checked
          (``verified_through("list")``); null without a valid day.

        With ``lost_zeros``, one more: ``restored_code``, the tariff line with its zero, where the
        code had lost it; null elsewhere.

    Raises:
        FrameTypeError: for anything that is not such a frame.
        FrameColumnError: if a column is missing, has another type, appears twice, or has the
            name of a new column.
        FrameError: if the frame's own library cannot evaluate it, as where a file that it reads is missing.
        ArgumentTypeError, InvalidDateError: if shipment, evidence, lost_zeros, max_age or date is not
            valid.

    Source:
        The Ministry of Finance's announcements; see ``announcements()``.

    >>> import polars
    >>> lines = polars.DataFrame({"hs_code": ["9506.11.00", "2204.21.00"]})
    >>> screen(lines, date="2022-03-01")["status"].to_list()
    ['listed', 'unknown']
    """
    shipment, evidence, prefix = as_shipment(shipment), as_evidence(evidence), as_text("prefix", prefix)
    check_flag("lost_zeros", lost_zeros)
    callers = accept(frame)
    allowed, wanted = (_TEXTS_OR_NUMBERS, _OR_WHOLE_NUMBERS) if lost_zeros else (_TEXTS, _CODES)
    codes, _ = callers.find_column(hs_code, allowed, wanted)
    answers = answers_about_codes(asked(dataset), shipment, evidence)
    if lost_zeros:
        answers = answers._replace(reader=HS_CODES_WITHOUT_ZEROS)
    narrow, also = (restore_codes, (RESTORED_CODE.name,)) if lost_zeros else (None, ())
    result: FrameT = answers.join_to(callers, codes, date, prefix, max_age=max_age, narrow=narrow, also=also)
    return result
