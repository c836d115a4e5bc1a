"""What installing an annex would contradict is a difference of its reading."""

import csv

import attrs
import pytest
from lists import lists
from tables import write

from pilotzones import Dataset, annex
from pilotzones.annex.contradictions import find_contradictions


@pytest.fixture
def without_a_deleted_line(reading):
    """The list of 2019 without 93070090, which was deleted in 2022; with another line in its place."""
    lines = [line for line in lists()["2019-96"] if line.hs_code != "93070090"]
    lines.append(lines[-1]._replace(hs_code="98039999"))
    return reading([line._replace(seq=seq) for seq, line in enumerate(lines, 1)])


def test_a_contradiction_names_both_lines(without_a_deleted_line):
    """The code, the range that would be known, and the line. Known in part, the list would have a line too many."""
    (found,) = without_a_deleted_line.differences
    assert (found.name, found.accepted, found.where) == ("contradiction:93070090", "never", "")
    assert "the known range of 2019-96, which does not list it, contradicts list_changes.csv, line" in found.problem
    assert not without_a_deleted_line.is_sound


def test_a_contradiction_that_an_annex_known_in_part_does_not_have(reading):
    """The line is deleted in the list of 2022, and one more is missing: the count is too low already."""
    lines = [line for line in lists()["2019-96"] if line.hs_code != "93070090"]
    found = reading(lines)
    whole = attrs.evolve(found, announcement=attrs.evolve(found.announcement, stated_count=1412), differences=())
    whole = attrs.evolve(whole, announcement=attrs.evolve(whole.announcement, list_total_after=None))
    (difference,) = find_contradictions(whole, Dataset.bundled())
    assert (difference.name, difference.accepted) == ("contradiction:93070090", "incomplete")


def test_what_cannot_be_written_as_a_table_is_told(reading):
    """A name that is too long for a cell makes every form of the annex unreadable."""
    lines = list(lists()["2019-96"])
    lines[700] = lines[700]._replace(name="乳" * 140_000)
    found = reading(lines).differences
    assert {(difference.rule, difference.accepted) for difference in found} == {("contradiction", "never")}
    limit = csv.field_size_limit()
    assert found[0].problem == f"annex/list_changes.csv, line 702: field larger than field limit ({limit})"


def test_with_a_difference_that_cannot_be_accepted_nothing_more_is_looked_for(reading):
    """One fault is not reported as many."""
    lines = list(lists()["2019-96"])
    lines.insert(700, lines[700])
    assert "contradiction" not in {difference.rule for difference in reading(lines).differences}


def test_lines_missing_by_themselves_contradict_nothing(reading):
    """The annex is then known in part, as accepting the difference says."""
    lines = [line for line in lists()["2019-96"] if line.hs_code != "93070090"]
    found = reading(lines)
    assert {difference.rule for difference in found.differences} == {"number", "count"}


def test_faults_that_the_dataset_has_already_are_not_those_of_the_annex(reading, tmp_path):
    """A folder with a line whose source is missing, which nobody has loaded yet."""
    row = {"announcement": "2018-157", "change": "list", "hs_code": "10000001", "remark_known": "yes"}
    folder = write(tmp_path / "own", list_changes=[{**row, "evidence": "single", "sources": "S9999"}])
    data = Dataset([*Dataset.bundled().folders, folder])
    found = reading(lists()["2019-96"])
    assert tuple(find_contradictions(found, data)) == ()


def test_remarks_that_were_installed_are_not_lost(reading, tmp_path):
    """A file without them would make them unknown; the folder refuses it too, if the reading did not see it."""
    folder = tmp_path / "annexes"
    full = reading(lists()["2019-96"])
    annex.install(full, folder)
    lines = tuple(attrs.evolve(line, row=attrs.evolve(line.row, remark="", remark_known="no")) for line in full.lines)
    without = attrs.evolve(full, lines=lines)
    assert tuple(find_contradictions(without, Dataset.bundled())) == ()
    assert tuple(find_contradictions(full, Dataset.load(folder))) == ()
    (found,) = find_contradictions(without, Dataset.load(folder))
    assert (found.name, found.accepted) == ("lost-remarks", "kept")
    assert found.problem == (
        "the remarks (备注) of 1,413 lines are known from an annex that is installed, and were not read here; to replace "
        "it nevertheless, first run: pilotzones annex remove 2019-96"
    )
    with pytest.raises(
        annex.AnnexInstallError, match=r"it lacks the remarks \(备注\) of 0 lines, and the new one of 1,413"
    ):
        annex.install(without, folder)
    annex.remove("2019-96", folder)
    assert annex.install(without, folder).remarks_unknown == 1413
