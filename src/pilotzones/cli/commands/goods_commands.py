"""Questions about the lines of the list: one code through all editions, and the lines of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.cli.below import list_sources, note_age
from pilotzones.cli.codes_given import check_no_day
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.ending import UNKNOWN, YES
from pilotzones.cli.options import add_date, add_max_age, find_day
from pilotzones.cli.results import Gives, Result, ShownColumn
from pilotzones.cli.verdicts_told import explain_all, name_of, note_missing, remark_column
from pilotzones.code_ranges import EVERY_CODE, CodeRanges
from pilotzones.hscode import parse_prefix

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pilotzones.cli.asked import Asked
    from pilotzones.records.knowledge import EditionCoverage
    from pilotzones.records.list_answers import Span

_STATUSES = ("listed", "not listed", "unknown")


def _add_history(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("hs_code", metavar="CODE", help="8, 10 or 13 digits, with or without dots")


_SPANS = (
    ShownColumn("effective_from", lambda span: span.effective_from),
    ShownColumn("effective_to", lambda span: span.effective_to),
    ShownColumn("status", lambda span: span.status, words="status"),
    ShownColumn("edition", lambda span: span.edition.id),
    ShownColumn("evidence", lambda span: span.verdict.evidence, words="evidence"),
    ShownColumn("reason", lambda span: span.verdict.reason, shown=False),
    ShownColumn("hs_code", lambda span: span.verdict.hs_code, shown=False),
    ShownColumn("missing", lambda span: tuple(one.id for one in span.verdict.missing), shown=False),
    ShownColumn("sources", lambda span: span.verdict.sources, shown=False),
)


def _ask_history(asked: Asked) -> Result:
    check_no_day(asked.options.hs_code)
    spans = asked.data.history(asked.options.hs_code)
    last = spans[-1]
    verdicts = [span.verdict for span in spans]
    name = name_of(last.verdict)
    return Result(
        first=asked.say(
            "history",
            code=last.verdict.hs_code,
            name=f" {name}" if name else "",
            since=_since(spans),
            status=asked.say(f"status {last.status}"),
        ),
        gives=spans,
        columns=(*_SPANS[:4], remark_column(asked, lambda span: span.verdict.item), *_SPANS[4:]),
        rows=spans,
        notes=tuple(note_missing(asked, verdicts)),
        details=(*explain_all(asked, verdicts, with_answer=True), *list_sources(asked, verdicts))
        if asked.options.verbose
        else (),
    )


def _since(spans: Sequence[Span]) -> object:
    """Give the day from which the last status lasts."""
    first = spans[-1]
    for span in reversed(spans):
        if span.status != first.status:
            break
        first = span
    return first.effective_from


def _add_items(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--under", metavar="DIGITS", help="a chapter, heading, subheading or line: 2, 4, 6 or 8 digits")
    parser.add_argument(
        "--status", choices=_STATUSES, default="listed", help="which lines: by default those that are listed"
    )
    add_date(parser)
    add_max_age(parser)


_ITEMS = (
    ShownColumn("hs_code", lambda item: item.hs_code),
    ShownColumn("name_zh", lambda item: item.name_zh),
    ShownColumn("remark_known", lambda item: item.remark_known, shown=False),
    ShownColumn("announcement", lambda item: item.announcement),
    ShownColumn("evidence", lambda item: item.evidence, words="evidence"),
    ShownColumn("sources", lambda item: item.sources, shown=False),
    ShownColumn("note", lambda item: item.note, shown=False),
)


def _ask_items(asked: Asked) -> Result:
    options = asked.options
    found = asked.data.items(
        find_day(options.date), under=options.under, status=options.status, max_age=options.max_age
    )
    covered = next(
        one for one in asked.data.coverage().editions if one.edition == asked.data.edition_on(found.date or "")
    )
    is_whole = _is_whole(options.under, covered)
    # All that is unknown is always known to be so.
    is_part = options.status != "unknown" and not is_whole
    stated = {"known": covered.known, "edition": covered.edition.id}
    notes = [] if is_whole else [asked.say("gap", command=covered.command)]
    if options.status == "listed" and not is_whole:
        if covered.stated is None:
            notes = [asked.say("known of an unstated number", **stated), *notes]
        else:
            notes = [asked.say("known of stated", stated=covered.stated, **stated), *notes]
    return Result(
        first=asked.say(
            "items known" if is_part else "items",
            count=len(found),
            day=found.date,
            status=asked.say(f"status {options.status}"),
            under=asked.say("under", under=options.under) if options.under else "",
        ),
        gives=found,
        columns=(*_ITEMS[:2], remark_column(asked, lambda item: item), *_ITEMS[2:]),
        rows=found,
        notes=(*notes, *note_age(asked, found.date, found.verified_through, ["list"])),
        details=list_sources(asked, found) if options.verbose else (),
        # None that is known is not the same as none.
        status=UNKNOWN if is_part and not found else YES,
    )


def _is_whole(under: str | None, covered: EditionCoverage) -> bool:
    """Tell whether every code of a chapter, heading, subheading or line has an answer; without one, every code."""
    asked = EVERY_CODE if under is None else CodeRanges.under(parse_prefix(under))
    return not asked.without(CodeRanges(covered.known_ranges))


COMMANDS = (
    AskingCommand(
        "history", "show a code through all editions of the list", Gives("Span", many=True), _add_history, _ask_history
    ),
    AskingCommand("items", "list the lines of the list on a day", Gives("Item", many=True), _add_items, _ask_items),
)
