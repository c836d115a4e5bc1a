"""Which form an answer takes, by the options that every question has."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Literal, get_args

from pilotzones.records.languages import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilotzones.cli.asked import Asked
    from pilotzones.cli.results import Result

Form = Literal["people", "json", "csv", "excel"]


def add_form_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of every question: its form, its language, how much is told."""
    forms = parser.add_argument_group("the form of the answer")
    chosen = forms.add_mutually_exclusive_group()
    chosen.add_argument("--json", dest="form", action="store_const", const="json", help="what the call in Python gives")
    chosen.add_argument("--csv", dest="form", action="store_const", const="csv", help="UTF-8, with all columns")
    chosen.add_argument(
        "--excel", dest="form", action="store_const", const="excel", help="CSV that Excel opens as it is meant"
    )
    forms.add_argument("-v", "--verbose", action="store_true", help="show reasons and sources too")
    add_language(forms, argparse.SUPPRESS)


def add_language(parser: argparse._ActionsContainer, default: str | None) -> None:
    """Add the option for the language, before or after a command."""
    parser.add_argument(
        "--lang", choices=get_args(Language), default=default, help="the language of the answer: English or Chinese"
    )


def choose_form(options: argparse.Namespace) -> Form:
    """Give the form that the options name; a table for people by default."""
    return options.form or "people"


def write_answer(answer: Result, form: Form, asked: Asked) -> None:
    """Write an answer in a form."""
    if form == "json":
        from pilotzones.cli.forms.as_json import write_json  # noqa: PLC0415 - only who asks for it

        asked.out.data(write_json(answer.gives, asked.data))
    elif form == "people":
        for line in _lines_for_people(answer, asked):
            asked.out.line(line)
    else:
        from pilotzones.cli.forms.as_csv import write_csv  # noqa: PLC0415 - as above

        asked.out.data(write_csv(answer, for_excel=form == "excel"))


def _lines_for_people(answer: Result, asked: Asked) -> Iterable[str]:
    """Write an answer for people: with rich where it is installed and a terminal shows it, else in plain text."""
    verbose = asked.options.verbose
    if asked.out.is_terminal:
        try:
            from pilotzones.cli.forms.terminal import write_shown  # noqa: PLC0415 - only where somebody looks
        except ImportError:
            pass
        else:
            return write_shown(answer, asked.say, verbose=verbose)
    from pilotzones.cli.forms.people import write_lines  # noqa: PLC0415 - as above

    return write_lines(answer, asked.say, verbose=verbose)
