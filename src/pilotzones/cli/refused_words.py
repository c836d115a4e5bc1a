"""What the command says of places, days and batches that have no answer: the library's facts in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.dates import EARLIEST, LATEST, InvalidDateError
from pilotzones.staleness import BeyondVerifiedDataError
from pilotzones.wording.refused import Refusals

if TYPE_CHECKING:
    from pilotzones.errors import PilotZonesError
    from pilotzones.records.languages import Language

_TYPED = ("no date", "not a date", "not ISO", "no such day", "no time zone", "out of range")
"""Why a day that is typed may be refused; others are an object's, or of two days."""


def say_refusal(fault: PilotZonesError, lang: Language) -> str | None:
    """Say an error about a place, a day, a batch or the age of the data; None for any other error."""
    refusals = Refusals(lang, "on the command line")
    told = getattr(fault, "told", None)
    if told is not None:
        return refusals.tell(*told)
    if isinstance(fault, BeyondVerifiedDataError):
        return refusals.tell(["too old"], _facts_of_age(fault, refusals))
    if isinstance(fault, InvalidDateError) and fault.reason in _TYPED:
        facts = {"value": quoted(fault.value), "earliest": EARLIEST, "latest": LATEST}
        return refusals.tell([fault.reason], facts)
    return None


def _facts_of_age(fault: BeyondVerifiedDataError, refusals: Refusals) -> dict[str, object]:
    age = (fault.date - fault.verified_through).days
    return {
        "day": fault.date,
        "verified_through": fault.verified_through,
        "subject": refusals.tell([f"about {fault.subject}"], {}),
        "age": _days(age, refusals),
        "accepted": _days(fault.max_age, refusals),
    }


def _days(number: int, refusals: Refusals) -> str:
    return refusals.tell(["one day" if number == 1 else "days"], {"number": number})
