"""``{command-options}``: every command of the command line with its options, read from its parser."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from pilotzones.cli.program import make_parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


def commands_of(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """Give each command below a parser with its name, its parser and its help, in order."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001
            for name, below in action.choices.items():
                if name in helps:  # not another name of the same command
                    yield name, below, helps[name]


def written(action: argparse.Action) -> str:
    """Write an argument as the usage line does."""
    if not action.option_strings:
        return str(action.metavar or action.dest)
    if action.nargs == 0:
        return ", ".join(action.option_strings)
    value = action.metavar or (f"{{{','.join(map(str, action.choices))}}}" if action.choices else action.dest.upper())
    return f"{', '.join(action.option_strings)} {value if isinstance(value, str) else ' '.join(value)}"


def options_of(parser: argparse.ArgumentParser) -> list[tuple[str, str]]:
    """Give each argument and option with its help."""
    return [
        (written(action), (action.help or "") % {**vars(action), "prog": parser.prog})
        for action in parser._actions  # noqa: SLF001 - as above
        if not isinstance(action, argparse._SubParsersAction | argparse._HelpAction)  # noqa: SLF001
        and action.help != argparse.SUPPRESS
    ]


def section(parser: argparse.ArgumentParser, about: str) -> nodes.section:
    """Describe a command, and then those below it."""
    made = nodes.section("", nodes.title("", parser.prog), ids=[nodes.make_id(parser.prog)], names=[parser.prog])
    about = parser.description or about
    if about:
        made += nodes.paragraph("", about[0].upper() + about[1:].rstrip(".") + ".")
    usage = " ".join(parser.format_usage().removeprefix("usage:").split())
    made += nodes.literal_block("", usage, language="text", classes=["usage"])
    options = options_of(parser)
    if options:
        items = [
            nodes.definition_list_item(
                "", nodes.term("", "", nodes.literal("", name)), nodes.definition("", nodes.paragraph("", explained))
            )
            for name, explained in options
        ]
        made += nodes.definition_list("", *items)
    if parser.epilog:
        made += nodes.paragraph("", parser.epilog)
    made += [section(below, explained) for _, below, explained in commands_of(parser)]
    return made


class CommandOptions(SphinxDirective):
    """All commands, with the program itself first."""

    required_arguments: ClassVar[int] = 0

    def run(self) -> list[nodes.Node]:
        """Make a section for each command."""
        made: list[nodes.Node] = [section(make_parser(), "")]
        for node in made:
            self.state.document.note_implicit_target(node, node)
        return made


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive."""
    app.add_directive("command-options", CommandOptions)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
