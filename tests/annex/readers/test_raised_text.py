"""Raised and lowered digits in the texts of XLSX files: parts written by hand, in all the ways of XML."""

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from pilotzones import annex
from pilotzones.annex.readers.archives import Package
from pilotzones.annex.readers.raised_text import find_raised_texts

UP = '<rPr><vertAlign val="superscript"/></rPr>'
DOWN = '<rPr><b/><vertAlign val="subscript"/></rPr>'


def find(items, name="xl/sharedStrings.xml"):
    """Find the texts of a part."""
    content = items if isinstance(items, bytes) else f"<sst>{items}</sst>".encode()
    return find_raised_texts(Package("a.xlsx", frozenset((name,)), {name: content}))


def item(*runs, tag="si"):
    """Write a text of runs, each with its properties."""
    return f"<{tag}>{''.join(f'<r>{properties}<t>{text}</t></r>' for text, properties in runs)}</{tag}>"


@pytest.mark.parametrize(
    ("items", "found"),
    [
        (item(("040299", ""), ("12", UP)), {"04029912": "040299¹²"}),
        (item(("每m", ""), ("2", UP), ("的H", ""), ("2", DOWN), ("O2", "")), {"每m2的H2O2": "每m²的H₂O2"}),
        (item(("a &amp; b", ""), ("1", UP)), {"a & b1": "a & b¹"}),
        (item(("a", ""), ("x", UP)), {}),
        (item(("乳1", ""), ("2", "<rPr><b/></rPr>")) + item(("a", ""), ("1", UP)), {"a1": "a¹"}),
        (item(("a", ""), ("1", UP)) + "<si><t>plain</t></si>" + item(("b", ""), ("2", DOWN)), {"a1": "a¹", "b2": "b₂"}),
        (item(("a", ""), ("1", UP), tag="is"), {"a1": "a¹"}),
        (item(("a", ""), ("1", UP)) + item(("a1", "<rPr><b/></rPr>")), {"a1": None}),
        (item(("a", ""), ("1", UP)) + "<si><t>a1</t><rPh><t>b</t></rPh></si><si/>", {"a1": None}),
        (item(("a", ""), ("1", UP)) + item(("a", ""), ("1", DOWN)) + item(("a", ""), ("1", UP)), {"a1": None}),
        (item(("a", ""), ("1", UP)) * 2, {"a1": "a¹"}),
        (item(("a", ""), ("1", UP)) + '<c r="A1" t="str"><f>B1</f><v>a1</v></c>', {"a1": None}),
        (item(("a", ""), ("1", UP)) + "<c t='str' r='A1'><v>a1</v></c>", {"a1": None}),
        (item(("a", ""), ("1", UP)) + '<c r="A1" t="str"><f t="shared" si="0"/><v>b</v></c>', {"a1": "a¹"}),
        (item(("a", ""), ("1", UP.replace('"', "'"))), {"a1": "a¹"}),
        (item(("a", ""), ("1", UP.replace(" val=", "\n val = "))), {"a1": "a¹"}),
        (
            ('<x:si><x:r><x:t xml:space="preserve">a </x:t></x:r><x:r><x:rPr><x:vertAlign val="superscript"/></x:rPr>'
            '<x:t>1</x:t></x:r><x:rPh><x:t>0</x:t></x:rPh></x:si>'),
            {"a 1": "a ¹"},
        ),
        ('<si><r><t/></r><r><rPr><vertAlign val="baseline"/></rPr><t>1</t></r></si>', {}),
    ],
)  # fmt: skip
def test_digits_are_printed_as_they_are_set(items, found):
    """Only those of runs that are raised or lowered; how a text is pronounced is no part of it."""
    assert find(items) == found


@pytest.mark.parametrize(
    ("name", "is_read"),
    [
        ("xl/sharedStrings.xml", True), ("xl/SHAREDSTRINGS.XML", True), ("sharedStrings.xml", True),
        ("xl/worksheets/sheet1.xml", True), ("worksheets/a.xml", True), ("xl/worksheets/_rels/sheet1.xml", False),
        ("xl/styles.xml", False), ("xl/mysharedStrings.xml", False), ("xl/sharedStrings.xml.rels", False),
    ],
)  # fmt: skip
def test_texts_are_those_of_sheets_and_of_the_shared_ones(name, is_read):
    """Styles have raised fonts too, and no texts."""
    assert find(item(("a", ""), ("1", UP)), name) == ({"a1": "a¹"} if is_read else {})


def test_bytes_that_are_no_characters():
    """They are shown as such, as the library does."""
    assert find(b"<sst>" + item(("?", ""), ("1", UP)).encode().replace(b"?", b"\xff") + b"</sst>") == {
        "\ufffd1": "\ufffd¹"
    }


def test_a_code_in_two_prints_is_not_read(tmp_path):
    """The library gives the characters alone: 0409000 with the footnote 1, and a bold 04090001, are both 04090001."""
    book = openpyxl.Workbook()
    book.active.append(["税则号列", "货品名称", "备注"])
    book.active.append([CellRichText("0409000", TextBlock(InlineFont(vertAlign="superscript"), "1")), "蜂蜜"])
    book.active.append(["04029100", "乳", CellRichText("0409", TextBlock(InlineFont(b=True), "0001"))])
    book.active.append(["04029900", "其他"])
    book.save(tmp_path / "a.xlsx")
    found = annex.extract(tmp_path / "a.xlsx")
    assert [row.hs_code for row in found.rows] == ["04029900"]
    assert [(one.text, one.reason) for one in found.unread] == [
        (text, "the digits of its cell are raised or lowered here or in another cell with the same characters")
        for text in ("04090001 蜂蜜", "04029100 乳 04090001")
    ]
