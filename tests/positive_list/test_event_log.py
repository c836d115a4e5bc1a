"""The announcements and their annexes as they are read: one mistake is one fault, and what is read keeps its rows."""

import os
import subprocess
import sys

import attrs
import pytest
from tables import announcement, in_memory, known_range, line

from pilotzones import DataIntegrityError, Dataset


def change_cell(folder, table, old, new):
    """Replace a text that is in a table exactly once."""
    file = folder / f"{table}.csv"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def faults_of(dataset):
    """Give the faults of the list as texts."""
    with pytest.raises(DataIntegrityError) as caught:
        dataset.announcements()
    return [str(fault) for fault in caught.value.faults or (caught.value,)]


@pytest.mark.parametrize(
    ("id_", "mistaken", "line"),
    [
        ("2022-7", "2019-96", 5),  # the lines of 2022-7 have no announcement then
        ("2019-96", "2018-157", 4),  # 2022-7 amends what is not there then
    ],
)
def test_an_id_that_is_written_twice_is_one_fault(tables, dataset, id_, mistaken, line):
    """What follows from the mistake is not reported beside it."""
    change_cell(tables, "announcements", f"\n{id_},", f"\n{mistaken},")
    assert faults_of(dataset) == [
        f"announcements.csv, line {line + 1}, column id: {mistaken!r} appears already in announcements.csv, line {line}."
    ]


def test_an_announcement_that_amends_itself(tables, dataset):
    """The circle is written once around."""
    change_cell(tables, "announcements", "\n2022-7,amends,2019-96,", "\n2022-7,amends,2022-7,")
    (fault,) = faults_of(dataset)
    assert fault.endswith("not an announcement in force before it (2022-7 amends 2022-7: a circle).")


def test_records_of_two_files_are_equal():
    """Where a row stands is no part of what it says."""
    annexes = Dataset.bundled().positive_list.annexes
    ranges = [known for annex in annexes for known in annex.known_ranges]
    changes = [change for annex in annexes for change in annex.changes()]
    assert {"own.csv, line 2"}.isdisjoint(known.where for known in (*ranges, *changes))
    for record in (ranges[0], changes[0]):
        assert attrs.evolve(record, where="own.csv, line 2") == record


def test_a_known_range_has_the_announcement_of_its_row():
    """As the two rows of the bundled ``list_coverage.csv`` stand."""
    ranges = [known for annex in Dataset.bundled().positive_list.annexes for known in annex.known_ranges]
    assert [(known.announcement, known.code_from, known.code_to) for known in ranges] == [
        ("2016-40", "00000000", "09083200"),
        ("2016-47", "00000000", "04022100"),
    ]


def loaded_by(question, data=""):
    """Ask a question in a fresh process: the answer, and what of the records it loads."""
    program = (
        f"import sys, pilotzones; print(pilotzones.{question}, "
        "[name for name in sys.modules if name in ('attr', 'attrs', 'pilotzones.records.announcements')])"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env=environment | {"PILOTZONES_DATA": str(data)},
    ).stdout


@pytest.mark.parametrize(("code", "listed"), [("04090000", True), ("0409.00.00", True), ("01012100", False)])
def test_a_plain_yes_or_no_loads_no_records(code, listed):
    """Nor attrs, which takes longer to load than all the rest."""
    assert loaded_by(f"is_eligible({code!r}, '2017-01-01')") == f"{listed} []\n"


def test_nor_does_it_where_annexes_are_installed(folder):
    """They are read and checked, with their sources."""
    own = folder(
        list_changes=[line("2018-157", "list", "84159090")],
        list_coverage=[known_range("2018-157", "80000000", "89999999")],
    )
    for code, listed in (("84159090", True), ("84159010", False)):
        assert loaded_by(f"is_eligible({code!r}, '2019-01-01')", own) == f"{listed} []\n"


def test_known_ranges_do_not_overlap(folder):
    """Two rows about the same codes cannot both say why nothing is missing there."""
    rows = [known_range("2018-157", "00000000", "50000000"), known_range("2018-157", "40000000", "60000000")]
    with pytest.raises(DataIntegrityError, match=r"line 3: the range overlaps that of own/list_coverage.csv, line 2"):
        Dataset.load(folder(list_coverage=rows))


@pytest.mark.parametrize(
    ("tables", "fault"),
    [
        ({"announcements": [], "list_changes": [line("2027-1", "list", "10000000")]}, "it has no announcement."),
        (
            {"announcements": [announcement("2027-1", amends="2026-1")]},
            "2027-1 replaces the whole list, so it cannot amend '2026-1'.",
        ),
        (
            {"announcements": [announcement("2027-1"), announcement("2028-1", "amends", "2026-1")]},
            "2028-1 amends '2026-1', which is not an announcement in force before it.",
        ),
        (
            {"announcements": [announcement("2027-1"), announcement("2027-2")]},
            "2027-1 and 2027-2 come into force on the same day.",
        ),
        (
            {
                "announcements": [announcement("2027-1", stated_count=1)],
                "list_changes": [line("2027-1", "list", "10000000"), line("2027-1", "list", "20000000")],
            },
            "2027-1 states 1 lines to list; list_changes.csv has 2.",
        ),
    ],
)
def test_what_an_announcement_cannot_be_is_one_fault_of_its_table(tables, fault):
    """And no other one follows from it."""
    assert faults_of(in_memory(**tables)) == [f"announcements.csv: {fault}"]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([line("2027-1", "add", "10000000")], "change: an announcement that replaces cannot have the change 'add'."),
        ([line("2028-1", "list", "10000000")], "change: an announcement that amends cannot have the change 'list'."),
        ([line("2026-1", "list", "10000000")], "announcement: announcements.csv has no id '2026-1'."),
    ],
)
def test_a_line_that_its_announcement_cannot_have_is_a_fault_of_its_row(rows, says):
    """With line and column."""
    [fault] = faults_of(
        in_memory(announcements=[announcement("2027-1"), announcement("2028-1", "amends", "2027-1")], list_changes=rows)
    )
    assert fault.endswith(f"list_changes.csv, line 2, column {says}")


def test_a_line_of_no_announcement_is_not_missed_in_another_one():
    """Where a line is of an announcement that does not exist, no number of lines is compared."""
    [fault] = faults_of(
        in_memory(
            announcements=[announcement("2027-1", stated_count=1)],
            list_changes=[line("2026-1", "list", "10000000")],
            list_coverage=[known_range("2027-1")],
        )
    )
    assert fault.endswith("announcements.csv has no id '2026-1'.")


def test_a_known_range_that_ends_before_it_begins_is_a_fault_of_its_end():
    """And of nothing else."""
    [fault] = faults_of(
        in_memory(announcements=[announcement("2027-1")], list_coverage=[known_range("2027-1", "20000000", "10000000")])
    )
    assert fault.endswith("list_coverage.csv, line 2, column code_to: 10000000 comes before 20000000.")


def test_announcements_that_cannot_be_read_are_not_said_to_be_none(tables, dataset):
    """What is wrong with the table is one fault."""
    file = tables / "announcements.csv"
    file.write_text(file.read_text("utf-8").replace("effective_from", "from", 1), "utf-8")
    assert not any("has no announcement" in fault for fault in faults_of(dataset))


def test_a_line_that_is_missing_shows_in_the_annex_s_own_numbers():
    """The third line cannot be number 4 where every code is known."""
    codes = ("10000000", "20000000", "30000000")
    rows = [line("2027-1", "list", code, seq=seq) for code, seq in zip(codes, (1, None, 4), strict=True)]
    [fault] = faults_of(
        in_memory(announcements=[announcement("2027-1")], list_changes=rows, list_coverage=[known_range("2027-1")])
    )
    assert "list_changes.csv, line 4, column seq" in fault
    assert fault.endswith("number 4 is line 3 of the annex in code order; a line is missing.")


def test_a_line_keeps_what_its_row_says():
    """Each cell of it, and where it is."""
    row = line(
        "2027-1",
        "list",
        "10000000",
        seq=7,
        name_zh="天然蜂蜜",
        remark_zh="仅限网购保税商品",
        remark_known="paraphrase",
        note="a note",
    )
    [change] = in_memory(announcements=[announcement("2027-1")], list_changes=[row]).changes()
    assert (change.announcement, change.action, change.hs_code, change.seq) == ("2027-1", "list", "10000000", 7)
    assert (change.name_zh, change.remark, change.remark_known) == ("天然蜂蜜", "仅限网购保税商品", "paraphrase")
    assert (change.evidence, change.sources, change.note) == ("single", ("S074",), "a note")
    assert change.where.endswith("list_changes.csv, line 2")


def test_a_rule_belongs_to_its_announcement():
    """That of the bundled data is about the adjustment of 2022, which names the one line that it deletes."""
    annexes = Dataset.bundled().positive_list.annexes
    assert [len(annex.inferences) for annex in annexes] == [0, 0, 0, 0, 1]
    assert (annexes[-1].inferences[0].tariff, annexes[-1].names_all_it_deletes) == ("hs2022", True)


def test_a_known_list_has_the_lines_pages_and_evidence_of_what_came_with_it():
    """What is stated of a single code beside it counts for nothing."""
    data = in_memory(
        announcements=[announcement("2027-1", evidence="confirmed")],
        list_changes=[
            line("2027-1", "listed", "10000000", evidence="single", sources="S074;S075"),
            line("2027-1", "listed", "20000000", evidence="derived", sources="S076"),
            line("2027-1", "not_listed", "30000000", evidence="single", sources="S074"),
        ],
        list_coverage=[{**known_range("2027-1"), "covers": "list"}],
    )
    [annex] = data.positive_list.annexes
    assert (annex.lines_of_list, annex.sources_of_list, annex.evidence_of_list) == (
        2,
        ("S074", "S075", "S076"),
        "derived",
    )
    alone = data.assume(["40000000"]).positive_list.annexes[0]
    assert (alone.lines_of_list, alone.evidence_of_list) == (2, "derived")


def test_the_numbers_of_an_adjustment_may_be_in_any_order():
    """Its annex has a table for each kind of change, and each begins with number 1."""
    rows = [line("2028-1", "add", "20000000", seq=1), line("2028-1", "delete", "10000000", seq=1)]
    history = [announcement("2027-1"), announcement("2028-1", "amends", "2027-1")]
    data = in_memory(announcements=history, list_changes=rows, list_coverage=[known_range("2028-1")])
    assert [(change.hs_code, change.seq) for change in data.changes(2028)] == [("10000000", 1), ("20000000", 1)]
