"""The list after each announcement: which codes are on it, and what an answer rests on."""

import pytest
from tables import announcement, in_memory, known_range, line

from pilotzones.code_ranges import EVERY_CODE, CodeRanges

CODE, OTHER = "10000000", "20000000"
CONFIRMED = {"evidence": "confirmed"}
UNSOURCED = {"evidence": "unsourced", "sources": ""}

# What is known of the code, the day that is asked about, and its status then.
FORWARDS = {
    "listed": ([line("2027-1", "list", CODE, **CONFIRMED)], [], "2028-01-01"),
    "not listed": ([], [known_range("2027-1")], "2028-01-01"),
}
BACKWARDS = {
    "listed": ([line("2029-1", "delete", CODE, **CONFIRMED)], [], "2027-01-01"),
    "not listed": ([line("2029-1", "add", CODE, **CONFIRMED)], [], "2027-01-01"),
}


@pytest.mark.parametrize(
    ("kind", "known", "status", "evidence"),
    [
        # A supplement only adds: what was on the list stays, and what is not on it after it was not before.
        ("supplements", FORWARDS, "listed", "confirmed"),
        ("supplements", FORWARDS, "not listed", "unsourced"),
        ("supplements", BACKWARDS, "listed", "unsourced"),
        ("supplements", BACKWARDS, "not listed", "derived"),
        # An adjustment may add a line or take it off.
        ("amends", FORWARDS, "listed", "unsourced"),
        ("amends", FORWARDS, "not listed", "unsourced"),
        ("amends", BACKWARDS, "listed", "unsourced"),
        ("amends", BACKWARDS, "not listed", "unsourced"),
    ],
)
def test_an_answer_is_as_weak_as_the_announcements_between_that_might_have_changed_it(kind, known, status, evidence):
    """The one of 2028 is known to have no line about the code, from no page."""
    lines, ranges, day = known[status]
    data = in_memory(
        announcements=[
            announcement("2027-1", **CONFIRMED),
            announcement("2028-1", kind, "2027-1", **UNSOURCED),
            announcement("2029-1", "amends", "2028-1", **CONFIRMED),
        ],
        list_changes=lines,
        list_coverage=[*ranges, known_range("2028-1")],
    )
    verdict = data.eligibility(CODE, day)
    assert (verdict.status, verdict.evidence) == (status, evidence)


@pytest.fixture
def state():
    """Give the list after an announcement with one line, one that is stated to be off, and a known range."""
    data = in_memory(
        announcements=[announcement("2027-1")],
        list_changes=[line("2027-1", "list", CODE), line("2027-1", "not_listed", "70000000")],
        list_coverage=[known_range("2027-1", CODE, OTHER)],
    )
    [state] = data.positive_list.states
    return state


def test_every_code_is_listed_not_listed_or_unknown(state):
    """The three sets share nothing, and are all codes together."""
    listed, off, unknown = (state.codes(listed=answer) for answer in (True, False, None))
    assert listed == CodeRanges.of([CODE])
    assert off == CodeRanges([("10000001", OTHER), ("70000000", "70000000")])
    assert unknown == CodeRanges([("00000000", "09999999"), ("20000001", "69999999"), ("70000001", "99999999")])
    asked = {code: state.listed(code) for code in (CODE, OTHER, "70000000", "70000001", "09999999")}
    assert asked == {CODE: True, OTHER: False, "70000000": False, "70000001": None, "09999999": None}
    assert (state.lines_known, state.is_complete) == (1, False)


def test_a_list_is_complete_where_no_code_is_unknown():
    """Of an annex that is known for every code."""
    data = in_memory(announcements=[announcement("2027-1")], list_coverage=[known_range("2027-1")])
    [state] = data.positive_list.states
    assert (state.is_complete, state.known, state.lines_known) == (True, EVERY_CODE, 0)


@pytest.mark.parametrize("covers", ["annex", "list"])
def test_a_code_without_a_line_rests_on_the_last_whole_list_and_what_came_after_it(covers):
    """And on nothing that this list replaced: the announcement of 2027 has no part in it."""
    data = in_memory(
        announcements=[
            announcement("2027-1"),
            announcement("2028-1"),
            announcement("2029-1", "amends", "2028-1"),
        ],
        list_coverage=[known_range("2027-1"), {**known_range("2028-1"), "covers": covers}, known_range("2029-1")],
    )
    for day, ids in (
        ("2027-12-31", ["2027-1"]),
        ("2028-12-31", ["2028-1"]),
        ("2029-01-01", ["2028-1", "2029-1"]),
    ):
        verdict = data.eligibility(CODE, day)
        assert verdict.status == "not listed"
        assert [known.id for known in verdict.grounds.announcements] == ids


def test_what_is_stated_does_not_count_among_the_lines_that_the_announcement_states():
    """One line is stated in force, and the annex has it; that another code is on the list, somebody else says."""
    data = in_memory(
        announcements=[announcement("2027-1", list_total_after=1)],
        list_changes=[line("2027-1", "list", CODE), line("2027-1", "listed", OTHER)],
    )
    assert [data.eligibility(code, "2027-06-01").status for code in (CODE, OTHER)] == ["listed", "listed"]
    assert data.editions()[0].lines_known == 2
