"""Strategies for days draw what they promise, of every kind."""

import datetime

import pytest
from draws import draws, simplest
from hypothesis.errors import InvalidArgument

import pilotzones
from pilotzones import strategies

# From the announcements themselves.
FIRST_DAYS = {
    "2016-40": datetime.date(2016, 4, 8),
    "2016-47": datetime.date(2016, 4, 16),
    "2018-157": datetime.date(2019, 1, 1),
    "2019-96": datetime.date(2020, 1, 1),
    "2022-7": datetime.date(2022, 3, 1),
}
REPLIES = [
    datetime.date(*day)
    for day in (
        *((2015, 3, 7), (2016, 1, 12), (2018, 7, 24), (2019, 12, 15)),
        *((2020, 4, 27), (2022, 1, 22), (2022, 11, 14), (2025, 4, 25)),
    )
]
LAST = datetime.date(2026, 11, 25)
DAY = datetime.timedelta(days=1)


def test_days_in_force_are_of_every_edition():
    """From the first list's day to the last verified one, each edition's first and last among them."""
    drawn = set(draws(strategies.dates_in_force(), 500))
    firsts = set(FIRST_DAYS.values())
    assert min(drawn) == min(firsts)
    assert max(drawn) == LAST
    assert firsts <= drawn
    assert {day - DAY for day in firsts} - {datetime.date(2016, 4, 7)} <= drawn
    assert simplest(strategies.dates_in_force()) == datetime.date(2016, 4, 8)


@pytest.mark.parametrize(
    ("edition", "first", "last"),
    [
        ("2016-40", datetime.date(2016, 4, 8), datetime.date(2016, 4, 15)),
        ("2019-96", datetime.date(2020, 1, 1), datetime.date(2022, 2, 28)),
        ("2021-06-01", datetime.date(2020, 1, 1), datetime.date(2022, 2, 28)),
        (datetime.date(2030, 1, 1), datetime.date(2022, 3, 1), LAST),
    ],
)
def test_days_of_one_edition(edition, first, last):
    """By its id or any of its days; the days of the last one end with the last verified day."""
    drawn = draws(strategies.dates_in_force(edition))
    assert (min(drawn), max(drawn)) == (first, last)
    assert len(set(drawn)) > min(7, (last - first).days)
    assert simplest(strategies.dates_in_force(edition)) == first


@pytest.mark.parametrize(
    ("edition", "sentence"),
    [("2019-97", "'2019-97' is not an edition: give one of 2016-40"), ("2016-04-07", "No positive list was in force")],
)
def test_what_is_not_an_edition_is_refused_at_once(edition, sentence):
    """In the library's words."""
    with pytest.raises(InvalidArgument, match=sentence):
        strategies.dates_in_force(edition)


@pytest.mark.parametrize(
    ("of", "changes"),
    [("list", [*FIRST_DAYS.values()]), ("zones", REPLIES), (None, [*FIRST_DAYS.values(), *REPLIES])],
)
def test_boundaries_are_the_days_around_each_change(of, changes):
    """Exactly the day before, the day and the day after."""
    expected = {change + step * DAY for change in changes for step in (-1, 0, 1)}
    assert set(draws(strategies.boundary_dates(of), 1000)) == expected
    assert simplest(strategies.boundary_dates(of)) == min(changes)


def test_boundaries_of_anything_else_are_refused():
    """With the words that may be given."""
    with pytest.raises(InvalidArgument, match="of must be 'list' or 'zones', not 'lists'"):
        strategies.boundary_dates("lists")


def test_before_any_list_questions_raise():
    """On every day that is drawn; the simplest day is the last of them."""
    drawn = draws(strategies.dates_before_any_list())
    for day in drawn:
        with pytest.raises(pilotzones.NoListInForceError):
            pilotzones.edition_on(day)
    assert max(drawn) == simplest(strategies.dates_before_any_list()) == datetime.date(2016, 4, 7)
    assert min(drawn).year < 1960


def test_an_edition_that_was_not_verified_for_a_day_has_its_first():
    """A list that is announced for a later day is in force from that day on."""
    data = simplest(strategies.datasets())
    edition = data.editions()[0]
    drawn = draws(strategies.dates_in_force(edition, dataset=data))
    assert {data.edition_on(day) for day in drawn} == {edition}
    assert max(drawn) == data.verified_through()
