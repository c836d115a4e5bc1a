"""Give codes back the zeros that a spreadsheet dropped, where the column and the tariff prove them."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from pilotzones.annex.grids.code_cells import known_codes
from pilotzones.hscode import HEADING, LENGTHS, LINE, SUBHEADING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.annex.grids.drafts import Draft

    Codes = tuple[str, ...]

_LENGTHS = (HEADING, SUBHEADING, *LENGTHS)
"""Digits that a code may have."""


def restore_codes(drafts: Sequence[Draft]) -> list[Codes]:
    """Read the codes of rows, with the zeros that a spreadsheet dropped.

    Args:
        drafts: the rows in order, each with codes or with a number in the code column.

    Returns:
        The codes of each row. None where a number does not prove which code it was: a code is known only if
        every code of its page is a number, and with its zeros it is in a tariff.
    """
    texts = [code for draft in drafts if not draft.is_numeric for code in draft.cell.codes]
    lost = _have_lost_zeros(texts)
    return [
        codes for _, page in groupby(drafts, key=attrgetter("page")) for codes in _restore_page(list(page), lost=lost)
    ]


def _restore_page(drafts: Sequence[Draft], *, lost: bool) -> Iterator[Codes]:
    """Read the codes of one page or sheet."""
    numbers = [draft.code for draft in drafts if draft.is_numeric]
    decimals = max((len(number.partition(".")[2]) for number in numbers), default=0)
    for draft in drafts:
        if draft.is_numeric:
            code = _restore_number(draft.code, decimals, is_alone=len(numbers) == len(drafts))
            yield (code,) if code else ()
        else:
            yield tuple(f"0{code}" if lost and _is_odd(code) else code for code in draft.cell.codes)


def _restore_number(number: str, decimals: int, *, is_alone: bool) -> str:
    """Read a number as a code; empty if it is not proven.

    Args:
        number: the number as the file stores it, such as "402.91" or "10121".
        decimals: the most decimals that a number of the page has: 1 or 2 are those of a subheading (0402.91),
            3 or 4 those of a line (2106.9090).
        is_alone: whether all codes of the page are numbers.
    """
    whole, _, fraction = number.partition(".")
    if fraction:
        width = SUBHEADING if decimals <= SUBHEADING - HEADING else LINE
        code = f"{whole:0>{HEADING}}{fraction:0<{width - HEADING}}"
        is_known = code[:SUBHEADING] in known_codes() and (len(fraction) == width - HEADING or code in known_codes())
        return code if is_alone and len(code) == width and is_known else ""
    code = whole if len(whole) in _LENGTHS else f"0{whole}"
    if decimals and f"{code}00" in known_codes():  # 0410 may have been 0410.00
        return ""
    is_long = len(code) >= LINE  # no code has 7, 9 or 12 digits
    is_known = len(code) in _LENGTHS and code[:SUBHEADING] in known_codes()
    return code if code == whole or (is_known and (is_alone or is_long)) else ""


def _have_lost_zeros(codes: Sequence[str]) -> bool:
    """Decide whether codes stored as text lost their zeros: none begins with one, and each short one needs one."""
    short = [code for code in codes if _is_odd(code)]
    if not short or any(code.startswith("0") for code in codes):
        return False
    return all(f"0{code}"[:SUBHEADING] in known_codes() for code in short)


def _is_odd(code: str) -> bool:
    """Decide whether a code has a digit too few for a subheading, a line, or one of the customs' own codes."""
    return len(code) not in _LENGTHS and len(code) + 1 in _LENGTHS
