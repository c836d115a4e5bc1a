"""Texts of a column read as numbers, in Python or by an expression that says the same: the lines of HS codes."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, NamedTuple

import narwhals as nw

from pilotzones import hscode
from pilotzones.errors import InvalidHSCodeError

if TYPE_CHECKING:
    from collections.abc import Callable

MALFORMED = -1


class Reader(NamedTuple):
    """How texts become numbers.

    ``number`` reads one value, ``expression`` a column. Texts that match the regular
    expression ``plain`` are that number as they stand.
    """

    number: Callable[[object], int]
    plain: str
    expression: Callable[[nw.Expr], nw.Expr]


@functools.lru_cache(1 << 16)
def _line(text: str) -> int:
    """Read the tariff line of an HS code as a number."""
    try:
        return int(hscode.parse(text))
    except InvalidHSCodeError:
        return MALFORMED


def _line_of_column(text: nw.Expr) -> nw.Expr:
    """Say ``hscode.parse`` as an expression; engines work out a branch for the rows alone that need it."""
    cut = text.str.slice(0, hscode.LONGEST + 1)
    folded = functools.reduce(_replaced, hscode.FOLDED.items(), cut)
    stripped = nw.when(cut.str.contains(_TO_FOLD)).then(folded).otherwise(cut).str.strip_chars(_WHITE_SPACE)
    digits = stripped.str.replace_all("[. ]", "")
    is_code = (stripped.str.len_chars() <= hscode.LONGEST) & digits.str.contains(_A_CODE)
    line = nw.when(is_code).then(digits.str.slice(0, hscode.LINE)).otherwise(nw.lit(str(MALFORMED)))
    is_plain = (text.str.len_chars() == hscode.LINE) & text.str.contains(_PLAIN)
    return nw.when(is_plain).then(text).otherwise(line).cast(nw.Int64)


def _replaced(text: nw.Expr, fold: tuple[int, str]) -> nw.Expr:
    character, plain = fold
    return text.str.replace_all(chr(character), plain, literal=True)


_TO_FOLD = "[{}]".format("".join(map(chr, hscode.FOLDED)))
_PLAIN = f"^[0-9]{{{hscode.LINE}}}$"
_A_CODE = "^({})$".format("|".join(f"[0-9]{{{length}}}" for length in hscode.LENGTHS))
_WHITE_SPACE = "".join(filter(str.isspace, map(chr, range(sys.maxunicode + 1))))

HS_CODES = Reader(lambda value: _line(value) if isinstance(value, str) else MALFORMED, _PLAIN, _line_of_column)
