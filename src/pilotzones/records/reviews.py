"""Records of a question that is asked again: what the data at hand answers now, and what differs."""

from __future__ import annotations

import datetime

import attrs

from pilotzones.hscode import HSCode
from pilotzones.records.conditions import Shipment
from pilotzones.records.evidence import Evidence
from pilotzones.records.list_answers import Status
from pilotzones.records.record import Record

_ABOUT_THE_DATA = frozenset({"data_version", "verified_through", "is_beyond_verified"})


@attrs.frozen(repr=False)
class FieldDifference(Record):
    """A field of a verdict that differs: what was recorded, and what the data at hand answers now.

    ``field`` is its path, such as ``item.remark``. Text is as it is, None where there is nothing,
    any other value as JSON.
    """

    field: str
    then: str | None
    now: str | None

    def __str__(self) -> str:
        then, now = ("nothing" if value is None else value for value in (self.then, self.now))
        return f"{self.field}: {then} then, {now} now"


@attrs.frozen(repr=False)
class Review(Record):
    """A recorded question asked again of the data at hand; false if nothing differs.

    ``hs_code``, ``date``, ``shipment`` and ``minimum_evidence`` are what was asked. ``status`` is the
    answer now, by the data of ``data_version``. ``differences`` are in the order of a verdict's fields.
    """

    hs_code: HSCode
    date: datetime.date
    shipment: Shipment | None
    minimum_evidence: Evidence | None
    status: Status
    data_version: str
    differences: tuple[FieldDifference, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs, not even the version of the data."""
        return not self.differences

    @property
    def is_same_answer(self) -> bool:
        """Whether nothing differs but which data answered, and until when it was checked."""
        return all(difference.field in _ABOUT_THE_DATA for difference in self.differences)

    def __bool__(self) -> bool:
        return bool(self.differences)

    def __str__(self) -> str:
        answer = "the answer is the same" if self.is_same_answer else "the answer differs"
        asked = [f"for {self.shipment} shipment"] if self.shipment else []
        asked += [f"with evidence={self.minimum_evidence!r}"] if self.minimum_evidence else []
        about = " ".join((self.hs_code, "on", str(self.date), *asked))
        lines = [f"{about}: {self.status} by data {self.data_version}; {answer}.", *map(str, self.differences)]
        return "\n".join(lines)
