"""How official tables write codes, row numbers, notes and headings, and how the broken lines of a cell are joined."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Union

from pilotzones.hscode import LENGTHS, LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHORTEST_CODE, _STATISTICAL, _LONGEST_CODE = 4, 10, 13
"""Digits of a heading, of a line with the customs' own two digits, and with those of inspection behind them."""

# Footnote marks: a circled or raised digit does not belong to the code.
_MARKS = re.compile(r"[\u2460-\u24ff\u2776-\u2793\u00b9\u00b2\u00b3\u2070-\u2079\u2080-\u2089*※†‡☆★△▲]")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""The digits of raised text, which are not those of the code or name before them: 04029100¹, m²."""
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
"""The digits of lowered text: H₂O."""
_INK = re.compile(r"\S")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
CJK = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\uff00-\uffef"
"""Chinese characters, punctuation and full-width forms, for a character class of a pattern."""
_BROKEN_LATIN = re.compile(r"(?<=[A-Za-z,;:.)%])\n(?=[A-Za-z0-9(])|(?<=[0-9])\n(?=[A-Za-z(])")

_NOTE = re.compile(
    r"(备?注|附注|说明|注释|notes?|remarks?)\s*[:：]|注\s*[1-9①⒈（(]|[①-⑳※*]\s*[^\s\d]|（注）|\(注\)", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*\d{1,4}[-—–·\s]*|第\s*\d+\s*页([\s,，/]*共\s*\d+\s*页)?|共\s*\d+\s*页|page\s*\d+(\s*(of|/)\s*\d+)?|\d{1,4}\s*[/／]\s*\d{1,4}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、)）.．]|附\s*[件表]|表\s*[一二三四五六七八九十\d]"
    r"|第\s*[一二三四五六七八九十\d]+\s*[类章部节]"
    r"|(annex|appendix|schedule|section|chapter|list)\b(?-i:(?!\s+(?![ivxlc]+\b)[a-z]{2}))",  # not "Annex are for ..."
    re.IGNORECASE,
)
_TITLED = re.compile(r".{0,60}(清单|目录|税目表|税率表|调整表)[第一二三四五六七八九十\d年版批（(）)]*$")
_SEQUENCE = re.compile(r"[(]?(\d{1,6})(?:\.0)?[).、]?")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
DASHES = "\\-\u2010-\u2015\u2212"
"""Hyphens and dashes, for a character class of a pattern."""
RANGE_WORDS = "~\u301c\u223c至到"
"""What stands between the two ends of a range and never inside a code, for a character class of a pattern."""
_DOTS = ".-\u2010\u2011\u2012\u2013\u2014\u2015\u2212'`·"
BETWEEN_CODES = re.compile(r"[、,;/和及]|\band\b", re.IGNORECASE)
"""What separates the codes of a list."""
_INSIDE_CODES = re.compile(rf"[.{DASHES}'`·]+")
_FOOTNOTE = re.compile(r"[\[(【〔](注\s*\d*|(?<=[\[【〔])\d{1,2})?[\])】〕]$")  # empty where its digit is raised
# Digits, or groups of digits between dots: 0402.91.00, 04.02; "402.91" is a number and "64-17-5" another kind of code.
_TOKEN = re.compile(rf"\d+|(?:\d\d){{1,5}}(?:[.{DASHES}'`·]+\d{{2,6}})+")
# The digits before a space or the end of a line, and those behind it, that make one code.
_SPACED = {(2, 2), (4, 2), (4, 4), (6, 2), (6, 4), (8, 2), (10, 3)}


def read_codes(text: str) -> tuple[str, ...]:
    r"""Read the tariff codes of a cell in the code column, digits alone: each has 4 to 13 of them.

    Spaces, dots, hyphens and line breaks inside a code, full-width digits, footnote marks
    and a leading "ex" are accepted; commas or lines separate several codes. This is about
    spelling alone: what else a cell may say, such as a range of codes, is in ``code_cells``.

    >>> read_codes("ex 0402.91.00"), read_codes("0402\n9100"), read_codes("04029100\n04029900"), read_codes("酸乳")
    (('04029100',), ('04029100',), ('04029100', '04029900'), ())
    """
    folded = fold_code(text)
    if _THOUSANDS.fullmatch(folded):
        folded = folded.replace(",", "")
    codes: list[str] = []
    for part in BETWEEN_CODES.split(folded):
        tokens = (token.strip(_DOTS) for token in part.split())
        if not part.strip() or not all(_TOKEN.fullmatch(token) for token in tokens if token):
            return ()
        codes += _split_codes(part)
    return tuple(codes) if all(_SHORTEST_CODE <= len(code) <= _LONGEST_CODE for code in codes) else ()


def fold_code(text: str) -> str:
    """Fold a cell of the code column: ordinary digits, no footnote mark, no leading "ex"."""
    folded = re.sub(r"^\(?ex\)?[\s.:]*", "", fold(text, keep_lines=True), flags=re.IGNORECASE)
    folded = folded if folded.isascii() else "".join(map(_make_ordinary_digit, folded))
    return _FOOTNOTE.sub("", folded).strip()


def is_line_code(text: str) -> bool:
    """Decide whether a text is one or more codes of 8 or 10 digits, as only tariff lines have.

    >>> is_line_code("0402.91.00"), is_line_code("2019")
    (True, False)
    """
    codes = read_codes(text)
    return bool(codes) and all(len(code) in (LINE, _STATISTICAL) for code in codes)


def hold_line_code(texts: Sequence[str]) -> bool:
    """Decide whether the parts of a text hold such a code, together or in one of them."""
    return any(map(is_line_code, ("".join(texts), *texts)))


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
    text = re.sub(r"[^\S\n]+", " ", _INVISIBLE.sub("", text.replace("\r", "\n")))
    text = re.sub(r" ?\n[ \n]*", "\n", text).strip()
    return _BROKEN_LATIN.sub(" ", text).replace("\n", "")


def fold(text: str, *, keep_lines: bool = False) -> str:
    """Drop footnote marks and make full-width forms ordinary, for recognising texts and not for keeping them."""
    folded = unicodedata.normalize("NFKC", _MARKS.sub("", _INVISIBLE.sub("", text))).strip()
    return folded if keep_lines else re.sub(r"\s+", " ", folded)


def strike(text: str) -> str:
    """Write struck text as plain text does, so that a struck digit is not one of a code.

    >>> strike("09") == "0\u03369\u0336"
    True
    """
    return _INK.sub("\\g<0>\u0336", text)


def squeeze(text: str) -> str:
    """Remove all white space and make full-width forms ordinary ones, for comparing titles, names and remarks.

    >>> squeeze("清单 （2019年版）")
    '清单(2019年版)'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _make_ordinary_digit(character: str) -> str:
    """Write a digit of another script, such as an Arabic one, as an ordinary digit."""
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


def _split_codes(part: str) -> list[str]:
    """Split digits into codes: what a space or the end of a line separates is one code only if it makes a whole one."""
    codes: list[str] = []
    above = ""
    for token, end in re.findall(r"(\S+)(\s*)", part):
        digits = _INSIDE_CODES.sub("", token)
        if codes and _continues(codes[-1], digits, above, token):
            codes[-1] += digits
        else:
            codes += _split_run(digits)
        above = token + end
    return [code for code in codes if code]


def _continues(code: str, digits: str, above: str, token: str) -> bool:
    """Decide whether digits behind a space or below a line complete the code before them."""
    whole = len(code) + len(digits) in LENGTHS
    if _INSIDE_CODES.match(above.strip()[-1]) or _INSIDE_CODES.match(token):  # broken at a dot
        return whole or (len(code), len(digits)) in _SPACED
    if len(token) > len(digits) >= _SHORTEST_CODE:  # dotted, and so a code of its own
        return False
    return (len(code), len(digits)) in _SPACED or ("\n" in above and whole and len(code) < LINE)


def _split_run(digits: str) -> list[str]:
    """Split lines that are printed without a space between them."""
    if len(digits) > _LONGEST_CODE and len(digits) % LINE == 0:
        return [digits[start : start + LINE] for start in range(0, len(digits), LINE)]
    return [digits]
