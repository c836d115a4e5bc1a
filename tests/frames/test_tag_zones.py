"""Columns of places, tagged by every engine as single questions are answered."""

import csv
import datetime
import functools
import random

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from divisions import BY_CODE, SPANS, is_settled, map_of, standing, window
from draws import draws

from pilotzones import Dataset, strategies
from pilotzones.dates import InvalidDateError
from pilotzones.frames import tag_zones
from pilotzones.frames.errors import FrameColumnError
from pilotzones.geography.errors import AmbiguousPlaceError, OutsideMainlandError, UnknownPlaceError
from pilotzones.records.short_names import short_form
from pilotzones.tables.folders import bundled_folder

ADDED = ["place_status", "zone", "batch", "in_force", "covering_zone"]
LAST = ["reason", "beyond_verified", "near_misses"]
KEYS = ["adcode", "place_name", "prefecture", "province"]
DAY = datetime.timedelta(days=1)
CONNECTION = duckdb.connect()
ROWS = 40_000
"""Rows for each of the five kinds of frames: 200,000 in all."""
MAPS = range(2013, 2025)
FORMS = (
    "浙江省杭州市 浙江杭州 江苏省苏州市昆山市 苏州昆山市 河北雄安新区 Hangzhou,Zhejiang 杭州市（市辖区） 杭州(市区) 杭州市辖区 3301 330101 "
    "330100000000 330100000 310100 310200 31 上海市市辖区 山东莱芜市 山东省莱芜市 四川简阳市 Jianyang,Sichuan 吉林公主岭市 吉林省四平市公主岭市 "
    "香港 澳门特别行政区 Taiwan 台湾省 Hangzhou\u2006Zhejiang 朝阳 朝阳市 Baoshan Fuyang Jinzhou Wuwei 西安 西安市 330100.0 Hangzhou\u2006City"
).split(" ")
NOTHING = (None, None, None, None)


@pytest.fixture(scope="module")
def data():
    """Take the bundled dataset."""
    return Dataset.bundled()


@pytest.fixture(scope="module")
def days(data):
    """List the days around every reply and every change of the map since 2013, one before all, one out of range, none."""
    turning = {batch.established_on for batch in data.batches()}
    turning |= {
        day for span in SPANS for year in (span.begin, span.end) if year in MAPS for day in window(span.code, year)
    }
    around = sorted(day + step * DAY for day in turning for step in (-1, 0, 1))
    return [datetime.date(2014, 1, 1), *around, datetime.date(9999, 12, 31), None]


@functools.cache
def told(data, place, day):
    """Ask the single questions about a row: the status, whether it is in force, and the covering zone."""
    if place is None:
        return ("no place", None, None)
    in_2026 = answer(data, place, datetime.date(2026, 1, 1))
    if in_2026[0] in {"unknown place", "outside the mainland"}:
        return in_2026
    return ("no date", None, None) if day is None else answer(data, place, day)


STATUSES = [  # the first that an error is an instance of
    (AmbiguousPlaceError, "ambiguous place"),
    (OutsideMainlandError, "outside the mainland"),
    (InvalidDateError, "invalid date"),
    ((UnknownPlaceError, ValueError), "unknown place"),
]


def answer(data, place, day):
    """Ask the single questions about a place and a day."""
    try:
        covering = data.covering_zone(place, day)
        return ("known", data.is_zone(place, day), covering.id if covering else None)
    except (LookupError, ValueError) as error:
        return (next(status for kinds, status in STATUSES if isinstance(error, kinds)), None, None)


def table(name):
    """Read a bundled table as it stands."""
    with open(bundled_folder() / f"{name}.csv", encoding="utf-8", newline="") as file:  # noqa: PTH123 - it may be no pathlib.Path
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def spellings():
    """List every spelling of every division, of today or since 2000, of every province and special zone."""
    named = [*table("place_names"), *table("province_names"), *table("former_names")]
    cells = [row[column] for row in named for column in ("short_zh", "traditional", "pinyin", "spellings")]
    full = [
        row["name_zh"] for row in (*table("divisions"), *table("provinces"), *table("zones"), *table("former_names"))
    ]
    codes = [row["adcode"] for row in (*table("divisions"), *table("provinces"), *table("divisions_history"))]
    return sorted({name for cell in [*cells, *full, *codes] for name in cell.split(";") if name})


def noisy(chance, name):
    """Write a name as people do who take no care."""
    noise = chance.randrange(40) if name.isascii() else chance.randrange(3)
    if noise == 0:
        return f" {name.upper()}\u3000"
    if noise == 1:
        return "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalnum() else sign for sign in name)
    if noise == 2:
        return name.replace("'", "’").replace(" ", "-")
    if noise == 3:
        return f"{name} City"
    return name


@pytest.fixture(scope="module")
def rows(spellings, days):
    """Draw rows: every spelling, some with noise, names of zones as the strategies write them, and rubbish."""
    chance = random.Random(2026)  # noqa: S311 - the same every time
    names = [noisy(chance, name) for name in chance.sample(spellings, 4000)]
    names += draws(strategies.zone_names(), 300) + draws(strategies.non_zone_places(), 300)
    names += draws(strategies.ambiguous_names(), 100)
    names += [None, "", "  ", "nowhere", "火星市", "x" * 101, "a\tb", "999999", "Hangzhou\x00", "NaN"] * 20
    names += FORMS * 10
    names += chance.choices(names, k=ROWS - len(names))
    return [(name, chance.choice(days)) for name in names]


def frames(rows):
    """Put rows into frames of every kind."""
    frame = pl.DataFrame(
        {"row": range(len(rows)), "place": [place for place, _ in rows], "date": [day for _, day in rows]}
    )
    yield "polars", frame
    yield "lazy", frame.lazy()
    yield "arrow", frame.to_arrow()
    yield (
        "pandas",
        pd.DataFrame({"row": frame["row"], "place": frame["place"].to_list(), "date": frame["date"].to_list()}),
    )
    # DuckDB's texts end at no NUL character, and SQL folds what is said it folds.
    yield "duckdb", CONNECTION.from_arrow(frame.to_arrow())


def as_rows(frame):
    """Read the first five new columns of any frame, in the order of the rows that they come from."""
    return [tuple(row[name] for name in ADDED) for row in in_order(frame)]


def in_order(frame):
    """Read any frame as rows by column, in the order of the rows that they come from."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    elif isinstance(frame, pa.Table):
        frame = pl.from_arrow(frame)
    elif isinstance(frame, pd.DataFrame):
        frame = pl.from_pandas(frame)
    elif isinstance(frame, duckdb.DuckDBPyRelation):
        frame = frame.pl()
    return frame.sort("row").rows(named=True)


@pytest.mark.long
def test_every_row_is_answered_as_single_questions_are(data, rows):
    """Status, whether it is in force, and the covering zone, for every spelling there is."""
    want = [told(data, place, day) for place, day in rows]
    assert {status for status, *_ in want} == {
        "known",
        "no place",
        "unknown place",
        "no date",
        "invalid date",
        "ambiguous place",
        "outside the mainland",
    }
    for kind, frame in frames(rows):
        got = [(row[0], row[3], row[4]) for row in as_rows(tag_zones(frame, dataset=data))]
        wrong = [(kind, *row) for row in zip(rows, want, got, strict=True) if row[1] != row[2]]
        assert not wrong


def test_zone_and_batch_are_those_of_the_table(data):
    """Every zone by its code, on the day before it and long after, as zones.csv has it."""
    own = {row["adcode"]: row for row in table("zones") if row["level"] != "special"}
    several = {row["adcode"] for row in table("territories")}
    rows = [
        (row["adcode"], day)
        for row in table("divisions")
        if row["adcode"] not in several  # a county, and a zone of several
        for day in (datetime.date(2014, 1, 1), datetime.date(2026, 1, 1))
    ]
    for _, frame in frames(rows):
        for (code, day), got in zip(rows, as_rows(tag_zones(frame, dataset=data)), strict=True):
            zone = own.get(code)
            assert got[1:3] == ((zone["id"], int(zone["batch"])) if zone else (None, None))
            assert got[3] == (zone is not None and day.year == 2026 and not zone["revoked_by"])


def test_the_documents_own_examples(data):
    """Haikou was a zone until Hainan took its place; Kunshan lies in Suzhou's; Yiwu's is of batch 3."""
    frame = pl.DataFrame(
        {
            "place": ["Haikou", "Haikou", "昆山市", "Yiwu", "Hangzhou", "Fuzhou"],
            "date": [datetime.date(2020, 1, 1), *[datetime.date(2026, 1, 1)] * 5],
        }
    )
    assert tag_zones(frame, dataset=data).select(ADDED).rows() == [
        ("known", "haikou", 3, True, "haikou"),
        ("known", "haikou", 3, False, "hainan"),
        ("known", None, None, False, "suzhou-jiangsu"),
        ("known", "yiwu", 3, True, "yiwu"),
        ("known", "hangzhou", 1, True, "hangzhou"),
        ("ambiguous place", *NOTHING),
    ]


@pytest.fixture(scope="module")
def of_codes():
    """List codes of every year with a day on which it is known what they are, and the keys by the map of that year."""
    chance = random.Random(2027)  # noqa: S311 - the same every time
    rows = {}
    for span in chance.sample(SPANS, 1500):
        year = chance.choice(MAPS)
        day = datetime.date(year, 12, 31)
        in_use = [other for other in BY_CODE[span.code] if other.begin <= year < other.end]
        # A code that two places had before means both.
        found = set(in_use) or (standing(span, year) if len(BY_CODE[span.code]) == 1 and span.begin <= year else set())
        if found and all(is_settled(one, day) for one in (span, *found)):
            rows[span.code, day] = {one.code for one in found}
    return {row: codes for row, codes in rows.items() if row[0] not in SEVERAL and not row[0].endswith("0000")}


SEVERAL = {row["adcode"] for row in table("territories")}


def test_keys_are_those_of_the_map_of_the_day(data, of_codes):
    """The code and name of the day, its prefecture and province, for every engine; a former code has its successor's."""
    assert len(of_codes) > 1000
    for _, frame in frames(list(of_codes)):
        got = in_order(tag_zones(frame, dataset=data))
        for ((code, day), codes), row in zip(of_codes.items(), got, strict=True):
            if row["place_status"] == "ambiguous place":
                assert len(codes) > 1 or code not in codes, (code, day)
                continue
            one = next(iter(codes)) if len(codes) == 1 else None
            if code in map_of(day.year):
                assert row["adcode"] == code
            assert row["adcode"] == one, (code, day, codes)
            if one:
                assert row["place_name"] == map_of(day.year)[one]
                assert row["prefecture"] == prefecture(one, day.year)
            assert row["province"] == f"{code[:2]}0000"


def prefecture(code, year):
    """Give the code of the prefecture or municipality around a code by the map of a year."""
    if code[:2] in {"11", "12", "31", "50"}:
        return f"{code[:2]}0000"
    return f"{code[:4]}00" if f"{code[:4]}00" in map_of(year) else None


NARROWED = [
    ("Suzhou", "Jiangsu", "known", "320500"),
    ("Suzhou", "安徽省", "known", "341300"),
    ("Suzhou", "340000", "known", "341300"),
    ("Suzhou", None, "ambiguous place", None),
    ("朝阳", "辽宁", "known", "211300"),
    ("朝阳", "北京市", "known", "110105"),
    ("杭州", "Jiangsu", "unknown place", None),
    ("杭州", "Atlantis", "unknown place", None),
    ("杭州", "", "unknown place", None),
    ("杭州", "浙江", "known", "330100"),
    ("北京市", "Jiangsu", "unknown place", None),
    ("北京市", "北京", "known", "110000"),
    ("nowhere", "浙江", "unknown place", None),
    ("香港", "广东", "outside the mainland", None),
    ("浙江", "浙江", "unknown place", None),
    (None, "浙江", "no place", None),
]
REASONS = {
    ("杭州", "Jiangsu"): "No place of this name lies in that province.",
    ("杭州", "Atlantis"): "No province has the name in the column of provinces.",
    ("浙江", "浙江"): "This is a province, not a city.",
    ("nowhere", "浙江"): "No place has or had this name.",
    ("香港", "广东"): "Hong Kong, Macao and Taiwan have no pilot zones.",
}


def test_a_column_of_provinces_decides(data):
    """Of the places of a name, those in the province of the row; on every engine."""
    frame = pl.DataFrame(
        {"row": range(len(NARROWED)), "city": [row[0] for row in NARROWED], "in": [row[1] for row in NARROWED]}
    )
    for made in (frame, frame.lazy(), frame.to_arrow(), frame.to_pandas(), CONNECTION.from_arrow(frame.to_arrow())):
        got = in_order(tag_zones(made, "city", "2026-01-01", province="in", dataset=data))
        assert [(row["place_status"], row["adcode"]) for row in got] == [row[2:] for row in NARROWED]
        for (city, province, *_), row in zip(NARROWED, got, strict=True):
            assert row["city"] == city
            if (city, province) in REASONS:
                assert row["reason"] == REASONS[city, province]


def test_provinces_may_be_integers_and_every_word_is_checked(data):
    """The code of a province has no zero before it."""
    frame = pl.DataFrame({"place": ["Suzhou"], "in": [320000]})
    assert tag_zones(frame, date="2026-01-01", province="in", dataset=data)["adcode"].to_list() == ["320500"]
    with pytest.raises(FrameColumnError, match="a province is its name"):
        tag_zones(frame.with_columns(pl.lit(value=True).alias("in")), date="2026-01-01", province="in")
    with pytest.raises(FrameColumnError, match="'nowhere'"):
        tag_zones(frame, date="2026-01-01", province="nowhere")


def test_counties_behind_their_prefectures_are_answered_as_single_questions_are(data):
    """Whatever part of the places of a name lies there: of three 桥东区, the one that 邢台 had until 2020."""
    names = {code: name for code, name, *_ in SPANS}
    pairs = [
        (name, names[f"{code[:4]}00"]) for code, name, *_ in SPANS if code[4:] != "00" and f"{code[:4]}00" in names
    ]
    forms = {
        form for name, around in pairs for form in (f"{around}{name}", f"{short_form(name)}，{short_form(around)}")
    }
    forms |= {"河北省桥东区人民路1号", "Yichun, Yichun", "Chaoyang, Chaoyang", "新疆伊犁伊宁", "云南保山腾冲"}
    day = datetime.date(2018, 12, 31)
    rows = [(form, day) for form in sorted(forms)]
    tagged = tag_zones(pl.DataFrame(rows, schema=["place", "date"], orient="row"), dataset=data)
    got = tagged.select("place_status", "in_force", "covering_zone").rows()
    wrong = [(row, own) for row, own in zip(rows, got, strict=True) if own != told(data, *row)]
    assert not wrong
    assert len(rows) > 6000
    assert not tagged.filter(pl.col("place") == "邢台市桥东区")["adcode"].is_null().any()


@pytest.mark.long
@pytest.mark.parametrize(
    "province",
    "江苏 江苏省 32 3200 320000 320000000 320000000000 CN-JS 苏 Jiangsu Jiangsu\u2006Province JIANGSU\u2006SHENG".split(
        " "
    ),
)
def test_a_province_is_read_in_every_form_by_every_engine(data, province):
    """As province= of a single question is."""
    assert data.place("Suzhou", "2026-01-01", province=province).adcode == "320500"
    frame = pl.DataFrame({"row": [0], "place": ["Suzhou"], "in": [province]})
    for made in (frame, frame.lazy(), frame.to_pandas(), CONNECTION.from_arrow(frame.to_arrow())):
        assert [row["adcode"] for row in in_order(tag_zones(made, date="2026-01-01", province="in", dataset=data))] == [
            "320500"
        ]


def test_near_misses_and_reasons(data):
    """What may be meant is in a column of its own, with English name and province; null where no Python runs."""
    frame = pl.DataFrame({"row": [0, 1, 2, 3], "place": ["Shenzen", "杭洲市", "Hangzhou", "a\tb"]})
    for made in (frame, frame.to_arrow(), frame.to_pandas()):
        got = in_order(tag_zones(made, date="2026-01-01", dataset=data))
        assert got[0]["near_misses"].startswith("Shenzhen 深圳市 (440300, Guangdong)")
        assert "Hangzhou 杭州市 (330100, Zhejiang)" in got[1]["near_misses"]
        assert (got[2]["near_misses"], got[2]["reason"], got[3]["near_misses"]) == (None, None, None)
    for made in (frame.lazy(), CONNECTION.from_arrow(frame.to_arrow())):
        assert [row["near_misses"] for row in in_order(tag_zones(made, date="2026-01-01", dataset=data))] == [None] * 4


@pytest.mark.long
def test_near_misses_are_looked_for_among_so_many_names_alone(data):
    """A column of nothing but rubbish does not take minutes: from the 2,001st such name on there are none."""
    rubbish = pd.DataFrame({"place": [f"Shenzen{sign}" for sign in map(chr, range(0x4E00, 0x4E00 + 2100))]})
    got = tag_zones(rubbish, date="2026-01-01", dataset=data)
    assert set(got["place_status"]) == {"unknown place"}
    assert got["near_misses"].notna().tolist() == [True] * 2000 + [False] * 100


def test_a_day_before_a_place_or_in_the_year_of_its_change(data):
    """Xiong'an was made in 2017; 公主岭's move from 四平 to 长春 has no day."""
    rows = [
        ("雄安新区", datetime.date(2016, 6, 1)),
        ("220184", datetime.date(2020, 6, 1)),
        ("220381", datetime.date(2019, 6, 1)),
    ]
    for _, frame in frames(rows):
        young, moving, before = in_order(tag_zones(frame, dataset=data))
        assert (young["place_status"], young["covering_zone"]) == told(data, *rows[0])[::2]
        assert moving["place_status"] == "ambiguous place"
        assert moving["reason"].startswith("On a day of that year that is not known, this changed: ")
        assert "公主岭市 (220381, Jilin, until 2020)" in moving["reason"]
        assert (before["place_status"], before["prefecture"], before["covering_zone"]) == ("known", "220300", None)


def test_a_name_of_several_places_has_no_zone_of_its_own(data):
    """Suzhou is in Jiangsu and in Anhui: before any of them was a zone both answers are the same."""
    got = tag_zones(pl.DataFrame({"place": ["Suzhou"]}), date="2015-01-01", dataset=data)
    assert got.select(ADDED).rows() == [("known", None, None, False, None)]


@pytest.mark.parametrize("kind", ["polars", "arrow", "pandas", "duckdb"])
def test_codes_may_be_integers(data, kind):
    """No code of GB/T 2260 begins with a zero."""
    numbers = pl.DataFrame({"row": [0, 1, 2], "place": [330100, 999999, None]})
    frame = {
        "polars": numbers,
        "arrow": numbers.to_arrow(),
        "pandas": numbers.to_pandas(use_pyarrow_extension_array=True),
        "duckdb": CONNECTION.from_arrow(numbers.to_arrow()),
    }[kind]
    got = as_rows(tag_zones(frame, date="2026-01-01", dataset=data))
    assert got == [("known", "hangzhou", 1, True, "hangzhou"), ("unknown place", *NOTHING), ("no place", *NOTHING)]


@pytest.mark.long
def test_drawn_worlds(days):
    """Zones approved and revoked as no reply ever did."""
    for world in draws(strategies.datasets(), 2):
        turning = [batch.established_on + step * DAY for batch in world.batches() for step in (-1, 0)]
        places = [zone.adcode for zone in world.zones()] + [zone.name_en for zone in world.zones()]
        rows = [(place, day) for place in places for day in (*turning, days[0])]
        want = [told(world, place, day) for place, day in rows]
        for _, frame in frames(rows):
            assert [(row[0], row[3], row[4]) for row in as_rows(tag_zones(frame, dataset=world))] == want


def test_prefix_and_names_that_are_taken(data):
    """A column of the name of a new one is refused, unless a prefix sets them apart."""
    frame = pl.DataFrame({"place": ["Hangzhou"], "zone": ["mine"]})
    with pytest.raises(FrameColumnError, match="already has a column 'zone': rename it, or give a prefix"):
        tag_zones(frame, date="2026-01-01", dataset=data)
    tagged = tag_zones(frame, date="2026-01-01", prefix="cbec_", dataset=data)
    key = ("330100", "杭州市", "330100", "330000")
    assert tagged.rows() == [("Hangzhou", "mine", "known", "hangzhou", 1, True, "hangzhou", *key, None, True, None)]
    assert tagged.columns == ["place", "zone", *(f"cbec_{name}" for name in (*ADDED, *KEYS, *LAST))]


@pytest.mark.parametrize("values", [[1.5], [True], [b"x"]])
def test_what_can_be_no_place(values):
    """Decimals, truth values and bytes are no places; the error says what is."""
    with pytest.raises(FrameColumnError, match=r"holds .*, not text: a place is its name"):
        tag_zones(pl.DataFrame({"place": values}), date="2026-01-01")


@pytest.mark.parametrize("kind", ["polars", "arrow", "pandas"])
def test_a_column_of_nothing_has_no_place(data, kind):
    """Whatever type a library gives it; of names as of provinces."""
    nothing = pl.DataFrame({"row": [0], "place": [None], "in": [None], "name": ["杭州"]})
    frame = {"polars": nothing, "arrow": nothing.to_arrow(), "pandas": nothing.to_pandas()}[kind]
    ask = functools.partial(tag_zones, frame, date="2026-01-01", dataset=data, province="in")
    assert as_rows(ask("place")) == [("no place", *NOTHING)]
    assert as_rows(ask("name")) == [("known", "hangzhou", 1, True, "hangzhou")]


def test_the_default_dataset_answers():
    """Without dataset= the module's own one does."""
    assert tag_zones(pl.DataFrame({"place": ["杭州"]}), date="2026-01-01")["zone"].to_list() == ["hangzhou"]


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
def test_spark_tags_as_single_questions_are_answered(spark, data, rows):
    """Every spelling there is, on Spark, where nothing runs in Python."""
    numbered = [(number, place, day) for number, (place, day) in enumerate(rows)]
    frame = spark.session.createDataFrame(numbered, "row int, place string, date date")
    got = {row["row"]: row for row in tag_zones(frame, dataset=data).collect()}
    assert len(got) == len(rows)
    for number, (place, day) in enumerate(rows):
        row = got[number]
        assert (row["place_status"], row["in_force"], row["covering_zone"]) == told(data, place, day), (place, day)
