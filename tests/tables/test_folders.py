"""Where the bundled tables are found."""

from pilotzones.tables import folders


def test_on_disk_they_lie_beside_the_module():
    """The folder that importlib_resources would find too."""
    assert (folders.bundled_folder() / "zones.csv").is_file()


def test_elsewhere_importlib_resources_finds_them(monkeypatch, tmp_path):
    """As from a zip file; the same tables."""
    beside = folders.bundled_folder()
    monkeypatch.setattr(folders, "__file__", str(tmp_path / "tables" / "folders.py"))
    found = folders.bundled_folder()
    assert (found / "zones.csv").read_bytes() == (beside / "zones.csv").read_bytes()
