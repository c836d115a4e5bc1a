"""What a cell of the code column says: codes, a range, or something that is not a code."""

import pytest

from pilotzones.annex.grids.code_cells import is_blank_code, is_decimal, is_like_code, known_codes, read_code_cell


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("0402.91.00", ["04029100"]),
        ("04 02 91 00", ["04029100"]),
        ("0402\n9100", ["04029100"]),
        ("0402910\n0", ["04029100"]),
        ("0402.\n91.00", ["04029100"]),
        ("6112.\n11.0060", ["6112110060"]),
        ("0402910000 999", ["0402910000999"]),
        ("0402.91 0402.99", ["040291", "040299"]),
        ("040291 040299", ["040291", "040299"]),
        ("6112.11.0060 6112.12", ["6112110060", "611212"]),
        ("0402-91-00", ["04029100"]),
        ("0402-91", ["040291"]),
        ("0402\u20119100", ["04029100"]),
        ("0403\u20119000", ["04039000"]),
        ("04029100-90", ["0402910090"]),
        ("04061000[注1]", ["04061000"]),
        ("04061000（注2）", ["04061000"]),
        ("04061000[1]", ["04061000"]),
        ("04.02", ["0402"]),
        ("0101.21-000", ["010121000"]),
        ("0402.10-1010", ["0402101010"]),
        ("0402.91.00.00-4", ["04029100004"]),
        ("04029100和04029900", ["04029100", "04029900"]),
        ("0402.91 and 0402.99", ["040291", "040299"]),
        ("٠٤٠٢٩١٠٠", ["04029100"]),
        ("2009-12-00", ["20091200"]),
        ("0402-9199", ["04029199"]),  # not a line, but of a subheading
        ("2009.12.10", ["20091210"]),
        ("9903.88, 9904", ["990388", "9904"]),
    ],
)
def test_codes(text, codes):
    """However they are set; what a space or the end of a line separates is one code only if both make a whole one."""
    assert read_code_cell(text) == (tuple(codes), None, "", "")


@pytest.mark.parametrize("between", ["-", "—", "–", "～", "~", "至", "到", " to ", " - ", "\n至\n"])
@pytest.mark.parametrize(("first", "last"), [("04029100", "04029900"), ("0402.91", "0402.99"), ("0801", "0802")])
def test_ranges(first, last, between):
    """Neither two codes nor one: both ends are kept."""
    ends = (first.replace(".", ""), last.replace(".", ""))
    assert read_code_cell(f"{first}{between}{last}") == ((), ends, "", "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("0402-05", "it may be one code or a range of codes"),
        ("0402.91-99", "it may be one code or a range of codes"),
        ("2106-9999", "it may be one code or a range of codes"),
        ("0402-5", "it may be one code or a range of codes"),
        ("0402910000-9999", "it may be one code or a range of codes"),  # one code would have 14 digits
        ("0402.9100-9900", "it may be one code or a range of codes"),
        ("0402 91.00", "it may be one code or several headings"),
        ("0402,9100", "it may be one code or several headings"),
        ("0402/9100", "it may be one code or several headings"),
        ("2019-01-01", "it is a date"),
        ("2019.12.31", "it is a date"),
        ("402", "it has 3 digits"),
        ("0", "it has 1 digit"),
        ("04029900-04029100", "the two ends of the range do not fit together"),
        ("0402至04059000", "the two ends of the range do not fit together"),
        ("0401、0403-0405", "it lists a range among other codes"),
        ("0402\n0403", "it may be one code or several headings"),
        ("0402 0403 0404", "it may be one code or several headings"),
        ("0402.91 0403", "it may be one code or several headings"),
        ("1.01211E+12", "the spreadsheet has cut its digits off"),
        ("402.91", "its digits do not make a code"),
        ("4029100.0", "its digits do not make a code"),
        ("64-17-5", "its digits do not make a code"),
        ("12 04029100", "its digits do not make a code"),
        ("04029100, 04029900, ", "its list of codes ends with a comma"),
        ("04029100、", "its list of codes ends with a comma"),
        ("123", "it has 3 digits"),
        ("O4029900", "it has characters that are not digits"),
        ("0403l000", "it has characters that are not digits"),
        ("04052000（部分）", "it has characters that are not digits"),
        ("04029100(1)", "it has characters that are not digits"),
        ("待定", "it has characters that are not digits"),
    ],
)
def test_what_is_not_a_code(text, problem):
    """It is said why, and what to do; no code is guessed."""
    cell = read_code_cell(text)
    assert (cell.codes, cell.ends, cell.problem) == ((), None, problem)
    assert cell.advice


@pytest.mark.parametrize("text", ["", " ", "—", "-", "无", "無", "/", "N/A"])
def test_no_code(text):
    """A blank cell, or a word or mark for none."""
    assert is_blank_code(text)
    assert read_code_cell(text) == ((), None, "", "")


@pytest.mark.parametrize(
    "text",
    [
        "O4029900",
        "0403l000",
        "04052000（部分）",
        "04052000（仅限黄油）",
        "1.01211E+12",
        "0402xx00",
        "ex O4029900",
        "O402",
    ],
)
def test_like_a_code(text):
    """Most of its characters are digits, and it begins as a code does."""
    assert is_like_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "2019年版",
        "2019年1月1日",
        "共1413项",
        "第一章",
        "活动物",
        "12",
        "— 12 —",
        "合计",
        "",
        "04029100 to 04029900 as in the note.",
    ],
)
def test_not_like_a_code(text):
    """Titles, dates, sums, page numbers."""
    assert not is_like_code(text)


def test_headings_subheadings_and_lines_are_known():
    """Those of the tariffs that the package has; what no tariff has is not among them."""
    known_codes.cache_clear()
    assert {"0402", "040291", "04029100"} <= known_codes()
    assert not {"0498", "9900", "04029999"} & known_codes()


@pytest.mark.parametrize("text", ["HS04029100", "HS 0402.91.00", "hts 0402", "ex O4029100"])
def test_a_code_behind_its_name_is_like_a_code(text):
    """It is not the text of a note, nor a title."""
    assert is_like_code(text)


@pytest.mark.parametrize("text", ["HS 2022", "HS2017", "size 100", "HS code", "Fresh, 100"])
def test_other_texts_with_digits_are_not_like_codes(text):
    """Titles, and the words of a name."""
    assert not is_like_code(text)


def test_a_number_with_the_decimals_of_a_rate_is_no_code():
    """A code that a spreadsheet took for a number has three or four digits before them."""
    texts = ("43.770155", "5.5", "12345.6", "4029100.5", "402.91", "2106.909", "4029100", "")
    assert [is_decimal(text) for text in texts] == [True, True, True, True, False, False, False, False]
