"""The panel of treatment by pilot zones, against counts by hand and a slow oracle that goes day by day."""

import collections
import csv
import datetime
import functools
import io
import itertools
import pathlib
import re
from contextlib import redirect_stdout

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pilotzones
from pilotzones import strategies
from pilotzones.frames.tables.did_panel import panel
from pilotzones.frames.tables.panel_rows import COLUMNS, panel_table
from pilotzones.frames.tables.panel_units import Choices

DATA = pilotzones.Dataset.bundled()
TABLES = pathlib.Path(pilotzones.__file__).parent / "data"
PAGE = pathlib.Path(__file__).parents[3] / "docs" / "tasks" / "panel.md"
WORDS = ("prefecture", "ignore", "unit", "drop")
Row = collections.namedtuple("Row", [column.name for column in COLUMNS])  # noqa: PYI024 - the columns are the panel's


def table_of(first, last, every="year", level="prefecture", *, dataset=DATA, **choices):
    """Make the panel as a table."""
    return panel_table(dataset, first, last, every, Choices(level=level, **choices))


def rows(*args, **options):
    """Make the panel and name the cells of its rows."""
    return [Row(*row) for row in table_of(*args, **options).rows]


def of(adcode, found):
    """Keep one unit's rows."""
    return [row for row in found if row.adcode == adcode]


def treated_by_period(found):
    """Count the treated units of each period."""
    counts = collections.Counter()
    for row in found:
        counts[row.period] += row.treated
    return list(counts.values())


# Counts by hand: the batches have 1, 12, 22, 24, 46, 27, 33 and 16 zones, of 2015, 2016, 2018, 2019, 2020, 2022 (two)
# and 2025. Eight zones are counties: Yiwu (3, in Jinhua), Hunchun (4, Yanbian), Suifenhe (4, Mudanjiang), Manzhouli
# (5, Hulunbuir), Alashankou (6, Bortala), Yanji (7, Yanbian), Tongjiang (7, Jiamusi), Erenhot (8, Xilingol). Two are
# special: Xiong'an (5, in Baoding) and Hainan (8: Haikou, Sanya, Sansha, Danzhou). Jinhua (6), Baoding (8) and
# Bortala (8) became zones themselves; Haikou (3), Sanya (5) and Alashankou (6) were revoked in 2025.
YEARS = range(2014, 2027)
BY_HAND = [
    # Batch 6 brings no new prefecture by Jinhua, 7 none by Yanji, 8 none by Baoding and Bortala, and by Hainan two.
    ({}, 337, [0, 1, 12, 0, 22, 24, 46, 0, 26 + 32, 0, 0, 2 + 15 - 2, 0]),
    # Without Yiwu 21 + Beijing..., 22, 45, 26, 31 and 15 zones; without the special ones 44 in batch 5.
    ({"county_zones": "ignore"}, 337, [0, 1, 12, 0, 21, 22, 45, 0, 26 + 31, 0, 0, 2 + 14 - 1, 0]),
    ({"special_zones": "ignore"}, 337, [0, 1, 12, 0, 22, 24, 45, 0, 26 + 32, 0, 0, 15 - 1, -2]),
    ({"county_zones": "ignore", "special_zones": "ignore"}, 337, [0, 1, 12, 0, 21, 22, 44, 0, 26 + 31, 0, 0, 14, -2]),
    ({"special_zones": "ignore", "revoked": "stay"}, 337, [0, 1, 12, 0, 22, 24, 45, 0, 26 + 32, 0, 0, 15 - 1, 0]),
    # As units of their own: every zone but Hainan, which brings two.
    ({"county_zones": "unit", "special_zones": "unit"}, 346, [0, 1, 12, 0, 22, 24, 46, 0, 27 + 33, 0, 0, 2 + 15, 0]),
    # Seven prefectures leave with the counties, five with the special zones; Jinhua, Bortala and Baoding among them.
    (
        {"county_zones": "drop", "special_zones": "drop"},
        337 - 7 - 5,
        [0, 1, 12, 0, 22 - 2, 24 - 2, 46 - 3, 0, 27 - 2 + 33 - 2, 0, 0, 16 - 4, 0],
    ),
    # Haikou, Sanya and Bortala leave.
    ({"revoked": "drop"}, 334, [0, 1, 12, 0, 22 - 1, 24, 46 - 1, 0, 26 - 1 + 32, 0, 0, 2 + 15 - 2, 0]),
    ({"revoked": "stay"}, 337, [0, 1, 12, 0, 22, 24, 46, 0, 26 + 32, 0, 0, 2 + 15 - 2, 0]),
    # Bortala is no longer treated by Alashankou, which leaves; it is a zone itself since 2025.
    (
        {"county_zones": "unit", "revoked": "drop"},
        337 + 8 - 2 - 1,
        [0, 1, 12, 0, 22 - 1, 24, 46 - 1, 0, 27 - 1 + 33, 0, 0, 2 + 15 - 1, 0],
    ),
]


@pytest.mark.parametrize(("options", "units", "new"), BY_HAND, ids=lambda given: repr(given)[:60])
def test_treated_units_by_year_are_those_counted_by_hand(options, units, new):
    """Each batch brings the units that its zones are or lie in, but for those treated already."""
    found = rows(2014, 2026, **options)
    assert len(found) == units * len(YEARS)
    assert treated_by_period(found) == [sum(new[: place + 1]) for place in range(len(new))]


def test_zones_lie_where_the_comment_above_says():
    """The counties and special zones, with the prefectures around them, as the tables have them."""
    divisions = {row["adcode"]: row["name_zh"] for row in read("divisions")}
    assert [
        (int(row["batch"]), row["id"], divisions[f"{row['adcode'][:4]}00"])
        for row in read("zones")
        if row["level"] in {"county", "special"} and row["id"] != "hainan"
    ] == [
        (3, "yiwu", "金华市"),
        (4, "hunchun", "延边朝鲜族自治州"),
        (4, "suifenhe", "牡丹江市"),
        (5, "xiongan", "保定市"),
        (5, "manzhouli", "呼伦贝尔市"),
        (6, "alashankou", "博尔塔拉蒙古自治州"),
        (7, "yanji", "延边朝鲜族自治州"),
        (7, "tongjiang", "佳木斯市"),
        (8, "erenhot", "锡林郭勒盟"),
    ]


# The oracle: places are sets of the smallest divisions, and every day is asked about by itself.


def read(table):
    """Read a table with the standard library alone."""
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


DIVISIONS = [row["adcode"] for row in read("divisions")]
MUNICIPALITIES = [row["adcode"] for row in read("provinces") if row["kind"] == "municipality"]


def begins(code):
    """Take what the codes inside a division begin with."""
    return re.sub("(00){1,2}$", "", code)


# Their area lay in another prefecture before, perhaps in a year of the panel: test_panel_maps.py asks about these.
MOVED = {
    code
    for row in read("divisions_history")
    for code in re.findall("[0-9]{6}", row["succeeded_by"])
    if code[:4] != row["adcode"][:4]
}

# In the order of the codes what lies in a division comes right after it.
SMALLEST = [code for code, after in itertools.pairwise([*sorted(DIVISIONS), ""]) if not after.startswith(begins(code))]
INSIDE = collections.defaultdict(set)
for smallest in SMALLEST:
    for length in (2, 4, 6):
        INSIDE[smallest[:length]].add(smallest)


@functools.cache
def ground(*codes):
    """Gather the smallest divisions that lie in some divisions."""
    return frozenset().union(*(INSIDE[begins(code)] for code in codes))


BASE = {
    "prefecture": {code: ground(code) for code in (*MUNICIPALITIES, *DIVISIONS) if code.endswith("00")},
    "county": {code: ground(code) for code in SMALLEST},
}


class Oracle:
    """What the panel should say of any unit on any day."""

    def __init__(self, data, level="prefecture", county_zones="prefecture", special_zones="prefecture", revoked="end"):
        self.revoked = revoked
        words = {"county": county_zones, "special": special_zones}
        counted = [(zone, words.get(zone.level, "prefecture")) for zone in data.zones()]
        self.zones = [(zone, word, ground(*zone.territory)) for zone, word in counted if word != "ignore"]
        self.units = dict(BASE[level])
        for zone, word, _ in self.zones:
            pieces = [code for code in zone.territory if not any(unit <= ground(code) for unit in BASE[level].values())]
            if word == "unit" and pieces and zone.in_force(zone.established_on):
                self.units[pieces[0]] = ground(*pieces)
        days = {day for zone in data.zones() for day in (zone.established_on, zone.revoked_on) if day}
        self.near = functools.cache(lambda unit: [found for found in self.zones if found[2] & unit])
        self.units = {code: area for code, area in sorted(self.units.items()) if not self._leaves(area, days)}

    def in_force(self, zone, day):
        """Tell whether a zone counts as being in force on a day."""
        return zone.in_force(day) or (self.revoked == "stay" and zone.established_on <= day)

    def treats(self, word, area, unit):
        """Tell whether a zone of an area treats a unit while it is in force."""
        return bool(area & unit) and (word == "prefecture" or (word == "unit" and unit <= area))

    def treating(self, unit, day):
        """List the zones that treat a unit on a day."""
        return [
            zone for zone, word, area in self.near(unit) if self.treats(word, area, unit) and self.in_force(zone, day)
        ]

    def _leaves(self, unit, days):
        """Tell whether a unit leaves the sample, by what is so on the days on which something changes."""
        if self.revoked == "drop" and any(
            zone.revoked_on and self.treats(word, area, unit) for zone, word, area in self.near(unit)
        ):
            return True
        return any(
            any(word == "drop" and self.in_force(zone, day) for zone, word, _ in self.near(unit))
            and not any(
                word != "drop" and unit <= area and self.in_force(zone, day) for zone, word, area in self.near(unit)
            )
            for day in days
        )


def days_of(row, every):
    """List the days of a row's period."""
    months = {"year": 12, "quarter": 3, "month": 1}[every]
    day, found = row.period_start, []
    while (day.year * 12 + day.month) - (row.period_start.year * 12 + row.period_start.month) < months:
        found.append(day)
        day += datetime.timedelta(days=1)
    return found


def check(found, oracle, unit, every):
    """Hold a unit's rows against the oracle, day by day."""
    first = None
    for row in found:
        days = days_of(row, every)
        treating = [oracle.treating(unit, day) for day in days]
        assert row.treated == any(treating)
        assert row.share == sum(map(bool, treating)) / len(days)
        if row.treated and first is None:
            first = row.period
            assert row.zone in {zone.id for zone in next(filter(None, treating))}
    assert {row.first_treated for row in found} == {first}
    assert {row.never_treated for row in found} == {first is None}
    assert {row.cohort for row in found} == {first or 0}
    assert [row.event_time for row in found] == [None if first is None else row.period - first for row in found]


CHOICES = st.fixed_dictionaries(
    {
        "county_zones": st.sampled_from(WORDS),
        "special_zones": st.sampled_from(WORDS),
        "revoked": st.sampled_from(["end", "stay", "drop"]),
        "level": st.sampled_from(["prefecture", "county"]),
    }
)


@pytest.mark.long
@settings(max_examples=25, deadline=None)
@given(data=strategies.datasets(most_announcements=1), options=CHOICES, every=st.sampled_from(["year", "quarter"]))
def test_drawn_histories_day_by_day(data, options, every):
    """Units, treatment and shares are the oracle's under any choices, for units that zones touch and for one other."""
    oracle = Oracle(data, **options)
    last = max(day for zone in data.zones() for day in (zone.established_on, zone.revoked_on) if day)
    found = collections.defaultdict(list)
    for row in rows(2015, last.year + 1, every, dataset=data, **options):
        found[row.adcode].append(row)
    assert [code for code in found if code not in MOVED] == [code for code in oracle.units if code not in MOVED]
    near = [code for code, unit in oracle.units.items() if any(area & unit for *_, area in oracle.zones)]
    for code in (*near[:6], *near[-2:], "140500"):
        if code in oracle.units and code not in MOVED:
            check(found[code], oracle, oracle.units[code], every)


@pytest.mark.long
@pytest.mark.parametrize("county_zones", WORDS)
@pytest.mark.parametrize("special_zones", WORDS)
@pytest.mark.parametrize("revoked", ["end", "stay", "drop"])
def test_the_bundled_history_under_every_choice(county_zones, special_zones, revoked):
    """The units that counties, special zones and revocations concern, and three others, by month."""
    choices = {"county_zones": county_zones, "special_zones": special_zones, "revoked": revoked}
    oracle = Oracle(DATA, **choices)
    found = rows("2018-01-01", "2025-12-31", "month", **choices)
    assert list(dict.fromkeys(row.adcode for row in found)) == list(oracle.units)
    concerned = "130600 130629 330700 330782 222400 222401 460100 460200 460300 652700 652702 110000 140500 321200"
    seen = 0
    for code in concerned.split():
        if code in oracle.units:
            check(of(code, found), oracle, oracle.units[code], "month")
            seen += 1
    assert seen >= 3


@pytest.mark.parametrize("adcode", ["330700", "222400", "130600", "460300", "652700", "310000", "150800", "441900"])
def test_a_unit_is_treated_while_a_zone_covers_it_or_a_county_in_it(adcode):
    """By covering_zone(), asked about the unit and each county in it on each day."""
    places = [adcode, *(code for code in SMALLEST if code != adcode and code.startswith(begins(adcode)))]
    for row in of(adcode, rows("2019-11-01", "2020-06-30", "month") + rows("2025-03-01", "2025-05-31", "month")):
        covered = [any(DATA.covering_zone(place, day) for place in places) for day in days_of(row, "month")]
        assert (row.treated, row.share) == (any(covered), sum(covered) / len(covered))


def test_counties_are_treated_while_a_zone_covers_them():
    """At the county level every choice but to ignore or drop leaves covering_zone()'s answer."""
    found = rows("2022-01-01", "2022-01-31", "month", "county")
    assert {row.adcode for row in found} == set(SMALLEST)
    for row in found[::40]:
        covered = [DATA.covering_zone(row.adcode, day) is not None for day in days_of(row, "month")]
        assert (row.treated, row.share) == (any(covered), sum(covered) / 31)


def test_at_the_county_level_divisions_without_counties_stand_for_themselves():
    """Dongguan, Zhongshan and Danzhou have no counties; no zone is a further unit."""
    found = rows(2020, 2020, level="county", county_zones="unit", special_zones="unit")
    assert len(found) == 2975 + 3
    assert [row.adcode for row in found if row.level != "county"] == ["441900", "442000", "460400"]
    assert [row.zone for row in found if row.adcode in {"130629", "130632", "130638"}] == ["xiongan"] * 3


# Shape


@pytest.mark.parametrize(
    ("every", "periods", "first", "last"),
    [
        ("year", 3, (2019, "2019"), (2021, "2021")),
        ("quarter", 9, (2019 * 4 + 3, "2019Q4"), (2021 * 4 + 3, "2021Q4")),
        ("month", 25, (2019 * 12 + 11, "2019-12"), (2021 * 12 + 11, "2021-12")),
    ],
)
def test_it_is_balanced(every, periods, first, last):
    """Every unit in every whole period, by code and then period; adjoining periods differ by one."""
    found = rows("2019-12-31", datetime.date(2021, 12, 1), every)
    numbers = list(range(first[0], last[0] + 1))
    units = sorted({row.adcode for row in found})
    assert (len(units), len(numbers)) == (333 + 4, periods)
    assert [(row.adcode, row.period) for row in found] == [(unit, number) for unit in units for number in numbers]
    assert (found[0].period_label, found[-1].period_label) == (first[1], last[1])
    assert found[0].period_start == {"year": datetime.date(2019, 1, 1), "quarter": datetime.date(2019, 10, 1)}.get(
        every, datetime.date(2019, 12, 1)
    )


def test_a_year_is_its_first_or_last_day():
    """As the first and as the last period asked for."""
    found = of("110000", rows(2019, 2019, "month"))
    assert [row.period_label for row in found] == [f"2019-{month:02}" for month in range(1, 13)]
    assert [row.period_label for row in of("110000", rows("2019-08-15", 2019, "quarter"))] == ["2019Q3", "2019Q4"]


def test_the_last_years_of_the_calendar():
    """Years run from 1949 to 2099, as dates do."""
    assert of("110000", rows("2099-12-31", 2099, "month"))[0].share == 1.0
    assert of("110000", rows(1949, "1949-10-01"))[0].event_time == 1949 - 2018


@pytest.mark.parametrize(
    ("adcode", "first", "every", "share"),
    [
        ("330100", 2015, "year", (365 - 31 - 28 - 6) / 365),  # 7 March 2015
        ("120000", 2016, "year", (366 - 11) / 366),  # 12 January of a leap year
        ("320400", "2020-04-27", "month", 4 / 30),  # 27 April 2020
        ("320400", "2020-04-27", "quarter", (4 + 31 + 30) / 91),
        ("320400", "2020-04-27", "year", (366 - 31 - 29 - 31 - 26) / 366),
        ("320400", "2020-04-26", "month", 4 / 30),
        ("320400", "2020-03-31", "quarter", 0),
        ("120000", "2016-02-01", "month", 1),
    ],
)
def test_shares(adcode, first, every, share):
    """Days in force by the days of the period, counted by hand; a leap year has 366."""
    (row,) = of(adcode, rows(first, first, every))
    assert row.share == share
    assert row.treated == (share > 0)


def test_a_revoked_zone_without_a_successor():
    """With the Hainan zone ignored, Haikou ends on 25 April 2025: after 114 days of that year."""
    choices = {"special_zones": "ignore"}
    shares = [(row.treated, row.share) for row in of("460100", rows(2024, 2026, **choices))]
    assert shares == [(True, 1.0), (True, (31 + 28 + 31 + 24) / 365), (False, 0.0)]
    assert [row.share for row in of("460100", rows(2024, 2026, revoked="stay", **choices))] == [1, 1, 1]
    assert of("460100", rows(2024, 2026, revoked="drop", **choices)) == []
    assert [row.event_time for row in of("460100", rows(2024, 2026, **choices))] == [6, 7, 8]


def test_the_unit_s_own_columns_know_what_lies_outside_the_panel():
    """A zone of 2025 is not yet treated in a panel to 2021, and one of 2015 is treated before one from 2020."""
    found = rows(2020, 2021)
    dandong = of("210600", found)
    assert [row.event_time for row in dandong] == [-5, -4]
    assert [(row.zone, row.batch, row.first_treated, row.never_treated, row.cohort) for row in dandong] == [
        ("dandong", 8, 2025, False, 2025)
    ] * 2
    assert [row.event_time for row in of("330100", found)] == [5, 6]
    (never,) = of("140500", rows(2020, 2020))
    assert never[8:] == (False, 0.0, None, None, None, None, True, 0, 140500)


@pytest.mark.parametrize(
    ("adcode", "names", "province", "level"),
    [
        ("110000", ("北京市", "Beijing"), "CN-BJ", "municipality"),
        ("150100", ("呼和浩特市", "Hohhot"), "CN-NM", "prefecture"),
        ("421000", ("荆州市", "Jingzhou"), "CN-HB", "prefecture"),
        ("653100", ("喀什地区", "Kashgar"), "CN-XJ", "prefecture"),
        ("232700", ("大兴安岭地区", "Daxing'anling"), "CN-HL", "prefecture"),
        ("141100", ("吕梁市", "Lüliang"), "CN-SX", "prefecture"),
        ("330782", ("义乌市", "Yiwu"), "CN-ZJ", "county"),
        ("130629", ("雄安新区", "Xiong'an New Area"), "CN-HE", "special"),
    ],
)
def test_names(adcode, names, province, level):
    """English names of zones and municipalities; pinyin without tones of the others."""
    (row,) = of(adcode, rows(2020, 2020, county_zones="unit", special_zones="unit"))
    assert (row.name_zh, row.name_en) == names
    assert (row.province, row.level, row.unit_id) == (province, level, int(adcode))


def test_columns():
    """Each has a type and a sentence; unit and period tell the rows apart."""
    table = table_of(2020, 2020)
    assert (table.name, table.key, table.columns) == ("panel", ("adcode", "period"), COLUMNS)
    assert all(column.description.endswith(".") for column in COLUMNS)
    assert len({len(row) for row in table.rows} | {len(COLUMNS)}) == 1


def plain(value):
    """Turn a library's own null and timestamp into Python's."""
    import pandas as pd

    if pd.isna(value):
        return None
    return value.date() if isinstance(value, datetime.datetime) else value


def rows_of(kind, frame):
    """Take a frame's rows, whatever it is."""
    if kind == "pandas":
        return [tuple(map(plain, row)) for row in frame.itertuples(index=False)]
    if kind == "polars":
        return frame.rows()
    if kind == "pyarrow":
        return [tuple(row.values()) for row in frame.to_pylist()]
    return frame.fetchall()


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow", "duckdb"])
def test_every_kind_of_frame_has_the_same_rows(kind):
    """As those of the table, null for null."""
    pytest.importorskip(kind)
    pytest.importorskip("pandas")
    frame = panel("2019-10-01", 2020, "quarter", into=kind, dataset=DATA)
    assert list(getattr(frame, "column_names", frame.columns)) == list(Row._fields)
    assert rows_of(kind, frame) == list(table_of("2019-10-01", 2020, "quarter").rows)


def test_pandas_columns_without_nulls_have_plain_types():
    """What packages for estimation take as unit, period and cohort."""
    pytest.importorskip("pandas")
    types = panel(2020, 2020, dataset=DATA).dtypes.astype(str)
    assert list(types[["unit_id", "period", "cohort"]]) == ["int64"] * 3
    assert list(types[["treated", "never_treated"]]) == ["bool"] * 2
    assert list(types[["batch", "first_treated", "event_time"]]) == ["Int64"] * 3


def test_the_default_dataset_answers_if_none_is_given():
    """Also one that stands in its place for a while."""
    assert panel(2020, 2020).equals(panel(2020, 2020, dataset=DATA))
    with pilotzones.Dataset([TABLES]).as_default():
        assert len(panel(2020, 2020)) == 337


def test_numbers_of_numpy_are_years():
    """A column of years holds such."""
    numpy = pytest.importorskip("numpy")
    assert table_of(numpy.int64(2019), numpy.int32(2020)) == table_of(2019, 2020)


# Zones that do not exist yet


def approve(folder, *replies, name="own"):
    """Lay further replies over the bundled ones: of each its day, its zones, and the ids of those it ends."""
    batches, zones, territories = [], [], []
    ended = {zone: f"国函〔2030〕{number}号" for number, (_, _, ends) in enumerate(replies, 9) for zone in ends}
    ever, gone = 181, 3
    for number, (day, approved, ends) in enumerate(replies, 9):
        ever, gone = ever + len(approved), gone + len(ends)
        batches.append(
            {
                "number": number,
                "document_no": f"国函〔2030〕{number}号",
                "title_zh": "批复",
                "approved_on": day,
                "published_on": day,
                "zone_count": len(approved),
                "ever_approved": ever,
                "in_force_after": ever - gone,
                "evidence": "unsourced",
            }
        )
        for id_, (level, *codes) in approved.items():
            (province,) = (row["iso"] for row in read("provinces") if row["adcode"][:2] == codes[0][:2])
            zones.append(
                {
                    "id": id_,
                    "batch": number,
                    "name_zh": f"试{id_}",
                    "name_en": id_,
                    "province": province,
                    "adcode": codes[0],
                    "level": level,
                    "longitude": "110",
                    "latitude": "30",
                    "coordinates_from": "geonames",
                    "geonames_id": "1",
                    "revoked_by": ended.get(id_, ""),
                    "evidence": "unsourced",
                }
            )
            if len(codes) > 1:
                territories += [{"zone": id_, "adcode": code, "evidence": "unsourced"} for code in codes]
    tables = {"batches": batches, "zones": zones} | ({"territories": territories} if territories else {})
    return pilotzones.Dataset.load(folder(name, **tables))


def share_of(adcode, data, **options):
    """Take the shares of a unit in the years from 2030 on."""
    return [round(row.share, 3) for row in of(adcode, rows(2030, 2033, dataset=data, **options))]


def test_a_county_in_no_prefecture_is_a_unit_or_nothing(folder):
    """Xiantao lies directly under Hubei: no prefecture holds it, so none is treated or dropped by it."""
    data = approve(folder, ("2031-01-01", {"xiantao": ("county", "429004")}, ()))
    for word in WORDS:
        found = rows(2030, 2033, dataset=data, county_zones=word)
        before = rows(2030, 2033, county_zones=word)
        assert [row for row in found if row.adcode != "429004"] == before
        assert share_of("429004", data, county_zones=word) == ([0, 1, 1, 1] if word == "unit" else [])


def test_a_district_of_a_municipality_lies_in_its_zone(folder):
    """Shanghai is a zone since 2016, so no day tells a later zone of Pudong apart from the rest."""
    data = approve(folder, ("2031-01-01", {"pudong": ("county", "310115")}, ()))
    assert share_of("310115", data, county_zones="unit") == [1, 1, 1, 1]
    (row,) = of("310115", rows(2030, 2030, dataset=data, county_zones="unit"))
    assert (row.zone, row.first_treated, row.level) == ("shanghai", 2016, "county")
    assert share_of("310000", data, county_zones="drop") == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("county_first", "dropped"), [(True, True), (False, False)], ids=["county first", "prefecture first"]
)
def test_a_prefecture_that_was_a_zone_before_its_county_is_not_dropped(folder, county_first, dropped):
    """No day tells its parts apart; if the county came first, some do."""
    zones = [{"jincheng": ("prefecture", "140500")}, {"zezhou": ("county", "140525")}]
    early, late = reversed(zones) if county_first else zones
    data = approve(folder, ("2031-01-01", early, ()), ("2032-01-01", late, ()))
    assert share_of("140500", data, county_zones="drop") == ([] if dropped else [0, 1, 1, 1])
    assert share_of("140500", data, county_zones="ignore") == ([0, 0, 1, 1] if county_first else [0, 1, 1, 1])


def test_a_county_that_outlasts_its_prefecture_s_zone_drops_it_unless_zones_stay(folder):
    """From 2032 only the county is a zone."""
    data = approve(
        folder,
        ("2031-01-01", {"jincheng": ("prefecture", "140500"), "zezhou": ("county", "140525")}, ()),
        ("2032-01-01", {"linfen": ("prefecture", "141000")}, ("jincheng",)),
    )
    assert share_of("140500", data, county_zones="drop") == []
    assert share_of("140500", data, county_zones="drop", revoked="stay") == [0, 1, 1, 1]
    assert share_of("140500", data) == [0, 1, 1, 1]
    assert share_of("140500", data, county_zones="unit") == [0, 1, 0, 0]
    assert [row.zone for row in of("140500", rows(2030, 2030, dataset=data))] == ["jincheng"]


def test_a_prefecture_is_treated_by_its_own_zone_rather_than_by_a_county_of_the_same_day(folder):
    """Whichever stands first in the reply."""
    zones = {"zezhou": ("county", "140525"), "jincheng": ("prefecture", "140500")}
    data = approve(folder, ("2031-01-01", zones, ()))
    assert {row.zone for row in of("140500", rows(2030, 2033, dataset=data))} == {"jincheng"}


def test_a_county_that_was_a_zone_twice_is_one_unit(folder):
    """Approved, ended and approved again under another id."""
    data = approve(
        folder,
        ("2031-01-01", {"zezhou": ("county", "140525")}, ()),
        ("2032-01-01", {"linfen": ("prefecture", "141000")}, ("zezhou",)),
        ("2033-01-01", {"zezhou-2": ("county", "140525")}, ()),
    )
    assert share_of("140525", data, county_zones="unit") == [0, 1, 0, 1]
    assert share_of("140500", data) == [0, 1, 0, 1]
    assert share_of("140500", data, revoked="stay") == [0, 1, 1, 1]
    assert share_of("140500", data, revoked="drop") == []


def test_a_zone_that_its_own_reply_ends_never_was(folder):
    """Not even for good."""
    data = approve(folder, ("2031-01-01", {"jincheng": ("prefecture", "140500")}, ("jincheng",)))
    for revoked in ("end", "stay", "drop"):
        assert share_of("140500", data, revoked=revoked) == [0, 0, 0, 0]


def test_a_period_with_one_day_of_a_zone_is_treated(folder):
    """For that share of it: approved on the last day of a year."""
    data = approve(folder, ("2031-12-31", {"jincheng": ("prefecture", "140500")}, ()))
    found = of("140500", rows(2030, 2032, dataset=data))
    assert [(row.treated, row.share) for row in found] == [(False, 0), (True, 1 / 365), (True, 1)]


def test_a_special_zone_may_be_a_prefecture_and_a_piece_of_another(folder):
    """It treats the one; the piece is a unit, or treats, spares or drops the other."""
    data = approve(folder, ("2031-01-01", {"shangdang": ("special", "140500", "140404")}, ()))
    found = {
        word: [share_of(code, data, special_zones=word) for code in ("140500", "140400", "140404")] for word in WORDS
    }
    late, never = [0, 1, 1, 1], [0, 0, 0, 0]
    assert found == {
        "prefecture": [late, late, []],
        "ignore": [never, never, []],
        "unit": [late, never, late],
        "drop": [[], [], []],
    }


def test_two_units_of_one_code_are_refused(folder):
    """Rongcheng, were it a zone, has the code that stands for Xiong'an."""
    data = approve(folder, ("2031-01-01", {"rongcheng": ("county", "130629")}, ()))
    assert len(rows(2030, 2030, dataset=data, county_zones="unit")) == 337 + 9
    with pytest.raises(pilotzones.ArgumentTypeError, match="雄安新区 and 试rongcheng would both be the unit 130629"):
        panel(2030, 2030, county_zones="unit", special_zones="unit", max_age=None, dataset=data)


def test_a_division_without_spellings_has_no_english_name(folder):
    """A new prefecture of a user's own table; it is a unit at both levels."""
    new = folder(divisions=[{"adcode": "149900", "name_zh": "新设市", "level": "prefecture", "parent": "140000"}])
    data = pilotzones.Dataset.load(new)
    for level in ("prefecture", "county"):
        (row,) = of("149900", rows(2020, 2020, level=level, dataset=data))
        assert (row.name_zh, row.name_en, row.province, row.never_treated) == ("新设市", None, "CN-SX", True)


# Errors


@pytest.mark.parametrize(
    ("arguments", "options", "error", "message"),
    [
        ((2020, 2019), {}, "InvalidDateError", "first=2020 lies after last=2019: swap them."),
        (("2020-02-01", "2020-01-31"), {}, "InvalidDateError", "first='2020-02-01' lies after last='2020-01-31'"),
        ((1948, 2020), {}, "InvalidDateError", "The year 1948 is out of range: years run from 1949 to 2099."),
        ((2020, 2100), {}, "InvalidDateError", "The year 2100 is out of range"),
        (("1900-01-01", 2020), {}, "InvalidDateError", "1900-01-01 is out of range"),
        (("2020", 2021), {}, "InvalidDateError", "'2020' is not a date"),
        ((2019.0, 2020), {}, "DateTypeError", "2019.0 is not a day or a year: pass a year like 2019"),
        ((2019, True), {}, "DateTypeError", "True is not a day or a year"),
        ((None, 2020), {}, "DateTypeError", "None is not a day or a year"),
        ((2019, 2020, "week"), {}, "ArgumentTypeError", "every must be 'year' or 'quarter' or 'month', not 'week'."),
        ((2019, 2020, "year", "town"), {}, "ArgumentTypeError", "level must be 'prefecture' or 'county', not 'town'."),
        ((2019, 2020), {"county_zones": "own"}, "ArgumentTypeError", "county_zones must be 'prefecture' or 'ignore'"),
        ((2019, 2020), {"special_zones": None}, "ArgumentTypeError", "special_zones must be 'prefecture' or 'ignore'"),
        ((2019, 2020), {"revoked": "ignore"}, "ArgumentTypeError", "revoked must be 'end' or 'stay' or 'drop'"),
        (
            (2019, 2020),
            {"boundaries": "old"},
            "ArgumentTypeError",
            "boundaries must be 'today' or 'period', not 'old'.",
        ),
        ((2019, 2020), {"into": "excel"}, "ArgumentTypeError", "'excel' is not a kind of frame"),
        # Before anything is computed.
        ((2020, 2019), {"into": "excel"}, "ArgumentTypeError", "'excel' is not a kind of frame"),
        ((2019, 2020), {"dataset": "data"}, "ArgumentTypeError", "'data' is not a dataset"),
    ],
)
def test_errors(arguments, options, error, message):
    """One clear error each, that says what to give instead."""
    with pytest.raises(getattr(pilotzones, error), match=f"^{re.escape(message)}"):
        panel(*arguments, **options)


# The page


@pytest.mark.long
def test_the_page_s_estimation_prints_what_it_shows():
    """With the package that it names, on the outcome that it makes up."""
    pytest.importorskip("differences")
    code, shown = re.search(r"```python\n(.*?)```\n+```text\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL).groups()
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(code, {})  # noqa: S102 - the page's own example
    assert printed.getvalue() == shown


def test_days_are_taken_as_other_questions_take_them():
    """A day of numpy, an instant in text, a midnight; and an error tells what was passed and why, in a word."""
    import numpy as np

    wanted = rows("2020-01-01", "2020-06-30", "quarter")
    for first, last in (
        (np.datetime64("2020-01-01"), np.datetime64("2020-06-30")),
        ("2019-12-31T16:00:00Z", "20200630"),
        ("2020-01-01T00:00:00", datetime.datetime(2020, 6, 30)),  # noqa: DTZ001 - a midnight is a day
    ):
        assert rows(first, last, "quarter") == wanted
    for first, last, value, reason in (
        (2020, 2019, 2020, "wrong order"),
        (1900, 2020, 1900, "out of range"),
        (2020.5, 2021, 2020.5, "not a date"),
        (None, 2021, None, "no date"),
    ):
        with pytest.raises(pilotzones.InvalidDateError) as caught:
            table_of(first, last)
        assert (caught.value.value, caught.value.reason) == (value, reason)
