"""Where a command writes, in whatever program it runs."""

import contextlib
import io
import os
import sys

import pytest
from open_files import free_numbers

from pilotzones.cli import main
from pilotzones.cli.output import Output, open_output


class Full(io.StringIO):
    """A stream in memory that takes nothing."""

    def write(self, _):
        """Fail as a full disk does."""
        raise OSError(28, "No space left on device")


def test_a_stream_in_memory_that_fails():
    """It has no number, and nothing to drop; the answer is lost."""
    notes = io.StringIO()
    with contextlib.redirect_stdout(Full()), contextlib.redirect_stderr(notes):
        assert main(["zones"]) == 2
    assert notes.getvalue().startswith("pilotzones: standard output: the answer could not be written (No space left")


def test_data_for_a_stream_without_bytes(annex_file):
    """As in a notebook: they are text again."""
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        assert main(["annex", "rows", str(annex_file([("1", "04029100", "滑轮", "")]))]) == 0
    assert shown.getvalue().splitlines()[1].startswith("1,04029100,滑轮,")


def test_data_are_utf_8_whatever_the_terminal_shows(monkeypatch):
    """Between the lines before and behind them; a line has what the terminal lacks in escapes."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    with open_output() as out:
        out.line("\u5e02")
        out.data("杭州\n".encode())
        out.line("end")
        out.flush()
    assert stream.buffer.getvalue() == b"\\u5e02\n" + "杭州\nend\n".encode()


def test_data_are_written_at_once(tmp_path, monkeypatch):
    """Who reads the file meanwhile sees them."""
    file = tmp_path / "out.json"
    with file.open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        with open_output() as out:
            out.data(b"{}\n")
            assert file.read_bytes() == b"{}\n"


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
def test_a_stream_that_was_closed_from_the_start_has_one_that_drops_everything(name, monkeypatch):
    """So that the number of the closed one is not that of the next file; others write to it, too."""
    monkeypatch.setattr(sys, name, None)
    free = free_numbers()
    with open_output():
        assert free_numbers()[0] > free[0]
        if name != "stdin":
            getattr(sys, name).write("dropped")
    assert free_numbers() == free


@pytest.mark.parametrize("closed", [None, io.StringIO()])
def test_closed_streams_of_a_program(closed, monkeypatch):
    """They stay what they are, and the status is that of the answer."""
    if closed is not None:
        closed.close()
    monkeypatch.setattr(sys, "stdout", closed)
    monkeypatch.setattr(sys, "stderr", closed)
    assert main(["eligible", "01012100", "2018-12-31"]) == 1
    assert main(["eligible", "0101", "2018-12-31"]) == 2
    assert sys.stdout is closed
    assert sys.stderr is closed


def test_what_is_dropped_is_what_was_not_written(tmp_path):
    """The stream of the program around goes on afterwards where it was."""
    reading, writing = os.pipe()
    os.close(reading)
    with contextlib.suppress(OSError), os.fdopen(writing, "w") as stream:
        with contextlib.redirect_stdout(stream), open_output() as out:
            out.line("to nobody")
            out.flush()
            out.line("nor this")
        assert out.lost is None
        with pytest.raises(BrokenPipeError):
            os.write(writing, b"to nobody again")
        with (tmp_path / "file").open("w") as file:
            os.dup2(file.fileno(), writing)
        stream.write("afterwards")
    assert (tmp_path / "file").read_text() == "afterwards"


def test_nothing_stays_open_behind_an_answer_that_nobody_reads():
    """A program may ask thousands."""
    reading, writing = os.pipe()
    os.close(reading)
    with contextlib.suppress(OSError), os.fdopen(writing, "w") as stream:
        free = free_numbers()
        for _ in range(3):
            with contextlib.redirect_stdout(stream), open_output() as out:
                out.line("to nobody")
                out.flush()
        assert free_numbers() == free


def test_answers_and_notes_keep_their_order_in_one_file(tmp_path):
    """As with ``2>&1``: a note stands behind the lines before it."""
    file = tmp_path / "both"
    with file.open("w") as answers, os.fdopen(os.dup(answers.fileno()), "w") as notes:
        out = Output(answers, notes)
        out.line("first")
        out.note("between")
        out.line()
        out.flush()
    assert file.read_text() == "first\npilotzones: between\n\n"
