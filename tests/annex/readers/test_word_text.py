"""The text of Word files in every element that may have it: read, or named as not read, and never another text."""

from __future__ import annotations

import pathlib
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import HEADER, cell, grids, paragraph, word, word_table

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.document import Prose, Unread
from pilotzones.annex.readers.files import open_document

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
BOX = "<w:r><w:pict xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>"

SHOWN = {
    "bdo": "<w:bdo w:val='ltr'>{}</w:bdo>",
    "content control": "<w:sdt><w:sdtPr><w:alias w:val='a'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "custom XML": "<w:customXml w:element='a'><w:customXmlPr/>{}</w:customXml>",
    "dir": "<w:dir w:val='ltr'>{}</w:dir>",
    "fallback": f"<mc:AlternateContent {MC}><mc:Choice Requires='a'/><mc:Fallback>{{}}</mc:Fallback></mc:AlternateContent>",
    "first choice": (
        f"<mc:AlternateContent {MC}><mc:Choice Requires='a'>{{}}</mc:Choice><mc:Choice Requires='b'>{{}}</mc:Choice>"
        "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    ),
    "field": "<w:fldSimple w:instr='a'><w:fldData>AAAA</w:fldData>{}</w:fldSimple>",
    "inserted": "<w:ins>{}</w:ins>",
    "link": "<w:hyperlink>{}</w:hyperlink>",
    "marks": "<w:bookmarkStart w:id='1' w:name='a'/><w:proofErr w:type='spellStart'/>{}<w:bookmarkEnd w:id='1'/>",
    "moved here": "<w:moveTo>{}</w:moveTo>",
    "ruby": ("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>9</w:t></w:r></w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>"),
    "smart tag": "<w:smartTag w:element='a'><w:smartTagPr/>{}</w:smartTag>",
}
GONE = {"deleted": "<w:del>{}</w:del>", "moved away": "<w:moveFrom>{}</w:moveFrom>"}
UNREAD = {
    "box": BOX.replace("{}", "<w:p>{}</w:p>"),
    "equation": f"<m:oMath {M}>{{}}</m:oMath>",
    "from right to left": "<w:bdo w:val='rtl'>{}</w:bdo>",
    "unknown": "<w:foo>{}</w:foo>",
    "unknown in a run": "<w:r><w:foo>{}</w:foo></w:r>",
    "unknown of another kind": "<a:foo xmlns:a='urn:a'><a:bar>{}</a:bar></a:foo>",
}
AROUND_ROWS = ("content control", "custom XML", "fallback", "first choice", "inserted", "marks", "moved here")
LINES = [
    ("1", "01012100", "马", "甲"),
    ("2", "04090000", "天然蜂蜜", "仅限网购保税商品"),
    ("3", "33049900", "化妆品", "乙"),
]
NO_COLUMN = '<w:gridSpan w:val="0"/>'
RUN = "<w:r><w:t>{}</w:t></w:r>"


def row_of(line, column=-1, wrappers=()):
    """Write a row, the text of one of its cells inside the wrappers, the first of them outermost."""
    return f"<w:tr>{''.join(cell_of(text, wrappers if at == column else ()) for at, text in enumerate(line))}</w:tr>"


def cell_of(text, wrappers=()):
    """Write a cell whose text is inside the wrappers."""
    return f"<w:tc><w:p>{wrapped(RUN.format(text), wrappers)}</w:p></w:tc>"


def wrapped(inner, wrappers):
    """Write XML inside wrappers, the first of them outermost."""
    for wrapper in reversed(wrappers):
        inner = wrapper.replace("{}", inner)
    return inner


def read(folder, second):
    """Read a list whose second row is this XML."""
    body = f"<w:tbl>{row_of(HEADER)}{row_of(LINES[0])}{second}{row_of(LINES[2])}</w:tbl>"
    return extract_rows(open_document(word(pathlib.Path(folder, "a.docx"), body)))


def told(extract):
    """Take the rows as they were read."""
    return [(str(row.seq or ""), row.hs_code, row.name, row.remark) for row in extract.rows]


KINDS = {**SHOWN, **GONE, **UNREAD}


@given(column=st.integers(0, 3), names=st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3))
def test_a_text_is_read_as_it_is_shown_or_its_row_is_named(column, names):
    """In each column, inside up to three elements of any kind."""
    with tempfile.TemporaryDirectory() as folder:
        found = read(folder, row_of(LINES[1], column, [KINDS[name] for name in names]))
    if not GONE.keys().isdisjoint(names):
        blank = tuple("" if at == column else text for at, text in enumerate(LINES[1]))
        expected = [[LINES[0], LINES[2]]] if column == 1 else [[LINES[0], blank, LINES[2]], [LINES[0], LINES[2]]]
        assert told(found) in expected
        assert told(found) == expected[0] or found.unread
    elif UNREAD.keys().isdisjoint(names):
        assert (told(found), found.left_out) == (LINES, ())
    else:
        assert told(found) == [LINES[0], LINES[2]]
        assert [left.row for left in found.unread] == [3]


@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize("column", range(4))
def test_each_kind_in_each_column(tmp_path, name, column):
    """What is shown is read; what is deleted is not; the row of anything else is named, with what is in it."""
    found = read(tmp_path, row_of(LINES[1], column, [KINDS[name]]))
    if name in SHOWN:
        assert (told(found), found.left_out) == (LINES, ())
    elif name in UNREAD:
        [left] = found.unread
        assert left.text == " ".join(LINES[1])
        assert "which is not read; write it as plain text in Word" in left.problem
    else:
        assert LINES[1] not in told(found)


@pytest.mark.parametrize("name", [*AROUND_ROWS, *GONE, "unknown", "unknown of another kind"])
@pytest.mark.parametrize("is_cell", [False, True])
def test_rows_and_cells_inside_elements(tmp_path, name, is_cell):
    """They are read, or deleted; inside what is not understood, the file is refused."""
    inner = cell_of("04090000") if is_cell else row_of(LINES[1])
    second = wrapped(inner, [KINDS[name]])
    if is_cell:
        second = f"<w:tr>{cell_of('2')}{second}{cell_of('天然蜂蜜')}{cell_of('仅限网购保税商品')}</w:tr>"
    if name in UNREAD:
        with pytest.raises(AnnexFileError, match=r"rows or cells in the element <foo>, which is not read[.] Open it"):
            read(tmp_path, second)
    else:
        assert (told(read(tmp_path, second)) == LINES) == (name in SHOWN)


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<w:sym w:font='Arial' w:char='F030'/>", "0409000<sym>"),
        ("<w:pgNum/>", "0409000<pgNum>"),
        ("<w:t>0<w:foo/></w:t>", "04090000"),
        ("<w:pict xmlns:v='urn:v'><v:shape><v:textpath string='0'/></v:shape></w:pict>", "0409000<pict>"),
    ],
)
def test_characters_that_only_word_knows(tmp_path, inner, shown):
    """A code without them would be another one."""
    code = f"<w:tc><w:p><w:r><w:t>0409000</w:t>{inner}</w:r></w:p></w:tc>"
    found = read(tmp_path, f"<w:tr>{cell_of('2')}{code}{cell_of('天然蜂蜜')}{cell_of('')}</w:tr>")
    assert told(found) == [LINES[0], LINES[2]]
    assert [left.text for left in found.unread] == [f"2 {shown} 天然蜂蜜"]


@pytest.mark.parametrize(
    "inner", ["<w:drawing><a:posOffset xmlns:a='urn:a'>12</a:posOffset></w:drawing>", "<w:tab/>", "<w:ptab/>"]
)
def test_a_picture_and_a_tab_are_no_text(tmp_path, inner):
    """As there is no text in them, the rows are read."""
    found = read(tmp_path, row_of(LINES[1]).replace("<w:r>", f"<w:r>{inner}"))
    assert (told(found), found.left_out) == (LINES, ())


def test_another_file_inside_a_cell(tmp_path):
    """Its row is named, and that it may have rows of its own."""
    last = f"<w:tc>{paragraph('')}<w:altChunk/></w:tc>"
    found = read(tmp_path, f"<w:tr>{''.join(map(cell_of, LINES[1][:3]))}{last}</w:tr>")
    assert told(found) == [LINES[0], LINES[2]]
    assert [left.row for left in found.left_out] == [3, None]
    assert "it contains another file, which is not read" in found.left_out[1].reason


def test_a_table_in_a_text_box_of_a_cell_is_read_once(tmp_path):
    """Though it is there again for older programs, and its text is not that of the cell."""
    box = BOX.replace("{}", word_table([("04029100", "乳")]))
    both = SHOWN["first choice"].replace("{}", box)
    body = f"<w:tbl><w:tr><w:tc><w:p>{RUN.format('外')}{both}</w:p></w:tc></w:tr></w:tbl>"
    document = open_document(word(tmp_path / "a.docx", body))
    outer, inner = document.blocks
    assert outer.rows[0].cells[0].fault is None
    assert [[one.text for one in row.cells] for row in inner.rows] == [["04029100", "乳"]]


def test_text_boxes_inside_text_boxes(tmp_path):
    """Each is read once, those of older programs alone too; deleted ones are not."""
    inner = SHOWN["fallback"].replace("{}", BOX.replace("{}", paragraph("内")))
    outer = BOX.replace("{}", f"<w:p>{RUN.format('外')}{inner}</w:p>")
    deleted = GONE["moved away"].replace("{}", BOX.replace("{}", paragraph("没")))
    blocks = open_document(word(tmp_path / "a.docx", f"<w:p>{outer}{deleted}</w:p>")).blocks
    assert list(blocks) == [Prose(1, ("外",)), Prose(1, ("内",))]


def test_what_is_not_understood_outside_tables(tmp_path):
    """Signs and equations are text of their lines; what may have rows is named; a mark has no text."""
    sign, table = "<w:r><w:sym w:font='a' w:char='F030'/></w:r>", word_table([("04029100", "乳")])
    body = (
        f"<w:p>{RUN.format('一')}{sign}{wrapped(RUN.format('二'), [UNREAD['equation']])}</w:p><w:foo/>"
        f"<w:foo>{table}</w:foo><w:p>{wrapped(RUN.format('三'), [UNREAD['unknown']])}</w:p><w:p><w:subDoc/></w:p>"
    )
    why = (
        "it has the element <foo>, which is not read; write it as plain text in Word, save the file, and read it again"
    )
    other = "it contains another file, which is not read; open it in Word, save it, and read the new file"
    assert list(open_document(word(tmp_path / "a.docx", body)).blocks) == [
        Prose(1, ("一<sym>二",)),
        Unread(1, why),
        Prose(1, ("三",)),
        Unread(1, why),
        Prose(1, ("<subDoc>",)),
        Unread(1, other),
    ]


def test_a_cell_over_no_column_is_one_column_wide(tmp_path):
    """As Word reads it; its text was lost."""
    body = f"<w:tbl><w:tr>{cell('a', NO_COLUMN)}{cell('b')}</w:tr></w:tbl>"
    assert grids(open_document(word(tmp_path / "a.docx", body))) == [[("a", "b")]]


def test_unknown_elements_without_text_are_nothing(tmp_path):
    """In a table, a row, a cell and a paragraph: there is nothing that could be lost."""
    row = row_of(LINES[1]).replace("<w:tc>", "<w:foo/><w:tc><w:foo/>").replace("<w:p>", "<w:p><w:foo/>")
    found = read(tmp_path, f"<w:foo> </w:foo>{row}")
    assert (told(found), found.left_out) == (LINES, ())


BEGIN, SEPARATE, END = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end"))


def instruction(text):
    """Write a part of the instruction of a field."""
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def field(text, *result):
    """Write a field with its instruction; without a result it has no separator either."""
    return BEGIN + instruction(text) + "".join((SEPARATE, *result) if result else ()) + END


ONE = RUN.format("1")


@pytest.mark.parametrize(
    ("inner", "name"),
    [
        (field(" EQ o(○,仅) "), "EQ"),
        (BEGIN + instruction("e") + instruction("q x") + SEPARATE + ONE + END, "EQ"),
        (field("MACROBUTTON NoMacro 仅"), "MACROBUTTON"),
        (field("FORMDROPDOWN", ""), "FORMDROPDOWN"),
        (field("REF a", RUN.format(" ")), "REF"),
        (field("REF a", f"<w:moveFrom>{ONE}</w:moveFrom>"), "REF"),
        (field(""), "?"),
        ("<w:fldSimple w:instr=' EQ o(仅)'/>", "EQ"),
        (field("REF a").removesuffix(END), "REF"),
        (BEGIN + instruction("IF") + field("REF a", ONE) + SEPARATE + ONE + END, "IF"),
        (field("REF a", ONE, field("EQ x")), "EQ"),
    ],
)
def test_a_field_whose_text_is_not_in_the_file(tmp_path, inner, name):
    """Its row is named, whether the field is in a remark or in a code."""
    for column in (1, 3):
        second = row_of(LINES[1]).replace(RUN.format(LINES[1][column]), RUN.format(LINES[1][column]) + inner)
        found = read(tmp_path, second)
        assert told(found) == [LINES[0], LINES[2]]
        [left] = found.unread
        assert f"<{name}>" in left.text
        assert f"its cell has the field {name}, whose text is not in the file; write it as plain text" in left.problem


@pytest.mark.parametrize(
    "inner",
    [
        field("REF a", "{}"),
        field("PAGE"),
        field("XE 仅", ""),
        "<w:fldSimple w:instr='NUMPAGES'/>",
        "<w:fldSimple w:instr='REF a'>{}</w:fldSimple>",
        SEPARATE + instruction("EQ") + END,
        "<w:del>" + field("EQ x") + "</w:del>",
        field("REF a", field("REF b", "{}")),
        field("REF a", "{}", "<w:r><w:drawing/></w:r>"),
        BEGIN + instruction("REF ") + field("REF a") + SEPARATE + "{}" + END,
    ],
)
def test_a_field_whose_text_is_read(tmp_path, inner):
    """It has a result, shows nothing or a page number, is deleted, or does not begin in the cell."""
    run = RUN.format(LINES[1][3])
    shown = inner.replace("{}", run) if "{}" in inner else run + inner
    found = read(tmp_path, row_of(LINES[1]).replace(run, shown))
    assert (told(found), found.left_out) == (LINES, ())


def test_a_field_outside_tables_is_no_reason(tmp_path):
    """There are no rows in it."""
    body = f"<w:p>{field('EQ x')}{RUN.format('一')}<w:fldSimple w:instr='EQ x'/></w:p>"
    assert list(open_document(word(tmp_path / "a.docx", body)).blocks) == [Prose(1, ("一",))]


CHART = "<w:r><w:drawing><a:graphic xmlns:a='urn:a'><a:graphicData uri='urn:{}'>{}</a:graphicData></a:graphic></w:drawing></w:r>"
PICTURE = CHART.format("picture", "<a:blip/>")


@pytest.mark.parametrize(
    ("inner", "name"),
    [
        ("<w:r><w:object><o:OLEObject xmlns:o='urn:o' ProgID='Equation.3'/></w:object></w:r>", "object"),
        ("<w:r><w:object><w:control/></w:object></w:r>", "object"),
        (CHART.format("2006/chart", ""), "drawing"),
        (CHART.format("2014/chartex", ""), "drawing"),
        (CHART.format("2006/diagram", ""), "drawing"),
    ],
)
@pytest.mark.parametrize("column", range(4))
def test_an_object_or_a_diagram_in_a_cell(tmp_path, inner, name, column):
    """Its text is in another part of the file; outside tables there are no rows in it."""
    run = RUN.format(LINES[1][column])
    found = read(tmp_path, row_of(LINES[1]).replace(run, run + inner))
    assert told(found) == [LINES[0], LINES[2]]
    [left] = found.unread
    assert f"its cell has the element <{name}>, which is not read" in left.problem
    assert list(open_document(word(tmp_path / "b.docx", f"<w:p>{run}{inner}</w:p>")).blocks) == [
        Prose(1, (LINES[1][column],))
    ]


def test_a_picture_in_a_cell(tmp_path):
    """Beside a text it is none; alone it may be a text, but not if it is deleted or in a table inside the cell."""
    run = RUN.format(LINES[1][3])
    found = read(tmp_path, row_of(LINES[1]).replace(run, run + PICTURE))
    assert (told(found), found.left_out) == (LINES, ())
    found = read(tmp_path, row_of(LINES[1]).replace(run, PICTURE))
    assert told(found) == [LINES[0], LINES[2]]
    [left] = found.unread
    assert left.text == "2 04090000 天然蜂蜜 <picture>"
    assert "its cell has a picture and no text; write it as plain text" in left.problem
    blank = (*LINES[1][:3], "")
    found = read(tmp_path, row_of(LINES[1]).replace(run, f"<w:del>{PICTURE}</w:del>"))
    assert told(found) == [LINES[0], blank, LINES[2]]
    inner = f"</w:p><w:tbl><w:tr><w:tc><w:p>{PICTURE}</w:p></w:tc></w:tr></w:tbl><w:p>"
    found = read(tmp_path, row_of(LINES[1]).replace(run, inner))
    assert told(found) == [LINES[0], blank, LINES[2]]
