"""The records of an annex that was read: what they say where something is missing, and how they are written."""

import attrs
import pytest

from pilotzones import Dataset
from pilotzones.annex.announced import find_announcement
from pilotzones.annex.records import (
    AFTER,
    BEFORE,
    AnnexLine,
    Difference,
    Download,
    Extract,
    Installed,
    LeftOut,
    Reading,
    Row,
    removal_command,
)

ROW = Row(seq=1, hs_code="04029100", name="乳", remark="", page=1, row=2)
EXTRACT = Extract(kind="made", pages=1, tables=1, title=(), rows=(ROW,), notes=(), left_out=())
DOWNLOAD = Download("http://example.org/a.pdf", "http://example.org/a.htm", "2026-12-01", 1234)
INSTALLED = Installed("2019-96", "a.pdf", "0123456789abcdef", 1413, is_complete=True)


def reading(covers="annex"):
    """Make a reading of one row, without differences."""
    announcement = find_announcement("2019-96", Dataset.bundled())
    line = AnnexLine(change="list", row=ROW)
    return Reading(announcement, "you", "a.pdf", "0" * 64, EXTRACT, (line,), (), (), covers=covers)


def test_what_a_row_does_not_have_is_empty():
    """Its remark is not known where its table has no column of remarks."""
    assert attrs.asdict(ROW) == {
        "seq": 1,
        "hs_code": "04029100",
        "name": "乳",
        "remark": "",
        "page": 1,
        "row": 2,
        "section": "",
        "group": "",
        "change": "",
        "other": (),
        "sheet": "",
        "code_range": "",
        "remark_known": "no",
    }


def test_the_sides_of_a_change_have_the_names_that_rows_show():
    """As they stand in the columns of a table of two sides."""
    assert (BEFORE, AFTER) == ("before", "after")


def test_what_is_left_out_is_no_row_of_the_table_unless_it_is_said():
    """Nor has it a cell in the code column, an advice or a sheet."""
    left = LeftOut(page=3, row=None, text="印发单位", reason="text outside the rows")
    assert (left.cell, left.advice, left.sheet, left.is_row) == ("", "", "", False)
    assert (left.where, left.problem) == ("page 3", "text outside the rows")
    row = attrs.evolve(left, row=2, is_row=True)
    assert attrs.evolve(EXTRACT, left_out=(left, row)).unread == (row,)


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        ({}, "page 3, row 2: x 乳 (no code)"),
        ({"row": None}, "page 3: x 乳 (no code)"),
        ({"text": ""}, "page 3, row 2: no code"),
        ({"sheet": "清单"}, "sheet 清单, row 2: x 乳 (no code)"),
        ({"advice": "add it"}, "page 3, row 2: x 乳 (no code; add it)"),
        ({"cell": "x"}, "page 3, row 2: x 乳 ('x' is not read as a code: no code)"),
        (
            {"cell": "x", "advice": "add it"},
            "page 3, row 2: x 乳 ('x' is not read as a code: no code; add it)",
        ),
    ],
)
def test_what_is_left_out_says_where_it_was_and_why(changes, written):
    """Its sheet instead of its page, and its row if it has one."""
    left = LeftOut(page=3, row=2, text="x 乳", reason="no code")
    assert str(attrs.evolve(left, **changes)) == written


def test_an_extract_without_lost_zeros_ranges_and_hidden_sheets():
    """Nothing of these is counted."""
    assert (EXTRACT.padded, EXTRACT.ranges, EXTRACT.hidden, EXTRACT.unread) == (0, (), (), ())


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        ({}, "count: it is short"),
        ({"about": "add"}, "count:add: it is short"),
        ({"where": "page 1, row 2"}, "count: page 1, row 2: it is short"),
        ({"accepted": "incomplete"}, "count: it is short; accepting it leaves the annex incomplete"),
        ({"accepted": "never"}, "count: it is short; cannot be accepted"),
    ],
)
def test_a_difference_says_what_accepting_it_means(changes, written):
    """By itself it leaves the annex whole; its name is what ``--accept`` takes."""
    difference = attrs.evolve(Difference(rule="count", about="", where="", problem="it is short"), **changes)
    assert str(difference) == written
    assert difference.name == ("count:add" if "about" in changes else "count")


def test_a_remark_is_that_of_the_file_or_of_the_known_line():
    """It is lacking only where neither has one, and the line leaves its code on the list."""
    bundled = Dataset.bundled().positive_list.annexes[0]
    known = next(change for code in bundled.lines if (change := bundled.change(code)) and change.remark_known == "yes")
    known = attrs.evolve(known, remark="仅限网购保税商品")
    alone = AnnexLine(change="list", row=ROW)
    assert (alone.remark, alone.remark_known, alone.lacks_remark) == ("", "no", True)
    completed = attrs.evolve(alone, remark_of=known)
    assert (completed.remark, completed.remark_known, completed.lacks_remark) == ("仅限网购保税商品", "yes", False)
    read = AnnexLine(change="list", row=attrs.evolve(ROW, remark="除外", remark_known="yes"))
    assert (read.remark, read.remark_known, read.lacks_remark) == ("除外", "yes", False)
    assert [
        AnnexLine(change=action, row=ROW).lacks_remark for action in ("add", "remark", "delete", "convert_out")
    ] == [
        True,
        True,
        False,
        False,
    ]


def test_a_reading_is_of_an_annex_of_a_known_announcement_unless_it_is_said():
    """What it is read as is written in words, and in the command that removes it."""
    assert (reading().is_new, reading().covers, reading().is_sound) == (False, "annex", True)
    assert (reading().subject, removal_command(reading())) == (
        "the annex of 2019-96",
        "pilotzones annex remove 2019-96",
    )
    of_list = reading("list")
    assert (of_list.subject, removal_command(of_list)) == (
        "the list after 2019-96",
        "pilotzones annex remove --list-after 2019-96",
    )


def test_a_download_says_its_size_its_day_and_what_else_is_to_know():
    """As it was sent it is one file, and not an archived copy."""
    assert (DOWNLOAD.pages, DOWNLOAD.is_archived) == (1, False)
    assert str(DOWNLOAD) == "1,234 bytes, downloaded on 2026-12-01"
    assert str(attrs.evolve(DOWNLOAD, pages=2)) == "1,234 bytes, downloaded on 2026-12-01, joined from 2 pages"
    assert str(attrs.evolve(DOWNLOAD, is_archived=True)) == "1,234 bytes, downloaded on 2026-12-01, an archived copy"


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        ({}, "2019-96: 1,413 lines, complete, from a.pdf (sha256 0123456789ab...)"),
        ({"covers": "list"}, "list after 2019-96: 1,413 lines, complete, from a.pdf (sha256 0123456789ab...)"),
        ({"is_complete": False}, "2019-96: 1,413 lines, in part, from a.pdf (sha256 0123456789ab...)"),
        (
            {"accepted": ("order", "number")},
            "2019-96: 1,413 lines, complete, from a.pdf (sha256 0123456789ab...), accepted: order, number",
        ),
        (
            {"remarks_unknown": 1200},
            "2019-96: 1,413 lines, complete, remarks of 1,200 lines unknown, from a.pdf (sha256 0123456789ab...)",
        ),
        (
            {"download": DOWNLOAD},
            (
                "2019-96: 1,413 lines, complete, from a.pdf (sha256 0123456789ab...), 1,234 bytes, "
                "downloaded on 2026-12-01, http://example.org/a.pdf"
            ),
        ),
    ],
)
def test_an_installed_annex_says_what_it_is(changes, written):
    """Nothing is said of what it does not have."""
    assert attrs.astuple(INSTALLED)[5:] == ((), "annex", (), 0, None, ())
    done = attrs.evolve(INSTALLED, **changes)
    assert str(done) == written
    assert removal_command(done) == f"pilotzones annex remove {'--list-after ' * ('covers' in changes)}2019-96"
