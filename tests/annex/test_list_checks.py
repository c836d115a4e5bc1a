"""A consolidated list of a few lines, held against what the package knows of the list after an announcement."""

import csv
import pathlib

import attrs
import pytest
from lists import lists

import pilotzones
from pilotzones import Dataset
from pilotzones.annex.announced import find_announcement
from pilotzones.annex.as_tables import write_tables
from pilotzones.annex.list_checks import check_list
from pilotzones.annex.records import Extract, Row
from pilotzones.tables.in_memory import FolderInMemory
from pilotzones.tables.writing import as_csv

ON_THE_LIST = {"add": "contradiction", "convert_in": "contradiction", "listed": "known-code"}
OFF_THE_LIST = {"delete": "contradiction", "convert_out": "contradiction", "not_listed": "known-code"}
"""The rule that a line of each kind gives: of an annex, or of what is stated outside it."""


def known_lines(announcement):
    """Take the lines of an announcement from the package's own table, by code, with where they are."""
    path = pathlib.Path(pilotzones.__file__).parent / "data" / "list_changes.csv"
    with path.open(encoding="utf-8", newline="") as table:
        rows = enumerate(csv.DictReader(table), 2)
        return {
            row["hs_code"]: (row, f"list_changes.csv, line {at}")
            for at, row in rows
            if row["announcement"] == announcement
        }


def read(announcement, *codes, total=None, **changes):
    """Hold codes against the list after an announcement, with another stated total."""
    row = attrs.evolve(Row(2, "", "货", "", 1, 2, remark_known="yes"), **changes)
    rows = tuple(attrs.evolve(row, hs_code=code, row=at) for at, code in enumerate(codes, 2))
    extract = Extract(kind="made", pages=1, tables=1, title=(), rows=rows, notes=(), left_out=())
    after = attrs.evolve(find_announcement(announcement, Dataset.bundled()), list_total_after=total)
    return check_list(after, extract, Dataset.bundled(), file="a.xlsx", sha256="0" * 64)


def told(reading):
    """Take the differences without what their texts say."""
    return {(one.rule, one.about, one.where, one.accepted) for one in reading.differences}


def test_it_is_a_list_that_the_user_names():
    """Each line is on the list, whatever else is known."""
    reading = read("2022-7", "99999999")
    assert (reading.chosen_by, reading.covers, reading.is_new) == ("you", "list", False)
    assert (reading.file, reading.sha256, reading.announcement.id) == ("a.xlsx", "0" * 64, "2022-7")
    assert [(line.change, line.row.hs_code) for line in reading.lines] == [("listed", "99999999")]
    assert reading.hints == (
        "1 codes are not lines of HS 2022 (lines of about 2024), which is not the tariff of 2022: 99999999.",
    )


def test_each_known_line_that_it_lacks_is_a_difference():
    """Of those that the announcement left on the list, by an annex or by what is stated of it."""
    known = known_lines("2022-7")
    expected = {
        (ON_THE_LIST[row["change"]], code, "", "kept")
        for code, (row, _) in known.items()
        if row["change"] in ON_THE_LIST
    }
    assert len(expected) > 8
    reading = read("2022-7", "99999999")
    assert told(reading) == expected
    for one in reading.differences:
        end = "; if you accept that, the annex answers" if one.rule == "contradiction" else ""
        line = known[one.about][1]
        assert one.problem == f"{one.about} is on the list after 2022-7 by {line}, and this file does not have it{end}"


def test_each_known_line_that_it_should_not_have_is_a_difference():
    """With where the file has it; and those that it has are none."""
    known = known_lines("2022-7")
    reading = read("2022-7", *known, remark_known="no")
    expected = {
        (OFF_THE_LIST[row["change"]], code, f"page 1, row {at}", "kept")
        for at, (code, (row, _)) in enumerate(known.items(), 2)
        if row["change"] in OFF_THE_LIST
    }
    assert len(expected) > 1
    assert told(reading) == expected
    for one in reading.differences:
        end = "; if you accept that, the annex answers" if one.rule == "contradiction" else ""
        line = known[one.about][1]
        assert one.problem == f"{one.about} is not on the list after 2022-7 by {line}, and this file has it{end}"


def test_a_code_in_a_known_range_that_its_annex_does_not_list_is_a_difference():
    """The first list is wholly known up to its fourth page."""
    known = known_lines("2016-40")
    (found,) = read("2016-40", *known, "01012100", remark_known="no").differences
    assert (found.name, found.where) == ("contradiction:01012100", f"page 1, row {len(known) + 2}")
    assert found.problem == (
        "01012100 is not on the list after 2016-40 by the known codes of 2016-40, and this file has it; "
        "if you accept that, the annex answers"
    )


def test_remarks_are_compared_where_both_are_known():
    """Width and white space do not count, and a remark that was not read is none that differs."""
    row, line = known_lines("2022-7")["33042000"]
    remark = row["remark_zh"]

    def differing(**changes):
        found = read("2022-7", "33042000", **changes).differences
        return [one for one in found if one.rule == "known-remark"]

    [found] = differing(remark="")
    assert (found.name, found.where, found.accepted) == ("known-remark:33042000", "page 1, row 2", "kept")
    assert found.problem == f"its remark is '' here, and {remark!r} in {line}"
    assert differing(remark=f" {remark} ") == []
    assert differing(remark="", remark_known="no") == []
    (lacking,) = read("2022-7", "33042000", remark="", remark_known="no").lines
    assert (lacking.remark, lacking.remark_known) == (remark, "yes")


@pytest.mark.parametrize(("total", "accepted"), [(3, "incomplete"), (1, "never"), (2, None), (None, None)])
def test_its_lines_are_counted_if_a_total_is_stated(total, accepted):
    """A line too few leaves the rest unknown; a line too many is no list of that announcement."""
    counts = [one for one in read("2019-96", "01012100", "04029100", total=total).differences if one.rule == "count"]
    assert [(one.about, one.where, one.accepted) for one in counts] == ([("", "", accepted)] if accepted else [])
    assert [one.problem for one in counts] == (
        [f"2 lines were read, and {total} are in force after 2019-96 as the ministry states"] if accepted else []
    )


def test_a_code_of_ten_digits_is_told_alone():
    """It is no line, and nothing else is known of it."""
    known = known_lines("2016-40")
    (found,) = read("2016-40", *known, "0402910010", remark_known="no").differences
    assert (found.rule, found.about, found.accepted) == ("code", "0402910010", "never")


def test_a_remark_is_not_compared_with_that_of_an_earlier_list(reading):
    """The adjustment between them may have changed it, and is not known."""
    tables = write_tables(reading(lists()["2019-96"]), complete=True)
    folder = FolderInMemory("annex", lambda: {name: as_csv(name, rows) for name, rows in tables.items()})
    data = Dataset.bundled().under(folder)
    adjusted = {line.hs_code for line in lists()["2022-7"]}
    line = next(line for line in lists()["2019-96"] if line.remark and line.hs_code not in adjusted)
    row = Row(2, line.hs_code, line.name, "", 1, 2, remark_known="yes")
    extract = Extract(kind="made", pages=1, tables=1, title=(), rows=(row,), notes=(), left_out=())
    for announcement, told in (("2019-96", [f"known-remark:{line.hs_code}"]), ("2022-7", [])):
        after = find_announcement(announcement, data)
        found = check_list(after, extract, data, file="a.xlsx", sha256="0" * 64).differences
        assert [one.name for one in found if one.rule == "known-remark"] == told
