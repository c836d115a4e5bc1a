"""Places by the map of the day, against a slow reading of the yearly tables that shares nothing with the library.

A change happens on one day of its window. The oracle answers every question for both ends of every window; where the two
differ, the library has to say that the day is not known.
"""

import csv
import datetime

import pytest
from divisions import BY_CODE, DATA, FOR_EVER, SPANS, map_of, standing, window
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

import pilotzones
from pilotzones.geography.errors import (
    AmbiguousPlaceError,
    OutsideMainlandError,
    UnknownDayOfChangeError,
    UnknownPlaceError,
)

DAY = datetime.timedelta(days=1)
YEARS = range(2013, 2025)


def table(name):
    """Read a bundled table as it stands."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PARTS = {}
for _row in table("territories"):
    PARTS.setdefault(_row["zone"], []).append(_row["adcode"])
SPECIAL = {code for parts in PARTS.values() for code in parts}
BATCHES = {row["number"]: row["approved_on"] or row["published_on"] for row in table("batches")}
REPLIES = {row["document_no"]: BATCHES[row["number"]] for row in table("batches")}
ZONES = [
    (
        row["id"],
        PARTS.get(row["id"], [row["adcode"]]),
        datetime.date.fromisoformat(BATCHES[row["batch"]]),
        datetime.date.fromisoformat(REPLIES[row["revoked_by"]]) if row["revoked_by"] else datetime.date.max,
    )
    for row in table("zones")
]


def zone_around(code, day):
    """Give the id of the zone in force whose codes are this code, its prefecture or its province, the nearest first."""
    for around in (code, f"{code[:4]}00", f"{code[:2]}0000"):
        for zone, parts, begin, end in ZONES:
            if around in parts and begin <= day < end:
                return zone
    return None


def began(span, day, end_of_window):
    """Tell whether a division has begun by a day, if every change is at one end of its window."""
    return span.begin <= 1981 or day >= window(span.code, span.begin)[end_of_window]


def ended(span, day, end_of_window):
    """Tell whether a division has ended by a day, in the same way."""
    return span.end != FOR_EVER and day >= window(span.code, span.end)[end_of_window]


def in_use(span, day, end_of_window):
    """Tell whether a division is on the map of a day."""
    return began(span, day, end_of_window) and not ended(span, day, end_of_window)


@st.composite
def spans_and_days(draw):
    """Draw a division that is a city or county, and a day since 2013, often one of its own years or of a zone's first days."""
    span = draw(
        st.sampled_from([span for span in SPANS if not span.code.endswith("0000") and span.code not in SPECIAL])
    )
    own = [day for year in (span.begin, span.end) if year in YEARS for day in window(span.code, year)]
    turning = [
        day for _, parts, *days in ZONES for day in days if day != datetime.date.max and parts[0][:2] == span.code[:2]
    ]
    anchored = st.sampled_from([*own, *turning]) if own or turning else st.nothing()
    near = st.builds(lambda day, step: day + step * DAY, anchored, st.integers(-1, 1))
    return span, draw(near | st.dates(datetime.date(2013, 1, 1), datetime.date(2026, 11, 25)))


@examples(3000)
@given(spans_and_days())
def test_the_covering_zone_is_that_of_the_parent_of_the_day(drawn):
    """By the code that the division has that day; in the window of a change both its codes must have one answer."""
    span, day = drawn
    others = [other for other in BY_CODE[span.code] if other != span]
    answers = {zone_around(span.code, day) for end in (0, 1) if in_use(span, day, end)}
    if not (in_use(span, day, 0) and in_use(span, day, 1)) or any(in_use(other, day, 0) for other in others):
        return  # another test's
    assert {found.id if found else None for found in [pilotzones.covering_zone(span.code, day)]} == answers
    assert pilotzones.is_zone(span.code, day) == any(
        parts == [span.code] and begin <= day < end for _, parts, begin, end in ZONES
    )


@examples(3000)
@given(spans_and_days())
def test_a_former_place_has_the_answer_of_its_successors(drawn):
    """After its end; if they have several answers it is refused with exactly them; never another place's."""
    span, day = drawn
    if len(BY_CODE[span.code]) > 1 or not (ended(span, day, 0) and ended(span, day, 1)):
        return
    heirs = standing(span, min(day.year, 2024))
    if not all(in_use(heir, day, end) for heir in heirs for end in (0, 1)):
        return
    codes = sorted({heir.code for heir in heirs} - SPECIAL)
    if not codes:
        return
    answers = {zone_around(code, day) for code in codes}
    if len(answers) == 1:
        found = pilotzones.covering_zone(span.code, day)
        assert {found.id if found else None} == answers
    else:
        with pytest.raises(AmbiguousPlaceError) as caught:
            pilotzones.covering_zone(span.code, day)
        assert {place.adcode for place in caught.value.candidates} <= set(codes)
    assert sorted(place.adcode for place in meant(span.code, day)) == codes


TODAY = {row["name_zh"] for row in table("divisions")}
BEARERS = {}
for _span in SPANS:
    BEARERS.setdefault(_span.name, []).append(_span)


@examples(2000)
@given(spans_and_days())
def test_a_former_name_means_its_successors_alone(drawn):
    """Of all that had the name before; unless some place still has it."""
    span, day = drawn
    bearers = BEARERS[span.name]
    if span.name in TODAY or not all(ended(other, day, end) for other in bearers for end in (0, 1)):
        return
    heirs = {heir for other in bearers for heir in standing(other, min(day.year, 2024))}
    if heirs and all(in_use(heir, day, end) for heir in heirs for end in (0, 1)):
        assert {place.adcode for place in meant(span.name, day)} <= {heir.code for heir in heirs}


@pytest.mark.parametrize("year", [2000, *YEARS])
def test_every_code_and_name_of_every_year_is_known(year):
    """On 31 December of its year, by the map of that year: the place itself, or several of that name."""
    day = datetime.date(year, 12, 31)
    for code, name in map_of(year).items():
        first, last = window(code, year) if code in BEGUN[year] else (day, day)
        if code not in SPECIAL and not first <= day < last:
            assert [(place.adcode, place.name_zh) for place in meant(code, day)] == [(code, name)]
        found = meant(name, day)
        assert code in {place.adcode for place in found}, (code, name)
        assert {place.name_zh for place in found} == {name} or first <= day < last


BEGUN = {year: {span.code for span in SPANS if span.begin == year} for year in (2000, *YEARS)}


def meant(text, day):
    """List the places that a text may mean."""
    try:
        return (pilotzones.place(text, day),)
    except AmbiguousPlaceError as error:
        return error.candidates


def test_every_former_code_and_name_is_known_today():
    """No UnknownPlaceError for any that was ever on the map since 2000."""
    for span in SPANS:
        assert meant(span.code, "2026-01-01")
        assert meant(span.name, "2026-01-01")


CHANGED = [
    span for span in SPANS if span.end in YEARS and len(BY_CODE[span.code]) == 1 and not span.code.endswith("0000")
]


@examples(1000)
@given(st.sampled_from(CHANGED), st.data())
def test_inside_the_window_of_a_change_both_maps_must_agree(span, data):
    """Else the error names the places before and after, and no other answer is given."""
    first, last = window(span.code, span.end)
    day = data.draw(st.dates(first, last))
    heirs = standing(span, span.end)
    if day == last or not heirs or not all(in_use(heir, day, 0) for heir in heirs) or span.code in SPECIAL:
        return
    if any(heir.code in SPECIAL for heir in heirs):
        return
    before, after = zone_around(span.code, day), {zone_around(heir.code, day) for heir in heirs}
    if after == {before}:
        found = pilotzones.covering_zone(span.code, day)
        assert (found.id if found else None) == before
    else:
        with pytest.raises(AmbiguousPlaceError) as caught:
            pilotzones.covering_zone(span.code, day)
        if len(after) == 1:
            assert isinstance(caught.value, UnknownDayOfChangeError)
            assert {place.adcode for place in caught.value.candidates} == {span.code, *(heir.code for heir in heirs)}


@pytest.mark.parametrize("code", ["710000", "810000", "820000", "71", "8100", "810001", "710000000000"])
def test_what_is_outside_the_mainland_is_not_unknown(code):
    """The map has Hong Kong, Macao and Taiwan; pilot zones are not for them."""
    with pytest.raises(OutsideMainlandError):
        pilotzones.place(code)


@examples(1000)
@given(spans_and_days())
def test_a_place_that_has_not_begun_is_refused_or_answered_by_its_area(drawn):
    """place() never gives a division of the future; covering_zone answers for what its area belonged to."""
    span, day = drawn
    if len(BY_CODE[span.code]) > 1 or began(span, day, 0) or began(span, day, 1):
        return
    with pytest.raises(UnknownPlaceError, match="did not exist on"):
        pilotzones.place(span.code, day)
    before = {
        other.code
        for other in SPANS
        if any(heir.code == span.code and heir.begin == other.end for heir in standing(other, other.end))
        and in_use(other, day, 0)
        and in_use(other, day, 1)
    }
    answers = {zone_around(code, day) for code in before}
    if len(answers) == 1:
        found = pilotzones.covering_zone(span.code, day)
        assert {found.id if found else None} == answers
