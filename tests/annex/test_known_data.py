"""The dataset that an annex is compared with."""

import pytest

from pilotzones import DataIntegrityError, Dataset
from pilotzones.annex import known_data
from pilotzones.annex.known_data import find_data, load_sound
from pilotzones.arguments import ArgumentTypeError


class Damaged:
    """A dataset whose folders cannot be loaded."""

    @property
    def folders(self):
        """Raise what a damaged folder gives."""
        raise DataIntegrityError("annexes/sources.csv has changed.\nInstall again.", table="sources")


def test_the_bundled_tables_take_the_place_of_damaged_folders(monkeypatch):
    """It is said why, in one line; a dataset that the caller names stays as it is."""
    damaged = Damaged()
    monkeypatch.setattr(known_data, "asked", lambda _: damaged)
    for found, notes in (load_sound(lambda: damaged), find_data(None)):
        assert found.folders == Dataset.bundled().folders
        assert notes == ("Only the bundled tables are used: annexes/sources.csv has changed.",)
    assert find_data(damaged) == (damaged, ())


def test_a_sound_dataset_is_taken_without_a_word():
    """The caller's own, or the default one."""
    data = Dataset.bundled()
    assert find_data(data) == load_sound(lambda: data) == (data, ())
    found, notes = find_data(None)
    assert (found.folders, notes) == (Dataset.default().folders, ())
    with pytest.raises(ArgumentTypeError):
        find_data("annexes")
