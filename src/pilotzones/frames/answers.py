"""What ``eligibility`` answers for every code under every edition, for columns to be joined to."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, get_args

import narwhals as nw

from pilotzones.frames.caching import cache_per_dataset
from pilotzones.frames.code_answers import RowStatus, WithoutAnswer, edition_answers
from pilotzones.frames.expressions import first_true
from pilotzones.frames.layout import lay_out
from pilotzones.frames.tables.table import Column
from pilotzones.frames.texts import HS_CODES, RESTORED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.code_ranges import CodeRange, CodeRanges
    from pilotzones.dataset import Dataset
    from pilotzones.frames.code_answers import CodeAnswer
    from pilotzones.frames.engines.engine import Frame
    from pilotzones.frames.layout import Layout
    from pilotzones.records.conditions import Shipment
    from pilotzones.records.evidence import Evidence
    from pilotzones.records.list_answers import Edition

_WITHOUT_ANSWER: tuple[RowStatus, ...] = get_args(WithoutAnswer)
_NO_LIST = len(_WITHOUT_ANSWER) - 1

COLUMNS = (
    Column("status", "text", "Whether the code was on the positive list, or why there is no answer."),
    Column("edition", "text", "The edition in force, by its id."),
    Column("announcement", "text", "The announcement whose annex has the line, by its id."),
    Column("remark", "text", "The line's remark (备注)."),
    Column("bonded_only", "boolean", "Whether the remark allows bonded shipment only."),
)
RESTORED_CODE = Column(
    "restored_code", "text", "The tariff line with its leading zero, where the code had lost it; null elsewhere."
)


@cache_per_dataset
def answers_about_codes(dataset: Dataset, shipment: Shipment | None, evidence: Evidence | None) -> Layout:
    """Lay out a dataset's answers about codes.

    Raises:
        ArgumentTypeError: if shipment or evidence is not valid.
    """
    editions = edition_answers(dataset, shipment, evidence)
    ids = [answers.edition.id for answers in editions]
    unknown: list[_Row] = [("unknown", id_, None, None, None) for id_ in ids]
    not_listed: list[_Row] = [("not listed", id_, None, None, None) for id_ in ids]
    return lay_out(
        turning_days=tuple(answers.edition.effective_from for answers in editions),
        reader=HS_CODES,
        columns=COLUMNS,
        first_answers=[*((status, None, None, None, None) for status in _WITHOUT_ANSWER), *unknown, *not_listed],
        answers=[
            (int(code), stretch, _row(answers.edition, answers.named[code]))
            for code in dataset.positive_list.named_codes()
            for stretch, answers in enumerate(editions, 1)
        ],
        verified=dataset.verified["list"],
        otherwise=functools.partial(_number_of_unnamed, [answers.known for answers in editions]),
    )


def restore_codes(frame: Frame, subject: str) -> Frame:
    """Add the lines whose leading zero was put back as texts, and number them as all others are."""
    number = nw.col(subject)
    is_restored = number >= RESTORED
    code = nw.concat_str(nw.lit("0"), (number - RESTORED).cast(nw.String))
    return frame.with_columns(
        nw.when(is_restored).then(code).alias(RESTORED_CODE.name),
        nw.when(is_restored).then(number - RESTORED).otherwise(number).alias(subject),
    )


_Row = tuple[RowStatus, str | None, str | None, str | None, bool | None]


def _row(edition: Edition, answer: CodeAnswer) -> _Row:
    return answer.status, edition.id, answer.announcement, answer.remark, answer.bonded_only


def _number_of_unnamed(known: Sequence[CodeRanges], code: nw.Expr, stretch: nw.Expr) -> nw.Expr:
    """Number the answers about codes that no line names, given the known ranges of each edition."""
    unknown = len(_WITHOUT_ANSWER) + stretch - 1
    return first_true(
        (stretch == 0, _NO_LIST), (_is_known(known, code, stretch), unknown + len(known)), otherwise=unknown
    )


def _is_known(known: Sequence[CodeRanges], code: nw.Expr, stretch: nw.Expr) -> nw.Expr:
    """Tell whether a code lies in a known range of the edition in force."""
    stretches: dict[CodeRange, list[int]] = {}
    for number, ranges in enumerate(known, 1):
        for code_range in ranges:
            stretches.setdefault(code_range, []).append(number)
    inside = []
    for (first, last), under in stretches.items():
        in_range = (code >= int(first)) & (code <= int(last))
        under_any = nw.any_horizontal(*(stretch == number for number in under), ignore_nulls=True)
        inside.append(in_range if len(under) == len(known) else in_range & under_any)
    return nw.any_horizontal(*inside, ignore_nulls=True) if inside else nw.lit(value=False)
