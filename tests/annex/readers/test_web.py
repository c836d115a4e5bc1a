"""Web pages."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lists import lists, some
from office_files import grids, html_table, table, texts

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.document import Document, Prose
from pilotzones.annex.readers.files import open_document
from pilotzones.annex.readers.saved_file import SavedFile, take_file
from pilotzones.annex.readers.web import read_web


def page(tmp_path, text, encoding="utf-8", name="a.html"):
    """Write a page."""
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", ""),
        ("gb18030", "gb2312"),
        ("gbk", ""),
        ("utf-16", ""),
        ("big5", "big5"),
        ("big5", '"big5"'),
        ("big5", "'big5'"),
        ("big5", " big5"),
        ("utf-8-sig", "gbk"),
    ],
)
def test_pages_are_read_in_their_encoding(tmp_path, encoding, declared):
    """Declared, marked or tried; GB 2312 means all of GB18030."""
    rows = [("序號", "0402"), ("1", "04029100")]
    quoted = declared if declared.strip("\"' ") != declared else f"'{declared}'"
    text = f"<html><meta charset={quoted}><h3>標題</h3>{html_table(rows)}"
    prose, grid = open_document(page(tmp_path, text, encoding)).blocks
    assert prose == Prose(1, ("標題",))
    assert [texts(row) for row in grid.rows] == rows


def test_a_whole_list_comes_out_as_it_was_written(tmp_path):
    """Every cell of the 2019 list's rows, unclosed tags and all."""
    rows = table(lists()["2019-96"])
    document = open_document(page(tmp_path, f"<h1>清单</h1>{html_table(rows)}<p>注：1. 某"))
    title, grid, note = document.blocks
    assert (title.lines, note.lines) == (("清单",), ("注：1. 某",))
    assert [texts(row) for row in grid.rows] == rows


def test_tables_for_layout_are_text_around_the_real_one(tmp_path):
    """The innermost tables that hold rows are grids; menus beside them are lines of text."""
    rows = table(some(3))
    text = f"<table><tr><td>菜单<td><table><tr><td>{html_table(rows)}<tr><td>页脚</table></table>"
    blocks = list(open_document(page(tmp_path, text)).blocks)
    assert blocks[0] == Prose(1, ("菜单",))
    assert blocks[2] == Prose(1, ("页脚",))
    assert grids(open_document(page(tmp_path, text))) == [rows]


def test_a_table_inside_a_row_is_a_grid_of_its_own(tmp_path):
    """An outer table with codes stays one; what stands inside its cells follows it."""
    text = "<table><tr><td>1<td>04029100<td>外<table><tr><td>内</table></table>尾"
    assert grids(open_document(page(tmp_path, text))) == [[("1", "04029100", "外")], [("内",)]]
    assert list(open_document(page(tmp_path, text)).blocks)[-1] == Prose(1, ("尾",))


def test_merged_cells_stand_in_all_their_places(tmp_path):
    """Spans across and down, and rows that they fill alone."""
    text = (
        "<table><tr><th colspan=3>题<tr><td rowspan=2>a<td>b<td rowspan='3'>c<tr><td>d<tr><td colspan=2>e"
        "<tr><td colspan=x rowspan=-1>f<td>g</table>"
    )
    [grid] = open_document(page(tmp_path, text)).blocks
    assert [texts(row) for row in grid.rows] == [
        ("题",) * 3,
        ("a", "b", "c"),
        ("a", "d", "c"),
        ("e", "e", "c"),
        ("f", "g", ""),
    ]
    assert grid.rows[1].cells[2] is grid.rows[3].cells[2]


def test_spans_without_measure_are_bounded(tmp_path):
    """A cell over a million columns, and many such rows."""
    wide = "<tr><td colspan=1000000 rowspan=1000000>a"
    [[row]] = grids(open_document(page(tmp_path, f"<table>{wide}</table>")))
    assert row == ("a",) * 500
    [[row]] = grids(open_document(page(tmp_path, "<table><tr><td colspan=400>a<td colspan=400>b</table>")))
    assert row == ("a",) * 400 + ("b",) * 100
    with pytest.raises(AnnexFileError, match="5,000,000 cells") as caught:
        list(open_document(page(tmp_path, f"<table>{'<tr><td colspan=500>a' * 10_001}</table>")).blocks)
    assert (caught.value.file, caught.value.page) == ("a.html", 1)


def test_text_is_what_a_browser_shows(tmp_path):
    """Breaks are lines; scripts, styles and comments are nothing; line feeds of the source are spaces or nothing."""
    text = (
        "<title>t</title><p>前<script>x()</script>中<style>y</style><!-- z -->后<table><tr>"
        "<td>a<br>b<p>c</p><div>d</div>e<td>未浓\n  缩的\n  milk\n powder<td>x&nbsp;&lt;y<script>1</script>z<td></table>"
        "<select><option>选</select>完"
    )
    prose, grid, last = open_document(page(tmp_path, text)).blocks
    assert prose.lines == ("前中后",)
    assert texts(grid.rows[0]) == ("a\nb\nc\nd\ne", "未浓缩的 milk powder", "x <yz", "")
    assert last.lines == ("完",)


def test_a_page_of_nothing_has_nothing(tmp_path):
    """No element, and a table without a row."""
    for nothing in ("", "<!-- -->", "<table></table>"):
        assert list(read_web(take_file(page(tmp_path, nothing))).blocks) == []


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 6_000) | st.integers(2_030, 2_050),
    st.integers(0, 3),
    st.sampled_from(("div", "font", "table><tr><td")),
)
@example(2_045, 1, "font")
@example(2_045, 0, "div")
@example(10_000, 0, "div")
def test_a_page_is_read_whole_or_refused(depth, rows, element):
    """However deep the parser has come when it stops: around the table, and in each of its rows."""
    lines = [("04029100", f"<{element}>" * depth + "乳"), *[("04029900", "乳")] * rows, ("01012100", "马")]
    file = SavedFile("a.html", f"<html>{html_table(lines)}".encode())
    try:
        codes = [row.hs_code for row in extract_rows(Document("HTML", 1, read_web(file).blocks)).rows]
    except AnnexFileError:
        codes = "refused"
    assert codes == [code for code, _ in lines] or (codes == "refused" and depth > 500)


@pytest.mark.parametrize(
    "end",
    ["<p title='a", "<!-- ", "<script>", "</td", "<textarea>", "<title>", "<style>"],
)
def test_a_page_that_hides_its_end_is_refused(tmp_path, end):
    """A tag, a comment or a script that does not end takes all that follows; a browser shows none of it."""
    whole = page(tmp_path, html_table([("04029100", "乳"), ("04029900", "乳")]))
    assert len(extract_rows(open_document(whole)).rows) == 2
    cut = html_table([("04029100", "乳")]) + end + html_table([("04029900", "乳")]).replace(">", "\u3000")
    with pytest.raises(AnnexFileError, match="cannot be read to its end: it is cut off within"):
        open_document(page(tmp_path, f"{cut}{end}"))


@pytest.mark.parametrize("element", ["noscript", "object", "select", "svg", "template"])
@pytest.mark.parametrize("end", ["", "</{}>", "</div>"])
def test_codes_in_what_is_not_shown_are_refused(tmp_path, element, end):
    """Such an element may lack its end, and then the list after it is in it; one without codes is left out."""
    text = f"<html><div><{element}>{{}}{end.format(element)}</div>"
    with pytest.raises(AnnexFileError, match=rf"codes inside an element that is not shown \(<{element}>\)"):
        open_document(page(tmp_path, text.format(html_table([("04029100", "乳")]))))
    assert list(open_document(page(tmp_path, text.format(html_table([("a", "b")])))).blocks) == []


def test_what_follows_the_end_of_the_page_is_read(tmp_path):
    """As a browser shows it."""
    text = f"<html><body>{html_table([('04029100', '乳')])}</body></HTML >{html_table([('04029900', '乳')])}</html>"
    found = extract_rows(open_document(page(tmp_path, text)))
    assert [row.hs_code for row in found.rows] == ["04029100", "04029900"]


def test_the_end_of_a_page_cannot_be_forged(tmp_path):
    """A page with that element in it is read to its own end all the same."""
    for forged in ("<pilotzones-end>", "<pilotzones-end><x>", "<pilotzones-end><pilotzones-endx>"):
        [grid] = grids(open_document(page(tmp_path, f"<html>{forged}{html_table([('04029100', '乳')])}")))
        assert grid == [("04029100", "乳")]
    with pytest.raises(AnnexFileError, match="cannot be read to its end"):
        open_document(page(tmp_path, f"<html><pilotzones-end>{'<div>' * 3000}{html_table([('04029100', '乳')])}"))


def test_entities_are_not_resolved(tmp_path):
    """Nothing of another file is read into a page."""
    (tmp_path / "secret").write_text("SECRET")
    text = (
        f'<!DOCTYPE html [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]><html><table><tr><td>04029100<td>&e;</table>'
    )
    assert "SECRET" not in str(grids(open_document(page(tmp_path, text))))


def test_raised_and_lowered_digits_are_not_those_of_a_code(tmp_path):
    """A footnote's digit behind a code, and the digits of a unit and of a formula."""
    cells = [
        ("税则号列", "货品名称"),
        ("040299<sup>12</sup>", "每m<sup>2</sup>的<b>H<sub>2</sub>O</b>2"),
        ("04029900<sup>[1]</sup>", "乳"),
    ]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    found = extract_rows(open_document(page(tmp_path, f"<table>{rows}</table>")))
    assert [(row.hs_code, row.name) for row in found.rows] == [("040299", "每m²的H₂O2"), ("04029900", "乳")]


def test_struck_text_is_not_read_as_a_code(tmp_path):
    """Such a code does not count, and its row is reported; a name shows what is struck."""
    cells = [
        ("税则号列", "货品名称"),
        ("<del>04029100</del>04029900", "乳"),
        ("0403<s>1000</s>", "酸乳"),
        ("04061000", "鲜乳酪<strike>旧</strike>每m<sup>3</sup>H<sub>2</sub>O"),
    ]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    found = extract_rows(open_document(page(tmp_path, f"<table>{rows}</table>")))
    assert [(row.hs_code, row.name) for row in found.rows] == [("04061000", "鲜乳酪旧\u0336每m³H₂O")]
    assert [left.cell.replace("\u0336", "~") for left in found.unread] == ["0~4~0~2~9~1~0~0~04029900", "04031~0~0~0~"]
