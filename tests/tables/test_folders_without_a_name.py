"""Folders whose path has no last name, or one that means something in a pattern."""

import pathlib

import pytest

from pilotzones import Dataset
from pilotzones.errors import PilotZonesError
from pilotzones.tables.installed_tables import list_beside, read_installation


@pytest.mark.parametrize("folder", [".", "/"])
def test_a_path_without_a_last_name(tmp_path, monkeypatch, folder):
    (tmp_path / "note.txt").write_text("x")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(PilotZonesError):
        Dataset.load(folder)


def test_nothing_lies_beside_a_root():
    assert list_beside(pathlib.Path(pathlib.Path.cwd().anchor)) == (None, ())


def test_what_lies_beside_the_current_folder(tmp_path, monkeypatch):
    folder = tmp_path / "annexes"
    (tmp_path / ".annexes-x" / "annexes").mkdir(parents=True)
    folder.mkdir()
    monkeypatch.chdir(folder)

    assert list_beside(pathlib.Path()) == (tmp_path / ".annexes.old", (tmp_path / ".annexes-x",))


@pytest.mark.parametrize("name", ["*", "a[b]", "??"])
def test_a_name_is_no_pattern(tmp_path, name):
    for other in (f".{name}-x", ".zz-x", ".ab-x"):
        (tmp_path / other / name).mkdir(parents=True)
    (tmp_path / f".{name}.old").mkdir()
    (tmp_path / f".{name}.old" / "annexes.json").write_text("{}")

    assert list_beside(tmp_path / name)[1] == (tmp_path / f".{name}-x",)
    assert read_installation(tmp_path / name).folder == tmp_path / f".{name}.old"


def test_a_file_beside_is_nobodys_leftover(tmp_path):
    (tmp_path / ".annexes-notes").write_text("x")

    assert list_beside(tmp_path / "annexes")[1] == ()
