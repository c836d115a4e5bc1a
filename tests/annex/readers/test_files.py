"""What kind a file is, and what is refused."""

from __future__ import annotations

import builtins
import io
import os
import pathlib
import random
import struct
import sys
import zipfile

import pytest
from lists import some
from office_files import converted, grids, html_table, paragraph, table, word, word_table, xls, xlsx, zipped
from reportlab.pdfgen import canvas

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.readers.archives import list_streams
from pilotzones.annex.readers.files import open_document
from pilotzones.annex.readers.saved_file import LARGEST

ROWS = table(some(3))


def refused(path, *words):
    """Read a file that is refused in these words."""
    with pytest.raises(AnnexFileError) as caught:
        list(open_document(path).blocks)
    message = str(caught.value)
    assert caught.value.file == path.name
    assert message.startswith(f"'{path.name}' ")
    assert message.endswith(".")
    for word_ in words:
        assert word_ in message


def written(path, content):
    """Write bytes."""
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".pdf", ".doc", ".csv", ""])
def test_the_content_tells_the_kind(tmp_path, suffix):
    """Whatever its name says, a file is read as what it is."""
    makers = {
        "XLSX": lambda path: xlsx(path.with_suffix(".xlsx"), ROWS).rename(path),
        "XLS": lambda path: xls(path, ROWS),
        "DOCX": lambda path: word(path, word_table(ROWS)),
        "HTML": lambda path: written(path, html_table(ROWS).encode()),
        "CSV": lambda path: written(path, "\n".join(map(",".join, ROWS)).encode()),
    }
    for kind, make in makers.items():
        document = open_document(make(tmp_path / f"{kind}{suffix}"))
        assert (document.kind, document.has_whole_rows) == (kind, True)
        assert grids(document) == [ROWS]


def test_a_pdf_is_read_behind_junk(tmp_path):
    """A header's rest before the mark does not matter."""
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.drawString(100, 700, "1 04029100 milk")
    page.save()
    assert open_document(written(tmp_path / "a.dat", b"\r\n" * 100 + out.getvalue())).kind == "PDF"


@pytest.mark.parametrize(
    ("content", "word_"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\t\n", "is empty"),
        ("　\n".encode(), "is empty"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "OCR"),
        (b"\xff\xd8\xff\xe0", "OCR"),
        (b"GIF89a", "OCR"),
        (b"II*\x00", "OCR"),
        (b"MM\x00*", "OCR"),
        (b"BM1234\0\0\0\0", "OCR"),
        (b"RIFF1234WEBP", "OCR"),
        (b"Rar!\x1a\x07", "Unpack"),
        (b"7z\xbc\xaf\x27\x1c", "Unpack"),
        (b"\x1f\x8b\x08", "Unpack"),
        (b"MIME-Version: 1.0\n", "web archive"),
        (
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
            "XML spreadsheet of 2003",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "without a workbook"),
        (b"PK\x03\x04 cut off", "damaged or cut off"),
        (bytes(range(256)) * 4, "neither a kind"),
        (b"PK\x05\x06" + b"\0" * 18, "is an archive. Unpack it"),
    ],
)
def test_what_is_refused(tmp_path, content, word_):
    """Each says what it is, and what to do."""
    refused(written(tmp_path / "a.bin", content), word_)


def test_what_is_no_file(tmp_path, monkeypatch):
    """A folder, nothing at all, a pipe, a file that may not be read, one too large."""
    refused(tmp_path, "is a folder")
    refused(tmp_path / "none.pdf", "does not exist")
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe", "is not a file")
    path = written(tmp_path / "a.csv", b"a")

    def closed(*_):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(type(path), "open", closed)
        refused(path, "Permission denied")
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(LARGEST + 1)
    refused(tmp_path / "large.csv", "64 MiB, and an annex has at most 64")


@pytest.mark.skipif(sys.platform != "linux", reason="these files are of Linux")
def test_files_that_change_or_fail_while_they_are_read():
    """One has more bytes than it said before it was read, as one that is still written to; the other cannot be read."""
    refused(pathlib.Path("/proc/self/status"), "was written to while it was read. Wait until it is whole")
    refused(pathlib.Path("/proc/self/mem"), "cannot be read (Input/output error)")


def test_old_office_files(tmp_path):
    """A workbook is read; documents, presentations and encrypted files are refused."""

    def directory(*names):
        entries = b"".join(
            f"{name}\0".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", 2 * len(name) + 2, 2) + b"\0" * 61
            for name in names
        )
        return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "Workbook\0".encode("utf-16-le").ljust(128) + entries

    assert list_streams(xls(tmp_path / "a.xls", ROWS).read_bytes()) == ("Workbook",)
    refused(written(tmp_path / "a.doc", directory("WordDocument", "Workbook")), "old Word document", "DOCX")
    refused(written(tmp_path / "b.xlsx", directory("EncryptedPackage")), "encrypted", "password")
    refused(written(tmp_path / "a.ppt", directory("PowerPoint Document")), "presentation")
    refused(written(tmp_path / "b.xls", directory("Book")), "damaged")


def test_an_old_document_by_libreoffice(tmp_path):
    """A real DOC file is not taken for a workbook."""
    refused(converted(word(tmp_path / "a.docx", paragraph("清单")), "doc"), "old Word document")


def test_an_encrypted_old_workbook(tmp_path):
    """A FILEPASS record behind the first one says that the rest is encrypted."""
    data = bytearray(xls(tmp_path / "a.xls", ROWS).read_bytes())
    start = data.find(b"\x09\x08\x10\x00")
    follows = start + 4 + 16
    length = struct.unpack("<H", data[follows + 2 : follows + 4])[0]
    data[follows : follows + 2] = b"\x2f\x00"
    data[follows + 4 : follows + 6] = b"\x01\x00"
    assert length >= 2
    refused(written(tmp_path / "b.xls", bytes(data)), "b.xls")


@pytest.mark.parametrize(
    ("parts", "word_"),
    [
        ({"OFD.xml": b"<a/>"}, "OFD"),
        ({"a.xlsx": b""}, "archive. Unpack"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "without readable tables"),
        ({"[Content_Types].xml": b"presentationml"}, "without readable tables"),
        ({"[Content_Types].xml": b"spreadsheetml sheet.binary.macroEnabled"}, "without readable tables"),
        ({"mimetype": b""}, "archive. Unpack"),
    ],
)
def test_other_zip_files(tmp_path, parts, word_):
    """Archives and other office files are refused."""
    refused(zipped(tmp_path / "a.zip", parts), word_)


def test_pages_that_bear_another_name(tmp_path):
    """An error page saved as a PDF is named by its title; text that is no table likewise."""
    page = written(tmp_path / "list.pdf", "<html><title>404\n 页面不存在</title><p>错误".encode())
    refused(page, "is a web page ('404 页面不存在') and not a PDF", "Download it again")
    refused(written(tmp_path / "list.xls", b"<html><p>x"), "is a web page and not an Excel file")
    refused(written(tmp_path / "b.pdf", b"<html><!-- -->"), "is a web page and not a PDF")
    refused(written(tmp_path / "list.docx", b"Not Found"), "is text and not a Word file")
    assert open_document(written(tmp_path / "list.html", b"<html><p>x")).kind == "HTML"


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        (".pdf", "a PDF"), (".xls", "an Excel file"), (".xlsx", "an Excel file"), (".XLSX", "an Excel file"),
        (".doc", "a Word file"), (".docx", "a Word file"),
    ],
)  # fmt: skip
def test_what_a_file_is_by_its_name(tmp_path, suffix, kind):
    """Text and pages of that name are told from it; under another name they are what they are."""
    refused(written(tmp_path / f"list{suffix}", b"Not Found"), f"is text and not {kind}. Download it again.")
    refused(written(tmp_path / f"list{suffix}", b"<html><p>x"), f"is a web page and not {kind}. Download it again.")
    refused(written(tmp_path / "list.dat", b"Not Found"), "is text, but not a table of tariff codes")


def test_bombs_are_refused(tmp_path):
    """Too many members, too large ones, members that share bytes."""
    refused(zipped(tmp_path / "many.zip", {str(at): b"" for at in range(10_001)}), "unpacks to far more")
    refused(zipped(tmp_path / "large.zip", {"a": b"\0" * (11 << 20)}), "unpacks to far more")
    data = bytearray(zipped(tmp_path / "a.zip", {"a": b"x" * 99, "b": b"y" * 99}).read_bytes())
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 5)
    refused(written(tmp_path / "share.zip", bytes(data)), "unpacks to far more")


def test_sizes_that_lie_are_refused(tmp_path):
    """A member that unpacks to more or less than the list of members says."""
    for size, word_ in ((5, "unpacks to far more"), (5000, "damaged")):
        path = zipped(tmp_path / "a.xlsx", {"[Content_Types].xml": b"spreadsheetml", "a.xml": b"<a>" + b" " * 1000})
        data = bytearray(path.read_bytes())
        entry = data.rfind(b"PK\x01\x02")
        data[entry + 24 : entry + 28] = struct.pack("<I", size)
        refused(written(path, bytes(data)), word_)


def test_members_that_are_damaged_are_refused(tmp_path):
    """An unknown way of packing, a list that points nowhere, bytes that do not unpack, a flag of encryption."""
    content = {"[Content_Types].xml": b"spreadsheetml" * 99}
    good = zipped(tmp_path / "a.xlsx", content).read_bytes()
    entry = good.rfind(b"PK\x01\x02")
    for place, value, word_ in ((10, 12, "damaged"), (42, 3, "damaged"), (8, 1, "encrypted")):
        data = bytearray(good)
        data[entry + place : entry + place + 2] = struct.pack("<H", value)
        refused(written(tmp_path / "b.xlsx", bytes(data)), word_)
    data = bytearray(good)
    data[30 + 19 : 30 + 25] = b"\xff" * 6
    refused(written(tmp_path / "c.xlsx", bytes(data)), "damaged")


def test_members_may_be_stored(tmp_path):
    """A part that is not packed is read all the same."""
    path = xlsx(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert grids(open_document(path)) == [ROWS]


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le"])
def test_entities_are_refused(tmp_path, encoding):
    """A bomb of entities, or a reference to another file, in any part and any encoding."""
    declaration = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'.encode(encoding)
    parts = {"[Content_Types].xml": b"wordprocessingml", "word/document.xml": b" " * 70_000 + declaration}
    refused(zipped(tmp_path / "a.docx", parts), "declares its own entities")


@pytest.mark.parametrize("make", [xlsx, lambda path, rows: word(path, word_table(rows)), xls])
def test_damaged_files_raise_nothing_else(tmp_path, make):
    """Whatever bytes are changed or cut off, a file is read or refused, and no other error comes out."""
    good = make(tmp_path / "a.xlsx", ROWS).read_bytes()
    chance = random.Random(5)  # noqa: S311 - the same every time
    refusals = 0
    for at in range(60):
        data = bytearray(good[: chance.randrange(8, len(good))] if at % 2 else good)
        for _ in range(5):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        try:
            list(open_document(written(tmp_path / "b.xlsx", bytes(data))).blocks)
        except AnnexFileError:
            refusals += 1
    assert refusals > 20


@pytest.mark.parametrize(
    ("library", "make"),
    [
        ("python_calamine", lambda folder: xlsx(folder / "a.xlsx", ROWS)),
        ("lxml", lambda folder: word(folder / "a.docx", "")),
        ("lxml", lambda folder: written(folder / "a.html", b"<p>a")),
        (
            "lxml",
            lambda folder: zipped(folder / "a.ods", {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        ),
    ],
)
def test_a_missing_library_is_named_by_its_extra(tmp_path, monkeypatch, library, make):
    """Without the extra, the error says how to install it."""
    path = make(tmp_path)
    real = builtins.__import__

    def without(name, *rest, **more):
        if name.split(".")[0] == library:
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match=r"pip install 'pilotzones\[annex\]'"):
        open_document(path)
