"""``--json`` of every question: what the call in Python gives, by a published schema."""

import csv
import datetime
import decimal
import io
import json
import pathlib

import jsonschema
import pytest

import pilotzones
from pilotzones import frames, serial
from pilotzones.cli import main
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.program import COMMANDS

CALLS = {
    "zones Hainan --date 2025-04-24": lambda: pilotzones.zones_in("Hainan", "2025-04-24"),
    "zones --date 2016-01-12": lambda: pilotzones.zones(date="2016-01-12"),
    "zones Zhejiang --batch 5": lambda: pilotzones.zones(province="Zhejiang", batch=5),
    "zones --since 2019-01-01 --until 2020-12-31": lambda: pilotzones.zones(since="2019-01-01", until="2020-12-31"),
    "zones": lambda: pilotzones.zones(date=pilotzones.verified_through("zones")),
    "zones Beijing --date 2015-05-01": lambda: pilotzones.zones_in("Beijing", "2015-05-01"),
    "zone Haikou": lambda: pilotzones.zone("Haikou"),
    "zone Taizhou --province 浙江": lambda: pilotzones.zone("Taizhou", province="浙江"),
    "batch Hangzhou": lambda: pilotzones.batch_of("Hangzhou"),
    "batch Taizhou --province 浙江": lambda: pilotzones.batch_of("Taizhou", province="浙江"),
    "batch 4": lambda: pilotzones.batches()[3],
    "batch 31": lambda: pilotzones.batch_of("31"),
    "batches": pilotzones.batches,
    "whose Kunshan --date 2026-01-01": lambda: pilotzones.zone_answer("Kunshan", "2026-01-01"),
    "whose 拉萨 --date 2017-01-01": lambda: pilotzones.zone_answer("拉萨", "2017-01-01"),
    "whose 朝阳 --date 2017-01-01 --province Beijing": (
        lambda: pilotzones.zone_answer("朝阳", "2017-01-01", province="Beijing")
    ),
    "place 江苏省苏州市昆山市": lambda: pilotzones.place("江苏省苏州市昆山市"),
    "place 即墨市 --date 2016-01-01": lambda: pilotzones.place("即墨市", "2016-01-01"),
    "rules --date 2018-12-31": lambda: pilotzones.rules("2018-12-31"),
    "rules": pilotzones.rules,
    "rule annual_limit --date 2018-12-31": lambda: pilotzones.rule("annual_limit", "2018-12-31"),
    "rule mode-1210": lambda: pilotzones.rule("mode_1210"),
    "rate --vat 0.13 --consumption 0.15": lambda: pilotzones.composite_rate("0.13", "0.15"),
    "rate --vat reduced --date 2019-04-01": lambda: pilotzones.composite_rate("reduced", date="2019-04-01"),
    "rate": lambda: pilotzones.composite_rate("standard"),
    "import-city Suzhou --province Jiangsu --date 2019-06-01": (
        lambda: pilotzones.import_city("Suzhou", "2019-06-01", province="Jiangsu")
    ),
    "sources": pilotzones.sources,
    "sources s003 S001": lambda: tuple(
        source for name in ("S003", "S001") for source in pilotzones.sources() if source.id == name
    ),
    "verify": pilotzones.verify,
    "eligible 04090000 2018-12-31": lambda: (pilotzones.eligibility("04090000", "2018-12-31"),),
    "eligible 0409.00.00 0101.21.00 33049900 --date 2018-12-31": lambda: tuple(
        pilotzones.eligibility(code, "2018-12-31") for code in ("04090000", "01012100", "33049900")
    ),
    "eligible 32151900 --date 2022-03-01 --shipment direct --minimum-evidence confirmed --max-age 0": lambda: (
        pilotzones.eligibility("32151900", "2022-03-01", shipment="direct", evidence="confirmed", max_age=0),
    ),
    "history 93070090": lambda: pilotzones.history("93070090"),
    "items --under 0403 --date 2016-05-01": lambda: pilotzones.items("2016-05-01", under="0403"),
    "items --date 2016-05-01": lambda: pilotzones.items("2016-05-01"),
    "items --date 2018-01-01 --status unknown --under 09": lambda: pilotzones.items(
        "2018-01-01", under="09", status="unknown"
    ),
    "diff 2019-96 2022-7": lambda: pilotzones.diff("2019-96", "2022-7"),
    "diff 2016-04-08 2016-47": lambda: pilotzones.diff("2016-04-08", "2016-47"),
    "changes --year 2022": lambda: pilotzones.changes(2022),
    "changes": pilotzones.changes,
    "timeline": pilotzones.timeline,
    "editions": pilotzones.editions,
    "announcements": pilotzones.announcements,
    "coverage": pilotzones.coverage,
    "screen GOODS --code hs_code --date declared --value usd --minimum-evidence single": lambda: frames.screen_file(
        GOODS, hs_code="hs_code", date="declared", value="usd", evidence="single"
    ),
    "panel --start 2018 --end 2019-06-30 --by quarter --revoked stay --county-zones unit": lambda: panel_rows(
        frames.panel(2018, "2019-06-30", "quarter", revoked="stay", county_zones="unit", into="polars")
    ),
}
"""The words of a command, and the call in Python that it stands for."""
GOODS = pathlib.Path(__file__).parent / "goods.csv"
QUESTIONS = {command.name: command for command in COMMANDS if isinstance(command, AskingCommand)}


def panel_rows(frame):
    """Write the rows of a frame as plain data."""
    return tuple(
        {name: str(cell) if isinstance(cell, datetime.date) else cell for name, cell in row.items()}
        for row in frame.to_dicts()
    )


def plain(gives):
    """Write what a call gives as plain data."""
    if isinstance(gives, dict):
        return gives
    if isinstance(gives, tuple):
        return [plain(one) for one in gives]
    if isinstance(gives, decimal.Decimal):
        return str(gives)
    return None if gives is None else serial.to_plain(gives)


@pytest.mark.parametrize("words", CALLS)
def test_json_is_what_python_gives(words, capsys):
    """So a script may move from the one to the other."""
    main([*words.replace("GOODS", str(GOODS)).split(), "--json"])
    out = capsys.readouterr().out
    written = json.loads(out)
    assert out == f"{json.dumps(written, ensure_ascii=False, indent=1)}\n"
    assert written == plain(CALLS[words]())
    assert main(["schema", words.split()[0]]) == 0
    out = capsys.readouterr().out
    schema = json.loads(out)
    assert out == f"{json.dumps(schema, ensure_ascii=False, indent=1)}\n"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.validate(written, schema)


def shows(cell, value):
    """Tell whether a cell of CSV shows a value of JSON; of a record within a record it has one field."""
    if isinstance(value, dict):
        return cell in {str(inner) for inner in value.values()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return all(map(shows, cell.split(";"), value))
    if isinstance(value, list):
        return cell == ";".join(map(str, value))
    if isinstance(value, bool):
        return cell == ("true" if value else "false")
    return cell == ("" if value is None else str(value))


OTHER_ROWS = {"screen", "panel", "rate", "diff", "coverage"}
"""The questions whose rows are parts of what JSON has as one, or whose CSV is long and has a test of its own."""


@pytest.mark.parametrize("words", [words for words in CALLS if words.split()[0] not in OTHER_ROWS])
def test_csv_has_the_values_that_json_has(words, capsys):
    """In the columns that are called like a field."""
    main([*words.split(), "--json"])
    written = json.loads(capsys.readouterr().out)
    records = written if isinstance(written, list) else [written]
    main([*words.split(), "--csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    for row, record in zip(rows, records, strict=True):
        assert row.keys() & record.keys()
        assert [name for name, cell in row.items() if name in record and not shows(cell, record[name])] == []


def test_every_question_is_held_against_its_call():
    """A new one cannot be forgotten."""
    assert {words.split()[0] for words in CALLS} == set(QUESTIONS)


@pytest.mark.parametrize(
    ("words", "near"), [("zone s", "'zones', 'zone'"), ("export", ""), ("annex lists", "'annex list'")]
)
def test_a_command_without_json_has_no_schema(words, near, capsys):
    """One sentence, with what is like it."""
    assert main(["schema", *words.split()]) == 2
    error = capsys.readouterr().err
    assert f"'{words}' is not a command with --json." in error
    assert near in error
    assert error.endswith(" See 'pilotzones --help'.\n")


def test_questions_about_annexes_have_a_schema_too(capsys):
    """Of two words."""
    assert main(["schema", "annex", "list"]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "array"
