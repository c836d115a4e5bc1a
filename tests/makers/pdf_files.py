"""PDF files of official tables, as real writers make them."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pypdf
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterable, Sequence

    from lists import Line

FONT = "STSong-Light"
HEADER = ("序号", "税则号列", "货品名称", "备注")
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
SIZE = 10

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def cell(text: str, size: float = SIZE) -> Paragraph:
    """Make a cell whose text is broken over lines, Chinese or not."""
    style = ParagraphStyle("cell", fontName=FONT, fontSize=size, leading=size * 1.3, wordWrap="CJK")
    return Paragraph(escape(text), style)


def table(
    rows: Iterable[Sequence[object]],
    styles: Iterable[tuple[object, ...]] = (GRID,),
    widths: Sequence[float] = (40, 70, 200, 180),
    padding: float = 8,
    middle: bool = True,
    repeat: int = 1,
) -> Table:
    """Lay rows out; texts of the third column on are broken over lines."""
    laid = [
        [cell(text) if place >= 2 and isinstance(text, str) and text else text for place, text in enumerate(row)]
        for row in rows
    ]
    made = Table(laid, colWidths=widths, repeatRows=repeat, splitInRow=0)
    made.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), FONT, SIZE),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if middle else "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), padding),
                ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
                *styles,
            ]
        )
    )
    return made


def printed(lines: Iterable[Line], header: Sequence[str] = HEADER) -> list[tuple[str, ...]]:
    """Write lines as rows under a header."""
    return [tuple(header), *((str(line.seq), line.hs_code, line.name, line.remark) for line in lines)]


def save(
    path: pathlib.Path, *parts: object, page: object = A4, rotate: int = 0, numbered: bool = False
) -> pathlib.Path:
    """Write texts and tables below each other as a file, with page numbers and a running head if asked to."""

    def decorate(canvas: Canvas, _: SimpleDocTemplate) -> None:
        if rotate:
            canvas.setPageRotation(rotate)
        if numbered:
            canvas.setFont(FONT, 9)
            canvas.drawCentredString(300, 30, f"— {canvas.getPageNumber()} —")
            canvas.drawString(72, 810, "跨境电子商务零售进口商品清单")

    document = SimpleDocTemplate(str(path), pagesize=page)
    story = [cell(part) if isinstance(part, str) else part for part in parts]
    document.build(story, onFirstPage=decorate, onLaterPages=decorate)
    return path


def sideways(path: pathlib.Path, lines: Sequence[Line]) -> pathlib.Path:
    """Draw a ruled table that runs up the page, which does not say that it is turned."""
    canvas = Canvas(str(path), pagesize=A4)
    made = table(printed(lines))
    made.wrap(*landscape(A4))
    canvas.translate(A4[0] - 40, 40)
    canvas.rotate(90)
    made.drawOn(canvas, 20, 60)
    canvas.showPage()
    canvas.save()
    return path


def drawn(path: pathlib.Path, pages: Iterable[Iterable[tuple[float, float, str]]], size: float = SIZE) -> pathlib.Path:
    """Draw texts at places, in points from the top left: a table without rules."""
    canvas = Canvas(str(path), pagesize=A4)
    for texts in pages:
        canvas.setFont(FONT, size)
        for x, y, text in texts:
            canvas.drawString(x, A4[1] - y, text)
        canvas.showPage()
    canvas.save()
    return path


def turned(path: pathlib.Path, source: pathlib.Path, *angles: float) -> pathlib.Path:
    """Turn what each page of a file shows around the page's middle, counter-clockwise, in degrees; the last holds on."""
    writer = pypdf.PdfWriter(clone_from=source)
    for number, page in enumerate(writer.pages):
        x, y = float(page.mediabox.width) / 2, float(page.mediabox.height) / 2
        angle = angles[min(number, len(angles) - 1)]
        page.add_transformation(pypdf.Transformation().translate(-x, -y).rotate(angle).translate(x, y))
    writer.write(path)
    return path


def stamped(
    path: pathlib.Path,
    source: pathlib.Path,
    text: str,
    angle: float,
    size: float = 40,
    spots: Sequence[tuple[float, float]] = ((300, 500),),
) -> pathlib.Path:
    """Print a text at an angle over each page of a file, around these spots (in points from the bottom left)."""
    writer = pypdf.PdfWriter(clone_from=source)
    for page in writer.pages:
        content = io.BytesIO()
        canvas = Canvas(content, pagesize=(float(page.mediabox.width), float(page.mediabox.height)))
        for x, y in spots:
            canvas.saveState()
            canvas.setFont(FONT, size)
            canvas.setFillGray(0.8)
            canvas.translate(x, y)
            canvas.rotate(angle)
            canvas.drawCentredString(0, 0, text)
            canvas.restoreState()
        canvas.save()
        page.merge_page(pypdf.PdfReader(content).pages[0])
    writer.write(path)
    return path


def converted(path: pathlib.Path, source: pathlib.Path) -> pathlib.Path:
    """Have LibreOffice print a document to PDF."""
    profile = path.parent / "profile"
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(path.parent), str(source)], check=True, capture_output=True, timeout=180)
    (path.parent / f"{source.stem}.pdf").rename(path)
    return path
