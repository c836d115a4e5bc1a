"""What kind of file it is, by its content; what is refused, and why; and the reader for the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.vocabulary import is_line_code
from pilotzones.annex.readers.archives import check_parts, encrypted, opened, streams_in
from pilotzones.annex.readers.delimited import read_text
from pilotzones.annex.readers.document import Document, Grid
from pilotzones.annex.readers.opendocument import read_ods
from pilotzones.annex.readers.sheets import read_sheets
from pilotzones.annex.readers.web import read_web, title_of
from pilotzones.annex.readers.word import read_word
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    import pathlib

    from pilotzones.annex.readers.document import Block

LARGEST = 64 << 20
"""The most bytes that a file may have; the ministry's largest attachments have a tenth of it."""

_BEGINNING = 1024
_HEAD = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SCAN = "is a picture, such as a scan. Recognise its text (OCR) and save it as PDF or XLSX, and read that."
_UNPACK = "is an archive. Unpack it and read the file in it."
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (rb"\{\\rtf", "is an RTF document. Open it in Word, WPS or LibreOffice, save it as DOCX, and read that."),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP", _SCAN),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ", _UNPACK),
    (rb"MIME-Version:", "is a web archive (MHT). Open it in a browser or in Excel, save it as XLSX, and read that."),
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


def open_document(path: pathlib.Path) -> Document:
    """Open a file for reading, whatever its name says it is.

    Args:
        path: the file.

    Returns:
        Its kind and pages; its blocks are read one by one.

    Raises:
        AnnexFileError: for a file that is missing, empty, too large, damaged, encrypted, or of a kind that is not read.
        ImportError: names the extra, where a library is missing.
    """
    data = _content(path)
    if b"%PDF-" in data[:_BEGINNING]:
        from pilotzones.annex.readers.pdf.pages import read_pdf  # noqa: PLC0415 - the largest of the readers

        return read_pdf(path)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path)
    if data.startswith(_OLE):
        return _compound(path, data)
    for pattern, why in _REFUSED:
        if re.match(pattern, data, re.DOTALL):
            raise _refusal(path, why)
    return _text(path, data[:_HEAD])


def _content(path: pathlib.Path) -> bytes:
    """Read a file that may be read."""
    try:
        if path.is_dir():
            raise _refusal(path, "is a folder. Name the file in it.")
        if not path.exists():
            raise _refusal(path, "is not there. Name a file that is.")
        if not path.is_file():
            raise _refusal(path, "is no file. Name the attachment that was downloaded.")
        size = path.stat().st_size
        if size > LARGEST:
            raise _refusal(
                path, f"has {size >> 20:,} MiB, more than the {LARGEST >> 20} of any annex. Name the annex itself."
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, AnnexFileError):
            raise
        why = getattr(error, "strerror", None) or error
        raise _refusal(path, f"cannot be read ({why}). Make it readable, or copy it elsewhere.") from None
    if not data.strip(b" \t\r\n\f\0\xef\xbb\xbf\xff\xfe\xa0\xc2\xe3\x80"):
        raise _refusal(path, "is empty. Download it again.")
    return data


def _zipped(path: pathlib.Path) -> Document:
    """Open a ZIP file by what it holds."""
    with opened(path) as package:
        types = package.read("[Content_Types].xml", 1 << 20)
        kind = package.read("mimetype", 100)
        names = package.names
        if types or kind:
            check_parts(package)
    if b"spreadsheetml" in types and b"sheet.binary" not in types:
        return read_sheets(path)
    if b"wordprocessingml" in types:
        return read_word(path)
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return read_ods(path)
    if "OFD.xml" in names:
        raise _refusal(path, "is an OFD document. Open it in an OFD reader, print it to PDF, and read that.")
    if types or kind:
        raise _refusal(
            path, "is an office file without tables that can be read. Save it as XLSX, DOCX or PDF, and read that."
        )
    raise _refusal(path, _UNPACK)


def _compound(path: pathlib.Path, data: bytes) -> Document:
    """Open an office file of the older kind by the streams it holds."""
    streams = streams_in(data)
    if "EncryptedPackage" in streams:
        raise encrypted(path.name)
    if streams[:1] == ("WordDocument",):
        raise _refusal(
            path, "is an old Word document. Open it in Word, WPS or LibreOffice, save it as DOCX, and read that."
        )
    if {"Workbook", "Book"} & set(streams):
        return read_sheets(path)
    if streams:
        raise _refusal(path, "is a presentation. Save its table as XLSX or PDF, and read that.")
    raise _refusal(path, "is an old office file without a workbook, or cut off. Download it again, or save it as XLSX.")


def _text(path: pathlib.Path, head: bytes) -> Document:
    """Open HTML, delimited or plain text."""
    plain = head.replace(b"\0", b"")
    for mark in _MARKS:
        plain = plain.removeprefix(mark)
    if _SPREADSHEET_XML in plain and b"<Workbook" in plain:
        raise _refusal(
            path, "is an XML spreadsheet of 2003. Open it in Excel, WPS or LibreOffice, save it as XLSX, and read that."
        )
    is_page = bool(_TAGS.match(plain))
    document = read_web(path) if is_page else read_text(path)
    claimed = _SUFFIXES.get(path.suffix.lower())
    if claimed is None:
        return document
    blocks = list(document.blocks)
    if any(map(_holds_code, blocks)):
        return document._replace(blocks=iter(blocks))
    if not is_page:
        raise _refusal(path, f"is text and not {claimed}. Download it again.")
    title = title_of(path)
    raise _refusal(path, f"is a web page{f' ({quoted(title)})' if title else ''} and not {claimed}. Download it again.")


def _holds_code(block: Block) -> bool:
    return isinstance(block, Grid) and any(is_line_code(cell.text) for row in block.rows for cell in row.cells)


def _refusal(path: pathlib.Path, why: str) -> AnnexFileError:
    return AnnexFileError(f"{quoted(path.name)} {why}", file=path.name, page=None)
