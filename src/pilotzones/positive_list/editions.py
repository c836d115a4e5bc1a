"""PositiveList: the editions of the list by date, and whether they list a code."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from typing import TYPE_CHECKING

from pilotzones.dates import LATEST
from pilotzones.once import once
from pilotzones.positive_list.errors import NoListInForceError
from pilotzones.positive_list.event_log import read_annexes
from pilotzones.positive_list.replay import replay
from pilotzones.positive_list.states import find
from pilotzones.tables.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from pilotzones.hscode import HSCode
    from pilotzones.positive_list.event_log import Annex
    from pilotzones.positive_list.layers import Conflict
    from pilotzones.positive_list.states import Finding, State
    from pilotzones.records.list_answers import Edition
    from pilotzones.tables.folders import Folder
    from pilotzones.tables.reading import TableRow


QuickAnswers = tuple[list[datetime.date], list[dict[str, bool]], list[list[str]], list[list[str]]]
"""Answers to the commonest kind of question, a code of eight digits on a ``datetime.date``, as a plain tuple of tables.

The first has the days on which the answers change. The others have a member for each stretch of days, from that
before the first turning day on: which codes are decided, and the first and the last codes of the known ranges, in
which any other code is not listed. A range of an empty text comes first, so that one is found for every code.
"""


def quick_answers(states: Sequence[State], last: datetime.date) -> QuickAnswers:
    """Lay out the answers of states up to a day; there are none before the first state and after that day."""
    opening_days = [state.annexes[-1].effective_from for state in states]
    opened = states[: bisect_right(opening_days, last)]
    turning_days = [*opening_days[: len(opened)], min(last, LATEST) + datetime.timedelta(days=1)]
    decided: list[dict[str, bool]] = [
        {code: decision.listed for code, decision in state.decided.items()} for state in opened
    ]
    known_from = [["", *(low for low, _ in state.known)] for state in opened]
    known_to = [["", *(high for _, high in state.known)] for state in opened]
    return turning_days, [{}, *decided, {}], [[""], *known_from, [""]], [[""], *known_to, [""]]


class PositiveList:
    """The announcements replayed (跨境电子商务零售进口商品清单)."""

    def __init__(self, folders: Sequence[Folder], lines_of: Callable[[str], Collection[HSCode]]) -> None:
        """Read and replay the announcements.

        Args:
            folders: the tables, each folder laid over those before it.
            lines_of: gives the lines of a tariff, by its id.

        Raises:
            DataIntegrityError: names every fault of the tables.
        """
        faults = Faults()
        self.annexes = read_annexes(folders, faults)
        self.states, self.conflicts = replay(self.annexes, lines_of, faults)
        faults.raise_all()
        self._opening_days = [annex.effective_from for annex in self.annexes]

    def index_on(self, day: datetime.date) -> int:
        """Give the index of the edition in force on a day.

        Raises:
            NoListInForceError: before the first.
        """
        index = bisect_right(self._opening_days, day) - 1
        if index < 0:
            first = self._opening_days[0]
            from pilotzones.positive_list.list_refusals import no_list_in_force  # noqa: PLC0415 - only an error needs it

            raise NoListInForceError(no_list_in_force(day, first), date=day, first_day=first)
        return index

    def find(self, index: int, code: HSCode) -> Finding | None:
        """Give what is known of a code under an edition, with all that decides it."""
        return find(self.annexes, self.states, index, code)

    def conflicts_about(self, index: int, code: HSCode) -> list[Conflict]:
        """List where two things that are known of a code differ, up to an edition and from its whole list on."""
        made_by = {annex.id for annex in self.annexes_of(index)}
        return [known for known in self.conflicts if known.code == code and known.announcement in made_by]

    def annexes_of(self, index: int) -> tuple[Annex, ...]:
        """List the announcements that made an edition, with their annexes."""
        return self.annexes[index + 1 - len(self.states[index].annexes) : index + 1]

    def named_codes(self) -> list[HSCode]:
        """List every code that a known line or statement of any announcement names, in order."""
        return sorted({code for annex in self.annexes for codes in (annex.lines, annex.statements) for code in codes})

    def rows(self) -> Iterator[TableRow]:
        """Go through the rows of all known lines and statements."""
        for annex in self.annexes:
            yield from annex.lines.values()
            yield from annex.statements.values()

    def name_of(self, code: HSCode) -> str:
        """Give the name in the latest known line or statement about a code; empty if there is none."""
        rows = (rows.get(code) for annex in reversed(self.annexes) for rows in (annex.lines, annex.statements))
        return next((row["name_zh"] for row in rows if row and row["name_zh"]), "")

    @once
    def editions(self) -> tuple[Edition, ...]:
        """The states of the list as records, in order."""
        # Only here: a plain yes or no does not need the records of answers.
        from pilotzones.records.list_answers import Edition  # noqa: PLC0415

        ends = [*self._opening_days[1:], None]
        made_by = [tuple(annex.announcement for annex in state.annexes) for state in self.states]
        return tuple(
            Edition(
                id=announcements[-1].id,
                title_zh=announcements[-1].title_zh,
                title_en=announcements[-1].title_en,
                effective_from=announcements[-1].effective_from,
                effective_to=end,
                announcements=announcements,
                lines_stated=announcements[-1].list_total_after,
                lines_known=state.lines_known,
            )
            for announcements, state, end in zip(made_by, self.states, ends, strict=True)
        )
