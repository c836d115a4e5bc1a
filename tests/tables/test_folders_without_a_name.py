"""Folders whose path has no last name, or one that means something in a pattern."""

import os
import pathlib

import pytest

from pilotzones import Dataset
from pilotzones.errors import PilotZonesError
from pilotzones.tables.installed_tables import list_beside, read_installation


@pytest.mark.parametrize("folder", [".", "/"])
def test_a_path_without_a_last_name(tmp_path, monkeypatch, folder):
    """It is refused by its content, like any other."""
    (tmp_path / "note.txt").write_text("x")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(PilotZonesError):
        Dataset.load(folder)


def test_nothing_lies_beside_a_root():
    """It has no name to begin with."""
    assert list_beside(pathlib.Path(pathlib.Path.cwd().anchor)) == (None, ())


def test_what_lies_beside_the_current_folder(tmp_path, monkeypatch):
    """The folder has a name, though its path has none."""
    folder = tmp_path / "annexes"
    (tmp_path / ".annexes-x" / "annexes").mkdir(parents=True)
    folder.mkdir()
    monkeypatch.chdir(folder)

    assert list_beside(pathlib.Path()) == (tmp_path / ".annexes.old", (tmp_path / ".annexes-x",))


@pytest.mark.parametrize("name", ["*", "a[b]", "??"])
def test_a_name_is_no_pattern(tmp_path, name):
    """Folders of other names are not touched."""
    for other in (f".{name}-x", ".zz-x", ".ab-x"):
        (tmp_path / other / name).mkdir(parents=True)
    (tmp_path / f".{name}.old").mkdir()
    (tmp_path / f".{name}.old" / "annexes.json").write_text("{}")

    assert list_beside(tmp_path / name)[1] == (tmp_path / f".{name}-x",)
    assert read_installation(tmp_path / name).folder == tmp_path / f".{name}.old"


def test_a_file_beside_is_nobodys_leftover(tmp_path):
    """Installations left folders only."""
    (tmp_path / ".annexes-notes").write_text("x")

    assert list_beside(tmp_path / "annexes")[1] == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are those of Unix")
@pytest.mark.parametrize("name", ["current.json", "tables-ab/annexes.json"])
@pytest.mark.parametrize("make", ["mkfifo", "mkdir", "device"])
def test_what_is_no_file_is_not_waited_for(tmp_path, name, make):
    """A pipe would be waited for, and a device read until memory ends, at every question."""
    (tmp_path / "tables-ab").mkdir()
    (tmp_path / "current.json").write_text('{"tables": "tables-ab", "sha256": "0"}')
    (tmp_path / name).unlink(missing_ok=True)
    makers = {"mkfifo": os.mkfifo, "mkdir": os.mkdir, "device": lambda path: path.symlink_to("/dev/zero")}
    makers[make](tmp_path / name)

    assert read_installation(tmp_path).problems
