"""Commands about whole files of goods: ``screen``."""

from __future__ import annotations

import contextlib
import operator
import pathlib
from typing import TYPE_CHECKING, NamedTuple, get_args

from pilotzones.cli.below import note_age
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.ending import UNKNOWN, YES
from pilotzones.cli.options import add_max_age, reading
from pilotzones.cli.results import Gives, Result, ShownColumn
from pilotzones.dates import InvalidDateError, as_date
from pilotzones.records.conditions import Shipment
from pilotzones.records.evidence import STRONGEST_FIRST

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from pilotzones.cli.asked import Asked
    from pilotzones.cli.labels import Labels
    from pilotzones.records.screened_files import ScreenedFile

_COLUMNS = (
    ShownColumn("announcements", lambda annexes: annexes.announcements),
    ShownColumn("settled_rows", lambda annexes: annexes.settled_rows),
    ShownColumn("settled_value", lambda annexes: annexes.settled_value),
)


class _Count(NamedTuple):
    """A row of the table for programs: a count of rows and the sum of their values, or a row that could not be read."""

    kind: str
    name: str | tuple[str, ...]
    rows: int
    value: Decimal | None = None
    text: str = ""
    reason: str = ""


_COUNT_COLUMNS = tuple(ShownColumn(name, operator.attrgetter(name)) for name in _Count._fields)


def _add_screen(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Say of every row of a file whether its goods were on the positive list on its day, write a marked-up copy, "
        "and say which missing annexes would settle the rest. Exit status: 0 if every row is listed or not listed; 3 "
        "if one is unknown or has no answer, for instance because its code could not be read; 2 if the file could not "
        "be read."
    )
    parser.add_argument("file", type=pathlib.Path, help="a .csv, .tsv, .xlsx or .parquet file with a row of titles")
    parser.add_argument("--code", metavar="COLUMN", required=True, help="the title of the column of HS codes")
    parser.add_argument(
        "--date", metavar="COLUMN|DAY", required=True, help="the title of the column of days, or one day for all rows"
    )
    parser.add_argument("--value", metavar="COLUMN", help="a column of amounts, to be summed")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        type=pathlib.Path,
        help="the marked-up copy, of the same kind as the file; with --excel, CSV begins with a mark that Excel needs",
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="allow the copy to take the place of a file that is there"
    )
    parser.add_argument(
        "--shipment", choices=get_args(Shipment), help="bonded (网购保税) or direct shipment; by default either"
    )
    parser.add_argument(
        "--minimum-evidence", choices=STRONGEST_FIRST[:-1], help="treat an answer with weaker evidence as unknown"
    )
    add_max_age(parser)
    parser.add_argument(
        "--lost-zeros", action="store_true", help="put back the leading zero of codes that a spreadsheet dropped"
    )
    parser.add_argument(
        "--sheet", metavar="NAME", help="the sheet of a workbook; by default the first with the columns"
    )
    parser.add_argument("--prefix", metavar="TEXT", help="what the titles of the new columns begin with")


def _ask_screen(asked: Asked) -> Result:
    from pilotzones.frames.files.screened_copy import screen_file  # noqa: PLC0415 - for this command alone

    options = asked.options
    with reading(options.file, options.output), _progress(options.file.name) as progress:
        done = screen_file(
            options.file,
            options.output,
            hs_code=options.code,
            date=options.date,
            value=options.value,
            shipment=options.shipment,
            evidence=options.minimum_evidence,
            max_age=options.max_age,
            lost_zeros=options.lost_zeros,
            sheet=options.sheet,
            prefix=options.prefix,
            lang=asked.lang,
            overwrite=options.overwrite,
            with_mark=options.form == "excel",
            progress=progress,
            dataset=asked.data,
        )
    columns, rows = _lay_out(done, asked)
    return Result(
        first=_count(done, asked.say),
        gives=done,
        columns=columns,
        rows=rows,
        notes=tuple(_tell(done, asked)),
        status=YES if done.is_definite else UNKNOWN,
    )


def _count(done: ScreenedFile, say: Labels) -> str:
    """Say in a line how many rows have which status."""
    if not done.rows:
        return say("no rows of file", file=done.file)
    counts = (say("count of status", rows=found.rows, status=say(f"status {found.status}")) for found in done.statuses)
    return say("rows of file", file=done.file, rows=done.rows, counts=say("between counts").join(counts))


def _lay_out(done: ScreenedFile, asked: Asked) -> tuple[Sequence[ShownColumn], Sequence[object]]:
    """Give the columns and rows of the table: for people the annexes, for programs all counts."""
    if asked.options.form is None:
        columns = _COLUMNS if done.value is not None else [each for each in _COLUMNS if "value" not in each.name]
        return columns, done.annexes
    rows = [
        _Count("file", done.file, done.rows, done.value),
        *(_Count("status", found.status, found.rows, found.value) for found in done.statuses),
        *(_Count("annexes", found.announcements, found.settled_rows, found.settled_value) for found in done.annexes),
        _Count("no annex settles", "", done.unsettled_rows),
        _Count("lost zeros", "", done.lost_zeros),
        _Count("unread values", "", done.unread_values),
        *(_Count("row not read", f"line {row.line}", 1, None, row.text, row.reason) for row in done.rejected),
    ]
    return _COUNT_COLUMNS, rows


def _tell(done: ScreenedFile, asked: Asked) -> Iterator[str]:
    """Say what else there is to know: sums, how to settle more, and what is wrong in the file."""
    say, column = asked.say, asked.options.value
    if len(done.annexes) and max(len(annexes.announcements) for annexes in done.annexes) > 1:
        yield say("needed together")
    if done.annexes:
        missing = dict.fromkeys(name for annexes in done.annexes for name in annexes.announcements)
        yield say("get annexes", command=f"pilotzones annex fetch {' '.join(sorted(missing))}")
    if done.unsettled_rows:
        yield say("no annex settles", rows=done.unsettled_rows)
    if done.value is not None:
        sums = (
            say("sum of status", status=say(f"status {found.status}"), value=found.value) for found in done.statuses
        )
        key = "sum of values" if done.statuses else "sum of no values"
        yield say(key, column=column, value=done.value, sums=say("between counts").join(sums))
    if done.unread_values:
        yield say("unread values", column=column, rows=done.unread_values)
    if done.lost_zeros:
        yield say("zeros put back" if done.zeros_put_back else "lost zeros", rows=done.lost_zeros)
    yield from _tell_rejected(done, say)
    if done.out is not None:
        yield say("written", file=asked.options.output)
    with contextlib.suppress(InvalidDateError):  # the title of a column
        yield from note_age(asked, as_date(asked.options.date), done.verified_through, ["list"])


def _tell_rejected(done: ScreenedFile, say: Labels) -> Iterator[str]:
    """Say which rows could not be read, and why."""
    for row in done.rejected:
        facts = {"line": row.line, "status": say(f"status {row.status}"), "reason": row.reason}
        yield say("rejected row", text=f"'{row.text}'", **facts) if row.text else say("rejected blank", **facts)
    if done.rejected_rows > len(done.rejected):
        yield say("rejected and more", rows=done.rejected_rows - len(done.rejected))


@contextlib.contextmanager
def _progress(name: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show on a terminal how far the work is, where tqdm is installed."""
    try:
        import tqdm  # noqa: PLC0415 - an extra
    except ImportError:
        yield None
        return
    with tqdm.tqdm(desc=name, unit="row", disable=None, leave=False) as bar:

        def move(done: int, of: int) -> None:
            bar.total, bar.n = of, done
            bar.refresh()

        yield move


COMMANDS = (
    AskingCommand(
        "screen",
        "answer for every row of a file of goods, and say which annexes would settle the rest",
        Gives("ScreenedFile"),
        _add_screen,
        _ask_screen,
    ),
)
