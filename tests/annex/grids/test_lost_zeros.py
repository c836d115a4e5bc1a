"""Codes that a spreadsheet stored as numbers, in real workbooks."""

import pytest
from office_files import xlsx

from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.files import open_document

HEADER = ("税则号列", "货品名称")


def read(path, *sheets):
    """Write sheets of codes under the usual header, and read them."""
    rows = [[HEADER, *((code, f"货{at}") for at, code in enumerate(codes))] for codes in sheets]
    return extract_rows(open_document(xlsx(path / "a.xlsx", *rows)))


@pytest.mark.parametrize(
    ("numbers", "codes"),
    [
        ([402.91, 403.1, 901.21], ["040291", "040310", "090121"]),
        ([10121, 40291, 847130], ["010121", "040291", "847130"]),
        ([2106.909, 402.91, 8471.301], ["21069090", "04029100", "84713010"]),
        ([4029100, 84713010, 402910090], ["04029100", "84713010", "0402910090"]),
        ([402910000999, 8471301000999], ["0402910000999", "8471301000999"]),
        ([402, 8471], ["0402", "8471"]),
    ],
)
def test_zeros_come_back(tmp_path, numbers, codes):
    """Where all codes of the sheet are numbers, and the tariff has each of them."""
    found = read(tmp_path, numbers)
    assert [row.hs_code for row in found.rows] == codes
    assert found.padded == sum(str(number) != code for number, code in zip(numbers, codes, strict=True))
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("cells", "left"),
    [
        ([2106.909, 2106.9], "2106.9"),  # 21069000 is not a line
        (["04021000", 402.91], "402.91"),  # another code is a text
        (["04021000", 10121], "10121"),
        ([402.91, 498.1], "498.1"),  # 0498 is not a heading
        ([402.91, 402.12345], "402.12345"),
        ([84713010, 4980000], "4980000"),
        ([402.91, 1804], "1804"),  # 1804 or 1804.00
        ([84713010, 499], "499"),  # 0499 is not a heading
        ([84713010, 12345678901], "12345678901"),
    ],
)
def test_what_a_number_does_not_prove_is_reported(tmp_path, cells, left):
    """With its sheet, its row, the number, and what to do."""
    found = read(tmp_path, cells)
    reported = [str(one) for one in found.unread if one.cell == left]
    row = cells.index(next(cell for cell in cells if str(cell) == left)) + 2
    assert reported == [
        (
            f"sheet Sheet, row {row}: {left} 货{row - 2} ('{left}' is not read as a code: it is stored as a number, and its "
            "zeros cannot be told; format the column as text, enter the code again, and read the file again)"
        )
    ]
    assert left not in [row.hs_code for row in found.rows]


def test_each_sheet_is_proven_by_itself(tmp_path):
    """Texts on one sheet say nothing about the numbers of another."""
    found = read(tmp_path, ["04021000"], [402.91, 403.1])
    assert [row.hs_code for row in found.rows] == ["04021000", "040291", "040310"]


def test_texts_of_any_length_get_their_zeros_back(tmp_path):
    """If no code of the file has one, and the tariff has each with it."""
    found = read(tmp_path, ["40291", "4029100", "402910090", "402910000999", "847130"])
    assert [row.hs_code for row in found.rows] == ["040291", "04029100", "0402910090", "0402910000999", "847130"]
    found = read(tmp_path, ["4029100", "84713010004"])  # a whole one, with a check digit
    assert [row.hs_code for row in found.rows] == ["04029100", "84713010004"]


def test_a_negative_number_is_not_a_code(tmp_path):
    """Its sign is not a hyphen."""
    found = read(tmp_path, [1012100, -4029100])
    assert [row.hs_code for row in found.rows] == ["01012100"]
    [left] = found.unread
    assert (left.row, left.cell, left.reason) == (3, "-4029100", "it is a negative number")
    assert left.advice == "correct it in the file, and read the file again"


def test_a_number_with_decimals_is_not_a_code(tmp_path):
    """An elasticity or a rate has as many digits as a code; 402.91 has those of a subheading."""
    found = read(tmp_path, [402.91, 43.770155, 12.06])
    assert [row.hs_code for row in found.rows] == ["040291"]
    assert [(left.row, left.cell, left.reason) for left in found.unread] == [
        (3, "43.770155", "it is stored as a number with decimals"),
        (4, "12.06", "it is stored as a number with decimals"),
    ]


def test_a_column_of_numbers_with_decimals_is_not_that_of_the_codes(tmp_path):
    """Under titles that are not known, the codes are the whole numbers."""
    rows = [("Sigma", "Partida"), (43.770155, 84713010), (19.050844, 84713090)]
    found = extract_rows(open_document(xlsx(tmp_path / "a.xlsx", rows)))
    assert [(row.hs_code, row.other) for row in found.rows] == [
        ("84713010", (("Sigma", "43.770155"),)),
        ("84713090", (("Sigma", "19.050844"),)),
    ]
