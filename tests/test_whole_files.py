"""A file that is written as a whole or not at all."""

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


@pytest.mark.parametrize("words", ["zones --save", "panel --start 2015 --end 2016 -o"])
def test_an_error_names_the_file_that_was_named(words, tmp_path, capsys):
    """Not the new one beside it, whose name nobody knows."""
    file = tmp_path / "none" / "answer.csv"
    assert main([*words.split(), str(file)]) == 2
    error = capsys.readouterr().err
    assert f"'{file}': No such file or directory." in error
    assert ".pilotzones." not in error
