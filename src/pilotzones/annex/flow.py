"""Plain text without columns: cells one behind the other, on a line or on lines of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilotzones.annex.grids.vocabulary import role_of, sequence_of
from pilotzones.annex.layout import Table
from pilotzones.annex.lines import begin_of, titles_of, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.annex.grids.vocabulary import Role
    from pilotzones.annex.lines import Begin, Line

_GAP = re.compile(r"\s{2,}")
_CJK = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_BILINGUAL = re.compile(rf"([^A-Za-z]*[{_CJK}].*?)\s+((?:[-–—(]\s*)*[A-Za-z][^{_CJK}]*[a-z][^{_CJK}]*)$")
_CHANGE = re.compile(rf"([^A-Za-z]*[{_CJK}][^A-Za-z]*?)\s+([-–—(]*[A-Za-z]{{2}}.*)")
_CHANGE_BACK = re.compile(rf"([^{_CJK}]*[A-Za-z][^{_CJK}]*?)\s+([^A-Za-z]*[{_CJK}].*)")
_NEXT_CELL = re.compile(rf"(?<=[{_CJK})])\s(?=[{_CJK}])")
_REMARK = re.compile(r"仅限|列入《|依法|每人每年|不含|限于?|except|only\b", re.IGNORECASE)
_LATIN = re.compile(rf"[^{_CJK}]*[A-Za-z][^{_CJK}]*")
_RATE = re.compile(r"[-–—]|[\d.,/%+()（）A-Za-z]*\d[\d.,/%+()（）A-Za-z]*|免税?|free|[^\W\d_]{1,3}", re.IGNORECASE)
_MOST = 0.6
_WRAP = 4
"""How much narrower than its column a line may be that goes on: a character, and a sign that may not begin a line."""


def table_by_order(lines: Sequence[Line], header: Sequence[str]) -> tuple[Table, tuple[Line, ...]]:
    """Read rows whose cells follow each other.

    Args:
        lines: of the table, without headers and blank ones; at least one begins a row.
        header: the lines of the header, if there is one.

    Returns:
        The rows, and the lines that have no place in any.
    """
    return _Flow(lines, header).table()


class _Flow:
    def __init__(self, lines: Sequence[Line], header: Sequence[str]) -> None:
        self.rows, self.loose = _grouped(lines)
        rests = [texts[0] for _, _, texts in self.rows if texts]
        self.is_bilingual = sum(_is_bilingual(texts) for _, _, texts in self.rows) > _MOST * len(rests) > 0
        self.titles = _merged(
            [title.text for line in header for title in titles_of(line)], keep_names=self.is_bilingual
        )
        roles = [role_of(title) for title in self.titles]
        code = roles.index("code") if "code" in roles else -1
        self.head = self.titles[: code + 1]
        self.behind: list[str] = self.titles[code + 1 :] if self.head else []
        self.roles: list[Role | None] = [role_of(title) for title in self.behind]
        self.width = max(len(self.behind), 2 if self.is_bilingual or not self.head else 1)
        firsts = [
            width_of(texts[0]) for _, _, texts in self.rows if len(texts) > 1 and len(self._parts(texts[0], 0)) == 1
        ]
        self.wrap = max(firsts, default=0)
        if sum(first > self.wrap - _WRAP for first in firsts) < 3:  # noqa: PLR2004 - chance makes two
            self.wrap = 1 << 30
        alone = [gaps for _, gaps, _ in self.rows if gaps]
        self.is_spaced = sum(gaps[0] for gaps in alone) > _MOST * len(alone) > 0

    def table(self) -> tuple[Table, tuple[Line, ...]]:
        rows = []
        for (line, begin), gaps, texts in self.rows:
            rows.append((line.page, line.number, (begin.seq, begin.code, *self._cells(line, gaps, texts))))
        seq = " ".join(title for title in self.head if role_of(title) == "seq")
        code = " ".join(title for title in self.head if role_of(title) == "code")
        width = max(len(cells) for _, _, cells in rows)
        titles = [seq, code, *self.behind] if self.head else []
        padded = [(page, number, (*cells, *[""] * (width - len(cells)))) for page, number, cells in rows]
        return Table(tuple([*titles, *[""] * (width - len(titles))] if titles else ()), tuple(padded)), tuple(
            self.loose
        )

    def _cells(self, line: Line, gaps: Sequence[bool], texts: Sequence[str]) -> list[str]:
        """Share a row's texts out to its cells, in order."""
        cells: list[list[str]] = []
        for place, text in enumerate(texts):
            parts = _GAP.split(text)
            if len(parts) == 1:
                parts = self._parts(text, len(cells))
            full = place > 0 and len(cells) + len(parts) > self.width
            for at, part in enumerate(parts):
                goes_on = at == 0 and bool(cells) and not self._is_next(cells, part, gap=gaps[place], first=place == 0)
                if full and self.is_spaced and not goes_on:
                    self.loose.append(line._replace(text=part))  # a cell of another row, which stands out of order
                elif goes_on or (full and at == 0 and cells) or len(cells) == self.width:
                    cells[-1].append(part)
                else:
                    cells.append([part])
        return ["\n".join(cell) for cell in cells] + [""] * (self.width - len(cells))

    def _parts(self, text: str, before: int) -> list[str]:
        """Split a line by single blanks, as far as its columns tell where one ends."""
        if before == 0 and self.is_bilingual and (found := _CHANGE.match(text)):
            return [found[1], *self._parts(found[2], 1)]
        if before > 0 and self.is_bilingual and (found := _CHANGE_BACK.match(text)):
            return [found[1], found[2]]
        rates = len(self.roles) - 1
        if before == 0 and rates > 0 and set(self.roles[1:]) == {"other"}:
            parts = text.rsplit(" ", rates)
            if len(parts) == rates + 1 and all(map(_RATE.fullmatch, parts[1:])):
                return parts
        if before == 0 and (not self.head or "remark" in self.roles[1:]):
            blanks = [place for place, character in enumerate(text) if character == " "]
            told = [place for place in blanks if _REMARK.match(text, place + 1)]
            if self.head:
                told += [found.start() for found in _NEXT_CELL.finditer(text)]
            if told:
                return [text[: told[0]], text[told[0] + 1 :]]
        return [text]

    def _is_next(self, cells: Sequence[Sequence[str]], text: str, *, gap: bool, first: bool) -> bool:
        """Tell whether a line begins the next cell of its row, and does not go on with the last one."""
        last = cells[-1][-1]
        if self.is_spaced:
            return gap
        if first or bool(_LATIN.fullmatch(text)) != bool(_LATIN.fullmatch(last)):
            return True
        if _LATIN.fullmatch(text):
            return False
        if self.is_bilingual and len(cells) > 1:
            return False
        return (
            len(cells) == 1 and width_of(last) <= self.wrap - _WRAP and (bool(self.head) or bool(_REMARK.match(text)))
        )


def _is_bilingual(texts: Sequence[str]) -> bool:
    """Tell whether a row's name stands in Chinese and then in English."""
    if texts and _BILINGUAL.match(texts[0]):
        return True
    latin = [bool(_LATIN.fullmatch(text)) for text in texts]
    return True in latin and not latin[0]


def _grouped(
    lines: Sequence[Line],
) -> tuple[list[tuple[tuple[Line, Begin], list[bool], list[str]]], list[Line]]:
    """Group lines by row: a line of a number alone belongs to the code on the next one."""
    rows: list[tuple[tuple[Line, Begin], list[bool], list[str]]] = []
    loose: list[Line] = []
    number = ""
    above = lines[0].number
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        begin = begin_of(line.text)
        next_begin = begin_of(following.text) if following else None
        gap = line.number - above > 1
        above = line.number
        if begin:
            rows.append(((line, begin._replace(seq=begin.seq or number)), [], []))
            number = ""
            if begin.rest:
                rows[-1][1].append(False)
                rows[-1][2].append(begin.rest)
        elif sequence_of(line.text) is not None and next_begin and not next_begin.seq:
            number = str(sequence_of(line.text))
        elif rows:
            rows[-1][1].append(gap)
            rows[-1][2].append(line.text.strip())
        else:
            loose.append(line)
    return rows, loose


def _merged(titles: Sequence[str], *, keep_names: bool) -> list[str]:
    """Put a title's two languages together: the columns of one role next to each other are one."""
    merged: list[str] = []
    for title in titles:
        role = role_of(title)
        both = bool(merged) and role is not None and role_of(merged[-1]) == role
        if both and role != "other" and not (keep_names and role == "name"):
            merged[-1] = f"{merged[-1]} {title}"
        else:
            merged.append(title)
    return merged
