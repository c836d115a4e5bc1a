"""Texts of a column read as numbers, in Python or by SQL that gives the same: tariff lines, and places."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, NamedTuple

import narwhals as nw

from pilotzones import hscode
from pilotzones.frames.expressions import replace_characters
from pilotzones.hscode import InvalidHSCodeError
from pilotzones.places.names import FILLERS, PINYIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilotzones.frames.engines.engine import Engine, Frame
    from pilotzones.frames.tables.table import Table

MALFORMED = -1


class Reader(NamedTuple):
    """How the texts of a column become numbers; ``MALFORMED`` where a text cannot be read.

    ``number`` reads one value. ``in_sql`` adds the numbers of a column, given the frame, its
    engine and the names of both columns. A text that matches the regular expression
    ``plain`` is its own number.
    """

    number: Callable[[object], int]
    in_sql: Callable[[Frame, Engine, str, str], Frame]
    plain: str | None = None


@functools.lru_cache(1 << 16)
def _line(text: str) -> int:
    """Read the tariff line of an HS code as a number."""
    try:
        return int(hscode.parse(text))
    except InvalidHSCodeError:
        return MALFORMED


def _line_in_sql(frame: Frame, _: Engine, column: str, into: str) -> Frame:
    """Read tariff lines as ``hscode.parse`` does, in SQL, which computes a branch only for the rows that need it."""
    text = nw.col(column).cast(nw.String)
    cut = text.str.slice(0, hscode.LONGEST + 1)
    folded = replace_characters(cut, {chr(character): plain for character, plain in hscode.FOLDED.items()})
    stripped = folded.str.strip_chars(_WHITE_SPACE)
    digits = stripped.str.replace_all("[. ]", "")
    is_short = stripped.str.len_chars() <= hscode.LONGEST
    is_code = is_short & digits.str.contains(_A_CODE) & ~stripped.str.contains(_A_NUMBER)
    line = nw.when(is_code).then(digits.str.slice(0, hscode.LINE)).otherwise(nw.lit(str(MALFORMED)))
    is_plain = (text.str.len_chars() == hscode.LINE) & text.str.contains(_PLAIN)
    return frame.with_columns(nw.when(is_plain).then(text).otherwise(line).cast(nw.Int64).alias(into))


# "\z" is the end in all of RE2, Rust and Java; in Java "$" also matches before a last line end.
_PLAIN = rf"^[0-9]{{{hscode.LINE}}}\z"
_A_CODE = r"^({})\z".format("|".join(f"[0-9]{{{length}}}" for length in hscode.LENGTHS))
_A_NUMBER = r"^[^.]*[.].\z"
_WHITE_SPACE = "".join(filter(str.isspace, map(chr, range(sys.maxunicode + 1))))

HS_CODES = Reader(lambda value: _line(value) if isinstance(value, str) else MALFORMED, _line_in_sql, _PLAIN)


def places_reader(find: Callable[[str], int], names: Table) -> Reader:
    """Make the reader of places.

    Args:
        find: numbers the places that a name may mean.
        names: the same by folded name, for SQL; its columns are the name and the number.
    """

    def number(value: object) -> int:
        return MALFORMED if isinstance(value, float) else find(str(value))

    return Reader(number, functools.partial(_place_in_sql, names))


def _place_in_sql(names: Table, frame: Frame, engine: Engine, column: str, into: str) -> Frame:
    """Look places up with their tone marks, or else without, as the gazetteer does."""
    bare = nw.col(column).cast(nw.String).str.to_lowercase().str.replace_all(_FILLERS, "")
    toned = replace_characters(bare, _FULL_WIDTH)
    for way, key in {"toned": toned, "toneless": replace_characters(toned, _WITHOUT_TONES)}.items():
        name = f"{into}_{way}_name"
        ours = names.renamed({names.names[0]: f"{name}_found", names.names[1]: f"{into}_{way}"})
        frame = engine.join(frame.with_columns(key.alias(name)), ours, name)
    found = nw.coalesce(nw.col(f"{into}_toned"), nw.col(f"{into}_toneless"), nw.lit(MALFORMED))
    return frame.with_columns(nw.when(~nw.col(column).is_null()).then(found).alias(into))


_WIDE_FILLERS = "＇－｀﹘﹣･"  # which NFKC makes into fillers
_FILLERS = "[{}-]+".format("".join(sorted({*map(chr, FILLERS), *_WIDE_FILLERS} - {"-"})))
_FULL_WIDTH = {chr(0xFEE0 + ord(plain)): plain for plain in "0123456789abcdefghijklmnopqrstuvwxyz"}
_WITHOUT_TONES = {
    **PINYIN,
    **dict(zip("ăĕĭŏŭü", "aeiouu", strict=True)),
    **dict.fromkeys("\u0300\u0301\u0304\u0306\u0308\u030c", ""),
}
