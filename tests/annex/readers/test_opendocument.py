"""The text of ODS files in every element that may have it: read, or named as not read, and never another text."""

from __future__ import annotations

import pathlib
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import HEADER, zipped

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.files import open_document

SPACES = ("office", "table", "text", "style", "drawing", "script")
NAMES = " ".join(
    f'xmlns:{"draw" if name == "drawing" else name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in SPACES
)
LINES = [
    ("1", "01012100", "马", "甲"),
    ("2", "04090000", "天然蜂蜜", "仅限网购保税商品"),
    ("3", "33049900", "化妆品", "乙"),
]
TEXT = "<table:table-cell>{}</table:table-cell>"

IN_LINE = {
    "bookmark": "<text:bookmark text:name='a'/>{}<text:soft-page-break/>",
    "comment": "<office:annotation><text:p>9</text:p></office:annotation>{}<office:annotation-end/>",
    "field": "<text:sheet-name>{}</text:sheet-name>",
    "footnote": "{}<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>a</text:p></text:note-body></text:note>",
    "link": "<text:a>{}</text:a>",
    "meta": "<text:meta>{}</text:meta>",
    "picture": "{}<draw:frame><draw:image><office:binary-data>AAAA</office:binary-data></draw:image><draw:desc>a</draw:desc></draw:frame>",
    "ruby": "<text:ruby><text:ruby-base>{}</text:ruby-base><text:ruby-text>9</text:ruby-text></text:ruby>",
    "script": "<text:script script:language='a'>9</text:script>{}",
    "span": "<text:span text:style-name='missing'>{}</text:span>",
}
LINE_UNREAD = {
    "box": "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>",
    "paragraph": "<text:p>{}</text:p>",
    "unknown": "<a:foo xmlns:a='urn:a'>{}</a:foo>",
}
AROUND = {
    "heading": "<text:h>{}</text:h>",
    "list": "<text:list><text:list-header/><text:list-item><text:p>{}</text:p></text:list-item></text:list>",
    "paragraph": "<text:p>{}</text:p>",
    "section": "<text:section><text:p>{}</text:p></text:section>",
}
AROUND_UNREAD = {
    "box": "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>",
    "numbered": "<text:numbered-paragraph><text:p>{}</text:p></text:numbered-paragraph>",
    "shape": "<draw:g><draw:custom-shape><text:p>{}</text:p></draw:custom-shape></draw:g>",
    "table": "<table:a><text:p>{}</text:p></table:a>",
    "unknown": "<a:foo xmlns:a='urn:a'>{}</a:foo>",
}


def cell_of(inner):
    """Write a cell."""
    return TEXT.format(f"<text:p>{inner}</text:p>" if inner else "")


def row_of(line, column=-1, wrapper=""):
    """Write a row, one of its cells as it is given."""
    cells = (wrapper if at == column else cell_of(text) for at, text in enumerate(line))
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def read(folder, second, styles="", named=""):
    """Read a list whose second row is this XML."""
    rows = row_of(HEADER) + row_of(LINES[0]) + second + row_of(LINES[2])
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet><table:table>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}
    if named:
        parts["styles.xml"] = f"<office:document-styles {NAMES}>{named}</office:document-styles>".encode()
    return extract_rows(open_document(zipped(pathlib.Path(folder, "a.ods"), parts)))


def told(extract):
    """Take the rows as they were read."""
    return [(str(row.seq or ""), row.hs_code, row.name, row.remark) for row in extract.rows]


@given(
    column=st.integers(0, 3),
    around=st.sampled_from(sorted({**AROUND, **AROUND_UNREAD})),
    names=st.lists(st.sampled_from(sorted({**IN_LINE, **LINE_UNREAD})), max_size=3),
)
def test_a_text_is_read_as_it_is_shown_or_its_row_is_named(column, around, names):
    """In each column, inside up to four elements of any kind."""
    inner = LINES[1][column]
    for name in reversed(names):
        inner = {**IN_LINE, **LINE_UNREAD}[name].replace("{}", inner)
    cell = TEXT.format({**AROUND_UNREAD, **AROUND}[around].replace("{}", inner))
    with tempfile.TemporaryDirectory() as folder:
        found = read(folder, row_of(LINES[1], column, cell))
    if around in AROUND and all(name in IN_LINE for name in names):
        assert (told(found), found.left_out) == (LINES, ())
    else:
        assert told(found) == [LINES[0], LINES[2]]
        assert [left.row for left in found.unread] == [3]


@pytest.mark.parametrize("column", range(4))
@pytest.mark.parametrize("name", [*AROUND, *AROUND_UNREAD])
def test_each_kind_of_block_in_each_column(tmp_path, column, name):
    """It is read, or its row is named, with what is in it."""
    cell = TEXT.format({**AROUND_UNREAD, **AROUND}[name].replace("{}", LINES[1][column]))
    found = read(tmp_path, row_of(LINES[1], column, cell))
    if name in AROUND:
        assert (told(found), found.left_out) == (LINES, ())
    else:
        [left] = found.unread
        assert (left.text, told(found)) == (" ".join(LINES[1]), [LINES[0], LINES[2]])
        assert "which is not read; write it as plain text in LibreOffice or Excel" in left.problem


@pytest.mark.parametrize("name", [*IN_LINE, *LINE_UNREAD])
def test_each_kind_in_a_line_of_a_code(tmp_path, name):
    """The last digit of a code inside it."""
    cell = cell_of("0409000" + {**IN_LINE, **LINE_UNREAD}[name].replace("{}", "0"))
    found = read(tmp_path, row_of(LINES[1], 1, cell))
    assert told(found) == (LINES if name in IN_LINE else [LINES[0], LINES[2]])
    assert len(found.unread) == (name in LINE_UNREAD)


@pytest.mark.parametrize(
    "value",
    [
        'office:value-type="string" office:string-value="04090000"',
        'office:value-type="percentage" office:value="04090000"',
        'office:value-type="date" office:date-value="04090000"',
        'office:value-type="time" office:time-value="04090000"',
        'office:value-type="boolean" office:boolean-value="04090000"',
        'office:value="04090000"',
        'office:value-type="string" table:formula="of:=A1" office:string-value=" 04090000 "',
    ],
)
def test_a_value_without_a_text_is_not_blank(tmp_path, value):
    """In the code and in the remark."""
    cell = f"<table:table-cell {value}/>"
    assert told(read(tmp_path, row_of(LINES[1], 1, cell))) == LINES
    assert told(read(tmp_path, row_of(LINES[1], 3, cell)))[1][3] == "04090000"


def test_a_number_that_is_none_is_its_text(tmp_path):
    """What is shown counts; a number with a text box beside it is named."""
    number = (
        '<table:table-cell office:value-type="float" office:value="{}"><text:p>04090000</text:p>{}</table:table-cell>'
    )
    assert told(read(tmp_path, row_of(LINES[1], 1, number.format("x", "")))) == LINES
    assert told(read(tmp_path, row_of(LINES[1], 1, number.replace('office:value="{}"', "").format("")))) == LINES
    box = AROUND_UNREAD["box"].replace("{}", "甲")
    assert len(read(tmp_path, row_of(LINES[1], 1, number.format("4090000", box))).unread) == 1


def test_formulas_without_a_result(tmp_path):
    """Their row is named; a result that is a blank text is one, and so is a blank paragraph."""
    formula = '<table:table-cell table:formula="of:=A1"{}/>'
    found = read(tmp_path, row_of(LINES[1], 3, formula.format("")))
    assert told(found) == [LINES[0], LINES[2]]
    assert "the result of the formula in its cell is not in the file" in str(found.unread[0])
    blank = read(tmp_path, row_of(LINES[1], 3, formula.format(' office:value-type="string" office:string-value=""')))
    assert told(blank) == [LINES[0], (*LINES[1][:3], ""), LINES[2]]
    shown = '<table:table-cell table:formula="of:=A1"><text:p/></table:table-cell>'
    assert told(read(tmp_path, row_of(LINES[1], 3, shown))) == told(blank)


def test_cells_in_an_unknown_element_of_a_row(tmp_path):
    """The columns behind them would be others, and the file is refused; without a text they are nothing."""
    inside = row_of(LINES[1]).replace(cell_of("04090000"), f"<table:foo>{cell_of('04090000')}</table:foo>")
    with pytest.raises(AnnexFileError, match=r"a row with cells in the element <foo>, which is not read[.] Open it"):
        read(tmp_path, inside)
    empty = row_of(LINES[1]).replace("<table:table-row>", "<table:table-row><table:foo/>")
    assert told(read(tmp_path, empty)) == LINES
    nothing = row_of(LINES[1], 0, "<table:table-cell><table:detective/><text:p>2</text:p></table:table-cell>")
    assert told(read(tmp_path, nothing)) == LINES


def style(name, position, parent="", family="text"):
    """Write a style; without a position if that is None."""
    properties = "" if position is None else f'<style:text-properties style:text-position="{position}"/>'
    more = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}"{more}>{properties}</style:style>'


@pytest.mark.parametrize(
    ("styles", "named", "shown"),
    [
        (style("T1", "super 58%"), "", "040900⁰"),
        (style("T1", "33% 58%"), "", "040900⁰"),
        (style("T1", "sub 58%"), "", "040900₀"),
        (style("T1", "-33% 58%"), "", "040900₀"),
        (style("T1", "0% 100%"), "", "0409000"),
        (style("T1", ""), "", "0409000"),
        ("", style("T1", "super"), "040900⁰"),
        (style("T1", None, "T2"), style("T2", None, "T3") + style("T3", "super 58%"), "040900⁰"),
        (style("T1", "0% 100%", "T2"), style("T2", "super 58%"), "0409000"),
        (style("T1", None, "T2") + style("T2", None, "T1"), "", "0409000"),
        (style("T1", "super 58%", family="paragraph"), "", "0409000"),
    ],
)
def test_raised_and_lowered_digits(tmp_path, styles, named, shown):
    """By a style of the content or a named one, or by one that it comes from."""
    span = cell_of("040900<text:span text:style-name='T1'>0</text:span>")
    found = read(
        tmp_path, row_of(LINES[1], 3, span), styles, f"<office:styles>{named}</office:styles>" if named else ""
    )
    assert told(found)[1][3] == shown


def test_a_raised_digit_is_not_one_of_a_code(tmp_path):
    """0409000 with the footnote 1 was read as 04090001; a span inside may be an ordinary one again."""
    styles = style("T1", "super 58%") + style("T2", "0% 100%")
    code = "04090<text:span text:style-name='T1'><text:span text:style-name='T2'>00</text:span>1</text:span>"
    found = read(tmp_path, row_of(LINES[1], 1, cell_of(code)), styles)
    assert [row.hs_code for row in found.rows] == ["01012100", "0409000", "33049900"]


def test_a_paragraph_of_a_raised_style(tmp_path):
    """Its digits are raised but for those of a span that are not; automatic styles of the margins do not count."""
    paragraph = "<table:table-cell><text:p text:style-name='P1'>1<text:span text:style-name='T2'>2</text:span></text:p></table:table-cell>"
    styles = style("P1", "super 58%", family="paragraph") + style("T2", "0% 100%")
    margins = f"<office:automatic-styles>{style('T2', 'super')}</office:automatic-styles><office:styles/>"
    assert told(read(tmp_path, row_of(LINES[1], 3, paragraph), styles, margins))[1][3] == "¹2"
