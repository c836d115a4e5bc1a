"""Commands that write the data as files."""

from __future__ import annotations

import argparse
import json
import pathlib
from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.cli.asked import find_data
from pilotzones.cli.command import DoingCommand
from pilotzones.cli.ending import YES
from pilotzones.cli.forms.chosen import add_language
from pilotzones.cli.labels import Labels
from pilotzones.cli.wrong_use import wrong_use
from pilotzones.paths import shown_path

if TYPE_CHECKING:
    from pilotzones.cli.output import Output


_ENDINGS = (".xlsx", ".xls", ".csv", ".parquet", ".sqlite", ".duckdb", ".db", ".json")


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.description = "Write all tables into a new folder, as Parquet unless another format is named."
    parser.add_argument("folder", help="a folder that does not exist yet, or is empty")
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--format",
        choices=("parquet", "csv", "sqlite", "duckdb", "excel"),
        default="parquet",
        help="by default parquet, which needs the extra pyarrow; csv and sqlite need no library, duckdb and excel the "
        "extra of their name",
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

    folder = pathlib.Path(options.folder)
    if folder.suffix.lower() in _ENDINGS:
        raise wrong_use(
            "{folder} has the ending of a file, and the tables go into a folder. Name a folder, such as {stem}.",
            folder=quoted(options.folder),
            stem=quoted(str(folder.with_suffix(""))),
        )
    files = export(options.folder, options.format, dataset=find_data(options))
    if options.json:
        out.data(f"{json.dumps([str(file) for file in files], ensure_ascii=False, indent=1)}\n".encode())
        return YES
    out.line(Labels(options.lang or "en")("files written", folder=folder, count=len(files)))
    for file in files:
        out.line(shown_path(file))
    return YES


COMMANDS = (DoingCommand("export", "write all tables into a new folder", _add_export, _export),)
