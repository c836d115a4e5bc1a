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
from draws import draws

from pilotzones import Dataset, strategies
from pilotzones.dates import InvalidDateError
from pilotzones.frames import tag_zones
from pilotzones.frames.errors import FrameColumnError
from pilotzones.geography.errors import AmbiguousPlaceError, UnknownPlaceError
from pilotzones.tables.folders import bundled_folder

ADDED = ["place_status", "zone", "batch", "in_force", "covering_zone"]
KEYS = ["adcode", "place_name", "prefecture", "province"]
DAY = datetime.timedelta(days=1)
CONNECTION = duckdb.connect()
NOTHING = (None, None, None, None)


@pytest.fixture(scope="module")
def data():
    """Take the bundled dataset."""
    return Dataset.bundled()


@pytest.fixture(scope="module")
def days(data):
    """List the days around every reply, one before all, one out of range, and none."""
    around = [batch.established_on + step * DAY for batch in data.batches() for step in (-1, 0, 1)]
    return [datetime.date(2014, 1, 1), *around, datetime.date(9999, 12, 31), None]


@functools.cache
def told(data, place, day):
    """Ask the single questions about a row: the status, whether it is in force, and the covering zone."""
    if place is None:
        return ("no place", None, None)
    try:
        data.covering_zone(place, "2026-01-01")
    except AmbiguousPlaceError:
        pass
    except (UnknownPlaceError, ValueError):
        return ("unknown place", None, None)
    if day is None:
        return ("no date", None, None)
    try:
        covering = data.covering_zone(place, day)
        return ("known", data.is_zone(place, day), covering.id if covering else None)
    except AmbiguousPlaceError:
        return ("ambiguous place", None, None)
    except InvalidDateError:
        return ("invalid date", None, None)


def table(name):
    """Read a bundled table as it stands."""
    with (bundled_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def spellings():
    """List every spelling of every division, province and special zone in the tables."""
    named = [*table("place_names"), *table("province_names")]
    cells = [row[column] for row in named for column in ("short_zh", "traditional", "pinyin", "spellings")]
    full = [row["name_zh"] for row in (*table("divisions"), *table("provinces"), *table("zones"))]
    codes = [row["adcode"] for row in (*table("divisions"), *table("provinces"))]
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
    names = [noisy(chance, name) for name in chance.sample(spellings, 1500)]
    names += draws(strategies.zone_names(), 300) + draws(strategies.non_zone_places(), 300)
    names += draws(strategies.ambiguous_names(), 100)
    names += [None, "", "  ", "nowhere", "火星市", "x" * 101, "a\tb", "999999", "Hangzhou\x00", "NaN"] * 20
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
    """Read any frame as rows, in the order of the rows that they come from."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    elif isinstance(frame, pa.Table):
        frame = pl.from_arrow(frame)
    elif isinstance(frame, pd.DataFrame):
        frame = pl.from_pandas(frame)
    elif isinstance(frame, duckdb.DuckDBPyRelation):
        frame = frame.pl()
    return frame.sort("row").select(ADDED).rows()


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
    assert tagged.rows() == [("Hangzhou", "mine", "known", "hangzhou", 1, True, "hangzhou", *key, None, None)]
    assert tagged.columns == ["place", "zone", *(f"cbec_{name}" for name in (*ADDED, *KEYS, "reason", "near_misses"))]


@pytest.mark.parametrize("values", [[1.5], [True], [b"x"]])
def test_what_can_be_no_place(values):
    """Decimals, truth values and bytes are no places; the error says what is."""
    with pytest.raises(FrameColumnError, match=r"holds .*, not text: a place is its name"):
        tag_zones(pl.DataFrame({"place": values}), date="2026-01-01")


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
