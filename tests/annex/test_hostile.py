"""Hostile files of every format: each ends in time and memory, and nothing of it is run, fetched or written."""

import json
import os
import socket
import subprocess
import sys
import threading
import zipfile
import zlib

import pypdf
import pytest
import xlwt
from lists import some
from office_files import html_table, paragraph, rewritten, table, word, word_table, xls, xlsx, zipped
from pdf_files import printed, save
from pdf_files import table as pdf_table
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from pilotzones.annex import limits

SECONDS, BYTES = 20, 1 << 30
ROWS = table(some(3))
CODES = [line.hs_code for line in some(3)]

IMPATIENT = 4
"""The most seconds of silence for files that run into that limit: to wait for all of it shows nothing more."""

READ = """
import json, os, resource, sys, time
from pilotzones import annex
from pilotzones.annex import limits
from pilotzones.annex.errors import AnnexError
limits.SILENCE = float(sys.argv[2])
begun = time.monotonic()
try:
    said = [row.hs_code for row in annex.rows(sys.argv[1])]
except AnnexError as error:
    said = str(error)
try:
    left = os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    left = None
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(json.dumps([said, left, time.monotonic() - begun, used]))
"""


@pytest.fixture
def server():
    """A server that counts who asks it for anything, and its address."""
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer():
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                asked.append(connection)
                connection.close()

        threading.Thread(target=answer, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", asked
        listening.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def read(tmp_path, server):
    """Read a file in a program of its own, hold it to the limits, and take the codes or the refusal."""

    def run(file, silence=limits.SILENCE):
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        before = sorted(tmp_path.rglob("*"))
        places = {"HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1", "PILOTZONES_DATA": ""}
        done = subprocess.run(
            [sys.executable, "-c", READ, str(file), str(silence)],
            cwd=home,
            env={**os.environ, **places},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        said, left, seconds, used = json.loads(done.stdout)
        assert (done.stderr, left) == ("", None)
        assert seconds < SECONDS
        assert used < BYTES
        assert server[1] == []
        assert sorted(tmp_path.rglob("*")) == before
        return said

    return run


def objects(path, *bodies):
    """Write a PDF file of objects by hand, the first of which is the catalog."""
    content = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(content))
        content += b"%d 0 obj\n" % number + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    path.write_bytes(content)
    return path


def stream(data, more=""):
    """Write a stream object, packed."""
    packed = zlib.compress(data, 9)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {more}>>\nstream\n".encode() + packed + b"\nendstream"


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R >>"


def action(kind, **more):
    """Make an action of a PDF file."""
    entries = {"S": NameObject(f"/{kind}"), **more}
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def test_pdf_actions(tmp_path, read, server):
    """JavaScript, a program to launch, addresses, another file, an attachment: the rows are read, the rest is not."""
    url = server[0]
    writer = pypdf.PdfWriter(clone_from=save(tmp_path / "flat.pdf", pdf_table(printed(some(3)))))
    writer.add_uri(0, url, (0, 0, 500, 800))
    writer.add_attachment("run.sh", f"#!/bin/sh\ntouch {tmp_path}/ran".encode())
    script = f"app.launchURL('{url}', true); this.submitForm('{url}');"
    program = {"F": TextStringObject("/usr/bin/touch"), "P": TextStringObject(f"{tmp_path}/ran")}
    actions = [
        action("JavaScript", JS=TextStringObject(script)),
        action("Launch", Win=DictionaryObject({NameObject(f"/{key}"): value for key, value in program.items()})),
        action("Launch", F=TextStringObject("/usr/bin/touch")),
        action("URI", URI=TextStringObject(url)),
        action("SubmitForm", F=TextStringObject(url)),
        action("GoToR", F=TextStringObject("/etc/passwd")),
    ]
    writer.root_object[NameObject("/OpenAction")] = actions[0]
    on_page = zip(("/O", "/C"), actions[1:3], strict=True)
    on_file = zip(("/WC", "/WS", "/DS"), actions[3:], strict=True)
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject(event): one for event, one in on_page})
    writer.root_object[NameObject("/AA")] = DictionaryObject({NameObject(event): one for event, one in on_file})
    writer.write(tmp_path / "a.pdf")
    (tmp_path / "flat.pdf").unlink()
    assert read(tmp_path / "a.pdf") == CODES


@pytest.mark.parametrize("where", ["/FS /URL /F ({url}/stream)", "/F (/etc/passwd)"])
def test_pdf_streams_of_other_files(tmp_path, read, server, where):
    """A stream that says that its content is elsewhere."""
    body = b"<< /Length 0 " + where.format(url=server[0]).encode() + b" >>\nstream\n\nendstream"
    said = read(objects(tmp_path / "a.pdf", CATALOG, PAGES, PAGE, body))
    assert said.startswith("'a.pdf' ")
    assert "root:" not in said


@pytest.mark.long
@pytest.mark.parametrize(
    "content",
    [
        b"\0" * (400 << 20),
        b"q " * (1 << 20),
        b"[" * (1 << 20),
        b"<<" * (1 << 20),
        b"(" * (7 << 20),
        b"0 0 m 1 1 l S " * 110_000,
        b"BT " + b"(a) Tj " * 300_000,
    ],
    ids=["zeros", "states", "arrays", "dictionaries", "brackets", "lines", "letters"],
)
def test_pdf_content_without_measure(tmp_path, read, content):
    """A small file that unpacks to hundreds of mebibytes, or is nested a million deep."""
    assert isinstance(read(objects(tmp_path / "a.pdf", CATALOG, PAGES, PAGE, stream(content)), IMPATIENT), str)


def test_pdf_pages_without_measure(tmp_path, read):
    """A tree whose nodes are shared has ten thousand million pages; another one only says so."""
    levels = [f"<< /Type /Pages /Kids [{f'{number + 1} 0 R ' * 10}] /Count 1000000000 >>" for number in range(2, 12)]
    page = PAGE.replace("/Parent 2 0 R", "/Parent 11 0 R").replace("4 0 R", "13 0 R")
    assert isinstance(read(objects(tmp_path / "a.pdf", CATALOG, *levels, page, stream(b""))), str)
    many = PAGES.replace("/Count 1", "/Count 2000000000")
    assert isinstance(read(objects(tmp_path / "b.pdf", CATALOG, many, PAGE, stream(b""))), str)


def test_pdf_page_trees_that_are_deep(tmp_path, read):
    """Five thousand nodes below each other."""
    depth = 5_000
    levels = [f"<< /Type /Pages /Kids [{number + 1} 0 R] /Count 1 >>" for number in range(2, depth)]
    page = PAGE.replace("4 0 R", f"{depth + 1} 0 R")
    assert isinstance(read(objects(tmp_path / "a.pdf", CATALOG, *levels, page, stream(b""))), str)


BOMB = (
    '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY j SYSTEM "{url}/entity"><!ENTITY % p SYSTEM "{url}/parameters">%p;]>'


@pytest.mark.long
@pytest.mark.parametrize("declaration", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_xml_entities(tmp_path, read, server, declaration):
    """In every kind of office file; a web page has none that count."""
    declaration = declaration.replace("{url}", server[0])
    parts = {
        "a.xlsx": (xlsx(tmp_path / "a.xlsx", ROWS), "xl/worksheets/sheet1.xml", "<worksheet"),
        "a.docx": (word(tmp_path / "a.docx", word_table(ROWS)), "word/document.xml", "<w:document"),
    }
    for path, part, begins in parts.values():
        assert "declares its own entities" in read(rewritten(path, part, begins, declaration + begins))
    ods = {"mimetype": ODS, "content.xml": (declaration + ods_content(ROWS)).encode()}
    assert "declares its own entities" in read(zipped(tmp_path / "a.ods", ods))
    page = tmp_path / "a.html"
    declaration = declaration.replace("<!DOCTYPE a", "<!DOCTYPE html")
    page.write_text(f"{declaration}<html><body>&j;{html_table(ROWS)}", "utf-8")
    assert read(page) == CODES


ODS = b"application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "script")
)


def ods_content(rows, more="", cell="<table:table-cell>"):
    """Write the content of an ODS file."""
    laid = "".join(
        f"<table:table-row>{''.join(f'{cell}<text:p>{text}</text:p></table:table-cell>' for text in row)}</table:table-row>"
        for row in rows
    )
    return (
        f"<office:document-content {NAMES}>{more}<office:body><office:spreadsheet><table:table>{laid}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )


@pytest.mark.long
def test_xml_that_is_deep(tmp_path, read):
    """A hundred thousand elements inside each other."""
    deep = "<b>" * 100_000
    for path, part, begins in (
        (xlsx(tmp_path / "a.xlsx", ROWS), "xl/worksheets/sheet1.xml", "<sheetData"),
        (word(tmp_path / "a.docx", word_table(ROWS)), "word/document.xml", "<w:tbl"),
    ):
        said = read(rewritten(path, part, begins, deep + begins))
        assert said == CODES or "is damaged" in said
    ods = {"mimetype": ODS, "content.xml": ods_content(ROWS, more=deep).encode()}
    assert "is damaged" in read(zipped(tmp_path / "a.ods", ods))
    (tmp_path / "a.html").write_text(f"<html>{'<table><tr><td>' * 50_000}{html_table(ROWS)}", "utf-8")
    said = read(tmp_path / "a.html")
    assert said == CODES or isinstance(said, str)


@pytest.mark.long
def test_zip_bombs(tmp_path, read):
    """Parts of zeros, in every kind of office file."""
    for name, kind in (("a.xlsx", b"spreadsheetml"), ("a.docx", b"wordprocessingml")):
        parts = {"[Content_Types].xml": kind, "a/part.xml": b"\0" * (400 << 20)}
        assert "unpacks to far more" in read(zipped(tmp_path / name, parts))
    assert "unpacks to far more" in read(
        zipped(tmp_path / "a.ods", {"mimetype": ODS, "content.xml": b" " * (400 << 20)})
    )


RELATION = (
    '<Relationship Id="rX{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{url}/{kind}" TargetMode="External"/>'
)


def relations(url):
    """Write relations to things outside an office file, of each kind that a program would fetch."""
    kinds = (
        "attachedTemplate",
        "image",
        "oleObject",
        "externalLink",
        "externalLinkPath",
        "frame",
        "aFChunk",
        "hyperlink",
    )
    return "".join(RELATION.format(at=at, kind=kind, url=url) for at, kind in enumerate(kinds))


def test_relations_to_the_outside(tmp_path, read, server):
    """Templates, pictures, linked workbooks, frames: nothing is fetched."""
    closing = "</Relationships>"
    sheet = xlsx(tmp_path / "a.xlsx", ROWS)
    assert read(rewritten(sheet, "xl/_rels/workbook.xml.rels", closing, relations(server[0]) + closing)) == CODES
    document = word(tmp_path / "a.docx", word_table(ROWS))
    assert read(rewritten(document, "word/_rels/document.xml.rels", closing, relations(server[0]) + closing)) == CODES
    source = f'<office:scripts><script:event xmlns:x="u" script:href="{server[0]}"/></office:scripts>'
    content = ods_content(ROWS, more=source).replace(
        "<table:table>", f'<table:table><table:table-source table:mode="copy-all" table:href="{server[0]}/a.ods"/>'
    )
    assert read(zipped(tmp_path / "a.ods", {"mimetype": ODS, "content.xml": content.encode()})) == CODES
    page = (
        f"<html><head><meta http-equiv='refresh' content='0;url={server[0]}'><link rel='stylesheet' href='{server[0]}/a'>"
        f"<base href='{server[0]}'><script src='{server[0]}/b'></script></head><body onload='fetch(\"{server[0]}\")'>"
        f"<iframe src='{server[0]}/c'></iframe><img src='{server[0]}/d'><object data='{server[0]}/e'></object>"
    )
    (tmp_path / "a.html").write_text(page + html_table(ROWS), "utf-8")
    assert read(tmp_path / "a.html") == CODES


@pytest.mark.long
def test_formulas_and_fields(tmp_path, read, server):
    """DDE, a service on the web, a link: a formula is what the file says that its value is, or nothing."""
    commands = (f"cmd|'/c touch {tmp_path}/ran'!A0", f'WEBSERVICE("{server[0]}")', f'HYPERLINK("{server[0]}","x")')
    for at, command in enumerate(commands):
        rows = [(*ROWS[0], "税率"), *((*row, f"={command}") for row in ROWS[1:])]
        assert read(xlsx(tmp_path / f"{at}.xlsx", rows)) == CODES
        text = "\n".join("\t".join(row) for row in rows)
        (tmp_path / f"{at}.tsv").write_text(text, "utf-8")
        assert read(tmp_path / f"{at}.tsv") == CODES
        quoted = command.replace('"', "&quot;").replace("'", "&apos;")
        cell = f'<table:table-cell table:formula="of:={quoted}">'
        content = ods_content(ROWS, cell=cell).encode()
        assert read(zipped(tmp_path / f"{at}.ods", {"mimetype": ODS, "content.xml": content})) == CODES
        field = f'<w:p><w:fldSimple w:instr="DDEAUTO {quoted}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
        field += f'<w:p><w:fldSimple w:instr="INCLUDETEXT {server[0]}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
        assert read(word(tmp_path / f"{at}.docx", paragraph("清单") + field + word_table(ROWS))) == CODES
    linked = [(*row, xlwt.Formula(commands[2].replace(",", ";"))) for row in ROWS]
    assert read(xls(tmp_path / "a.xls", linked)) == CODES


def test_macros(tmp_path, read):
    """A workbook and a document with a project of macros that begin when it opens are read as any other."""
    for path, part in (
        (xlsx(tmp_path / "a.xlsx", ROWS), "xl/vbaProject.bin"),
        (word(tmp_path / "a.docx", word_table(ROWS)), "word/vbaProject.bin"),
    ):
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(part, f'Sub Auto_Open()\nShell "touch {tmp_path}/ran"\nEnd Sub')
        assert read(path) == CODES
    basic = f'<script:module>Sub Main\nShell("touch {tmp_path}/ran")\nEnd Sub</script:module>'
    parts = {"mimetype": ODS, "content.xml": ods_content(ROWS).encode(), "Basic/Standard/Module1.xml": basic.encode()}
    assert read(zipped(tmp_path / "a.ods", parts)) == CODES


@pytest.mark.long
@pytest.mark.parametrize(
    "content",
    ["1,04029100," + "a" * (50 << 20), "1,04029100\n" * 500_000, ",".join(["04029100"] * 1_000_000), '"' * (30 << 20)],
    ids=["a long cell", "many rows", "many columns", "quotes"],
)
def test_text_without_measure(tmp_path, read, content):
    """A text of tens of mebibytes ends as well."""
    (tmp_path / "a.csv").write_text(content, "ascii")
    said = read(tmp_path / "a.csv", IMPATIENT)
    assert said == ["04029100"] or isinstance(said, str)
