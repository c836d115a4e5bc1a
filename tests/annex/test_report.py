"""The report of a reading, line by line."""

import attrs

from pilotzones import Dataset
from pilotzones.annex.announced import find_announcement
from pilotzones.annex.records import AnnexLine, Difference, Extract, LeftOut, Reading, Row
from pilotzones.annex.report import write_report

MILK = Row(seq=1, hs_code="04029100", name="乳", remark="除外", page=1, row=2, remark_known="yes")
YOGURT = Row(seq=2, hs_code="04031000", name="酸乳", remark="", page=1, row=3, remark_known="yes")
BUTTER = Row(seq=3, hs_code="04051000", name="黄油", remark="", page=1, row=4)
EXTRACT = Extract(
    kind="PDF",
    pages=1200,
    tables=2,
    title=("一", "二", "三", "四", "五"),
    rows=(MILK, YOGURT, BUTTER),
    notes=("注：1.", "2.", "3."),
    left_out=(LeftOut(page=1, row=5, text="合计 3项", reason="a sum"),),
)
SHORT = Difference(rule="count", about="", where="", problem="it is short")
HEAD = [
    "File          a.pdf (PDF, sha256 0123456789ab...)",
    "Title         一",
    "Title         二",
    "Title         三",
    "Title         四",
]
READ = [
    "Read          1,200 pages, 2 tables, 3 rows",
    "First, last   04029100 乳 ... 04051000 黄油",
]


def reading(announcement, change="list", **changes):
    """Make a reading of three rows."""
    lines = tuple(AnnexLine(change=change, row=row) for row in changes.get("extract", EXTRACT).rows)
    chosen = find_announcement(announcement, Dataset.bundled())
    fields = {"extract": EXTRACT, "differences": (SHORT,), "hints": ("See the attachment.",)} | changes
    return Reading(announcement=chosen, chosen_by="you", file="a.pdf", sha256="0123456789abcdef", lines=lines, **fields)


def test_the_report_of_a_whole_list_says_what_was_read_and_what_was_not():
    """Four lines of the title, the first and the last row, and each list with its length."""
    assert write_report(reading("2019-96"), shown=None).splitlines() == [
        *HEAD,
        "Announcement  2019-96 财政部等公告2019年第96号, chosen by you",
        *READ,
        "Remarks       1 rows have one; no column of remarks (备注) was found for 1 lines",
        "Notes (3):",
        "  注：1.",
        "  2.",
        "  3.",
        "Left out (1):",
        "  page 1, row 5: 合计 3项 (a sum)",
        "Look at (1):",
        "  See the attachment.",
        "Differences (1):",
        "  count: it is short",
    ]


def test_a_report_may_show_the_beginning_of_each_list():
    """And how many more there are, if there are any; by itself it shows twenty."""
    for shown, notes in ((1, ["  注：1.", "  ... and 2 more"]), (3, ["  注：1.", "  2.", "  3."])):
        written = write_report(reading("2019-96"), shown).splitlines()
        start = written.index("Notes (3):")
        assert written[start + 1 : written.index("Left out (1):")] == notes
    many = reading("2019-96", hints=tuple(f"Look {number}." for number in range(21)))
    assert str(many).splitlines()[-5:-2] == ["  Look 18.", "  Look 19.", "  ... and 1 more"]


def test_the_report_of_an_adjustment_counts_each_change():
    """Of those that the announcement states, and says how many lines are in force after it."""
    assert write_report(reading("2022-7", "add")).splitlines()[9:11] == [
        "Changes       add 3 of 29, delete 0 of 1, convert_in 0 of 115, convert_out 0 of 80, remark 0 of 206",
        "Total         1476 lines in force after it, as stated",
    ]


def test_the_report_of_a_list_after_an_announcement_compares_its_total():
    """Where the ministry states one."""
    of_list = reading("2022-7", "listed", covers="list")
    written = write_report(of_list).splitlines()
    assert written[5] == "List after    2022-7 财政部等8部门公告2022年第7号, as you say"
    assert written[9] == "Total         3 lines; 1,476 are in force, as stated"
    unstated = attrs.evolve(of_list, announcement=attrs.evolve(of_list.announcement, list_total_after=None))
    assert write_report(unstated).splitlines()[9] == "Total         3 lines; no number is stated"


def test_the_report_of_a_sound_annex_ends_with_it():
    """Nothing is said of lists without an entry."""
    bare = attrs.evolve(EXTRACT, notes=(), left_out=(), rows=(MILK, YOGURT))
    assert write_report(reading("2019-96", extract=bare, hints=(), differences=())).splitlines() == [
        *HEAD,
        "Announcement  2019-96 财政部等公告2019年第96号, chosen by you",
        "Read          1,200 pages, 2 tables, 2 rows",
        "First, last   04029100 乳 ... 04031000 酸乳",
        "Remarks       1 rows have one",
        "All checks pass.",
    ]


def test_the_report_says_where_no_row_has_a_column_of_remarks():
    """They are unknown for the lines that stay on the list; of lines that leave it they do not matter."""
    rows = (BUTTER, attrs.evolve(BUTTER, seq=4))
    extract = attrs.evolve(EXTRACT, rows=rows)
    written = write_report(reading("2019-96", extract=extract)).splitlines()
    assert written[8] == "Remarks       no column of remarks (备注) was found, so they are unknown for 2 lines"
    assert write_report(reading("2022-7", "delete", extract=extract)).splitlines()[8] == "Remarks       0 rows have one"
