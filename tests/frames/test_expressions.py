"""Expressions over columns: the first case that is true, and characters that are replaced by others."""

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pytest

from pilotzones.frames.expressions import first_true, replace_characters

ENGINES = {"pandas": lambda frame: frame, "polars": pl.from_pandas, "duckdb": duckdb.from_df}


def computed(engine, column, expression):
    """Give the values of an expression over one column."""
    native = ENGINES[engine](pd.DataFrame({"at": range(len(column)), "column": column}))
    frame = nw.from_native(native).lazy().with_columns(expression.alias("found")).sort("at")
    return frame.collect().get_column("found").to_list()


@pytest.mark.parametrize("engine", ENGINES)
def test_the_first_case_that_is_true_decides(engine):
    """By a number or by an expression."""
    number = nw.col("column")
    expression = first_true((number > 30, 3), (number > 20, number * 2), (number > 10, 1), otherwise=nw.lit(0))
    assert computed(engine, [5, 15, 25, 35], expression) == [0, 1, 50, 3]


@pytest.mark.parametrize("engine", ENGINES)
def test_characters_are_replaced_as_they_are(engine):
    """None of them as a sign of a pattern; texts without any of them stay."""
    expression = replace_characters(nw.col("column"), {".": "-", "(": "<", "\uff11": "1"})
    assert computed(engine, ["a.b.c", "(d)", "\uff11X", "XX", ""], expression) == ["a-b-c", "<d)", "1X", "XX", ""]
