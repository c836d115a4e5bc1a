"""Questions about goods: whether they are on the positive list, and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.cli.below import list_sources
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.ending import NO, UNKNOWN, YES
from pilotzones.cli.options import add_max_age, add_nothing
from pilotzones.cli.results import Gives, Result, ShownColumn

if TYPE_CHECKING:
    import argparse

    from pilotzones.cli.asked import Asked
    from pilotzones.records.list_answers import Status

_STATUS: dict[Status, int] = {"listed": YES, "not listed": NO, "unknown": UNKNOWN}
_COLUMNS = (
    ShownColumn("hs_code", lambda verdict: verdict.hs_code),
    ShownColumn("date", lambda verdict: verdict.date),
    ShownColumn("status", lambda verdict: verdict.status, words="status"),
    ShownColumn("reason", lambda verdict: verdict.reason, shown=False),
    ShownColumn("edition", lambda verdict: verdict.edition.id),
    ShownColumn("remark", lambda verdict: verdict.remark),
    ShownColumn("evidence", lambda verdict: verdict.evidence, words="evidence"),
    ShownColumn("sources", lambda verdict: verdict.sources, shown=False),
)


def _add_eligible(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("hs_code", help="8, 10 or 13 digits")
    parser.add_argument("date", help="YYYY-MM-DD")
    add_max_age(parser)


def _ask_eligible(asked: Asked) -> Result:
    verdict = asked.data.eligibility(asked.options.hs_code, asked.options.date, max_age=asked.options.max_age)
    return Result(
        first=verdict.explain(asked.lang),
        gives=(verdict,),
        columns=_COLUMNS,
        rows=(verdict,),
        details=list_sources(asked, [verdict]),
        status=_STATUS[verdict.status],
    )


def _ask_coverage(asked: Asked) -> Result:
    coverage = asked.data.coverage()
    return Result(first=str(coverage), gives=coverage)


COMMANDS = (
    AskingCommand(
        "eligible",
        "say whether an HS code is on the positive list",
        Gives("Verdict", many=True),
        _add_eligible,
        _ask_eligible,
    ),
    AskingCommand(
        "coverage", "show how much of the positive list is known", Gives("Coverage"), add_nothing, _ask_coverage
    ),
)
