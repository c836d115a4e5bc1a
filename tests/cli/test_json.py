"""``--json`` of every question: what the call in Python gives, by a published schema."""

import datetime
import json
import pathlib

import jsonschema
import pytest

import pilotzones
from pilotzones import frames, serial
from pilotzones.cli import main
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.forms.as_json import schema_of
from pilotzones.cli.program import COMMANDS

CALLS = {
    "zones Hainan --date 2025-04-24": lambda: pilotzones.zones_in("Hainan", "2025-04-24"),
    "zones --date 2016-01-12": lambda: pilotzones.zones(date="2016-01-12"),
    "batch Hangzhou": lambda: pilotzones.batch_of("Hangzhou"),
    "eligible 04090000 2018-12-31": lambda: (pilotzones.eligibility("04090000", "2018-12-31"),),
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
    return None if gives is None else serial.to_plain(gives)


@pytest.mark.parametrize("words", CALLS)
def test_json_is_what_python_gives(words, capsys):
    """So a script may move from the one to the other."""
    main([*words.replace("GOODS", str(GOODS)).split(), "--json"])
    written = json.loads(capsys.readouterr().out)
    assert written == plain(CALLS[words]())
    jsonschema.validate(written, schema_of(QUESTIONS[words.split()[0]].gives))


def test_every_question_is_held_against_its_call():
    """A new one cannot be forgotten."""
    assert {words.split()[0] for words in CALLS} == set(QUESTIONS)
