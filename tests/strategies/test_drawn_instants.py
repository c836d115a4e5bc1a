"""Instants around midnight in China: their day in China, and how often it is another one elsewhere."""

import datetime

import pytest
from draws import draws, simplest, some
from hypothesis.errors import InvalidArgument

from pilotzones import strategies
from pilotzones.dates import as_date

CHINA = datetime.timezone(datetime.timedelta(hours=8))
DAY = datetime.date(2022, 3, 1)
BEFORE = datetime.date(2022, 2, 28)


def moment(drawn):
    """Take what was drawn as a datetime: a text is ISO 8601, with an offset."""
    if isinstance(drawn, str):
        return datetime.datetime.fromisoformat(drawn.replace("Z", "+00:00"))
    return drawn


def test_they_are_around_the_beginning_of_the_day():
    """With an offset; datetimes and texts, and often another day than in China."""
    drawn = draws(strategies.instants(DAY), 400)
    assert {type(instant) for instant in drawn} == {str, datetime.datetime}
    moments = [moment(instant) for instant in drawn]
    assert all(instant.utcoffset() is not None for instant in moments)
    assert {instant.astimezone(CHINA).date() for instant in moments} == {BEFORE, DAY}
    differing = [instant for instant in moments if instant.date() != instant.astimezone(CHINA).date()]
    assert len(differing) > len(moments) / 4
    assert len({instant.utcoffset() for instant in moments}) > 8
    for instant in (instant for instant in drawn if not isinstance(instant, str)):
        assert as_date(instant) == instant.astimezone(CHINA).date()


def test_the_last_second_and_the_first_are_drawn():
    """Also in UTC, where the day in China begins at 16:00."""
    first = datetime.datetime(2022, 3, 1, tzinfo=CHINA)
    for instant in (first, first - datetime.timedelta(seconds=1)):
        assert moment(some(strategies.instants(DAY), lambda drawn, at=instant: moment(drawn) == at)) == instant
    assert some(strategies.instants(DAY, text=True), lambda text: text == "2022-02-28T16:00:00Z")


def test_offsets_are_those_of_the_whole_map():
    """China, UTC, Japan, Europe, America, India, and the ends of the map; seconds and hours beside midnight."""
    drawn = draws(strategies.instants(DAY, text=False), 1000)
    hours = {instant.utcoffset() / datetime.timedelta(hours=1) for instant in drawn}
    assert hours == {8, 0, 9, 1, -5, -8, 5.5, 13, -11, 14, -12}
    midnight = datetime.datetime(2022, 3, 1, tzinfo=CHINA)
    seconds = {(instant - midnight).total_seconds() for instant in drawn}
    assert (min(seconds), max(seconds)) == (-8 * 3600, 24 * 3600 - 1)
    assert {-3600, -60, -1, 0, 1, 60, 3600} <= seconds


def test_what_is_not_a_dataset_is_refused_beside_a_day():
    """Though the day alone decides what is drawn."""
    with pytest.raises(InvalidArgument, match="is not a dataset"):
        strategies.instants(DAY, dataset="data")


def test_one_kind_alone():
    """Texts or datetimes; the simplest is a plain one."""
    assert {type(text) for text in draws(strategies.instants(text=True), 50)} == {str}
    assert {type(instant) for instant in draws(strategies.instants(text=False), 50)} == {datetime.datetime}
    assert simplest(strategies.instants()) == datetime.datetime(2015, 3, 7, tzinfo=CHINA)
    assert simplest(strategies.instants()).utcoffset() == datetime.timedelta(hours=8)
    assert simplest(strategies.instants(DAY, text=True)) == "2022-03-01T00:00:00+08:00"


@pytest.mark.parametrize(
    ("arguments", "sentence"), [({"date": "2022-03"}, "'2022-03' is not a date"), ({"text": 1}, "text must be True")]
)
def test_other_arguments_are_refused_at_once(arguments, sentence):
    """In the library's words."""
    with pytest.raises(InvalidArgument, match=sentence):
        strategies.instants(**arguments)
