"""A file that is written as a whole or not at all."""

import os
import pathlib
import stat
import tempfile
import threading

import pytest

from pilotzones.cli import main
from pilotzones.whole_files import replacing, write_whole


def test_a_file_is_what_it_was_if_the_block_fails(tmp_path):
    """And nothing is left beside it."""
    file = tmp_path / "answer.txt"
    write_whole(file, b"before")

    def fail():
        with replacing(file) as new:
            new.write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("answer.txt", b"before")]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_stays_a_link(is_there, tmp_path):
    """What it leads to is written: /dev/stdout is a link too, and must not become a file of that name."""
    file, link = tmp_path / "folder" / "answer.txt", tmp_path / "link.txt"
    file.parent.mkdir()
    if is_there:
        file.write_bytes(b"before")
    link.symlink_to(pathlib.Path("folder", "answer.txt"))
    write_whole(link, b"after")
    assert link.is_symlink()
    assert [(one.name, one.read_bytes()) for one in file.parent.iterdir()] == [("answer.txt", b"after")]


@pytest.mark.skipif(os.name != "posix", reason="other systems have other permissions")
def test_permissions_stay(tmp_path):
    """What only its owner could read does not become readable by all; a new file has what the system gives it."""
    private, new = tmp_path / "private.txt", tmp_path / "new.txt"
    private.touch(mode=0o600)
    write_whole(private, b"after")
    write_whole(new, b"after")
    (tmp_path / "plain.txt").touch()
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert new.stat().st_mode == (tmp_path / "plain.txt").stat().st_mode


@pytest.mark.parametrize("words", ["zones --save", "panel --start 2015 --end 2016 -o"])
def test_an_error_names_the_file_that_was_named(words, tmp_path, capsys):
    """Not the new one beside it, whose name nobody knows."""
    file = tmp_path / "none" / "answer.csv"
    assert main([*words.split(), str(file)]) == 2
    error = capsys.readouterr().err
    assert f"'{file}': No such file or directory." in error
    assert ".pilotzones." not in error


@pytest.mark.skipif(
    not pathlib.Path("/dev/full").exists(), reason="only some systems have a device that is always full"
)
def test_a_device_that_is_full_is_named(capsys):
    """As a file is; one that takes everything is written to."""
    assert main(["zones", "--save", os.devnull]) == 0
    assert main(["zones", "--save", "/dev/full"]) == 2
    assert "'/dev/full': No space left on device." in capsys.readouterr().err


def test_a_file_that_is_written_is_a_new_one(tmp_path):
    """Who reads the old one meanwhile goes on to read it whole; nothing is left beside."""
    file = tmp_path / "answer.txt"
    write_whole(file, b"before")
    with file.open("rb") as old:
        write_whole(file, b"after")
        assert (old.read(), file.read_bytes()) == (b"before", b"after")
    assert [one.name for one in tmp_path.iterdir()] == ["answer.txt"]


def test_a_block_finds_no_file_at_the_path_it_is_given(tmp_path):
    """Some libraries ask before they write over a file; the path is in the same folder, and hidden."""
    with replacing(tmp_path / "answer.txt") as new:
        assert not new.exists()
        assert (new.parent, new.name[0]) == (tmp_path, ".")
        new.write_bytes(b"whole")
    assert (tmp_path / "answer.txt").read_bytes() == b"whole"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are those of Unix")
def test_what_is_not_a_file_is_written_to_and_not_replaced(tmp_path):
    """A pipe goes on to be one, and who reads it has the content; a folder is an error."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, b"answer")
        assert (os.read(reader, 100), pipe.is_fifo()) == (b"answer", True)
        with replacing(pipe) as new:
            new.write_bytes(b"block")
        assert (os.read(reader, 100), pipe.is_fifo(), new.exists()) == (b"block", True, False)
    finally:
        os.close(reader)
    assert [one.name for one in tmp_path.iterdir()] == ["pipe"]
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, b"answer")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are those of Unix")
def test_a_reader_that_stops_early_has_what_it_wanted(tmp_path):
    """As ``head`` does: it is no error that the rest is not read."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def read_a_little():
        with pipe.open("rb") as opened:
            opened.read(1)

    for write in (lambda: write_whole(pipe, bytes(1 << 20)), lambda: put_through_block(pipe, bytes(1 << 20))):
        reader = threading.Thread(target=read_a_little)
        reader.start()
        write()
        reader.join()
    assert pipe.is_fifo()


def put_through_block(file, content):
    """Write a file in a block that replaces it."""
    with replacing(file) as new:
        new.write_bytes(content)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are those of Unix")
def test_what_a_pipe_is_to_have_needs_no_other_file(tmp_path, monkeypatch):
    """As in a container in which nothing can be written."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, b"answer")
        assert os.read(reader, 100) == b"answer"
    finally:
        os.close(reader)
