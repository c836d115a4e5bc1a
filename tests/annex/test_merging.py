"""The tables of a folder of installed annexes and lists, with one of them taken out or added."""

import pytest

from pilotzones.annex.errors import AnnexInstallError
from pilotzones.annex.merging import merge
from pilotzones.annex.records import Installed
from pilotzones.tables.in_memory import FolderInMemory
from pilotzones.tables.writing import as_csv

TABLES = {
    "announcements": [
        {"id": "2019-96", "title_zh": "清单", "sources": "S074;annex-2019-96;list-2019-96"},
        {"id": "2018-157", "title_zh": "清单", "sources": "S060;annex-2018-157"},
        {"id": "2022-7", "title_zh": "调整表", "sources": "S080;list-2022-7"},
    ],
    "list_changes": [
        {"announcement": "2019-96", "hs_code": "04029100", "sources": "annex-2019-96"},
        {"announcement": "2019-96", "hs_code": "04029900", "sources": "S074;annex-2019-96"},
        {"announcement": "2019-96", "hs_code": "04031000", "sources": "list-2019-96"},
        {"announcement": "2018-157", "hs_code": "04051000", "sources": "S060;annex-2018-157"},
        {"announcement": "2022-7", "hs_code": "95061100", "sources": "list-2022-7"},
    ],
    "list_coverage": [
        {"announcement": "2019-96", "basis": "an older format"},
        {"announcement": "2019-96", "basis": "the list", "covers": "list"},
        {"announcement": "2018-157", "basis": "the annex", "covers": "annex"},
    ],
    "sources": [
        {"id": "annex-2019-96", "source": "a.pdf, also annex-2018-157"},
        {"id": "list-2019-96", "source": "a.xlsx"},
        {"id": "annex-2018-157", "source": "b.pdf"},
    ],
}


def folder(**changes):
    """Give a folder with these tables."""
    tables = {name: as_csv(name, rows) for name, rows in (TABLES | changes).items() if rows is not None}
    return FolderInMemory("own", lambda: tables)


def installed(announcement, covers):
    """Name an annex or a list."""
    return Installed(announcement, "a.pdf", "0" * 64, 3, is_complete=True, covers=covers)


def merged(announcement, covers, new=None, **changes):
    """Take one out, and give what is left: announcements with sources, codes, known ranges, sources."""
    tables = merge(folder(**changes), installed(announcement, covers), new or {})
    assert list(tables) == ["announcements", "list_changes", "list_coverage", "sources"]
    return (
        {row["id"]: row["sources"] for row in tables["announcements"]},
        [row["hs_code"] for row in tables["list_changes"]],
        [row["basis"] for row in tables["list_coverage"]],
        [row["id"] for row in tables["sources"]],
    )


def test_an_annex_is_taken_out_with_all_its_rows():
    """Its announcement stays as long as the list after it is installed, and so do all other rows."""
    assert merged("2019-96", "annex") == (
        {"2019-96": "S074;list-2019-96", "2018-157": "S060;annex-2018-157", "2022-7": "S080;list-2022-7"},
        ["04031000", "04051000", "95061100"],
        ["the list", "the annex"],
        ["list-2019-96", "annex-2018-157"],
    )


def test_a_list_is_taken_out_with_all_its_rows():
    """Its announcement stays as long as the annex is installed."""
    assert merged("2019-96", "list") == (
        {"2019-96": "S074;annex-2019-96", "2018-157": "S060;annex-2018-157", "2022-7": "S080;list-2022-7"},
        ["04029100", "04029900", "04051000", "95061100"],
        ["an older format", "the annex"],
        ["annex-2019-96", "annex-2018-157"],
    )


def test_an_announcement_that_nothing_else_gives_goes_with_its_annex():
    """Its other sources are those of the bundled tables."""
    assert merged("2018-157", "annex")[0] == {
        "2019-96": "S074;annex-2019-96;list-2019-96",
        "2022-7": "S080;list-2022-7",
    }


def test_new_rows_come_behind_those_that_stay():
    """An announcement that is there already is one row, the new one, with the sources of both in order."""
    new = {
        "announcements": [{"id": "2019-96", "title_zh": "新清单", "sources": "S074;S075;annex-2019-96"}],
        "list_changes": [{"announcement": "2019-96", "hs_code": "09011100", "sources": "annex-2019-96"}],
        "list_coverage": [{"announcement": "2019-96", "basis": "new", "covers": "annex"}],
        "sources": [{"id": "annex-2019-96", "source": "new.pdf"}],
    }
    announcements, codes, ranges, sources = merged("2019-96", "annex", new)
    assert announcements["2019-96"] == "S074;list-2019-96;S075;annex-2019-96"
    assert codes == ["04031000", "04051000", "95061100", "09011100"]
    assert ranges == ["the list", "the annex", "new"]
    assert sources == ["list-2019-96", "annex-2018-157", "annex-2019-96"]
    rows = merge(folder(), installed("2019-96", "annex"), new)["announcements"]
    assert [row["title_zh"] for row in rows if row["id"] == "2019-96"] == ["新清单"]


def test_a_table_that_is_not_there_has_no_rows():
    """As in a new folder."""
    nothing = dict.fromkeys(TABLES)
    assert merged("2019-96", "annex", **nothing) == ({}, [], [], [])


def test_a_column_that_would_be_lost_is_refused():
    """A later release wrote it; all such columns are named."""
    later = FolderInMemory("own", lambda: {"sources": b"id,source,unit,area\nS1,x,y,z\n"})
    with pytest.raises(
        AnnexInstallError, match=r"has columns of sources\.csv that this release does not know \(area, unit\)"
    ):
        merge(later, installed("2019-96", "annex"), {})
