"""Raised and lowered digits in the cells of XLSX files, which the library gives as ordinary ones: 04029100¹."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from pilotzones.annex.grids.vocabulary import LOWERED, RAISED

if TYPE_CHECKING:
    from pilotzones.annex.readers.archives import Package

_PART = re.compile(r"(?:^|/)(?:worksheets/[^/]*|sharedStrings)\.xml$", re.IGNORECASE)
_ITEM = re.compile(rb"<(?:\w+:)?(?:si|is)>")
_RUN, _END_OF_RUN = re.compile(rb"<(?:\w+:)?r>"), re.compile(rb"</(?:\w+:)?r>")
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</")
_SHIFT = re.compile(rb"""<(?:\w+:)?vertAlign\s+val\s*=\s*["'](superscript|subscript)["']""")
_DIGITS = {b"superscript": RAISED, b"subscript": LOWERED}


def find_raised_texts(package: Package) -> dict[str, str]:
    """Find the texts with raised or lowered digits: how the library gives each, and how it is printed."""
    found: dict[str, str] = {}
    for name, content in package.parts.items():
        if _PART.search(name) and b"vertAlign" in content:
            found.update(map(_read_item, _ITEM.split(content)))
    return {plain: printed for plain, printed in found.items() if plain != printed}


def _read_item(item: bytes) -> tuple[str, str]:
    """Read a text: its plain characters, and those that are printed."""
    plain = printed = ""
    for rest in _RUN.split(item)[1:]:
        run = _END_OF_RUN.split(rest, 1)[0]
        text = html.unescape(b"".join(_TEXT.findall(run)).decode("utf-8", "replace"))
        shift = _SHIFT.search(run)
        plain += text
        printed += text.translate(_DIGITS[shift[1]]) if shift else text
    return plain, printed
