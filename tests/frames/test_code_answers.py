"""Codes that no line names have the answer of one of them."""

import pandas as pd
from tables import announcement, in_memory, known_range, line

from pilotzones.frames import screen


def test_a_single_code_of_which_it_is_known_that_it_is_not_listed():
    """It answers for itself, beside a line and beside codes of which nothing is known."""
    data = in_memory(
        announcements=[announcement("2027-1")],
        list_changes=[line("2027-1", "list", "10000000")],
        list_coverage=[known_range("2027-1", "10000000", "10000001")],
    )
    codes = ["10000000", "10000001", "10000002"]
    found = screen(pd.DataFrame({"hs_code": codes}), date="2027-06-01", dataset=data)["status"].tolist()
    assert found == ["listed", "not listed", "unknown"]
    assert found == [data.eligibility(code, "2027-06-01").status for code in codes]
