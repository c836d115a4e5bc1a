"""Messages about wrong words in Chinese: the English of a label, or argparse's own, is recognised, facts and all."""

from __future__ import annotations

import re

from pilotzones.cli.labels import Labels, word_labels

_FACT = re.compile(r"\\\{([a-z]+)\\\}")
_SEE_HELP = "see help"


def translate(message: str) -> str | None:
    """Say a message in Chinese; None if it is none of those that are known."""
    help_said = re.search(f" ?{_pattern(_SEE_HELP)}$", message)
    rest = message[: help_said.start()] if help_said else message
    for key in word_labels.LABELS:
        found = re.fullmatch(_pattern(key), rest, re.DOTALL)
        if found:
            say = Labels("zh")
            return say(key, **found.groupdict()) + (say(_SEE_HELP, **help_said.groupdict()) if help_said else "")
    return None


def _pattern(key: str) -> str:
    """Make a regular expression of the English of a label, with a group for each fact."""
    english = word_labels.LABELS[key][0]
    return _FACT.sub(lambda fact: f"(?P<{fact[1]}>.+?)", re.escape(english))
