"""What the errors about the positive list say; the Chinese is in ``wording/chinese_messages.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilotzones.arguments import quoted
from pilotzones.messages import Message, Way, written_day

if TYPE_CHECKING:
    import datetime

    from pilotzones.records.languages import Language
    from pilotzones.records.list_answers import Verdict


class UnknownAnswer(NamedTuple):
    """An answer that is unknown, as a fact: each language has its own sentences of why."""

    verdict: Verdict

    def said(self, lang: Language, *, for_command: bool) -> str:
        """Give the sentences."""
        from pilotzones.wording.sentences import Sentences  # noqa: PLC0415 - with the table of one language

        return Sentences(lang, for_command=for_command).unknown(self.verdict)


def unknown(verdict: Verdict) -> Message:
    """Say that an answer is unknown."""
    return Message("{answer}", answer=UnknownAnswer(verdict))


def no_list_in_force(day: datetime.date, first_day: datetime.date) -> Message:
    """Say that no list was in force on a day."""
    return Message(
        "No positive list was in force on {day}: the first one came into force on {first_day}. This does not mean 'not "
        "eligible': no list existed yet.",
        day=written_day(day),
        first_day=written_day(first_day),
    )


def unknown_edition(edition: object, editions: tuple[str, ...]) -> Message:
    """Say that something is not an edition, and what is."""
    return Message(
        "{edition} is not an edition: give one of {editions}, or a day on which one was in force.",
        edition=quoted(edition),
        editions=editions,
    )


def edition_order(older: str, newer: str) -> Message:
    """Say that two editions are in the wrong order: the one passed as older is the newer one."""
    return Message(
        "{first} comes before {second}: write {way}.",
        first=newer,
        second=older,
        way=Way(f"diff({newer!r}, {older!r})", f"'pilotzones diff {newer} {older}'"),
    )
