"""What the command line tells of verdicts: names, reasons, and how to get what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from pilotzones.cli.results import ShownColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pilotzones.cli.asked import Asked
    from pilotzones.records.list_answers import Item, Verdict

_LONG = 30
"""The most characters of a remark in a table."""


def name_of(verdict: Verdict) -> str | None:
    """Give the Chinese name of the line: in the list, or else in the tariff; None where neither has it."""
    if verdict.item:
        return verdict.item.name_zh
    return verdict.tariff_line.name_zh if verdict.tariff_line else None


def remark_column(asked: Asked, item_of: Callable[[Any], Item | None]) -> ShownColumn:
    """Make the column of the remarks; people see the beginning of a long one, and which is not known."""
    if asked.options.form:
        return ShownColumn("remark", lambda row: (item := item_of(row)) and item.remark)
    return ShownColumn("remark", lambda row: (item := item_of(row)) and show_remark(asked, item.remark))


def show_remark(asked: Asked, remark: str | None) -> str:
    """Write a remark for people: its beginning, where it is long and no details are asked for."""
    if not remark:
        return asked.say("remark unknown" if remark is None else "no remark")
    return remark if asked.options.verbose or len(remark) <= _LONG else f"{remark[: _LONG - 1]}…"


def in_language(asked: Asked, columns: Iterable[ShownColumn]) -> tuple[ShownColumn, ...]:
    """Show the titles of documents in the language that is asked for."""
    other = {"en": "title_zh", "zh": "title_en"}[asked.lang]
    return tuple(attrs.evolve(column, shown=column.shown and column.name != other) for column in columns)


def explain_all(asked: Asked, verdicts: Sequence[Verdict], *, with_answer: bool) -> Iterator[str]:
    """Say why, for each answer; what its notes say already is not said again."""
    from pilotzones.records.conditions import UnreadCondition  # noqa: PLC0415 - only where details are asked for

    for verdict in verdicts:
        if with_answer:
            yield from asked.sentences.answer(verdict).split("\n")
        else:
            yield asked.sentences.why(verdict)
            short = asked.sentences.notes(verdict, by_hand=False)
            yield from (note for note in asked.sentences.notes(verdict) if note not in short)
        for condition in verdict.conditions:
            if not isinstance(condition, UnreadCondition):
                text = condition.text.strip() if asked.lang == "zh" else str(condition)
                yield asked.say("condition", condition=text)
        if verdict.evidence:
            yield asked.say("evidence of it", evidence=asked.say(f"evidence {verdict.evidence}"))


def note_missing(asked: Asked, verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Give the command that gets the annexes which would decide what is unknown."""
    missing = dict.fromkeys(announcement for verdict in verdicts for announcement in verdict.missing)
    if missing:
        from pilotzones.records.knowledge import fetch_command  # noqa: PLC0415 - only where something is missing

        yield asked.sentences.say("fetch", command=fetch_command(missing))
