"""The commands on annexes: read, rows, install, fetch, latest, list, remove, verify.

Exit status: 0 if all is well, 1 if an annex fails a check, 2 for bad input.
"""

from __future__ import annotations

import pathlib
import re
import sys
from typing import TYPE_CHECKING

from pilotzones.cli import fetch_commands

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from pilotzones.annex import Extract, NewAnnouncement, Reading
    from pilotzones.dataset import Dataset

SOUND, NOT_SOUND = 0, 1

_BETWEEN_ROLES = re.compile(r",(?=[^,=]*=)")
"""The comma before a role; one inside a title has no role behind it."""

# The readers are loaded only for one of their commands: other questions do not need them.


def add_parsers(questions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands on annexes to the command line."""
    annex = questions.add_parser("annex", help="read, check and install the ministry's annexes")
    commands = annex.add_subparsers(dest="command", required=True)

    read = commands.add_parser("read", help="read a file, check it, and show what was read; nothing is installed")
    _add_file(read)
    read.add_argument("--report", action="store_true", help="save the whole report beside the file")
    _add_output(read)

    rows = commands.add_parser("rows", help="write the rows of any table of tariff codes as CSV or JSON, unchecked")
    rows.add_argument("file", type=pathlib.Path)
    rows.add_argument("--output", metavar="FILE", type=pathlib.Path, help="a file, instead of standard output")
    form = rows.add_mutually_exclusive_group()
    form.add_argument("--excel", action="store_true", help="begin with a byte-order mark, so that Excel sees UTF-8")
    form.add_argument("--json", action="store_true", help="write JSON, with what was left out")
    _add_layout(rows)

    install = commands.add_parser("install", help="read a file, check it, and install it")
    _add_file(install)
    install.add_argument("--report", action="store_true", help="save the whole report beside the file")
    install.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="NAME",
        help="accept a difference, or all differences of a rule",
    )
    install.add_argument("--page", default="", help="the web address of the file, kept as its source")
    _add_output(install)

    fetch_commands.add_parsers(commands, _add_output)
    _add_output(commands.add_parser("list", help="list the installed annexes"))
    remove = commands.add_parser("remove", help="remove an installed annex")
    remove.add_argument("announcement", nargs="?", help="its id, such as 2019-96")
    remove.add_argument("--list-after", metavar="ID", help="the whole list that was installed as that after this one")
    _add_output(remove)
    _add_output(commands.add_parser("verify", help="check that the installed annexes are unchanged"))


def run(data: Dataset, options: argparse.Namespace) -> int:
    """Run a command on annexes."""
    return _COMMANDS[options.command](data, options)


def _add_file(parser: argparse.ArgumentParser) -> None:
    """Add the file and its announcement."""
    parser.add_argument("file", type=pathlib.Path, help="PDF, XLS, XLSX, ODS, DOCX, HTML, CSV or TSV")
    parser.add_argument("--announcement", metavar="ID", help="such as 2019-96; by default found by title and row count")
    parser.add_argument(
        "--list-after",
        metavar="ID",
        help="the file is not an annex but the whole list, as it stands after this announcement",
    )
    _add_layout(parser)
    new = parser.add_argument_group("an announcement that the data does not have")
    new.add_argument("--new", metavar="ID", help="year and number, such as 2027-3")
    new.add_argument("--effective-from", metavar="DATE", help="the first day it is in force (YYYY-MM-DD)")
    new.add_argument("--kind", choices=["replaces", "supplements", "amends"], default="replaces")
    new.add_argument("--amends", metavar="ID", default="", help="the announcement that it supplements or amends")
    new.add_argument("--document-no", metavar="TEXT", default="", help="its official number")
    new.add_argument("--title", metavar="TEXT", default="", help="its title; by default the file's")
    new.add_argument(
        "--stated-count", metavar="N", type=int, help="the number of lines it states; by default the number read"
    )
    new.add_argument(
        "--tariff-year", metavar="YEAR", type=int, help="the tariff it follows; by default that of its first day"
    )


def _add_layout(parser: argparse.ArgumentParser) -> None:
    """Add what the file itself may not say."""
    parser.add_argument(
        "--columns",
        action="append",
        default=[],
        metavar="ROLE=TITLE",
        help="the titles of columns: code=HS부호,name=한글품목명 (seq, code, name, remark, change)",
    )
    parser.add_argument("--hidden-sheets", action="store_true", help="read the hidden sheets of a workbook too")
    parser.add_argument(
        "--time-limit",
        metavar="SECONDS",
        type=float,
        default=300,
        help="the most seconds for the whole file; 300 by default",
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", metavar="FOLDER", help="your own folder instead of the user's data folder")


def _read(data: Dataset, options: argparse.Namespace) -> int:
    reading = _read_file(data, options)
    print(reading)
    return SOUND if reading.is_sound else NOT_SOUND


def _rows(_: Dataset, options: argparse.Namespace) -> int:
    from pilotzones import annex  # noqa: PLC0415
    from pilotzones.cli.rows_output import write_csv, write_json  # noqa: PLC0415

    found = annex.extract(
        options.file,
        columns=_read_columns(options.columns),
        hidden_sheets=options.hidden_sheets,
        time_limit=options.time_limit,
    )
    content = write_json(found) if options.json else write_csv(found.rows, with_mark=options.excel)
    _put(content, options)
    _tell_left_out(found, options.file.name)
    return SOUND


def _put(content: bytes, options: argparse.Namespace) -> None:
    """Write data to a file or to standard output, as they are and whatever the encoding of the terminal is."""
    from pilotzones.annex.errors import AnnexError  # noqa: PLC0415
    from pilotzones.cli.rows_output import write_whole  # noqa: PLC0415

    where = "standard output" if options.output is None else str(options.output)
    try:
        if options.output is None:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            return
        if options.output.exists() and options.output.samefile(options.file):
            raise AnnexError(f"{options.output} is the file that is read. Name another one with --output.")
        write_whole(options.output, content)
    except BrokenPipeError:  # the reader has enough
        raise
    except OSError as error:
        raise AnnexError(
            f"{where}: the rows could not be written ({error.strerror}). Name a file in a folder with room for it, "
            "with --output."
        ) from error


def _tell_left_out(found: Extract, file: str) -> None:
    """Say on standard error how much was left out, and which rows were not understood."""
    if found.left_out:
        count = f"{len(found.left_out):,} texts were left out"
        print(
            f"pilotzones: {file}: {count}, {len(found.unread):,} of them rows that were not understood", file=sys.stderr
        )
    for left in found.unread:
        print(f"  {left}", file=sys.stderr)
    if found.hidden:
        hidden = ", ".join(found.hidden)
        print(f"pilotzones: {file}: hidden sheets were not read: {hidden}. Use --hidden-sheets.", file=sys.stderr)


def _read_columns(words: Sequence[str]) -> dict[str, str] | None:
    """Read the titles of columns, such as "code=HS부호,name=한글품목명"."""
    from pilotzones.annex.errors import AnnexError  # noqa: PLC0415

    named: dict[str, str] = {}
    for word in _BETWEEN_ROLES.split(",".join(words)) if words else ():
        role, equals, title = word.partition("=")
        if not equals or role.strip() in named:
            raise AnnexError(
                f"--columns takes ROLE=TITLE, each role once, like code=HS부호,name=한글품목명, not {word!r}."
            )
        named[role.strip()] = title
    return named or None


def _install(data: Dataset, options: argparse.Namespace) -> int:
    from pilotzones import annex  # noqa: PLC0415
    from pilotzones.annex.errors import AnnexCheckError  # noqa: PLC0415

    reading = _read_file(data, options)
    try:
        done = annex.install(reading, options.output, accept=options.accept, page=options.page)
    except AnnexCheckError as fault:
        print(reading)
        print(f"pilotzones: {fault}", file=sys.stderr)
        return NOT_SOUND
    print(reading)
    print(f"Installed     {done}")
    for disagreement in done.disagreements:
        print(f"Differs       {disagreement}")
    return SOUND


def _list(_: Dataset, options: argparse.Namespace) -> int:
    from pilotzones import annex  # noqa: PLC0415

    found = annex.installed(options.output)
    for one in found:
        print(one)
    if not found:
        print("No annex is installed.")
    return SOUND


def _remove(_: Dataset, options: argparse.Namespace) -> int:
    from pilotzones import annex  # noqa: PLC0415

    print(f"Removed       {annex.remove(options.announcement, options.output, list_after=options.list_after)}")
    return SOUND


def _verify(_: Dataset, options: argparse.Namespace) -> int:
    from pilotzones import annex  # noqa: PLC0415

    found = annex.verify(options.output)
    for one in found:
        print(one)
    print(f"{len(found)} annexes are unchanged since they were installed.")
    return SOUND


def _read_file(data: Dataset, options: argparse.Namespace) -> Reading:
    """Read the file under a progress bar, and save the report if the user wants it."""
    from pilotzones import annex  # noqa: PLC0415
    from pilotzones.annex.errors import refuse_without_extra  # noqa: PLC0415

    try:
        import tqdm  # noqa: PLC0415
    except ImportError:
        raise refuse_without_extra("Reading annexes") from None
    new = _describe_new(options) if options.new else None
    data = _find_data(data, options)
    with tqdm.tqdm(desc=options.file.name, unit="page", disable=None, leave=False) as bar:
        reading = annex.read(
            options.file,
            options.announcement,
            new=new,
            data=data,
            progress=_make_progress(bar),
            columns=_read_columns(options.columns),
            hidden_sheets=options.hidden_sheets,
            list_after=options.list_after,
            time_limit=options.time_limit,
        )
    if options.report:
        _save_report(reading, options.file)
    return reading


def _find_data(data: Dataset, options: argparse.Namespace) -> Dataset:
    """Find what the annex must agree with: the bundled tables and the folder for it, unless --data names folders."""
    from pilotzones import Dataset  # noqa: PLC0415
    from pilotzones.annex import installed  # noqa: PLC0415

    if options.output is None or options.data:
        return data
    return Dataset.load(options.output) if installed(options.output) else Dataset.bundled()


def _describe_new(options: argparse.Namespace) -> NewAnnouncement:
    """Describe an announcement that the data does not have, from the options."""
    from pilotzones import annex  # noqa: PLC0415
    from pilotzones.annex.errors import AnnexError  # noqa: PLC0415

    if not options.effective_from:
        raise AnnexError("--new needs --effective-from: the first day the announcement is in force.")
    return annex.NewAnnouncement(
        id=options.new,
        effective_from=options.effective_from,
        kind=options.kind,
        amends=options.amends,
        document_no=options.document_no,
        title_zh=options.title,
        stated_count=options.stated_count,
        tariff_year=options.tariff_year,
    )


def _save_report(reading: Reading, file: pathlib.Path) -> None:
    """Save the whole report beside a file."""
    from pilotzones.annex.errors import AnnexError  # noqa: PLC0415
    from pilotzones.annex.report import write_report  # noqa: PLC0415

    saved = file.with_name(f"{file.name}.report.txt")
    try:
        saved.write_text(write_report(reading, shown=None) + "\n", "utf-8")
    except OSError as error:
        raise AnnexError(f"{saved}: the report could not be saved ({error.strerror}).") from error
    print(f"Report        {saved}")


def _make_progress(bar: object) -> Callable[[int, int], None]:
    """Make a function that moves a progress bar to a page."""

    def move(page: int, pages: int) -> None:
        bar.total, bar.n = pages, page  # type: ignore[attr-defined]
        bar.refresh()  # type: ignore[attr-defined]

    return move


_COMMANDS = {
    "fetch": fetch_commands.run_fetch,
    "latest": fetch_commands.run_latest,
    "read": _read,
    "rows": _rows,
    "install": _install,
    "list": _list,
    "remove": _remove,
    "verify": _verify,
}
