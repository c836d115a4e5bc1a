"""The command ``panel``: the panel for difference-in-differences as a file, or on standard output."""

from __future__ import annotations

import datetime
import io
import operator
import pathlib
from typing import TYPE_CHECKING, NamedTuple

from pilotzones.cli.command import AskingCommand
from pilotzones.cli.results import Gives, Result, ShownColumn
from pilotzones.cli.wrong_use import days, wrong_use
from pilotzones.staleness import BeyondVerifiedDataError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pilotzones.cli.asked import Asked
    from pilotzones.frames.tables.table import CellType, Table

_ANY = "any"
_PERIODS = ("year", "quarter", "month")
_LEVELS = ("prefecture", "county")
_COUNTINGS = ("prefecture", "ignore", "unit", "drop")
_ENDINGS = ("end", "stay", "drop")
_BOUNDARIES = ("today", "period")
_SCHEMAS: dict[CellType, dict[str, object]] = {
    "text": {"type": ["string", "null"]},
    "integer": {"type": ["integer", "null"]},
    "number": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "boolean": {"type": "boolean"},
}


def _add_panel(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Every prefecture in every period, and whether a pilot zone treats it. Without --csv, --json or --output it "
        "counts the treated units of each period."
    )
    parser.add_argument(
        "--start", metavar="YEAR|DAY", required=True, help="the first year, or a day of the first period"
    )
    parser.add_argument("--end", metavar="YEAR|DAY", required=True, help="the last year, or a day of the last period")
    parser.add_argument("--by", choices=_PERIODS, default="year", help="the length of a period; by default a year")
    parser.add_argument(
        "--units", choices=_LEVELS, default="prefecture", help="the level of the divisions; by default prefectures"
    )
    parser.add_argument(
        "--county-zones",
        choices=_COUNTINGS,
        default="prefecture",
        help="how zones count that are a county: they treat their prefecture (the default), are ignored, are units, or "
        "what they treat is dropped",
    )
    parser.add_argument(
        "--special-zones",
        choices=_COUNTINGS,
        default="prefecture",
        help="how zones count that are several divisions: the same words",
    )
    parser.add_argument(
        "--revoked",
        choices=_ENDINGS,
        default="end",
        help="with a revoked zone treatment ends (the default), or stays, or its units are dropped",
    )
    parser.add_argument(
        "--boundaries",
        choices=_BOUNDARIES,
        default="today",
        help="take the units from one map for all periods (the default), or from the map of each period's year",
    )
    parser.add_argument(
        "--max-age",
        metavar="DAYS|any",
        type=_days_or_any,
        default=0,
        help="accept periods that end so many days after the last verified one; by default none",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=pathlib.Path, help="a file that ends in .csv, .parquet or .json"
    )


def _days_or_any(text: str) -> int | None:
    return None if text.strip() == _ANY else days(text)


def _ask_panel(asked: Asked) -> Result:
    table = _make_table(asked)
    options = asked.options
    gives = _as_plain(table) if options.form == "json" else ()
    if options.output is None and options.form is not None:
        return Result(first="", gives=gives, columns=_columns_of(table), rows=table.rows)
    periods = _count(table)
    notes = []
    if options.output is not None:
        _write(table, options.output, asked)
        notes.append(asked.say("written", file=options.output))
    units = len({row[0] for row in table.rows})
    return Result(
        first=asked.say("panel made", rows=len(table.rows), units=units, periods=len(periods)),
        gives=gives,
        columns=_SUMMARY,
        rows=periods,
        notes=tuple(notes),
    )


def _make_table(asked: Asked) -> Table:
    """Make the panel.

    Raises:
        WrongUseError: if it ends too long after the last verified day.
    """
    from pilotzones.frames.tables.panel_rows import panel_table  # noqa: PLC0415 - for this command alone
    from pilotzones.frames.tables.panel_units import Choices  # noqa: PLC0415 - as above

    options = asked.options
    choices = Choices(
        level=options.units,
        county_zones=options.county_zones,
        special_zones=options.special_zones,
        revoked=options.revoked,
        boundaries=options.boundaries,
    )
    start, end = _read_bound(options.start), _read_bound(options.end)
    try:
        return panel_table(asked.data, start, end, options.by, choices, options.max_age)
    except BeyondVerifiedDataError as late:
        age = (late.date - late.verified_through).days
        raise wrong_use(
            "The last period ends on {date}, and zones were checked until {verified}: one may have been approved "
            "since. End earlier, or give --max-age {age}, or --max-age any.",
            date=late.date,
            verified=late.verified_through,
            age=age,
        ) from late


def _read_bound(text: str) -> str | int:
    """Take four digits as a year, and anything else as a day."""
    stripped = text.strip()
    return int(stripped) if len(stripped) == len("2013") and stripped.isascii() and stripped.isdigit() else text


class _CountedPeriod(NamedTuple):
    label: str
    units: int
    treated: int


_SUMMARY = (
    ShownColumn("period", lambda period: period.label),
    ShownColumn("units", lambda period: period.units),
    ShownColumn("treated", lambda period: period.treated),
)


def _count(table: Table) -> tuple[_CountedPeriod, ...]:
    """Count the units, and the treated ones, of each period."""
    label, treated = table.names.index("period_label"), table.names.index("treated")
    units: dict[str, int] = {}
    of_these: dict[str, int] = {}
    for row in table.rows:
        units[row[label]] = units.get(row[label], 0) + 1
        of_these[row[label]] = of_these.get(row[label], 0) + row[treated]
    return tuple(_CountedPeriod(name, units[name], of_these[name]) for name in sorted(units))


def _columns_of(table: Table) -> Sequence[ShownColumn]:
    return [ShownColumn(name, operator.itemgetter(index)) for index, name in enumerate(table.names)]


def _as_plain(table: Table) -> tuple[dict[str, object], ...]:
    """Write the rows of the frame that the call in Python gives as plain data."""
    return tuple(
        {
            name: str(cell) if isinstance(cell, datetime.date) else cell
            for name, cell in zip(table.names, row, strict=True)
        }
        for row in table.rows
    )


def _write(table: Table, file: pathlib.Path, asked: Asked) -> None:
    """Write the panel to a file, as its ending says.

    Raises:
        WrongUseError: for another ending.
        ImportError: if PyArrow is needed and not installed; names the extra.
    """
    from pilotzones.whole_files import write_whole  # noqa: PLC0415 - few ask for a file

    ending = file.suffix.lower()
    if ending == ".csv":
        from pilotzones.cli.forms.as_csv import write_csv  # noqa: PLC0415 - as above

        answer = Result(first="", gives=(), columns=_columns_of(table), rows=table.rows)
        content = write_csv(answer, for_excel=asked.options.form == "excel")
    elif ending == ".json":
        from pilotzones.cli.forms.as_json import write_json  # noqa: PLC0415 - as above

        content = write_json(_as_plain(table), asked.data)
    elif ending == ".parquet":
        from pilotzones.frames.libraries import import_library  # noqa: PLC0415 - as above
        from pilotzones.frames.tables.arrow_table import arrow_table  # noqa: PLC0415 - as above

        parquet, out = import_library("pyarrow.parquet"), io.BytesIO()
        parquet.write_table(arrow_table(table), out)
        content = out.getvalue()
    else:
        raise wrong_use(
            "{file} has no ending that the panel can be written as: .csv, .parquet or .json.", file=file.name
        )
    write_whole(file, content)


def _schema() -> dict[str, object]:
    """Describe a row of the panel."""
    from pilotzones.frames.tables.panel_rows import COLUMNS  # noqa: PLC0415 - only where a schema is asked for

    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "PanelRow",
        "description": "A unit in a period, and whether a pilot zone treats it.",
        "type": "object",
        "properties": {column.name: {"description": column.description, **_SCHEMAS[column.type]} for column in COLUMNS},
        "required": [column.name for column in COLUMNS],
        "additionalProperties": False,
        "$defs": {},
    }


COMMANDS = (
    AskingCommand(
        "panel",
        "make the panel for difference-in-differences",
        Gives(many=True, schema=_schema),
        _add_panel,
        _ask_panel,
    ),
)
