"""``zone_map``: every zone in force on the day is a dot near its place, and the legends count them."""

import datetime
import itertools
import math
import re

import pytest
import tables as makers
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from pictured import DATA, LANGUAGES, NEEDS_CHINESE, dots, texts

from pilotzones import InvalidDateError, pictures
from pilotzones.pictures.outlines import province_outlines

DAY = "2026-11-25"
EAST = math.cos(math.radians(36))
"""How long a degree of longitude is, as the map is drawn, in degrees of latitude."""


def legends(ax):
    """List the legends as their headings with their lines."""
    return {
        legend.get_title().get_text(): [text.get_text() for text in legend.get_texts()] for legend in ax.findobj(Legend)
    }


@pytest.mark.parametrize("day", ["2015-03-07", "2019-12-31", "2025-04-24", DAY])
def test_every_zone_is_a_dot_near_its_place(day):
    """None is moved by more than a degree; together they are those of zones(date=)."""
    zones = DATA.zones(date=day)
    found = sorted(itertools.chain(*dots(pictures.zone_map(day, dataset=DATA))))
    assert len(found) == len(zones)
    for zone in zones:
        nearest = min(math.hypot((x - zone.longitude) * EAST, y - zone.latitude) for x, y in found)
        assert nearest < 0.75, zone.id


def test_no_dot_covers_another(drawn):
    """They are as far apart as a dot is wide."""
    found = [(x * EAST, y) for x, y in itertools.chain(*dots(drawn("zone_map", "en")))]
    assert len(found) == 178
    assert min(math.dist(one, other) for one, other in itertools.combinations(found, 2)) > 0.57


def test_a_zone_that_stands_alone_is_where_it_is(drawn):
    """Lhasa, of batch 7; only crowded dots are moved."""
    lhasa = DATA.zone("拉萨市")
    found = itertools.chain(*dots(drawn("zone_map", "en")))
    assert min(math.dist((lhasa.longitude, lhasa.latitude), dot) for dot in found) < 1e-9


def test_the_legends_count_the_zones_of_the_replies(drawn):
    """By batch, as the replies have them less the three that batch 8 ended, with the day of each reply."""
    lines = legends(drawn("zone_map", "en"))["Batch (day of the reply): zones"]
    assert lines == [
        "1 (2015-03-07): 1",
        "2 (2016-01-12): 12",
        "3 (2018-07-24): 21",  # 22 less Haikou
        "4 (2019-12-15): 24",
        "5 (2020-04-27): 45",  # 46 less Sanya
        "6 (2022-01-22): 26",  # 27 less Alashankou
        "7 (2022-11-14): 33",
        "8 (published 2025-04-25): 16",
    ]


def test_counties_and_hainan_are_told_apart(drawn):
    """By the shape of the mark: seven counties, Hainan and Xiong'an."""
    assert legends(drawn("zone_map", "en"))["Level: zones"] == [
        "city or prefecture: 169",
        "county level: 7",
        "other area: 2\nXiong'an New Area\nHainan (whole island)",
    ]


@NEEDS_CHINESE
def test_chinese_says_the_same(drawn):
    """The same numbers and days in the same order, with the names in Chinese."""
    english, chinese = (legends(drawn("zone_map", lang)) for lang in ("en", "zh"))
    assert [re.findall(r"\d+", str(lines)) for lines in english.values()] == [
        re.findall(r"\d+", str(lines)) for lines in chinese.values()
    ]
    assert "雄安新区\n海南全岛" in str(texts(drawn("zone_map", "zh"))).replace("\\n", "\n")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_title_has_the_day_and_the_number(drawn, lang):
    """The number is that of zones(date=)."""
    title = drawn("zone_map", lang).get_title(loc="left")
    assert DAY in title
    assert re.findall(r"\d+", title.replace(DAY, "")) == [str(len(DATA.zones(date=DAY)))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_line_says_what_the_map_rests_on(drawn, lang):
    """Data version, last verified day, and the two sources that must be credited."""
    (source,) = [text for text in texts(drawn("zone_map", lang)) if "ECharts" in text]
    for part in (DATA.data_version(), DAY, "GeoNames", "CC BY 4.0", "Apache ECharts 4.9", "Apache-2.0"):
        assert part in source


def test_a_day_after_the_last_verified_one_is_marked():
    """The map is that of the data, and says so."""
    found = texts(pictures.zone_map("2027-06-01", dataset=DATA))
    assert any("2027-06-01 is later: a newer reply may be missing." in text for text in found)
    assert not any("is later" in text for text in texts(pictures.zone_map(DAY, dataset=DATA)))


def test_before_the_first_reply_there_is_no_dot():
    """The map is drawn all the same, without legends."""
    ax = pictures.zone_map("2015-03-06", dataset=DATA)
    assert (dots(ax), legends(ax)) == ([], {})
    assert ax.get_title(loc="left").endswith("on 2015-03-06: 0")


def test_a_new_batch_has_a_colour_and_a_place():
    """A reply that is only in the tables laid over ours."""
    folder = DATA.folders[0]
    zone = {**makers.read(folder, "zones")[0], "id": "suizhou", "batch": "9", "name_zh": "随州市", "name_en": "Suizhou"}
    zone |= {"province": "CN-HB", "adcode": "421300", "longitude": "113.37", "latitude": "31.72"}
    batch = {**makers.read(folder, "batches")[-1], "number": "9", "document_no": "国函〔2027〕1号", "zone_count": "1"}
    batch |= {"published_on": "2027-01-05", "ever_approved": "182", "in_force_after": "179"}
    data = makers.in_memory(
        batches=[*makers.read(folder, "batches"), batch],
        zones=[*makers.read(folder, "zones"), zone],
        place_names=[*makers.read(folder, "place_names")],
    )
    ax = pictures.zone_map("2027-02-01", dataset=data)
    assert legends(ax)["Batch (day of the reply): zones"][-1] == "9 (published 2027-01-05): 1"
    assert len(list(itertools.chain(*dots(ax)))) == 179
    # The growth ends with the last verified day, before that reply.
    assert pictures.growth(dataset=data).get_title(loc="left").endswith("178 on 2026-11-25")


@pytest.mark.parametrize(("more", "names"), [(0, 2), (1, 3), (2, 0), (4, 0)])
def test_many_areas_that_are_no_divisions_are_only_counted(more, names):
    """Three can be named beside the map, more cannot; Hainan and Xiong'an are two of them."""
    folder = DATA.folders[0]
    rows = makers.read(folder, "zones")
    for row in rows[:more]:
        row["level"] = "special"
    territories = [
        *makers.read(folder, "territories"),
        *({"zone": row["id"], "adcode": row["adcode"], **makers.CONFIRMED} for row in rows[:more]),
    ]
    data = makers.in_memory(zones=rows, territories=territories)
    counted, *named = legends(pictures.zone_map(dataset=data))["Level: zones"][-1].split("\n")
    assert counted == f"other area: {2 + more}"
    assert len(named) == names


def test_one_area_that_is_no_division_is_named_too():
    """Before Hainan was approved in place of its cities, Xiong'an was the only one."""
    assert (
        legends(pictures.zone_map("2024-01-01", dataset=DATA))["Level: zones"][-1] == "other area: 1\nXiong'an New Area"
    )


def test_it_draws_into_the_axes_that_it_is_given():
    """And gives that Axes back; another one of the same figure stays empty."""
    left, right = Figure().subplots(1, 2)
    assert pictures.zone_map(datetime.date(2020, 1, 1), ax=left, dataset=DATA) is left
    assert (len(dots(left)) > 0, dots(right)) == (True, [])


def test_a_degree_is_a_degree(drawn):
    """So that other points can be drawn over it by longitude and latitude."""
    ax = drawn("zone_map", "en")
    assert ax.get_aspect() == pytest.approx(1 / math.cos(math.radians(36)))
    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    outlines = [ring for rings in province_outlines().values() for ring in rings]
    assert len(outlines) in {len(drawn.get_paths()) for drawn in ax.collections}
    assert all(west < x < east and south < y < north for ring in outlines for x, y in ring)


def test_a_date_that_is_none_is_refused():
    """By the same error as everywhere."""
    with pytest.raises(InvalidDateError):
        pictures.zone_map("2022-02-30")
