"""Tables in memory: a folder of files, as a dataset reads them."""

import pytest

from pilotzones.tables.in_memory import FolderInMemory

FOLDER = FolderInMemory("mine", lambda: {"sources": b"id,source\n"})


def test_it_is_a_folder_of_files():
    """What it does not have is no file."""
    assert (FOLDER.name, FOLDER.is_file(), [file.name for file in FOLDER.iterdir()]) == ("mine", False, ["sources.csv"])
    file = FOLDER / "sources.csv"
    assert (file.is_file(), file.read_bytes()) == (True, b"id,source\n")
    assert not (FOLDER / "zones.csv").is_file()


def test_what_a_file_or_a_folder_cannot_do_is_an_error():
    """The errors are those of files on disk."""
    with pytest.raises(FileNotFoundError):
        (FOLDER / "zones.csv").read_bytes()
    with pytest.raises(IsADirectoryError):
        FOLDER.read_bytes()
    with pytest.raises(NotADirectoryError):
        FOLDER / "sources.csv" / "more"
    with pytest.raises(NotADirectoryError):
        (FOLDER / "sources.csv").iterdir()
