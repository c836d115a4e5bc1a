"""Answers about zones against slow, obvious oracles over the raw tables."""

import collections
import datetime
import functools
import pathlib
import re

import pytest
from divisions import BY_CODE as SPANS_BY_CODE
from divisions import SPANS, is_in_use
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from tables import read

import pilotzones
from pilotzones import strategies

DATA = pathlib.Path(__file__).parents[2] / "src" / "pilotzones" / "data"


def rows(table):
    """Read a bundled table."""
    return read(DATA, table)


PROVINCES = rows("provinces")
DIVISIONS = rows("divisions")
BATCHES = rows("batches")
ZONES = rows("zones")
TERRITORIES = rows("territories")


# The oracles


def first_day(batch):
    """Take the day a batch's zones begin: the signature's, or else the publication's."""
    (row,) = (row for row in BATCHES if row["number"] == batch)
    return row["approved_on"] or row["published_on"]


def last_day(zone):
    """Take the first day a zone is gone: that of the reply that revoked it."""
    for row in BATCHES:
        if row["document_no"] == zone["revoked_by"]:
            return first_day(row["number"])
    return "9999-12-31"


IN_FORCE = {zone["id"]: (first_day(zone["batch"]), last_day(zone)) for zone in ZONES}


def in_force(zone, day):
    """Tell whether a zone exists on a day."""
    begin, end = IN_FORCE[zone["id"]]
    return begin <= day.isoformat() < end


def territory(zone):
    """List the codes that a zone consists of."""
    return [row["adcode"] for row in TERRITORIES if row["zone"] == zone["id"]] or [zone["adcode"]]


TERRITORY = {zone["id"]: territory(zone) for zone in ZONES}


def contains(outer, inner):
    """Tell whether one GB/T 2260 code contains another: it is its beginning, zeros aside."""
    return inner.startswith(re.sub("(00){1,2}$", "", outer))


SIZE = {
    id_: sum(contains(part, row["adcode"]) for part in codes for row in DIVISIONS) for id_, codes in TERRITORY.items()
}


@functools.cache
def holding(codes):
    """List the zones, ever approved, that hold all the codes; the smallest first."""
    found = [
        zone for zone in ZONES if all(any(contains(part, code) for part in TERRITORY[zone["id"]]) for code in codes)
    ]
    return sorted(found, key=lambda zone: SIZE[zone["id"]])


def covering(codes, day):
    """Find the id of the smallest zone in force that holds all the codes."""
    return next((zone["id"] for zone in holding(tuple(codes)) if in_force(zone, day)), None)


class Place:
    """A place that questions can be asked about: its full name, codes, level and own zone."""

    def __init__(self, rank, name, code, codes, zone):
        self.rank = rank
        self.name = name
        self.code = code
        self.codes = codes
        self.zone = zone

    def __repr__(self):
        return f"<{self.name} {self.code}>"

    def is_zone(self, day):
        """Tell whether it is itself a zone on a day."""
        return self.zone is not None and in_force(self.zone, day)

    def covering(self, day):
        """Find the id of the zone it lies in on a day."""
        return covering(self.codes, day)


def all_places():
    """List municipalities, special zones and divisions; smaller ranks are higher levels."""
    ordinary = {zone["adcode"]: zone for zone in ZONES if zone["level"] != "special"}
    for row in PROVINCES:
        if row["kind"] == "municipality":
            yield Place(0, row["name_zh"], row["adcode"], [row["adcode"]], ordinary.get(row["adcode"]))
    for zone in ZONES:
        if zone["level"] == "special":
            whole_province = zone["adcode"].endswith("0000")
            yield Place(0 if whole_province else 1, zone["name_zh"], zone["adcode"], TERRITORY[zone["id"]], zone)
    for row in DIVISIONS:
        rank = {"prefecture": 2, "county": 3}[row["level"]]
        yield Place(rank, row["name_zh"], row["adcode"], [row["adcode"]], ordinary.get(row["adcode"]))


PLACES = list(all_places())
BY_NAME = collections.defaultdict(list)
BY_CODE = collections.defaultdict(list)
for _place in PLACES:
    BY_NAME[_place.name].append(_place)
    BY_CODE[_place.code].append(_place)
SHARED = sorted(name for name, found in BY_NAME.items() if len(found) > 1)


def is_on_the_map(place, day):
    """Tell whether a place has its code and name all day long by the map of every year, or is in none of them."""
    spans = SPANS_BY_CODE.get(place.code, ())
    return not spans or place.rank == 1 or any(span.name == place.name and is_in_use(span, day) for span in spans)


def without_inner(candidates, day):
    """Leave out a place inside a prefecture of the same name and the same zone, and a county whose code a zone has."""
    outer = {place.code[:4]: place for place in candidates if place.rank == 2}
    special = {code for place in candidates if place.rank == 1 for code in place.codes}
    for place in candidates:
        around = outer.get(place.code[:4], place)
        if (place.rank == 1 or place.code not in special) and (
            around is place or around.covering(day) != place.covering(day)
        ):
            yield place


def answer_of(question, name, day, **options):
    """Ask the library; an ambiguity is an answer of its own."""
    try:
        return question(name, day, **options)
    except pilotzones.AmbiguousPlaceError:
        return "ambiguous"


def one(answers):
    """Take the answer that all candidates share, or "ambiguous"."""
    return answers.pop() if len(answers) == 1 else "ambiguous"


def check_name(name, day, candidates, **options):
    """Hold both questions about a name against what all its candidates say that day, if all are on that day's map."""
    if not all(is_on_the_map(place, day) for place in candidates):
        return  # what stood there before is asked in test_places_through_time.py
    top = list(without_inner(candidates, day))
    assert answer_of(pilotzones.is_zone, name, day, **options) == one({place.is_zone(day) for place in top})
    found = answer_of(pilotzones.covering_zone, name, day, **options)
    assert getattr(found, "id", found) == one({place.covering(day) for place in top})


# What is drawn

EVENTS = sorted({day for row in BATCHES for day in (row["approved_on"], row["published_on"]) if day})
DAYS = st.one_of(
    st.builds(
        lambda event, days: datetime.date.fromisoformat(event) + datetime.timedelta(days=days),
        st.sampled_from(EVENTS),
        st.sampled_from([-1, 0, 1]),
    ),
    st.dates(datetime.date(2014, 1, 1), datetime.date(2030, 12, 31)),
)
PROVINCE_COLUMNS = ["iso", "adcode", "name_zh", "short_zh", "abbreviation_zh", "name_en"]
PROVINCE_NAMES = st.tuples(st.sampled_from(PROVINCES), st.sampled_from(PROVINCE_COLUMNS))
ANY_PLACE = st.one_of(
    st.sampled_from(PLACES),
    st.sampled_from([place for place in PLACES if place.zone]),
    st.sampled_from([place for place in PLACES if place.name in SHARED]),
    st.sampled_from(
        [place for place in PLACES if place.code[:2] in {"13", "46"} or place.code[:4] in {"3307", "6527"}]
    ),
)


def ids(zones):
    """Take the ids of zones or of rows."""
    return [zone["id"] if isinstance(zone, dict) else zone.id for zone in zones]


# Lists of zones


@examples(200)
@given(
    day=st.none() | DAYS,
    batch=st.none() | st.integers(1, 8),
    province=st.none() | PROVINCE_NAMES,
    span=st.tuples(st.none() | DAYS, st.none() | DAYS).filter(lambda span: None in span or span[0] <= span[1]),
)
def test_zones_are_the_rows_that_fit(day, batch, province, span):
    """Any narrowing of zones() by day, batch, province and span is that of the table, in its order."""
    since, until = span
    expected = [
        zone
        for zone in ZONES
        if (day is None or in_force(zone, day))
        and (batch is None or zone["batch"] == str(batch))
        and (province is None or zone["province"] == province[0]["iso"])
        and (since is None or since.isoformat() <= IN_FORCE[zone["id"]][0])
        and (until is None or IN_FORCE[zone["id"]][0] <= until.isoformat())
    ]
    name = None if province is None else province[0][province[1]]
    assert ids(pilotzones.zones(date=day, batch=batch, province=name, since=since, until=until)) == ids(expected)


@examples(200)
@given(day=DAYS, province=PROVINCE_NAMES)
def test_zones_in_are_the_rows_that_fit(day, province):
    """zones_in() gives the zones of a province in force on the day, whichever name it is called by."""
    row, column = province
    expected = [zone for zone in ZONES if zone["province"] == row["iso"] and in_force(zone, day)]
    assert ids(pilotzones.zones_in(row[column], day)) == ids(expected)
    assert ids(pilotzones.zones_in(row[column], day.isoformat())) == ids(expected)


@pytest.mark.parametrize("row", PROVINCES, ids=lambda row: row["iso"])
def test_zones_in_asks_about_the_last_verified_day(row):
    """Without a date, zones_in() answers for 23 November 2026, the last verified day."""
    day = datetime.date(2026, 11, 25)
    expected = [zone for zone in ZONES if zone["province"] == row["iso"] and in_force(zone, day)]
    assert ids(pilotzones.zones_in(row["name_zh"])) == ids(expected)


@examples(100)
@given(day=DAYS)
def test_zones_number_what_the_replies_say(day):
    """Every day has as many zones as the last reply's running total says."""
    passed = [row for row in BATCHES if first_day(row["number"]) <= day.isoformat()]
    assert len(pilotzones.zones(date=day)) == (int(passed[-1]["in_force_after"]) if passed else 0)


@examples(50)
@given(number=st.integers().filter(lambda number: not 1 <= number <= 8))
def test_other_batches_are_unknown(number):
    """A number that no batch has raises UnknownBatchError."""
    with pytest.raises(pilotzones.UnknownBatchError) as caught:
        pilotzones.zones(batch=number)
    assert caught.value.number == number


@pytest.mark.parametrize("row", BATCHES, ids=lambda row: row["number"])
def test_batches_are_the_rows(row):
    """A batch has its row's number, document, title, days and counts."""
    batch = pilotzones.batches()[int(row["number"]) - 1]
    assert str(batch.number) == row["number"]
    assert (batch.document_no, batch.title_zh, batch.evidence) == (row["document_no"], row["title_zh"], row["evidence"])
    assert (str(batch.approved_on or ""), str(batch.published_on)) == (row["approved_on"], row["published_on"])
    assert str(batch.established_on) == first_day(row["number"])
    assert [batch.zone_count, batch.ever_approved, batch.in_force_after] == [
        int(row[column]) for column in ("zone_count", "ever_approved", "in_force_after")
    ]
    assert batch.sources == tuple(row["sources"].split(";"))


# One zone

TITLED_OTHERWISE = {
    "德宏傣族景颇族自治州": "德宏",
    "红河哈尼族彝族自治州": "红河",
    "大理白族自治州": "大理",
    "喀什地区": "喀什",
    "伊犁哈萨克自治州": "伊犁",
    "博尔塔拉蒙古自治州": "博尔塔拉",
    "海南全岛": "海南",
}


@examples(300)
@given(
    row=st.sampled_from(ZONES),
    spelling=st.sampled_from(["id", "adcode", "name_zh", "title"]),
    with_province=st.booleans(),
)
def test_a_zone_is_found_by_name_code_and_id(row, spelling, with_province):
    """zone() and batch_of() find a zone by its full Chinese name, code, id and official title."""
    if spelling == "title":
        short = TITLED_OTHERWISE.get(row["name_zh"]) or row["name_zh"].removesuffix("市")
        name = f"中国（{short}）跨境电子商务综合试验区"
    else:
        name = row[spelling]
    options = {"province": row["province"]} if with_province else {}
    zone = pilotzones.zone(name, **options)
    assert zone.id == row["id"]
    assert str(pilotzones.batch_of(name, **options).number) == row["batch"]
    if spelling == "title":
        assert zone.official_name == name


@pytest.mark.parametrize("batch", range(1, 9))
def test_zones_are_their_rows(batch):
    """Every field of every zone is its row's, and its days are those of the replies."""
    found = [row for row in ZONES if row["batch"] == str(batch)]
    for row, zone in zip(found, pilotzones.zones(batch=batch), strict=True):
        for field in ("id", "name_zh", "name_en", "adcode", "level", "coordinates_from", "geonames_id", "note"):
            assert getattr(zone, field) == row[field], (row["id"], field)
        assert (zone.longitude, zone.latitude) == (float(row["longitude"]), float(row["latitude"]))
        assert (zone.revoked_by, zone.evidence) == (row["revoked_by"], row["evidence"])
        assert zone.sources == tuple(filter(None, row["sources"].split(";")))
        assert (zone.province.iso, str(zone.batch.number)) == (row["province"], row["batch"])
        assert zone.territory == tuple(TERRITORY[row["id"]])
        assert (str(zone.established_on), str(zone.revoked_on or "9999-12-31")) == IN_FORCE[row["id"]]


@examples(100)
@given(row=st.sampled_from(ZONES), day=DAYS)
def test_a_zone_knows_when_it_was_in_force(row, day):
    """Zone.in_force() is half-open: from the reply's day until the day of the revoking one."""
    assert pilotzones.zone(row["id"]).in_force(day) == in_force(row, day)


@examples(200)
@given(row=st.sampled_from(ZONES), province=st.sampled_from(PROVINCES))
def test_a_zone_is_in_no_other_province(row, province):
    """A zone is found with its own province, and with any other it is unknown."""
    if province["iso"] == row["province"]:
        assert pilotzones.zone(row["name_zh"], province=province["name_zh"]).id == row["id"]
    else:
        with pytest.raises(pilotzones.UnknownPlaceError):
            pilotzones.zone(row["name_zh"], province=province["name_zh"])


# Places


@examples(400)
@given(place=ANY_PLACE.filter(lambda place: place.code not in {"130629", "460000"}), day=DAYS)
def test_a_code_is_one_place(place, day):
    """A GB/T 2260 code asks about its own division and no other."""
    check_name(place.code, day, [place])


@examples(60)
@given(place=st.sampled_from([place for place in PLACES if place.code == "130629"]), day=DAYS)
def test_the_code_that_the_record_of_xiongan_gives_stands_for_the_zone(place, day):
    """130629 is Rongcheng's code and the one in the zone's record; the zone is the higher place."""
    check_name("130629", day, BY_CODE["130629"])
    check_name(place.name, day, [place])


@examples(400)
@given(place=ANY_PLACE, day=DAYS)
def test_a_full_name_asks_about_all_that_bear_it(place, day):
    """A full Chinese name is ambiguous exactly when the places bearing it differ that day, on whatever level."""
    check_name(place.name, day, BY_NAME[place.name])


@examples(400)
@given(place=ANY_PLACE, day=DAYS, column=st.sampled_from(PROVINCE_COLUMNS))
def test_a_province_narrows_a_full_name(place, day, column):
    """With the province, only its places of that name are asked about."""
    (province,) = (row for row in PROVINCES if row["adcode"][:2] == place.code[:2])
    inside = [other for other in BY_NAME[place.name] if other.code[:2] == place.code[:2]]
    check_name(place.name, day, inside, province=province[column])


@examples(100)
@given(place=ANY_PLACE, day=DAYS, province=st.sampled_from(PROVINCES))
def test_a_place_is_in_no_other_province(place, day, province):
    """A full name is unknown in a province that has and had no such place."""
    former = {span.code[:2] for span in SPANS if span.name == place.name}
    if province["adcode"][:2] not in former.union(other.code[:2] for other in BY_NAME[place.name]):
        with pytest.raises(pilotzones.UnknownPlaceError):
            pilotzones.is_zone(place.name, day, province=province["name_zh"])


@pytest.mark.long
@pytest.mark.parametrize("province", sorted({place.code[:2] for place in PLACES}))
def test_every_division_is_covered_as_its_code_says(province):
    """Each division of a province, by code and by name, before and after the last reply and in between."""
    days = [
        datetime.date(2015, 3, 7),
        datetime.date(2021, 1, 1),
        datetime.date(2025, 4, 24),
        datetime.date(2025, 4, 25),
    ]
    (name,) = (row["name_zh"] for row in PROVINCES if row["adcode"][:2] == province)
    for place in (place for place in PLACES if place.code[:2] == province):
        inside = [other for other in BY_NAME[place.name] if other.code[:2] == province]
        for day in days:
            check_name(place.name, day, inside, province=name)
            if place.rank >= 2:
                check_name(place.code, day, BY_CODE[place.code])


@pytest.mark.parametrize(
    ("name", "day", "zone", "covering"),
    [
        ("320583", "2016-01-11", False, None),
        ("320583", "2016-01-12", False, "suzhou-jiangsu"),
        ("昆山市", "2026-01-01", False, "suzhou-jiangsu"),
        ("海口市", "2025-04-24", True, "haikou"),
        ("海口市", "2025-04-25", False, "hainan"),
        ("三亚市", "2025-04-24", True, "sanya"),
        ("469007", "2025-04-24", False, None),
        ("469007", "2025-04-25", False, "hainan"),
        ("雄安新区", "2020-04-26", False, None),
        ("雄安新区", "2020-04-27", True, "xiongan"),
        ("雄安新区", "2025-04-25", True, "xiongan"),
        ("容城县", "2025-04-25", False, "xiongan"),
        ("安新县", "2020-04-27", False, "xiongan"),
        ("雄县", "2019-01-01", False, None),
        ("保定市", "2025-04-25", True, "baoding"),
        ("义乌市", "2018-07-24", True, "yiwu"),
        ("义乌市", "2022-01-22", True, "yiwu"),
        ("东阳市", "2022-01-21", False, None),
        ("东阳市", "2022-01-22", False, "jinhua"),
        ("阿拉山口市", "2025-04-24", True, "alashankou"),
        ("阿拉山口市", "2025-04-25", False, "bortala"),
        ("双河市", "2025-04-25", False, None),
        ("浦东新区", "2016-01-12", False, "shanghai"),
        ("喀什市", "2022-01-22", False, "kashgar"),
        ("大理市", "2022-11-14", False, "dali"),
        ("塔城地区", "2023-01-01", False, None),
        ("济源市", "2026-01-01", False, None),
        ("朝阳市", "2026-01-01", False, None),
        ("嘉峪关市", "2026-01-01", False, None),
    ],
)
def test_places_of_special_interest(name, day, zone, covering):
    """Literal expectations for places inside zones, inside two zones, and between two replies."""
    assert pilotzones.is_zone(name, day) is zone
    assert getattr(pilotzones.covering_zone(name, day), "id", None) == covering


@pytest.mark.parametrize(
    ("name", "ambiguous", "begins"),
    [
        ("Taizhou", [("2020-04-27", "2022-01-21")], {"浙江省": "2020-04-27", "江苏省": "2022-01-22"}),
        ("Suzhou", [("2016-01-12", "2030-01-01")], {"江苏省": "2016-01-12"}),
        ("Fuzhou", [("2019-12-15", "2030-01-01")], {"福建省": "2019-12-15"}),
        ("Yichun", [("2022-11-14", "2030-01-01")], {"江西省": "2022-11-14"}),
    ],
)
def test_cities_that_are_written_alike(name, ambiguous, begins):
    """For two prefectures written alike the answer is ambiguous only while they differ; the province decides."""
    for begin, end in ambiguous:
        first = datetime.date.fromisoformat(begin)
        for day in (first, datetime.date.fromisoformat(end)):
            with pytest.raises(pilotzones.AmbiguousPlaceError) as caught:
                pilotzones.is_zone(name, day)
            assert len(caught.value.candidates) >= 2
        assert pilotzones.is_zone(name, first - datetime.timedelta(days=1)) is False
    for province, begin in begins.items():
        assert pilotzones.is_zone(name, begin, province=province) is True


def test_taizhou_is_a_zone_again_without_a_doubt_once_both_are():
    """Both places called Taizhou are zones from 22 January 2022, but not the same one."""
    assert pilotzones.is_zone("Taizhou", "2022-01-22") is True
    with pytest.raises(pilotzones.AmbiguousPlaceError):
        pilotzones.covering_zone("Taizhou", "2022-01-22")
    with pytest.raises(pilotzones.AmbiguousPlaceError):
        pilotzones.zone("Taizhou")
    assert pilotzones.batch_of("Fuzhou").number == 4


@examples(150)
@given(name=strategies.non_zone_places(), day=DAYS)
def test_a_place_that_was_never_a_zone_is_none_on_any_day(name, day):
    """By any of its names and by its code; a full name is borne by no zone and a code is none's."""
    assert pilotzones.is_zone(name, day) is False
    assert not any(place.zone for place in (*BY_NAME.get(name, ()), *BY_CODE.get(name, ())))


@pytest.mark.parametrize("day", [datetime.date(2016, 1, 12), datetime.date(2020, 6, 1), datetime.date(2026, 1, 1)])
def test_an_ambiguous_name_is_that_of_places_whose_answers_differ(day):
    """Its candidates, asked about by their codes, lie in different zones by the tables, or some in none."""

    @examples(60)
    @given(name=strategies.ambiguous_names(date=day))
    def differ(name):
        with pytest.raises(pilotzones.AmbiguousPlaceError) as caught:
            pilotzones.covering_zone(name, day)
        assert len({covering(place.territory, day) for place in caught.value.candidates}) > 1

    differ()


ALSO_PLACES = {"110000", "120000", "310000", "460000", "500000"}  # municipalities and the zone that is a province


@examples(40)
@given(row=st.sampled_from([row for row in PROVINCES if row["adcode"] not in ALSO_PLACES]), day=DAYS)
def test_a_province_is_no_place_to_ask_about(row, day):
    """is_zone() and covering_zone() raise UnknownPlaceError for a province's full name, which is not a city."""
    for question in (pilotzones.is_zone, pilotzones.covering_zone):
        with pytest.raises(pilotzones.UnknownPlaceError):
            question(row["name_zh"], day)
