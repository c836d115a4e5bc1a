"""The question whether codes are on the positive list on a day: one code, several, or a file of them."""

from __future__ import annotations

import contextlib
import pathlib
import re
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.cli.below import list_sources, note_age
from pilotzones.cli.codes_given import (
    STANDARD_INPUT,
    GivenCode,
    check_no_day,
    is_file,
    name_source,
    read_codes,
    split_day,
)
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.ending import NO, NO_ANSWER, UNKNOWN, YES
from pilotzones.cli.options import add_date, add_max_age, find_day, reading
from pilotzones.cli.results import Gives, Result, ShownColumn
from pilotzones.cli.verdicts_told import explain_all, name_of, note_missing, remark_column
from pilotzones.cli.wrong_use import WrongUseError, wrong_use
from pilotzones.dates import as_date
from pilotzones.hscode import InvalidHSCodeError
from pilotzones.records.evidence import STRONGEST_FIRST

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from pilotzones.cli.asked import Asked
    from pilotzones.dates import DateLike
    from pilotzones.errors import PilotZonesError
    from pilotzones.records.list_answers import Status, Verdict

_STATUS: dict[Status, int] = {"listed": YES, "not listed": NO, "unknown": UNKNOWN}
_WORST_FIRST = (NO_ANSWER, UNKNOWN, NO, YES)
_SHIPMENTS = ("bonded", "direct")
_DELIMITER = re.compile(r"[,;\t|]")
_MOST_NAMED = 100
"""The most lines that are named one by one because they are not codes."""


class _Answered(NamedTuple):
    """An answer with the text that was asked about."""

    given: str
    verdict: Verdict


_COLUMNS = (
    ShownColumn("given", lambda row: row.given, shown=False),
    ShownColumn("hs_code", lambda row: row.verdict.hs_code),
    ShownColumn("date", lambda row: row.verdict.date, shown=False),
    ShownColumn("shipment", lambda row: row.verdict.shipment, shown=False),
    ShownColumn("minimum_evidence", lambda row: row.verdict.minimum_evidence, shown=False),
    ShownColumn("status", lambda row: row.verdict.status, words="status"),
    ShownColumn("reason", lambda row: row.verdict.reason, shown=False),
    ShownColumn("edition", lambda row: row.verdict.edition.id, shown=False),
    ShownColumn("evidence", lambda row: row.verdict.evidence, words="evidence"),
    ShownColumn("name_zh", lambda row: name_of(row.verdict)),
    ShownColumn("remark_known", lambda row: row.verdict.item and row.verdict.item.remark_known, shown=False),
    ShownColumn("missing", lambda row: tuple(one.id for one in row.verdict.missing), shown=False),
    ShownColumn("sources", lambda row: row.verdict.sources, shown=False),
    ShownColumn("data_version", lambda row: row.verdict.data_version, shown=False),
    ShownColumn("verified_through", lambda row: row.verdict.verified_through, shown=False),
)
_REMARK = next(index for index, column in enumerate(_COLUMNS) if column.name == "remark_known")
"""Where the remark stands."""


def _add_eligible(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Say whether HS codes are on the positive list on a day. Exit status: 0 if all are listed, 1 if one is not, 3 "
        "if one is unknown, 2 if one could not be read; of several, the one named last. What cannot be read in a file "
        "is named, and the others are answered; a word of the command that is not a code is refused with all others."
    )
    parser.add_argument(
        "hs_codes",
        metavar="CODE",
        nargs="*",
        help="8, 10 or 13 digits, with or without dots; - reads them from standard input, one a line. A day "
        "(YYYY-MM-DD) as the last word is taken as --date",
    )
    parser.add_argument(
        "--file",
        type=pathlib.Path,
        help="a file of text with a code in each line; lines that begin with # are left out",
    )
    add_date(parser)
    parser.add_argument(
        "--shipment",
        choices=_SHIPMENTS,
        help="how the goods come in: bonded (网购保税) or direct (直购); by default either",
    )
    parser.add_argument(
        "--minimum-evidence",
        choices=STRONGEST_FIRST,
        help="the weakest evidence to accept; with weaker evidence the answer is unknown",
    )
    add_max_age(parser)


def _ask_eligible(asked: Asked) -> Result:
    options = asked.options
    words, date = split_day(options.hs_codes, options.date)
    day = find_day(date)
    given = _read(words, options.file)
    is_alone = len(given) == 1 and given[0].file is None
    answered: list[_Answered] = []
    wrong: list[tuple[GivenCode, Exception]] = []
    for code in given:
        answer = _ask_one(asked, code, day)
        if not isinstance(answer, Exception):
            answered.append(_Answered(code.text, answer))
        elif code.file is None:  # a word of the command, such as a day with a letter too few: no day is guessed
            raise answer
        else:
            wrong.append((code, answer))
    _refuse_table(given, [code for code, _ in wrong])
    _note_wrong(asked, wrong)
    verdicts = tuple(row.verdict for row in answered)
    found = {_STATUS[verdict.status] for verdict in verdicts} | ({NO_ANSWER} if wrong else set())
    is_told = is_alone and options.form is None
    return Result(
        first=_say_one(asked, verdicts[0]) if is_told else _say_many(asked, given, verdicts, day),
        gives=verdicts,
        columns=(*_COLUMNS[:_REMARK], remark_column(asked, lambda row: row.verdict.item), *_COLUMNS[_REMARK:]),
        rows=() if is_told else answered,
        notes=_note_one(asked, verdicts[0]) if is_told else tuple(_note_many(asked, verdicts, len(wrong))),
        details=_explain(asked, verdicts, with_answer=not is_told) if options.verbose else (),
        status=next((status for status in _WORST_FIRST if status in found), NO_ANSWER),
    )


def _read(words: Sequence[str], file: pathlib.Path | None) -> list[GivenCode]:
    """Read the codes.

    Raises:
        WrongUseError: if there is none, or a file cannot be read.
    """
    with reading(file) if file is not None else contextlib.nullcontext():
        given = list(read_codes(words, file))
    if given:
        return given
    if file is None or str(file) == STANDARD_INPUT:
        raise wrong_use("Standard input has no code. Write one in each line.")
    raise wrong_use("There is no code in {file}. Write one in each line.", file=name_source(str(file)))


def _refuse_table(given: Sequence[GivenCode], wrong: Sequence[GivenCode]) -> None:
    """Refuse a table of several columns in one sentence, and not each of its lines.

    Raises:
        WrongUseError: if most lines are no codes, and have a delimiter.
    """
    columns = [code for code in wrong if _DELIMITER.search(code.text)]
    if len(columns) > 1 and 2 * len(columns) > len(given):
        raise wrong_use(
            "{file} has several columns, and a list of codes has one code in each line. For a table, run 'pilotzones "
            "screen FILE --code COLUMN --date DAY'.",
            file=name_source(columns[0].file or ""),
        )


def _explain(asked: Asked, verdicts: Sequence[Verdict], *, with_answer: bool) -> tuple[str, ...]:
    return (*explain_all(asked, verdicts, with_answer=with_answer), *list_sources(asked, verdicts))


def _ask_one(asked: Asked, code: GivenCode, day: DateLike) -> Verdict | PilotZonesError:
    """Ask about a code; give the error if it is not one, so that the others are answered."""
    options = asked.options
    try:
        check_no_day(code.text)
        return asked.data.eligibility(
            code.text, day, shipment=options.shipment, evidence=options.minimum_evidence, max_age=options.max_age
        )
    except (InvalidHSCodeError, WrongUseError) as error:
        if code.file is None and is_file(code.text):
            return wrong_use("{file} is a file, and not an HS code: write --file {file}.", file=code.text)
        return error


def _say_wrong(asked: Asked, code: GivenCode, error: Exception) -> str:
    """Say which line is not a code."""
    from pilotzones.cli.explaining import explain  # noqa: PLC0415 - most lists are of codes alone

    why = explain(error, asked.lang)
    if code.file == STANDARD_INPUT:
        return asked.say("line of standard input", line=code.line, why=why)
    return asked.say("line of a file", file=code.file, line=code.line, why=why)


def _note_wrong(asked: Asked, wrong: Sequence[tuple[GivenCode, Exception]]) -> None:
    """Name what is not a code on standard error, so that answers for programs stay clean."""
    for code, error in wrong[:_MOST_NAMED]:
        asked.out.note(_say_wrong(asked, code, error))
    if len(wrong) > _MOST_NAMED:
        asked.out.note(asked.say("more lines", count=len(wrong) - _MOST_NAMED))


def _say_asked(asked: Asked) -> dict[str, str]:
    """Say for which shipment and with which evidence an answer is."""
    shipment, evidence = asked.options.shipment, asked.options.minimum_evidence
    return {
        "shipment": asked.say(f"for {shipment} shipment") if shipment else "",
        "evidence": asked.say("with evidence", evidence=asked.say(f"evidence {evidence}")) if evidence else "",
    }


def _say_one(asked: Asked, verdict: Verdict) -> str:
    status = asked.say(f"status {verdict.status}")
    day = asked.sentences.day(verdict.date)
    name = name_of(verdict)
    facts = {"code": verdict.hs_code, "name": f" {name}" if name else "", "day": day, "status": status}
    return asked.say("one code", **facts, **_say_asked(asked))


def _say_many(asked: Asked, given: Sequence[GivenCode], verdicts: Sequence[Verdict], day: DateLike) -> str:
    statuses = [verdict.status for verdict in verdicts]
    counts = {asked.say(f"status {status}"): statuses.count(status) for status in _STATUS}
    if wrong := len(given) - len(verdicts):
        counts[asked.say("not a code")] = wrong
    counted = asked.say("comma").join(asked.say("counted", count=count, what=what) for what, count in counts.items())
    day = asked.sentences.day(verdicts[0].date if verdicts else as_date(day))
    return asked.say("many codes", asked=len(given), day=day, counts=counted, **_say_asked(asked))


def _note_one(asked: Asked, verdict: Verdict) -> tuple[str, ...]:
    """Say what else to know before acting; how to look it up by hand is a detail."""
    return (*asked.sentences.restrictions(verdict), *asked.sentences.notes(verdict, by_hand=False))


def _note_many(asked: Asked, verdicts: Sequence[Verdict], wrong: int) -> Iterator[str]:
    """Say what else to know of all answers together."""
    if wrong:
        yield asked.say("not codes", count=wrong)
    remarks = sum(verdict.item is not None and verdict.item.remark is None for verdict in verdicts)
    if remarks:
        yield asked.say("remarks not known", count=remarks)
    differing = sum(bool(verdict.disagreements) for verdict in verdicts)
    if differing:
        yield asked.say("disagreements", count=differing)
    off = sum(verdict.off_tariff is not None for verdict in verdicts)
    if off:
        yield asked.say("off the tariff", count=off)
    yield from note_missing(asked, verdicts)
    if verdicts:
        yield from note_age(asked, verdicts[0].date, verdicts[0].verified_through, ["list"])


COMMANDS = (
    AskingCommand(
        "eligible",
        "say whether HS codes are on the positive list",
        Gives("Verdict", many=True),
        _add_eligible,
        _ask_eligible,
    ),
)
