"""Cells of XLSX files without a value: parts written by hand, in all the ways in which XML may be written."""

import pytest

from pilotzones.annex.readers.archives import Package
from pilotzones.annex.readers.lost_values import find_lost_values

BOOK = '<workbook><sheets><sheet name="清单 &amp; 表" sheetId="1" r:id="r1"/><sheet name="b" r:id="r2"/></sheets></workbook>'
RELATIONS = (
    '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="r2" Target="/xl/other.xml"/><Relationship Id="r3"/></Relationships>'
)


def find(sheet, *, book=BOOK, relations=RELATIONS, at="xl/", name="worksheets/sheet1.xml", other=""):
    """Find the cells of a workbook's first sheet: their texts and the reasons, by sheet and place."""
    parts = {
        f"{at}workbook.xml": book, f"{at}_rels/workbook.xml.rels": relations, f"{at}{name}": sheet, "xl/other.xml": other,
    }  # fmt: skip
    encoded = {part: text.encode() if isinstance(text, str) else text for part, text in parts.items()}
    found = find_lost_values(Package("a.xlsx", frozenset(encoded), encoded))
    return {
        sheet: {place: (cell.text, cell.fault.reason, cell.fault.advice) for place, cell in cells.items()}
        for sheet, cells in found.items()
    }


CORRECT = "correct it in the file, and read the file again"
SAVE = "open the file in Excel, WPS or LibreOffice, save it, and read it again"
ERROR = ("#N/A", "its cell C3 is an error (#N/A)", CORRECT)
FORMULA = ("=A1&B1", "the result of the formula in its cell C3 is not in the file", SAVE)
NAME = "清单 & 表"


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="C3" t="e"><v>#N/A</v></c>',
        "<c r='C3' t='e'><v>#N/A</v></c>",
        '<c  s = "1"\n r = "C3"  t = "e" ><v xml:space="preserve">#N/A</v></c>',
        '<x:c r="C3" t="e"><x:f>A1&amp;B1</x:f><x:v>#N/A</x:v></x:c>',
        '<c t="e" r="C3"> <f a="b"/> <v>#N/A</v></c>',
    ],
)
def test_an_error_is_its_own_text(cell):
    """However it is written, and with its formula or without."""
    assert find(f"<sheetData>{cell}</sheetData>")[NAME] == {"C3": ERROR}


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="C3"><f>A1&amp;B1</f></c>',
        '<c r="C3"><f>A1&amp;B1</f><v/></c>',
        '<c r="C3"><f>A1&amp;B1</f><v></v></c>',
        '<c r="C3"><f>A1&amp;B1</f><v /></c>',
        "<c r='C3' t='n'>\n<f ca='1'>A1&amp;B1</f>\n<v></v></c>",
        '<main:c r="C3"><main:f>A1&amp;B1</main:f><main:v></main:v></main:c>',
    ],
)
def test_a_formula_without_a_result_is_the_formula(cell):
    """No program calculated it."""
    assert find(f"<sheetData>{cell}</sheetData>")[NAME] == {"C3": FORMULA}


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="C3"><f>A1</f><v>5</v></c>',
        '<c r="C3" t="str"><f>A1</f><v></v></c>',
        "<c r='C3' t='str'><f>A1</f></c>",
        '<c r="C3" t="s"><v>5</v></c>',
        '<c r="C3" s="1"></c>',
        '<c r="C3" s="1"/>',
        "<c><f>A1</f></c>",
        '<c rr="C3"><f>A1</f></c>',
    ],
)
def test_other_cells_have_their_values(cell):
    """Also a blank text that is a result; a cell without a place cannot be told."""
    assert find(f"<sheetData>{cell}<c r='D4'><f/></c></sheetData>")[NAME].keys() == {"D4"}


def test_a_shared_formula_without_a_text():
    """Its first cell alone has it."""
    assert find('<c r="C3"><f t="shared" si="0"/></c>')[NAME]["C3"][0] == "="


def test_a_sheet_is_found_by_its_relation():
    """Relative to the workbook or from the root, in any folder; one whose part is not there has no cells."""
    error = '<c r="C3" t="e"><v>#N/A</v></c>'
    assert find("", other=error)["b"] == {"C3": ERROR}
    assert find(error, at="")[NAME] == {"C3": ERROR}
    assert find(error, at="a/b/", relations=RELATIONS.replace("worksheets/", "../b/worksheets/"))[NAME] == {"C3": ERROR}
    quoted = RELATIONS.replace('"', "'").replace("Id=", "Id = ")
    assert find(error, relations=quoted)[NAME] == {"C3": ERROR}
    prefixed = RELATIONS.replace("<Relationship ", "<p:Relationship ")
    assert find(error, relations=prefixed, book=BOOK.replace("<sheet ", "<p:sheet "))[NAME] == {"C3": ERROR}
    assert find(error, relations="<Relationships/>") == {}
    assert find(error, relations=b"<!-- \xff -->" + RELATIONS.encode())[NAME] == {"C3": ERROR}
    assert find(error, book=BOOK.replace("<sheets>", '<sheets><sheet r:id="r9"/><sheet name="no part"/>')).keys() == {
        NAME,
        "b",
    }


def test_bytes_that_are_no_characters_are_shown_as_such():
    """In the text of an error or a formula."""
    assert find(b'<c r="C3" t="e"><v>#\xff</v></c>')[NAME]["C3"][0] == "#\ufffd"
