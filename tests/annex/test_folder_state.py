"""What a folder of installed annexes has, and what is said where it is damaged."""

import json
import pathlib

import pytest

from pilotzones import DataIntegrityError
from pilotzones.annex.errors import AnnexInstallError
from pilotzones.annex.folder_changes import changing, replace_tables
from pilotzones.annex.folder_state import FolderState, describe_damage, read_state
from pilotzones.annex.records import Installed
from pilotzones.tables.in_memory import FolderInMemory
from pilotzones.tables.installed_tables import WRITTEN, Installation, hash_content
from pilotzones.tables.writing import as_csv

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


ENTRY = {"announcement": "2019-96", "file": "a.pdf", "sha256": "0" * 64, "lines": 1413, "is_complete": True}
TABLES = {name: as_csv(name, []) for name in WRITTEN}


def install(folder, *entries, version=1):
    """Install tables of no lines, with these entries in their index."""
    index = {"tables": {name: hash_content(content) for name, content in TABLES.items()}, "annexes": entries}
    files = {f"{name}.csv": content for name, content in TABLES.items()}
    package = json.dumps({"format_version": version}).encode()
    with changing(folder):
        replace_tables(folder, files | {"annexes.json": json.dumps(index).encode(), "datapackage.json": package}, None)


def test_tables_are_read_as_long_as_they_are_as_they_were_installed(tmp_path):
    """Of damaged ones none is, so that nothing of them is written again."""
    install(tmp_path, ENTRY)
    found = read_state(tmp_path)
    assert (found.annexes, found.sound, found.is_damaged) == ((ANNEX,), (ANNEX,), False)
    assert (found.tables / "sources.csv").read_bytes() == TABLES["sources"]
    (lost,) = tmp_path.glob("tables-*/sources.csv")
    lost.write_bytes(b"")
    damaged = read_state(tmp_path)
    assert (damaged.annexes, damaged.sound, damaged.is_damaged) == ((ANNEX,), (), True)
    assert list(damaged.tables.iterdir()) == []


def test_an_index_that_describes_no_annexes_is_damaged(tmp_path):
    """Though its hash is right."""
    install(tmp_path, {"announcement": 1})
    found = read_state(tmp_path)
    assert (found.annexes, found.is_damaged, found.installation.problems) == ((), True, ("annexes.json is damaged",))
    assert list(found.tables.iterdir()) == []


def test_what_a_later_release_wrote_is_refused(tmp_path):
    """Its format may mean something else."""
    install(tmp_path, ENTRY, version=99)
    with pytest.raises(DataIntegrityError, match="format 99"):
        read_state(tmp_path)


def test_a_folder_of_other_files_is_refused(tmp_path):
    """And so is a file."""
    mine = tmp_path / "zones.csv"
    mine.write_bytes(b"mine")
    for path in (tmp_path, mine):
        with pytest.raises(
            AnnexInstallError, match=r"was not written by 'pilotzones annex install'\. Name a new or empty"
        ):
            read_state(path)
