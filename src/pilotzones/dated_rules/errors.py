"""The errors of questions about dated rules."""

from __future__ import annotations

import datetime

from pilotzones.arguments import Fact
from pilotzones.errors import PilotZonesError


class UnknownRuleError(PilotZonesError, LookupError):
    """A name that no rule has; ``rules`` are all names, ``near_misses`` those that are written nearly alike."""

    def __init__(self, message: str, *, name: str, rules: tuple[str, ...], near_misses: tuple[str, ...]) -> None:
        super().__init__(message)
        self.name = name
        self.rules = rules
        self.near_misses = near_misses


class RuleNotInForceError(PilotZonesError, LookupError):
    """A day on which a rule was not in force: before its first day, after its last one, or between two of its spans."""

    def __init__(self, message: str, *, name: str, date: datetime.date, first_day: datetime.date) -> None:
        super().__init__(message)
        self.name = name
        self.date = date
        self.first_day = first_day


class BeforeKnownRulesError(PilotZonesError, LookupError):
    """A day before ``first_day``, from which on the rules are known; ``name`` is None if all were asked for."""

    def __init__(self, message: str, *, date: datetime.date, first_day: datetime.date, name: str | None) -> None:
        super().__init__(message)
        self.date = date
        self.first_day = first_day
        self.name = name


class InvalidRateError(PilotZonesError, ValueError):
    """A value that is not a rate of tax, a ratio from 0 to less than 1.

    ``argument`` is the name of the argument, ``value`` what was passed: a text, number or day itself, anything else
    quoted in one line.
    """

    def __init__(self, message: str, *, argument: str, value: Fact) -> None:
        super().__init__(message)
        self.argument = argument
        self.value = value


class RateTypeError(InvalidRateError, TypeError):
    """A value of a type that no rate has, such as a bool."""
