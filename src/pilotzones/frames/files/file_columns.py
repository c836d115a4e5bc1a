"""Which columns of a file are meant: the row with the titles is found by the names that the user gives."""

from __future__ import annotations

import difflib
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.arguments import as_text, is_a, quoted
from pilotzones.dates import as_date
from pilotzones.frames.errors import FrameColumnError
from pilotzones.iso_texts import is_iso_text
from pilotzones.messages import Message, OwnWord, Way

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from pilotzones.dates import DateLike

FIRST_ROWS = 50
"""The rows among which the titles are looked for: some lines of notes may stand above them."""
_NEAR, _SHOWN = 3, 12


class Named(NamedTuple):
    """The columns that are asked for, by their names; ``date`` may be a day for all rows instead."""

    code: str
    date: DateLike
    value: str | None = None

    def checked(self) -> Named:
        """Check that the names are text.

        Raises:
            ArgumentTypeError: if one is not.
        """
        return Named(
            code=as_text("hs_code", self.code),
            date=as_text("date", self.date) if is_a(self.date, str) else self.date,
            value=None if self.value is None else as_text("value", self.value),
        )


class Columns(NamedTuple):
    """Where a header has the columns that are asked for; ``day`` is the day for all rows where there is no column."""

    width: int
    code: int
    date: int | None
    value: int | None
    day: datetime.date | None = None

    def take(self, cells: Sequence[object]) -> tuple[object, object, object]:
        """Take code, day and value from the cells of a row; None for one that the row is too short for."""
        code, date, value = (
            cells[index] if index is not None and index < len(cells) else None
            for index in (self.code, self.date, self.value)
        )
        return code, self.day if self.date is None else date, value


def find_columns(header: Sequence[object], named: Named, added: Iterable[str], file: str) -> Columns:
    """Find the columns in a header.

    Raises:
        FrameColumnError: if one is missing or appears twice, or one that is added is there already.
        InvalidDateError: if the day for all rows is out of range.
    """
    titles = [_fold(title) for title in header]
    code = _find(titles, header, named.code, file)
    value = None if named.value is None else _find(titles, header, named.value, file)
    for name in added:
        if _fold(name) in titles:
            msg = Message(
                "{file} already has a column {name}. Choose another prefix for the columns that are added, with {way}.",
                file=file,
                name=quoted(name),
                way=Way("prefix=", "--prefix"),
            )
            raise FrameColumnError(msg, column=name)
    if not is_a(named.date, str) or (is_iso_text(named.date) and _fold(named.date) not in titles):
        return Columns(len(header), code, None, value, as_date(named.date))
    return Columns(len(header), code, _find(titles, header, named.date, file), value)


def find_header(rows: Sequence[Sequence[object]], named: Named) -> int:
    """Find the row with the titles: the first that has the most of the names; the first with a text if none has any."""
    counts = [count_names(row, named) for row in rows]
    if any(counts):
        return counts.index(max(counts))
    return next((index for index, row in enumerate(rows) if any(map(_fold, row))), 0)


def count_names(row: Sequence[object], named: Named) -> int:
    """Count the names that a row has."""
    titles = {_fold(title) for title in row}
    wanted = {named.code, named.value or named.code, named.date if is_a(named.date, str) else named.code}
    return sum(_fold(name) in titles for name in wanted)


def _find(titles: Sequence[str], header: Sequence[object], name: str, file: str) -> int:
    """Find a column by its name: as it is written, or else whatever its case, width and blanks are."""
    exact = [index for index, title in enumerate(header) if title == name]
    found = exact or [index for index, title in enumerate(titles) if title == _fold(name)]
    if len(found) == 1:
        return found[0]
    if found:
        msg = Message(
            "{file} has {count} columns {word}. Give each a name of its own.",
            file=file,
            count=len(found),
            word=quoted(name),
        )
        raise FrameColumnError(msg, column=name)
    near = difflib.get_close_matches(_fold(name), filter(None, titles), _NEAR)
    written = [str(title) for title, folded in zip(header, titles, strict=True) if folded]
    if near:
        meant = [str(header[titles.index(title)]) for title in near]
        msg = Message(
            "{file} has no column {word}. Near misses: {near}.", file=file, word=quoted(name), near=_list(meant)
        )
        raise FrameColumnError(msg, column=name)
    msg = Message(
        "{file} has no column {word}. Its columns: {choices} and {more} more."
        if len(written) > _SHOWN
        else "{file} has no column {word}. Its columns: {choices}.",
        file=file,
        word=quoted(name),
        choices=_list(written[:_SHOWN]) or OwnWord("none"),
        more=len(written) - _SHOWN,
    )
    raise FrameColumnError(msg, column=name)


def _list(names: Iterable[str]) -> str:
    return ", ".join(map(quoted, names))


def _fold(title: object) -> str:
    """Take a title without case, width and blanks."""
    return "".join(unicodedata.normalize("NFKC", str(title)).casefold().split()) if title is not None else ""
