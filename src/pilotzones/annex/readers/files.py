"""Find a file's kind by its content, choose its reader, or refuse it and say why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.roles import KNOWN
from pilotzones.annex.grids.vocabulary import is_line_code
from pilotzones.annex.readers.archives import check_parts, list_streams, open_package, refuse_encrypted
from pilotzones.annex.readers.delimited import read_delimited
from pilotzones.annex.readers.document import Document, Grid
from pilotzones.annex.readers.opendocument import read_ods
from pilotzones.annex.readers.sheets import read_sheets
from pilotzones.annex.readers.web import read_title, read_web
from pilotzones.annex.readers.word import read_word
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    import pathlib

    from pilotzones.annex.grids.roles import Titles
    from pilotzones.annex.readers.document import Block

LARGEST = 64 << 20
"""The most bytes that a file may have; the ministry's largest attachments have a tenth of that."""

_BEGINNING = 1024
_HEAD = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SCAN = "is a picture, such as a scan. Recognise its text (OCR) and save it as PDF or XLSX, and read the new file."
_UNPACK = "is an archive. Unpack it and read the file in it."
_NO_TABLE = (
    "is text, but not a table of tariff codes: each row must be on one line, with a tab, comma, semicolon or bar "
    "between its cells. Paste it into a spreadsheet, one cell a column, save it as XLSX or CSV, and read that file."
)
_OTHER_TITLES = "If its columns have titles in another language, name them with columns= or --columns."
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (rb"\{\\rtf", "is an RTF document. Open it in Word, WPS or LibreOffice, save it as DOCX, and read the new file."),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP", _SCAN),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ", _UNPACK),
    (
        rb"MIME-Version:",
        "is a web archive (MHT). Open it in a browser or in Excel, save it as XLSX, and read the new file.",
    ),
)
_SPREADSHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_TAGS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|div|meta|script|p|span|center|title|h\d)\b",
    re.IGNORECASE | re.DOTALL,
)
_SUFFIXES = {
    ".pdf": "a PDF",
    ".xls": "an Excel file",
    ".xlsx": "an Excel file",
    ".doc": "a Word file",
    ".docx": "a Word file",
}
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def open_document(path: pathlib.Path, titles: Titles = KNOWN, *, with_hidden: bool = False) -> Document:
    """Open a file for reading by its content, whatever its name is.

    Args:
        path: the file.
        titles: what the titles of columns mean.
        with_hidden: whether hidden sheets are read too.

    Returns:
        Its kind and pages; its blocks are read one by one.

    Raises:
        AnnexFileError: for a file that is missing, empty, too large, damaged, encrypted, or of an unknown kind.
        ImportError: names the extra, where a library is missing.
    """
    document = _open(path, _read_bytes(path), titles, with_hidden=with_hidden)
    return document._replace(file=path.name)


def _open(path: pathlib.Path, data: bytes, titles: Titles, *, with_hidden: bool) -> Document:
    if b"%PDF-" in data[:_BEGINNING]:
        from pilotzones.annex.readers.pdf.pages import read_pdf  # noqa: PLC0415 - the largest of the readers

        return read_pdf(path)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _open_zip(path, with_hidden=with_hidden)
    if data.startswith(_OLE):
        return _open_ole(path, data, with_hidden=with_hidden)
    for pattern, why in _REFUSED:
        if re.match(pattern, data, re.DOTALL):
            raise _refuse(path, why)
    return _open_text(path, data[:_HEAD], titles)


def _read_bytes(path: pathlib.Path) -> bytes:
    """Read a file's bytes, or say why it cannot be read."""
    try:
        if path.is_dir():
            raise _refuse(path, "is a folder. Name the file in it.")
        if not path.exists():
            raise _refuse(path, "does not exist. Check its name.")
        if not path.is_file():
            raise _refuse(path, "is not a file. Name the attachment that was downloaded.")
        size = path.stat().st_size
        if size > LARGEST:
            raise _refuse(
                path, f"has {size >> 20:,} MiB, and an annex has at most {LARGEST >> 20}. Name the annex itself."
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, AnnexFileError):
            raise
        why = getattr(error, "strerror", None) or error
        raise _refuse(path, f"cannot be read ({why}). Make it readable, or copy it elsewhere.") from None
    if not data.strip(b" \t\r\n\f\0\xef\xbb\xbf\xff\xfe\xa0\xc2\xe3\x80"):
        raise _refuse(path, "is empty. Download it again.")
    return data


def _open_zip(path: pathlib.Path, *, with_hidden: bool) -> Document:
    """Open a ZIP file by what is in it."""
    with open_package(path) as package:
        types = package.read("[Content_Types].xml", 1 << 20)
        kind = package.read("mimetype", 100)
        names = package.names
        if types or kind:
            check_parts(package)
    if b"spreadsheetml" in types and b"sheet.binary" not in types:
        return read_sheets(path, with_hidden=with_hidden)
    if b"wordprocessingml" in types:
        return read_word(path)
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return read_ods(path, with_hidden=with_hidden)
    if "OFD.xml" in names:
        raise _refuse(path, "is an OFD document. Open it in an OFD reader, print it to PDF, and read the new file.")
    if types or kind:
        raise _refuse(
            path,
            "is an office file without readable tables. Save it as XLSX, DOCX or PDF, and read the new file.",
        )
    raise _refuse(path, _UNPACK)


def _open_ole(path: pathlib.Path, data: bytes, *, with_hidden: bool) -> Document:
    """Open an older office file by the streams in it."""
    streams = list_streams(data)
    if "EncryptedPackage" in streams:
        raise refuse_encrypted(path.name)
    if streams[:1] == ("WordDocument",):
        raise _refuse(
            path,
            "is an old Word document. Open it in Word, WPS or LibreOffice, save it as DOCX, and read the new file.",
        )
    if {"Workbook", "Book"} & set(streams):
        return read_sheets(path, with_hidden=with_hidden)
    if streams:
        raise _refuse(path, "is a presentation. Save its table as XLSX or PDF, and read the new file.")
    raise _refuse(path, "is an old office file without a workbook, or cut off. Download it again, or save it as XLSX.")


def _open_text(path: pathlib.Path, head: bytes, titles: Titles) -> Document:
    """Open HTML or delimited text."""
    plain = head.replace(b"\0", b"")
    for mark in _MARKS:
        plain = plain.removeprefix(mark)
    if _SPREADSHEET_XML in plain and b"<Workbook" in plain:
        raise _refuse(
            path,
            "is an XML spreadsheet of 2003. Open it in Excel, WPS or LibreOffice, save it as XLSX, "
            "and read the new file.",
        )
    claimed = _SUFFIXES.get(path.suffix.lower())
    if _TAGS.match(plain):
        return _open_web(path, claimed)
    document = read_delimited(path, titles)
    if document is None:
        named = ", ".join(map(repr, titles.given.values()))
        why = f"{_NO_TABLE} The titles that you named are {named}." if named else f"{_NO_TABLE} {_OTHER_TITLES}"
        raise _refuse(path, f"is text and not {claimed}. Download it again." if claimed else why)
    return document


def _open_web(path: pathlib.Path, claimed: str | None) -> Document:
    """Open a web page; one that claims to be another kind of file must have codes, or it is an error page."""
    document = read_web(path)
    if claimed is None:
        return document
    blocks = list(document.blocks)
    if any(map(_holds_code, blocks)):
        return document._replace(blocks=iter(blocks))
    title = read_title(path)
    raise _refuse(path, f"is a web page{f' ({quoted(title)})' if title else ''} and not {claimed}. Download it again.")


def _holds_code(block: Block) -> bool:
    return isinstance(block, Grid) and any(is_line_code(cell.text) for row in block.rows for cell in row.cells)


def _refuse(path: pathlib.Path, why: str) -> AnnexFileError:
    return AnnexFileError(f"{quoted(path.name)} {why}", file=path.name)
