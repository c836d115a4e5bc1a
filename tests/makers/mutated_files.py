"""Files of annexes, nearly sound: real ones of every format, and recipes of what is changed in them."""

from __future__ import annotations

import functools
import io
import pathlib
import re
import shutil
import tempfile
import zipfile
from typing import TYPE_CHECKING, Literal, NamedTuple

import office_files
import pdf_files
import pypdf
from fuzzing import IS_LONG
from hypothesis import strategies as st
from lists import HEADINGS, TITLES, lists, some
from mutations import Step, change, steps
from pypdf.generic import DecodedStreamObject, StreamObject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import SearchStrategy

Format = Literal["csv", "docx", "html", "ods", "parquet", "pdf", "tsv", "xls", "xlsx"]
Layer = Literal["file", "part", "packed"]
"""What is changed: the bytes of the file; what a part says, in a file that is sound; or a part's packed bytes."""

TITLE = TITLES["2019-96"]
TOKENS = {
    "csv": re.compile(rb'[^,\r\n"]+|[,\r\n"]'),
    "tsv": re.compile(rb'[^\t\r\n"]+|[\t\r\n"]'),
    "pdf": re.compile(rb"\([^()]*\)|<[0-9A-Fa-f]*>|/?[A-Za-z0-9.+-]+|[\[\]<>]+"),
}
_TAGS = re.compile(rb"<[^<>]*>|[^<>]+")
_OBJECT = re.compile(rb"(?<![0-9])([0-9]+) 0 obj\b(.*?)\bendobj", re.DOTALL)
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


class Recipe(NamedTuple):
    """How a file is made: of which real file, what of it is changed, and how."""

    base: int
    layer: Layer
    part: int
    steps: tuple[Step, ...]


# Real files


@functools.cache
def real_files(kind: Format) -> tuple[bytes, ...]:
    """Make some sound files of a format; those of LibreOffice in a long run only."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        made = _MAKERS[kind](folder)
        if IS_LONG and kind in _BY_OFFICE and shutil.which("soffice"):
            source = office_files.xlsx(folder / "converted.xlsx", [(TITLE,), *office_files.table(some(12))])
            made = [*made, office_files.converted(source, kind)]
        return tuple(path.read_bytes() for path in made)


_BY_OFFICE = {"html", "ods", "xls"}


def _rows(count: int = 8) -> list[tuple[str, ...]]:
    return office_files.table(some(count))


def _workbooks(folder: pathlib.Path) -> list[pathlib.Path]:
    numbers = [("税则号列", "货品名称"), *((int(line.hs_code), line.name) for line in some(5))]
    return [
        office_files.xlsx(folder / "a.xlsx", [(TITLE,), *_rows()], _rows(3)),
        office_files.xlsx(folder / "b.xlsx", numbers, merged=["B2:B4"]),
    ]


def _old_workbooks(folder: pathlib.Path) -> list[pathlib.Path]:
    return [
        office_files.xls(folder / "a.xls", [(TITLE, "", "", ""), *_rows()]),
        office_files.xls(folder / "b.xls", _rows(30), merged=[(1, 3, 3, 3)]),
    ]


def _open_documents(folder: pathlib.Path) -> list[pathlib.Path]:
    laid = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row
        )
        + '<table:table-cell table:number-columns-repeated="3"/></table:table-row>'
        for row in _rows()
    )
    content = (
        f"<office:document-content {_NAMES}><office:body><office:spreadsheet><table:table table:name='a'>{laid}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return [office_files.zipped(folder / "a.ods", {"mimetype": ODS, "content.xml": content.encode()})]


def _word_files(folder: pathlib.Path) -> list[pathlib.Path]:
    body = office_files.paragraph(TITLE) + office_files.word_table(_rows()) + office_files.paragraph("注：1. 某")
    whole = office_files.word(folder / "whole.docx", body)
    # Without the styles, pictures and themes of an empty document, of which nothing is read.
    with zipfile.ZipFile(whole) as archive:
        kept = {
            name: archive.read(name)
            for name in archive.namelist()
            if "document" in name or "ypes" in name or name == "_rels/.rels"
        }
    spanned = office_files.cell("标题", '<w:gridSpan w:val="4"/>')
    merged = f"<w:tbl><w:tr>{spanned}</w:tr>" + office_files.word_table(_rows(6)).removeprefix("<w:tbl>")
    return [office_files.zipped(folder / "a.docx", kept), office_files.word(folder / "b.docx", merged)]


def _pages(folder: pathlib.Path) -> list[pathlib.Path]:
    table = office_files.html_table(_rows())
    closed = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in _rows())
    texts = (
        f"<html><meta charset='utf-8'><h3>{TITLE}</h3>{table}</table><p>注：1. 某</p>".encode(),
        f'<html><head><meta charset="gbk"></head><body><table><tr><td colspan="2">{TITLE}</td></tr>'
        f'<tr><td rowspan="2"><table>{closed}</table></td></tr></table></body></html>'.encode("gb18030"),
    )
    return [_written(folder / f"{number}.html", text) for number, text in enumerate(texts)]


def _delimited(folder: pathlib.Path, sign: str) -> list[pathlib.Path]:
    plain = [sign.join(row) for row in _rows()]
    quoted = [sign.join(f'"{text}"' for text in row) for row in _rows()]
    texts = (
        "\n".join([TITLE, *plain]).encode(),
        "\r\n".join(quoted).encode("gb18030"),
        "\n".join(plain).encode("utf-16"),
    )
    return [_written(folder / f"{number}.txt", text) for number, text in enumerate(texts)]


def _prints(folder: pathlib.Path) -> list[pathlib.Path]:
    """Print a ruled table on two pages, one without rules, one that is turned, and an adjustment in parts."""
    ruled = pdf_files.table(pdf_files.printed(some(30)))
    texts = [
        (60 + 120 * column, 80 + 20 * number, text)
        for number, row in enumerate(_rows())
        for column, text in enumerate(row[:3])
    ]
    lines = [line for line in lists()["2022-7"] if line.change in {"add", "delete"}][:12]
    parts = [
        part
        for change_ in ("add", "delete")
        for part in (
            HEADINGS[change_],
            pdf_files.table(pdf_files.printed([line for line in lines if line.change == change_] or lines[:2])),
        )
    ]
    flat = pdf_files.save(folder / "flat.pdf", pdf_files.table(pdf_files.printed(some(8))))
    return [
        pdf_files.save(folder / "a.pdf", TITLE, ruled, numbered=True),
        pdf_files.drawn(folder / "b.pdf", [texts, texts]),
        pdf_files.turned(folder / "c.pdf", flat, 90),
        pdf_files.save(folder / "d.pdf", *parts),
    ]


def _written(path: pathlib.Path, data: bytes) -> pathlib.Path:
    path.write_bytes(data)
    return path


_MAKERS: dict[Format, Callable[[pathlib.Path], list[pathlib.Path]]] = {
    "csv": lambda folder: _delimited(folder, ","),
    "docx": _word_files,
    "html": _pages,
    "ods": _open_documents,
    "pdf": _prints,
    "tsv": lambda folder: _delimited(folder, "\t"),
    "xls": _old_workbooks,
    "xlsx": _workbooks,
}


# Changed files

_LAYERS: dict[Format, tuple[Layer, ...]] = {
    "docx": ("file", "part", "part", "packed"),
    "ods": ("file", "part", "part", "packed"),
    "pdf": ("file", "part", "part", "packed"),
    "xlsx": ("file", "part", "part", "packed"),
}


def recipes(kind: Format) -> SearchStrategy[Recipe]:
    """Draw how a file of a format is changed; for ``changed_file``."""
    return st.builds(
        Recipe, st.integers(0, 5), st.sampled_from(_LAYERS.get(kind, ("file",))), st.integers(0, 30), steps(most=3)
    )


def changed_file(kind: Format, recipe: Recipe) -> bytes:
    """Make the file of a recipe."""
    return changed_one(kind, real_files(kind), recipe)


def changed_one(kind: Format, found: Sequence[bytes], recipe: Recipe) -> bytes:
    """Change one of some sound files of a format, as a recipe says."""
    data = found[recipe.base % len(found)]
    other = found[(recipe.base + 1) % len(found)]
    if recipe.layer == "file":
        return change(data, recipe.steps, other, TOKENS.get(kind, _TAGS))
    if recipe.layer == "packed":
        return _with_packed(data, recipe) if kind != "pdf" else _with_objects(data, recipe, in_order=False)
    return _with_objects(data, recipe, in_order=True) if kind == "pdf" else _with_part(data, recipe)


def _with_part(data: bytes, recipe: Recipe) -> bytes:
    """Change what a part of an office file says, and pack it soundly."""
    parts = unzipped(data)
    name = sorted(parts)[recipe.part % len(parts)]
    names = sorted(parts, key=len)
    parts[name] = change(parts[name], recipe.steps, parts[names[-1]], _TAGS)
    return rezipped(parts)


def unzipped(data: bytes) -> dict[str, bytes]:
    """Take the parts of an office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack parts into an office file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _with_packed(data: bytes, recipe: Recipe) -> bytes:
    """Change the stored bytes of a part, and leave its length and checksum as they were."""
    stored = rezipped(unzipped(data), (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)[recipe.part % 2])
    with zipfile.ZipFile(io.BytesIO(stored)) as archive:
        infos = [info for info in archive.infolist() if info.compress_size]
    info = infos[recipe.part // 2 % len(infos)]
    name, extra = (
        int.from_bytes(stored[info.header_offset + at : info.header_offset + at + 2], "little") for at in (26, 28)
    )
    start = info.header_offset + 30 + name + extra
    end = start + info.compress_size
    inside = change(stored[start:end], recipe.steps)[: info.compress_size].ljust(info.compress_size, b"\0")
    return stored[:start] + inside + stored[end:]


@functools.cache
def _objects(data: bytes) -> tuple[bytes, ...]:
    """Take the objects of a PDF file, its streams unpacked, in the order of their numbers from 1."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for number, found in enumerate(writer._objects):
        if isinstance(found, StreamObject) and "/Filter" in found and "/Subtype" not in found:
            plain = DecodedStreamObject()
            plain.update(
                {key: value for key, value in found.items() if key not in {"/Filter", "/DecodeParms", "/Length"}}
            )
            plain.set_data(found.get_data())
            writer._objects[number] = plain
    written = io.BytesIO()
    writer.write(written)
    bodies = {int(number): body for number, body in _OBJECT.findall(written.getvalue())}
    root = re.search(rb"/Root ([0-9]+) 0 R", written.getvalue())
    assert root
    return (root[1], *(bodies.get(number, b" null ") for number in range(1, max(bodies) + 1)))


def _with_objects(data: bytes, recipe: Recipe, *, in_order: bool) -> bytes:
    """Change an object of a PDF file, and write a table of objects that is right, or that of the unchanged file."""
    root, *bodies = _objects(data)
    at = recipe.part % len(bodies)
    changed = [*bodies]
    changed[at] = change(bodies[at], recipe.steps, bodies[-1], TOKENS["pdf"])
    return _assembled(root, changed, places_of=changed if in_order else bodies)


def _assembled(root: bytes, bodies: Sequence[bytes], places_of: Sequence[bytes]) -> bytes:
    content, places, place = b"%PDF-1.7\n", [], 9
    for number, (body, measured) in enumerate(zip(bodies, places_of, strict=True), 1):
        head = b"%d 0 obj" % number
        places.append(place)
        place += len(head) + len(measured) + len(b"endobj\n")
        content += head + body + b"endobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    return (
        content
        + table
        + b"trailer << /Size %d /Root %s 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, root, place)
    )
