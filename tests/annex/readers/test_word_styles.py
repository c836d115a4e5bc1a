"""Raised, struck and hidden text of Word files, by its own properties, its style, or a style that it comes from."""

from __future__ import annotations

import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from office_files import grids, word, zipped

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.document import Prose
from pilotzones.annex.readers.files import open_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PLAIN = "0409000"


def style(name, properties, parent="", kind="character", more=""):
    """Write a style."""
    based = f"<w:basedOn w:val='{parent}'/>" if parent else ""
    return f"<w:style w:type='{kind}' w:styleId='{name}'{more}>{based}<w:rPr>{properties}</w:rPr></w:style>"


def run(text, properties=""):
    """Write a run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def read(path, runs, styles="", of_paragraph="", of_table=""):
    """Read the cell of a table with these runs, "?" if some are hidden; the file has no other styles than these."""
    row = f"<w:tr><w:tc><w:p><w:pPr>{of_paragraph}</w:pPr>{runs}</w:p></w:tc></w:tr>"
    file = word(path / "a.docx", f"<w:tbl><w:tblPr>{of_table}</w:tblPr>{row}</w:tbl>")
    [grid] = open_document(with_styles(file, styles)).blocks
    [[cell]] = [row.cells for row in grid.rows]
    is_hidden = cell.fault is not None and "<vanish>" in cell.fault.reason
    return cell.text.replace("\u0336", "~") + ("?" if is_hidden else "")


def with_styles(file, styles):
    """Give a file these styles in place of its own; none at all if they are None."""
    with zipfile.ZipFile(file) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist() if info.filename != "word/styles.xml"}
    if styles is not None:
        parts["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>".encode()
    return zipped(file, parts)


SUPER, SUB, LEVEL = (f"<w:vertAlign w:val='{value}'/>" for value in ("superscript", "subscript", "baseline"))
OF_S, OF_P = "<w:rStyle w:val='S'/>", "<w:pStyle w:val='P'/>"
RAISED = "<w:position w:val='6'/>"
VANISH, SHOWN = "<w:vanish/>", "<w:vanish w:val='0'/>"


@pytest.mark.parametrize(
    ("properties", "styles", "shown"),
    [
        (SUPER, "", "¹"),
        (OF_S, style("S", SUPER), "¹"),
        (OF_S, style("S", SUB), "₁"),
        (OF_S, style("S", "", "T") + style("T", SUPER), "¹"),
        (OF_S, style("S", LEVEL, "T") + style("T", SUPER), "1"),
        (OF_S + LEVEL, style("S", SUPER), "1"),
        (OF_S, style("S", "<w:b/>", "T") + style("T", "", "S"), "1"),
        (OF_S, style("S", SUPER, kind="paragraph"), "1"),
        ("", style("T", SUPER, more=" w:default='0'"), "1"),
        (OF_S, style("S", "<w:strike/>"), "1~"),
        (OF_S, style("S", "<w:dstrike w:val='true'/>"), "1~"),
        (OF_S, style("S", "<w:strike w:val='0'/>", "T") + style("T", "<w:strike/>"), "1"),
        (OF_S + "<w:strike w:val='off'/>", style("S", "<w:strike/>"), "1"),
        (OF_S, style("S", VANISH), "1?"),
        (OF_S, style("S", "", "T") + style("T", VANISH), "1?"),
        (OF_S + SHOWN, style("S", VANISH), "1"),
        ("<w:position w:val='12'/>", "", "¹"),
        ("<w:position w:val='-6'/>", "", "₁"),
        ("<w:position w:val='3pt'/>", "", "¹"),
        ("<w:position w:val='0'/>", "", "1"),
        (OF_S, style("S", "<w:position w:val='12'/>"), "¹"),
        (OF_S + "<w:position w:val='0'/>", style("S", "<w:position w:val='12'/>"), "1"),
    ],
)
def test_a_digit_behind_a_code(tmp_path, properties, styles, shown):
    """As it is printed."""
    assert read(tmp_path, run(PLAIN) + run("1", properties), styles) == PLAIN + shown


@pytest.mark.parametrize(
    ("own", "of_paragraph", "shown"),
    [
        ("", SUPER, "¹"),
        (LEVEL, SUPER, "1"),
        ("", "<w:strike/>", "1~"),
        ("<w:strike/>", "<w:strike/>", "1~"),
        ("", VANISH, "1?"),
        (VANISH, VANISH, "1"),
        (SHOWN, VANISH, "1?"),
        (SUPER, VANISH, "1?"),
        (SUPER, "<w:strike/>", "¹~"),
    ],
)
def test_a_style_of_characters_and_one_of_the_paragraph(tmp_path, own, of_paragraph, shown):
    """Of two that hide the text, one undoes the other; two that strike it strike it."""
    styles = style("S", own) + style("P", of_paragraph, kind="paragraph")
    assert read(tmp_path, run("1", OF_S), styles, OF_P) == shown


@pytest.mark.parametrize(
    ("styles", "shown"),
    [
        (style("N", SUPER, kind="paragraph", more=" w:default='1'"), "¹"),
        (style("N", SUPER, more=" w:default='1'"), "¹"),
        (f"<w:docDefaults><w:rPrDefault><w:rPr>{SUPER}</w:rPr></w:rPrDefault></w:docDefaults>", "¹"),
        (style("T", SUPER, kind="table"), "¹"),
        (style("T", SUPER, kind="table") + style("N", LEVEL, kind="paragraph", more=" w:default='true'"), "1"),
        (
            style("T", "<w:position w:val='6'/>", kind="table")
            + style("N", SUPER, kind="paragraph", more=" w:default='1'"),
            "¹",
        ),
        (style("T", VANISH, kind="table"), "1?"),
    ],
)
def test_styles_of_the_file_and_the_table(tmp_path, styles, shown):
    """Those that count where a paragraph names none."""
    assert read(tmp_path, "<w:r><w:t>1</w:t></w:r>", styles, of_table="<w:tblStyle w:val='T'/>") == shown


def test_a_cell_that_is_moved_as_a_whole(tmp_path):
    """Its digits are not those of a footnote; of one in two positions, the moved ones are."""
    moved = "<w:position w:val='-2'/>"
    assert read(tmp_path, run("0409", moved) + run(" ") + run("0000", moved)) == "0409 0000"
    assert read(tmp_path, run("0409", moved) + run("0000", "<w:position w:val='4'/>")) == "₀₄₀₉⁰⁰⁰⁰"


def test_a_position_around_a_text_with_its_pronunciation(tmp_path):
    """The run around it is raised, and so are its digits."""
    ruby = f"<w:ruby><w:rubyBase>{run('1')}</w:rubyBase></w:ruby>"
    raised = f"<w:r><w:rPr><w:position w:val='12'/></w:rPr>{ruby}</w:r>"
    assert read(tmp_path, run(PLAIN) + raised) == f"{PLAIN}¹"


def test_lines_outside_tables(tmp_path):
    """Their digits are raised and hidden likewise."""
    styles = style("S", VANISH)
    body = f"<w:p>{run('m')}{run('2', SUPER)}{run('3', OF_S)}{run('4', RAISED)}</w:p>"
    file = with_styles(word(tmp_path / "a.docx", body), styles)
    assert list(open_document(file).blocks) == [Prose(1, ("m²⁴",))]


def test_a_file_without_styles_or_with_damaged_ones(tmp_path):
    """A style that is missing says nothing; styles that are not XML are damage."""
    assert read(tmp_path, run("1", OF_S), None) == "1"
    with pytest.raises(AnnexFileError, match="damaged"):
        read(tmp_path, run("1"), "<w:style>")


def test_styles_are_those_that_the_text_is_related_to(tmp_path):
    """In another part than usual, and not those of the building blocks, which are called alike."""
    file = word(tmp_path / "a.docx", f"<w:tbl><w:tr><w:tc><w:p>{run('1', OF_S)}</w:p></w:tc></w:tr></w:tbl>")
    with zipfile.ZipFile(file) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    relations = parts["word/_rels/document.xml.rels"]
    assert b"styles.xml" in relations
    other = f"<w:styles {W}>{style('S', SUPER)}</w:styles>".encode()
    for target, part in ((b"other.xml", "word/other.xml"), (b"/a/../b.xml", "b.xml")):
        changed = {"word/_rels/document.xml.rels": relations.replace(b"styles.xml", target), part: other}
        assert grids(open_document(zipped(file, {**parts, **changed}))) == [[("¹",)]]


def test_a_footnote_of_python_docx(tmp_path):
    """0409000 with the footnote 1 in a style was read as 04090001."""
    document = docx.Document()
    raised = document.styles.add_style("Mark", WD_STYLE_TYPE.CHARACTER)
    raised.font.superscript = True
    above = document.styles.add_style("Note", WD_STYLE_TYPE.CHARACTER)
    above.base_style = raised
    made = document.add_table(2, 2)
    for at, text in enumerate(("税则号列", "货品名称", PLAIN, "天然蜂蜜")):
        made.cell(*divmod(at, 2)).text = text
    made.cell(1, 0).paragraphs[0].add_run("1", style="Note")
    document.save(str(tmp_path / "a.docx"))
    assert [row.hs_code for row in extract_rows(open_document(tmp_path / "a.docx")).rows] == [PLAIN]


def test_a_struck_style_of_a_paragraph(tmp_path):
    """Its row is named."""
    document = docx.Document()
    document.styles.add_style("Gone", WD_STYLE_TYPE.PARAGRAPH).font.strike = True
    made = document.add_table(3, 2)
    for at, text in enumerate(("税则号列", "货品名称", "04031000", "酸乳", "04061000", "鲜乳酪")):
        made.cell(*divmod(at, 2)).text = text
    made.cell(1, 0).paragraphs[0].style = "Gone"
    document.save(str(tmp_path / "a.docx"))
    found = extract_rows(open_document(tmp_path / "a.docx"))
    assert [row.hs_code for row in found.rows] == ["04061000"]
    assert [left.row for left in found.unread] == [2]
