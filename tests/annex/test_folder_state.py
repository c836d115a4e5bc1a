"""What a folder of installed annexes has, and what is said where it is damaged."""

import pathlib

from pilotzones.annex.folder_state import FolderState, describe_damage, read_state
from pilotzones.annex.records import Installed
from pilotzones.tables.in_memory import FolderInMemory
from pilotzones.tables.installed_tables import Installation

FOLDER = pathlib.Path("own")
NOTHING = FolderInMemory("own", dict)
ANNEX = Installed("2019-96", "a.pdf", "0" * 64, 1413, is_complete=True)
OTHER = Installed("2022-7", "b.xlsx", "1" * 64, 1476, is_complete=True, covers="list")


def state(*problems, annexes=(ANNEX, OTHER)):
    """Make the state of a folder with these problems."""
    return FolderState(Installation(FOLDER, "own", {}, {}, problems), annexes, NOTHING)


def test_annexes_are_sound_as_long_as_nothing_is_damaged():
    """All of them, or none; an empty folder has none, and is not damaged."""
    assert (state().is_damaged, state().sound) == (False, (ANNEX, OTHER))
    damaged = state("sources.csv has changed")
    assert (damaged.is_damaged, damaged.sound) == (True, ())
    nothing = FolderState(None, (), NOTHING)
    assert (nothing.is_damaged, nothing.sound, nothing.name_damaged(ANNEX)) == (False, (), ())


def test_the_other_damaged_annexes_are_named():
    """Not the one that is installed anew, and none where nothing is damaged."""
    damaged = state("sources.csv has changed")
    assert damaged.name_damaged(ANNEX) == ("list after 2022-7",)
    assert damaged.name_damaged(OTHER) == ("2019-96",)
    assert state().name_damaged(ANNEX) == ()


def test_damage_is_described_with_what_to_install_again():
    """Each annex with the file that it was read from, if the index can be read."""
    damaged = state("sources.csv has changed", "list_changes.csv is missing")
    end = "The first installation puts the damaged tables aside in the same folder."
    assert describe_damage(FOLDER, damaged) == (
        "In own not everything is as it was installed: sources.csv has changed; list_changes.csv is missing. "
        "Nothing of it is used for answers. "
        f"Install again: 2019-96 (from a.pdf), list after 2022-7 (from b.xlsx). {end}"
    )
    assert f"Install again: your annexes. {end}" in describe_damage(
        FOLDER, state("annexes.json is damaged", annexes=())
    )


def test_a_folder_that_is_not_there_or_empty_has_nothing(tmp_path):
    """It may be written to."""
    for folder in (tmp_path / "new", tmp_path):
        found = read_state(folder)
        assert (found.installation, found.annexes, found.is_damaged) == (None, (), False)
        assert list(found.tables.iterdir()) == []
