"""The replies replayed: the days on which answers change, and tables of zones and batches that contradict each other."""

import datetime
import itertools

import pytest
from divisions import window
from tables import read, write

from pilotzones import AmbiguousPlaceError, DataIntegrityError, Dataset, UnknownPlaceError

REGISTER = Dataset.bundled().register


@pytest.mark.parametrize(
    ("key", "zones", "changes"),
    [
        ("220184", ["2018-07-24"], [("220381", 1990), ("220381", 2020), ("220184", 2020)]),
        ("460100", ["2018-07-24", "2025-04-25"], [("460100", 1988)]),
        ("xiongan", ["2020-04-27", "2025-04-25"], []),
    ],
)
def test_answers_change_on_the_days_of_zones_and_of_the_map(key, zones, changes):
    """Of a place: the days of the zones around it, and both ends of each window of its changes."""
    windows = itertools.chain.from_iterable(window(code, year) for code, year in changes)
    assert REGISTER.changing_days(key) == {*map(datetime.date.fromisoformat, zones), *windows}


def zone(**cells):
    """Change cells of the row of Hangzhou."""

    def change(tables):
        rows = read(tables, "zones")
        rows[0].update(cells)
        write(tables, zones=rows)

    return change


def repeated(tables):
    """Give the second zone the id of the first."""
    rows = read(tables, "zones")
    rows[1]["id"] = "hangzhou"
    write(tables, zones=rows)


def batch(index, **cells):
    """Change cells of the row of a batch."""

    def change(tables):
        rows = read(tables, "batches")
        rows[index].update(cells)
        write(tables, batches=rows)

    return change


def tenth(tables):
    """Add a batch 10 behind batch 8."""
    rows = read(tables, "batches")
    later = {
        "number": "10",
        "document_no": "国函〔2027〕1号",
        "approved_on": "2027-01-01",
        "published_on": "2027-01-02",
    }
    write(tables, batches=[*rows, {**rows[-1], **later, "zone_count": "0"}])


CONTRADICTIONS = {
    "zones.csv, line 2, column province: 'CN-JS' is not the province of code 330100.": zone(province="CN-JS"),
    "zones.csv, line 2, column batch: batches.csv has no such batch.": zone(batch="9"),
    "zones.csv, line 2, column revoked_by: batches.csv has no document_no '国函〔2027〕1号'.": zone(
        revoked_by="国函〔2027〕1号"
    ),
    "zones.csv: the id 'hangzhou' appears twice.": repeated,
    "batches.csv: batch 10 appears where batch 9 belongs.": tenth,
    "batches.csv: batch 2 is not later than the batch before it.": batch(
        1, approved_on="2015-03-07", published_on="2015-03-12"
    ),
    "batches.csv: batch 1 states zone_count 2, and zones.csv gives 1.": batch(0, zone_count="2"),
    "batches.csv: batch 1 states ever_approved 2, and zones.csv gives 1.": batch(0, ever_approved="2"),
    "batches.csv: batch 8 states in_force_after 181, and zones.csv gives 178.": batch(7, in_force_after="181"),
}


@pytest.mark.parametrize("says", CONTRADICTIONS)
def test_tables_of_zones_and_batches_that_contradict_each_other_are_refused(tables, dataset, says):
    """The error names what contradicts what, among others that follow from it."""
    CONTRADICTIONS[says](tables)
    with pytest.raises(DataIntegrityError) as caught:
        dataset.register.check()
    assert says in [str(fault) for fault in caught.value.faults or (caught.value,)]


@pytest.mark.parametrize(
    "says", [says for says in CONTRADICTIONS if says.startswith("zones.csv, line 2") and "column" in says]
)
def test_totals_are_not_compared_with_zones_that_could_not_be_made(tables, dataset, says):
    """The row at fault is all that is said; every total would be wrong because of it."""
    CONTRADICTIONS[says](tables)
    with pytest.raises(DataIntegrityError) as caught:
        dataset.register.check()
    assert [fault for fault in map(str, caught.value.faults or (caught.value,)) if "states" in fault] == []


def test_damaged_batches_are_refused_when_they_are_read(tables, dataset):
    """With the cell."""
    batch(0, published_on="soon")(tables)
    with pytest.raises(DataIntegrityError, match=r"batches\.csv, line 2, column published_on"):
        _ = dataset.register.batches


def test_a_province_can_be_a_zone_only_if_it_is_a_municipality_or_one_as_a_whole():
    """Beijing is a municipality; of 2025 is the zone of all Hainan (海南全岛); no reply made Zhejiang a zone."""
    assert REGISTER.can_be_zones(("330000", "110000", "460000", "330100", "330106", "xiongan")) == (
        "110000",
        "460000",
        "330100",
        "330106",
        "xiongan",
    )


SIMPLIFIED, TRADITIONAL = "中国杭州跨境电子商务综合试验区", "中國杭州跨境電子商務綜合試驗區"
OTHER_CHARACTERS = [at for at, sign in enumerate(SIMPLIFIED) if sign != TRADITIONAL[at]]


@pytest.mark.parametrize("at", OTHER_CHARACTERS)
@pytest.mark.parametrize(("title", "other"), [(SIMPLIFIED, TRADITIONAL), (TRADITIONAL, SIMPLIFIED)])
def test_a_title_may_mix_simplified_and_traditional_characters(title, other, at):
    """One of the other kind at a time; any other character makes it no title."""
    assert REGISTER.titled(title[:at] + other[at] + title[at + 1 :]) == ("330100",)
    assert REGISTER.titled(title[:at] + "火" + title[at + 1 :]) == ()


@pytest.mark.parametrize(
    ("name", "id_"), [("伊克昭盟", "ordos"), ("运城地区", "yuncheng"), ("丽水地区", "lishui"), ("菏泽地区", "heze")]
)
def test_the_zone_of_a_place_that_is_named_as_it_was(name, id_):
    """Each was a league or prefecture until it became the city (in 2000 and 2001) that a reply names."""
    assert REGISTER.zone(name).id == id_


def test_a_name_of_a_place_of_today_is_not_that_of_a_former_one():
    """淮阴区 was never a zone; 淮阴市, as Huai'an was called until 2000, is that zone by its full name alone."""
    with pytest.raises(UnknownPlaceError, match=r"淮阴区 .* has never been a pilot zone itself") as caught:
        REGISTER.zone("淮阴")
    assert [place.adcode for place in caught.value.near_misses] == ["320804"]
    assert REGISTER.zone("淮阴市").id == "huaian"


def test_zones_are_in_the_order_of_their_batches(tables, dataset):
    """Whatever the order of the batches in the table; within a batch they stay as the reply names them."""
    rows = read(tables, "zones")
    write(tables, zones=sorted(rows, key=lambda row: -int(row["batch"])))
    assert [zone.id for zone in dataset.register.zones] == [row["id"] for row in rows]
    assert [int(row["batch"]) for row in rows] == sorted(int(row["batch"]) for row in rows)


def test_a_municipality_that_is_no_zone_is_a_city(tables, dataset):
    """As if the reply had named 朝阳区 and not 北京市: then it is asked about as a city, which no province is."""
    rows = [{**row, "adcode": "110105"} if row["id"] == "beijing" else row for row in read(tables, "zones")]
    write(tables, zones=rows)
    with pytest.raises(UnknownPlaceError, match=r"^北京市 .* has never been a pilot zone itself: covering_zone"):
        dataset.register.zone("北京市")
    with pytest.raises(UnknownPlaceError, match=r"^河北省 is a province, not a city"):
        dataset.register.zone("河北省")


def test_answers_about_a_county_change_on_the_day_of_the_zone_of_its_province():
    """All of Hainan became one on 2025-04-25, so that answers about 琼海 changed; those about 东阳 in Zhejiang did not."""
    day = datetime.date(2025, 4, 25)
    assert day in REGISTER.changing_days("469002")
    assert day not in REGISTER.changing_days("330783")


def test_answers_about_a_district_change_on_the_day_of_its_municipality():
    """Between the two is a code that no zone has: 110100."""
    assert datetime.date(2018, 7, 24) in REGISTER.changing_days("110101")


def test_of_namesakes_those_that_are_zones_are_named(tables, dataset):
    """As if two of the four 鼓楼区 were zones: the others are not what may be meant."""
    districts = {"nanjing": "320106", "fuzhou-fujian": "350102"}
    write(tables, zones=[{**row, "adcode": districts.get(row["id"], row["adcode"])} for row in read(tables, "zones")])
    with pytest.raises(AmbiguousPlaceError) as caught:
        dataset.register.zone("鼓楼区")
    assert {place.adcode for place in caught.value.candidates} == {"320106", "350102"}


def test_faults_of_zones_and_of_the_map_are_told_at_once(tables, dataset):
    """Whoever repairs one table does not learn of the other only then."""
    zones, history = read(tables, "zones"), read(tables, "divisions_history")
    write(tables, zones=[{**zones[0], "batch": "99"}, *zones[1:]], divisions_history=[*history, history[0]])
    with pytest.raises(DataIntegrityError) as caught:
        dataset.register.check()
    assert {fault.table for fault in caught.value.faults} == {"zones.csv", "divisions_history.csv"}


def test_the_bundled_tables_agree(dataset):
    """A copy of them passes every check."""
    dataset.register.check()
    assert len(dataset.register.zones) == 181
