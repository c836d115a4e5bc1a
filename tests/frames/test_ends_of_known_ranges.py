"""Codes that no line names, at both ends of what is known of each edition: inside they are not listed, outside unknown."""

import duckdb
import pandas as pd
import polars as pl
import pytest
from tables import announcement, in_memory, known_range, line

from pilotzones.frames import screen
from pilotzones.frames.code_answers import edition_answers
from pilotzones.hscode import HSCode

FIRST, MIDDLE, LAST = "10000000", "15000000", "20000000"
DAYS = ("2026-12-31", "2027-01-01", "2028-06-01", "2029-01-01", "2029-12-31")

# What is known, by the announcement of each year: of 2027 up to LAST, of 2028 from MIDDLE on; 2029 replaces both, and
# both ranges of it are those that an edition before it has too, at one end or at the other.
KNOWN = [
    known_range("2027-1", FIRST, LAST),
    known_range("2028-1", MIDDLE, "30000000"),
    known_range("2029-1", FIRST, LAST),
    known_range("2029-1", "99999999", "99999999"),
]
NO_LIST = "no list in force"
# By code: on the day before the first list, then under the editions of 2027, 2028 and 2029, on its first day and later.
EXPECTED = {
    "00000000": (NO_LIST, "unknown", "unknown", "unknown", "unknown"),
    "09999999": (NO_LIST, "unknown", "unknown", "unknown", "unknown"),
    "10000000": (NO_LIST, "not listed", "unknown", "not listed", "not listed"),
    "14999999": (NO_LIST, "not listed", "unknown", "not listed", "not listed"),
    "15000000": (NO_LIST, "not listed", "not listed", "not listed", "not listed"),
    "20000000": (NO_LIST, "not listed", "not listed", "not listed", "not listed"),
    "20000001": (NO_LIST, "unknown", "unknown", "unknown", "unknown"),
    "30000000": (NO_LIST, "unknown", "unknown", "unknown", "unknown"),
    "99999998": (NO_LIST, "unknown", "unknown", "unknown", "unknown"),
    "99999999": (NO_LIST, "unknown", "unknown", "not listed", "not listed"),
}
EDITIONS = (None, "2027-1", "2028-1", "2029-1", "2029-1")
FRAMES = {
    "pandas": lambda frame: frame,
    "polars": pl.from_pandas,
    "duckdb": duckdb.from_df,
}


@pytest.fixture(scope="module")
def data():
    """Load three announcements without a line: the second adjusts the first, the third replaces both."""
    return in_memory(
        announcements=[announcement("2027-1"), announcement("2028-1", "amends", "2027-1"), announcement("2029-1")],
        list_coverage=KNOWN,
    )


def test_what_is_known_of_an_edition_is_what_its_announcements_share(data):
    """An adjustment shows only where the list before it is known too."""
    by_edition = {answers.edition.id: answers.known for answers in edition_answers(data, None, None)}
    assert [list(by_edition[id_]) for id_ in EDITIONS[1:4]] == [
        [(FIRST, LAST)],
        [(MIDDLE, LAST)],
        [(FIRST, LAST), ("99999999", "99999999")],
    ]


def test_an_edition_answers_about_codes_that_no_line_names(data):
    """Not listed inside what is known of it, unknown outside, and no more than that."""
    by_edition = {answers.edition.id: answers for answers in edition_answers(data, None, None)}
    for code, statuses in EXPECTED.items():
        for id_, status in zip(EDITIONS[1:4], statuses[1:4], strict=True):
            assert by_edition[id_].answer(HSCode(code)) == (status, None, None, None, None)


@pytest.mark.parametrize("engine", FRAMES)
def test_both_ends_of_what_is_known_of_an_edition_are_inside(data, engine):
    """Under each edition its own, in whole columns as one by one."""
    rows = [(code, day) for code in EXPECTED for day in DAYS]
    frame = pd.DataFrame(rows, columns=["hs_code", "date"]).assign(row=range(len(rows)))
    frame["date"] = pd.to_datetime(frame["date"])
    screened = screen(FRAMES[engine](frame), dataset=data)
    found = screened.df() if engine == "duckdb" else screened.to_pandas() if engine == "polars" else screened
    found = found.sort_values("row")
    added = ["status", "edition", "announcement", "remark", "bonded_only", "beyond_verified"]
    assert list(found.columns) == ["hs_code", "date", "row", *added]
    assert found["status"].tolist() == [status for statuses in EXPECTED.values() for status in statuses]
    assert [edition or None for edition in found["edition"].fillna("")] == [*EDITIONS] * len(EXPECTED)


# What is asked on 2028-01-01: a line of 2027 with a remark for bonded shipment only, one with another, one with none and
# one whose remark is not known; a line deleted and one of which nothing is known.
LINES = {
    "15000000": ("listed", "2027-1", "仅限网购保税商品", True),
    "15000001": ("listed", "2027-1", "每人每年2千克以内", False),
    "15000002": ("listed", "2027-1", "", False),
    "15000003": ("listed", "2027-1", None, None),
    "15000004": ("not listed", None, None, None),
    "15000005": ("unknown", None, None, None),
}


@pytest.mark.parametrize("engine", FRAMES)
def test_what_a_line_says_is_in_the_columns_that_are_added(engine):
    """Its announcement and remark, and whether that allows bonded shipment only; nothing of what is not listed."""
    remarks = {code: remark for code, (_, _, remark, _) in LINES.items() if remark}
    data = in_memory(
        announcements=[announcement("2027-1"), announcement("2028-1", "amends", "2027-1")],
        list_coverage=[known_range("2028-1", "15000000", "15000004")],
        list_changes=[
            *(line("2027-1", "list", code, remark_zh=remarks.get(code, "")) for code in list(LINES)[:3]),
            line("2027-1", "list", "15000003", remark_known="no"),
            line("2028-1", "delete", "15000004"),
        ],
    )
    frame = pd.DataFrame({"hs_code": list(LINES), "row": range(len(LINES))})
    screened = screen(FRAMES[engine](frame), date="2028-01-01", dataset=data)
    found = screened.df() if engine == "duckdb" else screened.to_pandas() if engine == "polars" else screened
    found = found.sort_values("row").astype(object)
    answers = found[["status", "announcement", "remark", "bonded_only"]].where(found.notna(), None).to_numpy().tolist()
    assert [tuple(answer) for answer in answers] == list(LINES.values())
    *_, edition = edition_answers(data, None, None)
    for code, (status, made_by, remark, bonded_only) in LINES.items():
        verdict = data.eligibility(code, "2028-01-01")
        assert (verdict.status, verdict.remark) == (status, remark)
        item = verdict.item
        assert (item and (item.announcement, item.is_bonded_only)) == (made_by and (made_by, bonded_only))
        known = None if status != "listed" else "no" if remark is None else "yes"
        assert edition.answer(HSCode(code)) == (status, made_by, remark, known, bonded_only)


def test_a_single_question_is_answered_alike(data):
    """The same codes on the same days."""
    for code, statuses in EXPECTED.items():
        found = [data.eligibility(code, day).status for day in DAYS[1:]]
        assert found == list(statuses[1:]), code
