"""Read PDF files page by page into tables and lines of text."""

from __future__ import annotations

import contextlib
import io
import logging
import re
from typing import TYPE_CHECKING, Any

from pilotzones.annex.errors import AnnexFileError, refuse_without_extra
from pilotzones.annex.grids.vocabulary import is_line_code, read_codes
from pilotzones.annex.readers.document import Document, Grid, Unread
from pilotzones.annex.readers.pdf.glyphs import find_turn, read_glyphs
from pilotzones.annex.readers.pdf.ruled import Lattice, find_ruling_lines, group_into_tables
from pilotzones.annex.readers.pdf.unruled import UnruledColumns
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from pilotzones.annex.readers.document import Block
    from pilotzones.annex.readers.pdf.glyphs import Glyph

MOST_PAGES = 3_000
MOST_ON_A_PAGE = 100_000
"""The most characters, or lines, that a page may have; a full page of small print has a tenth of that."""

_TAIL = 2_048
_LINEARIZED = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)|/L\s+(\d+)[^>]*?/Linearized\b", re.DOTALL)
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_SCAN = (
    "is a scan: its pages are pictures without text. Recognise the characters first, with a program such as "
    "ocrmypdf, or use the attachment that has text"
)


def read_pdf(path: pathlib.Path) -> Document:
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
    content = path.read_bytes()
    _check_whole(path, content)
    with _explain_errors(path, None):
        pdf = pdfplumber.open(io.BytesIO(content))
        count = len(pdf.pages)
    if not 0 < count <= MOST_PAGES:
        raise _refuse(path, f"has {count:,} pages, and an annex has from 1 to {MOST_PAGES:,}")
    return Document(kind="PDF", pages=count, blocks=_read_blocks(path, pdf))


def _read_blocks(path: pathlib.Path, pdf: Any) -> Iterator[Block]:  # noqa: ANN401 - pdfplumber's own
    """Read the pages in order; if every page is a picture, the file is a scan."""
    columns = UnruledColumns()
    unread: list[Unread] = []
    has_text = False
    for page in pdf.pages:
        with _explain_errors(path, page.page_number):
            blocks = list(_read_page(path, page, columns))
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
        raise _refuse(path, _SCAN if "picture" in unread[0].why else f"cannot be read: {unread[0].why}")


def _read_page(path: pathlib.Path, page: Any, columns: UnruledColumns) -> Iterator[Block]:  # noqa: ANN401
    """Read a page: its ruled tables, and the text around them."""
    characters = page.chars
    shapes = len(page.lines) + len(page.rects) + len(page.curves)
    if max(len(characters), shapes) > MOST_ON_A_PAGE:
        raise _refuse(path, f"has more than {MOST_ON_A_PAGE:,} characters or lines on page {page.page_number}")
    why = _find_why_unreadable(page, characters)
    if why:
        yield Unread(page=page.page_number, why=why)
        return
    turn = find_turn(characters, float(page.width), float(page.height))
    rules = find_ruling_lines(page, turn)
    lattices = [lattice for lattice in map(Lattice, group_into_tables(rules)) if lattice.is_table]
    tables, loose = _sort_glyphs(read_glyphs(characters, turn), lattices)
    separate = (
        sorted(rule.at for rule in rules.across if rule.stop - rule.start > turn.width / 3) if not rules.down else []
    )
    number = 1
    for lattice, glyphs in [*tables, (None, None)]:
        bottom = lattice.ys[0] if lattice else float("inf")
        between = [glyph for glyph in loose if glyph.y < bottom]
        loose = [glyph for glyph in loose if glyph.y >= bottom]
        for block in columns.read_blocks(between, page.page_number, number, separate):
            number += len(block.rows) if isinstance(block, Grid) else 0
            yield block
        if lattice and glyphs:
            grid = lattice.make_grid(glyphs, page.page_number, number)
            # If lines separate only columns, or groups of rows, the codes separate the rows.
            parts = list(columns.read_blocks(glyphs, page.page_number, number)) if _has_heaped_rows(grid) else [grid]
            number += sum(len(part.rows) for part in parts if isinstance(part, Grid))
            yield from parts


def _sort_glyphs(glyphs: list[Glyph], lattices: list[Lattice]) -> tuple[list[tuple[Lattice, list[Glyph]]], list[Glyph]]:
    """Sort a page's characters into its tables, in reading order, and those outside all tables."""
    lattices.sort(key=lambda lattice: lattice.area)
    held: list[list[Glyph]] = [[] for _ in lattices]
    loose: list[Glyph] = []
    for glyph in glyphs:
        # The smallest table around a character is its own: another may be a frame.
        own = next((at for at, lattice in enumerate(lattices) if lattice.holds(glyph)), None)
        (loose if own is None else held[own]).append(glyph)
    tables = [(lattice, own) for lattice, own in zip(lattices, held, strict=True) if own]
    tables.sort(key=lambda table: (round(table[0].ys[0] / 10), table[0].xs[0]))
    return tables, loose


def _has_heaped_rows(grid: Grid) -> bool:
    """Decide whether most codes of a grid share a cell with other codes."""
    cells = {id(cell): cell.text for row in grid.rows for cell in row.cells}
    heaps = [len(codes) for text in cells.values() if is_line_code(text) and (codes := read_codes(text))]
    return 2 * sum(count for count in heaps if count > 1) > sum(heaps)


def _find_why_unreadable(page: Any, characters: list[dict[str, Any]]) -> str:  # noqa: ANN401
    """Find why the text of a page cannot be read; empty if it can, or the page is blank."""
    texts = [character["text"] for character in characters if character["text"].strip()]
    if not texts:
        return "it is a picture without text" if page.images or len(page.curves) > 100 else ""  # noqa: PLR2004 - outlines
    unmapped = sum(bool(_UNMAPPED.fullmatch(text)) for text in texts)
    if 2 * unmapped > len(texts):
        return "its font does not say which characters it shows; print the file to PDF again, or use another copy"
    return ""


def _check_whole(path: pathlib.Path, content: bytes) -> None:
    """Check that a file is not cut off: its end mark is at its end, and it has the length that it states."""
    end = content.rfind(b"%%EOF")
    declared = _LINEARIZED.search(content[:_TAIL])
    length = int(declared[1] or declared[2]) if declared else 0
    cut_off = end < 0 or length > len(content) or b" obj" in content[end:] or b"startxref" not in content
    if cut_off:
        raise _refuse(path, "is cut off: its end is missing. Download it again")


@contextlib.contextmanager
def _explain_errors(path: pathlib.Path, page: int | None) -> Iterator[None]:
    """Turn whatever the library raises into one error."""
    try:
        yield
    except (AnnexFileError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file makes the libraries raise anything
        if "Password" in f"{type(error).__name__} {error!r}" or "Password" in repr(error.__context__):
            raise _refuse(
                path, "is encrypted. Open it with its password, save it without one, and read the new file"
            ) from None
        where = "" if page is None else f" on page {page}"
        raise _refuse(path, f"is damaged{where} ({type(error).__name__}). Download it again", page) from None


def _refuse(path: pathlib.Path, why: str, page: int | None = None) -> AnnexFileError:
    return AnnexFileError(f"{quoted(path.name)} {why}.", file=path.name, page=page)
