"""Several columns with codes, of which the file does not say which one counts."""

import pytest

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.document import Document


def refused(grid):
    """Read a table of a file, which is refused."""
    with pytest.raises(AnnexFileError) as caught:
        extract_rows(Document("made", 3, iter([grid]), file="a.pdf"))
    return str(caught.value), caught.value.file, caught.value.page


def test_two_titles_of_codes_are_named_with_where_they_are(grid):
    """And with what to write, for the first of them; the names of two that are alike do not help."""
    row = ("01012100", "01012900", "马")
    assert refused(grid(("税则号列", "商品编码", "货品名称"), row, page=3)) == (
        (
            "'a.pdf', page 3, row 1: '税则号列' and '商品编码' both hold codes. Say which one counts, with "
            "--columns code=税则号列 (in Python: columns)."
        ),
        "a.pdf",
        3,
    )
    assert refused(grid(("税则号列", "税则号列", "货品名称"), row, page=2)) == (
        (
            "'a.pdf', page 2, row 1: '税则号列' and '税则号列' both hold codes. "
            "Give each a title of its own, and read the file again."
        ),
        "a.pdf",
        2,
    )


def test_without_titles_the_first_two_columns_are_named_by_their_first_codes(grid):
    """Rows that are shorter, and cells with other words, come before them."""
    table = grid(
        ("一、乳",),
        ("12", "见", "见下", "马"),
        ("01012100", "0101210000", "01012900", "马"),
        ("04029100", "0402910000", "04029900", "乳"),
        ("04031000", "0403100000", "04039000", "酸乳"),
        page=2,
    )
    assert refused(table) == (
        (
            "'a.pdf', page 2, row 1: column 1 ('01012100' ...) and column 2 ('0101210000' ...) both hold codes, and their "
            "titles are not above them. Write a row of titles above the table, or delete the column that does not count, "
            "and read the file again."
        ),
        "a.pdf",
        2,
    )
