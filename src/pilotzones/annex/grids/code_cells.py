"""What a cell of the code column says: codes, a range of codes, or something that is not a code, and why."""

from __future__ import annotations

import functools
import re
from itertools import pairwise
from typing import NamedTuple

from pilotzones.annex.grids.vocabulary import (
    BETWEEN_CODES,
    DASHES,
    RANGE_WORDS,
    fold,
    fold_code,
    is_numbered_heading,
    read_codes,
)
from pilotzones.dataset import Dataset
from pilotzones.hscode import HEADING, LINE, SUBHEADING

_STATISTICAL, _LONGEST = 10, 13
_SHORT_ENDS = {(HEADING, 2), (SUBHEADING, 2), (LINE, 2), (LINE, 4)}
"""Digits of the first code of a range, and of its last one if only its end is printed: 0402.91-99."""

_PAIR = re.compile(rf"(\d[\d.\s]*?)\s*(?:([{RANGE_WORDS}]|to\b)|[{DASHES}]+)\s*(\d[\d.\s]*)", re.IGNORECASE)
# A code begins with at least four characters that are digits or are mistaken for them; a year does not count.
_LIKE_CODE = re.compile(
    rf"\W*(?i:ex|(?:hts|hs)(?!\W*(?:19|20)\d\d$))?\W*(?!\d{{4}}年)[\dOoQIlZSB?xX*#][{DASHES}.\s]?(?:[\dOoQIlZSB?xX*#E][{DASHES}.\s]?){{3}}"
)
_FEWEST_DIGITS = 3
# A code that a spreadsheet took for a number has three or four digits before its decimals: 402.91, 2106.909.
_DECIMAL = re.compile(r"(\d{1,2}|\d{5,})\.\d+")
# Words behind a number, as a note has them; what is in brackets may belong to a code: 04052000（部分）.
_WORDS = re.compile(r"(?:[\u4e00-\u9fff]\W*){4}|(?:[A-Za-z]{2,}\W+){3}")
_BRACKETS = re.compile(r"\([^)]*\)")
_EXPONENT = re.compile(r"\d(\.\d+)?E[+-]?\d+", re.IGNORECASE)
_NO_CODE = re.compile(rf"[{DASHES}/\\.…*]+|无|無|n/?a|none|nil", re.IGNORECASE)

# A date, unless it begins like a code: 2009-12-10 is one of juice.
_DATE = re.compile(r"((?:19|20)\d\d)([-.])(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01])")

_ONE_ROW_EACH = "write each code in a row of its own"
_OPEN_LIST = re.compile(r"\d{4,}\s*[、,;]$")
_END_LIST = "take the comma out, or add the code that is missing behind it, and read the file again"
_CORRECT = "correct it in the file, or take it out, and read the file again"


class CodeCell(NamedTuple):
    """A cell of the code column.

    Attributes:
        codes: its codes, digits alone.
        ends: the first and the last code of the range that it gives; None if it is not a range.
        problem: why it is neither, in a clause; empty if it is, or is blank.
        advice: what to do about the problem.
    """

    codes: tuple[str, ...] = ()
    ends: tuple[str, str] | None = None
    problem: str = ""
    advice: str = ""


@functools.lru_cache(maxsize=4096)
def read_code_cell(text: str) -> CodeCell:
    """Read a cell of the code column; where the tariffs of the package do not settle what it says, it is a problem.

    >>> read_code_cell("0402.91.00").codes, read_code_cell("04029100-04029900").ends
    (('04029100',), ('04029100', '04029900'))
    >>> read_code_cell("O4029900").problem
    'it has characters that are not digits'
    """
    folded = fold_code(text)
    if is_blank_code(folded):
        return CodeCell()
    found = [_read_pair(pair) for part in BETWEEN_CODES.split(folded) if (pair := _PAIR.fullmatch(part.strip()))]
    if len(found) == 1 and not BETWEEN_CODES.search(folded):
        return found[0]
    if any(not one.codes for one in found):
        return CodeCell(problem="it lists a range among other codes", advice=_ONE_ROW_EACH)
    date = _DATE.fullmatch(folded)
    if date and date[1] not in known_codes():
        return CodeCell(problem="it is a date", advice=_CORRECT)
    codes = read_codes(text)
    if codes and (_are_headings(folded, codes) or _are_torn(codes)):
        return CodeCell(problem="it may be one code or several headings", advice=_ONE_ROW_EACH)
    return CodeCell(codes=codes) if codes else _explain(folded)


def is_blank_code(text: str) -> bool:
    """Decide whether a cell says that there is no code: it is blank, or has a dash or 无."""
    return not text.strip() or bool(_NO_CODE.fullmatch(fold(text)))


def is_like_code(text: str) -> bool:
    """Decide whether a text without a name beside it is a code with wrong characters, and not a title or a note.

    >>> is_like_code("O4029900"), is_like_code("1.01211E+12"), is_like_code("2019年版"), is_like_code("活动物")
    (True, True, False, False)
    """
    folded = fold_code(text)
    digits = sum(character.isdecimal() for character in folded)
    letters = sum(character.isalnum() for character in folded)
    is_worded = is_numbered_heading(folded) or _WORDS.search(_BRACKETS.sub("", folded))
    return not is_worded and bool(_LIKE_CODE.match(folded)) and digits >= _FEWEST_DIGITS and 2 * digits >= letters


def is_decimal(number: str) -> bool:
    """Decide whether a number has decimals as that of no code has, such as a rate or a quantity.

    >>> is_decimal("43.770155"), is_decimal("402.91"), is_decimal("4029100")
    (True, False, False)
    """
    return bool(_DECIMAL.fullmatch(number))


@functools.cache
def known_codes() -> frozenset[str]:
    """Get the headings, subheadings and lines of every tariff that the package knows."""
    tariff = Dataset.bundled().tariff
    lines = {str(code) for one in tariff.tariffs for code in tariff.codes(one.id)}
    return frozenset(line[:length] for line in lines for length in (HEADING, SUBHEADING, LINE))


def _read_pair(pair: re.Match[str]) -> CodeCell:
    """Read two numbers with a hyphen or a word between them: the ends of a range, or one code."""
    first, last = (re.sub(r"[.\s]", "", pair[side]) for side in (1, 3))
    is_range, is_code = (True, False) if pair[2] else _weigh(first, last)
    if is_range == is_code:
        return CodeCell(problem="it may be one code or a range of codes", advice=_ONE_ROW_EACH)
    if is_code:
        return CodeCell(codes=(first + last,))
    if len(first) != len(last) or first >= last or not read_codes(first):
        return CodeCell(problem="the two ends of the range do not fit together", advice=_CORRECT)
    return CodeCell(ends=(first, last))


def _weigh(first: str, last: str) -> tuple[bool, bool]:
    """Weigh what a hyphen between two numbers may be: the middle of a range, and the middle of a code."""
    whole = first + last
    if len(first) == len(last):
        if len(first) != HEADING:
            return True, False
        return first < last and last in known_codes(), whole[:SUBHEADING] in known_codes()
    end = first[: -len(last)] + last if (len(first), len(last)) in _SHORT_ENDS else ""
    is_long = len(last) > 1 or len(first) == _STATISTICAL  # one digit is a check digit: 0402.91.00.00-4
    return end > first and end[:LINE] in known_codes(), is_long and HEADING <= len(first) < len(whole) <= _LONGEST


def _are_headings(folded: str, codes: tuple[str, ...]) -> bool:
    """Decide whether a space or line break may stand between headings, and not inside a code."""
    tokens = [re.sub(r"\D", "", token) for token in folded.split()]
    joined = [above + below for above, below in pairwise(tokens) if len(above) < LINE and len(below) >= HEADING]
    return any(
        any(code.startswith(both) for code in codes)
        and both[-HEADING:] in known_codes()
        and both[:LINE] not in known_codes()
        for both in joined
    )


def _are_torn(codes: tuple[str, ...]) -> bool:
    """Decide whether two codes may be one: the second by itself is no heading of a tariff, and both are a code."""
    return any(
        len(first) < LINE and second[:HEADING] not in known_codes() and (first + second)[:SUBHEADING] in known_codes()
        for first, second in pairwise(codes)
    )


def _explain(folded: str) -> CodeCell:
    """Explain why a text is not a code."""
    if _OPEN_LIST.search(folded):
        return CodeCell(problem="its list of codes ends with a comma", advice=_END_LIST)
    if _EXPONENT.fullmatch(folded):
        lost = "the spreadsheet has cut its digits off"
        return CodeCell(problem=lost, advice="format the column as text, enter the code again, and read the file again")
    if folded.isdecimal():
        return CodeCell(problem=f"it has {len(folded)} digit{'s' * (len(folded) > 1)}", advice=_CORRECT)
    if re.fullmatch(rf"[\d\s.,{DASHES}]+", folded):
        return CodeCell(problem="its digits do not make a code", advice=_CORRECT)
    return CodeCell(problem="it has characters that are not digits", advice=_CORRECT)
