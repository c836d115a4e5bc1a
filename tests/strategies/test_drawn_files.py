"""Drawn files of goods: rows of every status, counted as they are answered."""

import pytest
from draws import draws

import pilotzones
from pilotzones import strategies
from pilotzones.records.screened_files import AnnexesNeeded, RejectedRow, ScreenedFile, StatusCount

RUBBISH = {"no code", "invalid code", "invalid date"}


@pytest.fixture(scope="module")
def files():
    """Draw some files."""
    return draws(strategies.records(ScreenedFile), 80)


def test_rows_of_every_status_occur(files):
    """Also days before the first list, and cells that cannot be read; every row is counted once."""
    statuses = {count.status for file in files for count in file.statuses}
    assert statuses == {"listed", "not listed", "unknown", "no list in force", *RUBBISH}
    for file in files:
        assert file.rows == sum(count.rows for count in file.statuses)


def test_values_are_summed_where_they_are_numbers(files):
    """Words in their place are counted."""
    assert {file.unread_values > 0 for file in files} == {True, False}
    for file in files:
        assert file.value == sum(count.value for count in file.statuses)


def test_zeros_that_were_lost_stay_lost(files):
    """The rows of such codes are among those that must be corrected."""
    assert {file.lost_zeros > 0 for file in files} == {True, False}
    for file in files:
        assert not file.zeros_put_back
        invalid = [row for row in file.rejected if row.text == "4029100"]
        assert len(invalid) == file.lost_zeros or len(file.rejected) == 10
        assert {row.status for row in invalid} <= {"invalid code"}


def test_the_parts_of_a_file_are_drawn_from_rows_of_every_kind():
    """Each of them is worth one; three cannot be read, and of others the annexes are needed."""
    counts = {count.status: count for count in draws(strategies.records(StatusCount), 50)}
    assert counts.keys() == {"listed", "not listed", "unknown", *RUBBISH}
    assert [counts[status].rows for status in sorted(RUBBISH)] == [1, 1, 1]
    for status in ("listed", "not listed", "unknown"):
        assert counts[status].rows == counts[status].value > 1
    rejected = draws(strategies.records(RejectedRow), 30)
    assert {(row.status, row.text) for row in rejected} == {
        ("no code", ""),
        ("invalid code", "4029100"),
        ("invalid date", "yesterday"),
    }
    needed = draws(strategies.records(AnnexesNeeded), 50)
    known = {announcement.id for announcement in pilotzones.announcements()}
    assert known >= {announcement for annexes in needed for announcement in annexes.announcements} > set()
