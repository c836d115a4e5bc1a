"""The command ``pilotzones``: its words, and which module answers; ``ending.py`` has the exit statuses."""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING

from pilotzones import __version__
from pilotzones.cli.arranging import arrange
from pilotzones.cli.commands import (
    annex_commands,
    completion_commands,
    coverage_command,
    data_commands,
    eligible_command,
    file_commands,
    goods_commands,
    list_commands,
    panel_command,
    place_commands,
    plot_command,
    rule_commands,
    schema_command,
    source_commands,
    tour,
    zone_commands,
)
from pilotzones.cli.ending import YES
from pilotzones.cli.forms.chosen import add_language
from pilotzones.cli.wrong_use import Parser, check_words
from pilotzones.logs import left_to_caller

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotzones.cli.command import Command
    from pilotzones.cli.output import Output

COMMANDS: tuple[Command, ...] = (
    *zone_commands.COMMANDS,
    *place_commands.COMMANDS,
    *eligible_command.COMMANDS,
    *goods_commands.COMMANDS,
    *list_commands.COMMANDS,
    *coverage_command.COMMANDS,
    *rule_commands.COMMANDS,
    *source_commands.COMMANDS,
    *file_commands.COMMANDS,
    *panel_command.COMMANDS,
    *plot_command.COMMANDS,
    *data_commands.COMMANDS,
    *annex_commands.COMMANDS,
    *schema_command.COMMANDS,
    *completion_commands.COMMANDS,
)
"""Every command, in the order of the help."""


def answer(arguments: Sequence[str] | None, out: Output) -> int:
    """Do what some words say.

    Args:
        arguments: the words after the command; None for those of the process.
        out: where the answer is written.

    Returns:
        The exit status of the answer.

    Raises:
        ArgumentTypeError: if ``arguments`` are not texts.
    """
    shown = io.StringIO()
    try:
        with contextlib.redirect_stdout(shown):  # argparse writes help and version itself
            parser = make_parser()
            options = parser.parse_args(arrange(sys.argv[1:] if arguments is None else check_words(arguments), parser))
    except SystemExit:
        out.line(shown.getvalue().rstrip())
        return YES
    with left_to_caller("age"):  # a command says itself how old its answer is
        if options.question is None:
            return tour.ask_examples(options, out, lambda words: answer(words, out))
        return next(command for command in COMMANDS if command.name == options.question).run(options, out)


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
    add_language(parser, None)
    questions = parser.add_subparsers(dest="question")
    for command in COMMANDS:
        command.add_options(questions.add_parser(command.name, help=command.help))
    return parser
