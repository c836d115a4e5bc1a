"""The questions about annexes: list, verify, latest. Their answers have every form, and both languages.

The records of annexes are not in ``pilotzones.serial``: ``--json`` writes their fields as its records are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.cli.asked import find_sound_data
from pilotzones.cli.command import AskingCommand
from pilotzones.cli.results import Gives, Result, ShownColumn

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from pilotzones.annex import Download, Installed
    from pilotzones.cli.asked import Asked
    from pilotzones.cli.output import Output

NOT_OBTAINED = 1


def _of_download(name: str, *, shown: bool = False) -> ShownColumn:
    """Make a column of where a file came from, empty where the user named it."""

    def cell(one: Installed) -> object:
        found: Download | None = one.download
        return None if found is None else getattr(found, name)

    return ShownColumn("address" if name == "address" else f"download_{name}", cell, shown=shown)


_INSTALLED = (
    ShownColumn("announcement", lambda one: one.announcement),
    ShownColumn("covers", lambda one: one.covers, words="covers"),
    ShownColumn("lines", lambda one: one.lines),
    ShownColumn("is_complete", lambda one: one.is_complete),
    ShownColumn("remarks_unknown", lambda one: one.remarks_unknown),
    ShownColumn("read_from", lambda one: one.file),
    ShownColumn("sha256", lambda one: one.sha256, shown=False),
    ShownColumn("accepted", lambda one: one.accepted),
    _of_download("address", shown=True),
    *(_of_download(name) for name in ("page", "day", "size", "pages", "is_archived")),
)
_NEWER = (
    ShownColumn("id", lambda new: new.id),
    ShownColumn("date", lambda new: new.day),
    ShownColumn("effective_from", lambda new: new.effective_from),
    ShownColumn("title_zh", lambda new: new.title),
    ShownColumn("address", lambda new: new.page),
    ShownColumn("command", lambda new: new.command, shown=False),
)


def run(options: argparse.Namespace, out: Output) -> int:
    """Answer one of the questions.

    Returns:
        The exit status: 1 if the ministry's list could not be read.
    """
    from pilotzones.annex.fetching.errors import AnnexFetchError  # noqa: PLC0415 - the readers are loaded by need
    from pilotzones.cli.explaining import explain  # noqa: PLC0415 - few questions fail

    try:
        return QUESTIONS[options.command].run(options, out)
    except AnnexFetchError as error:
        out.note(explain(error, options.lang or "en"))
        return NOT_OBTAINED


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", metavar="FOLDER", help="your own folder instead of the user's data folder")


def _add_latest(parser: argparse.ArgumentParser) -> None:
    parser.description = "Ask the ministry's list for announcements that the data does not have."


def _ask_list(asked: Asked) -> Result:
    from pilotzones import annex  # noqa: PLC0415 - as above

    found = annex.installed(asked.options.output)
    return _answer(found, asked.say("annexes installed", count=len(found)) if found else asked.say("no annex"))


def _ask_verify(asked: Asked) -> Result:
    from pilotzones import annex  # noqa: PLC0415 - as above

    found = annex.verify(asked.options.output)
    return _answer(found, asked.say("annexes unchanged", count=len(found)))


def _answer(found: Sequence[Installed], first: str) -> Result:
    from pilotzones.serial.plain_records import plain_fields  # noqa: PLC0415 - as above

    return Result(
        first=first,
        gives=tuple(map(plain_fields, found)),
        columns=_INSTALLED,
        rows=found,
        details=tuple(map(str, found)),
    )


def _ask_latest(asked: Asked) -> Result:
    from pilotzones import annex  # noqa: PLC0415 - as above
    from pilotzones.serial.plain_records import plain_fields  # noqa: PLC0415 - as above

    latest = annex.latest(data=find_sound_data(asked.options, asked.out))
    looked = {"since": latest.since, "looked_at": latest.looked_at, "page": latest.page}
    first = "newer announcements" if latest.found else "none newer"
    notes = [] if latest.is_complete else [asked.say("list goes back", day=latest.back_to)]
    return Result(
        first=asked.say(first, count=len(latest.found), **looked),
        gives=plain_fields(latest),
        columns=_NEWER,
        rows=latest.found,
        notes=(*notes, *(asked.say("install newer", command=new.command) for new in latest.found)),
    )


def _schema_of(kind: str) -> Callable[[], dict[str, object]]:
    """Describe the fields of a record of annexes, by its name."""

    def describe() -> dict[str, object]:
        from pilotzones import annex  # noqa: PLC0415 - for who asks for the schema
        from pilotzones.serial.json_schemas import schema_of_fields  # noqa: PLC0415 - as above

        return schema_of_fields(getattr(annex, kind))

    return describe


QUESTIONS = {
    question.name: question
    for question in (
        AskingCommand(
            "latest",
            "ask the ministry's list for announcements that the data does not have",
            Gives(schema=_schema_of("Latest")),
            _add_latest,
            _ask_latest,
        ),
        AskingCommand(
            "list",
            "list the installed annexes",
            Gives(many=True, schema=_schema_of("Installed")),
            _add_folder,
            _ask_list,
        ),
        AskingCommand(
            "verify",
            "check that the installed annexes are unchanged",
            Gives(many=True, schema=_schema_of("Installed")),
            _add_folder,
            _ask_verify,
        ),
    )
}
"""The questions by their names."""
