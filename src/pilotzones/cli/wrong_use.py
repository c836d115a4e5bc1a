"""The words after the command, and what is refused whichever option it is given for."""

from __future__ import annotations

import argparse
import pathlib
import re
from typing import TYPE_CHECKING, Any, NoReturn

from pilotzones.arguments import as_members, is_a, quoted, refusal
from pilotzones.dates import EARLIEST, LATEST
from pilotzones.errors import PilotZonesError
from pilotzones.staleness import OLDEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DAYS = re.compile(r"0|[1-9][0-9]{0,5}")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_LIKE = 0.65
"""How like a word must be to be what was meant, as difflib measures it."""
_LONGEST = 300
"""The most characters that are shown of words that are not known."""
_YEAR = re.compile(r"[0-9]{4}")


class WrongUseError(PilotZonesError, ValueError):
    """Words that are no command, or options that do not go together."""


def check_words(arguments: Sequence[str]) -> tuple[str, ...]:
    """Take the words that a program passes in place of those of the process.

    Raises:
        ArgumentTypeError: if they are not texts.
    """
    what = "the words after the command, such as ['zones', 'Hainan']"
    words = as_members("arguments", arguments, what)
    if not all(is_a(word, str) for word in words):
        raise refusal("arguments", arguments, what)
    return words


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

    def parse_known_args(self, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - argparse's own
        """Refuse the words that are left where they are read: by the command, which names its own help."""
        options, left = super().parse_known_args(*args, **named)
        if left:
            from pilotzones.paths import shown_path  # noqa: PLC0415 - few words are wrong

            shown = shown_path(" ".join(left))
            self.error(f"unrecognized arguments: {shown if len(shown) < _LONGEST else f'{shown[:_LONGEST]}...'}")
        return options, left

    def add_subparsers(self, **settings: Any) -> argparse._SubParsersAction[Any]:  # noqa: ANN401
        """Leave the words after a command to its own parser, which knows which option they are for."""
        commands = super().add_subparsers(**settings)
        commands.type = str
        return commands

    def arguments(self) -> list[argparse.Action]:
        """List its own options and arguments."""
        return self._actions

    def options(self) -> dict[str, bool]:
        """List its own options, and whether each takes a value."""
        return {name: action.nargs != 0 for name, action in self._option_string_actions.items()}

    def commands(self) -> dict[str, Parser]:
        """List the parsers of the commands below it."""
        below = (action for action in self._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
        return {name: parser for action in below for name, parser in action.choices.items()}

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 - argparse's own
        """Refuse a value that is none of the choices of an option, in the same words on every Python."""
        if action.choices is not None and value not in action.choices:
            choices = ", ".join(map(str, action.choices))
            raise argparse.ArgumentError(action, f"{quoted(value)} is not one of {choices}")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where the right words are listed."""
        from pilotzones.cli.argparse_words import recognise  # noqa: PLC0415 - few words are wrong

        template, facts = recognise(f"{message[:1].upper()}{message[1:]}.")
        raise wrong_use(template, help_of=self.prog, **facts)


def wrong_use(template: str, *, near: Iterable[str] = (), help_of: str = "", **facts: object) -> WrongUseError:
    """Make the error for words that are wrong.

    Args:
        template: what is wrong, with the facts in braces; its Chinese is in ``wording/chinese_messages.py``.
        near: words that may be meant.
        help_of: the command whose help lists the right words; it is the fact ``command``.
        facts: the other facts.
    """
    from pilotzones.messages import Message  # noqa: PLC0415 - few words are wrong

    if help_of:
        facts["command"] = help_of
    message = Message(
        template,
        *(["Did you mean {near}?"] if near else []),
        *(["See '{command} --help'."] if help_of else []),
        near=", ".join(f"'{each}'" for each in near),
        **facts,
    )
    return WrongUseError(message)


def like(word: str, known: Iterable[str]) -> list[str]:
    """List at most three words of those that are known that are like a word, the most similar first."""
    import difflib  # noqa: PLC0415 - few words are wrong

    return difflib.get_close_matches(word, list(known), cutoff=_LIKE)


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
