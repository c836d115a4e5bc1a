"""What ``eligibility`` answers for every code under every edition, for columns to be joined to."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Literal, NamedTuple

import narwhals as nw

from pilotzones.code_ranges import NO_CODE, CodeRanges
from pilotzones.frames.caching import cache_per_dataset
from pilotzones.frames.expressions import first_true
from pilotzones.frames.layout import lay_out
from pilotzones.frames.tables.table import Column
from pilotzones.frames.texts import HS_CODES, RESTORED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilotzones.code_ranges import CodeRange
    from pilotzones.dataset import Dataset
    from pilotzones.frames.engines.engine import Frame
    from pilotzones.frames.layout import Layout
    from pilotzones.hscode import HSCode
    from pilotzones.records.conditions import Shipment
    from pilotzones.records.evidence import Evidence
    from pilotzones.records.list_answers import Edition, Verdict

RowStatus = Literal[
    "listed",
    "not listed",
    "unknown",
    "no code",
    "invalid code",
    "no date",
    "invalid date",
    "beyond max_age",
    "no list in force",
]
_WITHOUT_ANSWER: tuple[RowStatus, ...] = (
    "no code",
    "invalid code",
    "no date",
    "invalid date",
    "beyond max_age",
    "no list in force",
)
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


class CodeAnswer(NamedTuple):
    """What an edition says of a code."""

    status: RowStatus
    announcement: str | None = None
    remark: str | None = None
    remark_known: str | None = None
    bonded_only: bool | None = None


class EditionAnswers(NamedTuple):
    """What an edition says of every code.

    ``named`` has the codes that a line of any annex names. All other codes are not listed inside
    ``known``, and unknown outside.
    """

    edition: Edition
    named: Mapping[HSCode, CodeAnswer]
    known: CodeRanges

    def answer(self, code: HSCode) -> CodeAnswer:
        """Give the answer about a code."""
        return self.named.get(code) or CodeAnswer(status="not listed" if code in self.known else "unknown")


@cache_per_dataset
def edition_answers(
    dataset: Dataset, shipment: Shipment | None, evidence: Evidence | None
) -> tuple[EditionAnswers, ...]:
    """Ask a dataset about every code under every edition, in order.

    Raises:
        ArgumentTypeError: if shipment or evidence is not valid.
    """
    named = dataset.positive_list.named_codes()
    found = []
    for edition, state in zip(dataset.editions(), dataset.positive_list.states, strict=True):
        ask = functools.partial(dataset.eligibility, date=edition.effective_from, shipment=shipment, evidence=evidence)
        # All codes of a part that no line names have the same reasons: one of them answers for all.
        known = NO_CODE
        for part in state.parts():
            unnamed = part.without(CodeRanges.of(named))
            if unnamed and ask(unnamed.nth(0)).status == "not listed":
                known = known.union(part)
        found.append(EditionAnswers(edition=edition, named={code: _answer(ask(code)) for code in named}, known=known))
    return tuple(found)


def _answer(verdict: Verdict) -> CodeAnswer:
    item = verdict.item
    if item is None:
        return CodeAnswer(status=verdict.status)
    return CodeAnswer(
        status=verdict.status,
        announcement=item.announcement or None,
        remark=item.remark,
        remark_known=item.remark_known,
        bonded_only=item.is_bonded_only,
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
