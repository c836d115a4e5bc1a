"""Records of answers: editions of the positive list, their lines, verdicts, spans."""

from __future__ import annotations

import datetime
from typing import Literal

import attrs

from pilotzones.hscode import HSCode
from pilotzones.records.announcements import Announcement, RemarkKnown
from pilotzones.records.conditions import BondedOnly, Condition, Shipment, UnreadCondition
from pilotzones.records.disagreements import Disagreement
from pilotzones.records.evidence import STRONGEST_FIRST, Evidence
from pilotzones.records.grounds import Grounds, Reason
from pilotzones.records.languages import Language
from pilotzones.records.record import Record
from pilotzones.records.tariff_lines import OffTariff, TariffLine

Status = Literal["listed", "not listed", "unknown"]
STATUS_OF: dict[bool | None, Status] = {True: "listed", False: "not listed", None: "unknown"}


@attrs.frozen(repr=False)
class Edition(Record):
    """A state of the positive list, from one announcement to the next.

    In force from ``effective_from`` until ``effective_to``, exclusive; None while it
    is the last. ``announcements`` made it, the last of them opened it.
    ``lines_stated`` is the number of lines in force, ``lines_known`` how many of
    them the data knows.
    """

    id: str
    title_zh: str
    title_en: str
    effective_from: datetime.date = attrs.field(repr=str)
    effective_to: datetime.date | None = attrs.field(repr=str)
    announcements: tuple[Announcement, ...] = attrs.field(
        repr=lambda made_by: repr(tuple(announcement.id for announcement in made_by))
    )
    lines_stated: int | None
    lines_known: int

    def __str__(self) -> str:
        stated = "an unstated number" if self.lines_stated is None else f"{self.lines_stated:,}"
        return f"{self.title_en} ({self.id}): from {write_span(self)}; {self.lines_known:,} of {stated} lines known"


@attrs.frozen(repr=False)
class Item(Record):
    """A tariff line on the list, or known not to be on it, with its name and its remark (备注).

    ``name_zh`` is the name in the annex, or else in the tariff, or empty. ``remark`` is
    None where it is not known, and empty where the line has none; ``remark_known`` is
    ``paraphrase`` where the wording is not the annex's own. ``conditions`` is the
    remark read as conditions; empty also where it is not known. ``announcement`` is the
    id of the announcement whose line decides; empty where there is none.
    """

    hs_code: HSCode
    name_zh: str
    remark: str | None
    remark_known: RemarkKnown
    conditions: tuple[Condition, ...]
    announcement: str
    evidence: Evidence | None
    sources: tuple[str, ...]
    note: str

    @property
    def is_unconditional(self) -> bool | None:
        """True if the line's remark was read and is blank, False if the line has one, None if that is not known."""
        if self.conditions:
            return False
        return True if self.remark is not None and self.remark_known == "yes" else None

    @property
    def is_bonded_only(self) -> bool | None:
        """Whether the remark allows bonded shipment (网购保税) only; None if that is not known or not understood."""
        if self.remark is None or (self.remark_known != "yes" and not self.conditions):
            return None
        if any(isinstance(condition, BondedOnly) for condition in self.conditions):
            return True
        return None if any(isinstance(condition, UnreadCondition) for condition in self.conditions) else False

    def __str__(self) -> str:
        remark = "remark unknown" if self.remark is None else self.remark or "no remark"
        return f"{self.hs_code} {self.name_zh} ({remark})"


def decide(
    grounds: Grounds,
    item: Item | None,
    shipment: Shipment | None,
    evidence: Evidence | None,
    minimum: Evidence | None,
) -> tuple[Status, Reason]:
    """Give the status of an answer and what decides it: the list, then the line's remark, then the evidence."""
    status, reason = STATUS_OF[grounds.listed], grounds.reason
    if item and shipment == "direct":
        if item.is_bonded_only:
            status, reason = "not listed", "bonded only"
        elif item.is_bonded_only is None:
            status, reason = "unknown", "remark not known" if item.remark is None else "remark not understood"
    if status != "unknown" and is_below(evidence, minimum):
        status, reason = "unknown", "evidence below minimum"
    return status, reason


def is_below(evidence: Evidence | None, minimum: Evidence | None) -> bool:
    """Tell whether evidence is weaker than a minimum."""
    if evidence is None or minimum is None:
        return False
    return STRONGEST_FIRST.index(evidence) > STRONGEST_FIRST.index(minimum)


@attrs.frozen(repr=False)
class Verdict(Record):
    """The answer for one tariff line on one day, with its reasons.

    It is for the ``shipment`` and the ``minimum_evidence`` (``evidence=``) asked for, None where
    any will do. ``status`` is ``listed``, ``not listed`` or ``unknown``, and ``reason`` what
    decides it, in a word of ``Reason``. ``item`` is the line if the list has it, even where its
    remark or its evidence changes the status. ``grounds`` are the facts that ``why`` tells,
    ``evidence`` is the weakest evidence in them, None where there is none. ``missing`` holds
    the announcements whose annexes would decide an unknown answer. ``tariff_line`` is the
    code's line in any known tariff; ``off_tariff`` is set if the tariff of the day does not have
    it. ``disagreements`` are things that are known of the code and differ. ``data_version`` and
    ``verified_through`` are those of the data about the positive list that answered.
    A Verdict has no truth value, because "unknown" is neither yes nor no.
    """

    hs_code: HSCode
    date: datetime.date = attrs.field(repr=str)
    shipment: Shipment | None
    minimum_evidence: Evidence | None
    status: Status
    reason: Reason
    edition: Edition = attrs.field(repr=lambda edition: repr(edition.id))
    item: Item | None
    grounds: Grounds = attrs.field(repr=False)
    evidence: Evidence | None
    sources: tuple[str, ...]
    missing: tuple[Announcement, ...] = attrs.field(
        repr=lambda missing: repr(tuple(announcement.id for announcement in missing))
    )
    tariff_line: TariffLine | None
    off_tariff: OffTariff | None = attrs.field(repr=False)
    disagreements: tuple[Disagreement, ...] = attrs.field(repr=False)
    data_version: str
    verified_through: datetime.date = attrs.field(repr=str)

    @property
    def is_beyond_verified(self) -> bool:
        """Whether the day is after the last one on which the data was checked."""
        return self.date > self.verified_through

    @property
    def why(self) -> str:
        """The reason in a sentence or more, in English."""
        from pilotzones.wording.sentences import Sentences  # noqa: PLC0415 - only where sentences are asked for

        return Sentences("en").why(self)

    @property
    def notes(self) -> tuple[str, ...]:
        """What else to know before acting, in English."""
        from pilotzones.wording.sentences import Sentences  # noqa: PLC0415 - as above

        return Sentences("en").notes(self)

    def explain(self, lang: Language = "en") -> str:
        """Explain the answer: what it is, why, and what else to know.

        Args:
            lang: ``"en"`` for English, ``"zh"`` for Chinese. What the data itself says, such as the
                basis of a rule, stays as it is.

        Returns:
            The explanation, one line for the answer and one for each note.

        Raises:
            ArgumentTypeError: if ``lang`` is another word.

        >>> print(data.eligibility("04090000", "2016-04-10").explain("zh")[:41])
        税则号列04090000，2016年4月10日：在正面清单内。财政部等11部门公告
        """
        from pilotzones.wording.sentences import explain  # noqa: PLC0415 - as above

        return explain(self, lang)

    @property
    def is_eligible(self) -> bool | None:
        """True if listed, False if not listed, None if unknown."""
        return {"listed": True, "not listed": False}.get(self.status)

    @property
    def remark(self) -> str | None:
        """The line's remark (备注); None where there is no line or no known remark."""
        return self.item.remark if self.item else None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The line's remark as conditions; empty where there is none or it is not known."""
        return self.item.conditions if self.item else ()

    @property
    def is_unconditional(self) -> bool | None:
        """Whether the line has no remark; None where there is no line or its remark is not known."""
        return self.item.is_unconditional if self.item else None

    def __bool__(self) -> bool:
        msg = "A Verdict is neither true nor false: ask for .status, or call is_eligible()."
        raise TypeError(msg)

    def __str__(self) -> str:
        return self.explain("en")


@attrs.frozen(repr=False)
class Span(Record):
    """The status of a code from one announcement to the next.

    From ``effective_from`` until ``effective_to``, exclusive; None while it lasts.
    ``verdict`` is that of its first day.
    """

    effective_from: datetime.date = attrs.field(repr=str)
    effective_to: datetime.date | None = attrs.field(repr=str)
    verdict: Verdict = attrs.field(repr=lambda verdict: repr(verdict.status))

    @property
    def status(self) -> Status:
        """``listed``, ``not listed`` or ``unknown``."""
        return self.verdict.status

    @property
    def edition(self) -> Edition:
        """The edition in force."""
        return self.verdict.edition

    @property
    def announcement(self) -> Announcement:
        """The announcement that opened it."""
        return self.edition.announcements[-1]

    @property
    def remark(self) -> str | None:
        """The line's remark (备注); None where there is no line or no known remark."""
        return self.verdict.remark

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The line's remark as conditions; empty where there is none or it is not known."""
        return self.verdict.conditions

    def __str__(self) -> str:
        return f"from {write_span(self)} ({self.edition.title_en}): {self.status}"


def write_span(of: Edition | Span) -> str:
    """Write from which day an edition is in force and until which, or a span lasts."""
    until = f"until {of.effective_to}, exclusive" if of.effective_to else "onwards"
    return f"{of.effective_from} {until}"
