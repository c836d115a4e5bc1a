"""The answer for every row: that of ``eligibility``, asked once for each code under each edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

import attrs

from pilotzones.arguments import as_text, check_flag
from pilotzones.frames.files.row_cells import Refused, read_code, read_day
from pilotzones.frames.files.row_refusals import STATUSES, WORDS
from pilotzones.records.conditions import Shipment, as_shipment
from pilotzones.records.evidence import Evidence, as_evidence
from pilotzones.records.languages import Language, as_language
from pilotzones.staleness import as_max_age
from pilotzones.wording.sentences import Sentences

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from pilotzones.dataset import Dataset
    from pilotzones.frames.files.row_cells import CodeRead
    from pilotzones.records.screened_files import FileStatus

_MOST_KEPT = 1 << 17
"""The most texts, and answers, that are kept: a column of rubbish must not fill the memory."""

ADDED: dict[Language, tuple[str, ...]] = {
    "en": ("status", "reason", "remark", "edition", "missing_annexes"),
    "zh": ("状态", "理由", "备注", "版本", "缺少附件"),
}
"""The columns that are added to a file; their names follow the prefix."""
RESTORED_NAME: dict[Language, str] = {"en": "restored_code", "zh": "补零税则号列"}
PREFIXES: dict[Language, str] = {"en": "list_", "zh": "清单"}


class Wanted(NamedTuple):
    """What is asked of every row, and in which language it is answered."""

    shipment: Shipment | None = None
    evidence: Evidence | None = None
    max_age: int | None = None
    lost_zeros: bool = False
    lang: Language = "en"
    prefix: str | None = None

    def checked(self) -> Wanted:
        """Check every choice.

        Raises:
            ArgumentTypeError: if one is not valid.
        """
        check_flag("lost_zeros", self.lost_zeros)
        return self._replace(
            shipment=as_shipment(self.shipment),
            evidence=as_evidence(self.evidence),
            max_age=as_max_age(self.max_age),
            lang=as_language(self.lang),
            prefix=None if self.prefix is None else as_text("prefix", self.prefix),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns that are added."""
        prefix = PREFIXES[self.lang] if self.prefix is None else self.prefix
        added = ADDED[self.lang]
        return tuple(prefix + name for name in ((*added, RESTORED_NAME[self.lang]) if self.lost_zeros else added))


@attrs.frozen(eq=False)
class RowAnswer:
    """What is said of a row; rows with the same answer share it. ``cells`` are those that are added to the row.

    ``word`` is why there is no answer, empty where there is one. ``is_about_day`` tells which cell is wrong.
    """

    status: FileStatus
    cells: tuple[str | None, ...]
    missing: tuple[str, ...] = ()
    word: str = ""
    is_about_day: bool = False
    restored: bool = False

    @property
    def lost_zero(self) -> bool:
        """Whether the code lacks its leading zero."""
        return self.restored or self.word == "lost zero"


class RowAnswers:
    """Answers cells of codes and of days; nothing that was answered is asked again."""

    def __init__(self, dataset: Dataset, wanted: Wanted) -> None:
        """Take a dataset, and what is asked of it."""
        self._dataset, self._wanted = dataset, wanted
        self._sentences = Sentences(wanted.lang)
        self._verified = dataset.verified["list"]
        self._turns = [edition.effective_from for edition in dataset.editions()]
        self._codes: dict[object, CodeRead | RowAnswer] = {}
        self._days: dict[object, tuple[int, datetime.date] | RowAnswer] = {}
        self._answers: dict[tuple[CodeRead, int], RowAnswer] = {}
        self._refused: dict[tuple[str, str, bool], RowAnswer] = {}

    def of(self, code: object, day: object) -> RowAnswer:
        """Answer a row with a cell for the code and one for the day."""
        read = self._codes.get(code)
        if read is None:
            read = _kept(self._codes, code, self._code)
        if isinstance(read, RowAnswer):
            return read
        on = self._days.get(day)
        if on is None:
            on = _kept(self._days, day, self._day)
        if isinstance(on, RowAnswer):
            return on
        key = (read, on[0])
        return self._answers.get(key) or _kept(self._answers, key, lambda key: self._answer(key[0], on[1]))

    def broken(self) -> RowAnswer:
        """Answer a row of which nobody knows which cell is the code."""
        return self._refuse("broken row", "broken row")

    def _code(self, cell: object) -> CodeRead | RowAnswer:
        read = read_code(cell, lost_zeros=self._wanted.lost_zeros)
        return self._refuse(*read) if isinstance(read, Refused) else read

    def _day(self, cell: object) -> tuple[int, datetime.date] | RowAnswer:
        """Read a day, and number the edition in force on it."""
        day = read_day(cell)
        if isinstance(day, Refused):
            return self._refuse(*day, is_about_day=True)
        age = (day - self._verified.day).days
        if self._wanted.max_age is not None and age > self._wanted.max_age:
            return self._refuse("beyond max_age", "beyond max_age", is_about_day=True)
        stretch = sum(turn <= day for turn in self._turns)
        return (stretch, day) if stretch else self._refuse("no list in force", "no list in force", is_about_day=True)

    def _answer(self, read: CodeRead, day: datetime.date) -> RowAnswer:
        """Ask about a code under the edition in force on a day: the answer is that of all days of the edition."""
        asked = self._wanted
        verdict = self._dataset.eligibility(read.code, day, shipment=asked.shipment, evidence=asked.evidence)
        missing = tuple(announcement.id for announcement in verdict.missing)
        cells = (
            self._sentences.say(verdict.status),
            self._sentences.why(verdict),
            verdict.remark,
            verdict.edition.id,
            " ".join(missing) or None,
            *([read.code if read.restored else None] if asked.lost_zeros else []),
        )
        return RowAnswer(status=verdict.status, cells=cells, missing=missing, restored=read.restored)

    def _refuse(self, status: FileStatus, word: str, *, is_about_day: bool = False) -> RowAnswer:
        """Say that there is no answer, and why."""
        key = (status, word, is_about_day)
        if key not in self._refused:
            lang = self._wanted.lang
            reason = WORDS[lang][word].format(verified=self._sentences.day(self._verified.day))
            blank = [None] * (len(self._wanted.names) - 2)
            self._refused[key] = RowAnswer(
                status=status,
                cells=(STATUSES[lang].get(status, status), reason, *blank),
                word=word,
                is_about_day=is_about_day,
            )
        return self._refused[key]


Cell = TypeVar("Cell")
Kept = TypeVar("Kept")


def _kept(kept: dict[Cell, Kept], cell: Cell, make: Callable[[Cell], Kept]) -> Kept:
    """Make what a cell stands for, and keep it."""
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[cell] = value = make(cell)
    return value
