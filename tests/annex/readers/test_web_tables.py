"""Tables of web pages: rows and cells as a browser makes them, and text that is in no cell."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from office_files import texts

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.document import Document, Grid, Prose
from pilotzones.annex.readers.files import open_document
from pilotzones.annex.readers.saved_file import SavedFile
from pilotzones.annex.readers.web import read_web

HEADER = "<tr><td>序号</td><td>税则号列</td><td>货品名称</td></tr>"
FIRST, SECOND, THIRD = (
    f"<tr><td>{number}</td><td>{code}</td><td>名{number}</td></tr>"
    for number, code in enumerate(("01012100", "04090000", "33049900"), 1)
)
CELLS = SECOND.removeprefix("<tr>").removesuffix("</tr>")


def read(text):
    """Read a page's blocks."""
    return list(read_web(SavedFile("a.html", f"<html><meta charset=utf-8>{text}".encode())).blocks)


def read_rows(text):
    """Read the rows of a page's tables, without blank cells, as a browser gives them (Chromium 156)."""
    return [[tuple(filter(None, texts(row))) for row in block.rows] for block in read(text) if isinstance(block, Grid)]


@pytest.mark.parametrize(
    "second",
    [
        SECOND,
        f"{CELLS}</tr>",
        CELLS,
        f"<tbody>{CELLS}</tbody>",
        f"<tfoot>{CELLS}",
        f"<p>{CELLS}</p>",
        f"<? x <tr>{CELLS}</tr>",
        f"<![CDATA[ x <tr>]]>{CELLS}</tr>",
        f"<div>{SECOND}</div>",
        f"<tr>{SECOND}</tr>",
        f"<font>{CELLS}</font>",
        f"<colgroup><col>{CELLS}",
    ],
)
def test_cells_without_a_row_are_a_row(tmp_path, second):
    """Whatever took the tag of the row away: every row of the list is read, in order."""
    path = tmp_path / "a.html"
    path.write_text(f"<html><meta charset=utf-8><table>{HEADER}{FIRST}{second}{THIRD}</table>", "utf-8")
    found = extract_rows(open_document(path))
    assert [row.hs_code for row in found.rows] == ["01012100", "04090000", "33049900"]
    assert [row.name for row in found.rows] == ["名1", "名2", "名3"]


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        ("<td>1<td>2", [("1", "2")]),
        ("<td>1</td></tr><td>2</td></tr><td>3</td>", [("1",), ("2",), ("3",)]),
        ("<td>1<td>2</TR x='y'><td>3</tr ><td>4</tr/><td>5</tbody><td>6", [("1", "2"), ("3",), ("4",), ("5",), ("6",)]),
        ("<td>1<tbody><td>2<thead><td>3", [("1",), ("2",), ("3",)]),
        ("<tr><td>1<div><tr><td>2<td>3</div>", [("1",), ("2", "3")]),
        ("<tr><td>1<div><td>2</div><td>3", [("1", "2", "3")]),
        ("<th>1<th>2<tbody><td>3", [("1", "2"), ("3",)]),
        ("<caption>x<tr><td>1", [("1",)]),
    ],
)
def test_rows_begin_and_end_as_in_a_browser(source, rows):
    """A row ends with its end, with its section and with the next row; a cell with the next cell."""
    assert read_rows(f"<table>{source}</table>") == [rows]


def test_cells_of_a_table_inside_a_row_are_not_those_of_the_row():
    """Even if that table has no row."""
    text = "<table><tr><td>1<td>04090000<td>外<table><td>内<td>里</table></table>"
    assert read_rows(text) == [[("1", "04090000", "外")], [("内", "里")]]
    text = "<table><tr><td>1<td>04090000<table><tr><td>内</table><td>外</table>"
    assert read_rows(text) == [[("1", "04090000", "外")], [("内",)]]


def test_text_of_a_table_in_no_cell_is_read_as_text():
    """The caption and what stands before the first row before the table, the rest after it; with nothing twice."""
    text = (
        "甲<table>乙<caption>丙<br>丁</caption>戊<tr>己<td>1</td>庚<td>2<sup>3</sup></td></tr>辛<p>壬</p><font>癸</font>"
        "<caption>子</caption><tr hidden>&nbsp;</tr></table>丑"
    )
    before, caption, grid, rest, after = read(text)
    assert (before.lines, caption.lines) == (("甲",), ("乙", "丙", "丁", "戊", "子"))
    assert [texts(row) for row in grid.rows][:1] == [("1", "2³")]
    assert (rest.lines, after.lines) == (("己", "庚", "辛", "壬", "癸"), ("丑",))


def test_a_row_that_is_bare_text_is_reported():
    """It is text outside the rows; in a table without any cell, all that there is."""
    blocks = read(f"<table>{HEADER}{FIRST}2 04090000 名2{THIRD}</table>")
    found = extract_rows(Document("HTML", 1, iter(blocks), has_whole_rows=True))
    assert [row.hs_code for row in found.rows] == ["01012100", "33049900"]
    assert [(left.text, left.reason) for left in found.left_out] == [("2 04090000 名2", "text outside the rows")]
    assert read("<table>2 04090000 名2</table>") == [Prose(1, ("2 04090000 名2",))]


@pytest.mark.parametrize("element", ["noscript", "object", "template"])
def test_rows_in_what_is_not_shown_are_refused(element):
    """Such an element may lack its end, and then the rows after it are in it."""
    text = f"<table>{HEADER}{FIRST}<{element}>{{}}</{element}>{THIRD}</table>"
    for code in ("04090000", "0409<b>0000</b>", "04090000<sup>1</sup>"):
        with pytest.raises(AnnexFileError, match=rf"table cells with codes inside .* not shown \(<{element}>\)"):
            read(text.format(f"<tr><td>{code}"))
    assert len(read_rows(text.format("<tr><td>2</td><td>0409</td></tr>"))[0]) == 3


def read_second(cell, code="04090000", style=""):
    """Extract a list whose second row has this remark."""
    rows = (
        f"{HEADER.replace('</tr>', '<td>备注</td></tr>')}{FIRST}<tr><td>4<td>{code}<td>名4<td>{cell}</td></tr>{THIRD}"
    )
    text = f"<style>{style}</style><select><option>菜单</select><input value=搜索><table>{rows}</table>"
    return extract_rows(Document("HTML", 1, iter(read(text)), has_whole_rows=True))


@pytest.mark.parametrize(
    "cell",
    [
        "<textarea>仅限网购保税商品</textarea>",
        "<input value=仅限网购保税商品>",
        "<input type=TEXT value=仅限网购保税商品>",
        "<select><option>无<option selected>仅限网购保税商品</select>",
        "<object>仅限网购保税商品</object>",
        "<svg><text>仅限网购保税商品</text></svg>",
        "<iframe>仅限网购保税商品</iframe>",
        "<ruby>仅<rt>jin<rb>限网购保税商品<rt>xian</ruby>",
        "<ruby>仅<rp>(<rt>jin<rp>)<rb>限网购保税商品</ruby>",
        "<rt>仅限网购保税商品</rt>",
        "仅<b>限<textarea>网购保税商品</textarea></b>",
        "<i style='visibility:hidden'><textarea style='visibility:visible'>仅限网购保税商品</textarea></i>",
    ],
)
def test_a_row_with_a_field_or_a_drawing_is_unread(cell):
    """Its text may be seen, but is not read; the rows around it are."""
    found = read_second(cell)
    assert [row.hs_code for row in found.rows] == ["01012100", "33049900"]
    [left] = found.unread
    assert left.row == 3
    assert re.search(r"its cell has the element <\w+>, which is not read", left.reason)


@pytest.mark.parametrize(
    ("code", "style"),
    [
        ("<bdo dir=rtl>00009040</bdo>", ""),
        ("<bdo DIR=RTL>00009040</bdo>", ""),
        ("<bdo style='direction:rtl'>00009040</bdo>", ""),
        ("<span dir=rtl><bdo>00009040</bdo></span>", ""),
        ("<span style='unicode-bidi:bidi-override;direction:rtl'>00009040</span>", ""),
        ("<p dir=rtl class=a>00009040</p>", ".a{unicode-bidi:isolate-override}"),
        ("00009040", "td{unicode-bidi:bidi-override;direction:rtl}"),
    ],
)
def test_a_row_with_a_code_from_right_to_left_is_unread(code, style):
    """A browser prints 04090000."""
    found = read_second("", code, style)
    assert "which is not read" in found.unread[-1].reason
    assert {row.hs_code for row in found.rows} <= {"01012100", "33049900"}


@pytest.mark.parametrize(
    ("code", "style"),
    [
        ("<bdo dir=ltr>04090000</bdo>", ""),
        ("<bdo dir=rtl style='direction:ltr'>04090000</bdo>", ""),
        ("<bdo dir=rtl class=a>04090000</bdo>", ".a{unicode-bidi:isolate}"),
        ("<span dir=rtl>04090000</span>", "table{direction:rtl}"),
        ("04090000<bdo dir=rtl hidden>9</bdo>", "table{direction:rtl}"),
    ],
)
def test_digits_have_their_own_direction(code, style):
    """Unless it is overridden, they are printed from left to right in any text."""
    assert [row.hs_code for row in read_second("", code, style).rows] == ["01012100", "04090000", "33049900"]


def test_a_direction_breaks_no_line_of_text():
    """Outside tables it is read as it stands."""
    assert read("<p style='unicode-bidi:bidi-override'>甲<b>乙</b></p>") == [Prose(1, ("甲乙",))]


@pytest.mark.parametrize(
    "cell",
    [
        "<textarea> </textarea>",
        "<input>",
        "<input value=' '>",
        "<input type=hidden value=1><input type=checkbox value=on><input type=Button value=改>",
        "<ruby><rt>jin</rt></ruby><ruby><rb></rb><rp>(</rp><rt>jin</rt><rp>)</rp></ruby><rt></rt>",
        "<svg><path d='M0 0'></svg>",
        "<textarea hidden>旧</textarea>",
        "<i style='visibility:hidden'><input value=旧><select><option>旧</select></i>",
    ],
)
def test_a_field_without_text_is_blank(cell):
    """And so is one without text, or that is hidden."""
    found = read_second(f"仅限{cell}网购保税商品")
    assert [(row.hs_code, row.remark) for row in found.rows][1] == ("04090000", "仅限网购保税商品")
    assert found.unread == ()


def test_pronunciation_is_not_read():
    """As in DOCX and ODS; nor outside tables."""
    text = "<ruby>仅<rt>jin</rt>限<rp>(</rp><rt>xian</rt><rp>)</rp></ruby>网购保税商品"
    assert [row.remark for row in read_second(text).rows] == ["", "仅限网购保税商品", ""]
    assert read(text) == [Prose(1, ("仅限网购保税商品",))]


@pytest.mark.parametrize("cell", ["<td>仅限网购保税商品", "<td><input value=仅限网购保税商品>"])
def test_a_cell_beyond_the_last_column_is_refused(cell):
    """Also behind cells that are merged, or that reach down from the row above; blank ones are left out."""
    for wide in ("<td>1" * 500, "<td colspan=300>1<td colspan=300>2", "<td rowspan=2 colspan=500>1<tr>"):
        assert len(read_rows(f"<table><tr>{wide}<td> <td></table>")[0][-1]) == 500
        with pytest.raises(AnnexFileError, match="more than 200,000 rows, 500 columns"):
            read(f"<table><tr>{wide}{cell}</table>")


TAGS = (
    "table tr td th tbody thead tfoot caption colgroup col p div span font a b sup sub s ul li center form h1 br hr"
    " pre i nobr section x"
).split()
SOURCES = st.lists(
    st.just("word")
    | st.sampled_from(TAGS).map("<{}>".format)
    | st.sampled_from(TAGS).map("</{}>".format)
    | st.sampled_from(
        ("<i style='text-decoration:line-through;vertical-align:3pt'>", "<td style='vertical-align:top'>")
    )
    | st.sampled_from(("04090000", "</tr x>", "</html>", "</body>", "<td colspan=3>", "<td rowspan=2>", "<![endif]>")),
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(SOURCES)
@example(["<table>", "<td>", "word", "</td>", "</tr>", "<td>", "04090000", "word"])
@example(["<table>", "<tr>", "<td>", "04090000", "<table>", "word", "<tr>", "word", "<td>", "word"])
@example(["<table>", "<tr>", "<td>", "word", "<caption>", "<table>", "word", "</table>", "word"])
def test_every_visible_text_of_a_page_is_read(source):
    """However its elements are nested, closed or not: each word is in a cell or in a line of text, and once."""
    words = [f"甲{position}乙" for position, piece in enumerate(source) if piece == "word"]
    text = "".join(f"甲{position}乙" if piece == "word" else piece for position, piece in enumerate(source))
    found = []
    for block in read(f"<body>{text}"):
        if isinstance(block, Grid):
            cells = {id(cell): cell for row in block.rows for cell in row.cells}  # a merged cell is one object
            found += [cell.text for cell in cells.values()]
        else:
            found += block.lines
    read_text = (
        "\n".join(found).replace("\u0336", "").translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2))
    )
    assert [read_text.count(word) for word in words] == [1] * len(words)
