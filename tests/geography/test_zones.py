"""Pilot zones by name, place and date: the answers that the replies and the gazetteer give."""

import datetime

import pytest

from pilotzones import (
    AmbiguousPlaceError,
    Dataset,
    InvalidDateError,
    InvalidPlaceError,
    PlaceTypeError,
    UnknownBatchError,
    UnknownPlaceError,
)

DATA = Dataset.bundled()

# Days of the replies, and the zones in force from then on, as the tables' README states them.
REPLIES = [
    ("2015-03-07", 0, 1),
    ("2016-01-12", 1, 13),
    ("2018-07-24", 13, 35),
    ("2019-12-15", 35, 59),
    ("2020-04-27", 59, 105),
    ("2022-01-22", 105, 132),
    ("2022-11-14", 132, 165),
    ("2025-04-25", 165, 178),
]


@pytest.mark.parametrize(("day", "before", "after"), REPLIES)
def test_zones_in_force_around_each_reply(day, before, after):
    """The day before, the day itself, the day after."""
    signed = datetime.date.fromisoformat(day)
    one = datetime.timedelta(days=1)
    assert [len(DATA.zones(date=date)) for date in (signed - one, signed, signed + one)] == [before, after, after]


def test_the_last_batch_revoked_three_zones():
    """Haikou, Sanya and Alashankou, on the day that Hainan and Bortala became zones."""
    revoked = [(zone.id, str(zone.revoked_on)) for zone in DATA.zones() if zone.revoked_on]
    assert revoked == [("haikou", "2025-04-25"), ("sanya", "2025-04-25"), ("alashankou", "2025-04-25")]
    assert DATA.is_zone("Haikou", "2018-07-24")
    assert not DATA.is_zone("Haikou", "2018-07-23")
    assert DATA.is_zone("Haikou", "2025-04-24")
    assert not DATA.is_zone("Haikou", "2025-04-25")
    assert DATA.covering_zone("Haikou", "2025-04-24").id == "haikou"
    assert DATA.covering_zone("Haikou", "2025-04-25").id == "hainan"
    assert DATA.covering_zone("阿拉山口", "2025-04-25").id == "bortala"


OFFICIAL = {
    "杭州": "中国（杭州）跨境电子商务综合试验区",
    "雄安": "中国（雄安新区）跨境电子商务综合试验区",
    "德宏州": "中国（德宏）跨境电子商务综合试验区",
    "喀什地区": "中国（喀什）跨境电子商务综合试验区",
    "Hainan": "中国（海南）跨境电子商务综合试验区",
    "Bortala": "中国（博尔塔拉）跨境电子商务综合试验区",
}


@pytest.mark.parametrize("name", OFFICIAL)
def test_the_official_title_follows_the_replies_rule(name):
    """中国（城市名）, and the title names the zone in turn."""
    zone = DATA.zone(name)
    assert zone.official_name == OFFICIAL[name]
    assert DATA.zone(OFFICIAL[name].replace("（", "(").replace("）", ")")) == zone


# What each name means, from the names' own usage.
SAME = {
    "150100": ["呼和浩特市", "呼和浩特", "Hohhot", "Huhehaote", "hūhéhàotè", "HOHHOT City", "150100"],
    "650100": ["乌鲁木齐", "烏魯木齊市", "Ürümqi", "Urumqi", "wulumuqi"],
    "230100": ["Harbin", "Ha'erbin", "haerbin", "哈尔滨市"],
    "150600": ["Ordos", "Erdos", "E'erduosi", "鄂尔多斯"],
    "540100": ["Lhasa", "Lasa", "拉萨"],
    "653100": ["Kashgar", "Kashi", "喀什", "喀什地区", "Kashgar Prefecture"],
    "654000": ["Ili", "Yili", "伊犁", "伊犁州", "伊犁哈萨克自治州", "Ili Kazakh Autonomous Prefecture"],
    "652700": ["Bortala", "Boertala", "博尔塔拉"],
    "610100": ["Xi'an", "Xian", "XI’AN", "xi an", "Xī'ān", "西安", "西安市", "Ｘｉａｎ"],
    "440100": ["Canton", "Guangzhou", "廣州", "guang-zhou"],
    "350200": ["Amoy", "Xiamen", "廈門市", "厦门"],
    "330100": ["Hangzhou", "Hang Zhou", "Hángzhōu", "hangzhou", "杭州市", "330100", "hangchow"],
    "460000": ["Hainan", "海南", "海南全岛", "海南省", "460000"],
    "130629": ["Xiong'an", "雄安", "雄安新区", "雄安新區", "Xiong'an New Area", "xiongan", "130629"],
    "220200": ["Jilin", "吉林", "吉林市", "Jilin City", "Jilin Shi"],
    "110000": ["Beijing", "Peking", "北京市", "北京", "Beijing Municipality"],
    "350100": ["Fuzhou", "福州", "Foochow"],
    "320500": ["Suzhou", "苏州", "蘇州市", "suzhou-jiangsu", "Soochow"],
    "360900": ["Yichun", "宜春"],
    "330782": ["Yiwu", "义乌", "義烏市", "Yiwu City"],
}


@pytest.mark.parametrize("code", SAME)
def test_every_usual_spelling_names_the_zone(code):
    """Among zones, which is how ``zone`` and ``batch_of`` ask."""
    for name in SAME[code]:
        assert DATA.zone(name).adcode == code, name
        assert DATA.batch_of(name) == DATA.zone(name).batch


PROVINCES = {
    "CN-SN": [
        "Shaanxi",
        "陕西",
        "陝西省",
        "Shǎnxī",
        "Shǎnxi",
        "Shǎnxì",
        "Shensi",
        "610000",
        "CN-SN",
        "陕",
        "Shaanxi Province",
    ],
    "CN-SX": ["Shanxi", "山西", "Shānxī", "Shansi", "shan xi", "CN-SX", "晋", "Shanxi Sheng"],
    "CN-XZ": ["Tibet", "Xizang", "西藏自治区", "Xīzàng", "Tibet Autonomous Region"],
    "CN-NM": ["Inner Mongolia", "Nei Mongol", "Neimenggu", "內蒙古", "内蒙古自治区", "inner-mongolia"],
    "CN-JL": ["Jilin", "吉林", "吉林省", "Jilin Province"],
    "CN-HI": ["Hainan", "海南", "琼"],
    "CN-GX": ["Guangxi", "广西", "廣西壯族自治區", "Kwangsi"],
}


@pytest.mark.parametrize("iso", PROVINCES)
def test_every_usual_spelling_names_the_province(iso):
    """Shaanxi is never Shanxi."""
    for name in PROVINCES[iso]:
        assert {zone.province.iso for zone in DATA.zones_in(name)} == {iso}, name


def test_zones_of_a_province_are_in_the_order_of_the_replies():
    """By batch, then as the reply names them."""
    names = [zone.name_en for zone in DATA.zones_in("Zhejiang")]
    assert names == "Hangzhou Ningbo Yiwu Wenzhou Shaoxing Huzhou Jiaxing Quzhou Taizhou Lishui Jinhua Zhoushan".split()
    assert [zone.name_en for zone in DATA.zones(batch=3, province="海南")] == ["Haikou"]
    assert len(DATA.zones(batch=5)) == 46
    assert len(DATA.zones()) == 181


def test_zones_established_in_a_span():
    """Both days count: batch 5 was signed on 2020-04-27 with 46 zones, batch 4 on 2019-12-15 with 24."""
    assert len(DATA.zones(since="2019-12-15", until="2020-04-27")) == 70
    assert len(DATA.zones(since="2019-12-16", until="2020-04-26")) == 0
    assert {zone.batch.number for zone in DATA.zones(until="2016-01-12")} == {1, 2}
    assert DATA.zones(since="2025-04-01", date="2025-04-24") == ()
    # Haikou became a zone with batch 3, and ended with batch 8.
    assert "haikou" in {zone.id for zone in DATA.zones(since="2018-07-24", until="2018-07-24")}
    assert DATA.zones(since="2018-07-24").date is None


@pytest.mark.parametrize(("since", "until"), [("2020-01-02", "2020-01-01"), ("2099-12-31", "1949-10-01")])
def test_a_span_in_the_wrong_order_is_refused(since, until):
    """It would be an empty list, which is an answer to another question."""
    with pytest.raises(InvalidDateError, match=f"^{since} is after {until}: give the first") as caught:
        DATA.zones(since=since, until=until)
    assert caught.value.reason == "wrong order"


COVERED = [
    ("Kunshan", "suzhou-jiangsu"),
    ("昆山市", "suzhou-jiangsu"),
    ("320583", "suzhou-jiangsu"),
    ("Yiwu", "yiwu"),
    ("义乌市", "yiwu"),
    ("东阳市", "jinhua"),
    ("130629", "xiongan"),
    ("容城县", "xiongan"),
    ("安新", "xiongan"),
    ("雄县", "xiongan"),
    ("雄安新区", "xiongan"),
    ("371082", "weihai"),
    ("荣成市", "weihai"),
    ("定兴县", None),
    ("东城区", "beijing"),
    ("延吉", "yanji"),
    ("延边", None),
    ("济源市", None),
    ("Jilin", "jilin"),
    ("Hohhot", "hohhot"),
    ("西安市", "xian"),
    ("Hainan", None),
    ("Haikou", "haikou"),
    ("儋州", None),
]


@pytest.mark.parametrize(("place", "zone"), COVERED)
def test_the_zone_a_place_lies_in(place, zone):
    """On the first day of 2023, by what its code lies in; the smallest zone wins."""
    found = DATA.covering_zone(place, "2023-01-01")
    assert (found and found.id) == zone


def test_a_county_of_xiongan_is_no_zone_itself_but_its_code_stands_for_the_zone():
    """Xiong'an has no code of its own."""
    assert not DATA.is_zone("容城县", "2023-01-01")
    assert DATA.is_zone("130629", "2023-01-01")
    assert DATA.is_zone("雄安", "2023-01-01")
    assert DATA.covering_zone("雄县", "2020-04-26") is None
    assert DATA.covering_zone("雄县", "2026-01-01").id == "xiongan"
    assert DATA.covering_zone("定兴县", "2026-01-01").id == "baoding"
    assert DATA.covering_zone("儋州", "2026-01-01").id == "hainan"


def test_a_name_of_several_places_is_ambiguous_only_if_the_answers_differ():
    """Both Taizhou were zones from 2022; neither Fuzhou was one before 2019."""
    assert not DATA.is_zone("Taizhou", "2020-04-26")
    with pytest.raises(AmbiguousPlaceError):
        DATA.is_zone("Taizhou", "2022-01-21")
    assert DATA.is_zone("Taizhou", "2022-01-22")
    with pytest.raises(AmbiguousPlaceError):
        DATA.covering_zone("Taizhou", "2022-01-22")
    assert not DATA.is_zone("Fuzhou", "2019-12-14")
    with pytest.raises(AmbiguousPlaceError) as caught:
        DATA.is_zone("Fuzhou", "2019-12-15")
    assert list(map(str, caught.value.candidates)) == ["福州市 (350100, Fujian)", "抚州市 (361000, Jiangxi)"]
    assert caught.value.candidates == (DATA.place("福州市"), DATA.place("抚州市"))
    assert caught.value.name == "Fuzhou"
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize("ask", [DATA.zone, DATA.batch_of])
def test_two_zones_of_one_name_are_told_apart_by_the_province_or_by_tones(ask):
    """Taizhou in Zhejiang and in Jiangsu."""
    with pytest.raises(AmbiguousPlaceError, match=r"is the name of 2 places with different answers: .*province="):
        ask("Taizhou")
    assert ask("Taizhou", province="江苏") == ask("泰州")
    assert ask("Tāizhōu") == ask("台州")


def test_the_province_decides_between_levels():
    """西安区 in Heilongjiang bears the name of the city in Shaanxi, and is in no zone."""
    with pytest.raises(
        AmbiguousPlaceError, match=r"西安市 \(610100, Shaanxi\), 西安区 .*full Chinese name or the code"
    ):
        DATA.covering_zone("西安", "2026-01-01")
    assert DATA.covering_zone("西安市", "2026-01-01").id == "xian"
    assert DATA.covering_zone("610100", "2026-01-01").id == "xian"
    assert DATA.covering_zone("西安", "2026-01-01", province="陕西").id == "xian"
    assert DATA.covering_zone("西安", "2026-01-01", province="黑龙江") is None


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Yuncheng", ["云城区", "郓城县"]),
        ("nanjing", ["南靖县"]),
        ("wuxi", ["巫溪县"]),
        ("Jinan", ["金安区", "晋安区"]),
    ],
)
def test_an_id_does_not_hide_the_namesakes(name, others):
    """It means its zone among the zones; of a place it is a name, which others have whose answer is another."""
    assert DATA.zone(name).id == name.lower()
    with pytest.raises(AmbiguousPlaceError) as caught:
        DATA.covering_zone(name, "2026-01-01")
    assert set(others) < {place.name_zh for place in caught.value.candidates}
    assert DATA.covering_zone(DATA.zone(name).adcode, "2026-01-01").id == name.lower()


def test_an_id_that_no_place_has_for_a_name():
    """suzhou-jiangsu is one zone, and the same in every question."""
    for zone in DATA.zones():
        assert DATA.zone(zone.id) is zone
    assert DATA.covering_zone("suzhou-jiangsu", "2026-01-01").id == "suzhou-jiangsu"
    assert DATA.is_zone("suzhou-jiangsu", "2026-01-01")
    assert DATA.zone("suzhou-jiangsu", province="江苏").id == "suzhou-jiangsu"
    with pytest.raises(UnknownPlaceError, match="Anhui 安徽省 has no 'suzhou-jiangsu'"):
        DATA.zone("suzhou-jiangsu", province="安徽")
    assert DATA.covering_zone("Hainan", "2026-01-01", province="Qinghai") is None


@pytest.mark.parametrize("ask", [DATA.zone, DATA.batch_of])
def test_a_place_that_never_was_a_zone_is_said_to_be_none(ask):
    """And where to ask instead."""
    with pytest.raises(
        UnknownPlaceError, match=r"昆山市 \(320583, Jiangsu\) has never been a pilot zone.*covering_zone"
    ):
        ask("Kunshan")
    with pytest.raises(UnknownPlaceError, match="宿州市"):
        ask("Suzhou", province="Anhui")


ASK_A_CITY = {
    "zone": DATA.zone,
    "batch_of": DATA.batch_of,
    "is_zone": lambda name: DATA.is_zone(name, "2020-01-01"),
    "covering_zone": lambda name: DATA.covering_zone(name, "2020-01-01"),
}
ASK_A_PROVINCE = {
    "zones_in": DATA.zones_in,
    "zones": lambda name: DATA.zones(province=name),
    "province=": lambda name: DATA.zone("杭州", province=name),
}


@pytest.mark.parametrize("question", ASK_A_CITY)
def test_a_province_is_no_city(question):
    """The error says what lists its zones."""
    with pytest.raises(UnknownPlaceError, match=r"浙江省 is a province, not a city: zones_in\('Zhejiang'\)"):
        ASK_A_CITY[question]("Zhejiang")


@pytest.mark.parametrize("question", ASK_A_PROVINCE)
def test_a_city_is_no_province(question):
    """Also where a province is only the filter."""
    with pytest.raises(UnknownPlaceError, match=r"'吉林市' is not a province: Jilin 吉林市 \(220200, Jilin\)"):
        ASK_A_PROVINCE[question]("吉林市")
    with pytest.raises(UnknownPlaceError, match=r"'Jilin City' is not a province"):
        ASK_A_PROVINCE[question]("Jilin City")


@pytest.mark.parametrize("question", [*ASK_A_CITY, *ASK_A_PROVINCE])
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "blank"),
        (" \t\n", "blank"),
        ("\u200b", "blank"),
        ("x" * 10_000, "at most 100 characters"),
        ("杭" * 10_000, "10,000 long"),
        ("Hang\x00zhou", r"control character '\\x00'"),
        ("Hang\x1fzhou", "control character"),
        ("Hang\x7fzhou", "control character"),
        ("Hang\u202ezhou", "control character"),
        ("\ud800", "control character"),
    ],
)
def test_what_can_be_no_name_is_refused(question, name, says):
    """One clear error, before any look-up."""
    ask = {**ASK_A_CITY, **ASK_A_PROVINCE}[question]
    with pytest.raises(InvalidPlaceError, match=says) as caught:
        ask(name)
    assert isinstance(caught.value, ValueError)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("question", ASK_A_CITY)
@pytest.mark.parametrize("name", [None, 330100, 3.3, b"Hangzhou", ["Hangzhou"], True])
def test_what_is_no_text_is_refused(question, name):
    """Also a code as a number."""
    with pytest.raises(PlaceTypeError, match="pass the name or the GB/T 2260 code of a place as a str") as caught:
        ASK_A_CITY[question](name)
    assert isinstance(caught.value, TypeError)


@pytest.mark.parametrize("question", ASK_A_PROVINCE)
def test_a_province_that_is_no_text_is_refused(question):
    """None is not a province where one is asked; as a filter it means all."""
    with pytest.raises(PlaceTypeError):
        ASK_A_PROVINCE[question](33)
    with pytest.raises(PlaceTypeError):
        DATA.zones_in(None)


@pytest.mark.parametrize(("name", "near"), [("Zhejang", ["浙江省"]), ("Atlantis", [])])
def test_near_misses_of_a_province_are_provinces(name, near):
    """No city is offered where a province is asked."""
    with pytest.raises(UnknownPlaceError, match=f"No province has the name '{name}'") as caught:
        DATA.zones_in(name)
    assert [place.name_zh for place in caught.value.near_misses] == near


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Hangzou", "Hangzhou 杭州市 (330100, Zhejiang)"),
        ("Shenzen", "Shenzhen 深圳市 (440300, Guangdong)"),
        ("Zhejang", "Zhejiang 浙江省 (330000, Zhejiang)"),
        ("杭洲市", "Hangzhou 杭州市 (330100, Zhejiang)"),
        ("Atlantis", None),
    ],
)
def test_near_misses_stand_in_the_error_only(name, near):
    """A typing error is never guessed at."""
    with pytest.raises(UnknownPlaceError, match="No place has the name") as caught:
        DATA.zone(name)
    shown = [f"{place.name_en} {place}" for place in caught.value.near_misses]
    assert (near in shown and near in str(caught.value)) if near else not shown
    assert caught.value.name == name


def test_a_name_with_a_foreign_mark_is_no_name():
    """Tone marks may be left out or put in; other marks may not."""
    with pytest.raises(UnknownPlaceError):
        DATA.zone("Ḥangzhou")


def test_a_place_of_another_province_is_named_in_the_error():
    """The province may be what is wrong."""
    with pytest.raises(
        UnknownPlaceError, match=r"Jiangsu 江苏省 has no '杭州'; there is Hangzhou 杭州市 \(330100, Zhejiang\)"
    ):
        DATA.zone("杭州", province="Jiangsu")


@pytest.mark.parametrize("number", [0, 9, -1, "3", 3.0, True, 10**30])
def test_a_batch_that_there_is_not_is_refused(number):
    """Eight replies so far; a batch is asked for by its number."""
    with pytest.raises(UnknownBatchError, match="batches are numbered 1 to 8") as caught:
        DATA.zones(batch=number)
    assert caught.value.number == number


def test_records_are_frozen_hashable_and_print_well():
    """Each in one line."""
    zone = DATA.zone("Haikou")
    assert len({zone, DATA.zone("海口"), *DATA.batches(), *DATA.provinces()}) == 40
    with pytest.raises(AttributeError):
        zone.name_en = "Sanya"
    assert str(zone) == "Haikou 海口市 (Hainan), batch 3, since 2018-07-24 until 2025-04-25, exclusive"
    assert str(zone.province) == "Hainan 海南省"
    assert str(zone.batch) == "Batch 3: 国函〔2018〕93号, 2018-07-24, 22 zones"


def test_a_zone_has_all_that_is_known_of_it():
    """The first one, cell by cell."""
    zone = DATA.zone("Hangzhou")
    assert (zone.name_zh, zone.short_zh, zone.level, zone.adcode) == ("杭州市", "杭州", "prefecture", "330100")
    assert (zone.longitude, zone.latitude, zone.coordinates_from) == (120.1614, 30.2936, "geonames")
    assert (zone.established_on, zone.revoked_on) == (datetime.date(2015, 3, 7), None)
    assert (zone.province.name_en, zone.batch.title_zh) == (
        "Zhejiang",
        "国务院关于同意设立中国（杭州）跨境电子商务综合试验区的批复",
    )
    assert [source.id for source in DATA.sources(of=zone)] == ["S001", "S002", "S003"]


def test_a_batch_whose_day_of_signature_is_unknown_counts_from_its_publication():
    """Batch 8."""
    batch = DATA.batches()[7]
    assert batch.approved_on is None
    assert batch.established_on == batch.published_on == datetime.date(2025, 4, 25)
    assert "signed between" in batch.unsourced_fields
