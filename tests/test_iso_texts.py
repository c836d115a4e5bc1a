"""ISO 8601 text of a day or an instant: its day in China, which is eight hours ahead of UTC."""

import datetime

import pytest

from pilotzones.dates import InvalidDateError
from pilotzones.iso_texts import is_iso_text, read_datetime64, read_iso_text

# By hand: the time in UTC plus eight hours.
DAYS = {
    "2022-03-01": "2022-03-01",
    "20220301": "2022-03-01",
    "2022-02-28T15:59Z": "2022-02-28",
    "2022-02-28T16:00Z": "2022-03-01",
    "20220228t155959z": "2022-02-28",
    "2022-02-28 16Z": "2022-03-01",
    "2022-02-28T15:59:59.999Z": "2022-02-28",
    "2022-02-28T15:59:59,999Z": "2022-02-28",
    "2022-02-28T23:59+08:00": "2022-02-28",
    "2022-03-01T00:00+0800": "2022-03-01",
    "2022-03-01T01:29+09:30": "2022-02-28",
    "2022-03-01T01:30+09:30": "2022-03-01",
    "2022-02-28T12:29-03:30": "2022-02-28",
    "2022-02-28T12:30-03:30": "2022-03-01",
    "2022-02-28 11:00 -05": "2022-03-01",
    "2022-03-01T00:00:00.000": "2022-03-01",
    "2022-03-01 00": "2022-03-01",
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_text_is_a_day_in_china(text, day):
    """With an offset the day on which the instant falls there, without one the day of a midnight."""
    assert read_iso_text(text) == read_iso_text(f" {text}\n") == datetime.date.fromisoformat(day)
    assert is_iso_text(text)


@pytest.mark.parametrize(
    ("text", "reason", "says"),
    [
        ("", "no date", "there is no date here"),
        (" ", "no date", "there is no date here"),
        ("1 March 2022", "not ISO", "write it like '2016-04-08'"),
        ("2022-03-01T10:00:00.Z", "not ISO", "write it like '2016-04-08'"),
        ("2022-0301", "not ISO", "write it like '2016-04-08'"),
        ("2022-02-29", "no such day", "the calendar does not have that day"),
        ("2022-02-28T24:00Z", "no such day", "the clock does not have that time"),
        ("2022-02-28T10:60Z", "no such day", "the clock does not have that time"),
        ("2022-02-28T10:00:60Z", "no such day", "the clock does not have that time"),
        ("2022-02-28T10:00+24:00", "no such day", "the clock does not have that time"),
        ("2022-02-28T10:00+08:60", "no such day", "the clock does not have that time"),
        ("2022-03-01T00:01", "no time zone", "no time zone"),
        ("2022-03-01T00:00:01", "no time zone", "no time zone"),
        ("2022-03-01T00:00:00.1", "no time zone", "no time zone"),
        ("9999-12-31T23:59Z", "out of range", "9999-12-31 is out of range"),
    ],
)
def test_another_text_is_refused_with_its_reason(text, reason, says):
    """The sentence quotes the text; the error keeps it."""
    with pytest.raises(InvalidDateError, match=says) as caught:
        read_iso_text(text)
    assert (caught.value.value, caught.value.reason) == (text, reason)
    assert repr(text) in str(caught.value) or reason == "out of range"


def test_a_text_of_a_hundred_characters_is_read_and_no_longer_one():
    """A fraction of a second may have that many digits; blanks around the text do not count."""
    longest = f"2022-03-01T10:00:00.{'0' * 79}Z"
    assert len(longest) == 100
    assert read_iso_text(longest) == read_iso_text(f" {longest}\n") == datetime.date(2022, 3, 1)
    assert not is_iso_text(longest.replace("Z", "0Z"))
    with pytest.raises(InvalidDateError) as caught:
        read_iso_text(longest.replace("Z", "0Z"))
    assert caught.value.reason == "not ISO"


# As NumPy names its types; a day has 24 hours, 1,440 minutes and 86,400 seconds.
STEPS_OF_A_DAY = ["[D]", "[h]", "[24h]", "[m]", "[1440m]", "[s]", "[86400s]", "[ms]", "[us]", "[ns]", "[1000000ps]"]
LONGER_STEPS = ["", "[2D]", "[25h]", "[1441m]", "[86401s]", "[W]", "[M]", "[Y]", "[3M]"]


@pytest.mark.parametrize("step", STEPS_OF_A_DAY)
def test_a_step_of_numpy_s_of_a_day_or_less_tells_the_day(step):
    """At midnight, as NumPy writes it."""
    for text in ("2022-03-01", "2022-03-01T00", "2022-03-01T00:00:00.000"):
        assert read_datetime64(text, f"datetime64{step}") == datetime.date(2022, 3, 1)
    with pytest.raises(InvalidDateError, match="no time zone"):
        read_datetime64("2022-03-01T01", f"datetime64{step}")


@pytest.mark.parametrize("step", LONGER_STEPS)
def test_a_longer_step_does_not(step):
    """It begins on a day, and has others."""
    with pytest.raises(InvalidDateError, match="is longer than a day") as caught:
        read_datetime64("2022-03-01", f"datetime64{step}")
    assert (caught.value.value, caught.value.reason) == ("2022-03-01", "longer than a day")


@pytest.mark.parametrize("text", ["12022-03-01", "-044-03-15"])
def test_a_year_that_no_date_has_is_out_of_range(text):
    """NumPy's days have years of any length."""
    with pytest.raises(InvalidDateError, match="is out of range") as caught:
        read_datetime64(text, "datetime64[D]")
    assert (caught.value.value, caught.value.reason) == (text, "out of range")
