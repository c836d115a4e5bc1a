"""Ranges of codes in an annex, from a file to an answer."""

import pytest
from installed_folders import tables_of

from pilotzones import Dataset, annex
from pilotzones.annex.errors import AnnexCheckError

NEW = annex.NewAnnouncement("2027-3", "2027-01-01", tariff_year=2024)
LINES = sorted(str(code) for code in Dataset.bundled().tariff.codes("hs2022"))


def write(path, *rows):
    """Write rows as CSV text under the usual header."""
    file = path / "a.csv"
    file.write_text("\n".join(["序号,税则号列,货品名称,备注", *rows]), "utf-8")
    return file


def between(first, last):
    """List the lines of the tariff between two codes, end included."""
    return [code for code in LINES if first <= code[: len(first)] and code[: len(last)] <= last]


@pytest.mark.parametrize(("first", "last"), [("04029100", "04029900"), ("0801", "0802"), ("040291", "040299")])
def test_a_range_is_the_lines_of_the_tariff_of_that_year(tmp_path, first, last):
    """Each is marked, has the row's name and remark, and is installed with its mark."""
    reading = annex.read(write(tmp_path, "1,01012100,马,", f"2,{first}-{last},货,除外", "3,84713010,电脑,"), new=NEW)
    lines = between(first, last)
    assert len(lines) > 1
    assert [row.hs_code for row in reading.rows] == ["01012100", *lines, "84713010"]
    assert {(row.name, row.remark, row.seq, row.code_range) for row in reading.rows[1:-1]} == {
        ("货", "除外", 2, f"{first}-{last}")
    }
    assert reading.rows[0].code_range == reading.rows[-1].code_range == ""
    assert (reading.differences, reading.extract.left_out, reading.extract.ranges) == ((), (), ())
    assert f"{len(lines)} lines were read from 1 ranges of codes, as the tariff has them." in reading.hints
    annex.install(reading, tmp_path / "annexes")
    data = Dataset.load(tmp_path / "annexes")
    assert [str(item.hs_code) for item in data.items("2027-06-01")] == ["01012100", *lines, "84713010"]
    assert data.is_eligible(lines[-1], "2027-06-01")
    table = (tables_of(tmp_path / "annexes") / "list_changes.csv").read_text("utf-8")
    assert table.count(f"read from the range {first}-{last}") == len(lines)


@pytest.mark.parametrize(
    "code_range", ["04029100-04029900", "04029100至04029900", "0801~0802", "0402910010-0402910090"]
)
def test_a_range_without_the_tariff_of_that_year_stops_the_installation(tmp_path, code_range):
    """Neither its ends nor anything else of it is read; accepting it leaves the annex incomplete."""
    new = annex.NewAnnouncement("2027-3", "2027-01-01")
    reading = annex.read(write(tmp_path, "1,01012100,马,", f"2,{code_range},货,"), new=new)
    assert [row.hs_code for row in reading.rows] == ["01012100"]
    [difference] = reading.differences
    assert str(difference) == (
        f"range:{code_range}: page 1, row 3: '{code_range}' is not read as a code: it is a range, and the file does not "
        "say which lines it means; write each line in a row of its own; a range is read as the lines of the tariff of "
        "that year if it is known; accepting it leaves the annex incomplete"
    )
    with pytest.raises(AnnexCheckError, match=r"a\.csv fails the checks"):
        annex.install(reading, tmp_path / "annexes")
    done = annex.install(reading, tmp_path / "annexes", accept=["range"])
    assert not done.is_complete
    assert Dataset.load(tmp_path / "annexes").eligibility("04029100", "2027-06-01").status == "unknown"


@pytest.mark.parametrize("code_range", ["04029101-04029900", "04029100-04029901", "0402910010-0402910090"])
def test_a_range_whose_ends_are_not_in_the_tariff_is_not_read(tmp_path, code_range):
    """It belongs to another tariff, and its lines would be others."""
    reading = annex.read(write(tmp_path, "1,01012100,马,", f"2,{code_range},货,"), new=NEW)
    assert [difference.name for difference in reading.differences] == [f"range:{code_range}"]


def test_a_range_is_kept_as_one_where_no_year_is_known(tmp_path):
    """It is among what was left out, with its ends, and before which row it comes."""
    found = annex.extract(write(tmp_path, "1,0801-0802,坚果,除外", "2,84713010,电脑,"))
    assert [row.hs_code for row in found.rows] == ["84713010"]
    [one] = found.ranges
    assert (one.first, one.last, one.index) == ("0801", "0802", 0)
    assert (one.row.seq, one.row.hs_code, one.row.name, one.row.remark) == (1, "", "坚果", "除外")
    assert [(left.page, left.row, left.cell, left.is_row) for left in found.left_out] == [(1, 2, "0801-0802", True)]
