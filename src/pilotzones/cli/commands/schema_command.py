"""The command that describes what ``--json`` writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.cli.command import AskingCommand, DoingCommand
from pilotzones.cli.ending import YES
from pilotzones.cli.wrong_use import like, wrong_use

if TYPE_CHECKING:
    import argparse

    from pilotzones.cli.output import Output


def _add_schema(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Write the JSON Schema (draft 2020-12) of what a command writes with --json: 'pilotzones schema zones', "
        "'pilotzones schema annex list'."
    )
    parser.add_argument("words", metavar="COMMAND", nargs="+", help="the command, without its options")


def _write_schema(options: argparse.Namespace, out: Output) -> int:
    from pilotzones.cli.forms.as_json import schema_of  # noqa: PLC0415 - for this command alone

    questions, name = _list_questions(), " ".join(options.words)
    if name not in questions:
        raise wrong_use(
            "{word} is not a command with --json.",
            near=like(name, questions),
            help_of="pilotzones",
            word=quoted(name),
        )
    out.data(json.dumps(schema_of(questions[name].gives), ensure_ascii=False, indent=1).encode() + b"\n")
    return YES


def _list_questions() -> dict[str, AskingCommand]:
    """List the commands that answer, by their words."""
    from pilotzones.cli.commands.annex_questions import QUESTIONS  # noqa: PLC0415 - as above
    from pilotzones.cli.program import COMMANDS  # noqa: PLC0415 - which has this command too

    own = {command.name: command for command in COMMANDS if isinstance(command, AskingCommand)}
    return own | {f"annex {name}": question for name, question in QUESTIONS.items()}


COMMANDS = (DoingCommand("schema", "write the JSON Schema of what a command writes", _add_schema, _write_schema),)
