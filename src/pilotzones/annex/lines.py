"""Lines of plain text: which begin a row, which are a header, a note, a heading or a page's number."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.annex.grids.vocabulary import is_line_code, is_note, is_page_number, role_of, sequence_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDED = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF0E)} | {0xA0: 32, 0x3000: "  ", 9: "    "}
"""Full-width digits and blanks, as plain ones."""

_CODE = r"\d{4}[. ]?\d{2}[. ]?\d{2}(?:[. ]?\d{2})?"
_BEGIN = re.compile(
    rf"\s*(?:[(（]?(?P<seq>\d{{1,6}})[)）.、]?\s+)?"
    rf"(?P<code>(?:[(（]?ex[)）]?\s*)?[①-⑳*]?\s*{_CODE}(?![\d.,]*\d)(?:\s?[(（]?ex[)）]?(?![a-z]))?[①-⑳*]*)(?P<rest>.*)",
    re.IGNORECASE,
)
# Headings that no name or remark begins with; other words end in "list" too when a cell is broken over lines.
_HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、)）.．]|附\s*[件表]\s*[一二三四五六七八九十\d：:]*\s*$|附\s*[件表]\s*[一二三四五六七八九十\d]"
    r"|表\s*[一二三四五六七八九十\d]+\b|第\s*[一二三四五六七八九十\d]+\s*[类章部节]|(annex|appendix|schedule|section)\s+[\divx]",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s{2,}")
_LONGEST_HEADER = 12
"""Lines that a header may have, each title on one or more of its own."""


class Line(NamedTuple):
    """A line of the file: its page, its number in the file from 1, its text with blanks for tabs."""

    page: int
    number: int
    text: str


class Begin(NamedTuple):
    """What a line that begins a row holds: number, code, the rest, and where the code ends."""

    seq: str
    code: str
    rest: str
    end: int


class Title(NamedTuple):
    """A column's title, and where it stands on its line."""

    text: str
    start: int

    @property
    def stop(self) -> int:
        """The place behind it."""
        return self.start + len(self.text)


def lines_of(pages: Sequence[str]) -> Iterator[Line]:
    """Number the lines of all pages through; full-width digits and blanks become plain ones."""
    number = 1
    for page, text in enumerate(pages, 1):
        for at, line in enumerate(text.split("\n")):
            yield Line(page, number + at, line.translate(FOLDED).rstrip())
        number += text.count("\n")


def begin_of(text: str) -> Begin | None:
    """Read the number and the code that a line begins with; None for a line that begins no row.

    >>> begin_of(" 12  ex 0402.91.00 酸乳")
    Begin(seq='12', code='ex 0402.91.00', rest='酸乳', end=18)
    """
    found = _BEGIN.match(text)
    if not found or not is_line_code(re.sub(r"(?i)[(（]?ex[)）]?\s*$", "", found["code"])):
        return None
    return Begin(found["seq"] or "", found["code"].strip(), found["rest"].strip(), found.end("code"))


def titles_of(text: str) -> tuple[Title, ...]:
    """Split a header's line into titles: by wide gaps, and by single blanks where each word is a title."""
    titles: list[Title] = []
    start = 0
    for part in _GAP.split(text):
        start = text.index(part, start)
        words = part.split(" ")
        roles = [role_of(word) for word in words]
        if len(words) > 1 and None not in roles:
            at = start
            for word in words:
                titles.append(Title(word, at))
                at += len(word) + 1
        elif part:
            titles.append(Title(part, start))
        start += len(part)
    return tuple(titles)


def row_of(text: str) -> Begin | None:
    """Tell whether a line is a row of which the code is not the first cell, or not the only code.

    >>> row_of("浓缩乳   04029100   无") is None
    False
    """
    fields = _GAP.split(text.strip())
    return Begin("", "", text, 0) if any(is_line_code(field) for field in fields) else None


def is_by_fields(lines: Sequence[Line]) -> bool:
    """Tell whether most rows have another cell before their code, or a second code: the code does not begin them."""
    rows = [line.text for line in lines if begin_of(line.text) or row_of(line.text)]
    others = 0
    for text in rows:
        begin = begin_of(text)
        others += begin is None or any(is_line_code(field) for field in _GAP.split(text[begin.end :].strip()))
    return 2 * others > len(rows)


def header_at(lines: Sequence[Line], at: int) -> int:
    """Count the lines of the header that begins at a line, blank ones between them too; 0 if none does."""
    roles: list[object] = []
    stop = at
    for place in range(at, min(at + 2 * _LONGEST_HEADER, len(lines))):
        text = lines[place].text
        if not text or lines[place].page != lines[at].page:
            if not text and roles:
                continue
            break
        own = [role_of(title.text) for title in titles_of(text)]
        if begin_of(text) or None in own or len(roles) > _LONGEST_HEADER or is_note(text):
            break
        roles += own
        stop = place + 1
    return stop - at if "code" in roles and len(set(roles)) > 1 else 0


def is_apart(text: str) -> bool:
    """Tell whether a line is no part of a row: a note or a heading."""
    return is_note(text) or bool(_HEADING.match(text.strip()))


def page_numbers(lines: Sequence[Line]) -> set[int]:
    """Find the lines that are page numbers: digits alone only where a page begins or ends."""
    full = [line for line in lines if line.text]
    found: set[int] = set()
    for before, line, after in zip([None, *full], full, [*full[1:], None], strict=False):
        if not is_page_number(line.text):
            continue
        is_digits = sequence_of(line.text) is not None
        at_edge = before is None or after is None or before.page != line.page or after.page != line.page
        begun = None if after is None else begin_of(after.text)
        if not is_digits or (at_edge and full[-1].page > 1 and (begun is None or bool(begun.seq))):
            found.add(line.number)
    return found


def repeated_titles(lines: Sequence[Line]) -> set[str]:
    """Find what stands at the top of most pages, above the table: the document's title once more."""
    tops: dict[int, str] = {}
    for line in lines:
        if line.text:
            tops.setdefault(line.page, line.text.strip())
    first, *others = tops.values() or ("",)
    found = {text for text in others if 2 * others.count(text) > len(others) > 1}
    return {text for text in {first, *found} if text and not begin_of(text) and first != "" and text in others}


def width_of(text: str) -> int:
    """Measure a text, a Chinese character being as wide as two letters.

    >>> width_of("乳 ab")
    5
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
