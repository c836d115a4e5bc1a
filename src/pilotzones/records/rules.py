"""The record of a rule in force: a limit, a tax rate, a mode of customs supervision, a benefit of zones."""

from __future__ import annotations

import datetime
import decimal
from decimal import Decimal as Decimal  # a name of this package's annotations, see pilotzones.records
from typing import Literal, Union

import attrs

from pilotzones.dates import DateLike, as_date
from pilotzones.records.evidence import Evidence
from pilotzones.records.languages import Language
from pilotzones.records.record import Record

RuleKind = Literal["parameter", "mode", "benefit"]
"""A limit or rate of taxes; a mode of customs supervision; a tax benefit in pilot zones."""

Direction = Literal["import", "export", "import and export"]

RateLike = Union[decimal.Decimal, int, float, str]
"""A rate of tax as a ratio, such as ``Decimal("0.13")``; for value-added tax also the word for one, ``"standard"``."""

FIRST_KNOWN = datetime.date(2016, 1, 1)
"""The first day on which all rules are known: a rule whose first day is not given is older."""


@attrs.frozen(repr=False)
class Rule(Record):
    """A rule, as it stands from one day to another.

    ``value`` is exact, None where the rule has none, as a customs mode; ``unit`` says of what:
    a ratio is 0.13 for 13 %. ``direction`` and ``scope`` say what a mode or benefit is for; they
    are None and empty for limits and rates. It is in force from ``effective_from``, None if that
    is before 2016, until ``effective_to``, exclusive, None while it is in force. ``document`` sets
    it; ``note`` is what to know before relying on it. Texts ending in ``_zh`` are in Chinese,
    empty where the data has none. ``sources`` holds ids; ``sources(of=rule)`` gives the pages.
    """

    name: str
    kind: RuleKind
    name_en: str
    name_zh: str
    value: decimal.Decimal | None = attrs.field(repr=str)
    unit: str
    unit_zh: str = attrs.field(repr=False)
    direction: Direction | None
    scope: str
    scope_zh: str = attrs.field(repr=False)
    effective_from: datetime.date | None = attrs.field(repr=str)
    effective_to: datetime.date | None = attrs.field(repr=str)
    document: str
    evidence: Evidence
    sources: tuple[str, ...]
    note: str
    note_zh: str = attrs.field(repr=False)

    @property
    def last_day(self) -> datetime.date | None:
        """The last day in force, inclusive, as the tables and most documents have it; None while it is in force."""
        return self.effective_to and self.effective_to - datetime.timedelta(days=1)

    def in_force(self, day: DateLike) -> bool:
        """Tell whether the rule was in force on a day (China calendar).

        Raises:
            InvalidDateError: if ``day`` is not a date.
        """
        asked = as_date(day)
        first, end = self.effective_from or FIRST_KNOWN, self.effective_to
        return first <= asked and (end is None or asked < end)

    def explain(self, lang: Language = "en") -> str:
        """Say in English or Chinese what the rule is, since when, by which document.

        Args:
            lang: ``"en"`` or ``"zh"``.

        Returns:
            One line, and others for what it is for and what to know before relying on it.

        Raises:
            ArgumentTypeError: if ``lang`` is not the word for a language.
        """
        from pilotzones.wording.rule_sentences import explain_rule  # noqa: PLC0415 - most who ask read the fields

        return explain_rule(self, lang)

    def __str__(self) -> str:
        return self.explain().partition("\n")[0]
