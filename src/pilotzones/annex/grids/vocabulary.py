"""How official tables write codes, row numbers, notes and headings, and how the broken lines of a cell are joined."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Union

from pilotzones.hscode import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST_CODE, _STATISTICAL, _LONGEST_CODE = 4, 10, 13
"""Digits of a heading, of a line with the customs' own two digits, and with those of inspection behind them."""

# Footnote marks: a circled or raised digit does not belong to the code.
_MARKS = re.compile(r"[\u2460-\u24ff\u2776-\u2793\u00b9\u00b2\u00b3\u2070-\u2079\u2080-\u2089*※†‡☆★△▲]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
CJK = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3000-\u303f\uff00-\uffef"
"""Chinese characters, punctuation and full-width forms, for a character class of a pattern."""
_BROKEN_LATIN = re.compile(r"(?<=[A-Za-z,;:.)%])\n(?=[A-Za-z0-9(])|(?<=[0-9])\n(?=[A-Za-z(])")

_NOTE = re.compile(
    r"(备?注|附注|说明|注释|notes?|remarks?)\s*[:：]|注\s*[1-9①⒈（(]|[①-⑳※*]\s*\D|（注）|\(注\)", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*\d{1,4}[-—–·\s]*|第\s*\d+\s*页([\s,，/]*共\s*\d+\s*页)?|共\s*\d+\s*页|page\s*\d+(\s*(of|/)\s*\d+)?|\d{1,4}\s*[/／]\s*\d{1,4}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、)）.．]|附\s*[件表]|表\s*[一二三四五六七八九十\d]"
    r"|第\s*[一二三四五六七八九十\d]+\s*[类章部节]|(annex|appendix|schedule|section|chapter|list)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(r".{0,60}(清单|目录|税目表|税率表|调整表)[第一二三四五六七八九十\d年版批（(）)]*$")
_SEQUENCE = re.compile(r"[(]?(\d{1,6})(?:\.0)?[).、]?")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
_CODE_CHARACTERS = re.compile(r"[\d\s.\-'`·]+")
_BETWEEN_DIGITS = re.compile(r"[\s.\-'`·]+")


def read_codes(text: str) -> tuple[str, ...]:
    r"""Read the tariff codes of a cell in the code column, digits alone: each has 4 to 13 of them.

    Spaces, dots, hyphens and line breaks inside a code, full-width digits, footnote marks
    and a leading "ex" are accepted; commas or lines separate several codes.

    >>> read_codes("ex 0402.91.00"), read_codes("0402\n9100"), read_codes("04029100\n04029900"), read_codes("酸乳")
    (('04029100',), ('04029100',), ('04029100', '04029900'), ())
    """
    folded = re.sub(r"^\(?ex\)?[\s.:]*", "", fold(text, keep_lines=True), flags=re.IGNORECASE)
    if _THOUSANDS.fullmatch(folded):
        folded = folded.replace(",", "")
    codes: list[str] = []
    for part in re.split(r"[、,;/]", folded):
        if not _CODE_CHARACTERS.fullmatch(part):
            return ()
        codes += _split_codes(part)
    return tuple(codes) if all(len(code) >= _SHORTEST_CODE for code in codes) else ()


def is_line_code(text: str) -> bool:
    """Decide whether a text is one or more codes of 8 or 10 digits, as only tariff lines have.

    >>> is_line_code("0402.91.00"), is_line_code("2019")
    (True, False)
    """
    codes = read_codes(text)
    return bool(codes) and all(len(code) in (LINE, _STATISTICAL) for code in codes)


def read_number(text: str) -> int | None:
    """Read a row's number (序号); None if the text is not a number.

    >>> read_number("１２"), read_number("12."), read_number("十二")
    (12, 12, None)
    """
    found = _SEQUENCE.fullmatch(fold(text).replace(" ", ""))
    return int(found[1]) if found else None


def is_note(text: str) -> bool:
    """Decide whether a text opens the notes (注) below a table."""
    return bool(_NOTE.match(text.strip()))


def is_page_number(text: str) -> bool:
    """Decide whether a line outside a table is a page's number."""
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def is_heading(text: str) -> bool:
    """Decide whether a text by itself is the heading of a section, a chapter or a list."""
    return is_numbered_heading(text) or bool(_TITLED.match(text.strip()))


def is_numbered_heading(text: str) -> bool:
    """Decide whether a text begins like a section, chapter or annex, which a name of goods never does."""
    return bool(_NUMBERED.match(text.strip()))


def join_lines(lines: Union[str, Iterable[str]]) -> str:
    r"""Join the lines of a cell: a space between Latin words, nothing between Chinese characters.

    >>> join_lines("每件净重\n≤3kg的\n花茶"), join_lines("other\nfresh fish")
    ('每件净重≤3kg的花茶', 'other fresh fish')
    """
    text = lines if isinstance(lines, str) else "\n".join(lines)
    text = re.sub(r"[^\S\n]+", " ", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = re.sub(r" ?\n[ \n]*", "\n", text).strip()
    return _BROKEN_LATIN.sub(" ", text).replace("\n", "")


def fold(text: str, *, keep_lines: bool = False) -> str:
    """Drop footnote marks and make full-width forms ordinary, for recognising texts and not for keeping them."""
    folded = unicodedata.normalize("NFKC", _MARKS.sub("", _INVISIBLE.sub("", text))).strip()
    return folded if keep_lines else re.sub(r"\s+", " ", folded)


def squeeze(text: str) -> str:
    """Remove all white space and make full-width forms ordinary ones, for comparing titles, names and remarks.

    >>> squeeze("清单 （2019年版）")
    '清单(2019年版)'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _split_codes(part: str) -> list[str]:
    """Split digits into codes: one code, unless there are more digits than a code can have."""
    pieces = [piece for piece in _BETWEEN_DIGITS.split(part) if piece]
    digits = "".join(pieces)
    if len(digits) <= _LONGEST_CODE:
        return [digits]
    codes = [""]
    for piece in pieces:
        if len(codes[-1]) >= LINE:
            codes.append("")
        codes[-1] += piece
    if len(codes) == 1 and len(digits) % LINE == 0:
        return [digits[start : start + LINE] for start in range(0, len(digits), LINE)]
    return codes
