"""What stands below an answer for people: how old it is, and the pages that print it."""

import datetime

import pytest

from pilotzones import Dataset
from pilotzones.cli import main

CHECKED = Dataset.bundled().verified_through("zones")


@pytest.mark.parametrize(("days", "is_said"), [(0, False), (1, True), (180, True), (181, True)])
def test_an_old_answer_is_said_to_be_old(days, is_said, capsys):
    """Below it for people; for programs beside it, after half a year."""
    day = CHECKED + datetime.timedelta(days=days)
    note = f"{day} is after {CHECKED}, the last day on which the data about pilot zones was checked"
    said = []
    for form in ([], ["--csv"]):
        assert main(["zones", "Zhejiang", "--date", f"{day}", *form]) == 0
        out, err = capsys.readouterr()
        said.append((note in out, note in err))
    assert said == [(is_said, False), (False, days > 180)]


def test_an_answer_without_records_has_no_title_of_pages(capsys):
    """A title with nothing below it would say that something is missing."""
    assert main(["zones", "Zhejiang", "--date", "2015-01-01", "--verbose"]) == 0
    without = capsys.readouterr().out
    assert main(["zones", "Zhejiang", "--date", "2015-03-07", "--verbose"]) == 0
    with_pages = capsys.readouterr().out
    assert ("Sources" in without, "Sources" in with_pages) == (False, True)
