"""What a name means on a day: former places, namesakes, changes without a day, days before a place."""

import pytest

from pilotzones import Dataset
from pilotzones.arguments import ArgumentTypeError
from pilotzones.dates import InvalidDateError
from pilotzones.geography.errors import (
    AmbiguousPlaceError,
    InvalidPlaceError,
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
