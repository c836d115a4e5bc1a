"""Records of places: every field, by the tables."""

import pytest

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
    ],
)
def test_tone_marks_go_and_the_diaeresis_stays(spellings, plain):
    """As English texts write pinyin."""
    assert without_tones(spellings) == plain
