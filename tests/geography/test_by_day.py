"""What a name means on a day: former places, namesakes, changes without a day, days before a place."""

import re

import pytest
from divisions import DATA as TABLES
from divisions import SPANS, map_of
from tables import read

from pilotzones import Dataset
from pilotzones.arguments import ArgumentTypeError
from pilotzones.dates import InvalidDateError
from pilotzones.geography.errors import (
    AmbiguousPlaceError,
    InvalidPlaceError,
    OutsideMainlandError,
    PlaceTypeError,
    UnknownDayOfChangeError,
    UnknownPlaceError,
)

DATA = Dataset.bundled()


@pytest.mark.parametrize("name", ["220381", "公主岭市", "公主岭", "Gongzhuling"])
def test_gongzhuling_moved_from_siping_to_changchun_in_2020(name):
    """Siping has no zone; Changchun has one since 2018. The day of the move is not known."""
    assert DATA.covering_zone(name, "2019-12-31") is None
    assert DATA.covering_zone(name, "2021-01-01").id == "changchun"
    with pytest.raises(
        UnknownDayOfChangeError, match="from 2020-01-01 to 2020-08-31; which day is not known"
    ) as caught:
        DATA.covering_zone(name, "2020-06-01")
    assert [place.adcode for place in caught.value.candidates] == ["220381", "220184"]


@pytest.mark.parametrize("name", ["512081", "简阳市", "简阳"])
def test_jianyang_moved_from_ziyang_to_chengdu_in_may_2016(name):
    """Chengdu is a zone since 2016-01-12, Ziyang is none."""
    assert DATA.covering_zone(name, "2016-02-01") is None
    assert DATA.covering_zone(name, "2016-06-01").id == "chengdu"


@pytest.mark.parametrize(
    ("name", "last_year", "own", "today"),
    [
        ("371200", 2017, "371200", ["370116", "370117"]),
        ("莱芜市", 2017, "371200", ["370116", "370117"]),
        ("512081", 2015, "512081", ["510185"]),
        ("220381", 2019, "220381", ["220184"]),
        ("370282", 2016, "370282", ["370215"]),
        ("即墨市", 2016, "370282", ["370215"]),
        ("襄樊市", 2009, "420600", ["420600"]),
        ("思茅市", 2006, "530800", ["530800"]),
        ("毕节地区", 2010, "522400", ["520500"]),
        ("铜仁地区", 2010, "522200", ["520600"]),
        ("日喀则地区", 2013, "542300", ["540200"]),
        ("那曲地区", 2016, "542400", ["540600"]),
        ("哈密地区", 2015, "652200", ["650500"]),
        ("吐鲁番地区", 2014, "652100", ["650400"]),
        ("海东地区", 2012, "632100", ["630200"]),
    ],
)
def test_a_former_name_is_itself_while_it_is_on_the_map_and_its_successors_afterwards(name, last_year, own, today):
    """By the yearly tables; several successors are all in the error."""
    assert DATA.place(name, f"{last_year}-06-30").adcode == own
    if len(today) == 1:
        assert DATA.place(name, "2026-01-01").adcode == today[0]
    else:
        with pytest.raises(AmbiguousPlaceError, match="became 2 places") as caught:
            DATA.place(name, "2026-01-01")
        assert [place.adcode for place in caught.value.candidates] == today


def test_the_name_before_is_of_its_time():
    """襄樊 was the name of 襄阳 until 2010."""
    assert (DATA.place("襄樊市", "2009-01-01").name_zh, DATA.place("襄樊市", "2020-01-01").name_zh) == (
        "襄樊市",
        "襄阳市",
    )
    assert DATA.place("襄樊市", "2009-01-01").in_use_until == 2010


@pytest.mark.parametrize(
    ("name", "full", "code"),
    [
        ("朝阳", "朝阳市", "211300"),
        ("Baoshan", "保山市", "530500"),
        ("Fuyang", "阜阳市", "341200"),
        ("Jinzhou", "锦州市", "210700"),
        ("Wuwei", "武威市", "620600"),
    ],
)
def test_a_lower_namesake_with_another_answer_is_never_a_silent_no(name, full, code):
    """The highest bearer alone would answer None; the full form, a code or the province decides."""
    with pytest.raises(AmbiguousPlaceError, match=r"Pass the province .*, the full Chinese name or the code") as caught:
        DATA.covering_zone(name, "2026-01-01")
    highest = caught.value.candidates[0]
    assert (highest.adcode, highest.level) == (code, "prefecture")
    assert any(place.level == "county" for place in caught.value.candidates)
    assert DATA.covering_zone(full, "2026-01-01") == DATA.covering_zone(code, "2026-01-01")
    for place in caught.value.candidates:
        near = [other for other in caught.value.candidates if other.province == place.province]
        if len(near) == 1:
            inside = DATA.covering_zone(name, "2026-01-01", province=place.province.name_zh)
            assert inside == DATA.covering_zone(place.adcode, "2026-01-01")


def test_all_spellings_with_lower_namesakes_of_another_answer_raise():
    """Counted in the tables: of the names of a prefecture and of a county, those with different answers."""
    gazetteer = DATA.register.gazetteer
    shared = [
        (name, keys)
        for name, found in gazetteer.place_keys.items()
        for keys in [gazetteer.from_the_top(found)]
        if len(keys) > 1 and gazetteer.level(keys[0]) == "prefecture"
    ]
    raised = 0
    for name, keys in shared:
        answers = {zone and zone.id for key in keys for zone in [DATA.covering_zone(key, "2026-01-01")]}
        inner = {key[:4] for key in keys}
        try:
            found = DATA.covering_zone(name, "2026-01-01")
        except AmbiguousPlaceError:
            assert len(answers) > 1
            raised += 1
        else:
            assert answers == {found and found.id} or len(inner) == 1
    assert raised > 60


def test_days_before_a_place():
    """place() refuses and names what its area was; covering_zone answers for that."""
    with pytest.raises(
        UnknownPlaceError, match=r"did not exist on 1991-06-30: .* since 1992; its area was part of"
    ) as caught:
        DATA.place("浦东新区", "1991-06-30")
    assert caught.value.near_misses[0].province.name_en == "Shanghai"
    with pytest.raises(UnknownPlaceError, match="since 2013; its area was part of 广安区"):
        DATA.place("前锋区", "2012-06-01")


def test_what_was_there_before_may_not_be_known():
    """The yearly tables begin in 1981 and give no predecessors of the first places."""
    with pytest.raises(UnknownPlaceError, match="what was there before is not known"):
        DATA.place("341600", "1999-06-01")
    with pytest.raises(UnknownPlaceError, match="what was there before is not known"):
        DATA.covering_zone("341600", "1999-06-01")


def test_a_province_that_does_not_contain_the_place():
    """The error says where the name is."""
    with pytest.raises(
        UnknownPlaceError, match=r"Jiangsu 江苏省 has no '杭州'; there is Hangzhou 杭州市 \(330100, Zhejiang\)"
    ):
        DATA.place("杭州", province="江苏")
    with pytest.raises(UnknownPlaceError, match="'杭州' is not a province"):
        DATA.place("西湖区", province="杭州")


@pytest.mark.parametrize("name", ["", "  ", "\t", "a\tb", "x" * 101])
def test_rubbish_is_refused(name):
    """Blank, with control characters, too long."""
    with pytest.raises(InvalidPlaceError):
        DATA.place(name)


@pytest.mark.parametrize("name", [None, 330100, 330100.0, b"x", ["杭州"]])
def test_what_is_not_text_is_refused(name):
    """A number is no code: it may have lost digits."""
    with pytest.raises(PlaceTypeError, match="is not text: pass the name or the GB/T 2260 code of a place as a str"):
        DATA.place(name)


def test_a_code_means_the_division_and_a_special_zone_its_name():
    """130629 is 容城县; in questions about zones the record of Xiong'an gives it this code."""
    assert DATA.place("130629").name_zh == "容城县"
    assert DATA.place("雄安新区").level == "special"
    assert DATA.covering_zone("130629", "2026-01-01").id == "xiongan"


def test_places_of_a_day():
    """By province, level and date; the words are checked."""
    assert [place.name_zh for place in DATA.places(province="浙江", level="prefecture")][:2] == ["杭州市", "宁波市"]
    assert len(DATA.places(province="Zhejiang", level="prefecture")) == 11
    assert [place.name_zh for place in DATA.places(level="special")] == ["雄安新区"]
    assert len(DATA.places(level="province")) == 31
    assert "371200" in {place.adcode for place in DATA.places(province="山东", date="2015-01-01")}
    assert "371200" not in {place.adcode for place in DATA.places(province="山东")}
    with pytest.raises(ArgumentTypeError, match="level must be 'province' or 'special' or 'prefecture' or 'county'"):
        DATA.places(level="city")
    with pytest.raises(InvalidDateError, match="The map is known from 2000 on; 1999-12-31 is earlier"):
        DATA.places(date="1999-12-31")
    with pytest.raises(UnknownPlaceError, match="No province"):
        DATA.places(province="Atlantis")


# Changes without a day


@pytest.mark.parametrize("name", ["371200", "莱芜市"])
def test_a_place_that_became_several_on_a_day_that_is_not_known(name):
    """莱芜市 became two districts of Jinan, which is a zone only since 15 December 2019: about zones nothing differs."""
    with pytest.raises(
        UnknownDayOfChangeError,
        match=r"莱芜市 \(371200, Shandong, until 2018\) became 莱芜区 .*, 钢城区 .* from 2018-01-01 to 2019-01-31",
    ) as caught:
        DATA.place(name, "2018-07-01")
    assert [place.adcode for place in caught.value.candidates] == ["371200", "370116", "370117"]
    assert DATA.covering_zone(name, "2018-07-01") is None
    assert DATA.covering_zone(name, "2019-12-14") is None
    assert DATA.covering_zone(name, "2019-12-15").id == "jinan"


def test_an_answer_lists_what_the_name_may_mean_before_and_after_a_change():
    """As long as the day of the change is not known: 莱芜市, and the two districts that it became."""
    places = DATA.zone_answer("莱芜市", "2018-07-01").places
    assert [place.adcode for place in places] == ["371200", "370116", "370117"]
    assert [place.adcode for place in DATA.zone_answer("莱芜市", "2017-12-31").places] == ["371200"]
    assert [place.adcode for place in DATA.zone_answer("莱芜市", "2019-01-31").places] == ["370116", "370117"]


def test_a_place_that_came_of_several_on_a_day_that_is_not_known():
    """红谷滩区 was made of parts of two districts in 2019, all of them in Nanchang's zone."""
    with pytest.raises(
        UnknownDayOfChangeError, match=r"红谷滩区 .* was formed from parts of 东湖区 .*, 新建区 .* on a day"
    ) as caught:
        DATA.place("红谷滩区", "2019-06-01")
    assert [place.adcode for place in caught.value.candidates] == ["360102", "360112", "360113"]
    assert DATA.covering_zone("红谷滩区", "2019-06-01").id == "nanchang"


def test_namesakes_are_ambiguous_also_while_one_of_them_changes():
    """The 市中区 of Jining went to 任城区 in 2013; those of four other cities stayed."""
    with pytest.raises(AmbiguousPlaceError, match="'市中区' is the name of 4 places") as caught:
        DATA.place("市中区", "2013-06-01")
    assert not isinstance(caught.value, UnknownDayOfChangeError)
    assert [place.adcode for place in caught.value.candidates] == ["370103", "370402", "511002", "511102"]
    with pytest.raises(UnknownDayOfChangeError) as caught:
        DATA.place("370802", "2013-06-01")
    assert [place.adcode for place in caught.value.candidates] == ["370802", "370811"]


def test_a_day_before_a_place_whose_area_changed_in_that_year():
    """简阳市 has its code of today since 2016; in 2000 its area got another code, on a day that is not known."""
    with pytest.raises(UnknownPlaceError, match=r"'510185' did not exist on 2000-06-01: .* since 2016") as caught:
        DATA.place("510185", "2000-06-01")
    assert [place.adcode for place in caught.value.near_misses] == ["513902", "512081"]


def test_a_place_that_may_have_begun_of_what_is_not_known():
    """来宾市 was made in 2002 of the area of no division that the tables name."""
    for ask in (DATA.place, DATA.covering_zone):
        with pytest.raises(UnknownPlaceError, match=r"'451300' did not exist on 2002-06-01.*before is not known"):
            ask("451300", "2002-06-01")
    assert DATA.place("451300", "2002-12-31").name_zh == "来宾市"


@pytest.mark.parametrize(("name", "since"), [("110111", 1986), ("房山区", 1986), ("110112", 1997), ("370500", 1982)])
def test_what_was_there_before_the_first_map_is_not_known(name, since):
    """房山区 came in 1986, and 2000 is the first year of which every division is known; there were no zones."""
    with pytest.raises(UnknownPlaceError, match=rf"since {since}; what was there before is not known") as caught:
        DATA.place(name, f"{since - 1}-06-01")
    assert caught.value.near_misses == ()
    assert DATA.covering_zone(name, f"{since - 1}-06-01") is None


# Successors in several parts


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("341400", ["巢湖市", "庐江县", "无为市", "含山县", "鸠江区", "和县"]),
        ("371200", ["莱芜区", "钢城区"]),
    ],
)
def test_a_former_place_in_several_parts_lists_them_all(name, candidates):
    """By what each of them is today; one that has the same answer everywhere has an answer."""
    with pytest.raises(AmbiguousPlaceError, match=rf"became {len(candidates)} places with different answers") as caught:
        DATA.place(name, "2026-01-01")
    assert [place.name_zh for place in caught.value.candidates] == candidates
    assert not isinstance(caught.value, UnknownDayOfChangeError)
    assert caught.value.name == name


def test_a_former_place_in_several_parts_has_the_answer_that_all_of_them_share():
    """Both parts of 莱芜 are Jinan's; those of 巢湖 went to Hefei, Wuhu and Ma'anshan, of which none was a zone in 2015."""
    assert DATA.covering_zone("莱芜市", "2026-01-01").id == "jinan"
    assert DATA.covering_zone("341400", "2015-12-31") is None
    with pytest.raises(AmbiguousPlaceError, match="became 6 places"):
        DATA.covering_zone("341400", "2016-01-12")


# Lists


STATISTICAL = {row["adcode"] for row in read(TABLES, "divisions")} - {span.code for span in SPANS}


@pytest.mark.parametrize("year", range(2000, 2025))
def test_the_places_of_a_year_are_those_of_its_map(year):
    """On 31 December, in the order of the codes; with them the areas of statistics and the special zone."""
    places = DATA.places(date=f"{year}-12-31")
    codes = [place.adcode for place in places]
    assert codes == sorted(codes)
    assert len({(place.adcode, place.level) for place in places}) == len(places)
    assert {place.adcode: place.name_zh for place in places if place.in_use_from} == map_of(year)
    assert {place.adcode for place in places if not place.in_use_from} == STATISTICAL | {"130629"}


@pytest.mark.parametrize(("level", "ending"), [("province", "0000"), ("prefecture", "00"), ("county", "")])
@pytest.mark.parametrize(
    ("province", "prefix"), [(None, ""), ("浙江", "33"), ("Beijing", "11"), ("CN-HI", "46"), ("650000", "65")]
)
def test_places_are_narrowed_by_province_and_level(province, prefix, level, ending):
    """As the codes say it."""
    expected = {code for code in map_of(2019) if code.startswith(prefix) and code.endswith(ending)}
    expected -= {code for code in expected if level == "prefecture" and code.endswith("0000")}
    expected = {code for code in expected if not code.endswith("00")} if level == "county" else expected
    places = DATA.places(province=province, level=level, date="2019-12-31")
    assert {place.adcode for place in places if place.in_use_from} == expected
    assert {place.level for place in places} <= {level}


def test_places_without_a_day_are_those_of_the_last_verified_one():
    """And on a day of a year of changes, those of its 31 December, unless a page gives the days."""
    assert DATA.places(level="prefecture") == DATA.places(level="prefecture", date=DATA.verified_through())
    assert {place.adcode for place in DATA.places(province="四川", date="2016-04-30")} >= {"512081"}
    assert {place.adcode for place in DATA.places(province="四川", date="2016-05-31")} >= {"510185"}
    assert {place.adcode for place in DATA.places(province="山东", date="2017-01-01")} >= {"370215"}


# What cannot be asked


@pytest.mark.parametrize(
    ("question", "name", "says"),
    [
        (DATA.zones_in, "330100", r"'330100' is not a province: Hangzhou 杭州市 \(330100, Zhejiang\)"),
        (DATA.zones_in, "330106", r"'330106' is not a province: Xihu 西湖区"),
        (DATA.zone, "330106", r"西湖区 \(330106, Zhejiang\) has never been a pilot zone itself"),
        (DATA.zone, "330000", r"浙江省 is a province, not a city: zones_in\('330000'\)"),
        (DATA.zone, "371200", r"莱芜市 \(371200, Shandong, until 2018\) has never been a pilot zone itself"),
    ],
)
def test_a_code_of_the_wrong_level_is_refused(question, name, says):
    """The error says what it is the code of, and what to ask."""
    with pytest.raises(UnknownPlaceError, match=says) as caught:
        question(name)
    assert [place.adcode for place in caught.value.near_misses] == [name]


@pytest.mark.parametrize(
    "name", ["123", "1", "0", "12345678", "999999", "1234567890123", "?!", "杭", "ß", "NaN", "null"]
)
def test_what_is_no_name_or_code_is_unknown(name):
    """One error for every question, with no place that is not meant."""
    for ask in (DATA.place, lambda text: DATA.covering_zone(text, "2026-01-01")):
        with pytest.raises(UnknownPlaceError, match=rf"^No place has the name {re.escape(repr(name))}"):
            ask(name)


@pytest.mark.parametrize("province", ["", " ", "\t"])
def test_a_blank_province_is_refused(province):
    """None is for everywhere; a blank cell of a column is neither."""
    with pytest.raises(InvalidPlaceError, match="blank"):
        DATA.place("昆山", province=province)
    with pytest.raises(InvalidPlaceError, match="blank"):
        DATA.places(province=province)


@pytest.mark.parametrize("province", ["香港", "Macao", "710000"])
def test_a_province_outside_the_mainland_is_said_to_be(province):
    """As for a place."""
    with pytest.raises(OutsideMainlandError):
        DATA.place("昆山", province=province)
    with pytest.raises(OutsideMainlandError):
        DATA.places(province=province)


def test_a_place_formed_from_one_that_remains_did_not_become_of_it():
    """Xinjiang did not become 白杨市 in 2023; the county-level 即墨市 became a district in 2017."""
    with pytest.raises(
        UnknownDayOfChangeError, match=r": 白杨市 .* was formed from parts of 新疆维吾尔自治区 .* on a day"
    ):
        DATA.place("白杨", "2023-06-01")
    with pytest.raises(UnknownDayOfChangeError, match=r": 即墨市 .* became 即墨区 .* on a day"):
        DATA.place("即墨", "2017-06-01")
