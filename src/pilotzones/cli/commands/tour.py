"""What the command prints without a question: the three main questions, asked as an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilotzones.cli.ending import YES
from pilotzones.cli.labels import Labels

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from pilotzones.cli.output import Output

_EXAMPLES = {
    "example zones": "zones Hainan",
    "example batch": "batch Hangzhou -v",
    "example goods": "eligible 0409.00.00 --date 2018-12-31 -v",
    "example next day": "eligible 0409.00.00 --date 2019-01-01",
    "example coverage": "coverage",
}


def ask_examples(options: argparse.Namespace, out: Output, ask: Callable[[Sequence[str]], int]) -> int:
    """Ask each example under its title, of the data and in the language that are named.

    Args:
        options: what is named: ``data``, ``lang``.
        out: where the titles are written.
        ask: answers words of the command.

    Returns:
        The exit status of an answer: the examples are no question of the user's.
    """
    say = Labels(options.lang or "en")
    named = [word for folder in options.data or () for word in ("--data", folder)]
    named += ["--lang", options.lang] if options.lang else []
    for title, words in _EXAMPLES.items():
        out.line(f"{say(title)}  pilotzones {words}")
        ask([*named, *words.split()])
        out.line()
    return YES
