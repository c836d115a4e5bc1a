"""Codes that lost their leading zero: put back if asked for, and told in a column of their own."""

import datetime

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import pilotzones
from pilotzones.arguments import ArgumentTypeError
from pilotzones.frames import screen
from pilotzones.frames.callers_frame import accept
from pilotzones.frames.errors import FrameColumnError
from pilotzones.frames.texts import HS_CODES_WITHOUT_ZEROS, MALFORMED, RESTORED
from pilotzones.hscode import InvalidHSCodeError, parse

DAY = datetime.date(2018, 12, 31)
CODES = [
    *("04090000", "4090000", "409.00.00", "4090000 ", "409000000", "409000000999", "４０９００００", "0409000"),
    *("95061100", "5061100", "409", "40900000", "4090000.0", "4090000x", "4.090000", "409000000000", "", None),
    *("409000 0", " 4090000\u3000", "40900001234567", f"409{' ' * 40}0000", "4090000\n.", "０409000", "4090000٤"),
]


def wanted_of(code):
    """Give the status and the restored line of one code, by single questions."""
    if code is None:
        return "no code", None
    try:
        line, restored = parse(code), None
    except InvalidHSCodeError as error:
        if error.reason != "lost zero":
            return "invalid code", None
        line = restored = parse(error.suggestion)
    return pilotzones.eligibility(line, DAY).status, restored


def found_in(kind, frame, **how):
    """Screen a frame, and give the status and restored line of each row in order."""
    found = kind.columns(screen(frame, date=DAY, lost_zeros=True, **how))
    rows = sorted(zip(found["row"], found["status"], found["restored_code"], strict=True))
    return [(status, restored) for _, status, restored in rows]


def test_every_engine_puts_the_zero_back_and_tells_so(kind):
    """As the suggestion of the error has it."""
    wanted = [wanted_of(code) for code in CODES]
    assert {("listed", None), ("listed", "04090000"), ("unknown", "05061100")} <= set(wanted)
    assert found_in(kind, kind.frame(CODES, row=list(range(len(CODES))))) == wanted


def test_spark_puts_the_zero_back_and_tells_so(spark):
    """Texts and whole numbers, as the readers of the other engines do."""
    callers = accept(spark.frame(CODES))
    read = callers.engine.read(callers.frame, "column_0", HS_CODES_WITHOUT_ZEROS, "number").to_native()
    wanted = {code: HS_CODES_WITHOUT_ZEROS.number(code) for code in CODES if code is not None}
    assert {code: number for code, number in read.collect() if code is not None} == wanted
    numbers = accept(spark.session.sql("SELECT explode(array(4090000, 95061100, -4090000)) AS hs_code"))
    read = numbers.engine.read(numbers.frame, "column_0", HS_CODES_WITHOUT_ZEROS, "number").to_native()
    assert dict(read.collect()) == {4090000: RESTORED + 4090000, 95061100: 95061100, -4090000: MALFORMED}


def test_without_the_option_nothing_changes(kind):
    """The code is invalid, and there is no column that tells more."""
    found = kind.columns(screen(kind.frame(["4090000", "04090000"]), date=DAY))
    assert found["status"] == ["invalid code", "listed"]
    assert "restored_code" not in found


NUMBERS = {
    "pandas": lambda: pd.DataFrame({"hs_code": [4090000, 409000000, 95061100, 409, -4090000]}),
    "pandas Int64": lambda: pd.DataFrame({"hs_code": pd.array([4090000, 409000000, 95061100, 409, -4090000], "Int64")}),
    "pandas objects": lambda: pd.DataFrame(
        {"hs_code": pd.Series([4090000, "409000000", "95061100", 409, True], dtype=object)}
    ),
    "polars": lambda: pl.DataFrame({"hs_code": [4090000, 409000000, 95061100, 409, -4090000]}),
    "polars lazy": lambda: pl.LazyFrame({"hs_code": [4090000, 409000000, 95061100, 409, -4090000]}),
    "pyarrow": lambda: pa.table({"hs_code": [4090000, 409000000, 95061100, 409, -4090000]}),
    "duckdb": lambda: duckdb.sql("SELECT unnest([4090000, 409000000, 95061100, 409, -4090000]) AS hs_code"),
}


@pytest.mark.parametrize("form", NUMBERS)
def test_whole_numbers_are_codes_that_lost_their_zero(form):
    """As pandas reads a file; without the option they are refused."""
    screened = screen(NUMBERS[form](), date=DAY, lost_zeros=True)
    screened = screened.collect() if isinstance(screened, pl.LazyFrame) else screened
    frame = screened.pl() if isinstance(screened, duckdb.DuckDBPyRelation) else screened
    columns = (
        [*map(str, frame["hs_code"])],
        *(pl.Series(frame[name]).to_list() for name in ("status", "restored_code")),
    )
    found = {code: (status, restored) for code, status, restored in zip(*columns, strict=True)}
    assert found.pop("True" if form == "pandas objects" else "-4090000") == ("invalid code", None)
    assert found == {
        "4090000": ("listed", "04090000"),
        "409000000": ("listed", "04090000"),
        "95061100": ("unknown", None),
        "409": ("invalid code", None),
    }
    if form != "pandas objects":
        with pytest.raises(FrameColumnError, match="loses the leading zero"):
            screen(NUMBERS[form](), date=DAY)


def test_a_missing_number_is_no_code():
    """In a column of pandas that knows missing whole numbers; one of decimals is refused."""
    frame = pd.DataFrame({"hs_code": pd.array([4090000, None], "Int64")})
    assert screen(frame, date=DAY, lost_zeros=True)["status"].tolist() == ["listed", "no code"]
    with pytest.raises(FrameColumnError, match="text or whole numbers"):
        screen(pd.DataFrame({"hs_code": [4090000.0, None]}), date=DAY, lost_zeros=True)


def test_the_option_is_checked_and_the_new_column_too():
    """It is True or False; a column of the new one's name is refused, and has the prefix."""
    with pytest.raises(ArgumentTypeError, match="lost_zeros must be True or False, not 1"):
        screen(pl.DataFrame({"hs_code": ["4090000"]}), date=DAY, lost_zeros=1)
    frame = pl.DataFrame({"hs_code": ["4090000"], "restored_code": [1]})
    with pytest.raises(FrameColumnError, match="already has a column 'restored_code'"):
        screen(frame, date=DAY, lost_zeros=True)
    assert screen(frame, date=DAY, lost_zeros=True, prefix="list_")["list_restored_code"].to_list() == ["04090000"]
    assert screen(frame, date=DAY)["restored_code"].to_list() == [1]
