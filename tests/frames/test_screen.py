"""Every engine's answer is that of ``eligibility``, row by row; nothing else of the frame changes, and lazy stays lazy."""

import datetime
import itertools
import subprocess
import sys
import zoneinfo

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import pilotzones
from pilotzones.frames import screen, tag_zones
from pilotzones.frames.errors import FrameColumnError

ADDED = ["status", "edition", "announcement", "remark", "bonded_only", "beyond_verified"]
STATUSES = {
    "listed",
    "not listed",
    "unknown",
    "no code",
    "invalid code",
    "no date",
    "invalid date",
    "no list in force",
}
moment = datetime.datetime.fromisoformat  # without a time zone
UTC = datetime.timezone.utc
SHANGHAI, NEW_YORK = zoneinfo.ZoneInfo("Asia/Shanghai"), zoneinfo.ZoneInfo("America/New_York")
CONNECTION = duckdb.connect()  # older relations do not keep theirs
CODE = "95061100"  # added in 2022: every turn of the list since 2019 changes its answer


# The answers.


@pytest.mark.long
def test_drawn_rows_have_every_status_and_every_answer(cases, bundled, complete):
    """The rows that all engines are tried on leave no kind of answer out, with either dataset."""
    for data, codes, days, wanted in cases[:2]:
        assert set(wanted["status"]) == (STATUSES if data is bundled else STATUSES - {"unknown"})
        assert set(wanted["edition"]) == {None, *(edition.id for edition in data.editions())}
        assert len(set(zip(codes, days, strict=True))) > len(codes) / 3
    assert set(cases[1][3]["bonded_only"]) == {True, False, None}
    assert cases[1][0] is complete
    assert set().union(*(case[3]["status"] for case in cases[2:])) == STATUSES


@pytest.mark.long
def test_every_engine_answers_as_eligibility_does(kind, cases, answered, agree):
    """200,000 rows in all: with the bundled data, with complete annexes, and with drawn histories."""
    for data, codes, days, wanted in cases:
        frame = kind.frame(codes, days, row=list(range(len(codes))))
        agree(answered(kind, screen(frame, dataset=data)), wanted, codes, days)


@pytest.mark.long
@pytest.mark.parametrize(
    "how", [{"shipment": "direct"}, {"evidence": "single"}, {"shipment": "direct", "evidence": "derived"}], ids=str
)
def test_every_engine_is_asked_for_a_shipment_or_an_evidence(engine, how, cases, expected, answered, agree):
    """As ``eligibility`` is, on some rows about each dataset."""
    for data, codes, days, _ in cases[:4]:
        frame = engine.frame(codes[:800], days[:800], row=list(range(800)))
        wanted = expected(data, codes[:800], days[:800], **how)
        agree(answered(engine, screen(frame, dataset=data, **how)), wanted, codes, days)


def test_every_shipment_and_evidence_is_answered_as_eligibility_does(cases, expected):
    """All fifteen ways to ask, with the bundled data and some drawn."""
    shipments, evidences = (None, "bonded", "direct"), (None, "confirmed", "single", "derived", "unsourced")
    for data, codes, days, _ in (cases[0], *cases[2:5]):
        frame = pl.DataFrame({"hs_code": codes[:500], "date": days[:500]})
        for shipment, evidence in itertools.product(shipments, evidences):
            how = {"shipment": shipment, "evidence": evidence}
            found = screen(frame, dataset=data, **how).select(ADDED).to_dict(as_series=False)
            assert found == expected(data, codes[:500], days[:500], **how)


def test_shipment_and_evidence_change_the_answers_as_they_do_those_of_single_questions(bundled):
    """A remark that is not known may allow bonded shipment alone; a single page is no confirmation."""
    codes = ["95061100", "32151900", "33042000", "93070090"]
    frame = pl.DataFrame({"hs_code": codes})
    found = []
    for how in ({}, {"shipment": "direct"}, {"evidence": "confirmed"}, {"shipment": "bonded", "evidence": "single"}):
        statuses = screen(frame, date="2022-03-01", dataset=bundled, **how)["status"].to_list()
        assert statuses == [bundled.eligibility(code, "2022-03-01", **how).status for code in codes]
        found.append(statuses)
    assert found[0] not in found[1:3]


def test_what_is_no_text_is_no_code_wherever_it_stands():
    """Numbers, bytes, lists and whatever else a pandas column of objects may hold, beside texts and nulls."""
    others = [
        95061100,
        95061100.0,
        b"95061100",
        True,
        datetime.date(2022, 3, 1),
        ("95061100",),
        object(),
        [CODE],
        {CODE},
        {},
    ]
    codes = [CODE, *others, None, float("nan"), pd.NA, "9506.11.00"]
    found = screen(pd.DataFrame({"hs_code": pd.Series(codes, dtype=object)}), date="2022-03-01")["status"].tolist()
    assert found == ["listed", *["invalid code"] * len(others), *["no code"] * 3, "listed"]
    for code in others:
        with pytest.raises(pilotzones.InvalidHSCodeError):
            pilotzones.eligibility(code, "2022-03-01")


def test_subclasses_of_text_are_texts():
    """NumPy's texts in a pandas column of objects, as they are for ``eligibility``."""
    code = type("Code", (str,), {})("9506.11.00")
    found = screen(pd.DataFrame({"hs_code": pd.Series([code, 1], dtype=object)}), date="2022-03-01")
    assert found["status"].tolist() == [pilotzones.eligibility(code, "2022-03-01").status, "invalid code"]


def test_the_answers_of_a_dataset_are_its_own(bundled, complete):
    """Neither those of another asked before, nor those of the default one while another is in its place."""
    codes = sorted(complete.positive_list.named_codes())[::25]
    frame = pl.DataFrame({"hs_code": codes})

    def statuses(**how):
        return screen(frame, date="2018-06-01", **how)["status"].to_list()

    def asked(data):
        return [data.eligibility(code, "2018-06-01").status for code in codes]

    assert asked(bundled) != asked(complete)
    for _ in range(2):
        assert statuses() == statuses(dataset=bundled) == asked(bundled)
        with complete.as_default():
            assert statuses() == asked(complete)
            assert statuses(dataset=pilotzones.Dataset.default()) == asked(complete)
            assert statuses(dataset=bundled) == asked(bundled)
        assert statuses(dataset=pilotzones.Dataset.default()) == asked(bundled)


# Days.


def turning_days():
    """List the days on which the answer for CODE turns, and the ends of what is a day at all."""
    turning = [edition.effective_from for edition in pilotzones.editions()]
    return [*turning, datetime.date(1949, 10, 1), datetime.date(2100, 1, 1)]


def naive_moments():
    """List midnights around every turn, and moments just beside them."""
    midnights = [datetime.datetime.combine(day, datetime.time()) for day in turning_days()]
    steps = (
        datetime.timedelta(0),
        datetime.timedelta(days=-1),
        datetime.timedelta(seconds=1),
        datetime.timedelta(seconds=-1),
    )
    return [None, *(midnight + step for midnight in midnights for step in steps), moment("2020-06-01 12:00:00")]


def instants():
    """List the instants at which a day begins in China, in New York and by UTC, and those a second before."""
    begun = [
        datetime.datetime.combine(day, datetime.time(), zone)
        for day in turning_days()
        for zone in (SHANGHAI, NEW_YORK, UTC)
    ]
    seconds = (0, -1, 1)
    return [
        None,
        *((instant + datetime.timedelta(seconds=second)).astimezone(UTC) for instant in begun for second in seconds),
    ]


def zoned(moments, zone):
    """Give instants in another time zone."""
    return [None if moment is None else moment.astimezone(zone) for moment in moments]


@pytest.mark.parametrize(
    "day",
    [
        datetime.date(2021, 12, 31),
        "2022-03-01",
        " 2016-04-08 ",
        datetime.date(2016, 4, 7),
        datetime.datetime(2022, 2, 28, 16, tzinfo=UTC),
    ],
    ids=str,
)
def test_one_day_counts_for_all_rows(engine, day, expected, answered, agree):
    """As a date, as ISO text, and as an instant, whose day in China counts."""
    codes = [CODE, "9506.11.00", None, "x", "00000000"] * 2
    frame = engine.frame(codes, row=list(range(len(codes))))
    wanted = expected(pilotzones.Dataset.default(), codes, [day] * len(codes))
    agree(answered(engine, screen(frame, date=day)), wanted, codes)


MOMENTS = {
    "pandas [s]": lambda moments, zone: pd.DataFrame({"date": pandas_moments(moments, "s", zone)}),
    "pandas [ms]": lambda moments, zone: pd.DataFrame({"date": pandas_moments(moments, "ms", zone)}),
    "pandas [us]": lambda moments, zone: pd.DataFrame({"date": pandas_moments(moments, "us", zone)}),
    "pandas [ns]": lambda moments, zone: pd.DataFrame({"date": pandas_moments(moments, "ns", zone)}),
    "pandas objects": lambda moments, zone: pd.DataFrame(
        {"date": pd.Series(zoned(moments, zone) if zone else moments, dtype=object)}
    ),
    "pandas arrow": lambda moments, zone: pd.DataFrame(
        {
            "date": pd.Series(
                arrow_moments(moments, "us", zone).to_pylist(),
                dtype=pd.ArrowDtype(pa.timestamp("us", zone and str(zone))),
            )
        }
    ),
    **{
        f"{name} [{unit}]": lambda moments, zone, unit=unit, lazy=lazy: polars_moments(moments, unit, zone, lazy)
        for name, lazy in (("polars", False), ("polars lazy", True))
        for unit in ("ms", "us", "ns")
    },
    **{
        f"pyarrow [{unit}]": lambda moments, zone, unit=unit: pa.table({"date": arrow_moments(moments, unit, zone)})
        for unit in ("s", "ms", "us", "ns")
    },
    **{
        f"duckdb [{unit}]": lambda moments, zone, unit=unit: CONNECTION.from_arrow(
            pa.table({"date": arrow_moments(moments, unit, zone)})
        )
        for unit in ("s", "ms", "us", "ns")
    },
}


def pandas_moments(moments, unit, zone):
    """Make a pandas column of moments in a unit."""
    if zone is None:
        return pd.Series(moments, dtype=f"datetime64[{unit}]")
    naive = [None if moment is None else moment.astimezone(UTC).replace(tzinfo=None) for moment in moments]
    return pd.Series(naive, dtype=f"datetime64[{unit}]").dt.tz_localize("UTC").dt.tz_convert(str(zone))


def arrow_moments(moments, unit, zone):
    """Make an Arrow array of moments in a unit."""
    return pa.array(moments, pa.timestamp("us", zone and "UTC")).cast(pa.timestamp(unit, zone and str(zone)))


def polars_moments(moments, unit, zone, lazy):
    """Make a Polars frame of moments in a unit."""
    made = pl.DataFrame({"date": pl.Series(moments, dtype=pl.Datetime("us", zone and "UTC"))})
    cast = made.cast(pl.Datetime(unit, zone and "UTC"))
    moved = cast.with_columns(pl.col("date").dt.convert_time_zone(str(zone))) if zone else cast
    return moved.lazy() if lazy else moved


def with_code(frame):
    """Add CODE to a frame as a column, and the number of each row."""
    if isinstance(frame, pd.DataFrame):
        return frame.assign(hs_code=CODE, row=range(len(frame)))
    if isinstance(frame, pa.Table):
        more = {"hs_code": pa.array([CODE] * len(frame)), "row": pa.array(range(len(frame)))}
        return pa.table({"date": frame["date"], **more})
    if isinstance(frame, duckdb.DuckDBPyRelation):
        return frame.project(f"date, '{CODE}' AS hs_code, row_number() OVER () - 1 AS row")
    return frame.with_columns(pl.lit(CODE).alias("hs_code"), pl.int_range(pl.len()).alias("row"))


def statuses_and_editions(screened):
    """Take the answers in the order of the rows."""
    if isinstance(screened, pd.DataFrame):
        rows = screened[["status", "edition"]].astype(object).where(screened["edition"].notna(), other=None)
        return list(zip(screened["status"], rows["edition"], strict=True))
    if isinstance(screened, duckdb.DuckDBPyRelation):
        return screened.order("row").project("status, edition").fetchall()
    if isinstance(screened, pl.LazyFrame):
        screened = screened.collect()
    return list(
        zip(
            screened["status"].to_pylist() if isinstance(screened, pa.Table) else screened["status"],
            screened["edition"].to_pylist() if isinstance(screened, pa.Table) else screened["edition"],
            strict=True,
        )
    )


@pytest.mark.parametrize("zone", [UTC, SHANGHAI, NEW_YORK], ids=["UTC", "Asia-Shanghai", "America-New_York"])
@pytest.mark.parametrize(
    "form", [form for form in MOMENTS if form != "duckdb [ns]"]
)  # whose instants are in microseconds
def test_an_instant_counts_by_its_day_in_china(form, zone, expected):
    """As it does for ``eligibility``, in whatever time zone and unit it is given."""
    name = "UTC" if zone is UTC else zone
    moments = instants()
    wanted = expected(pilotzones.Dataset.default(), [CODE] * len(moments), moments)
    assert {"listed", "not listed", "no list in force", "invalid date", "no date"} <= set(wanted["status"])
    frame = with_code(MOMENTS[form](moments, name if "objects" not in form else zone))
    assert statuses_and_editions(screen(frame)) == list(zip(wanted["status"], wanted["edition"], strict=True))


@pytest.mark.parametrize("form", MOMENTS)
def test_a_midnight_without_a_time_zone_is_a_day_and_another_time_is_none(form, expected):
    """Because a pandas column of days is one of midnights; the day in China of any other time is not known."""
    moments = naive_moments()
    wanted = expected(pilotzones.Dataset.default(), [CODE] * len(moments), moments)
    assert {"listed", "not listed", "no list in force", "invalid date", "no date"} <= set(wanted["status"])
    frame = with_code(MOMENTS[form](moments, None))
    assert statuses_and_editions(screen(frame)) == list(zip(wanted["status"], wanted["edition"], strict=True))


@pytest.mark.parametrize("zone", [None, "UTC"], ids=str)
@pytest.mark.parametrize("form", [form for form in MOMENTS if "ns" not in form and "pandas" not in form])
def test_placeholders_far_away_are_no_days(form, zone):
    """The first and last days that Python has, as databases store them for "always" and "never"."""
    moments = [
        moment("0001-01-01"),
        moment("1900-01-01"),
        moment("9999-12-31"),
        moment("9999-12-31 23:59:59"),
    ]
    moments = [moment.replace(tzinfo=UTC) for moment in moments] if zone else moments
    found = statuses_and_editions(screen(with_code(MOMENTS[form](moments, zone))))
    assert found == [("invalid date", None)] * len(moments)


def test_python_objects_of_several_kinds_may_stand_for_days(expected):
    """Dates, midnights, instants, ISO text and rubbish in one pandas column of objects."""
    days = [
        datetime.date(2022, 3, 1),
        moment("2022-03-01"),
        moment("2022-03-01 12:00:00"),
        datetime.datetime(2022, 2, 28, 16, tzinfo=UTC),
        datetime.datetime(2022, 2, 28, 15, 59, 59, tzinfo=UTC),
        datetime.datetime(9999, 12, 31, 23, tzinfo=NEW_YORK),
        "2022-03-01",
        "1 March 2022",
        20220301,
        (2022, 3, 1),
        None,
    ]
    rubbish = [["2022-03-01"], {}, pd.Timestamp("2022-03-01 00:00:00.000000001")]
    frame = pd.DataFrame({"hs_code": CODE, "date": pd.Series([*days, float("nan"), pd.NaT, *rubbish], dtype=object)})
    wanted = expected(pilotzones.Dataset.default(), [CODE] * len(days), days)["status"]
    assert screen(frame)["status"].tolist() == [*wanted, "no date", "no date", *["invalid date"] * len(rubbish)]


@pytest.mark.parametrize("type_", [pa.date32(), pa.date64()], ids=str)
def test_arrow_has_two_types_of_days(type_, expected):
    """Both are read, as tables and through DuckDB."""
    days = [day + datetime.timedelta(days=step) for day in turning_days() for step in (-1, 0)] + [None]
    wanted = expected(pilotzones.Dataset.default(), [CODE] * len(days), days)
    table = with_code(pa.table({"date": pa.array(days, type_)}))
    assert statuses_and_editions(screen(table)) == list(zip(wanted["status"], wanted["edition"], strict=True))
    relation = CONNECTION.from_arrow(table)
    assert statuses_and_editions(screen(relation)) == list(zip(wanted["status"], wanted["edition"], strict=True))


def test_endless_days_of_duckdb_are_no_days():
    """DuckDB has days before and after all others."""
    query = f"SELECT '{CODE}' AS hs_code, unnest([{{0}} 'infinity', {{0}} '-infinity']) AS date"
    for type_ in ("date", "timestamp", "timestamptz"):
        found = screen(CONNECTION.sql(query.format(type_))).project("status").fetchall()
        assert found == [("invalid date",)] * 2


# What else there is to a frame.


def test_rows_columns_and_their_types_stay(kind):
    """In their order, whatever the columns are called; five more stand behind."""
    count = 50
    codes = [CODE, None, "x", "9506.11.00 ", "00000000"] * (count // 5)
    days = [datetime.date(2015 + number % 10, 1, 1) for number in range(count)]
    names = ["row", "key", "answer", "lines", "place", "line", "status_right", "Ünï cödé", "a b", "select", "税号"]
    more = {name: [number * (place + 1) for number in range(count)] for place, name in enumerate(names)}
    frame = kind.frame(codes, days, **more)
    before = kind.columns(frame)
    screened = screen(frame)
    assert type(screened) is type(frame)
    assert kind.names(screened) == ["hs_code", "date", *names, *ADDED]
    after = kind.columns(screened)
    if not kind.in_order:
        order = sorted(range(count), key=after["row"].__getitem__)
        after = {name: [values[place] for place in order] for name, values in after.items()}
    assert {name: after[name] for name in before} == before
    assert kind.columns(frame) == before
    assert kind.names(frame) == ["hs_code", "date", *names]
    assert types(screened)[: len(names) + 2] == types(frame)


@pytest.mark.parametrize("name", ["a.b", 'a "b"', "a`b", "[a]", "a\\b", "a;b"])
def test_columns_of_any_name_stay_or_are_refused(engine, name):
    """Some engines read some signs in a name: then that is a clear error; the same goes for the prefix."""
    for columns, prefix in (({name: [CODE]}, ""), ({"code": [CODE], name: [1]}, ""), ({"code": [CODE]}, name)):
        frame = engine.made(columns)
        try:
            screened = screen(frame, next(iter(columns)), "2022-03-01", prefix=prefix)
        except FrameColumnError as error:
            refused = str(error)
            assert "rename" in refused or "prefix" in refused
            assert not isinstance(frame, (pd.DataFrame, pl.DataFrame, pl.LazyFrame, pa.Table))
        else:
            found = engine.columns(screened)
            assert list(found) == [*columns, *(prefix + added for added in ADDED)]
            assert {kept: found[kept] for kept in columns} == columns
            assert found[f"{prefix}status"] == ["listed"]


def types(frame):
    """List the types of a frame's columns."""
    if isinstance(frame, pd.DataFrame):
        return frame.dtypes.tolist()
    if isinstance(frame, pa.Table):
        return frame.schema.types
    return frame.types if isinstance(frame, duckdb.DuckDBPyRelation) else frame.collect_schema().dtypes()


def test_new_columns_have_the_engine_s_own_types(engine):
    """Texts and booleans that may be null, also where the frame has no rows."""
    expected = {
        "pandas": ["str" if pd.__version__ >= "3" else "object"] * 4 + ["boolean"] * 2,
        "polars": [pl.String] * 4 + [pl.Boolean] * 2,
        "pyarrow": [pa.string()] * 4 + [pa.bool_()] * 2,
        "duckdb": ["VARCHAR"] * 4 + ["BOOLEAN"] * 2,
    }
    for codes, days in (([CODE, None], [datetime.date(2022, 3, 1), None]), ([], [])):
        for frame, day in ((engine.frame(codes, days), "date"), (engine.frame(codes), "2022-03-01")):
            screened = screen(frame, date=day)
            name = type(frame).__module__.partition(".")[0].lstrip("_")
            assert types(screened)[-6:] == expected[name]
            assert kind_of_length(engine, screened) == len(codes)


def kind_of_length(kind, frame):
    """Count the rows of a frame."""
    return len(kind.columns(frame)["status"])


def test_the_index_of_pandas_stays():
    """Of one level or two, unsorted, with repetitions, and named like a column."""
    frame = pd.DataFrame({"hs_code": [CODE, None, "x", CODE]}, index=pd.Index([3, 1, 3, 2], name="hs_code"))
    pd.testing.assert_index_equal(screen(frame, date="2022-03-01").index, frame.index)
    levels = pd.MultiIndex.from_tuples([("b", 1), ("a", 2), ("b", 1), ("a", 1)], names=["key", None])
    screened = screen(frame.set_axis(levels), date="2022-03-01")
    pd.testing.assert_index_equal(screened.index, levels)
    assert screened["status"].tolist() == ["listed", "no code", "invalid code", "listed"]


def test_pandas_columns_keep_types_that_numpy_does_not_have():
    """Nullable numbers, categories, periods, time zones and Arrow's texts."""
    frame = pd.DataFrame(
        {
            "hs_code": [CODE, None],
            "whole": pd.array([1, None], dtype="Int64"),
            "kind": pd.Categorical(["a", None], categories=["b", "a"], ordered=True),
            "month": pd.period_range("2022-01", periods=2, freq="M"),
            "at": pd.to_datetime(["2022-01-01", None]).tz_localize("Asia/Shanghai"),
            "text": pd.array(["a", None], dtype=pd.ArrowDtype(pa.string())),
            "number": [0.5, float("nan")],
        }
    )
    screened = screen(frame, date="2022-03-01")
    pd.testing.assert_frame_equal(screened[list(frame.columns)], frame)


def test_polars_columns_keep_types_of_every_depth():
    """Lists, structures, decimals, categories and Python's own objects."""
    frame = pl.DataFrame(
        {
            "hs_code": [CODE, None],
            "list": [[1], None],
            "structure": [{"a": 1}, {"a": None}],
            "kind": pl.Series(["a", None], dtype=pl.Categorical),
            "decimal": pl.Series(["1.50", None]).cast(pl.Decimal(10, 2)),
        }
    )
    for screened in (screen(frame, date="2022-03-01"), screen(frame.lazy(), date="2022-03-01").collect()):
        assert screened.select(frame.columns).equals(frame)
        assert screened.schema.dtypes()[:5] == frame.schema.dtypes()


def test_other_names_and_a_prefix_may_be_given(engine):
    """The columns may be called anything, and what is added may begin with anything."""
    frame = engine.made({"税号": [CODE, "93070090"], "日": [datetime.date(2021, 6, 1)] * 2, "status": [1, 2]})
    frame = frame.cast({"日": pl.Date}) if isinstance(frame, (pl.DataFrame, pl.LazyFrame)) else frame
    if isinstance(frame, pd.DataFrame):
        frame["日"] = pd.to_datetime(frame["日"])
    for prefix in ("正面清单_", "a b ", "'", "select"):
        screened = screen(frame, "税号", "日", prefix=prefix)
        assert engine.names(screened) == ["税号", "日", "status", *(prefix + name for name in ADDED)]
        found = engine.columns(screened)
        assert dict(zip(found["status"], found[f"{prefix}status"], strict=True)) == {1: "not listed", 2: "listed"}


def test_a_screened_frame_may_be_screened_again(engine):
    """For another day, under another prefix; the first answers stay."""
    frame = engine.frame([CODE])
    twice = engine.columns(screen(screen(frame, date="2021-06-01"), date="2022-06-01", prefix="later_"))
    assert (twice["status"], twice["later_status"]) == (["not listed"], ["listed"])


def test_columns_of_nothing_but_nulls_are_taken(engine):
    """Where the engine has a type for them, and where it gives them another."""
    nulls = {
        pl.DataFrame: lambda: pl.DataFrame({"hs_code": [None, None], "date": [None, None]}),
        pl.LazyFrame: lambda: pl.LazyFrame({"hs_code": [None, None], "date": [None, None]}),
        pd.DataFrame: lambda: pd.DataFrame({"hs_code": [None, None], "date": [None, None]}),
        pa.Table: lambda: pa.table({"hs_code": pa.nulls(2), "date": pa.nulls(2)}),
        duckdb.DuckDBPyRelation: lambda: CONNECTION.sql("SELECT NULL AS hs_code, NULL AS date FROM range(2)"),
    }
    frame = nulls[type(engine.frame([CODE]))]()
    if isinstance(frame, duckdb.DuckDBPyRelation) and str(frame.types[0]) == "INTEGER":
        # Before version 2, DuckDB's nulls are whole numbers.
        with pytest.raises(FrameColumnError, match="Int32"):
            screen(frame)
        return
    assert engine.columns(screen(frame))["status"] == ["no code"] * 2
    assert engine.columns(screen(frame, date="2022-03-01"))["status"] == ["no code"] * 2
    dated = {
        pl.DataFrame: lambda: frame.with_columns(hs_code=pl.lit(CODE)),
        pl.LazyFrame: lambda: frame.with_columns(hs_code=pl.lit(CODE)),
        pd.DataFrame: lambda: frame.assign(hs_code=CODE),
        pa.Table: lambda: frame.set_column(0, "hs_code", pa.array([CODE] * 2)),
        duckdb.DuckDBPyRelation: lambda: frame.project(f"'{CODE}' AS hs_code, date"),
    }
    assert engine.columns(screen(dated[type(frame)]()))["status"] == ["no date"] * 2


def test_arrow_s_nulls_in_pandas_are_taken():
    """Of Arrow's own type for them."""
    nulls = pd.array([None], dtype=pd.ArrowDtype(pa.null()))
    assert screen(pd.DataFrame({"hs_code": nulls}), date="2022-03-01")["status"].tolist() == ["no code"]
    assert screen(pd.DataFrame({"hs_code": [CODE], "date": nulls}))["status"].tolist() == ["no date"]


@pytest.mark.parametrize(
    "categories", [[], pd.Index([], dtype="float64"), pd.Index([], dtype="int64"), pd.Index(["x"])]
)
def test_a_column_of_categories_without_a_value_is_one_of_nulls(categories):
    """Whatever pandas takes for the type of no categories: read_csv has that of objects, a list of nulls numbers."""
    nulls = pd.Categorical([None, None], categories=categories)
    assert screen(pd.DataFrame({"hs_code": nulls}), date="2022-03-01")["status"].tolist() == ["no code"] * 2
    assert screen(pd.DataFrame({"hs_code": [CODE] * 2, "date": nulls}))["status"].tolist() == ["no date"] * 2
    assert tag_zones(pd.DataFrame({"place": nulls}), date="2022-03-01")["zone"].isna().all()


def test_a_frame_without_rows_gives_one_without_rows(engine):
    """With the columns added."""
    screened = screen(engine.frame([], []))
    assert engine.names(screened) == ["hs_code", "date", *ADDED]
    assert engine.columns(screened) == {name: [] for name in ["hs_code", "date", *ADDED]}


def test_pandas_and_arrow_frames_without_rows_need_no_types():
    """Since an empty list has none."""
    for frame in (pd.DataFrame(columns=["hs_code", "date"]), pd.DataFrame({"hs_code": [], "date": []}, dtype=object)):
        screened = screen(frame)
        assert list(screened.columns) == ["hs_code", "date", *ADDED]
        assert len(screened) == 0
    assert screen(pa.table({"hs_code": [], "date": []})).column_names == ["hs_code", "date", *ADDED]
    without_pieces = pa.table({"hs_code": pa.chunked_array([], pa.string()), "date": pa.chunked_array([], pa.date32())})
    assert screen(without_pieces).num_rows == 0


def test_enumerations_are_texts():
    """Of Polars and of DuckDB."""
    enum = pl.Series([CODE, None, "x"], dtype=pl.Enum([CODE, "x"]))
    assert screen(pl.DataFrame({"hs_code": enum}), date="2022-03-01")["status"].to_list() == [
        "listed",
        "no code",
        "invalid code",
    ]
    relation = CONNECTION.sql(f"SELECT unnest(['{CODE}', NULL, 'x']::ENUM('{CODE}', 'x')[]) AS hs_code")
    found = screen(relation, date="2022-03-01").project("status").fetchall()
    assert sorted(found) == [("invalid code",), ("listed",), ("no code",)]


def test_views_of_arrow_texts_are_texts():
    """A newer type of texts, which newer versions of Arrow and Polars hand on."""
    if not hasattr(pa, "string_view"):
        assert int(pa.__version__.partition(".")[0]) < 16
        return
    table = pa.table({"hs_code": pa.array([CODE, None, "x"], pa.string_view())})
    assert screen(table, date="2022-03-01")["status"].to_pylist() == ["listed", "no code", "invalid code"]


# Lazy frames, and libraries.


@pytest.mark.parametrize("day", ["date", "2022-03-01"])
def test_a_lazy_frame_of_polars_is_not_run(day):
    """Its source raises when it is, and only then."""

    def refuse(_):
        raise RuntimeError("run")

    source = pl.LazyFrame({"hs_code": [CODE], "date": [datetime.date(2022, 3, 1)]})
    lazy = screen(source.map_batches(refuse, schema={"hs_code": pl.String, "date": pl.Date}), date=day)
    assert lazy.collect_schema().names() == ["hs_code", "date", *ADDED]
    with pytest.raises(Exception, match="run"):
        lazy.collect()


@pytest.mark.parametrize("day", ["date", "2022-03-01"])
def test_a_relation_of_duckdb_is_not_run(day):
    """Its rows raise when they are asked for, and only then."""
    rows = f"SELECT CASE WHEN i >= 0 THEN error('run') ELSE '{CODE}' END AS hs_code, DATE '2022-03-01' AS date FROM range(3) t(i)"  # noqa: S608 - a constant
    relation = screen(CONNECTION.sql(rows), date=day)
    assert relation.columns == ["hs_code", "date", *ADDED]
    with pytest.raises(duckdb.Error, match="run"):
        relation.fetchall()


def test_nothing_is_left_behind_in_duckdb(tmp_path):
    """No view and no table, and neither is there need to write: the database may be for reading only."""
    path = str(tmp_path / "lines.duckdb")
    with duckdb.connect(path) as connection:
        connection.execute(f"CREATE TABLE lines AS SELECT '{CODE}' AS hs_code; CREATE TABLE pilotzones_frame (a INT)")
        before = names_in(connection)
        assert screen(connection.table("lines"), date="2022-03-01").fetchall()[0][1] == "listed"
        assert names_in(connection) == before
    with duckdb.connect(path, read_only=True) as connection:
        first = screen(connection.table("lines"), date="2022-03-01")
        second = screen(connection.table("lines"), date="2021-03-01")
        assert first.fetchall()[0][1] == "listed"
        assert second.fetchall()[0][1] == "not listed"
        assert names_in(connection) == before


def names_in(connection):
    """List the views and tables of a connection."""
    return connection.execute(
        "SELECT view_name FROM duckdb_views() WHERE NOT internal UNION ALL SELECT table_name FROM duckdb_tables() ORDER BY 1"
    ).fetchall()


LIBRARIES = {"narwhals", "pandas", "polars", "pyarrow", "duckdb", "pyspark"}
FRAMES = {
    "pandas": "import pandas; frame = pandas.DataFrame({'hs_code': ['95061100']})",
    "polars": "import polars; frame = polars.DataFrame({'hs_code': ['95061100']})",
    "polars-lazy": "import polars; frame = polars.LazyFrame({'hs_code': ['95061100']})",
    "pyarrow": "import pyarrow; frame = pyarrow.table({'hs_code': ['95061100']})",
    # Its constants import pandas and Arrow where these are installed.
    "duckdb": "import duckdb; duckdb.ConstantExpression(1); frame = duckdb.sql(\"SELECT '95061100' AS hs_code\")",
}


def imported(code):
    """List the libraries that a program has imported at its end but not at its line 'before = ...'."""
    last = f"print(sorted({LIBRARIES!r} & (set(sys.modules) - before)))"
    run = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\n{last}"], capture_output=True, text=True, check=True
    )
    return run.stdout.strip()


@pytest.mark.long
@pytest.mark.parametrize("library", FRAMES)
def test_no_library_is_imported_but_that_of_the_frame(library):
    """And narwhals, which says what is to be done."""
    asked = "from pilotzones.frames import screen; screen(frame, date='2022-03-01')"
    assert imported(f"{FRAMES[library]}\nbefore = set(sys.modules)\n{asked}") == "['narwhals']"


def test_the_package_alone_imports_no_library():
    """Neither do its questions, nor its attributes."""
    asked = "import pilotzones; pilotzones.is_eligible('04029100', '2018-12-31'); dir(pilotzones)"
    assert imported(f"before = set()\n{asked}") == "[]"
