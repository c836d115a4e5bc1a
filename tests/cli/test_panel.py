"""``pilotzones panel``: the panel as a table of counts, or as a file."""

import csv
import io
import json
import sys

import pyarrow.parquet as pq
import pytest

from pilotzones.cli import main
from pilotzones.frames import panel


def test_people_see_how_many_units_are_treated(capsys):
    """The counts are those of the documentation: 1 in 2015, 13 in 2016 and 2017, 35 in 2018."""
    assert main(["panel", "--start", "2015", "--end", "2018"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1,348 rows: 337 units in 4 periods."
    assert [line.split() for line in lines[3:]] == [
        ["2015", "337", "1"],
        ["2016", "337", "13"],
        ["2017", "337", "13"],
        ["2018", "337", "35"],
    ]


WORDS = [
    "panel",
    "--start",
    "2019-01-01",
    "--end",
    "2019",
    "--by",
    "month",
    "--units",
    "county",
    "--boundaries",
    "period",
]
CALL = {"first": 2019, "last": 2019, "every": "month", "level": "county", "boundaries": "period"}


def test_csv_is_what_python_gives(capsys):
    """Every row and column."""
    assert main([*WORDS, "--special-zones", "drop", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    expected = panel(**CALL, special_zones="drop", into="polars").to_dicts()
    told = {None: "", True: "true", False: "false"}
    assert rows == [
        {
            name: str(told.get(cell, cell) if cell is None or isinstance(cell, bool) else cell)
            for name, cell in row.items()
        }
        for row in expected
    ]


@pytest.mark.parametrize(
    "option", ["county_zones=ignore", "special_zones=ignore", "special_zones=unit", "revoked=drop"]
)
def test_each_choice_is_that_of_python(option, capsys):
    """Of several divisions, of one county, and of zones that are no more."""
    name, _, choice = option.partition("=")
    words = ["--start", "2015", "--end", "2025", f"--{name.replace('_', '-')}", choice]
    assert main(["panel", *words, "--csv"]) == 0
    got = [(row["adcode"], float(row["share"])) for row in csv.DictReader(io.StringIO(capsys.readouterr().out))]
    assert got == panel(2015, 2025, into="polars", **{name: choice})["adcode", "share"].rows()
    assert got != panel(2015, 2025, into="polars")["adcode", "share"].rows()


@pytest.mark.parametrize("ending", ["csv", "json", "parquet", "PARQUET"])
def test_a_file_has_the_same_rows(ending, tmp_path, capsys):
    """Its format is that of its ending."""
    file = tmp_path / f"panel.{ending}"
    assert main(["panel", "--start", "2018", "--end", "2019", "-o", str(file)]) == 0
    assert f"Written: {file}" in capsys.readouterr().out
    expected = panel(2018, 2019, into="polars")
    if ending == "csv":
        assert len(file.read_text("utf-8").splitlines()) == len(expected) + 1
    elif ending == "json":
        assert [row["share"] for row in json.loads(file.read_text("utf-8"))] == expected["share"].to_list()
    else:
        assert pq.read_table(file).to_pylist() == expected.to_dicts()


def test_a_file_for_excel_says_its_encoding(tmp_path):
    """By a byte-order mark, which a file for programs has not."""
    for form, mark in (("--excel", b"\xef\xbb\xbfadcode"), ("--csv", b"adcode")):
        file = tmp_path / "panel.csv"
        assert main(["panel", "--start", "2018", "--end", "2019", "-o", str(file), form]) == 0
        content = file.read_bytes()
        assert content.startswith(mark)
        assert content.count(b"\r\n") == (content.count(b"\n") if form == "--excel" else 0)


def test_without_pyarrow_its_extra_is_named(monkeypatch, tmp_path, capsys):
    """For Parquet alone; no file is there then."""
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    file = tmp_path / "panel.parquet"
    assert main(["panel", "--start", "2018", "--end", "2019", "-o", str(file)]) == 2
    assert "pip install 'pilotzones[pyarrow]'" in capsys.readouterr().err
    assert not file.exists()


def test_each_column_is_in_each_row_as_the_schema_says(capsys):
    """All are required, and none is added."""
    assert main(["schema", "panel"]) == 0
    schema = json.loads(capsys.readouterr().out)
    columns = panel(2018, 2018, into="polars").columns
    assert schema["items"]["required"] == list(schema["items"]["properties"]) == columns
    assert schema["items"]["additionalProperties"] is False
    assert schema["items"]["description"] == "A unit in a period, and whether a pilot zone treats it."


def test_a_panel_that_ends_after_the_last_verified_day_is_refused(capsys):
    """The days that it takes are named: from 25 November to the end of 2026, 36."""
    assert main(["panel", "--start", "2015", "--end", "2026"]) == 2
    assert "give --max-age 36, or --max-age any." in capsys.readouterr().err
    for age in ("36", "any"):
        assert main(["panel", "--start", "2015", "--end", "2026", "--max-age", age]) == 0
    assert main(["panel", "--start", "2015", "--end", "2026", "--max-age", "35"]) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--end", "2010"], "--start 2015 lies after --end 2010: swap them."),
        (["--end", "soon"], "'soon'"),
        (["--end", "9999"], "years run from 1949 to 2099"),
        (["--max-age", "some"], "Argument --max-age: 'some' is not a whole number of days"),
        (["--start", "1999", "--boundaries", "period"], "begin there, or pass --boundaries today."),
        (["-o", "panel.xyz"], "has no ending that the panel can be written as"),
    ],
)
def test_wrong_use_is_one_sentence(words, said, capsys):
    """In the words of the command line."""
    assert main(["panel", "--start", "2015", "--end", "2016", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert said in err
