"""Where the bundled tables are found."""

import os
import pathlib
import pickle

import pilotzones
from pilotzones.tables import folders


def test_on_disk_they_lie_beside_the_module():
    """The folder that importlib_resources would find too, which takes longer to import than a first answer takes."""
    found = folders.bundled_folder()
    assert (found / "zones.csv").is_file()
    assert found == folders.PathOnDisk(str(pathlib.Path(pilotzones.__file__).parent / "data"))


def test_elsewhere_importlib_resources_finds_them(monkeypatch, tmp_path):
    """As from a zip file; the same tables."""
    beside = folders.bundled_folder()
    monkeypatch.setattr(folders, "__file__", str(tmp_path / "tables" / "folders.py"))
    found = folders.bundled_folder()
    assert (found / "zones.csv").read_bytes() == (beside / "zones.csv").read_bytes()


def test_a_folder_on_disk_is_what_pathlib_says(tmp_path):
    """Its names, files and content, its text and its equals; it can go to another process."""
    (tmp_path / "zones.csv").write_bytes(b"id\r\n")
    folder = folders.PathOnDisk(str(tmp_path))
    (file,) = folder.iterdir()
    assert (folder.name, file.name, os.fspath(file)) == (tmp_path.name, "zones.csv", str(tmp_path / "zones.csv"))
    assert (str(folder), repr(folder)) == (str(tmp_path), f"PathOnDisk({str(tmp_path)!r})")
    assert file.is_file()
    assert not folder.is_file()
    assert file.read_bytes() == b"id\r\n"
    assert {file, folder / "zones.csv"} == {pickle.loads(pickle.dumps(file))}  # noqa: S301 - its own
    assert folder not in {file, str(folder)}
