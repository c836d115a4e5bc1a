"""The pages that facts were read from, and records whose source is not among them."""

import shutil

import pytest
from tables import known_range, line

from pilotzones import DataIntegrityError, Dataset
from pilotzones.tables.faults import Faults
from pilotzones.tables.reading import read_table
from pilotzones.tables.source_pages import check_sources, read_sources


def test_sources_are_read_by_their_ids_in_order(folder):
    """Those of a later folder behind those of an earlier one."""
    first = folder("first", sources=[{"id": "S2", "source": "二"}, {"id": "S1", "source": "one"}])
    found = read_sources([first, folder("second", sources=[{"id": "S0", "source": "zero"}])])
    assert list(found.items()) == [("S2", "二"), ("S1", "one"), ("S0", "zero")]


def test_what_was_checked_is_not_read_again(folder):
    """A folder may be gone when somebody asks for its pages."""
    own = folder(
        sources=[{"id": "X1", "source": "a page"}], list_changes=[line("2019-96", "list", "10000000", sources="X1")]
    )
    data = Dataset.load(own)
    shutil.rmtree(own)
    (found,) = (one for one in data.sources(of=data.eligibility("10000000", "2020-01-01")) if one.id == "X1")
    assert found.source == "a page"


def test_a_damaged_table_of_sources_is_refused(folder):
    """Without the row every record that names it would be at fault."""
    with pytest.raises(DataIntegrityError, match=r"^sources\.csv, line 2, column source: the cell is blank\.$"):
        read_sources([folder(sources=[{"id": "S1"}])])


def test_every_record_whose_source_is_missing_is_named(folder):
    """Each with its line, and with all of its sources that are missing; a record without a source needs none."""
    rows = [
        line("2019-96", "list", "10000000", sources="S1;S8;S9"),
        line("2019-96", "list", "20000000", sources="S1"),
        line("2019-96", "list", "30000000", sources="S1;S8;S9"),
        line("2019-96", "list", "40000000", sources=""),
        line("2019-96", "list", "50000000", sources="S9"),
    ]
    faults = Faults()
    read = read_table([folder(list_changes=rows, list_coverage=[known_range("2019-96")])], "list_changes", faults)
    assert faults.found == []
    check_sources(read, {"S1", "S8", "S9"})
    with pytest.raises(DataIntegrityError) as caught:
        check_sources(read, {"S1": None})
    assert [str(fault) for fault in caught.value.faults] == [
        f"list_changes.csv, line {number}, column sources: the record names {missing} as its source, and sources.csv does "
        "not have it."
        for number, missing in ((2, "'S8', 'S9'"), (4, "'S8', 'S9'"), (6, "'S9'"))
    ]
