"""Find a file's kind by its content, choose its reader, or refuse it and say why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilotzones.annex.grids.roles import KNOWN
from pilotzones.annex.grids.vocabulary import is_line_code
from pilotzones.annex.readers.archives import list_streams, open_package, refuse_encrypted
from pilotzones.annex.readers.delimited import read_delimited
from pilotzones.annex.readers.document import Document, Grid
from pilotzones.annex.readers.opendocument import read_ods
from pilotzones.annex.readers.saved_file import take_file
from pilotzones.annex.readers.sheets import read_sheets
from pilotzones.annex.readers.web import read_title, read_web
from pilotzones.annex.readers.word import read_word
from pilotzones.arguments import quoted

if TYPE_CHECKING:
    import pathlib

    from pilotzones.annex.grids.roles import Titles
    from pilotzones.annex.readers.document import Block
    from pilotzones.annex.readers.saved_file import SavedFile

_BEGINNING = 1024
_BLANK = b" \t\r\n\f\0\xef\xbb\xbf\xff\xfe\xa0\xc2\xe3\x80"
_HEAD = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SCAN = "is a picture, such as a scan. Recognise its text (OCR) and save it as PDF or XLSX, and read the new file."
_UNPACK = "is an archive. Unpack it and read the file in it."
_NO_TABLE = (
    "is text, but not a table of tariff codes: each row must be on one line, with a tab, comma, semicolon or bar "
    "between its cells. Paste it into a spreadsheet, one cell a column, save it as XLSX or CSV, and read that file."
)
_OTHER_TITLES = "If its columns have titles in another language, name them with --columns (in Python: columns)."
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
        Its kind, its pages and its hash; its blocks are read one by one, from the bytes that were hashed.

    Raises:
        AnnexFileError: for a file that is missing, empty, too large, damaged, encrypted, or of an unknown kind.
        ImportError: names the extra, where a library is missing.
    """
    return open_saved(take_file(path), titles, with_hidden=with_hidden)


def open_saved(file: SavedFile, titles: Titles = KNOWN, *, with_hidden: bool = False) -> Document:
    """Open a file that was read already, likewise."""
    if not file.data.strip(_BLANK):
        raise file.refuse("is empty. Download it again.")
    return _open(file, titles, with_hidden=with_hidden)._replace(file=file.name, sha256=file.sha256)


def _open(file: SavedFile, titles: Titles, *, with_hidden: bool) -> Document:
    data = file.data
    if b"%PDF-" in data[:_BEGINNING]:
        from pilotzones.annex.readers.pdf.pages import read_pdf  # noqa: PLC0415 - the largest of the readers

        return read_pdf(file)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _open_zip(file, with_hidden=with_hidden)
    if data.startswith(_OLE):
        return _open_ole(file, with_hidden=with_hidden)
    for pattern, why in _REFUSED:
        if re.match(pattern, data, re.DOTALL):
            raise file.refuse(why)
    return _open_text(file, titles)


def _open_zip(file: SavedFile, *, with_hidden: bool) -> Document:
    """Open a ZIP file by what is in it."""
    package = open_package(file)
    types, kind = package.read("[Content_Types].xml"), package.read("mimetype")
    if b"spreadsheetml" in types and b"sheet.binary" not in types:
        return read_sheets(file, package, with_hidden=with_hidden)
    if b"wordprocessingml" in types:
        return read_word(package)
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return read_ods(package, with_hidden=with_hidden)
    if "OFD.xml" in package.names:
        raise file.refuse("is an OFD document. Open it in an OFD reader, print it to PDF, and read the new file.")
    if types or kind:
        raise file.refuse(
            "is an office file without readable tables. Save it as XLSX, DOCX or PDF, and read the new file."
        )
    raise file.refuse(_UNPACK)


def _open_ole(file: SavedFile, *, with_hidden: bool) -> Document:
    """Open an older office file by the streams in it."""
    streams = list_streams(file.data)
    if "EncryptedPackage" in streams:
        raise refuse_encrypted(file.name)
    if streams[:1] == ("WordDocument",):
        raise file.refuse(
            "is an old Word document. Open it in Word, WPS or LibreOffice, save it as DOCX, and read the new file.",
        )
    if {"Workbook", "Book"} & set(streams):
        return read_sheets(file, None, with_hidden=with_hidden)
    if streams:
        raise file.refuse("is a presentation. Save its table as XLSX or PDF, and read the new file.")
    raise file.refuse("is an old office file without a workbook, or cut off. Download it again, or save it as XLSX.")


def _open_text(file: SavedFile, titles: Titles) -> Document:
    """Open HTML or delimited text."""
    plain = file.data[:_HEAD].replace(b"\0", b"")
    for mark in _MARKS:
        plain = plain.removeprefix(mark)
    if _SPREADSHEET_XML in plain and b"<Workbook" in plain:
        raise file.refuse(
            "is an XML spreadsheet of 2003. Open it in Excel, WPS or LibreOffice, save it as XLSX, "
            "and read the new file.",
        )
    claimed = _SUFFIXES.get(file.suffix)
    if _TAGS.match(plain):
        return _open_web(file, claimed)
    document = read_delimited(file, titles)
    if document is None:
        named = ", ".join(map(repr, titles.given.values()))
        why = f"{_NO_TABLE} The titles that you named are {named}." if named else f"{_NO_TABLE} {_OTHER_TITLES}"
        raise file.refuse(f"is text and not {claimed}. Download it again." if claimed else why)
    return document


def _open_web(file: SavedFile, claimed: str | None) -> Document:
    """Open a web page; one that claims to be another kind of file must have codes, or it is an error page."""
    document = read_web(file)
    if claimed is None:
        return document
    blocks = list(document.blocks)
    if any(map(_holds_code, blocks)):
        return document._replace(blocks=iter(blocks))
    title = read_title(file)
    raise file.refuse(f"is a web page{f' ({quoted(title)})' if title else ''} and not {claimed}. Download it again.")


def _holds_code(block: Block) -> bool:
    return isinstance(block, Grid) and any(is_line_code(cell.text) for row in block.rows for cell in row.cells)
