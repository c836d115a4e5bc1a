"""The pages of announcements: read in order, a user's instead of the bundled ones, every fault named."""

import pytest
from tables import SINGLE

from pilotzones import DataIntegrityError, Dataset
from pilotzones.tables.page_addresses import read_announcement_pages


def page(announcement, address, **cells):
    """Make the row of a page."""
    return {"announcement": announcement, "page": address, **SINGLE, **cells}


def pages(data):
    """Read the pages of a dataset."""
    return read_announcement_pages(data.folders, {known.id for known in data.announcements()})


def test_the_bundled_pages_have_a_publisher():
    """Three announcements have pages, one of them three."""
    found = pages(Dataset.bundled())
    assert [known.announcement for known in found] == ["2016-40", "2018-157", "2022-7", "2022-7", "2022-7"]
    assert [known.publisher for known in found][-2:] == ["State Council", "General Administration of Customs"]


def test_a_users_folder_adds_pages(folder):
    """To an announcement without any; where there are some, its pages are used instead."""
    own = folder(
        announcement_pages=[page("2019-96", "https://example.org/2019.htm"), page("2016-40", "http://example.org/a")]
    )
    found = {known.announcement: known.page for known in pages(Dataset.load(own))}
    assert found["2019-96"] == "https://example.org/2019.htm"
    assert found["2016-40"] == "http://example.org/a"
    assert "2018-157" in found


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([page("2019-96", "ftp://example.org/a")], "'ftp://example.org/a' is not the address of a page"),
        ([page("2019-96", "")], "is not the address of a page"),
        ([page("2019-97", "https://example.org/a")], "'2019-97' is not in announcements.csv"),
        ([page("2019-96", "https://example.org/a")] * 2, "https://example.org/a appears already as a page of 2019-96"),
        ([page("2019-96", "https://example.org/a", sources="S999")], "'S999' as its source"),
    ],
)
def test_a_wrong_page_is_a_fault(folder, rows, says):
    """It is named with its line before anything is answered."""
    with pytest.raises(DataIntegrityError, match=says):
        Dataset.load(folder(announcement_pages=rows))


def test_a_fault_of_a_page_has_its_line_and_column(folder):
    """The announcement that is not known, and the page that is there twice."""
    rows = [page("2019-97", "https://example.org/a"), *[page("2019-96", "https://example.org/a")] * 2]
    with pytest.raises(DataIntegrityError) as caught:
        pages(Dataset([Dataset.bundled().folders[0], folder(announcement_pages=rows)]))
    assert [(fault.table, fault.line, fault.column) for fault in caught.value.faults] == [
        ("own/announcement_pages.csv", 2, "announcement"),
        ("own/announcement_pages.csv", 4, "page"),
    ]


def test_a_page_has_all_that_its_row_says(folder):
    """Cell by cell."""
    cells = {"publisher": "made up", "evidence": "confirmed", "sources": "S001;S002", "note": "a note"}
    own = folder(announcement_pages=[page("2019-96", "https://example.org/a", **cells)])
    (found,) = read_announcement_pages(
        [Dataset.bundled().folders[0], own], {"2016-40", "2018-157", "2019-96", "2022-7"}
    )[-1:]
    assert found == ("2019-96", "https://example.org/a", "made up", "confirmed", ("S001", "S002"), "a note")
