"""What a command is: one that does something, or a question whose answer is written in any form.

A module of ``commands`` has a subject, and in ``COMMANDS`` what can be asked about it. Nothing of the library is loaded
to read the words after a command; ``ask`` and ``do`` import what they need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from pilotzones.cli.asked import Asked
from pilotzones.cli.forms.chosen import add_form_options, check_saved, choose_form, write_answer
from pilotzones.cli.results import Gives, Result

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from pilotzones.cli.output import Output


@attrs.frozen
class DoingCommand:
    """A command that does something and tells it itself, such as installing an annex."""

    name: str
    help: str
    add_options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Output], int]


@attrs.frozen
class AskingCommand:
    """A command that answers: a table for people, JSON and CSV are all made of its answer.

    ``gives`` is what the call in Python gives, and so what ``--json`` writes.
    """

    name: str
    help: str
    gives: Gives
    add: Callable[[argparse.ArgumentParser], None]
    ask: Callable[[Asked], Result]

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add its options and those of all questions."""
        self.add(parser)
        add_form_options(parser)

    def run(self, options: argparse.Namespace, out: Output) -> int:
        """Ask, and write the answer in the form that was chosen."""
        form = choose_form(options)
        check_saved(options)
        asked = Asked(options, out)
        answer = self.ask(asked)
        write_answer(answer, form, asked)
        if form != "people":  # who read below the answer how old it is
            asked.tell_age()
        return answer.status


Command = DoingCommand | AskingCommand
