"""The announcements and their annexes as they are read: one mistake is one fault, and what is read keeps its rows."""

import pytest
from tables import known_range

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


def test_a_known_range_has_the_announcement_of_its_row():
    """As the two rows of the bundled ``list_coverage.csv`` stand."""
    ranges = [known for annex in Dataset.bundled().positive_list.annexes for known in annex.known_ranges]
    assert [(known.announcement, known.code_from, known.code_to) for known in ranges] == [
        ("2016-40", "00000000", "09083200"),
        ("2016-47", "00000000", "04022100"),
    ]


def test_known_ranges_do_not_overlap(folder):
    """Two rows about the same codes cannot both say why nothing is missing there."""
    rows = [known_range("2018-157", "00000000", "50000000"), known_range("2018-157", "40000000", "60000000")]
    with pytest.raises(DataIntegrityError, match=r"line 3: the range overlaps that of own/list_coverage.csv, line 2"):
        Dataset.load(folder(list_coverage=rows))
