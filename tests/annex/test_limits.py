"""What reading a file may take, and what is said when it takes more."""

import inspect
import signal

import pytest

from pilotzones import annex
from pilotzones.annex.limits import Clock, TimeoutReachedError, check_time_limit, explain, find_silence
from pilotzones.arguments import ArgumentTypeError

ANOTHER = "Is it the ministry's own attachment? Save it again, or as XLSX, and read the new file."
MORE = "If it is, give it more time with --time-limit (in Python: time_limit), in seconds."


def test_a_file_may_take_five_minutes_and_a_page_fifteen_seconds():
    """By default; with more for the file, each page may take more in proportion, and with less no less."""
    for question in (annex.rows, annex.extract, annex.read):
        assert inspect.signature(question).parameters["time_limit"].default == 300
    assert [find_silence(seconds) for seconds in (1, 300, 600, 3000)] == [15, 15, 30, 150]


@pytest.mark.parametrize("seconds", [0.001, 1, 300, 7 * 24 * 3600])
def test_any_time_up_to_a_week_may_be_given(seconds):
    """As a number of seconds."""
    assert check_time_limit(seconds) == seconds
    assert type(check_time_limit(seconds)) is float


@pytest.mark.parametrize("seconds", [0, -1, 7 * 24 * 3600 + 1, float("nan"), float("inf"), True, "5", None])
def test_what_is_no_limit_on_time(seconds):
    """The error says what may be given."""
    with pytest.raises(
        ArgumentTypeError, match=r"give the most seconds for the whole file, from above 0 to 604,800\.$"
    ):
        check_time_limit(seconds)


def test_all_waiting_counts_for_the_file_and_silence_for_the_page():
    """A page may take 15 seconds; what is heard before that begins its time anew, and not that of the file."""
    clock = Clock(300)
    for _ in range(2):
        for _ in range(14):
            clock.add(1, is_silent=True)
        clock.add(0.5, is_silent=False)
    for _ in range(14):
        clock.add(1, is_silent=True)
    with pytest.raises(TimeoutReachedError, match=r"^page$"):
        clock.add(1, is_silent=True)
    clock = Clock(3)
    clock.add(1, is_silent=False)
    clock.add(1, is_silent=True)
    with pytest.raises(TimeoutReachedError, match=r"^file$"):
        clock.add(1, is_silent=False)


def test_a_program_that_stood_still_has_waited_for_a_second():
    """However long it was."""
    clock = Clock(3)
    clock.add(1000, is_silent=True)
    clock.add(1000, is_silent=True)
    with pytest.raises(TimeoutReachedError, match=r"^file$"):
        clock.add(1000, is_silent=True)


def test_what_is_left_is_asked_for_again_after_a_quarter_of_a_second():
    """Or sooner, if that is all that is left of the file or of the page."""
    assert Clock(300).left == 0.25
    clock = Clock(0.5)
    clock.add(0.375, is_silent=True)
    assert clock.left == 0.125
    clock = Clock(300)
    for _ in range(59):
        clock.add(0.25, is_silent=True)
    clock.add(0.125, is_silent=True)
    assert clock.left == 0.125
    assert Clock(0).left == 0


@pytest.mark.parametrize(
    ("limit", "seconds", "code", "why"),
    [
        ("file", 300, None, f"within 300 seconds, the limit for the whole file. {ANOTHER} {MORE}"),
        ("page", 600, None, f"within 30 seconds a page. {ANOTHER} {MORE}"),
        ("memory", 300, None, f"within 1,024 MiB of memory. {ANOTHER}"),
        ("", 300, None, f"because the process that read it ended too early, perhaps for want of memory. {ANOTHER}"),
        (
            "",
            300,
            -9,
            f"because the process that read it ended too early (signal 9), perhaps for want of memory. {ANOTHER}",
        ),
        (
            "",
            300,
            0,
            f"because the process that read it ended too early (status 0), perhaps for want of memory. {ANOTHER}",
        ),
        (
            "",
            300,
            1,
            f"because the process that read it ended too early (status 1), perhaps for want of memory. {ANOTHER}",
        ),
    ],
)
def test_a_file_that_takes_too_much_is_one_clear_error(limit, seconds, code, why):
    """It says which limit was reached, and what to do."""
    error = explain("a.pdf", limit, seconds, code)
    assert (str(error), error.file) == (f"'a.pdf' could not be read {why}", "a.pdf")


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="the system has no limit on the processor's time")
def test_a_reader_that_the_system_ended_for_its_time_reached_the_limit_of_the_file():
    """The signal says so."""
    assert str(explain("a.pdf", "", 2.5, -signal.SIGXCPU)) == (
        f"'a.pdf' could not be read within 2.5 seconds, the limit for the whole file. {ANOTHER} {MORE}"
    )
