"""The command ``pilotzones``: its words, and what each question prints; ``ending.py`` has the exit statuses."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING

from pilotzones import __version__
from pilotzones.cli import annex_commands
from pilotzones.cli.asked_data import find_data
from pilotzones.cli.ending import NO, UNKNOWN, YES
from pilotzones.cli.wrong_use import Parser, days
from pilotzones.staleness import note_on_age

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pilotzones.cli.output import Output
    from pilotzones.dataset import Dataset
    from pilotzones.dataset_base import Sourced
    from pilotzones.records.list_answers import Status

_EXIT: dict[Status, int] = {"listed": YES, "not listed": NO, "unknown": UNKNOWN}


def answer(arguments: Sequence[str] | None, out: Output) -> int:
    """Do what some words say.

    Args:
        arguments: the words after the command; None for those of the process.
        out: where the answer is written.

    Returns:
        The exit status of the answer.
    """
    shown = io.StringIO()
    try:
        with contextlib.redirect_stdout(shown):  # argparse writes help and version itself
            options = make_parser().parse_args(arguments)
    except SystemExit:
        out.line(shown.getvalue().rstrip())
        return YES
    return _ASK[options.question or "tour"](options, out)


def make_parser() -> Parser:
    """Make the parser of all commands."""
    parser = Parser(
        prog="pilotzones",
        description="Chinese cross-border e-commerce pilot zones and the retail-import positive list.",
        epilog="Without a question, it answers three as an example. Exit status: 0 yes or done, 1 no, 3 unknown; for "
        "annexes 1 if one fails its checks or is not obtained; 2 no answer; 130 interrupted. With the environment "
        "variable PILOTZONES_DEBUG=1, a traceback follows what went wrong.",
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

    _add_max_age(zones)

    batch = questions.add_parser("batch", help="show the batch that approved a city")
    batch.add_argument("city", help="any name or code")
    batch.add_argument("--province", help="the province, if several have a city of that name")

    eligible = questions.add_parser("eligible", help="say whether an HS code is on the positive list")
    eligible.add_argument("hs_code", help="8, 10 or 13 digits")
    eligible.add_argument("date", help="YYYY-MM-DD")
    _add_max_age(eligible)

    questions.add_parser("coverage", help="show how much of the positive list is known")
    questions.add_parser("verify", help="check the hashes of the tables")

    export = questions.add_parser("export", help="write all tables into a new folder")
    export.add_argument("folder", help="a folder that does not exist yet")
    form = export.add_mutually_exclusive_group()
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
    annex_commands.add_parsers(questions)
    return parser


def _add_max_age(question: argparse.ArgumentParser) -> None:
    question.add_argument(
        "--max-age",
        metavar="DAYS",
        type=days,
        help="refuse a day that is more than so many days after the last verified one; 0 refuses every later day",
    )


def _tour(options: argparse.Namespace, out: Output) -> int:
    """Answer the three main questions, as an example."""
    data = find_data(options)
    out.line("Which zones does this province have?  pilotzones zones Hainan")
    _list_zones(data, out, "Hainan")
    out.line("\nWhich batch approved this city?  pilotzones batch Hangzhou")
    _show_batch(data, out, "Hangzhou")
    out.line("\nMay this HS code come in on this date?  pilotzones eligible 0409.00.00 2018-12-31")
    _show_verdict(data, out, "0409.00.00", "2018-12-31")
    out.line("\n... and on the next day?  pilotzones eligible 0409.00.00 2019-01-01")
    _show_verdict(data, out, "0409.00.00", "2019-01-01")
    out.line("\nWhat is known?  pilotzones coverage")
    out.line(data.coverage())
    return YES


def _zones(options: argparse.Namespace, out: Output) -> int:
    return _list_zones(find_data(options), out, options.province, options.date, options.max_age)


def _batch(options: argparse.Namespace, out: Output) -> int:
    return _show_batch(find_data(options), out, options.city, options.province)


def _eligible(options: argparse.Namespace, out: Output) -> int:
    return _show_verdict(find_data(options), out, options.hs_code, options.date, options.max_age)


def _coverage(options: argparse.Namespace, out: Output) -> int:
    out.line(find_data(options).coverage())
    return YES


def _verify(options: argparse.Namespace, out: Output) -> int:
    for table in find_data(options).verify():
        out.line(f"{table.sha256}  {table.records:>5,}  {table.file}")
    out.line("All tables are as shipped.")
    return YES


def _export(options: argparse.Namespace, out: Output) -> int:
    from pilotzones.frames import export  # noqa: PLC0415 - for this command alone

    for file in export(options.folder, options.format, dataset=find_data(options)):
        out.line(file)
    return YES


def _list_zones(
    data: Dataset, out: Output, province: str | None, date: str | None = None, max_age: int | None = None
) -> int:
    day = data.verified_through("zones") if date is None else date
    found = data.zones(date=day, max_age=max_age) if province is None else data.zones_in(province, day, max_age=max_age)
    for zone in found:
        out.line(f"{zone.official_name}  {zone}")
    out.line(f"{len(found)} in force on {found.date}")
    if found.date and found.is_beyond_verified:
        out.line(note_on_age(found.date, found.verified_through))
    return YES


def _show_batch(data: Dataset, out: Output, city: str, province: str | None = None) -> int:
    zone = data.zone(city, province=province)
    out.line(f"{zone}\n{zone.batch}\n{zone.batch.title_zh}")
    _list_sources(data, out, zone.batch)
    return YES


def _show_verdict(data: Dataset, out: Output, hs_code: str, date: str, max_age: int | None = None) -> int:
    verdict = data.eligibility(hs_code, date, max_age=max_age)
    out.line(verdict)
    _list_sources(data, out, verdict)
    return _EXIT[verdict.status]


def _list_sources(data: Dataset, out: Output, record: Sourced) -> None:
    for source in data.sources(of=record):
        out.line(f"  source {source}")


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
