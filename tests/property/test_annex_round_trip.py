"""A drawn table of codes comes back from every format: each row equal, or reported, and no row that was not written."""

import pathlib
import tempfile

import pytest
from drawn_tables import WRITERS, drawn_tables
from examples import examples
from hypothesis import given

from pilotzones.annex.grids.extract import extract_rows
from pilotzones.annex.readers.files import open_document

WORD = "待定"
KNOWN = {True: "yes", False: "no"}


def squeezed(*texts):
    """Take texts without white space: a PDF breaks lines wherever it must."""
    return tuple("".join(text.split()) for text in texts)


@pytest.mark.long
@pytest.mark.parametrize("suffix", WRITERS)
@examples(60)
@given(drawn=drawn_tables())
def test_what_is_read_is_what_is_printed(suffix, drawn):
    """Number, code, name and remark of each row in order; what is not a code is reported with its own text."""
    with tempfile.TemporaryDirectory() as home:
        path = pathlib.Path(home, f"a.{suffix}")
        WRITERS[suffix](path, drawn)
        found = extract_rows(open_document(path))
    lines = [entry for entry in drawn.entries if entry.kind == "line"]
    assert [(str(row.seq or ""), row.hs_code, *squeezed(row.name, row.remark)) for row in found.rows] == [
        (line.number, line.digits, *squeezed(line.name, line.remark)) for line in lines
    ]
    assert [[squeezed(*other) for other in row.other] for row in found.rows] == [
        [squeezed(*other) for other in drawn.others(line)] for line in lines
    ]
    # A page of a workbook, or one without ruling lines, may end before its column of remarks if they are all blank.
    known = {row.remark_known for row in found.rows}
    assert known <= {"yes", "no"} if drawn.remarked and not drawn.headed else known == {KNOWN[drawn.remarked]}
    others = [squeezed(entry.code)[0] for entry in drawn.entries if entry.kind in ("range", "unreadable")]
    reported = [squeezed(left.cell or left.text)[0] for left in found.left_out]
    if suffix == "bare.pdf":  # a word without a code or a header on its page may be any text: it is left out as one
        texts = [text for text in reported if WORD in text]
        assert len(texts) == others.count(WORD)
        rows = [squeezed(left.cell)[0] for left in found.unread]
        assert [text for text in rows if text != WORD] == [other for other in others if other != WORD]
    else:
        assert reported == others
        assert all(left.is_row and left.reason for left in found.left_out)
