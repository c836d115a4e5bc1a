"""Commands that write the data as files."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from pilotzones.cli.asked import find_data
from pilotzones.cli.command import DoingCommand
from pilotzones.cli.ending import YES
from pilotzones.cli.forms.chosen import add_language
from pilotzones.cli.labels import Labels

if TYPE_CHECKING:
    from pilotzones.cli.output import Output


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", help="a folder that does not exist yet")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--format",
        choices=("parquet", "csv", "sqlite", "duckdb", "excel"),
        default="parquet",
        help="CSV and SQLite need no library; each of the others needs its own, and says which if it is missing",
    )
    form.add_argument(
        "--excel",
        dest="format",
        action="store_const",
        const="excel",
        help="one workbook with a sheet for each table, codes as text; as --format excel",
    )
    parser.add_argument("--json", action="store_true", help="tell as JSON which files were written")
    add_language(parser, argparse.SUPPRESS)


def _export(options: argparse.Namespace, out: Output) -> int:
    from pilotzones.frames import export  # noqa: PLC0415 - for this command alone

    files = export(options.folder, options.format, dataset=find_data(options))
    if options.json:
        out.data(f"{json.dumps([str(file) for file in files], ensure_ascii=False, indent=1)}\n".encode())
        return YES
    out.line(Labels(options.lang or "en")("files written", folder=options.folder, count=len(files)))
    for file in files:
        out.line(file)
    return YES


COMMANDS = (DoingCommand("export", "write all tables into a new folder", _add_export, _export),)
