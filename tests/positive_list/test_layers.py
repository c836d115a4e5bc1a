"""What folders know of one announcement, laid over each other: which rows and ranges are left, and which differ."""

import re

import pytest
from tables import announcement, in_memory, known_range, line

from pilotzones import DataIntegrityError, Dataset

CODE, OTHER, THIRD = "10000000", "10000001", "20000000"
ABSENT = "(all of it, without this code)"


def of_list(*ends):
    """Make the row of a range in which the list after the announcement is known."""
    return {**known_range("2027-1", *ends), "covers": "list"}


def row(action, code=CODE, **cells):
    """Make the row of a line, or of what is stated of a code."""
    return line("2027-1", action, code, **cells)


@pytest.fixture
def lay(folder):
    """Lay folders of rows and ranges over each other; the rows of the second one are in the folder ``own1``."""

    def make(*layers):
        (rows, ranges), *others = layers
        data = in_memory(announcements=[announcement("2027-1")], list_changes=rows, list_coverage=ranges)
        laid = [
            folder(f"own{number}", list_changes=rows, list_coverage=ranges)
            for number, (rows, ranges) in enumerate(others, 1)
        ]
        return Dataset([*data.folders, *laid])

    return make


def statuses(data):
    """Give the status of the three codes."""
    return [data.eligibility(code, "2027-06-01").status for code in (CODE, OTHER, THIRD)]


def counted(data):
    """Give how many lines and statements are left, and the ranges of the annex and of the list."""
    [annex] = data.coverage().annexes
    ranges = [
        [(known.code_from, known.code_to) for known in group] for group in (annex.known_ranges, annex.list_ranges)
    ]
    return annex.known, annex.outside, *ranges


def differing(data):
    """Give the codes about which two things that are known differ: what answers, and what the other one says."""
    found = [(one.hs_code, one.answered_by, one.against) for one in data.coverage().disagreements]
    return [(code, re.sub(r", line \d+", "", answer), re.sub(r"^.*(?=\()", "", other)) for code, answer, other in found]


WHOLE, PART = known_range("2027-1"), known_range("2027-1", CODE, OTHER)
UNKNOWN_ALL = ["unknown"] * 3


@pytest.mark.parametrize(
    ("layers", "status", "left", "differ"),
    [
        # A row replaces the row about the same code; any other is added.
        (
            [([row("list")], []), ([row("list", remark_zh="x"), row("list", THIRD)], [])],
            ["listed", "unknown", "listed"],
            (2, 0, [], []),
            [],
        ),
        # A line stays beside a statement: where they differ, the later of them answers.
        (
            [([row("list")], []), ([row("not_listed")], [])],
            ["not listed", "unknown", "unknown"],
            (1, 1, [], []),
            [(CODE, "own1/list_changes.csv (not_listed)", "(list)")],
        ),
        (
            [([row("not_listed")], []), ([row("list")], [])],
            ["listed", "unknown", "unknown"],
            (1, 0, [], []),
            [(CODE, "own1/list_changes.csv (list)", "(not_listed)")],
        ),
        (
            [([row("list")], []), ([row("not_listed")], []), ([row("list")], [])],
            ["listed", "unknown", "unknown"],
            (1, 0, [], []),
            [(CODE, "own2/list_changes.csv (list)", "(not_listed)")],
        ),
        ([([row("listed")], []), ([row("list")], [])], ["listed", "unknown", "unknown"], (1, 1, [], []), []),
        # Inside a range of the annex that it knows, earlier lines are gone, and outside they stay.
        (
            [([row("list"), row("list", THIRD)], []), ([], [PART])],
            ["not listed", "not listed", "listed"],
            (1, 0, [(CODE, OTHER)], []),
            [(CODE, f"own1/list_coverage.csv {ABSENT}", "(list)")],
        ),
        (
            [([row("list")], []), ([row("list", OTHER)], [PART])],
            ["not listed", "listed", "unknown"],
            (1, 0, [(CODE, OTHER)], []),
            [(CODE, f"own1/list_coverage.csv {ABSENT}", "(list)")],
        ),
        # So are earlier statements, inside a range of the list.
        (
            [([row("listed"), row("not_listed", OTHER), row("listed", THIRD)], []), ([], [of_list(CODE, OTHER)])],
            ["not listed", "not listed", "listed"],
            (0, 1, [], [(CODE, OTHER)]),
            [(CODE, f"own1/list_coverage.csv {ABSENT}", "(listed)")],
        ),
        # What is stated later than a known list is left out of it or added to it.
        (
            [([row("listed")], [of_list(CODE, OTHER)]), ([row("listed", OTHER)], [])],
            ["listed", "listed", "unknown"],
            (0, 2, [], [(CODE, OTHER)]),
            [(OTHER, "own1/list_changes.csv (listed)", ABSENT)],
        ),
        (
            [([row("listed")], [of_list(CODE, OTHER)]), ([row("not_listed")], [])],
            ["not listed", "not listed", "unknown"],
            (0, 1, [], [(CODE, OTHER)]),
            [(CODE, "own1/list_changes.csv (not_listed)", "(listed)")],
        ),
        # A line of a whole annex stands beside a statement, and outranks it.
        (
            [([row("not_listed"), row("listed", OTHER)], []), ([row("list")], [WHOLE])],
            ["listed", "not listed", "not listed"],
            (1, 2, [("00000000", "99999999")], []),
            [
                (CODE, "own1/list_changes.csv (list)", "(not_listed)"),
                (OTHER, "the known range of 2027-1, which does not list it,", "(listed)"),
            ],
        ),
        # A range that lies in a later one is gone; of others both stay.
        ([([], [PART]), ([], [WHOLE])], ["not listed"] * 3, (0, 0, [("00000000", "99999999")], []), []),
        (
            [([], [PART]), ([], [known_range("2027-1", OTHER, THIRD)])],
            ["not listed"] * 3,
            (0, 0, [(CODE, OTHER), (OTHER, THIRD)], []),
            [],
        ),
        (
            [([], [of_list(CODE, OTHER)]), ([], [of_list()])],
            ["not listed"] * 3,
            (0, 0, [], [("00000000", "99999999")]),
            [],
        ),
        ([([], []), ([], [])], UNKNOWN_ALL, (0, 0, [], []), []),
    ],
)
def test_what_a_later_folder_says_lies_over_what_the_earlier_ones_say(lay, layers, status, left, differ):
    """By the rules of the data format; what is replaced and differs is shown."""
    data = lay(*layers)
    assert statuses(data) == status
    assert counted(data) == left
    assert differing(data) == differ


@pytest.mark.parametrize(
    ("layers", "says"),
    [
        (
            [([], []), ([row("list"), row("add")], [])],
            rf"own1/list_changes\.csv, line 3, column hs_code: {CODE} appears already in own1/list_changes\.csv, line 2",
        ),
        (
            [([], []), ([], [PART, known_range("2027-1", OTHER, THIRD)])],
            r"own1/list_coverage\.csv, line 3: the range overlaps that of own1/list_coverage\.csv, line 2",
        ),
        (
            [([], [PART]), ([row("list")], [])],
            rf"own1/list_changes\.csv, line 2, column hs_code: .* from {CODE} to {OTHER}, and has none about {CODE}\.",
        ),
    ],
)
def test_what_contradicts_itself_is_a_fault(lay, layers, says):
    """With the cell where it is."""
    with pytest.raises(DataIntegrityError, match=says):
        lay(*layers).coverage()


def test_a_whole_list_over_another_is_the_only_one(folder):
    """Its lines alone are counted, and its pages alone say that a code is not on it."""
    every = {**known_range("2027-1"), "covers": "list"}
    stated = announcement("2027-1", list_total_after=1)
    data = in_memory(announcements=[stated], list_changes=[row("listed", sources="S002")], list_coverage=[every])
    other = folder("own", list_changes=[row("listed", OTHER, sources="S001")], list_coverage=[every])
    laid = Dataset([*data.folders, other])
    assert statuses(laid) == ["not listed", "listed", "not listed"]
    assert laid.eligibility(THIRD, "2027-06-01").sources == ("S001", "S074")  # S074 is of the announcement


def test_a_line_and_a_statement_about_one_code_are_not_the_same_row_twice(lay):
    """Nor are a range of the annex and one of the list, though they share codes."""
    data = lay(([], []), ([row("list"), row("listed")], [PART, of_list(CODE, THIRD)]))
    assert statuses(data) == ["listed", "not listed", "not listed"]
    assert counted(data) == (1, 1, [(CODE, OTHER)], [(CODE, THIRD)])


def test_a_code_that_is_written_twice_is_one_fault():
    """That a line is missing then follows from it, and is not said beside it."""
    data = in_memory(
        announcements=[announcement("2027-1", stated_count=2, list_total_after=2)],
        list_changes=[row("list"), row("list")],
        list_coverage=[WHOLE],
    )
    with pytest.raises(DataIntegrityError, match=f"line 3, column hs_code: {CODE} appears already in") as caught:
        data.coverage()
    assert len(caught.value.faults or (caught.value,)) == 1
