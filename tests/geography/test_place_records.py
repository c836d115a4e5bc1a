"""Records of places: every field, by the tables."""

import datetime
import unicodedata

import pytest
from divisions import DATA as TABLES
from divisions import FOR_EVER, SPANS, map_of
from tables import read

from pilotzones import Dataset
from pilotzones.geography.place_records import without_tones

DATA = Dataset.bundled()


def test_every_field_of_a_former_county():
    """即墨市 until 2017, by the yearly tables."""
    place = DATA.place("即墨市", "2016-01-01")
    assert (place.adcode, place.name_zh, place.name_en, place.level) == ("370282", "即墨市", "Jimo", "county")
    assert (place.prefecture.adcode, place.prefecture.name_zh, place.prefecture.name_en) == (
        "370200",
        "青岛市",
        "Qingdao",
    )
    assert str(place.prefecture) == "青岛市"
    assert (place.province.adcode, place.province.iso, place.province.name_en) == ("370000", "CN-SD", "Shandong")
    assert (place.in_use_from, place.in_use_until, place.successors) == (1990, 2017, ("370215",))
    assert (place.evidence, place.sources, place.territory) == ("single", ("S901",), ("370282",))
    assert str(place) == "即墨市 (370282, Shandong, until 2017)"
    assert "\n" not in repr(place)


def test_a_place_of_today_a_municipality_and_a_special_zone():
    """A municipality is its own prefecture; a county directly below a province has none."""
    assert str(DATA.place("昆山市")) == "昆山市 (320583, Jiangsu)"
    shanghai = DATA.place("上海")
    assert (shanghai.level, shanghai.prefecture.adcode, shanghai.name_en) == ("province", "310000", "Shanghai")
    assert DATA.place("浦东新区").prefecture.name_zh == "上海市"
    assert DATA.place("仙桃市").prefecture is None
    assert DATA.place("浙江").prefecture is None
    xiongan = DATA.place("雄安新区")
    assert xiongan.territory == ("130629", "130632", "130638")
    assert (xiongan.name_en, xiongan.prefecture.adcode, xiongan.in_use_from) == ("Xiong'an New Area", "130600", None)
    assert (xiongan.evidence, xiongan.sources) == ("unsourced", ())


def test_the_prefecture_has_its_name_of_the_time():
    """樊城区 lay in 襄樊市; today in 襄阳市. 公主岭市 lay in 四平市."""
    assert DATA.place("公主岭市", "2019-01-01").prefecture.name_zh == "四平市"
    assert DATA.place("公主岭市").prefecture.name_zh == "长春市"


def test_the_same_record_is_made_once():
    """A thousand questions about one place make one record."""
    assert DATA.place("昆山市") is DATA.place("320583")


@pytest.mark.parametrize(
    ("spellings", "plain"),
    [
        (("杭州市", "Hángzhōu"), "Hangzhou"),
        (("乌鲁木齐市", "Ürümqi"), "Ürümqi"),
        (("旅顺", "Lǚshùn"), "Lüshun"),
        (("杭州市",), None),
        (("晋", "Jìn"), "Jin"),
    ],
)
def test_tone_marks_go_and_the_diaeresis_stays(spellings, plain):
    """As English texts write pinyin."""
    assert without_tones(spellings) == plain


# Against the tables, read by the standard library alone

PROVINCES = {row["adcode"]: row for row in read(TABLES, "provinces")}
ENGLISH = {
    row["adcode"]: row["name_en"]
    for row in (*read(TABLES, "zones"), *PROVINCES.values())
    if row["id" if "id" in row else "iso"] != "xiongan"
}
PINYIN = {(row["place"], None): row["pinyin"] for row in read(TABLES, "place_names")}
PINYIN.update({(row["place"], row["name_zh"]): row["pinyin"] for row in read(TABLES, "former_names")})
TODAY = {row["adcode"]: row["name_zh"] for row in read(TABLES, "divisions")}


def english(code, name):
    """Give the English name of a zone or province, else pinyin without the marks of the four tones."""
    if code in ENGLISH and TODAY.get(code, PROVINCES.get(code, {}).get("name_zh")) == name:
        return ENGLISH[code]
    pinyin = PINYIN[code, None if TODAY.get(code) == name else name]
    marks = dict.fromkeys(map(ord, "\u0304\u0301\u030c\u0300"))
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", pinyin).translate(marks))


def prefecture_of(span, year):
    """Give the code and name of the prefecture or municipality around a division, or that it is, in a year."""
    if PROVINCES[f"{span.code[:2]}0000"]["kind"] == "municipality":
        return f"{span.code[:2]}0000", PROVINCES[f"{span.code[:2]}0000"]["name_zh"]
    around = f"{span.code[:4]}00"
    return (around, map_of(year)[around]) if around in map_of(year) and not around.endswith("0000") else None


@pytest.mark.parametrize("year", [2000, 2009, 2012, 2014, 2017, 2020, 2024])
def test_every_record_of_a_year_is_what_the_tables_say(year):
    """All fields of every place on the map of 31 December: its prefecture by the name in the last of its years."""
    day = datetime.date(year, 12, 31)
    found = {(place.adcode, place.name_zh): place for place in DATA.places(date=day) if place.in_use_from}
    spans = [span for span in SPANS if span.begin <= year < span.end]
    assert found.keys() == {(span.code, span.name) for span in spans}
    for span in spans:
        place = found[span.code, span.name]
        assert place.level == (
            "province" if span.code[2:] == "0000" else "prefecture" if span.code[4:] == "00" else "county"
        )
        assert place.name_en == english(span.code, span.name), span
        around = prefecture_of(span, min(span.end - 1, 2024))
        assert (place.prefecture and (place.prefecture.adcode, place.prefecture.name_zh)) == around, span
        assert place.province.name_zh == PROVINCES[f"{span.code[:2]}0000"]["name_zh"]
        assert (place.in_use_from, place.in_use_until or FOR_EVER) == (span.begin, span.end)
        assert (place.successors, place.territory) == (span.successors, (span.code,))
        assert (place.evidence, place.sources) == ("single", ("S901",))
        until = f", until {span.end}" if span.end != FOR_EVER else ""
        assert str(place) == f"{span.name} ({span.code}, {place.province.name_en}{until})"
