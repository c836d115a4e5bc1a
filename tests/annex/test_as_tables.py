"""A reading as rows of tables, cell by cell."""

import csv
import pathlib

import attrs

import pilotzones
from pilotzones import Dataset
from pilotzones.annex.announced import find_announcement
from pilotzones.annex.as_tables import write_tables
from pilotzones.annex.checks import find_known_lines
from pilotzones.annex.records import AnnexLine, Download, Extract, Reading, Row

MILK = Row(
    seq=1, hs_code="04029100", name="浓缩但未加糖的非固状乳及奶油", remark="除外", page=1, row=2, remark_known="yes"
)
NEW = Row(seq=2, hs_code="99000001", name="新货", remark="", page=1, row=3, sheet="清单", code_range="9900-9901")
CODES = {"code_from": "00000000", "code_to": "99999999"}


def reading(announcement="2016-40", change="list", rows=(MILK, NEW), **changes):
    """Make a reading of some rows."""
    chosen = find_announcement(announcement, Dataset.bundled())
    extract = Extract(kind="made", pages=1, tables=1, title=(), rows=rows, notes=(), left_out=())
    lines = tuple(AnnexLine(change=change, row=row) for row in rows)
    return Reading(chosen, "you", "a.pdf", "0123456789abcdef", extract, lines, (), (), **changes)


def bundled_row(announcement):
    """Take the row of an announcement from the package's own table."""
    path = pathlib.Path(pilotzones.__file__).parent / "data" / "announcements.csv"
    with path.open(encoding="utf-8", newline="") as table:
        return next(row for row in csv.DictReader(table) if row["id"] == announcement)


def test_the_lines_of_an_annex_are_rows_with_where_they_were_read():
    """A line that another page prints is confirmed by it; one of a range says so."""
    tables = write_tables(reading(), complete=True)
    assert tables["list_changes"] == [
        {
            "announcement": "2016-40",
            "seq": "1",
            "change": "list",
            "hs_code": "04029100",
            "name_zh": "浓缩但未加糖的非固状乳及奶油",
            "remark_zh": "除外",
            "remark_known": "yes",
            "evidence": "confirmed",
            "sources": "S089;S088;annex-2016-40",
            "note": "page 1, row 2",
        },
        {
            "announcement": "2016-40",
            "seq": "2",
            "change": "list",
            "hs_code": "99000001",
            "name_zh": "新货",
            "remark_zh": "",
            "remark_known": "no",
            "evidence": "single",
            "sources": "annex-2016-40",
            "note": "sheet 清单, row 3, read from the range 9900-9901",
        },
    ]


def test_a_line_of_another_name_is_not_confirmed():
    """The page that prints the code says something else of it."""
    (row,) = write_tables(reading(rows=(attrs.evolve(MILK, name="鲜奶"),)), complete=True)["list_changes"]
    assert (row["evidence"], row["sources"]) == ("single", "annex-2016-40")


def test_the_number_of_a_line_is_its_place_among_the_codes_or_in_the_note():
    """A list is numbered from 1 by its codes; without numbers there are none. In an adjustment any number stays."""
    rows = (attrs.evolve(NEW, seq=1), attrs.evolve(MILK, seq=7), attrs.evolve(NEW, hs_code="99000002", seq=None))
    written = write_tables(reading(rows=rows), complete=True)["list_changes"]
    assert [row["seq"] for row in written] == ["", "", ""]
    assert [row["note"] for row in written] == [
        "sheet 清单, row 3, number 1, read from the range 9900-9901",
        "page 1, row 2, number 7",
        "sheet 清单, row 3, read from the range 9900-9901",
    ]
    of_adjustment = write_tables(reading("2022-7", "add", rows), complete=True)["list_changes"]
    assert [row["seq"] for row in of_adjustment] == ["1", "7", ""]


def test_a_remark_of_the_known_line_has_its_sources():
    """And the note says where it comes from."""
    known = next(
        change
        for change in find_known_lines(find_announcement("2016-40", Dataset.bundled()))
        if change.hs_code == "04029100"
    )
    found = reading(rows=(attrs.evolve(MILK, name="鲜奶", remark="", remark_known="no"),))
    line = attrs.evolve(found.lines[0], remark_of=attrs.evolve(known, remark="除外"))
    (row,) = write_tables(attrs.evolve(found, lines=(line,)), complete=True)["list_changes"]
    assert (row["remark_zh"], row["remark_known"], row["evidence"]) == ("除外", "yes", "single")
    assert (row["sources"], row["note"]) == ("S089;S088;annex-2016-40", "page 1, row 2, remark from S089 and S088")
    of_list = reading("2016-40", "listed", covers="list")
    listed = attrs.evolve(of_list.lines[1], remark_of=attrs.evolve(known, remark="除外"))
    rows = write_tables(attrs.evolve(of_list, lines=(of_list.lines[0], listed)), complete=True)["list_changes"]
    assert [row["sources"] for row in rows] == ["list-2016-40", "S089;S088;list-2016-40"]


def test_the_known_range_is_all_codes_of_a_complete_annex():
    """Of one that is known in part there is none."""
    basis = "All 2 lines of the annex were read from a.pdf."
    assert write_tables(reading(), complete=True)["list_coverage"] == [
        {"announcement": "2016-40", **CODES, "basis": basis, "covers": "annex"}
    ]
    assert write_tables(reading(), complete=False)["list_coverage"] == []


def test_the_file_is_the_source_with_where_it_came_from():
    """The user's address, or the announcement's own pages; how it was downloaded if it was."""
    number = "财政部等11部门公告2016年第40号"
    described = f"sha256 0123456789abcdef, the annex of {number}"
    pages = " ".join(find_announcement("2016-40", Dataset.bundled()).official_pages)
    download = Download("http://example.org/a.pdf", "http://example.org/a.htm", "2026-12-01", 1234)
    for options, source in (
        ({}, f"a.pdf, {described} {pages}".rstrip()),
        ({"page": "http://example.org"}, f"a.pdf, {described} http://example.org"),
        (
            {"page": "http://example.org", "download": download},
            f"a.pdf, 1,234 bytes, downloaded on 2026-12-01, {described} http://example.org",
        ),
    ):
        assert write_tables(reading(), complete=True, **options)["sources"] == [
            {"id": "annex-2016-40", "source": source}
        ]
    without_pages = reading()
    without_pages = attrs.evolve(
        without_pages, announcement=attrs.evolve(without_pages.announcement, official_pages=())
    )
    assert write_tables(without_pages, complete=True)["sources"][0]["source"] == f"a.pdf, {described}"


def test_an_announcement_is_the_row_of_the_package_with_one_more_source():
    """Whatever it is that was installed; a source that it has already is not there twice."""
    for announcement in ("2016-40", "2022-7"):
        row = bundled_row(announcement)
        for covers in ("annex", "list"):
            expected = row | {"sources": f"{row['sources']};{covers}-{announcement}"}
            (written,) = write_tables(reading(announcement, covers=covers), complete=True)["announcements"]
            assert written == expected
    found = reading()
    again = attrs.evolve(found.announcement, sources=(*found.announcement.sources, "annex-2016-40"))
    (written,) = write_tables(attrs.evolve(found, announcement=again), complete=True)["announcements"]
    assert written["sources"] == f"{bundled_row('2016-40')['sources']};annex-2016-40"


def test_a_consolidated_list_is_written_as_what_is_stated_of_the_list_after():
    """Its lines have no numbers, and its known range says that it covers a list."""
    found = reading("2022-7", "listed", covers="list")
    tables = write_tables(found, complete=True, page="http://example.org")
    assert tables["list_changes"] == [
        {
            "announcement": "2022-7",
            "change": "listed",
            "hs_code": "04029100",
            "name_zh": "浓缩但未加糖的非固状乳及奶油",
            "remark_zh": "除外",
            "remark_known": "yes",
            "evidence": "single",
            "sources": "list-2022-7",
            "note": "page 1, row 2",
        },
        {
            "announcement": "2022-7",
            "change": "listed",
            "hs_code": "99000001",
            "name_zh": "新货",
            "remark_zh": "",
            "remark_known": "no",
            "evidence": "single",
            "sources": "list-2022-7",
            "note": "sheet 清单, row 3",
        },
    ]
    basis = "by a consolidated list that you installed (a.pdf, sha256 0123456789ab...)"
    assert tables["list_coverage"] == [{"announcement": "2022-7", **CODES, "basis": basis, "covers": "list"}]
    source = "a.pdf, sha256 0123456789abcdef, a list of all lines in force after 财政部等8部门公告2022年第7号"
    assert tables["sources"] == [{"id": "list-2022-7", "source": f"{source} http://example.org"}]
    in_part = write_tables(found, complete=False)
    assert (in_part["list_coverage"], in_part["sources"]) == ([], [{"id": "list-2022-7", "source": source}])
