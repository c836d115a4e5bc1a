"""PDF files that are refused, or harmless: damaged, encrypted, scanned, hostile."""

import io
import zlib
from types import SimpleNamespace

import pypdf
import pytest
from lists import some
from pdf_files import printed, save, table
from PIL import Image
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
)
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.document import Unread
from pilotzones.annex.readers.files import open_document
from pilotzones.annex.readers.pdf import pages


@pytest.fixture
def whole(tmp_path):
    """A sound file of several pages."""
    return save(tmp_path / "a.pdf", table(printed(some(100))))


def refusal(path):
    """Read a file that must be refused: the error's text."""
    with pytest.raises(AnnexFileError) as caught:
        extract_rows(open_document(path))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def objects(path, *bodies, root=1):
    """Write a file of objects by hand, with a sound table of them."""
    content = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n".encode() + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    start = len(content)
    content += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    content += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    content += f"trailer << /Size {len(bodies) + 1} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_file_that_was_cut_off(whole, share):
    """Wherever it ends: its end mark is missing."""
    content = whole.read_bytes()
    whole.write_bytes(content[: int(len(content) * share)])
    assert refusal(whole) == "'a.pdf' is cut off: its end is missing. Download it again."


def test_a_linearized_file_that_was_cut_off(tmp_path):
    """Its first part has an end mark of its own, but it says how long it should be."""
    path = objects(tmp_path / "a.pdf", "<< /Linearized 1 /L 999999 /N 1 >>", "<< /Type /Catalog /Pages 3 0 R >>")
    assert "is cut off" in refusal(path)


def test_an_encrypted_file(whole):
    """With a password in clear words; without one it is read."""
    writer = pypdf.PdfWriter(clone_from=whole)
    writer.encrypt("secret", "owner", algorithm="AES-256")
    writer.write(whole)
    assert refusal(whole) == (
        "'a.pdf' is encrypted. Open it with its password, save it without one, and read the new file."
    )
    writer = pypdf.PdfWriter(clone_from=save(whole, table(printed(some(5)))))
    writer.encrypt("", "owner", algorithm="AES-128")
    writer.write(whole)
    assert len(extract_rows(open_document(whole)).rows) == 5


def picture(canvas):
    """Draw a page that is a picture."""
    image = io.BytesIO()
    Image.effect_noise((200, 280), 50).save(image, "PNG")
    canvas.drawImage(ImageReader(image), 0, 0, *A4)
    canvas.showPage()


def test_a_scan(tmp_path):
    """It is recognised, and what to do is said; one page among others is only left out."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    picture(canvas)
    picture(canvas)
    canvas.save()
    assert refusal(tmp_path / "a.pdf") == (
        "'a.pdf' is a scan: its pages are pictures without text. Recognise the characters first, with a program such "
        "as ocrmypdf, or use the attachment that has text."
    )
    writer = pypdf.PdfWriter(clone_from=tmp_path / "a.pdf")
    for page in pypdf.PdfReader(save(tmp_path / "b.pdf", table(printed(some(3))))).pages:
        writer.add_page(page)
    writer.write(tmp_path / "c.pdf")
    found = extract_rows(open_document(tmp_path / "c.pdf"))
    assert len(found.rows) == 3
    assert [str(one) for one in found.left_out] == [
        "page 1: it is a picture without text",
        "page 2: it is a picture without text",
    ]


def test_a_font_that_names_no_characters(tmp_path):
    """A page of which most characters are unknown is not guessed at."""
    path = objects(
        tmp_path / "a.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        "<< /Length 50 >>\nstream\nBT /F 12 Tf 10 100 Td <00010002000300040005> Tj ET\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /FontDescriptor 7 0 R >>",
        "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 "
        "/Descent -200 /CapHeight 700 /StemV 80 >>",
    )
    assert "its font does not say which characters it shows" in refusal(path)


@pytest.mark.parametrize(("unknown", "is_read"), [(4, True), (5, True), (6, False)])
def test_a_page_of_which_some_characters_are_unknown(unknown, is_read):
    """Up to half of them, without the spaces; a page without characters is blank, or a picture, or drawn letters."""
    texts = ["(cid:7)"] * unknown + ["乳"] * (10 - unknown) + [" "] * 20
    page = SimpleNamespace(images=[], curves=[])
    why = pages._find_why_unreadable(page, [{"text": text} for text in texts])
    assert (why == "") is is_read
    assert pages._find_why_unreadable(page, [{"text": " "}]) == ""
    for drawn in (SimpleNamespace(images=[1], curves=[]), SimpleNamespace(images=[], curves=[1] * 101)):
        assert pages._find_why_unreadable(drawn, []) == "it is a picture without text"
    assert pages._find_why_unreadable(SimpleNamespace(images=[], curves=[1] * 100), []) == ""


def test_a_blank_page_is_nothing(tmp_path):
    """Neither a scan nor a row."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.showPage()
    canvas.save()
    assert list(open_document(tmp_path / "a.pdf").blocks) == []


def test_a_file_that_is_damaged(tmp_path, whole):
    """Whatever the library says of it."""
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4\nnothing\nstartxref\n0\n%%EOF\n")
    assert refusal(tmp_path / "b.pdf").startswith("'b.pdf' ")
    content = whole.read_bytes()
    whole.write_bytes(content.replace(b"/Type /Page\n", b"/Type /Pxxx\n").replace(b"/Type /Pages", b"/Type /Pagxx"))
    assert refusal(whole).startswith("'a.pdf' ")


@pytest.fixture
def changed(tmp_path, whole):
    """Change the objects of a sound file with pypdf, and save it."""

    def change(act):
        writer = pypdf.PdfWriter(clone_from=whole)
        act(writer)
        writer.write(tmp_path / "b.pdf")
        return tmp_path / "b.pdf"

    return change


def drop(writer, at):
    """Take a page out of the list of its parent, without a word."""
    del writer.root_object["/Pages"]["/Kids"][at]


NULL = NullObject()
MISSING = IndirectObject(9_999, 0, None)
LOST = (
    "is damaged: its page tree states 6 pages, and 5 are found. Download it again; if it stays so, open it with another"
)


@pytest.mark.parametrize("at", [0, 2, -1])
def test_a_page_tree_that_lost_a_page(changed, at):
    """Its list lacks one, and its count has it."""
    assert f"'b.pdf' {LOST}" in refusal(changed(lambda writer: drop(writer, at)))


def test_a_page_tree_with_a_page_that_is_none(changed):
    """It refers to nothing, to the same page twice, or to what is no page."""

    def refer(kid):
        return lambda writer: writer.root_object["/Pages"]["/Kids"].__setitem__(1, kid(writer))

    for kid in (lambda _: MISSING, lambda writer: writer.root_object["/Pages"]["/Kids"][0]):
        assert "is damaged: a page is missing from its page tree, or is in it twice." in refusal(changed(refer(kid)))
    nothing = refer(lambda writer: writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/Font")})))
    assert "is damaged: its page tree has 6 pages, and 5 of them are found." in refusal(changed(nothing))


def test_page_trees_of_several_levels(changed, tmp_path):
    """Sound ones are read; a part that states more pages than it has is damaged, whatever the whole says."""

    def nest(stated):
        def act(writer):
            pages = writer.root_object["/Pages"]
            kids = pages["/Kids"]
            node = {"/Type": NameObject("/Pages"), "/Count": NumberObject(stated), "/Kids": ArrayObject(kids[1:])}
            inner = writer._add_object(DictionaryObject({NameObject(key): value for key, value in node.items()}))
            for kid in kids[1:]:
                kid.get_object()[NameObject("/Parent")] = inner
            pages[NameObject("/Kids")] = ArrayObject([kids[0], inner])

        return act

    assert len(extract_rows(open_document(changed(nest(5)))).rows) == 100
    assert "is damaged: its page tree states 6 pages, and 5 are found." in refusal(changed(nest(6)))
    levels = [f"<< /Type /Pages /Kids [{number + 1} 0 R] /Count 1 >>" for number in range(2, 200)]
    deep = objects(
        tmp_path / "c.pdf", "<< /Type /Catalog /Pages 2 0 R >>", *levels, "<< /Type /Page /MediaBox [0 0 9 9] >>"
    )
    assert "is damaged: its page tree is not one." in refusal(deep)


@pytest.mark.parametrize("stated", [None, NULL, ArrayObject()], ids=["nothing", "null", "an empty list"])
def test_a_page_without_contents_may_not_be_blank(changed, stated):
    """It is left out, and said; one that is drawn with nothing on it is blank."""

    def empty(writer):
        writer.pages[1].pop("/Contents")
        if stated is not None:
            writer.pages[1][NameObject("/Contents")] = stated

    found = extract_rows(open_document(changed(empty)))
    assert [str(one) for one in found.left_out] == [
        "page 2: it has no contents, so that whether it is blank is not certain; compare it with the published annex"
    ]
    assert len(found.rows) < 100

    def blank(writer):
        writer.add_blank_page(300, 300)[NameObject("/Contents")] = writer._add_object(StreamObject())

    assert extract_rows(open_document(changed(blank))).left_out == ()


def test_contents_that_are_missing(changed):
    """A page, one part of it, its font, its picture."""

    def contents(value):
        return lambda writer: writer.pages[1].__setitem__(NameObject("/Contents"), value(writer.pages[1]))

    part = "is damaged on page 2: a part of what is drawn on it is missing."
    assert part in refusal(changed(contents(lambda _: MISSING)))
    assert part in refusal(changed(contents(lambda page: ArrayObject([page.raw_get("/Contents"), MISSING]))))
    font = "is damaged on page 1: a font of its text is missing."
    assert font in refusal(changed(lambda writer: writer.pages[0]["/Resources"].pop("/Font")))
    assert font in refusal(
        changed(
            lambda writer: writer.pages[0]["/Resources"]["/Font"].update(
                dict.fromkeys(writer.pages[0]["/Resources"]["/Font"], MISSING)
            )
        )
    )
    assert font in refusal(changed(lambda writer: writer.pages[0].pop("/Resources")))


def test_a_drawing_that_is_missing(tmp_path):
    """A form of the page, and a form of that form; its name may be written with numbers."""
    form = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A#42 {at} 0 R >> >> /Length 9 >>"
    )
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>"
    common = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        "<< /Length 5 >>\nstream\n/F Do\nendstream",
        form.format(at=6) + "\nstream\n/#41B Do \nendstream",
    )
    assert (
        list(
            open_document(
                objects(tmp_path / "a.pdf", *common, form.format(at=9) + "\nstream\nq      Q \nendstream")
            ).blocks
        )
        == []
    )
    assert "is damaged on page 1: a picture or a drawing on it is missing." in refusal(
        objects(tmp_path / "b.pdf", *common)
    )


SMALL = (
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents {} /Resources << /XObject << {} >> >> >>",
)
"""A file of one page, with the places for its contents and its drawings."""
EMPTY = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 9 >>\nstream\nq      Q \nendstream"


def small(path, contents, drawings, *bodies):
    """Write a file of one page; its own objects have the numbers from 4 on."""
    return objects(path, *SMALL[:2], SMALL[2].format(contents, drawings), *bodies)


def test_a_drawing_whose_name_is_written_with_numbers(tmp_path):
    """Of either case, as in #4d and #4D; the name of another one is missing."""
    drawn = ("<< /Length 11 >>\nstream\n/#4D1 Do    \nendstream", EMPTY)
    for name in ("M1", "#4D1", "#4d1"):
        assert list(open_document(small(tmp_path / "a.pdf", "4 0 R", f"/{name} 5 0 R", *drawn)).blocks) == []
    missing = small(tmp_path / "b.pdf", "4 0 R", "/N1 5 0 R", *drawn)
    assert "a picture or a drawing on it is missing" in refusal(missing)


def test_a_drawing_whose_name_is_no_utf8(tmp_path):
    """In GBK, as some Chinese programs write names; the name of another one is missing."""
    drawn = ("<< /Length 11 >>\nstream\n/#CB#CE Do \nendstream", EMPTY)
    assert list(open_document(small(tmp_path / "a.pdf", "4 0 R", "/#CB#CE 5 0 R", *drawn)).blocks) == []
    missing = small(tmp_path / "b.pdf", "4 0 R", "/#CB#CF 5 0 R", *drawn)
    assert "a picture or a drawing on it is missing" in refusal(missing)


def test_a_drawing_that_is_named_at_the_end_of_a_part(tmp_path):
    """The parts of what is drawn on a page are one text, with white space between them."""
    parts = ("<< /Length 2 >>\nstream\n/F\nendstream", "<< /Length 2 >>\nstream\nDo\nendstream", EMPTY)
    assert list(open_document(small(tmp_path / "a.pdf", "[4 0 R 5 0 R]", "/F 6 0 R", *parts)).blocks) == []
    missing = small(tmp_path / "b.pdf", "[4 0 R 5 0 R]", "", *parts)
    assert "is damaged on page 1: a picture or a drawing on it is missing." in refusal(missing)


@pytest.mark.parametrize(("levels", "is_read"), [(101, True), (102, False)])
def test_page_trees_of_a_hundred_levels(tmp_path, levels, is_read):
    """One below the other; no program makes more than some."""
    nodes = [f"<< /Type /Pages /Kids [{number + 1} 0 R] /Count 1 >>" for number in range(2, 2 + levels)]
    path = objects(
        tmp_path / "a.pdf", "<< /Type /Catalog /Pages 2 0 R >>", *nodes, "<< /Type /Page /MediaBox [0 0 9 9] >>"
    )
    assert ("is damaged: its page tree is not one." in refusal(path)) is not is_read


def test_damaged_streams(tmp_path, whole):
    """Wherever a byte of what a page is drawn from is changed or the rest is missing, none of the page is believed."""
    writer = pypdf.PdfWriter(clone_from=whole)
    page = writer.pages[2]
    content = page.get_contents().get_data()
    for packed in (zlib.compress(content)[:-20], zlib.compress(content)[:-1] + b"?", zlib.compress(content)[::-1]):
        stream = StreamObject()
        stream.set_data(packed)
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")
        page[NameObject("/Contents")] = writer._add_object(stream)
        writer.write(tmp_path / "b.pdf")
        assert refusal(tmp_path / "b.pdf").startswith(
            "'b.pdf' is damaged on page 3: data in it do not unpack, or have another checksum. Download it again; "
        )


def test_page_trees_and_forms_that_go_round(tmp_path):
    """They end."""
    loop = objects(
        tmp_path / "a.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>",
    )
    assert refusal(loop) == "'a.pdf' has 0 pages, and an annex has from 1 to 3,000."
    draw = b"/F Do /F Do"
    form = objects(
        tmp_path / "b.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>",
        b"<< /Length 5 >>\nstream\n/F Do\nendstream",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >> /Length 11 >>\n"
        b"stream\n" + draw + b"\nendstream",
    )
    assert list(open_document(form).blocks) == []


def test_too_many_pages_or_things_on_a_page(whole, monkeypatch):
    """Each limit is named."""
    monkeypatch.setattr(pages, "MOST_ON_A_PAGE", 100)
    assert refusal(whole) == "'a.pdf' has more than 100 characters or lines on page 1."
    monkeypatch.setattr(pages, "MOST_CONTENT", 1 << 10)
    assert refusal(whole) == "'a.pdf' has more than 0 MiB of drawing on page 1."
    monkeypatch.setattr(pages, "MOST_PAGES", 2)
    assert refusal(whole).endswith("pages, and an annex has from 1 to 2.")


def test_pages_without_text_come_before_those_with_it(tmp_path):
    """They come out as unread once the first text is found."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    picture(canvas)
    canvas.drawString(100, 100, "text")
    canvas.showPage()
    canvas.save()
    blocks = list(open_document(tmp_path / "a.pdf").blocks)
    assert blocks[0] == Unread(1, "it is a picture without text")


def test_the_extra_is_named_where_its_library_is_missing(whole, monkeypatch):
    """In one sentence, with the command that installs it."""
    import sys

    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(ImportError, match=r"needs the extra 'annex': pip install 'pilotzones\[annex\]'"):
        open_document(whole)
