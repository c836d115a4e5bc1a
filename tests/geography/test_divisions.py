"""The map of every year: the days of changes, and what stood for a division."""

import datetime

import pytest
from tables import read

from pilotzones import DataIntegrityError, Dataset
from pilotzones.geography.errors import UnknownPlaceError

HISTORY = Dataset.bundled().register.gazetteer.history
DAY = datetime.date(2026, 1, 1)


def test_a_window_of_days_is_as_wide_as_the_year_where_no_page_narrows_it():
    """即墨 became a district in 2017, 简阳 moved in May 2016; what was there in 1981 has always been."""
    begins, ends = HISTORY.get("370282-2017").begins, HISTORY.get("370282-2017").ends
    assert (begins.first, begins.last) == (datetime.date(1990, 1, 1), datetime.date(1990, 12, 31))
    assert (ends.first, ends.last) == (datetime.date(2017, 1, 1), datetime.date(2017, 12, 31))
    assert HISTORY.get("512081-2016").ends == (datetime.date(2016, 5, 1), datetime.date(2016, 5, 31))
    assert HISTORY.get("330100").begins == (datetime.date.min, datetime.date.min)
    assert HISTORY.get("370500").begins == (datetime.date(1982, 1, 1), datetime.date(1982, 12, 31))


@pytest.mark.parametrize(
    ("day", "early", "late"),
    [
        ("2016-12-31", False, False),
        ("2017-01-01", True, False),
        ("2017-12-30", True, False),
        ("2017-12-31", True, True),
    ],
)
def test_a_change_has_happened_on_the_last_day_of_its_window(day, early, late):
    """即墨市 ended in 2017: on the first of its days at the earliest, on the last at the latest."""
    on = datetime.date.fromisoformat(day)
    for late_one, ended in ((False, early), (True, late)):
        assert HISTORY.has_ended("370282-2017", on, late=late_one) is ended
        assert HISTORY.is_in_use("370282-2017", on, late=late_one) is not ended
        assert HISTORY.is_in_use("370215", on, late=late_one) is ended


def test_divisions_are_in_the_order_of_the_table(tables):
    """All of them, and those of one code."""
    rows = read(tables, "divisions_history")
    assert [(one.adcode, one.in_use_from) for one in HISTORY.divisions] == [
        (row["adcode"], int(row["in_use_from"])) for row in rows
    ]
    ends = [row["in_use_until"] for row in rows if row["adcode"] == "420600"]
    assert HISTORY.by_code["420600"] == tuple(f"420600-{end}" if end else "420600" for end in ends)


def test_what_stands_for_a_division():
    """Itself, its successors, or what its area belonged to; each followed as far as the day."""
    assert HISTORY.standing("330100", DAY, late=True) == ("330100",)
    assert set(HISTORY.standing("371200-2018", DAY, late=True)) == {"370116", "370117"}
    assert HISTORY.standing("370215", datetime.date(2016, 1, 1), late=True) == ("370282-2017",)
    assert HISTORY.standing("nowhere", DAY, late=True) == ("nowhere",)
    assert HISTORY.get("nowhere") is None


def test_related_divisions_are_all_that_stood_or_will_stand():
    """莱芜 was a prefecture with two districts; both are Jinan's."""
    assert {division.adcode for division in HISTORY.related("220184")} == {"220184", "220381"}
    assert HISTORY.related("nowhere") == ()


def test_what_was_before_is_every_division_that_gave_a_part():
    """红谷滩区 was made of parts of 东湖区 and 新建区 in 2019; 来宾市 came in 2002 of what no row tells."""
    assert HISTORY.standing("360113", datetime.date(2018, 1, 1), late=True) == ("360102", "360112")
    assert HISTORY.standing("451300", datetime.date(2001, 1, 1), late=True) == ()
    assert HISTORY.standing("341700", datetime.date(1999, 1, 1), late=True) == ("342900-2000",)
    assert HISTORY.standing("110111", datetime.date(1985, 1, 1), late=True) == ("110111",)
    # 亳州市 came in 2000, the first year of which every division is known.
    assert HISTORY.standing("341600", datetime.date(1999, 1, 1), late=True) == ()


def span(code, name, begin, end="", successors=""):
    """Make a row of the history."""
    return {
        "adcode": code,
        "name_zh": name,
        "in_use_from": begin,
        "in_use_until": end,
        "succeeded_by": successors,
    }


def change(code, year, first="", last="", successors=""):
    """Make a row of the single changes."""
    days = {"not_before": first, "not_after": last}
    return {"adcode": code, "year": year, "succeeded_by": successors, **days, "evidence": "single", "sources": "S901"}


FUYANG = ("330183", "富阳市", 1994, 2014)

BROKEN = {
    "ends before it begins": (
        [span("330100", "杭州市", 2000, 1999, "330200")],
        [],
        ["own/divisions_history.csv, line 2, column in_use_until: 330100 ends in 1999 and begins in 2000."],
    ),
    "ends without a successor": (
        [span(*FUYANG)],
        [],
        ["own/divisions_history.csv, line 2, column succeeded_by: 330183 ends in 2014 without a successor."],
    ),
    "a successor that is not there": (
        [span(*FUYANG, "330111;999999")],
        [],
        [
            "own/divisions_history.csv, line 2, column succeeded_by: '999999', a successor of 330183, is not in the table."
        ],
    ),
    "two rows without an end": (
        [span("330100", "杭州市", 1981), span("330100", "钱塘市", 1990)],
        [],
        [
            "own/divisions_history.csv, line 3, column in_use_until: 330100 with this end is already in own/divisions_history.csv, line 2."
        ],
    ),
    "two rows for one time": (
        [span("330100", "钱塘市", 1981, 2005, "330100"), span("330100", "杭州市", 2000)],
        [],
        [
            "own/divisions_history.csv, line 3, column in_use_from: 330100 begins in 2000, before it ends in own/divisions_history.csv, line 2."
        ],
    ),
    "a cell that is not a code": (
        [span("330100", "杭州市", 1981, "", "33010")],
        [],
        [
            "own/divisions_history.csv, line 2, column succeeded_by: '33010' is not a code of 6 digits, or one with a year in brackets, such as 370116[2018]."
        ],
    ),
    "a change of nothing": (
        [],
        [change("330100", 2020, "2020-01-01", "2020-02-01")],
        ["own/division_changes.csv, line 2, column year: no division 330100 begins or ends in 2020."],
    ),
    "one of two days": (
        [],
        [change("220381", 2020, "2020-01-01")],
        ["own/division_changes.csv, line 2, column not_after: give both not_before and not_after, or neither."],
    ),
    "the other of two days": (
        [],
        [change("220381", 2020, "", "2020-01-01")],
        ["own/division_changes.csv, line 2, column not_after: give both not_before and not_after, or neither."],
    ),
    "days out of order": (
        [],
        [change("220381", 2020, "2020-08-31", "2020-01-01")],
        ["own/division_changes.csv, line 2, column not_after: not_after is earlier than not_before."],
    ),
    "days of another year": (
        [],
        [change("220381", 2020, "2015-08-31", "2015-09-30")],
        [
            "own/division_changes.csv, line 2, column not_before: the days from 2015-08-31 to 2015-09-30 are not in 2020."
        ],
    ),
    "one change twice": (
        [],
        [change("220381", 2020, "2020-01-01", "2020-02-01"), change("220381", 2020, "2020-01-01", "2020-03-01")],
        [
            "own/division_changes.csv, line 3: the change of 220381 in 2020 is already in own/division_changes.csv, line 2."
        ],
    ),
    "several at once": (
        [span(*FUYANG), span("330100", "杭州市", 2000, 1999, "330200")],
        [change("220381", 2020, "2020-01-01")],
        [
            "own/divisions_history.csv, line 3, column in_use_until: 330100 ends in 1999 and begins in 2000.",
            "own/divisions_history.csv, line 2, column succeeded_by: 330183 ends in 2014 without a successor.",
            "own/division_changes.csv, line 2, column not_after: give both not_before and not_after, or neither.",
        ],
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_tables_of_the_map_that_contradict_themselves_are_refused_with_the_row(folder, case):
    """One error names each row of a user's folder by file, line and column."""
    rows, changes, says = BROKEN[case]
    with pytest.raises(DataIntegrityError) as caught:
        Dataset.load(folder(divisions_history=rows, division_changes=changes))
    assert [str(fault) for fault in caught.value.faults or (caught.value,)] == says


@pytest.mark.parametrize("case", ["a cell that is not a code", "one change twice"])
def test_a_question_refuses_a_damaged_table_of_the_map(folder, case):
    """Also where nobody checked the tables before: it would answer without the row."""
    rows, changes, says = BROKEN[case]
    data = Dataset([*Dataset.bundled().folders, folder(divisions_history=rows, division_changes=changes)])
    with pytest.raises(DataIntegrityError) as caught:
        data.place("公主岭市", "2020-06-01")
    assert [str(caught.value)] == says


def test_a_user_s_table_adds_a_division_to_the_map(folder):
    """A county that is new in 2025 is known from then on, and answers for its area before."""
    data = Dataset.load(
        folder(
            divisions_history=[span("330119", "新区", 2025), span("330110", "余杭区", 2001, "", "330119[2025]")],
            division_changes=[change("330119", 2025, "2025-03-01", "2025-03-01")],
        )
    )
    assert str(data.place("新区", "2025-03-01")) == "新区 (330119, Zhejiang)"
    assert data.place("330119", "2026-01-01").prefecture.adcode == "330100"
    with pytest.raises(UnknownPlaceError, match=r"on the map since 2025; its area was part of 余杭区") as caught:
        data.place("330119", "2025-02-28")
    assert [place.adcode for place in caught.value.near_misses] == ["330110"]
    assert data.covering_zone("330119", "2025-02-28").id == "hangzhou"
    with pytest.raises(UnknownPlaceError, match="No place has the name '330119'"):
        Dataset.bundled().place("330119")


def test_the_bundled_tables_of_the_map_do_not_contradict_themselves(tables):
    """A copy of them is a dataset of its own, and passes the same checks."""
    Dataset([tables]).register.gazetteer.history.check()
    rows = read(tables, "divisions_history")
    assert len(HISTORY.divisions) == len({(row["adcode"], row["in_use_until"]) for row in rows}) == len(rows)
