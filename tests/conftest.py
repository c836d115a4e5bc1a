"""What several tests share: copies of the bundled tables that can be spoilt."""

import pathlib
import shutil

import pytest

import pilotzones

DATA = pathlib.Path(pilotzones.__file__).parent / "data"


@pytest.fixture
def tables(tmp_path):
    """Copy the bundled tables into a folder of the test's own."""
    folder = tmp_path / "tables"
    shutil.copytree(DATA, folder)
    return folder


@pytest.fixture
def dataset(tables):
    """Take the copied tables for a dataset; they are read only when it is asked."""
    return pilotzones.Dataset([tables])


@pytest.fixture
def overlay(tmp_path):
    """Write tables into a folder to be laid over the bundled ones."""

    def write(**contents):
        folder = tmp_path / "overlay"
        folder.mkdir(exist_ok=True)
        for name, text in contents.items():
            (folder / f"{name}.csv").write_text(text, "utf-8")
        return folder

    return write
