"""Which form an answer takes, by the options that every question has."""

from __future__ import annotations

import argparse
import pathlib
from typing import TYPE_CHECKING, Literal, get_args

from pilotzones.cli.wrong_use import wrong_use
from pilotzones.paths import as_path
from pilotzones.records.languages import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilotzones.cli.asked import Asked
    from pilotzones.cli.results import Result

Form = Literal["people", "json", "csv", "excel"]

_BY_ENDING: dict[str, Form] = {".json": "json", ".csv": "csv"}
"""The form of an answer that is saved, where no option names one."""


def add_form_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of every question: its form, its language, how much is told."""
    forms = parser.add_argument_group("the form of the answer")
    chosen = forms.add_mutually_exclusive_group()
    chosen.add_argument("--json", dest="form", action="store_const", const="json", help="what the call in Python gives")
    chosen.add_argument("--csv", dest="form", action="store_const", const="csv", help="UTF-8, with all columns")
    chosen.add_argument(
        "--excel", dest="form", action="store_const", const="excel", help="CSV that Excel opens as it is meant"
    )
    forms.add_argument(
        "--save",
        metavar="FILE",
        type=pathlib.Path,
        help="write the answer into a file, as a whole; one that ends in .json or .csv has that form",
    )
    forms.add_argument("-v", "--verbose", action="store_true", help="show reasons and sources too")
    add_language(forms, argparse.SUPPRESS)


def add_language(parser: argparse._ActionsContainer, default: str | None) -> None:
    """Add the option for the language, before or after a command."""
    parser.add_argument(
        "--lang", choices=get_args(Language), default=default, help="the language of the answer: English or Chinese"
    )


def choose_form(options: argparse.Namespace) -> Form:
    """Give the form that the options name, or the ending of the file to be saved; a table for people by default."""
    if options.form is None and options.save is not None:
        options.form = _BY_ENDING.get(options.save.suffix.lower())
    return options.form or "people"


def check_saved(options: argparse.Namespace) -> None:
    """Check that an answer does not take the place of a file that the command reads or writes.

    Raises:
        WrongUseError: if it would.
        InvalidPathError: if there can be no such file.
    """
    if options.save is None:
        return
    save = as_path("--save", options.save)
    others = (getattr(options, name, None) for name in ("file", "output"))
    for other in others:
        if isinstance(other, pathlib.Path) and (
            save == other or (save.exists() and other.exists() and save.samefile(other))
        ):
            raise wrong_use("{file} is a file of the command itself. Name another one with --save.", file=save)


def write_answer(answer: Result, form: Form, asked: Asked) -> None:
    """Write an answer in a form, to standard output or into a file."""
    save = asked.options.save
    if form == "people" and save is None:
        for line in _lines_for_people(answer, asked):
            asked.out.line(line)
        return
    content = _write_content(answer, form, asked)
    if save is None:
        asked.out.data(content)
    else:
        from pilotzones.whole_files import write_whole  # noqa: PLC0415 - few ask for a file

        write_whole(save, content)
        asked.out.line(asked.say("written", file=save))


def _write_content(answer: Result, form: Form, asked: Asked) -> bytes:
    """Write an answer in a form, in UTF-8."""
    if form == "json":
        from pilotzones.cli.forms.as_json import write_json  # noqa: PLC0415 - only who asks for it

        return write_json(answer.gives, asked.data)
    if form == "people":
        from pilotzones.cli.forms.people import write_lines  # noqa: PLC0415 - as above

        lines = write_lines(answer, asked.say, verbose=asked.options.verbose)
        return "".join(f"{line}\n" for line in lines).encode()
    from pilotzones.cli.forms.as_csv import write_csv  # noqa: PLC0415 - as above

    return write_csv(answer, for_excel=form == "excel")


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
