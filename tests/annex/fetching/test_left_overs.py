"""Folders of downloads that a killed program left behind."""

import os
import subprocess
import sys
import tempfile
import time

from pilotzones.annex.fetching.asking import make_folder
from pilotzones.annex.fetching.left_overs import remove_left_overs

HELD = """
import pathlib, sys, time
from pilotzones.annex.fetching.asking import make_folder
with make_folder() as folder:
    pathlib.Path(folder, "a.pdf").write_bytes(b"a")
    print(folder, flush=True)
    time.sleep(60)
"""
DAY = 24 * 60 * 60


def test_what_a_killed_program_left_is_removed_by_the_next(tmp_path, monkeypatch):
    """A day later; until then it may be in use."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with subprocess.Popen(
        [sys.executable, "-c", HELD], stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(tmp_path)}
    ) as program:
        folder = program.stdout.readline().strip()
        program.kill()
    for age in (0, DAY - 600):
        os.utime(folder, (time.time() - age,) * 2)
        with make_folder():
            assert os.listdir(folder) == ["a.pdf"]  # noqa: PTH208 - a text
    os.utime(folder, (time.time() - DAY - 60,) * 2)
    with make_folder() as own:
        assert list(tmp_path.iterdir()) == [own]
    assert list(tmp_path.iterdir()) == []


def test_nothing_else_is_removed(tmp_path, monkeypatch):
    """Files, other folders, links to folders; and a folder for temporary files that is none is no fault here."""
    then = time.time() - DAY - 60
    (tmp_path / "kept").mkdir()
    (tmp_path / "pilotzones").mkdir()
    (tmp_path / "pilotzones-notes.txt").write_text("a", "ascii")
    (tmp_path / "pilotzones-link").symlink_to(tmp_path / "kept")
    for path in sorted(tmp_path.iterdir()):
        os.utime(path, (then, then), follow_symlinks=False)
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    remove_left_overs()
    assert sorted(tmp_path.iterdir()) == before
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    remove_left_overs()
    assert sorted(tmp_path.iterdir()) == before


def test_folders_of_another_user_are_left(tmp_path, monkeypatch):
    """Also where the rights of this one would do, as those of an administrator; the user's own is removed."""
    folder = tmp_path / "pilotzones-abc"
    folder.mkdir()
    then = time.time() - DAY - 60
    os.utime(folder, (then, then))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with monkeypatch.context() as as_another:
        as_another.setattr(os, "getuid", lambda: folder.stat().st_uid + 1, raising=False)
        remove_left_overs()
    assert folder.is_dir()
    remove_left_overs()
    assert not folder.exists()


def test_a_folder_that_cannot_be_removed_is_left(tmp_path, monkeypatch):
    """As where another program holds a file in it open: what was done in it is done, and the next one removes it."""

    def refuse(*_, **__):
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with make_folder() as folder:
        (folder / "a.pdf").write_bytes(b"a")
        monkeypatch.setattr("os.rmdir", refuse)
    monkeypatch.undo()
    assert folder.is_dir()
