"""The questions about dated rules that a dataset answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones import records
from pilotzones.dataset_base import DatasetBase
from pilotzones.dates import DateLike
from pilotzones.once import once
from pilotzones.records.day_tuples import DayTuple

if TYPE_CHECKING:
    import datetime

    from pilotzones.dated_rules.import_cities import ImportCities
    from pilotzones.dated_rules.rulebook import Rulebook


class RuleQuestions(DatasetBase):
    """Which limits, taxes, customs modes and benefits of zones were in force."""

    def rules(self, date: DateLike | None = None, *, max_age: int | None = None) -> DayTuple[records.Rule]:
        """List the rules in force on a day.

        Args:
            date: the day (China calendar); None for the last verified one.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            Limits and rates of taxes, then customs modes, then benefits of zones, each in the order
            of its table: a tuple with ``date``, ``verified_through`` and ``is_beyond_verified``.

        Raises:
            BeforeKnownRulesError: before 2016: not all rules are known, and a list would have gaps.
            InvalidDateError: if ``date`` is not valid.
            BeyondVerifiedDataError: more than ``max_age`` days after the last verified day.
            DataIntegrityError: if two rows of a rule overlap; names both.

        Source:
            The documents named in ``document``; ``sources(of=rule)`` gives the pages.

        >>> [rule.name for rule in data.rules("2016-04-08") if rule.kind == "mode"]
        ['mode_9610', 'mode_1210']
        """
        day = self._rule_day(date, max_age)
        return DayTuple(self.rulebook.on(day), day, self.verified["rules"].day)

    def rule(self, name: str, date: DateLike | None = None, *, max_age: int | None = None) -> records.Rule:
        """Find the rule of a name as it stood on a day.

        Args:
            name: as ``rules`` has it: ``"single_transaction_limit"``, ``"annual_limit"``,
                ``"tariff_rate_within_limits"``, ``"import_tax_share_within_limits"``,
                ``"vat_standard"``, ``"vat_reduced"``, ``"mode_9610"`` and the other modes,
                ``"exemption_without_vouchers"``, ``"deemed_income_tax"``.
            date: the day (China calendar); None for the last verified one.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            The rule with value, unit, span, document, evidence and sources. It is the same record
            on all its days: ``rules`` of that day says whether it is after the last verified one,
            as ``is_beyond_verified``.

        Raises:
            UnknownRuleError: if no rule has that name; near misses are in the error.
            RuleNotInForceError: if it was not in force on the day.
            BeforeKnownRulesError: if the day is before the first one on which it is known.
            InvalidDateError: if ``date`` is not valid.
            BeyondVerifiedDataError: more than ``max_age`` days after the last verified day.

        Source:
            The document named in ``document``; ``sources(of=rule)`` gives the pages.

        >>> limit = data.rule("single_transaction_limit", "2018-12-31")
        >>> limit.value, limit.unit, limit.document
        (Decimal('2000'), 'CNY', '财关税〔2016〕18号')
        """
        return self.rulebook.rule(name, self._rule_day(date, max_age))

    def composite_rate(
        self,
        vat: records.RateLike,
        consumption: records.RateLike = 0,
        date: DateLike | None = None,
        *,
        max_age: int | None = None,
    ) -> records.Decimal:
        """Calculate the composite rate of tax (跨境电商综合税率) on a retail import within the limits.

        Args:
            vat: the rate of value-added tax as a ratio (0.13 for 13 %): a Decimal, an int, a text,
                or a float, which counts as its shortest text says; or ``"standard"`` or
                ``"reduced"`` for that of the day.
            consumption: the rate of consumption tax, likewise as a ratio.
            date: the day (China calendar) whose share of the statutory taxes counts; None for the
                last verified one.
            max_age: refuse a day that is more than so many days after the last verified one;
                0 refuses every day after it, None none.

        Returns:
            (consumption + vat) / (1 - consumption) x share, where the tariff within the limits is 0;
            exact where the number ends, else rounded once to 28 digits, half to even. ``rules`` of
            that day says whether it is after the last verified one, as ``is_beyond_verified``.

        Raises:
            InvalidRateError: if a rate is negative, 1 or more, not a number, or of another type
                (RateTypeError, for a bool too).
            RuleNotInForceError: if no share was in force on the day.
            InvalidDateError: if ``date`` is not valid.
            BeyondVerifiedDataError: more than ``max_age`` days after the last verified day.

        Source:
            财关税〔2016〕18号 for the share of 70 % and the tariff of 0; see ``rule``.

        >>> data.composite_rate("0.13", date="2019-04-01"), data.composite_rate("reduced", date="2019-04-01")
        (Decimal('0.091'), Decimal('0.063'))
        >>> round(data.composite_rate("standard", "0.10", "2019-04-01"), 3)  # wine
        Decimal('0.179')
        """
        from pilotzones.dated_rules.rates import composite_rate  # noqa: PLC0415 - see dataset_base.py

        return composite_rate(self.rulebook, vat, consumption, self._rule_day(date, max_age))

    def _rule_day(self, date: DateLike | None, max_age: int | None) -> datetime.date:
        """Read a day; by default the last one on which the rules were checked."""
        if date is None:
            self.verified["rules"].warn_of_today()
            date = self.verified["rules"].day
        return self._day(date, max_age, "rules")

    @once
    def rulebook(self) -> Rulebook:
        """Inner face: every dated rule."""
        from pilotzones.dated_rules.rulebook import Rulebook  # noqa: PLC0415 - see dataset_base.py

        return Rulebook(self.folders)

    @once
    def imports(self) -> ImportCities:
        """Inner face: where bonded retail imports were open."""
        from pilotzones.dated_rules.import_cities import ImportCities  # noqa: PLC0415 - see dataset_base.py

        return ImportCities(self.folders, self.rulebook)
