"""Strategies for places draw what they promise, of every kind."""

import csv
import datetime
import pathlib

import pytest
import tables as makers
from draws import draws, simplest
from hypothesis.errors import InvalidArgument

import pilotzones
from pilotzones import strategies

DATA = pathlib.Path(pilotzones.__file__).parent / "data"


def rows(table):
    """Read a shipped table."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ZONES = {row["id"]: row for row in rows("zones")}
DAY = datetime.date(2019, 1, 1)


def test_every_zone_is_drawn():
    """All 181 of the table, those revoked too; the simplest is Hangzhou."""
    drawn = draws(strategies.zones(), 1000)
    assert {zone.id for zone in drawn} == set(ZONES)
    assert simplest(strategies.zones()).id == "hangzhou"


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        ({"date": DAY}, lambda row: int(row["batch"]) <= 3),
        ({"batch": 4}, lambda row: row["batch"] == "4"),
        ({"province": "浙"}, lambda row: row["province"] == "CN-ZJ"),
        ({"date": "2026-01-01", "province": "Hainan"}, lambda row: row["id"] == "hainan"),
        ({"date": DAY, "batch": 3, "province": "CN-GD"}, lambda row: (row["batch"], row["province"]) == ("3", "CN-GD")),
    ],
)
def test_arguments_narrow_the_zones(arguments, kept):
    """To exactly the rows that fit."""
    expected = {id_ for id_, row in ZONES.items() if kept(row)}
    assert {zone.id for zone in draws(strategies.zones(**arguments))} == expected


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"province": "Hainan", "date": "2016-01-01"}, "No zone fits date='2016-01-01', province='Hainan'"),
        ({"batch": 8, "date": "2020-01-01"}, "No zone fits date='2020-01-01', batch=8: leave one of them out."),
        ({"batch": 9}, "No batch has the number 9"),
        ({"province": "Atlantis"}, "No province has the name 'Atlantis'"),
        ({"date": "yesterday"}, "'yesterday' is not a date"),
        ({"date": 20190101}, "20190101 is not a date"),
    ],
)
def test_what_leaves_no_zone_is_refused_at_once(arguments, sentence):
    """Where the strategy is made, with a sentence."""
    with pytest.raises(InvalidArgument, match="^" + sentence.replace("(", r"\(")):
        strategies.zones(**arguments)


def test_provinces_and_batches_are_all_drawn():
    """31 and 8; the simplest are the first."""
    assert {province.iso for province in draws(strategies.provinces())} == {row["iso"] for row in rows("provinces")}
    assert {batch.number for batch in draws(strategies.batches())} == set(range(1, 9))
    assert simplest(strategies.provinces()).iso == "CN-BJ"
    assert simplest(strategies.batches()).number == 1


KINDS = {
    "Chinese": lambda name: "\u4e00" <= name.strip()[0] <= "\u9fff",
    "traditional": lambda name: any(sign in name for sign in "東廣門陽慶蘇遼連"),
    "pinyin": lambda name: any(sign in name.lower() for sign in "āáǎàēéěèīíǐìōóǒòūúǔù"),
    "plain letters": lambda name: name.strip().isascii() and name.strip()[0].isalpha(),
    "capitals": lambda name: name.isascii() and name.strip().isupper(),
    "full width": lambda name: any("\uff01" <= sign <= "\uff5e" for sign in name),
    "code": lambda name: name.strip().isascii() and name.strip().isdecimal(),
    "blank before": lambda name: name[0].isspace(),
    "sign inside": lambda name: any(sign in name.strip() for sign in "-'\u200b"),
    "title": lambda name: "综合试验区" in name,
}


def test_names_find_their_zone():
    """However they are written; every way of writing occurs."""
    drawn = draws(strategies.zone_names(), 700)
    found = {pilotzones.zone(name).id for name in drawn}
    assert len(found) > 120
    assert [kind for kind, is_one in KINDS.items() if not any(map(is_one, drawn))] == []


@pytest.mark.long
@pytest.mark.parametrize("zone", ["杭州", "xiongan", "hainan", "yiwu", "taizhou-zhejiang"])
def test_names_of_one_zone_are_its_own(zone):
    """Also of a zone that is not a division, an island, a county and one that shares its pinyin."""
    expected = pilotzones.zone(zone)
    drawn = draws(strategies.zone_names(zone))
    assert len(set(drawn)) > 40
    assert {pilotzones.zone(name) for name in drawn} == {expected}
    assert draws(strategies.zone_names(expected)) == drawn
    assert simplest(strategies.zone_names(zone)) == expected.name_zh


def test_names_of_what_is_not_a_zone_are_refused():
    """With the library's own message."""
    with pytest.raises(InvalidArgument, match="No place has the name 'Atlantis'"):
        strategies.zone_names("Atlantis")
    with pytest.raises(InvalidArgument, match="is the name of 2 places"):
        strategies.zone_names("Taizhou")


def test_names_find_their_province():
    """As zones_in looks for it; of Shaanxi and Shanxi each its own."""
    drawn = draws(strategies.province_names(), 400)
    assert all(pilotzones.zones_in(name) is not None for name in drawn)
    records = {province.iso: province for province in pilotzones.provinces()}
    for iso, asked in (("CN-SN", "CN-SN"), ("CN-SX", "CN-SX"), ("CN-SX", records["CN-SX"])):
        names = draws(strategies.province_names(asked))
        zones = [row["id"] for row in ZONES.values() if row["province"] == iso and not row["revoked_by"]]
        assert {tuple(zone.id for zone in pilotzones.zones_in(name)) for name in names} == {tuple(zones)}
    with pytest.raises(InvalidArgument, match="Hangzhou' is not a province"):
        strategies.province_names("Hangzhou")


def test_a_name_that_another_province_has_is_not_drawn():
    """Where a folder gives Tianjin the short name of Beijing, that still finds Beijing."""
    names = [
        row | {"spellings": f"京;{row['spellings']}"} if row["place"] == "120000" else row
        for row in rows("province_names")
    ]
    data = makers.in_memory(province_names=names)
    assert [zone.id for zone in data.zones_in("京")] == ["beijing"]
    drawn = draws(strategies.province_names("Tianjin", dataset=data))
    assert {zone.id for name in drawn for zone in data.zones_in(name)} == {"tianjin"}


def test_places_that_were_never_a_zone():
    """On the day of each reply and the last verified one; by code and by name; some lie inside a zone."""
    days = [batch.established_on for batch in pilotzones.batches()] + [pilotzones.verified_through()]
    drawn = draws(strategies.non_zone_places(), 250)
    assert not any(pilotzones.is_zone(name, day) for name in drawn for day in days)
    codes = [name for name in drawn if name.isdecimal()]
    assert {len(set(codes)) > 30, len(set(drawn) - set(codes)) > 30} == {True}
    assert {row["adcode"] for row in ZONES.values() if row["level"] != "special"}.isdisjoint(codes)
    covered = {pilotzones.covering_zone(code, days[-1]) is not None for code in codes}
    assert covered == {True, False}


def test_ambiguous_names_are_refused_by_the_library():
    """Fuzhou is one of them; before the first zone no name is ambiguous."""
    drawn = set(draws(strategies.ambiguous_names(date="2023-01-01"), 2000))
    assert "fuzhou" in drawn
    assert len(drawn) > 300
    for name in drawn:
        with pytest.raises(pilotzones.AmbiguousPlaceError):
            pilotzones.covering_zone(name, "2023-01-01")
    with pytest.raises(InvalidArgument, match="No name is ambiguous on 2015-03-06: give a later date"):
        strategies.ambiguous_names(date="2015-03-06")


def test_names_are_ambiguous_on_the_last_verified_day_unless_another_is_given():
    """Nothing else differs."""
    assert draws(strategies.ambiguous_names(), 50) == draws(
        strategies.ambiguous_names(date=pilotzones.verified_through()), 50
    )


def test_a_name_that_two_zones_share_is_neither_one_s():
    """There is a Taizhou in Zhejiang and one in Jiangsu."""
    drawn = draws(strategies.zone_names("taizhou-zhejiang"), 100)
    assert {pilotzones.zone(name).id for name in drawn} == {"taizhou-zhejiang"}


def test_places_of_another_dataset():
    """Only what that has is drawn."""
    data = simplest(strategies.datasets())
    assert {zone.id for zone in draws(strategies.zones(dataset=data))} == {data.zones()[0].id}
    assert {batch.number for batch in draws(strategies.batches(dataset=data))} == {1}
    assert {data.zone(name) for name in draws(strategies.zone_names(dataset=data))} == set(data.zones())
    taken = data.zones()[0].adcode
    assert taken not in draws(strategies.non_zone_places(dataset=data))
