"""PositiveList: the editions in force, and what they say of a code on a day."""

from __future__ import annotations

import datetime
import functools
from bisect import bisect_right
from typing import TYPE_CHECKING

from pilotzones import tables
from pilotzones.annexes import read_annexes
from pilotzones.dates import LATEST
from pilotzones.errors import NoListInForceError
from pilotzones.hscode import HSCode
from pilotzones.replay import replay

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.dates import DateLike
    from pilotzones.records.announcements import Announcement, Change
    from pilotzones.records.answers import Edition
    from pilotzones.replay import State
    from pilotzones.resources import Folder


class PositiveList:
    """The announcements replayed (跨境电子商务零售进口商品清单)."""

    def __init__(self, folders: Sequence[Folder]) -> None:
        self.annexes = read_annexes(folders)
        if not self.annexes:
            raise tables.fault("announcements.csv", "it holds no announcement.")
        self.states = replay(self.annexes)
        self._opening_days = [state.announcements[-1].effective_from for state in self.states]
        self._answers = [
            {code: finding and finding.listed for code, finding in state.findings.items()} for state in self.states
        ]
        # For quick(): the days at which the answers change, with none before the first and after the last.
        self._turning_days = [*self._opening_days, LATEST + datetime.timedelta(days=1)]
        self._quick_answers: list[dict[HSCode, bool | None]] = [{}, *self._answers, {}]
        self._settled_from = [[code_from for code_from, _ in state.settled] for state in self.states]

    def place(self, day: datetime.date) -> int:
        """Find the place of the edition in force on a day.

        Raises:
            NoListInForceError: before the first.
        """
        place = bisect_right(self._opening_days, day) - 1
        if place < 0:
            first = self._opening_days[0]
            msg = (
                f"No positive list was in force on {day}: the first one is that of {first}. "
                "That is no 'no'; the channel had no list then."
            )
            raise NoListInForceError(msg, date=day, first_day=first)
        return place

    def quick(self, hs_code: str, date: DateLike) -> bool | None:
        """Answer at once for a plain day and a code as some line writes it; None wherever that does not do."""
        if type(hs_code) is str and type(date) is datetime.date:
            return self._quick_answers[bisect_right(self._turning_days, date)].get(HSCode(hs_code))
        return None

    def listed(self, code: HSCode, place: int) -> bool | None:
        """Tell whether an edition lists a code; None where that is unknown."""
        answers = self._answers[place]
        if code in answers:
            return answers[code]
        return False if self.is_settled(code, place) else None

    def is_settled(self, code: HSCode, place: int) -> bool:
        """Tell whether a code that no line names is known not to be listed."""
        at = bisect_right(self._settled_from[place], code) - 1
        return at >= 0 and code <= self.states[place].settled[at][1]

    def sourced(self) -> Iterator[Announcement | Change]:
        """Go through every record of the tables that names its sources."""
        for annex in self.annexes:
            yield annex.announcement
            yield from annex.changes.values()

    def state(self, place: int) -> State:
        """Take the replayed state behind an edition."""
        return self.states[place]

    @functools.cached_property
    def editions(self) -> tuple[Edition, ...]:
        """The states of the list as records, in order."""
        # Only here: a plain yes or no does not need the records of answers.
        from pilotzones.records.answers import Edition  # noqa: PLC0415

        ends = [*self._opening_days[1:], None]
        return tuple(
            Edition(
                id=state.announcements[-1].id,
                title_zh=state.announcements[-1].title_zh,
                title_en=state.announcements[-1].title_en,
                effective_from=state.announcements[-1].effective_from,
                effective_to=end,
                announcements=state.announcements,
                lines_stated=state.announcements[-1].list_total_after,
                lines_known=state.lines_known,
            )
            for state, end in zip(self.states, ends, strict=True)
        )
