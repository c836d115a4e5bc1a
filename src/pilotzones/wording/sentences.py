"""The sentences of an answer, made of its facts: why it is so, what is missing, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.hscode import dotted
from pilotzones.messages import Way, put_in
from pilotzones.records.actions import STATEMENTS
from pilotzones.records.conditions import UnreadCondition
from pilotzones.records.knowledge import fetch_command
from pilotzones.records.languages import Language, as_language
from pilotzones.records.list_answers import STATUS_OF, is_below

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from pilotzones.records.announcements import Announcement
    from pilotzones.records.grounds import Grounds
    from pilotzones.records.list_answers import Item, Verdict
    from pilotzones.records.tariff_lines import OffTariff, Tariff
    from pilotzones.staleness import Subject


def explain(verdict: Verdict, lang: Language) -> str:
    """Explain an answer in a language, one line for the answer and one for each note.

    Raises:
        ArgumentTypeError: if ``lang`` is not the word for a language.
    """
    return in_language(lang).answer(verdict)


def in_language(lang: Language) -> Sentences:
    """Give the sentences of a language.

    Raises:
        ArgumentTypeError: if ``lang`` is not the word for one.
    """
    return Sentences(as_language(lang))


class Sentences:
    """The sentences of one language."""

    def __init__(self, lang: Language, *, for_command: bool = False) -> None:
        """Take the wordings of a language, and whether a program reads them or a person at the command line."""
        if lang == "zh":
            from pilotzones.wording.chinese import WORDINGS  # noqa: PLC0415 - a program needs one language
        else:
            from pilotzones.wording.english import WORDINGS  # noqa: PLC0415 - as above
        self._lang: Language = lang
        self._wordings, self._for_command = WORDINGS, for_command

    def answer(self, verdict: Verdict) -> str:
        """Say what the answer is, why, and what else to know."""
        status, why = self.say(verdict.status), self.why(verdict)
        answer = self.say("answer", code=verdict.hs_code, day=self.day(verdict.date), status=status, why=why)
        return "\n".join((answer, *self.notes(verdict)))

    def why(self, verdict: Verdict) -> str:
        """Say what decides: the list, the remark, the evidence."""
        return self._joined(self._why(verdict))

    def notes(self, verdict: Verdict, *, by_hand: bool = True) -> tuple[str, ...]:
        """Say what else to know before acting; with how a missing annex is looked up by hand, or without."""
        return tuple(self._notes(verdict, by_hand=by_hand))

    def unknown(self, verdict: Verdict) -> str:
        """Say that an answer is unknown, to a person who has never heard of annexes."""
        asked = f" for {verdict.shipment} shipment" if verdict.shipment and verdict.item else ""
        code, day = dotted(verdict.hs_code), self.day(verdict.date)
        sentences = [
            self.say(f"unknown eligibility{asked}", code=code, day=day),
            *([self.say("about annexes")] if verdict.missing else []),
            self.say("what is known", why=self.why(verdict)),
            *self.notes(verdict),
            # The command line always answers.
            *([] if self._for_command else [self.say("answer in any case")]),
        ]
        return self._joined(sentences)

    def say(self, wording: str, **facts: object) -> str:
        """Put facts into a wording."""
        return put_in(self._wordings[wording], facts, self._lang, for_command=self._for_command)

    def day(self, day: datetime.date) -> str:
        """Write a day."""
        return self.say("day", day=day)

    def on_age(self, day: datetime.date, verified_through: datetime.date, subjects: Iterable[Subject]) -> str:
        """Say of an answer that it is about a day after the last verified one of some subjects."""
        about = self._and(self.say(f"about {subject}") for subject in subjects)
        facts = {"day": self.day(day), "verified_through": self.day(verified_through)}
        return self.say("beyond the verified day", subjects=about, **facts)

    def _why(self, verdict: Verdict) -> Iterator[str]:
        grounds = verdict.grounds
        yield self._from_list(grounds, verdict.missing)
        for inference in grounds.inferences:
            yield self.say("rule", basis=inference.basis)
        yield from self.restrictions(verdict)

    def restrictions(self, verdict: Verdict) -> Iterator[str]:
        """Say what the shipment and the minimum evidence that were asked for change."""
        item = verdict.item
        if item and verdict.shipment == "direct" and item.is_bonded_only is not False:
            yield self._for_direct_shipment(item)
        if verdict.evidence and is_below(verdict.evidence, verdict.minimum_evidence):
            evidence = self.say(f"evidence {verdict.evidence}")
            minimum = verdict.minimum_evidence
            way = Way(f"evidence={minimum!r}", f"--minimum-evidence {minimum}")
            yield self.say("evidence below minimum", evidence=evidence, way=way)

    def _from_list(self, grounds: Grounds, missing: Iterable[Announcement]) -> str:
        """Say what the list alone says."""
        if grounds.reason == "missing annex":
            counts = zip(missing, grounds.lines_known, strict=True)
            return self.say("missing annex", parts=self._and(self._lines_known(*count) for count in counts))
        if grounds.reason == "known range":
            return self.say("known range", documents=self._documents(grounds.announcements))
        first, *others = grounds.announcements
        unchanged = self.say("unchanged", documents=self._documents(others)) if others else ""
        return f"{self._decisive(grounds, first)}{unchanged}{self.say('end')}"

    def _decisive(self, grounds: Grounds, first: Announcement) -> str:
        """Say which line or statement decides."""
        facts = {
            "document": self._document(first),
            "name": self.say("name", name=grounds.name_zh) if grounds.name_zh else "",
            "number": self.say("number", seq=grounds.seq) if grounds.seq is not None else "",
        }
        if grounds.action is None or grounds.action in STATEMENTS:
            return self.say(
                "list has it" if grounds.listed else "list does not have it", basis=self._origin(grounds), **facts
            )
        line = self.say("line", action=self.say(f"action {grounds.action}"), **facts)
        if grounds.reason == "inferred backwards":
            day, status = self.day(first.effective_from), self.say(STATUS_OF[grounds.listed])
            return self.say("just before", line=line, day=day, status=status)
        return line

    def _origin(self, grounds: Grounds) -> str:
        """Say where a statement comes from."""
        if grounds.basis is not None:
            return grounds.basis
        return self.say("assumed" if grounds.reason == "assumed" else "stated outside the annex")

    def _lines_known(self, announcement: Announcement, known: int) -> str:
        document, stated = self._document(announcement), announcement.lines_stated
        if stated is None:
            return self.say("lines known, number not stated", known=known, document=document)
        return self.say("lines known", known=known, stated=stated, document=document)

    def _for_direct_shipment(self, item: Item) -> str:
        """Say what the remark means for direct shipment."""
        if item.is_bonded_only:
            return self.say("bonded only", remark=item.remark)
        if item.remark is None:
            return self.say("remark not known")
        unread = (condition.text for condition in item.conditions if isinstance(condition, UnreadCondition))
        return self.say("remark not understood", clause=next(unread, item.remark))

    def _notes(self, verdict: Verdict, *, by_hand: bool) -> Iterator[str]:
        if verdict.missing:
            yield self.say("fetch", command=fetch_command(verdict.missing))
        if verdict.missing and by_hand:
            where = self._and(self._where_to_find(announcement) for announcement in verdict.missing)
            yield self.say("by hand", documents=where, code=verdict.hs_code)
        if verdict.item and verdict.item.remark != "":
            yield self._on_remark(verdict.item)
        for known in verdict.disagreements:
            facts = {"announcement": known.announcement, "answered_by": known.answered_by, "against": known.against}
            yield self.say("disagreement", **facts)
        if verdict.off_tariff:
            yield self._joined((self._off_tariff(verdict, verdict.off_tariff), self._near(verdict, verdict.off_tariff)))
        if verdict.is_beyond_verified:
            yield self.on_age(verdict.date, verdict.verified_through, ("list",))

    def _on_remark(self, item: Item) -> str:
        if item.remark is None:
            return self.say("no remark is known")
        back = " translated back" if item.remark_known == "paraphrase" else ""
        return self.say(f"remark{back}", remark=item.remark)

    def _off_tariff(self, verdict: Verdict, off: OffTariff) -> str:
        code, tariff = dotted(verdict.hs_code), self._tariff(off.tariff)
        if not off.elsewhere:
            return self.say("no line of a tariff", code=code, tariff=tariff)
        others = self._and(other.title for other in off.elsewhere)
        return self.say("line of another tariff", code=code, others=others, tariff=tariff)

    def _near(self, verdict: Verdict, off: OffTariff) -> str:
        heading, more = verdict.hs_code[:4], off.near_count - len(off.near)
        if not off.near:
            return self.say("nothing near", heading=heading)
        near = (self.say("near line", code=dotted(line.hs_code), name=line.name_zh).rstrip() for line in off.near)
        lines = self.say("between near lines").join(near)
        if more:
            return self.say("near and more", heading=heading, lines=lines, more=more)
        return self.say("near", heading=heading, lines=lines)

    def _document(self, announcement: Announcement) -> str:
        title = announcement.title_zh if self._lang == "zh" else announcement.title_en
        return self.say("document", document_no=announcement.document_no, title=title)

    def _documents(self, announcements: Iterable[Announcement]) -> str:
        return self._and(map(self._document, announcements))

    def _where_to_find(self, announcement: Announcement) -> str:
        pages = " ".join(announcement.official_pages) or self.say("no page is known")
        return self.say(
            "document to find", document_no=announcement.document_no, title=announcement.title_zh, pages=pages
        )

    def _tariff(self, tariff: Tariff) -> str:
        return self.say("tariff", title=tariff.title, as_of=tariff.as_of)

    def _and(self, parts: Iterable[str]) -> str:
        return self.say("and").join(parts)

    def _joined(self, sentences: Iterable[str]) -> str:
        return self.say("space").join(sentences)
