"""PDF files whose text is not level: pages that are turned a little, and text at another angle than the table."""

import io
import math
import pathlib
import random
import tempfile

import pypdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lists import some
from pdf_files import FONT, GRID, cell, printed, save, stamped, table, turned
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from pilotzones import annex
from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.own_process import extract_apart
from pilotzones.annex.readers.document import Stray
from pilotzones.annex.readers.files import open_document

PHASES = (
    Phase.explicit,
    Phase.reuse,
    Phase.generate,
)  # each example writes and reads a file: too slow to be made small
TITLE = "跨境电子商务零售进口商品清单（2019年版）"
ACROSS = (
    ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black),
    ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
)
BOXES = tuple(("BOX", (column, row), (column, row), 0.5, colors.black) for row in range(60) for column in range(4))
STYLES = {"lines": (GRID,), "no lines": (), "lines across": ACROSS}


def squeezed(text):
    """Take a text without white space."""
    return "".join(text.split())


def plain(rows):
    """Take the numbers, codes, names and remarks of rows that were read."""
    return [(row.seq, row.hs_code, squeezed(row.name), squeezed(row.remark)) for row in rows]


def written(lines):
    """Take the numbers, codes, names and remarks that were written."""
    return [(line.seq, line.hs_code, squeezed(line.name), squeezed(line.remark)) for line in lines]


def read(path):
    """Read a file's rows."""
    return extract_rows(open_document(path))


def read_or_refuse(path):
    """Read a file's rows; None if it is refused, and the message names the file, the page and what to do."""
    try:
        return read(path)
    except AnnexFileError as error:
        message = str(error)
        found = error.page
    assert message.startswith(f"'{path.name}' has on page {found} ")
    assert "straighten its pages" in message
    return None


def list_file(path, lines, styles=(GRID,), *, is_numbered=True, **layout):
    """Write a list with or without its number column."""
    rows = printed(lines)
    if is_numbered:
        return save(path, TITLE, table(rows, styles, **layout))
    bare = [(row[1], *(cell(text) for text in row[2:])) for row in rows]
    return save(path, TITLE, table(bare, styles, widths=(70, 200, 180), **layout))


def unnumbered(rows):
    """Take rows without their numbers."""
    return [row[1:] for row in rows]


@pytest.mark.long
@pytest.mark.parametrize("angle", [1, -1, 0.3, -0.3, 4, -4])
@pytest.mark.parametrize("styles", STYLES.values(), ids=STYLES)
def test_a_page_that_is_turned_a_little(tmp_path, angle, styles):
    """As paper that lay askew on the scanner: no remark is lost."""
    lines = some(60)
    flat = list_file(tmp_path / "flat.pdf", lines, styles)
    found = read(turned(tmp_path / "a.pdf", flat, angle))
    assert plain(found.rows) == written(lines)
    assert found.left_out == ()


@pytest.mark.parametrize("angle", [89, 91, 178.5, -88.7, 90, 180, 270])
@pytest.mark.parametrize("styles", STYLES.values(), ids=STYLES)
def test_a_page_that_is_turned_by_a_quarter_and_a_little(tmp_path, angle, styles):
    """As a sheet that was fed in sideways."""
    lines = some(12)
    flat = list_file(tmp_path / "flat.pdf", lines, styles)
    assert plain(read(turned(tmp_path / "a.pdf", flat, angle)).rows) == written(lines)


@pytest.mark.parametrize("styles", STYLES.values(), ids=STYLES)
def test_each_page_at_its_own_angle(tmp_path, styles):
    """As a pile of paper in a feeder; the columns of one page still hold on the next."""
    lines = some(60)
    flat = list_file(tmp_path / "flat.pdf", lines, styles, repeat=0)
    assert plain(read(turned(tmp_path / "a.pdf", flat, 1, -0.7, 0, 2)).rows) == written(lines)


@pytest.mark.parametrize("styles", [BOXES, (*ACROSS, ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey))])
def test_boxes_that_are_turned(tmp_path, styles):
    """Outlined cells, and a coloured header."""
    lines = some(40)
    flat = list_file(tmp_path / "flat.pdf", lines, tuple(styles))
    assert plain(read(turned(tmp_path / "a.pdf", flat, 1.5)).rows) == written(lines)


@pytest.mark.long
@pytest.mark.parametrize("angle", [30, 45, 60, -45, 135])
@pytest.mark.parametrize("styles", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("tilt", [0, 1])
def test_a_watermark_over_the_table(tmp_path, angle, styles, tilt):
    """No character of it is in a name or a remark, and the result says what was left out."""
    lines = some(25)
    flat = turned(tmp_path / "flat.pdf", list_file(tmp_path / "list.pdf", lines, styles), tilt)
    found = read(stamped(tmp_path / "a.pdf", flat, "内部资料请勿外传", angle))
    assert plain(found.rows) == written(lines)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(
    angle=st.floats(-5, 5, width=32),
    quarter=st.sampled_from([0, 0, 90, 180, 270]),
    styles=st.sampled_from(sorted(STYLES)),
    is_numbered=st.booleans(),
    is_centred=st.booleans(),
    padding=st.sampled_from([8, 3]),
    first=st.integers(0, 1000),
    count=st.integers(3, 30),
)
def test_any_angle(angle, quarter, styles, is_numbered, is_centred, padding, first, count):
    """Every row is as it was written."""
    lines = [line._replace(seq=seq) for seq, line in enumerate(some(1413)[first : first + count], 1)]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        flat = list_file(
            folder / "flat.pdf",
            lines,
            STYLES[styles],
            is_numbered=is_numbered,
            middle=is_centred,
            padding=padding,
        )
        found = plain(read(turned(folder / "a.pdf", flat, quarter + angle)).rows)
    expected = written(lines)
    assert (found if is_numbered else unnumbered(found)) == (expected if is_numbered else unnumbered(expected))


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(
    tilt=st.sampled_from([0, 0, 1, -1, 90, 91]),
    angle=st.integers(-179, 180),
    size=st.sampled_from([10, 24, 60]),
    text=st.sampled_from(["内部资料", "机密", "DRAFT 2019", "9620"]),
    styles=st.sampled_from(sorted(STYLES)),
    is_numbered=st.booleans(),
    spots=st.lists(st.tuples(st.integers(60, 540), st.integers(60, 780)), min_size=1, max_size=4),
)
def test_any_watermark(tilt, angle, size, text, styles, is_numbered, spots):
    """Every row is as it was written, or the file is refused, or the result says that it is not whole."""
    lines = some(18)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        flat = list_file(folder / "list.pdf", lines, STYLES[styles], is_numbered=is_numbered)
        flat = turned(folder / "flat.pdf", flat, tilt)
        found = read_or_refuse(stamped(folder / "a.pdf", flat, text, angle, size, spots))
    if found is None:
        return
    expected = written(lines)
    is_whole = all(left.text for left in found.left_out)
    if angle == tilt:  # text that is level with the table is a part of it
        return
    assert not is_whole or (plain(found.rows) if is_numbered else unnumbered(plain(found.rows))) == (
        expected if is_numbered else unnumbered(expected)
    )


def test_the_report_says_what_was_left_out(tmp_path):
    """The text of a watermark once, with its characters on all pages; the reading is sound for all that."""
    lines = some(60)
    flat = list_file(tmp_path / "flat.pdf", lines)
    path = stamped(tmp_path / "a.pdf", flat, "内部资料请勿外传", 45)
    count = len(pypdf.PdfReader(path).pages)
    found = extract_apart(path, None).extract
    assert plain(found.rows) == written(lines)
    assert [str(left) for left in found.left_out] == [
        f"page 1: 内部资料请勿外传 ({8 * count} characters at an angle of 45 degrees to the table, on {count} pages)"
    ]
    reading = annex.read(path, new=annex.NewAnnouncement("2027-3", "2027-01-01"))
    assert not [difference for difference in reading.differences if difference.rule == "page"]
    assert "内部资料请勿外传 (" in str(reading)


def test_text_that_is_turned_by_quarters_in_a_table(tmp_path):
    """It may be that of a cell, so the page is not whole; beside the table it is only left out."""
    lines = some(5)
    for styles in STYLES.values():
        flat = list_file(tmp_path / "flat.pdf", lines, styles)
        within = read(stamped(tmp_path / "a.pdf", flat, "限网购", 90, 8, [(500, 690)]))
        assert [left.reason for left in within.left_out] == [
            "3 characters in the table, '限网购', run at an angle of 90 degrees to it and were not read"
        ]
        beside = open_document(stamped(tmp_path / "a.pdf", flat, "限网购", 90, 8, [(20, 690)]))
        assert extract_rows(beside).left_out == ()
        assert list(beside.strays) == [Stray(page=1, text="限网购", characters=3, angle=90)]


def test_a_page_number_at_another_angle(tmp_path):
    """It is not worth a word."""
    flat = list_file(tmp_path / "flat.pdf", some(5))
    found = open_document(stamped(tmp_path / "a.pdf", flat, "— 12 —", 90, 8, [(20, 690)]))
    assert plain(extract_rows(found).rows) == written(some(5))
    assert list(found.strays) == []


@pytest.mark.parametrize("step", [30, 10])
def test_text_along_a_curve(tmp_path, step):
    """As in a round seal: the character at its top is level, and so the page is not whole."""
    path = list_file(tmp_path / "flat.pdf", some(5))
    for at, angle in enumerate(range(0, 360, step)):
        spot = [(300 + 30 * math.sin(math.radians(-angle)), 700 + 30 * math.cos(math.radians(angle)))]
        path = stamped(tmp_path / f"{at}.pdf", path, "章", angle, 8, spot)
    found = read_or_refuse(path)
    assert found is None or not all(left.text for left in found.left_out)


@pytest.mark.parametrize("angle", [4, -8, 1])
def test_text_that_is_nearly_level(tmp_path, angle):
    """Whether it is a part of the list is not certain: the file is refused, with both angles."""
    path = stamped(tmp_path / "a.pdf", list_file(tmp_path / "flat.pdf", some(5)), "内部资料", angle)
    with pytest.raises(AnnexFileError) as caught:
        read(path)
    assert caught.value.page == 1
    message = str(caught.value)
    assert message.startswith(f"'a.pdf' has on page 1 text at {angle} degrees ('内部资料') and at 0 degrees ('")
    assert message.endswith(
        "and which of it is the list is not certain. Use the attachment as it was published, or straighten its pages "
        "(of a scan: ocrmypdf --deskew), and read the new file."
    )


def test_two_tables_at_different_angles(tmp_path):
    """One of them would be lost: the file is refused, whichever is longer."""
    lines = some(8)
    upright, across = (list_file(tmp_path / f"{name}.pdf", lines) for name in "ab")
    writer = pypdf.PdfWriter(clone_from=upright)
    writer.pages[0].merge_page(pypdf.PdfReader(turned(tmp_path / "c.pdf", across, 90)).pages[0])
    writer.write(tmp_path / "d.pdf")
    assert read_or_refuse(tmp_path / "d.pdf") is None


def test_a_letter_with_as_much_text_at_another_angle(tmp_path):
    """Without codes nothing shows which is the page's text, if one is not much longer."""
    for size, is_read in ((12, False), (3, True)):
        flat = save(tmp_path / "flat.pdf", "现将有关事项公告如下，请遵照执行。")
        path = stamped(tmp_path / "a.pdf", flat, "一二三四五六七八九十甲乙"[:size], 90, 10, [(30, 400)])
        if is_read:
            assert read(path).title == ("现将有关事项公告如下，请遵照执行。",)
        else:
            assert read_or_refuse(path) is None


def test_a_list_that_is_far_from_level(tmp_path):
    """Nobody scans like this, so it is not guessed at."""
    path = turned(tmp_path / "a.pdf", list_file(tmp_path / "flat.pdf", some(8)), 30)
    with pytest.raises(
        AnnexFileError, match=r"'a\.pdf' has on page 1 a list at 30 degrees, which is too far from level"
    ):
        read(path)


def test_a_picture_under_a_watermark(tmp_path):
    """Its text is not that of the page, which has none."""
    picture = io.BytesIO()
    Image.effect_noise((200, 280), 50).save(picture, "PNG")
    canvas = Canvas(str(tmp_path / "scan.pdf"), pagesize=A4)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.save()
    path = stamped(tmp_path / "a.pdf", tmp_path / "scan.pdf", "内部资料", 45)
    with pytest.raises(AnnexFileError, match="is a scan: its pages are pictures without text"):
        read(path)


@pytest.mark.parametrize("tilt", [1, -1, 0, 3])
@pytest.mark.parametrize("is_turned", [True, False])
def test_text_that_was_recognised_on_a_scan(tmp_path, tilt, is_turned):
    """Each line has an angle of its own, near that of the page; or all words are level, but their lines are not."""
    lines = [line._replace(name=line.name[:18], remark=line.remark[:8]) for line in some(30)]
    picture = io.BytesIO()
    Image.effect_noise((200, 280), 50).save(picture, "PNG")
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.setFont(FONT, 10)
    chance = random.Random(1)  # noqa: S311 - the same every time
    for row, texts in enumerate(printed(lines)):
        for x, text in zip((50, 90, 170, 380), texts, strict=True):
            slope = math.radians(tilt)
            y = 780 - 22 * row
            canvas.saveState()
            canvas.translate(x + y * -math.sin(slope), y + x * math.sin(slope))
            canvas.rotate(tilt + chance.uniform(-0.6, 0.6) if is_turned else 0)
            canvas.drawString(0, 0, text)
            canvas.restoreState()
    canvas.save()
    assert plain(read(tmp_path / "a.pdf").rows) == written(lines)


@pytest.mark.parametrize(("text", "rules"), [(1, 0), (0, 1), (1, -1), (0, 91)])
def test_ruling_lines_at_another_angle_than_the_text(tmp_path, text, rules):
    """Rows and lines do not fit each other: the file is refused."""
    lines = some(12)
    letters = turned(tmp_path / "letters.pdf", list_file(tmp_path / "flat.pdf", lines, ()), text)
    boxes = tuple(style for style in BOXES if style[1][1] < 13)
    for styles in ((GRID,), boxes):
        drawing = save(tmp_path / "rules.pdf", table([("", "", "", "")] * 13, styles))
        writer = pypdf.PdfWriter(clone_from=letters)
        writer.pages[0].merge_page(pypdf.PdfReader(turned(tmp_path / "turned.pdf", drawing, rules)).pages[0])
        writer.write(tmp_path / "a.pdf")
        with pytest.raises(
            AnnexFileError, match=r"^'a\.pdf' has on page 1 \d+ ruling lines at an angle of [12]\.0 deg"
        ):
            read(tmp_path / "a.pdf")


def test_slanted_drawings_beside_the_table(tmp_path):
    """An arrow or two are not its lines."""
    path = list_file(tmp_path / "flat.pdf", some(12))
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=A4)
    canvas.line(10, 100, 60, 104)
    canvas.line(10, 90, 60, 60)
    canvas.save()
    writer = pypdf.PdfWriter(clone_from=path)
    writer.pages[0].merge_page(pypdf.PdfReader(content).pages[0])
    writer.write(tmp_path / "a.pdf")
    assert plain(read(tmp_path / "a.pdf").rows) == written(some(12))


def test_spaces_at_another_angle_are_nothing(tmp_path):
    """Nor are they a direction of text."""
    path = stamped(tmp_path / "a.pdf", list_file(tmp_path / "flat.pdf", some(5)), "  ", 3)
    document = open_document(path)
    assert plain(extract_rows(document).rows) == written(some(5))
    assert list(document.strays) == []


@pytest.mark.parametrize("style", STYLES)
def test_a_level_stamp_over_the_table_is_not_mixed_into_its_text(tmp_path, style):
    """Its characters are left out, and the page is not whole, since they may be a part of it; titles are no stamp."""
    lines = some(12)
    big = Paragraph("清单", ParagraphStyle("big", fontName=FONT, fontSize=30, leading=34))
    flat = save(tmp_path / "flat.pdf", big, table(printed(lines), STYLES[style]))
    found = read(stamped(tmp_path / "a.pdf", flat, "样本", 0, 40, [(300, 560)]))
    assert plain(found.rows) == written(lines)
    [left] = found.left_out
    assert (left.text, left.row) == ("", None)
    assert left.reason == (
        "large characters are printed over its text ('样本') and are not read; use a copy without them"
    )
    assert found.title == ("清单",)
    assert read(flat).left_out == ()
