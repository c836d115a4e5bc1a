"""Tables of tariff codes that nobody has printed: drawn, written by real writers in every format, and what must be read."""

from __future__ import annotations

import csv
import html
import io
from typing import TYPE_CHECKING, NamedTuple

import docx
import openpyxl
import xlwt
from hypothesis import strategies as st
from office_files import zipped
from pdf_files import GRID, save, table
from reportlab.platypus import PageBreak

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable, Iterator, Sequence

TITLES = ("序号", "税则号列", "货品名称", "單位", "Origine", "备注")
"""The titles of all columns; that of the fifth is not known, so that it is kept as it is printed."""
LINES = (
    "01012100 02032190 04022100 04029100 04031000 08013200 08023100 09012100 33049900 61121100 84713010 87116000 96200000"
).split()
"""Lines of the tariff, from which shorter and longer codes are made."""

NAMES = ("浓缩的乳", "其他", "---其他", "独脚架：", "Fresh milk", "鲜的，冷的", "无缝的 (seamless)", "2升及以下的")
REMARKS = ("", "", "仅限网购保税商品", "每人每年2千克以内")
CHAPTERS = ("第一章 活动物", "第四章 乳品；蛋品", "Chapter 9 Coffee")
UNREADABLE = ("O4029900", "0403l000", "04052000（部分）", "1.01211E+12", "0402xx00", "待定", "04061000?", "402.91")
BETWEEN = ("-", "—", "–", "～", "~", "至", "到")
UNITS = ("", "千克", "个")
ORIGINS = ("", "Chine", "Corée du Sud")


class Entry(NamedTuple):
    """A row as it is written: its kind, number, the text of its code, the digits that it means, and its other cells."""

    kind: str
    number: str = ""
    code: str = ""
    digits: str = ""
    name: str = ""
    remark: str = ""
    unit: str = ""
    origin: str = ""


class DrawnTable(NamedTuple):
    """A table: its pages or sheets, the titles of its columns, and whether each page repeats them."""

    pages: tuple[tuple[Entry, ...], ...]
    numbered: bool
    remarked: bool
    headed: bool
    wide: bool

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of its columns."""
        return self.pick(TITLES)

    @property
    def entries(self) -> list[Entry]:
        """All its rows."""
        return [entry for page in self.pages for entry in page]

    def pick(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Pick the cells of the columns that it has."""
        kept = (self.numbered, True, True, self.wide, self.wide, self.remarked)
        return tuple(cell for cell, keep in zip(cells, kept, strict=True) if keep)

    def others(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """The titles and texts of the columns that have no field of their own."""
        cells = (("單位", entry.unit), ("Origine", entry.origin))
        return tuple((title, text) for title, text in cells if text and self.wide)

    def lay_out(self) -> Iterator[list[tuple[str, ...]]]:
        """Lay each page out as rows of cells."""
        width = len(self.titles)
        for at, page in enumerate(self.pages):
            rows = [self.titles] if self.headed or not at else []
            for entry in page:
                if entry.kind == "header":
                    rows.append(self.titles)
                elif entry.kind in ("blank", "chapter"):
                    rows.append((entry.name, *[""] * (width - 1)))
                else:
                    rows.append(
                        self.pick((entry.number, entry.code, entry.name, entry.unit, entry.origin, entry.remark))
                    )
            yield rows


def spellings(digits: str) -> list[str]:
    """Spell a code as official tables do."""
    pairs = [digits[at : at + 2] for at in range(4, len(digits), 2)] if len(digits) in (8, 10) else []
    spelt = [digits, f"{digits}①"]
    if pairs:
        spelt += [".".join([digits[:4], *pairs]), f"{digits[:4]} {digits[4:8]}" + f" {digits[8:]}".rstrip()]
    if len(digits) == 6:
        spelt.append(f"{digits[:4]}.{digits[4:]}")
    return spelt


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Draw a row without its number."""
    kind = draw(st.sampled_from(["line"] * 8 + ["range", "unreadable", "blank", "chapter", "header"]))
    cells = [draw(st.sampled_from(texts)) for texts in (NAMES, REMARKS, UNITS, ORIGINS)]
    if kind == "line":
        line = draw(st.sampled_from(LINES))
        digits = (line + draw(st.sampled_from(["00", "90", "00999", "10102"])))[
            : draw(st.sampled_from([4, 6, 8, 8, 10, 13]))
        ]
        return Entry(kind, "", draw(st.sampled_from(spellings(digits))), digits, *cells)
    if kind == "range":
        length = draw(st.sampled_from([4, 6, 8]))
        first, last = draw(
            st.sampled_from([("04029100", "04029900"), ("08013200", "08023100"), ("61121100", "61124900")])
        )
        return Entry(kind, "", f"{first[:length]}{draw(st.sampled_from(BETWEEN))}{last[:length]}", "", *cells)
    if kind == "unreadable":
        return Entry(kind, "", draw(st.sampled_from(UNREADABLE)), "", *cells)
    return Entry(kind, name=draw(st.sampled_from(CHAPTERS)) if kind == "chapter" else "")


@st.composite
def drawn_tables(draw: st.DrawFn) -> DrawnTable:
    """Draw a table of one to three pages; its numbers run through, over headings or without them."""
    numbered, remarked, headed, wide = (draw(st.booleans()) for _ in range(4))
    counts_headings = draw(st.booleans())
    pages = draw(st.lists(st.lists(entries(), min_size=1, max_size=6), min_size=1, max_size=3))
    pages[0].insert(0, Entry("line", "", "04021000", "04021000", "固状乳", ""))
    count = 0
    numbers: list[list[Entry]] = []
    for page in pages:
        numbers.append([])
        for entry in page:
            counts = entry.kind in ("range", "unreadable") or (
                entry.kind == "line" and (counts_headings or len(entry.digits) >= 8)
            )
            count += counts
            remark = entry.remark if remarked else ""
            numbers[-1].append(entry._replace(number=str(count) if counts and numbered else "", remark=remark))
    return DrawnTable(tuple(map(tuple, numbers)), numbered, remarked, headed, wide)


def write_csv(path: pathlib.Path, drawn: DrawnTable) -> None:
    """Write the pages below each other."""
    out = io.StringIO()
    for rows in drawn.lay_out():
        csv.writer(out).writerows(rows)
    path.write_text(out.getvalue(), "utf-8-sig")


def write_xlsx(path: pathlib.Path, drawn: DrawnTable) -> None:
    """Write each page as a sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in drawn.lay_out():
        sheet = book.create_sheet()
        for row in rows:
            sheet.append([cell or None for cell in row])
    book.save(path)


def write_xls(path: pathlib.Path, drawn: DrawnTable) -> None:
    """Write each page as a sheet of an old workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    for number, rows in enumerate(drawn.lay_out(), 1):
        sheet = book.add_sheet(f"第{number}表")
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write(at, column, text)
    book.save(str(path))


def write_ods(path: pathlib.Path, drawn: DrawnTable) -> None:
    """Write each page as a sheet in the XML of OpenDocument."""
    spaces = ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    spaces += ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    spaces += ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    sheets = ""
    for rows in drawn.lay_out():
        body = ""
        for row in rows:
            cells = (f"<table:table-cell><text:p>{html.escape(text)}</text:p></table:table-cell>" for text in row)
            body += f"<table:table-row>{''.join(cells)}</table:table-row>"
        sheets += f'<table:table table:name="清单">{body}</table:table>'
    content = f"<office:document-content{spaces}>{sheets}</office:document-content>"
    zipped(path, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


def write_docx(path: pathlib.Path, drawn: DrawnTable) -> None:
    """Write each page as a table; the heading of a chapter is one cell over all columns."""
    document = docx.Document()
    for rows in drawn.lay_out():
        made = document.add_table(0, len(drawn.titles))
        for row in rows:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph()
    document.save(str(path))


def write_html(path: pathlib.Path, drawn: DrawnTable) -> None:
    """Write each page as a table; the heading of a chapter is one cell over all columns."""
    tables = ""
    for rows in drawn.lay_out():
        tables += "<table>"
        for row in rows:
            tables += f"<tr>{''.join(f'<td>{html.escape(text)}</td>' for text in row)}</tr>"
        tables += "</table><p></p>"
    path.write_text(f"<html><meta charset='utf-8'><body>{tables}</body></html>", "utf-8")


def write_ruled_pdf(path: pathlib.Path, drawn: DrawnTable) -> None:
    """Write each page as a page with a ruled table."""
    _write_pdf(path, drawn, (GRID,))


def write_bare_pdf(path: pathlib.Path, drawn: DrawnTable) -> None:
    """Write each page as a page with a table without ruling lines."""
    _write_pdf(path, drawn, ())


def _write_pdf(path: pathlib.Path, drawn: DrawnTable, styles: tuple[tuple[object, ...], ...]) -> None:
    widths = drawn.pick((40, 130, 120, 40, 80, 120))
    parts: list[object] = []
    for rows in drawn.lay_out():
        spans = [("SPAN", (0, at), (-1, at)) for at, row in enumerate(rows) if row[0] in CHAPTERS and styles]
        parts += [PageBreak()] if parts else []
        parts.append(table(rows, [*styles, *spans], widths=widths, repeat=0))
    save(path, *parts)


WRITERS: dict[str, Callable[[pathlib.Path, DrawnTable], None]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "xls": write_xls,
    "ods": write_ods,
    "docx": write_docx,
    "html": write_html,
    "ruled.pdf": write_ruled_pdf,
    "bare.pdf": write_bare_pdf,
}
