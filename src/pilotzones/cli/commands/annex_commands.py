"""The commands on annexes: read, rows, install, fetch, remove; ``annex_questions`` has latest, list and verify.

Exit status: 0 if all is well, 1 if an annex fails a check.
"""

from __future__ import annotations

import pathlib
import re
from typing import TYPE_CHECKING

from pilotzones.cli.asked import refuse_data
from pilotzones.cli.command import DoingCommand
from pilotzones.cli.commands import annex_questions, fetch_commands
from pilotzones.cli.commands.annex_options import check_options
from pilotzones.cli.wrong_use import wrong_use
from pilotzones.paths import reason_of, shown_path

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from pilotzones.annex import Extract, NewAnnouncement, Reading
    from pilotzones.cli.output import Output
    from pilotzones.dataset import Dataset

SOUND, NOT_SOUND = 0, 1

_KINDS = "PDF, XLS, XLSX, ODS, DOCX, HTML, CSV or TSV"

_BETWEEN_ROLES = re.compile(r",(?=[^,=]*=)")
"""The comma before a role; one inside a title has no role behind it."""

# The readers are loaded only for one of their commands: other questions do not need them.


def _add_commands(annex: argparse.ArgumentParser) -> None:
    """Add the commands on annexes to the command line."""
    commands = annex.add_subparsers(dest="command", required=True)

    read = commands.add_parser("read", help="read a file, check it, and show what was read; nothing is installed")
    read.description = "Read a file, check it, and show what was read, in English; nothing is installed."
    _add_file(read)
    read.add_argument("--json", action="store_true", help="what the call in Python gives: rows, failed checks, hints")
    read.add_argument("--report", action="store_true", help="save the whole report beside the file")
    _add_output(read)

    rows = commands.add_parser("rows", help="write the rows of any table of tariff codes as CSV or JSON, unchecked")
    rows.add_argument("file", type=pathlib.Path, help=_KINDS)
    rows.add_argument("--output", metavar="FILE", type=pathlib.Path, help="a file, instead of standard output")
    form = rows.add_mutually_exclusive_group()
    form.add_argument("--excel", action="store_true", help="begin with a byte-order mark, so that Excel sees UTF-8")
    form.add_argument("--json", action="store_true", help="write JSON, with what was left out")
    _add_layout(rows)

    install = commands.add_parser("install", help="read a file, check it, and install it")
    install.description = "Read a file, check it, show what was read, in English, and install it."
    install.set_defaults(json=False)
    _add_file(install)
    install.add_argument("--report", action="store_true", help="save the whole report beside the file")
    install.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="NAME",
        help="accept a difference, or all differences of a rule",
    )
    install.add_argument("--page", metavar="URL", help="the web address of the file, kept as its source")
    _add_output(install)

    fetch_commands.add_parser(commands, _add_output)
    for question in annex_questions.QUESTIONS.values():
        question.add_options(commands.add_parser(question.name, help=question.help))
    remove = commands.add_parser("remove", help="remove an installed annex")
    remove.add_argument("announcement", nargs="?", help="its id, such as 2019-96")
    remove.add_argument("--list-after", metavar="ID", help="the whole list that was installed as that after this one")
    _add_output(remove)


def _run(options: argparse.Namespace, out: Output) -> int:
    """Run a command on annexes."""
    command = options.command
    if command in _WITHOUT_DATA:
        refuse_data(options, f"annex {command}")
    return _COMMANDS[command](options, out)


def _add_file(parser: argparse.ArgumentParser) -> None:
    """Add the file and its announcement."""
    parser.add_argument("file", type=pathlib.Path, help=_KINDS)
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
    new.add_argument("--kind", choices=["replaces", "supplements", "amends"], help="what it does; by default replaces")
    new.add_argument("--amends", metavar="ID", help="the announcement that it supplements or amends")
    new.add_argument("--document-no", metavar="TEXT", help="its official number")
    new.add_argument("--title", metavar="TEXT", help="its title; by default the file's")
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
        type=int,
        default=300,
        help="the most seconds for the whole file; 300 by default",
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", metavar="FOLDER", help="your own folder instead of the user's data folder")


def _read(options: argparse.Namespace, out: Output) -> int:
    reading = _read_file(options, out)
    if options.json:
        from pilotzones.cli.forms.annex_rows import write_json  # noqa: PLC0415

        out.data(write_json(reading))
    else:
        out.line(reading)
    return SOUND if reading.is_sound else NOT_SOUND


def _rows(options: argparse.Namespace, out: Output) -> int:
    from pilotzones import annex  # noqa: PLC0415
    from pilotzones.cli.forms.annex_rows import write_csv, write_json  # noqa: PLC0415

    found = annex.extract(
        options.file,
        columns=_read_columns(options.columns),
        hidden_sheets=options.hidden_sheets,
        time_limit=options.time_limit,
    )
    content = write_json(found) if options.json else write_csv(found.rows, with_mark=options.excel)
    _put(content, options, out)
    _tell_left_out(found, options.file.name, out)
    return SOUND


def _put(content: bytes, options: argparse.Namespace, out: Output) -> None:
    """Write data to a file or to standard output, as they are and whatever the encoding of the terminal is."""
    from pilotzones.annex.errors import AnnexError  # noqa: PLC0415
    from pilotzones.whole_files import write_whole  # noqa: PLC0415

    where, lost = str(options.output), None
    if options.output is None:
        out.data(content)
        where, lost = "standard output", out.lost
    else:
        try:
            if options.output.exists() and options.output.samefile(options.file):
                raise AnnexError(f"{options.output} is the file that is read. Name another one with --output.")
            write_whole(options.output, content)
        except OSError as error:
            lost = error
    if lost is not None:
        raise AnnexError(
            f"{where}: the rows could not be written ({reason_of(lost)}). Name a file in a folder with room for it, "
            "with --output."
        ) from lost


def _tell_left_out(found: Extract, file: str, out: Output) -> None:
    """Say on standard error how much was left out, and which rows were not understood."""
    if found.left_out:
        count = f"{len(found.left_out):,} texts were left out"
        out.note(f"{file}: {count}, {len(found.unread):,} of them rows that were not understood")
    for left in found.unread:
        out.error_text(f"  {left}\n")
    if found.hidden:
        out.note(f"{file}: hidden sheets were not read: {', '.join(found.hidden)}. Use --hidden-sheets.")


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


def _install(options: argparse.Namespace, out: Output) -> int:
    from pilotzones import annex  # noqa: PLC0415
    from pilotzones.annex.errors import AnnexCheckError  # noqa: PLC0415

    reading = _read_file(options, out)
    try:
        done = annex.install(reading, options.output, accept=options.accept, page=options.page or "")
    except AnnexCheckError as fault:
        out.line(reading)
        out.note(fault)
        return NOT_SOUND
    out.line(reading)
    out.line(f"Installed     {done}")
    for disagreement in done.disagreements:
        out.line(f"Differs       {disagreement}")
    fetch_commands.tell_damaged(done, out)
    return SOUND


def _remove(options: argparse.Namespace, out: Output) -> int:
    from pilotzones import annex  # noqa: PLC0415

    if (options.announcement is None) == (options.list_after is None):
        raise wrong_use("Name one of the two: the ID of an annex, or --list-after and the ID of a whole list.")
    done = annex.remove(options.announcement, options.output, list_after=options.list_after)
    out.line(f"Removed       {done}")
    fetch_commands.tell_damaged(done, out)
    return SOUND


def _read_file(options: argparse.Namespace, out: Output) -> Reading:
    """Read the file under a progress bar, and save the report if the user wants it."""
    from pilotzones import annex  # noqa: PLC0415
    from pilotzones.annex.errors import refuse_without_extra  # noqa: PLC0415

    check_options(options)
    try:
        import tqdm  # noqa: PLC0415
    except ImportError:
        raise refuse_without_extra("Reading annexes") from None
    new = _describe_new(options) if options.new else None
    data = _find_data(options, out)
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
        saved = f"Report        {shown_path(_save_report(reading, options.file))}"
        out.note(saved) if options.json else out.line(saved)
    return reading


def _find_data(options: argparse.Namespace, out: Output) -> Dataset | None:
    """Find what the annex must agree with: the folders of --data, or the bundled tables and the folder for it.

    Returns:
        The dataset; None for the default one, which the library takes, or does without where it is damaged.
    """
    from pilotzones.annex import installed  # noqa: PLC0415
    from pilotzones.annex.known_data import load_sound  # noqa: PLC0415
    from pilotzones.dataset import Dataset  # noqa: PLC0415

    if options.data:
        return Dataset.load(*options.data)
    if options.output is None:
        return None
    data, notes = load_sound(lambda: Dataset.load(options.output) if installed(options.output) else Dataset.bundled())
    for note in notes:
        out.note(note)
    return data


def _describe_new(options: argparse.Namespace) -> NewAnnouncement:
    """Describe an announcement that the data does not have, from the options."""
    from pilotzones import annex  # noqa: PLC0415

    return annex.NewAnnouncement(
        id=options.new,
        effective_from=options.effective_from,
        kind=options.kind or "replaces",
        amends=options.amends or "",
        document_no=options.document_no or "",
        title_zh=options.title or "",
        stated_count=options.stated_count,
        tariff_year=options.tariff_year,
    )


def _save_report(reading: Reading, file: pathlib.Path) -> pathlib.Path:
    """Save the whole report beside a file, and say where."""
    from pilotzones.annex.errors import AnnexError  # noqa: PLC0415
    from pilotzones.annex.report import write_report  # noqa: PLC0415
    from pilotzones.whole_files import write_whole  # noqa: PLC0415

    saved = file.with_name(f"{file.name}.report.txt")
    try:
        write_whole(saved, f"{write_report(reading, shown=None)}\n".encode())
    except OSError as error:
        raise AnnexError(f"{shown_path(saved)}: the report could not be saved ({reason_of(error)}).") from error
    return saved


def _make_progress(bar: object) -> Callable[[int, int], None]:
    """Make a function that moves a progress bar to a page."""

    def move(page: int, pages: int) -> None:
        bar.total, bar.n = pages, page  # type: ignore[attr-defined]
        bar.refresh()  # type: ignore[attr-defined]

    return move


_COMMANDS = {
    "fetch": fetch_commands.run_fetch,
    "read": _read,
    "rows": _rows,
    "install": _install,
    "remove": _remove,
    **dict.fromkeys(annex_questions.QUESTIONS, annex_questions.run),
}
_WITHOUT_DATA = {"rows", "list", "remove", "verify"}
"""The commands that need no dataset, so that damaged data cannot stop them."""

COMMANDS = (DoingCommand("annex", "read, check and install the ministry's annexes", _add_commands, _run),)
