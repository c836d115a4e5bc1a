"""Places by the map of the day against a slow reading of the yearly tables: codes, names, zones, and unknown days."""

import collections
import datetime
import functools

import pytest
from divisions import (
    BY_CODE,
    CHANGES,
    DATA,
    FOR_EVER,
    OUTSIDE,
    SPANS,
    Span,
    is_in_use,
    is_settled,
    map_of,
    standing,
    window,
)
from examples import examples
from hypothesis import assume, given
from hypothesis import strategies as st
from tables import read

import pilotzones

BATCHES = read(DATA, "batches")
ZONES = read(DATA, "zones")
TERRITORIES = read(DATA, "territories")
MUNICIPALITIES = {row["adcode"] for row in read(DATA, "provinces") if row["kind"] == "municipality"}

LAST_VERIFIED = datetime.date(2026, 11, 25)
YEARS = range(2000, 2025)
PARTS = {row["adcode"] for row in TERRITORIES}
XIONGAN = "130629"
"""The code of 容城县, which the record of the zone gives too: it stands for the zone."""

STATISTICAL = [
    Span(row["adcode"], row["name_zh"], 1981, FOR_EVER, ())
    for row in read(DATA, "divisions")
    if row["adcode"] not in BY_CODE
]
"""Areas that only statistics treat as counties, such as 西沙群岛: the library has no years of them."""

BY_NAME = collections.defaultdict(list)
for _span in (*SPANS, *STATISTICAL):
    BY_NAME[_span.name].append(_span)


# The oracle of zones


def _days_in_force(zone):
    """Give the first day of a zone and the first day without it, as text."""
    first = {row["document_no"]: row["approved_on"] or row["published_on"] for row in BATCHES}
    numbered = {row["number"]: row["document_no"] for row in BATCHES}
    return first[numbered[zone["batch"]]], first.get(zone["revoked_by"], "9999-12-31")


def _codes(zone):
    return [row["adcode"] for row in TERRITORIES if row["zone"] == zone["id"]] or [zone["adcode"]]


ZONES_OF_CODE = collections.defaultdict(list)
for _zone in ZONES:
    for _code in _codes(_zone):
        ZONES_OF_CODE[_code].append((*_days_in_force(_zone), _zone["id"]))


def zone_of(code, day):
    """Find the id of the zone in force that a code, its prefecture or its province is, in this order."""
    for around in (code, f"{code[:4]}00", f"{code[:2]}0000"):
        for first, end, id_ in ZONES_OF_CODE.get(around, ()):
            if first <= day.isoformat() < end:
                return id_
    return None


def can_be_asked(code):
    """Tell whether questions about cities take a code: provinces are none, but for municipalities and Hainan."""
    return not code.endswith("0000") or code in MUNICIPALITIES or code in ZONES_OF_CODE


# The oracle of what stands for a code, if changes are as early as they can be, or as late


def begun(span, day, *, late):
    """Tell whether a division has begun by a day."""
    return span.begin <= 1981 or day >= window(span.code, span.begin)[late]


def ended(span, day, *, late):
    """Tell whether a division has ended by a day."""
    return span.end != FOR_EVER and day >= window(span.code, span.end)[late]


@functools.cache
def heirs(span):
    """Give the divisions that took the area of one over, as they stood at the end of that year."""
    return {heir for code in span.successors for heir in BY_CODE[code] if heir.begin <= span.end < heir.end}


def _parts():
    """Go through the parts that divisions gave away in other years: the code of the part, the year, the giver."""
    for row in read(DATA, "divisions_history"):
        for part in filter(lambda text: "[" in text, row["succeeded_by"].split(";")):
            code, year = part.rstrip("]").split("[")
            giver = [span for span in BY_CODE[row["adcode"]] if span.begin == int(row["in_use_from"])]
            yield (code, int(year)), giver[0]


GIVERS = collections.defaultdict(list)
for _part, _giver in _parts():
    GIVERS[_part].append(_giver)
ORIGINS = collections.defaultdict(set)
for _span in SPANS:
    for _heir in heirs(_span):
        if _heir.begin == _span.end:
            ORIGINS[_heir].add(_span)


def origins(span):
    """Give what the area of a division belonged to before: what became it, or else what gave it parts."""
    return ORIGINS[span] or set(GIVERS[span.code, span.begin])


def after(span, day, *, late):
    """Follow a division forwards to what stands for it."""
    if not ended(span, day, late=late):
        return {span}
    return set().union(*(after(heir, day, late=late) for heir in heirs(span)))


def before(span, day, *, late):
    """Follow a division backwards to what its area belonged to."""
    if begun(span, day, late=late) or (not origins(span) and span.begin < 2000):
        return {span}
    return set().union(*(before(origin, day, late=late) for origin in origins(span)))


def meant(spans, day, *, late):
    """Give what some divisions of a code or name mean: those in use, else what became of them, else what was before."""
    past = [span for span in spans if ended(span, day, late=late)]
    now = {span for span in spans if begun(span, day, late=late)}.difference(past)
    if not now:
        found = [after(span, day, late=late) for span in past] or [before(span, day, late=late) for span in spans]
        now = set().union(*found)
    return outermost(now, day)


def outermost(spans, day):
    """Leave out counties for which the prefecture of their code stands too, in the same zone."""
    codes = {span.code for span in spans}
    return {
        span
        for span in spans
        if (around := f"{span.code[:4]}00") == span.code
        or around not in codes
        or zone_of(around, day) != zone_of(span.code, day)
    }


# What is drawn

EVENTS = sorted({datetime.date.fromisoformat(day) for zone in ZONES for day in _days_in_force(zone) if day < "9999"})
FORMER = [span for span in SPANS if span.end != FOR_EVER]
CHANGED = [span for span in SPANS if span.begin >= 2013 or 2013 <= span.end != FOR_EVER]
CURATED = [span for span in SPANS if any((span.code, year) in CHANGES for year in (span.begin, span.end))]
IN_ZONES = [span for span in SPANS if zone_of(span.code, LAST_VERIFIED)]
ANY_SPAN = st.one_of(*map(st.sampled_from, (SPANS, FORMER, CHANGED, CURATED, IN_ZONES))).filter(
    lambda span: can_be_asked(span.code) and span.code != XIONGAN
)
ANY_DAY = st.one_of(
    st.dates(datetime.date(2015, 1, 1), LAST_VERIFIED),
    st.dates(datetime.date(2000, 1, 1), LAST_VERIFIED),
    st.builds(lambda event, days: event + datetime.timedelta(days), st.sampled_from(EVENTS), st.integers(-1, 1)),
)


@st.composite
def spans_with_days(draw, spans=ANY_SPAN):
    """Draw a division and a day, often one near a change of the division; shrinks to a plain day."""
    span = draw(spans)
    edges = [day for year in (span.begin, span.end) if 2000 <= year < FOR_EVER for day in window(span.code, year)]
    near = st.builds(
        lambda day, days: day + datetime.timedelta(days), st.sampled_from(edges or EVENTS), st.integers(-2, 2)
    )
    return span, draw(ANY_DAY | near)


@st.composite
def changes_under_way(draw):
    """Draw a division that begins or ends since 2015 and a day on which it is not known if it has."""
    span = draw(ANY_SPAN.filter(lambda span: span.begin >= 2015 or 2015 <= span.end != FOR_EVER))
    year = draw(st.sampled_from([year for year in (span.begin, span.end) if 2015 <= year != FOR_EVER]))
    first, last = window(span.code, year)
    assume(first < last)
    return span, draw(st.dates(first, last - datetime.timedelta(1)))


def ids(zones):
    """Take the id of a zone, or None."""
    return zones and zones.id


def codes_and_names(places):
    """Take what identifies places of the library, or divisions of the oracle."""
    return {(each.code, each.name) if isinstance(each, Span) else (each.adcode, each.name_zh) for each in places}


def answer_of(question, name, day, **options):
    """Ask the library; an error is an answer too."""
    try:
        return question(name, day, **options)
    except (pilotzones.AmbiguousPlaceError, pilotzones.UnknownPlaceError) as error:
        return error


def check_error(error, early, late, allowed):
    """Hold the candidates of an error against what the early and the late map give; ``allowed`` is for one map."""
    if isinstance(error, pilotzones.UnknownDayOfChangeError):
        assert codes_and_names(error.candidates) == codes_and_names(early | late)
        assert not early & late
    else:
        assert isinstance(error, pilotzones.AmbiguousPlaceError)
        assert codes_and_names(error.candidates) in map(codes_and_names, allowed)
        assert early & late


def check_zone(spans, name, day, **options):
    """Hold covering_zone() of a code or name against the zones of what it means by the early and by the late map."""
    early, late = (meant(spans, day, late=late) for late in (False, True))
    answer = answer_of(pilotzones.covering_zone, name, day, **options)
    if not early or not late:
        assert isinstance(answer, pilotzones.UnknownPlaceError)
        assert "did not exist on" in str(answer)
        return
    zones = {zone_of(each.code, day) for each in early | late}
    if len(zones) == 1:
        assert ids(answer) == zones.pop()
    else:
        several = [found for found in (early, late) if len({zone_of(each.code, day) for each in found}) > 1]
        check_error(answer, early, late, several[:1])


def check_place(spans, name, day, **options):
    """Hold place() of a code or name against what it means by the early and by the late map."""
    early, late = (meant(spans, day, late=late) for late in (False, True))
    answer = answer_of(pilotzones.place, name, day, **options)
    is_too_early = not any(begun(each, day, late=False) for each in spans)
    if is_too_early or not early or not late:
        assert isinstance(answer, pilotzones.UnknownPlaceError)
        assert "did not exist on" in str(answer)
        assert codes_and_names(answer.near_misses) == (codes_and_names(early | late) if is_too_early else set())
    elif len(early | late) == 1:
        assert codes_and_names([answer]) == codes_and_names(early)
    else:
        check_error(answer, early, late, [found for found in (early, late) if len(found) > 1][:1])


# Codes


@examples(600)
@given(drawn=spans_with_days())
def test_the_covering_zone_is_that_of_the_parent_of_that_year(drawn):
    """A code that is surely in use on a day lies in the zone that itself, its prefecture or its province was then."""
    span, day = drawn
    assume(is_settled(span, day) and is_in_use(span, day))
    assert ids(pilotzones.covering_zone(span.code, day)) == zone_of(span.code, day)
    own = [first <= day.isoformat() < end for first, end, _ in ZONES_OF_CODE.get(span.code, ())]
    assert pilotzones.is_zone(span.code, day) == (any(own) and span.code not in PARTS)
    namesakes = {other.code for other in BY_NAME[span.name] if other.code[:2] == span.code[:2]}
    if namesakes == {span.code}:
        assert ids(pilotzones.covering_zone(span.name, day, province=f"{span.code[:2]}0000")) == zone_of(span.code, day)


@examples(600)
@given(drawn=spans_with_days())
def test_a_code_on_any_day_has_the_answer_of_both_maps_or_an_error(drawn):
    """Before, while and after it is in use: the zone and place that both maps give, else what differs."""
    span, day = drawn
    check_zone(BY_CODE[span.code], span.code, day)
    check_place(BY_CODE[span.code], span.code, day)


@examples(600)
@given(drawn=spans_with_days())
def test_a_full_name_on_any_day_has_the_answer_of_both_maps_or_an_error(drawn):
    """As for a code, with the province, for all that have or had the name there."""
    span, day = drawn
    inside = [other for other in BY_NAME[span.name] if other.code[:2] == span.code[:2]]
    check_zone(inside, span.name, day, province=f"{span.code[:2]}0000")
    check_place(inside, span.name, day, province=f"{span.code[:2]}0000")


@examples(400)
@given(drawn=changes_under_way())
def test_inside_a_year_of_an_unsettled_change_only_equal_answers_count(drawn):
    """The zone or place that the maps before and after both give, else an UnknownDayOfChangeError with both."""
    span, day = drawn
    check_zone(BY_CODE[span.code], span.code, day)
    check_place(BY_CODE[span.code], span.code, day)
    inside = [other for other in BY_NAME[span.name] if other.code[:2] == span.code[:2]]
    check_zone(inside, span.name, day, province=f"{span.code[:2]}0000")
    check_place(inside, span.name, day, province=f"{span.code[:2]}0000")


@pytest.mark.parametrize("year", YEARS)
def test_every_code_of_every_year_is_known(year):
    """On 31 December of its year a code is a place in the zone of its parent, unless the day of its change is open."""
    day = datetime.date(year, 12, 31)
    for code, name in map_of(year).items():
        if all(is_settled(span, day) for span in BY_CODE[code]):
            assert codes_and_names([pilotzones.place(code, day)]) == {(code, name)}
            if can_be_asked(code) and code != XIONGAN:
                assert ids(pilotzones.covering_zone(code, day)) == zone_of(code, day), code
        else:
            check_place(BY_CODE[code], code, day)
            check_zone(BY_CODE[code], code, day)


@examples(300)
@given(span=st.sampled_from(CHANGED), day=ANY_DAY)
def test_no_code_since_2013_is_unknown_on_any_day(span, day):
    """A code may not have existed yet, or stand for several places; it is never a code that no place has."""
    for question in (pilotzones.place, pilotzones.covering_zone):
        answer = answer_of(question, span.code, day)
        assert not isinstance(answer, pilotzones.UnknownPlaceError) or "did not exist on" in str(answer)


@pytest.mark.parametrize("code", ["710000", "810000", "820000", "71", "8100", "810001", "710000000000"])
@pytest.mark.parametrize("day", ["2013-12-31", "2024-12-31"])
def test_codes_outside_the_mainland_are_told_to_be_outside(code, day):
    """Taiwan, Hong Kong and Macao are on the ministry's map of every year; their codes may have any length."""
    on_the_map = {row["adcode"] for row in read(DATA, "divisions_history") if row["adcode"].startswith(OUTSIDE)}
    assert on_the_map == {"710000", "810000", "820000"}
    for question in (pilotzones.place, pilotzones.covering_zone):
        with pytest.raises(pilotzones.OutsideMainlandError, match="outside the 31 provinces"):
            question(code, day)


# Names


@pytest.mark.long
@pytest.mark.parametrize("year", YEARS)
def test_every_name_of_every_year_is_known_or_ambiguous(year):
    """On 31 December of its year a name is the place of that year's code, or that of several places."""
    day = datetime.date(year, 12, 31)
    codes = collections.defaultdict(set)
    for code, name in map_of(year).items():
        codes[name].add(code)
    names = list(codes)
    for span in STATISTICAL:
        codes[span.name].add(span.code)
    for name in names:
        settled = all(is_settled(span, day) for span in BY_NAME[name])
        answer = answer_of(pilotzones.place, name, day)
        if isinstance(answer, pilotzones.AmbiguousPlaceError):
            candidates = {place.adcode for place in answer.candidates}
            assert len(candidates) > 1, name
            assert candidates == codes[name] or not settled, name
        else:
            assert answer.adcode in codes[name], name
        for code in codes[name] if settled else ():
            if len({other for other in codes[name] if other[:2] == code[:2]}) == 1:
                assert pilotzones.place(name, day, province=f"{code[:2]}0000").adcode == code, name


def chain(span):
    """Go through a division and all that became of it."""
    yield span
    for heir in heirs(span):
        yield from chain(heir)


def check_former(spans, name, day, **options):
    """Hold place() for a former name or code against what became of those that had it, on a settled day."""
    assume(all(is_settled(other, day) for span in spans for other in chain(span)))
    stands = meant(spans, day, late=True)
    answer = answer_of(pilotzones.place, name, day, **options)
    if isinstance(answer, pilotzones.AmbiguousPlaceError):
        assert not isinstance(answer, pilotzones.UnknownDayOfChangeError)
        assert len(stands) > 1
        assert codes_and_names(answer.candidates) == codes_and_names(stands)
    else:  # a county that is or was a zone comes before its namesakes
        assert codes_and_names([answer]) <= codes_and_names(stands)
        assert len(stands) == 1 or answer.adcode in ZONES_OF_CODE


@examples(500)
@given(span=st.sampled_from(FORMER), data=st.data())
def test_no_former_code_gives_another_place_than_its_successors(span, data):
    """After its end a code is what stands for it, or one that has it anew, or an error that lists exactly these."""
    day = data.draw(st.dates(window(span.code, span.end)[1], LAST_VERIFIED))
    check_former(BY_CODE[span.code], span.code, day)


@examples(500)
@given(span=st.sampled_from(FORMER), data=st.data())
def test_no_former_name_gives_another_place_than_its_successors(span, data):
    """After its end a name is what stands for its bearers, or one that has it anew, or an error that lists these."""
    day = data.draw(st.dates(window(span.code, span.end)[1], LAST_VERIFIED))
    check_former(BY_NAME[span.name], span.name, day)
    inside = [other for other in BY_NAME[span.name] if other.code[:2] == span.code[:2]]
    check_former(inside, span.name, day, province=f"{span.code[:2]}0000")


def test_every_former_code_and_name_is_known_today():
    """None that was ever on the map since 2000 is unknown: it is a place, or several."""
    for span in FORMER:
        for name in (span.code, span.name):
            assert not isinstance(answer_of(pilotzones.place, name, LAST_VERIFIED), pilotzones.UnknownPlaceError), name


@pytest.mark.parametrize("year", YEARS)
def test_the_two_readings_of_what_stands_for_a_division_agree(year):
    """What is followed day by day is, on 31 December, what is followed year by year."""
    day = datetime.date(year, 12, 31)
    for span in FORMER:
        if span.end <= year and all(is_settled(other, day) for other in chain(span)):
            assert after(span, day, late=True) == after(span, day, late=False) == standing(span, year)
