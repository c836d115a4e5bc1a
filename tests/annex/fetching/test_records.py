"""What is printed of a fetch and of the ministry's list."""

import datetime

import pytest

from pilotzones.annex.fetching.records import Fetched, Latest, NewerAnnouncement

DAY = datetime.date(2027, 1, 5)
PAGE = "http://gss.mof.gov.cn/a.htm"


def test_what_is_installed_and_how_it_was_found():
    """Or that it was installed already."""
    assert str(Fetched("annex", found_by="known page")) == "annex, known page"
    assert str(Fetched("annex", was_installed=True)) == "annex, installed already"
    plain = Fetched("annex")
    assert (plain.was_installed, plain.found_by, plain.tried) == (False, "", ())


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "--new ID --effective-from YYYY-MM-DD"),
        ({"id": "2027-3"}, "--new 2027-3 --effective-from YYYY-MM-DD"),
        ({"effective_from": "2027-02-01"}, "--new ID --effective-from 2027-02-01"),
        ({"id": "2027-3", "effective_from": "2027-02-01"}, "--new 2027-3 --effective-from 2027-02-01"),
    ],
)
def test_the_command_that_adds_a_newer_announcement(facts, words):
    """What its page does not say is named as what to write there."""
    newer = NewerAnnouncement("公告", DAY, PAGE, **facts)
    command = f"pilotzones annex install FILE {words} --page {PAGE}"
    assert newer.command == command
    assert str(newer) == f"2027-01-05 公告 {PAGE}\n  {command}"


def latest(back_to, *found):
    """Make what a list of 1,200 announcements has."""
    return Latest(since=datetime.date(2022, 2, 21), looked_at=1200, back_to=back_to, page="http://l/", found=found)


def test_what_the_list_has():
    """None, or each on two lines; a list that was not read far enough back is not complete, and says so."""
    whole = latest(datetime.date(2022, 2, 21))
    assert whole.is_complete
    assert str(whole) == "None since 2022-02-21, looked at 1,200 announcements of http://l/."
    short = latest(datetime.date(2022, 2, 22))
    assert not short.is_complete
    assert str(short) == (
        "None since 2022-02-21, looked at 1,200 announcements of http://l/, which goes back to 2022-02-22 only."
    )
    one = NewerAnnouncement("公告", DAY, PAGE)
    assert str(latest(datetime.date(2022, 1, 1), one, one)) == (
        f"2 since 2022-02-21, looked at 1,200 announcements of http://l/:\n{one}\n{one}"
    )
