"""How much of each annex is known, and of the list after it: what ``coverage()`` counts."""

import pytest
from tables import announcement, in_memory, known_range, line

MIDDLE = "50000000"


def of_list(*given):
    """Make the row of a known range of the list after an announcement."""
    return {**known_range(*given), "covers": "list"}


def missing(data):
    """Take the ids of the announcements whose annexes the last edition lacks."""
    return [announced.id for announced in data.coverage().editions[-1].missing]


def test_a_part_of_a_list_counts_for_the_list_and_not_for_the_annex():
    """One line of the annex, two codes that are stated, and a range that is known from outside the annex."""
    data = in_memory(
        announcements=[announcement("2027-1", list_total_after="9")],
        list_changes=[
            line("2027-1", "list", "10000000"),
            line("2027-1", "listed", "60000000"),
            line("2027-1", "not_listed", "70000000"),
        ],
        list_coverage=[of_list("2027-1", "60000000", "69999999")],
    )
    [annex] = data.coverage().annexes
    assert (annex.known, annex.outside, annex.known_ranges) == (1, 2, ())
    assert [(known.code_from, known.code_to, known.covers) for known in annex.list_ranges] == [
        ("60000000", "69999999", "list")
    ]
    assert data.coverage().editions[0].known_ranges == (("60000000", "69999999"),)


@pytest.mark.parametrize(
    ("ranges", "lacking"),
    [
        ([], ["2027-1", "2028-1"]),
        ([known_range("2027-1")], ["2028-1"]),
        ([known_range("2028-1")], ["2027-1"]),
        ([known_range("2027-1"), known_range("2028-1")], []),
        ([of_list("2027-1")], ["2028-1"]),
        ([of_list("2028-1")], []),
        ([known_range("2028-1"), of_list("2027-1")], []),
        # Half of the codes by the annex, the others by the list after it.
        ([known_range("2027-1", "00000000", MIDDLE), known_range("2028-1"), of_list("2027-1", MIDDLE)], []),
    ],
)
def test_annexes_are_missing_where_codes_are_unknown(ranges, lacking):
    """From the last list that is wholly known on; none where no code is unknown."""
    history = [announcement("2027-1"), announcement("2028-1", "amends", "2027-1")]
    assert missing(in_memory(announcements=history, list_coverage=ranges)) == lacking
