"""The words after the command, and what is refused whichever option it is given for."""

from __future__ import annotations

import argparse
import pathlib
import re
from typing import Any, NoReturn

from pilotzones.arguments import quoted
from pilotzones.dates import EARLIEST, LATEST
from pilotzones.errors import PilotZonesError
from pilotzones.staleness import OLDEST

_DAYS = re.compile(r"0|[1-9][0-9]{0,5}")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_YEAR = re.compile(r"[0-9]{4}")


class WrongUseError(PilotZonesError, ValueError):
    """Words that are no command, or options that do not go together."""


class Parser(argparse.ArgumentParser):
    """A parser for which an empty text is never an answer, and whose errors are raised.

    A script passes an empty text where a variable is not set: ``--output "$FOLDER"``. To take that for an option that
    is not given would write somewhere else.
    """

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - argparse's own
        """Check every word, by the type that is named for it: none, a path, a number."""
        super().__init__(**settings)
        self.register("type", None, _check_text)
        self.register("type", pathlib.Path, _check_path)
        self.register("type", int, _check_number)

    def add_subparsers(self, **settings: Any) -> argparse._SubParsersAction[Any]:  # noqa: ANN401
        """Leave the words after a command to its own parser, which knows which option they are for."""
        commands = super().add_subparsers(**settings)
        commands.type = str
        return commands

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where the right words are listed."""
        raise WrongUseError(f"{message[:1].upper()}{message[1:]}. See '{self.prog} --help'.")


def _check_text(text: str) -> str:
    if not text.strip():
        msg = "the text is empty. Give a value, or leave it out; in a script, look whether a variable is not set"
        raise argparse.ArgumentTypeError(msg)
    return text


def _check_path(text: str) -> pathlib.Path:
    return pathlib.Path(_check_text(text))


def days(text: str) -> int:
    """Read a number of days for argparse; 0 is one too."""
    stripped = _check_text(text).strip()
    if not _DAYS.fullmatch(stripped) or int(stripped) > OLDEST:
        msg = f"{quoted(text)} is not a whole number of days from 0 to {OLDEST:,}"
        raise argparse.ArgumentTypeError(msg)
    return int(stripped)


def _check_number(text: str) -> int:
    stripped = _check_text(text).strip()
    if not _NUMBER.fullmatch(stripped):
        msg = f"{quoted(text)} is not a whole number from 1 to 999,999"
        raise argparse.ArgumentTypeError(msg)
    return int(stripped)


def calendar_year(text: str) -> int:
    """Read a year for argparse."""
    stripped = _check_text(text).strip()
    if not _YEAR.fullmatch(stripped) or not EARLIEST.year <= int(stripped) <= LATEST.year:
        msg = f"{quoted(text)} is not a year from {EARLIEST.year} to {LATEST.year}"
        raise argparse.ArgumentTypeError(msg)
    return int(stripped)
