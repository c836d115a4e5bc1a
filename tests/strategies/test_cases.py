"""Strategies for cases, lines, editions and announcements draw what they promise, of every kind."""

import collections

import attrs
import pytest
from draws import draws, simplest
from hypothesis.errors import InvalidArgument

import pilotzones
from pilotzones import strategies

STATUSES = {"listed", "not listed", "unknown"}


def test_cases_are_answered_as_they_expect():
    """Every edition under which a status is known to occur, often on its first or last day."""
    drawn = draws(strategies.eligibility_cases(), 800)
    counted = collections.Counter()
    for code, day, status in drawn:
        assert pilotzones.eligibility(code, day).status == status
        counted[pilotzones.edition_on(day).id, status] += 1
    # Of the 2018 edition no line is known; the later ones are known by what the adjustment says.
    expected = {(edition.id, status) for edition in pilotzones.editions() for status in STATUSES}
    expected -= {("2018-157", "listed"), ("2018-157", "not listed")}
    assert set(counted) == expected
    assert min(counted.values()) > 8
    turning = {edition.effective_from for edition in pilotzones.editions()}
    assert sum(day in turning for _, day, _ in drawn) > 100
    assert simplest(strategies.eligibility_cases())[:2] == ("04029100", pilotzones.editions()[0].effective_from)


@pytest.mark.parametrize("status", sorted(STATUSES))
def test_cases_of_one_status(status):
    """And no other; whole answers as well."""
    assert {case.status for case in draws(strategies.eligibility_cases(status=status), 100)} == {status}
    drawn = draws(strategies.verdicts(status=status), 100)
    assert drawn == [pilotzones.eligibility(verdict.hs_code, verdict.date) for verdict in drawn]
    assert {verdict.status for verdict in drawn} == {status}


def test_a_status_that_no_code_has_is_refused_at_once():
    """No code of a complete list is unknown; there are three statuses."""
    data = simplest(strategies.complete_positive_list())
    with pytest.raises(InvalidArgument, match="No code is unknown under any edition of the dataset"):
        strategies.eligibility_cases(status="unknown", dataset=data)
    for strategy in (strategies.eligibility_cases, strategies.verdicts):
        with pytest.raises(InvalidArgument, match="status must be 'listed', 'not listed', 'unknown' or None"):
            strategy(status="yes")
    assert {case.status for case in draws(strategies.eligibility_cases(dataset=data))} == {"listed", "not listed"}


def test_editions_and_announcements_are_all_drawn():
    """Five of each; the simplest are the first."""
    assert set(draws(strategies.editions())) == set(pilotzones.editions())
    assert set(draws(strategies.announcements())) == set(pilotzones.announcements())
    assert simplest(strategies.editions()).id == simplest(strategies.announcements()).id == "2016-40"


def test_lines_are_those_of_the_lists():
    """Every line that is known to be listed under any edition, or on one day under a prefix."""
    drawn = {item.hs_code for item in draws(strategies.items(), 1500)}
    listed = [pilotzones.items(edition.effective_from) for edition in pilotzones.editions()]
    assert drawn == {item.hs_code for items in listed for item in items}
    under = draws(strategies.items(date="2016-05-01", under="0403"))
    assert {item.hs_code for item in under} == {"04031000", "04039000"}
    assert simplest(strategies.items()).hs_code == "04029100"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"date": "2019-06-01"}, "No line on 2019-06-01 is known to be listed"),
        ({"under": "99"}, "No line under 99 is known to be listed"),
        ({"date": "2016-04-07"}, "No positive list was in force on 2016-04-07"),
        ({"under": "4"}, "'4' has 1 digits"),
        ({"date": 3}, "3 is not a date"),
    ],
)
def test_arguments_that_leave_no_line_are_refused_at_once(arguments, sentence):
    """Where the strategy is made, with a sentence."""
    with pytest.raises(InvalidArgument, match=sentence):
        strategies.items(**arguments)


def test_damaged_data_is_not_reported_as_an_invalid_argument(dataset, tables):
    """But as what it is."""
    (tables / "zones.csv").unlink()
    with pytest.raises(pilotzones.DataIntegrityError):
        strategies.zones(dataset=dataset)


def test_what_is_drawn_is_the_default_dataset_s_at_that_time():
    """Also if the strategy was made before another dataset became the default one."""
    made = strategies.editions(), strategies.eligibility_cases(), strategies.zones()
    data = simplest(strategies.complete_positive_list(min_size=3))
    with data.as_default():
        editions, cases, zones = map(draws, made)
    assert set(editions) == set(data.editions())
    assert {case.status for case in cases} == {"listed", "not listed"}
    assert {attrs.astuple(zone)[0] for zone in zones} == {zone.id for zone in data.zones()}
    assert set(draws(made[0])) == set(pilotzones.editions())
