"""A file that is read once: its name, its bytes, and what is refused."""

import hashlib
import os

import pytest

from pilotzones.annex.errors import AnnexFileError
from pilotzones.annex.readers.saved_file import LARGEST, SavedFile, take_file


def refusal(path):
    """Take a file that is refused: the error's text."""
    with pytest.raises(AnnexFileError) as caught:
        take_file(path)
    assert caught.value.file == path.name
    return str(caught.value)


def test_a_file_is_its_name_and_its_bytes(tmp_path):
    """The end of its name is in small letters, whatever the folder is called."""
    path = tmp_path / "A.B.XLSX"
    path.write_bytes(b"\xff\r\n\x00")
    file = take_file(path)
    assert file == SavedFile("A.B.XLSX", b"\xff\r\n\x00")
    assert (file.suffix, file.sha256) == (".xlsx", hashlib.sha256(b"\xff\r\n\x00").hexdigest())


def test_the_largest_file(tmp_path):
    """64 MiB are read, and one byte more is not."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"")
    os.truncate(path, 64 << 20)
    assert len(take_file(path).data) == LARGEST == 64 << 20
    os.truncate(path, (64 << 20) + 1)
    assert refusal(path) == "'a.pdf' has 64 MiB, and an annex has at most 64. Name the annex itself."
    os.truncate(path, 1300 << 20)
    assert refusal(path) == "'a.pdf' has 1,300 MiB, and an annex has at most 64. Name the annex itself."


def test_what_is_not_a_file_that_can_be_read(tmp_path, monkeypatch):
    """Nothing, a folder, and what the system does not open: its words are in the error, without their number."""
    assert refusal(tmp_path / "a.pdf") == "'a.pdf' does not exist. Check its name."
    assert refusal(tmp_path).endswith(" is a folder. Name the file in it.")
    path = tmp_path / "b.pdf"
    path.write_bytes(b"%PDF-")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert refusal(path) == "'b.pdf' cannot be read (Permission denied). Make it readable, or copy it elsewhere."


def test_a_file_that_grows_while_it_is_read(tmp_path, monkeypatch):
    """It may be half of what somebody is saving."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-")
    real = os.fstat

    def grow(number):
        facts = real(number)
        with path.open("ab") as file:
            file.write(b"1")
        return facts

    monkeypatch.setattr("os.fstat", grow)
    assert refusal(path) == "'a.pdf' was written to while it was read. Wait until it is whole, and read it again."
