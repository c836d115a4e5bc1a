"""Check that a PDF file has all that it refers to: what is missing or damaged, the library leaves out silently."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DEEPEST = 100
"""The most nodes of a page tree that are below each other."""
_FONT = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+[-+.\d]+\s+Tf\b")
_DRAWING = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


class IncompleteError(Exception):
    """A file that lacks something that it refers to; the message is what, as a clause after "is damaged: "."""


@contextlib.contextmanager
def refuse_damaged_streams() -> Iterator[None]:
    """Let the library raise an error where packed data are damaged, whatever they are: pages, fonts, tables of objects.

    By itself it takes what it can unpack, and goes on with half a page, or with the wrong characters.
    """
    from pdfminer import pdftypes  # noqa: PLC0415 - an extra

    lenient = pdftypes.decompress_corrupted
    pdftypes.decompress_corrupted = _refuse_damaged_stream
    try:
        yield
    finally:
        pdftypes.decompress_corrupted = lenient


def _refuse_damaged_stream(data: bytes) -> bytes:  # noqa: ARG001 - called as the library's own
    raise IncompleteError("data in it do not unpack, or have another checksum")


def check_page_tree(document: Any, found: int) -> None:  # noqa: ANN401 - pdfminer's own
    """Check that the library found as many pages as each part of the page tree states, no page being in it twice.

    Args:
        document: the document, as the library gives it.
        found: how many pages it found.

    Raises:
        IncompleteError: if pages are missing.
    """
    counted = _count_pages(document.catalog.get("Pages"), set(), 0)
    if counted != found:
        raise IncompleteError(f"its page tree has {counted:,} pages, and {found:,} of them are found")


def _count_pages(reference: Any, seen: set[int], depth: int) -> int:  # noqa: ANN401 - as above
    """Count the pages below a node, and hold them against what it states."""
    from pdfminer.pdftypes import PDFObjRef, resolve1  # noqa: PLC0415 - as above

    node = resolve1(reference)
    if not isinstance(reference, PDFObjRef) or not isinstance(node, dict) or reference.objid in seen:
        raise IncompleteError("a page is missing from its page tree, or is in it twice")
    seen.add(reference.objid)
    if "Kids" not in node:
        return 1
    kids = resolve1(node["Kids"])
    if depth > _DEEPEST or not isinstance(kids, list):
        raise IncompleteError("its page tree is not one")
    stated = resolve1(node.get("Count"))
    counted = sum(_count_pages(kid, seen, depth + 1) for kid in kids)
    if counted != stated:
        raise IncompleteError(f"its page tree states {stated} pages, and {counted:,} are found")
    return counted


def has_contents(page: Any) -> bool:  # noqa: ANN401 - as above
    """Decide whether a page says what is drawn on it, even if that is nothing."""
    return page.attrs.get("Contents") not in (None, [])


def check_contents(page: Any) -> None:  # noqa: ANN401 - as above
    """Check that a page has each part of its drawing, and each font and drawing that it uses.

    Raises:
        IncompleteError: if one is missing.
    """
    content = b"\n".join(_unpack(part, "a part of what is drawn on it is missing") for part in page.contents)
    _check_drawing(content, page.attrs.get("Resources"), [])


def _check_drawing(content: bytes, resources: Any, seen: list[Any]) -> None:  # noqa: ANN401 - as above
    """Check what a drawing uses, and what the drawings inside it use that are not seen yet."""
    from pdfminer.pdftypes import PDFStream  # noqa: PLC0415 - as above

    fonts, drawings = (_list_resources(resources, kind) for kind in ("Font", "XObject"))
    for name in _find_names(_FONT, content):
        if not isinstance(fonts.get(name), dict):
            raise IncompleteError("a font of its text is missing")
    for name in _find_names(_DRAWING, content):
        drawing = drawings.get(name)
        if not isinstance(drawing, PDFStream):
            raise IncompleteError("a picture or a drawing on it is missing")
        if "Form" in str(drawing.get("Subtype")) and drawing not in seen:
            seen.append(drawing)
            _check_drawing(drawing.get_data(), drawing.get("Resources") or resources, seen)


def _find_names(pattern: re.Pattern[bytes], content: bytes) -> set[str]:
    """Find the names of what is used, as the library has them: some programs write names that are no UTF-8."""
    from pdfminer.psparser import LIT, literal_name  # noqa: PLC0415 - as above

    found = (_ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name) for name in pattern.findall(content))
    return {str(literal_name(LIT(name))) for name in found}


def _list_resources(resources: Any, kind: str) -> Mapping[str, Any]:  # noqa: ANN401 - as above
    """List the fonts or the drawings that a page may use, by their names."""
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415 - as above

    given = resolve1(resources)
    named = resolve1(given.get(kind)) if isinstance(given, dict) else None
    return {name: resolve1(one) for name, one in named.items()} if isinstance(named, dict) else {}


def _unpack(part: Any, problem: str) -> bytes:  # noqa: ANN401 - as above
    from pdfminer.pdftypes import PDFStream, resolve1  # noqa: PLC0415 - as above

    stream = resolve1(part)
    if not isinstance(stream, PDFStream):
        raise IncompleteError(problem)
    return bytes(stream.get_data())
