"""Rulebook: every dated rule of the data, by name and day."""

from __future__ import annotations

import datetime
import decimal
import functools
from typing import TYPE_CHECKING, Any

from pilotzones.arguments import as_text, quoted
from pilotzones.dated_rules.errors import BeforeKnownRulesError, RuleNotInForceError, UnknownRuleError
from pilotzones.records.rules import FIRST_KNOWN, Rule
from pilotzones.tables.faults import Faults
from pilotzones.tables.span_rows import NAMES, read_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pilotzones.messages import Message
    from pilotzones.tables.folders import Folder
    from pilotzones.tables.formats import RuleTableName
    from pilotzones.tables.span_rows import SpanRow

_KINDS: Mapping[RuleTableName, tuple[str, str]] = {
    "tax_parameters": ("parameter", "{}"),
    "supervision_codes": ("mode", "mode_{}"),
    "zone_benefits": ("benefit", "{}"),
}
"""What the rules of a table are, and how their names are made of those in it."""

_COLUMNS = {
    **dict.fromkeys(("unit", "unit_zh", "scope", "scope_zh", "note", "note_zh"), ""),
    **dict.fromkeys(("value", "direction")),
}
"""The fields of a rule that are columns of its table, and what they are where the table has no such column."""


class Rulebook:
    """The rules of some folders of tables, in the order of the tables and of the first row of each name."""

    def __init__(self, folders: Sequence[Folder]) -> None:
        """Read every rule.

        Raises:
            DataIntegrityError: names every fault of the tables, and both rows where two of a name overlap.
        """
        faults = Faults()
        self.by_name: dict[str, tuple[Rule, ...]] = {}
        where: dict[str, str] = {}
        for table in NAMES:
            kind, pattern = _KINDS[table]
            for given, spans in read_spans(folders, table, faults).items():
                name, first = pattern.format(given), spans[0].row
                if name in where:
                    faults.add(first.where, f"{quoted(name)} is the name of another rule in {where[name]}.")
                where[name] = first.where
                self.by_name[name] = tuple(_rules(name, kind, spans))
        faults.raise_all()

    def on(self, day: datetime.date) -> Iterable[Rule]:
        """Go through the rules in force on a day.

        Raises:
            BeforeKnownRulesError: if the day is before the first one on which all rules are known.
        """
        if day < FIRST_KNOWN:
            raise _before_known(day, None)
        return (rule for rules in self.by_name.values() for rule in rules if rule.in_force(day))

    def rule(self, name: str, day: datetime.date) -> Rule:
        """Find the rule of a name on a day.

        Raises:
            UnknownRuleError: if no rule has that name.
            RuleNotInForceError: if it was not in force on the day.
            BeforeKnownRulesError: if it is known from a later day on.
            ArgumentTypeError: if the name is not text.
        """
        name = as_text("name", name)
        rules = self.by_name.get(name)
        if rules is None:
            raise self._unknown(name)
        for rule in rules:
            if rule.in_force(day):
                return rule
        if rules[0].effective_from is None and day < FIRST_KNOWN:
            raise _before_known(day, rules[0].name)
        from pilotzones.messages import Message  # noqa: PLC0415 - only an error needs it

        spans = functools.reduce(
            lambda earlier, later: Message("{earlier}; {later}", earlier=earlier, later=later), map(_say_span, rules)
        )
        msg = Message(
            "{name} was not in force on {day}. It is known to be in force {spans}. Ask about one of these days.",
            name=name,
            day=day,
            spans=spans,
        )
        raise RuleNotInForceError(msg, name=name, date=day, first_day=rules[0].effective_from or FIRST_KNOWN)

    def _unknown(self, name: str) -> UnknownRuleError:
        from difflib import get_close_matches  # noqa: PLC0415 - only an error needs it

        near = tuple(get_close_matches(name, self.by_name, n=3))
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        msg = f"{quoted(name)} is not the name of a rule.{meant} The rules are {', '.join(self.by_name)}."
        return UnknownRuleError(msg, name=name, rules=tuple(self.by_name), near_misses=near)


def _say_span(rule: Rule) -> Message:
    """Say the days of a rule."""
    from pilotzones.messages import Message  # noqa: PLC0415 - only an error needs it

    begins = (
        Message("from {first} or earlier", first=FIRST_KNOWN)
        if rule.effective_from is None
        else Message("from {first}", first=rule.effective_from)
    )
    if rule.effective_to is None:
        return begins
    return Message("{begins} until {end}, exclusive", begins=begins, end=rule.effective_to)


def _rules(name: str, kind: Any, spans: Iterable[SpanRow]) -> Iterator[Rule]:  # noqa: ANN401 - one of three words
    """Make the rules of a name; where a later row does not say what it is called, the row before it does."""
    called: dict[str, Any] = {"name_en": "", "name_zh": ""}
    for span in spans:
        called = {column: span.row[column] or before for column, before in called.items()}
        yield _rule(name, kind, span, called)


def _rule(name: str, kind: Any, span: SpanRow, called: Mapping[str, Any]) -> Rule:  # noqa: ANN401 - as above
    row = span.row
    has = row.file.indices
    fields: dict[str, Any] = {column: row[column] if column in has else absent for column, absent in _COLUMNS.items()}
    if fields["value"] is not None:
        fields["value"] = decimal.Decimal(row.text("value"))
    return Rule(
        name=name,
        kind=kind,
        document=row["announcement"] if "announcement" in has else row["document"],
        evidence=row["evidence"],
        sources=row["sources"],
        effective_from=span.first,
        effective_to=span.last and span.last + datetime.timedelta(days=1),
        **called,
        **fields,
    )


def _before_known(day: datetime.date, name: str | None) -> BeforeKnownRulesError:
    from pilotzones.messages import Message  # noqa: PLC0415 - as above

    msg = Message(
        "The rules are known from {first} on, and {day} is earlier: the answer is neither yes nor no. Ask about a "
        "later day."
        if name is None
        else "{name} is known from {first} on, and {day} is earlier: the answer is neither yes nor no. Ask about a "
        "later day.",
        name=name,
        first=FIRST_KNOWN,
        day=day,
    )
    return BeforeKnownRulesError(msg, date=day, first_day=FIRST_KNOWN, name=name)
