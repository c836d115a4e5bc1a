"""What ``eligibility`` answers for every code that a line names, under every edition."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Literal, NamedTuple

from pilotzones.code_ranges import NO_CODE, CodeRanges
from pilotzones.frames.caching import cache_per_dataset
from pilotzones.records.list_answers import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pilotzones.dataset import Dataset
    from pilotzones.hscode import HSCode
    from pilotzones.records.conditions import Shipment
    from pilotzones.records.evidence import Evidence
    from pilotzones.records.list_answers import Edition, Verdict

WithoutAnswer = Literal["no code", "invalid code", "no date", "invalid date", "beyond max_age", "no list in force"]
"""Why a row has no answer, in the order in which the answers are numbered."""
RowStatus = Literal[Status, WithoutAnswer]


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
