"""The editions of the list."""

import datetime

from tables import announcement, in_memory, line

from pilotzones import Dataset

DATA = Dataset.bundled()


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
