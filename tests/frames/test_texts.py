"""Names and codes of places as they stand in cells: texts and whole numbers, of any library, and nothing else."""

import unicodedata

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from pilotzones import hscode
from pilotzones.frames import screen, tag_zones
from pilotzones.frames.texts import written_name

CONNECTION = duckdb.connect()


@pytest.mark.parametrize("code", [330100, np.int64(330100), np.int32(330100), "330100", np.str_("330100")])
def test_a_whole_number_is_the_code_of_a_place(code):
    """In a column of objects too."""
    assert written_name(code) == "330100"
    frame = pd.DataFrame({"place": pd.Series([code, "Hangzhou"], dtype=object)})
    assert tag_zones(frame, date="2026-01-01")["zone"].tolist() == ["hangzhou", "hangzhou"]


@pytest.mark.parametrize("value", [True, 330100.0, None, b"330100", object()])
def test_what_is_neither_has_no_name(value):
    """Neither have the truth values, though Python counts them among the whole numbers."""
    assert written_name(value) is None


def test_sql_reads_the_whole_of_a_long_code():
    """What stands behind the last character that a code may have makes it none, and is not cut off."""
    codes = [f"04029100{' ' * length}{end}" for length in range(28, 36) for end in ("x", "0")]
    assert {len(code) > hscode.LONGEST for code in codes} == {True, False}
    asked = CONNECTION.from_arrow(pa.table({"row": range(len(codes)), "hs_code": codes}))
    answers = screen(asked, date="2022-03-01").order("row").project("status").fetchall()
    assert answers == [("invalid code",)] * len(codes)


def test_sql_reads_a_code_of_as_many_characters_as_one_may_have():
    """With one more it is none."""
    codes = [f"0409{' ' * (hscode.LONGEST - 8 + more)}0000" for more in (0, 1)]
    assert [len(code) - hscode.LONGEST for code in codes] == [0, 1]
    asked = CONNECTION.from_arrow(pa.table({"row": range(2), "hs_code": codes}))
    answers = screen(asked, date="2017-01-01").order("row").project("status").fetchall()
    assert answers == [("listed",), ("invalid code",)]


def test_sql_reads_the_wide_forms_of_an_input_method():
    """Every letter and digit, and what people put between the parts of a name, in Chinese width."""
    wide = str.maketrans({plain: chr(ord(plain) + 0xFEE0) for plain in "0123456789abcdefghijklmnopqrstuvwxyz()"})
    names = [
        "hangzhou",
        "quanzhou",
        "xiongan",
        "kunming",
        "baotou",
        "jiujiang",
        "foshan",
        "haikou",
        "langfang",
        "deyang",
    ]
    codes = ["320900", "450700", "360800", "330100", "210200"]
    texts = [text.translate(wide) for text in (*names, *codes)] + [f"hang{sign}zhou" for sign in "＇－｀﹘﹣･'-·"]
    table = pa.table({"row": range(len(texts)), "place": texts})
    asked = tag_zones(CONNECTION.from_arrow(table), date="2026-01-01").order("row")
    answers = tag_zones(table, date="2026-01-01").select(["place_status", "adcode"]).to_pylist()
    assert asked.project("place_status, adcode").fetchall() == [tuple(row.values()) for row in answers]
    expected = [row["adcode"] for row in answers]
    assert expected[10:15] == codes
    assert set(expected[15:]) == {"330100"}


def test_sql_reads_tone_marks_that_are_characters_of_their_own():
    """As Python does: each mark of pinyin behind its letter."""
    names = [unicodedata.normalize("NFD", name) for name in ("Hángzhōu", "Lüliang", "Nǐngbō", "Xìnyáng", "Yāntái")]
    table = pa.table({"row": range(len(names)), "place": names})
    asked = tag_zones(CONNECTION.from_arrow(table), date="2026-01-01").order("row")
    expected = tag_zones(table, date="2026-01-01").select(["place_status", "adcode"]).to_pylist()
    assert asked.project("place_status, adcode").fetchall() == [tuple(row.values()) for row in expected]
    assert {row["place_status"] for row in expected} == {"known"}
