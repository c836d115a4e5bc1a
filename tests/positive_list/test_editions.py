"""The editions of the list, and the quick answers that are made of them."""

import datetime

import pytest
from tables import announcement, in_memory, line

from pilotzones import Dataset

DATA = Dataset.bundled()
DAY = datetime.timedelta(days=1)
LAST_DAY = datetime.date(2099, 12, 31)

# The first list is known up to 0908.32.00, and has no 0101.21.00; 9506.11.00 was added in 2022.
OUTSIDE_EVERY_LINE, ADDED = "01012100", "95061100"


def test_there_is_no_quick_answer_after_the_last_day_of_all():
    """The last edition goes on until 2099-12-31, the last day that may be asked about."""
    listed = DATA.positive_list.quick.listed
    assert listed(ADDED, LAST_DAY) is True
    assert listed(ADDED, LAST_DAY + DAY) is None


@pytest.mark.parametrize("last", [datetime.date(2016, 4, 8), datetime.date(2016, 4, 20), datetime.date(2018, 12, 31)])
def test_quick_answers_that_end_know_no_range_afterwards(last):
    """Also of a code that is not on the list because the annexes are known around it."""
    listed = DATA.positive_list.quick.until(last).listed
    assert listed(OUTSIDE_EVERY_LINE, last) is False
    assert listed(OUTSIDE_EVERY_LINE, last + DAY) is None


def test_an_edition_has_the_facts_of_the_announcement_that_made_it():
    """Both announcements of 2016 make the second list; it is named after the later one."""
    second = DATA.edition_on("2016-04-16")
    assert (second.id, second.title_en, second.lines_stated) == ("2016-47", "Second list", 1293)
    assert second.title_zh == "跨境电子商务零售进口商品清单（第二批）"
    assert [announcement.id for announcement in second.announcements] == ["2016-40", "2016-47"]
    assert (second.effective_from, second.effective_to) == (datetime.date(2016, 4, 16), datetime.date(2019, 1, 1))


def test_an_answer_shows_what_differs_about_its_code_since_the_last_whole_list():
    """Not what differs about another code, nor what a later list replaced."""
    one, other = "10000000", "20000000"
    lists = [announcement("2027-1"), announcement("2028-1"), announcement("2029-1", "amends", "2028-1")]
    rows = [line(id_, "list", code) for id_ in ("2027-1", "2028-1") for code in (one, other)]
    data = in_memory(announcements=lists, list_changes=rows)
    data = data.assume(not_listed=[one], after="2027-1").assume(not_listed=[other], after="2028-1")
    shown = {
        (code, year): [found.announcement for found in data.eligibility(code, f"{year}-06-01").disagreements]
        for code in (one, other)
        for year in (2027, 2028, 2029)
    }
    assert {asked: found for asked, found in shown.items() if found} == {
        (one, 2027): ["2027-1"],
        (other, 2028): ["2028-1"],
        (other, 2029): ["2028-1"],
    }
