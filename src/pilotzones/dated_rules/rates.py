"""The composite rate of tax on a retail import, in exact decimal arithmetic."""

from __future__ import annotations

import decimal
import re
from typing import TYPE_CHECKING

from pilotzones.arguments import as_fact, is_a, quoted
from pilotzones.dated_rules.errors import InvalidRateError, RateTypeError

if TYPE_CHECKING:
    import datetime

    from pilotzones.dated_rules.rulebook import Rulebook
    from pilotzones.records.rules import RateLike

SHARE = "import_tax_share_within_limits"
"""The rule that says what share of the statutory taxes is levied."""

VAT = "vat_"
"""How the names of the rules begin that are rates of value-added tax: ``"standard"`` means ``vat_standard``."""

_PLACES = 30
"""The most decimal places of a rate."""

_WRITTEN = re.compile(r"[0-9]{1,100}(\.[0-9]{1,100})?")

# Contexts of our own, so that neither the caller's precision nor its traps change an answer. In the first, nothing is
# rounded: the sum of two rates has at most 31 digits, and what it is multiplied by at most 30.
_EXACT = decimal.Context(prec=100, rounding=decimal.ROUND_HALF_EVEN, traps=[])
_ROUNDED = decimal.Context(prec=28, rounding=decimal.ROUND_HALF_EVEN, traps=[])


def composite_rate(rulebook: Rulebook, vat: RateLike, consumption: RateLike, day: datetime.date) -> decimal.Decimal:
    """Calculate the composite rate of tax on a day.

    Raises:
        InvalidRateError: if a rate is not one.
        RuleNotInForceError: if no share is in force on the day, or no VAT of the name that was passed.
    """
    rate, other = _vat(rulebook, vat, day), as_rate("consumption", consumption)
    share = rulebook.rule(SHARE, day).value or decimal.Decimal(0)
    levied = _EXACT.multiply(_EXACT.add(other, rate), share)
    found = _ROUNDED.divide(levied, _EXACT.subtract(decimal.Decimal(1), other))
    # Without an exponent or zeros at the end: 0.091, not 0.0910.
    return decimal.Decimal(f"{_ROUNDED.create_decimal(found).normalize(_ROUNDED):f}")


def _vat(rulebook: Rulebook, vat: RateLike, day: datetime.date) -> decimal.Decimal:
    """Read a rate of value-added tax, which a rule of the day may name."""
    if is_a(vat, str):
        name = f"{VAT}{str.__str__(vat).strip()}"
        if name in rulebook.by_name:
            return as_rate("vat", rulebook.rule(name, day).value or 0)
    names = " or ".join(repr(name.removeprefix(VAT)) for name in rulebook.by_name if name.startswith(VAT))
    return as_rate("vat", vat, names)


def as_rate(argument: str, value: RateLike, names: str = "") -> decimal.Decimal:
    """Read a rate as an exact decimal number; a float by its shortest text.

    Args:
        argument: the name of the argument.
        value: what was passed.
        names: the words that it may be instead, for the error.

    Raises:
        InvalidRateError: if it is not a ratio from 0 to less than 1; RateTypeError if it is of another type.

    >>> as_rate("vat", 0.13), as_rate("vat", "0.09")
    (Decimal('0.13'), Decimal('0.09'))
    """
    asked = f"pass a ratio such as Decimal('0.13') or '0.13' for 13 %{f', or {names}' if names else ''}"
    if is_a(value, bool) or not is_a(value, (decimal.Decimal, int, float, str)):
        msg = f"{argument} cannot be {quoted(value)}: {asked}."
        raise RateTypeError(msg, argument=argument, value=as_fact(value))
    rate = _decimal(value)
    if rate is None or not rate.is_finite() or not 0 <= rate < 1:
        msg = f"{argument} must be a rate from 0 to less than 1, not {quoted(value)}: {asked}."
        raise InvalidRateError(msg, argument=argument, value=as_fact(value))
    exponent = rate.as_tuple().exponent
    if is_a(exponent, int) and exponent < -_PLACES:
        msg = f"{argument} has more than {_PLACES} decimal places: {quoted(value)}. Round it, and {asked}."
        raise InvalidRateError(msg, argument=argument, value=as_fact(value))
    return rate.copy_abs()


def _decimal(value: decimal.Decimal | float | str) -> decimal.Decimal | None:
    """Make a decimal number of what was passed; None if a text is not one."""
    if is_a(value, str):
        text = str.__str__(value).strip()
        return decimal.Decimal(text) if _WRITTEN.fullmatch(text) else None
    if is_a(value, float):
        return decimal.Decimal(float.__repr__(value))  # its shortest text: 0.1 is a tenth
    return decimal.Decimal(value)  # out of every subclass, whose methods may be anybody's
