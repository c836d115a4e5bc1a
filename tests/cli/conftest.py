"""The commands of the parser, so that no test of all commands can forget one."""

import argparse

import pytest

from pilotzones.cli.program import make_parser


def list_commands(parser=None, words=()):
    """Go through the commands that can be run: their words, and the parser of each."""
    parser = parser or make_parser()
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below or not below[0].required:
        yield words, parser
    for action in below:
        for word, inner in action.choices.items():
            yield from list_commands(inner, (*words, word))


@pytest.fixture(scope="session")
def commands():
    """Each command's own parser, by its words."""
    return dict(list_commands())
