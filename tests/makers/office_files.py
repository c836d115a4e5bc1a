"""Office files, web pages and texts by real writers: what the readers are tried on."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import docx
import openpyxl
import pytest
import xlwt
from docx.oxml import parse_xml

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterable, Sequence

    from lists import Line

    from pilotzones.annex.readers.document import Document, GridRow

HEADER = ("序号", "税则号列", "货品名称", "备注")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def table(lines: Iterable[Line]) -> list[tuple[str, ...]]:
    """Lay lines out under the usual header."""
    return [HEADER, *((str(line.seq), line.hs_code, line.name, line.remark) for line in lines)]


def grids(document: Document) -> list[list[tuple[str, ...]]]:
    """Take the texts of a document's grids."""
    return [[texts(row) for row in block.rows] for block in document.blocks if hasattr(block, "rows")]


def texts(row: GridRow) -> tuple[str, ...]:
    """Take the texts of a row."""
    return tuple(cell.text for cell in row.cells)


def xlsx(path: pathlib.Path, *sheets: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> pathlib.Path:
    """Write a workbook of these sheets; ``merged`` are areas of the first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    return path


def xls(
    path: pathlib.Path,
    rows: Sequence[Sequence[object]],
    merged: Sequence[tuple[int, int, int, int]] = (),
    far: tuple[int, int] | None = None,
) -> pathlib.Path:
    """Write an old workbook, its text given in GBK.

    Args:
        path: the file.
        rows: what stands in it.
        merged: areas, each by first and last row, first and last column, from 0.
        far: the row and column of one more cell, far out.
    """
    book = xlwt.Workbook(encoding="gbk")
    sheet = book.add_sheet("清单", cell_overwrite_ok=True)
    for at, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write(at, place, value)
    for top, bottom, left, right in merged:
        sheet.write_merge(top, bottom, left, right, rows[top][left])
    if far:
        sheet.write(*far, "a")
    book.save(str(path))
    return path


def word(path: pathlib.Path, body: str) -> pathlib.Path:
    """Write a Word file whose body is this XML, w: being its own namespace."""
    document = docx.Document()
    made = parse_xml(f'<w:body xmlns:w="{_W}">{body}</w:body>')
    for element in list(made):
        document.element.body.append(element)
    document.save(str(path))
    return path


def cell(text: str, properties: str = "", inner: str = "") -> str:
    """Write a cell of a Word table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}{inner}</w:tc>"


def paragraph(text: str) -> str:
    """Write a paragraph of Word."""
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def word_table(rows: Iterable[Sequence[str]]) -> str:
    """Write a table of Word."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def html_table(rows: Iterable[Sequence[str]]) -> str:
    """Write a table of HTML, its rows and cells unclosed."""
    return "<table>" + "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in rows) + "</table>"


def converted(path: pathlib.Path, suffix: str) -> pathlib.Path:
    """Convert a file with LibreOffice; without it the test is skipped, but not where everything must run."""
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice (soffice) is missing")
        pytest.skip("LibreOffice (soffice) is missing")
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [office, profile, "--headless", "--convert-to", suffix, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path.with_suffix(f".{suffix}")


def rewritten(path: pathlib.Path, part: str, old: str, new: str) -> pathlib.Path:
    """Change what a part of a ZIP file says."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    return zipped(path, parts)


def zipped(path: pathlib.Path, parts: dict[str, bytes]) -> pathlib.Path:
    """Write a ZIP file of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
