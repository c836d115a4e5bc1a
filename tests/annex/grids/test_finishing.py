"""From the cells of rows to rows, ranges, and codes with their zeros."""

from pilotzones.annex.readers.document import Cell

HEADER = ("序号", "税则号列", "货品名称", "备注")


def test_a_range_is_kept_with_its_ends_and_where_it_comes(extracted, grid):
    """It is no row, it is among what was not understood, and the rows behind it are read."""
    rows = [
        ("1", "0101.21.00", "马", ""),
        ("2", "0801\n至\n0802", "坚果", "除外"),
        ("3", "84713010", "电脑", ""),
        ("4", "04029100-04029900", "乳", ""),
        ("5", "84713090", "电脑", ""),
    ]
    found = extracted(grid(HEADER, *rows))
    assert [(row.seq, row.hs_code, row.code_range) for row in found.rows] == [
        (1, "01012100", ""),
        (3, "84713010", ""),
        (5, "84713090", ""),
    ]
    assert [(one.first, one.last, one.index) for one in found.ranges] == [
        ("0801", "0802", 1),
        ("04029100", "04029900", 2),
    ]
    assert [(one.row.seq, one.row.hs_code, one.row.name, one.row.remark) for one in found.ranges] == [
        (2, "", "坚果", "除外"),
        (4, "", "乳", ""),
    ]
    assert [one.row.code_range for one in found.ranges] == ["0801 至 0802", "04029100-04029900"]
    assert found.left_out == found.unread
    assert [(left.row, left.cell) for left in found.unread] == [(3, "0801 至 0802"), (5, "04029100-04029900")]
    assert {(left.reason, left.advice) for left in found.unread} == {
        (
            "it is a range, and the file does not say which lines it means",
            "write each line in a row of its own; a range is read as the lines of the tariff of that year if it is known",
        )
    }
    assert found.padded == 0


def test_only_codes_that_got_zeros_back_are_counted(extracted, grid):
    """8471.41 and 84714110 have all their digits; 8471.3 has lost its last one, and 402.91 its first."""
    decimals = [Cell(number, is_number=True) for number in ("402.91", "8471.41", "8471.3")]
    found = extracted(grid(HEADER[1:3], *((number, "货") for number in decimals)))
    assert ([row.hs_code for row in found.rows], found.padded) == (["040291", "847141", "847130"], 2)
    whole = [Cell(number, is_number=True) for number in ("4029100", "84713010")]
    assert extracted(grid(HEADER[1:3], *((number, "货") for number in whole))).padded == 1
    assert extracted(grid(HEADER[1:3], ("ex 0402.91.00", "货"), ("0402 9900、04031000", "货"))).padded == 0
