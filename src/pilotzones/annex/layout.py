"""Plain text that keeps the columns of a page: cells by where they stand, broken ones put together again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.annex.grids.vocabulary import role_of
from pilotzones.annex.lines import begin_of, titles_of
from pilotzones.annex.wrapping import shared_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pilotzones.annex.lines import Begin, Line, Title

_WIDE = "\x00"
"""Stands behind a character that is two wide, where columns are counted in widths."""

_GAP = re.compile(r"\s{2,}")
_WORD = re.compile(r"[^ ]+")
_TAKEN = re.compile(rb"x+")
_SOME = 32
"""Lines that are tried first for a block."""

_INDENT = 4
_NARROW, _MANY = 6, 5
"""Columns within one are wider than this, and so many lines begin at its second one."""
_SHIFT = 4
"""How far a cell may stand beside its column where the one before it is too full."""
_BLOCK = 8
"""Lines that blocks have on the average, at least, where text keeps to columns."""


class Table(NamedTuple):
    """Rows in order: the titles of their columns, then page, line and cells of each."""

    titles: tuple[str, ...]
    rows: tuple[tuple[int, int, tuple[str, ...]], ...]


class _Run(NamedTuple):
    """A column as it stands on one page: from where to where, and its title."""

    start: int
    stop: int
    title: str


def table_by_columns(
    lines: Sequence[Line],
    headers: dict[int, list[Line]],
    begins: Callable[[str], Begin | None] = begin_of,
    *,
    anyhow: bool = False,
) -> Table | None:
    """Read rows by the columns that they stand in; None where text does not keep to columns.

    Args:
        lines: of the table, without headers and blank ones; at least one begins a row.
        headers: the lines of the header on each page that has one.
        begins: what reads the number and the code that a row begins with; ``row_of`` where they stand elsewhere.
        anyhow: whether to read them even so where text does not keep to columns.

    Returns:
        The rows, number and code first unless they stand elsewhere, each cell's lines with line feeds between them.
    """
    # Programs count columns either in characters or in widths: what is right sets more columns apart, in fewer blocks.
    both = [_Pages(lines, headers, begins, widened=widened) for widened in (False, True)]
    best = max(both, key=lambda pages: (round(pages.found / len(lines), 1), -pages.blocks))
    return best.table() if anyhow or best.keeps_columns() else None


class _Pages:
    """The lines of a table, and the columns found on each page, block by block."""

    def __init__(
        self,
        lines: Sequence[Line],
        headers: dict[int, list[Line]],
        begins: Callable[[str], Begin | None],
        *,
        widened: bool,
    ) -> None:
        measured = _widened if widened else str
        self.lines = lines
        self.texts = [measured(line.text) for line in lines]
        self.begins = [begins(line.text) for line in lines]
        self.head = 0 if any(begin and not begin.code for begin in self.begins) else 2
        self.ends = [
            len(measured(line.text[: begin.end])) if begin else 0
            for line, begin in zip(lines, self.begins, strict=True)
        ]
        self.seq_title = self.code_title = ""
        self.columns: list[_Run] = []
        self.cells: list[dict[int, str]] = [{} for _ in lines]
        self.blocks = self.pages = self.found = 0
        base = 0
        places = list(range(len(lines)))
        for page, group in groupby(places, key=lambda place: lines[place].page):
            self.pages += 1
            left = list(group)
            heads = [measured(line.text) for line in headers.get(page, [])]
            base = max((self.ends[place] for place in left if self.begins[place]), default=base)
            while left:
                count = self._block(left, base)
                self._read(left[:count], heads, base)
                left = left[count:]
                heads = []

    def keeps_columns(self) -> bool:
        """Tell whether the text keeps to columns: few blocks, and wrapped lines not at the margin."""
        outside = inside = 0
        for text, begin in zip(self.texts, self.begins, strict=True):
            if not begin:
                indented = len(text) - len(text.lstrip()) >= _INDENT
                inside += indented
                outside += not indented
        gaps = sum(bool(_GAP.search(text.strip())) for text in self.texts)
        return outside <= inside and gaps + inside > 0 and self.blocks <= self.pages + len(self.lines) / _BLOCK

    def _block(self, places: Sequence[int], base: int) -> int:
        """Count how many lines from the first one on stand in the same columns: programs shift them within a page."""
        high = _SOME
        while high < len(places) and self._is_straight(places[:high], base):
            high *= 2
        low, high = 1, min(high, len(places))
        if self._is_straight(places[:high], base):
            return high
        while low + 1 < high:
            middle = (low + high) // 2
            if self._is_straight(places[:middle], base):
                low = middle
            else:
                high = middle
        return low

    def _is_straight(self, places: Sequence[int], base: int) -> bool:
        """Tell whether no wide gap of any line stands inside a column."""
        runs = self._runs(places, base)
        for place in places:
            text = self.texts[place]
            for gap in _GAP.finditer(text.rstrip(), max(base, self.ends[place])):
                if text[: gap.start()].strip() and any(
                    start < gap.start() and gap.end() < stop for start, stop in runs
                ):
                    return False
        return True

    def _runs(self, places: Sequence[int], base: int) -> list[tuple[int, int]]:
        """Find the columns behind the code: gutters that every line leaves blank stand between them."""
        body = [" " * max(self.ends[place], 0) + self.texts[place][self.ends[place] :] for place in places]
        taken = bytearray(max(map(len, body)))
        for text in body:
            for word in _WORD.finditer(text, base):
                taken[word.start() : word.end()] = b"x" * (word.end() - word.start())
        runs: list[tuple[int, int]] = []
        for found in _TAKEN.finditer(taken):
            start, stop = found.span()
            if runs and start - runs[-1][1] == 1 and not any(_begins_at(text, start) for text in body):
                runs[-1] = (runs[-1][0], stop)
            else:
                runs.append((start, stop))
        return [part for run in runs for part in _halves(run, body)]

    def _read(self, places: Sequence[int], heads: Sequence[str], base: int) -> None:
        """Read a block's lines into the table's columns."""
        spans = self._runs(places, base)
        self.found += len(spans) * len(places)
        runs = self._titled(spans, heads, base)
        names = self._matched(runs)
        for place in places:
            self._cut(place, runs, names)
        self.blocks += 1

    def _titled(self, spans: Sequence[tuple[int, int]], heads: Sequence[str], base: int) -> list[_Run]:
        """Give each column the titles that stand above it; one beside a column without a title is that one's."""
        runs = [_Run(start, stop, "") for start, stop in spans]
        seq: list[str] = []
        code: list[str] = []
        behind: list[Title] = []
        beside: list[Title] = []
        for title in (title for head in heads for title in titles_of(head)):
            role = role_of(title.text)
            if role in ("seq", "code") if self.head else (title.start < base and role != "name"):
                (seq if role == "seq" else code).append(_plain(title.text))
                continue
            behind.append(title)
        in_order = len(heads) == 1 and len(behind) == len(runs)
        for place, title in enumerate(behind):
            over = (
                place
                if in_order
                else next(
                    (at for at, run in enumerate(runs) if title.start < run.stop and title.stop > run.start), None
                )
            )
            if over is None:
                beside.append(title)
            else:
                runs[over] = runs[over]._replace(title=f"{runs[over].title} {_plain(title.text)}".strip())
        for title in sorted(beside, key=lambda title: title.start):
            at = sum(run.start < title.start for run in runs)
            near = [place for place in (at - 1, at) if 0 <= place < len(runs) and not runs[place].title]
            if near:
                runs[near[0]] = runs[near[0]]._replace(title=_plain(title.text))
            else:
                runs.insert(at, _Run(title.start, title.stop, _plain(title.text)))
        if seq or code:
            self.seq_title, self.code_title = " ".join(seq), " ".join(code)
        return runs

    def _matched(self, runs: Sequence[_Run]) -> list[int]:
        """Tell which column of the table each column of a block is: by its title, or by the nearest place."""
        names: list[int] = []
        least = 0
        for left, run in zip(range(len(runs) - 1, -1, -1), runs, strict=True):
            free = range(least, len(self.columns))
            same = [place for place in free if run.title and self.columns[place].title == run.title]
            fit = [place for place in free if len(self.columns) - place > left] or list(free)
            if same or fit:
                place = same[0] if same else min(fit, key=lambda place: abs(self.columns[place].start - run.start))
                self.columns[place] = run._replace(title=self.columns[place].title or run.title)
            else:
                place = len(self.columns)
                self.columns.append(run)
            names.append(place)
            least = place + 1
        return names

    def _cut(self, place: int, runs: Sequence[_Run], names: Sequence[int]) -> None:
        """Cut a line into the cells of its columns, never within a word."""
        text = self.texts[place]
        begin = self.ends[place]
        cuts = [_blank_near(text, min(max(run.start, begin), len(text)), begin) for run in runs]
        if not cuts:
            if text[begin:].strip():
                self.cells[place][0] = _plain(text[begin:])
            return
        cuts[0] = begin
        for name, start, stop in zip(names, cuts, [*cuts[1:], len(text)], strict=True):
            following = [at for at in range(name + 1, len(self.columns)) if at not in names[names.index(name) + 1 :]]
            if names.index(name) + 1 < len(names):
                following = [at for at in following if at < names[names.index(name) + 1]]
            for own, part in self._overrun(text, name, start, stop, following):
                if part:
                    self.cells[place][own] = part

    def _overrun(
        self, text: str, name: int, start: int, stop: int, following: Sequence[int]
    ) -> Iterator[tuple[int, str]]:
        """Split a cell that reaches into columns that this block lacks, at the blank nearest to their start."""
        for column in following:
            at = self.columns[column].start
            blanks = [
                place
                for place in range(max(at - _SHIFT, start + 1), min(at + _SHIFT, stop))
                if text[place - 1] == " " and text[place] != " "
            ]
            if blanks and text[start:at].strip():
                cut = min(blanks, key=lambda place: abs(place - at))
                yield name, _plain(text[start:cut])
                name, start = column, cut
        yield name, _plain(text[start:stop])

    def table(self) -> Table:
        """Put the lines of each row together."""
        anchors = [place for place, begin in enumerate(self.begins) if begin]
        gaps = [anchors[0], *(stop - start - 1 for start, stop in pairwise(anchors))]
        splits = shared_out(anchors, gaps, self.cells, [line.page for line in self.lines])
        rows = []
        width = max(len(self.columns), 1)
        for at, anchor in enumerate(anchors):
            start = anchor - gaps[at] + splits[at]
            stop = anchors[at + 1] - gaps[at + 1] + splits[at + 1] if at + 1 < len(anchors) else len(self.lines)
            cells = [
                "\n".join(self.cells[place][name] for place in range(start, stop) if name in self.cells[place])
                for name in range(width)
            ]
            begin = self.begins[anchor]
            head = (begin.seq, begin.code) if begin and self.head else ()
            rows.append((self.lines[anchor].page, self.lines[anchor].number, (*head, *cells)))
        titles = (
            self.seq_title,
            self.code_title,
            *(column.title for column in self.columns),
            *[""] * (width - len(self.columns)),
        )
        return Table(titles[2 - self.head :], tuple(rows))


def _begins_at(text: str, start: int) -> bool:
    """Tell whether a cell begins at a place: behind a wide gap, or behind nothing."""
    return text[start : start + 1].strip() != "" and text[max(start - 2, 0) : start].strip() == ""


def _halves(run: tuple[int, int], body: Sequence[str]) -> list[tuple[int, int]]:
    """Split a column in two where many lines begin within it, and no other fails to leave a blank near there."""
    start, stop = run
    begins = Counter(
        at for text in body if start + _NARROW < (at := len(text) - len(text.lstrip())) < stop - 1 and at < len(text)
    )
    at, times = begins.most_common(1)[0] if begins else (0, 0)
    halves = times >= _MANY and all(
        text[at - 1 : at] in ("", " ") or _blank_near(text, at, start) != start for text in body
    )
    left = halves and any(text[start : at - 1].strip() for text in body)
    return [(start, at - 1), (at, stop)] if left else [run]


def _blank_near(text: str, at: int, least: int) -> int:
    """Find where a word begins nearest to a place, if it is within one; ``least`` if none does."""
    if at >= len(text) or text[at - 1 : at] in ("", " "):
        return at
    near = [
        place
        for place in range(at - _SHIFT, at + _SHIFT)
        if least < place < len(text) and text[place - 1] == " " != text[place]
    ]
    if near:
        return min(near, key=lambda place: abs(place - at))
    return max(text.rfind(" ", least, at) + 1, least)


def _widened(text: str) -> str:
    return "".join(
        f"{character}{_WIDE}" if unicodedata.east_asian_width(character) in "WF" else character for character in text
    )


def _plain(text: str) -> str:
    return re.sub(r"\s{2,}", " ", text.replace(_WIDE, "").strip())
