"""What a folder of tables is called, and which announcements it makes known."""

import pytest
from tables import announcement, known_range, line

from pilotzones import Dataset
from pilotzones.tables.folder_contents import announcements_in, name_of
from pilotzones.tables.folders import bundled_folder
from pilotzones.tables.in_memory import FolderInMemory


def test_a_folder_is_called_by_its_path(tmp_path):
    """The bundled one and those in memory, which have none, by a word."""
    assert name_of(bundled_folder()) == name_of(Dataset.bundled().folders[0]) == "bundled"
    assert name_of(tmp_path / "own") == str(tmp_path / "own")
    assert name_of(FolderInMemory("drawn", dict)) == "drawn"


@pytest.mark.parametrize(
    ("tables", "ids"),
    [
        ({"announcements": [announcement("2027-1")]}, ("2027-1",)),
        ({"list_changes": [line("2019-96", "list", "04090000")]}, ("2019-96",)),
        ({"list_coverage": [known_range("2018-157")]}, ("2018-157",)),
        ({"sources": [{"id": "X1", "source": "made up"}]}, ()),
        (
            {
                "announcements": [announcement("2019-157"), announcement("2019-96")],
                "list_changes": [line("2027-1", "list", "04090000"), line("2019-96", "list", "04090000")],
                "list_coverage": [known_range("2019-9"), known_range("2020-1")],
            },
            ("2019-9", "2019-96", "2019-157", "2020-1", "2027-1"),
        ),
    ],
)
def test_announcements_that_a_folder_makes_known(folder, tables, ids):
    """Or of which it knows lines, each once, by year and number: 96 comes before 157."""
    empty = dict.fromkeys(("announcements", "list_changes", "list_coverage"), ())
    assert announcements_in(folder(**{**empty, **tables})) == ids
