"""Names and codes of places: what a spelling finds, what can be listed, and tables that name a place that is not there."""

import pytest

from pilotzones import DataIntegrityError, Dataset
from pilotzones.geography.errors import UnknownPlaceError

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


def test_a_zone_whose_code_is_no_division_is_refused(tables, dataset):
    """The error names the zone and the code."""
    replace(tables, "zones", "hangzhou,1,杭州市,Hangzhou,CN-ZJ,330100", "hangzhou,1,杭州市,Hangzhou,CN-ZJ,339900")
    with pytest.raises(DataIntegrityError, match=r"zones.csv: the code 339900 of 'hangzhou' is not a division"):
        dataset.register.gazetteer.check()
