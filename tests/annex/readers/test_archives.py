"""Office files that are damaged or hostile inside: each part is what its checksum says, or the file is refused."""

import functools
import io
import pathlib
import struct
import tempfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import some
from office_files import grids, rewritten, table, word, word_table, xlsx, zipped

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.files import open_document, open_saved
from pilotzones.annex.readers.saved_file import SavedFile

ROWS = table(some(12))
CODES = [line.hs_code for line in some(12)]
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCTYPE = '<!DOCTYPE a [<!ENTITY b "04029900">]>'
PACKINGS = {"stored": zipfile.ZIP_STORED, "deflated": zipfile.ZIP_DEFLATED}


def ods(rows):
    """Write the content of an ODS file."""
    laid = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        + "</table:table-row>"
        for row in rows
    )
    return (
        f"<office:document-content {NAMES}><office:body><office:spreadsheet><table:table>{laid}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def shared(rows):
    """Write the parts of a workbook with shared strings and a number in each row, as Excel does."""
    texts = list(dict.fromkeys(text for row in rows for text in row))
    laid = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{"ABCD"[column]}{at}" t="s"><v>{texts.index(text)}</v></c>' for column, text in enumerate(row)
        )
        + f'<c r="E{at}"><v>{at}</v></c></row>'
        for at, row in enumerate(rows, 1)
    )
    relation = '<Relationship Id="r{at}" Type="' + RELATIONS + '/{kind}" Target="{target}"/>'
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Override PartName="/xl/workbook.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        + relation.format(at=1, kind="officeDocument", target="xl/workbook.xml")
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook {SPREADSHEET} xmlns:r="{RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        + relation.format(at=1, kind="worksheet", target="worksheets/sheet1.xml")
        + relation.format(at=2, kind="sharedStrings", target="sharedStrings.xml")
        + "</Relationships>",
        "xl/styles.xml": f"<styleSheet {SPREADSHEET}/>",
        "xl/sharedStrings.xml": f"<sst {SPREADSHEET}>{''.join(f'<si><t>{text}</t></si>' for text in texts)}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet {SPREADSHEET}><sheetData>{laid}</sheetData></worksheet>",
    }
    return {name: part.encode() for name, part in parts.items()}


@functools.cache
def parts(kind):
    """Give the parts of a sound file of each kind."""
    if kind == "xlsx with shared texts":
        return shared(ROWS)
    if kind == "ods":
        return {"mimetype": ODS, "content.xml": ods(ROWS).encode(), "styles.xml": b"<a/>"}
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "a")
        made = xlsx(path, ROWS) if kind == "xlsx" else word(path, word_table(ROWS))
        with zipfile.ZipFile(made) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


@functools.cache
def packed(kind, packing):
    """Pack a sound file; its bytes, where the data of its members are, and where all else is."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", PACKINGS[packing]) as archive:
        for name, part in parts(kind).items():
            archive.writestr(name, part)
        spans = [
            range(start, start + info.compress_size)
            for info in archive.infolist()
            for start in (info.header_offset + 30 + len(info.filename.encode()),)
            if info.compress_size
        ]
    inside = {at for span in spans for at in span}
    return content.getvalue(), spans, [at for at in range(len(content.getvalue())) if at not in inside]


def read(data):
    """Read a file's rows, and what was left out; or its refusal."""
    try:
        return extract_rows(open_saved(SavedFile("a.bin", data)))
    except AnnexFileError:
        return "refused"


@functools.cache
def sound(kind, packing):
    """Read the sound file."""
    found = read(packed(kind, packing)[0])
    assert [row.hs_code for row in found.rows] == CODES
    return found


KINDS = ["docx", "ods", "xlsx", "xlsx with shared texts"]


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_bit_of_a_member_that_is_flipped_is_seen(kind, packing, data):
    """Whichever bit of whichever member: nothing else is ever read than what was written."""
    content, spans, _ = packed(kind, packing)
    at = data.draw(st.sampled_from(data.draw(st.sampled_from(spans))))
    flipped = bytearray(content)
    flipped[at] ^= 1 << data.draw(st.integers(0, 7))
    assert read(bytes(flipped)) in (sound(kind, packing), "refused")


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_bit_of_a_file_that_is_flipped_is_seen(kind, packing, data):
    """Also in the names, sizes and flags around the members."""
    content, _, around = packed(kind, packing)
    at = data.draw(st.sampled_from(around))
    flipped = bytearray(content)
    flipped[at] ^= 1 << data.draw(st.integers(0, 7))
    assert read(bytes(flipped)) in (sound(kind, packing), "refused")


@pytest.mark.parametrize("kind", ["docx", "ods", "xlsx with shared texts"])
def test_the_digit_of_a_code_that_became_another(kind):
    """The case that was found: 01012100 was read as 11012100."""
    content = packed(kind, "stored")[0]
    code = CODES[0].encode()
    assert content.count(code) == 1
    assert read(content.replace(code, b"1" + code[1:])) == "refused"
    assert sound(kind, "stored").rows[0].hs_code == CODES[0]


def refusal(path):
    """Read a file that must be refused: the error's text."""
    with pytest.raises(AnnexFileError) as caught:
        extract_rows(open_document(path))
    return str(caught.value)


def codes(path):
    """Read a file's codes."""
    return [row.hs_code for row in extract_rows(open_document(path)).rows]


def renamed(kind, old, new, **changes):
    """Take the parts of a file, one of them under another name, wherever it is named; and change what it says."""
    found = dict(parts(kind))
    found[new] = found.pop(old)
    for name in [name for name in found if name.endswith((".rels", "[Content_Types].xml"))]:
        found[name] = found[name].replace(old.rpartition("/")[2].encode(), new.rpartition("/")[2].encode())
    for before, after in changes.values():
        assert before.encode() in found[new]
        found[new] = found[new].replace(before.encode(), after.encode(), 1)
    return found


@pytest.mark.parametrize(
    ("kind", "part", "begins", "text"),
    [
        ("docx", "word/document.xml", "<w:document", CODES[1]),
        ("xlsx", "xl/worksheets/sheet1.xml", "<worksheet", CODES[1]),
        ("xlsx with shared texts", "xl/worksheets/sheet1.xml", "<worksheet", ">13<"),
    ],
)
@pytest.mark.parametrize("suffix", [".bin", ".dat", "", ".txt"])
def test_entities_are_refused_whatever_a_part_is_called(tmp_path, kind, part, begins, text, suffix):
    """The main part of a document, or a sheet, need not be called ".xml"."""
    new = part.removesuffix(".xml") + suffix
    assert codes(zipped(tmp_path / "a", renamed(kind, part, new))) == CODES
    declared = renamed(
        kind, part, new, type=(begins, DOCTYPE + begins), text=(text, text.replace(text.strip("<>"), "&b;"))
    )
    assert "declares its own entities" in refusal(zipped(tmp_path / "b", declared))


def test_entities_in_an_encoding_that_hides_them(tmp_path):
    """The parser sees what a search for the bytes cannot."""
    content = parts("docx")["word/document.xml"].decode()
    text = content[content.index("<w:document") :]
    hidden = f'<?xml version="1.0" encoding="UTF-7"?>{DOCTYPE.replace("!", "+ACE-")}{text}'.encode(
        "ascii", "xmlcharrefreplace"
    )
    path = zipped(tmp_path / "a.docx", {**parts("docx"), "word/document.xml": hidden})
    assert "declares its own entities" in refusal(path)


def test_drawings_have_a_document_type(tmp_path):
    """Which Word keeps as it is: it is never read, and so it is no part that a sheet can be."""
    svg = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>'
    assert codes(zipped(tmp_path / "a.docx", {**parts("docx"), "word/media/image1.svg": svg})) == CODES
    sheet = renamed("xlsx", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.svg")
    assert "is damaged" in refusal(zipped(tmp_path / "a.xlsx", sheet))


def test_comments_inside_a_text_do_not_cut_it(tmp_path):
    """All of it is one text, in a document and in an ODS file; a number in a workbook would be cut, and is refused."""
    halves = f"{CODES[0][:4]}<!-- a --><?b c?>{CODES[0][4:]}"
    for kind, part in (("docx", "word/document.xml"), ("ods", "content.xml"), ("xlsx", "xl/worksheets/sheet1.xml")):
        path = zipped(tmp_path / "a", dict(parts(kind)))
        assert codes(rewritten(path, part, CODES[0], halves)) == CODES
    for broken in ("<v>1<!-- a -->2</v>", "<v><![CDATA[12]]></v>"):
        path = zipped(tmp_path / "a", shared(ROWS))
        assert "is damaged" in refusal(rewritten(path, "xl/worksheets/sheet1.xml", "<v>12</v>", broken))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</sheetData>", '</sheetData><sheetData><row r="99"><c r="B99"><v>4029900</v></c></row></sheetData>'),
        ('<row r="3">', '<row r="2">'),
    ],
    ids=["a second table", "a row twice"],
)
def test_sheets_of_which_the_library_reads_a_part(tmp_path, old, new):
    """Of two tables the first, of two rows of the same number the later one: they are refused."""
    path = zipped(tmp_path / "a.xlsx", shared(ROWS))
    assert "is damaged" in refusal(rewritten(path, "xl/worksheets/sheet1.xml", old, new))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B3"><v>4029900</v></c>',
        "<c s='0'  r = 'b3' t='n'> <v>4029900</v></c>",
        '<x:c r="B03" xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:v>4029900</x:v></x:c>',
        '<c r="C3" t="inlineStr"><is><t>a</t></is></c><c r="B3"><v>4029900</v></c>',
        '<c r="B2"><v>4029900</v></c>',
    ],
    ids=["after it", "in small letters", "with a prefix", "after others", "in another row"],
)
def test_a_cell_twice_is_refused(tmp_path, cell):
    """The library reads the later one, and says nothing."""
    path = xlsx(tmp_path / "a.xlsx", [("a", "b"), (1, 4029100), (2, 4031000), (3, 4061000)])
    changed = rewritten(path, "xl/worksheets/sheet1.xml", '</c></row><row r="4"', f'</c>{cell}</row><row r="4"')
    assert "is damaged" in refusal(changed)


def test_a_cell_that_is_there_again_but_blank(tmp_path):
    """It changes nothing."""
    path = xlsx(tmp_path / "a.xlsx", [("a", "b"), (1, 4029100), (2, 4031000)])
    blank = '</c><c r="B2" s="0"/></row><row r="3"'
    changed = rewritten(path, "xl/worksheets/sheet1.xml", '</c></row><row r="3"', blank)
    assert grids(open_document(changed)) == [[("a", "b"), ("1", "4029100"), ("2", "4031000")]]


def test_other_parts_may_name_a_cell_twice(tmp_path):
    """Only a sheet has cells."""
    note = b'<a><c r="B2"><v>1</v></c><c r="B2"><v>2</v></c></a>'
    path = zipped(tmp_path / "a.xlsx", {**parts("xlsx"), "customXml/item1.xml": note})
    assert codes(path) == CODES


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_workbooks_in_another_encoding(tmp_path, part, encoding):
    """The library would read a sheet as empty, or other characters."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>{shared(ROWS)[part].decode()}'
    path = zipped(tmp_path / "a.xlsx", {**shared(ROWS), part: text.encode(encoding)})
    assert refusal(path) == "'a.xlsx' has parts that are not in UTF-8. Save it again with Excel, WPS or LibreOffice."
    utf8 = text.replace(encoding, "UTF-8").encode()
    assert codes(zipped(tmp_path / "b.xlsx", {**shared(ROWS), part: utf8})) == CODES


def test_two_members_of_the_same_name(tmp_path):
    """Libraries do not agree which of them counts, nor on capital letters."""
    for name in ("content.xml", "CONTENT.xml"):
        path = zipped(tmp_path / "a.ods", parts("ods"))
        with zipfile.ZipFile(path, "a") as archive, pytest.MonkeyPatch.context() as patch:
            patch.setattr("warnings.warn", lambda *_, **__: None)
            archive.writestr(name, ods(ROWS[:3]))
        assert "is damaged" in refusal(path)


def test_a_member_whose_end_is_missing(tmp_path):
    """The list says that it is shorter: what can be unpacked is not all of it."""
    data = bytearray(zipped(tmp_path / "a.ods", parts("ods")).read_bytes())
    entry = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    size = struct.unpack("<I", data[entry + 20 : entry + 24])[0]
    data[entry + 20 : entry + 24] = struct.pack("<I", size - 9)
    (tmp_path / "a.ods").write_bytes(data)
    assert "is damaged" in refusal(tmp_path / "a.ods")


def test_a_large_part_is_unpacked_whole(tmp_path):
    """Piece by piece, whatever the pieces are."""
    rows = [ROWS[0], *(("1", f"{at:08}", "乳" * 400, "") for at in range(1_010_000, 1_012_000))]
    content = ods(rows).encode()
    assert len(content) > 2 << 20
    assert codes(zipped(tmp_path / "a.ods", {"mimetype": ODS, "content.xml": content})) == [row[1] for row in rows[1:]]


def test_a_large_picture_is_checked_too(tmp_path):
    """It is not read, but a file with a damaged part is a damaged file."""
    picture = bytes(range(256)) * (3 << 12)
    path = zipped(tmp_path / "a.docx", {**parts("docx"), "word/media/image1.png": picture})
    assert codes(path) == CODES
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, part in {**parts("docx"), "word/media/image1.png": picture}.items():
            archive.writestr(name, part)
    path.write_bytes(path.read_bytes().replace(picture[-99:], picture[-99:-1] + b"?"))
    assert "is damaged" in refusal(path)


def test_a_way_of_packing_that_office_programs_do_not_have(tmp_path):
    """Another library would not read it."""
    with zipfile.ZipFile(tmp_path / "a.ods", "w", zipfile.ZIP_BZIP2) as archive:
        for name, part in parts("ods").items():
            archive.writestr(name, part)
    assert "is damaged" in refusal(tmp_path / "a.ods")
