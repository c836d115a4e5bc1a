"""What cannot be screened is refused before anything is run, with one clear error."""

import datetime

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import pilotzones
from pilotzones.arguments import ArgumentTypeError
from pilotzones.dates import DateTypeError, InvalidDateError
from pilotzones.errors import PilotZonesError
from pilotzones.frames import screen, tag_zones
from pilotzones.frames.errors import FrameColumnError, FrameError, FrameTypeError

CONNECTION = duckdb.connect()  # older relations do not keep theirs
CODE = "95061100"
moment = datetime.datetime.fromisoformat  # without a time zone
DAY = datetime.date(2022, 3, 1)


def refused(frame, *args, error=FrameColumnError, **how):
    """Screen a frame, and give the error's sentence."""
    with pytest.raises(error) as caught:
        screen(frame, *args, **how)
    assert isinstance(caught.value, PilotZonesError)
    return str(caught.value)


def test_errors_are_built_in_ones_too():
    """Those that fit."""
    assert issubclass(FrameTypeError, (FrameError, TypeError))
    assert issubclass(FrameColumnError, LookupError)
    assert issubclass(FrameError, (PilotZonesError, ValueError))


def test_a_missing_column_is_named_beside_those_there_are(engine):
    """For codes and for days."""
    frame = engine.frame([CODE], [DAY])
    assert refused(frame, "code") == "The frame has no column 'code': its columns are 'hs_code', 'date'."
    assert refused(frame, date="day") == "The frame has no column 'day': its columns are 'hs_code', 'date'."
    with pytest.raises(FrameColumnError) as caught:
        screen(frame, "code")
    assert caught.value.column == "code"


def test_a_frame_without_columns_has_none(engine):
    """DuckDB has no such frame."""
    if isinstance(engine.frame([CODE]), duckdb.DuckDBPyRelation):
        with pytest.raises(duckdb.Error):
            CONNECTION.sql("SELECT")
        return
    sentence = "The frame has no column 'hs_code': its columns are none."
    assert (
        refused(type(engine.frame([CODE]))({}) if not isinstance(engine.frame([CODE]), pa.Table) else pa.table({}))
        == sentence
    )


WRONG_CODES = {
    "whole numbers": pa.array([95061100]),
    "decimals": pa.array([95061100.0]),
    "truths": pa.array([True]),
    "bytes": pa.array([b"95061100"]),
    "structures": pa.array([{"hs_code": CODE}]),
    "lists": pa.array([[CODE]]),
    "days": pa.array([DAY]),
}
WRONG_DAYS = {
    **WRONG_CODES,
    "times of day": pa.array([datetime.time()]),
    "spans": pa.array([datetime.timedelta(days=1)]),
}
del WRONG_DAYS["days"]
OF_ARROW = {
    "pandas": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": pl.from_arrow,
    "polars-lazy": lambda table: pl.from_arrow(table).lazy(),
    "pyarrow": lambda table: table,
    "duckdb": CONNECTION.from_arrow,
}


@pytest.mark.parametrize("library", OF_ARROW)
@pytest.mark.parametrize("held", WRONG_CODES)
def test_codes_are_texts(library, held):
    """Because a number has lost the leading zero of chapters 01 to 09, which the error says."""
    frame = OF_ARROW[library](pa.table({"hs_code": WRONG_CODES[held]}))
    sentence = refused(frame, date=DAY)
    assert sentence.startswith("The column 'hs_code' holds ")
    assert "not text: an HS code is a text like '04029100', because a number loses the leading zero" in sentence
    assert "Read the file again with that column as text." in sentence


@pytest.mark.parametrize("library", OF_ARROW)
@pytest.mark.parametrize("held", WRONG_DAYS)
def test_days_are_dates(library, held):
    """Or moments, but not numbers that might stand for either."""
    frame = OF_ARROW[library](pa.table({"hs_code": [CODE], "date": WRONG_DAYS[held]}))
    sentence = refused(frame)
    assert sentence.startswith("The column 'date' holds ")
    assert sentence.endswith("not days: make it one of dates first, or give one day for all rows.")


def test_numpy_s_numbers_are_no_codes():
    """As pandas reads them from a file."""
    for column in ([95061100], [95061100, None]):
        assert "leading zero" in refused(pd.DataFrame({"hs_code": column}), date=DAY)


@pytest.mark.parametrize("category", [95061100, 95061100.0])
def test_categories_of_numbers_are_no_codes(category):
    """Neither pandas' nor Arrow's; what a dictionary holds counts."""
    assert "leading zero" in refused(pa.table({"hs_code": pa.array([category]).dictionary_encode()}), date=DAY)
    assert "leading zero" in refused(pd.DataFrame({"hs_code": pd.Categorical([category])}), date=DAY)


def test_objects_of_polars_are_refused():
    """Polars can do nothing with them: neither codes nor days."""
    objects = pl.Series([object()], dtype=pl.Object)
    assert "not text" in refused(pl.DataFrame({"hs_code": objects}), date=DAY)
    assert "not days" in refused(pl.DataFrame({"hs_code": [CODE], "date": objects}))


def test_what_engines_have_types_of_their_own_for_is_no_text():
    """Whatever the column's name: nulls are told by the type alone."""
    maps = pa.array([[("a", "b")]], pa.map_(pa.string(), pa.string()))
    assert "not text" in refused(pa.table({"full": maps}), "full", date=DAY)
    connection = CONNECTION
    for value in ("map {'a': 'b'}", "'101'::BIT", "union_value(a := 1)", "INTERVAL 1 DAY"):
        assert "not text" in refused(connection.sql(f"SELECT {value} AS full_null"), "full_null", date=DAY)
        assert "not days" in refused(
            connection.sql(f"SELECT '{CODE}' AS hs_code, {value} AS full_null"), date="full_null"
        )


@pytest.mark.parametrize("name", ["status", "edition", "announcement", "remark", "bonded_only", "beyond_verified"])
def test_a_column_in_the_place_of_a_new_one_is_named(engine, name):
    """And a prefix puts the new ones elsewhere."""
    frame = engine.frame([CODE], **{name: [1]})
    sentence = refused(frame, date=DAY)
    assert sentence == f"The frame already has a column '{name}': rename it, or give a prefix for the new columns."
    found = engine.columns(screen(frame, date=DAY, prefix="list_"))
    assert (found[name], found["list_status"]) == ([1], ["listed"])
    assert "'list_status'" in refused(engine.frame([CODE], list_status=[1]), date=DAY, prefix="list_")


def test_duckdb_takes_names_of_any_case_for_one(engine):
    """The others do not."""
    frame = engine.frame([CODE], STATUS=[1])
    if isinstance(frame, duckdb.DuckDBPyRelation):
        assert "already has a column 'status'" in refused(frame, date=DAY)
    else:
        assert engine.columns(screen(frame, date=DAY))["status"] == ["listed"]


def test_two_columns_of_one_name_are_refused():
    """Where an engine lets that be at all, whichever columns they are."""
    for names in (["hs_code", "hs_code", "a"], ["hs_code", "a", "a"]):
        frame = pd.DataFrame([[CODE, CODE, CODE]], columns=names)
        table = pa.table([pa.array([CODE])] * 3, names=names)
        for given in (frame, table):
            twice = max(names, key=names.count)
            assert refused(given, date=DAY) == f"The frame has several columns '{twice}': rename all but one."
    relation = CONNECTION.sql(f"SELECT '{CODE}' AS hs_code, 'b' AS HS_Code")
    assert refused(relation, date=DAY) == "The frame has several columns 'hs_code': rename all but one."


class Modin:
    """Frames of a library that there is no engine for."""

    columns = ("hs_code",)

    def __dataframe__(self, **_):
        """Offer the interchange that many frames offer."""
        raise NotImplementedError


def test_what_is_no_frame_is_refused():
    """Columns, connections, batches, records and classes; the error says what was handed in."""
    others = [
        {"hs_code": [CODE]},
        [{"hs_code": CODE}],
        [CODE],
        CODE,
        None,
        3,
        pd.Series([CODE]),
        pd.Index([CODE]),
        pl.Series([CODE]),
        pl.DataFrame({"hs_code": [CODE]}).group_by("hs_code"),
        pl.DataFrame,
        pa.array([CODE]),
        pa.schema([("hs_code", pa.string())]),
        duckdb.connect(),
        duckdb,
        pilotzones.Dataset.default(),
        Modin(),
        object(),
    ]
    for other in others:
        sentence = refused(other, date=DAY, error=FrameTypeError)
        named = f"{type(other).__module__}.{type(other).__qualname__}"
        assert sentence == (
            f"A {named} is not a frame: pass a DataFrame, LazyFrame, Table or relation of pandas, polars, pyarrow, "
            "duckdb or pyspark."
        )


def test_frames_of_other_libraries_that_narwhals_knows_are_refused():
    """What narwhals takes is not what was tried here."""
    import narwhals as nw

    assert "is not a frame" in refused(
        nw.from_native(pl.DataFrame({"hs_code": [CODE]})), date=DAY, error=FrameTypeError
    )


@pytest.mark.parametrize(
    ("how", "error", "sentence"),
    [
        ({"shipment": "bond"}, ArgumentTypeError, "shipment must be 'bonded' or 'direct', not 'bond'."),
        (
            {"evidence": "good"},
            ArgumentTypeError,
            "evidence must be 'confirmed' or 'single' or 'derived' or 'unsourced' or 'assumed', not 'good'.",
        ),
        ({"date": None}, DateTypeError, "None is not a date"),
        ({"date": 20220301}, DateTypeError, "20220301 is not a date"),
        ({"date": [DAY]}, DateTypeError, "is not a date"),
        ({"date": moment("2022-03-01T12:00")}, InvalidDateError, "has a time of day but no time zone"),
        ({"date": datetime.date(1900, 1, 1)}, InvalidDateError, "1900-01-01 is out of range"),
        ({"date": "1900-01-01"}, InvalidDateError, "1900-01-01 is out of range"),
        ({"date": "2022-02-30"}, InvalidDateError, "'2022-02-30' is not a date"),
        ({"hs_code": None}, FrameColumnError, "The frame has no column None"),
        ({"hs_code": ["hs_code"]}, FrameColumnError, r"The frame has no column \['hs_code'\]"),
    ],
    ids=str,
)
def test_other_arguments_are_checked(how, error, sentence):
    """As ``eligibility`` checks them, before anything is done."""
    with pytest.raises(error, match=sentence):
        screen(pl.LazyFrame({"hs_code": [CODE]}), **{"date": DAY, **how})


def test_names_of_pandas_columns_are_texts():
    """Numbers and levels as names are refused, or taken; nothing else is raised."""
    for frame, name in (
        (pd.DataFrame({0: [CODE]}), 0),
        (pd.DataFrame({("a", "b"): [CODE]}), ("a", "b")),
        (pd.DataFrame({"hs_code": [CODE], 0: [1]}), "hs_code"),
    ):
        assert "is not a text" in refused(frame, name, date=DAY)


@pytest.mark.parametrize("ask", [screen, tag_zones])
def test_what_is_no_dataset_is_refused(ask):
    """The path of a folder of tables, say, which is not yet loaded."""
    frame = pl.DataFrame({"hs_code": [CODE], "place": ["杭州"]})
    with pytest.raises(ArgumentTypeError, match=r"^'tables' is not a dataset: give one from Dataset\.bundled\(\)"):
        ask(frame, date=DAY, dataset="tables")
