"""PDF files -> the tables and lines of their pages."""

from __future__ import annotations

import contextlib
import io
import logging
import re
from typing import TYPE_CHECKING, Any

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.vocabulary import codes_in, is_line_code
from pilotzones.annex.readers.document import Document, Grid, Unread
from pilotzones.annex.readers.pdf.glyphs import glyphs_of, turn_of
from pilotzones.annex.readers.pdf.ruled import Lattice, rules_of, tables_of
from pilotzones.annex.readers.pdf.unruled import Columns
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from pilotzones.annex.readers.document import Block
    from pilotzones.annex.readers.pdf.glyphs import Glyph

MOST_PAGES = 3_000
MOST_ON_A_PAGE = 100_000
"""The most characters, or rules, that a page may have; a full page of small print has a tenth of it."""

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
        AnnexFileError: if it is encrypted, cut off, damaged or a scan, or beyond all measure.
        ImportError: names the extra.
    """
    try:
        import pdfplumber  # noqa: PLC0415 - an extra
    except ImportError:
        raise ImportError("Reading PDF files needs the extra 'annex': pip install 'pilotzones[annex]'.") from None
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it warns of is looked for here
    content = path.read_bytes()
    _check_whole(path, content)
    with _told(path, None):
        pdf = pdfplumber.open(io.BytesIO(content))
        count = len(pdf.pages)
    if not 0 < count <= MOST_PAGES:
        raise _refused(path, f"has {count:,} pages, and an annex has from 1 to {MOST_PAGES:,}")
    return Document("PDF", count, _blocks(path, pdf))


def _blocks(path: pathlib.Path, pdf: Any) -> Iterator[Block]:  # noqa: ANN401 - pdfplumber's own
    """Read the pages in order; a file of which every page is a picture is a scan."""
    columns = Columns()
    unread: list[Unread] = []
    has_text = False
    for page in pdf.pages:
        with _told(path, page.page_number):
            blocks = list(_page(path, page, columns))
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
        raise _refused(path, _SCAN if "picture" in unread[0].why else unread[0].why)


def _page(path: pathlib.Path, page: Any, columns: Columns) -> Iterator[Block]:  # noqa: ANN401
    """Read a page: its ruled tables, and what stands around them."""
    characters = page.chars
    shapes = len(page.lines) + len(page.rects) + len(page.curves)
    if max(len(characters), shapes) > MOST_ON_A_PAGE:
        raise _refused(path, f"has more than {MOST_ON_A_PAGE:,} characters or rules on page {page.page_number}")
    unreadable = _unreadable(page, characters)
    if unreadable:
        yield Unread(page.page_number, unreadable)
        return
    turn = turn_of(characters, float(page.width), float(page.height))
    rules = rules_of(page, turn)
    lattices = [lattice for lattice in map(Lattice, tables_of(rules)) if lattice.is_table]
    lattices.sort(key=lambda lattice: lattice.area)
    held: list[list[Glyph]] = [[] for _ in lattices]
    loose: list[Glyph] = []
    for glyph in glyphs_of(characters, turn):
        # The smallest table around a character is its own: another may be a frame.
        place = next((place for place, lattice in enumerate(lattices) if lattice.holds(glyph)), None)
        (loose if place is None else held[place]).append(glyph)
    tables = [(lattice, glyphs) for lattice, glyphs in zip(lattices, held, strict=True) if glyphs]
    tables.sort(key=lambda table: (round(table[0].ys[0] / 10), table[0].xs[0]))
    separate = (
        sorted(rule.at for rule in rules.across if rule.stop - rule.start > turn.width / 3) if not rules.down else []
    )
    number = 1
    for lattice, glyphs in [*tables, (None, None)]:
        bottom = lattice.ys[0] if lattice else float("inf")
        between = [glyph for glyph in loose if glyph.y < bottom]
        loose = [glyph for glyph in loose if glyph.y >= bottom]
        for block in columns.blocks(between, page.page_number, number, separate):
            number += len(block.rows) if isinstance(block, Grid) else 0
            yield block
        if lattice and glyphs:
            grid = lattice.grid(glyphs, page.page_number, number)
            # Rules between columns alone, or around groups of rows, leave the rows to be told by their codes.
            parts = list(columns.blocks(glyphs, page.page_number, number)) if _has_heaped_rows(grid) else [grid]
            number += sum(len(part.rows) for part in parts if isinstance(part, Grid))
            yield from parts


def _has_heaped_rows(grid: Grid) -> bool:
    """Tell whether most codes of a grid stand with others in one cell."""
    cells = {id(cell): cell.text for row in grid.rows for cell in row.cells}
    heaps = [len(codes) for text in cells.values() if is_line_code(text) and (codes := codes_in(text))]
    return 2 * sum(count for count in heaps if count > 1) > sum(heaps)


def _unreadable(page: Any, characters: list[dict[str, Any]]) -> str:  # noqa: ANN401
    """Say why a page has no text that can be read; empty if it has, or is blank."""
    texts = [character["text"] for character in characters if character["text"].strip()]
    if not texts:
        return "it is a picture without text" if page.images or len(page.curves) > 100 else ""  # noqa: PLR2004 - outlines
    unmapped = sum(bool(_UNMAPPED.fullmatch(text)) for text in texts)
    if 2 * unmapped > len(texts):
        return "its font does not say which characters it shows; print the file to PDF anew, or use another copy"
    return ""


def _check_whole(path: pathlib.Path, content: bytes) -> None:
    """Check that a file was not cut off: its end mark is at its end, and it is as long as it says."""
    end = content.rfind(b"%%EOF")
    declared = _LINEARIZED.search(content[:_TAIL])
    length = int(declared[1] or declared[2]) if declared else 0
    cut_off = end < 0 or length > len(content) or b" obj" in content[end:] or b"startxref" not in content
    if cut_off:
        raise _refused(path, "is cut off: its end is missing. Download it again")


@contextlib.contextmanager
def _told(path: pathlib.Path, page: int | None) -> Iterator[None]:
    """Say in one error whatever the library raises."""
    try:
        yield
    except (AnnexFileError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file makes the libraries raise anything
        if "Password" in f"{type(error).__name__} {error!r}" or "Password" in repr(error.__context__):
            raise _refused(
                path, "is encrypted. Open it with its password, save it without one, and read that"
            ) from None
        where = "" if page is None else f" on page {page}"
        raise _refused(path, f"is damaged{where} ({type(error).__name__}). Download it again", page) from None


def _refused(path: pathlib.Path, why: str, page: int | None = None) -> AnnexFileError:
    return AnnexFileError(f"{quoted(path.name)} {why}.", file=path.name, page=page)
