"""Which announcements an answer is based on, and how well it is known."""

import pytest
from tables import announcement, in_memory, known_range, line

from pilotzones import Dataset

DATA = Dataset.bundled()

# The first list, which the second supplements; the editions of 2018 and 2019, each of which replaces all before it;
# the adjustment of the latter in 2022.
MADE_BY = {
    "2016-04-08": ["2016-40"],
    "2016-04-15": ["2016-40"],
    "2016-04-16": ["2016-40", "2016-47"],
    "2018-12-31": ["2016-40", "2016-47"],
    "2019-01-01": ["2018-157"],
    "2019-12-31": ["2018-157"],
    "2020-01-01": ["2019-96"],
    "2022-02-28": ["2019-96"],
    "2022-03-01": ["2019-96", "2022-7"],
    "2026-11-25": ["2019-96", "2022-7"],
}


def cited(verdict):
    """Find the announcements whose document numbers are in the reason, and those all of whose pages are sources."""
    announcements = DATA.announcements()
    in_reason = [known.id for known in announcements if known.document_no in verdict.why]
    sources = [source for known in announcements if known.id in in_reason for source in known.sources]
    assert set(verdict.sources) == set(sources)
    return in_reason


@pytest.mark.parametrize("day", MADE_BY)
def test_a_code_that_is_not_listed_cites_the_announcements_that_made_the_list_of_the_day(day):
    """None that it replaced, and none that came later, where all annexes are known around the code."""
    data = in_memory(list_coverage=[known_range(known.id, "10000000", "20000000") for known in DATA.announcements()])
    verdict = data.eligibility("15000000", day)
    assert (verdict.status, cited(verdict)) == ("not listed", MADE_BY[day])


@pytest.mark.parametrize("day", ["2016-04-08", "2016-04-15", "2016-04-16", "2018-12-31"])
def test_a_horse_cites_the_lists_of_2016(day):
    """The shipped tables know both lists around 0101.21.00."""
    verdict = DATA.eligibility("01012100", day)
    assert (verdict.status, cited(verdict)) == ("not listed", MADE_BY[day])


def test_what_follows_backwards_from_a_line_is_derived():
    """Two pages print the deletion of 2022; that the edition of 2019 had the line is a conclusion."""
    verdict = DATA.eligibility("93070090", "2021-06-01")
    assert (verdict.status, verdict.evidence, verdict.item.evidence) == ("listed", "derived", "derived")
    assert DATA.eligibility("93070090", "2022-03-01").evidence == "confirmed"
    assert verdict.why == (
        "财政部等8部门公告2022年第7号 (2022 adjustment) deletes it from 2022-03-01, so just before it was listed."
    )


UNSOURCED = {"evidence": "unsourced", "sources": ""}
KEPT, DELETED, ADDED = "15000000", "16000000", "17000000"
STATUSES = {  # by year: of the line that stays, of the one deleted in 2029, of the one added in 2029
    "2027": [("listed", "confirmed"), ("listed", "unsourced"), ("not listed", "derived")],
    "2028": [("listed", "confirmed"), ("listed", "derived"), ("not listed", "derived")],
    "2029": [("listed", "derived"), ("not listed", "confirmed"), ("listed", "confirmed")],
    "2030": [("listed", "derived"), ("not listed", "unsourced"), ("listed", "confirmed")],
}


@pytest.mark.parametrize("year", STATUSES)
def test_an_answer_is_as_well_known_as_the_annexes_that_could_have_changed_it(year):
    """A supplement only adds: what was listed before stays, what is not listed after was not; the rest needs its annex."""
    data = in_memory(
        announcements=[
            announcement("2027-1", evidence="confirmed", sources="S001;S002"),
            announcement("2028-1", "supplements", "2027-1", **UNSOURCED),
            announcement("2029-1", "amends", "2027-1", evidence="confirmed", sources="S001;S002"),
            announcement("2030-1", "supplements", "2027-1", **UNSOURCED),
        ],
        list_coverage=[known_range(f"{made}-1", "10000000", "20000000") for made in (2028, 2029, 2030)],
        list_changes=[
            line("2027-1", "list", KEPT, evidence="confirmed", sources="S001;S002"),
            line("2029-1", "delete", DELETED, evidence="confirmed", sources="S001;S002"),
            line("2029-1", "add", ADDED, evidence="confirmed", sources="S001;S002"),
        ],
    )
    verdicts = [data.eligibility(code, f"{year}-06-01") for code in (KEPT, DELETED, ADDED)]
    assert [(verdict.status, verdict.evidence) for verdict in verdicts] == STATUSES[year]
