"""Read PDF files page by page into tables and lines of text."""

from __future__ import annotations

import contextlib
import io
import logging
import re
from typing import TYPE_CHECKING, Any

from pilotzones.annex.errors import AnnexFileError, refuse_without_extra
from pilotzones.annex.grids.vocabulary import is_page_number
from pilotzones.annex.readers.document import Document, Stray, Unread
from pilotzones.annex.readers.pdf.angles import STRAIGHTEN, find_text, find_unread
from pilotzones.annex.readers.pdf.glyphs import find_overprint, read_glyphs
from pilotzones.annex.readers.pdf.page_tables import read_tables
from pilotzones.annex.readers.pdf.ruled import Lattice, find_lines_askew, find_ruling_lines, group_into_tables
from pilotzones.annex.readers.pdf.turns import find_difference
from pilotzones.annex.readers.pdf.unruled import UnruledColumns
from pilotzones.annex.readers.pdf.whole import (
    IncompleteError,
    check_contents,
    check_page_tree,
    has_contents,
    refuse_damaged_streams,
)
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pilotzones.annex.readers.document import Block
    from pilotzones.annex.readers.pdf.angles import PageText
    from pilotzones.annex.readers.pdf.glyphs import Glyph
    from pilotzones.annex.readers.saved_file import SavedFile

MOST_PAGES = 3_000
MOST_ON_A_PAGE = 100_000
"""The most characters, or lines, that a page may have; a full page of small print has a tenth of that."""

MOST_CONTENT = 8 << 20
"""The most bytes of drawing that a page may have, unpacked; the ministry's pages have a hundredth of that."""

_TAIL = 2_048
_LINEARIZED = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)|/L\s+(\d+)[^>]*?/Linearized\b", re.DOTALL)
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_NO_CONTENTS = "it has no contents, so that whether it is blank is not certain; compare it with the published annex"
_ANOTHER = "Download it again; if it stays so, open it with another program, print it to PDF, and read the new file"
_SCAN = (
    "is a scan: its pages are pictures without text. Recognise the characters first, with a program such as "
    "ocrmypdf, or use the attachment that has text"
)


def read_pdf(file: SavedFile) -> Document:
    """Read a PDF file page by page.

    Raises:
        AnnexFileError: if it is encrypted, cut off, damaged, a scan, or far too large.
        ImportError: names the extra.
    """
    try:
        import pdfplumber  # noqa: PLC0415 - an extra
    except ImportError:
        raise refuse_without_extra("Reading PDF files") from None
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # this module checks everything that it warns of
    _check_whole(file)
    with _explain_errors(file, None):
        pdf = pdfplumber.open(io.BytesIO(file.data))
        count = len(pdf.pages)
        if not 0 < count <= MOST_PAGES:
            raise _refuse(file, f"has {count:,} pages, and an annex has from 1 to {MOST_PAGES:,}")
        check_page_tree(pdf.doc, count)
    strays: list[Stray] = []
    return Document(kind="PDF", pages=count, blocks=_read_blocks(file, pdf, strays), strays=strays)


def _read_blocks(file: SavedFile, pdf: Any, strays: list[Stray]) -> Iterator[Block]:  # noqa: ANN401 - pdfplumber's own
    """Read the pages in order; if every page is a picture, the file is a scan."""
    columns = UnruledColumns()
    unread: list[Unread] = []
    has_text = False
    for page in pdf.pages:
        with _explain_errors(file, page.page_number):
            blocks = list(_read_page(file, page, columns, strays))
            page.close()
        if isinstance(next(iter(blocks), None), Unread) and not has_text:
            unread += blocks  # type: ignore[arg-type]
            continue
        has_text = has_text or bool(blocks)
        if has_text:
            yield from unread
            unread = []
        yield from blocks
    if unread and not has_text:
        raise _refuse(file, _SCAN if "picture" in unread[0].why else f"cannot be read: {unread[0].why}")


def _read_page(
    file: SavedFile,
    page: Any,  # noqa: ANN401 - pdfplumber's own
    columns: UnruledColumns,
    strays: list[Stray],
) -> Iterator[Block]:
    """Read a page: its ruled tables, the text around them, and what is at another angle."""
    if not has_contents(page.page_obj):
        yield Unread(page=page.page_number, why=_NO_CONTENTS)
        return
    if _measure_content(page) > MOST_CONTENT:
        raise _refuse(file, f"has more than {MOST_CONTENT >> 20} MiB of drawing on page {page.page_number}")
    check_contents(page.page_obj)
    characters = page.chars
    shapes = len(page.lines) + len(page.rects) + len(page.curves)
    if max(len(characters), shapes) > MOST_ON_A_PAGE:
        raise _refuse(file, f"has more than {MOST_ON_A_PAGE:,} characters or lines on page {page.page_number}")
    text = find_text(characters, float(page.width), float(page.height), is_scan=_is_scan(page))
    if text.why:
        raise _refuse(file, f"has on page {page.page_number} {text.why}", page.page_number)
    why = _find_why_unreadable(page, text.characters)
    if why:
        yield Unread(page=page.page_number, why=why)
        return
    askew = find_lines_askew(page, text.turn)
    if askew:
        raise _refuse(file, f"has on page {page.page_number} {askew}. {STRAIGHTEN}", page.page_number)
    rules = find_ruling_lines(page, text.turn)
    lattices = [lattice for lattice in map(Lattice, group_into_tables(rules)) if lattice.is_table]
    glyphs = read_glyphs(text.characters, text.turn)
    over = find_overprint(glyphs)
    stamp = frozenset(over)
    glyphs = [glyph for glyph in glyphs if glyph not in stamp] if over else glyphs
    yield from read_tables(
        page.page_number, glyphs=glyphs, rules=rules, lattices=lattices, columns=columns, width=text.turn.width
    )
    yield from _read_others(page.page_number, text, glyphs, lattices, strays)
    if over:
        shown = quoted("".join(glyph.text for glyph in over))
        why = f"large characters are printed over its text ({shown}) and are not read; use a copy without them"
        yield Unread(page=page.page_number, why=why)


def _measure_content(page: Any) -> int:  # noqa: ANN401
    """Measure a page's drawing in bytes; the library keeps what it unpacks for this."""
    from pdfminer.pdftypes import PDFStream, resolve1  # noqa: PLC0415 - an extra

    streams = (resolve1(part) for part in page.page_obj.contents)
    return sum(len(stream.get_data()) for stream in streams if isinstance(stream, PDFStream))


def _read_others(
    page: int, text: PageText, glyphs: list[Glyph], lattices: list[Lattice], strays: list[Stray]
) -> Iterator[Unread]:
    """Note the text at other angles, which is left out; if it may be a part of the table, the page is not whole."""
    for other in text.others:
        if not is_page_number(other.example):
            angle = round(find_difference(other.angle, text.turn.angle))
            strays.append(Stray(page=page, text=other.example, characters=other.size, angle=angle))
    unread = find_unread(text, glyphs, lattices)
    if unread:
        yield Unread(page=page, why=unread)


def _is_scan(page: Any) -> bool:  # noqa: ANN401
    """Decide whether pictures cover half of a page, so that its text may have been recognised on them."""
    covered: float = sum((one["x1"] - one["x0"]) * (one["bottom"] - one["top"]) for one in page.images)
    return bool(2 * covered >= page.width * page.height)


def _find_why_unreadable(page: Any, characters: Sequence[dict[str, Any]]) -> str:  # noqa: ANN401
    """Find why the text of a page cannot be read; empty if it can, or the page is blank."""
    texts = [character["text"] for character in characters if character["text"].strip()]
    if not texts:
        return "it is a picture without text" if page.images or len(page.curves) > 100 else ""  # noqa: PLR2004 - outlines
    unmapped = sum(bool(_UNMAPPED.fullmatch(text)) for text in texts)
    if 2 * unmapped > len(texts):
        return "its font does not say which characters it shows; print the file to PDF again, or use another copy"
    return ""


def _check_whole(file: SavedFile) -> None:
    """Check that a file is not cut off: its end mark is at its end, and it has the length that it states."""
    content = file.data
    end = content.rfind(b"%%EOF")
    declared = _LINEARIZED.search(content[:_TAIL])
    length = int(declared[1] or declared[2]) if declared else 0
    cut_off = end < 0 or length > len(content) or b" obj" in content[end:] or b"startxref" not in content
    if cut_off:
        raise _refuse(file, "is cut off: its end is missing. Download it again")


@contextlib.contextmanager
def _explain_errors(file: SavedFile, page: int | None) -> Iterator[None]:
    """Turn whatever the library raises into one error."""
    where = "" if page is None else f" on page {page}"
    try:
        with refuse_damaged_streams():
            yield
    except (AnnexFileError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file makes the libraries raise anything
        missing = next((one for one in (error, *error.args) if isinstance(one, IncompleteError)), None)
        if missing:
            raise _refuse(file, f"is damaged{where}: {missing}. {_ANOTHER}", page) from None
        if "Password" in f"{type(error).__name__} {error!r}" or "Password" in repr(error.__context__):
            raise _refuse(
                file, "is encrypted. Open it with its password, save it without one, and read the new file"
            ) from None
        raise _refuse(file, f"is damaged{where} ({type(error).__name__}). Download it again", page) from None


def _refuse(file: SavedFile, why: str, page: int | None = None) -> AnnexFileError:
    return AnnexFileError(f"{quoted(file.name)} {why}.", file=file.name, page=page)
