"""The words after the command, put in the order in which argparse takes them; and what is none of its words.

An option may stand anywhere, also before the command it belongs to. A word that is not a command or an option is
refused here, with those that are like it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pilotzones.arguments import quoted
from pilotzones.cli.wrong_use import like, wrong_use

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pilotzones.cli.wrong_use import Parser, WrongUseError

_VALUE = re.compile(r"-|-[0-9.]+|[^-].*|.* .*|", re.DOTALL)
"""What argparse takes for a value, and not for an option."""


def arrange(words: Sequence[str], parser: Parser) -> list[str]:
    """Put each option behind the command that it belongs to, and the other words behind the options.

    Args:
        words: as they were typed; what follows "--" is never an option.
        parser: that of all commands.

    Returns:
        The same words for ``parser.parse_args``, options with their whole names.

    Raises:
        WrongUseError: for a word that is not a command or an option; says which are like it.
    """
    end = words.index("--") if "--" in words else len(words)
    options, others = _split(words[:end], parser)
    path = _find_commands(parser, others)
    if len(path) <= len(others) and path[-1].commands():
        word = others[len(path) - 1]
        raise wrong_use(
            "{word} is not a command.",
            near=like(word, path[-1].commands()),
            help_of=path[-1].prog,
            word=quoted(word),
        )
    behind: list[list[str]] = [[] for _ in path]
    for name, *value in options:
        index, whole = _find_owner(name, path)
        behind[index] += [whole, *value]
    names = others[: len(path) - 1]
    arranged = [*behind[0]]
    for name, inside in zip(names, behind[1:], strict=True):
        arranged += [name, *inside]
    return [*arranged, *others[len(names) :], *words[end:]]


def _split(words: Sequence[str], parser: Parser) -> tuple[list[list[str]], list[str]]:
    """Tell the options, each with its value, from the other words."""
    takes_value = _all_options(parser)
    options: list[list[str]] = []
    others: list[str] = []
    left = list(words)
    while left:
        word = left.pop(0)
        if _VALUE.fullmatch(word) and word not in takes_value:
            others.append(word)
            continue
        name, equals, _ = word.partition("=")
        if not name.startswith("--"):
            name, equals = name[:2], word[2:]
        meant = [name] if name in takes_value else _abbreviated(name, takes_value)
        if not meant:
            path = _find_commands(parser, others)
            raise _unknown_option(name, path, _options_of(path) if len(path) > 1 else takes_value)
        wants_value = not equals and any(takes_value[each] for each in meant)
        options.append([word, left.pop(0)] if wants_value and left and _VALUE.fullmatch(left[0]) else [word])
    return options, others


def _find_commands(parser: Parser, words: Sequence[str]) -> list[Parser]:
    """Follow words from the parser of all commands to that of the command they name."""
    path = [parser]
    for word in words:
        inner = path[-1].commands().get(word)
        if inner is None:
            break
        path.append(inner)
    return path


def _find_owner(word: str, path: Sequence[Parser]) -> tuple[int, str]:
    """Find whose option a word is, the command's own first, and write its name out."""
    name, equals, value = word.partition("=")
    known = _options_of(path)
    exact = name if name.startswith("--") else name[:2]
    meant = [exact] if exact in known else _abbreviated(name, known)
    if not meant:
        raise _unknown_option(exact, path, known)
    if len(meant) > 1:
        raise wrong_use(
            "{word} may be {meant}. Write the whole option.",
            help_of=path[-1].prog,
            word=quoted(name),
            meant=", ".join(f"'{each}'" for each in meant),
        )
    index = max(index for index, parser in enumerate(path) if meant[0] in parser.options())
    return index, f"{meant[0]}{equals}{value}" if name.startswith("--") else word


def _unknown_option(name: str, path: Sequence[Parser], known: Mapping[str, bool]) -> WrongUseError:
    return wrong_use(
        "{word} is not an option of '{command}'." if len(path) > 1 else "{word} is not an option.",
        near=like(name, known),
        help_of=path[-1].prog,
        word=quoted(name),
    )


def _abbreviated(name: str, known: Mapping[str, bool]) -> list[str]:
    """List the options that begin as a word does."""
    return sorted(option for option in known if option.startswith(name)) if name.startswith("--") else []


def _options_of(path: Sequence[Parser]) -> dict[str, bool]:
    """List the options that a command takes, and whether each takes a value."""
    return {name: takes for parser in path for name, takes in parser.options().items()}


def _all_options(parser: Parser) -> dict[str, bool]:
    """List the options of all commands."""
    found: dict[str, bool] = {}
    for inner in parser.commands().values():
        found.update(_all_options(inner))
    return {**found, **parser.options()}
