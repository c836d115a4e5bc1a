"""Raised and lowered digits in the cells of XLSX files, which the library gives as ordinary ones: 04029100¹."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from pilotzones.annex.grids.vocabulary import LOWERED, RAISED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.readers.archives import Package

_PART = re.compile(r"(?:^|/)(?:worksheets/[^/]*|sharedStrings)\.xml$", re.IGNORECASE)
_ITEM = re.compile(rb"<(?:\w+:)?(?:si|is)>")
_RUN, _END_OF_RUN = re.compile(rb"<(?:\w+:)?r>"), re.compile(rb"</(?:\w+:)?r>")
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</")
# What a formula gave: a text in the cell itself.
_RESULT = re.compile(
    rb"""<(?:\w+:)?c\s[^<>]*\bt\s*=\s*["']str["'][^<>]*>(?:<(?:\w+:)?f[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]*)<"""
)
_SHIFT = re.compile(rb"""<(?:\w+:)?vertAlign\s+val\s*=\s*["'](superscript|subscript)["']""")
_DIGITS = {b"superscript": RAISED, b"subscript": LOWERED}


def find_raised_texts(package: Package) -> dict[str, str | None]:
    """Find the texts with raised or lowered digits: how the library gives each, and how it is printed.

    Where another cell has the same characters in another print, the library does not tell which is which: None.
    """
    parts = [content for name, content in package.parts.items() if _PART.search(name)]
    if not any(b"vertAlign" in content for content in parts):
        return {}
    found: dict[str, str | None] = {}
    for plain, printed in (text for content in parts for text in _list_texts(content)):
        found[plain] = printed if found.get(plain, printed) == printed else None
    return {plain: printed for plain, printed in found.items() if plain != printed}


def _list_texts(part: bytes) -> Iterator[tuple[str, str]]:
    """List the texts in a part, each with its plain characters and those that are printed."""
    yield from map(_read_item, _ITEM.split(part)[1:])
    yield from ((text, text) for text in map(_decode, _RESULT.findall(part)))


def _read_item(item: bytes) -> tuple[str, str]:
    """Read a text of one run or of several; how it is pronounced comes after it."""
    runs = _RUN.split(item)[1:]
    if not runs:
        found = _TEXT.search(item)
        text = _decode(found[1]) if found else ""
        return text, text
    plain = printed = ""
    for rest in runs:
        run = _END_OF_RUN.split(rest, 1)[0]
        text = _decode(b"".join(_TEXT.findall(run)))
        shift = _SHIFT.search(run)
        plain += text
        printed += text.translate(_DIGITS[shift[1]]) if shift else text
    return plain, printed


def _decode(text: bytes) -> str:
    return html.unescape(text.decode("utf-8", "replace"))
