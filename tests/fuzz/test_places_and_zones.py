"""Questions about places: every answer is of the tables, and the same when it is asked by its code."""

import csv
import functools
import pathlib

from fuzzing import INPUTS, LISTS, attempt, fuzzed
from hypothesis import example
from hypothesis import strategies as st
from near_arguments import DATA, days, names, provinces, words

import pilotzones
from pilotzones import AmbiguousPlaceError, UnknownPlaceError
from pilotzones.dates import as_date

TABLES = pathlib.Path(pilotzones.__file__).parent / "data"

maybe_days = st.none() | days
ages = words(None, 0, 1, 100_000)
batches = st.none() | words(*range(-1, 10)) | st.integers()
levels = words(None, "province", "prefecture", "county", "special")


@functools.cache
def codes_of_the_tables():
    """Read the codes of all places from the tables themselves."""
    found = set()
    for name, column in (
        ("divisions", "adcode"),
        ("divisions_history", "adcode"),
        ("provinces", "adcode"),
        ("zones", "adcode"),
    ):
        with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found |= {row[column] for row in csv.DictReader(file)}
    return found


def check_candidates(error):
    """Check the places that an error offers."""
    if isinstance(error, AmbiguousPlaceError):
        assert len(error.candidates) > 1
        assert {place.adcode for place in error.candidates} <= codes_of_the_tables()
    if isinstance(error, UnknownPlaceError):
        assert {place.adcode for place in error.near_misses} <= codes_of_the_tables()


@fuzzed(INPUTS, name=names, day=maybe_days, province=provinces)
@example(name="\u0301", day=None, province=None)
@example(name="ﷺ" * 60, day=None, province=None)
def test_a_place_has_a_code_of_the_tables(name, day, province):
    """By which it is found again on the same day."""
    place, error = attempt(DATA.place, name, day, province=province)
    if error is not None:
        check_candidates(error)
        return
    assert place.adcode in codes_of_the_tables()
    if place.level != "special":  # a zone that is not a division has the code of the county that it is in
        again, unknown_day = attempt(DATA.place, place.adcode, day)
        assert again == place or unknown_day is not None or place.in_use_until is not None


@fuzzed(INPUTS, name=names, day=days, province=provinces, max_age=ages)
def test_a_zone_covers_a_place_while_it_is_in_force(name, day, province, max_age):
    """What is a zone itself lies in one; the zone is one of those of the day."""
    zone, error = attempt(DATA.covering_zone, name, day, province=province, max_age=max_age)
    itself, refused = attempt(DATA.is_zone, name, day, province=province, max_age=max_age)
    for raised in (error, refused):
        check_candidates(raised)
    if error is None:
        assert zone is None or zone in DATA.zones(date=day)
    if error is None and itself:
        assert zone is not None
    if refused is None:
        assert itself in {True, False}


@fuzzed(INPUTS, name=names, province=provinces)
def test_a_zone_found_by_any_name_is_found_by_its_code(name, province):
    """And its batch is the zone's own."""
    zone, error = attempt(DATA.zone, name, province=province)
    batch, refused = attempt(DATA.batch_of, name, province=province)
    if error is not None:
        check_candidates(error)
        assert type(refused) is type(error)
        return
    assert zone in DATA.zones()
    assert DATA.zone(zone.adcode) == zone
    assert batch == zone.batch


@fuzzed(INPUTS, day=maybe_days, batch=batches, province=provinces, max_age=ages)
def test_zones_are_those_they_are_narrowed_to(day, batch, province, max_age):
    """Of a batch, in a province, in force on a day."""
    found, error = attempt(DATA.zones, date=day, batch=batch, province=province, max_age=max_age)
    if error is None:
        assert batch is None or {zone.batch.number for zone in found} <= {batch}
        assert province is None or len({zone.province for zone in found}) <= 1
        if day is not None:
            asked = as_date(day)
            assert all(zone.established_on <= asked for zone in found)
    inside, refused = attempt(DATA.zones_in, province, day, max_age=max_age)
    if refused is None:
        assert inside == tuple(zone for zone in DATA.zones(province=province) if zone in inside)


@fuzzed(LISTS, day=maybe_days, province=provinces, level=levels)
@example(day=None, province=None, level=[])
def test_places_are_those_they_are_narrowed_to(day, province, level):
    """Of a level, in a province, on the map of a day; in the order of their codes."""
    found, error = attempt(DATA.places, province=province, level=level, date=day)
    if error is None:
        assert level is None or {place.level for place in found} <= {level}
        assert province is None or len({place.province for place in found}) <= 1
        divisions = [place.adcode for place in found if place.level != "special"]
        assert divisions == sorted(set(divisions))
        assert set(divisions) <= codes_of_the_tables()
