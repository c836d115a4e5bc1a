"""Messages about wrong words in Chinese: the English of a label, or argparse's own, is recognised, facts and all."""

from __future__ import annotations

import re

from pilotzones.cli.labels import Labels, word_labels

_FACT = re.compile(r"\\\{([a-z]+)\\\}")
_SEE_HELP = "see help"
_SPANS = (
    (re.compile(r"from ([0-9-]+) or earlier"), r"至迟自\1起"),
    (re.compile(r"from ([0-9-]+)"), r"自\1起"),
    (re.compile(r" until ([0-9-]+), exclusive"), r"，至\1止（不含该日）"),
    (re.compile(r"; "), "；"),
)
"""The days of a rule as they are written in English, and in Chinese."""


def translate(message: str) -> str | None:
    """Say a message in Chinese; None if it is none of those that are known."""
    help_said = re.search(f" ?{_pattern(_SEE_HELP)}$", message)
    rest = message[: help_said.start()] if help_said else message
    for key in word_labels.LABELS:
        found = re.fullmatch(_pattern(key), rest, re.DOTALL)
        if found:
            say, facts = Labels("zh"), found.groupdict()
            if "spans" in facts:
                facts["spans"] = _translate_spans(facts["spans"])
            return say(key, **facts) + (say(_SEE_HELP, **help_said.groupdict()) if help_said else "")
    return None


def _translate_spans(spans: str) -> str:
    for pattern, chinese in _SPANS:
        spans = pattern.sub(chinese, spans)
    return spans


def _pattern(key: str) -> str:
    """Make a regular expression of the English of a label, with a group for each fact."""
    english = word_labels.LABELS[key][0]
    return _FACT.sub(lambda fact: f"(?P<{fact[1]}>.+?)", re.escape(english))
