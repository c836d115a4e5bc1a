"""Cells of XLSX files without a value, which the library gives as blank: errors, and formulas without a result."""

from __future__ import annotations

import html
import posixpath
import re
from typing import TYPE_CHECKING

from pilotzones.annex.readers.document import Cell, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pilotzones.annex.readers.archives import Package

_BOOK = re.compile(r"(?:^|.*/)workbook\.xml")
_TAG = re.compile(r"<(?:\w+:)?(?:sheet|Relationship)\s[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CELL = re.compile(
    rb"""<(?:\w+:)?c\s([^<>]{0,400}[^<>/])>\s*(<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?\s*"""
    rb"""(?:<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)</|<(?:\w+:)?v\s*/>|</)"""
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_TAGS = re.compile(rb"<[^<>]*>")
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3}\d{1,7})["']""")
_CORRECT = "correct it in the file, and read the file again"
_SAVE = "open the file in Excel, WPS or LibreOffice, save it, and read it again"


def find_lost_values(package: Package) -> dict[str, dict[str, Cell]]:
    """Find the cells without a value, by the name of the sheet and the place of the cell, such as "C3"."""
    return {
        name: dict(_find_in_part(package.parts[part]))
        for name, part in _find_sheets(package).items()
        if part in package.parts
    }


def _find_sheets(package: Package) -> dict[str, str]:
    """Find the part of each sheet, by the sheet's name."""
    book = next((name for name in sorted(package.parts) if _BOOK.fullmatch(name)), "")
    folder, file = posixpath.split(book)
    parts = {
        tag["Id"]: posixpath.normpath(posixpath.join(folder, tag["Target"])).lstrip("/")
        for tag in _list_tags(package.read(f"{folder}/_rels/{file}.rels".lstrip("/")))
        if {"Id", "Target"} <= tag.keys()
    }
    tags = _list_tags(package.read(book))
    return {tag["name"]: parts.get(tag.get("id", ""), "") for tag in tags if "name" in tag}


def _list_tags(content: bytes) -> list[dict[str, str]]:
    """List the sheets or the relations of a part, each by the local names of its attributes."""
    tags = _TAG.findall(content.decode("utf-8", "replace"))
    return [
        {name.rpartition(":")[2]: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(tag)}
        for tag in tags
    ]


def _find_in_part(content: bytes) -> Iterator[tuple[str, Cell]]:
    if not (_FORMULA.search(content) or _ERROR.search(content)):
        return
    for found in _CELL.finditer(content):
        attributes, formula, value = found.groups(b"")
        place = _PLACE.search(attributes)
        if not place:
            continue
        at = place[1].decode()
        if _ERROR.search(attributes):
            yield at, Cell(_read(value), fault=Fault(f"its cell {at} is an error ({_read(value)})", _CORRECT))
        elif formula and not value and not _TEXT.search(attributes):
            shown = f"={_read(_TAGS.sub(b'', formula))}"
            yield at, Cell(shown, fault=Fault(f"the result of the formula in its cell {at} is not in the file", _SAVE))


def _read(text: bytes) -> str:
    return html.unescape(text.decode("utf-8", "replace"))
