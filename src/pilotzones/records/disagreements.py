"""A record of two things that are known and differ."""

from __future__ import annotations

import attrs

from pilotzones.hscode import HSCode
from pilotzones.records.record import Record


@attrs.frozen(repr=False)
class Disagreement(Record):
    """Two things that are known of a code in the list after an announcement, and differ.

    ``answered_by`` answers, ``against`` does not: each names a row or a known range by file and line, and what it
    says. An annex that is wholly known answers before what is stated outside it; else a later folder answers.
    """

    announcement: str
    hs_code: HSCode
    answered_by: str
    against: str

    def __str__(self) -> str:
        return f"{self.hs_code} after {self.announcement}: {self.answered_by} answers; {self.against} says otherwise"
