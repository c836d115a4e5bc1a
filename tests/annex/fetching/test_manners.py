"""What robots.txt allows, how long to wait, and when to ask again."""

import datetime
import email.utils

import pytest

from pilotzones.annex.fetching.manners import Again, Robots, read_wait, retry
from pilotzones.annex.fetching.settings import Web

WEB = Web(pause=0.2, first_wait=0.5, longest_wait=3.0)


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /secret/", False),
        ("\ufeffUser-agent: *\nDisallow: /secret/", False),
        ("User-agent: pilotzones\r\nDisallow: /", False),
        ("User-agent: PilotZones\nDisallow: /", False),
        ("User-agent: pilot\nDisallow: /", False),
        ("User-agent: pilotzonesbot\nDisallow: /", True),
        ("User-agent: others\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: pilotzones\nAllow: /", True),
        ("<html>404</html>", True),
    ],
)
def test_what_robots_txt_allows(text, is_allowed):
    """To all programs, or to this one by its name, which may be shortened (RFC 9309, 2.2.1)."""
    assert Robots(text, WEB).allow("https://www.gov.cn/secret/a.htm") is is_allowed
    assert Robots("User-agent: *\nDisallow: /secret/", WEB).allow("https://www.gov.cn/a.htm")


@pytest.mark.parametrize(
    ("delay", "pause"), [(None, 0.2), ("0", 0.2), ("0.1", 0.2), ("1", 1.0), ("2", 2.0), ("99", 3.0)]
)
def test_how_long_to_pause_between_two_questions(delay, pause):
    """As long as the server wants, within the settings."""
    text = "User-agent: *\nDisallow: /x\n" + ("" if delay is None else f"Crawl-delay: {delay}\n")
    assert Robots(text, WEB).pause == pause


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120.0), (" 7 ", 7.0), ("0", 0.0), ("", 0.0), ("soon", 0.0), ("-5", 0.0), ("1.5", 0.0), ("٣", 0.0)],
)
def test_how_long_a_server_asks_to_wait(header, seconds):
    """A number of seconds; nothing that can be read is no wait."""
    assert read_wait(header) == seconds


@pytest.mark.parametrize("zone", ["GMT", "-0000", "+0000"])
def test_a_server_asks_to_wait_until_a_day_and_time(zone):
    """In universal time, however it is named; what is past is no wait."""
    now = datetime.datetime.now(datetime.timezone.utc)
    later = email.utils.format_datetime(now + datetime.timedelta(seconds=90), usegmt=True).replace("GMT", zone)
    assert 85 < read_wait(later) <= 90
    assert read_wait(f"Fri, 01 Jan 2016 00:00:00 {zone}") == 0.0


def test_a_day_and_time_of_another_zone():
    """It is the same moment there."""
    china = datetime.timezone(datetime.timedelta(hours=8))
    later = datetime.datetime.now(china) + datetime.timedelta(seconds=90)
    assert 85 < read_wait(email.utils.format_datetime(later)) <= 90


@pytest.fixture
def waits(monkeypatch):
    """Note how long it is waited, without waiting."""
    noted = []
    monkeypatch.setattr("tenacity.nap.time.sleep", noted.append)
    return noted


def asking(*errors):
    """Make a question that fails so often, and is answered then."""
    left = list(errors)

    def ask():
        if left:
            raise left.pop(0)
        return "answer"

    return ask


def test_it_is_asked_again_after_ever_longer_waits(waits):
    """Twice as long each time, but no longer than the settings say; the last failure is raised."""
    failures = [Again(f"failure {number}") for number in range(5)]
    assert retry(asking(*failures[:4]), 5, WEB) == "answer"
    assert waits == [0.5, 1.0, 2.0, 3.0]
    with pytest.raises(Again, match="failure 2"):
        retry(asking(*failures), 3, WEB)
    assert len(waits) == 6


def test_a_server_is_waited_for_as_long_as_it_asks(waits):
    """If that is longer than one's own wait."""
    assert retry(asking(Again("busy", wait=2.5), Again("busy", wait=0.1)), 4, WEB) == "answer"
    assert waits == [2.5, 1.0]


def test_without_a_connection_it_is_asked_twice(waits):
    """Or once, if no more is wanted; a failure of another kind is not asked again."""
    lost = [Again("no connection", is_connection=True) for _ in range(4)]
    with pytest.raises(Again, match="no connection"):
        retry(asking(*lost), 4, WEB)
    assert waits == [0.5]
    with pytest.raises(Again, match="no connection"):
        retry(asking(*lost), 1, WEB)
    with pytest.raises(LookupError):
        retry(asking(LookupError()), 4, WEB)
    assert waits == [0.5]


def test_a_failure_says_what_it_is():
    """By itself neither a wait, nor a status, nor a matter of the connection."""
    failure = Again("it fails")
    assert (str(failure), failure.wait, failure.status, failure.is_connection) == ("it fails", 0.0, 0, False)
