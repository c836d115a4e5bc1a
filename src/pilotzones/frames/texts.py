"""Texts of a column read as numbers, in Python or by SQL that gives the same: tariff lines, and places."""

from __future__ import annotations

import functools
import sys
from numbers import Integral
from typing import TYPE_CHECKING, NamedTuple

import narwhals as nw

from pilotzones import hscode
from pilotzones.arguments import is_a
from pilotzones.frames.expressions import replace_characters
from pilotzones.geography.names import FILLERS, PINYIN
from pilotzones.hscode import InvalidHSCodeError

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


@functools.lru_cache(1 << 16)
def _restored_line(text: str) -> int:
    """Read the tariff line of an HS code that may have lost its leading zero."""
    try:
        return int(hscode.parse(text))
    except InvalidHSCodeError as error:
        meant = error.suggestion if error.reason == "lost zero" else None
    return RESTORED + int(meant[: hscode.LINE]) if meant else MALFORMED


def _restored_number(value: object) -> int:
    """Read a text, or a whole number as its digits."""
    if isinstance(value, Integral) and not isinstance(value, bool):
        return _restored_line(str(int(value)))
    return _restored_line(value) if isinstance(value, str) else MALFORMED


def _line_in_sql(frame: Frame, _: Engine, column: str, into: str, *, lost_zeros: bool = False) -> Frame:
    """Read tariff lines as ``hscode.parse`` does, in SQL, which computes a branch only for the rows that need it."""
    text = nw.col(column).cast(nw.String)
    cut = text.str.strip_chars(WHITE_SPACE).str.slice(0, hscode.LONGEST + 1)
    folded = replace_characters(cut, {chr(character): plain for character, plain in hscode.FOLDED.items()})
    digits = folded.str.replace_all("[. ]", "")
    is_short = folded.str.len_chars() <= hscode.LONGEST
    is_whole = is_short & ~folded.str.contains(_A_NUMBER)
    line = nw.lit(str(MALFORMED))
    if lost_zeros:
        restored = nw.concat_str(nw.lit("10"), digits.str.slice(0, hscode.LINE - 1))
        line = nw.when(is_whole & digits.str.contains(_A_LOST_ZERO)).then(restored).otherwise(line)
    is_code = is_whole & digits.str.contains(_A_CODE)
    line = nw.when(is_code).then(digits.str.slice(0, hscode.LINE)).otherwise(line)
    is_plain = (text.str.len_chars() == hscode.LINE) & text.str.contains(_PLAIN)
    return frame.with_columns(nw.when(is_plain).then(text).otherwise(line).cast(nw.Int64).alias(into))


# "\z" is the end in all of RE2, Rust and Java; in Java "$" also matches before a last line end.
_PLAIN = rf"^[0-9]{{{hscode.LINE}}}\z"
_A_CODE = r"^({})\z".format("|".join(f"[0-9]{{{length}}}" for length in hscode.LENGTHS))
_A_LOST_ZERO = r"^[1-9]({})\z".format("|".join(f"[0-9]{{{length - 2}}}" for length in hscode.LENGTHS))
_A_NUMBER = r"^[^.]*[.][0-9]\z"
WHITE_SPACE = "".join(filter(str.isspace, map(chr, range(sys.maxunicode + 1))))

RESTORED = 10**hscode.LINE
"""What is added to the number of a line whose leading zero was put back."""

HS_CODES = Reader(lambda value: _line(value) if isinstance(value, str) else MALFORMED, _line_in_sql, _PLAIN)
HS_CODES_WITHOUT_ZEROS = Reader(_restored_number, functools.partial(_line_in_sql, lost_zeros=True), _PLAIN)
"""Reads codes that may have lost their leading zero, as texts or as whole numbers."""


def written_name(value: object) -> str | None:
    """Write the name or code of a place: text, or a whole number; None for anything else, of which nothing is asked."""
    if is_a(value, str):
        return str.__str__(value)
    return str(int(value)) if is_a(value, Integral) and not is_a(value, bool) else None


def places_reader(
    find: Callable[[str], int], list_names: Callable[[], Table], list_forms: Callable[[], Table] | None = None
) -> Reader:
    """Make the reader of places.

    Args:
        find: numbers the places that a name may mean.
        list_names: lists the same by folded name, for SQL; the columns are the name and the number.
        list_forms: lists longer forms of names in the same way, which are looked up last, without tone marks.
    """

    def number(value: object) -> int:
        name = written_name(value)
        return MALFORMED if name is None else find(name)

    names = functools.cache(list_names)
    lists = (names, names, functools.cache(list_forms)) if list_forms else (names, names)
    return Reader(number, functools.partial(_place_in_sql, lists))


Lists = tuple["Callable[[], Table]", ...]
"""What lists the names to look up, first with tone marks, then without, then again without."""


def _place_in_sql(lists: Lists, frame: Frame, engine: Engine, column: str, into: str) -> Frame:
    """Look places up with their tone marks, or else without, as the gazetteer does."""
    toned, toneless = f"{into}_toned", f"{into}_toneless"
    frame = frame.with_columns(nw.col(column).cast(nw.String).str.to_lowercase().alias(f"{into}_text"))
    frame = engine.translate(frame, f"{into}_text", _FOLDED, toned)
    frame = engine.translate(frame, toned, _WITHOUT_TONES, toneless)
    found = []
    for index, (key, list_them) in enumerate(zip((toned, toneless, toneless), lists, strict=False)):
        names = list_them()
        found.append(f"{into}_{index}")
        ours = names.renamed({names.names[0]: f"{into}_name_{index}", names.names[1]: found[-1]})
        frame = engine.join(frame, ours, key)
    number = nw.coalesce(*map(nw.col, found), nw.lit(MALFORMED))
    return frame.with_columns(nw.when(~nw.col(column).is_null()).then(number).alias(into))


_WIDE_FILLERS = "＇－｀﹘﹣･"  # which NFKC makes into fillers
_FULL_WIDTH = {chr(0xFEE0 + ord(plain)): plain for plain in "0123456789abcdefghijklmnopqrstuvwxyz(),"}
_FOLDED = {**dict.fromkeys((*map(chr, FILLERS), *_WIDE_FILLERS), ""), **_FULL_WIDTH}
_WITHOUT_TONES = {
    **PINYIN,
    **dict(zip("ăĕĭŏŭü", "aeiouu", strict=True)),
    **dict.fromkeys("\u0300\u0301\u0304\u0306\u0308\u030c", ""),
}
