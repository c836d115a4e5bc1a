"""What ``eligibility`` answers for every code under every edition, laid out so that columns can be joined to it."""

from __future__ import annotations

import functools
import itertools
import weakref
from typing import TYPE_CHECKING, Literal, NamedTuple

from pilotzones.frames.tables.table import Column, Table
from pilotzones.hscode import HSCode
from pilotzones.records.conditions import BondedOnly, UnreadCondition

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pilotzones.dataset import Dataset
    from pilotzones.records.conditions import Shipment
    from pilotzones.records.evidence import Evidence
    from pilotzones.records.list_answers import Item, Verdict

LINES = 100_000_000
"""How many codes of eight digits there are."""


class Silent(NamedTuple):
    """Codes that no annex names (both ends inside, but for those that one does) and that are not listed.

    ``place`` is that of the edition, from 1.
    """

    place: int
    first: int
    last: int


class Answers(NamedTuple):
    """All answers of a dataset.

    ``answers`` has a row for every answer that is given, under a number: those of
    ``WITHOUT_ANSWER`` first, then, for each edition in order, that a code is unknown, then
    that it is not listed, then the rest. ``lines`` has the numbers of the answers for every code
    that some annex names, under every edition; its key is made of both (``span``). Of
    other codes those in ``silent`` are not listed, and the rest are unknown.
    """

    opening_days: tuple[datetime.date, ...]
    lines: Table
    answers: Table
    silent: tuple[Silent, ...]

    @property
    def editions(self) -> int:
        """How many editions there are."""
        return len(self.opening_days)

    @property
    def span(self) -> int:
        """How many keys a code has: one an edition, and one for the time before any list."""
        return self.editions + 1


Status = Literal[
    "listed", "not listed", "unknown", "no code", "invalid code", "no date", "invalid date", "no list in force"
]
WITHOUT_ANSWER: tuple[Status, ...] = ("no code", "invalid code", "no date", "invalid date", "no list in force")
"""Why a row can have no answer, the first reason first; the places are the numbers of the answers."""

COLUMNS = (
    Column("status", "text", "Whether the code was on the positive list, or why that cannot be asked."),
    Column("edition", "text", "The edition in force, by its id."),
    Column("announcement", "text", "The announcement whose annex has the line, by its id."),
    Column("remark", "text", "The line's remark (备注)."),
    Column("bonded_only", "boolean", "Whether the remark allows bonded shipment only."),
)
ANSWER, KEY = "answer", "key"
_NUMBER = Column(ANSWER, "integer", "The number of an answer.")
_KEY = Column(KEY, "integer", "The code as a number, times the number of keys a code has, and the edition's place.")

Row = tuple[Status, str | None, str | None, str | None, bool | None]

_known: weakref.WeakKeyDictionary[Dataset, Callable[[Shipment | None, Evidence | None], Answers]]
_known = weakref.WeakKeyDictionary()


def answers_of(dataset: Dataset, shipment: Shipment | None = None, evidence: Evidence | None = None) -> Answers:
    """Lay out a dataset's answers, once for each way of asking.

    Raises:
        ArgumentTypeError: for a shipment or an evidence that there is not.
    """
    if dataset not in _known:
        asked = weakref.proxy(dataset)
        _known[dataset] = functools.lru_cache(None)(lambda *how: _laid_out(asked, *how))
    return _known[dataset](shipment, evidence)


def bonded_only(item: Item | None) -> bool | None:
    """Tell whether a line is for bonded shipment only; None where there is no line, or its remark leaves it open."""
    if item is None or item.remark is None:
        return None
    if any(isinstance(condition, BondedOnly) for condition in item.conditions):
        return True
    return None if any(isinstance(condition, UnreadCondition) for condition in item.conditions) else False


def _laid_out(data: Dataset, shipment: Shipment | None, evidence: Evidence | None) -> Answers:
    editions = data.editions()
    named = data.positive_list.named_codes()
    places = range(1, len(editions) + 1)

    def ask(code: HSCode, place: int) -> Verdict:
        return data.eligibility(code, editions[place - 1].effective_from, shipment=shipment, evidence=evidence)

    without: list[Row] = [(status, None, None, None, None) for status in WITHOUT_ANSWER]
    unknown: list[Row] = [("unknown", edition.id, None, None, None) for edition in editions]
    not_listed: list[Row] = [("not listed", edition.id, None, None, None) for edition in editions]
    numbers = {row: number for number, row in enumerate([*without, *unknown, *not_listed])}
    lines = [
        (int(code) * (len(editions) + 1) + place, numbers.setdefault(_row(ask(code, place)), len(numbers)))
        for code in named
        for place in places
    ]
    answers = [(number, *row) for row, number in numbers.items()]
    return Answers(
        opening_days=tuple(edition.effective_from for edition in editions),
        lines=Table("lines", "The answers for the codes that an annex names.", (_KEY, _NUMBER), (KEY,), tuple(lines)),
        answers=Table("answers", "What is answered.", (_NUMBER, *COLUMNS), (ANSWER,), tuple(answers)),
        silent=tuple(itertools.chain.from_iterable(_silent(data, named, place, ask) for place in places)),
    )


def _row(verdict: Verdict) -> Row:
    item = verdict.item
    announcement = (item.announcement or None) if item else None
    return verdict.status, verdict.edition.id, announcement, verdict.remark, bonded_only(item)


def _silent(
    data: Dataset, named: Sequence[HSCode], place: int, ask: Callable[[HSCode, int], Verdict]
) -> Iterator[Silent]:
    """Find the ranges of codes that no annex names and that are not listed: one code of each answers for all.

    Between two ends of settled ranges all such codes have the same annexes to answer from.
    """
    taken = set(named)
    begun: int | None = None
    for first, last in itertools.pairwise((*_ends(data), LINES)):
        free = next((code for code in range(first, last) if f"{code:08d}" not in taken), None)
        is_silent = free is not None and ask(HSCode(f"{free:08d}"), place).status == "not listed"
        if begun is not None and free is not None and not is_silent:
            yield Silent(place, begun, first - 1)
        if free is not None:
            begun = (first if begun is None else begun) if is_silent else None
    if begun is not None:
        yield Silent(place, begun, LINES - 1)


def _ends(data: Dataset) -> Iterable[int]:
    coverage = data.coverage()
    ranges = [(known.code_from, known.code_to) for annex in coverage.annexes for known in annex.known_ranges]
    ranges += [known for edition in coverage.editions for known in edition.known_ranges]
    return sorted({0, *(int(first) for first, _ in ranges), *(int(last) + 1 for _, last in ranges)})
