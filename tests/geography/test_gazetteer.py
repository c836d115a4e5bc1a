"""Names and codes of places: what a spelling finds, what can be listed, and tables that name a place that is not there."""

import attrs
import pytest

from pilotzones import DataIntegrityError, Dataset
from pilotzones.geography.errors import UnknownPlaceError
from pilotzones.geography.gazetteer import Gazetteer
from pilotzones.geography.name_index import look_up
from pilotzones.geography.names import normalise

DATA = Dataset.bundled()
GAZETTEER = DATA.register.gazetteer
SOURCED = {"evidence": "single", "sources": "S901"}


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("即墨市", ("370282-2017",)),
        ("即墨", ("370215", "370282-2017")),
        ("襄樊", ("420600-2010",)),
        ("420600", ("420600", "420600-2010")),
        ("Tāizhōu", ("331000",)),
        ("Jimo City", ("370282-2017",)),
        ("Jimo District", ("370215",)),
        ("Jimo League", ()),
        ("火星市", ()),
        ("玉龙县", ("530721",)),  # 玉龙纳西族自治县
        ("樂東縣", ("469027", "460033-2001")),
        ("鄂温克旗", ("150724", "152128-2001")),  # its prefecture became a city in 2001
        ("东乡县", ("361029-2016", "362531-2000")),  # the counties of this name, not 东乡族自治县
        ("自治县", ()),
        ("海口县", ()),
    ],
)
def test_a_name_finds_the_places_of_today_and_the_former_ones(name, keys):
    """A former one has the year of its end behind its code; generic words decide by the full Chinese name."""
    assert GAZETTEER.keys_ever(name) == keys


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("hangzhoucity", ("330100",)),
        ("hangzhoushi", ("330100",)),
        ("hangzhou", ("330100",)),
        ("jilincity", ("220200",)),
        ("jilinprovince", ("220000",)),
        ("jimocity", ("370282-2017",)),
        ("jimodistrict", ("370215",)),
        ("taizhou", ("321200", "331000")),
        ("tāizhōu", ("331000",)),
        ("xiongan", ("xiongan",)),
        ("襄樊市", ("420600-2010",)),
        ("玉龙县", ("530721",)),
        ("彭水縣", ("500243",)),
        ("东乡县", ("361029-2016", "362531-2000")),
    ],
)
def test_every_name_is_listed_with_its_places(name, keys):
    """Also names with a generic word behind, for those who compare many at once."""
    assert GAZETTEER.every_name[name] == keys


def test_names_with_a_generic_word_that_does_not_fit_are_not_listed():
    """Hangzhou is no county, and 市 is no word behind a Chinese name."""
    assert not {"hangzhoucounty", "hangzhouprovince", "zhejiangcity", "jimoleague"} & GAZETTEER.every_name.keys()


@pytest.mark.parametrize(
    ("province", "name"), [("江苏", "杭州"), ("Jiangsu", "Hangzhou"), ("CN-JS", "330100"), ("苏", "浙江省杭州市")]
)
def test_a_province_that_does_not_contain_the_place_is_in_the_error(province, name):
    """Whatever form both have; the place that there is comes along as a record."""
    with pytest.raises(
        UnknownPlaceError, match=r"^Jiangsu 江苏省 has no .* Correct province= or leave it out"
    ) as caught:
        DATA.covering_zone(name, "2020-01-01", province=province)
    assert caught.value.near_misses == (DATA.place("330100"),)


SHANXI = {"shanxi": ("140000", "610000"), "shānxī": ("140000",), "shǎnxī": ("610000",), "jilin": ("220000", "220200")}
FULL = {"140000": "山西省", "610000": "陕西省", "220000": "吉林省", "220200": "吉林市"}


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Shanxi", ("140000", "610000")),
        ("Shǎnxī", ("610000",)),
        ("Shānxī", ("140000",)),
        ("Shānxī Province", ("140000",)),
        ("Shànxī", ("140000", "610000")),  # tones of neither: then without
        ("Jilin City", ("220200",)),
        ("Jilin Province", ("220000",)),
        ("Jilin County", ()),
        ("Jilin Jilin", ()),
    ],
)
def test_tones_and_generic_words_tell_places_of_one_name_apart(name, keys):
    """Shānxī is 山西 and Shǎnxī is 陕西; Jilin is a province and a city in it."""
    assert look_up(SHANXI, name, FULL) == keys


def test_a_province_named_as_its_record_has_it_needs_no_table_of_spellings():
    """And is the one that the table has under that name."""
    plain = Gazetteer(DATA.folders, tuple)
    names = [(one, name) for one in plain.provinces for name in (one.name_en, one.name_zh, one.short_zh)]
    assert [plain.province(name) for _, name in names] == [one for one, _ in names]
    assert "province_keys" not in vars(plain)
    assert [GAZETTEER.province_keys[normalise(name)] for _, name in names] == [(one.adcode,) for one, _ in names]


def test_what_is_no_province_is_said_to_be_a_city_or_not_to_be_known():
    """A city is named with what to ask instead."""
    with pytest.raises(
        UnknownPlaceError, match=r"^'杭州' is not a province: Hangzhou 杭州市.*\. Ask about a city"
    ) as city:
        GAZETTEER.province("杭州")
    assert city.value.near_misses == (DATA.place("330100"),)
    with pytest.raises(UnknownPlaceError, match=r"^No province has the name '火星省'\."):
        GAZETTEER.province("火星省")


def test_names_like_the_one_that_no_place_has_are_near_misses():
    """Of a code those around it: the prefecture and the province that there are."""
    assert [place.adcode for place in GAZETTEER.near_misses("330199")] == ["330100", "330000"]
    assert [place.adcode for place in GAZETTEER.near_misses("339999")] == ["330000"]
    assert GAZETTEER.near_misses("999999") == ()
    assert GAZETTEER.near_misses("Hangzhoo")[0].adcode == "330100"


def test_a_division_without_spellings_has_its_full_name_alone(folder):
    """A new row of divisions.csv, before its spellings are generated."""
    row = {"adcode": "330199", "name_zh": "火星区", "level": "county", "parent": "330100"}
    gazetteer = Dataset([DATA.folders[0], folder(divisions=[row])]).register.gazetteer
    assert gazetteer.spellings("330199") == ("火星区",)
    assert gazetteer.spellings("330100")[:2] == ("杭州市", "杭州")
    assert gazetteer.keys_ever("火星区") == ("330199",)


def test_names_that_several_places_of_today_have():
    """苏州 and 宿州 are both Suzhou, and many prefectures have a 鼓楼区; there is one 杭州."""
    shared = GAZETTEER.shared_names()
    assert {"suzhou", "鼓楼区", "朝阳区"} <= set(shared)
    assert not {"hangzhou", "杭州", "杭州市", "330100"} & set(shared)


def test_the_code_of_a_special_zone_is_also_that_of_its_first_division():
    """130629 is 容城县, and the code by which zones.csv gives 雄安新区."""
    assert GAZETTEER.keys_ever("130629") == ("xiongan", "130629")


def test_a_former_division_below_a_province_that_does_not_exist_is_no_place(folder):
    """Nobody can ask about it; its row is a fault."""
    rows = [{"adcode": "990101", "name_zh": "火星县", "in_use_from": "2000", "in_use_until": "2010"}]
    data = Dataset([DATA.folders[0], folder(divisions_history=rows)])
    assert data.register.gazetteer.keys_ever("火星县") == ()
    assert data.register.gazetteer.keys_ever("990101") == ()


def test_damaged_tables_of_names_are_refused_when_they_are_read(folder):
    """Whichever of them a question needs first."""
    row = {"adcode": "CN-ZJ", "name_zh": "浙江省"}
    gazetteer = Dataset([DATA.folders[0], folder(provinces=[row])]).register.gazetteer
    with pytest.raises(DataIntegrityError, match=r"provinces\.csv, line 2"):
        _ = gazetteer.provinces


WRONG = {
    "a territory of no zone": (
        {"territories": [{"zone": "mars", "adcode": "330106", **SOURCED}]},
        "own/territories.csv, line 2, column zone: 'mars' names a zone that zones.csv does not have.",
    ),
    "a territory that is no division": (
        {"territories": [{"zone": "xiongan", "adcode": "130699", **SOURCED}]},
        "own/territories.csv, line 2, column adcode: '130699' is not a place of divisions.csv.",
    ),
    "spellings of no former division": (
        {"former_names": [{"place": "339999", "name_zh": "火星市", "short_zh": "火星"}]},
        "own/former_names.csv, line 2, column place: '339999' is not a place of divisions_history.csv.",
    ),
    "spellings of no division": (
        {"place_names": [{"place": "339999", "short_zh": "火星"}]},
        "own/place_names.csv, line 2, column place: '339999' is not a place of provinces.csv, divisions.csv or territories.csv.",
    ),
    "a county of a prefecture elsewhere": (
        {"divisions": [{"adcode": "330199", "name_zh": "火星区", "level": "county", "parent": "320100"}]},
        "own/divisions.csv, line 2, column parent: '320100' is not a division that contains 330199.",
    ),
    "a county of no province": (
        {"divisions": [{"adcode": "990199", "name_zh": "火星区", "level": "county", "parent": "990100"}]},
        "own/divisions.csv, line 2, column parent: '990100' is not a division that contains 990199.",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_tables_that_name_a_place_that_is_not_there_are_refused_with_the_row(folder, case):
    """By file, line and column."""
    tables, says = WRONG[case]
    with pytest.raises(DataIntegrityError) as caught:
        Dataset.load(folder(**tables))
    assert str(caught.value) == says


def replace(tables, name, old, new):
    """Change one cell of a copied table."""
    file = tables / f"{name}.csv"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8", newline="")


def test_a_zone_is_found_by_its_id_without_a_row_of_spellings(tables, dataset):
    """The bundled ids all are spellings as well; one of a user's own table need not be."""
    replace(tables, "zones", "hangzhou,1,杭州市,Hangzhou,", "west-lake,1,杭州市,Hangzhou,")
    assert dataset.covering_zone("west-lake", "2020-01-01").adcode == "330100"


def test_a_zone_whose_code_is_no_division_is_refused(tables, dataset):
    """The error names the zone and the code."""
    replace(tables, "zones", "hangzhou,1,杭州市,Hangzhou,CN-ZJ,330100", "hangzhou,1,杭州市,Hangzhou,CN-ZJ,339900")
    with pytest.raises(DataIntegrityError, match=r"zones.csv: the code 339900 of 'hangzhou' is not a division"):
        dataset.register.gazetteer.check()


def test_the_names_of_records_are_trusted_of_the_bundled_tables_alone(folder):
    """A folder may call a province what another one is called in the table of spellings, which decides."""
    rows = [attrs.asdict(one) for one in DATA.register.gazetteer.provinces if one.iso == "CN-HE"]
    own = Gazetteer([*DATA.folders, folder(provinces=[{**rows[0], "name_en": "Henan", "short_zh": "河南"}])], tuple)
    assert [own.province(name).iso for name in ("Henan", "henan", "河南")] == ["CN-HA"] * 3
