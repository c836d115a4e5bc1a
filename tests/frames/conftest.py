"""Rows to screen, what ``eligibility`` says of each of them, and the kinds of frames they are put into."""

import csv
import datetime
import functools
import os
import random
import shutil
import sys
import unicodedata

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from draws import draws
from hypothesis import strategies as st
from lists import SIZES, lists

from pilotzones import Dataset, strategies
from pilotzones.dates import InvalidDateError, as_date
from pilotzones.hscode import InvalidHSCodeError
from pilotzones.positive_list.errors import NoListInForceError
from pilotzones.tables.formats import FORMATS

ADDED = ("status", "edition", "announcement", "remark", "bonded_only", "beyond_verified")
BONDED_ONLY = {"not listed": True, "listed": False, "unknown": None}
DAY = datetime.timedelta(days=1)
SEED = 2026


# What eligibility says, row by row.


@functools.cache
def told(data, code, day, shipment=None, evidence=None):
    """Write what is said of a row, and whether its day is beyond the last verified one."""
    try:
        is_beyond = as_date(day) > data.verified_through("list")
    except InvalidDateError:
        is_beyond = None
    return (*_told(data, code, day, shipment, evidence), is_beyond)


def _told(data, code, day, shipment, evidence):
    """Ask ``eligibility`` about one row, and write what it answers or raises as the cells of the new columns.

    Any null counts as no value.
    """
    if code is None or code != code:  # noqa: PLR0124 - NaN
        return ("no code", None, None, None, None)
    asked = data.editions()[0].effective_from if day is None else day  # for what is wrong with the code
    try:
        verdict = data.eligibility(code, asked, shipment=shipment, evidence=evidence)
    except InvalidHSCodeError:
        return ("invalid code", None, None, None, None)
    except InvalidDateError:
        return ("invalid date", None, None, None, None)
    except NoListInForceError:
        return ("no list in force", None, None, None, None)
    if day is None:
        return ("no date", None, None, None, None)
    item = verdict.item
    only = BONDED_ONLY[data.eligibility(code, day, shipment="direct").status] if item else None
    return (verdict.status, verdict.edition.id, (item and item.announcement) or None, verdict.remark, only)


@pytest.fixture(scope="session")
def expected():
    """Give what ``eligibility`` says of rows, as columns."""

    def columns(data, codes, days, **how):
        rows = [told(data, code, day, **how) for code, day in zip(codes, days, strict=True)]
        return dict(zip(ADDED, map(list, zip(*rows, strict=True)), strict=True))

    return columns


# Datasets.


@pytest.fixture(scope="session")
def bundled():
    """Take the bundled dataset."""
    return Dataset.bundled()


@pytest.fixture(scope="session")
def complete(tmp_path_factory):
    """Make a dataset of five complete annexes of the official sizes, all made up."""
    folder = tmp_path_factory.mktemp("complete")
    lines = [
        (id_, str(line.seq), line.change, line.hs_code, line.name, line.remark, "yes", "single", "S074", "")
        for id_, annex in lists().items()
        for line in annex
    ]
    ranges = [(id_, "00000000", "99999999", "made up", "annex") for id_ in (*SIZES, "2022-7")]
    for table, rows in {"list_changes": lines, "list_coverage": ranges}.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([tuple(FORMATS[table].columns), *rows])
    return Dataset.load(folder)


@pytest.fixture(scope="session")
def worlds():
    """Draw datasets: histories of every kind, known in part or whole."""
    return draws(strategies.datasets(), 10)


# Codes and days.

_SPACES = [chr(number) for number in range(sys.maxunicode + 1) if chr(number).isspace()]
_CONTROLS = [chr(number) for number in range(sys.maxunicode + 1) if unicodedata.category(chr(number)) in {"Cc", "Cf"}]
# Digits of other scripts, signs that look like digits, marks, and what lies beyond the first plane.
_SIGNS = "٤४①²½Ol-/'\"\\$^[]éé税\ufeff\u200b\U0001d7ce\U0001f600"


def odd_codes(code):
    """Spell a tariff line in every way that a reader of columns may take for another than it is."""
    whole, dotted, wide = (
        code,
        f"{code[:4]}.{code[4:6]}.{code[6:]}",
        code.translate({ord(d): ord(d) + 0xFEE0 for d in code}),
    )
    yield from (
        whole,
        dotted,
        wide,
        wide[:4] + "．" + wide[4:],
        f"{code}00",
        f"{code}00999",
        f"{wide}９９",
        f"{dotted}.10",
    )
    for space in _SPACES:
        yield from (space + whole, whole + space, space + dotted + space, f"{code[:4]}{space}{code[4:]}")
        # White space that comes to stand at the end when dots and spaces are taken out, but not before.
        yield from (f"{whole}{space}.", f".{space}{whole}", f"{dotted}{space} .{space}", f"{wide}{space}．")
    for sign in (*_CONTROLS[:48], *_SIGNS):
        yield from (f"{code[:4]}{sign}{code[4:]}", f"{whole}{sign}", f"{sign}{whole}", f"{code[:7]}{sign}")
    for count in (30, 31, 32, 33, 34):
        yield from (
            " " * count + whole,
            whole + " " * count,
            "\u3000" * count + dotted,
            "." * count + whole,
            whole + "." * count,
        )
        yield from (whole + "\n" * count, f"{whole}{' ' * count}x", "0" * (count + 8))
    yield from (
        "",
        " ",
        ".",
        "...",
        "\n",
        "\u3000",
        code * 1000,
        " " * 5000 + code,
        "nan",
        "None",
        "NULL",
        "-1",
        "1e7",
        "0x402910",
    )
    yield from (
        code[:7],
        code[:6],
        code[:4],
        code[:2],
        f"{code}0",
        f"{code}000",
        f"{code}0000",
        f"{code}000000",
        f"+{code}",
        f"{code}.0",
    )


@pytest.fixture(scope="session")
def codes_of():
    """Draw codes of every class for a dataset."""

    def drawn(data, count=250):
        named = sorted(data.positive_list.named_codes())
        plain = draws(strategies.hs_codes(dataset=data), count)
        for place in range(len(data.editions())):
            day = data.editions()[place].effective_from
            plain += draws(strategies.hs_codes(date=day, dataset=data), count // 5)
        ends = [f"{int(code) + step:08}" for code in named[:: max(len(named) // 100, 1)] for step in (-1, 1)]
        near = draws(st.sampled_from(named).flatmap(strategies.near_misses), count // 2)
        spelled = draws(strategies.spelled_hs_codes(dataset=data), count)
        malformed = draws(strategies.malformed_hs_codes(), count)
        any_code = draws(st.integers(0, 10**8 - 1).map("{:08}".format), count // 2)
        return [
            *plain,
            *named[:: max(len(named) // 300, 1)],
            *ends,
            *near,
            *spelled,
            *any_code,
            "00000000",
            "99999999",
        ], malformed

    return drawn


@pytest.fixture(scope="session")
def days_of():
    """List days around every boundary of a dataset's editions, in them, before all, and out of range."""

    def listed(data):
        turning = [edition.effective_from for edition in data.editions()]
        days = {day + step * DAY for day in turning for step in (-1, 0, 1)}
        days |= set(draws(strategies.dates_in_force(dataset=data), 30))
        days |= set(draws(strategies.boundary_dates(dataset=data), 20))
        days |= set(draws(strategies.dates_before_any_list(dataset=data), 6))
        range_ = {
            datetime.date(1949, 9, 30),
            datetime.date(1949, 10, 1),
            datetime.date(2099, 12, 31),
            datetime.date(2100, 1, 1),
        }
        return sorted(days | range_ | {datetime.date(1900, 1, 1), datetime.date(9999, 12, 31), datetime.date(1, 1, 1)})

    return listed


@pytest.fixture(scope="session")
def rows_of(codes_of, days_of):
    """Draw so many rows for a dataset: codes and days, with nulls, in an order of their own."""

    def drawn(data, count, codes=250):
        chance = random.Random(SEED)  # noqa: S311 - the same every time
        good, bad = codes_of(data, codes)
        odd = list(odd_codes("04029100"))
        days = [*days_of(data), None]
        classes = [good, good, good, good, good, bad, odd, [None]]
        rows = [(code, days[-4]) for code in odd][:count]
        rows += [(chance.choice(chance.choice(classes)), chance.choice(days)) for _ in range(count - len(rows))]
        chance.shuffle(rows)
        return [code for code, _ in rows], [day for _, day in rows]

    return drawn


@pytest.fixture(scope="session")
def cases(bundled, complete, worlds, rows_of, expected):
    """Draw 200,000 rows in all with what ``eligibility`` says of them, by the dataset they are about."""
    counts = [
        (bundled, 120_000, 250),
        (complete, 60_000, 250),
        *((world, 20_000 // len(worlds), 20) for world in worlds),
    ]
    found = [(data, *rows_of(data, count, codes)) for data, count, codes in counts]
    assert sum(len(codes) for _, codes, _ in found) == 200_000
    return [(data, codes, days, expected(data, codes, days)) for data, codes, days in found]


# Kinds of frames.


class Kind:
    """A kind of frame: how columns are put into one, and taken out."""

    in_order = True

    def made(self, columns):
        """Make a frame of columns."""
        raise NotImplementedError

    def columns(self, frame):
        """Take the columns of a frame as lists, null as None, in order."""
        raise NotImplementedError

    def names(self, frame):
        """List the names of a frame's columns."""
        return list(frame.columns)

    def frame(self, codes, days=None, **more):
        """Make a frame of codes, days and other columns."""
        dated = {} if days is None else {"date": days}
        return self.made({"hs_code": codes, **dated, **more})


class Pandas(Kind):
    """pandas, with the index that it makes itself."""

    def series(self, name, values):
        """Make a column."""
        return pd.Series(np.array(values, "datetime64[s]") if name == "date" else values)

    def made(self, columns):
        """Make a frame of columns."""
        return pd.DataFrame({name: self.series(name, values) for name, values in columns.items()})

    def columns(self, frame):
        """Take the columns of a frame as lists."""
        return {name: _without_nan(frame[name].astype(object).tolist()) for name in frame.columns}


class PandasObjects(Pandas):
    """pandas with nothing but Python's own objects."""

    def series(self, _, values):
        """Make a column."""
        return pd.Series(values, dtype=object)


class PandasArrow(Pandas):
    """pandas on Arrow's columns."""

    def series(self, name, values):
        """Make a column."""
        types = {"hs_code": pa.string(), "date": pa.date32()}
        return pd.Series(pd.array(values, pd.ArrowDtype(types[name]))) if name in types else pd.Series(values)


class PandasCategories(Pandas):
    """pandas with categories as codes."""

    def series(self, name, values):
        """Make a column."""
        made = super().series(name, values)
        return made.astype("category") if name == "hs_code" else made


class PandasIndexed(Pandas):
    """pandas with an index of its own: not in order, not without repetition."""

    def made(self, columns):
        """Make a frame of columns."""
        frame = super().made(columns)
        return frame.set_axis(pd.Index([number * 7 % 1000 for number in range(len(frame))], name="hs_code"))


class Polars(Kind):
    """Polars, eager."""

    def made(self, columns):
        """Make a frame of columns."""
        schema = {"hs_code": pl.String, "date": pl.Date}
        return pl.DataFrame(
            {name: pl.Series(name, values, schema.get(name), strict=True) for name, values in columns.items()}
        )

    def columns(self, frame):
        """Take the columns of a frame as lists."""
        return frame.to_dict(as_series=False)


class PolarsCategories(Polars):
    """Polars with categories as codes."""

    def made(self, columns):
        """Make a frame of columns."""
        return super().made(columns).with_columns(pl.col("hs_code").cast(pl.Categorical))


class PolarsLazy(Polars):
    """Polars, lazy."""

    def made(self, columns):
        """Make a frame of columns."""
        return super().made(columns).lazy()

    def columns(self, frame):
        """Take the columns of a frame as lists."""
        return super().columns(frame.collect())

    def names(self, frame):
        """List the names of a frame's columns."""
        return frame.collect_schema().names()


class PolarsStreaming(PolarsLazy):
    """Polars, lazy and carried out piece by piece."""

    def columns(self, frame):
        """Take the columns of a frame as lists."""
        try:
            return Polars.columns(self, frame.collect(engine="streaming"))
        except ValueError:  # before Polars 1.23
            return Polars.columns(self, frame.collect(new_streaming=True))


class Arrow(Kind):
    """PyArrow, in several pieces."""

    text = pa.string()

    def made(self, columns):
        """Make a frame of columns."""
        types = {"hs_code": self.text, "date": pa.date32()}
        arrays = {name: self.array(values, types.get(name)) for name, values in columns.items()}
        return pa.table({name: self.pieces(array) for name, array in arrays.items()})

    def array(self, values, type_):
        """Make an array."""
        return pa.array(values, type_)

    def pieces(self, array):
        """Cut an array in two."""
        half = len(array) // 2
        return pa.chunked_array([array[:half], array[half:]], array.type)

    def columns(self, frame):
        """Take the columns of a frame as lists."""
        return frame.to_pydict()

    def names(self, frame):
        """List the names of a frame's columns."""
        return frame.column_names


class ArrowLarge(Arrow):
    """PyArrow with long texts."""

    text = pa.large_string()


class ArrowDictionary(Arrow):
    """PyArrow with a dictionary of codes for each piece."""

    def pieces(self, array):
        """Cut an array in two."""
        cut = super().pieces(array)
        return cut.dictionary_encode() if array.type == self.text else cut


class DuckDB(Kind):
    """A relation of DuckDB."""

    in_order = False

    def __init__(self):
        """Connect."""
        self.connection = duckdb.connect()

    def made(self, columns):
        """Make a frame of columns."""
        return self.connection.from_arrow(Arrow().made(columns))

    def columns(self, frame):
        """Take the columns of a frame as lists."""
        rows = frame.fetchall()
        return {name: [row[place] for row in rows] for place, name in enumerate(frame.columns)}


KINDS = {
    "pandas": Pandas,
    "pandas-objects": PandasObjects,
    "pandas-arrow": PandasArrow,
    "pandas-categories": PandasCategories,
    "pandas-indexed": PandasIndexed,
    "polars": Polars,
    "polars-categories": PolarsCategories,
    "polars-lazy": PolarsLazy,
    "polars-streaming": PolarsStreaming,
    "pyarrow": Arrow,
    "pyarrow-large": ArrowLarge,
    "pyarrow-dictionary": ArrowDictionary,
    "duckdb": DuckDB,
}
ENGINES = ("pandas", "polars", "polars-lazy", "pyarrow", "duckdb")


@pytest.fixture(scope="session", params=KINDS)
def kind(request):
    """Take every kind of frame in turn, but for Spark's."""
    return KINDS[request.param]()


@pytest.fixture(scope="session", params=ENGINES)
def engine(request):
    """Take one kind of frame of each engine in turn, but for Spark's."""
    return KINDS[request.param]()


@pytest.fixture(scope="session")
def answered():
    """Take the added columns of a screened frame, in the order of its column ``row``."""

    def columns(kind, screened):
        found = kind.columns(screened)
        if not kind.in_order:
            places = sorted(range(len(found["row"])), key=found["row"].__getitem__)
            found = {name: [values[place] for place in places] for name, values in found.items()}
        assert found["row"] == list(range(len(found["row"])))
        return {name: found[name] for name in ADDED}

    return columns


@pytest.fixture(scope="session")
def agree():
    """Hold columns against those expected, and show the first row that differs."""

    def check(found, wanted, *asked):
        if found != wanted:
            rows = zip(zip(*found.values(), strict=True), zip(*wanted.values(), strict=True), *asked, strict=True)
            differing = [row for row in rows if row[0] != row[1]]
            pytest.fail(f"{len(differing):,} rows differ (found, expected, asked): {differing[:5]!r}")
        assert list(found) == list(ADDED)

    return check


def _without_nan(values):
    return [None if value is None or value is pd.NA or value is pd.NaT or value != value else value for value in values]  # noqa: PLR0124


# Spark.


class Spark(Kind):
    """PySpark."""

    in_order = False

    def __init__(self, session):
        """Take the session."""
        self.session = session

    def made(self, columns):
        """Make a frame of columns."""
        return self.session.createDataFrame(Arrow().made(columns))

    def columns(self, frame):
        """Take the columns of a frame as lists."""
        return frame.toArrow().to_pydict()


@pytest.fixture(scope="session")
def spark_session():
    """Start Spark here, once."""
    sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is no java on the PATH")
    before = os.environ.get("PYSPARK_PYTHON")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        # The virtual machine lives a minute: compiling better and collecting in parallel would not pay.
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "Asia/Shanghai")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
    if before is None:
        del os.environ["PYSPARK_PYTHON"]
    else:
        os.environ["PYSPARK_PYTHON"] = before


@pytest.fixture
def spark(spark_session):
    """Take Spark's kind of frame."""
    return Spark(spark_session)
