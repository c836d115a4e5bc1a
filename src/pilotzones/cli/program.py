"""The command ``pilotzones``: its words, and what each question prints.

Exit status: 0 for an answer (for ``eligible``: yes), 1 for no, 3 for unknown, 2 for bad input.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from typing import TYPE_CHECKING

from pilotzones import __version__
from pilotzones.cli import annex_commands
from pilotzones.dataset import Dataset
from pilotzones.errors import PilotZonesError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.dataset_base import Sourced
    from pilotzones.records.list_answers import Status

YES, NO, BAD_INPUT, UNKNOWN = 0, 1, 2, 3
_EXIT: dict[Status, int] = {"listed": YES, "not listed": NO, "unknown": UNKNOWN}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words after the command; by default those of the process.

    Returns:
        The exit status, as the module says.
    """
    # Names are Chinese; a terminal or pipe with another encoding must not cause a traceback.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        data = Dataset.load(*options.data) if options.data else Dataset.default()
        return _ASK[options.question or "tour"](data, options)
    except BrokenPipeError:  # the reader closed the pipe, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return YES
    except (PilotZonesError, ImportError) as fault:
        print(f"pilotzones: {fault}", file=sys.stderr)
        return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pilotzones",
        description="Chinese cross-border e-commerce pilot zones and the retail-import positive list.",
        epilog="Without a question, it answers three as an example.",
    )
    parser.add_argument("--version", action="version", version=f"pilotzones {__version__}")
    parser.add_argument(
        "--data", action="append", metavar="FOLDER", help="lay a folder of tables over the bundled ones"
    )
    questions = parser.add_subparsers(dest="question")

    zones = questions.add_parser("zones", help="list the pilot zones of a province, or all of them")
    zones.add_argument("province", nargs="?", help="any name or code; by default all provinces")
    zones.add_argument(
        "--date", help="the day (YYYY-MM-DD) on which they are in force; by default the last verified day"
    )

    batch = questions.add_parser("batch", help="show the batch that approved a city")
    batch.add_argument("city", help="any name or code")
    batch.add_argument("--province", help="the province, if several have a city of that name")

    eligible = questions.add_parser("eligible", help="say whether an HS code is on the positive list")
    eligible.add_argument("hs_code", help="8, 10 or 13 digits")
    eligible.add_argument("date", help="YYYY-MM-DD")

    questions.add_parser("coverage", help="show how much of the positive list is known")
    questions.add_parser("verify", help="check the hashes of the tables")

    export = questions.add_parser("export", help="write all tables into a new folder")
    export.add_argument("folder", help="a folder that does not exist yet")
    export.add_argument("--format", choices=("parquet", "csv", "sqlite", "duckdb"), default="parquet")
    annex_commands.add_parsers(questions)
    return parser


def _tour(data: Dataset, _: argparse.Namespace) -> int:
    """Answer the three main questions, as an example."""
    print("Which zones does this province have?  pilotzones zones Hainan")
    _zones(data, argparse.Namespace(province="Hainan", date=None))
    print("\nWhich batch approved this city?  pilotzones batch Hangzhou")
    _batch(data, argparse.Namespace(city="Hangzhou", province=None))
    print("\nMay this HS code come in on this date?  pilotzones eligible 0409.00.00 2018-12-31")
    _eligible(data, argparse.Namespace(hs_code="0409.00.00", date="2018-12-31"))
    print("\n... and on the next day?  pilotzones eligible 0409.00.00 2019-01-01")
    _eligible(data, argparse.Namespace(hs_code="0409.00.00", date="2019-01-01"))
    print("\nWhat is known?  pilotzones coverage")
    return _coverage(data, argparse.Namespace())


def _zones(data: Dataset, options: argparse.Namespace) -> int:
    day = options.date or data.verified_through()
    found = data.zones(date=day) if options.province is None else data.zones_in(options.province, day)
    for zone in found:
        print(f"{zone.official_name}  {zone}")
    print(f"{len(found)} in force on {day}")
    return YES


def _batch(data: Dataset, options: argparse.Namespace) -> int:
    zone = data.zone(options.city, province=options.province)
    print(f"{zone}\n{zone.batch}\n{zone.batch.title_zh}")
    _print_sources(data, zone.batch)
    return YES


def _eligible(data: Dataset, options: argparse.Namespace) -> int:
    verdict = data.eligibility(options.hs_code, options.date)
    print(verdict)
    _print_sources(data, verdict)
    return _EXIT[verdict.status]


def _coverage(data: Dataset, _: argparse.Namespace) -> int:
    print(data.coverage())
    return YES


def _verify(data: Dataset, _: argparse.Namespace) -> int:
    for table in data.verify():
        print(f"{table.sha256}  {table.records:>5,}  {table.file}")
    print("All tables are as shipped.")
    return YES


def _export(data: Dataset, options: argparse.Namespace) -> int:
    from pilotzones.frames import export  # noqa: PLC0415 - it needs an extra

    for file in export(options.folder, options.format, dataset=data):
        print(file)
    return YES


def _print_sources(data: Dataset, record: Sourced) -> None:
    for source in data.sources(of=record):
        print(f"  source {source}")


_ASK = {
    "tour": _tour,
    "zones": _zones,
    "batch": _batch,
    "eligible": _eligible,
    "coverage": _coverage,
    "verify": _verify,
    "export": _export,
    "annex": annex_commands.run,
}
