"""What argparse says of words that are wrong, as templates with facts: it gives the whole text alone."""

from __future__ import annotations

import re

TEMPLATES = (
    "Argument {option}: {word} is not one of {choices}.",
    (
        "Argument {option}: the text is empty. Give a value, or leave it out; in a script, look whether a variable is "
        "not set."
    ),
    "Argument {option}: {word} is not a whole number of days from {least} to {most}.",
    "Argument {option}: {word} is not a whole number from {least} to {most}.",
    "Argument {option}: {word} is not a year from {least} to {most}.",
    "Argument {option}: expected one argument.",
    "Argument {option}: ignored explicit argument {word}.",
    "Argument {option}: not allowed with argument {other}.",
    "The following arguments are required: {names}.",
    "Unrecognized arguments: {words}.",
)
"""argparse's own sentences, and those of the parser's checks, which argparse puts the name of an option before."""

_FACT = re.compile(r"\\\{([a-z]+)\\\}")


def recognise(message: str) -> tuple[str, dict[str, str]]:
    """Find the template of a message, and the facts in it; the message alone if it has none that is known."""
    for template in TEMPLATES:
        pattern = _FACT.sub(lambda fact: f"(?P<{fact[1]}>.+?)", re.escape(template))
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return template, found.groupdict()
    return "{said}", {"said": message}
