"""Listening to a process that reads a file: here to the end of a pipe."""

import json
import os
import threading
import time

import pytest

from pilotzones.annex import limits, listening
from pilotzones.annex.listening import Listener


@pytest.fixture
def pipe():
    """Give both ends of a pipe, which are closed at the end."""
    heard, said = os.pipe()
    with os.fdopen(heard, encoding="utf-8") as stream, os.fdopen(said, "w", encoding="utf-8") as speaker:
        yield stream, speaker


def say(speaker, lines, pause=0.0):
    """Say lines, each after a pause, and close the end of the pipe."""
    for line in lines:
        time.sleep(pause)
        speaker.write(line)
        speaker.flush()
    time.sleep(pause)
    speaker.close()


def talk(speaker, lines, pause):
    """Say lines while somebody listens."""
    thread = threading.Thread(target=say, args=(speaker, lines, pause))
    thread.start()
    return thread


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (['{"page": 1}\n', '{"extract": {"名": "乳"}}\n'], [{"page": 1}, {"extract": {"名": "乳"}}]),
        ([], []),
        (["[1]\n", '"x"\n', '{"page": 2}\n'], [{}, {}, {"page": 2}]),
        (['{"page": 1}\n', "Python 3.11\n", '{"page": 2}\n'], [{"page": 1}]),
        (['{"page": 1}\n', '{"page": 2}'], [{"page": 1}]),
    ],
    ids=["messages", "nothing", "not of a reader", "of another program", "cut off"],
)
def test_messages_are_lines_of_json(pipe, said, heard):
    """Until the reader ends, within a line or not, or another program says something."""
    stream, speaker = pipe
    say(speaker, said)
    listener = Listener(stream, 60)
    assert list(listener.take_messages()) == heard
    listener.close()
    assert stream.closed


def test_silence_ends_at_the_limit_and_not_before_it(pipe):
    """The last message says which limit it was."""
    stream, speaker = pipe
    listener = Listener(stream, 0.3)
    begun = time.monotonic()
    assert list(listener.take_messages()) == [{"limit": "file"}]
    assert time.monotonic() - begun >= 0.3
    speaker.close()
    listener.close()
    assert stream.closed


def test_the_clock_is_told_how_long_was_waited_and_that_nothing_was_heard(pipe, monkeypatch):
    """Each time that is left until it is asked again."""
    told = []

    class Clock:
        left = 0.01

        def add(self, seconds, *, is_silent):
            told.append((0 < seconds < 60, is_silent))
            if len(told) == 3:
                raise limits.TimeoutReachedError("page")

    monkeypatch.setattr(listening, "Clock", lambda _: Clock())
    stream, speaker = pipe
    listener = Listener(stream, 300)
    assert list(listener.take_messages()) == [{"limit": "page"}]
    assert told == [(True, True)] * 3
    speaker.close()
    listener.close()


def test_a_reader_that_never_stops_reaches_the_limit_of_the_file(pipe):
    """Though it is never silent for long."""
    stream, speaker = pipe
    listener = Listener(stream, 0.2)
    thread = talk(speaker, [json.dumps({"page": page}) + "\n" for page in range(60)], 0.01)
    assert list(listener.take_messages())[-1] == {"limit": "file"}
    thread.join()
    listener.close()


def test_what_is_said_begins_the_time_of_a_page_anew(pipe, monkeypatch):
    """All pages together may take longer than one."""
    monkeypatch.setattr(limits, "SILENCE", 20)
    stream, speaker = pipe
    listener = Listener(stream, 300)
    messages = listener.take_messages()
    thread = talk(speaker, ['{"page": 1}\n', '{"page": 2}\n'], 0)
    for page in (1, 2):
        for _ in range(10):
            listener._clock.add(1, is_silent=True)
        assert next(messages) == {"page": page}
    thread.join()
    listener.close()


def test_closing_waits_for_the_reader_to_end(pipe):
    """It closes its own end a moment later."""
    stream, speaker = pipe
    listener = Listener(stream, 60)
    thread = talk(speaker, [], 0.1)
    listener.close()
    assert stream.closed
    thread.join()
