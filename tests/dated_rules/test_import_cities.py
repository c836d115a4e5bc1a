"""Where bonded retail imports were open: the documents' cities, what lies in and around them, and what nobody knows."""

import datetime
import re

import pytest
from tables import read, write

import pilotzones
from pilotzones import AmbiguousPlaceError, Dataset, UnknownPlaceError
from pilotzones.records.import_answers import STATUS_OF

DATA = Dataset.bundled()
TEN = ("天津", "上海", "杭州", "宁波", "郑州", "广州", "深圳", "重庆", "福州市", "平潭")
FIVE = ("合肥", "成都", "大连", "青岛", "320500")
SOME_OF_22 = ("北京", "海口", "义乌", "东莞", "唐山")


def ask(place, day):
    """Give status, reason and evidence."""
    answer = DATA.import_city(place, day)
    return answer.status, answer.reason, answer.evidence


@pytest.mark.parametrize(
    ("places", "first_day"), [(TEN, "2016-05-11"), (FIVE, "2018-01-01"), (SOME_OF_22, "2019-01-01")]
)
def test_designated_cities_are_open_from_their_day_on(places, first_day):
    """And not before it, where the list before is wholly known."""
    first = datetime.date.fromisoformat(first_day)
    before = first - datetime.timedelta(days=1)
    for place in places:
        assert ask(place, first) == ("open", "designated", "confirmed")
        assert ask(place, "2026-01-01")[:2] == ("open", "designated")
        if first_day == "2016-05-11":
            assert ask(place, before) == ("unknown", "before the lists", None)
        else:
            assert ask(place, before) == ("not open", "not on the list", "derived")


def test_an_answer_has_document_city_and_sources():
    """Those of the row."""
    answer = DATA.import_city("Suzhou", "2018-01-01", province="Jiangsu")
    (city,) = answer.cities
    assert (city.adcode, city.name_zh, city.designated_on) == ("320500", "苏州", datetime.date(2018, 1, 1))
    assert answer.document == city.document
    assert "five more cities" in answer.document
    assert answer.sources == city.sources == ("S109", "S110", "S111", "S112")
    assert [source.id for source in DATA.sources(of=answer)] == [*answer.sources]
    assert [place.name_zh for place in answer.places] == ["苏州市"]
    assert (answer.listed, answer.listed_known) == (15, 15)
    assert (answer.data_version, answer.zone) == ("2026.2", None)
    assert str(city) == f"Suzhou 苏州, designated from 2018-01-01: {city.document}"


@pytest.mark.parametrize(
    ("place", "day", "expected"),
    [
        ("昆山市", "2018-01-01", ("open", "inside a designated city", "derived")),
        ("昆山市", "2017-12-31", ("not open", "not on the list", "derived")),
        ("浦东新区", "2016-05-11", ("open", "inside a designated city", "derived")),
        # Pingtan has a designation of its own beside that of Fuzhou, in which it lies.
        ("350128", "2016-05-11", ("open", "designated", "confirmed")),
        # The whole of Hainan: Sanya lies in it, Haikou had a designation of its own before.
        ("三亚", "2020-01-16", ("not open", "not on the list", "derived")),
        ("三亚", "2020-01-17", ("open", "inside a designated city", "derived")),
        ("琼海", "2020-01-17", ("open", "inside a designated city", "derived")),
        ("海南省", "2020-01-17", ("open", "designated", "confirmed")),
        ("海南省", "2019-06-01", ("unknown", "only a part", "confirmed")),
        ("海口", "2020-01-17", ("open", "designated", "confirmed")),
        # A county of a city that only an unsourced row names.
        ("宁城县", "2020-06-01", ("unknown", "unsourced", "unsourced")),
        # By the map of the day: 公主岭 came to Changchun in June 2020, 莱芜 to Jinan in January 2019.
        ("公主岭", "2019-06-01", ("not open", "not on the list", "derived")),
        ("公主岭", "2020-12-31", ("open", "inside a designated city", "derived")),
    ],
)
def test_a_place_in_a_designated_city_is_open_with_it(place, day, expected):
    """That follows from its code of the day, and says so."""
    assert ask(place, day) == expected


def test_a_place_of_which_a_part_is_designated_has_no_one_answer():
    """Yiwu lies in Jinhua and is listed, Jinhua is not; the answer names the part."""
    answer = DATA.import_city("金华市", "2019-06-01")
    assert (answer.status, answer.reason) == ("unknown", "only a part")
    assert [city.name_en for city in answer.cities] == ["Yiwu"]
    assert "Yiwu 义乌" in answer.why
    # Of Yanbian only an unsourced row says that a part, Hunchun, was designated.
    answer = DATA.import_city("延边", "2020-06-01")
    assert (answer.status, answer.reason, answer.cities[0].name_en) == ("unknown", "unsourced", "Hunchun")


@pytest.mark.parametrize("place", ["保定", "香洲区", "拉萨", "台州"])
def test_absence_from_a_wholly_known_list_is_a_no(place):
    """As long as every city is known: 10, 15 and 37 of them, of which all are printed."""
    inside = place == "香洲区"  # of Zhuhai, one of the 37
    for day in ("2016-05-11", "2017-12-31", "2018-12-31"):
        assert ask(place, day) == ("not open", "not on the list", "derived")
    answer = DATA.import_city(place, "2020-01-16")
    assert answer.status == ("open" if inside else "not open")
    assert (answer.listed, answer.listed_known) == (37, 37)
    if not inside:
        assert answer.document == "商财发〔2018〕486号"


def test_absence_from_a_list_known_in_part_is_unknown():
    """43 of 88 are printed: Baoding may be one of the others, for all that the data knows."""
    answer = DATA.import_city("保定", "2020-06-01")
    assert (answer.status, answer.reason, answer.evidence) == ("unknown", "list known in part", None)
    assert (answer.listed, answer.listed_known, answer.document) == (88, 43, "商财发〔2020〕15号")
    assert answer.sources == ("S115", "S116", "S916")
    assert "88 cities were designated by then (商财发〔2020〕15号), 43 of them" in answer.why


@pytest.mark.parametrize(
    ("place", "evidence"), [("石家庄", "single"), ("南通", "single"), ("舟山", "single"), ("汕头", "single")]
)
def test_the_cities_of_2020_that_a_page_prints_are_open(place, evidence):
    """One page each."""
    assert ask(place, "2020-01-17") == ("open", "designated", evidence)


def test_an_unsourced_row_decides_nothing():
    """It is shown, and the answer is unknown."""
    answer = DATA.import_city("赤峰", "2020-01-17")
    assert (answer.status, answer.reason, answer.evidence, answer.sources) == ("unknown", "unsourced", "unsourced", ())
    assert answer.cities[0].name_en == "Chifeng"
    assert "no page found prints" in answer.why


def test_an_assumed_row_decides_nothing_either(folder):
    """No page prints it."""
    city = {"name_zh": "保定", "name_en": "Baoding", "province_zh": "河北省", "adcode": "130600", "evidence": "assumed"}
    lists = {"effective_from": "2027-01-01", "document": "made up", "listed": "89", "evidence": "assumed"}
    own = folder(import_cities=[{**city, "designated_on": "2020-06-01", "document": "made up"}], import_lists=[lists])
    answer = Dataset.load(own).import_city("保定", "2020-06-01")
    assert (answer.reason, answer.evidence, answer.listed_known) == ("unsourced", "assumed", 43)


def test_every_pilot_zone_may_since_march_2021_once_customs_confirms():
    """By 商财发〔2021〕39号; the data does not know of the customs, and says so."""
    assert ask("赤峰", "2021-03-17") == ("unknown", "unsourced", "unsourced")
    answer = DATA.import_city("赤峰", "2021-03-18")
    assert (answer.status, answer.reason, answer.document) == (
        "open once confirmed",
        "pilot zone",
        "商财发〔2021〕39号",
    )
    assert answer.zone == DATA.zone("Chifeng")
    assert answer.evidence == "confirmed"
    assert set(answer.sources) > set(answer.zone.sources)
    assert "open once the local customs has confirmed" in str(answer)
    assert "whether it has is not in the data" in answer.why
    # A county of a zone follows from that; a zone that no page prints decides nothing.
    assert ask("宁城县", "2021-03-18") == ("open once confirmed", "pilot zone", "derived")
    assert ask("焦作", "2023-01-01") == ("unknown", "unsourced", "unsourced")
    assert DATA.import_city("焦作", "2023-01-01").zone.id == "jiaozuo"
    assert "Jiaozuo 焦作" in DATA.import_city("焦作", "2023-01-01").why
    # Xiong'an has the codes of three counties.
    assert ask("雄安新区", "2021-03-18")[:2] == ("open once confirmed", "pilot zone")


def test_a_place_without_a_zone_may_have_another_ground():
    """A comprehensive bonded zone, for one; a zone that comes later decides from its day on."""
    assert ask("保定", "2021-03-17")[1] == "list known in part"
    answer = DATA.import_city("保定", "2021-03-18")
    assert (answer.status, answer.reason, answer.evidence) == ("unknown", "other grounds", None)
    assert answer.document == "商财发〔2021〕39号"
    assert "comprehensive bonded zone" in answer.why
    assert ask("保定", "2025-04-24")[1] == "other grounds"
    assert ask("保定", "2025-04-25")[:2] == ("open once confirmed", "pilot zone")


def test_before_the_customs_mode_it_was_open_nowhere():
    """1210 exists since 2014-08-01; from then to the first list nobody says where."""
    for place in ("杭州", "保定"):
        answer = DATA.import_city(place, "2014-07-31")
        assert (answer.status, answer.reason, answer.evidence) == ("not open", "mode not in force", "confirmed")
        assert (answer.document, answer.listed) == ("海关总署公告2014年第57号", None)
        assert answer.sources == DATA.rule("mode_1210", "2014-08-01").sources != ()
        assert ask(place, "2014-08-01") == ("unknown", "before the lists", None)
        assert ask(place, "2016-05-10") == ("unknown", "before the lists", None)


def test_names_of_several_places_need_one_answer():
    """台州 and 泰州 were both not listed in 2019; the three places called Hainan differ in 2020."""
    answer = DATA.import_city("Taizhou", "2019-06-01")
    assert {place.adcode for place in answer.places} == {"331000", "321200"}
    assert answer.status == "not open"
    with pytest.raises(AmbiguousPlaceError):
        DATA.import_city("Hainan", "2020-06-01")
    with pytest.raises(AmbiguousPlaceError, match=r"苏州市 .*宿州市 "):
        DATA.import_city("Suzhou", "2019-06-01")
    with pytest.raises(UnknownPlaceError):
        DATA.import_city("Atlantis", "2019-06-01")
    with pytest.raises(pilotzones.InvalidDateError):
        DATA.import_city("杭州", "2019")


@pytest.mark.parametrize("place", ["浙江省", "四川"])
def test_a_province_has_no_answer(place):
    """But for Hainan, which was designated as a whole."""
    with pytest.raises(UnknownPlaceError):
        DATA.import_city(place, "2019-06-01")


def test_the_answer_knows_how_old_the_data_is():
    """It rests on rules, zones and the map; the earliest day counts."""
    assert DATA.import_city("杭州", "2024-12-31").is_beyond_verified is False
    answer = DATA.import_city("杭州", "2025-01-01")
    assert (answer.is_beyond_verified, answer.verified_through) == (True, datetime.date(2024, 12, 31))
    assert str(answer).splitlines()[1].startswith("2025-01-01 is after 2024-12-31")
    assert len(str(answer).splitlines()) == 2
    with pytest.raises(pilotzones.BeyondVerifiedDataError):
        DATA.import_city("杭州", "2025-01-01", max_age=0)


def test_an_answer_has_no_truth_value():
    """There are three answers."""
    with pytest.raises(TypeError, match=r"ask for \.status"):
        bool(DATA.import_city("杭州", "2020-01-01"))


def test_all_cities_known_make_absence_a_no_again(tables):
    """A user who has the document of 2020 has its cities printed; from March 2021 on other grounds remain."""
    cities = [
        {**row, "evidence": "single", "sources": "S115"} if row["evidence"] == "unsourced" else row
        for row in read(tables, "import_cities")
    ]
    data = Dataset([write(tables, import_cities=cities)])
    assert data.import_city("保定", "2020-06-01").reason == "not on the list"
    assert data.import_city("赤峰", "2020-06-01").status == "open"
    assert data.import_city("保定", "2021-03-18").reason == "other grounds"
    # If no other ground were in the law, absence would be a no there as well.
    grounds = [row for row in read(tables, "import_grounds") if row["ground"] == "pilot_zone"]
    data = Dataset([write(tables, import_grounds=grounds)])
    assert data.import_city("保定", "2021-03-18").reason == "not on the list"


def test_a_ground_of_a_user_is_a_row(folder):
    """Whatever a later document says."""
    own = folder(
        import_grounds=[
            {
                "ground": "pilot_zone",
                "name_en": "pilot zone",
                "name_zh": "综试区",
                "effective_from": "2020-02-01",
                "document": "made up",
                "evidence": "derived",
                "sources": "S115",
            }
        ]
    )
    answer = Dataset.load(own).import_city("赤峰", "2020-02-01")
    assert (answer.reason, answer.document, answer.evidence) == ("pilot zone", "made up", "derived")


def test_a_mode_that_ended_is_not_in_force(tables):
    """Should the customs ever end it."""
    modes = [
        {**row, "effective_to": "2026-01-31"} if row["code"] == "1210" else row
        for row in read(tables, "supervision_codes")
    ]
    data = Dataset([write(tables, supervision_codes=modes)])
    assert data.import_city("杭州", "2026-01-31").status == "open"
    assert data.import_city("杭州", "2026-02-01").reason == "mode not in force"


PLACES = ("杭州", "昆山市", "金华市", "保定", "赤峰", "宁城县", "焦作", "台州", "350128")
DAYS = ("2014-01-01", "2015-01-01", "2017-01-01", "2019-06-01", "2020-06-01", "2024-06-01", "2026-01-01")


@pytest.mark.parametrize("day", DAYS)
def test_both_languages_tell_the_same(day):
    """The same document, numbers and days, and one line for each in the other."""
    for place in PLACES:
        answer = DATA.import_city(place, day)
        english, chinese = answer.explain(), answer.explain("zh")
        assert english == str(answer)
        assert answer.why in english
        assert len(english.splitlines()) == len(chinese.splitlines()) == 1 + answer.is_beyond_verified
        assert sorted(numbers(english)) == sorted(numbers(chinese))
        assert answer.document in english
        assert answer.document_zh in chinese
        for city in answer.cities:
            assert city.name_zh in chinese
            assert city.name_en in english
        assert answer.status == STATUS_OF[answer.reason]


def numbers(text):
    """Find the numbers, with each day as ISO text."""
    iso = re.sub(r"(\d+)年(\d+)月(\d+)日", lambda day: datetime.date(*map(int, day.groups())).isoformat(), text)
    return re.findall(r"\d+(?:-\d+)*", iso)


def test_every_reason_is_given_by_some_answer():
    """Of the closed set."""
    found = {DATA.import_city(place, day).reason for place in PLACES for day in DAYS if day < "2026"}
    found |= {DATA.import_city("保定", "2022-06-01").reason}
    assert found == set(STATUS_OF)


def test_the_document_is_named_in_both_languages():
    """No English stands in a Chinese sentence; a document that has a number is named by it in both."""
    answer = DATA.import_city("杭州", "2020-01-01")
    assert "Named by the transition-period policy for the bonded-import cities: Hangzhou 杭州, " in answer.explain()
    assert "网购保税进口城市过渡期政策列有杭州" in answer.explain("zh")
    assert not re.search("[a-z]{3}", answer.explain("zh"))
    later = DATA.import_city("保定", "2021-03-18")
    assert later.document == later.document_zh == "商财发〔2021〕39号"
